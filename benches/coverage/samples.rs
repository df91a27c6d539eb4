//! Two groups of units that resemble each other within clusters, by a formula.

use crate::rates::Rates;
use mentorstat::stats::Estimate;
use mentorstat::stats::clustered_mean::clustered_mean;
use mentorstat::stats::clustered_ranks::{
    clustered_cliffs_delta, clustered_hodges_lehmann, mid_ranks,
};
use mentorstat::stats::mcf::{MeanCumulativeFunction, RecurrentUnit};
use mentorstat::stats::median::clustered_median;
use mentorstat::stats::permutation::cluster_permutation;
use mentorstat::stats::proportion::{ClusteredShare, Unit, clustered_share};
use mentorstat::stats::risk_ratio::ratio_of_shares;
use mentorstat::stats::standardised::{Stratum, standardised};
use mentorstat::stats::survival::{
    AalenJohansen, KaplanMeier, Outcome, Subject, Taken, difference_of_incidences,
    difference_of_restricted_means, gray_scores, log_rank_scores,
};
use mentorstat::stats::two_estimates::difference_of_estimates;
use mentorstat::stats::two_shares::difference_of_shared_clusters;

/// How many clusters there are.
pub struct Design {
    /// Heading of its table.
    pub name: &'static str,
    /// Clusters of the first and of the second group alone.
    alone: [u32; 2],
    /// Clusters with units in both groups.
    shared: u32,
}

/// Few clusters, groups of unequal size, and clusters in both groups.
pub const DESIGNS: [Design; 3] = [
    Design {
        name: "20 clusters in each group",
        alone: [20, 20],
        shared: 0,
    },
    Design {
        name: "20 clusters in the first group and 60 in the second",
        alone: [20, 60],
        shared: 0,
    },
    Design {
        name: "20 clusters with units in both groups, and 10 more in each",
        alone: [10, 10],
        shared: 20,
    },
];

/// When curves are read; observation ends evenly between this and thrice as late.
const HORIZON: f64 = 1.0;

/// To how many of all the rare event happens sooner or later.
const RARE: f64 = 0.06;

