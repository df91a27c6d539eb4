//! Mentors and sites that fell silent at once: a sign that records are missing, not meetings.

use crate::measures::{PairAt, SignalKind};
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
    stopped: bool,
}

/// The open pairs of each mentor and of each site.
pub(super) struct Silences<'a> {
    site: Option<&'a PairColumn>,
    mentors: BTreeMap<u32, Vec<Contact>>,
    sites: BTreeMap<String, Vec<Contact>>,
}

impl<'a> Silences<'a> {
    pub fn new(site: Option<&'a PairColumn>) -> Self {
        Self {
            site,
            mentors: BTreeMap::new(),
            sites: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        if !pair.is_open() {
            return;
        }
        let recorded = pair.history.pair;
        let signals = &pair.support().signals;
        let contact = |name: &str| Contact {
            name: name.to_owned(),
            last: pair.support().last_contact,
            stopped: signals
                .iter()
                .any(|signal| signal.kind == SignalKind::NoContact),
        };
        if let Some((mentor, name)) = member.mentor.zip(recorded.mentor.as_deref()) {
            self.mentors.entry(mentor).or_default().push(contact(name));
        }
        if let Some(site) = self.site.and_then(|column| column.value(recorded)) {
            self.sites
                .entry(site.to_owned())
                .or_default()
                .push(contact(site));
        }
    }

    pub fn absorb(&mut self, other: Self) {
        for (mentor, contacts) in other.mentors {
            self.mentors.entry(mentor).or_default().extend(contacts);
        }
        for (site, contacts) in other.sites {
            self.sites.entry(site).or_default().extend(contacts);
        }
    }

    /// Sites first, by name.
    pub fn found(&self) -> Vec<Silence> {
        let of_site = self.sites.values();
        let of_mentor = self.mentors.values();
        let mut found: Vec<Silence> = of_site
            .filter_map(|contacts| silence("site", contacts))
            .chain(of_mentor.filter_map(|contacts| silence("mentor", contacts)))
            .collect();
        found.sort_by(|left, right| (right.column, &left.name).cmp(&(left.column, &right.name)));
        found
    }
}

fn silence(column: &'static str, contacts: &[Contact]) -> Option<Silence> {
    if contacts.len() < LEAST_PAIRS || !contacts.iter().all(|contact| contact.stopped) {
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

    fn contacts(last: &[(i32, bool)]) -> Vec<Contact> {
        last.iter()
            .map(|(day, stopped)| Contact {
                name: "B".into(),
                last: Some(Day(*day)),
                stopped: *stopped,
            })
            .collect()
    }

    #[test]
    fn all_open_pairs_must_have_stopped_in_the_same_week() {
        let all = silence("site", &contacts(&[(10, true), (16, true), (12, true)])).unwrap();
        assert_eq!((all.since, all.pairs), (Day(16), 3));
        assert!(
            all.question()
                .starts_with("Records missing from site B since 1970-01-17?")
        );
        for others in [
            &[(10, true), (17, true), (12, true)][..],
            &[(10, true), (16, true), (12, false)],
            &[(10, true), (11, true)],
        ] {
            assert_eq!(silence("site", &contacts(others)), None);
        }
    }
}
