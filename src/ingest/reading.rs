//! The whole of reading, step by step.

use super::assemble::{self, Built, Context, FactIndex, PlacedChunk, Scales};
use super::blocks::{BLOCK_BYTES, Cutter};
use super::book::Book;
use super::chronology;
use super::columns::Column;
use super::containers::Unsupported;
use super::data_through::data_through;
use super::date_orders::{DateColumn, FileOrders};
use super::error::IngestError;
use super::fetch::Texts;
use super::ledger::Ledger;
use super::links::Links;
use super::pairing::{self, Address, Counted, NearMiss};
use super::plain;
use super::question::Question;
use super::records::{Chunk, RatingEvidence, parse};
use super::repeats;
use super::report::FileReport;
use super::sheet::{self, Sheet};
use super::source::{self, Sources};
use super::stages::Stages;
use super::supply::{UnclearStatus, file_facts, supplied, unclear};
use super::trouble::{Finding, ISOLATED_DATE};
use super::values::answers::{CodeEvidence, Coding};
use super::values::lists::Options;
use super::values::numbers::ProgressEvidence;
use super::versions;
use super::watch::Watch;
use crate::config::Config;
use crate::programme::{Day, Origin, Partition, Programme, Table, display_text};
use rayon::prelude::*;
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
    /// What stands among the inputs and was not read.
    pub unsupported: Vec<Unsupported>,
    /// Files of which too many past session records do not say what became of them.
    pub unclear_status: Vec<UnclearStatus>,
    /// Pairs that names in the rows may have meant, though they were not joined.
    pub suggestions: Vec<NearMiss>,
    /// Whether any row names several people, and so is a record of several pairs.
    pub rows_of_several: bool,
    /// The first day of records that lie too long after all others to say how far the records
    /// reach, unless the configuration says it.
    pub isolated_from: Option<Day>,
    /// For reading single records again.
    pub texts: Texts,
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
    let opened = Opened::new(inputs, config)?;
    let sheets = opened.sheets;
    if sheets.iter().all(|sheet| sheet.plan.tables.is_empty()) {
        return Err(IngestError::NothingRecognised {
            files: sheets.iter().map(lacking).collect(),
            questions: sheets.iter().flat_map(Sheet::questions).collect(),
        });
    }
    let mut chunks = read_chunks(&sheets, watch)?;
    if chunks.iter().all(Chunk::is_empty) {
        let files = sheets.iter().map(lacking).collect();
        return Err(IngestError::NoRows { files });
    }
    let evidence = Evidence::new(&sheets, &chunks, config)?;
    let needed = needed(&sheets, &evidence);
    if !needed.is_empty() {
        return Err(IngestError::Ambiguous(needed));
    }
    versions::settle(&sheets, &mut chunks, &evidence.orders, config);
    let read = assembled(&sheets, &chunks, &evidence, &opened.links, config);
    drop(chunks);
    Ok(Ingested {
        files: reports(&sheets, &evidence, &read.ledger)?,
        programme: read.programme,
        ledger: read.ledger,
        unclear_status: read.unclear,
        suggestions: read.suggestions,
        rows_of_several: read.rows_of_several,
        isolated_from: read.isolated_from,
        unsupported: opened.unsupported,
        texts: Texts { sheets },
    })
}

/// How the inputs were understood, where no programme can be made of them.
#[derive(Debug)]
pub struct Inspected {
    /// How each file was understood.
    pub files: Vec<FileReport>,
    /// What can be said of the rows without knowing the pairs.
    pub ledger: Ledger,
    /// What stands among the inputs and was not read.
    pub unsupported: Vec<Unsupported>,
}

/// How the inputs were understood, where [`read`] cannot make a programme of them: needed dates
/// that are ambiguous are questions, files without a table are described, and the counts stop
/// at what can be said without knowing the pairs.
///
/// # Errors
/// When an input cannot be read or is not text, and when the reading was called off.
pub fn inspect(
    inputs: &[PathBuf],
    config: &Config,
    watch: &dyn Watch,
) -> Result<Inspected, IngestError> {
    let Opened {
        sheets,
        unsupported,
        ..
    } = Opened::new(inputs, config)?;
    let chunks = read_chunks(&sheets, watch)?;
    let evidence = Evidence::new(&sheets, &chunks, config)?;
    let mut book = Book::new(&sheets, BTreeMap::new());
    book.chunks(&chunks, &evidence.orders, &[]);
    for chunk in &chunks {
        book.unplaced(chunk);
    }
    let ledger = book.finished();
    Ok(Inspected {
        files: reports(&sheets, &evidence, &ledger)?,
        ledger,
        unsupported,
    })
}

