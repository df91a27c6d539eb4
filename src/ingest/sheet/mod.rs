//! One input file, opened and recognised but not yet read.

use super::codebook::Codebook;
use super::columns::{
    Ambiguity, Column, Content, Names, Recognition, Weakness, name_of, recognise,
};
use super::dialect::{self, Dialect};
use super::doubt::{self, Doubt, Sample};
use super::error::IngestError;
use super::hints;
use super::layout::{self, Layout};
use super::lengths;
use super::links::is_links;
use super::occasion::Occasion;
use super::plan::Plan;
use super::question::{
    Candidate, ColumnQuestion, LengthQuestion, Question, RowsDoubt, RowsQuestion, TableQuestion,
};
use super::ragged::RowShape;
use super::records::footer;
use super::shape::{Draft, Making, Shape};
use super::source::SourceFile;
use super::text::Text;
use super::unnamed;
use crate::config::{Config, SourceConfig, path_fits};
use crate::programme::{Table, display_text, fold};
use csv::StringRecord;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Bytes from the beginning that delimiter, header and tables are recognised from.
const SAMPLE_BYTES: u64 = 256 << 10;

/// A first line that is longer is cut there.
const LONGEST_HEADER: u64 = SAMPLE_BYTES << 8;

/// Bytes from the beginning of tab-separated text in which a quote may tell that it is data.
const QUOTES_BYTES: u64 = 16 << 20;

/// Rows from which the habits of an exporter are recognised.
const SAMPLE_RECORDS: usize = 200;

/// Bytes at the end in which exporters sign.
const ENDING_BYTES: u64 = 4 << 10;

