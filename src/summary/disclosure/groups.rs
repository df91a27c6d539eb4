//! Groups since the start: each on its own, then against the total of its grouping.

use super::cells::Cells;
use super::{Control, LEAST_MENTORS};
use crate::summary::count::Count;
use crate::summary::figures::{Contributing, Curve, MeasureSummary, NamedCount, Shown};
use crate::summary::result::{Counts, GroupSummary};
use crate::summary::tallies::{
    Agreement, ContinuityTallies, ExperienceTallies, Funnel, GoalTallies, MeetingTallies,
    NewGoalTallies, StageTallies, Tallies,
};
use std::collections::BTreeSet;

/// Protects every group; the first holds all pairs, of which `counts` says how they are counted.
pub(super) fn protect(
    control: &mut Control,
    counts: Counts,
    open: &[GroupSummary],
    groups: &mut [GroupSummary],
) {
    for (index, group) in groups.iter_mut().enumerate() {
        let is_exempt = index == 0 && counts == Counts::Exempt;
        if is_too_small(control, group) {
            hide_group(control, group);
        } else {
            for figure in &mut group.measures {
                control.protect_figure(figure);
            }
            let pairs = group.pairs.exact().unwrap_or(0);
            protect_tallies(control, &mut group.tallies, pairs, is_exempt);
        }
    }
    if let Some(all) = groups.first_mut().filter(|_| counts == Counts::Hidden) {
        hide_counts(control, all);
    }
    let groupings: BTreeSet<String> = groups
        .iter()
        .skip(1)
        .map(|group| group.grouping.clone())
        .collect();
    for grouping in groupings {
        let members = groups.iter_mut().skip(1);
        let mut members: Vec<&mut GroupSummary> =
            members.filter(|group| group.grouping == grouping).collect();
        let open = open.iter().skip(1);
        let open: Vec<&GroupSummary> = open.filter(|group| group.grouping == grouping).collect();
        protect_against_total(control, &open, &mut members);
    }
}

pub(super) fn is_too_small(control: &Control, group: &GroupSummary) -> bool {
    let below = |count: Count, least: u64| count.exact().is_some_and(|count| count < least);
    below(group.pairs, control.k_as_count()) || below(group.mentors, LEAST_MENTORS as u64)
}

/// Hides how many pairs and meetings there are, and what became of the pairs.
fn hide_counts(control: &mut Control, all: &mut GroupSummary) {
    control.hide_count(&mut all.pairs);
    control.hide_count(&mut all.mentors);
    hide_meetings(&mut all.tallies.meetings);
    let continuity = &mut all.tallies.continuity;
    continuity.states = None;
    continuity.presumed_ended = None;
    continuity.endings = None;
    hide_funnel(control, &mut continuity.funnel);
    hide_size_elsewhere(all);
}

fn hide_group(control: &mut Control, group: &mut GroupSummary) {
    for figure in &mut group.measures {
        control.hide_figure(figure, Shown::TooFewPairs);
    }
    for count in [&mut group.pairs, &mut group.mentors] {
        *count = match count.exact() {
            Some(0) => *count,
            Some(few) if few < control.k_as_count() => Count::fewer_than(control.k_as_count()),
            _ => Count::hidden(),
        };
    }
    group.median_observed_days = None;
    hide_tallies(control, &mut group.tallies);
}

/// Where what is hidden could be derived from the total, hides the next smallest group: of the
/// sizes, and of each measure. `open` are the same groups with nothing hidden.
fn protect_against_total(
    control: &mut Control,
    open: &[&GroupSummary],
    groups: &mut [&mut GroupSummary],
) {
    let mut sizes: Vec<&mut Count> = groups.iter_mut().map(|group| &mut group.pairs).collect();
    control.hide_complement(&mut sizes);
    let mut mentors: Vec<&mut Count> = groups.iter_mut().map(|group| &mut group.mentors).collect();
    control.hide_complement(&mut mentors);
    let rows = groups
        .iter()
        .map(|group| group.measures.len())
        .min()
        .unwrap_or(0);
    for row in 0..rows {
        let on = open.iter().map(|group| group.measures[row].contributing);
        let figures = groups.iter_mut().map(|group| &mut group.measures[row]);
        hide_until_safe(control, &mut on.zip(figures).collect::<Vec<_>>());
    }
    for list in [outcomes, states, closure_reasons, moves] {
        let mut open: Vec<Tallies> = open.iter().map(|group| group.tallies.clone()).collect();
        protect_table(control, &mut open, groups, list);
    }
    super::answers::protect(control, open, groups);
    for group in groups {
        hide_size_elsewhere(group);
    }
}

