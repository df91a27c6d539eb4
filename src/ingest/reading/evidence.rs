//! What the whole of each file says about its dates, numbers and lists.

use super::{logs, phases, refusals, statuses};
use crate::config::Config;
use crate::ingest::assemble::Scales;
use crate::ingest::chronology;
use crate::ingest::columns::{Column, name_of};
use crate::ingest::date_orders::{DateColumn, FileOrders};
use crate::ingest::error::IngestError;
use crate::ingest::question::{ProgressQuestion, Question};
use crate::ingest::records::{Chunk, RatingEvidence};
use crate::ingest::sheet::Sheet;
use crate::ingest::stages;
use crate::ingest::trouble::{Finding, PROGRESS_OPEN};
use crate::values::answers::{CodeEvidence, Coding};
use crate::values::lists::Options;
use crate::values::progress::{ProgressEvidence, ProgressScale};
use std::collections::BTreeMap;

/// What the whole of each file says about its dates and numbers.
pub(super) struct Evidence {
    /// How dates are read, and what else the columns say, file by file.
    pub orders: Vec<FileOrders>,
    /// The scales of progress and ratings, file by file.
    pub scales: Vec<Scales>,
    /// What is to be asked about the numbers of progress, file by file.
    pub progress: Vec<Option<ProgressQuestion>>,
    /// Where that is open.
    pub findings: Vec<Finding>,
}

impl Evidence {
    /// Gathers it.
    pub fn new(sheets: &[Sheet], chunks: &[Chunk], config: &Config) -> Result<Self, IngestError> {
        let mut evidence = Self {
            orders: Vec::new(),
            scales: Vec::new(),
            progress: Vec::new(),
            findings: Vec::new(),
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
            orders.log = logs::question(sheet, chunks);
            orders.values = phases::questions(sheet, chunks);
            orders.values.extend(refusals::question(sheet, chunks));
            statuses::decide(sheet, chunks, &mut orders);
            evidence.orders.push(orders);
            let progress = progress.decide(sheet.plan.progress);
            evidence.ask_about(sheet, progress);
            evidence
                .scales
                .push(Scales::new(progress, &ratings, config));
        }
        stages::ask(sheets, chunks, &mut evidence.orders, config);
        chronology::decide(sheets, &mut evidence.orders, config)?;
        Ok(evidence)
    }

    /// Asks what the numbers of progress in a file are worth, where that is open.
    fn ask_about(&mut self, sheet: &Sheet, progress: ProgressScale) {
        let ProgressScale::Open(greatest) = progress else {
            self.progress.push(None);
            return;
        };
        self.progress.push(Some(ProgressQuestion {
            file: sheet.shown.clone(),
            column: name_of(sheet.shape.titles(), greatest.header),
            line: greatest.origin.line,
            greatest: greatest.value,
        }));
        self.findings.push(Finding {
            origin: greatest.origin,
            header: Some(greatest.header),
            value: format!("{} (the greatest)", greatest.value).into(),
            trouble: PROGRESS_OPEN,
        });
    }

    /// What has to be answered before rows can be used: file by file, first which column it is,
    /// then what its rows are and how its dates are read.
    pub fn needed(&self, sheets: &[Sheet]) -> Vec<Question> {
        let of_file = |(sheet, orders): (&Sheet, &FileOrders)| {
            let dates = orders.questions.iter().cloned().map(Question::Dates);
            let log = orders.log.iter().cloned().map(Question::Rows);
            let questions = sheet.questions().chain(log).chain(dates);
            questions.filter(Question::is_needed).collect::<Vec<_>>()
        };
        let files = sheets.iter().zip(&self.orders);
        files.flat_map(of_file).collect()
    }
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
