//! One pair from its match to its last record: every row about it, and the truth behind them.

use chrono::NaiveDate;

use super::calendar::after;
use super::goals::Goal;
use super::life::Life;
use super::meetings::Meeting;
use super::plan::SimulationPlan;
use super::records::{GoalStatus, PairRow, PairTruth, Simulated, Status};
use super::rng::{Purpose, Rng};
use super::roster::{Roster, Seat};
use super::wording::MENTORING_TYPES;
use super::{follow_up, forms, goals, meetings, sessions};

/// Everything about every pair of the programme, one pair at a time, in the order of their ids.
pub(super) fn courses(plan: &SimulationPlan) -> impl Iterator<Item = Simulated> {
    let stretch = stretch(plan);
    Roster::of(plan).map(move |seat| course(plan, seat, stretch))
}

fn course(plan: &SimulationPlan, seat: Seat<'_>, stretch: f64) -> Simulated {
    let life = Life::draw(plan, seat, stretch);
    let meetings = meetings::draw(&life);
    let first = meetings.iter().find(|meeting| meeting.took_place()).map(|meeting| meeting.date);
    let goals = goals::draw(&life, first);
    let sessions = sessions::draw(&life, &meetings, &goals);
    let evaluations = forms::draw(&life, &goals);
    Simulated {
        pairs: vec![register(&life, first)],
        actions: follow_up::actions(&life, &sessions, &goals),
        partnerships: follow_up::partnerships(&life, &evaluations),
        goals: goals::register(&life, &goals),
        truth: vec![truth(&life, &meetings, &goals)],
        sessions,
        evaluations,
    }
}

/// By how much agreed frequencies are stretched so that pairs have the session records asked for.
///
/// Records per pair go nearly as one over the gap; a few rounds over the first pairs settle the rest.
fn stretch(plan: &SimulationPlan) -> f64 {
    let Some(wanted) = plan.sessions_per_pair.filter(|&wanted| wanted > 0) else { return 1.0 };
    let pilot = SimulationPlan { pairs: plan.pairs.min(400), ..plan.clone() };
    let mut stretch = 1.0;
    for _ in 0..6 {
        let got = records_per_pair(&pilot, stretch);
        if got <= 0.0 {
            return stretch;
        }
        stretch = (stretch * got / f64::from(wanted)).clamp(0.001, 100.0);
    }
    stretch
}

fn records_per_pair(plan: &SimulationPlan, stretch: f64) -> f64 {
    let recorded = |seat| {
        let meetings = meetings::draw(&Life::draw(plan, seat, stretch));
        meetings.iter().filter(|meeting| meeting.recorded).count()
    };
    let total: usize = Roster::of(plan).map(recorded).sum();
    total as f64 / f64::from(plan.pairs.max(1))
}

/// The line of the register. What was agreed is drawn here because the register is where it stands.
fn register(life: &Life<'_>, first_meeting: Option<NaiveDate>) -> PairRow {
    let rng = &mut register_stream(life);
    let agreed_minutes = draw_minutes(rng);
    let seat = &life.seat;
    let closure = life.closure;
    PairRow {
        pair_id: seat.pair_id.clone(),
        mentor: seat.mentor.name.clone(),
        mentor_email: format!("mentor{}@mail.example", seat.mentor.number),
        mentee: seat.mentee.clone(),
        cohort: life.cohort.map_or_else(String::new, |cohort| cohort.name.clone()),
        site: seat.mentor.site.map_or_else(String::new, |site| site.name.clone()),
        mentoring_type: rng.weighted(&MENTORING_TYPES),
        started_on: life.starts,
        planned_end_on: Some(life.planned_end).filter(|_| rng.chance(0.97)),
        closed_on: closure.map(|closure| closure.on),
        closure_reason: closure.and_then(|closure| closure.reason),
        agreed_every: u32::try_from(life.agreed_gap).ok().filter(|_| rng.chance(0.92)),
        agreed_minutes: Some(agreed_minutes).filter(|_| rng.chance(0.9)),
        agreement_signed_on: first_meeting.filter(|_| rng.chance(0.8)).map(|met| after(met, rng.between(0, 9)).min(life.last_day())),
        paused_from: life.pause.map(|pause| pause.from),
        paused_until: life.pause.filter(|pause| pause.until_recorded).map(|pause| pause.until),
    }
}

fn register_stream(life: &Life<'_>) -> Rng {
    Rng::stream(life.plan.seed ^ 0xa9e5, Purpose::Life, u64::from(life.seat.index))
}

fn draw_minutes(rng: &mut Rng) -> u32 {
    rng.weighted(&[(55, 60), (25, 90), (20, 45)])
}

/// Length of a meeting as the pair agreed it, whether or not the register says so.
pub(super) fn agreed_minutes(life: &Life<'_>) -> u32 {
    draw_minutes(&mut register_stream(life))
}

fn truth(life: &Life<'_>, meetings: &[Meeting], goals: &[Goal]) -> PairTruth {
    let kept: Vec<_> = goals.iter().map(|goal| goal.standing(life.plan.as_of, life.stopped)).collect();
    PairTruth {
        pair_id: life.seat.pair_id.clone(),
        mentor_number: life.seat.mentor.number,
        behaviour: life.behaviour,
        never_starts: life.never_starts,
        ending: life.ending,
        stopped_on: life.stopped,
        intended_gap_days: life.intended_gap(),
        attendance: life.attendance,
        early_closure_per_month: life.hazard,
        attainment: life.attainment,
        mentor_effect: life.seat.mentor.effect,
        quality: life.quality,
        meetings_held: count(meetings, |meeting| meeting.status == Status::Held),
        meetings_recorded: count(meetings, |meeting| meeting.status == Status::Held && meeting.recorded),
        goals_set: count(&kept, |&standing| standing != GoalStatus::Dropped),
        goals_attained: count(&kept, |&standing| standing == GoalStatus::Attained),
        new_goals: count(goals, |goal| goal.is_new),
    }
}

fn count<T>(rows: &[T], counted: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(rows.iter().filter(|row| counted(row)).count()).unwrap_or(u32::MAX)
}
