//! The frame of a Parquet file: where its pages are, and what its columns are called.

use super::page::Column;
use super::thrift::Struct;
use crate::summary::analysis::typed::CellType;
use std::io;

const MAGIC: &[u8; 4] = b"PAR1";
const WRITER: &str = concat!("mentorstat version ", env!("CARGO_PKG_VERSION"));

// Variants of the format's enumerations.
const BOOLEAN: i32 = 0;
const INT32: i32 = 1;
const INT64: i32 = 2;
const DOUBLE: i32 = 5;
const BYTE_ARRAY: i32 = 6;
const OPTIONAL: i32 = 1;
const UTF8: i32 = 0;
const DATE: i32 = 6;
const PLAIN: i32 = 0;
const RLE: i32 = 3;
const GZIP: i32 = 2;
const DATA_PAGE: i32 = 0;

/// Fields of the union of logical types.
const LOGICAL_STRING: u8 = 1;
const LOGICAL_DATE: u8 = 6;

const fn physical(cells: CellType) -> i32 {
    match cells {
        CellType::Text => BYTE_ARRAY,
        CellType::Date => INT32,
        CellType::Flag => BOOLEAN,
        CellType::Whole => INT64,
        CellType::Number => DOUBLE,
    }
}

/// A file on its way out.
pub(super) struct FileWriter<'a, W> {
    out: W,
    names: &'a [String],
    types: &'a [CellType],
    /// Bytes written.
    offset: i64,
    rows: i64,
    groups: Vec<Struct>,
}

impl<'a, W: io::Write> FileWriter<'a, W> {
    /// Begins a file with these columns.
    pub fn begin(mut out: W, names: &'a [String], types: &'a [CellType]) -> io::Result<Self> {
        out.write_all(MAGIC)?;
        Ok(Self {
            out,
            names,
            types,
            offset: signed(MAGIC.len())?,
            rows: 0,
            groups: Vec::new(),
        })
    }

    /// Writes the cells of all columns as a group of rows, and takes them out.
    pub fn write_group(&mut self, columns: &mut [Column]) -> io::Result<()> {
        let rows = signed(columns.first().map_or(0, Column::rows))?;
        let (mut chunks, mut bytes) = (Vec::new(), 0);
        for (place, column) in columns.iter_mut().enumerate() {
            let (chunk, uncompressed) = self.write_chunk(place, rows, column)?;
            chunks.push(chunk);
            bytes += uncompressed;
        }
        self.rows += rows;
        let group = Struct::default()
            .structs(1, chunks)
            .i64(2, bytes)
            .i64(3, rows);
        self.groups.push(group);
        Ok(())
    }

    /// A chunk is a page; gives what the footer says of it, and its size uncompressed.
    fn write_chunk(
        &mut self,
        place: usize,
        rows: i64,
        column: &mut Column,
    ) -> io::Result<(Struct, i64)> {
        let start = self.offset;
        let (page, uncompressed) = column.take_page()?;
        let header = header(rows, uncompressed, page.len())?;
        for part in [&header, &page] {
            self.out.write_all(part)?;
            self.offset += signed(part.len())?;
        }
        let uncompressed = signed(header.len() + uncompressed)?;
        let about = Struct::default()
            .i32(1, physical(self.types[place]))
            .variants(2, &[PLAIN, RLE])
            .texts(3, &[&self.names[place]])
            .i32(4, GZIP)
            .i64(5, rows)
            .i64(6, uncompressed)
            .i64(7, self.offset - start)
            .i64(9, start);
        let chunk = Struct::default().i64(2, start).nested(3, about);
        Ok((chunk, uncompressed))
    }

    /// Writes the footer.
    pub fn finish(mut self) -> io::Result<()> {
        let columns = self.names.iter().zip(self.types);
        let root = Struct::default().text(4, "table").i32(
            5,
            i32::try_from(self.names.len()).map_err(io::Error::other)?,
        );
        let schema =
            std::iter::once(root).chain(columns.map(|(name, cells)| described(name, *cells)));
        let footer = Struct::default()
            .i32(1, 1)
            .structs(2, schema.collect())
            .i64(3, self.rows)
            .structs(4, self.groups)
            .text(6, WRITER)
            .finish();
        let length = u32::try_from(footer.len()).map_err(io::Error::other)?;
        self.out.write_all(&footer)?;
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(MAGIC)
    }
}

fn header(rows: i64, uncompressed: usize, compressed: usize) -> io::Result<Vec<u8>> {
    let size = |bytes: usize| i32::try_from(bytes).map_err(io::Error::other);
    let of_data = Struct::default()
        .i32(1, i32::try_from(rows).map_err(io::Error::other)?)
        .i32(2, PLAIN)
        .i32(3, RLE)
        .i32(4, RLE);
    Ok(Struct::default()
        .i32(1, DATA_PAGE)
        .i32(2, size(uncompressed)?)
        .i32(3, size(compressed)?)
        .nested(5, of_data)
        .finish())
}

/// A column in the schema.
fn described(name: &str, cells: CellType) -> Struct {
    let column = Struct::default()
        .i32(1, physical(cells))
        .i32(3, OPTIONAL)
        .text(4, name);
    let logical = |field| Struct::default().nested(field, Struct::default());
    match cells {
        CellType::Text => column.i32(6, UTF8).nested(10, logical(LOGICAL_STRING)),
        CellType::Date => column.i32(6, DATE).nested(10, logical(LOGICAL_DATE)),
        CellType::Flag | CellType::Whole | CellType::Number => column,
    }
}

fn signed(bytes: usize) -> io::Result<i64> {
    i64::try_from(bytes).map_err(io::Error::other)
}
