//! Tables for further analysis: every pair, session, goal and answer, coded, without names or text,
//! in the order of the codes.

mod answers;
mod codes;
mod columns;
#[cfg(feature = "parquet")]
mod parquet;
mod remarks;
mod sessions;
mod typed;

pub use codes::CodingKey;
#[cfg(feature = "parquet")]
pub use parquet::write_parquet;
pub use typed::CellType;

use super::cell::{Row, TableWriter, write_table};
use super::described::attribute_columns;
use super::goal_rows::GoalRow;
use super::identifying::is_identifying;
use super::pair_csv::{PairTableError, write_columns_of};
use super::pair_table::PairTable;
use super::roster::person;
use super::selection::PairColumn;
use super::summarise::{Summarised, SummaryError};
use crate::config::Config;
use crate::measures::{AsOf, RecordsAt, Registry};
use crate::programme::{PairHistory, Programme};
use answers::Answers;
use columns::TypedColumn;
use rayon::prelude::*;
use sessions::Sessions;
use std::io;

/// Columns of the pair table that name somebody.
const NAMES: [&str; 3] = ["pair_id", "mentor", "mentee"];

/// One of the tables for analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnalysisTable {
    /// A row for each pair: as the internal one, with codes and without what names people.
    Pairs,
    /// A row for each meeting up to the as-of date.
    Sessions,
    /// A row for each goal, numbered within its pair.
    Goals,
    /// A row for each answer of a form.
    Answers,
}

impl AnalysisTable {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pairs, Self::Sessions, Self::Goals, Self::Answers];

    /// What its file is called, without ending.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pairs => "pairs",
            Self::Sessions => "sessions",
            Self::Goals => "goals",
            Self::Answers => "answers",
        }
    }
}

/// Everything that the tables for analysis are written from.
pub struct Analysis<'a> {
    summed: &'a Summarised,
    registry: &'a Registry,
    /// The pair table with rare values of attributes taken together.
    pairs: PairTable,
    as_of: AsOf<'a>,
    /// The pairs in the order of their codes, in which all tables are written: the order of ids
    /// would tell who is who.
    coded: Vec<Coded<'a>>,
    /// Columns of the pair table that stay.
    kept: Vec<String>,
}

/// A pair with its code and that of its mentor, which is empty where it has none.
struct Coded<'a> {
    history: PairHistory<'a>,
    codes: [String; 2],
}

impl<'a> Analysis<'a> {
    /// Gives codes to the pairs and their mentors; `key` makes codes that stay the same from run
    /// to run.
    ///
    /// # Errors
    /// A filter names no column.
    pub fn of(
        programme: &'a Programme,
        config: &'a Config,
        registry: &'a Registry,
        summed: &'a Summarised,
        key: Option<&CodingKey>,
    ) -> Result<Self, SummaryError> {
        let passes = summed.passes(programme, config)?;
        let date = summed.summary.period.span.to;
        let as_of = AsOf::new(programme, &config.rules, &summed.norms, date);
        let histories = programme.par_partitions().flat_map_iter(|partition| {
            let kept = partition.histories(programme);
            let kept = kept.filter(|history| passes.filters.keep(history.pair));
            kept.filter(|history| RecordsAt::exist(history, &as_of))
        });
        let histories: Vec<PairHistory<'a>> = histories.collect();
        let in_table = attribute_columns(programme, registry);
        let kept = kept(programme, &in_table, summed);
        Ok(Self {
            summed,
            registry,
            pairs: remarks::taken_together(programme, config, &in_table, &kept, &summed.pairs)?,
            as_of,
            coded: coded(&histories, key),
            kept,
        })
    }

