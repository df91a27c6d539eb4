//! Headers that say little by themselves, in files whose other headers or cells say more.

use super::Draft;
use crate::ingest::columns::{self, Column, key};
use crate::programme::Table;
use crate::values::dates::{self, DateCell};

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
    name_spans(draft);
    name_moments(draft);
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

/// Two moments of one day in each row are the beginning and the end of a meeting, and no days of a
/// pair.
fn name_spans(draft: &mut Draft) {
    let means = |name: &str, column| columns::meanings(name, Table::Sessions).contains(&column);
    if draft.names.iter().any(|name| means(name, Column::Date)) {
        return;
    }
    let of = |wanted| {
        draft
            .headers
            .iter()
            .position(|header| means(header, wanted))
    };
    let (Some(start), Some(end)) = (of(Column::Start), of(Column::End)) else {
        return;
    };
    let day = |cell: &str| dates::time_of_day(cell).and(Some(dates::parse(cell)));
    let is_one_day = |row: &csv::StringRecord| {
        let cell = |at| row.get(at).unwrap_or_default().trim();
        match (cell(start), cell(end)) {
            (_, "") => true,
            (start, end) => {
                day(start).is_some_and(|day| !matches!(day, DateCell::Bad))
                    && day(start) == day(end)
            }
        }
    };
    let is_said = draft.cells(end).next().is_some();
    let is_hidden = draft.names[start].is_empty() || draft.names[end].is_empty();
    if is_said && !is_hidden && draft.rows.iter().all(is_one_day) {
        "session date".clone_into(&mut draft.names[start]);
        "session end time".clone_into(&mut draft.names[end]);
    }
}

/// The time at which meetings began says their day, where it is written with it and no other column
/// says it.
fn name_moments(draft: &mut Draft) {
    let means = |name: &str, column| columns::meanings(name, Table::Sessions).contains(&column);
    if draft.names.iter().any(|name| means(name, Column::Date)) {
        return;
    }
    let is_start = |name: &str| {
        let mut of_pair = columns::meanings(name, Table::Pairs).into_iter();
        means(name, Column::Start) && !of_pair.any(columns::is_day_of_pair)
    };
    let is_moment = |cell: &str| {
        dates::time_of_day(cell).is_some() && !matches!(dates::parse(cell), DateCell::Bad)
    };
    let has_moments =
        |column: usize| draft.cells(column).next().is_some() && draft.cells(column).all(is_moment);
    let mut columns = 0..draft.names.len().min(draft.headers.len());
    let found = columns.find(|column| is_start(&draft.names[*column]) && has_moments(*column));
    if let Some(column) = found {
        "session date".clone_into(&mut draft.names[column]);
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
    let is_text = |name: &String| {
        key(name) != "goal" && columns::meanings(name, Table::Goals).first() == Some(&Column::Text)
    };
    let words = draft
        .cells(column)
        .filter(|cell| cell.chars().filter(|c| c.is_alphabetic()).count() > 1);
    let (words, all) = (words.count(), draft.cells(column).count());
    if words * 2 > all && !draft.names.iter().any(is_text) {
        "goal text".clone_into(&mut draft.names[column]);
    }
}
