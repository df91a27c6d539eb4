//! Which facts about pairs the files say, numbered.

use crate::ingest::columns::Column;
use crate::ingest::plan::{Fact, PAIR_COLUMNS};
use crate::ingest::sheet::Sheet;
use crate::programme::fold;
use std::collections::BTreeMap;

/// The facts that any of the files says, numbered.
#[derive(Debug, Default)]
pub(in crate::ingest) struct FactIndex {
    facts: Vec<Fact>,
    /// For each file, the number of each of its facts.
    of_file: Vec<Vec<usize>>,
    /// Names of the attributes with the facts they are, cohort first.
    pub attributes: Vec<(String, Option<usize>)>,
}

impl FactIndex {
    /// Numbers the facts of all files.
    pub fn new(sheets: &[Sheet]) -> Self {
        let said = || sheets.iter().flat_map(|sheet| &sheet.plan.facts);
        let mut by_key: BTreeMap<(bool, String), Fact> = BTreeMap::new();
        for (fact, _) in said() {
            let known = by_key.entry(key(fact)).or_insert_with(|| fact.clone());
            if fact < known {
                *known = fact.clone();
            }
        }
        let keys: Vec<_> = by_key.keys().cloned().collect();
        let number = |fact: &Fact| keys.binary_search(&key(fact)).unwrap_or(0);
        let of_file = sheets
            .iter()
            .map(|sheet| {
                sheet
                    .plan
                    .facts
                    .iter()
                    .map(|(fact, _)| number(fact))
                    .collect()
            })
            .collect();
        let facts: Vec<Fact> = by_key.into_values().collect();
        Self {
            attributes: attributes(&facts),
            facts,
            of_file,
        }
    }

    /// The number of a canonical fact, if any file says it.
    pub fn number(&self, column: Column) -> Option<usize> {
        number(&self.facts, column)
    }

    /// The fact of a number.
    pub fn fact(&self, number: usize) -> &Fact {
        &self.facts[number]
    }

    /// Number of facts.
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Numbers of the facts of a file.
    pub fn of_file(&self, file: u16) -> &[usize] {
        self.of_file
            .get(usize::from(file))
            .map_or(&[], Vec::as_slice)
    }
}

fn number(facts: &[Fact], column: Column) -> Option<usize> {
    facts.iter().position(|fact| *fact == Fact::Column(column))
}

/// Names of the attributes: cohort always, site and type where they are known, others by name.
fn attributes(facts: &[Fact]) -> Vec<(String, Option<usize>)> {
    let mut attributes = vec![("cohort".to_owned(), number(facts, Column::Cohort))];
    for (name, column) in [
        ("site", Column::Site),
        ("mentoring_type", Column::MentoringType),
    ] {
        if let Some(number) = number(facts, column) {
            attributes.push((name.to_owned(), Some(number)));
        }
    }
    let mut others: Vec<_> = facts
        .iter()
        .enumerate()
        .filter_map(|(number, fact)| match fact {
            Fact::Other(name) => Some((name.clone(), Some(number))),
            Fact::Column(_) => None,
        })
        .collect();
    others.sort();
    attributes.extend(others);
    attributes
}

/// Facts are the same whatever the spelling of their headers.
fn key(fact: &Fact) -> (bool, String) {
    match fact {
        Fact::Column(column) => {
            let place = PAIR_COLUMNS.iter().position(|known| known == column);
            (false, format!("{:02}", place.unwrap_or(PAIR_COLUMNS.len())))
        }
        Fact::Other(name) => (true, fold(name)),
    }
}
