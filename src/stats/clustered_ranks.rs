//! Two groups of numbers by their ranks, when the numbers come in clusters.

use super::cliffs_delta::{asymmetric, cliffs_delta, excess};
use super::clustered_mean::t_quantile;
use super::estimate::Estimate;
use super::hodges_lehmann::{Differences, hodges_lehmann, hodges_lehmann_widened};
use super::order::{Ranks, sort_by_number, sorted, sum};
use super::proportion::Unit;

/// Numbers that are closer than this are the same but for rounding.
const TIE: f64 = 1e-9;

const DELTA: &str = "Cliff's delta, asymmetric interval, clustered";

/// A number with the cluster that it belongs to.
pub type Clustered = (u32, f64);

/// Cliff's δ of `first` over `second` with a cluster-robust interval; see [`cliffs_delta()`], which
/// it is where no cluster has two numbers.
///
/// The variance is that of the placements, summed within clusters of both groups together,
/// `G/(G − 1)·Σ_g (Σ (dᵢ − δ)/n₁ + Σ (dⱼ − δ)/n₂)²`, at least that of independent numbers; t has
/// G − 2 degrees of freedom.
///
/// Source: Obuchowski, N. A. (1997), *Biometrics* 53, 567–578; the interval as in Feng and Cliff.
#[must_use]
pub fn clustered_cliffs_delta(first: &[Clustered], second: &[Clustered]) -> Estimate {
    let clusters = clusters(first, second);
    let (n1, n2) = (finite(first).count(), finite(second).count());
    if clusters == n1 + n2 || n1 == 0 || n2 == 0 {
        return cliffs_delta(&numbers(first), &numbers(second)).with_clusters(clusters);
    }
    let placements = Placements::of(first, second);
    let delta = placements.delta();
    let variance = placements
        .variance(delta)
        .max(null_variance(n1, n2) * (1.0 - delta * delta));
    let interval = (delta.abs() < 1.0)
        .then(|| asymmetric(delta, variance, clusters as f64 - 2.0))
        .flatten();
    Estimate::available(delta, n1 + n2, DELTA)
        .with_clusters(clusters)
        .with_interval(interval.ok_or("too few clusters, or the groups do not overlap"))
}

/// The Hodges–Lehmann shift of `first` over `second` with an interval for clustered numbers; see
/// [`hodges_lehmann()`], which it is where no cluster has two numbers.
///
/// The interval is that of the normal approximation, widened by the root of the design effect of
/// the placements after the shift is taken out (at least 1), with t of G − 2 degrees of freedom.
#[must_use]
pub fn clustered_hodges_lehmann(first: &[Clustered], second: &[Clustered]) -> Estimate {
    let clusters = clusters(first, second);
    let differences = Differences::of(&numbers(first), &numbers(second));
    let is_clustered = clusters < differences.numbers();
    let Some(shift) = differences.median().filter(|_| is_clustered) else {
        return hodges_lehmann(&numbers(first), &numbers(second)).with_clusters(clusters);
    };
    // A shift makes ties; rounding must not break them one way or the other.
    let rounded = |values: &[Clustered], shift: f64| -> Vec<Clustered> {
        let values = values.iter();
        values
            .map(|value| (value.0, ((value.1 - shift) / TIE).round() * TIE))
            .collect()
    };
    let placements = Placements::of(&rounded(first, shift), &rounded(second, 0.0));
    let effect = (placements.variance(placements.delta())
        / null_variance(placements.n[0], placements.n[1]))
    .max(1.0);
    let quantile = t_quantile(clusters as f64 - 2.0).map(|t| t * effect.sqrt());
    hodges_lehmann_widened(&differences, quantile).with_clusters(clusters)
}

/// Clusters with a finite number.
fn clusters(first: &[Clustered], second: &[Clustered]) -> usize {
    let both = finite(first).chain(finite(second));
    let mut clusters: Vec<u32> = both.map(|value| value.0).collect();
    sort_by_number(&mut clusters, |cluster| *cluster);
    clusters.dedup();
    clusters.len()
}

