//! Forms that only say which goals a pair has set: who, when, and the texts of numbered goals.
//!
//! Nothing in them is an answer, so that they are rows of the list of goals, one for each number,
//! set on the day of the form. Read as evaluations they would say on the day of the first meeting
//! that no goal was attained.

use super::assign::Assignment;
use super::choice::Candidate;
use super::file::File;
use super::file_names::is_called_a_list_of_goals;
use super::headers::Header;
use super::mapped::{mapped, of};
use super::synonyms::Claim;
use super::{Column, Part, Recognition, meaning};
use crate::programme::{Phase, Table};
use crate::values::answers::{PhaseInName, phase_in_name};

/// A form that defines goals.
pub(super) struct Definition {
    /// The columns of each goal, with the day.
    pub parts: Vec<Part>,
    /// Headers that say no more than these.
    taken: Vec<usize>,
}

impl Definition {
    /// Looks whether a file is one, by its headers and what it is called.
    pub fn of(file: &File<'_>, parts: &[Part], file_name: &str) -> Option<Self> {
        let goals = parts.iter().filter(|part| is_of_goals(part));
        let mut goals: Vec<Part> = goals.cloned().collect();
        let is_later = matches!(
            phase_in_name(file_name),
            PhaseInName::One(Phase::Mid | Phase::End)
        );
        if goals.is_empty() || is_later {
            return None;
        }
        let candidates = file.candidates(file_name);
        if is_list(&candidates, &goals, file_name) {
            let [.., day] = days(&candidates);
            let of_all = day.filter(|day| !goals.iter().any(|goal| has(goal, *day)));
            return Some(Self::list(goals, parts, of_all));
        }
        let of_table = |table| of(&candidates, table).map(|one| &one.assignment);
        let (form, meeting) = (of_table(Table::Evaluations)?, of_table(Table::Sessions)?);
        if is_dated_as_evaluation(&candidates) {
            return None;
        }
        let day = days(&candidates).into_iter().flatten().next();
        let texts = headers(form, |column| matches!(column, Column::GoalText(_)));
        let in_part = |text: &usize| goals.iter().any(|goal| has(goal, *text));
        let defines = texts.iter().all(in_part)
            && names_pair(meeting)
            && !asks(form)
            && headers(meeting, Column::is_of_meeting).is_empty()
            && headers(of_table(Table::Pairs)?, super::is_day_of_pair).is_empty();
        if texts.is_empty() || !defines {
            return None;
        }
        set_on(&mut goals, day);
        let others = parts.iter().filter(|part| !is_of_goals(part)).cloned();
        let needs = !headers(form, is_of_needs).is_empty();
        let day = day.filter(|_| !needs);
        Some(Self {
            parts: goals.into_iter().chain(others).collect(),
            taken: texts.into_iter().chain(day).collect(),
        })
    }

    /// A list of goals with columns for each number: it has statuses and days of each, and no others
    /// but perhaps the day on which all were set.
    fn list(mut goals: Vec<Part>, parts: &[Part], day: Option<usize>) -> Self {
        set_on(&mut goals, day);
        let columns = goals.iter().flat_map(|goal| &goal.columns);
        let taken = columns.map(|(at, _)| *at).collect();
        let others = parts.iter().filter(|part| !is_of_goals(part)).cloned();
        Self {
            parts: goals.into_iter().chain(others).collect(),
            taken,
        }
    }

    /// What else the form is: one of the needs, or nothing.
    pub fn rest(&self, file: &File<'_>, file_name: &str) -> Recognition {
        let mut headers = Vec::new();
        for (at, header) in file.headers.iter().enumerate() {
            let is_taken = self.taken.contains(&at);
            headers.push(Header::new(if is_taken { "" } else { &header.text }));
        }
        let rest = File {
            headers,
            places: file.places.clone(),
            ..*file
        };
        let candidates = rest.candidates(file_name);
        let form = of(&candidates, Table::Evaluations);
        let asks = form.is_some_and(|form| !headers_of_needs(form).is_empty());
        mapped(&candidates, if asks { &[Table::Evaluations] } else { &[] })
    }
}

