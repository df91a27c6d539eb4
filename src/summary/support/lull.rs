//! Stretches in which nobody met: a break that nobody has told of, or records that are missing.
//! States are as they are; the coordinator is asked.

use super::silence::Silence;
use crate::measures::{PairAt, State};
use crate::programme::{Day, display_text};
use crate::summary::selection::PairColumn;
use std::collections::BTreeMap;

/// So many days before the as-of date are looked at.
const DAYS: i32 = 128;

/// A stretch lasts at least so many days.
const LEAST_DAYS: i32 = 14;

/// So many pairs would have met in it.
const LEAST_PAIRS: usize = 3;

/// So many meetings would be usual in it: where six are due, none at all comes by chance once in
/// four hundred times (e⁻⁶).
const LEAST_USUAL: f64 = 6.0;

/// A pair that had been silent for more own gaps than this when a stretch began is not missed in it.
const LIVELY: f64 = 1.5;

/// A stretch of days in which nobody of the programme, or of a site, has a recorded meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Lull {
    /// The site; `None` = the whole programme.
    pub site: Option<String>,
    /// The day before it.
    pub after: Day,
    /// The first day after it on which somebody met; `None` = it lasts.
    pub before: Option<Day>,
    /// Meetings that would be usual in it, by the own gaps of the pairs.
    pub usual: f64,
}

impl Lull {
    /// What the coordinator reads.
    #[must_use]
    pub fn question(&self) -> String {
        let site = self.site.as_deref();
        let of = site.map_or_else(String::new, |site| {
            format!(" of site {}", display_text(site))
        });
        let (when, was) = match self.before {
            Some(back) => (format!("between {} and {back}", self.after), "was"),
            None => (format!("after {}", self.after), "is"),
        };
        let first = self.after.plus(1);
        let back = self.before.map(|back| back.to_string());
        let back = back.unwrap_or_else(|| "the first day back".into());
        let advice = match site {
            Some(_) => format!(
                "Are its records missing, or {was} the site closed? Then paused_from and paused_until of its pairs say so."
            ),
            None => format!(
                "Are records missing, or {was} it a break? Then say so in mentorstat.toml, [[break]] with from = {first} and to = {back}, and nobody is flagged for it."
            ),
        };
        format!(
            "No pair{of} has a recorded meeting {when}, where about {:.0} would be usual. {advice}",
            self.usual
        )
    }
}

/// A pair that meets: what would be usual of it.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Usual {
    started: Day,
    last: Day,
    own_gap: f64,
}

/// What the pairs of the programme, or of a site, have to say.
#[derive(Clone, Debug, Default)]
struct Place {
    /// Bit n: somebody met n days before the as-of date.
    met: u128,
    open: Vec<Usual>,
}

/// The meetings of the programme and of each site.
pub(super) struct Lulls<'a> {
    column: Option<&'a PairColumn>,
    programme: Place,
    sites: BTreeMap<String, Place>,
}

impl<'a> Lulls<'a> {
    pub fn new(site: Option<&'a PairColumn>) -> Self {
        Self {
            column: site,
            programme: Place::default(),
            sites: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, pair: &PairAt<'_>) {
        let date = pair.as_of.date;
        let met = pair.held_dates.iter().rev().copied();
        let met = met
            .take_while(|day| date.since(*day) < DAYS)
            .fold(0, |days, day| days | bit(date, day));
        let usual = usual(pair);
        if met == 0 && usual.is_none() {
            return;
        }
        self.programme.add(met, usual);
        let site = self
            .column
            .and_then(|column| column.value(pair.history.pair));
        if let Some(site) = site {
            match self.sites.get_mut(site) {
                Some(place) => place.add(met, usual),
                None => self
                    .sites
                    .entry(site.to_owned())
                    .or_default()
                    .add(met, usual),
            }
        }
    }

    pub fn absorb(&mut self, other: Self) {
        self.programme.absorb(other.programme);
        for (site, place) in other.sites {
            self.sites.entry(site).or_default().absorb(place);
        }
    }

    /// That of the programme, else those of sites, by name; not of sites about which is asked
    /// already. Nobody is missed in the breaks of the programme.
    pub fn found(mut self, breaks: &[(Day, Day)], silences: &[Silence], date: Day) -> Vec<Lull> {
        let free = days_of(breaks, date);
        if let Some(lull) = self.programme.lull(None, free, date) {
            return vec![lull];
        }
        let asked = |site: &str| {
            let mut sites = silences.iter().filter(|silence| silence.column == "site");
            sites.any(|silence| silence.name == site)
        };
        let sites = self.sites.iter_mut().filter(|(site, _)| !asked(site));
        sites
            .filter_map(|(site, place)| place.lull(Some(site), free, date))
            .collect()
    }
}

/// What would be usual of a pair that is open, does not rest and has met.
fn usual(pair: &PairAt<'_>) -> Option<Usual> {
    let support = pair.support();
    let meets = pair.is_open() && support.state != Some(State::Paused);
    Some(Usual {
        started: pair.started_on.filter(|_| meets)?,
        last: support.last_contact?,
        own_gap: support.own_gap.filter(|gap| *gap > 0.0)?,
    })
}

/// The bit of a day that lies at most [`DAYS`] before the date; none of a later one.
fn bit(date: Day, day: Day) -> u128 {
    let back = u32::try_from(date.since(day)).ok();
    back.and_then(|back| 1_u128.checked_shl(back)).unwrap_or(0)
}

/// The bits of all days of breaks.
fn days_of(breaks: &[(Day, Day)], date: Day) -> u128 {
    let of_programme = (0..DAYS).map(|back| date.plus(-back));
    let in_break = |day: &Day| breaks.iter().any(|(from, back)| from <= day && day < back);
    of_programme
        .filter(in_break)
        .fold(0, |days, day| days | bit(date, day))
}

impl Place {
    fn add(&mut self, met: u128, usual: Option<Usual>) {
        self.met |= met;
        self.open.extend(usual);
    }

