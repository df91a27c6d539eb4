//! The domain in plain types: what a programme recorded, after reading and before any figure.
//!
//! Nothing here reads files or computes measures. A [`Programme`] holds its pairs in
//! partitions; a [`PairHistory`] is everything known about one pair, as slices of its partition.

mod column;
mod day;
mod facts;
mod fate;
mod history;
mod pair;
mod person;
mod slim;
mod stage_model;
mod text;

pub use column::{Column, NUMBER};
pub use day::{DAYS_PER_MONTH, Day};
pub use facts::{
    Action, ActionStatus, AllGoals, Answer, Contact, Elements, Form, FormGoal, Goal, GoalOrigin,
    GoalStatus, Idea, IssuePrint, NewGoalText, Origin, Phase, Progress, Respondent, Session,
    Status, Themes,
};
pub use fate::{Fate, Table};
pub use history::{Detail, FileFacts, Grouped, PairHistory, Partition, Programme, Supplied};
pub use pair::{Closure, Pair, Pause, Several, Stated};
pub use person::fold_person;
pub use slim::{Slim, Vacant};
pub use stage_model::{BUILT_IN_STAGE_MODELS, Stage, StageModel, built_in_stage_models};
pub use text::{
    display_text, fold, fold_id, fold_text, gives_orders, goal_number, is_filled, is_plain,
};
