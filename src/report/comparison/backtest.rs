//! How often the flags of the support list were right; only for what stays in the house.

use super::Comparing;
use super::words::{NONE, with_interval};
use crate::report::document::{Block, Column, Missing, Section, Table};
use crate::report::wording::{Unit, capitalised, count, counted, decimal, list, range};
use crate::stats::Estimate;
use crate::summary::{Backtest, Judged, JudgedCohort, JudgedRule, Rule};

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
            what: "The back-test of the flags is not available".into(),
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
        Block::Table(replays(backtest)),
        Block::Table(standings(&backtest.all)),
        Block::Table(rules(backtest)),
    ];
    blocks.push(calibration(backtest));
    blocks.extend(cohorts(backtest));
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
            &format!("without a held session in those {DAYS}"),
            "had been flagged as stalled",
        ),
        told(
            silent_unflagged,
            "open and not flagged",
            "had no held session either",
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
        "flagged as stalled",
        &format!("had no held session in the following {DAYS}"),
    )
}

/// A share as a sentence: of so many pairs, how many.
fn told(share: &Estimate, of: &str, had: &str) -> String {
    let pairs = counted(share.n as u64, "pair", "pairs");
    match (share.value, &share.not_available) {
        (Some(_), _) => format!(
            "Of {pairs} {of}, {} {had}.",
            with_interval(share, Unit::Share)
        ),
        (None, reason) => format!(
            "Of pairs {of}, how many {had} is not said: {}.",
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
        Some(alarms) if precision.is_available() => {
            let pairs = if (alarms - 1.0).abs() < 0.5 {
                "pair"
            } else {
                "pairs"
            };
            format!(
                " The other {} {pairs} met again: false alarms.",
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

fn replays(backtest: &Backtest) -> Table {
    let columns = [
        "Open pairs",
        "Flagged",
        "Of them no session after",
        "No session after, of all",
        "Left out, ended as planned",
    ];
    let rows = backtest.replays.iter().map(|replay| {
        let counts = [
            replay.open,
            replay.flagged,
            replay.flagged_silent,
            replay.silent,
            replay.completed,
        ];
        std::iter::once(replay.on.to_string())
            .chain(counts.map(count))
            .collect()
    });
    table("The days of replay", "As of", &columns, rows.collect())
}

fn standings(all: &Judged) -> Table {
    let rows = all.standings.iter().map(|(standing, silent)| {
        vec![
            standing.title().to_owned(),
            count(silent.n as u64),
            shown(silent),
        ]
    });
    let columns = ["Pairs", "No session in the days that followed"];
    table(
        "By state on the day of replay",
        "State",
        &columns,
        rows.collect(),
    )
}

fn rules(backtest: &Backtest) -> Table {
    let columns = ["Flagged", "Right", "Caught", "Lift", "Difference of right"];
    let row = |judged: &JudgedRule| {
        let lift = judged.lift.filter(|_| judged.rule != Rule::Stalled);
        let gain = if judged.rule == Rule::Stalled {
            NONE.into()
        } else {
            with_interval(&judged.gain, Unit::Points)
        };
        vec![
            judged.rule.title(),
            count(judged.flagged as u64),
            shown(&judged.precision),
            shown(&judged.recall),
            lift.map_or_else(|| NONE.into(), decimal),
            gain,
        ]
    };
    let mut table = table(
        "What other thresholds would have caught",
        "Rule",
        &columns,
        backtest.rules.iter().map(row).collect(),
    );
    table.notes = vec![
        format!("Over the pairs that had met and were not paused. Right: of the flagged, the share without a session in the following {DAYS}. Caught: of the pairs without one, the share flagged. Lift and difference: “stalled, as configured” against the rule."),
        "A lower threshold catches more and is right less often. Thresholds are set in mentorstat.toml under [support]; docs/thresholds.md says what each does.".into(),
    ];
    table
}

fn calibration(backtest: &Backtest) -> Block {
    let calibration = &backtest.calibration;
    if let Some(reason) = &calibration.not_available {
        return Block::Note(format!(
            "Whether the chance of meeting again was what it said is not known: {reason}."
        ));
    }
    let rows = calibration.bands.iter().map(|band| {
        vec![
            range(band.from, band.to, Unit::Share),
            count(band.met.n as u64),
            band.told
                .map_or_else(|| NONE.into(), |told| Unit::Share.show(told)),
            shown(&band.met),
        ]
    });
    let columns = ["Pairs", "Mean chance told", "Met"];
    let caption = format!(
        "The chance of meeting within {} days, as told and as it came",
        calibration.within_days
    );
    let mut table = table(&caption, "Chance told", &columns, rows.collect());
    let untold = counted(calibration.untold as u64, "pair", "pairs");
    table.notes = vec![format!(
        "Pairs that had met and were not paused. Of {untold} no chance was told: fewer than 20 gaps had lasted as long, or none could be followed."
    )];
    Block::Table(table)
}

fn cohorts(backtest: &Backtest) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !backtest.cohorts.is_empty() {
        let row = |cohort: &JudgedCohort| {
            let Judged {
                precision, recall, ..
            } = &cohort.judged;
            vec![
                cohort.cohort.clone(),
                count(precision.n as u64),
                shown(precision),
                count(recall.n as u64),
                shown(recall),
            ]
        };
        let columns = ["Flagged", "Right", "Without a session", "Caught"];
        let rows = backtest.cohorts.iter().map(row).collect();
        blocks.push(Block::Table(table("By cohort", "Cohort", &columns, rows)));
    }
    if backtest.small_cohorts > 0 {
        let cohorts = counted(backtest.small_cohorts as u64, "cohort is", "cohorts are");
        blocks.push(Block::Note(format!(
            "{cohorts} too small to be judged alone: that takes 20 flagged pairs and 20 without a session, of 10 mentors each."
        )));
    }
    blocks
}

/// A share with its interval; the bare counts where it is not available.
fn shown(share: &Estimate) -> String {
    match (share.value, share.numerator, share.denominator) {
        (Some(_), ..) => with_interval(share, Unit::Share),
        (None, Some(numerator), Some(denominator)) => {
            format!("{} of {}", decimal(numerator), decimal(denominator))
        }
        _ => NONE.into(),
    }
}

fn table(caption: &str, first: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Table {
    let numbers = columns.iter().copied().map(Column::numbers);
    Table {
        caption: caption.to_owned(),
        columns: std::iter::once(Column::words(first))
            .chain(numbers)
            .collect(),
        rows,
        ..Table::default()
    }
}
