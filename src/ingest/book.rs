//! Writes the ledger from what all steps of reading found.

use super::assemble::{Built, PlacedChunk};
use super::columns::Column;
use super::date_orders::FileOrders;
use super::ledger::{Entry, Ledger};
use super::plan::TablePlan;
use super::records::Chunk;
use super::sheet::Sheet;
use super::stages::Stages;
use super::trouble::{Finding, NOT_A_STAGE};
use crate::programme::{Origin, Table, fold};
use std::collections::BTreeMap;

/// A ledger that is being written.
pub(super) struct Book<'a> {
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
        let title = finding.header.and_then(|header| sheet.layout.headers.get(header));
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
