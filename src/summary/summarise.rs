//! From a programme to its summary, its pair table, its goals and its support list.

use super::count::Count;
use super::described::attribute_columns;
use super::goal_rows::GoalRow;
use super::histories::{Histories, Lots};
use super::pair_table::PairTable;
use super::pass::{Collector, Passes, When};
use super::period::{Period, PeriodError, PeriodRequest};
use super::periods::{Periods, periods};
use super::result::{Disclosure, GroupSummary, Summary};
use super::roster::{Member, Roster};
use super::selection::{Filters, NoPairs, PairColumn, UnknownColumn};
use super::since_start::SinceStart;
use super::support::{Questions, ShownColumns, SupportList, SupportRows};
use super::themes::{IssueThemes, ThemeCounts};
use crate::config::Config;
use crate::measures::{AsOf, PairAt, RecordsAt, Registry, StageNorms};
use crate::programme::{Day, Partition, Programme};
use polars::prelude::PolarsError;
use rayon::prelude::*;
use thiserror::Error;

/// The column of pairs that is always summed up by, unless others are asked for.
pub(super) const DEFAULT_GROUPING: &str = "cohort";

/// Why no summary could be made.
#[derive(Debug, Error)]
pub enum SummaryError {
    /// The period or the as-of date.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// A column of `--by` or `--where`.
    #[error(transparent)]
    Column(#[from] UnknownColumn),
    /// Nobody is left by `--where`.
    #[error(transparent)]
    NoPairs(#[from] NoPairs),
    /// The pair table is not what it was built to be.
    #[error("the pair table cannot be summed up")]
    Table(#[from] PolarsError),
}

/// A programme summed up. Only [`Summary`] is free of names.
#[derive(Clone, Debug)]
pub struct Summarised {
    /// Everything that reports say.
    pub summary: Summary,
    /// Every pair since its start.
    pub pairs: PairTable,
    /// Every goal.
    pub goals: Vec<GoalRow>,
    /// The pairs that need somebody on the as-of date.
    pub support: SupportList,
    /// Whole histories of some pairs.
    pub histories: Histories,
    /// Who is in the programme.
    pub(super) roster: Roster,
    /// How long pairs stay in each stage.
    pub(super) norms: StageNorms,
}

impl Summarised {
    /// Goes through the pairs once more.
    pub(super) fn passes<'a>(
        &'a self,
        programme: &'a Programme,
        config: &'a Config,
    ) -> Result<Passes<'a>, UnknownColumn> {
        Ok(Passes {
            programme,
            rules: &config.rules,
            roster: &self.roster,
            filters: Filters::new(programme, &config.filters)?,
            norms: &self.norms,
        })
    }
}

/// The period of a run: what the configuration asks for, else what the records allow.
///
/// # Errors
/// [`PeriodError`].
pub fn period_of(programme: &Programme, config: &Config) -> Result<Period, PeriodError> {
    resolved(config, programme.data_through)
}

/// The period that the configuration asks for, whatever the records hold.
///
/// # Errors
/// It asks for none, or for what does not fit.
pub fn period_asked_for(config: &Config) -> Result<Period, PeriodError> {
    resolved(config, None)
}

fn resolved(config: &Config, data_through: Option<Day>) -> Result<Period, PeriodError> {
    Period::resolve(&PeriodRequest {
        period: config.period.as_deref(),
        as_of: config.as_of,
        year_starts_in: config.year_starts_in,
        data_through,
    })
}

/// Measures every pair and sums up, by group and by period.
///
/// # Errors
/// [`SummaryError`]: what was asked for does not fit the records.
pub fn summarise(
    programme: &Programme,
    config: &Config,
    registry: &Registry,
) -> Result<Summarised, SummaryError> {
    let period = period_of(programme, config)?;
    let filters = Filters::new(programme, &config.filters)?;
    filters.refuse_empty(programme)?;
    let (roster, norms) = rayon::join(
        || Roster::of(programme),
        || StageNorms::collect(programme, &config.rules, period.span.to),
    );
    let passes = Passes {
        programme,
        rules: &config.rules,
        roster: &roster,
        filters,
        norms: &norms,
    };
    let groupings = grouping_columns(programme, config)?;
    let shown = ShownColumns::new(programme, config)?;
    let date = period.span.to;
    let since_start = SinceStart {
        registry,
        groupings: &groupings,
        attributes: &attribute_columns(programme, registry),
    };
    // At equal age, pairs are seen as of other days than in the period reported.
    let age = config.at_days.and_then(|days| i32::try_from(days).ok());
    let (periods, beside) = periods(&passes, registry, &period, |pairs| {
        let life = age.is_none().then(|| since_start.part(pairs));
        (Today::part(&shown, config, pairs), life)
    });
    let (today, lives): (Vec<_>, Vec<_>) = beside.into_iter().unzip();
    let (lives, too_young) = if age.is_some() {
        let collected = passes.collect(When { date, age }, |pairs| since_start.part(pairs));
        (collected.parts, collected.left_out.too_young)
    } else {
        (lives.into_iter().flatten().collect(), 0)
    };
    let (life, today) = rayon::join(
        || since_start.merged(&passes, date, lives),
        || Today::merged(&passes, &shown, config, date, today),
    );
    let life = life?;
    let mut summary = assemble(programme, config, period, life.groups, periods, too_young);
    summary.themes = today.themes;
    summary.filtered_out = filtered_out(&passes, date);
    summary.linked = life.linked;
    Ok(Summarised {
        summary,
        pairs: life.pairs,
        goals: life.goals,
        support: today.support,
        histories: today.histories,
        roster,
        norms,
    })
}

pub(super) fn grouping_columns(
    programme: &Programme,
    config: &Config,
) -> Result<Vec<PairColumn>, UnknownColumn> {
    let default = [DEFAULT_GROUPING.to_owned()];
    let asked = if config.by.is_empty() {
        &default[..]
    } else {
        &config.by
    };
    let mut columns: Vec<PairColumn> = Vec::new();
    for name in asked {
        let found = PairColumn::find(programme, name, "--by");
        match found {
            // A programme may have no cohorts; nobody asked for them.
            Err(_) if config.by.is_empty() => {}
            found => columns.push(found?),
        }
    }
    columns.dedup();
    Ok(columns)
}

/// Pairs of which something is known by a date and that the filters leave out.
fn filtered_out(passes: &Passes<'_>, date: Day) -> u64 {
    if passes.filters == Filters::default() {
        return 0;
    }
    let as_of = AsOf::new(passes.programme, passes.rules, passes.norms, date);
    let of_partition = |partition: &Partition| {
        let histories = partition.histories(passes.programme);
        let left_out = histories.filter(|history| !passes.filters.keep(history.pair));
        left_out
            .filter(|history| RecordsAt::exist(history, &as_of))
            .count() as u64
    };
    passes.programme.par_partitions().map(of_partition).sum()
}

/// What is said of pairs as of the date of the report, whatever age they are seen at otherwise.
struct Today {
    support: SupportList,
    themes: Option<IssueThemes>,
    histories: Histories,
}

/// The same of some partitions.
struct TodayPart<'a> {
    support: SupportRows<'a>,
    themes: ThemeCounts,
    lots: Lots,
}

