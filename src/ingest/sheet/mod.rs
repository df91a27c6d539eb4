//! One input file, opened and recognised but not yet read.

mod beginning;
mod beyond;
mod configured;
mod meaning;
mod open;

pub(super) use configured::configured;
pub(super) use open::{Open, doubt_days, several_tables};

use self::beginning::{data_sample, sample, titles_above, usual};
use self::beyond::Beyond;
use self::meaning::Meaning;
use super::codebook::Codebook;
use super::columns::{Recognition, name_of};
use super::dialect::Dialect;
use super::error::IngestError;
use super::layout::{self, Layout};
use super::occasion::Occasion;
use super::plan::Plan;
use super::ragged::RowShape;
use super::records::footer;
use super::shape::{Draft, Making, Shape};
use super::source::SourceFile;
use super::text::Text;
use crate::config::{Config, SourceConfig};
use crate::programme::{Origin, Respondent, Table, fold};
use csv::StringRecord;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// How sheets of workbooks are written down.
const SHEET: Dialect = Dialect {
    delimiter: b',',
    quote: Some(b'"'),
};

/// Bytes at the end in which exporters sign.
const ENDING_BYTES: u64 = 4 << 10;

/// One input file with everything that has to be known to read its rows.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its place among the input files.
    pub file: u16,
    /// Its path as shown.
    pub shown: String,
    /// The workbook or archive that it is part of, as shown.
    pub container: Option<String>,
    /// The name that may tell what it holds.
    pub name: String,
    /// What stands above its header, and what it is called.
    titles: String,
    /// Its content.
    pub text: Text,
    /// How rows are divided.
    pub dialect: Dialect,
    /// Where its data begins.
    pub layout: Layout,
    /// From where on the text is a footer; rows that begin there are no data.
    pub footer_from: u64,
    /// Where another table begins, which is not read.
    beyond: Option<Beyond>,
    /// How its records are made ready.
    pub shape: Shape,
    /// What its rows look like.
    pub rows: RowShape,
    /// What its headers mean.
    pub recognition: Recognition,
    /// What is open about them.
    pub open: Open,
    /// What they are read for.
    pub plan: Plan,
    /// Who answered its forms, and when, where no column says it.
    pub occasion: Occasion,
    /// What the configuration says about it.
    pub source: SourceConfig,
    /// What its issues are looked through for.
    pub codebook: Codebook,
    /// Whether another input of another format has the same headers: it may be the same export,
    /// so cells are compared by what they say and not by how they are written.
    pub has_twin: bool,
}

impl Sheet {
    /// Opens a file and recognises what it holds.
    pub fn open(file: u16, found: &SourceFile, config: &Config) -> Result<Self, IngestError> {
        let source = configured(found, config);
        let source = source.as_ref();
        let text = Text::open(found, source.and_then(|source| source.encoding.as_deref()))?;
        let failed = |error| IngestError::Unreadable {
            path: found.path.clone(),
            source: error,
        };
        let delimiter = source.and_then(|source| source.delimiter);
        let (text, dialect) = if found.is_sheet() {
            (text, SHEET)
        } else {
            usual(text, &found.shown, delimiter, failed)?
        };
        let header_rows = source.and_then(|source| source.header_rows);
        let beginning = sample(&text).map_err(failed)?;
        let (mut layout, rows) = layout::find(&beginning, dialect, header_rows);
        let ending = text.ending(ENDING_BYTES).map_err(failed)?;
        let ending_from = text.end - ending.len() as u64;
        let ending = String::from_utf8_lossy(&ending);
        let footer_from = footer::start(&ending, dialect, layout.headers.len())
            .map_or(u64::MAX, |at| ending_from + at as u64);
        let beyond = Beyond::find(&beginning, &layout, dialect);
        let beyond_from = beyond.map_or(u64::MAX, |beyond| text.start + beyond.offset);
        let footer_from = footer_from.min(beyond_from);
        let data = layout.data_offset..footer_from.saturating_sub(text.start);
        let first = data_sample(data, beginning.as_bytes(), dialect, layout.profile);
        layout.profile = layout
            .profile
            .with_content(layout.headers.len(), &first, &ending);
        let titles = titles_above(&layout, &beginning, dialect, found);
        let draft = Draft::of(&layout, first, &titles);
        let source = source.cloned().unwrap_or_default();
        let meaning = Meaning::of(draft, &found.shown, found.telling_name(), &source, config);
        Ok(Self {
            file,
            shown: found.shown.clone(),
            container: found.container(),
            name: found.telling_name().to_owned(),
            titles,
            plan: meaning.plan,
            shape: meaning.shape,
            recognition: meaning.recognition,
            open: meaning.open,
            occasion: meaning.occasion,
            codebook: Codebook::of(&config.themes),
            source,
            text,
            dialect,
            layout,
            footer_from,
            beyond,
            rows,
            has_twin: false,
        })
    }

    /// Where its header stands.
    pub fn header_origin(&self) -> Origin {
        Origin {
            file: self.file,
            line: self.layout.preamble_rows + 1,
            ..Origin::default()
        }
    }

    /// Adds columns that another file says for its rows, and recognises what it holds with them.
    pub fn look_up(&mut self, lookups: Vec<Lookup>, config: &Config) -> Result<(), IngestError> {
        let meaning = self.meaning(config, |draft| {
            for Lookup { title, key, values } in lookups {
                draft.make(&title, Making::LookedUp { key, values });
            }
        })?;
        self.mean(meaning);
        Ok(())
    }

