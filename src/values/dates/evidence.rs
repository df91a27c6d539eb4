//! Which of day and month comes first in a file: decided from all of its dates together.

use super::DateOrder;
use super::{DateCell, excel_serial, full_year};
use crate::programme::Day;

#[cfg(test)]
mod tests;

/// What the cells of a file say about the order of day and month. Merging is commutative, so
/// that neither row order nor threads decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateEvidence {
    day_first: Kind,
    month_first: Kind,
    /// Different days in the two orders.
    either: Kind,
    /// The same day in both (`5/5/26`).
    same: Kind,
    /// Cells that are a day in numbers whatever the order.
    whole: u64,
    /// Those of them after the 12th of a month.
    late: u64,
    /// First and last year of the dates that are no serial numbers.
    years: Span,
    /// First and last year of the serial numbers, counted from 1900.
    serial_years: Span,
    /// Least and greatest first and last number of the dates whose last number has two digits.
    short: [Span; 2],
}

/// The least and the greatest of some years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Span(Option<(i32, i32)>);

impl Span {
    fn take(&mut self, other: Self) {
        self.0 = match (self.0, other.0) {
            (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
            (one, other) => one.or(other),
        };
    }

    fn year(&mut self, year: i32) {
        self.take(Self(Some((year, year))));
    }
}

/// Cells of one kind: how many, and the least of them as an example.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Kind {
    cells: u64,
    example: Option<(i16, u8, u8)>,
}

/// The order of the dates of a file, with why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The order, and the reason as half a sentence ("12 of 40 dates have a first number above
    /// 12").
    Decided(DateOrder, String),
    /// Nothing decides.
    Ambiguous {
        /// A date that can be read in two ways, or two dates that contradict each other.
        example: String,
    },
    /// No date depends on it.
    NotNeeded,
}

/// Years of programmes as they are written with two digits.
const FIRST_SHORT_YEAR: i32 = 13;
const LAST_SHORT_YEAR: i32 = 60;

/// So many days and so many other dates at least, before a spreadsheet is suspected of having
/// swapped day and month: less may be chance.
const FEWEST_OF_EACH: u64 = 4;

/// Up to this share of the deciding cells may contradict the others and are mistakes then.
const MISTAKES_PER_CENT: u64 = 5;

impl DateEvidence {
    /// Takes in one cell with its text.
    pub fn observe(&mut self, cell: &DateCell, text: &str) {
        match *cell {
            DateCell::Day(day) => {
                self.years.year(day.year());
                if !is_in_words(text) {
                    self.whole(day);
                }
            }
            DateCell::Serial(serial) => {
                if let Some(day) = excel_serial(f64::from(serial)) {
                    self.serial_years.year(day.year());
                    self.whole(day);
                }
            }
            DateCell::Ordered { first, year, .. } => {
                self.years.year(full_year(i32::from(year)));
                if year < 100 {
                    self.short[0].year(i32::from(first));
                    self.short[1].year(i32::from(year));
                }
            }
            DateCell::Blank | DateCell::Bad => {}
        }
        let &DateCell::Ordered {
            first,
            second,
            year,
        } = cell
        else {
            return;
        };
        let day_first = cell.resolve(DateOrder::Dmy);
        let month_first = cell.resolve(DateOrder::Mdy);
        let kind = match (day_first, month_first) {
            (Some(_), None) => &mut self.day_first,
            (None, Some(_)) => &mut self.month_first,
            (Some(one), Some(other)) if one != other => &mut self.either,
            (Some(_), Some(_)) => &mut self.same,
            (None, None) => return,
        };
        kind.observe((year, first, second));
    }

    fn whole(&mut self, day: Day) {
        self.whole += 1;
        self.late += u64::from(day.of_month() > 12);
    }

    /// Takes in the evidence of another part of the file.
    pub fn merge(&mut self, other: &Self) {
        self.day_first.merge(&other.day_first);
        self.month_first.merge(&other.month_first);
        self.either.merge(&other.either);
        self.same.merge(&other.same);
        self.years.take(other.years);
        self.serial_years.take(other.serial_years);
        self.whole += other.whole;
        self.late += other.late;
        for (mine, other) in self.short.iter_mut().zip(other.short) {
            mine.take(other);
        }
    }

    /// Whether dates with two digits for the year begin with it (`26-03-31`): all first numbers
    /// are those of a few years and too great for a month, while the last ones range as days do.
    fn begins_with_years(&self) -> bool {
        let all_great = self.month_first.cells + self.either.cells + self.same.cells == 0;
        let [Span(Some((from, to))), Span(Some((least, most)))] = self.short else {
            return false;
        };
        let are_years = (FIRST_SHORT_YEAR..=LAST_SHORT_YEAR).contains(&from) && to - from <= 2;
        all_great && are_years && most - least > to - from + 2
    }

