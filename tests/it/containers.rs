//! Workbooks and archives among the inputs.

use crate::support::{Ended, Workspace};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of a sheet.
enum Cell {
    Blank,
    Text(&'static str),
    Number(f64),
    /// A serial number shown as a date.
    Date(f64),
}

use Cell::{Blank, Date, Number, Text};

/// A sheet: its name, whether it is hidden, its merged areas, and its rows.
struct Sheet {
    name: &'static str,
    hidden: bool,
    merged: &'static [&'static str],
    rows: Vec<Vec<Cell>>,
}

fn sheet(name: &'static str, rows: Vec<Vec<Cell>>) -> Sheet {
    Sheet {
        name,
        hidden: false,
        merged: &[],
        rows,
    }
}

pub fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const NAMESPACES: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";

const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
    <cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>";

fn sheet_xml(sheet: &Sheet) -> String {
    let mut xml = format!("<worksheet {NAMESPACES}><sheetData>");
    for (row, cells) in (1..).zip(&sheet.rows) {
        write!(xml, "<row r=\"{row}\">").unwrap();
        for (column, cell) in ('A'..).zip(cells) {
            let at = format!("{column}{row}");
            match cell {
                Blank => Ok(()),
                Text(text) => write!(
                    xml,
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                ),
                Number(number) => write!(xml, "<c r=\"{at}\"><v>{number}</v></c>"),
                Date(number) => write!(xml, "<c r=\"{at}\" s=\"1\"><v>{number}</v></c>"),
            }
            .unwrap();
        }
        xml += "</row>";
    }
    xml += "</sheetData>";
    if !sheet.merged.is_empty() {
        write!(xml, "<mergeCells count=\"{}\">", sheet.merged.len()).unwrap();
        for area in sheet.merged {
            write!(xml, "<mergeCell ref=\"{area}\"/>").unwrap();
        }
        xml += "</mergeCells>";
    }
    xml + "</worksheet>"
}

/// A workbook of Excel.
fn workbook(sheets: &[Sheet]) -> Vec<u8> {
    let mut listed = String::new();
    let mut related = String::new();
    let mut files = vec![
        ("_rels/.rels".to_owned(), RELATIONS.to_owned()),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ];
    for (number, sheet) in (1..).zip(sheets) {
        let state = if sheet.hidden {
            " state=\"hidden\""
        } else {
            ""
        };
        write!(
            listed,
            "<sheet name=\"{}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>",
            sheet.name
        )
        .unwrap();
        write!(
            related,
            "<Relationship Id=\"rId{number}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .unwrap();
        files.push((format!("xl/worksheets/sheet{number}.xml"), sheet_xml(sheet)));
    }
    files.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook {NAMESPACES}><sheets>{listed}</sheets></workbook>"),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
        ),
    ));
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone().into_bytes()))
        .collect();
    archive(&files)
}

/// 2026-01-05 as a serial number of Excel.
const JANUARY_5: f64 = 46_027.0;

fn programme() -> Vec<u8> {
    let sessions = vec![
        vec![Text("Sessions of 2026")],
        vec![],
        vec![
            Text("pair_id"),
            Text("date"),
            Text("status"),
            Text("minutes"),
            Text("issues"),
        ],
        vec![
            Text("A"),
            Date(JANUARY_5),
            Text("held"),
            Number(45.0),
            Text("Time &amp;\nmoney"),
        ],
        vec![
            Blank,
            Date(JANUARY_5 + 31.0),
            Text("held"),
            Number(60.5),
            Text("2, or 3"),
        ],
        vec![
            Text("B"),
            Date(JANUARY_5 + 0.75),
            Text("perhaps"),
            Blank,
            Blank,
        ],
        vec![Text("B"), Text("31/02/2026"), Text("held"), Blank, Blank],
    ];
    let pairs = vec![
        vec![
            Text("pair_id"),
            Text("mentor"),
            Text("mentee"),
            Text("started_on"),
        ],
        vec![
            Text("A"),
            Text("Anna Ek"),
            Text("Bo Li"),
            Date(JANUARY_5 - 3.0),
        ],
        vec![Text("B"), Text("Cai Wu"), Text("Di Oz"), Date(JANUARY_5)],
    ];
    workbook(&[
        Sheet {
            merged: &["A4:A5"],
            ..sheet("Sessions", sessions)
        },
        sheet("Pairs", pairs),
        Sheet {
            hidden: true,
            ..sheet("Lists", vec![vec![Text("x")]])
        },
        sheet("Sheet4", vec![]),
    ])
}

#[test]
fn each_sheet_of_a_workbook_is_a_file_whose_lines_are_its_rows() {
    let workspace = Workspace::new(&[("book.xlsx", programme())]);
    let reports = workspace.reported(&["--as-of", "2026-02-28"]);
    assert_eq!(reports.pair("A")["sessions_held"], "2");
    assert_eq!(reports.pair("A")["started_on"], "2026-01-02");
    assert_eq!(reports.pair("B")["mentee"], "Di Oz");
    let ledger = reports.table("internal/ledger.csv");
    let bad = ledger.one(&[("value", "31/02/2026")]);
    assert_eq!(bad["file"], "in/book.xlsx#Sessions");
    assert_eq!(bad["line"], "7");
    assert_eq!(ledger.one(&[("value", "perhaps")])["line"], "6");
    let inputs = reports.manifest()["inputs"].clone();
    assert_eq!(inputs[0]["path"], "in/book.xlsx#Sessions");
    assert_eq!(inputs[0]["sha256"], inputs[1]["sha256"]);
}

