//! From the measures of every pair to the figures of groups and periods.
//!
//! The only room that knows polars. [`Summary`] holds no name, no id and no free text: it is
//! what reports, charts and shared tables read.

mod figures;
mod period;
mod result;
mod tallies;

pub use figures::{
    Contributing, Count, Curve, CurvePoint, Horizon, MeasureSummary, NamedCount, Shown, Spread,
};
pub use period::{Period, SoFar, Stretch};
pub use result::{
    Change, Comparison, Disclosure, GroupSummary, HistoricPeriod, PeriodCounts, PeriodFigures,
    Summary, Verdict,
};
pub use tallies::{
    Agreement, ContinuityTallies, ExperienceTallies, FormCount, Funnel, Gaps, GoalTallies,
    MeetingTallies, MonthOfMeetings, NewGoalTallies, Rung, ScaleTally, StageTallies, Tallies,
    Transition,
};
