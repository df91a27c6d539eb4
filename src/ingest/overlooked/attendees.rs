//! Logs with a row for each of the two who came to a meeting, or did not.
//!
//! Records of one pair and day are one meeting, and it was held if one of them says so: mentor and
//! mentee may both tell of it. Where a row tells of one of the two only, whether they came, that
//! would count as held what one of them waited for in vain.

use super::{Overlooked, Said, doubt, lacks};
use crate::ingest::columns::{Column, Recognition, TableMapping, key, name_of};
use crate::ingest::doubt::Sample;
use crate::ingest::shape::speaks_of_coming;
use crate::programme::{Respondent, Status, Table, fold, fold_person};
use crate::values::answers;
use std::collections::{BTreeMap, BTreeSet};

const MENTOR: [Column; 2] = [Column::Mentor, Column::MentorEmail];
const MENTEE: [Column; 2] = [Column::Mentee, Column::MenteeEmail];

const WANTED: (Table, Column) = (Table::Sessions, Column::AttendeeRole);

/// The column that says whose coming a row tells of: what the two are, or their names.
pub(super) fn role(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    if !lacks(recognition, WANTED.0, WANTED.1) || said.decides(WANTED.1) {
        return;
    }
    let Some(log) = Log::of(recognition, sample) else {
        return;
    };
    let unread: Vec<usize> = said.unread(recognition, sample).collect();
    let roles = unread.iter().copied().filter(|at| log.tells_roles(*at));
    let mut candidates: Vec<usize> = roles.collect();
    if candidates.is_empty() {
        let names = unread.iter().copied().filter(|at| log.tells_names(*at));
        candidates = names.collect();
    }
    let is_told = |at: &usize| !is_of_writer(&sample.titles[*at]);
    let open: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|at| is_told(at) || log.is_of_coming())
        .collect();
    match open.as_slice() {
        [only] if log.is_of_coming() && is_told(only) && log.is_sure(*only) => {
            found.notes.push(format!(
                "each row tells whether one of the two came, and `{}` says who: a meeting is held \
                 where both did",
                name_of(sample.titles, *only)
            ));
            recognition.take(WANTED.0, WANTED.1, *only);
        }
        open => found.doubts.extend(doubt(WANTED, open, sample, true)),
    }
}

/// Whether a header asks who wrote the record: both of a pair may tell of the same meeting.
fn is_of_writer(title: &str) -> bool {
    const WRITING: [&str; 19] = [
        "record", "log", "logged", "submi", "enter", "report", "complet", "fill", "creat",
        "author", "respond", "by", "i", "you", "your", "my", "erfasst", "von", "par",
    ];
    let folded = fold(title);
    let is =
        |word: &str, start: &&str| word == *start || start.len() > 3 && word.starts_with(start);
    folded
        .split(' ')
        .any(|word| WRITING.iter().any(|start| is(word, start)))
}

/// A log of meetings with what became of them.
struct Log<'a> {
    sample: &'a Sample<'a>,
    status: usize,
    /// The rows of each meeting of which there are several.
    meetings: Vec<Vec<usize>>,
    /// Columns that name the mentor and the mentee.
    people: Vec<usize>,
}

impl<'a> Log<'a> {
    /// `None` where rows cannot contradict each other: no two are of one pair and day, or none says
    /// that a meeting did not take place.
    fn of(recognition: &Recognition, sample: &'a Sample<'a>) -> Option<Self> {
        let mut tables = recognition.tables.iter();
        let log = tables.find(|one| one.table == WANTED.0)?;
        let status = log.header_of(Column::Status)?;
        if !sample.cells(status).any(is_off) {
            return None;
        }
        let mut by_meeting: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
        let telling = telling(log, sample);
        for row in 0..sample.rows.len() {
            let meeting = telling.iter().map(|at| fold(cell(sample, row, *at)));
            by_meeting.entry(meeting.collect()).or_default().push(row);
        }
        let several = by_meeting.into_values().filter(|rows| rows.len() > 1);
        let meetings: Vec<_> = several.collect();
        let people = [Column::Mentor, Column::Mentee];
        (!meetings.is_empty()).then(|| Self {
            sample,
            status,
            meetings,
            people: people
                .iter()
                .filter_map(|one| log.header_of(*one))
                .collect(),
        })
    }