    /// Reads the ids of its pairs from a column whose header does not say that it holds them.
    pub fn name_pairs_by(&mut self, column: usize, config: &Config) -> Result<(), IngestError> {
        let named = self.meaning(config, |draft| {
            "pair_id".clone_into(&mut draft.names[column]);
        })?;
        let mut tables = named.plan.tables.iter();
        // A file that is nothing without the ids of registered pairs is no register of its own.
        if tables.any(|table| table.table() == Table::Pairs) {
            return Ok(());
        }
        self.mean(named);
        let title = name_of(&self.layout.headers, column);
        self.open.notes.push(format!(
            "every value of `{title}` is the id of a pair of the register: pair_id is read from it"
        ));
        Ok(())
    }

    /// Reads the ids of the pairs of a register from another column: the one that the other files
    /// go by.
    pub fn identify_pairs_by(&mut self, column: usize, config: &Config) -> Result<(), IngestError> {
        const OTHER_ID: &str = "id of another record";
        let mut tables = self.plan.tables.iter();
        let taken = tables.find_map(|table| table.naming[0]);
        let meaning = self.meaning(config, |draft| {
            if let Some(taken) = taken {
                OTHER_ID.clone_into(&mut draft.names[taken]);
            }
            "pair_id".clone_into(&mut draft.names[column]);
        })?;
        self.mean(meaning);
        let title = |at| name_of(self.shape.titles(), at);
        let instead = taken.map_or_else(String::new, |taken| {
            format!(", and not by `{}`", title(taken))
        });
        self.open.notes.push(format!(
            "the other files name the pairs by `{}`{instead}: pair_id is read from it",
            title(column)
        ));
        Ok(())
    }

    /// The first rows of its data.
    pub fn first_rows(&self) -> Result<Vec<StringRecord>, IngestError> {
        let failed = |source| IngestError::Unreadable {
            path: self.shown.clone().into(),
            source,
        };
        let sample = sample(&self.text).map_err(failed)?;
        let below = self.footer_from.saturating_sub(self.text.start);
        let data = self.layout.data_offset..below;
        Ok(data_sample(
            data,
            sample.as_bytes(),
            self.dialect,
            self.layout.profile,
        ))
    }

    /// Reads the pairs from the one of the two that the file names, where a register knows the other
    /// one; a file that would be a register of its own, or of which it is not sure what its rows are,
    /// stays as it is.
    pub fn name_other_of(&mut self, named: Respondent, config: &Config) -> Result<(), IngestError> {
        let (named, other) = match named {
            Respondent::Mentor => ("mentor", "mentee"),
            _ => ("mentee", "mentor"),
        };
        let meaning = self.meaning(config, |draft| {
            let made = draft.make("(not named in this file)", Making::Joined(Vec::new()));
            other.clone_into(&mut draft.names[made]);
        })?;
        let mut tables = meaning.plan.tables.iter();
        let is_register = tables.any(|table| table.table() == Table::Pairs);
        let mut tables = meaning.plan.tables.iter();
        let says_little = tables.any(|table| {
            let mut columns = table.mapping.columns.iter();
            table.table() == Table::Sessions && !columns.any(|(_, column)| column.is_of_meeting())
        });
        if is_register || says_little || meaning.open.doubts_rows() {
            return Ok(());
        }
        self.mean(meaning);
        self.open.notes.push(format!(
            "only the {named} is named: the pair is the one in which the register has that {named}; of \
             several the one in whose time the day of the row falls"
        ));
        Ok(())
    }

    /// What its columns mean with something else known of them.
    fn meaning(
        &self,
        config: &Config,
        know: impl FnOnce(&mut Draft),
    ) -> Result<Meaning, IngestError> {
        let mut draft = Draft::of(&self.layout, self.first_rows()?, &self.titles);
        know(&mut draft);
        Ok(Meaning::of(
            draft,
            &self.shown,
            &self.name,
            &self.source,
            config,
        ))
    }

    /// Takes that its columns mean something else.
    fn mean(&mut self, meaning: Meaning) {
        (self.plan, self.shape) = (meaning.plan, meaning.shape);
        (self.recognition, self.open) = (meaning.recognition, meaning.open);
        self.occasion = meaning.occasion;
    }
}

/// Marks the files that may be one export in two formats: a sheet of a workbook and a text.
pub(super) fn find_twins(sheets: &mut [Sheet]) {
    let key = |sheet: &Sheet| {
        let headers = sheet.layout.headers.iter();
        headers.map(|header| fold(header)).collect::<Vec<_>>()
    };
    let mut formats: BTreeMap<Vec<String>, [bool; 2]> = BTreeMap::new();
    for sheet in sheets.iter() {
        formats.entry(key(sheet)).or_default()[usize::from(sheet.text.is_sheet())] = true;
    }
    for sheet in sheets {
        sheet.has_twin = formats.get(&key(sheet)) == Some(&[true; 2]);
    }
}

/// A column that another file says for the rows of this one.
pub(super) struct Lookup {
    /// What the column is called.
    pub title: String,
    /// The column that points to the rows of the other file.
    pub key: usize,
    /// What those rows say.
    pub values: Arc<HashMap<String, String>>,
}
