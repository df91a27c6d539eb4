//! The share of one group over that of another, with clusters.

use super::contingency::FourfoldTable;
use super::estimate::{Estimate, Z};
use super::order::{sort_by_number, sum};
use super::proportion::{ClusteredShare, Unit};

const METHOD: &str = "risk ratio, clustered log interval";

/// The table of two groups whose units are all clusters of their own with a denominator of 1 and
/// a numerator of 0 or 1; `None` if any is not, or if a cluster is in both.
#[must_use]
pub fn fourfold_table(first: &[Unit], second: &[Unit]) -> Option<FourfoldTable> {
    let all = first.iter().chain(second);
    let plain = |unit: &Unit| {
        unit.2.to_bits() == 1.0_f64.to_bits()
            && (unit.1 == 0.0 || unit.1.to_bits() == 1.0_f64.to_bits())
    };
    if !all.clone().all(plain) {
        return None;
    }
    let mut clusters: Vec<u32> = all.map(|unit| unit.0).collect();
    sort_by_number(&mut clusters, |cluster| *cluster);
    let alone = clusters.windows(2).all(|two| two[0] != two[1]);
    let count = |units: &[Unit], with: bool| {
        let counted = units.iter().filter(|unit| (unit.1 > 0.0) == with).count();
        u32::try_from(counted).ok()
    };
    alone.then_some(())?;
    Some(FourfoldTable {
        first: [count(first, true)?, count(first, false)?],
        second: [count(second, true)?, count(second, false)?],
    })
}

/// p₁/p₂ with an interval on the log scale whose variance is that of the stacked scores of all
/// clusters, `G/(G − 1)·Σ (e₁/p₁ − e₂/p₂)²`; Katz's where the units are independent.
///
/// Not estimable where one of the shares is 0 or 1.
///
/// Source: Katz, D. et al. (1978), *Biometrics* 34, 469–474, for independent units; the variance
/// is that of Zou, G. Y. and Donner, A. (2013), *Stat. Methods Med. Res.* 22, 661–670.
#[must_use]
pub fn clustered_risk_ratio(first: &[Unit], second: &[Unit]) -> Estimate {
    let shares = [first, second].map(ClusteredShare::of);
    match fourfold_table(first, second) {
        Some(table) => table.risk_ratio(),
        None => ratio_of_shares(shares.each_ref().map(Option::as_ref)),
    }
}

/// The same of units that are no fourfold table.
#[must_use]
pub fn ratio_of_shares(shares: [Option<&ClusteredShare>; 2]) -> Estimate {
    let [Some(one), Some(other)] = shares else {
        let n = shares.into_iter().flatten().map(|share| share.units).sum();
        return Estimate::not_available("a group is empty", n, METHOD);
    };
    let inside = |share: &ClusteredShare| 0.0 < share.share() && share.share() < 1.0;
    if !inside(one) || !inside(other) {
        let n = one.units + other.units;
        return Estimate::not_available("not estimable with a share of 0 or 1", n, METHOD);
    }
    let ratio = one.share() / other.share();
    let (squares, clusters) = stacked(one, other);
    let spread = Z * (clusters / (clusters - 1.0) * squares).sqrt();
    Estimate::available(ratio, one.units + other.units, METHOD)
        .with_bounds(Some(ratio * (-spread).exp()), Some(ratio * spread.exp()))
}

/// Σ (e₁/p₁ − e₂/p₂)² over clusters, and their number.
fn stacked(one: &ClusteredShare, other: &ClusteredShare) -> (f64, f64) {
    let scores = |share: &ClusteredShare, sign: f64| -> Vec<(u32, f64)> {
        let p = share.share() * sign;
        share
            .deviations
            .iter()
            .map(|(cluster, deviation)| (*cluster, deviation / p))
            .collect()
    };
    let mut all = [scores(one, 1.0), scores(other, -1.0)].concat();
    // Both are in order: a stable sort merges them.
    all.sort_by_key(|score| score.0);
    let totals: Vec<f64> = all
        .chunk_by(|a, b| a.0 == b.0)
        .map(|cluster| cluster.iter().map(|score| score.1).sum())
        .collect();
    (
        sum(totals.iter().map(|total| total * total)),
        totals.len() as f64,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};

    fn of_table(first: [u32; 2], second: [u32; 2]) -> [Vec<Unit>; 2] {
        let mut cluster = 0;
        [first, second].map(|[with, without]| {
            let units = (0..with + without).map(|place| {
                cluster += 1;
                (cluster, f64::from(u8::from(place < with)), 1.0)
            });
            units.collect()
        })
    }

    #[test]
    fn independent_units_are_a_fourfold_table() {
        let [first, second] = of_table([12, 8], [5, 15]);
        let found = clustered_risk_ratio(&first, &second);
        assert_close(found.value.unwrap(), 2.4, 1e-12);
        assert_interval(found.interval(), 1.036_928, 5.554_871, 1e-6);
    }

    #[test]
    fn clusters_of_like_units_widen_the_interval() {
        let [first, second] = of_table([12, 8], [6, 14]);
        let twins = |units: &[Unit]| -> Vec<Unit> {
            units
                .iter()
                .map(|unit| (unit.0 / 2 + 100 * unit.0.div_euclid(21), unit.1, unit.2))
                .collect()
        };
        let (alone, together) = (
            clustered_risk_ratio(&first, &second),
            clustered_risk_ratio(&twins(&first), &twins(&second)),
        );
        assert_eq!(together.method, METHOD);
        assert_close(together.value.unwrap(), alone.value.unwrap(), 1e-12);
        assert!(together.upper > alone.upper && together.lower < alone.lower);
    }

    #[test]
    fn a_share_of_nothing_has_no_ratio() {
        let units = [(1, 0.0, 2.0), (2, 0.0, 3.0)];
        let found = clustered_risk_ratio(&units, &[(3, 1.0, 2.0)]);
        assert_eq!(found.value, None);
        assert!(found.not_available.is_some());
    }
}
