//! Columns that are made of others.

use super::presence::{self, Presence};
use super::ranges;
use crate::ingest::called_off::Outcome;
use crate::ingest::standing::{self, Standing};
use crate::programme::{GoalStatus, Respondent, display_text, fold};
use crate::values::dates::{self, DateCell};
use crate::values::{answers, is_missing, numbers};
use csv::StringRecord;

/// A column that is made of others.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Derived {
    /// What it is called; it is looked up by this too.
    pub title: String,
    /// How its cells are made.
    pub making: Making,
}

/// What stands between people who are known to be several: nobody writes it, and it is read as a
/// semicolon.
pub(in crate::ingest) const BETWEEN_PEOPLE: &str = ";\u{1f} ";

/// How a cell is made of others of its row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) enum Making {
    /// The options that were ticked, set apart by semicolons: columns with their options.
    Ticked(Vec<(usize, String)>),
    /// Cells joined by a space, such as first and last name.
    Joined(Vec<usize>),
    /// People of one side, each in a column of its own, with [`BETWEEN_PEOPLE`] between them.
    People(Vec<usize>),
    /// A box that is ticked or not; blank is no.
    Box(usize),
    /// A text where any of some cells says something.
    Marked { text: String, cells: Vec<usize> },
    /// So many of so many: `2 of 3`.
    OutOf { part: usize, whole: usize },
    /// The day of a goal's status where that says that it was attained.
    AttainedSince { status: usize, day: usize },
    /// A text where a cell speaks of a meeting: not blank, no "no" and no 0.
    Met { text: String, cell: usize },
    /// What a cell that speaks of a meeting says became of it.
    Became(usize),
    /// A cell that is the length of a meeting.
    Spent(usize),
    /// The minutes that a number of hours and a number of minutes amount to.
    Length { hours: usize, minutes: usize },
    /// The first or the second of two people who are named in one cell (`Ann Lee / Bo Ek`).
    OneOfTwo { column: usize, second: bool },
    /// The first or the last of two days that stand in one cell.
    DayOf { column: usize, last: bool },
    /// The time at which a meeting ended, where a cell says from when until when it lasted.
    EndOfSpan(usize),
    /// One of two people: the one who answers where the answer says that it is `role`, else the
    /// other.
    OfRole {
        role: Respondent,
        said: usize,
        own: Vec<usize>,
        other: Option<usize>,
    },
    /// What became of a meeting, by columns that say that it did not take place.
    CalledOff(Outcome),
    /// What became of a meeting, by who was there and what its own status says.
    Attended {
        mentor: Option<Presence>,
        mentee: Option<Presence>,
        status: Option<usize>,
    },
    /// A day where a state says that a pair stands so since then.
    Since {
        state: usize,
        day: usize,
        is: Standing,
    },
    /// The first of some cells that says something.
    First(Vec<usize>),
    /// The text of the first of some cells that says something.
    NameOfFirst(Vec<(usize, String)>),
    /// How a pair ended, where a state says that it has.
    HowEnded(usize),
    /// How a pair ended, by a yes or a no, where it has a last day.
    EndedSo {
        said: usize,
        day: usize,
        yes_no: [&'static str; 2],
    },
    /// What another file says of the row that this one belongs to.
    LookedUp {
        key: usize,
        values: std::sync::Arc<std::collections::HashMap<String, String>>,
    },
}

impl Derived {
    /// The cell of a row.
    pub fn cell(&self, record: &StringRecord) -> String {
        let row = Row(record);
        match &self.making {
            Making::Ticked(options) => row.ticked(options),
            Making::Joined(columns) => row.joined(columns),
            Making::People(columns) => row.people(columns),
            Making::Box(column) => row.ticked_or_not(*column).to_owned(),
            Making::Marked { text, cells } => row.marked(text, cells).to_owned(),
            Making::OutOf { part, whole } => row.out_of(*part, *whole),
            Making::AttainedSince { status, day } => row.attained_since(*status, *day).to_owned(),
            Making::Met { text, cell } => row.met(text, *cell).to_owned(),
            Making::Became(column) => became(row.cell(*column)).to_owned(),
            Making::Spent(column) => row.spent(*column).to_owned(),
            Making::Length { hours, minutes } => row.length(*hours, *minutes),
            Making::OneOfTwo { column, second } => row.one_of_two(*column, *second).to_owned(),
            Making::DayOf { column, last } => ranges::day_of(row.cell(*column), *last).to_owned(),
            Making::EndOfSpan(column) => {
                let end = dates::end_of_span(row.cell(*column));
                end.unwrap_or_default().to_owned()
            }
            Making::Attended {
                mentor,
                mentee,
                status,
            } => row.attended([mentor, mentee], *status),
            Making::Since { state, day, is } => row.since(*state, *day, *is).to_owned(),
            Making::First(columns) => row.first(columns).to_owned(),
            Making::NameOfFirst(columns) => row.name_of_first(columns).to_owned(),
            Making::HowEnded(state) => row.how_ended(*state).to_owned(),
            Making::EndedSo { said, day, yes_no } => row.ended_so(*said, *day, *yes_no).to_owned(),
            Making::OfRole {
                role,
                said,
                own,
                other,
            } => row.of_role(*role, *said, own, *other),
            Making::CalledOff(outcome) => outcome.text(|column| row.cell(column)),
            Making::LookedUp { key, values } => {
                values.get(row.cell(*key)).cloned().unwrap_or_default()
            }
        }
    }
}

