//! Rows of the tables other than sessions, on their way into a partition.

use super::Context;
use super::placing::PlacedChunk;
use super::row_forms::{joined, number};
use crate::ingest::columns::Column;
use crate::ingest::pairing::Share;
use crate::ingest::records::{Cells, Chunk, RawRow, forms, register};
use crate::ingest::trouble::{Finding, REPEATED_IN_FILE, REPEATED_ROW};
use crate::programme::{
    Action, Contact, Day, Fate, Form, Goal, Grouped, Idea, Origin, Pair, Table,
};
use std::collections::BTreeMap;

/// A row of a table with the chunk it comes from.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub chunk: &'a Chunk,
    pub raw: &'a RawRow,
    pub pair: u32,
    pub table: Table,
    /// What it is to its pair.
    pub share: Share,
}

impl Row<'_> {
    pub fn origin(&self) -> Origin {
        self.raw.origin(self.chunk.file)
    }
}

/// The day that a row is dated by, where its table has one.
pub(super) fn day(cells: &mut Cells<'_>, table: Table) -> Option<Day> {
    match table {
        Table::Sessions | Table::Evaluations => cells.date(Column::Date),
        Table::Goals => cells.date(Column::SetOn),
        Table::Actions | Table::Partnerships => cells.date(Column::ScheduledOn),
        Table::Contacts => cells.date(Column::ContactedOn),
        Table::Pairs => None,
    }
}

/// What the tables other than sessions hold for one partition.
#[derive(Default)]
pub(super) struct Registers<'a> {
    /// Rows that count, in the order of pair and content.
    pub rows: Vec<Row<'a>>,
    pub fates: BTreeMap<(u16, Table, Fate), u64>,
    pub findings: Vec<Finding>,
}

impl<'a> Registers<'a> {
    /// Takes the rows of a partition and drops repeats.
    pub fn gather(context: &'a Context<'_>, placed: &[PlacedChunk], partition: usize) -> Self {
        let mut all = Vec::new();
        for (index, (chunk, placed)) in context.chunks.iter().zip(placed).enumerate() {
            let tables = &context.sheets[usize::from(chunk.file)].plan.tables;
            all.extend(placed.rows(partition).iter().map(|placed| {
                let raw = &chunk.rows[placed.record as usize];
                Row {
                    chunk,
                    raw,
                    pair: placed.to.pair,
                    table: tables[raw.table].table(),
                    share: context.pairing.share(index, raw.who, placed.to),
                }
            }));
        }
        all.sort_unstable_by_key(|row| (row.table, row.pair, row.raw.hash, row.origin()));
        let mut registers = Self::default();
        let same = |a: &Row<'_>, b: &Row<'_>| {
            (a.table, a.pair, a.raw.hash) == (b.table, b.pair, b.raw.hash)
        };
        for alike in all.chunk_by(same) {
            registers.take(alike);
        }
        registers
    }

    /// Of rows that are alike one counts; of actions, all those of one file.
    fn take(&mut self, alike: &[Row<'a>]) {
        let file = fullest_file(alike.iter().map(|row| row.chunk.file));
        let mut kept = 0;
        for row in alike {
            let counts = row.chunk.file == file && (kept == 0 || row.table == Table::Actions);
            let fate = if counts { Fate::Used } else { Fate::Repeated };
            if row.raw.counted && row.share != Share::Further {
                *self
                    .fates
                    .entry((row.chunk.file, row.table, fate))
                    .or_default() += 1;
            }
            if !counts || kept > 0 {
                self.findings.push(Finding {
                    origin: row.origin(),
                    header: None,
                    value: "".into(),
                    trouble: if counts {
                        REPEATED_IN_FILE
                    } else {
                        REPEATED_ROW
                    },
                });
            }
            if counts {
                kept += 1;
                self.rows.push(*row);
            }
        }
    }

    fn of(&self, table: Table) -> impl Iterator<Item = Row<'a>> {
        self.rows
            .iter()
            .copied()
            .filter(move |row| row.table == table)
    }

