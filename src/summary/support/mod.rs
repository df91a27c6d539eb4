//! The pairs that need somebody, worst first. Names pairs: never for shared reports.

mod at;
mod calendar;
mod changes;
mod csv;
mod lull;
mod newest;
mod questions;
mod reason;
mod row;
mod silence;
mod view;
mod workload;

pub use at::support_list;
pub use calendar::{CALENDAR_WEEKS, Calendar};
pub use changes::{Gone, ListChange, ListChanges, support_changes, write_changes};
pub use csv::write_support;
pub use lull::Lull;
pub use newest::Newest;
pub(super) use questions::Questions;
pub use reason::Reason;
pub use silence::Silence;
pub use view::{UnknownValue, View, pairs_of_person};
pub use workload::MentorLoad;

use super::pass::Collector;
use super::roster::Member;
use super::selection::{PairColumn, UnknownColumn};
use crate::config::Config;
use crate::measures::{PairAt, State, Waiting};
use crate::programme::{Day, FileFacts, Origin, Programme, Table};
use newest::Reach;
use rayon::prelude::*;
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use workload::Workload;

/// The support list of a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SupportList {
    /// How far the records reach.
    pub newest: Newest,
    /// Pairs in each state that there is, in the order in which reports list them.
    pub states: Vec<(State, usize)>,
    /// Mentors of open pairs, those with most silent pairs first.
    pub mentors: Vec<MentorLoad>,
    /// Mentors and sites of which every open pair stopped at once: perhaps only their records
    /// are missing. Stands before the list; states are unchanged.
    pub silences: Vec<Silence>,
    /// Stretches in which nobody met: breaks that nobody has told of, or missing records.
    pub lulls: Vec<Lull>,
    /// Names of the columns of pairs that the programme wants to see in its workbook.
    pub own_columns: Vec<String>,
    /// Pairs that need somebody, worst first, then those that are waiting, then those presumed
    /// ended.
    pub rows: Vec<SupportRow>,
}

/// What is to be done about the pairs of a part of the list, in the order of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListPart {
    /// Get in touch.
    Call,
    /// Somebody has been in touch: wait.
    Waiting,
    /// Presumed ended: close it?
    Close,
}

/// One pair of the list. Lists of large programmes are long: its texts take no spare room.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SupportRow {
    /// Place on the whole list, from 1.
    pub rank: usize,
    /// Id of the pair.
    pub pair_id: Box<str>,
    /// Mentor as recorded.
    pub mentor: Option<Box<str>>,
    /// Mentee as recorded.
    pub mentee: Option<Box<str>>,
    /// Cohort.
    pub cohort: Option<Box<str>>,
    /// Site, where the programme has any.
    pub site: Option<Box<str>>,
    /// Its state.
    pub state: State,
    /// Whether it belongs to the block at the end: close it?
    pub presumed_ended: bool,
    /// Until when it is left alone, because somebody has been in touch with it.
    pub waiting: Option<Waiting>,
    /// The last time that the programme was in touch with it.
    pub followed_up_on: Option<Day>,
    /// Failed attempts since then, or since it last met.
    pub failed_attempts: usize,
    /// Why; never empty.
    #[serde(skip)]
    pub reasons: Box<[Reason]>,
    /// Last held date.
    pub last_contact: Option<Day>,
    /// Days since the last held date, or the start; paused days out.
    pub contact_gap: Option<i32>,
    /// Days since the last held date.
    pub days_since_contact: Option<i32>,
    /// Days since contact against the pair's own gap.
    pub contact_ratio: Option<f64>,
    /// Latest next meeting agreed on the last held date.
    pub agreed_next: Option<Day>,
    /// Title of the current stage.
    pub stage: Option<Box<str>>,
    /// Records of the last held date with an issue.
    #[serde(skip)]
    pub issue_records: Box<[Origin]>,
    /// Records of the last held date with an action.
    #[serde(skip)]
    pub action_records: Box<[Origin]>,
    /// Last issue as written, fetched from its records by whoever shows the list.
    pub last_issue: Option<Box<str>>,
    /// Last actions as written, fetched likewise.
    pub last_actions: Option<Box<str>>,
    /// What to do next.
    pub suggested_step: Option<Box<str>>,
    /// Its last weeks, to be drawn.
    #[serde(skip)]
    pub calendar: Calendar,
    /// Records that may say how to reach the two, the surest first.
    #[serde(skip)]
    pub address_records: Box<[(Table, Origin)]>,
    /// How to reach the two, fetched from these records by whoever shows it; `None` where nothing
    /// is known of it.
    #[serde(skip)]
    pub addresses: Option<Box<Addresses>>,
    /// Values of the programme's own columns.
    pub own: Box<[Option<Box<str>>]>,
}

/// How to reach mentor and mentee, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Addresses {
    /// E-mail of the mentor.
    pub mentor_email: Option<Box<str>>,
    /// Phone of the mentor.
    pub mentor_phone: Option<Box<str>>,
    /// E-mail of the mentee.
    pub mentee_email: Option<Box<str>>,
    /// Phone of the mentee.
    pub mentee_phone: Option<Box<str>>,
}

impl SupportList {
    /// What to ask before anything else: whether silence is one of meetings or of records.
    pub fn questions(&self) -> impl Iterator<Item = String> {
        let silences = self.silences.iter().map(Silence::question);
        silences.chain(self.lulls.iter().map(Lull::question))
    }

