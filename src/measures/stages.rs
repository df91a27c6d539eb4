//! Stage progression: where a pair stands on its path.

use super::event::{Happened, event};
use super::registry::{Direction, Family, Kind, Measure};
use super::{AsOf, PairAt, Span, Value};
use crate::config::Rules;
use crate::programme::{Closure, Day, PairHistory, Phase, Programme, StageModel};
use crate::stats::quantile::Sample;
use rayon::prelude::*;

/// A pair's path up to the as-of date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StagesAt {
    /// Observations by date, then rank; rank from 1.
    pub observations: Vec<(Day, u8)>,
    /// For each rank from 1, the day on which it or a later one was first observed.
    pub reached_on: Vec<Option<Day>>,
    /// Held sessions without a recognised stage, where stages come from sessions.
    pub unstaged_sessions: u32,
    /// Whether the last stage was reached on an unknown day, which is no observation: there are
    /// end forms, all undated.
    pub undated_end: bool,
}

impl StagesAt {
    /// The furthest rank observed.
    #[must_use]
    pub fn furthest(&self) -> Option<u8> {
        self.observations.iter().map(|(_, rank)| *rank).max()
    }

    /// The stage of the last observation.
    #[must_use]
    pub fn current(&self) -> Option<u8> {
        self.observations.last().map(|(_, rank)| *rank)
    }

    /// First day of the unbroken run of observations in the current stage.
    #[must_use]
    pub fn current_since(&self) -> Option<Day> {
        let current = self.current()?;
        self.observations
            .iter()
            .rev()
            .take_while(|(_, rank)| *rank == current)
            .last()
            .map(|(day, _)| *day)
    }

    /// Moves between consecutive distinct observations, as ranks from and to.
    pub fn moves(&self) -> impl Iterator<Item = (u8, u8)> {
        self.observations
            .windows(2)
            .map(|pair| (pair[0].1, pair[1].1))
            .filter(|(from, to)| from != to)
    }

    /// Ranks below the furthest that were never observed.
    fn skipped(&self) -> Option<usize> {
        let furthest = self.furthest()?;
        let seen = |rank: &u8| {
            self.observations
                .iter()
                .any(|(_, observed)| observed == rank)
        };
        Some((1..furthest).filter(|rank| !seen(rank)).count())
    }

    /// The day on which a rank or a later one was first observed.
    #[must_use]
    pub fn reached(&self, rank: u8) -> Option<Day> {
        self.reached_on
            .get(usize::from(rank).checked_sub(1)?)
            .copied()
            .flatten()
    }
}

/// The path of a pair: from the stages of held sessions, or derived from its records in the
/// model of the meetings themselves.
pub(super) fn stages_at(pair: &PairAt<'_>) -> StagesAt {
    if !pair.history.has_session_records() {
        return StagesAt::default();
    }
    let derived = pair.as_of.stages_derived;
    let observations = if derived {
        derived_observations(pair)
    } else {
        recorded_observations(pair)
    };
    let ranks = 1..=pair.as_of.model.stages.len();
    let first = |rank: usize| {
        observations
            .iter()
            .find(|(_, seen)| usize::from(*seen) >= rank)
            .map(|(day, _)| *day)
    };
    StagesAt {
        reached_on: ranks.map(first).collect(),
        unstaged_sessions: if derived { 0 } else { unstaged(pair) },
        undated_end: derived && undated_end(pair),
        observations,
    }
}

fn undated_end(pair: &PairAt<'_>) -> bool {
    let mut end_forms = pair
        .forms
        .iter()
        .filter(|form| form.phase == Phase::End)
        .peekable();
    end_forms.peek().is_some() && end_forms.all(|form| form.date.is_none())
}

fn unstaged(pair: &PairAt<'_>) -> u32 {
    u32::try_from(
        pair.held()
            .filter(|meeting| meeting.stage.is_none())
            .count(),
    )
    .unwrap_or(u32::MAX)
}

fn recorded_observations(pair: &PairAt<'_>) -> Vec<(Day, u8)> {
    let mut observed = Vec::with_capacity(pair.meetings.len());
    observed.extend(
        pair.held()
            .filter_map(|meeting| Some((meeting.date, meeting.stage?))),
    );
    observed.sort_unstable();
    observed
}

/// Start → preparation, first held date → first meeting, second → subsequent meetings, end as
/// planned → final meeting, first end form → evaluation; none dated before one of lower rank.
fn derived_observations(pair: &PairAt<'_>) -> Vec<(Day, u8)> {
    let planned_end = pair
        .ending
        .filter(|ending| ending.how == Closure::AsPlanned)
        .map(|ending| ending.on);
    let end_form = pair
        .forms
        .iter()
        .filter(|form| form.phase == Phase::End)
        .filter_map(|form| form.date)
        .min();
    let dates = [
        pair.started_on,
        pair.held_dates.first().copied(),
        pair.held_dates.get(1).copied(),
        planned_end,
        end_form,
    ];
    let mut latest = Day(i32::MIN);
    let in_order = |(rank, date): (u8, Option<Day>)| {
        latest = latest.max(date?);
        Some((latest, rank))
    };
    (1..).zip(dates).filter_map(in_order).collect()
}

/// How long pairs of the programme usually stay in each stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageNorms {
    /// For each rank from 1, days beyond which a pair counts as stuck, where known.
    pub stuck_after: Vec<Option<f64>>,
}