impl Collector for TodayPart<'_> {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        self.support.add(pair, member);
        self.themes.add(pair, member);
        self.lots.add(pair, member);
    }
}

impl Today {
    fn part<'a>(shown: &'a ShownColumns, config: &Config, pairs: usize) -> TodayPart<'a> {
        TodayPart {
            support: SupportRows::new(shown, pairs),
            themes: ThemeCounts::of(&config.themes),
            lots: Lots::default(),
        }
    }

    fn merged(
        passes: &Passes<'_>,
        shown: &ShownColumns,
        config: &Config,
        date: Day,
        parts: Vec<TodayPart<'_>>,
    ) -> Self {
        let (mut support, mut themes, mut lots) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            support.push(part.support);
            themes.push(part.themes);
            lots.push(part.lots);
        }
        let others = Questions::of_others(passes, shown, date);
        let records = (
            passes.programme.files.as_slice(),
            passes.rules.breaks.as_slice(),
        );
        Self {
            support: SupportRows::merged(shown, support, others, records, date),
            themes: ThemeCounts::merged(themes, &config.themes),
            histories: Lots::merged(lots),
        }
    }
}

fn assemble(
    programme: &Programme,
    config: &Config,
    period: Period,
    groups: Vec<GroupSummary>,
    periods: Periods,
    too_young: u64,
) -> Summary {
    Summary {
        programme: config.programme.clone(),
        period,
        data_through: programme.data_through,
        at_days: config.at_days,
        too_young: Count::of(too_young),
        not_yet_started: Count::of(periods.left_out.not_yet_started),
        filtered_out: 0,
        filters: config.filters.clone(),
        cohort_derived: programme.cohort_derived,
        stage_model: programme.stage_model.title.clone(),
        supplied: programme.supplied,
        groups,
        linked: Vec::new(),
        current: periods.current,
        previous: periods.previous,
        year_before: periods.year_before,
        history: periods.history,
        themes: None,
        disclosure: Disclosure::default(),
    }
}
