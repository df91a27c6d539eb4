//! Headers that say little by themselves, in files whose other headers or cells say more.

use super::{Draft, moments};
use crate::ingest::columns::{self, Column, key};
use crate::programme::Table;
use crate::values::dates;

/// Headers that only rows of meetings have.
const OF_MEETINGS: [&str; 16] = [
    "sessionnumber",
    "sessionno",
    "sessionname",
    "sessiontitle",
    "sessiontopic",
    "sessiontopics",
    "sessionid",
    "sessiontype",
    "meetingnumber",
    "meetingno",
    "meetingname",
    "meetingtitle",
    "meetingtopic",
    "meetingtopics",
    "meetingid",
    "meetingtype",
];

/// Headers of a day or a state that could be those of anything.
const OF_ANYTHING: [(&str, &str); 8] = [
    ("scheduleddate", "session date"),
    ("scheduledon", "session date"),
    ("scheduledfor", "session date"),
    ("completeddate", "session date"),
    ("completedon", "session date"),
    ("startdate", "session date"),
    ("completed", "session status"),
    ("title", "session title"),
];

/// Names columns by what the rest of the file says.
pub(super) fn name(draft: &mut Draft) {
    name_meetings(draft);
    moments::name(draft);
    name_plans(draft);
    name_goals(draft);
}

fn name_meetings(draft: &mut Draft) {
    let keys: Vec<String> = draft.names.iter().map(|name| key(name)).collect();
    let dated = draft.names.iter().any(|name| {
        columns::meanings(name, Table::Sessions).contains(&Column::Date)
            && !OF_ANYTHING.iter().any(|(vague, _)| *vague == key(name))
    });
    if dated || !keys.iter().any(|key| OF_MEETINGS.contains(&key.as_str())) {
        return;
    }
    let mut given: Vec<&str> = Vec::new();
    for (vague, name) in OF_ANYTHING {
        if let Some(column) = keys.iter().position(|key| key == vague)
            && !given.contains(&name)
        {
            name.clone_into(&mut draft.names[column]);
            given.push(name);
        }
    }
}

/// Headers beside which a start is the day on which a goal was set: a plan of work.
const OF_PLANS: [&str; 7] = [
    "target",
    "targetdate",
    "due",
    "duedate",
    "complete",
    "finish",
    "finishdate",
];

/// In a plan of goals the start is the day on which a goal was set.
fn name_plans(draft: &mut Draft) {
    let place = |wanted: &dyn Fn(&str) -> bool| {
        let mut names = draft.names.iter();
        names.position(|name| wanted(&key(name)))
    };
    let is_plan = place(&|key| OF_PLANS.contains(&key)).is_some();
    let is_person = |key: &str| matches!(key, "mentor" | "mentee");
    let is_goal = |key: &str| matches!(key, "goal" | "goaltext" | "goalname");
    let start = place(&|key| key == "start")
        .filter(|_| is_plan && place(&is_goal).is_some() && place(&is_person).is_none());
    if let Some(column) = start {
        "goal set on".clone_into(&mut draft.names[column]);
    }
}

/// A column `Goal` of words is the text of the goal, where no other is.
fn name_goals(draft: &mut Draft) {
    let Some(column) = draft.names.iter().position(|name| key(name) == "goal") else {
        return;
    };
    // Below `Goal set` may stand what was set, or when.
    let is_text = |(at, name): (usize, &String)| {
        key(name) != "goal"
            && columns::meaning(name, Table::Goals) == Some(Column::Text)
            && !(draft.cells(at).next().is_some() && draft.cells(at).all(dates::is_day))
    };
    let words = draft
        .cells(column)
        .filter(|cell| cell.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let (words, all) = (words.count(), draft.cells(column).count());
    if words * 2 > all && !draft.names.iter().enumerate().any(is_text) {
        "goal text".clone_into(&mut draft.names[column]);
    }
}
