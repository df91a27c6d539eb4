//! Which headers hold the columns of a session record.

use crate::ingest::columns::{Column, TableMapping};

/// Headers of the columns of a session record.
#[derive(Clone, Debug)]
pub(super) struct SessionColumns {
    pub date: Option<usize>,
    pub status: Option<usize>,
    pub minutes: Option<usize>,
    pub hours: Option<usize>,
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub stage: Option<usize>,
    pub progress: Option<usize>,
    pub progress_notes: Option<usize>,
    /// The number of the goal of which the row tells, where a meeting has a row for each.
    pub goal: Option<usize>,
    /// By number of the goal.
    pub goal_progress: Vec<(u16, usize)>,
    /// By number; the column for all is number 0.
    pub issues: Vec<(u16, usize)>,
    pub learnings: Option<usize>,
    /// Texts with the dates they are scheduled for.
    pub actions: Vec<(usize, Option<usize>)>,
    pub next_meeting: Option<usize>,
    pub new_goal: Option<usize>,
    pub rating: Option<usize>,
    /// Of whom the row tells whether they came.
    pub attendee: Option<usize>,
}

impl SessionColumns {
    pub fn new(mapping: &TableMapping) -> Self {
        let header = |column| mapping.header_of(column);
        let numbered = |number: fn(Column) -> Option<u16>| {
            let columns = mapping.columns.iter();
            let mut found: Vec<_> = columns
                .filter_map(|(header, column)| Some((number(*column)?, *header)))
                .collect();
            found.sort_unstable();
            found
        };
        let actions = |column: Column| match column {
            Column::Actions => Some(0),
            Column::Action(number) => Some(number),
            _ => None,
        };
        Self {
            date: header(Column::Date),
            status: header(Column::Status),
            minutes: header(Column::Minutes),
            hours: header(Column::Hours),
            start: header(Column::Start),
            end: header(Column::End),
            stage: header(Column::Stage),
            progress: header(Column::Progress),
            progress_notes: header(Column::ProgressNotes),
            goal: header(Column::Goal),
            goal_progress: numbered(|column| match column {
                Column::GoalProgress(number) => Some(number),
                _ => None,
            }),
            issues: numbered(|column| match column {
                Column::Issues => Some(0),
                Column::Issue(number) => Some(number),
                _ => None,
            }),
            learnings: header(Column::Learnings),
            actions: numbered(actions)
                .into_iter()
                .map(|(number, text)| (text, header(Column::ActionOn(number))))
                .collect(),
            next_meeting: header(Column::NextMeeting),
            new_goal: header(Column::NewGoal),
            rating: header(Column::Rating),
            attendee: header(Column::AttendeeRole),
        }
    }
}
