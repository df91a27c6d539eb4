//! Stages: how far pairs have come on the path.

use super::brief::Brief;
use super::said::{NOT_AVAILABLE, is_any, tallied, tally, why_hidden};
use crate::charts::{StageLadder, StageRow};
use crate::report::document::{Block, Column, Figure, Missing, Section, Table};
use crate::report::wording::{
    Unit, count, counted, days, half_open, list, list_at_most, percent, sentence,
};
use crate::summary::{Count, Rung, Shown, StageTallies, Transition};

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let section = Section::titled("stages", "Stages");
    match brief.all().map(|all| &all.tallies.stages) {
        Some(tallies) if brief.summary.supplied.sessions && !tallies.ladder.is_empty() => {
            told(brief, tallies, section)
        }
        _ => {
            let hidden = brief.hidden("Stages");
            let hidden = hidden.filter(|_| brief.summary.supplied.sessions);
            vec![section.with(hidden.unwrap_or_else(missing))]
        }
    }
}

fn told(brief: &Brief<'_>, tallies: &StageTallies, section: Section) -> Vec<Section> {
    let ladder = Block::Figure(ladder(brief, tallies));
    let told = Section {
        headline: headline(sourced(brief, tallies)),
        description: format!(
            "Stage model: {}. Pairs ever observed at a stage or beyond it, and those in it {}.",
            brief.summary.stage_model,
            brief.on_the_day()
        ),
        how_to_read: how_to_read(),
        blocks: std::iter::once(ladder)
            .chain(Block::sentences(sentences(brief, tallies)))
            .collect(),
        ..section
    };
    told.with_details(vec![Block::Table(times(sourced(brief, tallies)))])
}

/// The stages that any record could say to be reached: where they follow from the records, the last
/// ones need a column of ends and end forms.
fn sourced<'a>(brief: &Brief<'_>, tallies: &'a StageTallies) -> &'a [Rung] {
    let supplied = &brief.summary.supplied;
    let without = match (supplied.closure, supplied.evaluations) {
        _ if !tallies.derived => 0,
        (_, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
    };
    let ladder = &tallies.ladder;
    &ladder[..ladder.len().saturating_sub(without)]
}

/// Stages of which nothing can be said.
fn unsourced(brief: &Brief<'_>, tallies: &StageTallies) -> Option<String> {
    let from = sourced(brief, tallies).len();
    let titles = tallies.ladder[from..].iter();
    let titles: Vec<String> = titles.map(|rung| format!("“{}”", rung.title)).collect();
    match titles.as_slice() {
        [] => None,
        [one] => Some(format!(
            "{one} follows from end forms, which were not supplied"
        )),
        several => Some(format!(
            "{} follow from the ends of pairs and from end forms, which were not supplied",
            list(several)
        )),
    }
}

fn how_to_read() -> Vec<String> {
    vec![
        "A pair that skips a stage has passed it; pairs also go back and stop. The ladder therefore never rises from one stage to the next, and “now” counts only pairs that are still open.".into(),
        "The median time in a stage is the day by which half of the pairs that reached it had gone beyond it, 0 days for a pair that skipped it; pairs that ended before are allowed for.".into(),
    ]
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "Stages cannot be shown.".into(),
        supply:
            "Add session records, if possible with a column that names the stage of each meeting."
                .into(),
    })
}

/// The furthest stage that at least half of the pairs have reached.
fn reached_by_half(ladder: &[Rung]) -> Option<usize> {
    ladder.iter().rposition(|rung| {
        rung.reached
            .exact()
            .is_some_and(|pairs| pairs * 2 >= rung.of as u64 && rung.of > 0)
    })
}

fn headline(ladder: &[Rung]) -> String {
    match reached_by_half(ladder) {
        Some(place) => {
            let rung = &ladder[place];
            let share = percent(rung.reached.exact().unwrap_or(0) as f64 / rung.of as f64);
            if place + 1 == ladder.len() {
                return format!("{} ({share})", last_stage(ladder));
            }
            format!(
                "{} of {} come as far as “{}” or beyond ({share})",
                tally(rung.reached),
                counted(rung.of as u64, "pair has", "pairs have"),
                rung.title,
            )
        }
        None if ladder.iter().any(|rung| rung.reached.exact().is_none()) => {
            "Too few pairs to show how far they have come".into()
        }
        None => "Fewer than half of the pairs have a recorded stage".into(),
    }
}

