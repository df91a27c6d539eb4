//! What each header of a file is read for.

use super::columns::{Column, Recognition, TableMapping};
use super::hash::stable_hash;
use super::instruments::Instruments;
use super::profiles::Profile;
use super::values::is_missing;
use super::values::progress::ProgressUnit;
use super::versions::ResponseColumns;
use crate::config::SourceConfig;
use crate::programme::{Table, fold};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Something known about a pair that may stand in any table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    /// A canonical column of the register.
    Column(Column),
    /// Any other attribute, by its name.
    Other(String),
}

impl Fact {
    /// Whether its values are dates.
    pub fn is_date(&self) -> bool {
        matches!(self, Self::Column(column) if holds_dates(*column))
    }
}

/// Where a file says a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FactSource {
    /// In a column.
    Header(usize),
    /// In the configuration, for every row.
    Set(String),
}

impl FactSource {
    /// The column it stands in.
    pub fn header(&self) -> Option<usize> {
        match self {
            Self::Header(header) => Some(*header),
            Self::Set(_) => None,
        }
    }
}

/// The columns of the register that are facts about a pair.
pub(super) const PAIR_COLUMNS: [Column; 16] = [
    Column::Mentor,
    Column::Mentee,
    Column::Cohort,
    Column::Site,
    Column::MentoringType,
    Column::StartedOn,
    Column::PlannedEndOn,
    Column::ClosedOn,
    Column::ClosureReason,
    Column::AgreedEvery,
    Column::AgreedMinutes,
    Column::AgreementSignedOn,
    Column::PausedFrom,
    Column::PausedUntil,
    Column::LastSessionOn,
    Column::SessionsTotal,
];

/// The columns that name a pair, in the order of [`Naming`](super::records::Naming).
pub(super) const NAMING_COLUMNS: [Column; 5] = [
    Column::PairId,
    Column::Mentor,
    Column::Mentee,
    Column::MentorEmail,
    Column::MenteeEmail,
];

/// What the headers of a file are read for.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The tables of the file, the main one first.
    pub tables: Vec<TablePlan>,
    /// Facts about pairs.
    pub facts: Vec<(Fact, FactSource)>,
    /// Headers of date columns.
    pub dates: Vec<usize>,
    /// Headers of times that the exporter wrote and that are not read as dates.
    pub times: Vec<usize>,
    /// What is said of the bare numbers of progress.
    pub progress: ProgressUnit,
    /// What tells responses apart.
    pub responses: ResponseColumns,
    /// Where each row is of one of several forms: which of them are read.
    pub instruments: Option<Instruments>,
    /// Replacements of values by header.
    values: Vec<FxHashMap<String, String>>,
    /// Hash of each header's meaning.
    pub header_hashes: Vec<u64>,
}

/// What one table of a file is read from.
#[derive(Clone, Debug)]
pub(super) struct TablePlan {
    /// The table and its columns.
    pub mapping: TableMapping,
    /// Headers of the columns that name the pair.
    pub naming: [Option<usize>; 5],
    /// Whether rows of the file may hold several records of this table.
    pub is_part: bool,
    /// Headers that only this table is read from.
    own: Vec<usize>,
}

impl Plan {
    /// Whether a column of pairs is read from the file.
    pub fn says(&self, column: Column) -> bool {
        self.facts
            .iter()
            .any(|(fact, _)| *fact == Fact::Column(column))
    }

    /// Settles what the headers of a file are read for.
    pub fn new(
        profile: Profile,
        headers: &[String],
        recognition: &Recognition,
        source: Option<&SourceConfig>,
    ) -> Self {
        let mappings = &recognition.tables;
        let dates = dates(mappings);
        let responses = ResponseColumns::of(profile, headers);
        let times = responses.times().filter(|header| !dates.contains(header));
        let times: BTreeSet<usize> = times.collect();
        Self {
            tables: mappings
                .iter()
                .map(|mapping| TablePlan::new(mapping, mappings))
                .collect(),
            facts: facts(recognition, source),
            dates,
            times: times.into_iter().collect(),
            progress: progress(headers, mappings, source),
            responses,
            instruments: Instruments::of(profile, headers, recognition),
            values: values(headers, recognition, source),
            header_hashes: header_hashes(headers, mappings),
        }
    }

    /// A cell with the configured replacement of its value.
    pub fn value<'a>(&'a self, header: usize, text: &'a str) -> &'a str {
        let text = without_link(trimmed(text));
        match self.values.get(header) {
            Some(values) if !values.is_empty() => {
                values.get(&fold(text)).map_or(text, String::as_str)
            }
            _ => text,
        }
    }

