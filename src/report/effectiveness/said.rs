//! One figure in words: what it is, its interval, and what it rests on.

use crate::measures::Kind;
use crate::report::wording::{Unit, count, counted, list_at_most, small_count};
use crate::summary::{Count, MeasureSummary, Shown};

/// A figure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The figure, or "not available", or how much of it may be shown.
    pub value: String,
    /// Its interval, or why there is none; empty where nothing need be said.
    pub interval: String,
    /// What it rests on ("130 of 212 goals").
    pub basis: String,
    /// Whether there is a figure.
    pub is_available: bool,
    /// Whether it has an interval.
    pub has_interval: bool,
}

impl Said {
    /// The interval with its name, or why there is none.
    pub fn interval_in_words(&self) -> String {
        if self.has_interval {
            format!("95\u{A0}% interval {}", self.interval)
        } else {
            self.interval.clone()
        }
    }
}

/// What stands where there is no figure.
pub(super) const NOT_AVAILABLE: &str = "not available";
/// What stands where a figure may not be shown.
pub(super) const HIDDEN: &str = "hidden";
/// Why there is no share, as statistics say it.
pub(super) const NOTHING_TO_COUNT: &str = "nothing to take a share of";
/// Why no share is shown, only that its pairs are fewer or more than so many.
const NO_SHARE: &str = "too few pairs to show a share";
/// Why a figure may not be shown.
pub(super) const TOO_FEW: &str = "too few pairs or mentors to show";
/// Why a count may not be shown that is not of few pairs itself.
const PROTECTS: &str = "hidden, so that nothing follows about few pairs";

/// The figure in words; `noun` is what its denominator counts.
pub(super) fn say(figure: &MeasureSummary, unit: Unit<'_>, noun: &str) -> Said {
    match figure.shown {
        Shown::Full => in_full(figure, unit, noun),
        Shown::TooFewPairs => unsaid(HIDDEN, TOO_FEW),
        Shown::SmallCell => unsaid(HIDDEN, "too few pairs with or without it to show"),
        Shown::Derivable => unsaid(HIDDEN, "another hidden figure could be derived from it"),
        Shown::FewerThan(limit) => unsaid(&fewer_than(limit), NO_SHARE),
        Shown::MoreThan(limit) => unsaid(&more_than(limit), NO_SHARE),
    }
}

/// What is said instead of a share of a small group that is not above a half.
pub(super) fn fewer_than(pairs: u64) -> String {
    format!("fewer than {}", counted(pairs, "pair", "pairs"))
}

/// What is said instead of a share of a small group that is above a half.
pub(super) fn more_than(pairs: u64) -> String {
    match pairs {
        0 => "at least one pair".to_owned(),
        _ => format!("more than {}", counted(pairs, "pair", "pairs")),
    }
}

/// What stands in the place of a figure.
pub(super) fn unsaid(value: &str, why: &str) -> Said {
    Said {
        value: value.to_owned(),
        interval: why.to_owned(),
        basis: String::new(),
        is_available: false,
        has_interval: false,
    }
}

fn in_full(figure: &MeasureSummary, unit: Unit<'_>, noun: &str) -> Said {
    let estimate = &figure.estimate;
    let why = || match estimate.not_available.as_deref() {
        Some(NOTHING_TO_COUNT) => format!("no {noun} to count"),
        Some("no values") => "nothing recorded".to_owned(),
        other => other.unwrap_or_default().to_owned(),
    };
    let Some(value) = estimate.value else {
        return unsaid(NOT_AVAILABLE, &why());
    };
    let together = unit.of_estimate(estimate);
    let interval = together.half_open(estimate.lower, estimate.upper);
    Said {
        value: together.show(value),
        has_interval: interval.is_some(),
        interval: interval.unwrap_or_else(why),
        basis: basis(figure, noun),
        is_available: true,
    }
}

/// What a figure rests on.
fn basis(figure: &MeasureSummary, noun: &str) -> String {
    let pairs = counted(figure.contributing.pairs as u64, "pair", "pairs");
    let estimate = &figure.estimate;
    // Units are words in the plural, which all end alike.
    let of = |num: f64, den: f64| {
        let one = noun.strip_suffix('s').unwrap_or(noun);
        let den = counted(whole(den), one, noun);
        format!("{} of {den}", count(whole(num)))
    };
    match (figure.kind, estimate.numerator, estimate.denominator) {
        (Kind::Share, Some(num), Some(den)) if noun != "pairs" => {
            format!("{}, {pairs}", of(num, den))
        }
        (Kind::Share | Kind::Flag, Some(num), Some(den)) => of(num, den),
        _ => pairs,
    }
}

/// A sum that may hold fractions, to the nearest whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to what the type holds"
)]
pub(super) fn whole(value: f64) -> u64 {
    value.round().clamp(0.0, 1e15) as u64
}

