//! Where another table begins below the first.

use csv::StringRecord;

/// What the columns of the first table hold, as far as it was read.
#[derive(Debug, Default)]
pub(in crate::ingest) struct FirstTable {
    columns: Vec<Filled>,
}

/// The cells of a column with content.
#[derive(Clone, Debug, Default)]
struct Filled {
    cells: u64,
    /// Of these, cells with digits: numbers, dates, codes.
    with_digits: u64,
}

impl FirstTable {
    /// Adds a row of the table.
    pub fn add(&mut self, record: &StringRecord) {
        if self.columns.len() < record.len() {
            self.columns.resize(record.len(), Filled::default());
        }
        for (column, cell) in self.columns.iter_mut().zip(record) {
            column.cells += u64::from(!cell.trim().is_empty());
            column.with_digits += u64::from(has_digits(cell));
        }
    }

    /// Whether a row below a blank one may be the header of another table: names, where each of
    /// this table's rows has digits.
    pub fn may_end_before(&self, record: &StringRecord) -> bool {
        let named = || record.iter().filter(|cell| !cell.trim().is_empty());
        named().count() > 1 && !named().any(has_digits) && self.is_unlike(record)
    }

    /// Whether a row has something else where each of this table's rows has digits.
    pub fn is_unlike(&self, record: &StringRecord) -> bool {
        let unlike = |(column, cell): (&Filled, &str)| {
            let digits = column.cells > 1 && column.with_digits == column.cells;
            digits && !cell.trim().is_empty() && !has_digits(cell)
        };
        self.columns.iter().zip(record).any(unlike)
    }

    /// Whether a row has fewer cells than this table's.
    pub fn is_wider_than(&self, record: &StringRecord) -> bool {
        record.len() < self.columns.len()
    }
}

fn has_digits(cell: &str) -> bool {
    cell.chars().any(char::is_numeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> StringRecord {
        StringRecord::from(text.split(',').collect::<Vec<_>>())
    }

    #[test]
    fn names_in_a_column_of_digits_are_a_header() {
        let mut table = FirstTable::default();
        assert!(!table.may_end_before(&row("who,what")));
        for text in ["Anna,2026-01-02,", "Bo,2026-01-03,late", "Cy,,"] {
            table.add(&row(text));
        }
        assert!(table.may_end_before(&row("name,date")));
        for other in ["Di,,early", "Di", "", "Di,unknown in 2026,", "P-7,none,"] {
            assert!(!table.may_end_before(&row(other)), "{other}");
        }
    }
}
