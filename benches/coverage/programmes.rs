//! Whole synthetic programmes: written as files, read, measured, and compared where nothing differs.

use crate::rates::Rates;
use chrono::NaiveDate;
use mentorstat::config::{Config, Rules};
use mentorstat::ingest::{self, Unwatched};
use mentorstat::measures::{self, AsOf, PairAt, Registry, StageNorms, Value};
use mentorstat::programme::{Day, Programme};
use mentorstat::simulate::{Cohort, Rates as Frequencies, SimulationPlan, Site, write_tidy};
use mentorstat::stats::clustered_mean::clustered_mean;
use mentorstat::stats::clustered_ranks::{
    clustered_cliffs_delta, clustered_hodges_lehmann, mid_ranks,
};
use mentorstat::stats::median::clustered_median;
use mentorstat::stats::permutation::cluster_permutation;
use mentorstat::stats::proportion::{ClusteredShare, Unit, clustered_share};
use mentorstat::stats::quantile::Sample;
use mentorstat::stats::survival::{
    AalenJohansen, KaplanMeier, Outcome, Subject, difference_of_incidences,
    difference_of_restricted_means, log_rank_scores,
};
use mentorstat::stats::two_shares::difference_of_shared_clusters;
use std::collections::BTreeMap;

/// Heading of its table.
pub const NAME: &str = "Programmes of 120 pairs, about 60 mentors";

const PAIRS: u32 = 120;
/// Programmes of this size, and how many, give the truth.
const MANY_PAIRS: u32 = 10_000;
const MANY: u64 = 4;
/// Seeds of the programmes that give the truth are beyond those of the samples.
const BEYOND: u64 = 1 << 40;

const SHARES: [&str; 3] = ["goals_attained_settled", "attendance", "on_cadence"];
const FLAGS: [&str; 1] = ["retained_180d"];
const QUANTITIES: [&str; 3] = ["sessions_held", "sessions_per_month", "goal_progress"];
/// Events with the day at which their curves are read, and whether something competes.
const EVENTS: [(&str, u32, bool); 3] = [
    ("match_length", 270, false),
    ("to_first_meeting", 30, true),
    ("to_early_closure", 180, true),
];

