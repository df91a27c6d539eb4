//! From the measures of every pair to the figures of groups and periods.
//!
//! The only room that knows polars. [`Summary`] holds no name, no id and no free text: it is
//! what reports, charts and shared tables read.

mod cell;
mod count;
mod estimates;
mod figures;
mod number;
mod pair_table;
mod period;
mod result;
#[cfg(test)]
mod samples;
mod tallies;
mod value_column;

pub use count::Count;
pub use figures::{
    Contributing, Curve, CurvePoint, Horizon, MeasureSummary, NamedCount, Shown, Spread,
};
pub use number::number;
pub use pair_table::PairTable;
pub use period::{Period, PeriodError, PeriodRequest, SoFar, Stretch};
pub use result::{
    Change, Comparison, Disclosure, GroupSummary, HistoricPeriod, PeriodCounts, PeriodFigures,
    Summary, Verdict,
};
pub use tallies::{
    Agreement, ContinuityTallies, ExperienceTallies, FormCount, Funnel, Gaps, GoalTallies,
    MeetingTallies, MonthOfMeetings, NewGoalTallies, Rung, ScaleTally, StageTallies, Tallies,
    Transition,
};
