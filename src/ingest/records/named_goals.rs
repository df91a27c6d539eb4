//! Answers that list the goals that were achieved: `Goal 1, Goal 3`, or their own texts.

use crate::programme::{Answer, FormGoal, Goal, fold_text, goal_number};

/// The goals that an answer lists, each achieved, where every part of it names one: by a number, or
/// by a text of the register. One bare number is none: it may be a share, or how many.
pub(super) fn named(text: &str, register: &[Goal]) -> Option<Vec<FormGoal>> {
    let whole = text.trim();
    let is_number = |text: &str| text.trim().parse::<f64>().is_ok();
    // With a comma for the point, `1,3` may be a number as well.
    if is_number(whole) || is_number(&whole.replacen(',', ".", 1)) {
        return None;
    }
    if let Some(goal) = one(whole, register) {
        return Some(vec![goal]);
    }
    let goals: Option<Vec<FormGoal>> = parts(whole).map(|part| one(part, register)).collect();
    let mut goals = goals.filter(|goals| !goals.is_empty())?;
    goals.sort_by(|a, b| (a.number, &a.text).cmp(&(b.number, &b.text)));
    goals.dedup();
    Some(goals)
}

/// The parts of a list; commas and joining words only part what no other mark does.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    const MARKS: [char; 4] = [';', '|', '\n', '\r'];
    const WORDS: [&str; 7] = [" and ", " & ", " + ", " und ", " et ", " y ", " en "];
    let by_marks = text.contains(MARKS);
    let parts = text.split(move |c| MARKS.contains(&c) || !by_marks && c == ',');
    let parts = parts.flat_map(move |part| {
        let word = WORDS.iter().find(|word| !by_marks && part.contains(**word));
        part.split(word.copied().unwrap_or("\u{0}"))
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

/// The goal that a part names.
fn one(part: &str, register: &[Goal]) -> Option<FormGoal> {
    let folded = fold_text(part);
    let is_called = |goal: &&Goal| goal.text.as_deref().map(fold_text).as_ref() == Some(&folded);
    let called = register.iter().find(is_called);
    let number = match called {
        Some(goal) => goal.id.as_deref().and_then(goal_number).unwrap_or(0),
        None => goal_number(part)?,
    };
    Some(FormGoal {
        number,
        text: called.and_then(|goal| goal.text.clone()),
        answer: Some(Answer::Yes),
        ..FormGoal::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Option<Vec<u16>> {
        let goal = |id: &str, text: &str| Goal {
            id: Some(id.to_owned()).filter(|id| !id.is_empty()),
            text: Some(text.to_owned()),
            ..Goal::default()
        };
        let register = [
            goal("1", "Lead team"),
            goal("2", "Plan, and keep to it"),
            goal("", "Speak"),
        ];
        let goals = named(text, &register)?;
        assert!(goals.iter().all(|goal| goal.answer == Some(Answer::Yes)));
        Some(goals.into_iter().map(|goal| goal.number).collect())
    }

    #[test]
    fn goals_are_named_by_numbers_and_by_their_own_texts() {
        for (text, expected) in [
            ("Goal 1, Goal 3", Some(vec![1, 3])),
            ("1 and 2", Some(vec![1, 2])),
            ("1, 3", Some(vec![1, 3])),
            ("3; 1; 3;", Some(vec![1, 3])),
            ("Goal 2", Some(vec![2])),
            ("Lead team; Plan, and keep to it", Some(vec![1, 2])),
            ("speak, LEAD TEAM", Some(vec![0, 1])),
            ("Plan, and keep to it", Some(vec![2])),
            ("2", None),
            ("1.0", None),
            ("1,3", None),
            ("Lead team and more", None),
            ("mostly", None),
            ("", None),
        ] {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }
}
