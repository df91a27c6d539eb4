//! Stretches in which hardly anybody met: a break that nobody has told of, or records that are
//! missing. States are as they are; the coordinator is asked.

use super::silence::Silence;
use crate::measures::{PairAt, State};
use crate::programme::{Day, display_text};
use crate::summary::selection::PairColumn;
use std::collections::BTreeMap;

/// So many days, up to the as-of date, are looked at.
const DAYS: usize = 128;

/// A stretch lasts at least so many days.
const LEAST_DAYS: usize = 14;

/// So many pairs would have met in it.
const LEAST_PAIRS: usize = 3;

/// Of the meetings that would be usual, at most one in so many took place.
const ONE_IN: f64 = 4.0;

/// So few meetings come by chance at most once in e⁸ = 3,000 times. Many stretches are looked at, in
/// many weeks.
const SURPRISE: f64 = 8.0;

/// A meeting in the unit of rates.
const PER_MEETING: f64 = 1e9;

/// A pair that had been silent for more own gaps than this when a stretch began is not missed in it.
const LIVELY: f64 = 1.5;

/// A stretch of days in which hardly anybody of the programme, or of a site, has a recorded meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Lull {
    /// The site; `None` = the whole programme.
    pub site: Option<String>,
    /// The day before it.
    pub after: Day,
    /// The first day after it; `None` = it lasts.
    pub before: Option<Day>,
    /// Meetings in it.
    pub held: u32,
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
        let met = match self.held {
            0 => format!("No pair{of} has a recorded meeting"),
            1 => format!("Only 1 meeting{of} is recorded"),
            held => format!("Only {held} meetings{of} are recorded"),
        };
        format!(
            "{met} {when}, where about {:.0} would be usual. {advice}",
            self.usual
        )
    }
}

/// A pair that meets: what would be usual of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Usual {
    started: Day,
    last: Day,
    /// Its meetings a day, in parts of [`PER_MEETING`]: a whole number, so that sums do not depend
    /// on the order in which pairs come.
    rate: u64,
}

impl Usual {
    fn new(started: Day, last: Day, own_gap: f64) -> Option<Self> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "of gaps from a hundredth of a day on; stays far below 2⁶³"
        )]
        let rate = (own_gap >= 0.01).then(|| (PER_MEETING / own_gap) as u64)?;
        Some(Self {
            started,
            last,
            rate,
        })
    }
}

/// What the pairs of the programme, or of a site, have to say.
#[derive(Clone, Debug)]
struct Place {
    /// Meetings so many days before the as-of date.
    held: [u32; DAYS],
    open: Vec<Usual>,
}

