//! One measure of one group held against that of another.

use crate::measures::{Family, Kind, Window};
use crate::stats::{Estimate, Significance};
use crate::summary::figures::{Contributing, Horizon};
use serde::Serialize;

/// What stands for all other groups together.
pub const REST: &str = "(rest)";

/// One measure of one group held against that of another: first less second.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contrast {
    /// Column that makes the groups.
    pub grouping: String,
    /// Id of the measure.
    pub measure: String,
    /// Its name in reports.
    pub title: String,
    /// What it is about.
    pub family: Family,
    /// What the value of one pair is.
    pub kind: Kind,
    /// What it says about a period; whether its value can still change as a pair grows older.
    pub window: Window,
    /// Which figure; event measures only. The test of an event stands with its median.
    pub horizon: Option<Horizon>,
    /// Equal age in days.
    pub at_day: Option<u32>,
    /// Attributes whose mix is made equal; none for a plain comparison.
    pub adjusted_for: Vec<String>,
    /// Names of the groups; the second may be [`REST`].
    pub groups: [String; 2],
    /// The figure of each.
    pub sides: [Side; 2],
    /// Mentors with pairs in both groups.
    pub shared_mentors: usize,
    /// The difference with its interval: of shares and incidences as fractions, of quantities the
    /// Hodges–Lehmann shift, of medians and restricted means in days.
    pub difference: Estimate,
    /// Size of the difference on a scale without unit, where there is one.
    pub effect: Option<Effect>,
    /// The test, or why there is none; `None` where the measure is tested in another row.
    pub test: Option<Significance>,
    /// p adjusted within its family.
    pub p_adjusted: Option<f64>,
    /// How p was adjusted; empty where it was not.
    pub adjustment: &'static str,
    /// The comparisons that p was adjusted among; empty where it was not.
    pub among: String,
    /// What is to be known before it is read.
    pub notes: Vec<String>,
    /// What each stratum of each group contributes to an adjusted comparison.
    pub strata: Vec<Contributing>,
    /// Whether disclosure control hides all of it.
    pub hidden: bool,
}

/// One of the two groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// The figure of the group.
    pub estimate: Estimate,
    /// What it rests on.
    pub contributing: Contributing,
}

/// A size of difference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Effect {
    /// What it is: `risk_ratio`, `cliffs_delta`.
    pub name: &'static str,
    /// Its value with its interval.
    pub estimate: Estimate,
}

impl Contrast {
    /// The day up to which restricted means look, the same in both groups.
    #[must_use]
    pub fn until(&self) -> Option<f64> {
        self.sides.iter().find_map(|side| side.estimate.until)
    }

    /// The p of its test.
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        self.test.as_ref()?.p_value
    }
}