/// How sheets of workbooks are written down.
const SHEET: Dialect = Dialect {
    delimiter: b',',
    quote: Some(b'"'),
};

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
        let data = layout.data_offset..footer_from.saturating_sub(text.start);
        let first = data_sample(data, beginning.as_bytes(), dialect);
        layout.profile = layout
            .profile
            .with_content(layout.headers.len(), &first, &ending);
        let titles = titles_above(&layout, &beginning, dialect, found);
        let draft = Draft::of(&layout, &first, &titles);
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
            rows,
            has_twin: false,
        })
    }

    /// Adds columns that another file says for its rows, and recognises what it holds with them.
    pub fn look_up(&mut self, lookups: Vec<Lookup>, config: &Config) -> Result<(), IngestError> {
        let failed = |source| IngestError::Unreadable {
            path: self.shown.clone().into(),
            source,
        };
        let sample = sample(&self.text).map_err(failed)?;
        let below = self.footer_from.saturating_sub(self.text.start);
        let data = self.layout.data_offset..below;
        let rows = data_sample(data, sample.as_bytes(), self.dialect);
        let mut draft = Draft::of(&self.layout, &rows, &self.titles);
        for Lookup { title, key, values } in lookups {
            draft.make(&title, Making::LookedUp { key, values });
        }
        let meaning = Meaning::of(draft, &self.shown, &self.name, &self.source, config);
        (self.plan, self.shape) = (meaning.plan, meaning.shape);
        (self.recognition, self.open) = (meaning.recognition, meaning.open);
        self.occasion = meaning.occasion;
        Ok(())
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

/// What is open about the columns of a file, or was decided by what stands in them.
#[derive(Debug, Default)]
pub(super) struct Open {
    doubts: Vec<Doubt>,
    /// Whether its rows are calls rather than meetings.
    rows: Option<RowsQuestion>,
    /// What it holds, where its headers do not say it.
    pub table: Option<TableQuestion>,
    /// The unit of its lengths, where it could be either.
    length: Option<LengthQuestion>,
    /// What was decided, as sentences.
    pub notes: Vec<String>,
    /// What is assumed of its rows and has to stand above every figure, as a sentence.
    assumed: Option<String>,
}

impl Sheet {
    /// What is assumed of the file and has to stand above every figure, as sentences.
    pub fn cautions(&self) -> impl Iterator<Item = String> {
        let tie = self.tie().map(several_tables);
        let all = tie.into_iter().chain(self.open.assumed.clone());
        all.map(|caution| format!("{}: {caution}", display_text(&self.shown)))
    }

    /// What is assumed of its rows, as a sentence.
    pub fn assumed(&self) -> Option<&String> {
        self.open.assumed.as_ref()
    }

    /// The tables that its headers fit equally well.
    pub fn tie(&self) -> Option<&[Table]> {
        let mut ambiguities = self.recognition.ambiguities.iter();
        ambiguities.find_map(|ambiguity| match ambiguity {
            Ambiguity::Table(tables) => Some(tables.as_slice()),
            _ => None,
        })
    }

    /// What is to be asked about the headers.
    pub fn questions(&self) -> impl Iterator<Item = Question> {
        let doubts = self.open.doubts.iter();
        let columns = doubts.map(|doubt| Question::Column(self.question(doubt)));
        let rows = self.open.rows.iter().cloned().map(Question::Rows);
        let length = self.open.length.iter().cloned().map(Question::Length);
        let table = self.open.table.iter().cloned().map(Question::Table);
        columns.chain(length).chain(rows).chain(table)
    }

    fn question(&self, doubt: &Doubt) -> ColumnQuestion {
        let candidate = |(header, example): &(usize, Option<String>)| Candidate {
            header: name_of(self.shape.titles(), *header),
            example: example.clone(),
        };
        ColumnQuestion {
            file: self.shown.clone(),
            table: doubt.table,
            column: doubt.column.to_string(),
            unfit: doubt.unfit.as_ref().map(candidate),
            candidates: doubt.candidates.iter().map(candidate).collect(),
            needed: doubt.needed,
        }
    }
}

/// What the columns of a file mean.
struct Meaning {
    shape: Shape,
    recognition: Recognition,
    plan: Plan,
    open: Open,
    occasion: Occasion,
}

impl Meaning {
    fn of(
        mut draft: Draft,
        shown: &str,
        name: &str,
        source: &SourceConfig,
        config: &Config,
    ) -> Self {
        let titles = draft.titles();
        let scales = &config.rules.scales;
        let profile = draft.profile;
        let rows = std::mem::take(&mut draft.rows);
        let content = |at| Content::of(rows.iter().filter_map(move |row| row.get(at)));
        let contents: Vec<Content> = (0..titles.len()).map(content).collect();
        let names = Names {
            titles: &titles,
            looked_up: &draft.names,
            parts: &draft.parts,
            contents: &contents,
        };
        if is_links(&titles) {
            let recognition = Recognition::default();
            return Self {
                plan: Plan::new(profile, &titles, &recognition, Some(source)),
                shape: draft.shape(),
                recognition,
                open: Open::default(),
                occasion: Occasion::default(),
            };
        }
        let mut recognition = recognise(&names, name, Some(source), scales, &config.by);
        let shape = draft.shape();
        let mut open = Open::of(shown, &mut recognition, &shape, &rows);
        let occasion = Occasion::of([name, shown], recognition.tables.first(), source);
        open.notes.extend(occasion.note());
        Self {
            plan: Plan::new(profile, &titles, &recognition, Some(source)),
            shape,
            recognition,
            open,
            occasion,
        }
    }
}

impl Open {
    /// Settles what the first rows of a file decide about its headers.
    fn of(
        shown: &str,
        recognition: &mut Recognition,
        shape: &Shape,
        rows: &[StringRecord],
    ) -> Self {
        let records = rows.iter().filter(|row| shape.set_aside(row).is_none());
        let sample = Sample {
            titles: shape.titles(),
            names: shape.names(),
            rows: records
                .map(|row| shape.completed(row).into_owned())
                .collect(),
        };
        let settled = doubt::settle(recognition, &sample);
        let length = lengths::question(shown, recognition, &sample);
        let hints = hints::hints(recognition, &sample);
        Self {
            doubts: settled.doubts,
            rows: calls(shown, recognition, &sample),
            table: unnamed::question(shown, recognition, &sample),
            assumed: days_only(recognition, &sample),
            length,
            notes: settled.notes.into_iter().chain(hints).collect(),
        }
    }
}

/// Says that the headers fit several tables, and what is done.
pub(super) fn several_tables(tables: &[Table]) -> String {
    let names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
    let taken = names.first().copied().unwrap_or_default();
    format!(
        "the headers fit several tables: {}; the file is read as {taken} until mentorstat.toml says \
         which it is (table = \"{taken}\")",
        names.join(", ")
    )
}

/// Says that every row counts as a meeting held, where nothing but a pair and a day says that they
/// are meetings, and other columns are not read.
fn days_only(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let is_named = |at: &usize| !sample.names[*at].trim().is_empty();
    let is_unread = recognition.unmapped.iter().any(is_named);
    (is_unread && recognition.weakness == Some(Weakness::DaysOnly)).then(|| {
        "only a pair and a day say that its rows are meetings, and every row counts as one that was \
         held; its other columns are not read. If the rows are forms, say so in mentorstat.toml \
         (table = \"evaluations\")"
            .to_owned()
    })
}

/// Asks whether what is taken for meetings are calls by the programme.
fn calls(shown: &str, recognition: &Recognition, sample: &Sample<'_>) -> Option<RowsQuestion> {
    let may_be = recognition.weakness == Some(Weakness::MayBeCalls);
    let meetings = recognition.tables.first().filter(|_| may_be)?;
    let day = meetings.header_of(Column::Date)?;
    Some(RowsQuestion {
        file: shown.to_owned(),
        taken: meetings.table,
        doubt: RowsDoubt::Calls {
            column: name_of(sample.titles, day),
        },
    })
}

/// What stands above the header, and the name of the file: of months that name no year, these
/// may say it.
fn titles_above(layout: &Layout, sample: &str, dialect: Dialect, found: &SourceFile) -> String {
    let records = dialect.reader(sample.as_bytes()).into_byte_records();
    let above = records.filter_map(Result::ok);
    let above = above
        .take(layout.preamble_rows as usize)
        .flat_map(|record| {
            let cells = record
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).into_owned());
            cells.collect::<Vec<_>>()
        });
    let mut titles: Vec<String> = above.filter(|cell| !cell.trim().is_empty()).collect();
    if let Some(part) = &found.part {
        titles.push(part.name.clone());
    }
    titles.extend(
        found
            .path
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned()),
    );
    titles.join("\n")
}