    /// Whether serial numbers count from 1904, as on old Macintosh computers: only so do they
    /// fall into the years of the other dates of the file.
    #[must_use]
    pub fn counts_from_1904(&self) -> bool {
        let (Some((first, last)), Some((from, to))) = (self.serial_years.0, self.years.0) else {
            return false;
        };
        let meets = |shift: i32| first + shift <= to + 1 && last + shift >= from - 1;
        !meets(0) && meets(4)
    }

    /// Whether a spreadsheet has probably swapped day and month wherever it could: no day is after
    /// the 12th of a month, and the dates that are left as text can be read in one order only, the
    /// same for all. Up to 5 % of the days may be later, and of the texts be days in both orders.
    #[must_use]
    pub fn is_half_swapped(&self) -> bool {
        let (one, other) = (self.day_first.cells, self.month_first.cells);
        let (left, in_both) = (one + other, self.either.cells + self.same.cells);
        let are_few = |few: u64, all: u64| few * 100 <= all * MISTAKES_PER_CENT;
        self.whole.min(left) >= FEWEST_OF_EACH
            && one.min(other) == 0
            && are_few(self.late, self.whole)
            && are_few(in_both, left)
            && !self.begins_with_years()
    }

    /// Number of cells that are a day in some order.
    #[must_use]
    pub const fn days(&self) -> u64 {
        let in_one = self.day_first.cells + self.month_first.cells;
        self.whole + in_one + self.either.cells + self.same.cells
    }

    /// Decides the order. A configured order stands above the evidence: cells that contradict it
    /// are not dates then. Without one, a first number above 12 says day first, a second one
    /// month first; if both occur, the rarer ones are mistakes where they are at most 5 % of
    /// these cells, else nothing is decided.
    #[must_use]
    pub fn decide(&self, configured: Option<DateOrder>) -> Decision {
        let (days, months) = (self.day_first.cells, self.month_first.cells);
        if days + months + self.either.cells + self.same.cells == 0 {
            return Decision::NotNeeded;
        }
        if let Some(order) = configured {
            return Decision::Decided(order, "the configuration says so".into());
        }
        if self.begins_with_years() {
            let example = self.day_first.shown();
            let reason = format!("the first numbers, as in {example}, are those of a few years");
            return Decision::Decided(DateOrder::Ymd, reason);
        }
        if days + months == 0 {
            return self.without_evidence();
        }
        if days.min(months) * 100 > (days + months) * MISTAKES_PER_CENT {
            let example = format!(
                "{} and {}",
                self.day_first.shown(),
                self.month_first.shown()
            );
            return Decision::Ambiguous { example };
        }
        self.by_majority()
    }

    /// Number of cells that a decision for an order turns into mistakes.
    #[must_use]
    pub const fn contradicting(&self, order: DateOrder) -> u64 {
        match order {
            DateOrder::Dmy => self.month_first.cells,
            DateOrder::Mdy => self.day_first.cells,
            DateOrder::Ymd => 0,
        }
    }

    fn without_evidence(&self) -> Decision {
        if self.either.cells == 0 {
            let reason = "day and month are the same number in every date".into();
            return Decision::Decided(DateOrder::Dmy, reason);
        }
        Decision::Ambiguous {
            example: self.either.shown(),
        }
    }

    fn by_majority(&self) -> Decision {
        let (order, kind, number) = if self.day_first.cells > self.month_first.cells {
            (DateOrder::Dmy, &self.day_first, "first")
        } else {
            (DateOrder::Mdy, &self.month_first, "second")
        };
        let all = self.day_first.cells + self.month_first.cells + self.either.cells;
        let reason = format!(
            "in {} of {all} dates, such as {}, the {number} number is above 12",
            kind.cells,
            kind.shown()
        );
        Decision::Decided(order, reason)
    }
}

/// Whether a date has its month in words or signs, so that nothing can swap it with the day; the
/// letters of `2026-03-31T10:00Z` are none.
fn is_in_words(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphabetic() && !b"TZ".contains(&byte);
    text.bytes().any(|byte| !byte.is_ascii() || is_sign(byte))
}

impl Kind {
    fn observe(&mut self, cell: (i16, u8, u8)) {
        self.merge(&Self {
            cells: 1,
            example: Some(cell),
        });
    }

    fn merge(&mut self, other: &Self) {
        self.cells += other.cells;
        self.example = match (self.example, other.example) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }

    fn shown(&self) -> String {
        self.example
            .map_or_else(String::new, |(year, first, second)| {
                format!("{first:02}/{second:02}/{year:02}")
            })
    }
}
