//! Which header a column is read from, where several could be it or only its words speak for it.
//!
//! What stands in the cells decides where it can: columns that say the same are no rivals, an
//! empty column gives way to one with cells, and what holds no dates is no date. What is still
//! open is a question, never a guess; a column that no figure needs is set aside until then.

use super::columns::{
    Ambiguity, Column, Header, How, Recognition, Rival, name_of, says_what_of_goal, speaks_of,
};
use super::plan::holds_dates;
use super::values::dates::{self, DateCell};
use crate::programme::{Table, fold};
use csv::StringRecord;
use std::collections::BTreeMap;

/// A column of which it is not sure under which header it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub table: Table,
    pub column: Column,
    /// A header that asks for it, though what stands below it is something else.
    pub unfit: Option<Seen>,
    /// The headers that it could be, the likeliest first.
    pub candidates: Vec<Seen>,
    /// Whether rows cannot be used without it.
    pub needed: bool,
}

/// A header with a value that stands below it.
pub(super) type Seen = (usize, Option<String>);

/// Some rows of a file, by which headers are told apart.
pub(super) struct Sample<'a> {
    /// Headers, with those of the columns that are made of others.
    pub titles: &'a [String],
    /// What they are looked up by.
    pub names: &'a [String],
    pub rows: Vec<StringRecord>,
}

fn cell(row: &StringRecord, header: usize) -> &str {
    row.get(header).unwrap_or_default().trim()
}

impl Sample<'_> {
    /// Cells of a column that are not blank.
    pub fn cells(&self, header: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().map(move |row| cell(row, header));
        cells.filter(|cell| !super::values::is_missing(cell))
    }

    /// Whether most cells of a column are dates.
    pub fn holds_days(&self, header: usize) -> bool {
        let (mut days, mut others) = (0, 0);
        for cell in self.cells(header) {
            match dates::parse(cell) {
                DateCell::Bad | DateCell::Blank => others += 1,
                _ => days += 1,
            }
        }
        days > others
    }

    fn is_empty(&self, header: usize) -> bool {
        self.cells(header).next().is_none()
    }

    /// A header with the first value below it.
    pub fn seen(&self, header: usize) -> Seen {
        (header, self.cells(header).next().map(str::to_owned))
    }

    /// Rows in which two columns both say something.
    fn both(&self, one: usize, other: usize) -> impl Iterator<Item = (&str, &str)> {
        let cells = self.rows.iter();
        let cells = cells.map(move |row| (cell(row, one), cell(row, other)));
        cells.filter(|(one, other)| !one.is_empty() && !other.is_empty())
    }

    /// The first rows in which they contradict each other, as seen below each of them.
    fn contradiction(&self, column: Column, one: usize, other: usize) -> Option<[Seen; 2]> {
        if column.is_identity() && self.names_the_same(one, other) {
            return None;
        }
        let mut both = self.both(one, other);
        let (first, second) = both.find(|(one, other)| differ(column, one, other))?;
        Some([(one, Some(first.into())), (other, Some(second.into()))])
    }

    /// Whether there is one name in the one column for each name in the other.
    fn names_the_same(&self, one: usize, other: usize) -> bool {
        let mut forth: BTreeMap<String, String> = BTreeMap::new();
        let mut back = forth.clone();
        self.both(one, other).all(|(one, other)| {
            let (one, other) = (fold(one), fold(other));
            let there = forth.entry(one.clone()).or_insert_with(|| other.clone());
            *there == other && *back.entry(other).or_insert_with(|| one.clone()) == one
        })
    }
}

/// Whether two cells say different things of one column.
fn differ(column: Column, one: &str, other: &str) -> bool {
    if !holds_dates(column) {
        return fold(one) != fold(other);
    }
    match (dates::parse(one), dates::parse(other)) {
        (DateCell::Bad | DateCell::Blank, _) | (_, DateCell::Bad | DateCell::Blank) => false,
        (one, other) => one != other,
    }
}

/// What was settled, and what is open.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub doubts: Vec<Doubt>,
    /// What was decided by the cells, as sentences.
    pub notes: Vec<String>,
}

