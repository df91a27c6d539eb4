//! The list as of a date, without anything else that reports say.

use super::{Questions, ShownColumns, SupportList, SupportRows};
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
    let (roster, norms) = constants(programme, config, date);
    let passes = passes(programme, config, (&roster, &norms))?;
    let when = When { date, age: None };
    let parts = passes
        .collect(when, |pairs| SupportRows::new(&shown, pairs))
        .parts;
    let others = Questions::of_others(&passes, &shown, date);
    let told = (&programme.files[..], &config.rules.breaks[..]);
    Ok(SupportRows::merged(&shown, parts, others, told, date))
}

/// One pass over the pairs as of a date: what was collected in each partition.
pub(super) fn collected<C: Collector>(
    programme: &Programme,
    config: &Config,
    date: Day,
    new: impl Fn(usize) -> C + Sync,
) -> Result<Vec<C>, SummaryError> {
    let (roster, norms) = constants(programme, config, date);
    let passes = passes(programme, config, (&roster, &norms))?;
    Ok(passes.collect(When { date, age: None }, new).parts)
}

fn constants(programme: &Programme, config: &Config, date: Day) -> (Roster, StageNorms) {
    let norms = StageNorms::collect(programme, &config.rules, date);
    (Roster::of(programme), norms)
}

fn passes<'a>(
    programme: &'a Programme,
    config: &'a Config,
    (roster, norms): (&'a Roster, &'a StageNorms),
) -> Result<Passes<'a>, SummaryError> {
    let filters = Filters::new(programme, &config.filters)?;
    filters.refuse_empty(programme)?;
    Ok(Passes {
        programme,
        rules: &config.rules,
        roster,
        filters,
        norms,
    })
}
