//! What groups say of their forms: where that of the hidden groups would follow from the programme's.

use super::together::Cell;
use super::{Control, LEAST_MENTORS};
use crate::stats::Estimate;
use crate::summary::count::Count;
use crate::summary::figures::{Contributing, Shown};
use crate::summary::result::GroupSummary;
use crate::summary::tallies::{Agreement, Tallies};

/// Something said of each group: what it rests on, whether it is shown, and how it is hidden.
struct Statement {
    on: fn(&Tallies) -> Contributing,
    is_shown: fn(&Tallies) -> bool,
    hide: fn(&mut Control, &mut Tallies),
}

const STATEMENTS: [Statement; 9] = [
    Statement {
        on: |tallies| contributing(&tallies.experience.mentee_response),
        is_shown: |tallies| tallies.experience.mentee_response.is_available(),
        hide: |control, tallies| control.hide_estimate(&mut tallies.experience.mentee_response),
    },
    Statement {
        on: |tallies| contributing(&tallies.experience.mentor_response),
        is_shown: |tallies| tallies.experience.mentor_response.is_available(),
        hide: |control, tallies| control.hide_estimate(&mut tallies.experience.mentor_response),
    },
    on_attainment(|tallies| side(tallies.goals.agreement.as_ref(), 0)),
    on_attainment(|tallies| side(tallies.goals.agreement.as_ref(), 1)),
    on_attainment(|tallies| side(tallies.goals.agreement.as_ref(), 2)),
    on_new_goals(|tallies| side(tallies.new_goals.agreement.as_ref(), 0)),
    on_new_goals(|tallies| side(tallies.new_goals.agreement.as_ref(), 1)),
    on_new_goals(|tallies| side(tallies.new_goals.agreement.as_ref(), 2)),
    Statement {
        on: |tallies| {
            let goals = tallies.goals.by_outcome.iter().flatten();
            of_pairs(goals.filter_map(|(_, count)| count.pairs()).max())
        },
        is_shown: |tallies| tallies.goals.bounds.is_some(),
        hide: |control, tallies| {
            control.hidden += 1;
            tallies.goals.bounds = None;
        },
    },
];

const fn on_attainment(on: fn(&Tallies) -> Contributing) -> Statement {
    Statement {
        on,
        is_shown: |tallies| tallies.goals.agreement.is_some(),
        hide: |control, tallies| {
            control.hidden += 1;
            tallies.goals.agreement = None;
        },
    }
}

const fn on_new_goals(on: fn(&Tallies) -> Contributing) -> Statement {
    Statement {
        on,
        is_shown: |tallies| tallies.new_goals.agreement.is_some(),
        hide: |control, tallies| {
            control.hidden += 1;
            tallies.new_goals.agreement = None;
        },
    }
}

/// Of the pairs in which both answered those on one side, and at least so many that are not.
pub(super) fn side(both: Option<&Agreement>, place: usize) -> Contributing {
    let Some(both) = both else {
        return Contributing::default();
    };
    let pairs = |count: &Count| count.pairs().and_then(|pairs| usize::try_from(pairs).ok());
    let others = both.sides.iter().enumerate();
    let others = others.filter(|(other, _)| *other != place);
    Contributing {
        counted: pairs(&both.sides[place]),
        not_counted: others.filter_map(|(_, count)| pairs(count)).max(),
        ..of_pairs(both.judged.pairs())
    }
}

/// Hides further groups, the smallest first, until those hidden may be known together; `open` are
/// the same groups with nothing hidden.
pub(super) fn protect(
    control: &mut Control,
    open: &[&GroupSummary],
    groups: &mut [&mut GroupSummary],
) {
    for group in groups.iter_mut() {
        let goals = &mut group.tallies.goals;
        let mut outcomes = goals.by_outcome.iter().flatten();
        // The bounds are made of the outcomes.
        if goals.bounds.is_some() && outcomes.any(|(_, count)| count.exact().is_none()) {
            control.hidden += 1;
            goals.bounds = None;
        }
    }
    for statement in &STATEMENTS {
        while hide_one(control, open, groups, statement) {}
    }
}

fn hide_one(
    control: &mut Control,
    open: &[&GroupSummary],
    groups: &mut [&mut GroupSummary],
    statement: &Statement,
) -> bool {
    let on: Vec<Contributing> = open
        .iter()
        .map(|group| (statement.on)(&group.tallies))
        .collect();
    let (shown, hidden): (Vec<usize>, Vec<usize>) =
        (0..groups.len()).partition(|place| (statement.is_shown)(&groups[*place].tallies));
    let was_shown = |place: &usize| (statement.is_shown)(&open[*place].tallies);
    let hidden = hidden.iter().filter(|place| was_shown(place));
    let cells = hidden.map(|place| (on[*place], Shown::Derivable));
    let cells = cells.chain(shown.iter().map(|place| (on[*place], Shown::Full)));
    let cells: Vec<Cell> = cells.map(|(on, shown)| Cell { on, shown }).collect();
    if control.is_safe_together(&cells) {
        return false;
    }
    let weight = |place: &usize| (on[*place].is_uniform(), on[*place].pairs);
    let Some(smallest) = shown.into_iter().min_by_key(weight) else {
        return false;
    };
    (statement.hide)(control, &mut groups[smallest].tallies);
    true
}

fn of_pairs(pairs: Option<u64>) -> Contributing {
    Contributing {
        pairs: pairs
            .and_then(|pairs| usize::try_from(pairs).ok())
            .unwrap_or(0),
        mentors: LEAST_MENTORS,
        ..Contributing::default()
    }
}

/// What a share of pairs rests on.
fn contributing(estimate: &Estimate) -> Contributing {
    let whole = super::figures::whole;
    let parts = estimate.numerator.zip(estimate.denominator);
    Contributing {
        pairs: estimate.n,
        mentors: estimate.clusters.unwrap_or(LEAST_MENTORS),
        counted: parts.map(|(counted, _)| whole(counted)),
        not_counted: parts.map(|(counted, of)| whole(of - counted)),
    }
}
