//! Checks of single values, with an error at their place.

use super::super::document::{At, Date};
use super::super::error::{ConfigError, Source};
use crate::programme::Day;
use std::fmt::Display;

/// Checks values of a file.
#[derive(Clone, Copy)]
pub(super) struct Check<'a>(pub &'a Source);

impl Check<'_> {
    /// A mistake at the place of a value.
    pub(super) fn error<T>(self, at: &At<T>, message: impl Into<String>) -> ConfigError {
        self.0.error(&at.span(), message)
    }

    /// "`value` is …".
    pub(super) fn wrong<T: Display>(self, at: &At<T>, is: &str) -> ConfigError {
        self.error(at, format!("{} {is}", at.get_ref()))
    }

    /// A day of the calendar.
    pub(super) fn date(self, at: &At<Date>) -> Result<Day, ConfigError> {
        let text = &at.get_ref().0;
        Day::from_iso(text).ok_or_else(|| {
            self.error(at, format!("“{text}” is no day of the calendar."))
                .help("Days are written as year, month and day: \"2026-09-30\".")
        })
    }

    /// A day of the calendar, if one is given.
    pub(super) fn day(self, at: Option<&At<Date>>) -> Result<Option<Day>, ConfigError> {
        at.map(|at| self.date(at)).transpose()
    }

    /// A finite number that meets a condition.
    pub(super) fn number(
        self,
        at: &At<f64>,
        fits: impl Fn(f64) -> bool,
        is: &str,
    ) -> Result<f64, ConfigError> {
        let value = *at.get_ref();
        if !value.is_finite() {
            return Err(self.error(at, "a number is wanted here."));
        }
        if fits(value) {
            Ok(value)
        } else {
            Err(self.wrong(at, is))
        }
    }

    /// A number above 0, or the default.
    pub(super) fn positive(self, at: Option<&At<f64>>, default: f64) -> Result<f64, ConfigError> {
        at.map_or(Ok(default), |at| {
            self.number(at, |value| value > 0.0, "is too small: it must be above 0.")
        })
    }

    /// A number from 0, or the default.
    pub(super) fn not_negative(
        self,
        at: Option<&At<f64>>,
        default: f64,
    ) -> Result<f64, ConfigError> {
        at.map_or(Ok(default), |at| {
            self.number(
                at,
                |value| value >= 0.0,
                "is too small: it must not be below 0.",
            )
        })
    }

    /// Two numbers, the lowest and the highest possible, if they are given; `example` is what would
    /// be right.
    pub(super) fn range(
        self,
        at: Option<&At<Vec<f64>>>,
        example: &str,
    ) -> Result<Option<(f64, f64)>, ConfigError> {
        let Some(at) = at else {
            return Ok(None);
        };
        match *at.get_ref().as_slice() {
            [low, high] if low.is_finite() && high.is_finite() && low < high => {
                Ok(Some((low, high)))
            }
            _ => {
                let message = "a range is two numbers, the lowest and the highest possible.";
                Err(self.error(at, message).help(example))
            }
        }
    }

    /// A count of at least `least`, or the default.
    pub(super) fn count(
        self,
        at: Option<&At<i64>>,
        least: usize,
        default: usize,
    ) -> Result<usize, ConfigError> {
        at.map_or(Ok(default), |at| {
            usize::try_from(*at.get_ref())
                .ok()
                .filter(|count| *count >= least)
                .ok_or_else(|| {
                    self.wrong(at, &format!("is too small: it must be at least {least}."))
                })
        })
    }

    /// A number of days from 0, or the default.
    pub(super) fn days(self, at: Option<&At<i64>>, default: i32) -> Result<i32, ConfigError> {
        const CENTURY: i32 = 36_525;
        at.map_or(Ok(default), |at| {
            i32::try_from(*at.get_ref())
                .ok()
                .filter(|days| (0..=CENTURY).contains(days))
                .ok_or_else(|| self.wrong(at, "is no number of days between 0 and a century."))
        })
    }

    /// A list that names everything at most once, and something.
    pub(super) fn each_once<T: PartialEq + Clone>(
        self,
        at: &At<Vec<T>>,
    ) -> Result<Vec<T>, ConfigError> {
        let list = at.get_ref();
        let repeats = list
            .iter()
            .enumerate()
            .any(|(place, item)| list[..place].contains(item));
        if list.is_empty() || repeats {
            return Err(self.error(at, "this list must name something, and nothing twice."));
        }
        Ok(list.clone())
    }

    /// A name that can be part of a column's name.
    pub(super) fn is_column_name(name: &str) -> bool {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name
                .bytes()
                .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    }
}
