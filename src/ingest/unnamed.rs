//! Files whose headers do not say what they hold, and what can be seen of their columns.

use super::columns::{self, Column, Recognition, name_of};
use super::doubt::Sample;
use super::question::{Content, TableQuestion};
use super::values::{answers, numbers};
use crate::programme::{Table, fold};
use std::collections::BTreeSet;

/// Asks what a file is that is no table, if that can be asked: its headers are codes, or much like
/// those of a table.
pub(super) fn question(
    file: &str,
    recognition: &Recognition,
    sample: &Sample<'_>,
) -> Option<TableQuestion> {
    let nearest = recognition.nearest.as_ref().map(|nearest| nearest.table);
    let codes = has_codes(sample.titles);
    if !recognition.tables.is_empty() || sample.rows.is_empty() || !(codes || nearest.is_some()) {
        return None;
    }
    let table = nearest.unwrap_or(Table::Evaluations);
    let is_open = |name: &String| !name.is_empty() && columns::meanings(name, table).is_empty();
    let columns = (0..sample.titles.len()).filter_map(|at| {
        let value = sample.cells(at).next()?;
        let is_asked = is_open(&sample.names[at]) && !counts_rows(sample, at);
        (is_asked || is_day_of_meeting(sample, at, table)).then(|| {
            let name = name_of(sample.titles, at);
            (name, value.to_owned(), content(sample, at))
        })
    });
    let mut columns: Vec<Seen> = columns.collect();
    columns.sort_by_key(|column| !is_likely(column));
    Some(TableQuestion {
        file: file.to_owned(),
        nearest: table,
        codes,
        columns,
    })
}

/// A header, a value below it, and what its cells look like.
type Seen = (String, String, Content);

/// Whether nothing likelier can stand below another header: codes with figures are ids.
fn is_likely((_, value, content): &Seen) -> bool {
    *content == Content::Codes && value.contains(|c: char| c.is_ascii_digit())
}

/// Whether a header is understood as the day or the beginning of a meeting and its cells are days:
/// it comes before other days, which nobody would take for it then.
fn is_day_of_meeting(sample: &Sample<'_>, at: usize, table: Table) -> bool {
    let meanings = columns::meanings(&sample.names[at], Table::Sessions);
    table == Table::Sessions
        && matches!(meanings.first(), Some(Column::Date | Column::Start))
        && sample.holds_days(at)
}

/// Whether a column tells of what kind something is: all cells say the same and are no code, or its
/// header says so.
fn are_kinds(sample: &Sample<'_>, column: usize, different: usize) -> bool {
    const KINDS: [&str; 8] = [
        "type",
        "kind",
        "category",
        "art",
        "typ",
        "tipo",
        "soort",
        "categorie",
    ];
    let title = fold(&sample.titles[column]);
    let third = sample.cells(column).nth(2);
    let is_one =
        different == 1 && third.is_some_and(|cell| !cell.contains(|c: char| c.is_ascii_digit()));
    is_one || title.split(' ').any(|word| KINDS.contains(&word))
}

/// Whether most headers are codes.
fn has_codes(titles: &[String]) -> bool {
    let named = titles.iter().filter(|title| !title.trim().is_empty());
    let codes = named.clone().filter(|title| is_code(title)).count();
    codes >= 2 && codes * 2 >= named.count()
}

/// Whether a header is a code of a question: `Q1`, `V2a`, `G01Q02`, `A8[SQ001]`, `ID.start`, or
/// the name of a column that a spreadsheet gives.
pub(super) fn is_code(title: &str) -> bool {
    const GIVEN: [&str; 10] = [
        "question", "field", "column", "item", "var", "variable", "frage", "spalte", "colonne",
        "pregunta",
    ];
    let title = title.trim();
    if title.starts_with("ID.") && !title.contains(' ') {
        return true;
    }
    let folded = fold(title);
    let mut letters = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    title.chars().count() <= 24
        && title.contains(|c: char| c.is_ascii_digit())
        && letters.all(|word| word.chars().count() <= 2 || GIVEN.contains(&word))
}

/// Whether a column only numbers the rows: nothing is read from it in any table.
fn counts_rows(sample: &Sample, column: usize) -> bool {
    const ENDINGS: [&str; 7] = ["id", "no", "nr", "number", "index", "row", "key"];
    let title = fold(&sample.titles[column]);
    let is_numbering = title.split(' ').next_back();
    let is_numbering = is_numbering.is_some_and(|word| ENDINGS.contains(&word));
    let cells: Vec<&str> = sample.cells(column).collect();
    let different: BTreeSet<&str> = cells.iter().copied().collect();
    (title.is_empty() || is_numbering)
        && different.len() == cells.len()
        && cells.iter().all(|cell| cell.parse::<u64>().is_ok())
}

