//! What may be said of a difference and of a target.

use super::together::Together;
use crate::charts::{decimal, percent};
use crate::measures::Direction;
use crate::report::document::{Change, Trend};
use crate::stats::Estimate;
use crate::stats::clustered_mean::ALL_ALIKE;

/// What a value is, for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// A fraction, shown as per cent.
    Share,
    /// A difference of fractions, shown as percentage points.
    Points,
    /// A number of these things (`days`, `goals`); empty for a bare number.
    Of(&'a str),
}

impl<'a> Unit<'a> {
    /// The value with its unit.
    #[must_use]
    pub fn show(self, value: f64) -> String {
        match self {
            Self::Share => percent(value),
            _ => self.attach(&self.bare(value)),
        }
    }

    /// How an estimate is written beside its interval.
    #[must_use]
    pub fn of_estimate(self, estimate: &Estimate) -> Together<'a> {
        let ends = [estimate.lower, estimate.upper];
        self.together(estimate.value.into_iter().chain(ends.into_iter().flatten()))
    }

    /// The value without its unit.
    #[must_use]
    pub fn bare(self, value: f64) -> String {
        self.together([value]).bare(value)
    }

    /// How these values are written that are read together.
    #[must_use]
    pub fn together(self, values: impl IntoIterator<Item = f64>) -> Together<'a> {
        Together::new(self, values)
    }

    /// What differences of such values are in.
    #[must_use]
    pub const fn of_differences(self) -> Self {
        match self {
            Self::Share => Self::Points,
            other => other,
        }
    }

    pub(super) fn attach(self, number: &str) -> String {
        match self {
            Self::Share => format!("{number}\u{A0}%"),
            Self::Of("") => number.to_owned(),
            Self::Points => format!("{number}\u{A0}{}", noun(number, "points")),
            Self::Of(things) => format!("{number}\u{A0}{}", noun(number, things)),
        }
    }
}

/// What so many things are called, in the singular where it is one; they may be counted per time
/// (`meetings per month`).
#[must_use]
pub fn noun(number: &str, things: &str) -> String {
    let (counted, per) = things.split_at(things.find(" per ").unwrap_or(things.len()));
    match counted.strip_suffix('s') {
        Some(one) if matches!(number, "1" | "−1" | "+1") => format!("{one}{per}"),
        _ => things.to_owned(),
    }
}

/// A difference, later less earlier, in words that follow its interval; `since` names the
/// earlier period and may be empty.
#[must_use]
pub fn change(difference: &Estimate, unit: Unit<'_>, since: &str) -> Change {
    let unit = unit.of_differences();
    let since = match since {
        "" => String::new(),
        since => format!(" since {since}"),
    };
    match (difference.value, difference.lower.zip(difference.upper)) {
        (Some(value), Some((lower, upper))) if lower > 0.0 || upper < 0.0 => {
            moved(value, lower, upper, unit, &since)
        }
        (Some(_), Some((lower, upper))) => unclear(format!(
            "no clear change{since} ({})",
            unit.together([lower, upper]).range(lower, upper)
        )),
        (Some(value), None) if difference.not_available.as_deref() == Some(ALL_ALIKE) => {
            unclear(if value.abs() < 1e-9 {
                format!("the same as before in every pair{since}")
            } else {
                format!(
                    "{} in every pair{since}",
                    unit.together([value]).show(value)
                )
            })
        }
        (Some(_), None) => unclear(format!("too few to say whether it changed{since}")),
        (None, _) => unclear(match &difference.not_available {
            Some(reason) => format!("change{since} not available: {reason}"),
            None => format!("too few to say whether it changed{since}"),
        }),
    }
}

fn unclear(words: String) -> Change {
    Change {
        trend: Trend::Unclear,
        words,
        revised: String::new(),
    }
}

/// Sizes, without signs: "fell by 4 points (1 to 7)".
fn moved(value: f64, lower: f64, upper: f64, unit: Unit<'_>, since: &str) -> Change {
    let (trend, verb, near, far) = if value > 0.0 {
        (Trend::Rose, "rose", lower, upper)
    } else {
        (Trend::Fell, "fell", -upper, -lower)
    };
    let value = value.abs();
    let sizes = unit.together([value, near, far]).that_tells(near);
    let words = format!(
        "{verb} by {} ({} to {}){since}",
        sizes.show(value),
        sizes.bare(near),
        sizes.bare(far)
    );
    Change {
        trend,
        words,
        revised: String::new(),
    }
}

/// A target in words: "target 70 %: met", "missed", or "not distinguishable".
#[must_use]
pub fn target(wanted: f64, estimate: &Estimate, better: Direction, unit: Unit<'_>) -> String {
    let verdict = match (estimate.lower, estimate.upper) {
        (Some(lower), _) if lower >= wanted && better == Direction::Higher => "met",
        (_, Some(upper)) if upper < wanted && better == Direction::Higher => "missed",
        (_, Some(upper)) if upper <= wanted && better == Direction::Lower => "met",
        (Some(lower), _) if lower > wanted && better == Direction::Lower => "missed",
        (Some(_), Some(_)) => "not distinguishable",
        _ => "too few to say",
    };
    format!("target {}: {verdict}", unit.show(wanted))
}

