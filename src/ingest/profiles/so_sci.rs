//! `SoSci` Survey: codes as headers (`A001_01`), and often the questions in a second row.

use super::exporter::{Exporter, is_no, nothing};
use super::{Heading, Profile, cell};
use crate::ingest::trouble::UNFINISHED;
use csv::ByteRecord;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::SoSci,
    signatures: &[&["questnnr", "started"], &["case", "serial", "questnnr"]],
    own: &[
        "=CASE",
        "=SERIAL",
        "=REF",
        "=QUESTNNR",
        "=MODE",
        "=LANGUAGE",
        "=STARTED",
        "=FINISHED",
        "=Q_VIEWER",
        "=LASTPAGE",
        "=MAXPAGE",
        "=MISSING",
        "=MISSREL",
        "=TIME_RSI",
        "=TIME_SUM",
        "=MAILSENT",
    ],
    submitted: &["lastdata"],
    asides: &[("finished", is_no, UNFINISHED)],
    prepare: nothing,
    divide: nothing,
};

/// The heading, if the second row holds questions: its first cell is no number of a case.
pub(super) fn heading(records: &[ByteRecord]) -> Option<Heading> {
    let [codes, questions, ..] = records else {
        return None;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if cell(codes, 0) != "CASE" || is_number(&cell(questions, 0)) {
        return None;
    }
    let header = |column: usize| {
        let (code, question) = (cell(codes, column), cell(questions, column));
        let is_answer = code.bytes().any(|byte| byte.is_ascii_digit());
        if is_answer && !question.is_empty() {
            question
        } else {
            code
        }
    };
    Some(Heading {
        profile: Profile::SoSci,
        rows: 2,
        headers: (0..codes.len()).map(header).collect(),
    })
}
