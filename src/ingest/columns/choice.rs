//! Which of the tables that a file could be it is.

use super::assign::Assignment;
use super::lists::is_list_of_steps;
use super::synonyms::{Claim, Strength};
use super::tables::NO_PAIR;
use super::{Ambiguity, Column, Nearest, Weakness};
use crate::programme::Table;
use std::cmp::Reverse;

/// A file read as one table.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says another thing of the name of the file"
)]
pub(super) struct Candidate {
    pub table: Table,
    pub assignment: Assignment,
    pub score: u32,
    /// Whether its name names the table.
    pub named: bool,
    /// Whether a word of its name begins as the names of such tables do.
    pub is_called_a_list: bool,
    /// What it lacks of the table, in words.
    pub missing: Vec<&'static str>,
    /// Number of columns whose header no other table has.
    pub telling: usize,
    /// As sessions: how little speaks for meetings.
    pub weakness: Option<Weakness>,
    /// Whether the name of the file is one of logs of meetings and not of forms.
    pub is_called_a_log: bool,
    /// Whether it is one of forms: by what they are, when they are filled in, or by whom.
    pub is_called_a_form: bool,
}

impl Candidate {
    /// Number of columns that have our own names.
    fn canonical(&self) -> usize {
        let claims = self.assignment.columns.values();
        claims
            .filter(|claim| claim.strength == Strength::Canonical)
            .count()
    }

    /// Whether it lists actions of goals, each with a day that only actions have.
    fn is_plan_of_actions(&self) -> bool {
        let mut claims = self.assignment.columns.values();
        let of_goals = claims.any(|claim| claim.column == Column::Goal);
        self.table == Table::Actions && of_goals && self.telling > 0
    }

    /// Whether it says what goals are, or what became of them.
    fn tells_of_goals(&self) -> bool {
        let mut claims = self.assignment.columns.values();
        claims.any(|claim| matches!(claim.column, Column::Text | Column::Status | Column::Level))
    }

    fn has(&self, column: Column) -> bool {
        let mut claims = self.assignment.columns.values();
        claims.any(|claim| claim.column == column)
    }

    /// Whether it says whom it brings together, and since when.
    fn enrols(&self) -> bool {
        let all = [Column::Mentor, Column::Mentee, Column::StartedOn];
        all.into_iter().all(|column| self.has(column))
    }

    /// Whether it names one of the two, and nothing else is missing than the other one.
    fn lacks_the_other_one(&self) -> bool {
        let mut claims = self.assignment.columns.values();
        self.missing == [NO_PAIR] && claims.any(|claim| claim.column.is_identity())
    }

    /// Whether something in it only a meeting has.
    fn is_of_meetings(&self) -> bool {
        self.is_of_meetings_besides(None)
    }

    /// The same, whatever one of the headers is.
    fn is_of_meetings_besides(&self, header: Option<usize>) -> bool {
        let mut claims = self.assignment.columns.iter();
        claims.any(|(at, claim)| claim.own && claim.column.is_of_meeting() && Some(*at) != header)
    }

    /// Whether it has the lengths of meetings.
    fn has_lengths(&self) -> bool {
        let mut claims = self.assignment.columns.values();
        claims.any(|claim| {
            matches!(claim.column, Column::Minutes | Column::Hours)
                && claim.strength < Strength::Question
        })
    }

    /// Whether a column says who answers, or for which phase.
    fn says_who_or_when(&self) -> bool {
        let mut claims = self.assignment.columns.values();
        claims.any(|claim| matches!(claim.column, Column::Respondent | Column::Phase))
    }

    /// The header of the phase, where another one says who answers: rows of forms and nothing else.
    fn phase_of_answers(&self) -> Option<usize> {
        let of = |wanted| {
            let mut claims = self.assignment.columns.iter();
            let known =
                |claim: &Claim| claim.column == wanted && claim.strength < Strength::Question;
            claims.find(|(_, claim)| known(claim)).map(|(at, _)| *at)
        };
        let is_form = self.table == Table::Evaluations && of(Column::Respondent).is_some();
        of(Column::Phase).filter(|_| is_form)
    }
}

/// Headers of forms that make a file of sessions one of forms too.
const TELLING_OF_A_SECOND_TABLE: usize = 2;

/// What was chosen.
#[derive(Default)]
pub(super) struct Choice {
    pub tables: Vec<Table>,
    /// The tables that fit equally well, if there are several.
    pub tie: Option<Ambiguity>,
    /// How little speaks for what was taken for meetings.
    pub weakness: Option<Weakness>,
}

