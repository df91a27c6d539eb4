//! What a pair sets out to do, how far it really gets, and what the register of goals says.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::calendar::{after, days_between};
use super::life::Life;
use super::records::{GoalRow, GoalStatus, Text};
use super::rng::{Purpose, Rng};
use super::wording::GOALS;

/// A goal as it really is.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    /// From 1.
    pub(super) number: u32,
    pub(super) text: Text,
    pub(super) kind: &'static str,
    pub(super) set: NaiveDate,
    pub(super) due: NaiveDate,
    /// It emerged after the first month.
    pub(super) is_new: bool,
    /// The day on which work at it comes to its end.
    reached: NaiveDate,
    /// How far it gets, 0–100; 100 is attained.
    final_progress: u32,
    /// Given up on the day of `reached`.
    dropped: bool,
    /// The register of goals knows it; else only session records and forms do.
    pub(super) registered: bool,
}

impl Goal {
    /// Where it really stands at the end of `date`, in a relationship that ended on `stopped` if at all.
    pub(super) fn standing(&self, date: NaiveDate, stopped: Option<NaiveDate>) -> GoalStatus {
        let last = stopped.map_or(date, |stop| stop.min(date));
        if self.reached <= last {
            return self.outcome();
        }
        let over = stopped.is_some_and(|stop| stop <= date) || self.due <= date;
        match self.progress(last) {
            _ if !over => GoalStatus::InProgress,
            50.. => GoalStatus::Partly,
            _ => GoalStatus::NotAttained,
        }
    }

    fn outcome(&self) -> GoalStatus {
        match self.final_progress {
            _ if self.dropped => GoalStatus::Dropped,
            100.. => GoalStatus::Attained,
            25.. => GoalStatus::Partly,
            _ => GoalStatus::NotAttained,
        }
    }

    /// Progress at the end of `date`, in steps of 5; 100 on the day of attainment and not before.
    pub(super) fn progress(&self, date: NaiveDate) -> u32 {
        if date >= self.reached {
            return self.final_progress;
        }
        let whole = days_between(self.set, self.reached).max(1);
        let done = days_between(self.set, date).clamp(0, whole);
        let percent = i64::from(self.final_progress) * done / whole;
        u32::try_from(percent / 5 * 5).unwrap_or(0).min(95)
    }

    /// The day on which it was attained, if by `date`.
    pub(super) fn attained_by(
        &self,
        date: NaiveDate,
        stopped: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        (self.standing(date, stopped) == GoalStatus::Attained).then_some(self.reached)
    }
}

/// The goals that the pair has set by the day of the export, in the order of their numbers.
pub(super) fn draw(life: &Life<'_>, first_meeting: Option<NaiveDate>) -> Vec<Goal> {
    let rng = &mut life.stream(Purpose::Goals);
    let wishes = rng.weighted(&[(4, 0_i64), (8, 1), (30, 2), (34, 3), (16, 4), (8, 5)]);
    let Some(first_meeting) = first_meeting else {
        return Vec::new();
    };
    let first_text = rng.between(0, 31);
    let mut dates: Vec<_> = (0..wishes)
        .map(|_| (goal_setting(first_meeting, rng), false))
        .collect();
    if wishes > 0 {
        dates.extend(
            emerging(life, first_meeting, rng)
                .into_iter()
                .map(|set| (set, true)),
        );
    }
    dates.retain(|&(set, _)| set <= life.last_day());
    let numbered = dates.into_iter().zip(1_u32..);
    numbered
        .map(|((set, is_new), number)| goal(life, number, first_text, set, is_new, rng))
        .collect()
}

/// Mostly at the first meeting, sometimes within the four weeks after it.
fn goal_setting(first_meeting: NaiveDate, rng: &mut Rng) -> NaiveDate {
    after(
        first_meeting,
        rng.weighted(&[(70, 0), (15, 7), (10, 14), (5, 25)]),
    )
}