/// The size of a group stands beside its figures, too.
fn hide_size_elsewhere(group: &mut GroupSummary) {
    if group.pairs.exact().is_some() {
        return;
    }
    for figure in &mut group.measures {
        figure.pairs = 0;
    }
    for rung in &mut group.tallies.stages.ladder {
        rung.of = 0;
    }
    group.tallies.continuity.funnel.matched = group.pairs;
}

/// Hides the smallest figures shown until those hidden may be known together.
fn hide_until_safe(control: &mut Control, figures: &mut [(Contributing, &mut MeasureSummary)]) {
    loop {
        let hidden = figures
            .iter()
            .filter(|(_, figure)| figure.shown != Shown::Full);
        if control.is_safe_together(hidden.map(|(on, _)| on)) {
            return;
        }
        let shown = figures
            .iter_mut()
            .filter(|(on, figure)| figure.shown == Shown::Full && on.pairs > 0);
        let Some((_, figure)) = shown.min_by_key(|(on, _)| on.pairs) else {
            return;
        };
        control.hide_figure(figure, Shown::Derivable);
    }
}

/// The cells of a distribution by key.
type Columns = fn(&mut Tallies) -> Vec<(String, &mut Count)>;

fn outcomes(tallies: &mut Tallies) -> Vec<(String, &mut Count)> {
    let cells = tallies.goals.by_outcome.iter_mut().flatten();
    cells
        .map(|(outcome, count)| (outcome.name().to_owned(), count))
        .collect()
}

fn states(tallies: &mut Tallies) -> Vec<(String, &mut Count)> {
    let cells = tallies.continuity.states.iter_mut().flatten();
    cells
        .map(|(state, count)| (state.name().to_owned(), count))
        .collect()
}

fn closure_reasons(tallies: &mut Tallies) -> Vec<(String, &mut Count)> {
    let cells = tallies.continuity.closure_reasons.iter_mut();
    cells
        .map(|named| (named.key.clone(), &mut named.count))
        .collect()
}

fn moves(tallies: &mut Tallies) -> Vec<(String, &mut Count)> {
    let cells = tallies.stages.transitions.iter_mut();
    cells
        .map(|moved| (format!("{} {}", moved.from, moved.to), &mut moved.count))
        .collect()
}

/// Hides cells of a table of groups and columns until no row has exactly one hidden cell beside one
/// that could be hidden, and no column has hidden cells whose sum may not be known.
fn protect_table(
    control: &mut Control,
    open: &mut [Tallies],
    groups: &mut [&mut GroupSummary],
    list: Columns,
) {
    let keys: BTreeSet<String> = open
        .iter_mut()
        .flat_map(|tallies| list(tallies).into_iter().map(|(key, _)| key))
        .collect();
    loop {
        let before = control.hidden;
        for group in groups.iter_mut() {
            let row = list(&mut group.tallies);
            let mut row: Vec<&mut Count> = row.into_iter().map(|(_, count)| count).collect();
            control.hide_complement(&mut row);
        }
        for key in &keys {
            while hide_in_column(control, open, groups, list, key) {}
        }
        if control.hidden == before {
            return;
        }
    }
}

/// Hides the smallest cell shown of a column if the sum of its hidden cells, which follows from
/// the total, gives one of them away or is of too few pairs. In a group that is hidden as a whole
/// every cell is.
fn hide_in_column(
    control: &mut Control,
    open: &mut [Tallies],
    groups: &mut [&mut GroupSummary],
    list: Columns,
    key: &str,
) -> bool {
    let (mut hidden, mut shown) = (Vec::new(), Vec::new());
    for (tallies, group) in open.iter_mut().zip(groups) {
        let Some(pairs) = cell(tallies, list, key).and_then(|count| count.pairs()) else {
            continue;
        };
        match cell(&mut group.tallies, list, key).filter(|count| count.exact().is_some()) {
            Some(count) => shown.push((pairs, count)),
            None => hidden.push(pairs),
        }
    }
    hidden.retain(|pairs| *pairs > 0);
    let is_safe = hidden.len() > 1 && hidden.iter().sum::<u64>() >= control.k_as_count();
    if hidden.is_empty() || is_safe {
        return false;
    }
    let filled = shown.into_iter().filter(|(pairs, _)| *pairs > 0);
    let Some((_, smallest)) = filled.min_by_key(|(pairs, _)| *pairs) else {
        return false;
    };
    control.hide_count(smallest);
    true
}

