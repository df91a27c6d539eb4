//! Shares and flags of two groups.

use super::contrast::{Effect, Side};
use super::held::{Figures, tested};
use crate::stats::permutation::cluster_permutation;
use crate::stats::proportion::{ClusteredShare, Unit, clustered_share};
use crate::stats::risk_ratio::{clustered_risk_ratio, fourfold_table};
use crate::stats::two_shares::difference_of_shared_clusters;
use crate::summary::figures::Contributing;

/// The difference of two shares: Newcombe's interval, the risk ratio, and χ² or Fisher's test for
/// independent pairs, else a permutation of mentors.
pub(super) fn figures(first: &[Unit], second: &[Unit], seed: u64) -> Vec<Figures> {
    let sides = [side(first), side(second)];
    let shares = [first, second].map(ClusteredShare::of);
    let test = tested(&sides, || match fourfold_table(first, second) {
        Some(table) => table.test(),
        None => cluster_permutation(first, second, seed),
    });
    vec![Figures {
        horizon: None,
        difference: difference_of_shared_clusters(shares[0].as_ref(), shares[1].as_ref()),
        effect: Some(Effect {
            name: "risk_ratio",
            estimate: clustered_risk_ratio(first, second),
        }),
        test: Some(test),
        sides,
    }]
}

fn side(units: &[Unit]) -> Side {
    let estimate = clustered_share(units);
    let count = |is_in: fn(&Unit) -> bool| Some(units.iter().filter(|unit| is_in(unit)).count());
    Side {
        contributing: Contributing {
            pairs: estimate.n,
            mentors: estimate.clusters.unwrap_or(0),
            counted: count(|unit| unit.1 > 0.0),
            not_counted: count(|unit| unit.1 < unit.2),
        },
        estimate,
    }
}
