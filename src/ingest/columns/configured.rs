//! What the configuration says of the headers of a file.

use super::Ambiguity;
use super::column::Column;
use super::headers::key;
use crate::config::SourceConfig;

/// What a header stands for.
#[derive(Clone, Copy)]
pub(super) enum Meaning<'a> {
    /// A canonical column.
    Column(Column),
    /// An attribute of the pair of this name.
    Attribute(&'a str),
}

/// What the configuration says of the headers.
pub(super) struct Configured {
    /// Header and column.
    columns: Vec<(usize, Column)>,
    /// Header and name of other attributes.
    attributes: Vec<(usize, String)>,
    /// Columns whose header is not in the file.
    missing: Vec<(String, String)>,
}

impl Configured {
    pub(super) fn new(headers: &[String], source: Option<&SourceConfig>) -> Self {
        let mut configured = Self {
            columns: Vec::new(),
            attributes: Vec::new(),
            missing: Vec::new(),
        };
        for (name, header) in source.into_iter().flat_map(|source| &source.columns) {
            match (position(headers, header), Column::from_name(name)) {
                (Some(at), Some(column)) => configured.columns.push((at, column)),
                (Some(at), None) => configured.attributes.push((at, name.clone())),
                (None, _) => configured.missing.push((name.clone(), header.clone())),
            }
        }
        configured
    }

    pub(super) fn missing(&self) -> impl Iterator<Item = Ambiguity> {
        self.missing
            .iter()
            .map(|(column, header)| Ambiguity::MissingHeader {
                column: column.clone(),
                header: header.clone(),
            })
    }

    /// What a header stands for, if the configuration says it.
    pub(super) fn of(&self, at: usize) -> Option<Meaning<'_>> {
        let column = self.columns.iter().find(|(header, _)| *header == at);
        let attribute = || self.attributes.iter().find(|(header, _)| *header == at);
        column
            .map(|(_, column)| Meaning::Column(*column))
            .or_else(|| attribute().map(|(_, name)| Meaning::Attribute(name)))
    }
}

/// Where a header stands: exactly as written, else in another spelling.
fn position(headers: &[String], wanted: &str) -> Option<usize> {
    let exact = headers
        .iter()
        .position(|header| header.trim() == wanted.trim());
    exact.or_else(|| headers.iter().position(|header| key(header) == key(wanted)))
}
