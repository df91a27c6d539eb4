//! Forms in short words: `Achieved (Y/N)`, `If not why`, `New goals (Y/N)`, `Which`. What such a
//! header asks is said by what stands before it.

use super::row_goals::says_who_or_when;
use super::{Draft, Making};
use crate::ingest::columns::{self, Column, key};
use crate::programme::Table;

/// Headers that ask whether the goals were achieved, in a form that asks for nothing else.
const ACHIEVED: [&str; 15] = [
    "achieved",
    "attained",
    "achievedyn",
    "achievedyesno",
    "attainedyn",
    "erreicht",
    "atteint",
    "atteints",
    "logrado",
    "logrados",
    "alcanzados",
    "raggiunti",
    "bereikt",
    "behaald",
    "alcancados",
];

/// Headers that ask which ones.
const WHICH: [&str; 17] = [
    "which",
    "whichones",
    "whichone",
    "whichgoals",
    "ifyeswhich",
    "whatarethey",
    "whichis",
    "namely",
    "welche",
    "welches",
    "lesquels",
    "lequel",
    "cuales",
    "cual",
    "quali",
    "quais",
    "welke",
];

/// Headers that ask why a goal was not achieved, with its number behind it.
const WHY_NOT: [&str; 8] = [
    "whynot",
    "ifnotwhy",
    "ifnotwhynot",
    "reasonnotachieved",
    "whynotachieved",
    "warumnicht",
    "pourquoipas",
    "waaromniet",
];

/// Whether a header asks for nothing but whether something was achieved.
pub(super) fn asks_for_achievement(header: &str) -> bool {
    ACHIEVED.contains(&key(header).as_str())
}

/// Gives such headers the names of what they ask.
pub(super) fn name(draft: &mut Draft) {
    if !is_form(draft) {
        return;
    }
    if !asks(draft, |column| {
        matches!(column, Column::GoalsAchieved | Column::GoalAchieved(_))
    }) && !names_goals_in_rows(draft)
    {
        rename(draft, "goals_achieved", |draft, at| {
            asks_for_achievement(&draft.headers[at])
        });
    }
    if !asks(draft, |column| column == Column::NewGoalDetails) {
        rename(draft, "new_goal_details", |draft, at| {
            let is_which = WHICH.contains(&key(&draft.headers[at]).as_str());
            let before = at.checked_sub(1).and_then(|before| draft.asks(before));
            is_which && before == Some(Column::NewGoals)
        });
    }
    if !asks(draft, |column| column == Column::ReasonNotAchieved) {
        join_reasons(draft);
    }
}

fn asks(draft: &Draft, is: impl Fn(Column) -> bool) -> bool {
    (0..draft.names.len()).any(|at| draft.asks(at).is_some_and(&is))
}

/// Whether only a form has one of its columns, or one says who answered.
fn is_form(draft: &Draft) -> bool {
    let is_answered = (0..draft.headers.len()).any(|at| says_who_or_when(draft, at));
    is_answered
        || asks(draft, |column| {
            matches!(
                column,
                Column::NewGoals
                    | Column::NewGoalDetails
                    | Column::Partnership
                    | Column::PartnershipSupport
                    | Column::PartnershipBarriers
                    | Column::ReasonNotAchieved
                    | Column::GoalAchieved(_)
            )
        })
}

/// Whether rows may tell of one goal each, of which the answer then is.
fn names_goals_in_rows(draft: &Draft) -> bool {
    (0..draft.headers.len()).any(|at| {
        let meanings = columns::meanings(&draft.names[at], Table::Goals);
        matches!(meanings.first(), Some(Column::Goal | Column::Text))
    })
}

fn rename(draft: &mut Draft, name: &str, is: impl Fn(&Draft, usize) -> bool) {
    let mut columns = 0..draft.headers.len();
    let found = columns.find(|at| !draft.names[*at].is_empty() && is(draft, *at));
    if let Some(at) = found {
        name.clone_into(&mut draft.names[at]);
    }
}

/// The reasons of several goals are reasons of the form.
fn join_reasons(draft: &mut Draft) {
    let is_reason = |at: &usize| {
        let header = draft.headers[*at].trim();
        let words = header.trim_end_matches(|c: char| c.is_ascii_digit());
        words.len() < header.len() && WHY_NOT.contains(&key(words).as_str())
    };
    let reasons: Vec<usize> = (0..draft.headers.len()).filter(is_reason).collect();
    if reasons.is_empty() {
        return;
    }
    let titles: Vec<&str> = reasons.iter().map(|at| draft.headers[*at].trim()).collect();
    let title = titles.join(" / ");
    for at in &reasons {
        draft.hide(*at);
    }
    let made = draft.make(&title, Making::Joined(reasons));
    "reason_not_achieved".clone_into(&mut draft.names[made]);
}
