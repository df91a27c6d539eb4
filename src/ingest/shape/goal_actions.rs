//! Actions in columns of their goal: `Goal 1 Action 2`, `Goal 1 Action 2 due`.
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

/// The numbers of goal and action, and what else the header says.
fn divided(words: &[String]) -> Option<(u16, u16, String)> {
    let [goal, first, action, second, rest @ ..] = words else {
        return None;
    };
    let is_own = GOALS.contains(&goal.as_str()) && ACTIONS.contains(&action.as_str());
    let numbers = first.parse().ok().zip(second.parse().ok());
    let field = match rest {
        [] => "action text".to_owned(),
        [field] if field == "by" => "due date".to_owned(),
        _ => rest.join(" "),
    };
    numbers
        .filter(|_| is_own)
        .map(|(goal, action)| (goal, action, field))
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
        assert_eq!(of("Goal 2 due"), None);
        assert_eq!(of("Action 3 Goal 2"), None);
    }
}
