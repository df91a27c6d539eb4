//! `backtest.csv`: every figure of the back-test as a long table.

use super::{Backtest, Judged, JudgedReplay, JudgedRule};
use crate::stats::Estimate;
use crate::summary::cell::{Row, TableWriter};
use std::io;

/// The columns of `backtest.csv` with what each means, for `columns.csv`.
pub const BACKTEST_COLUMNS: [(&str, &str); 16] = [
    (
        "grouping",
        "`all` for the programme, else the column that makes groups.",
    ),
    ("group", "`all`, else the value of that column."),
    (
        "replayed_on",
        "The day as of which the states were replayed; empty = all days together, a pair counting once on each.",
    ),
    (
        "rule",
        "What is judged. `open_pairs`: the state stalled, over every open pair. Over the pairs that had met and were not paused: `stalled` as configured, `stalled_ratio` or `days_since_contact` at a threshold, `longest_silence` (as many as were stalled), `everyone`. `state`: the open pairs in a state. `chance_of_meeting`: the pairs within a band of it.",
    ),
    (
        "threshold",
        "Threshold of the rule (of `stalled_and_watch_ratio`: of both), the state, or the lower end of the band.",
    ),
    (
        "figure",
        "`precision`: of the flagged, the share without a held session in the 60 days that followed. `recall`: of the pairs without one, the share flagged. `silent_unflagged`: of open pairs not flagged, the share without one. `silent`: of all in that state, the share without one; `share_of_open`: the share of open pairs in it. `gain` and `lift`: precision of `stalled` less, and divided by, that of this rule. `told` and `met`: mean chance of a meeting within 30 days, and the share that met.",
    ),
    (
        "n",
        "Pairs that the figure rests on, each counted on each day.",
    ),
    ("clusters", "Mentors that they belong to."),
    ("numerator", "Numerator of a share."),
    ("denominator", "Denominator of a share."),
    ("estimate", "The figure; shares as fractions."),
    ("lower", "Lower end of its interval."),
    ("upper", "Upper end of its interval."),
    ("level", "Confidence level of the interval."),
    ("method", "How figure and interval were made."),
    (
        "not_available",
        "Why the figure, or its interval, is missing.",
    ),
];

/// Which figure a row holds.
struct Place<'a> {
    group: Option<&'a str>,
    replayed_on: Option<crate::programme::Day>,
    rule: &'a str,
    threshold: String,
    figure: &'a str,
}

impl<'a> Place<'a> {
    fn of(rule: &'a str, figure: &'a str) -> Self {
        Self {
            group: None,
            replayed_on: None,
            rule,
            threshold: String::new(),
            figure,
        }
    }
}

struct Table<W: io::Write>(TableWriter<W>);

impl<W: io::Write> Table<W> {
    fn figure(&mut self, place: &Place<'_>, estimate: &Estimate) -> Result<(), csv::Error> {
        self.0.row(|row| {
            write_place(row, place);
            row.shown(Some(estimate.n));
            row.shown(estimate.clusters);
            row.number(estimate.numerator);
            row.number(estimate.denominator);
            row.interval(estimate);
            row.number(Some(estimate.level));
            row.word(estimate.method);
            row.text(estimate.not_available.as_deref());
        })
    }
}

fn write_place(row: &mut Row, place: &Place<'_>) {
    row.word(place.group.map_or("all", |_| "cohort"));
    row.text(Some(place.group.unwrap_or("all")));
    row.day(place.replayed_on);
    row.word(place.rule);
    row.word(&place.threshold);
    row.word(place.figure);
}

/// Writes `backtest.csv`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_backtest(backtest: &Backtest, out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = Table(TableWriter::new(
        out,
        BACKTEST_COLUMNS.map(|(column, _)| column),
    )?);
    if backtest.not_available.is_none() {
        write_judged(&mut table, None, &backtest.all)?;
        for replay in &backtest.replays {
            write_replay(&mut table, replay)?;
        }
        for cohort in &backtest.cohorts {
            write_judged(&mut table, Some(&cohort.cohort), &cohort.judged)?;
        }
        for rule in &backtest.rules {
            write_rule(&mut table, rule)?;
        }
        write_calibration(&mut table, backtest)?;
    }
    table.0.finish()
}

