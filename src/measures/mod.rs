//! From one pair's history, as of a date, to the value of every measure.
//!
//! Pure: one pair at a time, plain Rust over slices. [`PairAt`] is what holds on the day,
//! [`Registry`] the one list of measures, [`Value`] what a measure says about a pair.

mod goals;
mod pair_at;
mod registry;
mod stages;
mod support;
mod value;

pub use goals::{GoalAt, GoalOutcome};
pub use pair_at::{AsOf, Ending, Meeting, PairAt};
pub use registry::{Direction, Family, Kind, Measure, Registry, Span, Window};
pub use stages::StagesAt;
pub use support::{Signal, SignalKind, State, Support};
pub use value::{Outcome, Value};
