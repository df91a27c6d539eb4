//! What the command line says of the configuration.

use super::{Config, DateOrder};
use crate::programme::Day;

/// Settings given on the command line; they stand above those of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `--as-of`.
    pub as_of: Option<Day>,
    /// `--period`, as written.
    pub period: Option<String>,
    /// `--at`.
    pub at_days: Option<u32>,
    /// `--by`; empty = as in the file.
    pub by: Vec<String>,
    /// `--where`, column and value; empty = as in the file.
    pub filters: Vec<(String, String)>,
    /// `--pairwise`.
    pub pairwise: bool,
    /// `--adjust`; empty = as in the file.
    pub adjust: Vec<String>,
    /// `--date-order`.
    pub date_order: Option<DateOrder>,
    /// `--strict`.
    pub strict: bool,
    /// Number of partitions.
    pub partitions: Option<usize>,
}

impl Flags {
    /// Sets what the command line says. A day or a period replaces both of the file's, which
    /// speak about another time.
    pub(super) fn apply(&self, config: &mut Config) {
        if self.as_of.is_some() || self.period.is_some() {
            config.as_of = self.as_of;
            config.period.clone_from(&self.period);
        }
        if !self.by.is_empty() {
            config.by.clone_from(&self.by);
        }
        if !self.filters.is_empty() {
            config.filters.clone_from(&self.filters);
        }
        if !self.adjust.is_empty() {
            config.adjust.clone_from(&self.adjust);
        }
        config.pairwise |= self.pairwise;
        config.at_days = self.at_days.or(config.at_days);
        config.date_order = self.date_order.or(config.date_order);
        config.strict |= self.strict;
        config.partitions = self.partitions.unwrap_or(config.partitions).max(1);
    }
}
