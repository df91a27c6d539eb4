//! Actions in columns of their goal: `Goal 1 Action 2`, `Goal 1 Action 2 due`; or with the number
//! of the goal before their own: `Action 1.2`, `Date 1.2`.
//!
//! Each pair of numbers is a record of the table of actions.

use super::{Draft, Making};
use crate::ingest::columns::{Header, Part};
use crate::programme::Table;
use std::collections::BTreeMap;

/// What goals and actions are called in such headers.
const GOALS: [&str; 7] = [
    "goal",
    "objective",
    "target",
    "ziel",
    "objectif",
    "objetivo",
    "doel",
];
const ACTIONS: [&str; 7] = [
    "action", "step", "task", "schritt", "etape", "accion", "actie",
];

/// Finds the columns, and makes a part for each action.
pub(super) fn find(draft: &mut Draft) {
    let mut found: BTreeMap<(u16, u16), Vec<(usize, String)>> = BTreeMap::new();
    for (column, name) in draft.names.iter().enumerate() {
        if let Some((goal, action, field)) = divided(&Header::new(name).words) {
            found
                .entry((goal, action))
                .or_default()
                .push((column, field));
        }
    }
    found.retain(|_, columns| columns.iter().any(|(_, field)| field == TEXT));
    if found.len() < 2 {
        return;
    }
    for ((goal, _), mut columns) in found {
        let cells = columns.iter().map(|(column, _)| *column).collect();
        let text = goal.to_string();
        let place = draft.make("Goal number", Making::Marked { text, cells });
        draft.names[place].clear();
        for (column, _) in &columns {
            draft.hide(*column);
        }
        columns.push((place, "goal".to_owned()));
        draft.parts.push(Part {
            table: Some(Table::Actions),
            columns,
            beside: None,
        });
    }
}

/// What the text of an action is looked up by.
const TEXT: &str = "action text";

/// The numbers of goal and action, and what else the header says.
fn divided(words: &[String]) -> Option<(u16, u16, String)> {
    let (goal, action, rest) = match words {
        [goal, first, action, second, rest @ ..] if is_one(&GOALS, goal) => {
            (first, second, is_one(&ACTIONS, action).then_some(rest)?)
        }
        [action, first, second] if is_one(&ACTIONS, action) => (first, second, &[][..]),
        [rest @ .., first, second] => (first, second, rest),
        _ => return None,
    };
    let field = match rest {
        [] => TEXT.to_owned(),
        [field] if field == "by" => "due date".to_owned(),
        _ => rest.join(" "),
    };
    Some((goal.parse().ok()?, action.parse().ok()?, field))
}

fn is_one(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actions_of_goals_have_two_numbers() {
        let of = |text: &str| divided(&Header::new(text).words);
        let text = |field: &str| Some((2, 3, field.to_owned()));
        assert_eq!(of("Goal 2 Action 3"), text("action text"));
        assert_eq!(of("goal2_action3_due"), text("due"));
        assert_eq!(of("Goal 2 - Step 3: by"), text("due date"));
        assert_eq!(of("Action 2.3"), text("action text"));
        assert_eq!(of("By 2.3"), text("due date"));
        assert_eq!(of("Date/time scheduled 2.3"), text("date time scheduled"));
        assert_eq!(of("Goal 2 due"), None);
        assert_eq!(of("Action 3 Goal 2"), None);
    }
}
