//! Forms in which a row has what the mentor answered and what the mentee answered: `Achieved?
//! (mentor)`, `Achieved? (mentee)`. They are two forms of one day, and what names neither is a third.

use super::short_words::asks_for_achievement;
use super::{Draft, Making};
use crate::ingest::columns::{self, Column, Part};
use crate::ingest::records::forms::is_answer;
use crate::programme::{Respondent, Table};
use crate::values::answers;

/// A column with the answer of one of the two, or the day on which they answered.
struct Answer {
    at: usize,
    who: Respondent,
    column: Column,
}

/// Makes a form of each of the two.
pub(super) fn divide(draft: &mut Draft) {
    if !draft.parts.is_empty() {
        return;
    }
    let answers: Vec<Answer> = (0..draft.headers.len())
        .filter_map(|at| answer(draft, at))
        .collect();
    let said = |who: Respondent| answers.iter().filter(move |answer| answer.who == who);
    let is_twice = said(Respondent::Mentor)
        .filter(|one| one.column != Column::Date)
        .any(|one| said(Respondent::Mentee).any(|other| other.column == one.column));
    let is_asked = (0..draft.names.len()).any(|at| draft.asks(at) == Some(Column::Respondent));
    if !is_twice || is_asked {
        return;
    }
    let is_answer = |at: usize| answers.iter().any(|answer| answer.at == at);
    let mut shared = columns_with(draft, |column| {
        matches!(column, Column::Date | Column::Phase)
    });
    shared.retain(|(at, _)| !is_answer(*at));
    let mut rest = columns_with(draft, is_of_form);
    rest.retain(|(at, _)| !is_answer(*at));
    let mut parts = Vec::new();
    for (who, text) in [
        (Respondent::Mentor, "mentor"),
        (Respondent::Mentee, "mentee"),
    ] {
        let own = said(who).map(|answer| (answer.at, answer.column.to_string()));
        parts.push(signed(draft, own.collect(), text));
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    for own in &parts {
        for (at, _) in own {
            draft.hide(*at);
        }
    }
    let days: Vec<usize> = (0..draft.names.len())
        .filter(|at| draft.asks(*at) == Some(Column::Date))
        .collect();
    let part = |own: Vec<(usize, String)>| {
        // Who has a day of their own did not answer on that of the row.
        let has_day = own
            .iter()
            .any(|(_, name)| *name == Column::Date.to_string());
        let shared = shared
            .iter()
            .filter(|(at, _)| !(has_day && days.contains(at)));
        Part {
            table: Some(Table::Evaluations),
            columns: own.iter().chain(shared).cloned().collect(),
            beside: None,
        }
    };
    draft.parts.extend(parts.into_iter().map(part));
    draft.notes.push(
        "each row holds the answers of the mentor and those of the mentee: they are read as two forms"
            .to_owned(),
    );
}

/// The answers of one of the two, with a column that says whose they are where any is given.
fn signed(draft: &mut Draft, own: Vec<(usize, String)>, who: &str) -> Vec<(usize, String)> {
    let cells = own.iter().map(|(at, _)| *at).collect();
    let text = who.to_owned();
    let respondent = draft.make("respondent", Making::Marked { text, cells });
    draft.hide(respondent);
    let label = (respondent, "respondent".to_owned());
    own.into_iter().chain([label]).collect()
}

/// Columns that are of some kind as they stand, with what they are looked up by.
fn columns_with(draft: &Draft, is: impl Fn(Column) -> bool) -> Vec<(usize, String)> {
    let columns = (0..draft.names.len()).filter(|at| draft.asks(*at).is_some_and(&is));
    columns.map(|at| (at, draft.names[at].clone())).collect()
}

/// Whether a column is an answer that each of the two may give.
fn is_of_form(column: Column) -> bool {
    is_answer(column) && !matches!(column, Column::Goal | Column::Rating)
}

/// What a column asks one of the two.
fn answer(draft: &Draft, at: usize) -> Option<Answer> {
    if draft.names[at].is_empty() {
        return None;
    }
    let (asked, who) = of_one(&draft.headers[at])?;
    let meanings = columns::meanings(asked, Table::Evaluations);
    let known = meanings
        .first()
        .copied()
        .filter(|column| is_of_form(*column) || *column == Column::Date);
    let column = known.or_else(|| {
        let mut before = (0..at).rev().filter_map(|before| draft.asks(before));
        let goal = before.find_map(|column| match column {
            Column::GoalText(number) => Some(number),
            _ => None,
        });
        asks_for_achievement(asked)
            .then(|| goal.map_or(Column::GoalsAchieved, Column::GoalAchieved))
    })?;
    Some(Answer { at, who, column })
}

/// A header without the one of the two who is asked: `Achieved? (mentor)`, `Mentee: new goals?`.
fn of_one(header: &str) -> Option<(&str, Respondent)> {
    const BETWEEN: [&str; 6] = [" - ", " – ", ": ", " / ", " | ", " by "];
    let header = header.trim();
    let party = |text: &str| {
        let who = answers::respondent(text.trim_matches(['(', ')', '[', ']', ' ']))?;
        matches!(who, Respondent::Mentor | Respondent::Mentee).then_some(who)
    };
    let in_brackets = header.rfind(['(', '[']).map(|at| header.split_at(at));
    let behind = BETWEEN
        .iter()
        .filter_map(|between| header.rsplit_once(between));
    let before = BETWEEN
        .iter()
        .filter_map(|between| header.split_once(between));
    let before = before.map(|(who, asked)| (asked, who));
    let mut all = in_brackets.into_iter().chain(behind).chain(before);
    all.find_map(|(asked, who)| Some((asked.trim(), party(who)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_whom_they_ask() {
        use Respondent::{Mentee, Mentor};
        for (header, expected) in [
            ("Achieved? (mentor)", Some(("Achieved?", Mentor))),
            (
                "Goal 1 achieved - mentee",
                Some(("Goal 1 achieved", Mentee)),
            ),
            ("Mentee: new goals?", Some(("new goals?", Mentee))),
            (
                "Goals achieved? [Mentor]",
                Some(("Goals achieved?", Mentor)),
            ),
            ("Mentor name", None),
            ("Achieved? (Y/N)", None),
        ] {
            assert_eq!(of_one(header), expected, "{header}");
        }
    }
}
