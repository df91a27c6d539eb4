//! Who meets whom, since when, how often, and how it ended.

use super::{Day, Origin};
use serde::Serialize;

/// How a closure reason is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Closure {
    /// Completed as planned.
    AsPlanned,
    /// Closed early for one of the reasons that programmes record.
    Early,
    /// A reason in neither list.
    Unrecognised,
}

/// A time in which the pair rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Pause {
    /// First day of the pause.
    pub from: Day,
    /// First day back; `None` = until the first held session after it, else still on.
    pub until: Option<Day>,
}

/// Totals that a platform states where it gives no session records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// Day of the last session.
    pub last_session_on: Option<Day>,
    /// Sessions in all.
    pub sessions_total: Option<u32>,
    /// Whether several numbers of sessions are said, of which none is known to be the total.
    pub total_is_open: bool,
}

impl Stated {
    /// Whether they say that the pair has met.
    #[must_use]
    pub fn has_met(&self) -> bool {
        self.last_session_on.is_some()
            || self.total_is_open
            || self.sessions_total.is_some_and(|total| total > 0)
    }
}

/// The people of a pair that has several mentors or mentees, each once. A side with one is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Several {
    /// The mentors; the pair counts as one of the first.
    pub mentors: Vec<String>,
    /// The mentees.
    pub mentees: Vec<String>,
}

/// One mentor and one mentee in one relationship, as taken from all tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// The id as first recorded, or made from the two names.
    pub id: String,
    /// Mentor as recorded.
    pub mentor: Option<String>,
    /// Mentee as recorded.
    pub mentee: Option<String>,
    /// Everybody on each side, where the register names several people on one of them.
    pub several: Option<Box<Several>>,
    /// Values of [`super::Programme::attributes`], in that order (cohort first).
    pub attributes: Vec<Option<String>>,
    /// First day of the relationship, if recorded.
    pub started_on: Option<Day>,
    /// Day on which it is planned to end.
    pub planned_end_on: Option<Day>,
    /// Day on which it ended.
    pub closed_on: Option<Day>,
    /// How its closure reason is to be read; `None` without a reason.
    pub closure: Option<Closure>,
    /// The reason as written.
    pub closure_reason: Option<String>,
    /// Agreed days between meetings, above 0.
    pub agreed_every_days: Option<f64>,
    /// Agreed length of a meeting in minutes.
    pub agreed_minutes: Option<f64>,
    /// Day on which the agreement was signed.
    pub agreement_signed_on: Option<Day>,
    /// Its pauses, by first day.
    pub pauses: Vec<Pause>,
    /// Totals as stated by the source.
    pub stated: Stated,
    /// Where its row of the register stands; `None` for a pair known from other tables only.
    pub origin: Option<Origin>,
}

impl Pair {
    /// Everybody who is its mentor, first the one of whose pairs it is.
    pub fn mentors(&self) -> impl Iterator<Item = &str> {
        let several = self.several.as_ref();
        names(several.map(|all| &all.mentors[..]), self.mentor.as_ref())
    }

    /// Everybody who is its mentee.
    pub fn mentees(&self) -> impl Iterator<Item = &str> {
        let several = self.several.as_ref();
        names(several.map(|all| &all.mentees[..]), self.mentee.as_ref())
    }
}

/// Several names, or the one that there is.
fn names<'a>(
    several: Option<&'a [String]>,
    one: Option<&'a String>,
) -> impl Iterator<Item = &'a str> {
    let several = several.unwrap_or_default();
    let one = one.filter(|_| several.is_empty());
    several.iter().chain(one).map(String::as_str)
}
