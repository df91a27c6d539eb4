//! A small table, read again by the few rules that its bytes follow.

use super::*;
use flate2::read::GzDecoder;
use std::io::Read as _;

const TABLE: &str = "pair,started_on,met,goals,rate\nP1,2026-01-31,true,3,0.5\nP2,,false,,\n\"P,3\",1969-12-31,,-1,-2\n";
const TYPES: [CellType; 5] = [
    CellType::Text,
    CellType::Date,
    CellType::Flag,
    CellType::Whole,
    CellType::Number,
];

fn written(text: &str, types: &[CellType], rows_in_group: usize) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    write_in_groups(text.as_bytes(), types, &mut out, rows_in_group)?;
    Ok(out)
}

/// Every gzipped page of the file, unpacked.
fn pages(file: &[u8]) -> Vec<Vec<u8>> {
    let starts = file
        .windows(3)
        .enumerate()
        .filter(|(_, bytes)| *bytes == [0x1F, 0x8B, 8]);
    let unpacked = starts.filter_map(|(start, _)| {
        let mut page = Vec::new();
        GzDecoder::new(&file[start..]).read_to_end(&mut page).ok()?;
        Some(page)
    });
    unpacked.collect()
}

#[test]
fn a_file_is_framed_by_its_magic_and_knows_its_columns() {
    let file = written(TABLE, &TYPES, 100).unwrap();
    assert_eq!(
        (&file[..4], &file[file.len() - 4..]),
        (&b"PAR1"[..], &b"PAR1"[..])
    );
    let length = u32::from_le_bytes(file[file.len() - 8..file.len() - 4].try_into().unwrap());
    let footer = &file[file.len() - 8 - length as usize..];
    for name in ["pair", "started_on", "met", "goals", "rate"] {
        assert!(
            footer
                .windows(name.len())
                .any(|bytes| bytes == name.as_bytes())
        );
    }
}

#[test]
fn pages_hold_which_cells_have_values_and_then_those() {
    let pages = pages(&written(TABLE, &TYPES, 100).unwrap());
    assert_eq!(pages.len(), 5);
    assert_eq!(
        pages[0],
        b"\x02\0\0\0\x03\x07\x02\0\0\0P1\x02\0\0\0P2\x03\0\0\0P,3"
    );
    // 2026-01-31 is day 20484; the second cell is empty.
    let days = [20_484_i32.to_le_bytes(), (-1_i32).to_le_bytes()].concat();
    assert_eq!(pages[1], [&[2, 0, 0, 0, 3, 0b101][..], &days].concat());
    assert_eq!(pages[2], [2, 0, 0, 0, 3, 0b011, 0b01]);
}

#[test]
fn rows_are_written_in_groups() {
    assert_eq!(pages(&written(TABLE, &TYPES, 2).unwrap()).len(), 10);
    let none = written("pair,started_on,met,goals,rate\n", &TYPES, 2).unwrap();
    assert_eq!(pages(&none).len(), 0);
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    assert_eq!(
        written(TABLE, &TYPES, 2).unwrap(),
        written(TABLE, &TYPES, 2).unwrap()
    );
}

#[test]
fn what_does_not_fit_its_column_is_an_error_that_names_it() {
    let error = written("pair,n\nP1,many\n", &[CellType::Text, CellType::Whole], 9).unwrap_err();
    assert!(error.to_string().contains("n: “many”"), "{error}");
    assert!(written("pair,n\n", &[CellType::Text], 9).is_err());
}