    fn absorb(&mut self, other: Self) {
        self.met |= other.met;
        self.open.extend(other.open);
    }

    /// The stretch in which most meetings would be usual, if there is any; of two the later one.
    fn lull(&mut self, site: Option<&str>, free: u128, date: Day) -> Option<Lull> {
        // Sums must not depend on the order in which pairs came.
        self.open
            .sort_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal));
        let stretches = stretches(self.met | free).into_iter();
        let lulls = stretches.filter_map(|(newest, oldest)| {
            let after = date.plus(-oldest - 1);
            let (pairs, usual) = self.usual(after, oldest - newest + 1);
            let before = (newest > 0).then(|| date.plus(1 - newest));
            (pairs >= LEAST_PAIRS && usual >= LEAST_USUAL).then(|| Lull {
                site: site.map(str::to_owned),
                after,
                before,
                usual,
            })
        });
        lulls.reduce(|most, lull| if lull.usual > most.usual { lull } else { most })
    }

    /// Pairs that would have met in so many days after one, and how often all together.
    fn usual(&self, after: Day, days: i32) -> (usize, f64) {
        let lively = self.open.iter().filter(|pair| {
            pair.started <= after && f64::from(after.since(pair.last)) <= LIVELY * pair.own_gap
        });
        lively.fold((0, 0.0), |(pairs, meetings), pair| {
            (pairs + 1, meetings + f64::from(days) / pair.own_gap)
        })
    }
}

/// Stretches of at least [`LEAST_DAYS`] without any of these days, as days before the as-of date
/// (newest, oldest), the latest first; only those whose beginning is known.
fn stretches(days: u128) -> Vec<(i32, i32)> {
    let mut found = Vec::new();
    let mut newest = 0;
    for back in (0..DAYS).filter(|back| days >> back & 1 == 1) {
        if back - newest >= LEAST_DAYS {
            found.push((newest, back - 1));
        }
        newest = back + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: Day = Day(1000);

    /// Ten pairs that meet every ten days and last met on these days before the date.
    fn place(last: i32, met: &[i32]) -> Place {
        let pair = Usual {
            started: Day(0),
            last: DATE.plus(-last),
            own_gap: 10.0,
        };
        let days = met.iter().map(|back| bit(DATE, DATE.plus(-back)));
        Place {
            met: days.fold(0, |days, day| days | day),
            open: vec![pair; 10],
        }
    }

    #[test]
    fn nobody_meeting_for_weeks_is_a_lull_that_lasts() {
        let lull = place(20, &[20, 21, 25])
            .lull(Some("N\u{1b}"), 0, DATE)
            .unwrap();
        assert_eq!((lull.after, lull.before), (DATE.plus(-20), None));
        assert!((lull.usual - 20.0).abs() < 1e-9);
        let said = lull.question();
        assert!(said.starts_with("No pair of site N"), "{said}");
        assert!(
            said.contains("after 1972-09-07, where about 20 would be usual"),
            "{said}"
        );
        assert!(!said.contains('\u{1b}'));
    }

    #[test]
    fn a_lull_that_is_over_names_the_break_to_configure() {
        let lull = place(3, &[3, 60, 61]).lull(None, 0, DATE).unwrap();
        assert_eq!(
            (lull.after, lull.before),
            (DATE.plus(-60), Some(DATE.plus(-3)))
        );
        let said = lull.question();
        assert!(
            said.contains("[[break]] with from = 1972-07-30 and to = 1972-09-24"),
            "{said}"
        );
    }

    #[test]
    fn a_told_break_a_few_pairs_or_a_short_time_are_no_lull() {
        let summer = days_of(&[(DATE.plus(-59), DATE.plus(-3))], DATE);
        assert_eq!(place(3, &[3, 60, 61]).lull(None, summer, DATE), None);
        assert_eq!(place(13, &[13]).lull(None, 0, DATE), None);
        let mut few = place(40, &[40]);
        few.open.truncate(2);
        assert_eq!(few.lull(None, 0, DATE), None);
        let silent_for_long = place(90, &[40, 90]);
        assert_eq!(
            silent_for_long
                .clone()
                .lull(None, 0, DATE)
                .map(|lull| lull.after),
            Some(DATE.plus(-90))
        );
        assert_eq!(
            place(90, &[]).lull(None, 0, DATE),
            None,
            "its beginning is not known"
        );
    }
}
