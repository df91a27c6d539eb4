//! What holds for one pair on the as-of date: the facts that every measure reads.

use super::clock::{self, Clock, Ending};
use super::goals::{self, GoalAt};
use super::meetings::{self, Meeting};
use super::stages::{self, StageNorms, StagesAt};
use super::support::{self, Support};
use super::{Span, new_goals};
use crate::config::Rules;
use crate::programme::{Day, Form, PairHistory, Programme, StageModel};
use std::cell::OnceCell;

/// What a run holds constant while pairs are measured as of a date.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'a> {
    /// The as-of date D.
    pub date: Day,
    /// Thresholds.
    pub rules: &'a Rules,
    /// The programme's stage model.
    pub model: &'a StageModel,
    /// How long pairs usually stay in each stage.
    pub norms: &'a StageNorms,
    /// Whether undated facts hold on D.
    pub undated_hold: bool,
    /// Whether stages follow from the records, because no session names one.
    pub stages_derived: bool,
}

impl<'a> AsOf<'a> {
    /// The constants for a date.
    #[must_use]
    pub fn new(
        programme: &'a Programme,
        rules: &'a Rules,
        norms: &'a StageNorms,
        date: Day,
    ) -> Self {
        let model = &programme.stage_model;
        Self {
            date,
            rules,
            model,
            norms,
            undated_hold: undated_facts_hold(programme, rules, date),
            stages_derived: model.can_be_derived() && !programme.stages_recorded,
        }
    }
}

/// Whether facts without a date hold on a day: only shortly before the data end, or later.
#[must_use]
pub fn undated_facts_hold(programme: &Programme, rules: &Rules, date: Day) -> bool {
    programme
        .data_through
        .is_none_or(|through| through.since(date) <= rules.undated_facts_days)
}

/// The records of a pair as of a date, without anything that is concluded from them.
#[derive(Clone, Debug)]
pub struct RecordsAt<'a> {
    /// Meetings up to the end of observation, by date and start time.
    pub meetings: Vec<Meeting<'a>>,
    /// Forms that exist on the as-of date.
    pub forms: Vec<&'a Form>,
}

impl<'a> RecordsAt<'a> {
    /// Whether there are any: not for a pair that starts later, or that nothing speaks of yet.
    #[must_use]
    pub fn exist(history: &PairHistory<'_>, as_of: &AsOf<'_>) -> bool {
        Clock::of(history, as_of).is_some()
    }

    /// The records as of a date; `None` for a pair that [`PairAt::new`] does not know either.
    #[must_use]
    pub fn new(history: &PairHistory<'a>, as_of: &AsOf<'_>) -> Option<Self> {
        let clock = Clock::of(history, as_of)?;
        Some(Self {
            meetings: meetings::meetings(history, clock.observed_to),
            forms: forms_at(history, as_of),
        })
    }
}

/// One pair on the as-of date.
#[derive(Clone, Debug)]
pub struct PairAt<'a> {
    /// Everything recorded.
    pub history: PairHistory<'a>,
    /// The constants of the run.
    pub as_of: AsOf<'a>,
    /// First day, recorded or inferred; `None` without any dated record.
    pub started_on: Option<Day>,
    /// Whether the first day was inferred from the records.
    pub started_on_inferred: bool,
    /// How it ended by the as-of date; `None` = open.
    pub ending: Option<Ending>,
    /// The earlier of its end and the as-of date.
    pub observed_to: Day,
    /// Paused times as first day and first day back, merged and sorted.
    pub pauses: Vec<(Day, Day)>,
    /// Observed days since the start less paused ones.
    pub active_days: Option<i32>,
    /// Agreed days between meetings, else the programme's default.
    pub expected_gap_days: f64,
    /// Meetings up to `observed_to`, by date and start time.
    pub meetings: Vec<Meeting<'a>>,
    /// Distinct days with a held meeting, ascending.
    pub held_dates: Vec<Day>,
    /// Days between consecutive held dates, paused days taken out.
    pub closed_gaps: Vec<i32>,
    /// Days from the last held date to `observed_to`, paused days taken out.
    pub open_gap: Option<i32>,
    /// Forms that exist on the as-of date.
    pub forms: Vec<&'a Form>,
    /// Goals that exist on the as-of date, by key.
    pub goals: Vec<GoalAt>,
    /// Where it stands on the path.
    pub stages: StagesAt,
    /// State and signals, once somebody asks: no measure does.
    support: OnceCell<Support>,
}

