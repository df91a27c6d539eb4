//! Numbers in words, and sentences that follow the interval.
//!
//! A change is called one only if its interval excludes no change; differences of shares are
//! percentage points; what rests on too little says so. British English; a no-break space
//! between a number and its sign.

mod number;
mod sentence;
mod together;
mod verdict;

pub use crate::charts::{count, decimal, percent};
pub use number::{counted, days, half_open, hours, range, small_count};
pub use sentence::{capitalised, frequency, list, list_at_most, sentence};
pub use together::Together;
pub use verdict::{Unit, change, noun, target, target_of_count};