    fn cell(&self, row: usize, header: usize) -> &'a str {
        cell(self.sample, row, header)
    }

    /// Whether every cell is a role, and some meeting has a row of the mentor and one of the mentee.
    fn tells_roles(&self, header: usize) -> bool {
        let mut cells = self.sample.cells(header);
        let has = |rows: &[usize], wanted| {
            let mut cells = rows.iter().map(|row| self.cell(*row, header));
            cells.any(|cell| answers::respondent(cell) == Some(wanted))
        };
        let has_both =
            |rows: &Vec<usize>| has(rows, Respondent::Mentor) && has(rows, Respondent::Mentee);
        cells.all(|cell| answers::respondent(cell).is_some()) && self.meetings.iter().any(has_both)
    }

    /// Whether a column is called as one of people, and names another one in each row of a meeting,
    /// of whom not all came.
    fn tells_names(&self, header: usize) -> bool {
        let different = |rows: &Vec<usize>| {
            let names = rows.iter().map(|row| fold_person(self.cell(*row, header)));
            let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
            names.len() == rows.len()
        };
        let differ = |rows: &Vec<usize>| {
            let off = rows
                .iter()
                .filter(|row| is_off(self.cell(**row, self.status)));
            (1..rows.len()).contains(&off.count())
        };
        is_of_people(&self.sample.titles[header])
            && self.meetings.iter().all(different)
            && self.meetings.iter().any(differ)
    }

    /// Whether its statuses are those of somebody who came or did not, by their header or a cell.
    fn is_of_coming(&self) -> bool {
        speaks_of_coming(&self.sample.titles[self.status])
            || self.sample.cells(self.status).any(is_of_one)
    }

    /// Whether every row says which of the two it is about: by what they are, or by a name that
    /// stands in the row as that of the mentor or the mentee.
    fn is_sure(&self, header: usize) -> bool {
        let is_known = |row: usize| {
            let who = self.cell(row, header);
            let name = fold_person(who);
            let is = |person: &usize| fold_person(self.cell(row, *person)) == name;
            answers::respondent(who).is_some()
                || self.people.len() > 1 && self.people.iter().any(is)
        };
        (0..self.sample.rows.len()).all(is_known)
    }
}

fn cell<'a>(sample: &'a Sample<'_>, row: usize, header: usize) -> &'a str {
    sample.rows[row].get(header).unwrap_or_default().trim()
}

/// Headers of what tells meetings from each other: the pair, the day, the time. Where no row names
/// both of a pair, nothing in the file says which of the rows of a day belong together.
fn telling(log: &TableMapping, sample: &Sample<'_>) -> Vec<usize> {
    let says = |row: usize, columns: [Column; 2]| {
        let mut headers = columns
            .into_iter()
            .filter_map(|column| log.header_of(column));
        headers.any(|at| !cell(sample, row, at).is_empty())
    };
    let names_both = |row: usize| says(row, MENTOR) && says(row, MENTEE);
    let naming = if log.header_of(Column::PairId).is_some() {
        vec![Column::PairId]
    } else if (0..sample.rows.len()).any(names_both) {
        [MENTOR, MENTEE].concat()
    } else {
        Vec::new()
    };
    let all = naming.into_iter().chain([Column::Date, Column::Start]);
    all.filter_map(|column| log.header_of(column)).collect()
}

/// Whether somebody did not come, or a meeting did not take place.
fn is_off(cell: &str) -> bool {
    answers::attendance(cell).map_or_else(
        || answers::status(cell).is_some_and(|status| status != Status::Held),
        |came| !came,
    )
}

/// Whether a status is that of one person; what was missed may be said of a meeting as well.
fn is_of_one(cell: &str) -> bool {
    let folded = fold(cell);
    let is_of_meeting = ["miss", "show"].iter().any(|said| folded.contains(said));
    let names_one = matches!(
        answers::status(cell),
        Some(Status::MissedByMentor | Status::MissedByMentee)
    );
    let is_whole = !folded.contains(' ') && speaks_of_coming(cell);
    !is_of_meeting && !names_one && (is_whole || answers::attendance(cell).is_some())
}

/// Whether a header may ask for one of several people.
fn is_of_people(title: &str) -> bool {
    const PEOPLE: [&str; 14] = [
        "name",
        "person",
        "participant",
        "attendee",
        "who",
        "member",
        "user",
        "people",
        "email",
        "teilnehm",
        "nom",
        "nombre",
        "nome",
        "naam",
    ];
    let key = key(title);
    PEOPLE.iter().any(|start| key.contains(start))
}
