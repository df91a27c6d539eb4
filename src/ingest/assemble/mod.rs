//! From records and pairs to the partitions of a programme.

mod attendance;
mod cohorts;
mod fact_index;
mod facts;
mod months;
mod pairs;
mod partition;
mod placing;
mod registers;
mod row_forms;
mod sayings;
mod sessions;
mod terms;

pub(super) use fact_index::FactIndex;
pub(super) use partition::{Built, build};
pub(super) use placing::{PlacedChunk, place};

use super::date_orders::FileOrders;
use super::pairing::Pairing;
use super::records::{Chunk, RatingEvidence};
use super::sheet::Sheet;
use super::stages::Stages;
use super::values::progress::ProgressScale;
use crate::config::Config;
use crate::programme::Table;

/// Everything that is settled before rows go to their pairs.
pub(super) struct Context<'a> {
    pub config: &'a Config,
    pub sheets: &'a [Sheet],
    pub chunks: &'a [Chunk],
    pub orders: &'a [FileOrders],
    pub scales: &'a [Scales],
    pub pairing: &'a Pairing,
    pub stages: &'a Stages,
    pub facts: &'a FactIndex,
}

impl Context<'_> {
    /// Whether any file holds session records.
    fn has_sessions(&self) -> bool {
        let mut tables = self.sheets.iter().flat_map(|sheet| &sheet.plan.tables);
        tables.any(|table| table.table() == Table::Sessions)
    }
}

/// The scales of numbers in one file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scales {
    /// Of progress.
    pub progress: ProgressScale,
    /// Lowest and highest possible rating, where known.
    pub rating: Option<(f64, f64)>,
}

impl Scales {
    /// The configured range of ratings stands above the evidence.
    pub fn new(progress: ProgressScale, ratings: &RatingEvidence, config: &Config) -> Self {
        Self {
            progress,
            rating: config.rating_range.or_else(|| ratings.range()),
        }
    }
}
