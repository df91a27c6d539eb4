//! The pairs that need somebody, worst first. Names pairs: never for shared reports.

mod calendar;
mod csv;
mod newest;
mod silence;
mod workload;

pub use calendar::{CALENDAR_WEEKS, Calendar};
pub use csv::write_support;
pub use newest::Newest;
pub use silence::Silence;
pub use workload::MentorLoad;

use super::pass::Collector;
use super::roster::Member;
use super::selection::PairColumn;
use crate::measures::{Meeting, PairAt, Signal, State};
use crate::programme::{Day, Elements, FileFacts, Origin};
use newest::Reach;
use serde::Serialize;
use silence::Silences;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use workload::Workload;

/// The support list of a programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SupportList {
    /// How far the records reach.
    pub newest: Newest,
    /// Pairs in each state that there is, in the order in which reports list them.
    pub states: Vec<(State, usize)>,
    /// Mentors of open pairs, those with most silent pairs first.
    pub mentors: Vec<MentorLoad>,
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
    /// Site, where the programme has any.
    pub site: Option<String>,
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
    /// Records of the last held date with an issue.
    pub issue_records: Vec<Origin>,
    /// Records of the last held date with an action.
    pub action_records: Vec<Origin>,
    /// Last issue as written, fetched from its records by whoever shows the list.
    pub last_issue: Option<String>,
    /// Last actions as written, fetched likewise.
    pub last_actions: Option<String>,
    /// What to do next.
    pub suggested_step: Option<String>,
    /// Its last weeks, to be drawn.
    #[serde(skip)]
    pub calendar: Calendar,
}

/// The pairs of a partition that belong on the list, and what is said about them together.
pub(super) struct SupportRows<'a> {
    cohort: Option<&'a PairColumn>,
    site: Option<&'a PairColumn>,
    rows: Vec<SupportRow>,
    states: BTreeMap<State, usize>,
    silences: Silences<'a>,
    reach: Reach<'a>,
    workload: Workload,
}

impl<'a> SupportRows<'a> {
    /// `cohort` and `site` are the columns of those names, where there are such.
    pub fn new(cohort: Option<&'a PairColumn>, site: Option<&'a PairColumn>) -> Self {
        Self {
            cohort,
            site,
            rows: Vec::new(),
            states: BTreeMap::new(),
            silences: Silences::new(site),
            reach: Reach::new(site),
            workload: Workload::default(),
        }
    }

    /// The list over all partitions of what these files hold, as of a date.
    pub fn merged(
        parts: impl IntoIterator<Item = Self>,
        files: &[FileFacts],
        date: Day,
    ) -> SupportList {
        let mut all = Self::new(None, None);
        for part in parts {
            all.rows.extend(part.rows);
            all.silences.absorb(part.silences);
            all.reach.absorb(part.reach);
            all.workload.absorb(part.workload);
            for (state, pairs) in part.states {
                *all.states.entry(state).or_default() += pairs;
            }
        }
        all.rows.sort_by(by_urgency);
        let counted = |state: State| Some((state, *all.states.get(&state)?));
        SupportList {
            newest: all.reach.found(files, date),
            states: State::ALL.into_iter().filter_map(counted).collect(),
            mentors: all.workload.found(),
            silences: all.silences.found(),
            rows: all.rows,
        }
    }
}

impl Collector for SupportRows<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.silences.add(pair, member);
        self.reach.add(pair);
        self.workload.add(pair, member);
        let Some(state) = pair.support().state else {
            return;
        };
        *self.states.entry(state).or_default() += 1;
        if state.urgency().is_some() {
            let value =
                |column: Option<&PairColumn>| column.and_then(|column| column.value_at(pair));
            self.rows
                .push(row(pair, state, value(self.cohort), value(self.site)));
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

fn row(pair: &PairAt<'_>, state: State, cohort: Option<&str>, site: Option<&str>) -> SupportRow {
    let (recorded, support) = (pair.history.pair, &pair.support());
    SupportRow {
        pair_id: recorded.id.clone(),
        mentor: recorded.mentor.clone(),
        mentee: recorded.mentee.clone(),
        cohort: cohort.map(str::to_owned),
        site: site.map(str::to_owned),
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
        issue_records: last_records(pair, Elements::ISSUES),
        action_records: last_records(pair, Elements::ACTIONS),
        last_issue: None,
        last_actions: None,
        suggested_step: support.step().map(str::to_owned),
        calendar: Calendar::of(pair),
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

/// The records of the last held date on which an element was filled in.
fn last_records(pair: &PairAt<'_>, element: Elements) -> Vec<Origin> {
    let says = |meeting: &&Meeting<'_>| meeting.filled.intersection(element) == element;
    let last = pair.held().filter(says).map(|meeting| meeting.date).max();
    let meetings = pair.held().filter(|meeting| Some(meeting.date) == last);
    meetings.flat_map(Meeting::origins).collect()
}

#[cfg(test)]
mod tests;