/// A count, as far as it may be shown.
pub(in crate::report) fn tally(shown: Count) -> String {
    match shown.exact() {
        Some(exact) => count(exact),
        None => shown.to_string().replace(' ', "\u{A0}"),
    }
}

/// A count with its noun, as far as it may be shown.
pub(super) fn tallied(shown: Count, one: &str, many: &str) -> String {
    match (shown.exact(), shown.to_string().strip_prefix("< ")) {
        (Some(exact), _) => counted(exact, one, many),
        (None, Some(limit)) => format!("fewer than {limit} {many}"),
        (None, None) => format!("a hidden number of {many}"),
    }
}

/// A count as the subject of a sentence: “no pair” for none.
pub(super) fn subject(shown: Count, one: &str, many: &str) -> String {
    match shown.exact() {
        Some(0) => format!("no {one}"),
        _ => tallied(shown, one, many),
    }
}

/// What was named how often, the commonest first; none where every count is too small to show.
pub(super) fn named<'a>(
    counts: impl IntoIterator<Item = (&'a str, Count)>,
    most: usize,
) -> Option<String> {
    let (shown, rare): (Vec<_>, Vec<_>) = counts
        .into_iter()
        .filter(|(_, count)| is_any(*count))
        .partition(|(_, count)| count.exact().is_some());
    let items: Vec<_> = shown
        .iter()
        .map(|(title, count)| format!("{title} ({})", tally(*count)))
        .collect();
    let rare = match rare.len() as u64 {
        0 => String::new(),
        1 => "; one other is too rare to show".to_owned(),
        more => format!("; {} others are too rare to show", small_count(more)),
    };
    (!items.is_empty()).then(|| format!("{}{rare}", list_at_most(&items, most)))
}

/// Why a count is not shown.
pub(super) fn why_hidden(shown: Count) -> Option<String> {
    let why = if shown.is_few() { TOO_FEW } else { PROTECTS };
    shown.exact().is_none().then(|| why.to_owned())
}

/// Whether a count is above nought, as far as that may be said.
pub(super) fn is_any(shown: Count) -> bool {
    shown.exact() != Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::Family;
    use crate::stats::Estimate;
    use crate::summary::Contributing;

    fn share(shown: Shown) -> MeasureSummary {
        MeasureSummary {
            measure: "goals_attained".into(),
            title: "Goals attained".into(),
            family: Family::Goals,
            kind: Kind::Share,
            horizon: None,
            pairs: 100,
            contributing: Contributing {
                pairs: 96,
                ..Contributing::default()
            },
            estimate: Estimate::available(0.613, 96, "test")
                .with_bounds(Some(0.54), Some(0.68))
                .with_ratio(1300.0, 2120.0),
            spread: None,
            shown,
        }
    }

    #[test]
    fn a_share_says_what_it_rests_on() {
        let said = say(&share(Shown::Full), Unit::Share, "goals");
        assert_eq!(said.value, "61\u{A0}%");
        assert_eq!(said.interval, "54–68\u{A0}%");
        assert_eq!(said.basis, "1,300 of 2,120\u{A0}goals, 96\u{A0}pairs");
    }

    #[test]
    fn what_never_happened_is_not_listed() {
        let counts = [("Time", 12), ("Distance", 7), ("Health", 2), ("Other", 0)]
            .map(|(title, pairs)| (title, Count::of(pairs)));
        assert_eq!(named(counts, 1).as_deref(), Some("Time (12) and 2 more"));
        assert_eq!(named([("Other", Count::of(0))], 2), None);
    }

    #[test]
    fn a_hidden_figure_says_nothing_of_itself() {
        for shown in [Shown::TooFewPairs, Shown::SmallCell, Shown::Derivable] {
            let said = say(&share(shown), Unit::Share, "goals");
            assert_eq!((said.value.as_str(), said.basis.as_str()), (HIDDEN, ""));
            assert!(!said.is_available);
        }
        let few = say(&share(Shown::FewerThan(5)), Unit::Share, "goals");
        assert_eq!(few.value, "fewer than 5\u{A0}pairs");
        let many = say(&share(Shown::MoreThan(2)), Unit::Share, "goals");
        assert_eq!(many.value, "more than 2\u{A0}pairs");
        assert_eq!(many.interval, NO_SHARE);
        let some = say(&share(Shown::MoreThan(0)), Unit::Share, "goals");
        assert_eq!(some.value, "at least one pair");
        let all_but_few = say(&share(Shown::MoreThan(1)), Unit::Share, "goals");
        assert_eq!(all_but_few.value, "more than 1\u{A0}pair");
    }

    #[test]
    fn what_is_not_available_says_why() {
        let mut figure = share(Shown::Full);
        figure.estimate = Estimate::not_available("no goal is settled", 0, "test");
        let said = say(&figure, Unit::Share, "goals");
        assert_eq!(said.value, NOT_AVAILABLE);
        assert_eq!(said.interval, "no goal is settled");
    }
}