/// Whether a header asks for somebody, and what stands below it may be names.
fn names_people(sample: &Sample, column: usize) -> bool {
    const PEOPLE: [&str; 8] = [
        "name",
        "user",
        "mentor",
        "mentee",
        "host",
        "invitee",
        "assigned",
        "organizer",
    ];
    let title = fold(&sample.titles[column]);
    let is_asked = title.split(' ').any(|word| PEOPLE.contains(&word));
    let is_name = |cell: &str| {
        let words = cell.split_whitespace().count();
        (2..=4).contains(&words) && !cell.contains(|c: char| c.is_ascii_digit())
    };
    is_asked && sample.cells(column).all(is_name)
}

/// What most of the cells of a column look like.
fn content(sample: &Sample<'_>, column: usize) -> Content {
    if sample.holds_days(column) {
        return Content::Dates;
    }
    let cells: Vec<&str> = sample.cells(column).collect();
    let most =
        |is: &dyn Fn(&str) -> bool| cells.iter().filter(|cell| is(cell)).count() * 2 > cells.len();
    let different: BTreeSet<String> = cells.iter().map(|cell| fold(cell)).collect();
    let is_short = |cell: &str| cell.split_whitespace().count() <= 3;
    if most(&|cell| cell.contains('@') && !cell.contains(' ')) {
        Content::Emails
    } else if most(&is_length) {
        Content::Lengths
    } else if most(&|cell| numbers::number(cell).is_some()) {
        Content::Numbers
    } else if most(&|cell| answers::answer(cell).is_some()) {
        Content::Answers
    } else if most(&|cell| answers::respondent(cell).is_some()) {
        Content::Roles
    } else if most(&|cell| answers::status(cell).is_some()) {
        Content::Statuses
    } else if names_people(sample, column) {
        Content::People
    } else if most(&is_short) && are_kinds(sample, column, different.len()) {
        Content::Kinds
    } else if most(&is_short) && different.len() < cells.len().max(2) {
        Content::Codes
    } else {
        Content::Texts
    }
}

/// Whether a cell is a number of minutes as people give them.
fn is_length(cell: &str) -> bool {
    numbers::number(cell).is_some_and(|number| number >= 10.0 && number % 5.0 == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_without_a_header_are_told_by_their_cells() {
        let seen = |cells: &[&str]| {
            let names = [String::new()];
            let rows = cells
                .iter()
                .map(|cell| csv::StringRecord::from(vec![*cell]));
            let (titles, rows) = (&names[..], rows.collect());
            content(
                &Sample {
                    titles,
                    names: titles,
                    rows,
                },
                0,
            )
        };
        assert_eq!(seen(&["held", "missed", "held"]), Content::Statuses);
        assert_eq!(seen(&["yes", "no", "yes"]), Content::Answers);
        assert_eq!(seen(&["60", "45", "90"]), Content::Lengths);
        assert_eq!(seen(&["4", "5", "3"]), Content::Numbers);
        assert_eq!(seen(&["P1", "P2", "P1"]), Content::Codes);
    }

    #[test]
    fn names_are_of_people_and_numbers_of_rows_are_nothing() {
        let titles = ["Host Name", "Record ID", "Note"].map(str::to_owned);
        let rows = [["Ann Lee", "1", "fine"], ["Ann Lee", "2", "fine"]];
        let rows = rows.map(|row| csv::StringRecord::from(row.to_vec()));
        let (titles, rows) = (&titles[..], rows.to_vec());
        let sample = Sample {
            titles,
            names: titles,
            rows,
        };
        assert_eq!(content(&sample, 0), Content::People);
        assert_eq!(content(&sample, 2), Content::Codes);
        assert!(counts_rows(&sample, 1) && !counts_rows(&sample, 0));
    }

    #[test]
    fn codes_are_told_from_headers_with_numbers() {
        for code in [
            "Q1",
            "V2a",
            "Q5_1",
            "G01Q02",
            "A8[SQ001]",
            "ID.start",
            "Question 3",
            "var_12",
        ] {
            assert!(is_code(code), "{code}");
        }
        for header in ["Goal 1", "Issue 2", "Date", "Meeting 3", "5th meeting", ""] {
            assert!(!is_code(header), "{header}");
        }
    }
}
