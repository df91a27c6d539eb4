//! Goals: what was attained of what was set.

use super::brief::Brief;
use super::goal_pictures::{by_cohort, by_outcome};
use super::key_figures;
use super::said::{is_any, named, tallied};
use crate::report::document::{Block, Missing, Section};
use crate::report::wording::{Unit, counted, half_open, percent, sentence};
use crate::summary::{Agreement, Count, GoalTallies, Shown};

pub(super) const SETTLED: &str = "goals_attained_settled";
const KEY_FIGURES: [&str; 8] = [
    SETTLED,
    "goals_attained",
    "goals_attained_or_partly",
    "goal_outcome_known",
    "all_goals_attained",
    "goal_progress",
    "gas_t_score",
    "goals_set",
];

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let section = Section::titled("goals", "Goals");
    match brief.all().map(|all| &all.tallies.goals) {
        Some(tallies) if tallies.by_outcome.is_some() => told(brief, tallies, section),
        _ if brief.summary.supplied.goals => {
            let hidden = "Goals are recorded, but of too few pairs or mentors to be shown.";
            vec![section.with(Block::Note(hidden.into()))]
        }
        _ => vec![section.with(missing())],
    }
}

fn told(brief: &Brief<'_>, tallies: &GoalTallies, section: Section) -> Vec<Section> {
    let pictures = by_cohort(brief).map(Block::Figure);
    let told = Section {
        headline: headline(brief),
        description: description(brief, tallies),
        how_to_read: how_to_read(),
        blocks: pictures
            .into_iter()
            .chain(by_outcome(brief))
            .chain(Block::sentences(sentences(tallies)))
            .chain((!brief.has_source(SETTLED)).then(missing_outcomes))
            .collect(),
        ..section
    };
    told.with_details(
        key_figures::table(brief, "Goals: key figures", &KEY_FIGURES)
            .into_iter()
            .collect(),
    )
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "Goals were not supplied.".into(),
        supply: "Add a table with one row per goal (pair, goal, status), or evaluation forms that ask whether the goals were achieved, to the input folder.".into(),
    })
}

/// Goals are known, and nothing tells what became of them.
fn missing_outcomes() -> Block {
    Block::Missing(Missing {
        what: "What became of the goals was not supplied.".into(),
        supply: "Add a column with the status of each goal to their table, or evaluation forms that ask whether the goals were achieved; if such a column stands there and is not read, name it in mentorstat.toml (`mentorstat check` lists what is not read).".into(),
    })
}

fn headline(brief: &Brief<'_>) -> String {
    if !brief.has_source(SETTLED) {
        return "What became of the goals is not known".into();
    }
    let figure = brief.all().and_then(|all| all.measure(SETTLED));
    match figure.map(|figure| (figure.shown, &figure.estimate)) {
        Some((Shown::Full, estimate)) => match estimate.value {
            Some(value) => {
                let interval = half_open(estimate.lower, estimate.upper, Unit::Share)
                    .map_or_else(String::new, |interval| format!(" ({interval})"));
                format!(
                    "{} of settled goals have been attained{interval}",
                    percent(value)
                )
            }
            None => "No goal is settled yet".into(),
        },
        None | Some((Shown::TooFewPairs, _)) => {
            "Too few goals are settled to show how many were attained".into()
        }
        Some(_) => "How many settled goals were attained is not shown: too few pairs have one that was, or one that was not".into(),
    }
}

fn description(brief: &Brief<'_>, tallies: &GoalTallies) -> String {
    let bounds = match (tallies.bounds_instead, tallies.bounds) {
        (false, _) => "",
        (true, Some(_)) => {
            " Too few outcomes are known for a share of all goals: bounds stand in its place, and no change of it is claimed."
        }
        (true, None) => {
            " Too few outcomes are known for a share of all goals, and the bounds that would stand in its place are hidden: they would tell of too few pairs."
        }
    };
    format!(
        "All goals {}, {}. A goal is settled when its pair has ended, an evaluation at the end exists, or its due date has passed; a settled goal without a known outcome counts as not attained.{bounds}",
        brief.since_when(),
        brief.as_of()
    )
}

fn how_to_read() -> Vec<String> {
    vec![
        "A dot is the share of settled goals that were attained, the line through it the range in which the true share plausibly lies (95\u{A0}% interval; goals of one mentor's pairs are not independent, and the interval allows for that).".into(),
        "Where the lines of two groups overlap widely, their difference may be chance. Groups of different age are not comparable as they stand: younger ones had less time.".into(),
    ]
}

fn sentences(tallies: &GoalTallies) -> Vec<String> {
    let said = [
        reasons(tallies),
        overdue(tallies.overdue),
        tallies.agreement.as_ref().and_then(agreement),
        undated(tallies.undated_outcomes),
    ];
    said.into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn reasons(tallies: &GoalTallies) -> Option<String> {
    let reasons = tallies.reasons.iter();
    let reasons = named(
        reasons.map(|reason| (reason.title.as_str(), reason.count)),
        4,
    )?;
    Some(format!(
        "reasons given for goals not or only partly attained: {reasons}"
    ))
}

fn overdue(goals: Count) -> Option<String> {
    is_any(goals).then(|| {
        format!(
            "{} past the due date without a known outcome",
            tallied(goals, "goal is", "goals are")
        )
    })
}

fn agreement(agreement: &Agreement) -> Option<String> {
    let goals = agreement.judged.exact()?;
    let raw = agreement.raw.value?;
    let higher = agreement
        .mentor_higher
        .value
        .filter(|share| *share > 0.0)
        .map_or_else(String::new, |share| {
            format!("; of {} the mentor thinks better", percent(share))
        });
    Some(format!(
        "mentor and mentee agree on the outcome of {} of the {} that both judged{higher}",
        percent(raw),
        counted(goals, "goal", "goals"),
    ))
}

fn undated(outcomes: u64) -> Option<String> {
    (outcomes > 0).then(|| {
        format!(
            "{} on facts without a date, which count only in the latest report",
            counted(outcomes, "outcome rests", "outcomes rest")
        )
    })
}
