//! One pair from its match to its last record: every row about it, and the truth behind them.

use super::goals::Goal;
use super::life::Life;
use super::meetings::Meeting;
use super::plan::SimulationPlan;
use super::records::{GoalStatus, PairTruth, Simulated, Status};
use super::roster::{Roster, Seat};
use super::stretch::stretch;
use super::{contacts, follow_up, forms, goals, meetings, register, sessions};

/// Everything about every pair of the programme, one pair at a time, in the order of their ids.
pub(super) fn courses(plan: &SimulationPlan) -> impl Iterator<Item = Simulated> {
    let stretch = stretch(plan);
    Roster::of(plan).map(move |seat| course(plan, seat, stretch))
}

fn course(plan: &SimulationPlan, seat: Seat<'_>, stretch: f64) -> Simulated {
    let life = Life::draw(plan, seat, stretch);
    let meetings = meetings::draw(&life);
    let first = meetings
        .iter()
        .find(|meeting| meeting.took_place())
        .map(|meeting| meeting.date);
    let goals = goals::draw(&life, first);
    let sessions = sessions::draw(&life, &meetings, &goals);
    let evaluations = forms::draw(&life, &goals);
    let pair = register::line(&life, first);
    Simulated {
        contacts: contacts::draw(&life, &pair, &sessions),
        pairs: vec![pair],
        actions: follow_up::actions(&life, &sessions, &goals),
        partnerships: follow_up::partnerships(&life, &evaluations),
        goals: goals::register(&life, &goals),
        truth: vec![truth(&life, &meetings, &goals)],
        sessions,
        evaluations,
    }
}

fn truth(life: &Life<'_>, meetings: &[Meeting], goals: &[Goal]) -> PairTruth {
    let kept: Vec<_> = goals
        .iter()
        .map(|goal| goal.standing(life.plan.as_of, life.stopped))
        .collect();
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
        meetings_recorded: count(meetings, |meeting| {
            meeting.status == Status::Held && meeting.recorded
        }),
        goals_set: count(&kept, |&standing| standing != GoalStatus::Dropped),
        goals_attained: count(&kept, |&standing| standing == GoalStatus::Attained),
        new_goals: count(goals, |goal| goal.is_new),
    }
}

fn count<T>(rows: &[T], counted: impl Fn(&T) -> bool) -> u32 {
    u32::try_from(rows.iter().filter(|row| counted(row)).count()).unwrap_or(u32::MAX)
}
