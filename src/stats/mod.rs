//! Statistics: numbers in, [`Estimate`] out.
//!
//! One file per family of formulas, each with its source. Nothing here knows what the numbers
//! mean, and nothing here depends on the order in which they arrive: sums are taken over sorted
//! terms, so the same numbers give the same bits.
//!
//! Values that are not finite are left out, and what cannot be computed is `None` with a reason.

pub mod agreement;
pub mod alpha;
pub mod balance;
pub mod cliffs_delta;
pub mod clustered_mean;
pub mod clustered_ranks;
pub mod contingency;
pub mod estimate;
pub mod funnel;
pub mod gas;
pub mod hedges_g;
pub mod hodges_lehmann;
pub mod mann_whitney;
pub mod mcf;
pub mod median;
pub mod multiplicity;
pub(crate) mod order;
pub mod permutation;
mod products;
pub mod proportion;
pub mod quantile;
mod random;
pub mod risk_ratio;
pub mod significance;
pub mod standardised;
pub mod survival;
#[cfg(test)]
mod testing;
pub mod two_estimates;
pub mod two_shares;

pub use estimate::{Estimate, Interval};
pub use significance::Significance;