fn finite(values: &[Clustered]) -> impl Iterator<Item = &Clustered> {
    values.iter().filter(|value| value.1.is_finite())
}

/// The ranks of the numbers among those of both groups, ties sharing theirs, as (cluster, rank, 1):
/// with [`cluster_permutation`](super::permutation::cluster_permutation) a Mann–Whitney test.
#[must_use]
pub fn mid_ranks(first: &[Clustered], second: &[Clustered]) -> [Vec<Unit>; 2] {
    let all = sorted(numbers(first).into_iter().chain(numbers(second)));
    let mut standing = Ranks::among(&all);
    let mut rank = |value: f64| {
        let [below, up_to] = standing.of(value);
        f64::midpoint(below as f64, up_to as f64) + 0.5
    };
    [first, second].map(|values| {
        finite(values)
            .map(|(cluster, value)| (*cluster, rank(*value), 1.0))
            .collect()
    })
}

/// Variance of δ among independent numbers without ties if there is no difference.
fn null_variance(n1: usize, n2: usize) -> f64 {
    (n1 + n2 + 1) as f64 / (3.0 * n1 as f64 * n2 as f64)
}

fn numbers(values: &[Clustered]) -> Vec<f64> {
    values.iter().map(|value| value.1).collect()
}

/// How much each number exceeds the other group, by cluster.
struct Placements {
    /// Cluster, place of the group (0, 1), and the first group's excess that the number shows.
    of: Vec<(u32, usize, f64)>,
    n: [usize; 2],
}

impl Placements {
    fn of(first: &[Clustered], second: &[Clustered]) -> Self {
        let finite = |values| finite(values).copied().collect::<Vec<Clustered>>();
        let (first, second) = (finite(first), finite(second));
        let (x, y) = (sorted(numbers(&first)), sorted(numbers(&second)));
        let (mut among_x, mut among_y) = (Ranks::among(&x), Ranks::among(&y));
        let of_first = first
            .iter()
            .map(|value| (value.0, 0, excess(among_y.of(value.1), &y)));
        let of_second = second
            .iter()
            .map(|value| (value.0, 1, -excess(among_x.of(value.1), &x)));
        let mut of: Vec<_> = of_first.chain(of_second).collect();
        sort_by_number(&mut of, |placement| placement.0);
        Self {
            of,
            n: [first.len(), second.len()],
        }
    }

    fn by_cluster(&self) -> impl Iterator<Item = &[(u32, usize, f64)]> {
        self.of.chunk_by(|a, b| a.0 == b.0)
    }

    fn clusters(&self) -> usize {
        self.by_cluster().count()
    }

    fn delta(&self) -> f64 {
        let first = self.of.iter().filter(|placement| placement.1 == 0);
        sum(first.map(|placement| placement.2)) / self.n[0] as f64
    }

