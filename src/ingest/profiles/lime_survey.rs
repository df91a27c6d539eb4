//! `LimeSurvey`: codes (`A8[SQ001]`), questions, or both (`A8. question`) as headers; a response
//! without `submitdate` was not finished.

use super::Profile;
use super::exporter::{Exporter, SUBMITTED, nothing};
use crate::ingest::columns::key;
use crate::ingest::shape::{Aside, Draft};
use crate::ingest::trouble::UNFINISHED;
use crate::values::dates::{self, DateCell};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::LimeSurvey,
    signatures: &[
        &["submitdate", "lastpage", "startlanguage"],
        &["datesubmitted", "lastpage", "startlanguage"],
        &["submitdatedatesubmitted", "lastpagelastpage"],
        &["letzteseite", "startsprache"],
        &["dernierepage", "languededepart"],
        &["ultimapagina", "lenguajeinicial"],
        &["ultimapagina", "idiomainicial"],
        &["ultimapagina", "linguainiziale"],
        &["ultimapagina", "linguadipartenza"],
        &["laatstepagina", "starttaal"],
        &["ostatniastrona", "jezykpoczatkowy"],
        &["ostatniastrona", "jezykstartowy"],
        &["sistasidan", "startsprak"],
        &["sisteside", "startsprak"],
        &["sidsteside", "startsprog"],
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
    translated(draft);
    for name in &mut draft.names {
        if let Some((code, question)) = name.split_once(". ")
            && is_code(code)
            && !question.trim().is_empty()
        {
            *name = question.trim().to_owned();
        }
    }
}

/// The columns of its own stand in the same places whatever language they are in: id, day of
/// sending, last page, language, then a seed and days.
fn translated(draft: &mut Draft) {
    let is_page = |header: &String| LAST_PAGE.contains(&key(header).as_str());
    let Some(page) = draft
        .headers
        .iter()
        .position(is_page)
        .filter(|page| *page > 0)
    else {
        return;
    };
    let submitted = page - 1;
    for column in (0..draft.headers.len().min(page + 2)).filter(|column| *column != submitted) {
        draft.hide(column);
    }
    let further = (page + 2..draft.headers.len()).take_while(|column| is_of_system(draft, *column));
    for column in page + 2..page + 2 + further.count() {
        draft.hide(column);
    }
    SUBMITTED.clone_into(&mut draft.names[submitted]);
    draft.asides.push(Aside {
        header: submitted,
        is_none: str::is_empty,
        trouble: UNFINISHED,
    });
}

/// Whether a column holds nothing but seeds and times.
fn is_of_system(draft: &Draft, column: usize) -> bool {
    let is_stamp = |cell: &str| !matches!(dates::parse(cell), DateCell::Bad | DateCell::Blank);
    let is_seed = |cell: &str| cell.len() >= 6 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let mut cells = draft.cells(column).peekable();
    cells.peek().is_some() && cells.all(|cell| is_stamp(cell) || is_seed(cell))
}

/// The column of the last page in other languages than English.
const LAST_PAGE: [&str; 8] = [
    "letzteseite",
    "dernierepage",
    "ultimapagina",
    "laatstepagina",
    "ostatniastrona",
    "sistasidan",
    "sisteside",
    "sidsteside",
];

fn is_code(code: &str) -> bool {
    code.starts_with(|first: char| first.is_ascii_alphabetic())
        && code
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '[' | ']'))
}
