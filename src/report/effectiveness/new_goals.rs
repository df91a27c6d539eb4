//! New goals: those that arose on the way, as a sign that the relationship goes on to matter.

use super::brief::Brief;
use super::key_figures;
use super::pictures::{begins_late, curve, drawn, height};
use super::said::{HIDDEN, is_any, named};
use crate::charts::MeanCumulative;
use crate::report::document::{Block, Figure, Missing, Section};
use crate::report::wording::{Unit, days, decimal, sentence};
use crate::summary::{HORIZONS, Horizon, NewGoalTallies};

const EMERGED: &str = "new_goal_emerged";
const KEY_FIGURES: [&str; 6] = [
    EMERGED,
    "new_goal_declared",
    "new_goal_observed",
    "new_goals",
    "new_goals_attained",
    "new_goal_sources_agree",
];

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let section = Section::titled("new-goals", "New goals");
    let is_known = [EMERGED, "new_goals"]
        .iter()
        .filter_map(|id| brief.since_start(id))
        .any(|said| said.is_available || said.value == HIDDEN);
    match brief.all().map(|all| &all.tallies.new_goals) {
        Some(tallies) if is_known => told(brief, tallies, section),
        _ => vec![section.with(missing())],
    }
}

fn told(brief: &Brief<'_>, tallies: &NewGoalTallies, section: Section) -> Vec<Section> {
    let told = Section {
        headline: headline(brief),
        description: format!(
            "A goal is new if it is recorded as such, or first appears more than {} after the first goals of its pair.",
            days(f64::from(brief.config.rules.new_goal_after_days))
        ),
        how_to_read: vec![
            "The curve is the mean number of new goals that a pair has had by a day after its start; pairs count for as long as they were observed, so that young pairs do not pull it down.".into(),
        ],
        blocks: cumulative(brief, tallies)
            .map(Block::Figure)
            .into_iter()
            .chain(Block::sentences(sentences(brief, tallies)))
            .collect(),
        ..section
    };
    let key_figures = key_figures::table(brief, "New goals: key figures", &KEY_FIGURES);
    told.with_details(key_figures.into_iter().collect())
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "New goals cannot be shown.".into(),
        supply: "Add goals with the date on which each was set, session records with a column for new goals, or evaluation forms that ask whether new goals arose.".into(),
    })
}

fn headline(brief: &Brief<'_>) -> String {
    match brief.since_start(EMERGED).filter(|said| said.is_available) {
        Some(said) => format!(
            "In {} of pairs new goals have emerged ({})",
            said.value, said.interval
        ),
        None => "Too few pairs to show how often new goals emerge".into(),
    }
}

fn cumulative(brief: &Brief<'_>, tallies: &NewGoalTallies) -> Option<Figure> {
    let drawn = drawn(&tallies.curve)?;
    let half_year = height(&drawn, 180.0);
    let last = drawn.points.last().filter(|point| point.events > 0)?;
    let at = half_year.unwrap_or(*last);
    let day = if half_year.is_some() { 180.0 } else { last.day };
    let ends = at.lower.zip(at.upper);
    let values = ends.into_iter().flat_map(|(lower, upper)| [lower, upper]);
    let together = Unit::Of("").together(values.chain([at.estimate]));
    let interval = ends.map(|(lower, upper)| format!(" ({})", together.range(lower, upper)));
    Some(Figure {
        id: "new-goals-per-pair".into(),
        headline: format!(
            "By day {} a pair has had {} new goals on average{}",
            decimal(day),
            together.show(at.estimate),
            interval.unwrap_or_default()
        ),
        subtitle: format!(
            "Mean cumulative number of dated new goals per pair, {}; 95\u{A0}% band",
            brief.as_of()
        ),
        chart: Box::new(MeanCumulative {
            curves: vec![curve("All pairs", &drawn)],
            days: HORIZONS.to_vec(),
        }),
        notes: begins_late([&drawn]).into_iter().collect(),
    })
}

fn sentences(brief: &Brief<'_>, tallies: &NewGoalTallies) -> Vec<String> {
    [by_stage(tallies), first(brief)]
        .into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn by_stage(tallies: &NewGoalTallies) -> Option<String> {
    // Without stages there is nothing to tell apart.
    let stages = || tallies.by_stage.iter();
    if !stages().any(|stage| stage.key != "none" && is_any(stage.count)) {
        return None;
    }
    let stages = stages();
    let stages = named(stages.map(|stage| (stage.title.as_str(), stage.count)), 5)?;
    Some(format!("new goals arose while pairs were at: {stages}"))
}

fn first(brief: &Brief<'_>) -> Option<String> {
    let said = brief
        .at_horizon("to_first_new_goal", Horizon::Days(180))
        .filter(|said| said.is_available)?;
    Some(format!(
        "within 180 days of the start, {} of pairs have had their first new goal ({})",
        said.value,
        said.interval_in_words()
    ))
}
