//! The back-test: how often the flags were right in this programme.
//!
//! The states are replayed on earlier month ends from nothing but what was dated by then, and
//! held against what followed. Rests on contact alone, so that no goal, stage or form is looked
//! at again.

mod calibration;
mod csv;
mod judged;
mod replay;
mod rules;

pub use calibration::{Calibration, ChanceBand};
pub use csv::{BACKTEST_COLUMNS, write_backtest};
pub use judged::{Judged, JudgedCohort, JudgedReplay, Standing};
pub use rules::{JudgedRule, Rule};

use super::pass::Passes;
use super::roster::Roster;
use super::selection::{Filters, PairColumn};
use super::summarise::{DEFAULT_GROUPING, Summarised, SummaryError, period_of};
use crate::config::Config;
use crate::measures::StageNorms;
use crate::programme::{Day, Programme};
use replay::{Record, Replayed};
use serde::Serialize;

/// Days in which a pair is followed up after a day of replay.
pub const FOLLOW_UP_DAYS: i32 = 60;

/// Days of replay, at most.
const REPLAYS: i32 = 4;

/// How often the flags were right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Backtest {
    /// The last day of which anything is used.
    pub until: Day,
    /// Days in which a pair was followed up after each day of replay.
    pub follow_up_days: i32,
    /// The days of replay, earliest first.
    pub replays: Vec<JudgedReplay>,
    /// All pairs on all days of replay; a pair counts once on each.
    pub all: Judged,
    /// Cohorts that are large enough, by name.
    pub cohorts: Vec<JudgedCohort>,
    /// Number of cohorts that are not.
    pub small_cohorts: usize,
    /// `stalled` beside other rules, over the pairs that had met and were not paused.
    pub rules: Vec<JudgedRule>,
    /// Whether the chance of meeting again was what it said.
    pub calibration: Calibration,
    /// Why nothing can be said.
    pub not_available: Option<String>,
    /// What has to be known to read it rightly.
    pub notes: Vec<String>,
}

/// Replays the states before the as-of date of the period.
///
/// # Errors
/// [`SummaryError`]: what was asked for does not fit the records.
pub fn backtest(programme: &Programme, config: &Config) -> Result<Backtest, SummaryError> {
    let filters = Filters::new(programme, &config.filters)?;
    filters.refuse_empty(programme)?;
    let (roster, norms) = (Roster::of(programme), StageNorms::default());
    let passes = Passes {
        programme,
        rules: &config.rules,
        roster: &roster,
        filters,
        norms: &norms,
    };
    Ok(replayed(&passes, period_of(programme, config)?.span.to))
}

/// The same beside a summary, with what it knows of the programme.
///
/// # Errors
/// [`SummaryError`]: what was asked for does not fit the records.
pub fn backtest_beside(
    programme: &Programme,
    config: &Config,
    summed: &Summarised,
) -> Result<Backtest, SummaryError> {
    let passes = summed.passes(programme, config)?;
    Ok(replayed(&passes, summed.summary.period.span.to))
}

fn replayed(passes: &Passes<'_>, date: Day) -> Backtest {
    let programme = passes.programme;
    // Records that have not come in yet are not silence.
    let until = programme
        .data_through
        .map_or(date, |through| through.min(date));
    let cohort = PairColumn::find(programme, DEFAULT_GROUPING, "").ok();
    let replayed = Replayed::of(passes, &replay_days(until), cohort.as_ref());
    judged(passes, until, date, &replayed)
}

/// The latest month ends that can be followed up, earliest first.
fn replay_days(until: Day) -> Vec<Day> {
    let last = until.plus(-FOLLOW_UP_DAYS);
    // The month of `last` is over by then only if the next one begins on the day after it.
    let over = i32::from(last.plus(1) == last.month_start(1));
    let ends = (0..REPLAYS).map(|back| last.month_start(over - back).plus(-1));
    ends.rev().collect()
}

fn judged(passes: &Passes<'_>, until: Day, date: Day, replayed: &Replayed<'_>) -> Backtest {
    let records: Vec<&Record<'_>> = replayed.records.iter().collect();
    let (cohorts, small_cohorts) = judged::cohorts(&records);
    Backtest {
        until,
        follow_up_days: FOLLOW_UP_DAYS,
        replays: judged::replays(replayed),
        all: Judged::of(&records, judged::LEAST_PAIRS),
        cohorts,
        small_cohorts,
        rules: rules::judged(&records, &passes.rules.support),
        calibration: calibration::calibration(&records),
        not_available: not_available(passes.programme, replayed),
        notes: notes(passes.programme, until, date),
    }
}

fn not_available(programme: &Programme, replayed: &Replayed<'_>) -> Option<String> {
    let reason = if !programme.supplied.sessions {
        "there are no session records, so nothing says which pairs met"
    } else if replayed.records.is_empty() {
        "no pair was open on any month end that lies 60 days back; more months of records are needed"
    } else {
        return None;
    };
    Some(reason.to_owned())
}

fn notes(programme: &Programme, until: Day, date: Day) -> Vec<String> {
    let mut notes = vec![
        "A record counts from the day that it is dated, as if it had been entered on that day; \
         names, cohorts and agreed frequencies are taken as they are now."
            .to_owned(),
    ];
    if until < date {
        notes.push(format!(
            "The records reach to {until} only, so the month ends are counted back from there and not from {date}."
        ));
    }
    if !programme.supplied.closure {
        notes.push(
            "No column says which pairs ended: those that ended as planned cannot be left out, and count as pairs without a meeting."
                .to_owned(),
        );
    }
    notes
}

#[cfg(test)]
mod tests;