impl StageNorms {
    /// The norms as of a date: the days that the model expects, else the upper quartile of the
    /// completed dwell times of the stage where there are enough of them.
    #[must_use]
    pub fn collect(programme: &Programme, rules: &Rules, date: Day) -> Self {
        let none = Self::default();
        let as_of = AsOf::new(programme, rules, &none, date);
        let dwell = completed_dwell_times(programme, as_of);
        let stages = programme.stage_model.stages.iter().enumerate();
        let stuck_after = stages.map(|(index, stage)| {
            let times = dwell
                .get(index)
                .filter(|times| times.len() >= rules.support.dwell_times);
            stage
                .expected_days
                .map(f64::from)
                .or_else(|| Sample::new(times?.iter().copied()).quantile(0.75))
        });
        Self {
            stuck_after: stuck_after.collect(),
        }
    }
}

fn completed_dwell_times(programme: &Programme, as_of: AsOf<'_>) -> Vec<Vec<f64>> {
    let of_pair = |history: PairHistory<'_>| {
        let stages = PairAt::with_facts(history, as_of)
            .map(|pair| pair.stages)
            .unwrap_or_default();
        dwell_times(&stages, &programme.stage_model)
    };
    let mut times: Vec<(usize, i32)> = programme
        .par_partitions()
        .flat_map_iter(|partition| partition.histories(programme).flat_map(of_pair))
        .collect();
    times.sort_unstable();
    let mut by_stage = vec![Vec::new(); programme.stage_model.stages.len()];
    for (index, days) in times {
        by_stage[index].push(f64::from(days));
    }
    by_stage
}

/// Completed dwell times of a pair as index of the stage and days: from first reaching it to
/// first reaching beyond it.
#[must_use]
pub fn dwell_times(stages: &StagesAt, model: &StageModel) -> Vec<(usize, i32)> {
    let reached = |index: usize| stages.reached_on.get(index).copied().flatten();
    let completed = |index: usize| Some((index, reached(index + 1)?.since(reached(index)?)));
    (0..model.stages.len()).filter_map(completed).collect()
}

/// The measures of the family, in the order of tables.
pub(super) fn measures(model: &StageModel) -> Vec<Measure> {
    let quantity = |id, title, definition, compute: fn(&PairAt<'_>, &Span) -> Value| {
        Measure::new(
            id,
            title,
            definition,
            Kind::Quantity,
            Family::Stages,
            compute,
        )
    };
    let mut measures = vec![
        quantity(
            "stage_rank",
            "Furthest stage",
            "Rank of the furthest stage recorded in a held session, from 1.",
            |pair, _| Value::quantity(pair.stages.furthest().map(f64::from)),
        )
        .unit("stages")
        .between(1.0, model.stages.len() as f64)
        .better(Direction::Higher),
        Measure::new(
            "current_stage",
            "Current stage",
            "Stage of the last held session with a stage.",
            Kind::Label,
            Family::Stages,
            |pair, _| current_stage(pair).map_or(Value::Null, Value::Label),
        ),
        quantity(
            "days_in_stage",
            "Days in the current stage",
            "Days from the first session of the unbroken run in the current stage to the as-of date; open pairs only.",
            |pair, _| Value::quantity(days_in_stage(pair).map(f64::from)),
        )
        .unit("days"),
        quantity(
            "stage_returns",
            "Returns to an earlier stage",
            "Number of moves to an earlier stage between consecutive sessions with a stage.",
            |pair, _| Value::quantity(returns(&pair.stages)),
        )
        .unit("moves"),
        quantity(
            "stages_skipped",
            "Stages skipped",
            "Number of stages before the furthest that no session records.",
            |pair, _| Value::quantity(pair.stages.skipped().map(|count| count as f64)),
        )
        .unit("stages"),
    ];
    measures.extend(
        (2u8..)
            .zip(model.stages.iter().skip(1))
            .map(|(rank, stage)| to_stage(rank, &stage.key, &stage.title)),
    );
    measures.push(
        Measure::new(
            "final_stage_reached",
            "Final stage reached",
            "Whether a pair that has ended had reached the last stage of the model; only pairs with a recorded stage.",
            Kind::Flag,
            Family::Stages,
            |pair, _| final_stage_reached(pair),
        )
        .unit("ended pairs")
        .better(Direction::Higher),
    );
    measures
}

fn to_stage(rank: u8, key: &str, title: &str) -> Measure {
    Measure::new(
        &format!("to_stage_{key}"),
        &format!("Time to stage “{title}”"),
        &format!(
            "Days from the start to the first session in the stage “{title}” or a later one; a pair that ended before \
             can no longer reach it."
        ),
        Kind::Event,
        Family::Stages,
        move |pair, _| reaching(pair, rank),
    )
    .unit("days")
    .better(Direction::Lower)
}

fn reaching(pair: &PairAt<'_>, rank: u8) -> Value {
    if !pair.history.has_session_records() {
        return Value::Null;
    }
    let happened = match pair.stages.reached(rank) {
        None if pair.stages.undated_end => Happened::Undated,
        reached => reached.into(),
    };
    event(pair, &happened)
}

fn current_stage(pair: &PairAt<'_>) -> Option<String> {
    pair.as_of
        .model
        .stage(pair.stages.current()?)
        .map(|stage| stage.key.clone())
}

/// Days since the current unbroken run began; open pairs only.
pub(super) fn days_in_stage(pair: &PairAt<'_>) -> Option<i32> {
    let since = pair.stages.current_since().filter(|_| pair.is_open())?;
    Some(pair.observed_to.since(since).max(0))
}

fn returns(stages: &StagesAt) -> Option<f64> {
    stages.furthest()?;
    Some(stages.moves().filter(|(from, to)| to < from).count() as f64)
}

fn final_stage_reached(pair: &PairAt<'_>) -> Value {
    let furthest = pair.stages.furthest().filter(|_| !pair.is_open());
    Value::flag(furthest.map(|rank| usize::from(rank) == pair.as_of.model.stages.len()))
}
