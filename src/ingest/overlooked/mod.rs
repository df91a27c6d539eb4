//! Columns that nobody reads, or that are read against what stands beside them, though a figure
//! would rest on them.
//!
//! No list of headers is complete. What stands in the cells tells when a column was overlooked: a
//! log with cancelled meetings in a column that is not read would count them as held. Such a column
//! is asked about; it is read without asking only where nothing else can be meant.

mod actions;
mod apart;
mod attendees;
mod forms;
mod goals;
mod lengths;
mod meetings;
mod rating;
mod register;
mod stage;

pub(super) use apart::find_apart;

use super::columns::{Column, Recognition, name_of, position, speaks_of};
use super::doubt::{Doubt, Sample};
use super::question::{Candidate, HeaderQuestion};
use crate::config::SourceConfig;
use crate::programme::{Table, fold};
use crate::values::dates;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Overlooked {
    /// Columns of which it is asked under which header they stand.
    pub doubts: Vec<Doubt>,
    /// Headers of which it is asked which column they are.
    pub headers: Vec<HeaderQuestion>,
    /// What was taken for what, as sentences.
    pub notes: Vec<String>,
}

/// Looks through the columns of a file.
pub(super) fn find(
    shown: &str,
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    source: &SourceConfig,
) -> Overlooked {
    let said = Said::of(sample, source);
    let mut found = Overlooked::default();
    meetings::status(recognition, sample, &said, &mut found);
    found
        .doubts
        .extend(lengths::length(recognition, sample, &said));
    rating::rating(recognition, sample, &said, &mut found);
    attendees::role(recognition, sample, &said, &mut found);
    forms::phase(recognition, sample, &said, &mut found);
    goals::status(recognition, sample, &said, &mut found);
    goals::number(recognition, sample, &said, &mut found);
    stage::stage(recognition, sample, &said, &mut found);
    let of_goals = goals::days(shown, recognition, sample, &said);
    found.headers.extend(of_goals);
    let of_actions = actions::days(shown, recognition, sample, &said);
    found.headers.extend(of_actions);
    found
        .doubts
        .extend(forms::respondent(recognition, sample, &said));
    found.doubts.extend(forms::day(recognition, sample, &said));
    found
        .doubts
        .extend(forms::answers_to(recognition, sample, &said));
    found
        .headers
        .extend(register::end(shown, recognition, sample));
    let unknown = register::unknown(shown, recognition, sample, &said);
    found.headers.extend(unknown);
    found
}

/// What the configuration has decided already.
struct Said<'a> {
    source: &'a SourceConfig,
    /// Headers that it names.
    headers: Vec<usize>,
}

impl<'a> Said<'a> {
    fn of(sample: &Sample<'_>, source: &'a SourceConfig) -> Self {
        let named = source.columns.values();
        let named = named.filter(|header| !header.trim().is_empty());
        Self {
            source,
            headers: named
                .filter_map(|header| position(sample.titles, header))
                .collect(),
        }
    }

    /// Whether it says something of a column: that there is none, or the value for all rows.
    fn decides(&self, column: Column) -> bool {
        let wanted = fold(&column.to_string());
        let denied = self.source.columns.iter();
        let mut denied = denied.filter(|(_, header)| header.trim().is_empty());
        let mut set = self.source.set.iter();
        denied.any(|(name, _)| fold(name) == wanted) || set.any(|(name, _)| fold(name) == wanted)
    }

    /// Columns that nothing is read from and of which it says nothing.
    fn unread<'b>(
        &'b self,
        recognition: &'b Recognition,
        sample: &'b Sample<'_>,
    ) -> impl Iterator<Item = usize> + 'b {
        let is_named = |at: &usize| !sample.names[*at].trim().is_empty();
        let is_open = move |at: &usize| is_named(at) && !self.headers.contains(at);
        recognition.unmapped.iter().copied().filter(is_open)
    }
}

/// Where the records of a table have a place of their own in a file, and no column for something.
fn lacks(recognition: &Recognition, table: Table, column: Column) -> bool {
    let mut tables = recognition.tables.iter().filter(|one| one.table == table);
    let (Some(mapping), None) = (tables.next(), tables.next()) else {
        return false;
    };
    mapping.header_of(column).is_none()
}

/// Where the file is of one table alone, and has no column for something.
fn is_lacking(recognition: &Recognition, table: Table, column: Column) -> bool {
    recognition.tables.len() == 1 && lacks(recognition, table, column)
}

/// Words, as they begin, of headers whose days are those of a record and not of what it
/// tells of.
const DAYS_OF_RECORDS: [&str; 14] = [
    "updat", "modif", "creat", "review", "record", "submi", "import", "export", "last", "next",
    "status", "birth", "session", "meeting",
];

/// Columns of days that nothing is read from.
fn unread_days<'a>(
    recognition: &'a Recognition,
    sample: &'a Sample<'_>,
    said: &'a Said<'_>,
) -> impl Iterator<Item = usize> + 'a {
    let are_days = |at: &usize| {
        let mut cells = sample.cells(*at).peekable();
        cells.peek().is_some()
            && cells.all(dates::is_day)
            && !speaks_of(&sample.titles[*at], &DAYS_OF_RECORDS)
    };
    said.unread(recognition, sample).filter(are_days)
}

/// Asks about columns of days of which nothing is read, where a table lacks one that they may be,
/// the likeliest first.
fn about_days(
    shown: &str,
    table: Table,
    (recognition, sample, said): (&Recognition, &Sample<'_>, &Said<'_>),
    may_be: impl Fn(usize) -> Vec<Column>,
) -> Vec<HeaderQuestion> {
    let is_open =
        |column: &Column| is_lacking(recognition, table, *column) && !said.decides(*column);
    let ask = |header: usize| {
        let mut columns = may_be(header);
        columns.retain(is_open);
        let why = "its cells are days, and nothing is read from it".to_owned();
        question(shown, (sample, header), &columns, why)
    };
    unread_days(recognition, sample, said)
        .filter_map(ask)
        .collect()
}

/// Reads a header as a column, which is said as `what`.
fn read_as(
    what: &str,
    (table, column): (Table, Column),
    (sample, header): (&Sample<'_>, usize),
    recognition: &mut Recognition,
    found: &mut Overlooked,
) {
    recognition.take(table, column, header);
    let title = name_of(sample.titles, header);
    found.notes.push(format!("`{title}` is read as {what}"));
}

/// Asks which of some columns a header is.
fn question(
    shown: &str,
    (sample, header): (&Sample<'_>, usize),
    columns: &[Column],
    why: String,
) -> Option<HeaderQuestion> {
    (!columns.is_empty()).then(|| HeaderQuestion {
        file: shown.to_owned(),
        header: Candidate {
            header: name_of(sample.titles, header),
            example: sample.seen(header).1,
        },
        columns: columns.iter().map(ToString::to_string).collect(),
        why,
    })
}

/// A column that one of some headers may be.
fn doubt(
    (table, column): (Table, Column),
    headers: &[usize],
    sample: &Sample<'_>,
    needed: bool,
) -> Option<Doubt> {
    (!headers.is_empty()).then(|| Doubt {
        table,
        column,
        unfit: None,
        candidates: headers.iter().map(|at| sample.seen(*at)).collect(),
        needed,
    })
}
