//! What the report is made from, and how its sections look things up.

use super::goals::SETTLED;
use super::key_figures::{bounds_instead, is_amount};
use super::printed::mark;
use super::records::Records;
use super::said::{NOT_AVAILABLE, Said, say, unsaid};
use crate::config::Config;
use crate::measures::{Direction, Kind, Measure, Registry, Window, is_of_a_day};
use crate::report::document::{Block, Change};
use crate::report::wording::{self, Unit};
use crate::summary::{
    Comparison, Counts, GroupSummary, Horizon, MeasureSummary, PeriodFigures, Shown, Summary,
};

/// The one measure of which a source may record one side only.
const ATTENDANCE: &str = "attendance";

/// Who will read the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: small groups are suppressed.
    Shared,
    /// Those who run the programme: nothing is suppressed.
    Internal,
}

/// What the report is made from.
#[derive(Clone, Copy)]
pub struct Brief<'a> {
    /// Every figure.
    pub summary: &'a Summary,
    /// What the figures mean.
    pub registry: &'a Registry,
    /// Targets, headline figures, reach.
    pub config: &'a Config,
    /// What was read.
    pub records: &'a Records,
    /// Who will read it.
    pub audience: Audience,
}

impl<'a> Brief<'a> {
    /// The whole programme since the start.
    pub(super) fn all(&self) -> Option<&'a GroupSummary> {
        self.summary.all()
    }

    /// The figures of the period reported.
    pub(super) const fn now(&self) -> &'a PeriodFigures {
        &self.summary.current
    }

    /// Whether the pairs are a part of the programme that is too small to be counted, or leaves too
    /// few out.
    pub(super) fn hides_counts(&self) -> bool {
        self.summary.disclosure.counts == Counts::Hidden
    }

    /// What stands for something that is recorded, but of too few pairs; `None` where nothing of
    /// all pairs is hidden.
    pub(super) fn hidden(&self, what: &str) -> Option<Block> {
        let note = format!("{what} are recorded, but of too few pairs or mentors to be shown.");
        self.hides_figures().then_some(Block::Note(note))
    }

    /// Whether all pairs together are too few for figures, or for counts.
    pub(super) fn hides_figures(&self) -> bool {
        let is_hidden = |all: &GroupSummary| all.pairs.exact().is_none();
        self.hides_counts() || self.all().is_some_and(is_hidden)
    }

    /// For when figures since the start speak: `as of 2026-09-30`; at equal age each pair has a
    /// day of its own.
    pub(in crate::report) fn as_of(&self) -> String {
        match self.age() {
            None => format!("as of {}", self.summary.period.span.to),
            Some(age) => format!("each pair seen {age} after its start"),
        }
    }

    /// The same of what pairs are: `on 2026-09-30`.
    pub(super) fn on_the_day(&self) -> String {
        match self.age() {
            None => format!("on {}", self.summary.period.span.to),
            Some(age) => format!("{age} after their start"),
        }
    }

    /// The time of figures since the start.
    pub(super) fn since_when(&self) -> String {
        match self.age() {
            None => "since the start".to_owned(),
            Some(age) => format!("in the first {age}"),
        }
    }

    /// The equal age of pairs, if they are seen at one.
    fn age(&self) -> Option<String> {
        Some(wording::days(f64::from(self.summary.at_days?)))
    }

    /// Name of the period reported, in a sentence: “Q4 2026 so far”.
    pub(super) fn period(&self) -> String {
        let title = &self.summary.period.span.title;
        in_one_piece(title.split_once(", ").map_or(title, |(name, _)| name))
    }

    /// The time of what happened in the period reported: “in Q4 2026”, “from 2026-01-15 to 2026-03-02”.
    pub(super) fn within(&self) -> String {
        let period = self.period();
        if period.starts_with(|first: char| first.is_ascii_digit()) && period.contains(" to ") {
            format!("from {period}")
        } else if period.starts_with("year") {
            format!("in the {period}")
        } else {
            format!("in {period}")
        }
    }

    /// The same with how much of it is over, on top of the document.
    pub(super) fn period_in_full(&self) -> String {
        let title = &self.summary.period.span.title;
        title.split_once(", ").map_or_else(
            || in_one_piece(title),
            |(name, part)| format!("{name} ({part})"),
        )
    }

    /// Whether the records name mentors or mentees; so they do where nobody is to be named.
    pub(in crate::report) fn names_people(&self) -> bool {
        let counts = &self.now().counts;
        counts.people.exact() != Some(0) || counts.open_in_period.exact() == Some(0)
    }

    /// The registry's entry of a measure.
    pub(super) fn measure(&self, id: &str) -> Option<&'a Measure> {
        let place = self.registry.position(id)?;
        self.registry.measures().get(place)
    }

    /// Name of a measure; its id where the registry has none.
    pub(super) fn title(&self, id: &str) -> String {
        self.measure(id)
            .map_or_else(|| id.to_owned(), |measure| measure.title.clone())
    }

    /// Whether the figure of a measure in a period is that of all time up to its last day.
    pub(super) fn is_cumulative(&self, id: &str) -> bool {
        self.measure(id)
            .is_some_and(|measure| measure.window == Window::State && !is_of_a_day(id))
    }

    /// What the values of a measure are.
    pub(super) fn unit(&self, id: &str) -> Unit<'a> {
        match self.measure(id) {
            Some(measure) => unit_of(measure),
            None => Unit::Of(""),
        }
    }

    /// The figure of a measure since the start, in words.
    pub(super) fn since_start(&self, id: &str) -> Option<Said> {
        self.all()?.measure(id).map(|figure| self.say(figure))
    }

    /// The figure of an event measure at a horizon, in words.
    pub(super) fn at_horizon(&self, id: &str, horizon: Horizon) -> Option<Said> {
        let figure = self
            .all()?
            .event(id)
            .find(|figure| figure.horizon == Some(horizon))?;
        Some(self.say(figure))
    }

    /// The figure of a measure in the period, in words.
    pub(super) fn in_period(&self, id: &str) -> Option<Said> {
        self.now().measure(id).map(|figure| self.say(figure))
    }

    /// Whether any source could say what a measure counts: where none has room for meetings that
    /// were missed, all recorded ones are held, which says nothing of attendance; where none has
    /// room for what became of goals, none of them is known not to have been attained.
    pub(in crate::report) fn has_source(&self, id: &str) -> bool {
        let supplied = self.summary.supplied;
        match id {
            ATTENDANCE => supplied.session_status,
            SETTLED => supplied.goal_outcomes || !supplied.goals,
            _ => true,
        }
    }

    /// A figure in words.
    pub(super) fn say(&self, figure: &MeasureSummary) -> Said {
        if !self.has_source(&figure.measure) {
            let why = match figure.measure.as_str() {
                SETTLED => "no source says what became of the goals",
                _ => "no source says which meetings were missed",
            };
            return unsaid(NOT_AVAILABLE, why);
        }
        let unit = match figure.horizon {
            Some(Horizon::Days(_)) => Unit::Share,
            _ => self.unit(&figure.measure),
        };
        let noun = self
            .measure(&figure.measure)
            .map_or("pairs", |measure| measure.unit);
        say(figure, unit, noun)
    }

    /// The change of a measure since the previous period, in words that name that period if
    /// `named`; `None` before the first record, and where either figure is hidden.
    pub(super) fn change(&self, id: &str, named: bool) -> Option<Change> {
        let previous = self.summary.previous.as_ref()?;
        let since = if named {
            self.previous_period()
        } else {
            String::new()
        };
        let change = self.change_from(previous, id, &since)?;
        let revised = self.revised(id).unwrap_or_default();
        Some(Change { revised, ..change })
    }

    /// The change of a measure since an earlier period, in words with the name of that period, if it
    /// is given; `None` where either figure is hidden. None is claimed where bounds stand in for the
    /// figure.
    pub(super) fn change_from(&self, before: &Comparison, id: &str, since: &str) -> Option<Change> {
        if bounds_instead(self, id).is_some() {
            return None;
        }
        let difference = &before.change(id)?.difference;
        let shown = |figures: &PeriodFigures| {
            figures
                .measure(id)
                .is_some_and(|figure| figure.shown == Shown::Full)
        };
        if !shown(self.now()) || !shown(&before.figures) {
            return None;
        }
        let mut change = wording::change(difference, self.unit(id), since);
        let is_quantity = |measure: &Measure| measure.kind == Kind::Quantity;
        if difference.is_available() && self.measure(id).is_some_and(is_quantity) {
            let both = wording::counted(difference.n as u64, "pair", "pairs");
            change.words += &[", of ", &both, " in both periods"].concat();
        }
        Some(change)
    }

    /// The mark of a measure whose figure of the previous period is not what was printed then.
    /// What adds up is compared as its sum.
    pub(super) fn revised(&self, id: &str) -> Option<String> {
        let printed = self.records.printed.as_ref()?;
        let figures = match self.audience {
            Audience::Shared => &printed.shared,
            Audience::Internal => &printed.internal,
        };
        let was = figures.get(id)?;
        let now = self.summary.previous.as_ref()?.figures.measure(id)?;
        if now.shown != Shown::Full {
            return None;
        }
        let (was, now, unit) = if is_amount(self, id) {
            (was.numerator?, now.spread?.total?, Unit::Of(""))
        } else {
            (was.estimate, now.estimate.value?, self.unit(id))
        };
        mark(was, now, unit, &self.previous_period(), printed.since)
    }

    /// The mark of the people served, likewise.
    pub(super) fn revised_people(&self) -> Option<String> {
        let printed = self.records.printed.as_ref()?;
        let now = self.summary.previous.as_ref()?.figures.counts.people;
        let (was, now) = (printed.people? as f64, now.exact()? as f64);
        mark(
            was,
            now,
            Unit::Of(""),
            &self.previous_period(),
            printed.since,
        )
    }

    /// Name of the same period a year before.
    pub(super) fn year_before(&self) -> String {
        in_one_piece(&self.summary.period.year_before.title)
    }

    /// Name of the previous period.
    pub(super) fn previous_period(&self) -> String {
        in_one_piece(&self.summary.period.previous.title)
    }

    /// The target of a measure.
    pub(super) fn target(&self, id: &str) -> Option<f64> {
        self.config.targets.get(id).copied()
    }

    /// The target of a measure in words, held against its figure.
    pub(super) fn target_words(&self, figure: &MeasureSummary) -> Option<String> {
        let wanted = self.target(&figure.measure)?;
        if figure.shown != Shown::Full || figure.estimate.value.is_none() {
            return None;
        }
        // What adds up is shown as its sum, which is what the target is of.
        if is_amount(self, &figure.measure) {
            let total = figure.spread?.total?;
            return Some(wording::target_of_count(wanted, total));
        }
        let measure = self.measure(&figure.measure);
        let better = measure.map_or(Direction::Higher, |measure| match measure.better {
            Direction::Lower => Direction::Lower,
            Direction::Higher | Direction::Neither => Direction::Higher,
        });
        let unit = self.unit(&figure.measure);
        Some(wording::target(wanted, &figure.estimate, better, unit))
    }

    /// The groups of the cohorts.
    pub(super) fn cohorts(&self) -> Vec<&'a GroupSummary> {
        self.summary.of_grouping("cohort").collect()
    }
}

/// A short name of a period, not to be broken at the end of a line.
fn in_one_piece(title: &str) -> String {
    if title.len() < 10 {
        title.replace(' ', "\u{A0}")
    } else {
        title.to_owned()
    }
}

/// What the values of a measure are.
pub(super) fn unit_of(measure: &Measure) -> Unit<'static> {
    match measure.kind {
        Kind::Share | Kind::Flag => Unit::Share,
        Kind::Quantity | Kind::Event | Kind::Label => match measure.unit {
            "ratio" | "%" => Unit::Of(""),
            unit => Unit::Of(unit),
        },
    }
}
