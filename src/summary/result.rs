//! The summary of a run: everything that is said about the programme, before how it is said.

use super::count::Count;
use super::figures::MeasureSummary;
use super::period::Period;
use super::tallies::Tallies;
use super::themes::IssueThemes;
use crate::programme::{Day, Supplied};
use crate::stats::Estimate;
use serde::Serialize;

/// Everything that a report says, without names, ids or free text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Name of the programme.
    pub programme: String,
    /// The period reported; its last day is the as-of date.
    pub period: Period,
    /// Latest day that the records reach.
    pub data_through: Option<Day>,
    /// Equal age: each pair as of its start plus this many days.
    pub at_days: Option<u32>,
    /// Pairs left out because they have not reached that age.
    pub too_young: Count,
    /// Pairs left out because they start after the as-of date.
    pub not_yet_started: Count,
    /// Pairs left out by the filters.
    pub filtered_out: u64,
    /// Filters that were asked for, as (column, value).
    pub filters: Vec<(String, String)>,
    /// Whether `cohort` was made from the start because no column says it.
    pub cohort_derived: bool,
    /// Title of the stage model.
    pub stage_model: String,
    /// Tables and columns that there were.
    pub supplied: Supplied,
    /// Since the start, as of the last day: `all` first, then the values of each grouping in
    /// order of the groupings, then by name.
    pub groups: Vec<GroupSummary>,
    /// Groupings of which some groups hold together the same pairs as some of another; the second of
    /// each two is not shared.
    pub linked: Vec<[String; 2]>,
    /// The period, all pairs.
    pub current: PeriodFigures,
    /// The period before, and what changed since; `None` before the first record.
    pub previous: Option<Comparison>,
    /// The same period a year before, and what changed since.
    pub year_before: Option<Comparison>,
    /// The last periods, oldest first, at most eight; the last is `current`.
    pub history: Vec<HistoricPeriod>,
    /// What issues are about, over all pairs; `None` without a codebook.
    pub themes: Option<IssueThemes>,
    /// What disclosure control did.
    pub disclosure: Disclosure,
}

impl Summary {
    /// Whether a grouping would tell what is hidden of an earlier one.
    #[must_use]
    pub fn is_withheld(&self, grouping: &str) -> bool {
        self.disclosure.k.is_some() && self.linked.iter().any(|[_, later]| later == grouping)
    }

    /// The whole programme since the start.
    #[must_use]
    pub fn all(&self) -> Option<&GroupSummary> {
        self.groups.first()
    }

    /// The groups of one grouping, by name.
    pub fn of_grouping<'a>(
        &'a self,
        grouping: &'a str,
    ) -> impl Iterator<Item = &'a GroupSummary> + 'a {
        self.groups
            .iter()
            .filter(move |group| group.grouping == grouping)
    }
}

/// One group of pairs since the start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupSummary {
    /// Column that makes the groups; `all` for the programme.
    pub grouping: String,
    /// Value of that column; `all` for the programme, `(not recorded)` where it is missing.
    pub group: String,
    /// Whether that name may be known however small the group is: it says how the programme is
    /// organised.
    pub is_label: bool,
    /// Pairs.
    pub pairs: Count,
    /// Mentors, a pair without mentor counting as one.
    pub mentors: Count,
    /// Median days from the start to the end or the as-of date.
    pub median_observed_days: Option<f64>,
    /// Every measure, events once per horizon.
    pub measures: Vec<MeasureSummary>,
    /// Everything else that is counted.
    pub tallies: Tallies,
}

impl GroupSummary {
    /// The figure of a measure that is not an event.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&MeasureSummary> {
        self.measures
            .iter()
            .find(|figure| figure.measure == id && figure.horizon.is_none())
    }

    /// The figures of an event measure, in order of horizons.
    pub fn event<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a MeasureSummary> + 'a {
        self.measures
            .iter()
            .filter(move |figure| figure.measure == id && figure.horizon.is_some())
    }
}

/// What a period holds, over all pairs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeriodFigures {
    /// Name in tables (`2026-Q3`).
    pub label: String,
    /// Name in reports (`Q3 2026`).
    pub title: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Shares, flags and quantities through the window of each measure.
    pub measures: Vec<MeasureSummary>,
    /// People, pairs, meetings.
    pub counts: PeriodCounts,
}

impl PeriodFigures {
    /// The figure of a measure.
    #[must_use]
    pub fn measure(&self, id: &str) -> Option<&MeasureSummary> {
        self.measures.iter().find(|figure| figure.measure == id)
    }
}

/// People, pairs and meetings of a period; people count once however many pairs they are in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeriodCounts {
    /// Mentors of pairs open at any time in it.
    pub mentors: Count,
    /// Mentees of pairs open at any time in it.
    pub mentees: Count,
    /// People in either role.
    pub people: Count,
    /// Pairs open on its last day.
    pub open_on_last_day: Count,
    /// Pairs open at any time in it.
    pub open_in_period: Count,
    /// Pairs that started in it.
    pub started: Count,
    /// Pairs that ended in it; `None` without a closure column.
    pub ended: Option<Count>,
    /// Ended ÷ open at any time in it.
    pub closure_rate: Estimate,
    /// Open pairs on its last day that may have ended unrecorded.
    pub presumed_ended: Count,
    /// Meetings held in it, in pairs; `None` without session records.
    pub meetings: Option<Count>,
    /// Hours of those meetings that have a length; `None` where the meetings are hidden.
    pub hours: Option<f64>,
    /// Meetings with a length; 0 where the meetings are hidden.
    pub meetings_with_length: u64,
}

/// Another period beside the one reported.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Its figures.
    pub figures: PeriodFigures,
    /// What changed from it to the period reported, in the order of its measures.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// The change of a measure.
    #[must_use]
    pub fn change(&self, id: &str) -> Option<&Change> {
        self.changes.iter().find(|change| change.measure == id)
    }
}

/// A period of the history with its change from the one before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoricPeriod {
    /// Its figures.
    pub figures: PeriodFigures,
    /// Change from the period before it; empty for the first of the history.
    pub changes: Vec<Change>,
}

/// The change of one measure between two periods: later less earlier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Id of the measure.
    pub measure: String,
    /// The difference with its interval, or why there is none; shares as fractions, quantities
    /// as the mean difference within pairs present in both.
    pub difference: Estimate,
    /// What may be said about it.
    pub verdict: Verdict,
}

/// What may be said about a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The interval lies above 0.
    Rose,
    /// The interval lies below 0.
    Fell,
    /// The interval holds 0.
    NotDistinguishable,
    /// There is no interval.
    NotAvailable,
}

/// What disclosure control did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Disclosure {
    /// Smallest number of pairs shown; `None` where nothing is suppressed (internal).
    pub k: Option<usize>,
    /// Figures hidden.
    pub hidden: usize,
    /// How counts of all pairs are shown.
    pub counts: Counts,
}

/// How counts of all pairs in the summary are shown: people, pairs, meetings, states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// As they are: those of a whole programme, however small it is.
    #[default]
    Exempt,
    /// Like those of any other group: the pairs are a part of the programme.
    OfAGroup,
    /// Not at all: the pairs are too few, or those that the filters leave out are, so that theirs
    /// would follow from those of the whole programme.
    Hidden,
}
