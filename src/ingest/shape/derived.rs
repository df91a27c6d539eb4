//! Columns that are made of others.

use super::presence::Attendance;
use crate::ingest::standing::Standing;
use crate::programme::{Respondent, Status, display_text, fold};
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

/// How a cell is made of others of its row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) enum Making {
    /// The options that were ticked, set apart by semicolons: columns with their options.
    Ticked(Vec<(usize, String)>),
    /// Cells joined by a space, such as first and last name.
    Joined(Vec<usize>),
    /// A box that is ticked or not; blank is no.
    Box(usize),
    /// A text where any of some cells says something.
    Marked { text: String, cells: Vec<usize> },
    /// A text where a cell says that something took place: not blank, no "no" and no 0.
    Happened { text: String, cell: usize },
    /// A cell where it says that something took place.
    Spent(usize),
    /// The minutes that a number of hours and a number of minutes amount to.
    Length { hours: usize, minutes: usize },
    /// The first or the second of two people who are named in one cell (`Ann Lee / Bo Ek`).
    OneOfTwo { column: usize, second: bool },
    /// One of two people: the one who answers where the answer says that it is `role`, else the
    /// other.
    OfRole {
        role: Respondent,
        said: usize,
        own: Vec<usize>,
        other: Option<usize>,
    },
    /// What became of a meeting, by who was there and what its own status says.
    Attended(Attendance),
    /// A day where a state says that a pair stands so since then.
    Since {
        state: usize,
        day: usize,
        is: Standing,
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
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        let joined = |columns: &[usize]| {
            let cells = columns.iter().map(|column| cell(*column));
            let said: Vec<_> = cells.filter(|cell| !cell.is_empty()).collect();
            said.join(" ")
        };
        match &self.making {
            Making::Ticked(options) => {
                let ticked: Vec<_> = options
                    .iter()
                    .filter_map(|(column, option)| ticked(cell(*column), option))
                    .collect();
                ticked.join("; ")
            }
            Making::Joined(columns) => joined(columns),
            Making::Box(column) => match answers::yes_no(cell(*column)) {
                Some(false) | None => "no".to_owned(),
                Some(true) => "yes".to_owned(),
            },
            Making::Marked { text, cells } => {
                let says = cells.iter().any(|column| !cell(*column).is_empty());
                if says { text.clone() } else { String::new() }
            }
            Making::Happened { text, cell: column } => {
                if happened(cell(*column)) {
                    text.clone()
                } else {
                    String::new()
                }
            }
            Making::Spent(column) => {
                if happened(cell(*column)) {
                    cell(*column).to_owned()
                } else {
                    String::new()
                }
            }
            Making::Length { hours, minutes } => {
                length(cell(*hours), cell(*minutes)).unwrap_or_else(|| joined(&[*hours, *minutes]))
            }
            Making::OneOfTwo { column, second } => {
                let (one, other) = two_people(cell(*column)).unwrap_or_default();
                if *second { other } else { one }.to_owned()
            }
            Making::Attended(attendance) => attendance.status(cell),
            Making::Since { state, day, is } => {
                if is.is(cell(*state)) {
                    cell(*day).to_owned()
                } else {
                    String::new()
                }
            }
            Making::OfRole {
                role,
                said,
                own,
                other,
            } => match answers::respondent(cell(*said)) {
                Some(found) if found == *role => joined(own),
                Some(Respondent::Mentor | Respondent::Mentee) => {
                    other.map_or_else(String::new, |other| cell(other).to_owned())
                }
                _ => String::new(),
            },
            Making::LookedUp { key, values } => values.get(cell(*key)).cloned().unwrap_or_default(),
        }
    }
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

/// What registers of attendance write for somebody who was not there.
fn is_absence(cell: &str) -> bool {
    const ABSENT: [&str; 8] = ["a", "e", "ab", "abs", "exc", "excused", "ns", "dna"];
    ABSENT.contains(&fold(cell).as_str())
        || answers::status(cell).is_some_and(|status| status != Status::Held)
}

/// Whether a cell says that something took place in the time that its column stands for.
pub(super) fn happened(cell: &str) -> bool {
    !is_missing(cell)
        && !is_absence(cell)
        && answers::yes_no(cell) != Some(false)
        && numbers::number(cell).is_none_or(|number| number > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

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
