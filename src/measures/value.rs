//! The value of a measure for one pair.

use serde::Serialize;

/// How an event turned out for one pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The event happened.
    Reached,
    /// Something happened that rules it out.
    Competing,
    /// Neither, as far as the pair was observed.
    Censored,
}

impl Outcome {
    /// Name in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Competing => "competing",
            Self::Censored => "censored",
        }
    }
}

/// The value of a measure for one pair; [`Value::Null`] is not zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Value {
    /// Numerator and denominator, the latter above 0.
    Share {
        /// Numerator.
        num: f64,
        /// Denominator.
        den: f64,
    },
    /// True or false.
    Flag(bool),
    /// A number in the unit of the measure.
    Quantity(f64),
    /// Days from the start to the outcome.
    Event {
        /// Whole days, at least 0.
        days: i32,
        /// What happened on that day.
        outcome: Outcome,
    },
    /// A name.
    Label(String),
    /// Not available.
    Null,
}

impl Value {
    /// A share, or null where the denominator is 0.
    #[must_use]
    pub fn share(num: f64, den: f64) -> Self {
        if den > 0.0 {
            Self::Share { num, den }
        } else {
            Self::Null
        }
    }

    /// A quantity, or null.
    #[must_use]
    pub fn quantity(value: Option<f64>) -> Self {
        value
            .filter(|number| number.is_finite())
            .map_or(Self::Null, Self::Quantity)
    }

    /// A flag, or null.
    #[must_use]
    pub fn flag(value: Option<bool>) -> Self {
        value.map_or(Self::Null, Self::Flag)
    }
}
