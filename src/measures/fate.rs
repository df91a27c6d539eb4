//! Where each record of a pair ends as of a date, for the ledger.

use super::AsOf;
use super::clock::Clock;
use crate::programme::{Day, Fate, Origin, PairHistory, Table};

/// Tells of every record of a pair that is not used as of a date, and why.
pub fn unused_records(
    history: &PairHistory<'_>,
    as_of: &AsOf<'_>,
    mut tell: impl FnMut(Table, Origin, Fate),
) {
    let date = as_of.date;
    // None: the pair starts later, or nothing speaks of it yet.
    let last = Clock::of(history, as_of).map(|clock| clock.observed_to);
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
        if let Some(fate) = fate {
            tell(table, origin, fate);
        }
    }
}
