//! The whole of reading, step by step.

use super::assemble::{self, Built, Context, FactIndex, PlacedChunk, Scales};
use super::blocks::{BLOCK_BYTES, Cutter};
use super::columns::Column;
use super::data_through::data_through;
use super::date_orders::{DateColumn, FileOrders};
use super::error::IngestError;
use super::fetch::Texts;
use super::ledger::{Entry, Ledger};
use super::pairing;
use super::question::Question;
use super::records::{Chunk, RatingEvidence, parse};
use super::report::FileReport;
use super::sheet::Sheet;
use super::source;
use super::stages::Stages;
use super::trouble::{Finding, ISOLATED_DATE, NOT_A_STAGE};
use super::values::numbers::ProgressEvidence;
use super::watch::Watch;
use crate::config::Config;
use crate::programme::{Day, Elements, FileFacts, Programme, StageModel, Supplied, Table};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// Everything that was read.
#[derive(Debug)]
pub struct Ingested {
    /// The facts.
    pub programme: Programme,
    /// What became of every row, and every cell that was not understood.
    pub ledger: Ledger,
    /// How each file was understood, in the order of `programme.files`.
    pub files: Vec<FileReport>,
    /// Files among the inputs that are of no supported kind.
    pub unsupported: Vec<String>,
    /// Files of which too many past session records do not say what became of them.
    pub unclear_status: Vec<UnclearStatus>,
    /// For reading single records again.
    pub texts: Texts,
}

/// A file of which more than one in five past session records has a blank or unrecognised
/// status, while the configuration does not say how to read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnclearStatus {
    /// Index of the file.
    pub file: u16,
    /// Its path as shown.
    pub path: String,
    /// Past records with a blank or unrecognised status.
    pub unclear: u64,
    /// Past records.
    pub of: u64,
}

/// Reads the inputs: files, and folders of files.
///
/// # Errors
/// When an input cannot be read, is not text, holds nothing that is recognised, or when dates
/// that are needed can be read in more than one way; and when the reading was called off.
pub fn read(
    inputs: &[PathBuf],
    config: &Config,
    watch: &dyn Watch,
) -> Result<Ingested, IngestError> {
    let sources = source::find(inputs)?;
    let sheets = sources
        .files
        .par_iter()
        .zip(0..u16::MAX)
        .map(|(found, file)| Sheet::open(file, found, config))
        .collect::<Result<Vec<_>, _>>()?;
    if sheets.iter().all(|sheet| sheet.plan.tables.is_empty()) {
        let files = sheets.iter().map(|sheet| sheet.shown.clone()).collect();
        return Err(IngestError::NothingRecognised { files });
    }
    let chunks = read_chunks(&sheets, watch)?;
    let evidence = Evidence::new(&sheets, &chunks, config);
    let needed: Vec<Question> = evidence.needed().cloned().collect();
    if !needed.is_empty() {
        return Err(IngestError::Ambiguous(needed));
    }
    let mut read = assembled(&sheets, &chunks, &evidence, config);
    drop(chunks);
    let mut files: Vec<_> = sheets
        .iter()
        .zip(&evidence.orders)
        .map(|(sheet, orders)| FileReport::new(sheet, orders))
        .collect();
    read.ledger.entries.sort();
    for (file, report) in (0..).zip(&mut files) {
        report.count(file, &read.ledger);
    }
    Ok(Ingested {
        programme: read.programme,
        ledger: read.ledger,
        unclear_status: read.unclear,
        files,
        unsupported: sources.unsupported,
        texts: Texts { sheets },
    })
}

/// Parses all files: blocks of one file side by side, files side by side.
fn read_chunks(sheets: &[Sheet], watch: &dyn Watch) -> Result<Vec<Chunk>, IngestError> {
    let progress = Progress {
        watch,
        read: AtomicU64::new(0),
        of: sheets.iter().map(|sheet| sheet.text.end).sum(),
    };
    let of_sheets = sheets
        .par_iter()
        .filter(|sheet| !sheet.plan.tables.is_empty())
        .map(|sheet| read_sheet(sheet, &progress))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(of_sheets.into_iter().flatten().collect())
}

struct Progress<'a> {
    watch: &'a dyn Watch,
    read: AtomicU64,
    of: u64,
}

