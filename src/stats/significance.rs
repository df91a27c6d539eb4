//! What a test of a hypothesis hands back.

use serde::Serialize;

/// A two-sided test: its statistic and p, or the reason why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Significance {
    /// The test statistic.
    pub statistic: Option<f64>,
    /// Probability, between 0 and 1, of a result at least as extreme if there is no difference.
    pub p_value: Option<f64>,
    /// Name of the test.
    pub method: &'static str,
    /// Why there is no test.
    pub not_available: Option<String>,
}

impl Significance {
    /// A test with its statistic and p, which is moved into 0 to 1.
    #[must_use]
    pub fn available(statistic: f64, p_value: f64, method: &'static str) -> Self {
        if !(statistic.is_finite() && p_value.is_finite()) {
            return Self::not_available("not a finite number", method);
        }
        Self {
            statistic: Some(statistic),
            p_value: Some(p_value.clamp(0.0, 1.0)),
            method,
            not_available: None,
        }
    }

    /// No test, with the reason.
    #[must_use]
    pub fn not_available(reason: impl Into<String>, method: &'static str) -> Self {
        Self {
            statistic: None,
            p_value: None,
            method,
            not_available: Some(reason.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p_is_a_probability_or_nothing() {
        assert_eq!(Significance::available(1.0, 1.2, "test").p_value, Some(1.0));
        let undefined = Significance::available(f64::NAN, 0.5, "test");
        assert_eq!(undefined.p_value, None);
        assert!(undefined.not_available.is_some());
    }
}
