//! The tables of the back-test.

use super::super::words::{NONE, with_interval};
use super::DAYS;
use crate::report::document::{Block, Column, Table};
use crate::report::wording::{Unit, count, counted, decimal, range};
use crate::stats::Estimate;
use crate::summary::{Backtest, Judged, JudgedCohort, JudgedRule, Rule};

/// The days of replay one by one.
pub(super) fn replays(backtest: &Backtest) -> Table {
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

/// What followed in each state.
pub(super) fn standings(all: &Judged) -> Table {
    let rows = all.standings.iter().map(|(standing, silent)| {
        vec![
            standing.title().to_owned(),
            count(silent.n as u64),
            shown(silent),
        ]
    });
    let columns = ["Times", "No session in the days that followed"];
    table(
        "By state on the day of replay",
        "State",
        &columns,
        rows.collect(),
    )
}

/// Other rules and thresholds.
pub(super) fn rules(backtest: &Backtest) -> Table {
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
        "A lower threshold catches more and is right less often. With watch_ratio as high as stalled_ratio, an overdue meeting changes nothing. Thresholds are set in mentorstat.toml under [support], and the next back-test says how the new ones did; docs/thresholds.md says what each does.".into(),
    ];
    table
}

/// The chance of meeting, as told and as it came.
pub(super) fn calibration(backtest: &Backtest) -> Block {
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
    let columns = ["Times", "Mean chance told", "Met"];
    let caption = format!(
        "The chance of meeting within {} days, as told and as it came",
        calibration.within_days
    );
    let mut table = table(&caption, "Chance told", &columns, rows.collect());
    let untold = match calibration.untold as u64 {
        0 => String::new(),
        untold => format!(
            " {} no chance was told: fewer than 20 gaps had lasted as long, or none could be followed.",
            counted(untold, "time", "times")
        ),
    };
    table.notes = vec![format!("Pairs that had met and were not paused.{untold}")];
    Block::Table(table)
}

/// The cohorts that are large enough, and how many are not.
pub(super) fn cohorts(backtest: &Backtest) -> Vec<Block> {
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
