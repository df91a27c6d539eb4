//! Facts about pairs, which may stand in any table: the register counts before other tables, a
//! later row before an earlier one, and of rows of one day the alphabetically first value.

use super::fact_index::FactIndex;
use crate::ingest::columns::Column;
use crate::ingest::date_orders::FileOrders;
use crate::ingest::pairing::names_in;
use crate::ingest::plan::{Fact, FactSource};
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{FACTS_DIFFER, Finding, SEVERAL_OF_PAIR, TOTALS_OF_PARTS, Trouble};
use crate::programme::{Day, Origin, display_text, fold, fold_person};
use crate::values::dates::{self, PackedDate};
use crate::values::{Missing, is_missing, missing, numbers};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The cohort that a row of a file says.
pub(super) fn cohort(sheet: &Sheet, record: &csv::StringRecord) -> Option<String> {
    let mut facts = sheet.plan.facts.iter();
    let (_, source) = facts.find(|(fact, _)| *fact == Fact::Column(Column::Cohort))?;
    let (_, text) = said(sheet, source, record);
    (!is_missing(text)).then(|| display_text(text))
}

/// What a row says for a fact, and in which column.
pub(super) fn said<'a>(
    sheet: &'a Sheet,
    source: &'a FactSource,
    record: &'a csv::StringRecord,
) -> (Option<usize>, &'a str) {
    match source {
        FactSource::Header(header) => {
            let cell = record.get(*header).unwrap_or_default();
            (Some(*header), sheet.plan.value(*header, cell))
        }
        FactSource::Set(value) => (None, value),
    }
}

/// A value that a row says for a fact of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'a> {
    pub text: &'a str,
    /// Whether it stands in the register.
    pub registered: bool,
    /// The day by which the row is dated.
    pub day: Option<Day>,
    pub origin: Origin,
    pub header: Option<usize>,
}

impl Said<'_> {
    /// Whether it stands in a register of which the row is one, too.
    fn is_beside(&self, row: Origin) -> bool {
        self.registered && self.origin.file == row.file
    }

    /// Whether another row says something else at the same time: each of them speaks of a part of
    /// the pair's time, such as a month.
    fn is_of_part(&self, other: Origin) -> bool {
        self.day.is_none() && self.origin.file == other.file
    }

    /// Whether it counts before another value of the same fact and pair.
    fn precedes(&self, other: &Self) -> bool {
        let rank = |said: &Self| (said.registered, said.day);
        let name = |said: &Self| (fold(said.text), said.text.to_owned());
        match rank(self).cmp(&rank(other)) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal if self.text == other.text => self.origin < other.origin,
            std::cmp::Ordering::Equal => name(self) < name(other),
        }
    }
}

/// Where a value stands: its row, and its column.
type Place = (Origin, Option<usize>);

/// The facts of the pairs of one partition.
pub(super) struct Facts<'a> {
    index: &'a FactIndex,
    best: Vec<Option<Said<'a>>>,
    /// Values of facts that were not said alike, with where.
    differing: BTreeMap<(usize, usize), FxHashMap<&'a str, Place>>,
}

impl<'a> Facts<'a> {
    pub fn new(index: &'a FactIndex, pairs: usize) -> Self {
        Self {
            index,
            best: vec![None; pairs * index.len()],
            differing: BTreeMap::new(),
        }
    }

    /// Takes in what a row says.
    pub fn say(&mut self, pair: usize, fact: usize, said: Said<'a>) {
        if is_blank(self.index.fact(fact), said.text) {
            return;
        }
        let slot = &mut self.best[pair * self.index.len() + fact];
        let Some(best) = slot else {
            *slot = Some(said);
            return;
        };
        let every_one_counts =
            said.registered && best.registered && is_of_pause(self.index.fact(fact));
        if said.text != best.text && !every_one_counts {
            let others = self.differing.entry((pair, fact)).or_default();
            for said in [&said, best] {
                let place = (said.origin, said.header);
                let first = others.entry(said.text).or_insert(place);
                *first = (*first).min(place);
            }
        }
        if said.precedes(best) {
            *best = said;
        }
    }

    /// The value that counts for a fact of a pair.
    pub fn of(&self, pair: usize, fact: usize) -> Option<&Said<'a>> {
        self.best.get(pair * self.index.len() + fact)?.as_ref()
    }

    /// The value that counts for a canonical fact of a pair.
    pub fn column(&self, pair: usize, column: Column) -> Option<&Said<'a>> {
        self.of(pair, self.index.number(column)?)
    }

    /// What the rows of the register say for one side of a pair: first the name that counts.
    fn named(&self, pair: usize, column: Column) -> Vec<&'a str> {
        let fact = self.index.number(column);
        let Some((fact, best)) = fact.and_then(|fact| Some((fact, self.of(pair, fact)?))) else {
            return Vec::new();
        };
        let others = self.differing.get(&(pair, fact));
        let others = others.into_iter().flatten();
        let others = others.filter(|(_, (origin, _))| best.is_beside(*origin));
        let mut others: Vec<&str> = others.map(|(text, _)| *text).collect();
        others.sort_unstable_by_key(|text| (fold(text), *text));
        std::iter::once(best.text).chain(others).collect()
    }

    /// Whether rows say different numbers for parts of a pair's time, so that none is its total.
    fn are_of_parts(&self, pair: usize, column: Column) -> bool {
        let fact = self.index.number(column);
        let Some((fact, best)) = fact.and_then(|fact| Some((fact, self.of(pair, fact)?))) else {
            return false;
        };
        let others = self.differing.get(&(pair, fact)).into_iter().flatten();
        let mut others = others.filter(|(_, (origin, _))| best.is_of_part(*origin));
        others.any(|(text, _)| are_different_numbers(text, best.text))
    }

    /// An entry for each value that does not count and does not mean the same.
    pub fn differences(&self, orders: &[FileOrders], separators: &[String]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (&(pair, fact), others) in &self.differing {
            let Some(best) = self.of(pair, fact) else {
                continue;
            };
            let meant = meaning(self.index.fact(fact), best, orders);
            for (text, &(origin, header)) in others {
                let other = Said {
                    text,
                    origin,
                    header,
                    ..*best
                };
                let is_one_of_several = is_of_people(self.index.fact(fact))
                    && names_in(best.text, separators)
                        .iter()
                        .any(|name| fold_person(name) == fold_person(text));
                if !is_one_of_several && meaning(self.index.fact(fact), &other, orders) != meant {
                    findings.push(Finding {
                        origin,
                        header,
                        value: (*text).into(),
                        trouble: difference(self.index.fact(fact), best, &other),
                    });
                }
            }
        }
        findings
    }
}

