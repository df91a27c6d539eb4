//! What the list says of one pair.

use super::reason::reasons;
use super::{Calendar, ShownColumns, SupportRow};
use crate::measures::{Meeting, PairAt, State};
use crate::programme::{Elements, Origin, Table};
use crate::summary::selection::PairColumn;

pub(super) fn row(pair: &PairAt<'_>, state: State, shown: &ShownColumns) -> SupportRow {
    let (recorded, support) = (pair.history.pair, &pair.support());
    let waiting = pair.waiting();
    let value = |column: &PairColumn| column.value_at(pair).map(Box::from);
    SupportRow {
        rank: 0,
        pair_id: recorded.id.as_str().into(),
        mentor: recorded.mentor.as_deref().map(Box::from),
        mentee: recorded.mentee.as_deref().map(Box::from),
        cohort: shown.cohort.as_ref().and_then(value),
        site: shown.site.as_ref().and_then(value),
        state,
        presumed_ended: support.presumed_ended,
        waiting,
        followed_up_on: pair.last_follow_up().and_then(|contact| contact.date),
        failed_attempts: pair.failed_attempts(),
        reasons: reasons(pair, state, waiting),
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
        suggested_step: pair.suggested_step().map(Box::from),
        address_records: address_records(pair),
        addresses: None,
        own: shown.own.iter().map(value).collect(),
        calendar: Calendar::of(pair),
    }
}

fn current_stage(pair: &PairAt<'_>) -> Option<Box<str>> {
    let stage = pair.as_of.model.stage(pair.stages.current()?)?;
    Some(stage.title.as_str().into())
}

/// The records of the last held date on which an element was filled in.
fn last_records(pair: &PairAt<'_>, element: Elements) -> Box<[Origin]> {
    let says = |meeting: &&Meeting<'_>| meeting.filled.intersection(element) == element;
    let last = pair.held().filter(says).map(|meeting| meeting.date).max();
    let meetings = pair.held().filter(|meeting| Some(meeting.date) == last);
    meetings.flat_map(Meeting::origins).collect()
}

/// The register, then the latest meeting.
fn address_records(pair: &PairAt<'_>) -> Box<[(Table, Origin)]> {
    let register = pair
        .history
        .pair
        .origin
        .map(|origin| (Table::Pairs, origin));
    let meeting = pair
        .meetings
        .last()
        .and_then(|meeting| meeting.origins().next());
    let session = meeting.map(|origin| (Table::Sessions, origin));
    register.into_iter().chain(session).collect()
}
