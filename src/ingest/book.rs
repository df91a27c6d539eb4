//! Writes the ledger from what all steps of reading found.

use super::assemble::{Built, PlacedChunk};
use super::columns::Column;
use super::date_orders::FileOrders;
use super::ledger::{Entry, Ledger};
use super::plan::TablePlan;
use super::records::Chunk;
use super::sheet::Sheet;
use super::stages::Stages;
use super::trouble::{Finding, LIKE_ANOTHER, NOT_A_STAGE, SET_ASIDE, SEVERAL_TABLES, UNKNOWN_PAIR};
use crate::programme::{Fate, Origin, Table, fold};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A ledger that is being written.
pub(super) struct Book<'a> {
    sheets: &'a [Sheet],
    /// The pairs that namings may have meant, with the evidence.
    suggestions: BTreeMap<String, String>,
    ledger: Ledger,
}

impl<'a> Book<'a> {
    pub fn new(sheets: &'a [Sheet], suggestions: BTreeMap<String, String>) -> Self {
        Self {
            sheets,
            suggestions,
            ledger: Ledger::default(),
        }
    }

    /// The ledger, its entries in the order of the files and lines.
    pub fn finished(mut self) -> Ledger {
        self.ledger.entries.sort();
        self.ledger
    }

    /// Writes an entry.
    pub fn enter(&mut self, finding: &Finding) {
        let file = usize::from(finding.origin.file);
        let Some(sheet) = self.sheets.get(file) else {
            return;
        };
        let tables = &sheet.plan.tables;
        let has = |table: &&TablePlan, header| table.mapping.column_of(header).is_some();
        let own = tables.get(usize::from(finding.origin.part));
        let table = finding
            .header
            .and_then(|header| {
                let own = own.filter(|table| has(table, header));
                own.or_else(|| tables.iter().find(|table| has(table, header)))
            })
            .or(own);
        let title = finding
            .header
            .and_then(|header| sheet.shape.titles().get(header));
        self.ledger.entries.push(Entry {
            origin: finding.origin,
            table: table.map(TablePlan::table),
            column: title.cloned().unwrap_or_default(),
            value: finding.value.to_string(),
            rule: finding.trouble.rule.to_owned(),
            severity: finding.trouble.severity,
            consequence: self.consequence(finding),
        });
    }

    fn consequence(&self, finding: &Finding) -> String {
        let consequence = finding.trouble.consequence;
        let suggested = [UNKNOWN_PAIR, LIKE_ANOTHER]
            .contains(&finding.trouble)
            .then(|| self.suggestions.get(&*finding.value))
            .flatten();
        suggested.map_or_else(
            || consequence.to_owned(),
            |meant| format!("{consequence}; did you mean {meant}?"),
        )
    }

    /// Rows that did not come to a pair, and cells that were not understood on the way.
    pub fn chunks(&mut self, chunks: &[Chunk], orders: &[FileOrders], placed: &[PlacedChunk]) {
        for finding in orders.iter().flat_map(|orders| &orders.findings) {
            self.enter(finding);
        }
        for chunk in chunks {
            for (table, tally) in &chunk.settled {
                let place = self.ledger.tallies.entry((chunk.file, *table));
                place.or_default().absorb(tally);
            }
            for finding in &chunk.findings {
                self.enter(finding);
            }
        }
        for (chunk, placed) in chunks.iter().zip(placed) {
            for (&(table, fate), &rows) in &placed.fates {
                self.ledger.count(chunk.file, table, fate, rows);
            }
            for finding in &placed.findings {
                self.enter(finding);
            }
        }
    }

    /// Counts the records of a chunk whose pairs are not looked for as used.
    pub fn unplaced(&mut self, chunk: &Chunk) {
        let tables = &self.sheets[usize::from(chunk.file)].plan.tables;
        let counted = chunk.sessions.iter().filter(|session| session.counted);
        self.ledger.count(
            chunk.file,
            Table::Sessions,
            Fate::Used,
            counted.count() as u64,
        );
        for row in chunk.rows.iter().filter(|row| row.counted) {
            let table = tables[row.table].table();
            self.ledger.count(chunk.file, table, Fate::Used, 1);
        }
    }

    /// What was found while partitions were built.
    pub fn built(&mut self, built: &[Built]) {
        for built in built {
            for (&(file, table, fate), &rows) in &built.fates {
                self.ledger.count(file, table, fate, rows);
            }
            for finding in &built.findings {
                self.enter(finding);
            }
        }
    }

    /// Files that may be another table than the one that they are read as.
    pub fn ties(&mut self) {
        for sheet in self.sheets {
            let Some(tables) = sheet.tie() else { continue };
            let names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
            self.enter(&Finding {
                origin: sheet.header_origin(),
                header: None,
                value: names.join(", ").into(),
                trouble: SEVERAL_TABLES,
            });
        }
    }

    /// Columns that are set aside by a question.
    pub fn set_aside(&mut self) {
        for sheet in self.sheets {
            for header in sheet.set_aside() {
                self.enter(&Finding {
                    origin: sheet.header_origin(),
                    header: Some(header),
                    value: "".into(),
                    trouble: SET_ASIDE,
                });
            }
        }
    }

    /// One entry for each distinct value that is no stage of the model, at its first place.
    pub fn stages(&mut self, chunks: &[Chunk], stages: &Stages) {
        let mut unknown: BTreeMap<String, (Origin, String, u64)> = BTreeMap::new();
        let chunks = chunks.par_iter().with_max_len(1);
        let found = chunks.map(|chunk| unknown_stages(chunk, stages).collect::<Vec<_>>());
        for (value, origin) in found.collect::<Vec<_>>().into_iter().flatten() {
            let first = || (origin, value.to_owned(), 0);
            let found = unknown.entry(fold(value)).or_insert_with(first);
            found.2 += 1;
            if origin < found.0 {
                (found.0, found.1) = (origin, value.to_owned());
            }
        }
        for (origin, value, rows) in unknown.into_values() {
            self.enter(&Finding {
                origin,
                header: stage_header(self.sheets, origin),
                value: format!("{value} (rows: {rows})").into(),
                trouble: NOT_A_STAGE,
            });
        }
    }
}

/// Stages as written that are none of the model, with where.
fn unknown_stages<'a>(
    chunk: &'a Chunk,
    stages: &Stages,
) -> impl Iterator<Item = (&'a str, Origin)> {
    let ranks = stages.ranks(chunk);
    chunk
        .sessions
        .iter()
        .filter(move |session| ranks.get(&session.stage).is_some_and(Option::is_none))
        .map(|session| (chunk.texts.text(session.stage), session.origin(chunk.file)))
}

fn stage_header(sheets: &[Sheet], origin: Origin) -> Option<usize> {
    let tables = &sheets.get(usize::from(origin.file))?.plan.tables;
    let sessions = tables.get(usize::from(origin.part))?;
    sessions.mapping.header_of(Column::Stage)
}