/// What it means that a row says another value of a fact than the one that counts.
fn difference(fact: &Fact, best: &Said<'_>, other: &Said<'_>) -> Trouble {
    if is_of_people(fact) && best.is_beside(other.origin) {
        SEVERAL_OF_PAIR
    } else if *fact == Fact::Column(Column::SessionsTotal)
        && best.is_of_part(other.origin)
        && are_different_numbers(best.text, other.text)
    {
        TOTALS_OF_PARTS
    } else {
        FACTS_DIFFER
    }
}

fn are_different_numbers(one: &str, other: &str) -> bool {
    let numbers = numbers::whole(one).zip(numbers::whole(other));
    numbers.is_some_and(|(one, other)| one != other)
}

/// Rows of the register may each name somebody else of a pair.
fn is_of_people(fact: &Fact) -> bool {
    matches!(fact, Fact::Column(Column::Mentor | Column::Mentee))
}

/// Rows of the register may each say a pause.
fn is_of_pause(fact: &Fact) -> bool {
    matches!(fact, Fact::Column(Column::PausedFrom | Column::PausedUntil))
}

/// Whether a text says nothing of a fact. A reason that nobody knows, or would not tell, is still
/// one: the pair did not simply end when it was to end.
fn is_blank(fact: &Fact, text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    match missing(text) {
        None => false,
        Some(Missing::Unknown | Missing::Declined) => *fact != Fact::Column(Column::ClosureReason),
        Some(Missing::Blank | Missing::NotAsked) => true,
    }
}

/// What a value says, whatever its spelling.
fn meaning(fact: &Fact, said: &Said<'_>, orders: &[FileOrders]) -> String {
    match fact {
        fact if is_of_people(fact) => fold_person(said.text),
        fact if fact.is_date() => {
            day(said, orders).map_or_else(|| fold(said.text), |day| day.to_string())
        }
        _ => fold(said.text),
    }
}

/// The day that a value says.
pub(super) fn day(said: &Said<'_>, orders: &[FileOrders]) -> Option<Day> {
    let cell = PackedDate::pack(&dates::parse(said.text));
    let orders = orders.get(usize::from(said.origin.file))?;
    orders.day(said.header.unwrap_or(usize::MAX), cell)
}

/// Reads values of facts and notes those that are not understood.
pub(super) struct FactReader<'a, 'b> {
    pub facts: &'b Facts<'a>,
    pub orders: &'b [FileOrders],
    pub findings: &'b mut Vec<Finding>,
    pub pair: usize,
}

impl FactReader<'_, '_> {
    pub fn text(&self, column: Column) -> Option<String> {
        let said = self.facts.column(self.pair, column)?;
        Some(display_text(said.text))
    }

    /// Everybody whom the register names on one side, where that are several, each once.
    pub fn several(&self, column: Column, separators: &[String]) -> Vec<String> {
        let cells = self.facts.named(self.pair, column);
        let names = cells.iter().flat_map(|cell| names_in(cell, separators));
        let mut known = BTreeSet::new();
        let new = names.filter(|name| known.insert(fold_person(name)));
        let names: Vec<String> = new.map(display_text).collect();
        if names.len() > 1 { names } else { Vec::new() }
    }

    pub fn read<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&str) -> Option<T>,
        trouble: Trouble,
    ) -> Option<T> {
        let said = *self.facts.column(self.pair, column)?;
        let value = read(said.text);
        if value.is_none() {
            self.note(&said, trouble);
        }
        value
    }

    /// A number for the whole time of the pair.
    pub fn total(&mut self, column: Column, trouble: Trouble) -> Option<u32> {
        if self.is_open(column) {
            return None;
        }
        self.read(column, numbers::whole, trouble)
    }

    /// Whether rows say different numbers, of which none is known to be that of the whole time.
    pub fn is_open(&self, column: Column) -> bool {
        self.facts.are_of_parts(self.pair, column)
    }

    pub fn date(&mut self, column: Column, trouble: Trouble) -> Option<Day> {
        let said = *self.facts.column(self.pair, column)?;
        let found = day(&said, self.orders);
        let set_aside = said.header.is_some_and(|header| {
            let orders = self.orders.get(usize::from(said.origin.file));
            orders.is_some_and(|orders| orders.sets_aside(header, dates::parse(said.text)))
        });
        if found.is_none() && !set_aside {
            self.note(&said, trouble);
        }
        found
    }

    pub fn note(&mut self, said: &Said<'_>, trouble: Trouble) {
        self.findings.push(Finding {
            origin: said.origin,
            header: said.header,
            value: said.text.into(),
            trouble,
        });
    }
}
