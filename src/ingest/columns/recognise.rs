//! From headers to tables and columns.

use super::assign::assign;
use super::choice::{Candidate, choose, nearest};
use super::column::Column;
use super::configured::{Configured, Meaning};
use super::headers::Header;
use super::synonyms::{self, Claim, Strength, TABLES, claims};
use super::tables::{Found, missing, score};
use super::{Ambiguity, Recognition, TableMapping};
use crate::config::{Scale, SourceConfig};
use crate::programme::{Table, display_text, fold};
use std::collections::BTreeSet;

/// Recognises the tables of a file and the meaning of its headers.
///
/// `source` is what the configuration says of the file: its tables are taken as given, its
/// columns stand above everything else. Items of `scales` are columns of evaluations; columns of
/// `by` are attributes of the pair in any table, all other columns only in a register. The name of
/// the file decides between tables that the headers fit equally well, and nothing else.
#[must_use]
pub fn recognise(
    headers: &[String],
    file_name: &str,
    source: Option<&SourceConfig>,
    scales: &[Scale],
    by: &[String],
) -> Recognition {
    let configured = Configured::new(headers, source);
    let file = File {
        headers: headers.iter().map(|header| Header::new(header)).collect(),
        configured: &configured,
        scales,
    };
    let candidates = file.candidates(file_name);
    let given: Vec<Table> = source.map_or(Vec::new(), tables_of);
    let (chosen, tie) = if given.is_empty() {
        choose(&candidates)
    } else {
        (given, None)
    };
    let mut recognition = mapped(&candidates, &chosen);
    recognition.ambiguities.extend(tie);
    recognition.ambiguities.extend(configured.missing());
    if chosen.is_empty() {
        recognition.nearest = nearest(&candidates);
    }
    file.add_attributes(&mut recognition, by);
    recognition
}

/// A file by its headers.
struct File<'a> {
    headers: Vec<Header>,
    configured: &'a Configured,
    scales: &'a [Scale],
}

impl File<'_> {
    /// The file read as each of the tables.
    fn candidates(&self, file_name: &str) -> Vec<Candidate> {
        let claims = TABLES.map(|table| self.claims_of_all(table));
        let has_own =
            |of_table: &Vec<Vec<Claim>>, at: usize| of_table[at].iter().any(|claim| claim.own);
        let is_exclusive = |at| {
            claims
                .iter()
                .filter(|of_table| has_own(of_table, at))
                .count()
                == 1
        };
        TABLES
            .iter()
            .zip(&claims)
            .map(|(table, claims)| candidate(*table, claims, file_name, is_exclusive))
            .collect()
    }

    fn claims_of_all(&self, table: Table) -> Vec<Vec<Claim>> {
        (0..self.headers.len())
            .map(|at| self.claims(at, table))
            .collect()
    }

    fn claims(&self, at: usize, table: Table) -> Vec<Claim> {
        match self.configured.of(at) {
            Some(Meaning::Column(column)) if synonyms::allows(table, column) => {
                vec![certain(column, Strength::Configured)]
            }
            Some(_) => Vec::new(),
            None => match self.scale_item(at, table) {
                Some(item) => vec![certain(item, Strength::Canonical)],
                None => claims(&self.headers[at], table),
            },
        }
    }

    fn scale_item(&self, at: usize, table: Table) -> Option<Column> {
        if table != Table::Evaluations {
            return None;
        }
        let header = &self.headers[at];
        self.scales.iter().enumerate().find_map(|(scale, defined)| {
            let item = defined
                .items
                .iter()
                .position(|item| Header::new(item).key == header.key)?;
            Some(Column::ScaleItem {
                scale: u16::try_from(scale).ok()?,
                item: u16::try_from(item).ok()?,
            })
        })
    }

    /// Headers that no table uses: attributes of the pair, or nothing.
    fn add_attributes(&self, recognition: &mut Recognition, by: &[String]) {
        let tables = &recognition.tables;
        let mapped = tables.iter().flat_map(|table| &table.columns);
        let used: BTreeSet<usize> = mapped.map(|(header, _)| *header).collect();
        let is_register = tables.iter().any(|table| table.table == Table::Pairs);
        for at in (0..self.headers.len()).filter(|at| !used.contains(at)) {
            match self.attribute(at, is_register, by) {
                Some(name) => recognition.attributes.push((at, name)),
                None => recognition.unmapped.push(at),
            }
        }
    }

    /// The name under which a header without a column is kept as an attribute of the pair.
    fn attribute(&self, at: usize, is_register: bool, by: &[String]) -> Option<String> {
        let header = &self.headers[at];
        if let Some(Meaning::Attribute(name)) = self.configured.of(at) {
            return Some(name.to_owned());
        }
        let wanted = by.iter().find(|name| fold(name) == fold(&header.text));
        let kept = || (is_register && !header.key.is_empty()).then(|| display_text(&header.text));
        wanted.cloned().or_else(kept)
    }
}

