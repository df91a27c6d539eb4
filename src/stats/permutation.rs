//! Two groups of units that come in clusters: what the difference would be if the clusters had
//! come into the groups by chance.

mod clusters;

use clusters::{Clusters, by_cluster};
use std::ops::{Add, Sub};

use statrs::distribution::{ContinuousCDF, Normal};

use super::proportion::Unit;
use super::random::Random;
use super::significance::Significance;

const EXACT: &str = "cluster permutation of the studentised difference, all arrangements";
const SAMPLED: &str = "cluster permutation of the studentised difference, sampled";
const NORMAL: &str = "studentised difference, normal limit of the cluster permutation";

/// All arrangements are looked at if there are at most this many.
const MOST_ENUMERATED: f64 = 50_000.0;
/// Otherwise this many are drawn,
const MOST_DRAWN: u32 = 4_999;
/// fewer if this many of them are as extreme as what was observed: then p is not small.
const ENOUGH_EXTREMES: u32 = 30;
/// Groups that both have more clusters than this are compared by the normal limit.
const LARGE: usize = 400;

/// Whether Σnum/Σden of the first group differs from that of the second by more than chance.
///
/// The statistic is the difference over its cluster-robust (CR1) standard error, on the stacked
/// score of both groups. Clusters of one group only exchange their groups with each other;
/// within a cluster that has units in both groups, its units do. Unstudentised differences
/// would mistake a difference in spread for one in location.
///
/// p is the share of arrangements that are at least as extreme, if all can be looked at; else
/// (b + 1)/(m + 1) of m drawn ones, where drawing stops once b is 30. With more than 400
/// clusters on either side the statistic is referred to the normal distribution, its limit.
///
/// With numbers give (cluster, number, 1), with ranks (cluster, rank, 1), with times to an event
/// [`log_rank_scores`](super::survival::log_rank_scores).
///
/// Source: Janssen, A. (1997), *Stat. Probab. Lett.* 36, 9–21; Chung, E. and Romano, J. P.
/// (2013), *Ann. Stat.* 41, 484–507; Besag, J. and Clifford, P. (1991), *Biometrika* 78, 301–304,
/// for the stopping rule; Phipson, B. and Smyth, G. K. (2010), *Stat. Appl. Genet. Mol. Biol.*
/// 9, 39, for (b + 1)/(m + 1).
#[must_use]
pub fn cluster_permutation(first: &[Unit], second: &[Unit], seed: u64) -> Significance {
    let Some(design) = Design::of(first, second) else {
        return Significance::not_available("a group is empty", SAMPLED);
    };
    let observed = design.observed();
    if observed.is_constant() {
        return Significance::not_available("all values are equal", SAMPLED);
    }
    let statistic = observed.statistic();
    let (p_value, method) = if design.arrangements() <= MOST_ENUMERATED {
        (design.enumerated(statistic), EXACT)
    } else if design.is_large() {
        (2.0 * Normal::standard().sf(statistic.abs()), NORMAL)
    } else {
        (design.sampled(statistic, &mut Random::new(seed)), SAMPLED)
    };
    // Without any spread inside the groups the statistic is infinite, and p says all there is.
    Significance::available(statistic.clamp(-1e6, 1e6), p_value, method)
}

/// Sums over the clusters of a group of their numerators and denominators, and of the products.
#[derive(Clone, Copy, Debug, Default)]
struct Sums([f64; 5]);

impl Sums {
    fn of((num, den): Item) -> Self {
        Self([num, den, num * num, num * den, den * den])
    }

    fn share(&self) -> f64 {
        self.0[0] / self.0[1]
    }

    /// Σ (num − p·den)² / (Σden)², with p the share.
    fn variance(&self) -> f64 {
        let [_, den, squares, products, den_squares] = self.0;
        let p = self.share();
        (squares - 2.0 * p * products + p * p * den_squares).max(0.0) / (den * den)
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] + other.0[index]))
    }
}

impl Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(std::array::from_fn(|index| self.0[index] - other.0[index]))
    }
}

/// Both groups in one arrangement.
#[derive(Clone, Copy, Debug, Default)]
struct Arrangement {
    first: Sums,
    second: Sums,
    /// Over the clusters in both: Σ num₁num₂, Σ num₁den₂, Σ den₁num₂, Σ den₁den₂.
    cross: [f64; 4],
    clusters: f64,
}