/// The first rows of data, which stand between two offsets of a sample.
fn data_sample(data: Range<u64>, sample: &[u8], dialect: Dialect) -> Vec<csv::ByteRecord> {
    let at = |offset| {
        usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(sample.len())
    };
    let rows = sample.get(at(data.start)..at(data.end)).unwrap_or_default();
    let records = dialect.reader(rows).into_byte_records();
    records
        .filter_map(Result::ok)
        .take(SAMPLE_RECORDS)
        .collect()
}

/// The text in a dialect that records can be read in, and that dialect.
fn usual(
    text: Text,
    shown: &str,
    delimiter: Option<char>,
    failed: impl Fn(std::io::Error) -> IngestError,
) -> Result<(Text, Dialect), IngestError> {
    let beginning = sample(&text).map_err(&failed)?;
    let written = dialect::detect(beginning.as_bytes(), shown, delimiter)?;
    let Some(dialect) = written.usual() else {
        let text = text.rewritten(written).map_err(&failed)?;
        return Ok((text, written.rewritten()));
    };
    if dialect.delimiter == b'\t' {
        let longer = text.beginning(QUOTES_BYTES).map_err(&failed)?;
        return Ok((text, dialect::with_quotes_of(dialect, &longer)));
    }
    Ok((text, dialect))
}

/// What the configuration says about a file: all sources that match it together, of which later
/// ones stand above earlier ones.
pub(super) fn configured(found: &SourceFile, config: &Config) -> Option<SourceConfig> {
    let container = found.container();
    let is_meant = |source: &&SourceConfig| {
        let fits = |path: &str| path_fits(&source.file, path);
        fits(&found.shown) || container.as_deref().is_some_and(fits)
    };
    let meant: Vec<&SourceConfig> = config.sources.iter().filter(is_meant).collect();
    let mut all = meant.first().copied()?.clone();
    for later in &meant[1..] {
        all.overlay(later);
    }
    for value in all.set.values_mut() {
        *value = with_names(value, found);
    }
    Some(all)
}

/// A configured value with the names of file, folder and sheet put in.
fn with_names(value: &str, found: &SourceFile) -> String {
    let text = |name: Option<&std::ffi::OsStr>| {
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    let folder = found.path.parent().and_then(std::path::Path::file_name);
    let sheet = found.part.as_ref().map_or("", |part| part.name.as_str());
    value
        .replace("{file}", &text(found.path.file_stem()))
        .replace("{folder}", &text(folder))
        .replace("{sheet}", sheet)
}

/// The beginning of a text up to a line end: more of it where the first line is longer than that,
/// and part of a line that is longer than any header.
fn sample(text: &Text) -> std::io::Result<String> {
    let mut wanted = SAMPLE_BYTES;
    let mut sample = text.beginning(wanted)?;
    while sample.len() as u64 == wanted && !sample.contains(&b'\n') && wanted < LONGEST_HEADER {
        wanted *= 4;
        sample = text.beginning(wanted)?;
    }
    if sample.len() as u64 == wanted
        && let Some(end) = memchr::memrchr(b'\n', &sample)
    {
        sample.truncate(end + 1);
    }
    let whole = std::str::from_utf8(&sample).map_or_else(|error| error.valid_up_to(), str::len);
    sample.truncate(whole);
    Ok(String::from_utf8_lossy(&sample).into_owned())
}
