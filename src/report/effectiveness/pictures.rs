//! From the summary to the data of a picture: the same figures, as far as they may be shown.

use super::said::{TOO_FEW, fewer_than, more_than, why_hidden};
use crate::charts::{
    AtRisk, Curve, CurvePoint, DotRow, GoalOutcome as OutcomeName, OutcomeRow, PairState, StateRow,
};
use crate::measures::{GoalOutcome, State};
use crate::report::wording::capitalised;
use crate::summary::{self, Count, MeasureSummary, Shown};

/// A group's figure as a dot with its interval.
pub(super) fn dot(label: &str, figure: &MeasureSummary, n: Option<u64>, total: bool) -> DotRow {
    let estimate = &figure.estimate;
    let shown = figure.shown == Shown::Full;
    let only = |end: Option<f64>| end.filter(|_| shown);
    DotRow {
        label: label.to_owned(),
        n: n.filter(|_| shown),
        estimate: only(estimate.value),
        lower: only(estimate.lower),
        upper: only(estimate.upper),
        note: match figure.shown {
            Shown::Full => estimate.not_available.clone(),
            Shown::FewerThan(limit) => Some(fewer_than(limit)),
            Shown::MoreThan(limit) => Some(more_than(limit)),
            Shown::TooFewPairs | Shown::SmallCell => Some(TOO_FEW.into()),
            Shown::Derivable => Some("hidden to protect another group".into()),
        },
        total,
        ..DotRow::default()
    }
}

/// A group's goals by outcome. Outcomes that are hidden share what is left of all goals, if
/// that may be shown.
pub(super) fn outcomes(
    label: &str,
    counts: &[(GoalOutcome, Count)],
    goals: Option<u64>,
    total: bool,
) -> OutcomeRow {
    let mut shown: Vec<(OutcomeName, u64)> = counts
        .iter()
        .filter_map(|(outcome, count)| Some((outcome_name(*outcome), count.exact()?)))
        .collect();
    let sum: u64 = shown.iter().map(|(_, count)| count).sum();
    let rest = match goals.and_then(|goals| goals.checked_sub(sum)) {
        _ if shown.len() == counts.len() => Some(0),
        // All goals in one piece would be no picture of what became of them.
        rest => rest.filter(|_| sum > 0),
    };
    shown.push((OutcomeName::Together, rest.unwrap_or(0)));
    OutcomeRow {
        label: label.to_owned(),
        note: rest
            .is_none()
            .then(|| "an outcome has too few pairs to show".to_owned()),
        counts: rest.map(|_| shown).unwrap_or_default(),
        total,
    }
}

/// Name of an outcome in reports.
pub(super) fn outcome_title(outcome: GoalOutcome) -> String {
    capitalised(outcome_name(outcome).title())
}

const fn outcome_name(outcome: GoalOutcome) -> OutcomeName {
    match outcome {
        GoalOutcome::Attained => OutcomeName::Attained,
        GoalOutcome::Partly => OutcomeName::Partly,
        GoalOutcome::NotAttained => OutcomeName::NotAttained,
        GoalOutcome::Dropped => OutcomeName::Dropped,
        GoalOutcome::InProgress => OutcomeName::InProgress,
        GoalOutcome::Unknown => OutcomeName::Unknown,
    }
}

/// Pairs in a state.
pub(super) fn state_row(state: State, pairs: Count) -> StateRow {
    StateRow {
        state: state_name(state),
        pairs: pairs.exact(),
        note: why_hidden(pairs),
    }
}

const fn state_name(state: State) -> PairState {
    match state {
        State::OnTrack => PairState::OnTrack,
        State::Watch => PairState::Watch,
        State::Stalled => PairState::Stalled,
        State::NeverStarted => PairState::NeverStarted,
        State::TooEarly => PairState::TooEarly,
        State::Paused => PairState::Paused,
        State::Completed => PairState::Completed,
        State::ClosedEarly => PairState::ClosedEarly,
        State::Ended => PairState::Ended,
    }
}

/// Curves are drawn no further than so many pairs are at risk.
pub(in crate::report) const LEAST_AT_RISK: usize = 10;

/// As much of a curve as is drawn; `None` where that is no more than its beginning.
pub(in crate::report) fn drawn(curve: &summary::Curve) -> Option<summary::Curve> {
    let points = curve.points.iter();
    let enough = points.take_while(|point| point.at_risk >= LEAST_AT_RISK);
    let enough = enough.count();
    let mut drawn = curve.clone();
    drawn.truncate(enough);
    (enough > 1).then_some(drawn)
}

/// That the first steps of one of some curves are hidden, which only a few pairs have made.
pub(in crate::report) fn begins_late<'a>(
    curves: impl IntoIterator<Item = &'a summary::Curve>,
) -> Option<String> {
    let firsts = curves.into_iter().filter_map(|curve| curve.points.first());
    let late = firsts.map(|first| first.day).any(|day| day > 0.0);
    late.then(|| {
        "A curve that begins after the start has its first steps hidden: too few pairs made them."
            .to_owned()
    })
}

/// A curve of the summary, as it is drawn.
pub(in crate::report) fn curve(label: &str, curve: &summary::Curve) -> Curve {
    let points: Vec<_> = curve
        .points
        .iter()
        .map(|point| CurvePoint {
            day: point.day,
            estimate: point.estimate,
            lower: point.lower,
            upper: point.upper,
        })
        .collect();
    let at_risk = curve.at_risk.iter().map(|at| AtRisk {
        day: at.day,
        pairs: at.pairs as u64,
    });
    Curve {
        label: label.to_owned(),
        points,
        at_risk: at_risk.collect(),
    }
}

/// The height of a curve on a day; `None` where it does not reach it.
pub(super) fn height(curve: &summary::Curve, day: f64) -> Option<summary::CurvePoint> {
    let last = curve.points.last()?;
    if last.day < day {
        return None;
    }
    curve
        .points
        .iter()
        .take_while(|point| point.day <= day)
        .last()
        .copied()
}
