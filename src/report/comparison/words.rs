//! One comparison in words.

use super::Comparing;
use crate::measures::Kind;
use crate::report::wording::{Unit, decimal, list};
use crate::stats::Estimate;
use crate::summary::{Contrast, Horizon, REST};

/// What stands where there is no figure.
pub(super) const NONE: &str = "–";

/// The name of a grouping in a sentence.
pub(super) fn by(grouping: &str) -> String {
    grouping.replace('_', " ")
}

/// An anchor of letters, digits and `-`; the place keeps apart what looks alike.
pub(super) fn anchor(prefix: &str, name: &str, place: usize) -> String {
    let plain: String = name
        .chars()
        .map(|sign| {
            if sign.is_ascii_alphanumeric() {
                sign.to_ascii_lowercase()
            } else {
                '-'
            }
        })
        .collect();
    format!("{prefix}-{plain}-{place}")
}

/// Name of what is compared: measure, horizon, adjustment.
pub(super) fn title(contrast: &Contrast) -> String {
    let horizon = horizon(contrast).map_or_else(String::new, |horizon| format!(", {horizon}"));
    format!("{}{horizon}{}", contrast.title, adjustment(contrast))
}

/// Which figure of an event it is.
pub(super) fn horizon(contrast: &Contrast) -> Option<String> {
    Some(match contrast.horizon? {
        Horizon::Days(days) => format!("by day {days}"),
        Horizon::Median => "median".to_owned(),
        Horizon::RestrictedMean => match contrast.until() {
            Some(day) => format!("mean up to day {}", decimal(day)),
            None => "mean up to the last day compared".to_owned(),
        },
    })
}

fn adjustment(contrast: &Contrast) -> String {
    match contrast.adjusted_for.as_slice() {
        [] => String::new(),
        columns => format!(", adjusted for {}", list(columns)),
    }
}

/// What rows of one measure have in common: its name, its unit, its adjustment.
pub(super) fn band(report: &Comparing<'_>, contrast: &Contrast) -> String {
    let named = |noun: &str| contrast.title.to_lowercase().contains(noun);
    let unit = match unit(report, contrast) {
        Unit::Of("") => String::new(),
        Unit::Of(noun) if contrast.horizon.is_none() && !named(noun) => format!(" ({noun})"),
        _ => String::new(),
    };
    format!("{}{unit}{}", contrast.title, adjustment(contrast))
}

/// The same where a scale without unit is drawn.
pub(super) fn bare_band(contrast: &Contrast) -> String {
    format!("{}{}", contrast.title, adjustment(contrast))
}

/// The two groups: "A – B".
pub(super) fn groups(contrast: &Contrast) -> String {
    format!("{} – {}", contrast.groups[0], second(contrast))
}

/// The second group in words.
fn second(contrast: &Contrast) -> &str {
    match contrast.groups[1].as_str() {
        REST => "all others",
        named => named,
    }
}

/// Whether a group is held against all others together.
pub(super) fn against_rest(contrast: &Contrast) -> bool {
    contrast.groups[1] == REST
}

/// What the figures are.
pub(super) fn unit<'a>(report: &Comparing<'a>, contrast: &Contrast) -> Unit<'a> {
    if is_share(contrast) {
        return Unit::Share;
    }
    let registry = report.brief.registry;
    let place = registry.position(&contrast.measure);
    match place
        .and_then(|place| registry.measures().get(place))
        .map(|measure| measure.unit)
    {
        Some("ratio" | "%") | None => Unit::Of(""),
        Some(unit) => Unit::Of(unit),
    }
}

/// Whether the figures are fractions.
pub(super) fn is_share(contrast: &Contrast) -> bool {
    matches!(contrast.kind, Kind::Share | Kind::Flag)
        || matches!(contrast.horizon, Some(Horizon::Days(_)))
}

/// The figure of one side, with its number of pairs.
pub(super) fn side(report: &Comparing<'_>, contrast: &Contrast, place: usize) -> String {
    counted_side(contrast, place, unit(report, contrast))
}

/// The same where the unit stands over the rows already.
pub(super) fn bare_side(report: &Comparing<'_>, contrast: &Contrast, place: usize) -> String {
    counted_side(contrast, place, unit_in_band(report, contrast))
}

fn counted_side(contrast: &Contrast, place: usize, unit: Unit<'_>) -> String {
    let estimate = &contrast.sides[place].estimate;
    match estimate.value {
        _ if contrast.hidden => "hidden".into(),
        Some(value) => format!("{} (n\u{a0}{})", unit.show(value), estimate.n),
        None => NONE.into(),
    }
}

