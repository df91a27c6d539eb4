//! The days that are looked at, each a bit.

use crate::programme::Day;

/// So many days, up to the as-of date, are looked at.
pub(super) const DAYS: usize = 128;

/// Some of these days. A day is known by how many days it lies before the as-of date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Days(u128);

impl Days {
    /// From the one that lies `oldest` days before the date to the one that lies `newest` before it.
    pub fn between(newest: usize, oldest: usize) -> Self {
        let oldest = oldest.min(DAYS - 1);
        if newest > oldest {
            return Self::default();
        }
        Self((u128::MAX >> (DAYS - 1 - (oldest - newest))) << newest)
    }

    /// Those from a day up to the day before another, as of a date.
    pub fn of(from: Day, back: Day, date: Day) -> Self {
        // A day after the date counts as the date, so that a stretch that lies ahead is empty.
        let Ok(oldest) = usize::try_from(date.since(from)) else {
            return Self::default();
        };
        let newest = usize::try_from(date.since(back) + 1).unwrap_or(0);
        Self::between(newest, oldest)
    }

    /// These and others.
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These but for others.
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// Whether the day that lies so many before the date is one of them.
    pub const fn has(self, back: usize) -> bool {
        back < DAYS && self.0 & (1 << back) != 0
    }

    /// How many of them lie among others.
    pub const fn among(self, others: Self) -> u32 {
        (self.0 & others.0).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_cut_to_the_days_that_are_looked_at() {
        let date = Day(1000);
        let all = Days::between(0, DAYS - 1);
        let days = |from, back| Days::of(Day(from), Day(back), date);
        assert_eq!(all.among(all), 128);
        assert_eq!(days(990, 995), Days::between(6, 10));
        assert!(days(990, 995).has(10) && !days(990, 995).has(5));
        assert_eq!(days(0, 2000), all);
        assert_eq!(days(998, 2000).among(all), 3, "998, 999 and the date");
        for empty in [days(990, 990), days(1001, 1010), days(0, 800)] {
            assert_eq!(empty, Days::default());
        }
        assert_eq!(days(990, 995).without(days(992, 2000)).among(all), 2);
        assert_eq!(days(990, 995).and(days(994, 997)), days(990, 997));
    }
}
