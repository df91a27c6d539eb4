//! Progress, and what bare numbers of it are worth: as the configuration or a header says, else as
//! all numbers of the file together say.

use super::numbers::{number, out_of, percentage};
use crate::programme::{Origin, fold};

/// What somebody has said of the bare numbers of progress in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ProgressUnit {
    /// Nothing.
    #[default]
    Unsaid,
    /// They are per cent: `Progress (%)`.
    Percent,
    /// They are points, from no progress to all of it: `Progress (1-5)`.
    Points(f64, f64),
    /// Headers say different things.
    Disputed,
}

impl ProgressUnit {
    /// What the headers of a file say together.
    #[must_use]
    pub fn of_headers<'a>(headers: impl IntoIterator<Item = &'a str>) -> Self {
        let said = headers.into_iter().map(Self::of_header);
        said.fold(Self::Unsaid, |so_far, said| match (so_far, said) {
            (one, Self::Unsaid) | (Self::Unsaid, one) => one,
            (one, other) if one == other => one,
            _ => Self::Disputed,
        })
    }

    fn of_header(header: &str) -> Self {
        const PERCENT: [&str; 9] = [
            "percent",
            "per cent",
            "pct",
            "prozent",
            "procent",
            "pourcent",
            "porcent",
            "yuzde",
            "процент",
        ];
        let folded = fold(header);
        if header.contains(['%', '％', '率']) || PERCENT.iter().any(|word| folded.contains(word))
        {
            return Self::Percent;
        }
        match range_in(&folded) {
            Some((0, 100)) => Self::Percent,
            Some((low, high)) => Self::Points(f64::from(low), f64::from(high)),
            None => Self::Unsaid,
        }
    }

    /// What is assumed, as a sentence, where it is not plain.
    #[must_use]
    pub fn said(self) -> Option<String> {
        let Self::Points(low, high) = self else {
            return None;
        };
        Some(format!(
            "the numbers of progress are read as points from {low}, no progress, to {high}, all of \
             it, as their header says; progress_range in mentorstat.toml says it otherwise"
        ))
    }

    /// Progress as 0–100: `75 %`, `3/5`, and points; of other bare numbers it is only decided
    /// later what they are worth, and they are as written. See [`ProgressEvidence`].
    #[must_use]
    pub fn read(self, text: &str) -> Option<f64> {
        let value = explicit(text).or_else(|| self.worth(number(text)?))?;
        (0.0..=100.0).contains(&value).then_some(value)
    }

    fn worth(self, value: f64) -> Option<f64> {
        let Self::Points(low, high) = self else {
            return Some(value);
        };
        let share = (value - low) / (high - low);
        (0.0..=1.0).contains(&share).then_some(100.0 * share)
    }
}

/// Two whole numbers that stand next to each other in a folded header, as `1-5` or `0 to 10`.
fn range_in(folded: &str) -> Option<(u8, u8)> {
    let words = folded.split(' ');
    let words: Vec<&str> = words
        .filter(|word| !["to", "bis", "a"].contains(word))
        .collect();
    let mut ranges = words.windows(2).filter_map(|two| {
        let (low, high) = (two[0].parse().ok()?, two[1].parse().ok()?);
        (low <= 1 && high > low + 1).then_some((low, high))
    });
    ranges.next_back()
}

/// Progress that says itself what it is worth: `75 %`, `3/5`.
fn explicit(text: &str) -> Option<f64> {
    let ratio = || out_of(text).map(|(part, all)| 100.0 * f64::from(part) / f64::from(all));
    percentage(text).or_else(ratio)
}

/// What the cells of a file say about the scale of its progress.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ProgressEvidence {
    fractions: bool,
    explicit: bool,
    greatest: Option<Greatest>,
}

/// The greatest bare number above 0, where it first stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Greatest {
    /// The number.
    pub value: f64,
    /// Its row.
    pub origin: Origin,
    /// Its column.
    pub header: usize,
}

