//! Shares and flags of two groups.

use super::contrast::{Effect, Side};
use super::held::{Figures, tested};
use crate::stats::permutation::cluster_permutation;
use crate::stats::proportion::{ClusteredShare, Unit, share_of_nothing};
use crate::stats::risk_ratio::{fourfold_table, ratio_of_shares};
use crate::stats::two_shares::difference_of_shared_clusters;
use crate::summary::figures::Contributing;

/// The difference of two shares: Newcombe's interval, the risk ratio, and χ² or Fisher's test for
/// independent pairs, else a permutation of mentors.
pub(super) fn figures(first: &[Unit], second: &[Unit], seed: u64) -> Vec<Figures> {
    let shares = [first, second].map(ClusteredShare::of);
    let shares = shares.each_ref().map(Option::as_ref);
    let sides = [side(first, shares[0]), side(second, shares[1])];
    let table = fourfold_table(first, second);
    let test = tested(&sides, || match &table {
        Some(table) => table.test(),
        None => cluster_permutation(first, second, seed),
    });
    vec![Figures {
        horizon: None,
        difference: difference_of_shared_clusters(shares[0], shares[1]),
        effect: Some(Effect {
            name: "risk_ratio",
            estimate: table.map_or_else(|| ratio_of_shares(shares), |table| table.risk_ratio()),
        }),
        test: Some(test),
        sides,
    }]
}

fn side(units: &[Unit], share: Option<&ClusteredShare>) -> Side {
    let estimate = share.map_or_else(share_of_nothing, ClusteredShare::estimate);
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
