//! The pairs that need somebody, worst first. Names pairs: never for shared reports.

mod csv;
mod silence;

pub use csv::write_support;
pub use silence::Silence;

use super::pass::Collector;
use super::roster::Member;
use super::selection::PairColumn;
use crate::measures::{Meeting, PairAt, Signal, State};
use crate::programme::{Day, Origin};
use serde::Serialize;
use silence::Silences;
use std::cmp::Ordering;

/// The support list of a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SupportList {
    /// Mentors and sites of which every open pair stopped at once: perhaps only their records
    /// are missing. Stands before the list; states are unchanged.
    pub silences: Vec<Silence>,
    /// Pairs that need somebody, worst first, then those presumed ended.
    pub rows: Vec<SupportRow>,
}

/// One pair of the list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SupportRow {
    /// Id of the pair.
    pub pair_id: String,
    /// Mentor as recorded.
    pub mentor: Option<String>,
    /// Mentee as recorded.
    pub mentee: Option<String>,
    /// Cohort.
    pub cohort: Option<String>,
    /// Its state.
    pub state: State,
    /// Whether it belongs to the block at the end: close it?
    pub presumed_ended: bool,
    /// Why, in words; never empty.
    pub reasons: Vec<String>,
    /// Signals with their records.
    pub signals: Vec<Signal>,
    /// Last held date.
    pub last_contact: Option<Day>,
    /// Days since the last held date, or the start; paused days out.
    pub contact_gap: Option<i32>,
    /// Days since the last held date.
    pub days_since_contact: Option<i32>,
    /// Days since contact against the pair's own gap.
    pub contact_ratio: Option<f64>,
    /// Latest next meeting agreed on the last held date.
    pub agreed_next: Option<Day>,
    /// Title of the current stage.
    pub stage: Option<String>,
    /// Records of the last held date, where its issues and actions stand.
    pub last_records: Vec<Origin>,
    /// Last issue as written, fetched from those records by whoever shows the list.
    pub last_issue: Option<String>,
    /// Last actions as written, fetched likewise.
    pub last_actions: Option<String>,
    /// What to do next.
    pub suggested_step: Option<String>,
}

/// The pairs of a partition that belong on the list, and what tells of silence.
pub(super) struct SupportRows<'a> {
    cohort: Option<&'a PairColumn>,
    rows: Vec<SupportRow>,
    silences: Silences<'a>,
}

impl<'a> SupportRows<'a> {
    /// `cohort` and `site` are the columns of those names, where there are such.
    pub fn new(cohort: Option<&'a PairColumn>, site: Option<&'a PairColumn>) -> Self {
        Self {
            cohort,
            rows: Vec::new(),
            silences: Silences::new(site),
        }
    }

    /// The list over all partitions.
    pub fn merged(parts: impl IntoIterator<Item = Self>) -> SupportList {
        let mut rows = Vec::new();
        let mut silences = Silences::new(None);
        for part in parts {
            rows.extend(part.rows);
            silences.absorb(part.silences);
        }
        rows.sort_by(by_urgency);
        SupportList {
            silences: silences.found(),
            rows,
        }
    }
}

impl Collector for SupportRows<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.silences.add(pair, member);
        let state = pair.support().state;
        if let Some(state) = state.filter(|state| state.urgency().is_some()) {
            let cohort = self.cohort.and_then(|column| column.value_at(pair));
            self.rows.push(row(pair, state, cohort));
        }
    }
}

/// Presumed ended last; then state, more signals, larger contact ratio, id.
fn by_urgency(left: &SupportRow, right: &SupportRow) -> Ordering {
    let block = |row: &SupportRow| (row.presumed_ended, row.state.urgency());
    let ratio = |row: &SupportRow| row.contact_ratio.unwrap_or(f64::NEG_INFINITY);
    block(left)
        .cmp(&block(right))
        .then_with(|| right.signals.len().cmp(&left.signals.len()))
        .then_with(|| ratio(right).total_cmp(&ratio(left)))
        .then_with(|| left.pair_id.cmp(&right.pair_id))
}

fn row(pair: &PairAt<'_>, state: State, cohort: Option<&str>) -> SupportRow {
    let (recorded, support) = (pair.history.pair, &pair.support());
    SupportRow {
        pair_id: recorded.id.clone(),
        mentor: recorded.mentor.clone(),
        mentee: recorded.mentee.clone(),
        cohort: cohort.map(str::to_owned),
        state,
        presumed_ended: support.presumed_ended,
        reasons: reasons(pair, state),
        signals: support.signals.clone(),
        last_contact: support.last_contact,
        contact_gap: support.contact_gap,
        days_since_contact: support.last_contact.map(|last| pair.as_of.date.since(last)),
        contact_ratio: support.contact_ratio,
        agreed_next: support.agreed_next,
        stage: current_stage(pair),
        last_records: last_records(pair),
        last_issue: None,
        last_actions: None,
        suggested_step: support.step().map(str::to_owned),
    }
}

fn current_stage(pair: &PairAt<'_>) -> Option<String> {
    let stage = pair.as_of.model.stage(pair.stages.current()?)?;
    Some(stage.title.clone())
}

/// The evidence of the signals; a pair that never met says that first.
fn reasons(pair: &PairAt<'_>, state: State) -> Vec<String> {
    let never = (state == State::NeverStarted).then(|| match pair.started_on {
        Some(start) => format!("no recorded meeting since the start on {start}"),
        None => "no recorded start and no recorded meeting".to_owned(),
    });
    let signals = pair.support().signals.iter();
    let evidence = signals.map(|signal| signal.evidence.clone());
    never.into_iter().chain(evidence).collect()
}

fn last_records(pair: &PairAt<'_>) -> Vec<Origin> {
    let last = pair.held_dates.last().copied();
    let meetings = pair.held().filter(|meeting| Some(meeting.date) == last);
    meetings.flat_map(Meeting::origins).collect()
}

#[cfg(test)]
mod tests;
