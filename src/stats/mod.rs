//! Statistics: numbers in, [`Estimate`] out.
//!
//! One file per family of formulas, each with its source. Nothing here knows what the numbers
//! mean, and nothing here depends on the order in which they arrive: sums are taken over sorted
//! terms, so the same numbers give the same bits.
//!
//! Values that are not finite are left out, and what cannot be computed is `None` with a reason.

pub mod clustered_mean;
pub mod estimate;
mod order;
pub mod proportion;
pub mod quantile;
#[cfg(test)]
mod testing;

pub use estimate::{Estimate, Interval};