fn cell<'a>(tallies: &'a mut Tallies, list: Columns, key: &str) -> Option<&'a mut Count> {
    let mut cells = list(tallies).into_iter();
    cells
        .find(|(found, _)| found == key)
        .map(|(_, count)| count)
}

fn protect_tallies(control: &mut Control, tallies: &mut Tallies, pairs: u64, is_exempt: bool) {
    protect_goals(control, &mut tallies.goals);
    if !is_exempt {
        protect_gaps(control, &mut tallies.meetings);
    }
    protect_stages(control, &mut tallies.stages, pairs);
    protect_new_goals(control, &mut tallies.new_goals);
    protect_continuity(control, &mut tallies.continuity, pairs, is_exempt);
    protect_experience(control, &mut tallies.experience);
}

fn protect_goals(control: &mut Control, goals: &mut GoalTallies) {
    let outcomes = goals.by_outcome.iter_mut().flatten();
    let mut cells: Vec<&mut Count> = outcomes.map(|(_, count)| count).collect();
    control.protect_distribution(&mut cells, 0, Cells::Overlapping);
    let outcomes = goals.by_outcome.iter().flatten();
    if outcomes.clone().any(|(_, count)| count.exact().is_none()) {
        goals.bounds = None;
    }
    control.protect_count(&mut goals.overdue, None);
    protect_named(control, &mut goals.reasons);
    protect_agreement(control, &mut goals.agreement);
}

fn protect_agreement(control: &mut Control, agreement: &mut Option<Agreement>) {
    let few = |judged: Count| {
        let pairs = judged.pairs();
        pairs.is_none_or(|pairs| pairs < control.k_as_count())
    };
    if agreement.as_ref().is_some_and(|both| few(both.judged)) {
        control.hidden += 1;
        *agreement = None;
    }
}

fn protect_named(control: &mut Control, cells: &mut [NamedCount]) {
    let mut cells: Vec<&mut Count> = cells.iter_mut().map(|named| &mut named.count).collect();
    control.protect_distribution(&mut cells, 0, Cells::Overlapping);
}

fn protect_gaps(control: &mut Control, meetings: &mut MeetingTallies) {
    let bins = meetings.gaps.bins.iter_mut();
    let mut bins: Vec<&mut Count> = bins.map(|(_, _, count)| count).collect();
    control.protect_distribution(&mut bins, 0, Cells::Overlapping);
}

fn protect_stages(control: &mut Control, stages: &mut StageTallies, pairs: u64) {
    for rung in &mut stages.ladder {
        control.protect_count(&mut rung.reached, Some(pairs));
        control.protect_count(&mut rung.observed, Some(pairs));
        control.protect_estimate(&mut rung.dwell);
    }
    let now = stages.ladder.iter_mut().map(|rung| &mut rung.now);
    control.protect_distribution(&mut now.collect::<Vec<_>>(), pairs, Cells::Apart);
    control.protect_count(&mut stages.none_reached, Some(pairs));
    let moves = stages.transitions.iter_mut();
    let mut moves: Vec<&mut Count> = moves.map(|transition| &mut transition.count).collect();
    control.protect_distribution(&mut moves, 0, Cells::Overlapping);
}

fn protect_new_goals(control: &mut Control, new_goals: &mut NewGoalTallies) {
    protect_named(control, &mut new_goals.by_stage);
    protect_agreement(control, &mut new_goals.agreement);
    cut(control, &mut new_goals.curve);
}