impl Progress<'_> {
    fn add(&self, bytes: usize) -> Result<(), IngestError> {
        let read = self.read.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        self.watch.bytes(read, self.of);
        if self.watch.cancelled() {
            return Err(IngestError::Cancelled);
        }
        Ok(())
    }
}

fn read_sheet(sheet: &Sheet, progress: &Progress<'_>) -> Result<Vec<Chunk>, IngestError> {
    let failed = |source| IngestError::Unreadable {
        path: PathBuf::from(&sheet.shown),
        source,
    };
    let offset = sheet.text.start + sheet.layout.data_offset;
    let reader = sheet.text.reader(offset).map_err(failed)?;
    let cutter = Cutter::new(
        reader,
        sheet.dialect,
        offset,
        sheet.layout.data_line,
        BLOCK_BYTES,
    );
    let mut chunks = cutter
        .par_bridge()
        .map(|block| {
            let block = block.map_err(failed)?;
            progress.add(block.bytes.len())?;
            Ok(parse(sheet, &block))
        })
        .collect::<Result<Vec<_>, IngestError>>()?;
    chunks.sort_by_key(|chunk| chunk.index);
    Ok(chunks)
}

/// What the whole of each file says about its dates and numbers.
struct Evidence {
    orders: Vec<FileOrders>,
    scales: Vec<Scales>,
}

impl Evidence {
    fn new(sheets: &[Sheet], chunks: &[Chunk], config: &Config) -> Self {
        let mut evidence = Self {
            orders: Vec::new(),
            scales: Vec::new(),
        };
        for sheet in sheets {
            let mut dates = vec![DateColumn::default(); sheet.plan.dates.len()];
            let mut progress = ProgressEvidence::default();
            let mut ratings = RatingEvidence::default();
            for chunk in chunks.iter().filter(|chunk| chunk.file == sheet.file) {
                for (column, found) in dates.iter_mut().zip(&chunk.dates) {
                    column.merge(found);
                }
                progress.merge(&chunk.progress);
                ratings.merge(&chunk.ratings);
            }
            evidence
                .orders
                .push(FileOrders::decide(sheet, &dates, config));
            evidence
                .scales
                .push(Scales::new(progress.decide(), &ratings, config));
        }
        evidence
    }

    fn needed(&self) -> impl Iterator<Item = &Question> {
        let questions = self.orders.iter().flat_map(|orders| &orders.questions);
        questions.filter(|question| question.needed)
    }
}

/// A programme with its ledger.
struct Assembled {
    programme: Programme,
    ledger: Ledger,
    unclear: Vec<UnclearStatus>,
}

fn assembled(
    sheets: &[Sheet],
    chunks: &[Chunk],
    evidence: &Evidence,
    config: &Config,
) -> Assembled {
    let is_register = |file: u16, table: usize| {
        pairing::is_register(sheets[usize::from(file)].plan.tables[table].table())
    };
    let pairing = pairing::pair_up(chunks, is_register, config);
    let stages = Stages::choose(chunks, config);
    let facts = FactIndex::new(sheets);
    let context = Context {
        config,
        sheets,
        chunks,
        orders: &evidence.orders,
        scales: &evidence.scales,
        pairing: &pairing,
        stages: &stages,
        facts: &facts,
    };
    let placed = assemble::place(&context);
    let built = assemble::build(&context, &placed);
    let mut ledger = Book {
        sheets,
        ledger: Ledger::default(),
    };
    ledger.chunks(chunks, evidence, &placed);
    ledger.stages(chunks, &stages);
    ledger.built(&built);
    let days = all_days(&built);
    let (latest, isolated) = data_through(&days);
    for (day, origin) in isolated {
        ledger.enter(&Finding {
            origin,
            header: None,
            value: day.to_string().into(),
            trouble: ISOLATED_DATE,
        });
    }
    let through = config.exported_on.or(latest);
    Assembled {
        unclear: unclear(sheets, &built, through, config),
        ledger: ledger.ledger,
        programme: Programme {
            attributes: facts
                .attributes
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            cohort_derived: facts.number(Column::Cohort).is_none(),
            files: file_facts(sheets, &built),
            supplied: supplied(sheets),
            stage_model: stage_model(stages),
            data_through: through,
            unlinked_forms: unlinked(placed),
            partitions: built.into_iter().map(|built| built.partition).collect(),
        },
    }
}

