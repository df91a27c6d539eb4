//! Effectiveness reports from the records that mentoring programmes already have.
//!
//! ```text
//! files ──ingest──▶ Programme ──measure──▶ PairTable ──summarise──▶ Summary ──report──▶ documents, charts, tables
//!         + Ledger   (pairs with       (one row per       (groups, periods,           (HTML, Markdown, SVG, CSV)
//!                    their histories)   pair, polars)      comparisons)
//! ```
//!
//! Data walks through the modules below in reading order, once, in one direction.
//! `ARCHITECTURE.md` says where the thing that does X is, and what each room never does.

pub mod programme;
pub mod stats;
pub mod values;

pub mod config;
pub mod ingest;
pub mod measures;
pub mod summary;

pub mod charts;
pub mod report;

pub mod cli;
pub mod output;
pub mod pipeline;
pub mod simulate;
