//! Meetings by month against the expected, and the gaps between them.

use super::cells::Cells;
use super::{Group, Tally};
use crate::measures::PairAt;
use crate::programme::Day;
use crate::stats::quantile::Sample;
use crate::summary::roster::Member;
use crate::summary::tallies::{Gaps, MeetingTallies, MonthOfMeetings};
use std::collections::BTreeMap;

/// Months shown, counted back from the as-of date.
const MONTHS: i32 = 24;

/// First day of each bin of gaps.
const BINS: [u32; 8] = [0, 8, 15, 22, 31, 46, 61, 91];

#[derive(Clone, Default)]
pub(super) struct Meetings {
    months: BTreeMap<Day, Month>,
    first_month: Option<Day>,
    held: u64,
    with_length: u64,
    minutes: Vec<f64>,
    /// Gaps by bin, for pairs, and by days, for the median.
    binned: Cells<usize>,
    gaps: BTreeMap<i32, u64>,
    agreed: Vec<f64>,
}

#[derive(Clone, Default)]
struct Month {
    held: u64,
    missed: u64,
    /// Active days by the gap that the pair expects, as bits: days add up exactly.
    active_days: BTreeMap<u64, i64>,
}

impl Tally for Meetings {
    type Sum = MeetingTallies;

    fn add(&mut self, pair: &PairAt<'_>, _: &Member) {
        self.add_active_days(pair);
        self.add_meetings(pair);
        self.agreed.push(pair.expected_gap_days);
        for gap in &pair.closed_gaps {
            *self.gaps.entry(*gap).or_default() += 1;
        }
        self.binned
            .add_pair(pair.closed_gaps.iter().map(|gap| bin(*gap)));
    }

    fn absorb(&mut self, other: Self) {
        for (month, counted) in other.months {
            self.months.entry(month).or_default().absorb(counted);
        }
        self.first_month = earliest(self.first_month, other.first_month);
        self.held += other.held;
        self.with_length += other.with_length;
        self.minutes.extend(other.minutes);
        self.binned.absorb(other.binned);
        for (gap, count) in other.gaps {
            *self.gaps.entry(gap).or_default() += count;
        }
        self.agreed.extend(other.agreed);
    }

    fn sum(self, group: &Group<'_>) -> MeetingTallies {
        let minutes = Sample::new(self.minutes.iter().copied());
        MeetingTallies {
            by_month: self.by_month(group.date),
            held: self.held,
            with_length: self.with_length,
            hours: (self.with_length > 0).then(|| minutes.total() / 60.0),
            gaps: self.gaps(),
        }
    }
}

impl Meetings {
    fn add_active_days(&mut self, pair: &PairAt<'_>) {
        let Some(start) = pair.started_on else {
            return;
        };
        self.first_month = earliest(self.first_month, Some(start.month_start(0)));
        let earliest_shown = pair.as_of.date.month_start(1 - MONTHS);
        let mut month = start.month_start(0).max(earliest_shown);
        while month <= pair.observed_to {
            let next = month.month_start(1);
            let (from, to) = (month.max(start), next.min(pair.observed_to));
            let counted = self.months.entry(month).or_default();
            *counted
                .active_days
                .entry(pair.expected_gap_days.to_bits())
                .or_default() += i64::from(pair.unpaused_days(from, to));
            month = next;
        }
    }

    fn add_meetings(&mut self, pair: &PairAt<'_>) {
        // Meetings come by day, so that those of one month stand together.
        let mut later = pair.meetings.as_slice();
        while let Some(first) = later.first() {
            let next = first.date.month_start(1);
            let of_month = later.partition_point(|meeting| meeting.date < next);
            let (of_month, rest) = later.split_at(of_month);
            let missed = of_month.iter().filter(|meeting| meeting.status.is_missed());
            let held = of_month.iter().filter(|meeting| meeting.is_held());
            let month = self.months.entry(first.date.month_start(0)).or_default();
            month.missed += missed.count() as u64;
            month.held += held.count() as u64;
            later = rest;
        }
        let lengths = || pair.held().filter_map(|meeting| meeting.minutes);
        self.held += pair.held().count() as u64;
        self.with_length += lengths().count() as u64;
        self.minutes
            .extend(lengths().reduce(|sum, more| sum + more));
    }

    fn by_month(&self, date: Day) -> Vec<MonthOfMeetings> {
        let latest = date.month_start(0);
        let Some(first) = self.first_month else {
            return Vec::new();
        };
        let first = first.max(latest.month_start(1 - MONTHS));
        let months = (0..MONTHS).map(|ahead| first.month_start(ahead));
        let none = Month::default();
        months
            .take_while(|month| *month <= latest)
            .map(|month| {
                let counted = self.months.get(&month).unwrap_or(&none);
                MonthOfMeetings {
                    month,
                    held: counted.held,
                    missed: counted.missed,
                    expected: counted.expected(),
                    cut: date < month.month_start(1).plus(-1),
                }
            })
            .collect()
    }

    fn gaps(&self) -> Gaps {
        let ends = BINS.iter().skip(1).map(|end| Some(*end)).chain([None]);
        let bins = BINS.iter().zip(ends).enumerate();
        Gaps {
            bins: bins
                .map(|(index, (from, to))| (*from, to, self.binned.count(&index)))
                .collect(),
            n: self.gaps.values().sum(),
            median: median(&self.gaps),
            agreed: Sample::new(self.agreed.iter().copied()).median(),
        }
    }
}

impl Month {
    fn absorb(&mut self, other: Self) {
        self.held += other.held;
        self.missed += other.missed;
        for (gap, days) in other.active_days {
            *self.active_days.entry(gap).or_default() += days;
        }
    }

    fn expected(&self) -> f64 {
        let meetings = |(gap, days): (&u64, &i64)| *days as f64 / f64::from_bits(*gap);
        self.active_days.iter().map(meetings).sum()
    }
}

fn earliest(left: Option<Day>, right: Option<Day>) -> Option<Day> {
    left.into_iter().chain(right).min()
}

fn bin(gap: i32) -> usize {
    let gap = u32::try_from(gap).unwrap_or(0);
    BINS.partition_point(|from| *from <= gap).saturating_sub(1)
}

/// Median of whole numbers given with their frequencies.
fn median(counts: &BTreeMap<i32, u64>) -> Option<f64> {
    let n: u64 = counts.values().sum();
    let at = |rank: u64| {
        let mut seen = 0;
        let mut values = counts.iter();
        values.find_map(|(value, count)| {
            seen += count;
            (seen > rank).then(|| f64::from(*value))
        })
    };
    let last = n.checked_sub(1)?;
    Some(f64::midpoint(at(last / 2)?, at(last.div_ceil(2))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_fall_into_bins_by_their_first_day() {
        let bins: Vec<usize> = [0, 7, 8, 14, 30, 31, 90, 91, 4000].map(bin).to_vec();
        assert_eq!(bins, [0, 0, 1, 1, 3, 4, 6, 7, 7]);
    }

    #[test]
    fn the_median_of_counted_gaps() {
        assert_eq!(median(&BTreeMap::new()), None);
        assert_eq!(median(&BTreeMap::from([(7, 1), (14, 2)])), Some(14.0));
        assert_eq!(median(&BTreeMap::from([(7, 2), (14, 2)])), Some(10.5));
    }
}
