//! Forms with a day for each phase in one row: `Mid-term evaluation on`, `Final evaluation on`. The
//! answers of the row are those of the latest phase that has a day.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column, is_called_a_form};
use crate::programme::{Phase, Table, display_text};
use crate::values::answers::{PhaseInName, phase, phase_in_name};
use crate::values::dates::{self, DateCell};

/// Makes the day and the phase of the form of such columns.
pub(super) fn find(draft: &mut Draft) {
    name_phase(draft);
    let mut days: Vec<(Phase, usize)> = (0..draft.headers.len())
        .filter_map(|at| Some((phase_of(draft, at)?, at)))
        .collect();
    days.sort_unstable_by_key(|(phase, _)| *phase);
    let is_several = days.windows(2).all(|two| two[0].0 != two[1].0) && days.len() > 1;
    if !is_several || !is_form(draft) {
        return;
    }
    days.reverse();
    let columns: Vec<usize> = days.iter().map(|(_, at)| *at).collect();
    let titles: Vec<String> = columns
        .iter()
        .map(|at| format!("`{}`", display_text(&draft.headers[*at])))
        .collect();
    draft.notes.push(format!(
        "the answers of a row are those of the latest form of which a day stands in {}",
        titles.join(", ")
    ));
    let title: Vec<&str> = columns.iter().map(|at| draft.headers[*at].trim()).collect();
    let title = title.join(" / ");
    for at in &columns {
        draft.hide(*at);
    }
    let day = draft.make(&title, Making::First(columns));
    "date".clone_into(&mut draft.names[day]);
    let named = days
        .into_iter()
        .map(|(phase, at)| (at, name(phase).to_owned()));
    draft.make("phase", Making::NameOfFirst(named.collect()));
}

/// `Survey round`, with phases below it, is no cohort.
fn name_phase(draft: &mut Draft) {
    let is_of_pair = |name: &str| {
        let first = columns::meaning(name, Table::Evaluations);
        matches!(
            first,
            Some(Column::Cohort | Column::Site | Column::MentoringType)
        )
    };
    let is_phases = |at: &usize| {
        let phases: Option<Vec<Phase>> = draft.cells(*at).map(phase).collect();
        let mut phases = phases.unwrap_or_default();
        phases.sort_unstable();
        phases.dedup();
        phases.len() > 1 || !phases.is_empty() && is_called_a_form(&draft.headers[*at])
    };
    let columns = 0..draft.headers.len();
    let mut found = columns.filter(|at| is_of_pair(&draft.names[*at]) && is_phases(at));
    let (Some(at), None) = (found.next(), found.next()) else {
        return;
    };
    if is_form(draft) {
        "phase".clone_into(&mut draft.names[at]);
    }
}

const fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Baseline => "baseline",
        Phase::Mid => "mid",
        Phase::End | Phase::Blank => "end",
    }
}

/// The phase of whose form a column has the days.
fn phase_of(draft: &Draft, at: usize) -> Option<Phase> {
    let header = &draft.headers[at];
    let PhaseInName::One(phase) = phase_in_name(header) else {
        return None;
    };
    let is_day = |cell: &str| !matches!(dates::parse(cell), DateCell::Bad | DateCell::Blank);
    let mut cells = draft.cells(at).peekable();
    let holds_days = cells.peek().is_some() && cells.all(is_day);
    (holds_days && !draft.names[at].is_empty() && is_called_a_form(header)).then_some(phase)
}

/// Whether the file is one of forms, of which no column says the phase.
fn is_form(draft: &Draft) -> bool {
    let has = |is: fn(Column) -> bool| {
        let mut names = draft.names.iter();
        names.any(|name| {
            let meanings = columns::meanings(name, Table::Evaluations);
            meanings.first().is_some_and(|column| is(*column))
        })
    };
    !has(|column| column == Column::Phase)
        && has(|column| {
            matches!(
                column,
                Column::GoalsAchieved
                    | Column::GoalAchieved(_)
                    | Column::NewGoals
                    | Column::Partnership
            )
        })
}
