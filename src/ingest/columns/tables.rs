//! Which table a file is: by the columns that it needs, then by how much of it fits.

use super::Column;
use super::synonyms::{Claim, Strength};
use crate::programme::Table;

/// A column of a table, with how much its header says that the file is that table.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub claim: Claim,
    /// Whether no other table has a column of this header.
    pub exclusive: bool,
}

impl Found {
    /// Whether its header alone says what the rows are.
    pub(super) fn is_telling(self) -> bool {
        self.claim.own && !self.claim.column.is_identity() && self.exclusive
    }

    /// Whether it is a day for which rows of sessions and forms stand.
    fn is_day_of_row(self) -> bool {
        self.claim.column == Column::Date
            && (self.exclusive
                || self.claim.strength == Strength::Canonical
                || self.claim.rank == 0)
    }

    fn weight(self, table: Table) -> u32 {
        match self.claim.column {
            Column::Mentor
            | Column::Mentee
            | Column::Cohort
            | Column::Site
            | Column::MentoringType
                if table == Table::Pairs =>
            {
                1
            }
            column if column.is_identity() || !self.claim.own => 0,
            Column::ContactedOn | Column::SnoozeUntil => 6,
            Column::Note => 0,
            Column::Date if self.is_day_of_row() => 6,
            _ if self.exclusive => 4,
            _ => 2,
        }
    }
}

/// How much of a file speaks for a table. A list of contacts has hardly a header that no list of
/// meetings has, so that its name counts more than that of others.
pub(super) fn score(table: Table, found: &[Found], named: bool) -> u32 {
    let of_name = u32::from(named && table == Table::Contacts);
    found.iter().map(|found| found.weight(table)).sum::<u32>() + of_name
}

/// What is said of a file that does not name both of the pair.
pub(super) const NO_PAIR: &str = "a column that names the pair (pair_id, or mentor and mentee)";

/// What a file would have to have to be a table, in words; empty if it has all.
pub(super) fn missing(table: Table, found: &[Found], named: bool) -> Vec<&'static str> {
    let has = |wanted: &[Column]| {
        found
            .iter()
            .any(|found| wanted.contains(&found.claim.column))
    };
    let mut missing = Vec::new();
    if table != Table::Evaluations && !is_linked(&has) {
        missing.push(NO_PAIR);
    }
    let (fits, what) = match table {
        Table::Sessions => (has_sessions(found, named), "the date of the meeting (date)"),
        Table::Evaluations => (
            has_answers(found, is_linked(&has)) || named && is_linked(&has) && returns_forms(&has),
            "an answer of the form, such as goals_achieved",
        ),
        Table::Pairs => (
            named || has_facts(found, has(&[Column::PairId])),
            "something about the pair, such as started_on",
        ),
        Table::Goals => (
            has(&[Column::Goal, Column::Text])
                && (named || has_own(found, &[Column::Goal, Column::Text])),
            "the goal and its status or dates (text, status, set_on)",
        ),
        Table::Actions => (
            has(&[Column::Text]) && (named || has_own(found, &[Column::Goal, Column::Text])),
            "the action and its dates (text, scheduled_on, completed_on)",
        ),
        Table::Partnerships => (
            has(&[Column::Text]) && (named || has_own(found, &[Column::Text])),
            "the idea and the support that it needs (text, support_needed)",
        ),
        Table::Contacts => (
            has(&[Column::ContactedOn, Column::SnoozeUntil])
                && (named || found.iter().any(|found| tells_of_contact(*found))),
            "the day and the outcome of the contact (contacted_on, contacted_by, outcome)",
        ),
    };
    if !fits {
        missing.push(what);
    }
    missing
}

fn is_linked(has: &impl Fn(&[Column]) -> bool) -> bool {
    has(&[Column::PairId])
        || (has(&[Column::Mentor, Column::MentorEmail])
            && has(&[Column::Mentee, Column::MenteeEmail]))
}

/// Who returned a form, and for which phase: without answers that, too, says something.
fn returns_forms(has: &impl Fn(&[Column]) -> bool) -> bool {
    has(&[Column::Respondent]) && has(&[Column::Phase])
}

/// A day, and something that tells it from the days of other tables; if nothing else, the name of
/// the file.
fn has_sessions(found: &[Found], named: bool) -> bool {
    let tells = |found: &Found| found.is_day_of_row() || found.is_telling();
    found.iter().any(|found| found.claim.column == Column::Date)
        && (named || found.iter().any(tells))
}

/// Answers of a form. One question that has but the words of one is not enough for a form that
/// names nobody: any survey may ask so.
fn has_answers(found: &[Found], linked: bool) -> bool {
    let none = [Column::Date, Column::Respondent, Column::Phase];
    let answers = || {
        found.iter().filter(|found| {
            found.claim.own
                && !none.contains(&found.claim.column)
                && !found.claim.column.is_identity()
        })
    };
    let is_known = |found: &Found| found.claim.strength < Strength::Question;
    answers().next().is_some() && (linked || answers().count() > 1 || answers().any(is_known))
}

/// More about the pair than who it is; two names alone make no register.
fn has_facts(found: &[Found], has_id: bool) -> bool {
    let is_name = |column| matches!(column, Column::Mentor | Column::Mentee);
    found
        .iter()
        .map(|found| found.claim.column)
        .any(|column| !column.is_identity() || (has_id && is_name(column)))
}

/// Whether a header is one that only lists of contacts have; any table may have notes.
fn tells_of_contact(found: Found) -> bool {
    found.claim.column != Column::Note && found.is_telling()
}

fn has_own(found: &[Found], but: &[Column]) -> bool {
    found.iter().any(|found| {
        found.claim.own && !but.contains(&found.claim.column) && !found.claim.column.is_identity()
    })
}
