//! Workbooks: each sheet as text with commas.

use super::cells::{Cells, as_percent, shows_percent};
use super::{Content, Found, compound};
use calamine::{
    Data, Dimensions, HeaderRow, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Style, Xls,
    XlsError, Xlsx, XlsxError,
};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};

/// The sheet of explanations in a workbook that this program writes: nothing to be read.
pub const ABOUT_SHEET: &str = "About this list";

const NO_WORKBOOK: &str = "not a workbook that can be read: damaged, or protected by a password; \
     open it and save it as .xlsx without one";
const PASSWORD: &str = "a workbook protected by a password; save it without one";

/// Sheets of a workbook of Excel since 2007.
pub(super) fn new(file: File, found: &mut Found) -> Result<(), String> {
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(|error| match error {
        XlsxError::Password => PASSWORD.to_owned(),
        error => damaged(&error),
    })?;
    for name in visible(&book, found) {
        match cells(&mut book, &name) {
            Ok(cells) => add(name, cells, found),
            Err(reason) => found.skip(name, reason),
        }
    }
    Ok(())
}

fn cells(book: &mut Xlsx<BufReader<File>>, name: &str) -> Result<Cells, String> {
    let mut cells = Cells::default();
    {
        let mut reader = book
            .worksheet_cells_reader(name)
            .map_err(|error| damaged(&error))?;
        let percent: Vec<bool> = reader.styles().iter().map(is_percent).collect();
        let mut next = || reader.next_cell_with_style_id();
        while let Some((cell, style)) = next().map_err(|error| damaged(&error))? {
            let (row, column) = cell.get_position();
            let value: Data = cell.get_value().clone().into();
            if percent.get(style) == Some(&true) {
                cells.add(row, column, &as_percent(value))?;
            } else {
                cells.add(row, column, &value)?;
            }
        }
    }
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    cells.fill(&merged);
    Ok(cells)
}

/// Whether a style shows numbers as percentages.
fn is_percent(style: &Style) -> bool {
    let format = style.number_format.as_ref();
    format.is_some_and(|format| shows_percent(&format.format_code))
}

/// Sheets of a workbook of Excel before 2007.
pub(super) fn old(mut file: File, found: &mut Found) -> Result<(), String> {
    let mut content = Vec::new();
    file.read_to_end(&mut content)
        .map_err(|error| damaged(&error))?;
    if !compound::ends(&content) {
        return Err(NO_WORKBOOK.to_owned());
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(content)).map_err(|error| match error {
        XlsError::Password => PASSWORD.to_owned(),
        _ => NO_WORKBOOK.to_owned(),
    })?;
    book.with_header_row(HeaderRow::FirstNonEmptyRow);
    for name in visible(&book, found) {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let range = book.worksheet_range(&name);
        add_range(name, range.map_err(|error| damaged(&error)), &merged, found);
    }
    Ok(())
}

/// Sheets of a spreadsheet of `LibreOffice` and others.
pub(super) fn open_document(file: File, found: &mut Found) -> Result<(), String> {
    let mut book: Ods<_> = Ods::new(BufReader::new(file)).map_err(|error| match error {
        OdsError::Password => PASSWORD.to_owned(),
        error => damaged(&error),
    })?;
    for name in visible(&book, found) {
        let range = book.worksheet_range(&name);
        add_range(name, range.map_err(|error| damaged(&error)), &[], found);
    }
    Ok(())
}

fn damaged(error: &dyn std::fmt::Display) -> String {
    format!("a damaged workbook ({error}); open it and save it again")
}

/// Names of the sheets that people see; the others are listed.
fn visible<F: Read + Seek, B: Reader<F>>(book: &B, found: &mut Found) -> Vec<String> {
    let mut names = Vec::new();
    for sheet in book.sheets_metadata() {
        if sheet.name == ABOUT_SHEET {
            continue;
        }
        if sheet.typ != SheetType::WorkSheet {
            found.skip(sheet.name.clone(), "a sheet without cells");
        } else if sheet.visible == SheetVisible::Visible {
            names.push(sheet.name.clone());
        } else {
            let reason = "a hidden sheet; unhide it to have it read";
            found.skip(sheet.name.clone(), reason);
        }
    }
    names
}

fn add_range(
    name: String,
    range: Result<Range<Data>, String>,
    merged: &[Dimensions],
    found: &mut Found,
) {
    let cells = range.and_then(|range| {
        let mut cells = Cells::default();
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let place =
                |from: u32, at: usize| from.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            cells.add(place(first_row, row), place(first_column, column), value)?;
        }
        cells.fill(merged);
        Ok(cells)
    });
    match cells {
        Ok(cells) => add(name, cells, found),
        Err(reason) => found.skip(name, reason),
    }
}

fn add(name: String, cells: Cells, found: &mut Found) {
    if cells.is_empty() {
        found.skip(name, "an empty sheet");
        return;
    }
    match cells.text() {
        Ok(text) => found.add(name, Content::Sheet(text.into())),
        Err(reason) => found.skip(name, reason),
    }
}
