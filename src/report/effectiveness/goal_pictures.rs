//! The pictures of goals: attainment and outcomes, cohort by cohort.

use super::brief::Brief;
use super::cohorts::MANY_GROUPS;
use super::goals::SETTLED;
use super::pictures::{dot, outcome_title, outcomes};
use super::said::{tally, whole};
use crate::charts::{DotInterval, DotRow, OutcomeBars, OutcomeRow, Reference, Unit as ChartUnit};
use crate::report::document::{Block, Column, Figure, Table};
use crate::report::wording::{count, counted, percent};
use crate::summary::{GroupSummary, Shown};

/// Attainment of the cohorts, each a dot with its interval.
pub(super) fn by_cohort(brief: &Brief<'_>) -> Option<Figure> {
    let rows: Vec<_> = compared(brief)
        .iter()
        .filter_map(|(label, group, total)| {
            let figure = group.measure(SETTLED)?;
            let goals = figure.estimate.denominator.map(whole);
            Some(dot(label, figure, goals, *total))
        })
        .collect();
    if rows.iter().all(|row| row.estimate.is_none()) {
        return None;
    }
    let references = brief.target(SETTLED).map(|value| Reference {
        label: "Target".into(),
        value,
    });
    Some(Figure {
        id: "goals-attained-by-cohort".into(),
        headline: across_cohorts(&rows).or_else(|| over_all(brief))?,
        subtitle: format!(
            "Settled goals attained{}, {}; 95\u{A0}% intervals",
            if rows.len() > 1 { ", by cohort" } else { "" },
            brief.as_of()
        ),
        chart: Box::new(DotInterval {
            measure: brief.title(SETTLED),
            unit: ChartUnit::Share,
            counted: "goals".into(),
            interval: "95\u{A0}% interval".into(),
            rows,
            references: references.into_iter().collect(),
        }),
        notes: Vec::new(),
    })
}

fn over_all(brief: &Brief<'_>) -> Option<String> {
    let figure = brief.all()?.measure(SETTLED)?;
    let estimate = Some(&figure.estimate).filter(|_| figure.shown == Shown::Full)?;
    Some(format!(
        "{} of {} attained",
        count(whole(estimate.numerator?)),
        counted(
            whole(estimate.denominator?),
            "settled goal was",
            "settled goals were"
        )
    ))
}

/// How far apart the cohorts lie, and whether their intervals have a part in common.
fn across_cohorts(rows: &[DotRow]) -> Option<String> {
    let shown = || {
        rows.iter()
            .filter(|row| !row.total && row.estimate.is_some())
    };
    let least = |of: fn(&DotRow) -> Option<f64>| shown().filter_map(of).reduce(f64::min);
    let most = |of: fn(&DotRow) -> Option<f64>| shown().filter_map(of).reduce(f64::max);
    if shown().count() < 2 {
        return None;
    }
    let (lowest, highest) = (least(|row| row.estimate)?, most(|row| row.estimate)?);
    let ends = [lowest, highest].map(percent);
    let which = if rows.iter().any(|row| row.estimate.is_none()) {
        "The cohorts shown"
    } else {
        "Cohorts"
    };
    if ends[0] == ends[1] {
        return Some(format!("{which} lie at {}", ends[0]));
    }
    let overlap = if most(|row| row.lower)? <= least(|row| row.upper)? {
        "their intervals overlap"
    } else {
        "not all of their intervals overlap"
    };
    Some(format!(
        "{which} lie between {} and {}; {overlap}",
        ends[0], ends[1]
    ))
}

/// Goals by outcome: a picture where all pairs can be drawn, else what may be shown of the counts.
pub(super) fn by_outcome(brief: &Brief<'_>) -> Option<Block> {
    let groups = compared(brief);
    let rows: Vec<_> = groups
        .iter()
        .filter_map(|(label, group, total)| {
            let counts = group.tallies.goals.by_outcome.as_ref()?;
            Some(outcomes(label, counts, all_goals(group), *total))
        })
        .collect();
    if rows.iter().any(|row| row.total && row.note.is_none()) {
        Some(Block::Figure(outcome_bars(brief, rows)))
    } else {
        outcome_table(brief, &groups).map(Block::Table)
    }
}

/// All goals of a group, where that is shown.
fn all_goals(group: &GroupSummary) -> Option<u64> {
    let total = group.measure("goals_set")?.spread.as_ref()?.total?;
    Some(whole(total))
}

fn outcome_bars(brief: &Brief<'_>, rows: Vec<OutcomeRow>) -> Figure {
    let known = brief
        .since_start("goal_outcome_known")
        .filter(|said| said.is_available);
    Figure {
        id: "goals-by-outcome".into(),
        headline: known.map_or_else(
            || "What became of the goals".into(),
            |known| format!("The outcome of {} of goals is known", known.value),
        ),
        subtitle: by_outcome_title(brief),
        chart: Box::new(OutcomeBars { rows }),
        notes: Vec::new(),
    }
}

fn outcome_table(brief: &Brief<'_>, groups: &[(String, &GroupSummary, bool)]) -> Option<Table> {
    let (_, all, _) = groups.last()?;
    let outcomes = all.tallies.goals.by_outcome.as_ref()?.iter();
    let columns = outcomes.map(|(outcome, _)| Column::numbers(outcome_title(*outcome)));
    let rows = groups.iter().filter_map(|(label, group, _)| {
        let counts = group.tallies.goals.by_outcome.as_ref()?.iter();
        let cells = counts.map(|(_, goals)| tally(*goals));
        Some(std::iter::once(label.clone()).chain(cells).collect())
    });
    Some(Table {
        caption: by_outcome_title(brief),
        columns: std::iter::once(Column::words("Group")).chain(columns).collect(),
        rows: rows.collect(),
        total: true,
        notes: vec!["An outcome that too few pairs share is hidden, and with it the number of all goals, so that no shares can be drawn.".into()],
        ..Table::default()
    })
}

fn by_outcome_title(brief: &Brief<'_>) -> String {
    format!("Goals by outcome, {}", brief.as_of())
}

/// The cohorts, where there are several and not too many, then all pairs: label, figures, whether
/// it is the total.
fn compared<'a>(brief: &Brief<'a>) -> Vec<(String, &'a GroupSummary, bool)> {
    let cohorts = brief.cohorts();
    let drawn = (2..=MANY_GROUPS).contains(&cohorts.len());
    cohorts
        .into_iter()
        .filter(|_| drawn)
        .map(|group| (group.group.clone(), group, false))
        .chain(brief.all().map(|all| ("All pairs".to_owned(), all, true)))
        .collect()
}
