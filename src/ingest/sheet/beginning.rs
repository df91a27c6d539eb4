//! The beginning of a file, from which is recognised what it is.

use crate::ingest::dialect::{self, Dialect};
use crate::ingest::error::IngestError;
use crate::ingest::layout::Layout;
use crate::ingest::profiles::Profile;
use crate::ingest::records::footer;
use crate::ingest::source::SourceFile;
use crate::ingest::text::Text;
use csv::StringRecord;
use std::ops::Range;

/// Bytes from the beginning that delimiter, header and tables are recognised from.
const SAMPLE_BYTES: u64 = 256 << 10;

/// A first line that is longer is cut there.
const LONGEST_HEADER: u64 = SAMPLE_BYTES << 8;

/// Bytes from the beginning of tab-separated text in which a quote may tell that it is data.
const QUOTES_BYTES: u64 = 16 << 20;

/// Rows from which the habits of an exporter are recognised.
const SAMPLE_RECORDS: usize = 200;

/// The beginning of a text up to a line end: more of it where the first line is longer than that,
/// and part of a line that is longer than any header.
pub(super) fn sample(text: &Text) -> std::io::Result<String> {
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

/// The text in a dialect that records can be read in, and that dialect.
pub(super) fn usual(
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

/// The first rows of data, which stand between two offsets of a sample, without rows of totals:
/// numbers in them say nothing of what their columns hold.
pub(super) fn data_sample(
    data: Range<u64>,
    sample: &[u8],
    dialect: Dialect,
    profile: Profile,
) -> Vec<StringRecord> {
    let at = |offset| {
        usize::try_from(offset)
            .unwrap_or(usize::MAX)
            .min(sample.len())
    };
    let rows = sample.get(at(data.start)..at(data.end)).unwrap_or_default();
    let records = dialect.reader(rows).into_byte_records();
    let records = records.filter_map(Result::ok).take(records_of(profile));
    let records = records.map(StringRecord::from_byte_record_lossy);
    let mut rows: Vec<StringRecord> = records
        .filter(|row| !footer::starts_as_total(row))
        .collect();
    if footer::ends_in_sums(&rows) {
        rows.pop();
    }
    rows
}

/// Forms that stand in one file with others, and that pairs fill in at their end, begin far down.
fn records_of(profile: Profile) -> usize {
    match profile {
        Profile::RedCap => usize::MAX,
        _ => SAMPLE_RECORDS,
    }
}

/// What stands above the header, and the name of the file: of months that name no year, these
/// may say it.
pub(super) fn titles_above(
    layout: &Layout,
    sample: &str,
    dialect: Dialect,
    found: &SourceFile,
) -> String {
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
