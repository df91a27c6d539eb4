//! Funnel limits: how far the share of a site may lie from that of all for chance alone.

use std::f64::consts::FRAC_PI_2;

use statrs::distribution::{ContinuousCDF, Normal};

use super::estimate::Interval;
use super::order::{mean, sum};
use super::quantile::Sample;

/// Fewer sites than this say too little about how much sites differ.
pub const LEAST_SITES: usize = 10;

/// The share of z scores at each end that is moved to the quantile there.
const WINSORISED: f64 = 0.1;

/// A funnel around the common share, on the arcsine scale, widened for overdispersion.
///
/// z = (asin √p − asin √θ)·2√n of each site, winsorised at its 10 % quantiles (type 7); φ is the
/// mean of z². τ² = (kφ − (k − 1)) / (Σw − Σw²/Σw) with w = 4n is the variance between k sites
/// beyond chance, at least 0.
///
/// Source: Spiegelhalter, D. J. (2005), *Qual. Saf. Health Care* 14, 347–351.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Funnel {
    /// θ: the share over all sites.
    pub share: f64,
    /// φ: above 1 where sites differ by more than chance.
    pub overdispersion: f64,
    /// τ²: variance between sites on the arcsine scale.
    pub between: f64,
}

impl Funnel {
    /// The funnel of sites (numerator, denominator).
    ///
    /// Sites without a denominator above 0 or with a share outside 0 to 1 are left out; `None` if
    /// fewer than [`LEAST_SITES`] remain.
    #[must_use]
    pub fn of(sites: &[(f64, f64)]) -> Option<Self> {
        let sites: Vec<(f64, f64)> = sites.iter().copied().filter(is_share).collect();
        if sites.len() < LEAST_SITES {
            return None;
        }
        let share = sum(sites.iter().map(|site| site.0)) / sum(sites.iter().map(|site| site.1));
        let scores: Vec<f64> = sites.iter().map(|site| score(*site, share)).collect();
        let overdispersion = mean_square(&winsorised(&scores)?)?;
        Some(Self {
            share,
            overdispersion,
            between: between(overdispersion, &sites),
        })
    }

    /// The limits at `level` (as 0.95 or 0.998) for a site with the given denominator.
    #[must_use]
    pub fn limits(&self, denominator: f64, level: f64) -> Option<Interval> {
        if !(denominator > 0.0 && (0.0..1.0).contains(&level)) {
            return None;
        }
        let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
        let spread = (1.0 / (4.0 * denominator) + self.between).sqrt();
        let angles = Interval::around(angle(self.share), z * spread)?.within(0.0, FRAC_PI_2);
        Some(Interval {
            lower: angles.lower.sin().powi(2),
            upper: angles.upper.sin().powi(2),
        })
    }
}

fn is_share((numerator, denominator): &(f64, f64)) -> bool {
    denominator.is_finite() && *denominator > 0.0 && (0.0..=*denominator).contains(numerator)
}

fn angle(share: f64) -> f64 {
    share.clamp(0.0, 1.0).sqrt().asin()
}

fn score((numerator, denominator): (f64, f64), share: f64) -> f64 {
    (angle(numerator / denominator) - angle(share)) * 2.0 * denominator.sqrt()
}

fn winsorised(scores: &[f64]) -> Option<Vec<f64>> {
    let sample = Sample::new(scores.iter().copied());
    let (low, high) = (
        sample.quantile(WINSORISED)?,
        sample.quantile(1.0 - WINSORISED)?,
    );
    Some(
        scores
            .iter()
            .map(|score| score.max(low).min(high))
            .collect(),
    )
}

fn mean_square(scores: &[f64]) -> Option<f64> {
    let squares: Vec<f64> = scores.iter().map(|score| score * score).collect();
    mean(&squares)
}

fn between(overdispersion: f64, sites: &[(f64, f64)]) -> f64 {
    let sites_count = sites.len() as f64;
    let weights = sum(sites.iter().map(|site| 4.0 * site.1));
    let squares = sum(sites.iter().map(|site| (4.0 * site.1).powi(2)));
    let excess = sites_count * overdispersion - (sites_count - 1.0);
    (excess / (weights - squares / weights)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::{assert_close, assert_interval};

    const SITES: [(f64, f64); 10] = [
        (18.0, 30.0),
        (25.0, 40.0),
        (9.0, 20.0),
        (40.0, 55.0),
        (14.0, 30.0),
        (30.0, 42.0),
        (7.0, 18.0),
        (22.0, 38.0),
        (35.0, 50.0),
        (12.0, 15.0),
    ];

    #[test]
    fn reference_funnel() {
        let funnel = Funnel::of(&SITES).unwrap();
        assert_close(funnel.share, 0.627_219, 5e-7);
        assert_close(funnel.overdispersion, 1.655_480, 5e-7);
        assert_close(funnel.between, 0.006_310_48, 5e-9);
        assert_interval(funnel.limits(20.0, 0.998), 0.221_66, 0.946_72, 5e-6);
        assert_interval(funnel.limits(20.0, 0.95), 0.361_65, 0.856_89, 5e-6);
    }

    #[test]
    fn sites_that_are_all_alike_have_no_variance_between_them() {
        let funnel = Funnel::of(&[(5.0, 10.0); 12]).unwrap();
        assert_eq!((funnel.overdispersion, funnel.between), (0.0, 0.0));
    }

    #[test]
    fn limits_stay_within_zero_and_one() {
        let funnel = Funnel::of(&[(9.0, 10.0); 12]).unwrap();
        assert_eq!(
            funnel.limits(1.0, 0.998).map(|found| found.upper),
            Some(1.0)
        );
        for (denominator, level) in [(0.0, 0.95), (f64::NAN, 0.95), (20.0, 1.0)] {
            assert_eq!(funnel.limits(denominator, level), None);
        }
    }

    #[test]
    fn fewer_than_ten_sites_have_no_funnel() {
        let mut nine_and_none = SITES;
        nine_and_none[3] = (0.0, 0.0);
        assert_eq!(Funnel::of(&nine_and_none), None);
    }
}