impl Arrangement {
    fn swapped(self) -> Self {
        let [a, b, c, d] = self.cross;
        Self {
            first: self.second,
            second: self.first,
            cross: [a, c, b, d],
            clusters: self.clusters,
        }
    }

    fn difference(&self) -> f64 {
        self.first.share() - self.second.share()
    }

    /// The CR1 variance of the difference: `G/(G − 1)·Σ (e₁ − e₂)²`.
    fn variance(&self) -> f64 {
        let (p1, p2) = (self.first.share(), self.second.share());
        let [both_nums, num_den, den_num, both_dens] = self.cross;
        let shared = both_nums - p2 * num_den - p1 * den_num + p1 * p2 * both_dens;
        let shared = 2.0 * shared / (self.first.0[1] * self.second.0[1]);
        let squares = self.first.variance() + self.second.variance() - shared;
        self.clusters / (self.clusters - 1.0) * squares.max(0.0)
    }

    fn statistic(&self) -> f64 {
        let (difference, variance) = (self.difference(), self.variance());
        if difference.abs() < NOTHING {
            return 0.0;
        }
        if variance < NOTHING * NOTHING {
            return f64::INFINITY.copysign(difference);
        }
        difference / variance.sqrt()
    }

    fn is_constant(&self) -> bool {
        self.difference().abs() < NOTHING && self.variance() < NOTHING * NOTHING
    }
}

impl Add for Arrangement {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            first: self.first + other.first,
            second: self.second + other.second,
            cross: std::array::from_fn(|index| self.cross[index] + other.cross[index]),
            clusters: self.clusters + other.clusters,
        }
    }
}

/// Differences below this are rounding: numerators are scaled to a spread of about 1.
const NOTHING: f64 = 1e-11;

/// Numerator and denominator of a cluster, or of a unit of a cluster in both groups.
type Item = (f64, f64);

/// Items among which the labels of the groups are exchanged.
#[derive(Clone, Debug)]
struct Block {
    /// Those of the first group come first.
    items: Vec<Item>,
    /// How many are of the first group.
    first: usize,
    /// Whether all items are of one cluster, which is in both groups.
    shared: bool,
    total: Sums,
}

impl Block {
    fn new(mut first: Vec<Item>, mut second: Vec<Item>, shared: bool) -> Self {
        let size = first.len();
        for items in [&mut first, &mut second] {
            items.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        }
        let items = [first, second].concat();
        let total = items
            .iter()
            .fold(Sums::default(), |sums, item| sums + Sums::of(*item));
        Self {
            items,
            first: size,
            shared,
            total,
        }
    }

    /// What the block adds if these items are of the first group and the others of the second.
    fn arranged<'a>(&self, chosen: impl Iterator<Item = &'a Item>) -> Arrangement {
        if !self.shared {
            let first = chosen.fold(Sums::default(), |sums, item| sums + Sums::of(*item));
            return Arrangement {
                first,
                second: self.total - first,
                cross: [0.0; 4],
                clusters: self.items.len() as f64,
            };
        }
        let (num, den) = chosen.fold((0.0, 0.0), |sums, item| (sums.0 + item.0, sums.1 + item.1));
        let (num2, den2) = (self.total.0[0] - num, self.total.0[1] - den);
        Arrangement {
            first: Sums::of((num, den)),
            second: Sums::of((num2, den2)),
            cross: [num * num2, num * den2, den * num2, den * den2],
            clusters: 1.0,
        }
    }

    fn observed(&self) -> Arrangement {
        self.arranged(self.items[..self.first].iter())
    }

    fn arrangements(&self) -> f64 {
        let smaller = self.first.min(self.items.len() - self.first);
        (0..smaller).fold(1.0, |count, index| {
            count * (self.items.len() - index) as f64 / (index + 1) as f64
        })
    }

    /// A random arrangement; `items` are those of the block in any order.
    fn drawn(&self, items: &mut [Item], random: &mut Random) -> Arrangement {
        let second = items.len() - self.first;
        let smaller = self.first.min(second);
        random.choose(items, smaller);
        let arranged = self.arranged(items[..smaller].iter());
        if smaller == self.first {
            arranged
        } else {
            arranged.swapped()
        }
    }
}

