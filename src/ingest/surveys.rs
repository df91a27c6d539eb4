//! Surveys whose headers are those of records of meetings: `What did you learn this year?` is asked
//! of a year as of a meeting. What only forms ask decides nothing then; such files are asked about.

use super::columns::{self, Column, TableMapping, is_called_a_survey, is_called_meetings, name_of};
use super::doubt::{Sample, is_sent};
use crate::programme::{Phase, Respondent, Table};
use crate::values::answers::{self, PhaseInName, phase_in_name};

/// Why what is taken for meetings may be forms.
pub(super) struct Evidence {
    /// The header of the day.
    pub day: String,
    /// The headers that meetings and forms have.
    pub shared: Vec<String>,
    /// The header under which stands who filled them in; otherwise the file is called as forms are.
    pub role: Option<String>,
}

/// Questions of a record of a meeting that a survey may ask, too; whoever is asked more of them
/// tells of a meeting.
const MOST_SHARED: usize = 2;

/// Looks whether what is taken for meetings has nothing that surveys do not have, and is called as
/// they are or filled in by the mentor or the mentee.
pub(super) fn evidence(
    meetings: &TableMapping,
    name: &str,
    sample: &Sample<'_>,
) -> Option<Evidence> {
    let day = meetings.header_of(Column::Date)?;
    let shared = shared_with_forms(meetings)?;
    let is_of_forms = columns::meanings(&sample.names[day], Table::Evaluations);
    if !is_of_forms.contains(&Column::Date) || is_called_meetings(name) {
        return None;
    }
    let headers = 0..sample.titles.len();
    let mut free = headers.filter(|header| meetings.column_of(*header).is_none());
    // Of a log that only the mentors keep, somebody fills in every row, too.
    let role = free.find(|header| holds_roles(sample, *header) && holds_both(sample, *header));
    let is_later = || {
        let phase = phase_in_name(name);
        let is_phase = matches!(phase, PhaseInName::One(Phase::Mid | Phase::End));
        is_phase && is_sent(sample.titles, sample.names, day)
    };
    (role.is_some() || is_called_a_survey(name) || is_later()).then(|| Evidence {
        day: name_of(sample.titles, day),
        shared: shared
            .into_iter()
            .map(|header| name_of(sample.titles, header))
            .collect(),
        role: role.map(|role| name_of(sample.titles, role)),
    })
}

/// The headers of a few questions that forms ask, too, where there is nothing else that only
/// meetings have.
fn shared_with_forms(meetings: &TableMapping) -> Option<Vec<usize>> {
    if meetings.table != Table::Sessions {
        return None;
    }
    let is_shared = |column: Column| {
        matches!(
            column,
            Column::Issues
                | Column::Issue(_)
                | Column::Solutions
                | Column::Solution(_)
                | Column::Learnings
                | Column::Actions
                | Column::Action(_)
                | Column::Progress
                | Column::ProgressNotes
                | Column::NewGoal
                | Column::Rating
        )
    };
    let columns = || meetings.columns.iter();
    let is_telling = |column: Column| {
        column == Column::AttendeeRole || column.is_of_meeting() && !is_shared(column)
    };
    if columns().any(|(_, column)| is_telling(*column)) {
        return None;
    }
    let shared = columns().filter(|(_, column)| is_shared(*column));
    let shared: Vec<usize> = shared.map(|(header, _)| *header).collect();
    (1..=MOST_SHARED).contains(&shared.len()).then_some(shared)
}

fn holds_both(sample: &Sample<'_>, header: usize) -> bool {
    [Respondent::Mentor, Respondent::Mentee]
        .into_iter()
        .all(|who| {
            sample
                .cells(header)
                .any(|cell| answers::respondent(cell) == Some(who))
        })
}

/// Whether the cells below a header are the mentor and the mentee, and nothing else.
pub(super) fn holds_roles(sample: &Sample<'_>, header: usize) -> bool {
    let is_role = |cell: &str| {
        let who = answers::respondent(cell);
        matches!(who, Some(Respondent::Mentor | Respondent::Mentee))
    };
    sample.cells(header).next().is_some() && sample.cells(header).all(is_role)
}
