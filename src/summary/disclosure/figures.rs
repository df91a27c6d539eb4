//! Single figures: measures and other estimates.

use super::{Control, LEAST_MENTORS};
use crate::stats::Estimate;
use crate::summary::figures::{Contributing, MeasureSummary, Shown};

impl Control {
    /// Hides what may not be shown of a figure.
    pub fn protect_figure(&mut self, figure: &mut MeasureSummary) {
        if figure.contributing.pairs > 0 && figure.shown == Shown::Full {
            let shown = self.decide(figure.contributing);
            self.hide(figure, shown);
        }
    }

    /// Hides all of a figure.
    pub fn hide_figure(&mut self, figure: &mut MeasureSummary, shown: Shown) {
        if figure.contributing.pairs > 0 {
            self.hide(figure, shown);
        }
    }

    /// How much of a figure may be shown that rests on this.
    pub fn decide(&self, on: Contributing) -> Shown {
        let k = self.k;
        let too_small = |count: Option<usize>| count.is_some_and(|count| 0 < count && count < k);
        if on.pairs < k || on.mentors < LEAST_MENTORS {
            return Shown::TooFewPairs;
        }
        if too_small(on.counted) || too_small(on.not_counted) {
            return Shown::SmallCell;
        }
        let is_small_group = on.pairs < 2 * k;
        match (on.counted, on.not_counted) {
            (Some(0), _) if is_small_group => Shown::FewerThan(k as u64),
            (_, Some(0)) if is_small_group => Shown::MoreThan((on.pairs - k) as u64),
            _ => Shown::Full,
        }
    }

    fn hide(&mut self, figure: &mut MeasureSummary, shown: Shown) {
        if shown == Shown::Full || figure.shown != Shown::Full {
            return;
        }
        self.hidden += 1;
        figure.shown = shown;
        figure.spread = None;
        blank(&mut figure.estimate, words(shown));
        let keeps_size = matches!(shown, Shown::FewerThan(_) | Shown::MoreThan(_));
        if keeps_size {
            figure.estimate.n = figure.contributing.pairs;
        }
        figure.contributing = Contributing {
            pairs: figure.estimate.n,
            ..Contributing::default()
        };
    }

    /// Hides an estimate over pairs by the same rules.
    pub fn protect_share_of_pairs(&mut self, estimate: &mut Estimate) {
        let Some((counted, of)) = estimate.numerator.zip(estimate.denominator) else {
            return self.protect_estimate(estimate);
        };
        let shown = self.decide(Contributing {
            pairs: estimate.n,
            mentors: estimate.clusters.unwrap_or(LEAST_MENTORS),
            counted: Some(whole(counted)),
            not_counted: Some(whole(of - counted)),
        });
        if estimate.n > 0 && shown != Shown::Full {
            self.hidden += 1;
            blank(estimate, words(shown));
        }
    }

    /// Hides an estimate that rests on fewer than k units or fewer than two mentors.
    pub fn protect_estimate(&mut self, estimate: &mut Estimate) {
        let mentors = estimate.clusters.unwrap_or(LEAST_MENTORS);
        if estimate.n > 0 && (estimate.n < self.k || mentors < LEAST_MENTORS) {
            self.hide_estimate(estimate);
        }
    }

    /// Hides an estimate.
    pub fn hide_estimate(&mut self, estimate: &mut Estimate) {
        if estimate.n > 0 {
            self.hidden += 1;
            blank(estimate, words(Shown::TooFewPairs));
        }
    }
}

/// How every reason begins for which a figure is hidden.
pub(super) const HIDDEN: &str = "hidden: ";

fn words(shown: Shown) -> &'static str {
    match shown {
        Shown::Full => "",
        Shown::TooFewPairs => "hidden: too few pairs or mentors",
        Shown::SmallCell => "hidden: too few pairs on one side",
        Shown::Derivable => "hidden: another hidden figure could be derived from it",
        Shown::FewerThan(_) => "hidden: shown as fewer than",
        Shown::MoreThan(_) => "hidden: shown as more than",
    }
}

fn blank(estimate: &mut Estimate, reason: &'static str) {
    *estimate = Estimate::not_available(reason, 0, estimate.method);
}

/// A count that was carried as a float; fractions, which only shares of goals could have, round
/// towards the smaller count and so towards hiding.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn whole(count: f64) -> usize {
    count.max(0.0) as usize
}