    /// Whether the records of any of its pairs hold a contact of the programme with it.
    #[must_use]
    pub fn has_contacts(&self) -> bool {
        let known = |row: &SupportRow| {
            row.followed_up_on.is_some() || row.waiting.is_some() || row.failed_attempts > 0
        };
        self.rows.iter().any(known)
    }

    /// Pairs of the list with which the programme was in touch since they last met.
    #[must_use]
    pub fn followed_up(&self) -> usize {
        let rows = self.rows.iter();
        rows.filter(|row| row.followed_up_on > row.last_contact)
            .count()
    }
}

impl SupportRow {
    /// Why, in one line.
    #[must_use]
    pub fn why(&self, between: &str) -> String {
        let reasons = self.reasons.iter().map(|reason| reason.text.as_str());
        reasons.collect::<Vec<_>>().join(between)
    }

    /// How many signals it has.
    fn signals(&self) -> usize {
        let reasons = self.reasons.iter();
        reasons.filter(|reason| reason.signal.is_some()).count()
    }

    /// The part of the list in which it stands.
    #[must_use]
    pub const fn part(&self) -> ListPart {
        match (&self.waiting, self.presumed_ended) {
            (Some(_), _) => ListPart::Waiting,
            (None, true) => ListPart::Close,
            (None, false) => ListPart::Call,
        }
    }
}

/// The columns of pairs that the list shows.
pub(super) struct ShownColumns {
    cohort: Option<PairColumn>,
    site: Option<PairColumn>,
    own: Vec<PairColumn>,
}

impl ShownColumns {
    /// # Errors
    /// The configuration names a column that there is not.
    pub fn new(programme: &Programme, config: &Config) -> Result<Self, UnknownColumn> {
        let column = |name| PairColumn::find(programme, name, "").ok();
        let asked = config.support_columns.iter();
        let own = asked.map(|name| PairColumn::find(programme, name, "[support] columns"));
        Ok(Self {
            cohort: column("cohort"),
            site: column("site"),
            own: own.collect::<Result<_, _>>()?,
        })
    }
}

/// The pairs of a partition that belong on the list, and what is said about them together.
pub(super) struct SupportRows<'a> {
    shown: &'a ShownColumns,
    rows: Vec<SupportRow>,
    states: BTreeMap<State, usize>,
    questions: Questions<'a>,
    reach: Reach<'a>,
    workload: Workload,
}

impl<'a> SupportRows<'a> {
    /// None yet, with room for so many: what is not used of it is never touched.
    pub fn new(shown: &'a ShownColumns, pairs: usize) -> Self {
        Self {
            shown,
            rows: Vec::with_capacity(pairs),
            states: BTreeMap::new(),
            questions: Questions::of_shown(shown),
            reach: Reach::new(shown.site.as_ref()),
            workload: Workload::default(),
        }
    }

    /// The list over all partitions of what these files hold, as of a date, in a programme with
    /// these breaks; `others` are the pairs that it is not about.
    pub fn merged(
        shown: &'a ShownColumns,
        parts: Vec<Self>,
        others: Vec<Questions<'a>>,
        (files, breaks): (&[FileFacts], &[(Day, Day)]),
        date: Day,
    ) -> SupportList {
        let mut all = Self::new(shown, parts.iter().map(|part| part.rows.len()).sum());
        for part in parts {
            all.rows.extend(part.rows);
            all.questions.absorb(part.questions);
            all.reach.absorb(part.reach);
            all.workload.absorb(part.workload);
            for (state, pairs) in part.states {
                *all.states.entry(state).or_default() += pairs;
            }
        }
        // Rows are large, and no two have one id: sorted in place.
        all.rows.par_sort_unstable_by(by_urgency);
        for (rank, row) in (1..).zip(&mut all.rows) {
            row.rank = rank;
        }
        for pairs in others {
            all.questions.absorb(pairs);
        }
        let (silences, lulls) = all.questions.found(breaks, date);
        let counted = |state: State| Some((state, *all.states.get(&state)?));
        SupportList {
            newest: all.reach.found(files, date),
            states: State::ALL.into_iter().filter_map(counted).collect(),
            mentors: all.workload.found(),
            silences,
            lulls,
            own_columns: shown.own.iter().map(|own| own.name.clone()).collect(),
            rows: all.rows,
        }
    }
}

impl Collector for SupportRows<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.questions.add(pair, member);
        self.reach.add(pair);
        self.workload.add(pair, member);
        let Some(state) = pair.support().state else {
            return;
        };
        *self.states.entry(state).or_default() += 1;
        if state.urgency().is_some() {
            self.rows.push(row::row(pair, state, self.shown));
        }
    }
}

/// Waiting after the others, presumed ended last; then state, more signals, larger contact ratio,
/// id.
fn by_urgency(left: &SupportRow, right: &SupportRow) -> Ordering {
    let block = |row: &SupportRow| (row.part(), row.state.urgency());
    let ratio = |row: &SupportRow| row.contact_ratio.unwrap_or(f64::NEG_INFINITY);
    block(left)
        .cmp(&block(right))
        .then_with(|| right.signals().cmp(&left.signals()))
        .then_with(|| ratio(right).total_cmp(&ratio(left)))
        .then_with(|| left.pair_id.cmp(&right.pair_id))
}

#[cfg(test)]
mod tests;
