//! Whether a column of lengths is of minutes or of hours, where its header gives no unit.

use super::columns::{Column, How, Recognition, name_of};
use super::doubt::Sample;
use super::question::LengthQuestion;
use crate::programme::{Table, fold};
use crate::values::numbers::number;

/// Hours that a meeting may last, and the most minutes that no column of lengths stays below.
const MOST_HOURS: f64 = 12.0;

/// Asks for the unit of lengths that may all be hours, and sets them aside until it is told.
pub(super) fn question(
    file: &str,
    recognition: &mut Recognition,
    sample: &Sample<'_>,
) -> Option<LengthQuestion> {
    let mut tables = recognition.tables.iter();
    let sessions = tables.find(|one| one.table == Table::Sessions)?;
    let header = sessions.header_of(Column::Minutes)?;
    let is_told = sessions.how_of(Column::Minutes) == Some(How::Configured);
    if is_told || gives_unit(sample.titles.get(header)?) {
        return None;
    }
    let example = sample.cells(header).find(|cell| *cell != "0")?.to_owned();
    let is_open = |cell: &str| number(cell).is_some_and(|length| length <= MOST_HOURS);
    if !sample.cells(header).all(is_open) {
        return None;
    }
    recognition.set_aside(Table::Sessions, Column::Minutes);
    Some(LengthQuestion {
        file: file.to_owned(),
        header: name_of(sample.titles, header),
        example,
    })
}

/// Whether a header says that lengths below it are minutes, as far as can be told from its words.
pub(super) fn gives_unit(header: &str) -> bool {
    fold(header).split(' ').any(|word| word.starts_with("min")) || header.contains(['分', '분'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_in_headers() {
        for header in [
            "Minutes",
            "Duration (min)",
            "length_mins",
            "Dauer in Minuten",
        ] {
            assert!(gives_unit(header), "{header}");
        }
        for header in ["Duration", "Length of meeting", "Dauer", "administered"] {
            assert!(!gives_unit(header), "{header}");
        }
    }
}
