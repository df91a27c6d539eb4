//! Goals in columns that have names instead of numbers: `Personal goal`, `Personal goal achieved?`,
//! `Professional goal`, `Was your professional goal achieved?`. They are numbered in the order in
//! which they stand.

use super::Draft;
use crate::ingest::columns::{self, Column, Header};
use crate::programme::Table;
use crate::values::answers;
use crate::values::dates::{self, DateCell};
use crate::values::numbers;

/// What one goal is called.
const GOALS: [&str; 8] = [
    "goal",
    "objective",
    "ziel",
    "objectif",
    "objetivo",
    "meta",
    "obiettivo",
    "doel",
];

/// Words before one that make it none of those that were set together.
const NOT_AMONG_THEM: [&str; 12] = [
    "new", "next", "old", "any", "other", "neues", "nouvel", "nouveau", "nuevo", "novo", "nuovo",
    "nieuw",
];

/// A goal and what is asked of it.
struct Goal {
    text: usize,
    asked: Vec<(usize, Words)>,
}

/// The words of a header around those of the goal, and how the goal is called in them.
struct Words {
    before: Vec<String>,
    goal: String,
    after: Vec<String>,
}

impl Words {
    fn numbered(&self, number: usize) -> String {
        let Self {
            before,
            goal,
            after,
        } = self;
        let goal = format!("{goal} {number}");
        let words = before.iter().chain(std::iter::once(&goal)).chain(after);
        words.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Numbers the goals of a file that names several and asks of each what became of it.
pub(super) fn number(draft: &mut Draft) {
    let width = draft.headers.len().min(draft.names.len());
    let names = draft.names.iter().take(width);
    let headers: Vec<Header> = names.map(|name| Header::new(name)).collect();
    if headers.iter().any(|header| header.goal().is_some()) {
        return;
    }
    let goals = (0..width).filter_map(|text| goal(draft, &headers, text));
    let goals: Vec<Goal> = goals.collect();
    if goals.len() < 2 {
        return;
    }
    for (number, goal) in (1..).zip(goals) {
        draft.names[goal.text] = format!("Goal {number}");
        for (column, words) in goal.asked {
            draft.names[column] = words.numbered(number);
        }
    }
}

/// The goal whose text stands in a column, if others ask what became of it.
fn goal(draft: &Draft, headers: &[Header], text: usize) -> Option<Goal> {
    let called = &headers[text].words;
    let word = called.iter().find(|word| GOALS.contains(&word.as_str()))?;
    let is_name = (2..=3).contains(&called.len())
        && !called
            .iter()
            .any(|word| NOT_AMONG_THEM.contains(&word.as_str()));
    if !is_name || !are_texts(draft, text) {
        return None;
    }
    let others = (0..headers.len()).filter(|at| *at != text);
    let asked = others.filter_map(|at| {
        let words = around(&headers[at].words, called, word)?;
        asks_of_goal(&words.numbered(1)).then_some((at, words))
    });
    let asked: Vec<(usize, Words)> = asked.collect();
    (!asked.is_empty()).then_some(Goal { text, asked })
}

/// What stands around the words of a goal in those of another header.
fn around(words: &[String], called: &[String], goal: &str) -> Option<Words> {
    let at = words
        .windows(called.len())
        .position(|window| window == called)?;
    Some(Words {
        before: words[..at].to_vec(),
        goal: goal.to_owned(),
        after: words[at + called.len()..].to_vec(),
    })
}

/// Whether a header with a number asks what became of the goal with that number.
fn asks_of_goal(header: &str) -> bool {
    let first = columns::meaning(header, Table::Evaluations);
    matches!(first, Some(Column::GoalAchieved(1) | Column::GoalLevel(1)))
}

/// Whether most cells of a column are words, and none that answer a question.
fn are_texts(draft: &Draft, column: usize) -> bool {
    let is_text = |cell: &&str| {
        matches!(dates::parse(cell), DateCell::Bad)
            && answers::answer(cell).is_none()
            && numbers::number(cell).is_none()
    };
    let texts = draft.cells(column).filter(is_text).count();
    2 * texts > draft.cells(column).count()
}
