//! How long the gaps between meetings must be for pairs to have as many records as asked for.

use super::life::Life;
use super::meetings;
use super::plan::SimulationPlan;
use super::roster::Roster;

/// By how much agreed frequencies are stretched so that pairs have the session records asked for.
///
/// Records per pair go nearly as one over the gap; some rounds over the first pairs settle the rest.
pub(super) fn stretch(plan: &SimulationPlan) -> f64 {
    let Some(wanted) = plan.sessions_per_pair.filter(|&wanted| wanted > 0) else {
        return 1.0;
    };
    let pilot = SimulationPlan {
        pairs: plan.pairs.min(3_000),
        ..plan.clone()
    };
    let mut stretch = 1.0;
    for _ in 0..8 {
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
