//! Quantities of two groups.

use super::contrast::{Effect, Side};
use super::held::{Figures, tested};
use crate::stats::Significance;
use crate::stats::clustered_ranks::{clustered_cliffs_delta, clustered_hodges_lehmann, mid_ranks};
use crate::stats::mann_whitney::mann_whitney;
use crate::stats::median::clustered_median;
use crate::stats::order::sort_by_number;
use crate::stats::permutation::cluster_permutation;
use crate::summary::figures::Contributing;

/// The Hodges–Lehmann shift, Cliff's delta, and the Mann–Whitney test for independent pairs, else a
/// permutation of mentors over ranks.
pub(super) fn figures(first: &[(u32, f64)], second: &[(u32, f64)], seed: u64) -> Vec<Figures> {
    let sides = [side(first), side(second)];
    let test = tested(&sides, || test(first, second, seed));
    vec![Figures {
        horizon: None,
        difference: clustered_hodges_lehmann(first, second),
        effect: Some(Effect {
            name: "cliffs_delta",
            estimate: clustered_cliffs_delta(first, second),
        }),
        test: Some(test),
        sides,
    }]
}

fn side(values: &[(u32, f64)]) -> Side {
    let estimate = clustered_median(values);
    Side {
        contributing: Contributing {
            pairs: estimate.n,
            mentors: estimate.clusters.unwrap_or(0),
            counted: None,
            not_counted: None,
        },
        estimate,
    }
}

fn test(first: &[(u32, f64)], second: &[(u32, f64)], seed: u64) -> Significance {
    let mut clusters: Vec<u32> = first.iter().chain(second).map(|value| value.0).collect();
    sort_by_number(&mut clusters, |cluster| *cluster);
    if clusters.windows(2).all(|two| two[0] != two[1]) {
        let numbers =
            |values: &[(u32, f64)]| values.iter().map(|value| value.1).collect::<Vec<_>>();
        return mann_whitney(&numbers(first), &numbers(second));
    }
    let [first, second] = mid_ranks(first, second);
    let permuted = cluster_permutation(&first, &second, seed);
    Significance {
        method: "ranks, cluster permutation",
        ..permuted
    }
}
