//! Whole histories of some pairs, a lane each. Only in what stays in the house: who knows when a
//! pair met knows which pair it is.

use super::Comparing;
use crate::charts::{Lane, LaneEnd, Swimmer};
use crate::programme::{Closure, display_text};
use crate::report::document::{Block, Figure, Section};
use crate::report::wording::{count, counted};
use crate::summary::{Histories, History};

/// The section; none without histories, or without anything in them.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    section(report).into_iter().collect()
}

fn section(report: &Comparing<'_>) -> Option<Section> {
    let histories = report.histories?;
    let told = |pair: &History| pair.days > 0;
    if !histories.pairs.iter().any(told) {
        return None;
    }
    let date = report.brief.summary.period.span.to;
    let figure = Figure {
        id: "histories".into(),
        headline: headline(histories),
        subtitle: format!("Days since the start of each pair, the longest first, as of {date}"),
        chart: Box::new(Swimmer {
            lanes: histories.pairs.iter().map(lane).collect(),
        }),
        notes: Vec::new(),
    };
    Some(Section {
        description: drawn(histories),
        how_to_read: vec![
            "Each lane is one pair, from its start to its end or to the as-of date; a dot is a day with a held meeting, a diamond a dated attained goal. Dots that thin out before the end show contact that fades; a lane without dots shows a pair that never met, or records that are missing; many dots on one day in many lanes show records entered together.".into(),
        ],
        ..Section::titled("pair-histories", "Histories of pairs").with(Block::Figure(figure))
    })
}

fn headline(histories: &Histories) -> String {
    let pairs = &histories.pairs;
    let open = pairs.iter().filter(|pair| pair.ended.is_none()).count();
    let all = counted(pairs.len() as u64, "pair", "pairs");
    let never = pairs.iter().filter(|pair| pair.held.is_empty()).count();
    let never = match never {
        0 => "all have met".to_owned(),
        some => format!("{} without a recorded meeting", count(some as u64)),
    };
    format!(
        "Of {all}, {} still open; {never}",
        match open {
            0 => "none is".to_owned(),
            1 => "1 is".to_owned(),
            some => format!("{} are", count(some as u64)),
        }
    )
}

fn drawn(histories: &Histories) -> String {
    let shown = histories.pairs.len();
    if shown == histories.of {
        return format!(
            "All {} with a known start.",
            counted(shown as u64, "pair", "pairs")
        );
    }
    format!(
        "{} of {} with a known start, drawn by lot; the same ones each time.",
        count(shown as u64),
        counted(histories.of as u64, "pair", "pairs")
    )
}

fn lane(pair: &History) -> Lane {
    Lane {
        label: display_text(&pair.pair_id),
        days: pair.days,
        end: match pair.ended {
            None => LaneEnd::Open,
            Some(Closure::AsPlanned) => LaneEnd::AsPlanned,
            Some(Closure::Early) => LaneEnd::Early,
            Some(Closure::Unrecognised) => LaneEnd::Unknown,
        },
        held: pair.held.clone(),
        attained: pair.attained.clone(),
        paused: pair.paused.clone(),
    }
}
