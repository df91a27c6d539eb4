//! How often the flags of the support list were right; only for what stays in the house.

mod tables;

use super::Comparing;
use super::words::with_interval;
use crate::report::document::{Block, Missing, Section};
use crate::report::wording::{Unit, capitalised, counted, decimal, list, range};
use crate::stats::Estimate;
use crate::summary::{Backtest, Judged, JudgedRule, Rule};

const DAYS: &str = "60\u{a0}days";

/// The section, where the report carries it.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    report.backtest.map(section).into_iter().collect()
}

/// What the back-test says, for any report that stays in the house.
#[must_use]
pub fn section(backtest: &Backtest) -> Section {
    let mut section = Section {
        id: "backtest".into(),
        title: "How often the flags were right".into(),
        ..Section::default()
    };
    if let Some(reason) = &backtest.not_available {
        section.blocks = vec![Block::Missing(Missing {
            what: "The back-test of the flags is not available.".into(),
            supply: format!("{}.", capitalised(reason)),
        })];
        return section;
    }
    section.description = description(backtest);
    section.how_to_read = how_to_read();
    section.blocks = blocks(backtest);
    section
}

fn description(backtest: &Backtest) -> String {
    let days: Vec<String> = backtest
        .replays
        .iter()
        .map(|replay| replay.on.to_string())
        .collect();
    format!(
        "The states replayed on {}, each time from nothing but what was dated by then, and held against the {DAYS} that followed. Open pairs, each counted on each of these days; those that ended as planned within the {DAYS} are left out.",
        list(&days)
    )
}

fn how_to_read() -> Vec<String> {
    vec![
        "A flag was right if the pair had no held session in the days that followed: nobody knows which of them would have met after a call, so a programme that calls flagged pairs makes its flags look worse than they are.".into(),
        "Intervals take pairs of one mentor, and one pair on several days, as one cluster.".into(),
        "Lift is the precision of “stalled” divided by that of the other rule: above 1, a call was more often needed under “stalled”.".into(),
    ]
}

fn blocks(backtest: &Backtest) -> Vec<Block> {
    let mut blocks = vec![
        Block::Sentences(sentences(backtest)),
        Block::Table(tables::replays(backtest)),
        Block::Table(tables::standings(&backtest.all)),
        Block::Table(tables::rules(backtest)),
    ];
    blocks.push(tables::calibration(backtest));
    blocks.extend(tables::cohorts(backtest));
    blocks.extend(backtest.notes.iter().cloned().map(Block::Note));
    blocks
}

fn sentences(backtest: &Backtest) -> Vec<String> {
    let Judged {
        precision,
        recall,
        silent_unflagged,
        ..
    } = &backtest.all;
    let mut sentences = vec![
        format!("{}{}", flags(precision), false_alarms(precision)),
        told(
            recall,
            &format!("was without a held session in those {DAYS}"),
            "it had been flagged as stalled",
        ),
        told(
            silent_unflagged,
            "was open and not flagged",
            "it had no held session either",
        ),
    ];
    for rule in &backtest.rules {
        if matches!(rule.rule, Rule::Days(30) | Rule::LongestSilence) {
            sentences.extend(against(rule));
        }
    }
    sentences
}

fn flags(precision: &Estimate) -> String {
    told(
        precision,
        "was flagged as stalled",
        &format!("it had no held session in the following {DAYS}"),
    )
}

/// A share as a sentence: a pair counts on each day of replay, so that it is of times and not of
/// pairs.
fn told(share: &Estimate, was: &str, had: &str) -> String {
    match (share.value, &share.not_available) {
        (Some(_), _) => format!(
            "Of the {} that a pair {was}, in {} {had}.",
            counted(share.n as u64, "time", "times"),
            with_interval(share, Unit::Share)
        ),
        (None, reason) => format!(
            "Of the times that a pair {was}, in how many {had} is not said: {}.",
            reason.as_deref().unwrap_or("it is not available")
        ),
    }
}

fn false_alarms(precision: &Estimate) -> String {
    let alarms = precision
        .numerator
        .zip(precision.denominator)
        .map(|(right, all)| all - right);
    match alarms {
        Some(alarms) if alarms < 0.5 => String::new(),
        Some(_) if precision.numerator == Some(0.0) => {
            " Each time it met again: false alarms.".to_owned()
        }
        Some(alarms) if precision.is_available() => {
            let times = if (alarms - 1.0).abs() < 0.5 {
                "time"
            } else {
                "times"
            };
            format!(
                " The other {} {times} it met again: false alarms.",
                decimal(alarms)
            )
        }
        _ => String::new(),
    }
}

/// What calling by another rule would have been worth.
fn against(rule: &JudgedRule) -> Option<String> {
    let who = match rule.rule {
        Rule::LongestSilence => {
            "Calling as many pairs each time, those with the longest silence,".to_owned()
        }
        Rule::Days(days) => format!("Calling every pair without a meeting for {days} days"),
        _ => return None,
    };
    rule.precision.value?;
    let right = with_interval(&rule.precision, Unit::Share);
    let interval = rule.gain.interval();
    if let (None, Some(reason)) = (rule.gain.value, &rule.gain.not_available) {
        return Some(format!(
            "{who} would have been right in {right}; that cannot be held against “stalled”: {reason}."
        ));
    }
    let verdict = match interval {
        Some(ends) if ends.lower > 0.0 => "“stalled” was right more often",
        Some(ends) if ends.upper < 0.0 => "“stalled” was right less often",
        _ => "the difference to “stalled” is not distinguishable from none",
    };
    let by = interval.map_or_else(String::new, |ends| {
        format!(" (by {})", range(ends.lower, ends.upper, Unit::Points))
    });
    Some(format!(
        "{who} would have been right in {right}: {verdict}{by}."
    ))
}
