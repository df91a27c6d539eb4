//! Flags held against what followed: over all days of replay, on each, and by cohort.

use super::replay::{Record, Replayed};
use crate::measures::State;
use crate::programme::Day;
use crate::stats::Estimate;
use crate::stats::proportion::{ClusteredShare, Unit, share_of_nothing};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pairs of which a share is taken, below which it is not.
pub(super) const LEAST_PAIRS: usize = 10;

/// The same for a cohort, which needs as many flagged pairs and as many without a meeting.
const LEAST_PAIRS_OF_COHORT: usize = 20;

/// Mentors that a cohort needs.
const LEAST_MENTORS_OF_COHORT: usize = 10;

/// Where an open pair stood on a day of replay, as far as its contact says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Flagged as stalled.
    Stalled,
    /// Watched or on track: meeting, as far as contact says.
    Meeting,
    /// Too young to judge.
    TooEarly,
    /// Had not met and should have.
    NeverStarted,
    /// Resting by agreement.
    Paused,
}

impl Standing {
    /// Every standing, in the order in which reports list them.
    pub const ALL: [Self; 5] = [
        Self::Stalled,
        Self::Meeting,
        Self::TooEarly,
        Self::NeverStarted,
        Self::Paused,
    ];

    /// Name in reports.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Stalled => "Stalled",
            Self::Meeting => "Watch or on track",
            Self::TooEarly => "Too early to say",
            Self::NeverStarted => "Never started",
            Self::Paused => "Paused",
        }
    }

    /// Of an open pair, from its state by contact.
    pub(super) const fn of(state: Option<State>) -> Self {
        match state {
            Some(State::Stalled) => Self::Stalled,
            Some(State::NeverStarted) => Self::NeverStarted,
            Some(State::TooEarly) => Self::TooEarly,
            Some(State::Paused) => Self::Paused,
            _ => Self::Meeting,
        }
    }
}

/// How often flags were right, over open pairs on days of replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Judged {
    /// Open pairs, each counted on each day.
    pub pairs: usize,
    /// Of pairs flagged stalled, the share without a held session in the days of follow-up. The
    /// rest are false alarms.
    pub precision: Estimate,
    /// Of pairs without a held session in the days of follow-up, the share that had been flagged
    /// stalled.
    pub recall: Estimate,
    /// Of open pairs not flagged, the share without a held session in the days of follow-up.
    pub silent_unflagged: Estimate,
    /// Of the pairs in each standing, the share without a held session.
    pub standings: Vec<(Standing, Estimate)>,
}

impl Judged {
    /// Holds flags against what followed; a share of fewer than `least` pairs is not taken.
    pub(super) fn of(records: &[&Record<'_>], least: usize) -> Self {
        let is_flagged = |record: &Record<'_>| record.standing == Standing::Stalled;
        let silent_among = |kept: &dyn Fn(&Record<'_>) -> bool| {
            share(records, least, kept, |record| record.silent)
        };
        Self {
            pairs: records.len(),
            precision: silent_among(&is_flagged),
            recall: share(records, least, |record| record.silent, is_flagged),
            silent_unflagged: silent_among(&|record| !is_flagged(record)),
            standings: Standing::ALL
                .iter()
                .map(|standing| {
                    let estimate = silent_among(&|record| record.standing == *standing);
                    (*standing, estimate)
                })
                .collect(),
        }
    }
}

/// The share of those records that are kept for which something holds.
pub(super) fn share(
    records: &[&Record<'_>],
    least: usize,
    kept: impl Fn(&Record<'_>) -> bool,
    holds: impl Fn(&Record<'_>) -> bool,
) -> Estimate {
    let units: Vec<Unit> = records
        .iter()
        .filter(|record| kept(record))
        .map(|record| (record.cluster, f64::from(u8::from(holds(record))), 1.0))
        .collect();
    of_enough(ClusteredShare::of(&units).as_ref(), least)
}

/// A share with its interval, unless it rests on too few pairs; the counts stay. `None` is a share
/// of nothing.
pub(super) fn of_enough(share: Option<&ClusteredShare>, least: usize) -> Estimate {
    let estimate = share.map_or_else(share_of_nothing, ClusteredShare::estimate);
    if estimate.n >= least {
        return estimate;
    }
    let reason = match estimate.n {
        0 => "no pair to judge by".to_owned(),
        n => format!("too few to judge by: {n}, and {least} are needed"),
    };
    Estimate {
        numerator: estimate.numerator,
        denominator: estimate.denominator,
        clusters: estimate.clusters,
        ..Estimate::not_available(reason, estimate.n, estimate.method)
    }
}

/// A day of replay.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JudgedReplay {
    /// The day.
    pub on: Day,
    /// Open pairs that were followed up.
    pub open: u64,
    /// Of them flagged stalled.
    pub flagged: u64,
    /// Of the flagged, without a held session in the days of follow-up.
    pub flagged_silent: u64,
    /// Of the open, without a held session in the days of follow-up.
    pub silent: u64,
    /// Open pairs left out because they ended as planned in the days of follow-up.
    pub completed: u64,
    /// Open pairs that were followed up, by standing.
    pub standings: Vec<(Standing, u64)>,
}

/// The days of replay one by one.
pub(super) fn replays(replayed: &Replayed<'_>) -> Vec<JudgedReplay> {
    let days = replayed.days.iter().zip(&replayed.completed).enumerate();
    days.map(|(replay, (on, completed))| {
        let of_day = || {
            replayed
                .records
                .iter()
                .filter(move |of| of.replay == replay)
        };
        let count = |kept: &dyn Fn(&Record<'_>) -> bool| {
            of_day().filter(|record| kept(record)).count() as u64
        };
        let is_flagged = |record: &Record<'_>| record.standing == Standing::Stalled;
        JudgedReplay {
            on: *on,
            open: count(&|_| true),
            flagged: count(&is_flagged),
            flagged_silent: count(&|record| is_flagged(record) && record.silent),
            silent: count(&|record| record.silent),
            completed: *completed,
            standings: Standing::ALL
                .iter()
                .map(|standing| (*standing, count(&|record| record.standing == *standing)))
                .collect(),
        }
    })
    .collect()
}

/// A cohort that is large enough to be judged alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JudgedCohort {
    /// Its name.
    pub cohort: String,
    /// How often its flags were right.
    pub judged: Judged,
}

/// The cohorts that are large enough, by name, and the number of those that are not.
pub(super) fn cohorts(records: &[&Record<'_>]) -> (Vec<JudgedCohort>, usize) {
    let mut by_cohort: BTreeMap<&str, Vec<&Record<'_>>> = BTreeMap::new();
    for record in records {
        if let Some(cohort) = record.cohort {
            by_cohort.entry(cohort).or_default().push(record);
        }
    }
    let all = by_cohort.len();
    let judged = by_cohort
        .into_par_iter()
        .map(|(cohort, records)| JudgedCohort {
            cohort: cohort.to_owned(),
            judged: Judged::of(&records, LEAST_PAIRS_OF_COHORT),
        });
    let large: Vec<JudgedCohort> = judged.filter(is_large_enough).collect();
    let small = all - large.len();
    (large, small)
}

fn is_large_enough(cohort: &JudgedCohort) -> bool {
    [&cohort.judged.precision, &cohort.judged.recall]
        .iter()
        .all(|share| {
            let mentors = share.clusters.unwrap_or_default();
            share.n >= LEAST_PAIRS_OF_COHORT && mentors >= LEAST_MENTORS_OF_COHORT
        })
}
