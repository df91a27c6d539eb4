//! From the measures of every pair to the figures of groups and periods.
//!
//! The only room that knows polars. [`Summary`] holds no name, no id and no free text: it is
//! what reports, charts and shared tables read.

mod analysis;
mod backtest;
mod cell;
mod changes;
mod coding;
mod columns_csv;
mod comparisons;
mod count;
mod curve;
mod dated_outcomes;
mod described;
mod disclosure;
mod estimates;
mod figures;
mod goal_rows;
mod groups;
mod histories;
mod identifying;
mod labels;
mod life;
mod linked;
mod named_people;
mod number;
mod outcome_sets;
mod pair_csv;
mod pair_group;
mod pair_table;
mod pass;
mod period;
mod period_counts;
mod period_table;
mod periods;
mod result;
mod roster;
#[cfg(test)]
mod samples;
mod selection;
mod since_start;
mod summarise;
mod support;
mod tables;
mod tallies;
mod tally;
mod themes;
mod value_column;

#[cfg(feature = "parquet")]
pub use analysis::write_parquet;
pub use analysis::{Analysis, AnalysisTable, CellType, CodingKey};
pub use backtest::{
    Backtest, Calibration, ChanceBand, FOLLOW_UP_DAYS, Judged, JudgedCohort, JudgedReplay,
    JudgedRule, Rule, Standing, backtest, backtest_beside, write_backtest,
};
pub(crate) use cell::{Row, TableWriter, key};
pub use columns_csv::{write_columns, write_internal_columns};
pub use comparisons::{
    Compared, Composition, Contrast, Effect, FEW_MENTORS, GroupCurve, MOST_DIFFERENCE, Part, REST,
    Side, Study, study, write_contrasts, write_curves, write_transitions,
};
pub use count::Count;
pub use curve::{AtRisk, Curve, CurvePoint};
pub use described::own_columns;
pub use disclosure::{is_hidden, protect, protect_study};
pub use estimates::HORIZONS;
pub use figures::{Contributing, Horizon, MeasureSummary, NamedCount, Shown, Spread};
pub use goal_rows::{GoalRow, write_goals};
pub use histories::{Histories, History};
pub use identifying::{GroupingError, IdentifyingColumn, refuse_identifying};
pub use named_people::{group_names, named_person};
pub use number::number;
pub use outcome_sets::OutcomeSets;
pub use pair_csv::{PairTableError, write_pairs};
pub use pair_table::PairTable;
pub use period::{Period, PeriodError, PeriodRequest, SoFar, Stretch};
pub use result::{
    Change, Comparison, Counts, Disclosure, GroupSummary, HistoricPeriod, PeriodCounts,
    PeriodFigures, Summary, Verdict,
};
pub use selection::{NoPairs, UnknownColumn};
pub use summarise::{Summarised, SummaryError, period_asked_for, period_of, summarise};
pub use support::{
    Addresses, CALENDAR_WEEKS, Calendar, Gone, ListChange, ListChanges, ListPart, Lull, MentorLoad,
    Newest, Reason, Silence, SupportList, SupportRow, UnknownValue, View, pairs_of_person,
    support_changes, support_list, write_changes, write_support,
};
pub use tables::{write_measures, write_periods};
pub use tallies::{
    Agreement, ContinuityTallies, Endings, ExperienceTallies, FormCount, Funnel, Gaps, GoalTallies,
    MeetingTallies, MonthOfMeetings, NewGoalTallies, Rung, ScaleTally, StageTallies, Tallies,
    Transition,
};
pub use themes::IssueThemes;
