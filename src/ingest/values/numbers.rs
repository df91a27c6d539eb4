//! Numbers, progress and counts.

/// A number.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    text.trim()
        .parse()
        .ok()
        .filter(|value: &f64| value.is_finite())
}

/// Progress, 0–100, before [`ProgressScale::apply`].
#[must_use]
pub fn progress(text: &str) -> Option<f64> {
    number(text)
}

/// A count.
#[must_use]
pub fn whole(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

/// What the cells of a progress column say about its scale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressEvidence {
    fractions: bool,
    other: bool,
}

/// The scale of a progress column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProgressScale {
    /// 0–100.
    Percent,
    /// 0–1.
    Fraction,
}

impl ProgressEvidence {
    /// Takes in one cell.
    pub fn observe(&mut self, _text: &str) {}

    /// Takes in the evidence of another part.
    pub fn merge(&mut self, other: &Self) {
        self.fractions |= other.fractions;
        self.other |= other.other;
    }

    /// The scale of the column.
    #[must_use]
    pub fn decide(&self) -> ProgressScale {
        ProgressScale::Percent
    }
}

impl ProgressScale {
    /// A value of the column as 0–100.
    #[must_use]
    pub fn apply(self, value: f64) -> f64 {
        value
    }
}
