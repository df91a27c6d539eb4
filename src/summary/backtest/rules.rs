//! `stalled` beside other rules that a programme could go by: what each would have caught.

use super::Standing;
use super::judged::{LEAST_PAIRS, of_enough};
use super::replay::Record;
use crate::config::SupportThresholds;
use crate::measures::is_stalled;
use crate::stats::Estimate;
use crate::stats::proportion::{ClusteredShare, Unit};
use crate::stats::two_shares::difference_of_shared_clusters;
use rayon::prelude::*;
use serde::Serialize;

/// Thresholds of the contact ratio that are tried.
const RATIOS: [f64; 6] = [1.5, 2.0, 2.5, 3.0, 3.5, 4.0];

/// Thresholds that are tried for both ratios: without the clause on overdue meetings, which asks
/// for less. The lowest of [`RATIOS`] is the usual one of that clause, and says the same.
const BOTH: [f64; 5] = [2.0, 2.5, 3.0, 3.5, 4.0];

/// Days since the last meeting that are tried.
const DAYS: [i32; 6] = [14, 21, 30, 45, 60, 90];

/// A rule that picks pairs to call.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// `stalled` as configured.
    Stalled,
    /// `stalled` with another `stalled_ratio`, everything else as configured.
    Ratio(f64),
    /// `stalled` with another `stalled_ratio` and the same `watch_ratio`, everything else as
    /// configured: an overdue meeting changes nothing.
    BothRatios(f64),
    /// So many days or more since the last meeting.
    Days(i32),
    /// The longest since their last meeting, as many on each day as `stalled` flagged; of pairs
    /// that tie for the last places each counts in part.
    LongestSilence,
    /// Every pair.
    Everyone,
}

impl Rule {
    /// Name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stalled => "stalled",
            Self::Ratio(_) => "stalled_ratio",
            Self::BothRatios(_) => "stalled_and_watch_ratio",
            Self::Days(_) => "days_since_contact",
            Self::LongestSilence => "longest_silence",
            Self::Everyone => "everyone",
        }
    }

    /// Its threshold, if it has one.
    #[must_use]
    pub fn threshold(self) -> Option<f64> {
        match self {
            Self::Ratio(ratio) | Self::BothRatios(ratio) => Some(ratio),
            Self::Days(days) => Some(f64::from(days)),
            _ => None,
        }
    }

    /// Name in reports.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Self::Stalled => "Stalled, as configured".to_owned(),
            Self::Ratio(ratio) => format!("Stalled with stalled_ratio = {ratio}"),
            Self::BothRatios(ratio) => format!("… and with watch_ratio = {ratio} too"),
            Self::Days(days) => format!("No meeting for {days} days"),
            Self::LongestSilence => "As many, by longest silence".to_owned(),
            Self::Everyone => "Every pair".to_owned(),
        }
    }
}

/// What a rule would have caught.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JudgedRule {
    /// The rule.
    pub rule: Rule,
    /// Pairs that it flagged, each counted on each day.
    pub flagged: usize,
    /// Of the flagged, the share without a held session in the days of follow-up.
    pub precision: Estimate,
    /// Of the pairs without a held session, the share that it flagged.
    pub recall: Estimate,
    /// Precision of `stalled` ÷ that of this rule; `None` where either is not available or 0.
    pub lift: Option<f64>,
    /// Precision of `stalled` less that of this rule, with its interval; not available for a rule that
    /// flags the same pairs.
    pub gain: Estimate,
}

/// Every rule over the pairs of which it can speak: those that had met and were not paused.
pub(super) fn judged(records: &[&Record<'_>], limits: &SupportThresholds) -> Vec<JudgedRule> {
    let asked = records.iter().copied();
    let records: Vec<&Record<'_>> = asked.filter(|record| record.may_be_flagged()).collect();
    let judging = Judging::of(&records, limits);
    let ratios = RATIOS.into_iter().flat_map(|ratio| {
        let both = BOTH.contains(&ratio).then_some(Rule::BothRatios(ratio));
        [Some(Rule::Ratio(ratio)), both].into_iter().flatten()
    });
    let days = DAYS.map(Rule::Days);
    let others = [Rule::LongestSilence, Rule::Everyone];
    let rules: Vec<Rule> = [Rule::Stalled]
        .into_iter()
        .chain(ratios)
        .chain(days)
        .chain(others)
        .collect();
    rules
        .into_par_iter()
        .with_max_len(1)
        .map(|rule| judging.judge(rule))
        .collect()
}

/// How much of each record a rule flags: 0 or 1, or a part where pairs tie.
type Weights = Vec<f64>;

/// What every rule is judged by.
struct Judging<'a> {
    records: &'a [&'a Record<'a>],
    limits: &'a SupportThresholds,
    /// Places of the records by mentor: shares take them in this order.
    by_mentor: Vec<usize>,
    /// What `stalled` as configured flags.
    stalled_flags: Weights,
    /// What it caught.
    stalled: Option<ClusteredShare>,
}

impl<'a> Judging<'a> {
    fn of(records: &'a [&'a Record<'a>], limits: &'a SupportThresholds) -> Self {
        let mut by_mentor: Vec<usize> = (0..records.len()).collect();
        by_mentor.sort_by_key(|place| records[*place].cluster);
        let mut judging = Self {
            records,
            limits,
            by_mentor,
            stalled_flags: flagged(&Rule::Stalled, records, limits),
            stalled: None,
        };
        judging.stalled = judging.caught(&judging.stalled_flags);
        judging
    }