    /// Whether a header says something of a part of the file: it does not belong to other parts
    /// alone.
    pub fn is_of_part(&self, header: usize, part: Option<&TablePlan>) -> bool {
        let owns = |table: &TablePlan| table.own.contains(&header);
        part.is_some_and(owns) || !self.tables.iter().any(owns)
    }

    /// The header that names the goal of which alone a row of forms or meetings tells.
    pub fn goal_of_row(&self) -> Option<usize> {
        let main = self.tables.first()?;
        let may = matches!(main.table(), Table::Sessions | Table::Evaluations);
        main.mapping.header_of(Column::Goal).filter(|_| may)
    }

    /// Whether the headers of a column have a meaning for any table.
    pub fn has(&self, wanted: impl Fn(Column) -> bool) -> bool {
        let columns = self.tables.iter().flat_map(|table| &table.mapping.columns);
        columns.into_iter().any(|(_, column)| wanted(*column))
    }
}

impl TablePlan {
    /// What a table is read from beside all tables of its file.
    pub fn new(mapping: &TableMapping, all: &[TableMapping]) -> Self {
        let others = || all.iter().filter(|other| !std::ptr::eq(*other, mapping));
        let is_shared_day = |header: usize, column: Column| {
            let is_day = |other: &TableMapping| other.column_of(header) == Some(Column::Date);
            column == Column::Date && (all.len() == 1 || others().any(is_day))
        };
        // The day on which several goals were set says of none that there is one.
        let is_day_of_all = |header: usize, column: Column| {
            let is_set = |other: &TableMapping| other.column_of(header) == Some(Column::SetOn);
            column == Column::SetOn && others().any(is_set)
        };
        // An event of a study stands in rows of all forms.
        let is_label =
            |column: Column| all.len() > 1 && matches!(column, Column::Phase | Column::Respondent);
        // How much each of several goals of a row weighs says of none that it was set.
        let is_aside = |column: Column| {
            let of_goals = mapping.table == Table::Goals && all.len() > 1;
            of_goals && matches!(column, Column::Weight | Column::Kind | Column::Origin)
        };
        // The names of a register that no other row has are facts.
        let is_named_here = |header: usize| {
            let has = |other: &TableMapping| other.column_of(header).is_some();
            mapping.table == Table::Pairs && all.len() > 1 && !others().any(has)
        };
        let shared = |(header, column): &&(usize, Column)| {
            (NAMING_COLUMNS.contains(column) && !is_named_here(*header))
                || is_label(*column)
                || is_shared_day(*header, *column)
                || is_day_of_all(*header, *column)
                || is_aside(*column)
                || (mapping.table != Table::Pairs && PAIR_COLUMNS.contains(column))
                || (mapping.table == Table::Contacts && column.is_identity())
        };
        let own = mapping.columns.iter().filter(|column| !shared(column));
        Self {
            naming: NAMING_COLUMNS.map(|column| mapping.header_of(column)),
            own: own.map(|(header, _)| *header).collect(),
            is_part: all.iter().filter(|one| one.table == mapping.table).count() > 1,
            mapping: mapping.clone(),
        }
    }

    /// Which table it is.
    pub fn table(&self) -> Table {
        self.mapping.table
    }

    /// Whether a row says anything for this table; a table of names and dates alone says it by
    /// being there.
    pub fn speaks_in(&self, record: &csv::StringRecord) -> bool {
        self.own.is_empty()
            || self.own.iter().any(|header| {
                record.get(*header).is_some_and(|cell| {
                    let cell = cell.trim();
                    // What was not completed is no form, and what is not there no meeting or goal.
                    let is_form = !matches!(self.table(), Table::Sessions | Table::Goals);
                    let may_be_missing = cell.starts_with('[') || !is_form;
                    !(cell.is_empty() || may_be_missing && is_missing(cell))
                })
            })
    }
}

/// `P-1 (https://…)`, as relations are written by some tools, is `P-1`.
fn without_link(text: &str) -> &str {
    if text.as_bytes().last() != Some(&b')') {
        return text;
    }
    match text.split_once(" (http") {
        Some((name, link)) if !name.is_empty() && !link.contains(' ') => name,
        _ => text,
    }
}

