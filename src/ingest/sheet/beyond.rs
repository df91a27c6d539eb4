//! Where another table begins below the first one of a file.

use crate::ingest::columns::meanings;
use crate::ingest::dialect::Dialect;
use crate::ingest::layout::Layout;
use crate::ingest::plain::another::FirstTable;
use crate::ingest::records::footer;
use crate::programme::Table;
use csv::StringRecord;

/// Where another table begins, from the start of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beyond {
    pub offset: u64,
    pub line: u32,
}

impl Beyond {
    /// Looks for it in the beginning of a text: below an empty row, perhaps under a title, stands a
    /// row of headers that are not those of the first table.
    pub fn find(sample: &str, layout: &Layout, dialect: Dialect) -> Option<Self> {
        let from = usize::try_from(layout.data_offset).ok()?;
        let rows = sample.get(from..)?;
        let place = |at: usize| Self {
            offset: layout.data_offset + at as u64,
            line: layout.data_line + count(&rows[..at]),
        };
        let mut first = FirstTable::default();
        let (mut read, mut below_gap, mut title) = (0, false, None);
        for record in dialect.reader(rows.as_bytes()).into_byte_records() {
            let record = record.ok()?;
            let start = usize::try_from(record.position()?.byte()).ok()?;
            let record = StringRecord::from_byte_record_lossy(record);
            let text = rows.get(start..)?.trim_start_matches(['\r', '\n']);
            let begin = rows.len() - text.len();
            below_gap |= begin > start && rows[start..begin].contains('\n') && read > 0;
            if footer::is_blank(&record) {
                below_gap = true;
                continue;
            }
            let filled = record.iter().filter(|cell| !cell.trim().is_empty());
            if below_gap && read > 0 && filled.count() == 1 {
                title = title.or(Some(place(begin)));
                continue;
            }
            if below_gap && read > 0 && is_header(&record, &first, layout) {
                return title.or(Some(place(begin)));
            }
            (below_gap, title) = (false, None);
            first.add(&record);
            read += 1;
        }
        None
    }
}

/// Whether a row is the header of another table: names without figures, of which most are known,
/// and several; the header of the first table may come again.
fn is_header(record: &StringRecord, first: &FirstTable, layout: &Layout) -> bool {
    let names = || record.iter().filter(|cell| !cell.trim().is_empty());
    let has_figures = |cell: &str| cell.contains(char::is_numeric);
    let is_known = |name: &&str| {
        Table::ALL
            .iter()
            .any(|table| !meanings(name, *table).is_empty())
    };
    let (all, known) = (names().count(), names().filter(is_known).count());
    all > 1
        && !names().any(has_figures)
        && known > 1
        && known * 2 > all
        && (first.is_unlike(record) || known == all)
        && !layout.begins_again(record)
}

fn count(text: &str) -> u32 {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::layout;

    const COMMA: Dialect = Dialect {
        delimiter: b',',
        quote: Some(b'"'),
    };

    fn line(text: &str) -> Option<u32> {
        let (layout, _) = layout::find(text, COMMA, None);
        Beyond::find(text, &layout, COMMA).map(|beyond| beyond.line)
    }

    const PAIRS: &str = "Pair ID,Mentor,Mentee,Start date\nX1,A B,C D,2026-01-05\n\
                         X2,A B,E F,2026-01-06\n";

    #[test]
    fn a_header_below_an_empty_row_begins_another_table() {
        let sessions = "Pair ID,Date,Status\nX1,2026-02-01,Held\n";
        assert_eq!(line(&format!("{PAIRS}\n{sessions}")), Some(5));
        assert_eq!(
            line(&format!("{PAIRS}\r\n\r\nSESSIONS\r\n{sessions}")),
            Some(6)
        );
        assert_eq!(
            line(&format!("{PAIRS},,,\nSESSIONS,,,\n{sessions}")),
            Some(5)
        );
        assert_eq!(
            line(&format!("PAIRS\n{PAIRS}\nSESSIONS\n{sessions}")),
            Some(6)
        );
    }

    #[test]
    fn rows_below_an_empty_one_are_no_other_table() {
        for below in [
            "X3,G H,I J,2026-02-01\n",
            "Pair ID,Mentor,Mentee,Start date\nX3,G H,I J,2026-02-01\n",
            "Total,2\n",
            "Made by Ann\nConfidential\n",
            "Ann,Bo,Cy,Di\n",
        ] {
            assert_eq!(line(&format!("{PAIRS}\n{below}")), None, "{below}");
        }
        assert_eq!(
            line(&format!("{PAIRS}Pair ID,Date,Status\n")),
            None,
            "no empty row"
        );
    }
}
