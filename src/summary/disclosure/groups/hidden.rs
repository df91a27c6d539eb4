//! Groups of which nothing may be known, or not how many there are.

use crate::summary::count::Count;
use crate::summary::disclosure::Control;
use crate::summary::outcome_sets::OutcomeSets;
use crate::summary::result::GroupSummary;
use crate::summary::tallies::{
    ContinuityTallies, ExperienceTallies, Funnel, Gaps, MeetingTallies, Tallies,
};

/// Hides a group; `is_known` says of which measures some pair of the programme has a value, so that
/// a figure of none would tell of these pairs.
pub(super) fn hide_group(control: &mut Control, group: &mut GroupSummary, is_known: &[bool]) {
    let is_empty = group.pairs == Count::of(0);
    for (figure, is_known) in group.measures.iter_mut().zip(is_known) {
        if *is_known && !is_empty {
            control.hide_even_none(figure);
        }
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

/// Hides how many pairs and meetings there are, and what became of the pairs.
pub(super) fn hide_counts(control: &mut Control, all: &mut GroupSummary) {
    control.hide_count(&mut all.pairs);
    control.hide_count(&mut all.mentors);
    hide_meetings(&mut all.tallies.meetings);
    let continuity = &mut all.tallies.continuity;
    control.hide_count(&mut continuity.inferred_starts);
    continuity.states = None;
    continuity.presumed_ended = None;
    continuity.endings = None;
    hide_funnel(control, &mut continuity.funnel);
    hide_size_elsewhere(all);
}

/// The size of a group stands beside its figures, too.
pub(super) fn hide_size_elsewhere(group: &mut GroupSummary) {
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

/// Hides every count of a group that is too small as a whole.
fn hide_tallies(control: &mut Control, tallies: &mut Tallies) {
    let goals = &mut tallies.goals;
    goals.by_outcome = None;
    goals.in_pairs = OutcomeSets::default();
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
    tallies.new_goals.curve.truncate(0);
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
        gaps: Gaps::default(),
    };
}

fn hide_continuity(control: &mut Control, continuity: &mut ContinuityTallies) {
    control.hide_count(&mut continuity.inferred_starts);
    continuity.states = None;
    continuity.presumed_ended = None;
    continuity.endings = None;
    continuity.closure_reasons.clear();
    continuity.retention.truncate(0);
    hide_funnel(control, &mut continuity.funnel);
}

fn hide_funnel(control: &mut Control, funnel: &mut Funnel) {
    control.hide_count(&mut funnel.matched);
    (funnel.met, funnel.met_again, funnel.ended_as_planned) = (None, None, None);
    for share in &mut funnel.shares {
        control.hide_estimate(share);
    }
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
