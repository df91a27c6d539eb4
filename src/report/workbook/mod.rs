//! `support.xlsx`: the support list as a workbook in which the coordinator notes what was done.
//!
//! Filled in and put among the inputs, it is read as contacts. Every text is written as text, so
//! that no spreadsheet runs it, and nothing in it tells when it was written: the same list gives
//! the same bytes.

mod about;
mod columns;

use crate::config::SupportThresholds;
use crate::ingest::ABOUT_SHEET;
use crate::programme::{Day, gives_orders};
use crate::summary::SupportList;
use columns::{Cell, Column};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    Workbook, Worksheet, XlsxError,
};

/// What the workbook says.
#[derive(Clone, Copy, Debug)]
pub struct SupportBook<'a> {
    /// Name of the programme.
    pub programme: &'a str,
    /// The day for which the list speaks.
    pub date: Day,
    /// The list.
    pub list: &'a SupportList,
    /// Thresholds of states.
    pub limits: &'a SupportThresholds,
    /// Each file with the newest record in it.
    pub newest: &'a [(String, Day)],
}

/// Pairs that the workbook holds at most: nobody calls more, and `support.csv` has them all.
const MOST_PAIRS: usize = 10_000;

/// The longest text that a cell holds; spreadsheets refuse more than 32,767 characters.
const LONGEST_TEXT: usize = 32_000;

/// Rows below the list in which cells are still dates and have choices, for pairs that are added.
const SPARE_ROWS: u32 = 100;

/// Outcomes to choose from; any other text may be typed.
const OUTCOMES: [&str; 6] = [
    "reached",
    "will meet",
    "needs help",
    "no answer",
    "left message",
    "bounced",
];

/// A4.
const PAPER: u8 = 9;

/// The bytes of the workbook.
///
/// # Errors
/// [`XlsxError`]: what was to be written is more than a workbook holds.
pub fn support_book(book: &SupportBook<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(book)?);
    let columns = columns::columns(book.list);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Support list")?;
    list(sheet, book, &columns)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name(ABOUT_SHEET)?;
    about::write(sheet, book, &columns)?;
    workbook.save_to_buffer()
}

/// The day of the list stands for the day of writing.
fn properties(book: &SupportBook<'_>) -> Result<DocProperties, XlsxError> {
    // A list for a day that no spreadsheet knows is dated by the first that they do.
    let date = book.date.date().format("%Y-%m-%d").to_string();
    let created =
        ExcelDateTime::parse_from_str(&date).or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    Ok(DocProperties::new()
        .set_title(format!("{}: pairs that need support", book.programme))
        .set_subject("Confidential: this names people")
        .set_author("mentorstat")
        .set_creation_datetime(&created))
}

fn list(
    sheet: &mut Worksheet,
    book: &SupportBook<'_>,
    columns: &[Column],
) -> Result<(), XlsxError> {
    let header = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(Color::RGB(0x00E3_E8EF))
        .set_border_bottom(FormatBorder::Thin);
    let to_fill = header.clone().set_background_color(Color::RGB(0x00FF_F2CC));
    for (at, column) in (0..).zip(columns) {
        let format = if column.to_fill { &to_fill } else { &header };
        sheet.write_string_with_format(0, at, &column.name, format)?;
        sheet.set_column_width(at, column.width)?;
    }
    let formats = Formats::new();
    let rows = &book.list.rows[..book.list.rows.len().min(MOST_PAIRS)];
    for (line, row) in (1..).zip(rows) {
        for (at, column) in (0..).zip(columns) {
            formats.write(sheet, (line, at), column, &(column.cell)(row))?;
        }
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(0);
    let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    ease_filling(sheet, columns, last_row, &formats)?;
    sheet.set_landscape().set_paper_size(PAPER);
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_header("&C&\"-,Bold\"Confidential: this names people");
    Ok(())
}

/// Cells to fill in are dates where a day is asked for, and offer the usual outcomes.
fn ease_filling(
    sheet: &mut Worksheet,
    columns: &[Column],
    last_row: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let outcomes = DataValidation::new()
        .allow_list_strings(&OUTCOMES)?
        .show_error_message(false);
    for (at, column) in (0..).zip(columns).filter(|(_, column)| column.to_fill) {
        if column.is_day {
            for row in last_row + 1..=last_row + SPARE_ROWS {
                sheet.write_blank(row, at, &formats.day)?;
            }
        } else if column.name == columns::OUTCOME {
            sheet.add_data_validation(1, at, last_row + SPARE_ROWS, at, &outcomes)?;
        }
    }
    Ok(())
}

/// How cells look.
struct Formats {
    text: Format,
    day: Format,
    number: Format,
    ratio: Format,
}

/// Days between the first day of spreadsheets' calendar and that of ours.
const SPREADSHEET_EPOCH: i32 = 25_569;

/// The first day that all spreadsheets count alike: 1 March 1900.
const FIRST_DAY: i32 = 61;

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            text: top.clone().set_text_wrap(),
            day: top.clone().set_num_format("yyyy-mm-dd"),
            number: top.clone().set_num_format("0"),
            ratio: top.set_num_format("0.0"),
        }
    }

    fn write(
        &self,
        sheet: &mut Worksheet,
        (row, at): (u32, u16),
        column: &Column,
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Blank if column.is_day => sheet.write_blank(row, at, &self.day),
            Cell::Blank => sheet.write_blank(row, at, &self.text),
            Cell::Text(text) => {
                let text = text.chars().filter(|sign| !gives_orders(*sign));
                let text: String = text.take(LONGEST_TEXT).collect();
                sheet.write_string_with_format(row, at, text, &self.text)
            }
            Cell::Count(number) => sheet.write_number_with_format(row, at, *number, &self.number),
            Cell::Ratio(number) => sheet.write_number_with_format(row, at, *number, &self.ratio),
            Cell::Day(day) => match day.0 + SPREADSHEET_EPOCH {
                serial if serial >= FIRST_DAY => {
                    sheet.write_number_with_format(row, at, serial, &self.day)
                }
                _ => sheet.write_string_with_format(row, at, day.to_string(), &self.text),
            },
        }?;
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests;
