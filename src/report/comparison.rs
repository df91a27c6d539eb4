//! The researcher's report: groups described, compared, and how that was done.
//!
//! Made from the [`Brief`] and the [`Study`] of a run; both are protected before they get here
//! where the report may leave the building. Differences are differences between groups, never
//! effects.

mod backtest;
mod curves;
mod differences;
mod funnel;
mod groups;
mod histories;
mod methods;
mod missing;
mod overview;
mod stages;
mod words;

pub use backtest::section as backtest_section;

use super::document::{Document, Place};
use super::effectiveness::{Brief, definitions, title_block};
use crate::summary::{Backtest, Histories, Study};

/// What the report is made from.
#[derive(Clone, Copy)]
pub struct Comparing<'a> {
    /// Figures, definitions, configuration, records, audience.
    pub brief: Brief<'a>,
    /// The comparisons.
    pub study: &'a Study,
    /// How often the flags were right; only in what stays in the house.
    pub backtest: Option<&'a Backtest>,
    /// Whole histories of some pairs; only in what stays in the house.
    pub histories: Option<&'a Histories>,
}

/// The whole report.
#[must_use]
pub fn compose(report: &Comparing<'_>) -> Document {
    let mut title = title_block(&report.brief);
    "Comparison report".clone_into(&mut title.title);
    title.notices.extend(overview::notices(report));
    let mut sections = vec![overview::section(report)];
    for topic in [
        groups::sections,
        differences::sections,
        curves::sections,
        histories::sections,
        stages::sections,
        missing::sections,
        funnel::sections,
        backtest::sections,
        methods::sections,
    ] {
        sections.extend(topic(report));
    }
    sections.push(definitions(&report.brief));
    sections.sort_by_key(|section| section.place == Place::Appendix);
    Document { title, sections }.without_empty_figures()
}