    /// Writes a table as CSV.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write(&self, table: AnalysisTable, out: impl io::Write) -> Result<(), PairTableError> {
        match table {
            AnalysisTable::Pairs => self.write_pairs(out),
            AnalysisTable::Sessions => Ok(self.write_sessions(out)?),
            AnalysisTable::Goals => Ok(self.write_goals(out)?),
            AnalysisTable::Answers => Ok(self.write_answers(out)?),
        }
    }

    /// Writes `columns.csv`: what each column of each table holds and means.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_columns(&self, out: impl io::Write) -> Result<(), csv::Error> {
        let tables = AnalysisTable::ALL.map(|table| (table.name(), self.columns(table)));
        columns::write(tables, out)
    }

    /// The types of the columns of a table, in their order.
    #[must_use]
    pub fn types(&self, table: AnalysisTable) -> Vec<CellType> {
        let columns = self.columns(table);
        columns.iter().map(|column| column.cells).collect()
    }

    fn columns(&self, table: AnalysisTable) -> Vec<TypedColumn> {
        match table {
            AnalysisTable::Pairs => columns::typed_pairs(&self.kept, self.registry),
            AnalysisTable::Sessions => columns::typed(&columns::SESSIONS),
            AnalysisTable::Goals => columns::typed(&columns::GOALS),
            AnalysisTable::Answers => columns::typed(&columns::ANSWERS),
        }
    }

    fn write_pairs(&self, out: impl io::Write) -> Result<(), PairTableError> {
        let rows = self.pairs.rows_of(self.coded.iter().map(Coded::id))?;
        let rows = self.coded.iter().zip(rows);
        let (coded, rows): (Vec<&Coded<'_>>, Vec<_>) =
            rows.filter_map(|(coded, row)| Some((coded, row?))).unzip();
        let before = |place: usize| &coded[place].codes;
        write_columns_of(
            &self.pairs,
            &rows,
            ["pair", "mentor"],
            before,
            &self.kept,
            out,
        )
    }

    fn write_sessions(&self, out: impl io::Write) -> Result<(), csv::Error> {
        let sessions = Sessions::of(self.as_of.model);
        self.write_each(out, columns::SESSIONS, |table, coded| {
            let records = RecordsAt::new(&coded.history, &self.as_of);
            let meetings = records.iter().flat_map(|records| &records.meetings);
            for meeting in meetings {
                table.row(|row| sessions.fill(row, coded.code(), meeting))?;
            }
            Ok(())
        })
    }

    fn write_answers(&self, out: impl io::Write) -> Result<(), csv::Error> {
        let answers = Answers::of(self.as_of.rules);
        self.write_each(out, columns::ANSWERS, |table, coded| {
            if coded.history.forms.is_empty() {
                return Ok(());
            }
            match RecordsAt::new(&coded.history, &self.as_of) {
                Some(records) => answers.write(table, coded.code(), &records.forms),
                None => Ok(()),
            }
        })
    }

    fn write_goals(&self, out: impl io::Write) -> Result<(), csv::Error> {
        let goals = &self.summed.goals;
        self.write_each(out, columns::GOALS, |table, coded| {
            let from = goals.partition_point(|goal| &*goal.pair_id < coded.id());
            let of_pair = goals[from..].iter();
            let of_pair = of_pair.take_while(|goal| &*goal.pair_id == coded.id());
            for (number, goal) in (1_usize..).zip(of_pair) {
                table.row(|row| write_goal(row, coded.code(), number, goal))?;
            }
            Ok(())
        })
    }

    /// Writes a table of which each pair gives some rows.
    fn write_each<const N: usize>(
        &self,
        out: impl io::Write,
        columns: [columns::Described; N],
        write: impl Fn(&mut TableWriter<&mut Vec<u8>>, &Coded<'_>) -> Result<(), csv::Error> + Sync,
    ) -> Result<(), csv::Error> {
        let header = columns.map(|column| column.0);
        write_table(out, header, self.coded.len(), |range, table| {
            let mut pairs = self.coded[range].iter();
            pairs.try_for_each(|coded| write(table, coded))
        })
    }
}

impl Coded<'_> {
    fn id(&self) -> &str {
        &self.history.pair.id
    }

    fn code(&self) -> &str {
        &self.codes[0]
    }
}

fn write_goal(row: &mut Row, code: &str, number: usize, goal: &GoalRow) {
    row.word(code);
    row.shown(Some(number));
    row.key(goal.origin);
    row.day(goal.set_on.get());
    row.day(goal.first_on.get());
    row.word(goal.outcome.name());
    row.key(goal.outcome_source);
    row.key(goal.respondent);
    row.day(goal.attained_on.get());
    row.number(goal.progress.get());
    row.number(goal.level.get());
    row.number(goal.weight.get());
}

fn coded<'a>(histories: &[PairHistory<'a>], key: Option<&CodingKey>) -> Vec<Coded<'a>> {
    let pairs = codes::codes('P', histories.iter().map(|of| of.pair.id.as_str()), key);
    let mentors: Vec<Option<String>> = histories
        .par_iter()
        .map(|of| person(of.pair.mentor.as_deref()))
        .collect();
    let of_mentors = codes::codes('M', mentors.iter().flatten().map(String::as_str), key);
    let of = |(history, mentor): (&PairHistory<'a>, &Option<String>)| {
        let mentor = mentor.as_deref().and_then(|mentor| of_mentors.get(mentor));
        let codes = [pairs.get(history.pair.id.as_str()), mentor];
        Coded {
            history: *history,
            codes: codes.map(|code| code.cloned().unwrap_or_default()),
        }
    };
    let mut coded: Vec<Coded<'_>> = histories.iter().zip(&mentors).map(of).collect();
    coded.sort_by(|a, b| (a.code(), a.id()).cmp(&(b.code(), b.id())));
    coded
}

/// The columns of the pair table that name nobody.
fn kept(programme: &Programme, in_table: &[String], summed: &Summarised) -> Vec<String> {
    let naming = programme.attributes.iter().filter_map(|name| {
        let column = PairColumn::find(programme, name, "--by").ok()?;
        is_identifying(programme, &column).then(|| column.in_table(in_table).to_owned())
    });
    let naming: Vec<String> = naming.collect();
    let columns = summed
        .pairs
        .frame()
        .columns()
        .iter()
        .map(|column| column.name().to_string());
    columns
        .filter(|name| !name.starts_with('\u{0}'))
        .filter(|name| !NAMES.contains(&name.as_str()) && !naming.contains(name))
        .collect()
}