/// The inputs, opened and recognised.
struct Opened {
    sheets: Vec<Sheet>,
    links: Links,
    unsupported: Vec<Unsupported>,
}

impl Opened {
    fn new(inputs: &[PathBuf], config: &Config) -> Result<Self, IngestError> {
        let mut sources = source::find(inputs)?;
        let mut sheets = open(&sources, config)?;
        let unjoined = repeats::join(&mut sheets, config)?;
        sources.unsupported.extend(unjoined);
        sources.unsupported.sort();
        sheet::find_twins(&mut sheets);
        Ok(Self {
            links: Links::of(&sheets)?,
            sheets,
            unsupported: sources.unsupported,
        })
    }
}

fn open(sources: &Sources, config: &Config) -> Result<Vec<Sheet>, IngestError> {
    let files = sources.files.par_iter().zip(0..u16::MAX);
    let open = |(found, file)| Sheet::open(file, found, config);
    files.map(open).collect()
}

/// What a file lacks, as a line for a person.
fn lacking(sheet: &Sheet) -> String {
    let shown = display_text(&sheet.shown);
    if sheet.layout.headers.iter().all(String::is_empty) {
        return format!("{shown} is empty");
    }
    if !sheet.plan.tables.is_empty() {
        return format!("{shown} has headers and no rows");
    }
    match &sheet.recognition.nearest {
        Some(nearest) => format!(
            "{shown} is most like {}, and lacks {}",
            nearest.table.name(),
            nearest.missing.join(" and ")
        ),
        None => format!("{shown} has no header that is known"),
    }
}