/// What the figures are, in rows whose band names the unit; figures of an event differ in theirs.
fn unit_in_band<'a>(report: &Comparing<'a>, contrast: &Contrast) -> Unit<'a> {
    match unit(report, contrast) {
        Unit::Of(_) if contrast.horizon.is_none() => Unit::Of(""),
        unit => unit,
    }
}

/// A difference with its interval.
pub(super) fn difference(report: &Comparing<'_>, contrast: &Contrast) -> String {
    let unit = unit(report, contrast).of_differences();
    with_interval(&contrast.difference, unit)
}

/// The same where the unit stands over the rows already.
pub(super) fn bare_difference(report: &Comparing<'_>, contrast: &Contrast) -> String {
    let unit = unit_in_band(report, contrast).of_differences();
    with_interval(&contrast.difference, unit)
}

/// A value with its interval in brackets.
pub(super) fn with_interval(estimate: &Estimate, unit: Unit<'_>) -> String {
    let Some(value) = estimate.value else {
        return NONE.into();
    };
    let together = unit.of_estimate(estimate);
    match together.bare_half_open(estimate.lower, estimate.upper) {
        Some(interval) => format!("{} [{interval}]", together.show(value)),
        None => together.show(value),
    }
}

/// The size of the difference with its interval and what it is.
pub(super) fn effect(contrast: &Contrast) -> String {
    let Some(effect) = contrast
        .effect
        .as_ref()
        .filter(|effect| effect.estimate.is_available())
    else {
        return NONE.into();
    };
    let name = match effect.name {
        "risk_ratio" => "RR",
        _ => "δ",
    };
    format!("{name} {}", with_interval(&effect.estimate, Unit::Of("")))
}

/// Whether its test, allowing for all others of its family, leaves a difference standing, and its
/// interval too: of numbers with many ties the one may do so without the other.
pub(super) fn is_clear(contrast: &Contrast) -> bool {
    stands_its_test(contrast) && !may_be_none(&contrast.difference)
}

/// Whether its test, allowing for all others of its family, leaves a difference standing.
pub(super) fn stands_its_test(contrast: &Contrast) -> bool {
    contrast.p_adjusted.is_some_and(|p| p < 0.05)
}

/// Whether the interval of a difference holds 0; one with a single end goes on without end.
fn may_be_none(difference: &Estimate) -> bool {
    match (difference.lower, difference.upper) {
        (None, None) => false,
        (lower, upper) => {
            lower.is_none_or(|lower| lower <= 0.0) && upper.is_none_or(|upper| upper >= 0.0)
        }
    }
}

/// p to three decimals, `< 0.001` below.
pub(super) fn p(value: Option<f64>) -> String {
    match value {
        None => NONE.into(),
        Some(p) if p < 0.001 => "<\u{a0}0.001".into(),
        Some(p) => format!("{p:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::{Family, Window};
    use crate::summary::Side;

    /// Stages skipped, which the test tells apart, with a difference between these ends.
    fn contrast(lower: Option<f64>, upper: Option<f64>) -> Contrast {
        let side = Side {
            estimate: Estimate::available(1.0, 20, "test"),
            contributing: crate::summary::Contributing::default(),
        };
        Contrast {
            grouping: "cohort".into(),
            measure: "stages_skipped".into(),
            title: "Stages skipped".into(),
            family: Family::Stages,
            kind: Kind::Quantity,
            window: Window::State,
            horizon: None,
            at_day: None,
            adjusted_for: Vec::new(),
            groups: ["A".into(), "B".into()],
            sides: [side.clone(), side],
            shared_mentors: 0,
            difference: Estimate::available(0.0, 40, "test").with_bounds(lower, upper),
            effect: None,
            test: None,
            p_adjusted: Some(0.004),
            adjustment: "Holm",
            among: String::new(),
            notes: Vec::new(),
            strata: Vec::new(),
            hidden: false,
        }
    }

    #[test]
    fn a_difference_whose_interval_holds_nought_is_not_clear() {
        for (lower, upper, clear) in [
            (Some(0.5), Some(2.0), true),
            (Some(-2.0), Some(-0.5), true),
            (Some(0.0), Some(2.0), false),
            (Some(-1.0), Some(2.0), false),
            (Some(5.0), None, true),
            (Some(-5.0), None, false),
            (None, None, true),
        ] {
            let contrast = contrast(lower, upper);
            assert_eq!(is_clear(&contrast), clear, "{lower:?} to {upper:?}");
        }
        let untested = Contrast {
            p_adjusted: None,
            ..contrast(Some(0.5), Some(2.0))
        };
        assert!(!is_clear(&untested));
    }
}
