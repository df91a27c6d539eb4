//! The list as of a date, without anything else that reports say.

use super::{ShownColumns, SupportList, SupportRows};
use crate::config::Config;
use crate::measures::StageNorms;
use crate::programme::{Day, Programme};
use crate::summary::SummaryError;
use crate::summary::pass::{Collector, Passes, When};
use crate::summary::roster::Roster;
use crate::summary::selection::Filters;

/// The pairs that need somebody on a date.
///
/// # Errors
/// [`SummaryError`]: what was asked for does not fit the records.
pub fn support_list(
    programme: &Programme,
    config: &Config,
    date: Day,
) -> Result<SupportList, SummaryError> {
    let shown = ShownColumns::new(programme, config)?;
    let parts = collected(programme, config, date, |_| SupportRows::new(&shown))?;
    let told = (&programme.files[..], &config.rules.breaks[..]);
    Ok(SupportRows::merged(&shown, parts, told, date))
}

/// One pass over the pairs as of a date: what was collected in each partition.
pub(super) fn collected<C: Collector>(
    programme: &Programme,
    config: &Config,
    date: Day,
    new: impl Fn(usize) -> C + Sync,
) -> Result<Vec<C>, SummaryError> {
    let filters = Filters::new(programme, &config.filters)?;
    filters.refuse_empty(programme)?;
    let passes = Passes {
        programme,
        rules: &config.rules,
        roster: &Roster::of(programme),
        filters,
        norms: &StageNorms::collect(programme, &config.rules, date),
    };
    Ok(passes.collect(When { date, age: None }, new).parts)
}
