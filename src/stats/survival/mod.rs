//! Time to an event, when not everybody is observed until it happens.
//!
//! * [`RiskSets`]: who was under observation when something happened.
//! * [`Curve`]: the share that has reached the event, with variances from influence values.
//! * [`KaplanMeier`]: nothing else can happen first.
//! * [`BareCurve`]: the same without variances, for very many durations.
//! * [`AalenJohansen`]: something else can, and then the event cannot happen any more.
//! * [`log_rank()`]: whether it comes at the same rate in two groups.
//! * [`gray_scores`]: whether as many reach it by the same times, where something competes.
//! * [`difference_of_incidences`], [`difference_of_restricted_means`]: by how much they differ.
//!
//! Variances: every subject has an influence on an estimate; the influences are summed within
//! a cluster and the squares of those totals added up, times G/(G − 1) for G clusters of which any
//! has more than one subject. With every subject its own cluster this is exactly Greenwood's
//! variance, and its counterpart under competing events.

mod aalen_johansen;
mod at_an_end;
mod bare;
mod curve;
mod difference;
mod gray;
mod influence;
mod kaplan_meier;
mod log_log;
mod log_rank;
mod risk_sets;

pub use aalen_johansen::AalenJohansen;
pub use bare::BareCurve;
pub use curve::{Curve, Step};
pub use difference::{Taken, difference_of_incidences, difference_of_restricted_means};
pub use gray::{gray_scores, gray_scores_at};
pub use kaplan_meier::KaplanMeier;
pub use log_rank::{log_rank, log_rank_scores, log_rank_scores_at};
pub(in crate::stats) use risk_sets::few_clusters;
pub use risk_sets::{RiskSet, RiskSets, sort_by_time};

/// How the observation of a subject ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// The event happened.
    Reached,
    /// Something else happened, after which the event can no longer happen.
    Competing,
    /// Observation ended with neither; the event may still happen later.
    Censored,
}

/// One subject: how long it was observed, and how that ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject {
    /// Time from the start to the outcome, in any unit, at least 0.
    pub time: f64,
    /// How the observation ended.
    pub outcome: Outcome,
    /// Subjects that resemble each other share a cluster; an independent subject has its own.
    pub cluster: u32,
}

impl Subject {
    /// The same subject with the event and what competes with it exchanged.
    #[must_use]
    pub fn exchanged(self) -> Self {
        let outcome = match self.outcome {
            Outcome::Reached => Outcome::Competing,
            Outcome::Competing => Outcome::Reached,
            Outcome::Censored => Outcome::Censored,
        };
        Self { outcome, ..self }
    }
}

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