/// What may be exchanged with what.
#[derive(Clone, Debug)]
struct Design {
    /// The clusters of one group only, then each cluster in both.
    blocks: Vec<Block>,
}

impl Design {
    fn of(first: &[Unit], second: &[Unit]) -> Option<Self> {
        let [first, second] = &by_cluster(first, second)?;
        let alone = |clusters: &Clusters, others: &Clusters| {
            let alone = clusters
                .iter()
                .filter(|(id, _)| others.of_cluster(*id).is_none());
            alone.map(|(_, items)| total(items)).collect::<Vec<Item>>()
        };
        let singles = Block::new(alone(first, second), alone(second, first), false);
        let in_both = first.iter().filter_map(|(id, items)| {
            let others = second.of_cluster(id)?;
            Some(Block::new(items.to_vec(), others.to_vec(), true))
        });
        let mut shared: Vec<Block> = in_both.collect();
        shared.sort_by_cached_key(|block| {
            let bits = block
                .items
                .iter()
                .map(|item| (item.0.to_bits(), item.1.to_bits()));
            (block.first, bits.collect::<Vec<_>>())
        });
        Some(Self {
            blocks: [vec![singles], shared].concat(),
        })
    }

    fn observed(&self) -> Arrangement {
        let blocks = self.blocks.iter().map(Block::observed);
        blocks.fold(Arrangement::default(), Add::add)
    }

    fn arrangements(&self) -> f64 {
        self.blocks.iter().map(Block::arrangements).product()
    }

    fn is_large(&self) -> bool {
        let shared = self.blocks.len() - 1;
        let singles = &self.blocks[0];
        singles.first.min(singles.items.len() - singles.first) + shared > LARGE
    }

    /// The share of all arrangements that are at least as extreme.
    fn enumerated(&self, statistic: f64) -> f64 {
        let (mut extreme, mut all) = (0_u32, 0_u32);
        visit(&self.blocks, Arrangement::default(), &mut |arrangement| {
            all += 1;
            extreme += u32::from(is_as_extreme(&arrangement, statistic));
        });
        f64::from(extreme) / f64::from(all)
    }

    fn sampled(&self, statistic: f64, random: &mut Random) -> f64 {
        let mut items: Vec<Vec<Item>> = self
            .blocks
            .iter()
            .map(|block| block.items.clone())
            .collect();
        let (mut extreme, mut drawn) = (0, 0);
        while drawn < MOST_DRAWN && extreme < ENOUGH_EXTREMES {
            let blocks = self.blocks.iter().zip(&mut items);
            let arrangement = blocks
                .map(|(block, items)| block.drawn(items, random))
                .fold(Arrangement::default(), Add::add);
            drawn += 1;
            extreme += u32::from(is_as_extreme(&arrangement, statistic));
        }
        f64::from(extreme + 1) / f64::from(drawn + 1)
    }
}

fn is_as_extreme(arrangement: &Arrangement, statistic: f64) -> bool {
    arrangement.statistic().abs() >= statistic.abs() * (1.0 - 1e-9)
}

/// Shows every arrangement of the blocks.
fn visit(blocks: &[Block], so_far: Arrangement, show: &mut impl FnMut(Arrangement)) {
    let Some((block, rest)) = blocks.split_first() else {
        return show(so_far);
    };
    let mut chosen: Vec<usize> = (0..block.first).collect();
    loop {
        let items = chosen.iter().map(|index| &block.items[*index]);
        visit(rest, so_far + block.arranged(items), show);
        if !advance(&mut chosen, block.items.len()) {
            return;
        }
    }
}

/// The next set of so many of `n` indices; false after the last.
fn advance(chosen: &mut [usize], n: usize) -> bool {
    let size = chosen.len();
    let Some(place) = (0..size)
        .rev()
        .find(|place| chosen[*place] < n - size + place)
    else {
        return false;
    };
    chosen[place] += 1;
    for later in place + 1..size {
        chosen[later] = chosen[later - 1] + 1;
    }
    true
}

fn total(items: &[Item]) -> Item {
    items
        .iter()
        .fold((0.0, 0.0), |sums, item| (sums.0 + item.0, sums.1 + item.1))
}

#[cfg(test)]
mod tests;