#[test]
fn hidden_and_empty_sheets_are_listed() {
    let workspace = Workspace::new(&[("book.xlsx", programme())]);
    let checked = workspace.run(&["check", "in"]);
    checked.says(3, &[]);
    for line in [
        "in/book.xlsx#Lists was not read: a hidden sheet",
        "in/book.xlsx#Sheet4 was not read: an empty sheet",
    ] {
        assert!(checked.out.contains(line), "{line}\n{}", checked.out);
    }
}

#[test]
fn the_last_record_of_a_sheet_is_read_again_with_its_texts() {
    let workspace = Workspace::new(&[("book.xlsx", programme())]);
    let listed = workspace.run(&["support", "in", "--as-of", "2026-05-31", "--format", "csv"]);
    listed.says(0, &[]);
    let row = crate::support::Table::read(&listed.out).one(&[("pair_id", "A")]);
    assert_eq!(row["last_issue"], "2, or 3");
}

#[test]
fn one_sheet_may_be_named_and_a_pattern_of_the_workbook_means_all() {
    let workspace = Workspace::new(&[
        ("book.xlsx", programme()),
        (
            "mentorstat.toml",
            b"[[source]]\nfile = \"book.xlsx\"\n[source.set]\nsite = \"{file}/{sheet}\"\n".to_vec(),
        ),
    ]);
    let reports = workspace.reported(&["--as-of", "2026-02-28"]);
    assert_eq!(reports.pair("A")["site"], "book/Pairs");
}

#[test]
fn files_of_an_archive_are_read_and_the_others_are_listed() {
    let files = [
        (
            "2026/sessions.csv",
            b"pair_id,date,status\nA,2026-01-05,held\nA,05/13/2026,held\n".to_vec(),
        ),
        ("book.xlsx", programme()),
        ("picture.png", b"\x89PNG".to_vec()),
        ("__MACOSX/._sessions.csv", b"\0\0".to_vec()),
        ("inner.zip", archive(&[("a.csv", b"x".to_vec())])),
    ];
    let workspace = Workspace::new(&[("all.zip", archive(&files))]);
    let checked = workspace.run(&["check", "in", "--links", "none.csv"]);
    for line in [
        "in/all.zip#2026/sessions.csv",
        "in/all.zip#book.xlsx#Pairs",
        "in/all.zip#picture.png was not read: not a table",
        "in/all.zip#inner.zip was not read: an archive in an archive",
    ] {
        assert!(checked.out.contains(line), "{line}\n{}", checked.out);
    }
    assert!(!checked.out.contains("MACOSX"), "{}", checked.out);
}

#[track_caller]
fn refused(name: &str, content: &[u8]) -> Ended {
    let workspace = Workspace::new(&[(name, content)]);
    let refused = workspace.report(&[]);
    refused.says(1, &[&format!("in/{name} was not read: ")]);
    workspace.assert_nothing_written();
    refused
}

#[test]
fn what_cannot_be_read_is_named_with_the_reason() {
    let document = archive(&[("word/document.xml", b"<x/>".to_vec())]);
    refused("plan.xlsx", &document).says(1, &["a Word document"]);
    let cut = programme();
    refused("cut.xlsx", &cut[..cut.len() / 2]).says(1, &["damaged"]);
    refused("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing")
        .says(1, &["save it as .xlsx"]);
    refused("none.zip", &archive(&[])).says(1, &["no files"]);
}

#[test]
fn an_unsupported_file_is_no_reason_to_stop() {
    let workspace = Workspace::new(&[
        (
            "sessions.csv",
            b"pair_id,date,status\nA,2026-01-05,held\n".to_vec(),
        ),
        ("plan.docx", b"PK\x03\x04".to_vec()),
        ("broken.xlsx", b"PK\x03\x04 broken".to_vec()),
    ]);
    let ended = workspace.run(&["report", "in", "--out", "out", "--as-of", "2026-03-31"]);
    ended.says(
        0,
        &[
            "plan.docx was not read",
            "broken.xlsx was not read: a damaged",
        ],
    );
}

#[test]
fn archives_that_unpack_to_far_too_much_are_refused() {
    let zeros = archive(&[("sessions.csv", vec![b'0'; 300 << 20])]);
    refused("bomb.zip", &zeros).says(1, &["200 times its size"]);
}

#[test]
fn a_spreadsheet_of_libreoffice_is_read() {
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
        <table:table table:name=\"Meetings\">\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>pair_id</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>date</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>status</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><text:p>A</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-05\"><text:p>05.01.26</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>held</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let mime = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    let book = archive(&[
        ("mimetype", mime),
        ("content.xml", content.into()),
        ("META-INF/manifest.xml", manifest.into()),
    ]);
    let workspace = Workspace::new(&[("book.ods", book)]);
    let reports = workspace.reported(&["--as-of", "2026-02-28"]);
    assert_eq!(reports.pair("A")["sessions_held"], "1");
}
