//! The course of a relationship: when it begins, rests and ends, and how it is likely to go.

use chrono::NaiveDate;

use super::calendar::{after, days_between, end_of_quiet_weeks, weekday};
use super::plan::{Behaviour, BehaviourMix, Cohort, SimulationPlan};
use super::records::Ending;
use super::rng::{Purpose, Rng};
use super::roster::{Seat, one_of};
use super::wording::{EARLY_REASONS, NOTICED_REASON, PLANNED_REASON, UNCLEAR_REASONS};

/// Mean length of a month, in days.
const MONTH: f64 = 30.4375;

/// A rest that the pair asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pause {
    pub(super) from: NaiveDate,
    /// First day back.
    pub(super) until: NaiveDate,
    /// Whether the register says when the pair will be back.
    pub(super) until_recorded: bool,
}

/// What the register says about the end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closure {
    pub(super) on: NaiveDate,
    pub(super) reason: Option<&'static str>,
}

/// The course of one pair, as it really is.
#[derive(Clone, Debug)]
pub(super) struct Life<'plan> {
    pub(super) plan: &'plan SimulationPlan,
    pub(super) seat: Seat<'plan>,
    pub(super) cohort: Option<&'plan Cohort>,
    pub(super) behaviour: Behaviour,
    pub(super) starts: NaiveDate,
    pub(super) planned_end: NaiveDate,
    pub(super) never_starts: bool,
    /// Days between meetings as agreed, at least 1.
    pub(super) agreed_gap: i64,
    /// Length of a meeting as agreed.
    pub(super) agreed_minutes: u32,
    pub(super) pause: Option<Pause>,
    pub(super) ending: Ending,
    /// The day on which it really stopped, if by the export.
    pub(super) stopped: Option<NaiveDate>,
    pub(super) closure: Option<Closure>,
    pub(super) attendance: f64,
    pub(super) hazard: f64,
    pub(super) attainment: f64,
    /// 1–5.
    pub(super) quality: f64,
}

impl<'plan> Life<'plan> {
    /// Draws the course of the pair in `seat`; `stretch` multiplies the agreed frequencies.
    pub(super) fn draw(plan: &'plan SimulationPlan, seat: Seat<'plan>, stretch: f64) -> Self {
        let rng = &mut Rng::stream(plan.seed, Purpose::Life, u64::from(seat.index));
        let mut life = Self::begin(plan, seat, stretch, rng);
        life.attainment = life.true_attainment();
        life.end(rng);
        life.pause = life.rest(rng);
        life
    }

    /// What is settled when the pair is matched.
    fn begin(plan: &'plan SimulationPlan, seat: Seat<'plan>, stretch: f64, rng: &mut Rng) -> Self {
        let cohort = one_of(&plan.cohorts, rng);
        let behaviour = behaviour(plan.behaviours, rng);
        let starts = start(plan, cohort, rng);
        let planned_end = after(starts, rng.weighted(&[(55, 365), (30, 270), (15, 180)]));
        let usual_gap = rng.weighted(&plan.agreed_gaps);
        let rounding =
            Rng::stream(plan.seed, Purpose::Rounding, u64::from(seat.index)).below(1_000);
        let agreed_gap = stretched(usual_gap, stretch, rounding);
        let hazard = plan.rates.early_closure_per_month * factors(cohort, &seat);
        Self {
            plan,
            cohort,
            behaviour,
            starts,
            planned_end,
            never_starts: rng.chance(plan.rates.never_starts),
            agreed_gap,
            pause: None,
            ending: Ending::Running,
            stopped: None,
            closure: None,
            attendance: (plan.rates.attendance + rng.pick(&[-0.16, -0.06, 0.0, 0.04, 0.08, 0.1]))
                .clamp(0.0, 1.0),
            hazard: hazard.clamp(0.0, 1.0),
            attainment: 0.0,
            quality: rng.pick(&[2.4, 3.0, 3.4, 3.7, 4.0, 4.2, 4.4, 4.7]),
            agreed_minutes: rng.weighted(&[(55, 60), (25, 90), (20, 45)]),
            seat,
        }
    }

    /// The pair's random numbers for one purpose.
    pub(super) fn stream(&self, purpose: Purpose) -> Rng {
        Rng::stream(self.plan.seed, purpose, u64::from(self.seat.index))
    }

    /// The last day on which the pair may have done anything.
    pub(super) fn last_day(&self) -> NaiveDate {
        self.stopped.unwrap_or(self.plan.as_of)
    }

    /// Whether the pair still goes on when the records are exported.
    pub(super) fn is_running(&self) -> bool {
        self.stopped.is_none()
    }

    /// Mean days between the meetings that the pair means to have.
    pub(super) fn intended_gap(&self) -> f64 {
        let factor = if self.behaviour == Behaviour::Irregular {
            1.25
        } else {
            1.0
        };
        self.agreed_gap as f64 * factor
    }

    /// `date`, or the first day after it on which the pair can meet: not at weekends, not while it
    /// rests and, if it is a seasonal one, not in the quiet weeks.
    pub(super) fn next_meeting_day(&self, date: NaiveDate) -> NaiveDate {
        let rested = match self.pause {
            Some(pause) if (pause.from..pause.until).contains(&date) => pause.until,
            _ => date,
        };
        match end_of_quiet_weeks(rested) {
            Some(reopening) if self.behaviour == Behaviour::Seasonal => weekday(reopening),
            _ => weekday(rested),
        }
    }