fn reports(
    sheets: &[Sheet],
    evidence: &Evidence,
    ledger: &Ledger,
) -> Result<Vec<FileReport>, IngestError> {
    let report = |(sheet, orders)| {
        let mut report = FileReport::new(sheet, orders);
        if sheet.plan.tables.is_empty() {
            let rows = plain::count(sheet)?;
            (report.rows, report.footer_rows) = (rows.data, rows.footer);
        } else {
            report.count(sheet.file, ledger);
        }
        Ok(report)
    };
    sheets.iter().zip(&evidence.orders).map(report).collect()
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
        block_bytes(sheet),
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

/// Rows that lean on those above them are read in one go.
fn block_bytes(sheet: &Sheet) -> usize {
    if sheet.shape.looks_up() {
        usize::try_from(sheet.text.end)
            .unwrap_or(BLOCK_BYTES)
            .max(BLOCK_BYTES)
    } else {
        BLOCK_BYTES
    }
}

/// What the whole of each file says about its dates and numbers.
struct Evidence {
    orders: Vec<FileOrders>,
    scales: Vec<Scales>,
}

impl Evidence {
    fn new(sheets: &[Sheet], chunks: &[Chunk], config: &Config) -> Result<Self, IngestError> {
        let mut evidence = Self {
            orders: Vec::new(),
            scales: Vec::new(),
        };
        for sheet in sheets {
            let mut dates = vec![DateColumn::default(); sheet.plan.dates.len()];
            let mut times = vec![DateColumn::default(); sheet.plan.times.len()];
            let mut progress = ProgressEvidence::default();
            let mut ratings = RatingEvidence::default();
            for chunk in chunks.iter().filter(|chunk| chunk.file == sheet.file) {
                for (column, found) in dates.iter_mut().zip(&chunk.dates) {
                    column.merge(found);
                }
                for (column, found) in times.iter_mut().zip(&chunk.times) {
                    column.merge(found);
                }
                progress.merge(&chunk.progress);
                ratings.merge(&chunk.ratings);
            }
            let mut orders = FileOrders::decide(sheet, &dates, &times, config);
            orders.codings = codings(sheet, chunks);
            orders.lists = lists(sheet, chunks);
            evidence.orders.push(orders);
            evidence
                .scales
                .push(Scales::new(progress.decide(), &ratings, config));
        }
        chronology::decide(sheets, &mut evidence.orders, config)?;
        Ok(evidence)
    }
}

/// What has to be answered before rows can be used: file by file, first which column it is, then
/// how its dates are read.
fn needed(sheets: &[Sheet], evidence: &Evidence) -> Vec<Question> {
    let of_file = |(sheet, orders): (&Sheet, &FileOrders)| {
        let dates = orders.questions.iter().cloned().map(Question::Dates);
        let questions = sheet.questions().chain(dates);
        questions.filter(Question::is_needed).collect::<Vec<_>>()
    };
    sheets
        .iter()
        .zip(&evidence.orders)
        .flat_map(of_file)
        .collect()
}

/// What numbers stand for in each column of answers of a file.
fn codings(sheet: &Sheet, chunks: &[Chunk]) -> BTreeMap<usize, Coding> {
    let mut codes: BTreeMap<usize, CodeEvidence> = BTreeMap::new();
    for chunk in chunks.iter().filter(|chunk| chunk.file == sheet.file) {
        for (header, found) in &chunk.codes {
            codes.entry(*header).or_default().merge(found);
        }
    }
    codes
        .into_iter()
        .map(|(header, found)| (header, found.decide()))
        .collect()
}

/// The options of each column of lists of a file.
fn lists(sheet: &Sheet, chunks: &[Chunk]) -> BTreeMap<usize, Options> {
    let columns = sheet.plan.tables.iter().enumerate();
    columns
        .filter_map(|(index, table)| {
            let header = table.mapping.header_of(Column::Benefits)?;
            let rows = chunks
                .iter()
                .filter(|chunk| chunk.file == sheet.file)
                .flat_map(|chunk| &chunk.rows)
                .filter(|row| row.table == index);
            let cells = rows.filter_map(|row| row.record.get(header));
            Some((header, Options::of(cells)))
        })
        .collect()
}

/// A programme with its ledger.
struct Assembled {
    programme: Programme,
    ledger: Ledger,
    unclear: Vec<UnclearStatus>,
    suggestions: Vec<NearMiss>,
    rows_of_several: bool,
    isolated_from: Option<Day>,
}

fn assembled(
    sheets: &[Sheet],
    chunks: &[Chunk],
    evidence: &Evidence,
    links: &Links,
    config: &Config,
) -> Assembled {
    let is_register = |file: u16, table: usize| {
        pairing::is_register(sheets[usize::from(file)].plan.tables[table].table())
    };
    let is_evidence = |file: u16| {
        let mut tables = sheets[usize::from(file)].plan.tables.iter();
        tables.any(|table| table.table() != Table::Contacts)
    };
    let pairing = pairing::pair_up(chunks, is_register, is_evidence, links, config);
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
    let near = pairing::near_misses(chunks, &pairing, &counted(&built));
    let mut book = Book::new(sheets, near.by_name());
    for finding in &near.findings {
        book.enter(finding);
    }
    book.chunks(chunks, &evidence.orders, &placed);
    book.stages(chunks, &stages);
    book.built(&built);
    let (latest, isolated) = data_through(&all_days(&built));
    let isolated_from = isolated.iter().map(|(day, _)| *day).min();
    for (day, origin) in isolated {
        book.enter(&Finding {
            origin,
            header: None,
            value: day.to_string().into(),
            trouble: ISOLATED_DATE,
        });
    }
    let through = config.exported_on.or(latest);
    links.report(&pairing.universe, &mut book);
    Assembled {
        suggestions: near.suggestions,
        rows_of_several: pairing.divided,
        isolated_from: isolated_from.filter(|_| config.exported_on.is_none()),
        unclear: unclear(sheets, &built, through, config),
        ledger: book.finished(),
        programme: Programme {
            attributes: facts
                .attributes
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            cohort_derived: facts.number(Column::Cohort).is_none(),
            files: file_facts(sheets, &built),
            supplied: supplied(sheets),
            stages_recorded: stages.recorded,
            stage_model: stages.model,
            data_through: through,
            unlinked_forms: unlinked(placed),
            partitions: built.into_iter().map(|built| built.partition).collect(),
        },
    }
}

/// The pairs with their numbers of records.
fn counted(built: &[Built]) -> Vec<Counted<'_>> {
    fn of_partition((partition, built): (u32, &Built)) -> Vec<Counted<'_>> {
        let Partition {
            pairs,
            sessions,
            forms,
            ..
        } = &built.partition;
        let numbered = pairs.iter().zip(0_u32..);
        numbered
            .map(move |(pair, number)| Counted {
                address: Address {
                    partition,
                    pair: number,
                },
                pair,
                records: sessions.of(number as usize).len() + forms.of(number as usize).len(),
            })
            .collect()
    }
    (0..).zip(built).flat_map(of_partition).collect()
}

fn all_days(built: &[Built]) -> BTreeMap<Day, Origin> {
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