    fn judge(&self, rule: Rule) -> JudgedRule {
        let flagged = flagged(&rule, self.records, self.limits);
        let caught = self.caught(&flagged);
        let precision = of_enough(caught.as_ref(), LEAST_PAIRS);
        let of_stalled = of_enough(self.stalled.as_ref(), LEAST_PAIRS);
        JudgedRule {
            rule,
            flagged: number_of(&flagged),
            recall: of_enough(self.found(&flagged).as_ref(), LEAST_PAIRS),
            lift: lift(&of_stalled, &precision),
            gain: if flagged == self.stalled_flags {
                Estimate::not_available(SAME_PAIRS, of_stalled.n, GAIN)
            } else {
                gain(
                    [self.stalled.as_ref(), caught.as_ref()],
                    [&of_stalled, &precision],
                )
            },
            precision,
        }
    }

    fn weighted(&self, flagged: &Weights) -> impl Iterator<Item = (&Record<'a>, f64)> {
        let places = self.by_mentor.iter();
        places.map(|&place| (self.records[place], flagged[place]))
    }

    /// Silent ones among the flagged.
    fn caught(&self, flagged: &Weights) -> Option<ClusteredShare> {
        let unit = |(record, weight): (&Record<'_>, f64)| {
            let silent = if record.silent { weight } else { 0.0 };
            (record.cluster, silent, weight)
        };
        let flagged = self.weighted(flagged).filter(|(_, weight)| *weight > 0.0);
        ClusteredShare::of(&flagged.map(unit).collect::<Vec<Unit>>())
    }

    /// Flagged ones among the silent.
    fn found(&self, flagged: &Weights) -> Option<ClusteredShare> {
        let silent = self.weighted(flagged).filter(|(record, _)| record.silent);
        let unit = |(record, weight): (&Record<'_>, f64)| (record.cluster, weight, 1.0);
        ClusteredShare::of(&silent.map(unit).collect::<Vec<Unit>>())
    }
}

/// Why a rule gains nothing over another one.
const SAME_PAIRS: &str = "it flags the same pairs";
const GAIN: &str = "difference of shares";

/// How many pairs are flagged; of those that tie for the last places, as many as there are places.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of pairs"
)]
fn number_of(flagged: &Weights) -> usize {
    flagged.iter().sum::<f64>().round() as usize
}

fn lift(stalled: &Estimate, other: &Estimate) -> Option<f64> {
    let (stalled, other) = (stalled.value?, other.value?);
    (other > 0.0).then(|| stalled / other)
}

fn gain([stalled, other]: [Option<&ClusteredShare>; 2], precisions: [&Estimate; 2]) -> Estimate {
    let gain = difference_of_shared_clusters(stalled, other);
    match precisions.iter().find(|share| !share.is_available()) {
        None => gain,
        Some(missing) => {
            let reason = missing.not_available.clone().unwrap_or_default();
            Estimate::not_available(reason, gain.n, gain.method)
        }
    }
}

fn flagged(rule: &Rule, records: &[&Record<'_>], limits: &SupportThresholds) -> Weights {
    let whole = |holds: bool| f64::from(u8::from(holds));
    let each = |holds: &dyn Fn(&Record<'_>) -> bool| -> Weights {
        records.iter().map(|record| whole(holds(record))).collect()
    };
    match *rule {
        Rule::Stalled => each(&|record| record.standing == Standing::Stalled),
        Rule::Ratio(ratio) => {
            let limits = SupportThresholds {
                stalled_ratio: ratio,
                ..limits.clone()
            };
            each(&|record| is_stalled_by(record, &limits))
        }
        Rule::BothRatios(ratio) => {
            let limits = SupportThresholds {
                stalled_ratio: ratio,
                watch_ratio: ratio,
                ..limits.clone()
            };
            each(&|record| is_stalled_by(record, &limits))
        }
        Rule::Days(days) => each(&|record| record.days_since.is_some_and(|since| since >= days)),
        Rule::LongestSilence => longest_silence(records),
        Rule::Everyone => each(&|_| true),
    }
}

/// Whether other limits would call a pair stalled. A pair that is too young to judge stays so.
fn is_stalled_by(record: &Record<'_>, limits: &SupportThresholds) -> bool {
    let (gap, ratio) = (record.contact_gap, record.contact_ratio);
    record.standing != Standing::TooEarly && is_stalled(limits, gap, ratio, record.overdue)
}

/// As many of each day as were stalled, those with the longest silence. Records come by day.
fn longest_silence(records: &[&Record<'_>]) -> Weights {
    let days = records.chunk_by(|left, right| left.replay == right.replay);
    days.flat_map(longest_of_day).collect()
}

fn longest_of_day(records: &[&Record<'_>]) -> Weights {
    let places = records
        .iter()
        .filter(|record| record.standing == Standing::Stalled)
        .count();
    let since = |record: &&Record<'_>| record.days_since.unwrap_or_default();
    let mut silences: Vec<i32> = records.iter().map(since).collect();
    silences.sort_unstable_by(|left, right| right.cmp(left));
    let Some(last) = places.checked_sub(1).map(|place| silences[place]) else {
        return vec![0.0; records.len()];
    };
    let longer = silences.iter().filter(|days| **days > last).count();
    let tied = silences.iter().filter(|days| **days == last).count();
    let part = (places - longer) as f64 / tied as f64;
    records
        .iter()
        .map(|record| match since(record).cmp(&last) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => part,
            std::cmp::Ordering::Less => 0.0,
        })
        .collect()
}
