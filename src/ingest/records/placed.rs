//! The records of a block, put right where that can be done, each with where it stands.

use crate::ingest::blocks::Block;
use crate::ingest::dialect::Dialect;
use crate::ingest::ragged::Mended;
use crate::ingest::sheet::Sheet;
use crate::programme::Origin;
use std::borrow::Cow;

/// Tells each record of a block to `each`, with where it stands.
pub(in crate::ingest) fn each_record<E>(
    sheet: &Sheet,
    block: &Block,
    mut each: impl FnMut(&csv::StringRecord, Place) -> Result<(), E>,
) -> Result<(), E> {
    // A file that changes while it is read may hold anything.
    let text = str::from_utf8(&block.bytes)
        .map_or_else(|_| String::from_utf8_lossy(&block.bytes), Cow::Borrowed);
    let quote = sheet.dialect.quote.filter(|_| !block.unclosed);
    let dialect = Dialect {
        quote,
        ..sheet.dialect
    };
    let mut reader = dialect.reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut patience = MOST_IN_VAIN;
    let mut shortest = sheet.rows.width;
    let ends_within_a_line = !text.ends_with(['\n', '\r']);
    while reader.read_record(&mut record).unwrap_or(false) {
        let place = Place::of(&record, block, text.as_bytes());
        if record.len() == sheet.rows.width && !block.strays || patience == 0 {
            each(&record, place)?;
            continue;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let raw = &text[place.within(block).min(end)..end.min(text.len())];
        if sheet
            .rows
            .is_regular(sheet.dialect, &record, block.strays, raw)
        {
            each(&record, place)?;
        } else if let Some(rows) = sheet.rows.mend(raw, sheet.dialect) {
            let same = rows.len() == 1 && rows[0].record == record;
            for row in rows {
                let place = if same { place } else { place.mended(&row) };
                each(&row.record, place)?;
            }
        } else {
            patience = patience.saturating_sub(raw.len().max(LEAST_IN_VAIN));
            let is_last = end >= text.len() && place.line > 1;
            let cut = ends_within_a_line && is_last && record.len() < shortest;
            shortest = shortest.min(record.len());
            each(&record, Place { cut, ..place })?;
        }
    }
    Ok(())
}

/// Bytes of irregular rows of a block that are tried in vain before the others are left as they
/// are: trying takes far longer than reading, the more the longer the row.
const MOST_IN_VAIN: usize = 1 << 18;

/// Bytes that an irregular row counts for at least.
const LEAST_IN_VAIN: usize = 1 << 8;

/// Where a record stands.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest) struct Place {
    pub line: u32,
    pub offset: u64,
    /// Whether the record was divided otherwise than its delimiters and quotes say.
    pub mended: bool,
    /// Whether empty lines stand before it.
    pub gap: bool,
    /// Whether the file ends in it: it has fewer cells than all rows before it, and no line end.
    pub cut: bool,
}

impl Place {
    /// The reader counts the line ends before a record to the record.
    fn of(record: &csv::StringRecord, block: &Block, text: &[u8]) -> Self {
        let (byte, line) = record
            .position()
            .map_or((0, 1), |position| (position.byte(), position.line()));
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
        let before = text[from..]
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let (mut skipped, mut lines) = (0, 0);
        for byte in before {
            skipped += 1;
            lines += u64::from(*byte == b'\n');
        }
        // Of `\r\n` the reader leaves the second to the next record.
        let is_rest = from > 0 && text[from - 1] == b'\r' && text.get(from) == Some(&b'\n');
        let line = u64::from(block.line) + line - 1 + lines;
        Self {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            offset: block.offset + byte + skipped,
            mended: false,
            gap: skipped > u64::from(is_rest),
            cut: false,
        }
    }

    /// Where the record begins in its block.
    fn within(self, block: &Block) -> usize {
        usize::try_from(self.offset - block.offset).unwrap_or(usize::MAX)
    }

    /// The place of a row that was found in the record here.
    fn mended(self, row: &Mended) -> Self {
        Self {
            line: self.line.saturating_add(row.lines),
            offset: self.offset + row.offset as u64,
            mended: true,
            gap: self.gap && row.offset == 0,
            cut: false,
        }
    }

    /// As the origin of a fact.
    pub fn origin(self, file: u16) -> Origin {
        Origin {
            file,
            line: self.line,
            offset: self.offset,
            part: 0,
            counted: false,
        }
    }
}
