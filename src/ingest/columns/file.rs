//! A file by its headers: what each of them may mean in each table.

use super::choice::{Candidate, choose};
use super::configured::{Configured, Meaning};
use super::headers::Header;
use super::mapped::{candidate, mapped, of};
use super::own_days::{may_be_of_row, of_row};
use super::synonyms::{self, Claim, Strength, TABLES, claims};
use super::{Column, Content, Part, Recognition, TableMapping};
use crate::config::Scale;
use crate::ingest::plan::holds_dates;
use crate::programme::{Table, display_text, fold};
use std::collections::{BTreeMap, BTreeSet};

/// A file by its headers.
pub(super) struct File<'a> {
    pub titles: &'a [String],
    pub headers: Vec<Header>,
    /// Where in the file each of the headers stands.
    pub places: Vec<usize>,
    pub configured: &'a Configured,
    /// Items of scales by key.
    pub items: &'a BTreeMap<String, Column>,
    /// What stands below the headers of the file.
    pub contents: &'a [Content],
    /// Columns that say the same in all rows of a pair, where pairs have several.
    pub repeated: &'a [bool],
    /// Whether the rows are no pairs, though they have what registers have.
    pub is_log: bool,
    /// Whether a pair has several rows.
    pub repeats_pairs: bool,
}

/// The items of all scales by key.
pub(super) fn items(scales: &[Scale]) -> BTreeMap<String, Column> {
    let mut items = BTreeMap::new();
    for (scale, defined) in (0..).zip(scales) {
        for (item, text) in (0..).zip(&defined.items) {
            let column = Column::ScaleItem { scale, item };
            items.entry(Header::new(text).key).or_insert(column);
        }
    }
    items
}

