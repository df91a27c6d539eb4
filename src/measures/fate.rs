//! What becomes of each record of a pair as of a date, for the ledger.

use super::AsOf;
use super::clock::Clock;
use super::goals::is_named_as_another;
use super::meetings::meetings;
use crate::programme::{Day, Fate, Form, Origin, PairHistory, Table};

/// What has to be said about a record as of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// It does not count.
    Unused(Fate),
    /// It tells of a meeting that another record tells of too.
    SameMeeting,
    /// The end that it states lies before every record of its pair, from which the start had to
    /// be inferred.
    EndBeforeRecords,
    /// A goal of the form has the text of another goal of the register than that of its number.
    NamedAsAnother,
}

/// Tells what has to be said about the records of a pair as of a date.
pub fn remarks(
    history: &PairHistory<'_>,
    as_of: &AsOf<'_>,
    mut tell: impl FnMut(Table, Origin, Remark),
) {
    // None: the pair starts later, or nothing speaks of it yet.
    let clock = Clock::of(history, as_of);
    each_record(history, as_of, clock.as_ref(), |table, origin, fate| {
        if let Some(fate) = fate {
            tell(table, origin, Remark::Unused(fate));
        }
    });
    let Some(clock) = clock else {
        return;
    };
    for meeting in meetings(history, clock.observed_to) {
        for again in meeting.origins().skip(1) {
            tell(Table::Sessions, again, Remark::SameMeeting);
        }
    }
    let is_known = |form: &&Form| form.date.is_none_or(|date| date <= as_of.date);
    for form in history.forms.iter().filter(is_known) {
        let mut goals = form.goals.iter();
        if goals.any(|goal| is_named_as_another(history.goals, goal)) {
            tell(Table::Evaluations, form.origin, Remark::NamedAsAnother);
        }
    }
    let closed = history.pair.closed_on.filter(|on| *on <= as_of.date);
    if let (Some(_), None, true) = (closed, clock.ending, clock.started_on_inferred)
        && let Some(origin) = history.pair.origin
    {
        tell(Table::Pairs, origin, Remark::EndBeforeRecords);
    }
}

/// Tells of every record of a pair whether it is used as of a date, and if not, why.
pub fn fates(
    history: &PairHistory<'_>,
    as_of: &AsOf<'_>,
    tell: impl FnMut(Table, Origin, Option<Fate>),
) {
    each_record(history, as_of, Clock::of(history, as_of).as_ref(), tell);
}

fn each_record(
    history: &PairHistory<'_>,
    as_of: &AsOf<'_>,
    clock: Option<&Clock>,
    mut tell: impl FnMut(Table, Origin, Option<Fate>),
) {
    let date = as_of.date;
    let last = clock.map(|clock| clock.observed_to);
    let fate = |day: Option<Day>, last: Option<Day>| match (last, day) {
        (None, _) => Some(Fate::NotYetStarted),
        (Some(_), Some(day)) if day > date => Some(Fate::AfterAsOf),
        (Some(last), Some(day)) if day > last => Some(Fate::AfterEnd),
        _ => None,
    };
    let on_time = last.map(|_| date);
    let sessions = history
        .sessions
        .iter()
        .map(|s| (Table::Sessions, s.origin, fate(Some(s.date), last)));
    let forms = history
        .forms
        .iter()
        .map(|f| (Table::Evaluations, f.origin, fate(f.date, on_time)));
    let goals = history
        .goals
        .iter()
        .map(|g| (Table::Goals, g.source, fate(g.set_on, on_time)));
    let actions = history
        .actions
        .iter()
        .map(|a| (Table::Actions, a.origin, fate(a.agreed_on, on_time)));
    let ideas = history
        .ideas
        .iter()
        .map(|i| (Table::Partnerships, i.origin, fate(None, on_time)));
    let contacts = history
        .contacts
        .iter()
        .map(|c| (Table::Contacts, c.origin, fate(c.date, on_time)));
    let register = history
        .pair
        .origin
        .map(|origin| (Table::Pairs, origin, fate(None, on_time)));
    for (table, origin, fate) in sessions
        .chain(forms)
        .chain(goals)
        .chain(actions)
        .chain(ideas)
        .chain(contacts)
        .chain(register)
    {
        tell(table, origin, fate);
    }
}
