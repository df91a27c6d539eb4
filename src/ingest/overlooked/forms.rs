//! When a form was filled in, by whom and what it answers, under headers that are not known.

use super::{Overlooked, Said, doubt, lacks, read_as, speaks_of, unread_days};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::{Doubt, Sample};
use crate::programme::{Phase, Table, fold};
use crate::values::answers;

/// The phase: what a form of the start answers is no outcome. A column of phases, of which there
/// are several, can be nothing else.
pub(super) fn phase(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Evaluations, Column::Phase);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return;
    }
    let phases = said.unread(recognition, sample);
    let phases = phases.filter_map(|at| Some((at, all(sample, at, answers::phase)?)));
    // Forms of the end alone are read so without being told.
    let phases: Vec<_> = phases
        .filter(|(_, phases)| *phases != [Phase::End])
        .collect();
    match phases.as_slice() {
        [(header, several)] if several.len() > 1 => {
            let what = "the phase of each form, since every cell of it names one";
            read_as(what, wanted, (sample, *header), recognition, found);
        }
        phases => {
            let headers: Vec<usize> = phases.iter().map(|(header, _)| *header).collect();
            found.doubts.extend(doubt(wanted, &headers, sample, true));
        }
    }
}

/// Who answered: two people may have.
pub(super) fn respondent(
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Option<Doubt> {
    let wanted = (Table::Evaluations, Column::Respondent);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return None;
    }
    let is_role =
        |at: &usize| all(sample, *at, answers::respondent).is_some_and(|roles| roles.len() > 1);
    let headers: Vec<usize> = said.unread(recognition, sample).filter(is_role).collect();
    doubt(wanted, &headers, sample, false)
}

/// The day: of a form without one nothing counts before the last report.
pub(super) fn day(
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Option<Doubt> {
    let wanted = (Table::Evaluations, Column::Date);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return None;
    }
    let headers: Vec<usize> = unread_days(recognition, sample, said).collect();
    doubt(wanted, &headers, sample, false)
}

/// Words, as they begin, of goals.
const GOALS: [&str; 10] = [
    "goal",
    "objective",
    "target",
    "aim",
    "ziel",
    "objectif",
    "objetivo",
    "meta",
    "obiettiv",
    "doel",
];

/// Words, as they begin, of goals that are new.
const NEW: [&str; 12] = [
    "new",
    "further",
    "additional",
    "emerg",
    "neu",
    "nouve",
    "nuev",
    "novo",
    "nova",
    "nuov",
    "nieuw",
    "nya",
];

/// Words, as they begin, of what two organisations may do together.
const TOGETHER: [&str; 10] = [
    "partnership",
    "collaborat",
    "cooperat",
    "zusammenarbeit",
    "kooperation",
    "partenariat",
    "alianza",
    "colabora",
    "collabora",
    "samenwerk",
];

/// Words, as they begin, of questions for something else about goals or a partnership: why, who
/// helped, what was spoken of.
const ASIDE: [&str; 14] = [
    "why", "reason", "help", "support", "confiden", "discuss", "talk", "spoke", "clear", "useful",
    "set", "review", "prevent", "barrier",
];

/// Words, as they begin, of how the two of a pair work together.
const OF_THE_PAIR: [&str; 9] = [
    "good",
    "quality",
    "satisf",
    "enjoy",
    "mentor",
    "mentee",
    "session",
    "meeting",
    "relationship",
];

/// How questions begin for what somebody has, not for what became of it or came of it.
const HAVING: &str = "do you have";

/// The answers that figures rest on: what became of the goals, whether new ones arose, whether
/// there may be a partnership.
pub(super) fn answers_to(
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Vec<Doubt> {
    let is_about = |at: usize, words: &[&str]| {
        let title = &sample.titles[at];
        let is_aside = speaks_of(title, &ASIDE) || fold(title).starts_with(HAVING);
        speaks_of(title, words) && !is_aside && is_answer(sample, at)
    };
    let is_new = |at: usize| speaks_of(&sample.titles[at], &NEW);
    let is_answered = answers_goals(recognition);
    let goals = |at: usize| !is_answered && is_about(at, &GOALS) && !is_new(at);
    let new = |at: usize| is_about(at, &GOALS) && is_new(at);
    let together =
        |at: usize| is_about(at, &TOGETHER) && !speaks_of(&sample.titles[at], &OF_THE_PAIR);
    let asks = |column: Column, fits: &dyn Fn(usize) -> bool| {
        let wanted = (Table::Evaluations, column);
        let is_open = lacks(recognition, wanted.0, column) && !said.decides(column);
        let headers = said
            .unread(recognition, sample)
            .filter(|at| is_open && fits(*at));
        doubt(wanted, &headers.collect::<Vec<_>>(), sample, false)
    };
    let asked = [
        asks(Column::GoalsAchieved, &goals),
        asks(Column::NewGoals, &new),
        asks(Column::Partnership, &together),
    ];
    asked.into_iter().flatten().collect()
}

/// Whether a column says what became of goals.
fn answers_goals(recognition: &Recognition) -> bool {
    let mut columns = recognition.tables.iter().flat_map(|table| &table.columns);
    columns.any(|(_, column)| {
        matches!(
            column,
            Column::GoalsAchieved | Column::GoalAchieved(_) | Column::GoalLevel(_)
        )
    })
}

/// Whether every cell of a column answers a question with yes, no or partly.
fn is_answer(sample: &Sample<'_>, header: usize) -> bool {
    all(sample, header, answers::all_goals).is_some()
}

/// The different things that the cells of a column say, if every one of them says something.
fn all<T: PartialEq>(
    sample: &Sample<'_>,
    header: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let mut different = Vec::new();
    for cell in sample.cells(header) {
        let said = read(cell)?;
        if !different.contains(&said) {
            different.push(said);
        }
    }
    (!different.is_empty()).then_some(different)
}