fn write_judged<W: io::Write>(
    table: &mut Table<W>,
    group: Option<&str>,
    judged: &Judged,
) -> Result<(), csv::Error> {
    for (figure, estimate) in [
        ("precision", &judged.precision),
        ("recall", &judged.recall),
        ("silent_unflagged", &judged.silent_unflagged),
    ] {
        let place = Place {
            group,
            ..Place::of("open_pairs", figure)
        };
        table.figure(&place, estimate)?;
    }
    for (standing, estimate) in &judged.standings {
        let place = Place {
            group,
            threshold: crate::summary::key(standing),
            ..Place::of("state", "silent")
        };
        table.figure(&place, estimate)?;
    }
    Ok(())
}

/// The counts of one day; no intervals, which rest on all days together.
fn write_replay<W: io::Write>(
    table: &mut Table<W>,
    replay: &JudgedReplay,
) -> Result<(), csv::Error> {
    let unflagged = replay.open - replay.flagged;
    let silent_unflagged = replay.silent - replay.flagged_silent;
    for (figure, numerator, denominator) in [
        ("precision", replay.flagged_silent, replay.flagged),
        ("recall", replay.flagged_silent, replay.silent),
        ("silent_unflagged", silent_unflagged, unflagged),
    ] {
        let place = Place {
            replayed_on: Some(replay.on),
            ..Place::of("open_pairs", figure)
        };
        table.figure(&place, &counts(numerator, denominator))?;
    }
    for (standing, pairs) in &replay.standings {
        let place = Place {
            replayed_on: Some(replay.on),
            threshold: crate::summary::key(standing),
            ..Place::of("state", "share_of_open")
        };
        table.figure(&place, &counts(*pairs, replay.open))?;
    }
    Ok(())
}

fn counts(numerator: u64, denominator: u64) -> Estimate {
    const METHOD: &str = "counts of one day, without an interval";
    let n = usize::try_from(denominator).unwrap_or(usize::MAX);
    if denominator == 0 {
        return Estimate::not_available("no pair to judge by", 0, METHOD);
    }
    let (numerator, denominator) = (numerator as f64, denominator as f64);
    Estimate::available(numerator / denominator, n, METHOD).with_ratio(numerator, denominator)
}

fn write_rule<W: io::Write>(table: &mut Table<W>, judged: &JudgedRule) -> Result<(), csv::Error> {
    let threshold = judged.rule.threshold();
    let place = |figure| Place {
        threshold: threshold.map_or_else(String::new, |threshold| threshold.to_string()),
        ..Place::of(judged.rule.name(), figure)
    };
    table.figure(&place("precision"), &judged.precision)?;
    table.figure(&place("recall"), &judged.recall)?;
    table.figure(&place("gain"), &judged.gain)?;
    let lift = match judged.lift {
        Some(lift) => Estimate::available(lift, judged.flagged, "ratio of precisions"),
        None => Estimate::not_available(
            "one of the two precisions is not available or 0",
            judged.flagged,
            "ratio of precisions",
        ),
    };
    table.figure(&place("lift"), &lift)
}

fn write_calibration<W: io::Write>(
    table: &mut Table<W>,
    backtest: &Backtest,
) -> Result<(), csv::Error> {
    for band in &backtest.calibration.bands {
        let place = |figure| Place {
            threshold: crate::summary::number(band.from),
            ..Place::of("chance_of_meeting", figure)
        };
        let told = match band.told {
            Some(told) => Estimate::available(told, band.met.n, "mean"),
            None => Estimate::not_available("no pair to judge by", 0, "mean"),
        };
        table.figure(&place("told"), &told)?;
        table.figure(&place("met"), &band.met)?;
    }
    Ok(())
}
