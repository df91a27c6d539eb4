//! `[[source]]`.

use super::super::document::{At, Scalar, SourceEntry};
use super::super::error::{ConfigError, nearest};
use super::super::{NO_TABLE, SourceConfig};
use super::check::Check;
use super::values;
use crate::programme::{Column, Table, fold};
use std::collections::BTreeMap;

pub(super) fn sources(
    entries: &[SourceEntry],
    check: Check<'_>,
) -> Result<Vec<SourceConfig>, ConfigError> {
    entries.iter().map(|entry| source(entry, check)).collect()
}

fn source(entry: &SourceEntry, check: Check<'_>) -> Result<SourceConfig, ConfigError> {
    if entry.file.get_ref().trim().is_empty() {
        let message =
            "a source needs the name of its file, or a pattern such as \"sessions-*.csv\".";
        return Err(check.error(&entry.file, message));
    }
    Ok(SourceConfig {
        file: entry.file.get_ref().clone(),
        tables: tables(entry, check)?,
        columns: columns(entry, check)?,
        values: values::values(&entry.values, check)?,
        set: set(&entry.set, check)?,
        date_order: entry.date_order,
        encoding: encoding(entry, check)?,
        delimiter: delimiter(entry, check)?,
        header_rows: header_rows(entry, check)?,
        progress_range: check.range(
            entry.progress_range.as_ref(),
            "For points from one to five: progress_range = [1, 5]; for per cent: [0, 100]",
        )?,
    })
}

fn tables(entry: &SourceEntry, check: Check<'_>) -> Result<Vec<String>, ConfigError> {
    let is_only = entry.table.iter().chain(&entry.tables).count() == 1;
    let known = |at: &At<String>| {
        let name = at.get_ref();
        if Table::named(name).is_some() || name == NO_TABLE && is_only {
            return Ok(name.clone());
        }
        if name == NO_TABLE {
            let message =
                "a file that is no table (“none”) is left out, and cannot be another as well.";
            return Err(check.error(at, message));
        }
        let message = format!("there is no table “{name}”.");
        Err(check
            .error(at, message)
            .suggest(name, &Table::ALL.map(Table::name)))
    };
    entry.table.iter().chain(&entry.tables).map(known).collect()
}

/// Canonical names as they are; other names are attributes of the pair, unless they look like a
/// slip in a canonical one.
fn columns(entry: &SourceEntry, check: Check<'_>) -> Result<BTreeMap<String, String>, ConfigError> {
    let mut columns = BTreeMap::new();
    for (at, header) in &entry.columns {
        refuse_slip(at, check)?;
        refuse_short_slip(at, header.get_ref(), check)?;
        columns.insert(at.get_ref().clone(), header.get_ref().clone());
    }
    Ok(columns)
}

/// A name that looks like a slip in a canonical one is an error. Short names may be attributes of
/// the programme's own: `state` is no slip in `stage`.
pub(super) fn refuse_slip(at: &At<String>, check: Check<'_>) -> Result<(), ConfigError> {
    let name = at.get_ref();
    let letters = match name.len() {
        0..6 => 0,
        6..9 => 1,
        _ => 2,
    };
    let names: Vec<String> = Column::names().collect();
    let meant = nearest(name, &names);
    let meant = meant.filter(|meant| strsim::osa_distance(name, meant) <= letters);
    match meant.filter(|_| Column::from_name(name).is_none()) {
        None => Ok(()),
        Some(meant) => Err(check
            .error(at, format!("there is no column “{name}”."))
            .help(format!("Did you mean “{meant}”?"))),
    }
}

/// A short name that is a slip all the same: the header that it stands for is the canonical name
/// (`dat = "Date"`).
fn refuse_short_slip(at: &At<String>, header: &str, check: Check<'_>) -> Result<(), ConfigError> {
    let (name, meant) = (at.get_ref(), fold(header).replace(' ', "_"));
    let is_slip = Column::from_name(name).is_none()
        && Column::from_name(&meant).is_some()
        && strsim::osa_distance(name, &meant) == 1;
    if is_slip {
        return Err(check
            .error(at, format!("there is no column “{name}”."))
            .help(format!("Did you mean “{meant}”?")));
    }
    Ok(())
}

fn set(
    given: &BTreeMap<At<String>, Scalar>,
    check: Check<'_>,
) -> Result<BTreeMap<String, String>, ConfigError> {
    let mut set = BTreeMap::new();
    for (at, value) in given {
        refuse_slip(at, check)?;
        let is_of_forms = ["phase", "respondent"].contains(&at.get_ref().as_str());
        if is_of_forms && !value.0.contains('{') {
            values::refuse_unknown(at.get_ref(), &value.0, at, check)?;
        }
        set.insert(at.get_ref().clone(), value.0.clone());
    }
    Ok(set)
}

fn encoding(entry: &SourceEntry, check: Check<'_>) -> Result<Option<String>, ConfigError> {
    let Some(at) = &entry.encoding else {
        return Ok(None);
    };
    let name = at.get_ref();
    if encoding_rs::Encoding::for_label(name.as_bytes()).is_some() {
        return Ok(Some(name.clone()));
    }
    let usual = [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "windows-1252",
        "windows-1250",
        "iso-8859-1",
        "macintosh",
    ];
    let message = format!("there is no encoding “{name}”.");
    Err(check.error(at, message).suggest(name, &usual))
}

fn delimiter(entry: &SourceEntry, check: Check<'_>) -> Result<Option<char>, ConfigError> {
    let Some(at) = &entry.delimiter else {
        return Ok(None);
    };
    match at.get_ref().as_str() {
        "," | "comma" => Ok(Some(',')),
        ";" | "semicolon" => Ok(Some(';')),
        "\t" | "tab" => Ok(Some('\t')),
        "|" | "pipe" => Ok(Some('|')),
        other => {
            let message = format!("“{other}” is no delimiter.");
            Err(check
                .error(at, message)
                .help("Valid here: \",\", \";\", \"|\" and \"tab\"."))
        }
    }
}

fn header_rows(entry: &SourceEntry, check: Check<'_>) -> Result<Option<usize>, ConfigError> {
    const MOST: usize = 10;
    let Some(at) = &entry.header_rows else {
        return Ok(None);
    };
    let rows = check.count(Some(at), 1, 1)?;
    if rows > MOST {
        return Err(check.wrong(at, "header rows are more than any export has."));
    }
    Ok(Some(rows))
}