/// The days on which new goals emerge: from five weeks after the first goals, month by month.
fn emerging(life: &Life<'_>, first_meeting: NaiveDate, rng: &mut Rng) -> Vec<NaiveDate> {
    let first = after(first_meeting, 56);
    let months = days_between(first, life.last_day()).max(0) / 30;
    let emerges: Vec<_> = (0..months)
        .filter(|_| rng.chance(life.plan.rates.new_goal_per_month))
        .collect();
    emerges
        .into_iter()
        .map(|month| after(first, month * 30 + rng.between(0, 29)))
        .collect()
}

fn goal(
    life: &Life<'_>,
    number: u32,
    first_text: i64,
    set: NaiveDate,
    is_new: bool,
    rng: &mut Rng,
) -> Goal {
    let (kind, text) = text(first_text + i64::from(number) * 7);
    let left = days_between(set, life.planned_end).max(60);
    let due = after(set, left * rng.pick(&[50, 70, 85, 100]) / 100);
    let attained = rng.chance(life.attainment);
    let dropped = !attained && rng.chance(0.15);
    let worked = days_between(set, due) * rng.between(40, if attained { 105 } else { 95 }) / 100;
    let short = rng.weighted(&[(25, 10), (15, 20), (25, 40), (20, 60), (15, 80)]);
    Goal {
        number,
        text,
        kind,
        set,
        due,
        is_new,
        reached: after(set, worked.max(14)),
        final_progress: if attained { 100 } else { short },
        dropped,
        registered: !is_new || rng.chance(0.7),
    }
}

/// The texts of one pair are seven apart in the list, so that none comes twice before the 33rd goal.
fn text(place: i64) -> (&'static str, Text) {
    let index = usize::try_from(place).unwrap_or(0) % GOALS.len();
    let (kind, text) = GOALS[index];
    (kind, Cow::Borrowed(text))
}

/// What the register of goals says about them.
pub(super) fn register(life: &Life<'_>, goals: &[Goal]) -> Vec<GoalRow> {
    let rng = &mut life.stream(Purpose::GoalRegister);
    let scaled = rng.chance(0.4);
    goals
        .iter()
        .filter(|goal| goal.registered)
        .map(|goal| registered(life, goal, scaled, rng))
        .collect()
}

fn registered(life: &Life<'_>, goal: &Goal, scaled: bool, rng: &mut Rng) -> GoalRow {
    let undated = life.plan.rates.undated;
    let standing = goal.standing(life.plan.as_of, life.stopped);
    let status = recorded_status(life, standing, rng);
    let attained = goal
        .attained_by(life.plan.as_of, life.stopped)
        .filter(|_| status == Some(GoalStatus::Attained));
    GoalRow {
        pair_id: life.seat.pair_id.clone(),
        goal: goal.number,
        text: goal.text.clone(),
        kind: goal.kind,
        set_on: Some(goal.set).filter(|_| !rng.chance(undated)),
        due_on: Some(goal.due).filter(|_| rng.chance(0.85)),
        status,
        attained_on: attained.filter(|_| !rng.chance(undated)),
        is_new: Some(goal.is_new).filter(|_| rng.chance(0.5)),
        level: level(standing, rng).filter(|_| scaled && life.closure.is_some()),
        weight: scaled.then(|| rng.weighted(&[(60, 1), (30, 2), (10, 3)])),
    }
}

/// The register lags: some goals that are settled still read "in progress" or nothing at all.
fn recorded_status(life: &Life<'_>, standing: GoalStatus, rng: &mut Rng) -> Option<GoalStatus> {
    let kept_up = rng.chance(
        if life.closure.is_some() || standing == GoalStatus::Attained {
            0.92
        } else {
            0.45
        },
    );
    match standing {
        GoalStatus::InProgress => Some(GoalStatus::InProgress),
        settled if kept_up => Some(settled),
        _ => rng.chance(0.7).then_some(GoalStatus::InProgress),
    }
}

/// Goal attainment scaling: 0 is what was expected, ±2 much more or less than that.
fn level(standing: GoalStatus, rng: &mut Rng) -> Option<i32> {
    match standing {
        GoalStatus::Attained => Some(rng.weighted(&[(60, 0), (30, 1), (10, 2)])),
        GoalStatus::Partly => Some(-1),
        GoalStatus::NotAttained => Some(-2),
        GoalStatus::Dropped | GoalStatus::InProgress => None,
    }
}
