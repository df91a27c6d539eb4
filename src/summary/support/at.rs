//! The list as of a date, without anything else that reports say.

use super::{ShownColumns, SupportList, SupportRows};
use crate::config::Config;
use crate::measures::StageNorms;
use crate::programme::{Day, Programme};
use crate::summary::SummaryError;
use crate::summary::pass::{Passes, When};
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
    let passes = passes(programme, config, date)?;
    let when = When { date, age: None };
    let collected = passes.collect(when, |_| SupportRows::new(&shown));
    Ok(SupportRows::merged(&shown, collected.parts))
}

/// What passes over the pairs as of a date need.
pub(super) fn passes<'a>(
    programme: &'a Programme,
    config: &'a Config,
    date: Day,
) -> Result<Passes<'a>, SummaryError> {
    let filters = Filters::new(programme, &config.filters)?;
    filters.refuse_empty(programme)?;
    Ok(Passes {
        programme,
        rules: &config.rules,
        roster: Roster::of(programme),
        filters,
        norms: StageNorms::collect(programme, &config.rules, date),
    })
}