/// Two intakes and two sites that differ in nothing. Nobody joins late, so that who starts does not
/// depend on the day of the export.
fn plan(seed: u64, pairs: u32, as_of: NaiveDate) -> SimulationPlan {
    let site = |name: &str| Site {
        name: name.to_owned(),
        attainment_shift: 0.0,
        hazard_factor: 1.0,
    };
    SimulationPlan {
        seed,
        pairs,
        from: day(2024, 1, 1),
        as_of,
        cohorts: vec![Cohort {
            name: "one".to_owned(),
            opens: day(2024, 1, 1),
            closes: day(2025, 1, 31),
            attainment_shift: 0.0,
            hazard_factor: 1.0,
        }],
        sites: vec![site("Here"), site("There")],
        rates: Frequencies {
            late_joiner: 0.0,
            matched_twice: 0.0,
            early_closure_per_month: 0.05,
            undated: 0.0,
            ..Frequencies::default()
        },
        ..SimulationPlan::default()
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

fn exported() -> NaiveDate {
    day(2025, 6, 30)
}

/// Every value of every pair, since the start and in the last two quarters.
struct Measured {
    registry: Registry,
    /// Mentor and place of each pair, in order of ids.
    pairs: Vec<(u32, bool)>,
    values: Vec<Vec<Value>>,
    quarters: [Vec<Vec<Value>>; 2],
}

impl Measured {
    fn of(plan: &SimulationPlan) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut files = write_tidy(plan, folder.path()).expect("room for the files");
        // The truth is no input.
        files.retain(|file| !file.ends_with("truth.csv"));
        let read = ingest::read(&files, &Config::default(), &Unwatched);
        let programme = read.expect("files that can be read").programme;
        Self::at(&programme, plan.as_of)
    }

    fn at(programme: &Programme, as_of: NaiveDate) -> Self {
        let rules = Rules::default();
        let registry = Registry::new(&programme.stage_model, &rules);
        let norms = StageNorms::default();
        let days = |from: Option<NaiveDate>, to: NaiveDate| measures::Span {
            from: from.map(on),
            to: on(to),
        };
        let spans = [
            days(None, as_of),
            days(Some(day(2025, 4, 1)), day(2025, 6, 30)),
            days(Some(day(2025, 1, 1)), day(2025, 3, 31)),
        ];
        let mut histories: Vec<_> = programme
            .partitions
            .iter()
            .flat_map(|partition| partition.histories(programme))
            .collect();
        histories.sort_by_key(|history| history.pair.id.as_str());
        let values = |span: &measures::Span| -> Vec<Vec<Value>> {
            let as_of = AsOf::new(programme, &rules, &norms, span.to);
            let of_pair = |history| match PairAt::new(history, as_of) {
                Some(pair) => registry.measure(&pair, span),
                None => vec![Value::Null; registry.measures().len()],
            };
            histories.iter().copied().map(of_pair).collect()
        };
        let [values, later, earlier] = spans.each_ref().map(values);
        let mut mentors = BTreeMap::new();
        let pairs = histories.iter().map(|history| {
            let pair = history.pair;
            let next = u32::try_from(mentors.len()).unwrap_or(u32::MAX);
            let name = pair.mentor.clone().unwrap_or_else(|| pair.id.clone());
            let is_here = pair
                .attributes
                .iter()
                .flatten()
                .any(|value| value == "Here");
            (*mentors.entry(name).or_insert(next), is_here)
        });
        Self {
            pairs: pairs.collect(),
            values,
            quarters: [later, earlier],
            registry,
        }
    }

    fn place(&self, id: &str) -> usize {
        self.registry.position(id).expect("a measure")
    }

    /// The pairs of a group, by whether their place among all and their site are of it.
    fn taken(&self, is_in: impl Fn(usize, bool) -> bool) -> Vec<usize> {
        let pairs = self.pairs.iter().enumerate();
        let taken = pairs.filter(|(place, (_, here))| is_in(*place, *here));
        taken.map(|(place, _)| place).collect()
    }

    fn units(&self, id: &str, table: &[Vec<Value>], pairs: &[usize]) -> Vec<Unit> {
        let place = self.place(id);
        let unit = |pair: &usize| {
            let (num, den) = match table[*pair][place] {
                Value::Share { num, den } => (num, den),
                Value::Flag(flag) => (f64::from(u8::from(flag)), 1.0),
                _ => return None,
            };
            Some((self.pairs[*pair].0, num, den))
        };
        pairs.iter().filter_map(unit).collect()
    }

    fn numbers(&self, id: &str, table: &[Vec<Value>], pairs: &[usize]) -> Vec<(u32, f64)> {
        let place = self.place(id);
        let number = |pair: &usize| match table[*pair][place] {
            Value::Quantity(number) => Some((self.pairs[*pair].0, number)),
            _ => None,
        };
        pairs.iter().filter_map(number).collect()
    }

    fn subjects(&self, id: &str, pairs: &[usize]) -> Vec<Subject> {
        let place = self.place(id);
        let subject = |pair: &usize| match self.values[*pair][place] {
            Value::Event { days, outcome } => Some(Subject {
                time: f64::from(days),
                outcome: match outcome {
                    measures::Outcome::Reached => Outcome::Reached,
                    measures::Outcome::Competing => Outcome::Competing,
                    measures::Outcome::Censored => Outcome::Censored,
                },
                cluster: self.pairs[*pair].0,
            }),
            _ => None,
        };
        pairs.iter().filter_map(subject).collect()
    }

    /// For each quantity, later less earlier of the pairs that have both.
    fn changes(&self, id: &str) -> Vec<(u32, f64)> {
        let place = self.place(id);
        let [later, earlier] = &self.quarters;
        let difference = |row: usize| match (&later[row][place], &earlier[row][place]) {
            (Value::Quantity(later), Value::Quantity(earlier)) => Some(later - earlier),
            _ => None,
        };
        let pairs = self.pairs.iter().enumerate();
        pairs
            .filter_map(|(row, (cluster, _))| Some((*cluster, difference(row)?)))
            .collect()
    }
}

fn on(date: NaiveDate) -> Day {
    use chrono::Datelike;
    Day::from_ymd(date.year(), date.month(), date.day()).expect("a day of the calendar")
}

/// What is true of each measure, by its id.
#[derive(Default)]
pub struct Truth {
    shares: BTreeMap<&'static str, f64>,
    medians: BTreeMap<&'static str, f64>,
    /// Change of the share, or of the mean, between two quarters.
    changes: BTreeMap<&'static str, f64>,
    incidences: BTreeMap<&'static str, f64>,
    restricted_means: BTreeMap<&'static str, f64>,
    event_medians: BTreeMap<&'static str, f64>,
}

impl Truth {
    /// Of forty thousand pairs. What becomes of events is taken from records of two years more, in which
    /// every pair has ended, as plain proportions.
    pub fn of_many_pairs() -> Self {
        let seeds = (0..MANY).map(|number| BEYOND + number);
        let now: Vec<Measured> = seeds
            .clone()
            .map(|seed| Measured::of(&plan(seed, MANY_PAIRS, exported())))
            .collect();
        let later: Vec<Measured> = seeds
            .map(|seed| Measured::of(&plan(seed, MANY_PAIRS, day(2027, 6, 30))))
            .collect();
        let mut truth = Self::default();
        truth.of_shares(&now);
        truth.of_quantities(&now);
        for (id, day, _) in EVENTS {
            truth.of_event(id, f64::from(day), &later);
        }
        truth
    }

    fn of_shares(&mut self, all: &[Measured]) {
        for id in SHARES.into_iter().chain(FLAGS) {
            let share = |table: fn(&Measured) -> &Vec<Vec<Value>>| {
                let units = all.iter().flat_map(|of| {
                    let pairs = of.taken(|_, _| true);
                    of.units(id, table(of), &pairs)
                });
                let (num, den) =
                    units.fold((0.0, 0.0), |sums, unit| (sums.0 + unit.1, sums.1 + unit.2));
                num / den
            };
            self.shares.insert(id, share(|of| &of.values));
            let change = share(|of| &of.quarters[0]) - share(|of| &of.quarters[1]);
            self.changes.insert(id, change);
        }
    }

    fn of_quantities(&mut self, all: &[Measured]) {
        for id in QUANTITIES {
            let numbers = all
                .iter()
                .flat_map(|of| of.numbers(id, &of.values, &of.taken(|_, _| true)));
            let sample = Sample::new(numbers.map(|number| number.1));
            self.medians.insert(id, sample.median().expect("pairs"));
            let changes = all.iter().flat_map(|of| of.changes(id));
            let sample = Sample::new(changes.map(|change| change.1));
            self.changes.insert(id, sample.mean().expect("pairs"));
        }
    }

    fn of_event(&mut self, id: &'static str, horizon: f64, all: &[Measured]) {
        let subjects = all
            .iter()
            .flat_map(|of| of.subjects(id, &of.taken(|_, _| true)));
        // Whoever had something else, or nothing, in these years will not have it.
        let times: Vec<f64> = subjects
            .map(|subject| match subject.outcome {
                Outcome::Reached => subject.time,
                Outcome::Competing | Outcome::Censored => f64::INFINITY,
            })
            .collect();
        let n = times.len() as f64;
        let reached = times.iter().filter(|time| **time <= horizon).count();
        self.incidences.insert(id, reached as f64 / n);
        let before = times.iter().map(|time| time.min(horizon)).sum::<f64>();
        self.restricted_means.insert(id, before / n);
        let mut times = times;
        times.sort_by(f64::total_cmp);
        if let Some(median) = times.get(times.len() / 2).filter(|time| time.is_finite()) {
            self.event_medians.insert(id, *median);
        }
    }

    /// What covered and what was rejected in one programme.
    pub fn replicate(&self, seed: u64) -> Rates {
        let measured = Measured::of(&plan(seed, PAIRS, exported()));
        let mut rates = Rates::default();
        self.of_programme(&measured, &mut rates);
        let by_site = [true, false].map(|site| measured.taken(|_, here| here == site));
        between(&measured, &by_site, &AT_SITES, seed, &mut rates);
        // Every other pair: most mentors with several pairs have some in both groups.
        let by_turns = [0, 1].map(|turn| measured.taken(|place, _| place % 2 == turn));
        between(&measured, &by_turns, &SHARING, seed, &mut rates);
        rates
    }

    fn of_programme(&self, measured: &Measured, rates: &mut Rates) {
        let all = measured.taken(|_, _| true);
        for id in SHARES.into_iter().chain(FLAGS) {
            let units = measured.units(id, &measured.values, &all);
            rates.covers(id, &clustered_share(&units), self.shares[id]);
        }
        for (name, id) in [
            ("change of attendance", "attendance"),
            ("change of on_cadence", "on_cadence"),
        ] {
            let shares = measured
                .quarters
                .each_ref()
                .map(|table| ClusteredShare::of(&measured.units(id, table, &all)));
            let [later, earlier] = shares.each_ref().map(Option::as_ref);
            let change = difference_of_shared_clusters(later, earlier);
            rates.covers(name, &change, self.changes[id]);
        }
        let change = clustered_mean(&measured.changes("sessions_held"));
        let truth = self.changes["sessions_held"];
        rates.covers("change of sessions_held", &change, truth);
        for id in QUANTITIES {
            let numbers = measured.numbers(id, &measured.values, &all);
            rates.covers(id, &clustered_median(&numbers), self.medians[id]);
        }
        for ((id, day, competes), names) in EVENTS.into_iter().zip(CURVES) {
            let subjects = measured.subjects(id, &all);
            self.of_curve(id, f64::from(day), competes, names, &subjects, rates);
        }
    }

    fn of_curve(
        &self,
        id: &'static str,
        day: f64,
        competes: bool,
        names: [&'static str; 3],
        subjects: &[Subject],
        rates: &mut Rates,
    ) {
        let (at, mean, median) = if competes {
            let curve = AalenJohansen::of(subjects);
            (
                curve.incidence_at(day),
                curve.restricted_mean(day),
                curve.median(),
            )
        } else {
            let curve = KaplanMeier::of(subjects);
            (
                curve.incidence_at(day),
                curve.restricted_mean(day),
                curve.median(),
            )
        };
        rates.covers(names[0], &at, self.incidences[id]);
        rates.covers(names[1], &mean, self.restricted_means[id]);
        if let Some(truth) = self.event_medians.get(id) {
            rates.covers(names[2], &median, *truth);
        }
    }
}

const CURVES: [[&str; 3]; 3] = [
    [
        "match_length by day 270",
        "match_length, restricted mean",
        "match_length, median",
    ],
    [
        "to_first_meeting by day 30",
        "to_first_meeting, restricted mean",
        "to_first_meeting, median (discrete)",
    ],
    [
        "to_early_closure by day 180",
        "to_early_closure, restricted mean",
        "to_early_closure, median",
    ],
];

/// What the figures of two groups are called.
struct Names {
    share: [&'static str; 2],
    shift: &'static str,
    delta: &'static str,
    ranks: &'static str,
    incidence: &'static str,
    restricted_mean: &'static str,
    log_rank: &'static str,
}

const AT_SITES: Names = Names {
    share: [
        "sites: difference of goals_attained_settled",
        "sites: goals_attained_settled",
    ],
    shift: "sites: shift of sessions_per_month",
    delta: "sites: Cliff's delta of sessions_per_month",
    ranks: "sites: ranks of sessions_per_month",
    incidence: "sites: difference of match_length by day 270",
    restricted_mean: "sites: difference of restricted means of match_length",
    log_rank: "sites: log-rank of match_length",
};

const SHARING: Names = Names {
    share: [
        "mentors in both: difference of goals_attained_settled",
        "mentors in both: goals_attained_settled",
    ],
    shift: "mentors in both: shift of sessions_per_month",
    delta: "mentors in both: Cliff's delta of sessions_per_month",
    ranks: "mentors in both: ranks of sessions_per_month",
    incidence: "mentors in both: difference of match_length by day 270",
    restricted_mean: "mentors in both: difference of restricted means of match_length",
    log_rank: "mentors in both: log-rank of match_length",
};

/// Two groups of a programme that do not differ.
fn between(
    measured: &Measured,
    groups: &[Vec<usize>; 2],
    names: &Names,
    seed: u64,
    rates: &mut Rates,
) {
    let id = "goals_attained_settled";
    let units = groups
        .each_ref()
        .map(|of| measured.units(id, &measured.values, of));
    let parts = units.each_ref().map(|units| ClusteredShare::of(units));
    let [first, second] = parts.each_ref().map(Option::as_ref);
    let difference = difference_of_shared_clusters(first, second);
    rates.covers(names.share[0], &difference, 0.0);
    rates.rejects(
        names.share[1],
        &cluster_permutation(&units[0], &units[1], seed),
    );
    let id = "sessions_per_month";
    let [first, second] = groups
        .each_ref()
        .map(|of| measured.numbers(id, &measured.values, of));
    rates.covers(names.shift, &clustered_hodges_lehmann(&first, &second), 0.0);
    rates.covers(names.delta, &clustered_cliffs_delta(&first, &second), 0.0);
    let [first, second] = mid_ranks(&first, &second);
    rates.rejects(names.ranks, &cluster_permutation(&first, &second, seed));
    let subjects = groups
        .each_ref()
        .map(|of| measured.subjects("match_length", of));
    let curves = subjects.each_ref().map(|of| KaplanMeier::of(of));
    let at = curves.each_ref().map(|curve| curve.incidence_at(270.0));
    let taken = [(curves[0].curve(), &at[0]), (curves[1].curve(), &at[1])];
    let difference = difference_of_incidences(taken, 270.0);
    rates.covers(names.incidence, &difference, 0.0);
    let means = curves.each_ref().map(|curve| curve.restricted_mean(270.0));
    let taken = [
        (curves[0].curve(), &means[0]),
        (curves[1].curve(), &means[1]),
    ];
    let difference = difference_of_restricted_means(taken, 270.0);
    rates.covers(names.restricted_mean, &difference, 0.0);
    let [first, second] = log_rank_scores(&subjects[0], &subjects[1]);
    rates.rejects(names.log_rank, &cluster_permutation(&first, &second, seed));
}