/// What bare numbers of progress are worth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ProgressScale {
    /// Hundredths, or known before: they are 0–100 as read.
    #[default]
    Percent,
    /// They are 0–1.
    Fraction,
    /// Per cent or points of a scale, of which nobody has said how many there are: not read.
    Open(Greatest),
}

impl ProgressEvidence {
    /// Takes in one cell.
    pub fn observe(&mut self, text: &str, header: usize, origin: Origin) {
        match number(text) {
            Some(value) => {
                self.fractions |= value > 0.0 && value < 1.0;
                if value > 0.0 {
                    self.take(Greatest {
                        value,
                        origin,
                        header,
                    });
                }
            }
            None => self.explicit |= explicit(text).is_some(),
        }
    }

    fn take(&mut self, found: Greatest) {
        let is_before = |known: &Greatest| {
            let (one, other) = ((known.origin, known.header), (found.origin, found.header));
            known.value > found.value || (known.value >= found.value && one <= other)
        };
        if !self.greatest.as_ref().is_some_and(is_before) {
            self.greatest = Some(found);
        }
    }

    /// Takes in the evidence of another part of the file.
    pub fn merge(&mut self, other: &Self) {
        self.fractions |= other.fractions;
        self.explicit |= other.explicit;
        if let Some(found) = other.greatest {
            self.take(found);
        }
    }

    /// Fractions where no number is above 1, none says per cent, and at least one lies between 0
    /// and 1. Else per cent, if a header or any cell says so, or a number is above 10. Up to 10
    /// nobody can tell per cent from points.
    #[must_use]
    pub fn decide(&self, unit: ProgressUnit) -> ProgressScale {
        const MOST_POINTS: f64 = 10.0;
        let Some(greatest) = self.greatest else {
            return ProgressScale::Percent;
        };
        let is_open = match unit {
            ProgressUnit::Points(..) => return ProgressScale::Percent,
            ProgressUnit::Disputed => true,
            ProgressUnit::Percent => false,
            ProgressUnit::Unsaid => !self.explicit && greatest.value <= MOST_POINTS,
        };
        if self.fractions && !self.explicit && greatest.value <= 1.0 {
            ProgressScale::Fraction
        } else if is_open {
            ProgressScale::Open(greatest)
        } else {
            ProgressScale::Percent
        }
    }
}