impl Default for Place {
    fn default() -> Self {
        Self {
            held: [0; DAYS],
            open: Vec::new(),
        }
    }
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
        let usual = usual(pair);
        self.programme.add(pair, usual);
        let site = self
            .column
            .and_then(|column| column.value(pair.history.pair));
        if let Some(site) = site {
            match self.sites.get_mut(site) {
                Some(place) => place.add(pair, usual),
                None => self
                    .sites
                    .entry(site.to_owned())
                    .or_default()
                    .add(pair, usual),
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
    pub fn found(self, breaks: &[(Day, Day)], silences: &[Silence], date: Day) -> Vec<Lull> {
        let told = |day: Day| {
            breaks
                .iter()
                .any(|(from, back)| *from <= day && day < *back)
        };
        if let Some(lull) = self.programme.lull(None, told, date) {
            return vec![lull];
        }
        let asked = |site: &str| {
            let mut sites = silences.iter().filter(|silence| silence.column == "site");
            sites.any(|silence| silence.name == site)
        };
        let sites = self.sites.iter().filter(|(site, _)| !asked(site));
        sites
            .filter_map(|(site, place)| place.lull(Some(site), told, date))
            .collect()
    }
}

/// What would be usual of a pair that is open, does not rest and has met, and not too long ago.
fn usual(pair: &PairAt<'_>) -> Option<Usual> {
    let support = pair.support();
    let meets = pair.is_open() && support.state != Some(State::Paused) && !support.presumed_ended;
    let started = pair.started_on.filter(|_| meets)?;
    Usual::new(started, support.last_contact?, support.own_gap?)
}

/// How many days a day lies before the date, if it is one of those looked at.
fn back(date: Day, day: Day) -> Option<usize> {
    let back = usize::try_from(date.since(day)).ok()?;
    (back < DAYS).then_some(back)
}

/// The day so many days before the date.
fn day_at(date: Day, back: usize) -> Day {
    // At most [`DAYS`].
    date.plus(-i32::try_from(back).unwrap_or(0))
}

impl Place {
    fn add(&mut self, pair: &PairAt<'_>, usual: Option<Usual>) {
        let days = pair.held_dates.iter().rev();
        for at in days.map_while(|day| back(pair.as_of.date, *day)) {
            self.held[at] += 1;
        }
        self.open.extend(usual);
    }

    fn absorb(&mut self, other: Self) {
        for (held, more) in self.held.iter_mut().zip(other.held) {
            *held += more;
        }
        self.open.extend(other.open);
    }

    /// The stretch in which most meetings are missed, if they are too many to be missed by chance.
    fn lull(&self, site: Option<&str>, told: impl Fn(Day) -> bool, date: Day) -> Option<Lull> {
        let usual = self.usual_by_day(date);
        let missed: [f64; DAYS] = std::array::from_fn(|at| {
            let of_day = usual[at] - ONE_IN * f64::from(self.held[at]);
            if told(day_at(date, at)) {
                f64::NEG_INFINITY
            } else {
                of_day
            }
        });
        let (newest, oldest) = heaviest(&missed)?;
        let after = day_at(date, oldest + 1);
        let held = self.held[newest..=oldest].iter().sum();
        let (pairs, usual) = self.usual_after(after, oldest - newest + 1);
        let is_lull = oldest + 1 < DAYS
            && oldest - newest + 1 >= LEAST_DAYS
            && pairs >= LEAST_PAIRS
            && is_surprising(held, usual);
        is_lull.then(|| Lull {
            site: site.map(str::to_owned),
            after,
            before: newest.checked_sub(1).map(|at| day_at(date, at)),
            held,
            usual,
        })
    }

    /// Meetings usual on each day, of the pairs that had started.
    fn usual_by_day(&self, date: Day) -> [f64; DAYS] {
        let mut begun = [0; DAYS];
        for pair in &self.open {
            let since = usize::try_from(date.since(pair.started)).unwrap_or(0);
            begun[since.min(DAYS - 1)] += pair.rate;
        }
        let mut all: u64 = begun.iter().sum();
        begun.map(|rate| {
            let of_day = all;
            all -= rate;
            meetings(of_day)
        })
    }

    /// Pairs that would have met in so many days after one, and how often all together.
    fn usual_after(&self, after: Day, days: usize) -> (usize, f64) {
        let lively = self.open.iter().filter(|pair| {
            let silent = f64::from(after.since(pair.last));
            pair.started <= after && silent * meetings(pair.rate) <= LIVELY
        });
        let (pairs, rate) =
            lively.fold((0, 0), |(pairs, rate), pair| (pairs + 1, rate + pair.rate));
        (pairs, days as f64 * meetings(rate))
    }
}

/// Meetings a day, of a sum of rates.
fn meetings(rate: u64) -> f64 {
    rate as f64 / PER_MEETING
}

/// The stretch with the largest sum above nought, as its first and last place; of two the first.
/// J. Kadane's algorithm, in J. Bentley, "Programming pearls: algorithm design techniques", 1984.
fn heaviest(values: &[f64]) -> Option<(usize, usize)> {
    let (mut best, mut found) = (0.0, None);
    let (mut sum, mut from) = (0.0, 0);
    for (at, value) in values.iter().enumerate() {
        if sum <= 0.0 {
            (sum, from) = (0.0, at);
        }
        sum += value;
        if sum > best {
            (best, found) = (sum, Some((from, at)));
        }
    }
    found
}

/// Whether so few meetings, where so many would be usual, are too few to be chance: if meetings
/// came by themselves, P(X ≤ held) ≤ exp(−(usual − held + held·ln(held ÷ usual))), after Chernoff.
fn is_surprising(held: u32, usual: f64) -> bool {
    let held = f64::from(held);
    let spread = if held > 0.0 {
        held * (held / usual).ln()
    } else {
        0.0
    };
    ONE_IN * held <= usual && usual - held + spread >= SURPRISE
}

#[cfg(test)]
mod tests {
    use super::*;

    const DATE: Day = Day(1000);

    /// Ten pairs that meet every ten days and last met so many days before the date; how many
    /// meetings there were on days before it.
    fn place(last: i32, held: &[(usize, u32)]) -> Place {
        let pair = Usual::new(Day(0), DATE.plus(-last), 10.0).unwrap();
        let mut place = Place {
            open: vec![pair; 10],
            ..Place::default()
        };
        for (at, meetings) in held {
            place.held[*at] = *meetings;
        }
        place
    }

    /// A meeting each day, but on the days from one to another before the date only on some.
    fn each_day_but(newest: usize, oldest: usize, on: &[usize]) -> Vec<(usize, u32)> {
        let is_quiet = |at: &usize| (newest..=oldest).contains(at) && !on.contains(at);
        (0..DAYS)
            .filter(|at| !is_quiet(at))
            .map(|at| (at, 1))
            .collect()
    }

    fn never(_: Day) -> bool {
        false
    }

    #[test]
    fn nobody_meeting_for_weeks_is_a_lull_that_lasts() {
        let place = place(20, &each_day_but(0, 19, &[]));
        let lull = place.lull(Some("N\u{1b}"), never, DATE).unwrap();
        assert_eq!((lull.after, lull.before), (DATE.plus(-20), None));
        assert!(lull.held == 0 && (lull.usual - 20.0).abs() < 1e-9);
        let said = lull.question();
        assert!(said.starts_with("No pair of site N"), "{said}");
        let told = "after 1972-09-07, where about 20 would be usual";
        assert!(said.contains(told) && !said.contains('\u{1b}'), "{said}");
    }

    #[test]
    fn a_lull_that_is_over_names_the_break_to_configure() {
        let place = place(3, &each_day_but(4, 59, &[]));
        let lull = place.lull(None, never, DATE).unwrap();
        let days = (lull.after, lull.before);
        assert_eq!(days, (DATE.plus(-60), Some(DATE.plus(-3))));
        let said = lull.question();
        let told = "[[break]] with from = 1972-07-30 and to = 1972-09-24";
        assert!(said.contains(told), "{said}");
    }

    #[test]
    fn the_few_that_meet_in_the_summer_do_not_hide_it() {
        let place = place(3, &each_day_but(4, 59, &[10, 30, 31, 50]));
        let lull = place.lull(None, never, DATE).unwrap();
        assert_eq!((lull.after, lull.held), (DATE.plus(-60), 4));
        assert!(
            lull.question()
                .starts_with("Only 4 meetings are recorded between")
        );
        let often: Vec<usize> = (4..60).step_by(2).collect();
        let half = self::place(3, &each_day_but(4, 59, &often));
        assert_eq!(half.lull(None, never, DATE), None);
    }

    #[test]
    fn a_told_break_a_few_pairs_or_a_short_time_are_no_lull() {
        let summer = |day: Day| DATE.plus(-59) <= day && day < DATE.plus(-3);
        let told = place(3, &each_day_but(4, 59, &[]));
        assert_eq!(told.lull(None, summer, DATE), None);
        let short = place(13, &each_day_but(0, 12, &[]));
        assert_eq!(short.lull(None, never, DATE), None);
        let mut few = place(40, &each_day_but(0, 39, &[]));
        few.open.truncate(2);
        assert_eq!(few.lull(None, never, DATE), None);
        let unknown = place(90, &[]);
        assert_eq!(
            unknown.lull(None, never, DATE),
            None,
            "its beginning is not known"
        );
        let silent_before = place(70, &each_day_but(0, 39, &[]));
        assert_eq!(silent_before.lull(None, never, DATE), None);
    }

    #[test]
    fn the_heaviest_stretch_is_found() {
        assert_eq!(
            heaviest(&[1.0, -5.0, 2.0, -1.0, 2.0, -9.0, 2.0]),
            Some((2, 4))
        );
        assert_eq!(heaviest(&[-1.0, 0.0]), None);
        assert_eq!(heaviest(&[1.0, f64::NEG_INFINITY, 2.0]), Some((2, 2)));
    }

    #[test]
    fn chance_alone_is_not_asked_about() {
        assert!(is_surprising(0, 8.0) && !is_surprising(0, 7.9));
        assert!(is_surprising(2, 20.0) && !is_surprising(2, 12.0));
        assert!(!is_surprising(30, 100.0));
    }
}
