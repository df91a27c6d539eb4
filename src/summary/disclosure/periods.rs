//! Figures and changes of periods. Counts of people, pairs and meetings are shown as far as those
//! of all pairs are.

mod totals;

use super::{Control, LEAST_MENTORS, groups};
use crate::measures::is_of_a_day;
use crate::stats::Estimate;
use crate::summary::count::Count;
use crate::summary::figures::Shown;
use crate::summary::result::{
    Change, Counts, GroupSummary, PeriodCounts, PeriodFigures, Summary, Verdict,
};

/// Protects the period reported and those beside it.
pub(super) fn protect(
    control: &mut Control,
    counts: Counts,
    open: &Summary,
    summary: &mut Summary,
) {
    let Summary {
        current,
        previous,
        year_before,
        history,
        too_young,
        not_yet_started,
        groups: shared,
        ..
    } = summary;
    if counts != Counts::Exempt {
        control.protect_count(too_young, None);
        control.protect_count(not_yet_started, None);
    }
    let given_up = shared.first().map_or_else(Vec::new, groups::given_up);
    let beside = [&*previous, &*year_before].into_iter().flatten();
    let beside = beside.map(|comparison| &comparison.figures);
    let past = history.iter().map(|period| &period.figures).chain(beside);
    let told = totals::told(control, shared.first(), &given_up, past);
    let last_day = current.to;
    let protect_figures = |control: &mut Control, period: &mut PeriodFigures| {
        let told = told.get(&period.label).map_or(&[][..], Vec::as_slice);
        let given_up = given_up.iter().copied();
        let given_up = given_up.filter(|id| period.to == last_day || !is_of_a_day(id));
        let hidden: Vec<&str> = given_up.chain(told.iter().copied()).collect();
        protect_figures(control, counts, &hidden, period);
    };
    protect_figures(control, current);
    let hides_ends = |all: &GroupSummary| groups::hides_ends(control, all);
    if counts == Counts::OfAGroup && open.all().is_some_and(hides_ends) {
        hide_ends(control, &mut current.counts);
    }
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

/// Protects a period; `given_up` are measures that would tell of few pairs together with others.
fn protect_figures(
    control: &mut Control,
    counts: Counts,
    given_up: &[&str],
    period: &mut PeriodFigures,
) {
    for figure in &mut period.measures {
        control.protect_figure(figure);
        if given_up.contains(&figure.measure.as_str()) {
            control.hide_figure(figure, Shown::Derivable);
        }
    }
    if counts != Counts::Exempt {
        protect_endings(control, period);
    }
    // Counts of a whole programme may be shown however small they are, a share of few pairs never.
    control.protect_estimate(&mut period.counts.closure_rate);
    let is_small = is_small(control, &period.counts);
    match counts {
        Counts::Exempt => {}
        Counts::OfAGroup if !is_small => protect_counts(control, &mut period.counts),
        Counts::OfAGroup | Counts::Hidden => hide_counts(control, &mut period.counts),
    }
}

/// Whether too few pairs were open in a period, or those of a single mentor.
fn is_small(control: &Control, counts: &PeriodCounts) -> bool {
    let below = |count: Count, least: u64| count.exact().is_some_and(|count| count < least);
    let one_mentor = (1..LEAST_MENTORS as u64).contains(&counts.mentors.exact().unwrap_or(0));
    below(counts.open_in_period, control.k_as_count()) || one_mentor
}

/// Hides counts of few pairs, and of all but few of those that were open.
fn protect_counts(control: &mut Control, counts: &mut PeriodCounts) {
    let open = counts.open_in_period.exact();
    for people in [&mut counts.mentors, &mut counts.mentees, &mut counts.people] {
        control.protect_count(people, None);
    }
    for pairs in [&mut counts.open_on_last_day, &mut counts.started] {
        control.protect_count(pairs, open);
    }
    control.protect_count(&mut counts.presumed_ended, None);
    if let Some(ended) = &mut counts.ended {
        control.protect_count(ended, open);
        // Those that did not end are open on the last day.
        if ended.exact().is_none() || counts.open_on_last_day.exact().is_none() {
            hide_ends(control, counts);
        }
    }
    if let Some(meetings) = &mut counts.meetings {
        control.protect_count(meetings, None);
        if meetings.exact().is_none() {
            (counts.hours, counts.meetings_with_length) = (None, 0);
        }
    }
}

/// Hides how many ended in a period and how many are open on its last day, which tell each other.
fn hide_ends(control: &mut Control, counts: &mut PeriodCounts) {
    if let Some(ended) = &mut counts.ended {
        control.hide_count(ended);
    }
    control.hide_count(&mut counts.open_on_last_day);
    control.hide_estimate(&mut counts.closure_rate);
}

/// Of the pairs that ended in a period those are counted of which it is known how; how many ended
/// at all is told by those who should have returned a form.
fn protect_endings(control: &mut Control, period: &mut PeriodFigures) {
    let ended = period.counts.ended.and_then(Count::pairs);
    let closed = period.measures.iter_mut();
    let closed = closed.filter(|figure| figure.measure == "closed_early");
    for (figure, ended) in closed.zip(ended) {
        let unknown = ended.saturating_sub(figure.contributing.pairs as u64);
        if figure.shown == Shown::Full && (1..control.k_as_count()).contains(&unknown) {
            control.hide_figure(figure, Shown::Derivable);
        }
    }
}

/// Hides every count; that there is none as well, since it says the same of each pair.
fn hide_counts(control: &mut Control, counts: &mut PeriodCounts) {
    let k = control.k_as_count();
    let further = [counts.ended.as_mut(), counts.meetings.as_mut()];
    let all = [
        &mut counts.mentors,
        &mut counts.mentees,
        &mut counts.people,
        &mut counts.open_on_last_day,
        &mut counts.open_in_period,
        &mut counts.started,
        &mut counts.presumed_ended,
    ];
    for count in all.into_iter().chain(further.into_iter().flatten()) {
        let few = count.pairs().is_some_and(|pairs| 0 < pairs && pairs < k);
        *count = if few {
            Count::fewer_than(k)
        } else {
            Count::hidden()
        };
        control.hidden += 1;
    }
    control.hide_estimate(&mut counts.closure_rate);
    (counts.hours, counts.meetings_with_length) = (None, 0);
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