    fn true_attainment(&self) -> f64 {
        let rates = &self.plan.rates;
        let monthly_meetings = (MONTH / self.intended_gap()).min(4.0);
        let shift = self.cohort.map_or(0.0, |cohort| cohort.attainment_shift)
            + self
                .seat
                .mentor
                .site
                .map_or(0.0, |site| site.attainment_shift);
        let met = if self.never_starts {
            0.0
        } else {
            rates.attainment_per_monthly_meeting * monthly_meetings
        };
        (rates.attainment + met + shift + self.seat.mentor.effect).clamp(0.02, 0.98)
    }

    /// Decides when and how it ends, and what of that reaches the register.
    fn end(&mut self, rng: &mut Rng) {
        let natural = self.natural_end(rng);
        let early = self.early_stop(rng).filter(|&stop| stop < natural);
        let stop = early.unwrap_or(natural);
        if stop > self.plan.as_of {
            return;
        }
        self.stopped = Some(stop);
        self.ending = match early {
            // Nobody closes a pair that never met as completed; it is forgotten.
            None if self.never_starts => Ending::Faded,
            None => Ending::AsPlanned,
            Some(_) if rng.chance(self.plan.rates.fades_silently) => Ending::Faded,
            Some(_) => Ending::Early,
        };
        self.closure = self
            .recorded_closure(stop, rng)
            .or_else(|| self.noticed(stop));
    }

    /// As planned, or after carrying on for a while.
    fn natural_end(&self, rng: &mut Rng) -> NaiveDate {
        let carries_on = rng.chance(0.2);
        let extra = rng.between(10, 110);
        after(self.planned_end, if carries_on { extra } else { 0 })
    }

    /// Each month of life is survived with probability 1 − hazard; the day within the month is even.
    fn early_stop(&self, rng: &mut Rng) -> Option<NaiveDate> {
        let hazard = if self.never_starts { 0.12 } else { self.hazard };
        // No pair goes on for longer than a year and 110 days, which is 16 months.
        let month = (0..16).find(|_| rng.chance(hazard))?;
        let first = if self.never_starts { 45 } else { 5 };
        Some(after(self.starts, first + month * 30 + rng.between(0, 29)))
    }

    fn recorded_closure(&self, stop: NaiveDate, rng: &mut Rng) -> Option<Closure> {
        let delay = rng.between(0, 12);
        let reason = match self.ending {
            Ending::AsPlanned => PLANNED_REASON,
            _ => rng.weighted(&EARLY_REASONS),
        };
        let unclear = rng
            .chance(self.plan.rates.unclear_closure)
            .then(|| rng.pick(&UNCLEAR_REASONS));
        let silent = rng.chance(0.1);
        let reason = unclear.or((!silent).then_some(reason));
        let on = after(stop, delay);
        let reported = self.ending != Ending::Faded && on <= self.plan.as_of;
        reported.then_some(Closure { on, reason })
    }

    /// The office goes through its register and closes whom it has not heard of for long.
    fn noticed(&self, stop: NaiveDate) -> Option<Closure> {
        let rng = &mut self.stream(Purpose::Review);
        let is_noticed = rng.chance(self.plan.rates.noticed);
        let on = after(stop, rng.between(42, 119));
        let closes = is_noticed && self.ending == Ending::Faded && on <= self.plan.as_of;
        closes.then_some(Closure {
            on,
            reason: Some(NOTICED_REASON),
        })
    }

    /// A rest after the second month, for one to three months, if it begins while the pair goes on.
    fn rest(&self, rng: &mut Rng) -> Option<Pause> {
        let asked = rng.chance(self.plan.rates.pauses);
        let lasting = days_between(self.starts, self.last_day());
        let from = after(self.starts, rng.between(60, lasting.max(60)));
        let until = after(from, rng.between(30, 90));
        let until_recorded = rng.chance(0.7);
        let fits = asked && !self.never_starts && from < self.last_day();
        fits.then_some(Pause {
            from,
            until,
            until_recorded,
        })
    }
}

fn start(plan: &SimulationPlan, cohort: Option<&Cohort>, rng: &mut Rng) -> NaiveDate {
    let (opens, closes) = cohort.map_or((plan.from, plan.as_of), |cohort| {
        (cohort.opens, cohort.closes)
    });
    let late = rng.chance(plan.rates.late_joiner) && closes < plan.as_of;
    let (first, last) = if late {
        (closes, plan.as_of)
    } else {
        (opens, closes.min(plan.as_of))
    };
    after(first, rng.between(0, days_between(first, last)))
}

fn behaviour(mix: BehaviourMix, rng: &mut Rng) -> Behaviour {
    rng.weighted(&[
        (mix.regular, Behaviour::Regular),
        (mix.irregular, Behaviour::Irregular),
        (mix.seasonal, Behaviour::Seasonal),
        (mix.loosely_logged, Behaviour::LooselyLogged),
    ])
}

fn factors(cohort: Option<&Cohort>, seat: &Seat<'_>) -> f64 {
    cohort.map_or(1.0, |cohort| cohort.hazard_factor)
        * seat.mentor.site.map_or(1.0, |site| site.hazard_factor)
}

/// `days` × `stretch` as a whole number of days, at least 1.
///
/// Rounded up or down by `rounding`, a random number of thousandths, so that the mean over many
/// pairs keeps the fraction.
fn stretched(days: i64, stretch: f64, rounding: u32) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates; a product that is no number becomes 0 and then 1"
    )]
    let scaled = (days as f64 * stretch + f64::from(rounding) / 1_000.0) as i64;
    scaled.clamp(1, 3_650)
}