fn stage_model(stages: Stages) -> StageModel {
    stages.model
}

fn all_days(built: &[Built]) -> BTreeMap<Day, crate::programme::Origin> {
    let mut days = BTreeMap::new();
    for (day, origin) in built.iter().flat_map(|built| &built.days) {
        let first = days.entry(*day).or_insert(*origin);
        *first = (*first).min(*origin);
    }
    days
}

fn unlinked(placed: Vec<PlacedChunk>) -> Vec<(Option<String>, u64)> {
    let mut forms: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for (cohort, count) in placed.into_iter().flat_map(|placed| placed.unlinked) {
        *forms.entry(cohort).or_default() += count;
    }
    forms.into_iter().collect()
}

/// Share of past records from which the status of a file is unclear: one in `1 / 0.2`.
const UNCLEAR_ONE_IN: u64 = 5;

fn unclear(
    sheets: &[Sheet],
    built: &[Built],
    through: Option<Day>,
    config: &Config,
) -> Vec<UnclearStatus> {
    let mut counts: BTreeMap<u16, (u64, u64)> = BTreeMap::new();
    for (&(file, day), &(unclear, of)) in built.iter().flat_map(|built| &built.unclear) {
        if through.is_none_or(|through| day <= through) {
            let counts = counts.entry(file).or_default();
            counts.0 += unclear;
            counts.1 += of;
        }
    }
    let told = config.blank_status.is_some();
    counts
        .into_iter()
        .filter(|(_, (unclear, of))| !told && unclear * UNCLEAR_ONE_IN > *of)
        .map(|(file, (unclear, of))| UnclearStatus {
            file,
            path: sheets[usize::from(file)].shown.clone(),
            unclear,
            of,
        })
        .collect()
}

fn file_facts(sheets: &[Sheet], built: &[Built]) -> Vec<FileFacts> {
    let newest = |file: u16| {
        let of_partitions = built.iter().filter_map(|built| built.newest.get(&file));
        of_partitions.max().copied()
    };
    sheets
        .iter()
        .map(|sheet| FileFacts {
            path: sheet.shown.clone(),
            elements: elements(sheet),
            has_status: of_sessions(sheet, |column| column == Column::Status),
            newest: newest(sheet.file),
        })
        .collect()
}

/// Whether the session records of a file have a column.
fn of_sessions(sheet: &Sheet, wanted: impl Fn(Column) -> bool) -> bool {
    let mut tables = sheet.plan.tables.iter();
    let sessions = tables.find(|table| table.table() == Table::Sessions);
    sessions.is_some_and(|table| {
        let mut columns = table.mapping.columns.iter();
        columns.any(|(_, column)| wanted(*column))
    })
}

fn elements(sheet: &Sheet) -> Elements {
    let of = |column: Column| match column {
        Column::Progress | Column::GoalProgress(_) => Elements::PROGRESS,
        Column::Issues | Column::Issue(_) => Elements::ISSUES,
        Column::Learnings => Elements::LEARNINGS,
        Column::Actions | Column::Action(_) => Elements::ACTIONS,
        Column::NextMeeting => Elements::NEXT_MEETING,
        _ => Elements::default(),
    };
    let tables = sheet.plan.tables.iter();
    let sessions = tables.filter(|table| table.table() == Table::Sessions);
    sessions
        .flat_map(|table| &table.mapping.columns)
        .fold(Elements::default(), |all, (_, column)| {
            all.union(of(*column))
        })
}

