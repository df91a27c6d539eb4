//! Two groups as they would differ if both had the same mix of strata.

use super::estimate::{Estimate, Interval, LEVEL};
use super::order::sum;
use super::proportion::Unit;
use super::quantile::Sample;
use super::random::Random;

const METHOD: &str = "difference of directly standardised figures, bootstrap of clusters";

/// Bootstrap samples.
const DRAWS: usize = 999;
/// Below this many clusters a bootstrap says too little.
const LEAST_CLUSTERS: usize = 10;

/// The units of one stratum in the first and in the second group, and its weight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stratum {
    /// Units of the first and of the second group.
    pub units: [Vec<Unit>; 2],
    /// Its share in the mix that both groups are given; the weights need not add up to 1.
    pub weight: f64,
}

impl Stratum {
    /// Whether both groups have a unit in it.
    #[must_use]
    pub fn overlaps(&self) -> bool {
        self.units
            .iter()
            .all(|units| units.iter().any(|unit| unit.2 > 0.0))
    }
}

/// The two figures and their difference, standardised to the same mix.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardised {
    /// Σ w·p over the strata in which both groups have units; `None` if there are none.
    pub figures: [Option<f64>; 2],
    /// First less second, with a percentile interval.
    pub difference: Estimate,
}

/// Σ w·p₁ − Σ w·p₂ with p = Σnum/Σden of the group in the stratum, over strata with units of both.
///
/// The interval is the middle 95 % of 999 samples of clusters, drawn with replacement from those
/// of both groups together; a sample in which no stratum overlaps is left out. Give numbers as
/// (cluster, number, 1). Not available without a stratum that overlaps; without interval below 10
/// clusters.
///
/// Source: Rothman, K. J., Greenland, S. and Lash, T. L. (2008), *Modern Epidemiology*, 3rd ed.,
/// chapter 15; Field, C. A. and Welsh, A. H. (2007), *J. R. Stat. Soc. B* 69, 369–390.
#[must_use]
pub fn standardised(strata: &[Stratum], seed: u64) -> Standardised {
    let usable: Vec<&Stratum> = strata.iter().filter(|stratum| stratum.overlaps()).collect();
    let clusters = clusters(&usable);
    let weights: Vec<f64> = usable.iter().map(|stratum| stratum.weight).collect();
    let n = usable
        .iter()
        .flat_map(|stratum| &stratum.units)
        .map(Vec::len)
        .sum();
    let Some([first, second]) = figures(&weights, clusters.iter().flatten()) else {
        return Standardised {
            figures: [None, None],
            difference: Estimate::not_available("no stratum has pairs of both groups", n, METHOD),
        };
    };
    Standardised {
        figures: [Some(first), Some(second)],
        difference: Estimate::available(first - second, n, METHOD)
            .with_clusters(clusters.len())
            .with_interval(interval(&weights, &clusters, seed)),
    }
}

/// What a cluster adds to a stratum of a group: (stratum, group, Σnum, Σden).
type Part = (usize, usize, f64, f64);

/// The parts of each cluster, in an order that depends only on them.
fn clusters(strata: &[&Stratum]) -> Vec<Vec<Part>> {
    let mut parts: Vec<(u32, Part)> = Vec::new();
    for (place, stratum) in strata.iter().enumerate() {
        for (group, units) in stratum.units.iter().enumerate() {
            let known = units
                .iter()
                .filter(|unit| unit.1.is_finite() && unit.2 > 0.0);
            parts.extend(known.map(|unit| (unit.0, (place, group, unit.1, unit.2))));
        }
    }
    let key = |part: &Part| (part.0, part.1, part.2.to_bits(), part.3.to_bits());
    parts.sort_unstable_by_key(|(cluster, part)| (*cluster, key(part)));
    let of_cluster = |parts: &[(u32, Part)]| parts.iter().map(|part| part.1).collect::<Vec<Part>>();
    let mut clusters: Vec<Vec<Part>> = parts.chunk_by(|a, b| a.0 == b.0).map(of_cluster).collect();
    clusters.sort_by_cached_key(|parts| parts.iter().map(key).collect::<Vec<_>>());
    clusters
}

