//! Builds one partition: its pairs with everything that belongs to them.

use super::Context;
use super::attendance;
use super::cohorts::derive_cohorts;
use super::facts::FactReader;
use super::pairs::{name_people, read_pair};
use super::placing::PlacedChunk;
use super::registers::{Registers, Row};
use super::sayings::facts;
use super::sessions::{Gathered, Sessions, Settler};
use super::terms::{Terms, pauses};
use crate::ingest::columns::Column;
use crate::ingest::pairing::is_register;
use crate::ingest::supply::StatusCounts;
use crate::ingest::trouble::{self, Finding};
use crate::programme::{Day, Fate, Grouped, Origin, Pair, Partition, Session, Status, Table};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A partition, and what was learnt while it was built.
pub(in crate::ingest) struct Built {
    pub partition: Partition,
    pub fates: BTreeMap<(u16, Table, Fate), u64>,
    pub findings: Vec<Finding>,
    /// Days of held sessions and dated forms, with the first place of each.
    pub days: BTreeMap<Day, Origin>,
    /// The latest of them in each file.
    pub newest: BTreeMap<u16, Day>,
    /// What session records say of their status, by file and day.
    pub statuses: BTreeMap<(u16, Day), StatusCounts>,
}

/// Builds all partitions.
pub(in crate::ingest) fn build(context: &Context<'_>, placed: &[PlacedChunk]) -> Vec<Built> {
    let chunks = context.chunks.par_iter().with_max_len(1);
    let settlers: Vec<_> = chunks.map(|chunk| Settler::new(context, chunk)).collect();
    (0..context.pairing.universe.partitions())
        .into_par_iter()
        .with_max_len(1)
        .map(|partition| build_one(context, &settlers, placed, partition))
        .collect()
}

fn build_one(
    context: &Context<'_>,
    settlers: &[Settler<'_>],
    placed: &[PlacedChunk],
    partition: usize,
) -> Built {
    let pairs = context.pairing.universe.ids(partition).len();
    let mut sessions = Sessions::gather(context, settlers, placed, partition);
    let mut registers = Registers::gather(context, placed, partition);
    let mut findings = Vec::new();
    let read = read_pairs(
        context,
        &sessions,
        &registers.rows,
        partition,
        &mut findings,
    );
    attendance::settle(context, &mut sessions, &read);
    let goals = registers.goals(context, pairs);
    let forms = registers.forms(context, &goals, &read);
    let of_sessions = std::mem::take(&mut sessions.actions);
    let actions = registers.actions(context, of_sessions, pairs);
    let ideas = registers.ideas(context, pairs);
    let contacts = registers.contacts(context, pairs);
    findings.append(&mut sessions.findings);
    findings.append(&mut registers.findings);
    let mut built = Built {
        partition: Partition {
            pairs: read,
            sessions: grouped(sessions.kept, pairs),
            details: sessions.details,
            forms,
            goals,
            actions,
            ideas,
            contacts,
        },
        fates: sessions.fates,
        findings,
        days: BTreeMap::new(),
        newest: BTreeMap::new(),
        statuses: sessions.statuses,
    };
    for (place, rows) in registers.fates {
        *built.fates.entry(place).or_default() += rows;
    }
    built.note_early_sessions();
    built.collect_days();
    if !context.has_sessions() {
        built.collect_stated_days();
    }
    if context.facts.number(Column::Cohort).is_none() {
        derive_cohorts(&mut built.partition);
    }
    built
}

/// The pairs of a partition, as all of its rows describe them.
fn read_pairs(
    context: &Context<'_>,
    sessions: &Sessions,
    rows: &[Row<'_>],
    partition: usize,
    findings: &mut Vec<Finding>,
) -> Vec<Pair> {
    let ids = context.pairing.universe.ids(partition);
    let terms = Terms::of(context, rows);
    let facts = facts(context, sessions, (rows, &terms), partition, ids.len());
    findings.extend(facts.differences(context.orders, &context.config.split_people));
    findings.extend_from_slice(&terms.findings);
    let pauses = pauses(context, rows);
    let read = |(pair, id): (usize, &String)| {
        let mut reader = FactReader {
            facts: &facts,
            orders: context.orders,
            findings,
            pair,
        };
        let mut read = read_pair(context, id, &mut reader, pauses.get(&pair));
        name_people(context, partition, pair, &mut read);
        read.pauses.extend_from_slice(terms.between(pair));
        read.pauses.sort_unstable();
        read
    };
    let mut pairs: Vec<Pair> = ids.iter().enumerate().map(read).collect();
    set_origins(&mut pairs, rows);
    pairs
}

/// The sessions that are kept, pair by pair.
fn grouped(kept: Vec<Gathered>, pairs: usize) -> Grouped<Session> {
    // Collected from a consumed vector, the rows would keep its larger allocation.
    let rows = kept.iter().map(|gathered| gathered.session).collect();
    drop(kept);
    Grouped::new(rows, pairs, |session: &Session| session.pair)
}

impl Built {
    fn collect_days(&mut self) {
        let sessions = self.partition.sessions.all().iter();
        let held = sessions
            .filter(|session| session.status == Status::Held)
            .map(|session| (session.date, session.origin));
        let forms = self.partition.forms.all().iter();
        let dated = forms.filter_map(|form| Some((form.date?, form.origin)));
        for (day, origin) in held.chain(dated) {
            let first = self.days.entry(day).or_insert(origin);
            *first = (*first).min(origin);
            let newest = self.newest.entry(origin.file).or_insert(day);
            *newest = (*newest).max(day);
        }
    }

    /// Sessions before the start of their pair count and are noted.
    fn note_early_sessions(&mut self) {
        let Partition {
            pairs, sessions, ..
        } = &self.partition;
        for (index, pair) in pairs.iter().enumerate() {
            let start = pair.started_on;
            let early = |session: &&Session| start.is_some_and(|start| session.date < start);
            let early = sessions.of(index).iter().take_while(early);
            self.findings.extend(early.map(|session| Finding {
                origin: session.origin,
                header: None,
                value: session.date.to_string().into(),
                trouble: trouble::BEFORE_START,
            }));
        }
    }

    /// Without session records, the last sessions that the source states are what is known of
    /// meetings.
    fn collect_stated_days(&mut self) {
        for pair in &self.partition.pairs {
            if let (Some(day), Some(origin)) = (pair.stated.last_session_on, pair.origin) {
                let first = self.days.entry(day).or_insert(origin);
                *first = (*first).min(origin);
                let newest = self.newest.entry(origin.file).or_insert(day);
                *newest = (*newest).max(day);
            }
        }
    }
}

/// A pair stands where its first row of the register stands.
fn set_origins(pairs: &mut [Pair], rows: &[Row<'_>]) {
    for row in rows.iter().filter(|row| is_register(row.table)) {
        if let Some(pair) = pairs.get_mut(row.pair as usize) {
            let origin = row.origin();
            pair.origin = Some(pair.origin.map_or(origin, |known| known.min(origin)));
        }
    }
}