impl ProgressScale {
    /// A value of the file as 0–100, where it can be said.
    #[must_use]
    pub fn apply(self, value: f64) -> Option<f64> {
        match self {
            Self::Percent => Some(value),
            // Hundredths are no numbers of two powers: 0.57 × 100 is not 57.
            Self::Fraction => Some((value * 100.0 * 1e9).round() / 1e9),
            Self::Open(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn progress_lies_between_0_and_100() {
        for (text, expected) in [
            ("75", 75.0),
            ("75 %", 75.0),
            ("0,75", 0.75),
            ("0,5%", 0.5),
            ("3/4", 75.0),
            ("12.5 per cent", 12.5),
            ("0", 0.0),
            ("100%", 100.0),
        ] {
            assert_eq!(ProgressUnit::Unsaid.read(text), Some(expected), "{text}");
        }
        for text in ["101", "-5", "120 %", "good", "%", ""] {
            assert_eq!(ProgressUnit::Unsaid.read(text), None, "{text}");
        }
    }

    #[test]
    fn points_are_worth_their_place_between_the_first_and_the_last() {
        let unit = ProgressUnit::Points(1.0, 5.0);
        for (text, expected) in [
            ("1", Some(0.0)),
            ("3", Some(50.0)),
            ("5", Some(100.0)),
            ("0", None),
            ("6", None),
            ("40 %", Some(40.0)),
            ("3/4", Some(75.0)),
        ] {
            assert_eq!(unit.read(text), expected, "{text}");
        }
    }

    #[test]
    fn headers_say_what_numbers_are_worth() {
        for (headers, expected) in [
            (&["Progress"][..], ProgressUnit::Unsaid),
            (
                &["Goal 1 progress", "Goal 2 progress"],
                ProgressUnit::Unsaid,
            ),
            (&["Progress (%)"], ProgressUnit::Percent),
            (
                &["Fortschritt in Prozent", "goal_1_progress"],
                ProgressUnit::Percent,
            ),
            (&["Progress (0-100)"], ProgressUnit::Percent),
            (&["Progress (1-5)"], ProgressUnit::Points(1.0, 5.0)),
            (
                &["Goal 1 progress (0 to 10)"],
                ProgressUnit::Points(0.0, 10.0),
            ),
            (
                &["Progress (1–5)", "Goal 1 progress (%)"],
                ProgressUnit::Disputed,
            ),
        ] {
            let said = ProgressUnit::of_headers(headers.iter().copied());
            assert_eq!(said, expected, "{headers:?}");
        }
    }

    fn decided(unit: ProgressUnit, cells: &[&str]) -> ProgressScale {
        let mut evidence = ProgressEvidence::default();
        for (cell, line) in cells.iter().zip(2..) {
            let origin = Origin {
                line,
                ..Origin::default()
            };
            evidence.observe(cell, 3, origin);
        }
        evidence.decide(unit)
    }

    fn is_open(unit: ProgressUnit, cells: &[&str]) -> bool {
        matches!(decided(unit, cells), ProgressScale::Open(_))
    }

    #[test]
    fn all_numbers_of_a_file_decide_what_they_are_worth() {
        let unsaid = |cells: &[&str]| decided(ProgressUnit::Unsaid, cells);
        assert_eq!(unsaid(&["0,75", "1", "0", ""]), ProgressScale::Fraction);
        assert_eq!(unsaid(&["0,75", "1", "40"]), ProgressScale::Percent);
        assert_eq!(unsaid(&["0.5", "75 %"]), ProgressScale::Percent);
        assert_eq!(unsaid(&["5", "3/5"]), ProgressScale::Percent);
        assert_eq!(unsaid(&["0", ""]), ProgressScale::Percent);
        assert_eq!(
            decided(ProgressUnit::Percent, &["5", "10"]),
            ProgressScale::Percent
        );
        assert_eq!(
            decided(ProgressUnit::Percent, &["0.5", "1"]),
            ProgressScale::Fraction
        );
    }

    #[test]
    fn small_numbers_are_open_until_somebody_says_what_they_are() {
        for cells in [&["3", "5", "5"][..], &["0", "1"], &["2.5", "10"]] {
            assert!(is_open(ProgressUnit::Unsaid, cells), "{cells:?}");
        }
        let ProgressScale::Open(greatest) = decided(ProgressUnit::Unsaid, &["3", "5", "5"]) else {
            panic!("it is decided");
        };
        assert_eq!(
            (greatest.value.to_bits(), greatest.origin.line),
            (5f64.to_bits(), 3)
        );
        assert!(!is_open(ProgressUnit::Points(1.0, 5.0), &["3", "5"]));
        assert!(is_open(ProgressUnit::Disputed, &["3", "50"]));
    }

    #[test]
    fn a_scale_says_what_a_number_is_worth() {
        assert_eq!(ProgressScale::Fraction.apply(0.75), Some(75.0));
        assert_eq!(ProgressScale::Percent.apply(0.75), Some(0.75));
        let ProgressScale::Open(greatest) = decided(ProgressUnit::Unsaid, &["5"]) else {
            panic!("it is decided");
        };
        assert_eq!(ProgressScale::Open(greatest).apply(5.0), None);
    }

    proptest! {
        #[test]
        fn no_text_is_more_than_all_progress_or_less_than_none(text in "\\PC*|[-+0-9., '%/]{0,12}") {
            for unit in [ProgressUnit::Unsaid, ProgressUnit::Points(1.0, 7.0)] {
                prop_assert!(unit.read(&text).is_none_or(|value| (0.0..=100.0).contains(&value)));
            }
        }
    }
}
