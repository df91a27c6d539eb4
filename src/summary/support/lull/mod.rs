//! Stretches in which hardly anybody met: a break that nobody has told of or that lasted longer,
//! or records that are missing. States are as they are; the coordinator is asked.

mod days;
mod place;

use super::silence::Silence;
use crate::measures::PairAt;
use crate::programme::{Day, display_text};
use crate::summary::selection::PairColumn;
use place::{Place, Told};
use std::collections::BTreeMap;

/// A stretch of days in which hardly anybody of the programme, or of a site, has a recorded meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Lull {
    /// The site; `None` = the whole programme.
    pub site: Option<String>,
    /// The day before it.
    pub after: Day,
    /// The first day after it; `None` = it lasts.
    pub before: Option<Day>,
    /// Meetings in it, but for those of pairs that rested.
    pub held: u32,
    /// Meetings that would be usual in it, by the own gaps of the pairs that did not rest.
    pub usual: f64,
    /// The break of the programme that it leads over or that it makes longer, as first day and
    /// first day back; of several from the first to the last.
    pub beside: Option<(Day, Day)>,
}

impl Lull {
    /// What the coordinator reads.
    #[must_use]
    pub fn question(&self) -> String {
        let place = self.site.as_deref();
        let of = place.map_or_else(String::new, |site| {
            format!(" of site {}", display_text(site))
        });
        let met = match self.held {
            0 => format!("No pair{of} has a recorded meeting"),
            1 => format!("Only 1 meeting{of} is recorded"),
            held => format!("Only {held} meetings{of} are recorded"),
        };
        let when = match self.before {
            Some(back) => format!("between {} and {back}", self.after),
            None => format!("after {}", self.after),
        };
        let told = self.led_over().map_or_else(String::new, |(from, back)| {
            format!(", but for the break from {from} to {back},")
        });
        let advice = match place {
            Some(_) => self.advice_for_site(),
            None => self.advice(),
        };
        format!(
            "{met} {when}{told}{} where about {:.0} would be usual. {advice}",
            if told.is_empty() { "," } else { "" },
            self.usual
        )
    }

    /// The break that lies within it.
    fn led_over(&self) -> Option<(Day, Day)> {
        let is_before = |from: Day| self.before.is_none_or(|back| from < back);
        self.beside
            .filter(|(from, back)| self.after.plus(1) < *back && is_before(*from))
    }

    fn advice_for_site(&self) -> String {
        let was = if self.before.is_some() { "was" } else { "is" };
        format!(
            "Are its records missing, or {was} the site closed? Then paused_from and paused_until of its pairs say so."
        )
    }

    fn advice(&self) -> String {
        let first = self.after.plus(1);
        let from = self.beside.map_or(first, |(from, _)| from.min(first));
        let until = self.before.max(self.beside.map(|(_, back)| back));
        let back = match (self.before, until) {
            (Some(_), Some(until)) => until.to_string(),
            _ => "the first day back".into(),
        };
        let why = match (self.beside, self.before) {
            (None, None) => "is it a break",
            (None, Some(_)) => "was it a break",
            (Some(_), None) => "is the break longer than it was to be",
            (Some(_), Some(_)) => "was the break longer than it was to be",
        };
        format!(
            "Are records missing, or {why}? Then say so in mentorstat.toml, [[break]] with from = {from} and to = {back}, and nobody is flagged for it."
        )
    }

    /// With the breaks of the programme that it leads over or that end where it begins, or begin
    /// where it ends.
    fn beside(mut self, breaks: &[(Day, Day)]) -> Self {
        let begins = self.after.plus(1);
        let touches = |(from, back): &&(Day, Day)| {
            from < back && *back >= begins && self.before.is_none_or(|before| *from <= before)
        };
        let beside = breaks.iter().filter(touches);
        self.beside = beside
            .copied()
            .reduce(|all, one| (all.0.min(one.0), all.1.max(one.1)));
        self
    }
}

/// The day so many days before the date.
fn day_at(date: Day, back: usize) -> Day {
    // At most [`days::DAYS`].
    date.plus(-i32::try_from(back).unwrap_or(0))
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

    /// Takes in a pair; `is_shown` = the list is about it.
    pub fn add(&mut self, pair: &PairAt<'_>, is_shown: bool) {
        let told = Told::by(pair);
        self.programme.add(pair, told, is_shown);
        let column = self.column;
        let Some(site) = column.and_then(|column| column.value(pair.history.pair)) else {
            return;
        };
        match self.sites.get_mut(site) {
            Some(place) => place.add(pair, told, is_shown),
            None => self
                .sites
                .entry(site.to_owned())
                .or_default()
                .add(pair, told, is_shown),
        }
    }

    pub fn absorb(&mut self, other: Self) {
        self.programme.absorb(other.programme);
        for (site, place) in other.sites {
            self.sites.entry(site).or_default().absorb(place);
        }
    }

    /// That of the programme, else those of the sites of which any pair is shown, by name; not of
    /// sites about which is asked already.
    pub fn found(self, breaks: &[(Day, Day)], silences: &[Silence], date: Day) -> Vec<Lull> {
        if let Some(lull) = self.programme.lull(None, date) {
            return vec![lull.beside(breaks)];
        }
        let asked = |site: &str| {
            let mut sites = silences.iter().filter(|silence| silence.column == "site");
            sites.any(|silence| silence.name == site)
        };
        let sites = self.sites.iter();
        let sites = sites.filter(|(site, place)| place.is_shown && !asked(site));
        sites
            .filter_map(|(site, place)| Some(place.lull(Some(site), date)?.beside(breaks)))
            .collect()
    }
}

#[cfg(test)]
mod tests;
