//! What the configuration says of the headers of a file.

use super::Ambiguity;
use super::Column;
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
    /// Columns that the file does not have, whatever its headers seem to say.
    none: Vec<Column>,
    /// Columns whose header is not in the file.
    missing: Vec<(String, String)>,
}

impl Configured {
    pub(super) fn new(headers: &[String], source: Option<&SourceConfig>) -> Self {
        let mut configured = Self {
            columns: Vec::new(),
            attributes: Vec::new(),
            none: Vec::new(),
            missing: Vec::new(),
        };
        for (name, header) in source.into_iter().flat_map(|source| &source.columns) {
            let column = Column::from_name(name);
            if header.trim().is_empty() {
                configured.none.extend(column);
                continue;
            }
            match (position(headers, header), column) {
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

    /// Whether the configuration says that there is no such column.
    pub(super) fn denies(&self, column: Column) -> bool {
        self.none.contains(&column)
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

/// Where a header stands: exactly as written, else in another spelling; `Date#2` is the second
/// of those called `Date`.
pub(crate) fn position<T: AsRef<str>>(headers: &[T], wanted: &str) -> Option<usize> {
    let wanted = wanted.trim();
    let at = |is: &dyn Fn(&str) -> bool, before: usize| {
        let mut found = (0..headers.len()).filter(|at| is(headers[*at].as_ref()));
        found.nth(before)
    };
    let exact = at(&|header| header.trim() == wanted, 0);
    let numbered = || {
        let (name, number) = wanted.rsplit_once('#')?;
        let before = number.parse::<usize>().ok()?.checked_sub(1)?;
        at(&|header| header.trim() == name.trim(), before)
    };
    exact
        .or_else(numbered)
        .or_else(|| at(&|header| key(header) == key(wanted), 0))
}

/// The name by which the configuration speaks of a header.
pub(in crate::ingest) fn name_of<T: AsRef<str>>(headers: &[T], at: usize) -> String {
    let title = headers.get(at).map_or("", |header| header.as_ref().trim());
    let before = headers.iter().take(at);
    match before
        .filter(|header| header.as_ref().trim() == title)
        .count()
    {
        0 => title.to_owned(),
        before => format!("{title}#{}", before + 1),
    }
}
