//! Builds one partition: its pairs with everything that belongs to them.

use super::Context;
use super::facts::{FactReader, Facts, Said, said};
use super::placing::PlacedChunk;
use super::registers::{self, Registers, Row};
use super::sessions::{Gathered, Sessions, Settler};
use super::terms::{Terms, pauses};
use crate::ingest::columns::Column;
use crate::ingest::pairing::{Address, Share, is_register};
use crate::ingest::plan::Fact;
use crate::ingest::records::Cells;
use crate::ingest::supply::StatusCounts;
use crate::ingest::trouble::{self, Finding};
use crate::programme::{
    Closure, Day, Fate, Grouped, Origin, Pair, Partition, Pause, Session, Stated, Status, Table,
    display_text,
};
use crate::values::{answers, durations, numbers};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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
    let chunks = context.chunks.par_iter();
    let settlers: Vec<_> = chunks.map(|chunk| Settler::new(context, chunk)).collect();
    (0..context.pairing.universe.partitions())
        .into_par_iter()
        .map(|partition| build_one(context, &settlers, placed, partition))
        .collect()
}

fn build_one(
    context: &Context<'_>,
    settlers: &[Settler<'_>],
    placed: &[PlacedChunk],
    partition: usize,
) -> Built {
    let ids = context.pairing.universe.ids(partition);
    let mut sessions = Sessions::gather(context, settlers, placed, partition);
    let mut registers = Registers::gather(context, placed, partition);
    let forms = registers.forms(context, ids.len());
    let goals = registers.goals(context, ids.len());
    let of_sessions = std::mem::take(&mut sessions.actions);
    let actions = registers.actions(context, of_sessions, ids.len());
    let ideas = registers.ideas(context, ids.len());
    let contacts = registers.contacts(context, ids.len());
    let terms = Terms::of(context, &registers.rows);
    let facts = facts(
        context,
        &sessions,
        (&registers.rows, &terms),
        partition,
        ids.len(),
    );
    let mut findings = facts.differences(context.orders);
    findings.extend_from_slice(&terms.findings);
    let pauses = pauses(context, &registers.rows);
    let mut pairs: Vec<Pair> = (0..ids.len())
        .map(|pair| {
            let mut reader = FactReader {
                facts: &facts,
                orders: context.orders,
                findings: &mut findings,
                pair,
            };
            let mut read = read_pair(context, &ids[pair], &mut reader, pauses.get(&pair));
            name_people(context, partition, pair, &mut read);
            read.pauses.extend_from_slice(terms.between(pair));
            read.pauses.sort_unstable();
            read
        })
        .collect();
    set_origins(&mut pairs, &registers.rows);
    drop(facts);
    let Sessions {
        kept,
        details,
        fates,
        findings: of_sessions,
        statuses,
        ..
    } = sessions;
    // Collected from a consumed vector, the rows would keep its larger allocation.
    let rows = kept.iter().map(|gathered| gathered.session).collect();
    drop(kept);
    let sessions = Grouped::new(rows, ids.len(), |session: &Session| session.pair);
    findings.extend(of_sessions);
    findings.extend(registers.findings);
    let partition = Partition {
        pairs,
        sessions,
        details,
        forms,
        goals,
        actions,
        ideas,
        contacts,
    };
    let mut built = Built {
        partition,
        fates,
        findings,
        days: BTreeMap::new(),
        newest: BTreeMap::new(),
        statuses,
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
}

impl Built {
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

/// What all rows of a partition say about its pairs.
fn facts<'a>(
    context: &'a Context<'_>,
    sessions: &Sessions,
    (rows, terms): (&[Row<'a>], &Terms),
    partition: usize,
    pairs: usize,
) -> Facts<'a> {
    let mut facts = Facts::new(context.facts, pairs);
    for gathered in &sessions.kept {
        let share = gathered.share(context, partition);
        say_session(context, gathered, share, &mut facts);
    }
    for row in rows {
        say_row(context, row, terms, &mut facts);
    }
    facts
}

fn say_session<'a>(
    context: &'a Context<'_>,
    gathered: &Gathered,
    share: Share,
    facts: &mut Facts<'a>,
) {
    let chunk = &context.chunks[gathered.chunk as usize];
    let numbers = context.facts.of_file(chunk.file);
    let from = gathered.record as usize * numbers.len();
    let Some(texts) = chunk.facts.get(from..from + numbers.len()) else {
        return;
    };
    let sources = &context.sheets[usize::from(chunk.file)].plan.facts;
    for ((fact, text), (name, source)) in numbers.iter().zip(texts).zip(sources) {
        if !text.is_blank() && is_of_pair(name, share) {
            let said = Said {
                text: chunk.texts.text(*text),
                registered: false,
                day: Some(gathered.session.date),
                origin: gathered.session.origin,
                header: source.header(),
            };
            facts.say(gathered.session.pair as usize, *fact, said);
        }
    }
}

fn say_row<'a>(context: &'a Context<'_>, row: &Row<'a>, terms: &Terms, facts: &mut Facts<'a>) {
    let file = usize::from(row.chunk.file);
    let sheet = &context.sheets[file];
    let mut ignored = Vec::new();
    let mut cells = Cells::new(sheet, &context.orders[file], row.raw, &mut ignored);
    let day = registers::day(&mut cells, row.table);
    let numbers = context.facts.of_file(row.chunk.file);
    for (fact, (name, source)) in numbers.iter().zip(&sheet.plan.facts) {
        if !is_of_pair(name, row.share) || !terms.is_said(row, name) {
            continue;
        }
        let (header, text) = said(sheet, source, &row.raw.record);
        let said = Said {
            text,
            registered: is_register(row.table),
            day,
            origin: row.origin(),
            header,
        };
        facts.say(row.pair as usize, *fact, said);
    }
}

/// Whether a row says a fact of one pair: names in a row of several pairs are those of all.
fn is_of_pair(fact: &Fact, share: Share) -> bool {
    share == Share::Whole || !matches!(fact, Fact::Column(Column::Mentor | Column::Mentee))
}

/// Names of a pair that is only named together with others.
fn name_people(context: &Context<'_>, partition: usize, pair: usize, read: &mut Pair) {
    let (Ok(partition), Ok(pair)) = (u32::try_from(partition), u32::try_from(pair)) else {
        return;
    };
    if let Some((mentor, mentee)) = context.pairing.people.get(&Address { partition, pair }) {
        read.mentor.get_or_insert_with(|| mentor.clone());
        read.mentee.get_or_insert_with(|| mentee.clone());
    }
}

fn read_pair(
    context: &Context<'_>,
    id: &str,
    facts: &mut FactReader<'_, '_>,
    pauses: Option<&BTreeSet<Pause>>,
) -> Pair {
    let from = facts.date(Column::PausedFrom, trouble::NOT_A_DATE);
    let until = facts.date(Column::PausedUntil, trouble::NOT_A_DATE);
    let stated = from.map(|from| Pause { from, until });
    let pauses: Vec<Pause> = match pauses {
        Some(pauses) => pauses.iter().copied().collect(),
        None => stated.into_iter().collect(),
    };
    let pair = Pair {
        id: id.to_owned(),
        mentor: facts.text(Column::Mentor),
        mentee: facts.text(Column::Mentee),
        attributes: attributes(context, facts),
        started_on: facts.date(Column::StartedOn, trouble::NOT_A_DATE),
        planned_end_on: facts.date(Column::PlannedEndOn, trouble::NOT_A_DATE),
        closed_on: facts.date(Column::ClosedOn, trouble::NOT_A_DATE),
        closure: closure(context, facts),
        closure_reason: facts.text(Column::ClosureReason),
        agreed_every_days: facts.read(
            Column::AgreedEvery,
            |text| durations::every_days(text).filter(|days| *days > 0.0),
            trouble::NOT_A_FREQUENCY,
        ),
        agreed_minutes: facts.read(
            Column::AgreedMinutes,
            |text| durations::minutes(text).filter(|minutes| *minutes > 0.0),
            trouble::NOT_A_LENGTH,
        ),
        agreement_signed_on: facts.date(Column::AgreementSignedOn, trouble::NOT_A_DATE),
        pauses,
        stated: Stated {
            last_session_on: facts.date(Column::LastSessionOn, trouble::NOT_A_DATE),
            sessions_total: facts.read(
                Column::SessionsTotal,
                numbers::whole,
                trouble::NOT_A_NUMBER,
            ),
        },
        origin: None,
    };
    note_impossible(&pair, facts);
    pair
}

fn attributes(context: &Context<'_>, facts: &FactReader<'_, '_>) -> Vec<Option<String>> {
    let names = context.facts.attributes.iter();
    names
        .map(|(_, fact)| {
            let said = facts.facts.of(facts.pair, (*fact)?)?;
            Some(display_text(said.text))
        })
        .collect()
}

fn closure(context: &Context<'_>, facts: &mut FactReader<'_, '_>) -> Option<Closure> {
    let said = *facts.facts.column(facts.pair, Column::ClosureReason)?;
    let config = context.config;
    let closure = answers::closure(said.text, &config.planned_reasons, &config.early_reasons);
    if closure == Closure::Unrecognised {
        facts.note(&said, trouble::NOT_A_CLOSURE);
    }
    Some(closure)
}

/// What cannot be is left to the measures, which know what to do; here it is noted.
fn note_impossible(pair: &Pair, facts: &mut FactReader<'_, '_>) {
    let before = |earlier: Option<Day>, later: Option<Day>| {
        earlier
            .zip(later)
            .is_some_and(|(earlier, later)| earlier < later)
    };
    if before(pair.closed_on, pair.started_on)
        && let Some(said) = facts.facts.column(facts.pair, Column::ClosedOn).copied()
    {
        facts.note(&said, trouble::CLOSED_BEFORE_START);
    }
    let ended = matches!(pair.closure, Some(Closure::AsPlanned | Closure::Early));
    if ended
        && pair.closed_on.is_none()
        && let Some(said) = facts
            .facts
            .column(facts.pair, Column::ClosureReason)
            .copied()
    {
        facts.note(&said, trouble::CLOSED_ON_NO_DAY);
    }
    let until = facts.facts.column(facts.pair, Column::PausedUntil).copied();
    let has_begin = facts.facts.column(facts.pair, Column::PausedFrom).is_some();
    if let Some(said) = until.filter(|_| !has_begin) {
        facts.note(&said, trouble::PAUSE_WITHOUT_START);
    }
    let mut pauses = pair.pauses.iter();
    if pauses.any(|pause| before(pause.until, Some(pause.from)))
        && let Some(said) = until
    {
        facts.note(&said, trouble::PAUSE_ENDS_BEFORE_START);
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

/// Without any cohort, pairs are grouped by the half-year in which they start.
fn derive_cohorts(partition: &mut Partition) {
    for index in 0..partition.pairs.len() {
        let start = partition.pairs[index].started_on.or_else(|| {
            let sessions = partition
                .sessions
                .of(index)
                .iter()
                .map(|session| session.date);
            let forms = partition
                .forms
                .of(index)
                .iter()
                .filter_map(|form| form.date);
            let goals = partition
                .goals
                .of(index)
                .iter()
                .filter_map(|goal| goal.set_on);
            sessions.chain(forms).chain(goals).min()
        });
        if let Some(cohort) = partition.pairs[index].attributes.first_mut() {
            *cohort = start.map(half_year);
        }
    }
}

fn half_year(day: Day) -> String {
    let half = if day.month() <= 6 { 1 } else { 2 };
    format!("{} H{half}", day.year())
}