/// Whether a file says nothing but what a list of goals says, under numbers: it is called so, or its
/// goals have days.
fn is_list(candidates: &[Candidate], goals: &[Part], file_name: &str) -> bool {
    let in_goals = |at: &usize| goals.iter().any(|goal| has(goal, *at));
    let is_other =
        |(at, claim): (&usize, &Claim)| claim.own && !claim.column.is_identity() && !in_goals(at);
    let says_more = |table| {
        let one = of(candidates, table);
        one.is_some_and(|one| one.assignment.columns.iter().any(is_other))
    };
    let is_named = is_called_a_list_of_goals(file_name);
    let days = [Column::SetOn, Column::DueOn, Column::AttainedOn].map(|day| day.to_string());
    let mut columns = goals.iter().flat_map(|goal| &goal.columns);
    let is_dated = columns.any(|(_, name)| days.contains(name));
    (is_named || is_dated)
        && of(candidates, Table::Sessions).is_some_and(|one| names_pair(&one.assignment))
        && ![Table::Evaluations, Table::Sessions]
            .into_iter()
            .any(says_more)
        && !has_days_of_pair(candidates)
}

fn has_days_of_pair(candidates: &[Candidate]) -> bool {
    let register = of(candidates, Table::Pairs);
    register.is_some_and(|one| !headers(&one.assignment, super::is_day_of_pair).is_empty())
}

/// Our own name of the column, which no other header has a better right to.
const SET_ON: &str = "set_on";

/// Makes rows of their own of the goals, set on a day of the form where they have none themselves.
fn set_on(goals: &mut [Part], day: Option<usize>) {
    for goal in goals {
        goal.beside = None;
        let day = day.filter(|_| !is_dated(goal));
        goal.columns.extend(day.map(|day| (day, SET_ON.to_owned())));
    }
}

fn is_of_goals(part: &Part) -> bool {
    part.table == Some(Table::Goals) && part.beside == Some(Table::Pairs)
}

fn has(part: &Part, header: usize) -> bool {
    part.columns.iter().any(|(column, _)| *column == header)
}

/// The headers of a table's own columns of a kind.
fn headers(assignment: &Assignment, is: impl Fn(Column) -> bool) -> Vec<usize> {
    let columns = assignment.columns.iter();
    let own = columns.filter(|(_, claim)| claim.own && is(claim.column));
    own.map(|(at, _)| *at).collect()
}

fn headers_of_needs(form: &Candidate) -> Vec<usize> {
    headers(&form.assignment, is_of_needs)
}

/// Whether a column is of the needs that a pair begins with.
pub(super) fn is_of_needs(column: Column) -> bool {
    matches!(
        column,
        Column::Needs | Column::Interests | Column::Issues | Column::Targets
    )
}

/// Whether a form asks what only an evaluation asks, or when it is filled in.
fn asks(form: &Assignment) -> bool {
    let says_less = |column| {
        is_of_needs(column)
            || matches!(
                column,
                Column::GoalText(_) | Column::Date | Column::Respondent
            )
    };
    !headers(form, |column| !says_less(column)).is_empty()
}

fn names_pair(meeting: &Assignment) -> bool {
    let has = |wanted: [Column; 2]| {
        let mut claims = meeting.columns.values();
        claims.any(|claim| wanted.contains(&claim.column))
    };
    has([Column::PairId; 2])
        || has([Column::Mentor, Column::MentorEmail]) && has([Column::Mentee, Column::MenteeEmail])
}

/// Whether the day of the form is that of an evaluation by its header: `Evaluation date`.
fn is_dated_as_evaluation(candidates: &[Candidate]) -> bool {
    let [form, meeting, goal] = days(candidates);
    form.is_some() && form != meeting && form != goal
}

/// Where the day stands if the file is one of forms, of meetings, and of goals.
fn days(candidates: &[Candidate]) -> [Option<usize>; 3] {
    let columns = [
        (Table::Evaluations, Column::Date),
        (Table::Sessions, Column::Date),
        (Table::Goals, Column::SetOn),
    ];
    columns.map(|(table, column)| {
        let assignment = &of(candidates, table)?.assignment;
        let found = headers(assignment, |found| found == column);
        found.first().copied()
    })
}

/// Whether a part already has a day on which its goal was set.
fn is_dated(part: &Part) -> bool {
    let mut names = part.columns.iter();
    names.any(|(_, name)| meaning(name, Table::Goals) == Some(Column::SetOn))
}
