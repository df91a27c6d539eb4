//! What cells of a sheet say, as text.

use super::cells::{Cells, as_percent, shows_percent};
use calamine::{CellErrorType, Data, Dimensions, ExcelDateTime, ExcelDateTimeType};

fn text(cells: &[(u32, u32, Data)], merged: &[Dimensions]) -> String {
    let mut sheet = Cells::default();
    for (row, column, value) in cells {
        sheet.add(*row, *column, value).unwrap();
    }
    sheet.fill(merged);
    String::from_utf8(sheet.text().unwrap()).unwrap()
}

fn said(value: Data) -> String {
    let text = text(&[(0, 0, value)], &[]);
    text.trim_end_matches('\n').to_owned()
}

fn date(serial: f64, is_1904: bool) -> Data {
    Data::DateTime(ExcelDateTime::new(
        serial,
        ExcelDateTimeType::DateTime,
        is_1904,
    ))
}

fn duration(days: f64) -> Data {
    Data::DateTime(ExcelDateTime::new(
        days,
        ExcelDateTimeType::TimeDelta,
        false,
    ))
}

#[test]
fn dates_and_times_are_iso_text() {
    assert_eq!(said(date(46_027.0, false)), "2026-01-05");
    assert_eq!(said(date(44_565.0, true)), "2026-01-05");
    assert_eq!(said(date(46_027.75, false)), "2026-01-05 18:00:00");
    // A second is no whole fraction of a day.
    assert_eq!(
        said(date(46_027.0 + 3_599.999_9 / 86_400.0, false)),
        "2026-01-05 01:00:00"
    );
    assert_eq!(said(date(0.5, false)), "12:00");
    assert_eq!(said(duration(1.5)), "36:00");
    assert_eq!(said(duration(90.0 / 86_400.0)), "0:01:30");
    assert_eq!(
        said(Data::DateTimeIso("2026-01-05T00:00:00".into())),
        "2026-01-05"
    );
    assert_eq!(said(Data::DurationIso("PT1H30M00S".into())), "1:30");
    assert_eq!(said(Data::DurationIso("P1D".into())), "P1D");
}

#[test]
fn percentages_are_as_they_are_shown() {
    for format in ["0%", "0.00%", "#,##0.0 %", "0%;[Red]-0%"] {
        assert!(shows_percent(format), "{format}");
    }
    for format in ["General", "0.00", "0\"%\"", "0\\%", "0;0%", "yyyy-mm-dd"] {
        assert!(!shows_percent(format), "{format}");
    }
    assert_eq!(said(as_percent(Data::Float(1.0))), "100%");
    assert_eq!(said(as_percent(Data::Float(0.07))), "7%");
    assert_eq!(said(as_percent(Data::Int(0))), "0%");
    assert_eq!(said(as_percent(Data::String("n/a".into()))), "n/a");
}

#[test]
fn numbers_and_other_values_are_as_spreadsheets_show_them() {
    assert_eq!(said(Data::Float(45.0)), "45");
    assert_eq!(said(Data::Float(0.1 + 0.2)), "0.3");
    assert_eq!(said(Data::Int(-3)), "-3");
    assert_eq!(said(Data::Bool(true)), "TRUE");
    assert_eq!(said(Data::Error(CellErrorType::NA)), "#N/A");
    assert_eq!(
        said(Data::String("a \"b\", c".into())),
        "\"a \"\"b\"\", c\""
    );
}

#[test]
fn every_row_is_one_line_and_blank_rows_are_empty_ones() {
    let string = |text: &str| Data::String(text.into());
    let cells = [
        (1, 2, string("a")),
        (1, 3, string("b")),
        (3, 3, string("two\r\nlines")),
        (4, 2, string("c")),
        (6, 9, string("  ")),
    ];
    assert_eq!(text(&cells, &[]), "\na,b\n\n,\"two\rlines\"\nc,\n");
}

#[test]
fn cells_merged_down_a_column_say_the_same_below_the_header() {
    let string = |text: &str| Data::String(text.into());
    let cells = [
        (0, 0, string("id")),
        (0, 1, string("cohort")),
        (1, 0, string("1")),
        (1, 1, string("spring")),
        (2, 0, string("2")),
    ];
    let merged = |start, end| Dimensions { start, end };
    let filled = "id,cohort\n1,spring\n2,spring\n";
    assert_eq!(text(&cells, &[merged((1, 1), (2, 1))]), filled);
    assert_eq!(text(&cells, &[merged((1, 1), (900_000, 1))]), filled);
    let blank = "id,cohort\n1,spring\n2,\n";
    assert_eq!(text(&cells, &[merged((0, 0), (5, 0))]), blank);
    // A row with cells merged across columns is a header of several rows.
    let header = [merged((1, 1), (2, 1)), merged((1, 2), (1, 4))];
    assert_eq!(text(&cells, &header), blank);
}