/// Settles what the cells decide, and takes columns out of the recognition that are in doubt and
/// that nothing needs.
pub(super) fn settle(recognition: &mut Recognition, sample: &Sample<'_>) -> Settled {
    let mut settled = Settled::default();
    let ambiguities = std::mem::take(&mut recognition.ambiguities);
    for ambiguity in ambiguities {
        let Ambiguity::Column {
            table,
            column,
            taken,
            ..
        } = ambiguity
        else {
            recognition.ambiguities.push(ambiguity);
            continue;
        };
        let how = Contest::of(&ambiguity, sample);
        match how.and_then(|contest| contest.verdict(recognition, sample)) {
            None => recognition.ambiguities.push(ambiguity),
            Some(Verdict::Same) => {}
            Some(Verdict::Instead(header, why)) => {
                recognition.replace(column, taken, header);
                settled.notes.push(why);
            }
            Some(Verdict::Open(candidates)) => {
                let needed = is_needed(recognition, table, column);
                if !needed {
                    recognition.set_aside(table, column);
                }
                settled.doubts.push(Doubt {
                    table,
                    column,
                    unfit: None,
                    candidates,
                    needed,
                });
            }
        }
    }
    settled.doubts.extend(unfit_day(recognition, sample));
    settled.doubts.extend(numbers_of_goals(recognition, sample));
    settled.notes.extend(stand_in(recognition, sample));
    settled
}

/// Whether the rows of a table cannot be used without a column.
fn is_needed(recognition: &Recognition, table: Table, column: Column) -> bool {
    let mut tables = recognition.tables.iter();
    let has_id = tables
        .find(|one| one.table == table)
        .is_some_and(|one| one.header_of(Column::PairId).is_some());
    match column {
        Column::PairId => true,
        Column::Mentor | Column::Mentee => !has_id,
        Column::Date => table == Table::Sessions,
        _ => false,
    }
}

/// Headers that want the same column.
struct Contest<'a> {
    table: Table,
    column: Column,
    taken: usize,
    how: How,
    others: &'a [Rival],
}

enum Verdict {
    /// Whichever is read, the same is said.
    Same,
    /// Another header, with the reason.
    Instead(usize, String),
    /// Only somebody who knows the file can say.
    Open(Vec<Seen>),
}

impl<'a> Contest<'a> {
    /// The contest for a column; `None` where no cell can say anything.
    fn of(ambiguity: &'a Ambiguity, sample: &Sample<'_>) -> Option<Self> {
        let Ambiguity::Column {
            table,
            column,
            taken,
            how,
            others,
        } = ambiguity
        else {
            return None;
        };
        let is_sure = matches!(how, How::Configured | How::Name);
        (!is_sure && !sample.rows.is_empty()).then_some(Self {
            table: *table,
            column: *column,
            taken: *taken,
            how: *how,
            others,
        })
    }

    fn verdict(&self, recognition: &Recognition, sample: &Sample<'_>) -> Option<Verdict> {
        if let Some(better) = self.better(sample) {
            return Some(better);
        }
        let rivals: Vec<&Rival> = self.rivals(sample).collect();
        let close = rivals.iter().filter(|rival| rival.how == self.how);
        let contradictions = close
            .clone()
            .filter_map(|rival| sample.contradiction(self.column, self.taken, rival.header));
        let mut candidates: Vec<Seen> = Vec::new();
        for seen in contradictions.flatten() {
            if candidates.iter().all(|(header, _)| *header != seen.0) {
                candidates.push(seen);
            }
        }
        if candidates.is_empty() {
            return (close.count() == rivals.len()).then_some(Verdict::Same);
        }
        let asks = self.how == How::KeyWords || is_needed(recognition, self.table, self.column);
        asks.then_some(Verdict::Open(candidates))
    }

    /// The others, without days on which records were made: these are never meant where there is
    /// another.
    fn rivals(&self, sample: &Sample<'_>) -> impl Iterator<Item = &Rival> {
        let is_day = holds_dates(self.column) && !is_made(sample.titles, self.taken);
        let is_rival = move |rival: &&Rival| !is_day || !is_made(sample.titles, rival.header);
        self.others.iter().filter(is_rival)
    }

    /// A rival that has what the one that was taken has not.
    fn better(&self, sample: &Sample<'_>) -> Option<Verdict> {
        let title = |header: usize| name_of(sample.titles, header);
        let is_day = holds_dates(self.column);
        let others = || self.others.iter().map(|rival| rival.header);
        let instead = |header: usize, why: &str| {
            let (column, title, taken) = (self.column, title(header), title(self.taken));
            let why = format!("{column} is read from `{title}`: `{taken}` {why}");
            Some(Verdict::Instead(header, why))
        };
        if sample.is_empty(self.taken) {
            let filled = others().find(|other| !sample.is_empty(*other))?;
            return instead(filled, "is empty");
        }
        if !is_day {
            return None;
        }
        let day = others().find(|other| sample.holds_days(*other))?;
        if !sample.holds_days(self.taken) {
            return instead(day, "holds no dates");
        }
        let meant =
            others().find(|other| sample.holds_days(*other) && !is_made(sample.titles, *other))?;
        (self.column == Column::Date && is_made(sample.titles, self.taken))
            .then(|| instead(meant, "may be the day on which the record was made"))?
    }
}

