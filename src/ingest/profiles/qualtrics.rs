//! Qualtrics writes short ids, then the questions, then `{"ImportId":"QID1"}`; its legacy format
//! the first two only.

use super::exporter::{Exporter, is_no, nothing};
use super::{Heading, Profile, cell, filled};
use crate::ingest::columns::{self, Column};
use crate::ingest::shape::Draft;
use crate::ingest::trouble::{PREVIEW, UNFINISHED};
use crate::programme::{Table, fold};
use csv::ByteRecord;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Qualtrics,
    signatures: &[
        &["responseid", "recordeddate", "distributionchannel"],
        &["startdate", "enddate", "recordeddate", "responseid"],
        &["responseid", "responseset", "externaldatareference"],
    ],
    own: &[
        "startdate",
        "status",
        "ipaddress",
        "progress",
        "durationinseconds",
        "finished",
        "responseid",
        "recipientlastname",
        "recipientfirstname",
        "recipientemail",
        "externalreference",
        "externaldatareference",
        "locationlatitude",
        "locationlongitude",
        "locationaccuracy",
        "distributionchannel",
        "userlanguage",
        "responseset",
        "=Name",
        "=Email",
        "=EmailAddress",
    ],
    submitted: &["recordeddate", "enddate"],
    asides: &[
        ("status", is_preview, PREVIEW),
        ("responsetype", is_preview, PREVIEW),
        ("distributionchannel", is_preview, PREVIEW),
        ("finished", is_no, UNFINISHED),
    ],
    prepare: set_entries_apart,
    divide: nothing,
};

/// What is written beside a choice (`Q5_1_TEXT`, "Did new goals arise? - Yes, namely - Text") is never
/// the answer to its question; behind the question whether there are new goals, it says which.
fn set_entries_apart(draft: &mut Draft) {
    let question = |name: &str| Some(name.split_once(" - ")?.0.trim().to_owned());
    let entries: Vec<(usize, String)> = (0..draft.headers.len())
        .filter(|column| draft.headers[*column].trim().ends_with(" - Text"))
        .filter_map(|column| Some((column, question(&draft.headers[column])?)))
        .collect();
    for (entry, asked) in entries {
        let is_choice = |column: usize, header: &String| {
            let stem = question(header).unwrap_or_else(|| header.trim().to_owned());
            column != entry && stem == asked && !header.trim().ends_with(" - Text")
        };
        let mut headers = draft.headers.iter().enumerate();
        if !headers.any(|(column, header)| is_choice(column, header)) {
            continue;
        }
        match columns::meanings(&asked, Table::Evaluations).first() {
            Some(Column::NewGoals) => "new_goal_details".clone_into(&mut draft.names[entry]),
            Some(Column::Benefits | Column::ReasonNotAchieved | Column::Issues) => {}
            _ => draft.hide(entry),
        }
    }
}

/// The status `1` stands for a preview, `2` for a test.
fn is_preview(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "survey preview" | "survey test" | "preview" | "test" | "1" | "2"
    )
}

/// The heading, if there is a row of import ids or the legacy columns.
pub(super) fn heading(records: &[ByteRecord]) -> Option<Heading> {
    let last = (1..records.len().min(3))
        .find(|row| is_import_ids(&records[*row]))
        .or_else(|| is_legacy(records).then_some(1))?;
    let rows = &records[..=last];
    let width = rows[0].len();
    let header = |column: usize| {
        let (id, question) = (cell(&rows[0], column), cell(&rows[1], column));
        let says_nothing =
            id.is_empty() || is_question_id(&id) || (!is_known(&id) && is_known(&question));
        if says_nothing && !question.is_empty() && !is_import_id(&question) {
            question
        } else {
            id
        }
    };
    Some(Heading {
        profile: Profile::Qualtrics,
        rows: last + 1,
        headers: (0..width).map(header).collect(),
    })
}

/// Whether a name stands for a column of a table.
fn is_known(name: &str) -> bool {
    let mut tables = [Table::Sessions, Table::Evaluations, Table::Pairs].into_iter();
    tables.any(|table| !columns::meanings(name, table).is_empty())
}

fn is_import_ids(row: &ByteRecord) -> bool {
    let cells = filled(row);
    let found = cells.iter().filter(|cell| is_import_id(cell)).count();
    found > 0 && found * 2 >= cells.len()
}

/// Written as JSON, or as a Python dictionary by scripts.
fn is_import_id(cell: &str) -> bool {
    let inner: String = cell
        .chars()
        .filter(|c| !matches!(c, '"' | '\'' | ' '))
        .take(9)
        .collect();
    inner == "{ImportId"
}

fn is_legacy(records: &[ByteRecord]) -> bool {
    let [ids, questions, ..] = records else {
        return false;
    };
    cell(ids, 0) == "V1" && cell(ids, 1) == "V2" && cell(questions, 0) == "ResponseID"
}

/// `Q3`, `Q3_4`, `Q3_4_TEXT`, `QID7`, and the `V1`, `V2` … of the legacy format.
fn is_question_id(id: &str) -> bool {
    let number = id
        .strip_prefix("QID")
        .or_else(|| id.strip_prefix('Q'))
        .or_else(|| id.strip_prefix('V'));
    number.is_some_and(|number| {
        let number = number.strip_suffix("_TEXT").unwrap_or(number);
        number.starts_with(|first: char| first.is_ascii_digit())
            && number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b'#'))
    })
}
