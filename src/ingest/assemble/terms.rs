//! The times of a pair, where several rows of the register say them: its pauses, and its terms,
//! if it ended and was opened again.
//!
//! Rows are terms where each begins when the one before it has ended, and all name the same
//! people. The pair then began with the first and ends with the last, and rested between them.

use super::Context;
use super::registers::Row;
use crate::ingest::columns::Column;
use crate::ingest::pairing::is_register;
use crate::ingest::plan::Fact;
use crate::ingest::records::Cells;
use crate::ingest::trouble::{Finding, OPENED_AGAIN};
use crate::programme::{Day, Origin, Pause, fold_person};
use std::collections::{BTreeMap, BTreeSet};

/// The terms of the pairs that were opened again.
#[derive(Default)]
pub(super) struct Terms {
    /// For each of their rows, whether it is of the first and of the last term.
    rows: BTreeMap<Origin, (bool, bool)>,
    between: BTreeMap<usize, Vec<Pause>>,
    /// A note on each row of a later term.
    pub findings: Vec<Finding>,
}

/// First and last day of a term, and its row.
type Term<'r, 'a> = (Day, Option<Day>, &'r Row<'a>);

impl Terms {
    /// Finds the terms in the rows of a partition, which are in the order of their pairs.
    pub fn of(context: &Context<'_>, rows: &[Row<'_>]) -> Self {
        let mut terms = Self::default();
        let registered: Vec<&Row<'_>> = rows.iter().filter(|row| is_register(row.table)).collect();
        for of_pair in registered.chunk_by(|one, other| one.pair == other.pair) {
            if of_pair.len() > 1
                && name_the_same(of_pair)
                && let Some(found) = consecutive(context, of_pair)
            {
                terms.take(&found);
            }
        }
        terms
    }

    fn take(&mut self, terms: &[Term<'_, '_>]) {
        let (first, last) = (terms[0].0, terms[terms.len() - 1].0);
        for (start, _, row) in terms {
            self.rows
                .insert(row.origin(), (*start == first, *start == last));
            if *start != first {
                self.findings.push(Finding {
                    origin: row.origin(),
                    header: None,
                    value: start.to_string().into(),
                    trouble: OPENED_AGAIN,
                });
            }
        }
        let next = terms.iter().skip(1).map(|(start, ..)| *start);
        for ((_, end, row), next) in terms.iter().zip(next) {
            let from = end.map(|end| end.plus(1)).filter(|from| *from < next);
            let until = Some(next);
            let pauses = self.between.entry(row.pair as usize).or_default();
            pauses.extend(from.map(|from| Pause { from, until }));
        }
    }

    /// Whether what a row says of a fact is so of the pair: its start is that of the first term,
    /// its end that of the last.
    pub fn is_said(&self, row: &Row<'_>, fact: &Fact) -> bool {
        use Column::{ClosedOn, ClosureReason, PlannedEndOn, StartedOn};
        let Some((is_first, is_last)) = self.rows.get(&row.origin()) else {
            return true;
        };
        match fact {
            Fact::Column(StartedOn) => *is_first,
            Fact::Column(ClosedOn | ClosureReason | PlannedEndOn) => *is_last,
            _ => true,
        }
    }

    /// Times between the terms of a pair.
    pub fn between(&self, pair: usize) -> &[Pause] {
        self.between.get(&pair).map_or(&[], Vec::as_slice)
    }
}

/// Whether no two rows name different people.
fn name_the_same(rows: &[&Row<'_>]) -> bool {
    (1..=2).all(|side| {
        let named = rows.iter().map(|row| {
            let naming = row.chunk.namings[row.raw.who as usize].0;
            fold_person(row.chunk.texts.text(naming[side]))
        });
        let named: BTreeSet<String> = named.filter(|name| !name.is_empty()).collect();
        named.len() < 2
    })
}

/// Rows in the order of their terms, where there are several and none overlaps another.
fn consecutive<'r, 'a>(context: &Context<'_>, rows: &[&'r Row<'a>]) -> Option<Vec<Term<'r, 'a>>> {
    let term = |row: &&'r Row<'a>| {
        let mut ignored = Vec::new();
        let mut cells = cells(context, row, &mut ignored);
        let start = cells.date(Column::StartedOn)?;
        Some((start, cells.date(Column::ClosedOn), *row))
    };
    let mut terms = rows.iter().map(term).collect::<Option<Vec<_>>>()?;
    terms.sort_by_key(|(start, end, row)| (*start, end.is_none(), *end, row.origin()));
    let mut next = terms.iter().zip(terms.iter().skip(1));
    let is_alike = |one: &Term<'_, '_>, other: &Term<'_, '_>| (one.0, one.1) == (other.0, other.1);
    let is_next = |one: &Term<'_, '_>, other: &Term<'_, '_>| {
        one.0 < other.0 && one.1.is_some_and(|end| end <= other.0)
    };
    let follow = next.all(|(one, other)| is_alike(one, other) || is_next(one, other));
    (follow && terms.first()?.0 < terms.last()?.0).then_some(terms)
}

fn cells<'a>(context: &'a Context<'_>, row: &Row<'a>, ignored: &'a mut Vec<Finding>) -> Cells<'a> {
    let file = usize::from(row.chunk.file);
    let (sheet, orders) = (&context.sheets[file], &context.orders[file]);
    Cells::new(sheet, orders, row.raw, ignored)
}

/// Rows of the register may each say a pause.
pub(super) fn pauses(context: &Context<'_>, rows: &[Row<'_>]) -> BTreeMap<usize, BTreeSet<Pause>> {
    let mut pauses: BTreeMap<usize, BTreeSet<Pause>> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_register(row.table)) {
        // What is not understood is noted when the facts are read.
        let mut ignored = Vec::new();
        let mut cells = cells(context, row, &mut ignored);
        if let Some(from) = cells.date(Column::PausedFrom) {
            let until = cells.date(Column::PausedUntil);
            pauses
                .entry(row.pair as usize)
                .or_default()
                .insert(Pause { from, until });
        }
    }
    pauses
}
