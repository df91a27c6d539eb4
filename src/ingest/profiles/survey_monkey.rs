//! `SurveyMonkey` writes the questions, blank to the right of the first option, and below them
//! the options or the word `Response`.

use super::exporter::{Exporter, nothing};
use super::{Heading, Profile, cell};
use csv::ByteRecord;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::SurveyMonkey,
    signatures: &[
        &["respondentid", "collectorid"],
        &["respondentid", "startdate", "enddate"],
        &["respondentid", "datecreated", "datemodified"],
    ],
    own: &[
        "respondentid",
        "collectorid",
        "startdate",
        "datecreated",
        "ipaddress",
        "customdata1",
    ],
    submitted: &["enddate", "datemodified"],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};

/// What stands below a question without options, in lower case.
const NO_OPTION: [&str; 2] = ["response", "open-ended response"];

/// The heading, if the second row looks like options.
pub(super) fn heading(records: &[ByteRecord]) -> Option<Heading> {
    let [questions, options, ..] = records else {
        return None;
    };
    let width = questions.len().max(options.len());
    let filled: Vec<_> = (0..width)
        .filter(|column| !cell(options, *column).is_empty())
        .collect();
    if filled.is_empty() || !cell(options, 0).is_empty() {
        return None;
    }
    let responses = filled
        .iter()
        .filter(|column| is_no_option(&cell(options, **column)))
        .count();
    let below_blank = filled
        .iter()
        .filter(|column| cell(questions, **column).is_empty())
        .count();
    if responses == 0 || (responses + below_blank) * 2 < filled.len() {
        return None;
    }
    Some(Heading {
        profile: Profile::SurveyMonkey,
        rows: 2,
        headers: headers(questions, options, width),
    })
}

fn is_no_option(cell: &str) -> bool {
    NO_OPTION.contains(&cell.to_lowercase().as_str())
}

fn headers(questions: &ByteRecord, options: &ByteRecord, width: usize) -> Vec<String> {
    let mut asked = String::new();
    let mut headers = Vec::with_capacity(width);
    for column in 0..width {
        let question = cell(questions, column);
        if !question.is_empty() {
            asked = question;
        }
        let option = cell(options, column);
        headers.push(if option.is_empty() || is_no_option(&option) {
            asked.clone()
        } else {
            format!("{asked} – {option}")
        });
    }
    headers
}
