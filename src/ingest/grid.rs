//! The beginning of a file as records, as far as they can be put right.

use super::dialect::Dialect;
use super::ragged::{RowShape, has_stray_quotes};
use csv::StringRecord;

/// The first records of a file, from which its layout is found.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The records, with where they stand.
    pub rows: Vec<GridRow>,
    /// What most of them look like.
    pub shape: RowShape,
}

/// A record of the beginning of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct GridRow {
    /// Its cells.
    pub cells: StringRecord,
    /// Where it begins in the text.
    pub offset: usize,
}

/// Records that are looked at.
const MOST_RECORDS: usize = 200;

impl Grid {
    /// Reads the beginning of a text.
    pub fn of(text: &str, dialect: Dialect) -> Self {
        let found = records(text, dialect);
        let width = commonest_width(found.iter().map(|(row, _)| &row.cells)).unwrap_or(1);
        let regular = |(row, raw): &&(GridRow, &str)| {
            row.cells.len() == width && !has_stray_quotes(raw, dialect)
        };
        // Above the second of them there may be titles and the header; blank rows look like none.
        let regular_rows = found
            .iter()
            .filter(regular)
            .filter(|(row, _)| speaks(row))
            .skip(1);
        let shape = RowShape::of(regular_rows.map(|(row, _)| &row.cells), width);
        let data_from = found.iter().position(|entry| regular(&entry));
        let bare = data_from.is_some_and(|from| shape.is_row(&found[from].0.cells));
        let mut grid = Self::default();
        let mut failed = 0;
        for (place, (row, raw)) in found.iter().enumerate() {
            let above = data_from.is_none_or(|from| place <= from);
            let heading = above.then_some(bare);
            failed += usize::from(!grid.add(&shape, row, raw, dialect, heading));
        }
        // Where irregular rows are the rule, there is nothing to go by.
        grid.shape = shape;
        if failed * 2 > found.len() {
            grid.shape.width = 0;
        }
        grid
    }

    /// Adds a record, put right if need be; says whether that was possible. `heading` is whether
    /// no other header follows, for records that may be one.
    fn add(
        &mut self,
        shape: &RowShape,
        row: &GridRow,
        raw: &str,
        dialect: Dialect,
        heading: Option<bool>,
    ) -> bool {
        if shape.is_regular(dialect, &row.cells, true, raw) {
            self.rows.push(row.clone());
            return true;
        }
        let mut from = 0;
        if let Some(bare) = heading {
            let end = memchr::memchr(b'\n', raw.as_bytes()).map_or(raw.len(), |end| end + 1);
            let rest = &raw[end..];
            let below = || rest.trim().is_empty() || shape.mend(rest, dialect).is_some();
            if let Some(cells) = shape
                .mend_heading(&raw[..end], dialect, bare)
                .filter(|_| below())
            {
                self.rows.push(GridRow {
                    cells,
                    offset: row.offset,
                });
                from = end;
            }
        }
        let rest = &raw[from..];
        if from > 0 && rest.trim().is_empty() {
            return true;
        }
        let Some(rows) = shape.mend(rest, dialect) else {
            self.rows.push(row.clone());
            return false;
        };
        self.rows.extend(rows.into_iter().map(|mended| GridRow {
            cells: mended.record,
            offset: row.offset + from + mended.offset,
        }));
        true
    }
}

/// Whether a row has more than a title.
fn speaks(row: &GridRow) -> bool {
    row.cells.iter().filter(|cell| !cell.is_empty()).count() > 1
}

/// The first records of a text, each with its text.
fn records(text: &str, dialect: Dialect) -> Vec<(GridRow, &str)> {
    let mut reader = dialect.reader(text.as_bytes());
    let mut found = Vec::new();
    let mut cells = StringRecord::new();
    while found.len() < MOST_RECORDS && reader.read_record(&mut cells).unwrap_or(false) {
        let from = byte(cells.position()).min(text.len());
        let blank = text[from..]
            .bytes()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let offset = from + blank.count();
        let end = byte(Some(reader.position())).clamp(offset, text.len());
        let row = GridRow {
            cells: cells.clone(),
            offset,
        };
        found.push((row, &text[offset..end]));
    }
    found
}

fn byte(position: Option<&csv::Position>) -> usize {
    position.map_or(0, |position| {
        usize::try_from(position.byte()).unwrap_or(usize::MAX)
    })
}

/// The commonest width above one, the first of equals; rows without content do not count.
pub(super) fn commonest_width<'a>(
    records: impl Iterator<Item = &'a StringRecord>,
) -> Option<usize> {
    let mut counts: Vec<(usize, usize)> = Vec::new();
    for record in records.filter(|record| record.len() > 1) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match counts.iter_mut().find(|(width, _)| *width == record.len()) {
            Some((_, count)) => *count += 1,
            None => counts.push((record.len(), 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts
        .iter()
        .find(|(_, count)| *count == most)
        .map(|(width, _)| *width)
}
