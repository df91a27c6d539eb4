//! Tables for further analysis: every pair, session, goal and answer, coded, without names or text,
//! in the order of the codes.

mod answers;
mod codes;
mod columns;
mod sessions;

pub use codes::CodingKey;
pub use columns::write_analysis_columns;

use super::cell::{TableWriter, key};
use super::described::attribute_columns;
use super::goal_rows::GoalRow;
use super::identifying::is_identifying;
use super::pair_csv::{PairTableError, write_columns_of};
use super::pass::{Collector, Passes, When};
use super::roster::{Member, Roster, person};
use super::selection::{Filters, PairColumn};
use super::summarise::{Summarised, SummaryError};
use crate::config::Config;
use crate::measures::{PairAt, Registry, StageNorms};
use crate::programme::Programme;
use answers::AnswerRows;
use sessions::SessionRows;
use std::collections::BTreeMap;
use std::io;

/// Columns of the pair table that name somebody.
const NAMES: [&str; 3] = ["pair_id", "mentor", "mentee"];

/// Everything that the tables for analysis are written from.
pub struct Analysis<'a> {
    summed: &'a Summarised,
    /// The pairs with their codes and those of their mentors, by rank and so by id.
    coded: Vec<Coded>,
    /// Columns of the pair table that stay.
    kept: Vec<String>,
    sessions: SessionRows,
    answers: AnswerRows,
}

impl<'a> Analysis<'a> {
    /// Goes through all records once more; `key` makes codes that stay the same from run to run.
    ///
    /// # Errors
    /// A filter names no column.
    pub fn of(
        programme: &Programme,
        config: &Config,
        registry: &Registry,
        summed: &'a Summarised,
        key: Option<&CodingKey>,
    ) -> Result<Self, SummaryError> {
        let passes = Passes {
            programme,
            rules: &config.rules,
            roster: Roster::of(programme),
            filters: Filters::new(programme, &config.filters)?,
            norms: StageNorms::collect(programme, &config.rules, summed.summary.period.span.to),
        };
        let when = When {
            date: summed.summary.period.span.to,
            age: None,
        };
        let parts = passes.collect(when, |_| Rows::default()).parts;
        let stages = programme
            .stage_model
            .stages
            .iter()
            .map(|stage| stage.key.clone());
        let (mut people, mut sessions, mut answers) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            people.extend(part.people);
            sessions.push(part.sessions);
            answers.push(part.answers);
        }
        people.sort_unstable_by_key(|person| person.rank);
        let coded = coded(&people, key);
        let places = places(&coded);
        Ok(Self {
            summed,
            kept: kept(programme, registry, summed),
            sessions: SessionRows::merged(sessions, stages.collect(), &places),
            answers: AnswerRows::merged(answers, &config.rules, &places),
            coded,
        })
    }

    fn code_of_rank(&self, rank: u32) -> &str {
        let place = self.coded.binary_search_by_key(&rank, |coded| coded.rank);
        place.map_or("", |place| &self.coded[place].codes[0])
    }

    fn codes(&self, pair: &str) -> Option<&[String; 2]> {
        let place = self
            .coded
            .binary_search_by(|coded| coded.pair.as_str().cmp(pair));
        Some(&self.coded[place.ok()?].codes)
    }

    /// Writes `pairs.csv`: as the internal one, with codes and without what names people.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_pairs(&self, out: impl io::Write) -> Result<(), PairTableError> {
        let codes = |id: Option<&str>| {
            id.and_then(|id| self.codes(id))
                .cloned()
                .unwrap_or_default()
        };
        let pairs = self
            .summed
            .pairs
            .ordered_by(|id| codes(Some(id))[0].clone())?;
        write_columns_of(&pairs, ["pair", "mentor"], codes, &self.kept, out)
    }

    /// Writes `sessions.csv`: a row for each meeting up to the as-of date.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_sessions(&self, out: impl io::Write) -> Result<(), csv::Error> {
        self.sessions.write(|rank| self.code_of_rank(rank), out)
    }

    /// Writes `answers.csv`: a row for each answer of a form.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_answers(&self, out: impl io::Write) -> Result<(), csv::Error> {
        self.answers.write(|rank| self.code_of_rank(rank), out)
    }

    /// Writes `goals.csv`: a row for each goal, numbered within its pair.
    ///
    /// # Errors
    /// If `out` cannot be written.
    pub fn write_goals(&self, out: impl io::Write) -> Result<(), csv::Error> {
        let mut table = TableWriter::new(out, columns::GOALS.map(|column| column.0))?;
        let of_pairs = self.summed.goals.chunk_by(|a, b| a.pair_id == b.pair_id);
        let code = |goals: &[GoalRow]| self.codes(&goals[0].pair_id).map_or("", |codes| &codes[0]);
        let mut of_pairs: Vec<(&str, &[GoalRow])> =
            of_pairs.map(|goals| (code(goals), goals)).collect();
        of_pairs.sort_by_key(|(code, _)| *code);
        for (code, goals) in of_pairs {
            for (number, goal) in (1_usize..).zip(goals) {
                table.row(|row| write_goal(row, code, number, goal))?;
            }
        }
        table.finish()
    }
}