impl<'a> PairAt<'a> {
    /// The pair as of a date; `None` if it starts later, or if nothing speaks of it yet.
    #[must_use]
    pub fn new(history: PairHistory<'a>, as_of: AsOf<'a>) -> Option<Self> {
        let mut pair = Self::with_facts(history, as_of)?;
        pair.goals = goals::goals_at(&pair);
        new_goals::place(&mut pair.goals, as_of.rules);
        Some(pair)
    }

    /// Clock, meetings, forms and stages, without goals and state: enough for the norms.
    pub(super) fn with_facts(history: PairHistory<'a>, as_of: AsOf<'a>) -> Option<Self> {
        let mut pair = Self::with_clock(history, as_of)?;
        pair.meetings = meetings::meetings(&pair.history, pair.observed_to);
        pair.forms = forms_at(&pair.history, &as_of);
        pair.stages = stages::stages_at(&pair);
        Some(pair)
    }

    /// Clock and gaps with the meetings of the last held date alone: enough for its contact.
    pub(super) fn with_contact(history: PairHistory<'a>, as_of: AsOf<'a>) -> Option<Self> {
        let mut pair = Self::with_clock(history, as_of)?;
        if let Some(last) = pair.held_dates.last() {
            pair.meetings = meetings::meetings_on(&pair.history, *last);
        }
        Some(pair)
    }

    fn with_clock(history: PairHistory<'a>, as_of: AsOf<'a>) -> Option<Self> {
        let Clock {
            started_on,
            started_on_inferred,
            ending,
            observed_to,
        } = Clock::of(&history, &as_of)?;
        let held_dates = clock::held_dates(&history, observed_to);
        let pauses = clock::pauses(&history, &held_dates, &as_of);
        let gap = |pair: &[Day]| clock::active_days(&pauses, pair[0], pair[1]);
        Some(Self {
            started_on,
            started_on_inferred,
            ending,
            observed_to,
            active_days: started_on.map(|from| clock::active_days(&pauses, from, observed_to)),
            expected_gap_days: history
                .pair
                .agreed_every_days
                .unwrap_or(as_of.rules.expected_gap_days),
            closed_gaps: held_dates.windows(2).map(gap).collect(),
            open_gap: held_dates
                .last()
                .map(|last| clock::active_days(&pauses, *last, observed_to)),
            meetings: Vec::new(),
            forms: Vec::new(),
            goals: Vec::new(),
            stages: StagesAt::default(),
            support: OnceCell::new(),
            history,
            as_of,
            pauses,
            held_dates,
        })
    }

    /// State and signals.
    #[must_use]
    pub fn support(&self) -> &Support {
        self.support.get_or_init(|| support::support_at(self))
    }

    /// Whether it has been silent for so long that it may have ended unrecorded.
    #[must_use]
    pub fn is_presumed_ended(&self) -> bool {
        support::is_presumed_ended(self)
    }

    /// Whether it had not ended by the as-of date.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.ending.is_none()
    }

    /// Whether it was open on at least one day of a span; of a period only where it is known to have
    /// started by its end.
    #[must_use]
    pub fn is_open_in(&self, span: &Span) -> bool {
        span.from.is_none_or(|from| {
            self.started_on.is_some() && self.ending.is_none_or(|ending| from <= ending.on)
        })
    }

    /// The value of an attribute, by its place among those of the programme. A cohort made from
    /// the start is not known before the start is.
    #[must_use]
    pub fn attribute(&self, index: usize) -> Option<&'a str> {
        let unknown = index == 0 && self.history.cohort_derived && self.started_on.is_none();
        let value = self.history.pair.attributes.get(index)?.as_deref();
        value.filter(|_| !unknown)
    }

    /// Its held meetings.
    pub fn held(&self) -> impl Iterator<Item = &Meeting<'a>> {
        self.meetings.iter().filter(|meeting| meeting.is_held())
    }

    /// Days from `from` to `to`, paused days taken out.
    #[must_use]
    pub fn unpaused_days(&self, from: Day, to: Day) -> i32 {
        clock::active_days(&self.pauses, from, to)
    }
}

fn forms_at<'a>(history: &PairHistory<'a>, as_of: &AsOf<'_>) -> Vec<&'a Form> {
    let exists = |form: &&Form| {
        form.date
            .map_or(as_of.undated_hold, |date| date <= as_of.date)
    };
    history.forms.iter().filter(exists).collect()
}