/// A target of a count or sum over everybody or everything, which has no interval.
#[must_use]
pub fn target_of_count(wanted: f64, found: f64) -> String {
    let verdict = if found >= wanted { "met" } else { "missed" };
    format!("target {}: {verdict}", decimal(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::clustered_mean::clustered_mean;

    fn difference(value: f64, lower: f64, upper: f64) -> Estimate {
        Estimate::available(value, 10, "test").with_bounds(Some(lower), Some(upper))
    }

    #[test]
    fn a_change_that_is_the_same_in_every_pair_has_no_interval_and_is_said_so() {
        let alike = |value: f64| {
            let values: Vec<(u32, f64)> = (0..8).map(|cluster| (cluster, value)).collect();
            change(&clustered_mean(&values), Unit::Of("goals"), "2026-Q1").words
        };
        assert_eq!(alike(0.0), "the same as before in every pair since 2026-Q1");
        assert_eq!(alike(-1.0), "−1\u{A0}goal in every pair since 2026-Q1");
        let one = clustered_mean(&[(1, 2.0), (1, 3.0)]);
        let said = change(&one, Unit::Of("goals"), "").words;
        assert_eq!(said, "too few to say whether it changed");
    }

    #[test]
    fn a_change_is_called_one_only_if_its_interval_excludes_nought() {
        let said = |value, lower, upper| change(&difference(value, lower, upper), Unit::Share, "");
        assert_eq!(
            said(0.06, 0.02, 0.10),
            Change {
                trend: Trend::Rose,
                words: "rose by 6\u{A0}points (2 to 10)".into(),
                revised: String::new()
            }
        );
        assert_eq!(
            said(-0.04, -0.07, -0.01).words,
            "fell by 4\u{A0}points (1 to 7)"
        );
        assert_eq!(
            said(-0.01, -0.02, -0.002).words,
            "fell by 1.0\u{A0}points (0.2 to 2.0)",
            "an end that is not nought is not shown as nought"
        );
        let unclear = said(0.01, -0.03, 0.05);
        assert_eq!(unclear.trend, Trend::Unclear);
        assert_eq!(unclear.words, "no clear change (−3 to 5\u{A0}points)");
        assert_eq!(said(0.02, 0.0, 0.05).trend, Trend::Unclear);
    }

    #[test]
    fn one_thing_is_named_in_the_singular() {
        let shown = |value: f64, things| Unit::Of(things).show(value).replace('\u{A0}', " ");
        assert_eq!(shown(1.0, "goals"), "1 goal");
        assert_eq!(shown(1.0, "meetings per month"), "1 meeting per month");
        assert_eq!(shown(2.0, "meetings per month"), "2 meetings per month");
        assert_eq!(shown(1.0, "days"), "1 day");
        assert_eq!(
            (noun("1", "ratio"), noun("1", "")),
            ("ratio".into(), String::new())
        );
    }

    #[test]
    fn quantities_change_by_their_unit() {
        let rose = change(
            &difference(0.4, 0.1, 0.7),
            Unit::Of("meetings per pair"),
            "Q2 2026",
        );
        assert_eq!(
            rose.words,
            "rose by 0.4\u{A0}meetings per pair (0.1 to 0.7) since Q2 2026"
        );
    }

    #[test]
    fn without_an_interval_there_is_no_change_to_speak_of() {
        let bare = Estimate::available(0.2, 3, "test");
        assert_eq!(
            change(&bare, Unit::Share, "").words,
            "too few to say whether it changed"
        );
        let undated = Estimate::not_available("12 outcomes carry no date", 0, "test");
        assert_eq!(
            change(&undated, Unit::Share, "Q2 2026").words,
            "change since Q2 2026 not available: 12 outcomes carry no date"
        );
    }

    #[test]
    fn a_target_of_a_count_is_met_from_the_count_on() {
        assert_eq!(target_of_count(250.0, 250.0), "target 250: met");
        assert_eq!(target_of_count(1250.0, 1249.0), "target 1,250: missed");
    }

    #[test]
    fn a_target_is_met_or_missed_only_if_the_interval_says_so() {
        let said =
            |lower, upper, better| target(0.7, &difference(0.7, lower, upper), better, Unit::Share);
        let met = "target 70\u{A0}%: met";
        let missed = "target 70\u{A0}%: missed";
        assert_eq!(said(0.71, 0.8, Direction::Higher), met);
        assert_eq!(said(0.6, 0.69, Direction::Higher), missed);
        assert_eq!(said(0.6, 0.69, Direction::Lower), met);
        assert_eq!(said(0.71, 0.8, Direction::Lower), missed);
        assert!(said(0.65, 0.8, Direction::Higher).ends_with("not distinguishable"));
        let bare = Estimate::available(0.9, 2, "test");
        assert!(target(0.7, &bare, Direction::Higher, Unit::Share).ends_with("too few to say"));
    }
}