fn candidate(
    table: Table,
    claims: &[Vec<Claim>],
    file_name: &str,
    is_exclusive: impl Fn(usize) -> bool,
) -> Candidate {
    let assignment = assign(claims);
    let found: Vec<Found> = assignment
        .columns
        .iter()
        .map(|(at, claim)| Found {
            claim: *claim,
            exclusive: is_exclusive(*at),
        })
        .collect();
    let named = synonyms::is_named_after(file_name, table);
    Candidate {
        table,
        score: score(table, &found),
        missing: missing(table, &found, named),
        telling: found.iter().filter(|found| found.is_telling()).count(),
        assignment,
        named,
    }
}

fn certain(column: Column, strength: Strength) -> Claim {
    Claim {
        column,
        strength,
        rank: 0,
        own: true,
    }
}

/// The tables that the configuration names.
fn tables_of(source: &SourceConfig) -> Vec<Table> {
    source
        .tables
        .iter()
        .filter_map(|name| super::table_named(name))
        .collect()
}

/// The mappings of the chosen tables. A later table takes only what earlier ones left, besides
/// what names the pair and the day.
fn mapped(candidates: &[Candidate], chosen: &[Table]) -> Recognition {
    let mut recognition = Recognition::default();
    let mut used = BTreeSet::new();
    for candidate in chosen.iter().filter_map(|table| of(candidates, *table)) {
        let columns: Vec<(usize, Column)> = candidate
            .assignment
            .columns
            .iter()
            .filter(|(at, claim)| !used.contains(*at) || is_shared(claim))
            .map(|(at, claim)| (*at, claim.column))
            .collect();
        used.extend(columns.iter().map(|(at, _)| *at));
        recognition.tables.push(TableMapping {
            table: candidate.table,
            columns,
        });
    }
    let losers = chosen.iter().filter_map(|table| of(candidates, *table));
    recognition.ambiguities = losers.flat_map(|one| contested(one, &used)).collect();
    recognition
}

fn of(candidates: &[Candidate], table: Table) -> Option<&Candidate> {
    candidates.iter().find(|candidate| candidate.table == table)
}

fn is_shared(claim: &Claim) -> bool {
    !claim.own || claim.column == Column::Date
}

/// Columns for which headers that ended without any column were in question.
fn contested(candidate: &Candidate, used: &BTreeSet<usize>) -> Vec<Ambiguity> {
    let assignment = &candidate.assignment;
    let mut contested = Vec::new();
    for (column, losers) in &assignment.losers {
        let taken = assignment
            .columns
            .iter()
            .find(|(_, claim)| claim.column == *column);
        let others: Vec<usize> = losers
            .iter()
            .copied()
            .filter(|at| !used.contains(at))
            .collect();
        if let Some((taken, _)) = taken
            && !others.is_empty()
        {
            contested.push(Ambiguity::Column {
                table: candidate.table,
                column: *column,
                taken: *taken,
                others,
            });
        }
    }
    contested
}
