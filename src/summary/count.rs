//! Counts that disclosure control may hide; a hidden count cannot be read.

use serde::{Serialize, Serializer};
use std::fmt;

/// A count of pairs, or of something in pairs (goals, moves).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    shown: ShownCount,
    pairs: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ShownCount {
    Exact(u64),
    FewerThan(u64),
    Hidden,
}

impl Count {
    /// A number of pairs.
    #[must_use]
    pub const fn of(pairs: u64) -> Self {
        Self::in_pairs(pairs, pairs)
    }

    /// A number of something found in this many pairs.
    #[must_use]
    pub const fn in_pairs(count: u64, pairs: u64) -> Self {
        let shown = ShownCount::Exact(count);
        Self { shown, pairs }
    }

    /// The count, unless it is hidden.
    #[must_use]
    pub const fn exact(self) -> Option<u64> {
        match self.shown {
            ShownCount::Exact(count) => Some(count),
            ShownCount::FewerThan(_) | ShownCount::Hidden => None,
        }
    }

    /// The pairs behind it, unless it is hidden.
    #[must_use]
    pub const fn pairs(self) -> Option<u64> {
        match self.shown {
            ShownCount::Exact(_) => Some(self.pairs),
            ShownCount::FewerThan(_) | ShownCount::Hidden => None,
        }
    }

    /// Whether it is hidden and said to be of few pairs.
    #[must_use]
    pub const fn is_few(self) -> bool {
        matches!(self.shown, ShownCount::FewerThan(_))
    }

    /// Nothing but that it is above 0 and rests on fewer than `k` pairs.
    pub(super) const fn fewer_than(k: u64) -> Self {
        let shown = ShownCount::FewerThan(k);
        Self { shown, pairs: 0 }
    }

    /// Nothing at all, because another hidden count could be derived from it.
    pub(super) const fn hidden() -> Self {
        let shown = ShownCount::Hidden;
        Self { shown, pairs: 0 }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shown {
            ShownCount::Exact(count) => write!(formatter, "{count}"),
            ShownCount::FewerThan(k) => write!(formatter, "< {k}"),
            ShownCount::Hidden => formatter.write_str("hidden"),
        }
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.exact() {
            Some(count) => serializer.serialize_u64(count),
            None => serializer.collect_str(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_cannot_be_read() {
        for (count, text) in [(Count::fewer_than(5), "< 5"), (Count::hidden(), "hidden")] {
            assert_eq!((count.exact(), count.pairs()), (None, None));
            assert_eq!(count.to_string(), text);
            assert_eq!(serde_json::to_value(count).unwrap(), text);
        }
        let goals = Count::in_pairs(12, 4);
        assert_eq!((goals.exact(), goals.pairs()), (Some(12), Some(4)));
        assert_eq!(serde_json::to_value(goals).unwrap(), 12);
    }
}