    fn variance(&self, delta: f64) -> f64 {
        let influence = |cluster: &[(u32, usize, f64)]| {
            sum(cluster
                .iter()
                .map(|(_, group, excess)| (excess - delta) / self.n[*group] as f64))
        };
        let clusters = self.clusters() as f64;
        clusters / (clusters - 1.0)
            * sum(self.by_cluster().map(|cluster| influence(cluster).powi(2)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;
    use proptest::prelude::*;

    fn spread(from: u32, size: u32, values: &[f64]) -> Vec<Clustered> {
        (0..)
            .zip(values)
            .map(|(place, value)| (from + place / size, *value))
            .collect()
    }

    #[test]
    fn numbers_of_their_own_clusters_are_independent() {
        let (x, y) = ([1.0, 3.0, 5.0, 7.0, 8.5], [2.0, 3.0, 4.0, 4.5]);
        let (first, second) = (spread(0, 1, &x), spread(50, 1, &y));
        let (delta, shift) = (
            clustered_cliffs_delta(&first, &second),
            clustered_hodges_lehmann(&first, &second),
        );
        assert_eq!(delta, cliffs_delta(&x, &y).with_clusters(9));
        assert_eq!(shift, hodges_lehmann(&x, &y).with_clusters(9));
    }

    #[test]
    fn ties_share_their_rank() {
        let [first, second] =
            mid_ranks(&[(1, 3.0), (1, 8.0)], &[(2, 3.0), (3, 1.0), (3, f64::NAN)]);
        assert_eq!(first, [(1, 2.5, 1.0), (1, 4.0, 1.0)]);
        assert_eq!(second, [(2, 2.5, 1.0), (3, 1.0, 1.0)]);
    }

    #[test]
    fn the_variance_by_hand() {
        // x: 1, 4 of one cluster and 6 of another; y: 2, 5 of a third and 3 of a fourth.
        // dᵢ: 1 → −1, 4 → ⅓, 6 → 1; δ = 1/9. dⱼ: 2 → ⅓, 5 → −⅓, 3 → ⅓.
        let placements = Placements::of(
            &[(1, 1.0), (1, 4.0), (2, 6.0)],
            &[(3, 2.0), (3, 5.0), (4, 3.0)],
        );
        let delta = placements.delta();
        assert_close(delta, 1.0 / 9.0, 1e-12);
        let influences = [
            (-2.0 / 3.0 - 2.0 / 9.0) / 3.0,
            (8.0 / 9.0) / 3.0,
            (-2.0 / 9.0) / 3.0,
            (2.0 / 9.0) / 3.0,
        ];
        let squares: f64 = influences.iter().map(|psi: &f64| psi * psi).sum();
        assert_close(placements.variance(delta), 4.0 / 3.0 * squares, 1e-12);
    }

    #[test]
    fn clusters_of_like_numbers_widen_the_interval() {
        let x: Vec<f64> = (0..30).map(|i| f64::from(i / 3 * 2)).collect();
        let y: Vec<f64> = (0..30).map(|i| f64::from(i / 3 * 2) + 3.0).collect();
        let width = |estimate: &Estimate| estimate.upper.unwrap() - estimate.lower.unwrap();
        let (alone, together) = (
            (spread(0, 1, &x), spread(100, 1, &y)),
            (spread(0, 3, &x), spread(100, 3, &y)),
        );
        for statistic in [clustered_cliffs_delta, clustered_hodges_lehmann] {
            let (wide, narrow) = (
                statistic(&together.0, &together.1),
                statistic(&alone.0, &alone.1),
            );
            assert_eq!(wide.value, narrow.value);
            assert!(width(&wide) > 1.3 * width(&narrow), "{wide:?} {narrow:?}");
        }
    }

    proptest! {
        #[test]
        fn exchanging_the_groups_turns_the_sign_and_rows_do_not_matter(
            first in prop::collection::vec((0_u32..6, -9_i8..9), 4..20),
            second in prop::collection::vec((3_u32..9, -9_i8..9), 4..20),
        ) {
            let clustered = |values: &[(u32, i8)]| -> Vec<Clustered> { values.iter().map(|v| (v.0, f64::from(v.1))).collect() };
            let (first, second) = (clustered(&first), clustered(&second));
            let reversed: Vec<Clustered> = first.iter().rev().copied().collect();
            for statistic in [clustered_cliffs_delta, clustered_hodges_lehmann] {
                let (found, turned) = (statistic(&first, &second), statistic(&second, &first));
                prop_assert_eq!(&found, &statistic(&reversed, &second));
                prop_assert!((found.value.unwrap() + turned.value.unwrap()).abs() < 1e-9);
                if let (Some(lower), Some(upper)) = (found.lower, turned.upper) {
                    prop_assert!((lower + upper).abs() < 1e-9);
                }
                if let Some(interval) = found.interval() {
                    prop_assert!(interval.lower <= found.value.unwrap() && found.value.unwrap() <= interval.upper);
                }
            }
        }
    }
}