fn figures<'a>(weights: &[f64], parts: impl Iterator<Item = &'a Part>) -> Option<[f64; 2]> {
    let mut sums = vec![[[0.0; 2]; 2]; weights.len()];
    for (stratum, group, num, den) in parts {
        sums[*stratum][*group][0] += num;
        sums[*stratum][*group][1] += den;
    }
    let overlap = weights
        .iter()
        .zip(&sums)
        .filter(|(_, groups)| groups.iter().all(|[_, den]| *den > 0.0));
    let total = sum(overlap.clone().map(|(weight, _)| *weight));
    let of = |group: usize| {
        let terms = overlap
            .clone()
            .map(|(weight, groups)| weight * groups[group][0] / groups[group][1]);
        sum(terms) / total
    };
    (total > 0.0).then(|| [of(0), of(1)])
}

fn interval(weights: &[f64], clusters: &[Vec<Part>], seed: u64) -> Result<Interval, &'static str> {
    if clusters.len() < LEAST_CLUSTERS {
        return Err("too few clusters for a bootstrap");
    }
    let mut random = Random::new(seed);
    let mut draw = || {
        let drawn: Vec<usize> = (0..clusters.len())
            .map(|_| random.below(clusters.len()))
            .collect();
        let parts = drawn.iter().flat_map(|cluster| &clusters[*cluster]);
        figures(weights, parts).map(|[first, second]| first - second)
    };
    let drawn: Vec<Option<f64>> = (0..DRAWS).map(|_| draw()).collect();
    let sample = Sample::new(drawn.into_iter().flatten());
    if sample.len() * 2 < DRAWS {
        return Err("too few bootstrap samples have pairs of both groups in a stratum");
    }
    let tail = (1.0 - LEVEL) / 2.0;
    let ends = sample.quantile(tail).zip(sample.quantile(1.0 - tail));
    let (lower, upper) = ends.ok_or("no bootstrap sample has a figure")?;
    Ok(Interval { lower, upper })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    /// `yes` of `of` units with clusters of their own from `from` on.
    fn units(from: u32, yes: u32, of: u32) -> Vec<Unit> {
        (0..of)
            .map(|place| (from + place, f64::from(u8::from(place < yes)), 1.0))
            .collect()
    }

    fn strata() -> Vec<Stratum> {
        vec![
            Stratum {
                units: [units(0, 8, 10), units(100, 20, 40)],
                weight: 30.0,
            },
            Stratum {
                units: [units(200, 10, 40), units(300, 1, 10)],
                weight: 70.0,
            },
        ]
    }

    #[test]
    fn both_groups_get_the_same_mix() {
        let found = standardised(&strata(), 1);
        // 0.3·0.8 + 0.7·0.25 and 0.3·0.5 + 0.7·0.1; the plain shares are 18/50 and 21/50.
        assert_close(found.figures[0].unwrap(), 0.415, 1e-12);
        assert_close(found.figures[1].unwrap(), 0.22, 1e-12);
        assert_close(found.difference.value.unwrap(), 0.195, 1e-12);
        // About ±1.96·√(0.09·(0.016 + 0.00625) + 0.49·(0.0046875 + 0.009)).
        let interval = found.difference.interval().unwrap();
        assert_close(interval.upper - interval.lower, 2.0 * 1.96 * 0.0933, 0.06);
    }

    #[test]
    fn strata_without_overlap_are_not_extrapolated() {
        let mut strata = strata();
        strata.push(Stratum {
            units: [units(400, 5, 5), Vec::new()],
            weight: 1_000.0,
        });
        assert_eq!(standardised(&strata, 1), standardised(&strata[..2], 1));
        let alone = standardised(&strata[2..], 1);
        assert_eq!(alone.figures, [None, None]);
        assert!(alone.difference.not_available.is_some());
    }

    #[test]
    fn the_same_seed_gives_the_same_interval_whatever_the_rows() {
        let mut turned = strata();
        for stratum in &mut turned {
            stratum.units.iter_mut().for_each(|units| units.reverse());
        }
        assert_eq!(standardised(&strata(), 5), standardised(&turned, 5));
        assert_ne!(standardised(&strata(), 5), standardised(&strata(), 6));
    }

    #[test]
    fn few_clusters_have_no_interval() {
        let few = vec![Stratum {
            units: [vec![(1, 1.0, 2.0)], vec![(2, 1.0, 2.0)]],
            weight: 1.0,
        }];
        let found = standardised(&few, 1);
        assert_eq!(
            (found.difference.value, found.difference.interval()),
            (Some(0.0), None)
        );
    }
}
