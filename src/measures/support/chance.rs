//! The chance that a silent pair meets again: how often gaps of this programme that had lasted
//! as long, in the pair's own rhythm, soon ended.

use super::State;
use super::contact::{Rhythm, contact};
use crate::config::Rules;
use crate::measures::{AsOf, PairAt, StageNorms};
use crate::programme::{Day, Programme};
use crate::stats::survival::BareCurve;
use rayon::prelude::*;

/// A time between two meetings of a pair, or since the last one, paused days out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// Its length in own gaps of the pair, as the own gap was when this one began.
    pub own_gaps: f64,
    /// The meeting that ended it; `None` = none did while the pair was observed.
    pub ended_on: Option<Day>,
}

/// The gaps of a pair in order; the last one is open.
///
/// The rhythm of a pair when a gap began is all that was known of it while the gap lasted, and
/// the open gap of a pair that is silent now is measured by the same.
pub(super) fn gaps(pair: &PairAt<'_>) -> impl Iterator<Item = Gap> {
    let mut rhythm = Rhythm::expected(pair);
    let ends = pair.held_dates.iter().skip(1).copied();
    let closed = pair.closed_gaps.iter().zip(ends.map(Some));
    let all = closed.chain(pair.open_gap.iter().map(|open| (open, None)));
    all.filter_map(move |(days, ended_on)| {
        let own_gaps = rhythm.ratio(*days);
        rhythm.add(*days);
        own_gaps.map(|own_gaps| Gap { own_gaps, ended_on })
    })
}

/// How long gaps last in a programme, in own gaps of their pairs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GapCurve(BareCurve);

/// The chance of a pair to meet within [`Chance::DAYS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// Probability, 0–1.
    pub share: f64,
    /// Gaps of the programme known to have lasted longer than this one has by now.
    pub gaps: usize,
    /// How long this one has lasted, in own gaps of the pair.
    pub own_gaps: f64,
}

/// Why there is no chance to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChance {
    /// It has ended, rests or has never met.
    NotWaiting,
    /// So few gaps of the programme have lasted as long.
    TooFew(usize),
    /// No gap of the programme could be followed for as long as asked.
    NotFollowed,
}

impl GapCurve {
    /// Gaps that have lasted as long, below which nothing is said.
    pub const LEAST_GAPS: usize = 20;

    /// All gaps of a programme as of a date, open ones censored.
    #[must_use]
    pub fn collect(programme: &Programme, rules: &Rules, date: Day) -> Self {
        let norms = StageNorms::default();
        let as_of = AsOf::new(programme, rules, &norms, date);
        let partitions = programme.par_partitions();
        let gaps = partitions.flat_map_iter(|partition| {
            let pairs = partition
                .histories(programme)
                .filter_map(|history| PairAt::with_contact(history, as_of));
            pairs.flat_map(|pair| gaps(&pair).collect::<Vec<_>>())
        });
        Self::of(gaps.collect::<Vec<_>>())
    }

    /// The curve of these gaps.
    #[must_use]
    pub fn of(gaps: impl IntoIterator<Item = Gap>) -> Self {
        let observed = gaps
            .into_iter()
            .map(|gap| (gap.own_gaps, gap.ended_on.is_some()));
        Self(BareCurve::of(observed.collect()))
    }

    /// The chance of a gap of so many days, in a rhythm of so many (above 0), to end soon.
    ///
    /// # Errors
    /// Too little is known of such gaps.
    pub fn chance(&self, contact_gap: i32, own_gap: f64) -> Result<Chance, NoChance> {
        let own_gaps = f64::from(contact_gap) / own_gap;
        let by = f64::from(contact_gap + Chance::DAYS) / own_gap;
        let gaps = self.0.longer_than(own_gaps);
        if gaps < Self::LEAST_GAPS {
            return Err(NoChance::TooFew(gaps));
        }
        let share = self.0.ends_by(by, own_gaps).ok_or(NoChance::NotFollowed)?;
        Ok(Chance {
            share,
            gaps,
            own_gaps,
        })
    }

    /// The chance of a pair that may meet any day.
    ///
    /// # Errors
    /// It does not wait for a meeting, or too little is known.
    pub fn chance_of(&self, pair: &PairAt<'_>) -> Result<Chance, NoChance> {
        let (contact, resting) = (contact(pair), pair.support().state == Some(State::Paused));
        let has_met = pair.open_gap.is_some() && pair.history.supplied.sessions;
        match (contact.contact_gap, contact.own_gap) {
            (Some(gap), Some(own)) if has_met && !resting && own > 0.0 => self.chance(gap, own),
            _ => Err(NoChance::NotWaiting),
        }
    }
}

impl Chance {
    /// How soon, in days.
    pub const DAYS: i32 = 30;

    /// For the coordinator.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "Of the gaps in this programme that had lasted as long in the rhythm of their own pair ({:.1} usual gaps), {:.0} % ended with a meeting within {} days; this rests on {} gaps.",
            self.own_gaps,
            100.0 * self.share,
            Self::DAYS,
            self.gaps
        )
    }
}

impl NoChance {
    /// For the coordinator; nothing where the question does not arise.
    #[must_use]
    pub fn sentence(self) -> Option<String> {
        match self {
            Self::NotWaiting => None,
            Self::TooFew(gaps) => {
                let have = match gaps {
                    0 => "no gap in this programme has".to_owned(),
                    1 => "only 1 gap in this programme has".to_owned(),
                    gaps => format!("only {gaps} gaps in this programme have"),
                };
                Some(format!(
                    "How likely it is to meet again within {} days is not said: {have} lasted as long in the rhythm of their own pair, and {} are needed.",
                    Chance::DAYS,
                    GapCurve::LEAST_GAPS
                ))
            }
            Self::NotFollowed => Some(format!(
                "How likely it is to meet again within {} days is not said: no gap in this programme could be followed for that long.",
                Chance::DAYS
            )),
        }
    }
}