fn protect_continuity(
    control: &mut Control,
    continuity: &mut ContinuityTallies,
    pairs: u64,
    is_exempt: bool,
) {
    if !is_exempt {
        let states = continuity.states.iter_mut().flatten();
        let mut states: Vec<&mut Count> = states.map(|(_, count)| count).collect();
        control.protect_distribution(&mut states, pairs, Cells::Apart);
        if let Some(count) = &mut continuity.presumed_ended {
            control.protect_count(count, Some(pairs));
        }
        if let Some(ends) = &mut continuity.endings {
            let mut ends = [&mut ends.as_planned, &mut ends.early, &mut ends.unknown];
            control.protect_distribution(&mut ends, pairs, Cells::Apart);
        }
        let funnel = &mut continuity.funnel;
        let steps = [
            &mut funnel.met,
            &mut funnel.met_again,
            &mut funnel.ended_as_planned,
        ];
        for count in steps.into_iter().flatten() {
            control.protect_count(count, Some(pairs));
        }
    }
    protect_named(control, &mut continuity.closure_reasons);
    cut(control, &mut continuity.retention);
}

fn protect_experience(control: &mut Control, experience: &mut ExperienceTallies) {
    for forms in &mut experience.forms {
        control.protect_count(&mut forms.pairs, None);
        if forms.pairs.exact().is_none() {
            forms.forms = 0;
        }
    }
    control.protect_share_of_pairs(&mut experience.mentee_response);
    control.protect_share_of_pairs(&mut experience.mentor_response);
    protect_named(control, &mut experience.mentee_benefits);
    protect_named(control, &mut experience.mentor_benefits);
    for scale in &mut experience.scales {
        control.protect_estimate(&mut scale.alpha);
    }
}

/// Ends a curve where fewer than k pairs are at risk.
fn cut(control: &mut Control, curve: &mut Curve) {
    let shown = curve
        .points
        .iter()
        .take_while(|point| point.at_risk >= control.k)
        .count();
    if shown < curve.points.len() {
        control.hidden += 1;
        curve.points.truncate(shown);
    }
}

/// Hides every count of a group that is too small as a whole.
fn hide_tallies(control: &mut Control, tallies: &mut Tallies) {
    let goals = &mut tallies.goals;
    goals.by_outcome = None;
    goals.bounds = None;
    goals.agreement = None;
    tallies.new_goals.agreement = None;
    goals.reasons.clear();
    control.hide_count(&mut goals.overdue);
    (goals.known_outcomes, goals.undated_outcomes) = (0, 0);
    hide_meetings(&mut tallies.meetings);
    let stages = &mut tallies.stages;
    stages.ladder.clear();
    stages.transitions.clear();
    control.hide_count(&mut stages.none_reached);
    (stages.unstaged_sessions, stages.held_sessions) = (0, 0);
    tallies.new_goals.curve.points.clear();
    tallies.new_goals.by_stage.clear();
    tallies.new_goals.recorded = 0;
    hide_continuity(control, &mut tallies.continuity);
    hide_experience(control, &mut tallies.experience);
}

fn hide_meetings(meetings: &mut MeetingTallies) {
    *meetings = MeetingTallies {
        by_month: Vec::new(),
        held: 0,
        with_length: 0,
        hours: None,
        gaps: crate::summary::tallies::Gaps::default(),
    };
}

fn hide_continuity(control: &mut Control, continuity: &mut ContinuityTallies) {
    continuity.states = None;
    continuity.presumed_ended = None;
    continuity.endings = None;
    continuity.closure_reasons.clear();
    continuity.retention.points.clear();
    hide_funnel(control, &mut continuity.funnel);
}

fn hide_funnel(control: &mut Control, funnel: &mut Funnel) {
    control.hide_count(&mut funnel.matched);
    (funnel.met, funnel.met_again, funnel.ended_as_planned) = (None, None, None);
}

fn hide_experience(control: &mut Control, experience: &mut ExperienceTallies) {
    experience.forms.clear();
    experience.undated_forms = 0;
    control.hide_estimate(&mut experience.mentee_response);
    control.hide_estimate(&mut experience.mentor_response);
    experience.ideas = None;
    experience.mentee_benefits.clear();
    experience.mentor_benefits.clear();
    for scale in &mut experience.scales {
        control.hide_estimate(&mut scale.alpha);
    }
}
