//! Every goal of every pair, for `goals.csv`.

use super::cell::{Row, write_table};
use super::pass::Collector;
use super::roster::Member;
use crate::config::OutcomeSource;
use crate::measures::{GoalOutcome, PairAt};
use crate::programme::{Day, GoalOrigin, Respondent, Slim};
use std::io;

/// One goal of one pair on the as-of date.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalRow {
    rank: u32,
    /// Id of the pair.
    pub pair_id: Box<str>,
    /// Number, id, folded text, or `all`.
    pub goal: Box<str>,
    /// Its text as written.
    pub text: Option<Box<str>>,
    /// Initial, new, or not known.
    pub origin: Option<GoalOrigin>,
    /// Set date as recorded.
    pub set_on: Slim<Day>,
    /// Set date, else the first mention in a held session: what dates new goals.
    pub first_on: Slim<Day>,
    /// What became of it.
    pub outcome: GoalOutcome,
    /// The source that decided.
    pub outcome_source: Option<OutcomeSource>,
    /// Who decided, where a form did.
    pub respondent: Option<Respondent>,
    /// Day it was attained.
    pub attained_on: Slim<Day>,
    /// Last recorded progress, 0–100.
    pub progress: Slim<f64>,
    /// Goal Attainment Scaling level.
    pub level: Slim<f64>,
    /// Its weight.
    pub weight: Slim<f64>,
}

/// The columns of `goals.csv`.
const HEADER: [&str; 12] = [
    "pair_id",
    "goal",
    "text",
    "origin",
    "set_on",
    "outcome",
    "outcome_source",
    "respondent",
    "attained_on",
    "progress",
    "level",
    "weight",
];

/// The goals of the pairs of a partition.
#[derive(Debug, Default)]
pub(super) struct GoalRows(Vec<GoalRow>);

impl Collector for GoalRows {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.0.extend(pair.goals.iter().map(|goal| GoalRow {
            rank: member.rank,
            pair_id: pair.history.pair.id.as_str().into(),
            goal: goal.key.as_str().into(),
            text: goal.text.as_deref().map(Into::into),
            origin: goal.origin,
            set_on: goal.set_on.into(),
            first_on: goal.first_on.into(),
            outcome: goal.outcome,
            outcome_source: goal.source,
            respondent: goal.respondent,
            attained_on: goal.attained_on.into(),
            progress: goal.progress.into(),
            level: goal.level.into(),
            weight: goal.weight.into(),
        }));
    }
}

impl GoalRows {
    /// The goals of all partitions by pair; within a pair as they stand there.
    pub fn merged(parts: impl IntoIterator<Item = Self>) -> Vec<GoalRow> {
        let parts: Vec<Self> = parts.into_iter().collect();
        let mut rows = Vec::with_capacity(parts.iter().map(|part| part.0.len()).sum());
        rows.extend(parts.into_iter().flat_map(|part| part.0));
        rows.sort_by_key(|row| row.rank);
        rows
    }
}

/// Writes `goals.csv`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_goals(rows: &[GoalRow], out: impl io::Write) -> Result<(), csv::Error> {
    write_table(out, HEADER, rows.len(), |range, table| {
        rows[range]
            .iter()
            .try_for_each(|goal| table.row(|row| fill(row, goal)))
    })
}

fn fill(row: &mut Row, goal: &GoalRow) {
    row.text(Some(&goal.pair_id));
    row.text(Some(&goal.goal));
    row.text(goal.text.as_deref());
    row.key(goal.origin);
    row.day(goal.set_on.get());
    row.word(goal.outcome.name());
    row.key(goal.outcome_source);
    row.key(goal.respondent);
    row.day(goal.attained_on.get());
    row.number(goal.progress.get());
    row.number(goal.level.get());
    row.number(goal.weight.get());
}
