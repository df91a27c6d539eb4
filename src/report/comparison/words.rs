//! One comparison in words.

use super::Comparing;
use crate::measures::Kind;
use crate::report::wording::{Unit, half_open};
use crate::stats::Estimate;
use crate::summary::{Contrast, Horizon};

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
    let horizon = match contrast.horizon {
        None => String::new(),
        Some(Horizon::Days(days)) => format!(", by day {days}"),
        Some(Horizon::Median) => ", median days".to_owned(),
        Some(Horizon::RestrictedMean) => ", restricted mean days".to_owned(),
    };
    let adjusted = match contrast.adjusted_for.as_slice() {
        [] => String::new(),
        columns => format!(", adjusted for {}", columns.join(", ")),
    };
    format!("{}{horizon}{adjusted}", contrast.title)
}

/// The two groups: "A – B".
pub(super) fn groups(contrast: &Contrast) -> String {
    format!("{} – {}", contrast.groups[0], contrast.groups[1])
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
    let estimate = &contrast.sides[place].estimate;
    match estimate.value {
        _ if contrast.hidden => "hidden".into(),
        Some(value) => format!("{} (n {})", unit(report, contrast).show(value), estimate.n),
        None => NONE.into(),
    }
}

/// A difference with its interval.
pub(super) fn difference(report: &Comparing<'_>, contrast: &Contrast) -> String {
    let unit = unit(report, contrast).of_differences();
    with_interval(&contrast.difference, unit)
}

/// A value with its interval in brackets.
pub(super) fn with_interval(estimate: &Estimate, unit: Unit<'_>) -> String {
    let Some(value) = estimate.value else {
        return NONE.into();
    };
    let bare = match unit {
        Unit::Of(_) => Unit::Of(""),
        other => other,
    };
    match half_open(estimate.lower, estimate.upper, bare) {
        Some(interval) => format!("{} [{interval}]", unit.show(value)),
        None => unit.show(value),
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

/// p to three decimals, `< 0.001` below.
pub(super) fn p(value: Option<f64>) -> String {
    match value {
        None => NONE.into(),
        Some(p) if p < 0.001 => "<\u{a0}0.001".into(),
        Some(p) => format!("{p:.3}"),
    }
}
