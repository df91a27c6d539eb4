//! From one pair's history, as of a date, to the value of every measure.
//!
//! Pure: one pair at a time, plain Rust over slices. [`PairAt`] is what holds on the day,
//! [`Registry`] the one list of measures, [`Value`] what a measure says about a pair.

mod cadence;
mod clock;
mod continuity;
mod event;
mod experience;
mod fate;
mod follow_up;
mod goals;
mod meetings;
mod new_goals;
mod pair_at;
mod registry;
mod stages;
mod support;
mod value;

#[cfg(test)]
mod tests;

pub use clock::Ending;
pub use experience::{returned_form, score as scale_score};
pub use fate::{Remark, fates, remarks};
pub use follow_up::Waiting;
pub use goals::{GoalAt, GoalOutcome};
pub use meetings::Meeting;
pub use new_goals::new_goals_said;
pub use pair_at::{AsOf, PairAt, RecordsAt, undated_facts_hold};
pub use registry::{Direction, Family, Kind, Measure, Registry, Span, Window, is_of_a_day};
pub use stages::{StageNorms, StagesAt, dwell_times};
pub use support::{
    Aftermath, Chance, ContactAt, Gap, GapCurve, NoChance, Signal, SignalKind, State, Support,
    is_stalled,
};
pub use value::{Outcome, Value};
