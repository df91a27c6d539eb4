//! `LimeSurvey`: codes (`A8[SQ001]`), questions, or both (`A8. question`) as headers; a response
//! without `submitdate` was not finished.

use super::Profile;
use super::exporter::{Exporter, nothing};
use crate::ingest::shape::Draft;
use crate::ingest::trouble::UNFINISHED;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::LimeSurvey,
    signatures: &[
        &["submitdate", "lastpage", "startlanguage"],
        &["datesubmitted", "lastpage", "startlanguage"],
        &["submitdatedatesubmitted", "lastpagelastpage"],
    ],
    own: &[
        "id",
        "responseid",
        "idresponseid",
        "lastpage",
        "lastpagelastpage",
        "startlanguage",
        "startlanguagestartlanguage",
        "seed",
        "seedseed",
        "startdate",
        "datestarted",
        "startdatedatestarted",
        "token",
        "tokentoken",
        "accesscode",
        "ipaddr",
        "ipaddress",
        "ipaddripaddress",
        "refurl",
        "referrerurl",
        "interviewtime",
        "totaltime",
    ],
    submitted: &[
        "submitdate",
        "datesubmitted",
        "submitdatedatesubmitted",
        "datestamp",
        "datelastaction",
        "datestampdatelastaction",
    ],
    asides: &[
        ("submitdate", str::is_empty, UNFINISHED),
        ("datesubmitted", str::is_empty, UNFINISHED),
        ("submitdatedatesubmitted", str::is_empty, UNFINISHED),
    ],
    prepare,
    divide: nothing,
};

/// Looks questions up without the code before them, and items as `question [item]`.
fn prepare(draft: &mut Draft) {
    for name in &mut draft.names {
        if let Some((code, question)) = name.split_once(". ")
            && is_code(code)
            && !question.trim().is_empty()
        {
            *name = question.trim().to_owned();
        }
    }
}

fn is_code(code: &str) -> bool {
    code.starts_with(|first: char| first.is_ascii_alphabetic())
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']'))
}