fn last_stage(ladder: &[Rung]) -> String {
    let Some(rung) = ladder.last() else {
        return String::new();
    };
    match rung.reached.exact() {
        Some(0) => format!("No pair has reached the last stage, “{}”", rung.title),
        Some(reached) => format!(
            "{} of {} reached the last stage, “{}”",
            count(reached),
            counted(rung.of as u64, "pair has", "pairs have"),
            rung.title
        ),
        None => format!(
            "How many pairs have reached the last stage, “{}”, is not shown",
            rung.title
        ),
    }
}

fn ladder(brief: &Brief<'_>, tallies: &StageTallies) -> Figure {
    let rungs = sourced(brief, tallies);
    // The heading of the section has said it where half of the pairs have come so far.
    let is_said = reached_by_half(rungs).is_some_and(|place| place + 1 == rungs.len());
    Figure {
        id: "stage-ladder".into(),
        headline: if is_said {
            "How many pairs have reached each stage, and how many are there now".into()
        } else {
            last_stage(rungs)
        },
        subtitle: format!(
            "Pairs ever at a stage or beyond, of all pairs, and now in it; {}",
            brief.as_of()
        ),
        chart: Box::new(StageLadder {
            pairs: rungs.first().map_or(0, |rung| rung.of as u64),
            stages: rungs.iter().map(stage).collect(),
        }),
        notes: Vec::new(),
    }
}

fn stage(rung: &Rung) -> StageRow {
    StageRow {
        title: rung.title.clone(),
        ever: rung.reached.exact(),
        now: rung.now.exact(),
        note: why_hidden(rung.reached).or_else(|| why_hidden(rung.now)),
    }
}

fn times(ladder: &[Rung]) -> Table {
    Table {
        caption: "Stages: observed, and time in them".into(),
        columns: vec![
            Column::words("Stage"),
            Column::numbers("Reached"),
            Column::numbers("Observed in it"),
            Column::numbers("In it now"),
            Column::numbers("Median time in it"),
            Column::numbers("95\u{A0}% interval"),
        ],
        rows: ladder.iter().map(time_row).collect(),
        ..Table::default()
    }
}

fn time_row(rung: &Rung) -> Vec<String> {
    let dwell = &rung.dwell;
    vec![
        rung.title.clone(),
        tally(rung.reached),
        tally(rung.observed),
        tally(rung.now),
        dwell.value.map_or_else(|| NOT_AVAILABLE.into(), days),
        half_open(dwell.lower, dwell.upper, Unit::Of("days")).unwrap_or_default(),
    ]
}

fn sentences(brief: &Brief<'_>, tallies: &StageTallies) -> Vec<String> {
    let said = [
        none_reached(tallies.none_reached),
        unsourced(brief, tallies),
        backwards(tallies),
        skipped(brief),
        unstaged(tallies),
    ];
    said.into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn none_reached(pairs: Count) -> Option<String> {
    is_any(pairs).then(|| {
        format!(
            "{} no recorded stage",
            tallied(pairs, "pair has", "pairs have")
        )
    })
}

/// Moves to an earlier stage.
fn backwards(tallies: &StageTallies) -> Option<String> {
    let rank = |key: &str| tallies.ladder.iter().position(|rung| rung.key == key);
    let title = |key: &str| {
        rank(key).map_or_else(
            || key.to_owned(),
            |place| tallies.ladder[place].title.clone(),
        )
    };
    let mut back: Vec<(&Transition, u64)> = tallies
        .transitions
        .iter()
        .filter(|step| rank(&step.to) < rank(&step.from))
        .filter_map(|step| Some((step, step.count.exact()?)))
        .collect();
    back.sort_by_key(|(_, moves)| std::cmp::Reverse(*moves));
    let named: Vec<_> = back
        .iter()
        .map(|(step, moves)| format!("{} to {} ({moves})", title(&step.from), title(&step.to)))
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "pairs also went back to an earlier stage: {}",
            list_at_most(&named, 3)
        )
    })
}

fn skipped(brief: &Brief<'_>) -> Option<String> {
    let figure = brief.all()?.measure("stages_skipped")?;
    let mean = figure
        .spread?
        .mean
        .filter(|_| figure.shown == Shown::Full)?;
    (mean > 0.0).then(|| {
        format!(
            "on the way to their furthest stage pairs skipped {} on average",
            Unit::Of("stages").show(mean)
        )
    })
}

fn unstaged(tallies: &StageTallies) -> Option<String> {
    (tallies.unstaged_sessions > 0).then(|| {
        format!(
            "{} of {} without a recognised stage",
            count(tallies.unstaged_sessions),
            counted(
                tallies.held_sessions,
                "held meeting is",
                "held meetings are"
            )
        )
    })
}
