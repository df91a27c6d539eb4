//! Figures and changes of periods. Counts of people and pairs of the whole programme are shown.

use super::Control;
use crate::stats::Estimate;
use crate::summary::figures::Shown;
use crate::summary::result::{Change, PeriodFigures, Summary, Verdict};

/// Protects the period reported and those beside it.
pub(super) fn protect(control: &mut Control, summary: &mut Summary) {
    let Summary {
        current,
        previous,
        year_before,
        history,
        ..
    } = summary;
    protect_figures(control, current);
    for comparison in [previous, year_before].into_iter().flatten() {
        protect_figures(control, &mut comparison.figures);
        protect_changes(
            control,
            &mut comparison.changes,
            &[current, &comparison.figures],
        );
    }
    let mut before: Option<&PeriodFigures> = None;
    for period in history {
        protect_figures(control, &mut period.figures);
        let figures = [Some(&period.figures), before];
        let figures: Vec<&PeriodFigures> = figures.into_iter().flatten().collect();
        protect_changes(control, &mut period.changes, &figures);
        before = Some(&period.figures);
    }
}

fn protect_figures(control: &mut Control, period: &mut PeriodFigures) {
    for figure in &mut period.measures {
        control.protect_figure(figure);
    }
}

/// A change says nothing where a figure that it is made of is hidden.
fn protect_changes(control: &mut Control, changes: &mut [Change], of: &[&PeriodFigures]) {
    for change in changes {
        let figures = of
            .iter()
            .filter_map(|period| period.measure(&change.measure));
        let is_hidden = figures.clone().any(|figure| figure.shown != Shown::Full);
        let too_few = change.difference.n > 0 && change.difference.n < control.k;
        if change.difference.is_available() && (is_hidden || too_few) {
            control.hidden += 1;
            let method = change.difference.method;
            change.difference = Estimate::not_available("hidden: too few pairs", 0, method);
            change.verdict = Verdict::NotAvailable;
        }
    }
}
