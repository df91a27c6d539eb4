//! What changed on the list since an earlier date: both lists from the same records, each as of
//! its own date.

use super::at::collected;
use super::csv::{HEADER, write_row};
use super::{SupportList, SupportRow, View};
use crate::config::Config;
use crate::measures::{PairAt, State};
use crate::programme::{Day, Programme};
use crate::summary::SummaryError;
use crate::summary::cell::write_table;
use crate::summary::pass::Collector;
use crate::summary::roster::Member;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// What became of a pair between two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListChange {
    /// It was not on the earlier list.
    New,
    /// It is on both.
    Still,
    /// It is not on the later list any more.
    Gone,
}

impl ListChange {
    /// Name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Still => "still",
            Self::Gone => "gone",
        }
    }
}

/// A pair that was on the earlier list only.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// As it stood on the earlier list.
    pub was: SupportRow,
    /// Its state now; `None` where nothing is known of it any more.
    pub state: Option<State>,
    /// Its last held date now.
    pub last_contact: Option<Day>,
}

impl Gone {
    /// Whether it is open and needs nobody any more; else it has paused or ended.
    #[must_use]
    pub fn has_recovered(&self) -> bool {
        matches!(self.state, Some(State::OnTrack | State::TooEarly))
    }
}

/// What changed since an earlier list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListChanges {
    /// The day of the earlier list.
    pub since: Day,
    /// For each pair of the later list, by id, whether it is new.
    pub on_list: BTreeMap<String, ListChange>,
    /// Pairs of the earlier list that are not on the later one, in the order of the earlier.
    pub gone: Vec<Gone>,
}

impl ListChanges {
    /// Whether a pair of the list is new on it.
    #[must_use]
    pub fn of(&self, row: &SupportRow) -> ListChange {
        let change = self.on_list.get(&*row.pair_id).copied();
        change.unwrap_or(ListChange::New)
    }

    /// What is seen of the pairs that are gone.
    #[must_use]
    pub fn seen(mut self, view: &View) -> Self {
        self.gone.retain(|gone| view.shows(&gone.was));
        self
    }
}

/// Compares a list with that of an earlier date.
///
/// # Errors
/// [`SummaryError`]: what was asked for does not fit the records.
pub fn support_changes(
    programme: &Programme,
    config: &Config,
    list: &SupportList,
    (since, date): (Day, Day),
) -> Result<ListChanges, SummaryError> {
    let earlier = super::support_list(programme, config, since)?;
    let ids = |list: &SupportList| -> BTreeSet<String> {
        list.rows
            .iter()
            .map(|row| row.pair_id.to_string())
            .collect()
    };
    let (before, now) = (ids(&earlier), ids(list));
    let on_list = now.iter().map(|id| {
        let was_on_it = before.contains(id);
        let change = if was_on_it {
            ListChange::Still
        } else {
            ListChange::New
        };
        (id.clone(), change)
    });
    let on_list = on_list.collect();
    let left: Vec<SupportRow> = earlier
        .rows
        .into_iter()
        .filter(|row| !now.contains(&*row.pair_id))
        .collect();
    let standing = standing(programme, config, &left, date)?;
    let gone = left.into_iter().map(|was| {
        let (state, last_contact) = standing.get(&*was.pair_id).copied().unwrap_or_default();
        Gone {
            was,
            state,
            last_contact,
        }
    });
    Ok(ListChanges {
        since,
        on_list,
        gone: gone.collect(),
    })
}

/// State and last contact by id.
type Standing = BTreeMap<String, (Option<State>, Option<Day>)>;

/// How these pairs stand on a date.
fn standing(
    programme: &Programme,
    config: &Config,
    rows: &[SupportRow],
    date: Day,
) -> Result<Standing, SummaryError> {
    let wanted: BTreeSet<&str> = rows.iter().map(|row| &*row.pair_id).collect();
    let parts = collected(programme, config, date, |_| Standings {
        wanted: &wanted,
        found: Standing::new(),
    })?;
    Ok(parts.into_iter().flat_map(|part| part.found).collect())
}

struct Standings<'a> {
    wanted: &'a BTreeSet<&'a str>,
    found: Standing,
}

impl Collector for Standings<'_> {
    fn add(&mut self, pair: &PairAt<'_>, _: &Member) {
        let id = &pair.history.pair.id;
        if self.wanted.contains(id.as_str()) {
            let support = pair.support();
            let standing = (support.state, support.last_contact);
            self.found.insert(id.clone(), standing);
        }
    }
}

/// Writes the list as `support.csv` has it, with what changed in a last column; pairs that are
/// not on it any more follow without rank, as they stood on the earlier list.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_changes(
    list: &SupportList,
    changes: &ListChanges,
    out: impl io::Write,
) -> Result<(), csv::Error> {
    let header: Vec<&str> = HEADER.into_iter().chain(["change"]).collect();
    let rows = list.rows.iter();
    let on_list = rows.map(|row| (Some(row.rank), row, changes.of(row)));
    let gone = changes
        .gone
        .iter()
        .map(|gone| (None, &gone.was, ListChange::Gone));
    let rows: Vec<_> = on_list.chain(gone).collect();
    write_table(out, header, rows.len(), |range, table| {
        rows[range].iter().try_for_each(|(rank, pair, change)| {
            table.row(|row| {
                write_row(row, *rank, pair);
                row.word(change.name());
            })
        })
    })
}
