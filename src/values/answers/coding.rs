//! What bare numbers in a column of answers stand for: decided from the whole column.

use crate::values::numbers::number;
use std::borrow::Cow;

/// What the cells of a column of answers say about its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeEvidence {
    /// The least and the greatest whole number.
    range: Option<(u32, u32)>,
    fractions: bool,
}

/// What bare numbers in a column of answers stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Coding {
    /// 1 is yes, 0 is no, and what lies between is a share.
    #[default]
    Share,
    /// 1 is yes, 2 is no.
    OneTwo,
    /// Hundredths.
    Percent,
    /// Points of a scale, or codes that nothing explains.
    Unknown,
}

impl CodeEvidence {
    /// Takes in one cell.
    pub fn observe(&mut self, text: &str) {
        let Some(value) = number(text).filter(|value| (0.0..=1000.0).contains(value)) else {
            return;
        };
        if value.fract() != 0.0 {
            self.fractions = true;
            return;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole and in range"
        )]
        let value = value as u32;
        self.take(Some((value, value)));
    }

    /// Takes in the evidence of another part of the column.
    pub fn merge(&mut self, other: &Self) {
        self.take(other.range);
        self.fractions |= other.fractions;
    }

    fn take(&mut self, range: Option<(u32, u32)>) {
        self.range = match (self.range, range) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
    }

    /// 1 and 2 alone are yes and no; where any number is above 10 they are per cent; up to 10 they
    /// are points of a scale, or codes, and are not read.
    #[must_use]
    pub const fn decide(&self) -> Coding {
        match self.range {
            None | Some((_, 0..=1)) => Coding::Share,
            Some((1.., 2)) if !self.fractions => Coding::OneTwo,
            Some((_, 11..)) => Coding::Percent,
            Some(_) => Coding::Unknown,
        }
    }
}

impl Coding {
    /// What is assumed, as half a sentence, where it is not plain.
    #[must_use]
    pub const fn said(self) -> Option<&'static str> {
        match self {
            Self::Share => None,
            Self::OneTwo => Some("1 is read as yes and 2 as no, the only numbers in the column"),
            Self::Percent => Some("bare numbers are read as per cent"),
            Self::Unknown => Some(
                "bare numbers could be points of a scale or codes and are not read; say what they \
                 mean under [source.values] in mentorstat.toml",
            ),
        }
    }

    /// A cell in words; `None` where it cannot be understood.
    #[must_use]
    pub fn in_words(self, text: &str) -> Option<Cow<'_, str>> {
        let bare = number(text);
        match (self, bare) {
            (_, None) | (Self::Share, _) => Some(Cow::Borrowed(text)),
            (Self::OneTwo, Some(code)) => {
                Some(Cow::Borrowed(if code < 1.5 { "yes" } else { "no" }))
            }
            (Self::Percent, _) => Some(Cow::Owned(format!("{} %", text.trim()))),
            (Self::Unknown, _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coding(cells: &[&str]) -> Coding {
        let mut evidence = CodeEvidence::default();
        for cell in cells {
            evidence.observe(cell);
        }
        evidence.decide()
    }

    #[test]
    fn the_numbers_of_the_column_say_what_they_stand_for() {
        assert_eq!(coding(&["1", "0", "yes"]), Coding::Share);
        assert_eq!(coding(&["1", "2", "1", ""]), Coding::OneTwo);
        assert_eq!(coding(&["2"]), Coding::OneTwo);
        assert_eq!(coding(&["0", "1", "2"]), Coding::Unknown);
        assert_eq!(coding(&["1", "4"]), Coding::Unknown);
        assert_eq!(coding(&["7", "9", "10"]), Coding::Unknown);
        assert_eq!(coding(&["1", "50", "100"]), Coding::Percent);
        assert_eq!(coding(&["0.5", "1"]), Coding::Share);
        assert_eq!(coding(&["yes", "3 of 5", "75 %"]), Coding::Share);
    }

    #[test]
    fn numbers_are_read_by_the_coding_and_words_as_they_are() {
        assert_eq!(Coding::OneTwo.in_words("2").as_deref(), Some("no"));
        assert_eq!(Coding::OneTwo.in_words("1").as_deref(), Some("yes"));
        assert_eq!(Coding::Percent.in_words("1").as_deref(), Some("1 %"));
        assert_eq!(Coding::Unknown.in_words("1"), None);
        assert_eq!(
            Coding::Unknown.in_words("partly").as_deref(),
            Some("partly")
        );
    }
}