impl File<'_> {
    /// The tables that a part of the columns is, with what the rest says of the pair.
    pub fn part(&self, part: &Part, shared: &[usize], file_name: &str) -> Vec<TableMapping> {
        let own = part.columns.iter();
        let own = own.map(|(at, name)| (*at, Header::new(name)));
        let shared = shared.iter().filter(|at| {
            let is_own = part.columns.iter().any(|(column, _)| column == *at);
            !is_own
        });
        let shared = shared.map(|at| (*at, Header::new(&self.headers[*at].text)));
        let (places, headers) = own.chain(shared).unzip();
        let file = File {
            titles: self.titles,
            headers,
            places,
            configured: self.configured,
            items: self.items,
            contents: self.contents,
            repeated: self.repeated,
            is_log: self.is_log,
            repeats_pairs: self.repeats_pairs,
        };
        let candidates = file.candidates(file_name);
        let chosen = match part.table {
            Some(table) => {
                let fits = of(&candidates, table).is_some_and(|one| one.missing.is_empty());
                fits.then_some(table).into_iter().collect()
            }
            None => choose(&candidates, self.repeats_pairs).tables,
        };
        let mut tables = mapped(&candidates, &chosen).tables;
        for (column, _) in tables.iter_mut().flat_map(|table| &mut table.columns) {
            *column = file.places[*column];
        }
        for table in &mut tables {
            table.sort();
        }
        tables
    }

    /// The file read as each of the tables.
    pub fn candidates(&self, file_name: &str) -> Vec<Candidate> {
        let claims = TABLES.map(|table| self.claims_of_all(table));
        let has_own =
            |of_table: &Vec<Vec<Claim>>, at: usize| of_table[at].iter().any(|claim| claim.own);
        // That a list of contacts might have a header, too, takes nothing from what the header
        // says of the records of pairs.
        let is_exclusive = |table: Table, at: usize| {
            let others = TABLES.iter().zip(&claims);
            let mut others = others
                .filter(|(other, _)| **other != table)
                .filter(|(other, _)| table == Table::Contacts || **other != Table::Contacts);
            !others.any(|(_, of_table)| has_own(of_table, at))
        };
        TABLES
            .iter()
            .zip(&claims)
            .map(|(table, claims)| {
                let is_exclusive = |at| is_exclusive(*table, at);
                candidate(*table, claims, &self.headers, file_name, is_exclusive)
            })
            .collect()
    }

    fn claims_of_all(&self, table: Table) -> Vec<Vec<Claim>> {
        (0..self.headers.len())
            .map(|at| self.claims(at, table))
            .collect()
    }

    fn claims(&self, at: usize, table: Table) -> Vec<Claim> {
        let mut claims = match self.configured.of(self.places[at]) {
            Some(Meaning::Column(column)) if synonyms::allows(table, column) => {
                let own = synonyms::is_own(table, column);
                vec![certain(column, Strength::Configured, own)]
            }
            Some(_) => Vec::new(),
            None => match self.scale_item(at, table) {
                Some(item) => vec![certain(item, Strength::Canonical, true)],
                None => claims(&self.headers[at], table),
            },
        };
        let content = self.contents.get(self.places[at]);
        let content = content.copied().unwrap_or_default();
        self.leave_to_rows(at, table, content, &mut claims);
        for claim in &mut claims {
            let is_open = claim.strength > Strength::Canonical;
            let is_other = is_open && !content.suggests(claim.column, false);
            let is_unfit =
                claim.strength > Strength::Configured && !content.fits(table, claim.column);
            // Whether a goal was set or is a clear one is not whether it was attained.
            let is_of_text =
                matches!(claim.column, Column::GoalText(_)) && says_what_of_goal(&self.headers[at]);
            if (is_other || is_unfit) && !is_of_text {
                claim.column = content.instead_of(claim.column);
            }
        }
        // Without a day of meetings the file is none of them, and its words are told as unknown.
        let fits_in_none = content == Content::Meetings && !self.has_day_of_meeting();
        claims.retain(|claim| {
            let is_given = claim.strength == Strength::Configured || fits_in_none;
            let fits = is_given || content.fits(table, claim.column);
            let is_question = claim.strength == Strength::Question;
            let is_named = claim.strength <= Strength::Canonical;
            let fits = fits && (is_named || content.suggests(claim.column, is_question));
            let is_name = content == Content::Texts
                && holds_dates(claim.column)
                && is_from_or_to(&self.headers[at].key);
            let is_told = claim.strength == Strength::Configured;
            fits && (is_told || !is_name) && !self.configured.denies(claim.column)
        });
        // Of progress towards one goal the numbers are read, and words beside them noted.
        let is_of_goal = |claim: &Claim| matches!(claim.column, Column::GoalProgress(_));
        if matches!(content, Content::Mixed { .. }) && claims.iter().any(is_of_goal) {
            claims.retain(|claim| claim.column != Column::ProgressNotes);
        }
        claims
    }

    /// Reads days that may be of the rows as theirs, unless the rows of each pair repeat them.
    fn leave_to_rows(&self, at: usize, table: Table, content: Content, claims: &mut Vec<Claim>) {
        let is_repeated = self.repeated.get(self.places[at]) == Some(&true);
        let header = &self.headers[at];
        claims.retain_mut(|claim| {
            let is_open = !claim.own && claim.strength > Strength::Canonical && !is_repeated;
            if !is_open || !may_be_of_row(header, table, claim.column) {
                return true;
            }
            // What says so itself is the better header.
            claim.rank = usize::MAX;
            let of_row = of_row(table, claim.column, content);
            claim.column = of_row.unwrap_or(claim.column);
            of_row.is_some()
        });
    }

    /// Whether a header may be the day of a meeting.
    fn has_day_of_meeting(&self) -> bool {
        let mut claims = self
            .headers
            .iter()
            .flat_map(|one| claims(one, Table::Sessions));
        claims.any(|claim| claim.column == Column::Date)
    }

    fn scale_item(&self, at: usize, table: Table) -> Option<Column> {
        if table != Table::Evaluations {
            return None;
        }
        let header = &self.headers[at];
        let item = || self.items.get(header.item.as_ref()?);
        self.items.get(&header.key).or_else(item).copied()
    }

    /// Headers that no table uses: attributes of the pair, or nothing.
    pub fn add_attributes(&self, recognition: &mut Recognition, parts: &[Part], by: &[String]) {
        let tables = &recognition.tables;
        let enrols = |part: &&Part| {
            let mut registers = tables.iter().filter(|one| one.table == Table::Pairs);
            let is_of = |one: &TableMapping| {
                let mut own = part.columns.iter();
                own.any(|(at, _)| one.column_of(*at).is_some())
            };
            part.table.is_none() && registers.any(is_of)
        };
        let enrolment = parts.iter().filter(enrols).flat_map(|part| &part.columns);
        let of_register: BTreeSet<usize> = enrolment.map(|(at, _)| *at).collect();
        let mapped = tables.iter().flat_map(|table| &table.columns);
        let used: BTreeSet<usize> = mapped.map(|(header, _)| *header).collect();
        let is_register = tables.iter().any(|table| table.table == Table::Pairs);
        for at in (0..self.headers.len()).filter(|at| !used.contains(at)) {
            let is_named = !self.headers[at].key.is_empty() || of_register.contains(&at);
            match self.attribute(at, is_register && is_named, by) {
                Some(name) => recognition.attributes.push((at, name)),
                None => recognition.unmapped.push(at),
            }
        }
    }

    /// The name under which a header without a column is kept as an attribute of the pair.
    fn attribute(&self, at: usize, is_kept: bool, by: &[String]) -> Option<String> {
        if let Some(Meaning::Attribute(name)) = self.configured.of(at) {
            return Some(name.to_owned());
        }
        let title = &self.titles[at];
        let wanted = by.iter().find(|name| fold(name) == fold(title));
        let kept = || is_kept.then(|| display_text(title));
        wanted.cloned().or_else(kept)
    }
}

/// Whether a header with the number of a goal says that it is of how the goal was set.
pub(in crate::ingest) fn says_what_of_goal(header: &Header) -> bool {
    const WHOLE: [&str; 4] = ["set", "text", "name", "title"];
    const STARTS: [&str; 4] = ["defin", "agree", "description", "statement"];
    let says = |word: &String| {
        WHOLE.contains(&word.as_str()) || STARTS.iter().any(|start| word.starts_with(start))
    };
    // `Is goal 1 smart?`, and not `SMART goal 1`.
    let asks_if_smart = header.words.windows(2).any(|words| words[1] == "smart");
    asks_if_smart || header.words.iter().any(says)
}

/// Whether a header is that of the first or the last day of something, or of who wrote to whom.
fn is_from_or_to(key: &str) -> bool {
    const EITHER: [&str; 12] = [
        "from", "to", "von", "bis", "an", "de", "a", "da", "van", "aan", "tot", "till",
    ];
    EITHER.contains(&key)
}

fn certain(column: Column, strength: Strength, own: bool) -> Claim {
    Claim {
        column,
        strength,
        rank: 0,
        own,
    }
}

/// Whether a header tells who the pair is.
pub(super) fn names_somebody(header: &Header) -> bool {
    claims(header, Table::Sessions)
        .first()
        .is_some_and(|claim| claim.column.is_identity())
}

/// Whether a header tells something of the pair, whatever the table.
pub(super) fn of_pair(header: &Header) -> bool {
    let claims = claims(header, Table::Goals);
    claims.first().is_some_and(|claim| !claim.own)
}
