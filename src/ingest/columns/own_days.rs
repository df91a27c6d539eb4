//! Days that a goal, an action, a form or a meeting has as a pair has them: `Closed at`, `Startdatum`.
//!
//! What a pair is known by may stand in any table, but a header that speaks of no pair says it of
//! what the row tells of.

use super::headers::Header;
use super::{Column, Content};
use crate::programme::Table;

/// Words, as they begin, of what begins and ends with a pair or with somebody who is in one.
const OF_PAIRS: [&str; 26] = [
    "pair",
    "match",
    "unmatch",
    "mentor",
    "mentee",
    "relationship",
    "connect",
    "disconnect",
    "engagement",
    "program",
    "dyad",
    "tandem",
    "partnerschaft",
    "binome",
    "koppel",
    "pareja",
    "coppia",
    "dupla",
    "loop",
    "enrol",
    "agreement",
    "exit",
    "withdraw",
    "left",
    "leav",
    "eslesme",
];

/// The same in scripts that set no words apart, or decline them.
const IN_OTHER_SCRIPTS: [&str; 4] = ["наставн", "メンタリング", "配对", "매칭"];

/// Words, as they begin, of the end of a pair that is told in a form or after a last meeting.
const OF_CLOSURES: [&str; 8] = [
    "closure",
    "closing",
    "cloture",
    "cierre",
    "chiusura",
    "encerramento",
    "abschluss",
    "afsluiting",
];

/// Whether a header of a table may say of a row what the column says of a pair.
pub(super) fn may_be_of_row(header: &Header, table: Table, column: Column) -> bool {
    let speaks_of = |starts: &[&str]| {
        let begins = |word: &String| starts.iter().any(|start| word.starts_with(start));
        header.words.iter().any(begins)
    };
    let mut others = IN_OTHER_SCRIPTS.iter();
    if speaks_of(&OF_PAIRS) || others.any(|word| header.key.contains(word)) {
        return false;
    }
    match table {
        Table::Goals | Table::Actions | Table::Partnerships => matches!(
            column,
            Column::StartedOn
                | Column::PlannedEndOn
                | Column::ClosedOn
                | Column::ClosureReason
                | Column::PausedFrom
                | Column::PausedUntil
        ),
        // Neither forms nor meetings rest, are planned to end, or are closed for a reason.
        Table::Evaluations | Table::Sessions => match column {
            Column::StartedOn | Column::ClosedOn => !speaks_of(&OF_CLOSURES),
            Column::PlannedEndOn => speaks_of(&["expir"]),
            _ => false,
        },
        Table::Pairs | Table::Contacts => false,
    }
}

/// What such a day is of the row, if that has one.
pub(super) const fn of_row(table: Table, column: Column, content: Content) -> Option<Column> {
    match (table, column) {
        (Table::Goals, Column::StartedOn) => Some(Column::SetOn),
        (Table::Goals, Column::PlannedEndOn) => Some(Column::DueOn),
        (Table::Goals, Column::ClosedOn) => Some(Column::AttainedOn),
        (Table::Actions, Column::PlannedEndOn) => Some(Column::ScheduledOn),
        (Table::Actions, Column::ClosedOn) => Some(Column::CompletedOn),
        (Table::Evaluations, Column::StartedOn | Column::ClosedOn)
            if matches!(content, Content::Moments) =>
        {
            Some(Column::Date)
        }
        (Table::Sessions, Column::ClosedOn) if matches!(content, Content::Moments) => {
            Some(Column::End)
        }
        _ => None,
    }
}