/// Whether a date seems to be that of the record, not of what it tells about.
fn is_made(titles: &[String], header: usize) -> bool {
    const PLANNED: [&str; 3] = ["schedul", "planned", "start"];
    has_word(titles, header, &PLANNED) || is_of_record(titles, header)
}

/// Whether a date seems to be that on which the record was written.
fn is_of_record(titles: &[String], header: usize) -> bool {
    const RECORDED: [&str; 18] = [
        "submi",
        "record",
        "log",
        "complet",
        "enter",
        "entry",
        "receiv",
        "return",
        "creat",
        "timestamp",
        "added",
        "modif",
        "updat",
        "upload",
        "edited",
        "eingereicht",
        "erstellt",
        "ausgefullt",
    ];
    has_word(titles, header, &RECORDED)
}

fn has_word(titles: &[String], header: usize, beginnings: &[&str]) -> bool {
    let title = titles.get(header);
    title.is_some_and(|title| speaks_of(title, beginnings))
}

/// The day of sessions, where only the words of a question speak for it and its cells against it.
fn unfit_day(recognition: &Recognition, sample: &Sample<'_>) -> Option<Doubt> {
    let sessions = recognition
        .tables
        .iter()
        .find(|one| one.table == Table::Sessions)?;
    let header = sessions.header_of(Column::Date)?;
    let is_asked = sessions.how_of(Column::Date) == Some(How::KeyWords);
    if !is_asked || sample.is_empty(header) || sample.holds_days(header) {
        return None;
    }
    let is_free = |other: &usize| {
        let column = sessions.column_of(*other);
        *other != header && !column.is_some_and(holds_dates) && sample.holds_days(*other)
    };
    let candidates = (0..sample.titles.len()).filter(is_free);
    Some(Doubt {
        table: Table::Sessions,
        column: Column::Date,
        unfit: Some(sample.seen(header)),
        candidates: candidates.map(|other| sample.seen(other)).collect(),
        needed: true,
    })
}

/// Columns that are called as the text of a goal is and hold numbers: they say how far it is, or
/// whether it was attained.
fn numbers_of_goals(recognition: &Recognition, sample: &Sample<'_>) -> Vec<Doubt> {
    let mut tables = recognition.tables.iter().map(|one| one.table);
    let Some(table) = tables.find(|table| matches!(table, Table::Sessions | Table::Evaluations))
    else {
        return Vec::new();
    };
    let number = |header: &usize| {
        let name = sample.names.get(*header)?;
        let meanings = super::columns::meanings(name, Table::Evaluations);
        match meanings.first() {
            Some(Column::GoalText(number))
                if !sample.is_empty(*header) && !says_what_of_goal(&Header::new(name)) =>
            {
                Some(*number)
            }
            _ => None,
        }
    };
    let unread = recognition.unmapped.iter().copied();
    let goals = unread.filter_map(|header| Some((header, number(&header)?)));
    goals
        .map(|(header, number)| Doubt {
            table,
            column: match table {
                Table::Sessions => Column::GoalProgress(number),
                _ => Column::GoalAchieved(number),
            },
            unfit: None,
            candidates: vec![sample.seen(header)],
            needed: false,
        })
        .filter(|doubt| {
            let mut tables = recognition.tables.iter();
            !tables.any(|one| one.header_of(doubt.column).is_some())
        })
        .collect()
}

/// Whether a column says when records were sent or written, by its header or what it is looked up
/// by.
pub(super) fn is_sent(titles: &[String], names: &[String], header: usize) -> bool {
    const SENT: &str = "timestamp";
    names.get(header).is_some_and(|name| fold(name) == SENT) || is_of_record(titles, header)
}

/// What is assumed where no column but that of the record tells the day of a session.
fn stand_in(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let sessions = recognition
        .tables
        .iter()
        .find(|one| one.table == Table::Sessions)?;
    let header = sessions.header_of(Column::Date)?;
    let is_sent = is_sent(sample.titles, sample.names, header);
    let is_open = !matches!(sessions.how_of(Column::Date)?, How::Configured | How::Name);
    (is_open && is_sent).then(|| {
        format!(
            "no other column says when the meetings were: the day in `{}` stands for it",
            sample.titles[header]
        )
    })
}