fn supplied(sheets: &[Sheet]) -> Supplied {
    let table = |wanted: Table| {
        let mut tables = sheets.iter().flat_map(|sheet| &sheet.plan.tables);
        tables.any(|table| table.table() == wanted)
    };
    let in_sessions =
        |wanted: fn(Column) -> bool| sheets.iter().any(|sheet| of_sessions(sheet, wanted));
    let anywhere = |wanted: fn(Column) -> bool| sheets.iter().any(|sheet| sheet.plan.has(wanted));
    Supplied {
        sessions: table(Table::Sessions),
        evaluations: table(Table::Evaluations),
        pairs: table(Table::Pairs),
        goals: table(Table::Goals)
            || in_sessions(|column| matches!(column, Column::GoalProgress(_) | Column::NewGoal)),
        actions: table(Table::Actions)
            || in_sessions(|column| matches!(column, Column::Actions | Column::Action(_))),
        partnerships: table(Table::Partnerships),
        closure: anywhere(|column| matches!(column, Column::ClosedOn | Column::ClosureReason)),
        next_meeting: in_sessions(|column| column == Column::NextMeeting),
        stated_sessions: anywhere(|column| {
            matches!(column, Column::LastSessionOn | Column::SessionsTotal)
        }),
    }
}

/// Writes the ledger.
struct Book<'a> {
    sheets: &'a [Sheet],
    ledger: Ledger,
}

impl Book<'_> {
    fn enter(&mut self, finding: &Finding) {
        let file = usize::from(finding.origin.file);
        let Some(sheet) = self.sheets.get(file) else {
            return;
        };
        let tables = &sheet.plan.tables;
        let table = finding
            .header
            .and_then(|header| {
                let mut tables = tables.iter();
                tables.find(|table| table.mapping.column_of(header).is_some())
            })
            .or(tables.first());
        let title = finding
            .header
            .and_then(|header| sheet.layout.headers.get(header));
        self.ledger.entries.push(Entry {
            origin: finding.origin,
            table: table.map(super::plan::TablePlan::table),
            column: title.cloned().unwrap_or_default(),
            value: finding.value.to_string(),
            rule: finding.trouble.rule.to_owned(),
            severity: finding.trouble.severity,
            consequence: finding.trouble.consequence.to_owned(),
        });
    }

    fn chunks(&mut self, chunks: &[Chunk], evidence: &Evidence, placed: &[PlacedChunk]) {
        for finding in evidence.orders.iter().flat_map(|orders| &orders.findings) {
            self.enter(finding);
        }
        for (chunk, placed) in chunks.iter().zip(placed) {
            for (table, tally) in &chunk.settled {
                let place = self.ledger.tallies.entry((chunk.file, *table)).or_default();
                place.absorb(tally);
            }
            for (&(table, fate), &rows) in &placed.fates {
                self.ledger.count(chunk.file, table, fate, rows);
            }
            for finding in chunk.findings.iter().chain(&placed.findings) {
                self.enter(finding);
            }
        }
    }

    fn built(&mut self, built: &[Built]) {
        for built in built {
            for (&(file, table, fate), &rows) in &built.fates {
                self.ledger.count(file, table, fate, rows);
            }
            for finding in &built.findings {
                self.enter(finding);
            }
        }
    }

    /// One entry for each distinct value that is no stage of the model.
    fn stages(&mut self, chunks: &[Chunk], stages: &Stages) {
        let mut unknown: BTreeMap<String, (Finding, u64)> = BTreeMap::new();
        for chunk in chunks {
            let ranks = stages.ranks(chunk);
            for session in &chunk.sessions {
                if ranks.get(&session.stage).is_some_and(Option::is_none) {
                    let value = chunk.texts.text(session.stage);
                    let origin = crate::programme::Origin {
                        file: chunk.file,
                        line: session.line,
                        offset: session.offset,
                    };
                    let found = unknown.entry(crate::programme::fold(value));
                    let (finding, count) = found.or_insert_with(|| {
                        let finding = Finding {
                            origin,
                            header: stage_header(&self.sheets[usize::from(chunk.file)]),
                            value: value.into(),
                            trouble: NOT_A_STAGE,
                        };
                        (finding, 0)
                    });
                    *count += 1;
                    if origin < finding.origin {
                        finding.origin = origin;
                    }
                }
            }
        }
        for (mut finding, count) in unknown.into_values() {
            finding.value = format!("{} ({count} rows)", finding.value).into();
            self.enter(&finding);
        }
    }
}

fn stage_header(sheet: &Sheet) -> Option<usize> {
    let mut tables = sheet.plan.tables.iter();
    let sessions = tables.find(|table| table.table() == Table::Sessions)?;
    sessions.mapping.header_of(Column::Stage)
}
