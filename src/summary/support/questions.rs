//! Whether silence is one of meetings or of records. That is asked of all pairs of the programme,
//! whichever of them the list is about: the few that `--where` leaves say little about a site.

use super::ShownColumns;
use super::lull::{Lull, Lulls};
use super::silence::{Silence, Silences};
use crate::measures::PairAt;
use crate::programme::Day;
use crate::summary::pass::{Collector, Passes, When};
use crate::summary::roster::Member;

/// What the pairs say about it.
pub(in crate::summary) struct Questions<'a> {
    silences: Silences<'a>,
    lulls: Lulls<'a>,
    /// Whether the list is about these pairs.
    are_shown: bool,
}

impl<'a> Questions<'a> {
    /// Of pairs that the list is about.
    pub(super) fn of_shown(shown: &'a ShownColumns) -> Self {
        Self::new(shown, true)
    }

    fn new(shown: &'a ShownColumns, are_shown: bool) -> Self {
        Self {
            silences: Silences::new(shown.site.as_ref()),
            lulls: Lulls::new(shown.site.as_ref()),
            are_shown,
        }
    }

    /// What the pairs say that the filters leave out, as of a date.
    pub(in crate::summary) fn of_others(
        passes: &Passes<'_>,
        shown: &'a ShownColumns,
        date: Day,
    ) -> Vec<Self> {
        let Some(others) = passes.of_others() else {
            return Vec::new();
        };
        let when = When { date, age: None };
        others.collect(when, |_| Self::new(shown, false)).parts
    }

    pub(super) fn absorb(&mut self, other: Self) {
        self.silences.absorb(other.silences);
        self.lulls.absorb(other.lulls);
    }

    /// What is to be asked about the pairs that are shown.
    pub(super) fn found(self, breaks: &[(Day, Day)], date: Day) -> (Vec<Silence>, Vec<Lull>) {
        let silences = self.silences.found();
        let lulls = self.lulls.found(breaks, &silences, date);
        (silences, lulls)
    }
}

impl Collector for Questions<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.silences.add(pair, member, self.are_shown);
        self.lulls.add(pair, self.are_shown);
    }
}