/// As [`str::trim`], at a glance for most cells.
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [only] if only.is_ascii_graphic() => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// A list of contacts says no facts: what it says of pairs was copied from the records of a day
/// that is past.
fn facts(recognition: &Recognition, source: Option<&SourceConfig>) -> Vec<(Fact, FactSource)> {
    let mut facts: Vec<(Fact, FactSource)> = Vec::new();
    let is_contacts = |mapping: &TableMapping| mapping.table == Table::Contacts;
    if recognition.tables.iter().all(is_contacts) {
        return facts;
    }
    let columns = recognition.tables.iter().flat_map(|table| &table.columns);
    let canonical = columns
        .filter(|(_, column)| PAIR_COLUMNS.contains(column))
        .map(|(header, column)| (Fact::Column(*column), FactSource::Header(*header)));
    let others = recognition
        .attributes
        .iter()
        .map(|(header, name)| (Fact::Other(name.clone()), FactSource::Header(*header)));
    let set = source.into_iter().flat_map(|source| &source.set);
    let is_of_pair = |name: &&String| !is_of_forms(name, recognition);
    let set = set.filter(|(name, _)| is_of_pair(name));
    let set = set.map(|(name, value)| (fact_named(name), FactSource::Set(value.clone())));
    for (fact, source) in canonical.chain(others).chain(set) {
        if !facts.iter().any(|(known, _)| *known == fact) {
            facts.push((fact, source));
        }
    }
    facts
}

/// Whether what a configuration sets is said of the forms of a file, not of the pairs.
fn is_of_forms(name: &str, recognition: &Recognition) -> bool {
    let wanted = fold(name);
    let mut tables = recognition.tables.iter();
    tables.any(|one| one.table == Table::Evaluations)
        && [Column::Phase, Column::Respondent]
            .iter()
            .any(|column| fold(&column.to_string()) == wanted)
}

/// What the configuration says of the numbers of progress, else the headers of their columns.
fn progress(
    headers: &[String],
    tables: &[TableMapping],
    source: Option<&SourceConfig>,
) -> ProgressUnit {
    if let Some((low, high)) = source.and_then(|source| source.progress_range) {
        return ProgressUnit::Points(low, high);
    }
    let is_progress = |column| matches!(column, Column::Progress | Column::GoalProgress(_));
    let columns = tables.iter().flat_map(|table| &table.columns);
    let columns = columns.filter(|(_, column)| is_progress(*column));
    let titles = columns.filter_map(|(header, _)| headers.get(*header));
    ProgressUnit::of_headers(titles.map(String::as_str))
}

/// The fact that a configuration calls by a name.
fn fact_named(name: &str) -> Fact {
    let wanted = fold(name);
    PAIR_COLUMNS
        .iter()
        .find(|column| fold(&column.to_string()) == wanted)
        .map_or_else(
            || Fact::Other(name.to_owned()),
            |column| Fact::Column(*column),
        )
}

/// Headers of the columns that hold dates.
fn dates(tables: &[TableMapping]) -> Vec<usize> {
    let headers: BTreeSet<usize> = tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter(|(_, column)| holds_dates(*column))
        .map(|(header, _)| *header)
        .collect();
    headers.into_iter().collect()
}

/// Whether a column holds dates.
pub(super) fn holds_dates(column: Column) -> bool {
    matches!(
        column,
        Column::Date
            | Column::NextMeeting
            | Column::ActionOn(_)
            | Column::StartedOn
            | Column::PlannedEndOn
            | Column::ClosedOn
            | Column::AgreementSignedOn
            | Column::PausedFrom
            | Column::PausedUntil
            | Column::LastSessionOn
            | Column::SetOn
            | Column::DueOn
            | Column::AttainedOn
            | Column::ScheduledOn
            | Column::CompletedOn
            | Column::ContactedOn
            | Column::SnoozeUntil
    )
}

fn values(
    headers: &[String],
    recognition: &Recognition,
    source: Option<&SourceConfig>,
) -> Vec<FxHashMap<String, String>> {
    let mut values = vec![FxHashMap::default(); headers.len()];
    for (name, replacements) in source.into_iter().flat_map(|source| &source.values) {
        let wanted = fold(name);
        let columns = recognition.tables.iter().flat_map(|table| &table.columns);
        let canonical = columns
            .filter(|(_, column)| fold(&column.to_string()) == wanted)
            .map(|(header, _)| *header);
        let attributes = recognition.attributes.iter();
        let attributes = attributes
            .filter(|(_, name)| fold(name) == wanted)
            .map(|(header, _)| *header);
        for header in canonical.chain(attributes) {
            if let Some(slot) = values.get_mut(header) {
                let folded = replacements
                    .iter()
                    .map(|(from, to)| (fold(from), to.clone()));
                slot.extend(folded);
            }
        }
    }
    values
}

/// Repeats are found whatever the order and spelling of the headers.
fn header_hashes(headers: &[String], tables: &[TableMapping]) -> Vec<u64> {
    let meaning = |(header, name): (usize, &String)| {
        let column = tables.iter().find_map(|table| table.column_of(header));
        let meaning = column.map_or_else(|| fold(name), |column| format!("{column:?}"));
        stable_hash(meaning.as_bytes())
    };
    headers.iter().enumerate().map(meaning).collect()
}
