//! What a summary is made of: one figure, what it rests on, and how much of it may be shown.
//!
//! Plain types without behaviour worth speaking of; [`crate::report`] reads them, the other
//! modules here fill them.

use super::count::Count;
use crate::measures::{Family, Kind};
use crate::stats::Estimate;
use serde::Serialize;
use std::fmt;

/// How much of a figure may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// All of it.
    #[default]
    Full,
    /// Nothing: too few pairs or mentors contribute.
    TooFewPairs,
    /// Nothing: too few pairs are on one side of the share.
    SmallCell,
    /// Nothing: another hidden figure could be derived from it.
    Derivable,
    /// Only that fewer than this number of pairs are counted (0 % and more, up to a half).
    FewerThan(u64),
    /// Only that more than this number of pairs are counted (100 % and less, above a half).
    MoreThan(u64),
}

/// Which figure of an event measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    /// Cumulative incidence at this many days.
    Days(u32),
    /// First day on which half have had the event.
    Median,
    /// Days without the event up to the last horizon, on average.
    RestrictedMean,
}

impl fmt::Display for Horizon {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(days) => write!(formatter, "{days}"),
            Self::Median => formatter.write_str("median"),
            Self::RestrictedMean => formatter.write_str("rmean"),
        }
    }
}

/// How many pairs and mentors a figure rests on; what disclosure control looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contributing {
    /// Pairs with a value.
    pub pairs: usize,
    /// Mentors of those pairs; a pair without mentor counts as one.
    pub mentors: usize,
    /// Pairs that add to the numerator (shares, flags, events) or to the sum: of a quantity those
    /// whose value is not 0.
    pub counted: Option<usize>,
    /// Pairs that add to the rest of the denominator; `None` for quantities.
    pub not_counted: Option<usize>,
}

impl Contributing {
    /// Whether all of its pairs are on one side.
    pub(super) fn is_uniform(&self) -> bool {
        self.counted == Some(0) || self.not_counted == Some(0)
    }
}

/// Sum and spread of a quantity over pairs, in the unit of the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Spread {
    /// Sum over the pairs.
    pub total: Option<f64>,
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Lower quartile, type 7.
    pub q1: Option<f64>,
    /// Median, type 7.
    pub median: Option<f64>,
    /// Upper quartile, type 7.
    pub q3: Option<f64>,
}

/// One measure over a group of pairs.
///
/// The estimate of a share or a flag is a proportion 0–1, that of a quantity since the start
/// its median and in a period its mean per pair, that of an event what its horizon says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureSummary {
    /// Id of the measure.
    pub measure: String,
    /// Name in reports.
    pub title: String,
    /// What it is about.
    pub family: Family,
    /// What the value of one pair is.
    pub kind: Kind,
    /// Which figure; event measures only.
    pub horizon: Option<Horizon>,
    /// Pairs in the group, with and without a value.
    pub pairs: usize,
    /// What it rests on.
    pub contributing: Contributing,
    /// The figure, or why there is none.
    pub estimate: Estimate,
    /// Quantities only.
    pub spread: Option<Spread>,
    /// How much of it may be shown.
    pub shown: Shown,
}

/// A name with a count, in the order of a list or by descending count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedCount {
    /// Key in tables, `snake_case`.
    pub key: String,
    /// Name in reports.
    pub title: String,
    /// How many.
    pub count: Count,
}
