//! The cells of a column as they stand in a page.

use super::thrift::varint;
use crate::programme::Day;
use crate::summary::analysis::typed::CellType;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};

/// Bits, eight a byte, the lowest first.
#[derive(Debug, Default)]
struct Bits {
    bytes: Vec<u8>,
    len: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.len.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (self.len % 8);
        }
        self.len += 1;
    }
}

/// The cells of a column in one group of rows.
#[derive(Debug)]
pub(super) struct Column {
    cells: CellType,
    /// Whether each cell has a value.
    present: Bits,
    /// The values, plainly; flags are in `flags`.
    values: Vec<u8>,
    flags: Bits,
}

impl Column {
    /// A column without cells yet.
    pub fn of(cells: CellType) -> Self {
        Self {
            cells,
            present: Bits::default(),
            values: Vec::new(),
            flags: Bits::default(),
        }
    }

    /// Number of its cells.
    pub fn rows(&self) -> usize {
        self.present.len
    }

    /// Adds a cell; `None` if it is not of the type. An empty one has no value.
    pub fn push(&mut self, cell: &str) -> Option<()> {
        if !cell.is_empty() {
            self.push_value(cell)?;
        }
        self.present.push(!cell.is_empty());
        Some(())
    }

    fn push_value(&mut self, cell: &str) -> Option<()> {
        match self.cells {
            CellType::Text => {
                let len = u32::try_from(cell.len()).ok()?;
                self.values.extend(len.to_le_bytes());
                self.values.extend(cell.as_bytes());
            }
            CellType::Date => self.values.extend(day(cell)?.0.to_le_bytes()),
            CellType::Flag => self.flags.push(cell.parse().ok()?),
            CellType::Whole => self.values.extend(cell.parse::<i64>().ok()?.to_le_bytes()),
            CellType::Number => self.values.extend(cell.parse::<f64>().ok()?.to_le_bytes()),
        }
        Some(())
    }

    /// Its page without the header, and how large it is uncompressed. The column has no cells any more.
    pub fn take_page(&mut self) -> io::Result<(Vec<u8>, usize)> {
        let column = std::mem::replace(self, Self::of(self.cells));
        let mut page = levels(&column.present);
        page.extend(column.values);
        page.extend(column.flags.bytes);
        let mut compressed = GzEncoder::new(Vec::new(), Compression::default());
        compressed.write_all(&page)?;
        Ok((compressed.finish()?, page.len()))
    }
}

/// Days since 1970, which is how both count them.
fn day(cell: &str) -> Option<Day> {
    let mut parts = cell.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether there are values: one run of bits, its length in groups of eight, and the bytes of it all
/// before that.
fn levels(present: &Bits) -> Vec<u8> {
    let mut run = Vec::with_capacity(present.bytes.len() + 4);
    varint(&mut run, (present.bytes.len() as u64) << 1 | 1);
    run.extend(&present.bytes);
    // A group of rows has far fewer than 2³² of them.
    let len = u32::try_from(run.len()).unwrap_or(u32::MAX);
    let mut levels = len.to_le_bytes().to_vec();
    levels.extend(run);
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(cells: CellType, texts: &[&str]) -> Column {
        let mut column = Column::of(cells);
        for text in texts {
            column.push(text).unwrap();
        }
        column
    }

    #[test]
    fn empty_cells_have_no_value() {
        let column = column(CellType::Whole, &["1", "", "-2"]);
        assert_eq!(
            (column.rows(), &column.present.bytes[..]),
            (3, &[0b101][..])
        );
        let values = [1_i64.to_le_bytes(), (-2_i64).to_le_bytes()].concat();
        assert_eq!(column.values, values);
        assert_eq!(levels(&column.present), [2, 0, 0, 0, 3, 0b101]);
    }

    #[test]
    fn flags_are_bits_and_dates_are_days_since_1970() {
        let flags = column(CellType::Flag, &["true", "", "false", "true"]);
        assert_eq!(flags.flags.bytes, [0b101]);
        let dates = column(CellType::Date, &["1970-01-02", "1969-12-31"]);
        assert_eq!(dates.values, [1, 0, 0, 0, 255, 255, 255, 255]);
    }

    #[test]
    fn texts_have_their_length_before_them() {
        let texts = column(CellType::Text, &["é"]);
        assert_eq!(texts.values, [2, 0, 0, 0, 0xC3, 0xA9]);
    }

    #[test]
    fn what_is_not_of_the_type_is_refused() {
        for (cells, text) in [
            (CellType::Whole, "1.5"),
            (CellType::Number, "many"),
            (CellType::Flag, "yes"),
            (CellType::Date, "2026-02-30"),
        ] {
            assert_eq!(Column::of(cells).push(text), None, "{text}");
        }
    }
}
