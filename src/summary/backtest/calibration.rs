//! Whether pairs met as often as their chance of meeting had said.

use super::judged::{LEAST_PAIRS, share};
use super::replay::Record;
use crate::measures::Chance;
use crate::stats::Estimate;
use serde::Serialize;

/// Pairs of which a chance was told, below which nothing is said about it.
const LEAST_TOLD: usize = 20;

/// Ends of the bands of chances.
const BANDS: [(f64, f64); 5] = [(0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.0)];

/// The chance of meeting held against what followed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Calibration {
    /// The chance is that of a meeting within so many days.
    pub within_days: i32,
    /// Pairs of which a chance was told, each counted on each day.
    pub told: usize,
    /// Pairs that had met and were not paused of which none could be told.
    pub untold: usize,
    /// Bands of the chance, lowest first; empty where too few were told.
    pub bands: Vec<ChanceBand>,
    /// Why there are no bands.
    pub not_available: Option<String>,
}

/// The pairs of which a chance within a band was told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChanceBand {
    /// Lower end of the band, which belongs to it.
    pub from: f64,
    /// Upper end, which belongs to the next band (to this one if it is 1).
    pub to: f64,
    /// Mean of the chances told; `None` without any.
    pub told: Option<f64>,
    /// The share that met within those days.
    pub met: Estimate,
}

/// Over the pairs that had met and were not paused; those that ended as planned within the days
/// of the chance are left out.
pub(super) fn calibration(records: &[&Record<'_>]) -> Calibration {
    let asked = || {
        let followed = |record: &&Record<'_>| record.may_be_flagged() && record.met_soon.is_some();
        records.iter().copied().filter(followed)
    };
    let told: Vec<&Record<'_>> = asked().filter(|record| record.chance.is_some()).collect();
    let enough = told.len() >= LEAST_TOLD;
    Calibration {
        within_days: Chance::DAYS,
        untold: asked().count() - told.len(),
        bands: if enough {
            BANDS.map(|ends| band(&told, ends)).into()
        } else {
            Vec::new()
        },
        not_available: (!enough).then(|| {
            format!(
                "a chance could be told of {} pairs only, and {LEAST_TOLD} are needed",
                told.len()
            )
        }),
        told: told.len(),
    }
}

fn band(told: &[&Record<'_>], (from, to): (f64, f64)) -> ChanceBand {
    let holds = |chance: f64| from <= chance && (chance < to || to >= 1.0);
    let is_in = |record: &Record<'_>| record.chance.is_some_and(holds);
    let chances = told.iter().filter_map(|record| record.chance);
    let mut chances: Vec<f64> = chances.filter(|chance| holds(*chance)).collect();
    chances.sort_by(f64::total_cmp);
    let mean = chances.iter().sum::<f64>() / chances.len() as f64;
    let met = |record: &Record<'_>| record.met_soon == Some(true);
    ChanceBand {
        from,
        to,
        told: (!chances.is_empty()).then_some(mean),
        met: share(told, LEAST_PAIRS, is_in, met),
    }
}
