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

    /// Hides a figure of a group of which nothing may be known: not even that no pair has a value,
    /// as none has ended.
    pub fn hide_even_none(&mut self, figure: &mut MeasureSummary) {
        self.hide(figure, Shown::TooFewPairs);
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
        let is_small_cell = too_small(on.counted) || too_small(on.not_counted);
        match (on.counted, on.not_counted) {
            (Some(counted), Some(rest))
                if on.pairs < 2 * k && (is_small_cell || counted == 0 || rest == 0) =>
            {
                // Of goals or meetings a pair may have some on either side.
                if counted + rest == on.pairs {
                    self.bound(on.pairs, counted, rest)
                } else {
                    Shown::SmallCell
                }
            }
            _ if is_small_cell => Shown::SmallCell,
            _ => Shown::Full,
        }
    }

    /// What is said of a share of a small group. None and all are said in the words of any other
    /// count on their side of the half: words of their own would tell them.
    fn bound(&self, pairs: usize, counted: usize, rest: usize) -> Shown {
        if counted <= rest {
            Shown::FewerThan(self.k as u64)
        } else {
            Shown::MoreThan((pairs - self.k) as u64)
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
        figure.contributing = Contributing::default();
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

/// Says less of a figure that is hidden.
pub(super) fn hide_bound(figure: &mut MeasureSummary) {
    figure.shown = Shown::Derivable;
    blank(&mut figure.estimate, words(Shown::Derivable));
}

/// How every reason begins for which a figure is hidden.
pub(super) const HIDDEN: &str = "hidden: ";

fn words(shown: Shown) -> &'static str {
    match shown {
        Shown::Full => "",
        Shown::TooFewPairs => "hidden: too few pairs or mentors",
        Shown::Derivable => "hidden: another hidden figure could be derived from it",
        Shown::SmallCell | Shown::FewerThan(_) | Shown::MoreThan(_) => {
            "hidden: too few pairs on one side"
        }
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