/// A record of which cells are made; a cell that is not there is blank.
#[derive(Clone, Copy)]
struct Row<'a>(&'a StringRecord);

impl<'a> Row<'a> {
    fn cell(self, column: usize) -> &'a str {
        self.0.get(column).unwrap_or_default().trim()
    }

    /// The cells that say something.
    fn said(self, columns: &[usize], says_nothing: fn(&str) -> bool) -> Vec<&'a str> {
        let cells = columns.iter().map(|column| self.cell(*column));
        cells.filter(|cell| !says_nothing(cell)).collect()
    }

    fn joined(self, columns: &[usize]) -> String {
        self.said(columns, str::is_empty).join(" ")
    }

    fn people(self, columns: &[usize]) -> String {
        self.said(columns, names_nobody).join(BETWEEN_PEOPLE)
    }

    fn ticked(self, options: &[(usize, String)]) -> String {
        let ticked = options
            .iter()
            .filter_map(|(column, option)| ticked(self.cell(*column), option));
        ticked.collect::<Vec<_>>().join("; ")
    }

    fn ticked_or_not(self, column: usize) -> &'static str {
        match answers::yes_no(self.cell(column)) {
            Some(true) => "yes",
            Some(false) | None => "no",
        }
    }

    fn marked<'t>(self, text: &'t str, columns: &[usize]) -> &'t str {
        let says = columns.iter().any(|column| !is_missing(self.cell(*column)));
        if says { text } else { "" }
    }

    fn out_of(self, part: usize, whole: usize) -> String {
        match (self.cell(part), self.cell(whole)) {
            ("", _) => String::new(),
            (part, whole) => format!("{part} of {whole}"),
        }
    }

    fn attained_since(self, status: usize, day: usize) -> &'a str {
        match answers::goal_status(self.cell(status)) {
            Some(GoalStatus::Attained) => self.cell(day),
            _ => "",
        }
    }

    fn met(self, text: &str, column: usize) -> &str {
        if speaks_of_meeting(self.cell(column)) {
            text
        } else {
            ""
        }
    }

    fn spent(self, column: usize) -> &'a str {
        match numbers::number(self.cell(column)) {
            Some(length) if length > 0.0 => self.cell(column),
            _ => "",
        }
    }

    fn length(self, hours: usize, minutes: usize) -> String {
        let length = length(self.cell(hours), self.cell(minutes));
        length.unwrap_or_else(|| self.joined(&[hours, minutes]))
    }

    fn one_of_two(self, column: usize, second: bool) -> &'a str {
        let (one, other) = two_people(self.cell(column)).unwrap_or_default();
        if second { other } else { one }
    }

    fn attended(self, present: [&Option<Presence>; 2], status: Option<usize>) -> String {
        let of = |one: &Option<Presence>| one.map(|one| (one, self.cell(one.column)));
        presence::status(present.map(of), status.map(|column| self.cell(column)))
    }

    fn since(self, state: usize, day: usize, is: Standing) -> &'a str {
        if is.is(self.cell(state)) {
            self.cell(day)
        } else {
            ""
        }
    }

    fn first(self, columns: &[usize]) -> &'a str {
        let mut cells = columns.iter().map(|column| self.cell(*column));
        cells.find(|cell| !is_missing(cell)).unwrap_or_default()
    }

    fn name_of_first(self, columns: &[(usize, String)]) -> &str {
        let mut columns = columns.iter();
        let said = columns.find(|(column, _)| !is_missing(self.cell(*column)));
        said.map_or("", |(_, text)| text)
    }

    fn how_ended(self, state: usize) -> &'a str {
        let said = Some(self.cell(state)).filter(|state| standing::says_how_ended(state));
        said.unwrap_or_default()
    }

    fn ended_so(self, said: usize, day: usize, yes_no: [&'static str; 2]) -> &'static str {
        let has_ended = !is_missing(self.cell(day));
        let answer = answers::yes_no(self.cell(said)).filter(|_| has_ended);
        answer.map_or("", |yes| yes_no[usize::from(!yes)])
    }

    fn of_role(self, role: Respondent, said: usize, own: &[usize], other: Option<usize>) -> String {
        match answers::respondent(self.cell(said)) {
            Some(found) if found == role => self.joined(own),
            Some(Respondent::Mentor | Respondent::Mentee) => {
                other.map_or_else(String::new, |other| self.cell(other).to_owned())
            }
            _ => String::new(),
        }
    }
}

fn names_nobody(cell: &str) -> bool {
    is_missing(cell) || !cell.contains(char::is_alphabetic)
}

/// The minutes of a length in hours and minutes; where both say the same, one of them. `None` where
/// they are no numbers.
fn length(hours: &str, minutes: &str) -> Option<String> {
    let number = |cell: &str| {
        if is_missing(cell) {
            Some(None)
        } else {
            numbers::number(cell).map(Some)
        }
    };
    let of_hours = number(hours)?.map(|hours| hours * 60.0);
    let total = match (of_hours, number(minutes)?) {
        (Some(one), Some(other)) if (one - other).abs() < 0.5 => other,
        (None, None) => return Some(String::new()),
        (hours, minutes) => hours.unwrap_or(0.0) + minutes.unwrap_or(0.0),
    };
    Some(total.to_string())
}

/// Two people who are named in one cell.
pub(super) fn two_people(cell: &str) -> Option<(&str, &str)> {
    const BETWEEN: [&str; 8] = [" / ", " & ", " and ", " – ", " - ", " + ", "/", ";"];
    let divided = BETWEEN.iter().find_map(|between| cell.split_once(between));
    let (one, other) = divided?;
    let (one, other) = (one.trim(), other.trim());
    (!one.is_empty() && !other.is_empty()).then_some((one, other))
}

/// What a cell of an option says was chosen: the option, or what was written beside "other".
fn ticked(cell: &str, option: &str) -> Option<String> {
    match answers::yes_no(cell) {
        Some(true) => Some(option.to_owned()),
        Some(false) => None,
        None if cell.is_empty() => None,
        None if fold(cell) == fold(option) => Some(option.to_owned()),
        None => Some(display_text(cell)),
    }
}

/// Whether a cell speaks of a meeting, held or not, in the time that its column stands for.
pub(super) fn speaks_of_meeting(cell: &str) -> bool {
    !is_missing(cell)
        && numbers::number(cell).is_none_or(|number| number > 0.0)
        && (answers::yes_no(cell) != Some(false) || is_absence(cell))
}

/// Whether a mark says that somebody was not there; below days an E is an excuse, and no Turkish yes.
fn is_absence(cell: &str) -> bool {
    answers::attendance(cell) == Some(false) || fold(cell) == "e"
}

fn is_presence(cell: &str) -> bool {
    let is_day = |cell| !matches!(dates::parse(cell), DateCell::Bad | DateCell::Blank);
    answers::attendance(cell) == Some(true)
        || answers::yes_no(cell) == Some(true)
        || numbers::number(cell).is_some()
        || is_day(cell)
}

/// What a cell that speaks of a meeting says became of it: it was held where a mark, a number or a
/// day stands there. Any other word is left to the words of a status; if it is none, nobody knows.
fn became(cell: &str) -> &str {
    if !speaks_of_meeting(cell) {
        ""
    } else if is_absence(cell) {
        "missed"
    } else if is_presence(cell) {
        "held"
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_numbers_and_days_are_meetings_and_other_words_say_what_became_of_them() {
        for (cell, said) in [
            ("x", "held"),
            ("✓", "held"),
            ("☑", "held"),
            ("1", "held"),
            ("1.5", "held"),
            ("P", "held"),
            ("14/01/2026", "held"),
            ("E", "missed"),
            ("A", "missed"),
            ("abs", "missed"),
            ("cancelled", "cancelled"),
            ("C", "C"),
            ("Ill", "Ill"),
            ("holiday", "holiday"),
            ("", ""),
            ("-", ""),
            ("✗", ""),
            ("no", ""),
            ("0", ""),
            ("N/A", ""),
        ] {
            assert_eq!(became(cell), said, "{cell}");
            assert_eq!(speaks_of_meeting(cell), !said.is_empty(), "{cell}");
        }
    }

    #[test]
    fn hours_and_minutes_are_added_unless_they_say_the_same() {
        for (hours, minutes, total) in [
            ("1", "15", Some("75")),
            ("0", "45", Some("45")),
            ("", "45", Some("45")),
            ("1.5", "", Some("90")),
            ("1.5", "90", Some("90")),
            ("", "", Some("")),
            ("an hour", "", None),
        ] {
            assert_eq!(
                length(hours, minutes).as_deref(),
                total,
                "{hours} {minutes}"
            );
        }
    }
}