fn write_goal(row: &mut super::cell::Row, code: &str, number: usize, goal: &GoalRow) {
    row.word(code);
    row.shown(Some(number));
    row.shown(goal.origin.map(key));
    row.day(goal.set_on);
    row.word(goal.outcome.name());
    row.shown(goal.outcome_source.map(key));
    row.shown(goal.respondent.map(key));
    row.day(goal.attained_on);
    row.number(goal.progress);
    row.number(goal.level);
    row.number(goal.weight);
}

/// A pair and its mentor as a person.
struct People {
    rank: u32,
    pair: String,
    mentor: Option<String>,
}

/// A pair with its code and that of its mentor, which is empty where it has none.
struct Coded {
    rank: u32,
    pair: String,
    codes: [String; 2],
}

fn coded(people: &[People], key: Option<&CodingKey>) -> Vec<Coded> {
    let pairs = codes::codes('P', people.iter().map(|person| person.pair.as_str()), key);
    let named = people.iter().filter_map(|person| person.mentor.as_deref());
    let mentors = codes::codes('M', named, key);
    let of = |person: &People| {
        let mentor = person
            .mentor
            .as_deref()
            .and_then(|mentor| mentors.get(mentor));
        let codes = [pairs.get(person.pair.as_str()), mentor];
        Coded {
            rank: person.rank,
            pair: person.pair.clone(),
            codes: codes.map(|code| code.cloned().unwrap_or_default()),
        }
    };
    people.iter().map(of).collect()
}

/// Place of each rank in the order of codes, in which all tables are written: the order of ids would
/// tell who is who.
fn places(coded: &[Coded]) -> BTreeMap<u32, usize> {
    let mut by_code: Vec<&Coded> = coded.iter().collect();
    by_code.sort_by(|a, b| a.codes[0].cmp(&b.codes[0]));
    by_code
        .into_iter()
        .enumerate()
        .map(|(place, coded)| (coded.rank, place))
        .collect()
}

/// The columns of the pair table that name nobody.
fn kept(programme: &Programme, registry: &Registry, summed: &Summarised) -> Vec<String> {
    let in_table = attribute_columns(programme, registry);
    let naming = programme.attributes.iter().filter_map(|name| {
        let column = PairColumn::find(programme, name, "--by").ok()?;
        is_identifying(programme, &column).then(|| column.in_table(&in_table).to_owned())
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

/// What one partition gives.
#[derive(Default)]
struct Rows {
    people: Vec<People>,
    sessions: SessionRows,
    answers: AnswerRows,
}

impl Collector for Rows {
    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let recorded = pair.history.pair;
        self.people.push(People {
            rank: member.rank,
            pair: recorded.id.clone(),
            mentor: person(recorded.mentor.as_deref()),
        });
        self.sessions.add(pair, member);
        self.answers.add(pair, member);
    }
}