/// Whether a file that asks what forms ask is one of meetings all the same: two of three say so —
/// it is called so, it has their lengths, a pair has several rows — and nothing that it is one of
/// forms.
fn is_log_that_asks(sessions: &Candidate, forms: &Candidate, repeats_pairs: bool) -> bool {
    let (called, lengths) = (sessions.is_called_a_log, sessions.has_lengths());
    let is_told = called && lengths || repeats_pairs && (called || lengths);
    is_told && !sessions.is_called_a_form && !forms.says_who_or_when()
}

/// The tables that a file may be. What may be calls is never meetings where it fits the list of
/// contacts, and a plan of actions is none where nothing in it speaks of meetings.
fn fitting(candidates: &[Candidate], repeats_pairs: bool) -> Vec<&Candidate> {
    let fits = |one: &&Candidate| one.missing.is_empty();
    let mut fitting: Vec<&Candidate> = candidates.iter().filter(fits).collect();
    if fitting.iter().any(|one| one.table == Table::Contacts) {
        fitting.retain(|one| one.weakness != Some(Weakness::MayBeCalls));
    }
    if fitting.iter().any(|one| one.is_plan_of_actions()) {
        fitting.retain(|one| one.table != Table::Sessions || one.named || one.is_of_meetings());
    }
    // A list of tasks has the numbers of goals and days of its own, but neither texts nor states,
    // and the day on which a task is done ends no pair.
    let mut all = candidates.iter();
    if all.any(|one| one.table == Table::Actions && one.named) {
        fitting.retain(|one| match one.table {
            Table::Goals => one.named || one.tells_of_goals(),
            Table::Pairs => one.named,
            _ => true,
        });
    }
    // A goal or a task ends no pair either, and a register has one row for each.
    let is_list = |one: &Candidate| {
        let is_called_so =
            matches!(one.table, Table::Goals | Table::Actions) && one.is_called_a_list;
        is_called_so && (repeats_pairs || one.missing.is_empty() && one.has(Column::Text))
    };
    if candidates.iter().any(is_list) {
        let is_register = |one: &Candidate| one.named || !repeats_pairs && one.enrols();
        fitting.retain(|one| one.table != Table::Pairs || is_register(one));
    }
    if is_list_of_steps(&fitting) {
        fitting.retain(|one| one.table != Table::Sessions);
    }
    if let Some(phase) = candidates.iter().find_map(Candidate::phase_of_answers) {
        let is_log = |one: &Candidate| one.is_of_meetings_besides(Some(phase));
        fitting.retain(|one| one.table != Table::Sessions || is_log(one));
    }
    fitting
}

/// The table that fits best, and evaluations beside sessions where columns of both stand in one
/// file.
pub(super) fn choose(candidates: &[Candidate], repeats_pairs: bool) -> Choice {
    let fitting = fitting(candidates, repeats_pairs);
    let rank = |one: &&Candidate| (one.score, one.named, one.canonical());
    // The first of equals, in the order of the tables.
    let Some(best) = fitting.iter().min_by_key(|one| Reverse(rank(one))) else {
        return Choice::default();
    };
    if best.table == Table::Evaluations
        && let Some(sessions) = fitting.iter().find(|one| one.table == Table::Sessions)
        && is_log_that_asks(sessions, best, repeats_pairs)
    {
        // Whether the answers are of the meeting or of the pair is not known.
        return Choice {
            tables: vec![Table::Sessions],
            weakness: sessions.weakness,
            ..Choice::default()
        };
    }
    // Forms need not say whose they are; rows of meetings that name the mentee only are no forms.
    let is_rather = |one: &Candidate| one.lacks_the_other_one() && rank(&one) > rank(best);
    if best.table == Table::Evaluations && candidates.iter().any(is_rather) {
        return Choice::default();
    }
    let equals: Vec<Table> = fitting
        .iter()
        .filter(|one| rank(one) == rank(best))
        .map(|one| one.table)
        .collect();
    let mut chosen = vec![best.table];
    let second = match best.table {
        Table::Sessions => Some(Table::Evaluations),
        Table::Evaluations => Some(Table::Sessions),
        _ => None,
    };
    let is_second =
        |one: &&&Candidate| Some(one.table) == second && one.telling >= TELLING_OF_A_SECOND_TABLE;
    chosen.extend(fitting.iter().find(is_second).map(|one| one.table));
    Choice {
        tables: chosen,
        tie: (equals.len() > 1).then_some(Ambiguity::Table(equals)),
        weakness: best.weakness,
    }
}

/// The table that a file without any would most likely be, with what it lacks.
pub(super) fn nearest(candidates: &[Candidate]) -> Option<Nearest> {
    let lacking = candidates.iter().filter(|one| !one.missing.is_empty());
    let best =
        lacking.min_by_key(|one| Reverse((one.score, one.named, Reverse(one.missing.len()))))?;
    (best.named || best.score > 0).then(|| Nearest {
        table: best.table,
        missing: best.missing.clone(),
    })
}