/// `SplitMix64`; see `stats::random`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number between 0 and 1, neither of them.
    fn uniform(&mut self) -> f64 {
        ((self.next() >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    fn is_below(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }
}

/// One unit with everything that is drawn for it.
struct Drawn {
    cluster: u32,
    /// The level that its cluster shares, between 0 and 1.
    level: f64,
    /// Its own number between 0 and 1.
    own: f64,
    /// Whether something else happens first.
    competes: bool,
    /// Whether what happens to it, if nothing competes, is what happens rarely.
    rare: bool,
    /// When its observation ends.
    until: f64,
    /// Whether it is of the stratum in which more succeed.
    favoured: bool,
    /// Times of recurrent events, at the rate ½ + level.
    recurrent: Vec<f64>,
}

fn unit(cluster: u32, level: f64, favoured: f64, random: &mut Random) -> Drawn {
    let until = HORIZON * (1.0 + 2.0 * random.uniform());
    let mut recurrent = Vec::new();
    let mut time = 0.0;
    while time <= until {
        time += -random.uniform().ln() / (0.5 + level);
        recurrent.push(time);
    }
    Drawn {
        cluster,
        level,
        own: random.uniform(),
        competes: random.is_below(1.0 / 3.0),
        until,
        favoured: random.is_below(favoured),
        rare: random.is_below(RARE),
        recurrent,
    }
}

/// Both groups: clusters of one to four units, of which those of a shared one fall to either group.
fn groups(design: &Design, random: &mut Random) -> [Vec<Drawn>; 2] {
    let mut groups = [Vec::new(), Vec::new()];
    let [first, second] = design.alone;
    for cluster in 0..first + second + design.shared {
        let level = random.uniform();
        let units = 1 + random.next() % 4;
        for _ in 0..units {
            let group = match cluster {
                alone if alone < first => 0,
                alone if alone < first + second => 1,
                _ => usize::from(random.is_below(0.5)),
            };
            // The first group has more of the favoured stratum: what an adjustment is to undo.
            let favoured = [0.65, 0.35][group];
            groups[group].push(unit(cluster, level, favoured, random));
        }
    }
    groups
}

/// A unit succeeds with probability one half, and more often if its cluster does.
fn share(unit: &Drawn) -> Unit {
    let success = unit.own < 0.25 + 0.5 * unit.level;
    (unit.cluster, f64::from(u8::from(success)), 1.0)
}

fn number(unit: &Drawn) -> (u32, f64) {
    (unit.cluster, unit.level + unit.own)
}

/// Something comes at −ln(own)/(½ + level), in a third of all units what competes.
fn subject(unit: &Drawn) -> Subject {
    let time = -unit.own.ln() / (0.5 + unit.level);
    let outcome = match (time > unit.until, unit.competes) {
        (true, _) => Outcome::Censored,
        (false, true) => Outcome::Competing,
        (false, false) => Outcome::Reached,
    };
    Subject {
        time: time.min(unit.until),
        outcome,
        cluster: unit.cluster,
    }
}

/// The same, but what is reached is the rare event, and everything else competes with it.
fn rarely(unit: &Drawn) -> Subject {
    let subject = subject(unit);
    let outcome = match (subject.outcome, unit.rare) {
        (Outcome::Censored, _) => Outcome::Censored,
        (_, true) => Outcome::Reached,
        (_, false) => Outcome::Competing,
    };
    Subject { outcome, ..subject }
}

fn recurrent(unit: &Drawn) -> RecurrentUnit {
    RecurrentUnit {
        events: unit.recurrent.clone(),
        until: unit.until,
        cluster: unit.cluster,
    }
}

/// The share of units to which nothing has happened by `time`: E exp(−(½ + level)·time).
fn free(time: f64) -> f64 {
    ((-0.5 * time).exp() - (-1.5 * time).exp()) / time
}

/// When that share is a half.
fn half_free() -> f64 {
    let (mut low, mut high) = (0.1, 3.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if free(middle) > 0.5 {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// ∫ of that share up to the horizon, by the midpoint rule.
fn mean_free() -> f64 {
    const PARTS: u32 = 20_000;
    let width = HORIZON / f64::from(PARTS);
    let middle = |part: u32| free((f64::from(part) + 0.5) * width);
    (0..PARTS).map(middle).sum::<f64>() * width
}

/// What covered and what was rejected in one sample.
pub fn replicate(design: &Design, seed: u64) -> Rates {
    let mut random = Random(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
    let groups = groups(design, &mut random);
    let mut rates = Rates::default();
    // Two groups that share clusters are no samples of one group each.
    if design.shared == 0 {
        of_one_group(&groups[0], &mut rates);
    }
    shares(&groups, seed, &mut rates);
    numbers(&groups, seed, &mut rates);
    curves(&groups, seed, &mut rates);
    rates
}

fn of_one_group(group: &[Drawn], rates: &mut Rates) {
    let shares: Vec<Unit> = group.iter().map(share).collect();
    rates.covers("share", &clustered_share(&shares), 0.5);
    let numbers: Vec<(u32, f64)> = group.iter().map(number).collect();
    rates.covers("median (discrete)", &clustered_median(&numbers), 1.0);
    rates.covers("mean", &clustered_mean(&numbers), 1.0);
    let subjects: Vec<Subject> = group.iter().map(subject).collect();
    let alone = KaplanMeier::of(&subjects);
    rates.covers("Kaplan–Meier", &alone.survival_at(HORIZON), free(HORIZON));
    rates.covers("median, Kaplan–Meier", &alone.median(), half_free());
    rates.covers(
        "restricted mean, Kaplan–Meier",
        &alone.restricted_mean(HORIZON),
        mean_free(),
    );
    let incidence = AalenJohansen::of(&subjects);
    let truth = 2.0 / 3.0 * (1.0 - free(HORIZON));
    rates.covers(
        "cumulative incidence",
        &incidence.incidence_at(HORIZON),
        truth,
    );
    rates.covers(
        "restricted mean, cumulative incidence",
        &incidence.restricted_mean(HORIZON),
        HORIZON - 2.0 / 3.0 * (HORIZON - mean_free()),
    );
    let units: Vec<RecurrentUnit> = group.iter().map(recurrent).collect();
    let mean = MeanCumulativeFunction::of(&units);
    rates.covers("mean cumulative number", &mean.at(HORIZON), HORIZON);
}

fn shares(groups: &[Vec<Drawn>; 2], seed: u64, rates: &mut Rates) {
    let units = groups
        .each_ref()
        .map(|group| group.iter().map(share).collect::<Vec<Unit>>());
    let parts = units.each_ref().map(|units| ClusteredShare::of(units));
    let [first, second] = parts.each_ref().map(Option::as_ref);
    rates.covers(
        "difference of shares",
        &difference_of_shared_clusters(first, second),
        0.0,
    );
    rates.covers("risk ratio", &ratio_of_shares([first, second]), 1.0);
    rates.rejects(
        "shares, clusters permuted",
        &cluster_permutation(&units[0], &units[1], seed),
    );
    let stratum = |favoured: bool| {
        let units = groups.each_ref().map(|group| {
            let of_it = group.iter().filter(|unit| unit.favoured == favoured);
            of_it.map(|unit| shifted(unit, favoured)).collect()
        });
        Stratum { units, weight: 0.5 }
    };
    let adjusted = standardised(&[stratum(true), stratum(false)], seed);
    rates.covers("adjusted difference of shares", &adjusted.difference, 0.0);
}

/// In the favoured stratum three tenths more succeed.
fn shifted(unit: &Drawn, favoured: bool) -> Unit {
    let more = if favoured { 0.15 } else { -0.15 };
    let success = unit.own < 0.25 + 0.5 * unit.level + more;
    (unit.cluster, f64::from(u8::from(success)), 1.0)
}

fn numbers(groups: &[Vec<Drawn>; 2], seed: u64, rates: &mut Rates) {
    let [first, second] = groups
        .each_ref()
        .map(|group| group.iter().map(number).collect::<Vec<(u32, f64)>>());
    rates.covers(
        "Hodges–Lehmann shift",
        &clustered_hodges_lehmann(&first, &second),
        0.0,
    );
    rates.covers(
        "Cliff's delta",
        &clustered_cliffs_delta(&first, &second),
        0.0,
    );
    let [first, second] = mid_ranks(&first, &second);
    rates.rejects(
        "ranks, clusters permuted",
        &cluster_permutation(&first, &second, seed),
    );
}

fn curves(groups: &[Vec<Drawn>; 2], seed: u64, rates: &mut Rates) {
    let subjects = groups
        .each_ref()
        .map(|group| group.iter().map(subject).collect::<Vec<Subject>>());
    let [incidences, restricted_means] = differences(&subjects);
    rates.covers("difference of cumulative incidences", &incidences, 0.0);
    rates.covers("difference of restricted means", &restricted_means, 0.0);
    rare(groups, &subjects[1], rates);
    let [first, second] = subjects
        .each_ref()
        .map(|subjects| KaplanMeier::of(subjects).median());
    rates.covers(
        "difference of medians, Kaplan–Meier",
        &difference_of_estimates(&first, &second, 0.0, ""),
        0.0,
    );
    let [first, second] = gray_scores(&subjects[0], &subjects[1]);
    rates.rejects(
        "Gray's scores, clusters permuted",
        &cluster_permutation(&first, &second, seed),
    );
    let [first, second] = log_rank_scores(&subjects[0], &subjects[1]);
    rates.rejects(
        "log-rank scores, clusters permuted",
        &cluster_permutation(&first, &second, seed),
    );
}

/// Of cumulative incidences and of restricted means at the horizon.
fn differences(subjects: &[Vec<Subject>; 2]) -> [Estimate; 2] {
    let curves = subjects.each_ref().map(|of| AalenJohansen::of(of));
    let of = |estimate: &dyn Fn(&AalenJohansen) -> Estimate,
              compare: &dyn Fn([Taken<'_>; 2], f64) -> Estimate| {
        let estimates = curves.each_ref().map(estimate);
        let [first, second] = &estimates;
        compare(
            [(curves[0].curve(), first), (curves[1].curve(), second)],
            HORIZON,
        )
    };
    [
        of(
            &|curve| curve.incidence_at(HORIZON),
            &difference_of_incidences,
        ),
        of(
            &|curve| curve.restricted_mean(HORIZON),
            &difference_of_restricted_means,
        ),
    ]
}

/// What happens rarely in the first group, and often in the second.
fn rare(groups: &[Vec<Drawn>; 2], often: &[Subject], rates: &mut Rates) {
    let rarely: Vec<Subject> = groups[0].iter().map(rarely).collect();
    let is_by_then = |subject: &&Subject| subject.time <= HORIZON;
    let happens = rarely.iter().filter(is_by_then);
    let nobody = !happens
        .into_iter()
        .any(|subject| subject.outcome == Outcome::Reached);
    let [incidences, restricted_means] = differences(&[rarely, often.to_vec()]);
    let more = RARE - 2.0 / 3.0;
    let names = if nobody {
        [
            "difference of cumulative incidences, nobody in one group",
            "difference of restricted means, nobody in one group",
        ]
    } else {
        [
            "difference of cumulative incidences, rare in one group",
            "difference of restricted means, rare in one group",
        ]
    };
    rates.covers(names[0], &incidences, more * (1.0 - free(HORIZON)));
    rates.covers(names[1], &restricted_means, -more * (HORIZON - mean_free()));
}