    /// Reads the rows of a table.
    fn read<T>(
        &mut self,
        context: &Context<'_>,
        table: Table,
        mut read: impl FnMut(&mut Cells<'_>, u32, usize) -> T,
    ) -> Vec<T> {
        let mut findings = std::mem::take(&mut self.findings);
        let read = self
            .of(table)
            .map(|row| {
                let file = usize::from(row.chunk.file);
                let (sheet, orders) = (&context.sheets[file], &context.orders[file]);
                let mut cells = Cells::new(sheet, orders, row.raw, &mut findings);
                read(&mut cells, row.pair, file)
            })
            .collect();
        self.findings = findings;
        read
    }

    /// Forms, of which some have a row for each goal.
    pub fn forms(
        &mut self,
        context: &Context<'_>,
        goals: &Grouped<Goal>,
        pairs: &[Pair],
    ) -> Grouped<Form> {
        let scales = &context.config.rules.scales;
        let rows = self.read(context, Table::Evaluations, |cells, pair, file| {
            let of_goal = cells.is_filled(Column::Goal);
            let people = &pairs[pair as usize];
            let of_pair = (pair, people, goals.of(pair as usize));
            let form = forms::form(cells, of_pair, scales, context.scales[file].rating);
            (form, of_goal)
        });
        let mut forms = joined(rows);
        number(&mut forms, goals);
        forms.sort_by_key(|form| (form.pair, form.date, form.respondent, form.phase));
        Grouped::new(forms, pairs.len(), |form| form.pair)
    }

    pub fn goals(&mut self, context: &Context<'_>, pairs: usize) -> Grouped<Goal> {
        let mut goals = self.read(context, Table::Goals, |cells, pair, _| {
            register::goal(cells, pair)
        });
        goals.sort_by(|a, b| {
            (a.pair, &a.id, &a.text, a.set_on).cmp(&(b.pair, &b.id, &b.text, b.set_on))
        });
        Grouped::new(goals, pairs, |goal| goal.pair)
    }

    /// Actions of the register and those that session records name.
    pub fn actions(
        &mut self,
        context: &Context<'_>,
        of_sessions: Vec<Action>,
        pairs: usize,
    ) -> Grouped<Action> {
        let mut actions = self.read(context, Table::Actions, |cells, pair, _| {
            register::action(cells, pair)
        });
        actions.extend(of_sessions);
        actions.sort_by(|a, b| {
            (a.pair, a.scheduled_on, &a.text, &a.goal).cmp(&(
                b.pair,
                b.scheduled_on,
                &b.text,
                &b.goal,
            ))
        });
        Grouped::new(actions, pairs, |action| action.pair)
    }

    pub fn ideas(&mut self, context: &Context<'_>, pairs: usize) -> Grouped<Idea> {
        let mut ideas = self.read(context, Table::Partnerships, |cells, pair, _| {
            register::idea(cells, pair)
        });
        ideas.sort_by(|a, b| {
            (a.pair, a.scheduled_on, &a.text).cmp(&(b.pair, b.scheduled_on, &b.text))
        });
        Grouped::new(ideas, pairs, |idea| idea.pair)
    }

    pub fn contacts(&mut self, context: &Context<'_>, pairs: usize) -> Grouped<Contact> {
        let mut contacts = self.read(context, Table::Contacts, |cells, pair, _| {
            register::contact(cells, pair)
        });
        contacts.sort_by(|a, b| {
            let rest = |contact: &Contact| {
                let Contact {
                    failed,
                    by,
                    outcome,
                    note,
                    snooze_until,
                    ..
                } = contact.clone();
                (failed, by, outcome, note, snooze_until)
            };
            (a.pair, a.date)
                .cmp(&(b.pair, b.date))
                .then_with(|| rest(a).cmp(&rest(b)))
        });
        Grouped::new(contacts, pairs, |contact| contact.pair)
    }
}

/// The file that has most of some rows, the first of equals.
pub(super) fn fullest_file(files: impl Iterator<Item = u16>) -> u16 {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for file in files {
        *counts.entry(file).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    counts
        .into_iter()
        .find(|(_, count)| *count == most)
        .map_or(0, |(file, _)| file)
}
