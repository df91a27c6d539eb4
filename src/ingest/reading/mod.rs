//! The whole of reading, step by step.

mod assembled;
mod chunks;
mod doubtful;
mod evidence;
mod logs;
mod phases;
mod refusals;
mod statuses;
mod unphased;

use super::book::Book;
use super::columns::{Column, name_of};
use super::containers::Unsupported;
use super::error::IngestError;
use super::fetch::Texts;
use super::ledger::Ledger;
use super::links::Links;
use super::one_side;
use super::pair_ids;
use super::pairing::{NearMiss, shared_ids};
use super::plain;
use super::plan::TablePlan;
use super::question::Question;
use super::records::Chunk;
use super::register_ids;
use super::repeats;
use super::report::{AmbiguityReport, FileReport, without_table};
use super::sheet::{self, Sheet};
use super::source::{self, Sources};
use super::supply::UnclearStatus;
use super::trouble::CUT_ROW;
use super::versions;
use super::watch::Watch;
use crate::config::Config;
use crate::programme::{Day, Programme, Table, display_text};
use crate::values::answers::Coding;
use assembled::assembled;
use chunks::read_chunks;
use evidence::Evidence;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

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
    /// What is assumed of files and has to stand above every figure, as sentences.
    pub cautions: Vec<String>,
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
    let needed = evidence.needed(&sheets);
    if !needed.is_empty() {
        return Err(IngestError::Ambiguous(needed));
    }
    let shared_ids = shared_ids::cautions(&sheets, &chunks);
    let undecided = versions::settle(&sheets, &mut chunks, &evidence.orders, config)?;
    let read = assembled(&sheets, &chunks, &evidence, &opened.links, config);
    let cut = cut_files(&sheets, &chunks);
    drop(chunks);
    let mut ledger = read.ledger;
    let mut files = reports(&sheets, &evidence, &mut ledger)?;
    for unclear in &read.unclear {
        let ambiguities = &mut files[usize::from(unclear.file)].ambiguities;
        ambiguities.push(AmbiguityReport::Statuses(unclear.clone()));
    }
    for (file, question) in &read.unphased {
        let open = AmbiguityReport::Open(Question::Phase(question.clone()));
        files[usize::from(*file)].ambiguities.push(open);
    }
    let cautions = sheets.iter().flat_map(Sheet::cautions);
    // Another file may have the days on which pairs ended.
    let has_ends = sheets.iter().any(|sheet| sheet.plan.says(Column::ClosedOn));
    let ended = sheets.iter().filter(|_| !has_ends).filter_map(Sheet::ended);
    let unread_codes = unread_codes(&sheets, &evidence);
    let unphased = read.unphased.iter().map(|(_, question)| question.caution());
    let unrecognised = files.iter().filter(|file| file.is_unrecognised());
    Ok(Ingested {
        cautions: cautions
            .chain(ended)
            .chain(cut)
            .chain(shared_ids)
            .chain(undecided)
            .chain(unread_codes)
            .chain(unphased)
            .chain(read.cautions)
            .chain(unrecognised.map(FileReport::unrecognised))
            .collect(),
        files,
        programme: read.programme,
        ledger,
        unclear_status: read.unclear,
        suggestions: read.suggestions,
        rows_of_several: read.rows_of_several,
        isolated_from: read.isolated_from,
        unsupported: opened.unsupported,
        texts: Texts { sheets },
    })
}

/// Answers of forms of which nobody has said what their numbers mean, as sentences.
fn unread_codes(sheets: &[Sheet], evidence: &Evidence) -> Vec<String> {
    let files = sheets.iter().zip(&evidence.orders);
    let said = files.flat_map(|(sheet, orders)| {
        orders.codings.iter().filter_map(move |(header, coding)| {
            let is_answer = |table: &TablePlan| {
                table.table() == Table::Evaluations && table.mapping.column_of(*header).is_some()
            };
            let is_unread = *coding == Coding::Unknown && sheet.plan.tables.iter().any(is_answer);
            let title = name_of(sheet.shape.titles(), *header);
            let why = coding.said().filter(|_| is_unread)?;
            Some(format!("{}: `{title}`: {why}", display_text(&sheet.shown)))
        })
    });
    said.collect()
}

/// Files that end in the middle of a row, as sentences.
fn cut_files(sheets: &[Sheet], chunks: &[Chunk]) -> Vec<String> {
    let findings = chunks.iter().flat_map(|chunk| &chunk.findings);
    let cut = findings.filter(|finding| finding.trouble == CUT_ROW);
    let said = cut.map(|finding| {
        let origin = finding.origin;
        let sheet = &sheets[usize::from(origin.file)];
        format!(
            "{}: the file ends in the middle of line {}; export it again if it is not complete",
            display_text(&sheet.shown),
            origin.line
        )
    });
    said.collect()
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
    for finding in &evidence.findings {
        book.enter(finding);
    }
    book.chunks(&chunks, &evidence.orders, &[]);
    for chunk in &chunks {
        book.unplaced(chunk);
    }
    let mut ledger = book.finished();
    Ok(Inspected {
        files: reports(&sheets, &evidence, &mut ledger)?,
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
        register_ids::find(&mut sheets, config)?;
        pair_ids::find(&mut sheets, config)?;
        one_side::find(&mut sheets, config)?;
        sheet::doubt_days(&mut sheets);
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
    ledger: &mut Ledger,
) -> Result<Vec<FileReport>, IngestError> {
    let files = sheets.iter().zip(&evidence.orders);
    let described = files.zip(&evidence.progress);
    let described = described
        .map(|((sheet, orders), progress)| FileReport::new(sheet, orders, progress.as_ref()));
    let mut reports: Vec<FileReport> = described.collect();
    for (sheet, report) in sheets.iter().zip(&mut reports) {
        if sheet.plan.tables.is_empty() {
            let rows = plain::count(sheet)?;
            (report.rows, report.footer_rows) = (rows.data, rows.footer);
            if report.is_unrecognised() || report.left_out {
                ledger.entries.push(without_table(sheet, rows.data));
            }
        }
    }
    ledger.entries.sort();
    for (sheet, report) in sheets.iter().zip(&mut reports) {
        report.count(sheet.file, ledger);
    }
    Ok(reports)
}
