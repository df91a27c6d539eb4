//! Mentors and sites that fell silent at once: a sign that records are missing, not meetings.

use crate::measures::{PairAt, SignalKind, State};
use crate::programme::{Day, display_text};
use crate::summary::roster::Member;
use crate::summary::selection::PairColumn;
use std::collections::BTreeMap;

/// All last contacts must lie within this many days.
const WITHIN_DAYS: i32 = 7;

/// A mentor, or a site, needs this many open pairs.
const LEAST_PAIRS: usize = 3;

/// A mentor or a site of which every open pair stopped within the same seven days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Silence {
    /// `mentor` or `site`.
    pub column: &'static str,
    /// Which one, as recorded.
    pub name: String,
    /// The latest of the last contacts.
    pub since: Day,
    /// Its open pairs.
    pub pairs: usize,
}

impl Silence {
    /// What the coordinator reads.
    #[must_use]
    pub fn question(&self) -> String {
        let Self {
            column,
            name,
            since,
            pairs,
        } = self;
        format!(
            "Records missing from {column} {} since {since}? All {pairs} open pairs stopped in the same week.",
            display_text(name)
        )
    }
}

/// What one open pair tells.
#[derive(Clone, Debug)]
struct Contact {
    name: String,
    last: Option<Day>,
    now: Now,
}

/// What an open pair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Now {
    /// It has no recorded meeting for longer than usual.
    Stopped,
    /// It rests: whether records of it are missing cannot be told.
    Resting,
    /// It meets, or may still do so in its usual time.
    Meeting,
}

impl Now {
    fn of(pair: &PairAt<'_>) -> Self {
        let support = pair.support();
        let silent = |kind| kind == SignalKind::NoContact;
        if support.state == Some(State::Paused) {
            Self::Resting
        } else if support.signals.iter().any(|signal| silent(signal.kind)) {
            Self::Stopped
        } else {
            Self::Meeting
        }
    }
}

/// The open pairs of a mentor or of a site.
#[derive(Clone, Debug, Default)]
struct OpenPairs {
    contacts: Vec<Contact>,
    /// Whether the list is about any of them.
    is_shown: bool,
}

impl OpenPairs {
    fn add(&mut self, contact: Contact, is_shown: bool) {
        self.contacts.push(contact);
        self.is_shown |= is_shown;
    }

    fn absorb(&mut self, other: Self) {
        self.contacts.extend(other.contacts);
        self.is_shown |= other.is_shown;
    }
}

/// The open pairs of each mentor and of each site.
pub(super) struct Silences<'a> {
    site: Option<&'a PairColumn>,
    mentors: BTreeMap<u32, OpenPairs>,
    sites: BTreeMap<String, OpenPairs>,
}

impl<'a> Silences<'a> {
    pub fn new(site: Option<&'a PairColumn>) -> Self {
        Self {
            site,
            mentors: BTreeMap::new(),
            sites: BTreeMap::new(),
        }
    }

    /// Takes in a pair; `is_shown` = the list is about it.
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member, is_shown: bool) {
        if !pair.is_open() {
            return;
        }
        let recorded = pair.history.pair;
        let contact = |name: &str| Contact {
            name: name.to_owned(),
            last: pair.support().last_contact,
            now: Now::of(pair),
        };
        if let Some((mentor, name)) = member.mentor.zip(recorded.mentor.as_deref()) {
            let of_mentor = self.mentors.entry(mentor).or_default();
            of_mentor.add(contact(name), is_shown);
        }
        if let Some(site) = self.site.and_then(|column| column.value(recorded)) {
            let of_site = self.sites.entry(site.to_owned()).or_default();
            of_site.add(contact(site), is_shown);
        }
    }

    pub fn absorb(&mut self, other: Self) {
        for (mentor, pairs) in other.mentors {
            self.mentors.entry(mentor).or_default().absorb(pairs);
        }
        for (site, pairs) in other.sites {
            self.sites.entry(site).or_default().absorb(pairs);
        }
    }

    /// Those of which any pair is shown: sites first, by name.
    pub fn found(&self) -> Vec<Silence> {
        let of_sites = self.sites.values().map(|pairs| ("site", pairs));
        let of_mentors = self.mentors.values().map(|pairs| ("mentor", pairs));
        let mut found: Vec<Silence> = of_sites
            .chain(of_mentors)
            .filter(|(_, pairs)| pairs.is_shown)
            .filter_map(|(column, pairs)| silence(column, &pairs.contacts))
            .collect();
        found.sort_by(|left, right| (right.column, &left.name).cmp(&(left.column, &right.name)));
        found
    }
}

/// Every open pair must have met last within the same days and not since; one that rests says
/// nothing against it, but if all rest nothing is missing.
fn silence(column: &'static str, contacts: &[Contact]) -> Option<Silence> {
    let any = |now| contacts.iter().any(|contact| contact.now == now);
    if contacts.len() < LEAST_PAIRS || any(Now::Meeting) || !any(Now::Stopped) {
        return None;
    }
    let last: Vec<Day> = contacts
        .iter()
        .map(|contact| contact.last)
        .collect::<Option<_>>()?;
    let (first, since) = (last.iter().min()?, last.iter().max()?);
    let name = contacts.iter().map(|contact| &contact.name).min()?;
    (since.since(*first) < WITHIN_DAYS).then(|| Silence {
        column,
        name: name.clone(),
        since: *since,
        pairs: contacts.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(last: &[(i32, Now)]) -> Vec<Contact> {
        last.iter()
            .map(|(day, now)| Contact {
                name: "B".into(),
                last: Some(Day(*day)),
                now: *now,
            })
            .collect()
    }

    #[test]
    fn all_open_pairs_must_have_stopped_in_the_same_week() {
        use Now::{Meeting, Resting, Stopped};
        let found = |last: &[(i32, Now)]| silence("site", &contacts(last));
        let all = found(&[(10, Stopped), (16, Stopped), (12, Stopped)]).unwrap();
        assert_eq!((all.since, all.pairs), (Day(16), 3));
        assert!(
            all.question()
                .starts_with("Records missing from site B since 1970-01-17?")
        );
        for others in [
            &[(10, Stopped), (17, Stopped), (12, Stopped)][..],
            &[(10, Stopped), (16, Stopped), (12, Meeting)],
            &[(10, Stopped), (11, Stopped)],
            &[(10, Resting), (11, Resting), (12, Resting)],
            &[(10, Stopped), (11, Stopped), (2, Resting)],
        ] {
            assert_eq!(found(others), None);
        }
        assert!(found(&[(10, Stopped), (11, Stopped), (12, Resting)]).is_some());
    }

    #[test]
    fn a_pair_that_never_met_has_not_stopped() {
        let mut all = contacts(&[(10, Now::Stopped), (11, Now::Stopped), (12, Now::Stopped)]);
        all[1].last = None;
        assert_eq!(silence("mentor", &all), None);
    }
}
