//! Following up: the programme gets in touch with pairs that need somebody. A contact is never a
//! meeting of the pair; a failed attempt is no contact.

use super::registry::{Direction, Family, Kind, Measure, Window};
use super::{AsOf, PairAt, Span, Value};
use crate::programme::{Contact, Day};

/// Days after a contact within which a pair is to have met again.
const AGAIN_DAYS: i32 = 30;

/// Why a pair that needs somebody is left alone for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Waiting {
    /// The contact that is waited after, where it is dated.
    pub since: Option<Day>,
    /// First day on which to look at the pair again.
    pub until: Day,
    /// Whether somebody set that day.
    pub snoozed: bool,
}

impl Waiting {
    /// "waiting until 2026-10-05: contacted on 2026-09-20".
    #[must_use]
    pub fn in_words(&self) -> String {
        let until = self.until;
        match (self.since, self.snoozed) {
            (Some(since), false) => format!("waiting until {until}: contacted on {since}"),
            (Some(since), true) => format!("waiting until {until}, as noted on {since}"),
            (None, _) => format!("waiting until {until}, as noted"),
        }
    }
}

impl PairAt<'_> {
    /// What to do next: to wait, where somebody has been in touch, else what its state and its
    /// signals suggest.
    #[must_use]
    pub fn suggested_step(&self) -> Option<String> {
        match self.waiting() {
            Some(waiting) => Some(format!("Wait until {}, then look again.", waiting.until)),
            None => self.support().step().map(str::to_owned),
        }
    }

    /// The contacts with the pair that are known on the as-of date, by day. Undated ones only say
    /// until when to wait.
    pub fn contacts(&self) -> impl DoubleEndedIterator<Item = &Contact> {
        let known = |contact: &&Contact| match contact.date {
            Some(day) => day <= self.as_of.date,
            None => self.as_of.undated_hold,
        };
        self.history.contacts.iter().filter(known)
    }

    /// The last time that somebody of the programme was in touch with the pair.
    #[must_use]
    pub fn last_follow_up(&self) -> Option<&Contact> {
        self.reached().next_back()
    }

    /// Failed attempts since the programme was last in touch with the pair, or the pair last met.
    #[must_use]
    pub fn failed_attempts(&self) -> usize {
        let reached = self.last_follow_up().and_then(|contact| contact.date);
        let since = reached.max(self.held_dates.last().copied());
        let failed = self.contacts().filter(|contact| contact.failed);
        failed.filter(|contact| contact.date > since).count()
    }

    /// Whether the pair is to be left alone for now: somebody was in touch with it a short while
    /// ago, or has said to look at it again on a later day.
    #[must_use]
    pub fn waiting(&self) -> Option<Waiting> {
        let snoozed = self
            .contacts()
            .filter(|contact| contact.snooze_until.is_some());
        let snoozed = snoozed
            .max_by_key(|contact| (contact.date, contact.snooze_until))
            .and_then(|contact| {
                Some(Waiting {
                    since: contact.date,
                    until: contact.snooze_until?,
                    snoozed: true,
                })
            });
        let contact = self
            .reached()
            .rfind(|contact| contact.snooze_until.is_none());
        let days = self.as_of.rules.support.waiting_days;
        let recent = contact.and_then(|contact| contact.date).map(|day| Waiting {
            since: Some(day),
            until: day.plus(days).plus(1),
            snoozed: false,
        });
        let longest = snoozed.into_iter().chain(recent);
        longest
            .max_by_key(|waiting| waiting.until)
            .filter(|waiting| self.as_of.date < waiting.until)
    }

    /// Contacts in which somebody was reached.
    fn reached(&self) -> impl DoubleEndedIterator<Item = &Contact> {
        self.contacts()
            .filter(|contact| contact.date.is_some() && !contact.failed)
    }

    /// Whether it belongs on the list of those that need somebody.
    fn needs_somebody(&self) -> bool {
        let state = self.support().state;
        state.is_some_and(|state| state.urgency().is_some())
    }
}

/// The measures of following up, where contacts are recorded.
pub(super) fn measures() -> Vec<Measure> {
    let flag = |id, title, definition, compute: fn(&PairAt<'_>, &Span) -> Option<bool>| {
        Measure::new(
            id,
            title,
            definition,
            Kind::Flag,
            Family::Continuity,
            move |pair, span| Value::flag(compute(pair, span)),
        )
        .unit("pairs")
        .better(Direction::Higher)
    };
    vec![
        flag(
            "followed_up",
            "Followed up",
            "Of the pairs that need support (never started, stalled or watch), whether somebody of the programme has been \
             in touch with them since they last met; failed attempts do not count.",
            |pair, _| followed_up(pair),
        ),
        flag(
            "met_again_30d",
            "Met again within 30 days of being followed up",
            "Of the pairs that the programme was in touch with while they needed support, at least 30 days ago, whether they \
             met within 30 days; each pair by its first such contact.",
            met_again,
        )
        .window(Window::Life),
    ]
}

fn followed_up(pair: &PairAt<'_>) -> Option<bool> {
    let last = pair.last_follow_up().and_then(|contact| contact.date);
    let met = pair.support().last_contact;
    pair.needs_somebody().then_some(last > met)
}

/// By the first contact whose thirtieth day falls in the span, with a pair that needed somebody
/// on the day of the contact.
fn met_again(pair: &PairAt<'_>, span: &Span) -> Option<bool> {
    let days = pair.reached().filter_map(|contact| contact.date);
    let mut observed = days.filter(|day| span.contains(day.plus(AGAIN_DAYS)));
    let contact = observed.find(|day| needed_somebody(pair, *day))?;
    let mut meetings = pair.held_dates.iter();
    Some(meetings.any(|day| *day > contact && *day <= contact.plus(AGAIN_DAYS)))
}

fn needed_somebody(pair: &PairAt<'_>, date: Day) -> bool {
    let as_of = AsOf { date, ..pair.as_of };
    PairAt::new(pair.history, as_of).is_some_and(|pair| pair.needs_somebody())
}
