//! The tallies of one group, each distribution on its own.

use super::path;
use crate::summary::count::Count;
use crate::summary::disclosure::cells::Cells;
use crate::summary::disclosure::{Control, answers, curves};
use crate::summary::figures::{NamedCount, Shown};
use crate::summary::outcome_sets::only;
use crate::summary::tallies::{
    Agreement, ContinuityTallies, ExperienceTallies, GoalTallies, MeetingTallies, NewGoalTallies,
    StageTallies, Tallies,
};

pub(super) fn protect_tallies(
    control: &mut Control,
    tallies: &mut Tallies,
    pairs: u64,
    is_exempt: bool,
) {
    protect_goals(control, &mut tallies.goals);
    if !is_exempt {
        protect_gaps(control, &mut tallies.meetings);
    }
    protect_stages(control, &mut tallies.stages, pairs);
    protect_new_goals(control, &mut tallies.new_goals);
    protect_continuity(control, &mut tallies.continuity, pairs, is_exempt);
    path::protect_funnel(control, tallies, pairs, is_exempt);
    protect_experience(control, &mut tallies.experience);
}

fn protect_goals(control: &mut Control, goals: &mut GoalTallies) {
    // Whatever else would tell of these few is hidden with all that is known of goals (`outcomes`).
    for (outcome, count) in goals.by_outcome.iter_mut().flatten() {
        control.protect_count(count, None);
        if goals
            .in_pairs
            .with_any(only(*outcome))
            .is_few(control.k_as_count())
        {
            control.hide_count(count);
        }
    }
    control.protect_count(&mut goals.overdue, None);
    protect_named(control, &mut goals.reasons);
    protect_agreement(control, &mut goals.agreement);
}

fn protect_agreement(control: &mut Control, agreement: &mut Option<Agreement>) {
    let is_few = |both: &Agreement| {
        let sides = 0..both.sides.len();
        let mut sides = sides.map(|place| answers::side(Some(both), place));
        sides.any(|on| control.decide(on) != Shown::Full)
    };
    if agreement.as_ref().is_some_and(is_few) {
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
    path::protect_ladder(control, &mut stages.ladder, pairs);
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
    curves::protect_alone(control, &mut new_goals.curve);
}

fn protect_continuity(
    control: &mut Control,
    continuity: &mut ContinuityTallies,
    pairs: u64,
    is_exempt: bool,
) {
    control.protect_count(&mut continuity.inferred_starts, Some(pairs));
    if !is_exempt {
        let states = continuity.states.iter().flatten();
        let open = states.filter(|(state, _)| state.is_open());
        let open = open.filter_map(|(_, count)| count.pairs()).sum();
        if let Some(count) = &mut continuity.presumed_ended {
            control.protect_count(count, Some(open));
        }
        protect_fates(control, continuity);
    }
    protect_named(control, &mut continuity.closure_reasons);
    curves::protect_alone(control, &mut continuity.retention);
}

/// Hides states of few pairs; what else would tell of them is hidden with all that is known of what
/// became of pairs (`fates`).
fn protect_fates(control: &mut Control, continuity: &mut ContinuityTallies) {
    for (_, count) in continuity.states.iter_mut().flatten() {
        control.protect_count(count, None);
    }
    if let Some(ends) = &mut continuity.endings {
        for count in [&mut ends.as_planned, &mut ends.early, &mut ends.unknown] {
            control.protect_count(count, None);
        }
    }
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
    if let Some(ideas) = &mut experience.ideas {
        control.protect_count(ideas, None);
    }
    protect_named(control, &mut experience.mentee_benefits);
    protect_named(control, &mut experience.mentor_benefits);
    for scale in &mut experience.scales {
        control.protect_estimate(&mut scale.alpha);
    }
}
