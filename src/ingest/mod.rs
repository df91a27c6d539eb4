//! x
pub mod columns;
pub mod ledger;
pub mod values;
