//! A date cell in four bytes, for fixed-size records that wait for the order of their file.

use super::DateCell;
use super::DateOrder;
use crate::programme::Day;

/// A [`DateCell`] in four bytes: two bits say which of the four it is, thirty hold a day, or the
/// three numbers of an ordered date (seven bits, seven bits, sixteen bits).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct PackedDate(u32);

const BLANK: u32 = 0;
const DAY: u32 = 1;
const ORDERED: u32 = 2;
const BAD: u32 = 3;

/// Days are stored from here, so that those before 1970 are positive too.
const DAY_BIAS: i32 = 1 << 29;
/// Stands in the place of the first number, which has two digits, for a serial number.
const SERIAL: u32 = 127;
const SERIAL_DAYS: u32 = (1 << 23) - 1;

const PAYLOAD: u32 = (1 << 30) - 1;

impl PackedDate {
    /// Packs a cell. Days more than a million years from 1970, which no text can name, are bad.
    #[must_use]
    pub fn pack(cell: &DateCell) -> Self {
        match *cell {
            DateCell::Blank => Self::new(BLANK, 0),
            DateCell::Day(day) => u32::try_from(day.0.saturating_add(DAY_BIAS))
                .ok()
                .filter(|biased| *biased <= PAYLOAD)
                .map_or(Self::new(BAD, 0), |biased| Self::new(DAY, biased)),
            DateCell::Ordered {
                first,
                second,
                year,
            } => {
                let numbers = u32::from(first) << 23 | u32::from(second) << 16;
                Self::new(ORDERED, numbers & PAYLOAD | u32::from(year.cast_unsigned()))
            }
            DateCell::Serial(serial) => Self::new(ORDERED, SERIAL << 23 | serial & SERIAL_DAYS),
            DateCell::Bad => Self::new(BAD, 0),
        }
    }

    /// The cell that was packed.
    #[must_use]
    pub fn cell(self) -> DateCell {
        let payload = self.0 & PAYLOAD;
        match self.0 >> 30 {
            BLANK => DateCell::Blank,
            DAY => DateCell::Day(Day(payload.cast_signed() - DAY_BIAS)),
            ORDERED if payload >> 23 == SERIAL => DateCell::Serial(payload & SERIAL_DAYS),
            ORDERED => DateCell::Ordered {
                first: low_bits::<7>(payload >> 23),
                second: low_bits::<7>(payload >> 16),
                year: low_year(payload),
            },
            _ => DateCell::Bad,
        }
    }

    /// The day, once the order of its file is known; `None` for blank and bad cells and for what
    /// is no day in that order.
    #[must_use]
    pub fn resolve(self, order: DateOrder) -> Option<Day> {
        self.cell().resolve(order)
    }

    /// Whether nothing was recorded.
    #[must_use]
    pub const fn is_blank(self) -> bool {
        self.0 == BLANK
    }

    const fn new(kind: u32, payload: u32) -> Self {
        Self(kind << 30 | payload)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only the low bits are wanted"
)]
const fn low_bits<const BITS: u32>(value: u32) -> u8 {
    (value & ((1 << BITS) - 1)) as u8
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only the low bits are wanted"
)]
const fn low_year(value: u32) -> i16 {
    (value as u16).cast_signed()
}
