//! From the summary to the data of a picture: the same figures, as far as they may be shown.

use super::said::why_hidden;
use crate::charts::{
    AtRisk, Curve, CurvePoint, DotRow, GoalOutcome as OutcomeName, OutcomeRow, PairState, StateRow,
};
use crate::measures::{GoalOutcome, State};
use crate::report::wording::{capitalised, counted};
use crate::summary::{self, Count, MeasureSummary, Shown};

/// Days at which curves are marked and listed.
pub(in crate::report) const HORIZONS: [u32; 4] = [30, 90, 180, 365];

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
            Shown::FewerThan(limit) => {
                Some(format!("fewer than {}", counted(limit, "pair", "pairs")))
            }
            Shown::MoreThan(limit) => {
                Some(format!("more than {}", counted(limit, "pair", "pairs")))
            }
            Shown::TooFewPairs | Shown::SmallCell | Shown::Derivable => {
                Some("too few pairs to show".into())
            }
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
        rest => rest,
    };
    shown.push((OutcomeName::TooFewEach, rest.unwrap_or(0)));
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

/// A curve of the summary with the numbers at risk at the horizons that it reaches.
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
    // Axes of less than a quarter are marked by weeks.
    let days = (0..HORIZONS[1]).step_by(7).chain(HORIZONS);
    Curve {
        label: label.to_owned(),
        points,
        at_risk: days.filter_map(|day| at_risk(curve, day)).collect(),
    }
}

/// Pairs at risk on a day: those just before the first step on or after it. What was before the
/// first step that is shown is not known.
fn at_risk(curve: &summary::Curve, day: u32) -> Option<AtRisk> {
    let points = &curve.points;
    let next = points.partition_point(|point| point.day < f64::from(day));
    let begun = next > 0
        || points
            .first()
            .is_some_and(|point| point.day <= f64::from(day));
    let point = points.get(next).filter(|_| begun)?;
    Some(AtRisk {
        day,
        pairs: point.at_risk as u64,
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn stepping(days: &[(f64, usize)]) -> summary::Curve {
        let points = days.iter().map(|(day, at_risk)| summary::CurvePoint {
            day: *day,
            estimate: 0.1,
            lower: None,
            upper: None,
            at_risk: *at_risk,
            events: 1,
            censored: 0,
        });
        summary::Curve {
            measure: "to_first_meeting".into(),
            outcome: "reached",
            points: points.collect(),
        }
    }

    #[test]
    fn pairs_at_risk_before_the_first_step_that_is_shown_are_not_known() {
        let curve = stepping(&[(126.0, 139), (200.0, 80)]);
        let pairs = |day| at_risk(&curve, day).map(|at| at.pairs);
        assert_eq!(
            (pairs(0), pairs(126), pairs(180), pairs(365)),
            (None, Some(139), Some(80), None)
        );
    }

    #[test]
    fn a_short_axis_has_numbers_at_risk_at_its_weeks() {
        let curve = curve("All", &stepping(&[(0.0, 20), (48.0, 11)]));
        let days: Vec<u32> = curve.at_risk.iter().map(|at| at.day).collect();
        assert_eq!(days, [0, 7, 14, 21, 28, 35, 42, 30]);
    }
}
