//! `REDCap`: one file holds the rows of all forms, events and repeats; cells of other forms are
//! blank. The columns of a form end with `<form>_complete` (raw) or `Complete?` (labels).

use super::Profile;
use super::exporter::{Exporter, SUBMITTED};
use crate::ingest::columns::{self, Part, key};
use crate::ingest::shape::{Draft, Making};
use crate::programme::Table;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::RedCap,
    signatures: &[
        &["redcapeventname"],
        &["redcaprepeatinstrument"],
        &["redcapsurveyidentifier"],
        &["redcapdataaccessgroup"],
        &["recordid", "repeatinstrument", "repeatinstance"],
        &["recordid", "eventname", "complete"],
        &["recordid", "surveyidentifier"],
        &["recordid", "complete"],
    ],
    own: &[
        "redcaprepeatinstrument",
        "redcaprepeatinstance",
        "redcapsurveyidentifier",
        "repeatinstrument",
        "repeatinstance",
        "surveyidentifier",
        "complete",
    ],
    submitted: &[],
    asides: &[],
    prepare,
    divide,
};

/// Whether the first column is an id of records and forms end with their state: exports without
/// events and repeats have nothing else in common.
pub(super) fn wrote(headers: &[String]) -> bool {
    let is_id = headers
        .first()
        .is_some_and(|first| first.trim().ends_with("_id"));
    let ends_form = |header: &String| header.trim().ends_with("_complete");
    let is_box = |header: &String| header.contains("___");
    is_id
        && headers.iter().any(ends_form)
        && (headers[0].trim() == "record_id" || headers.iter().any(is_box))
}

fn prepare(draft: &mut Draft) {
    if says_who(draft) && !is_linked_by_record(draft) {
        // The answers of each record stand in one row, which names the pair itself.
    } else if !draft.headers.is_empty() {
        hide_other_ids(draft);
        "pair id".clone_into(&mut draft.names[0]);
    }
    for (header, name) in draft.headers.iter().zip(&mut draft.names) {
        if key(header).ends_with("dataaccessgroup") {
            "site".clone_into(name);
        }
    }
}

/// Looks every form up by itself.
fn divide(draft: &mut Draft) {
    for form in forms(draft) {
        part(draft, &form);
    }
}

/// The columns of each form, if there is more than one.
fn forms(draft: &Draft) -> Vec<Vec<usize>> {
    let meta = draft
        .headers
        .iter()
        .rposition(|header| is_meta(&key(header)))
        .map_or(1, |last| last + 1);
    let mut forms = vec![Vec::new()];
    for column in meta..draft.headers.len() {
        let header = draft.headers[column].trim();
        if header.ends_with("_complete") || key(header) == "complete" {
            forms.push(Vec::new());
        } else if let Some(form) = forms.last_mut() {
            form.push(column);
        }
    }
    forms.retain(|form| !form.is_empty());
    if forms.len() > 1 { forms } else { Vec::new() }
}

fn is_meta(key: &str) -> bool {
    EXPORTER.own.contains(&key)
        || matches!(
            key,
            "redcapeventname" | "eventname" | "redcapdataaccessgroup" | "dataaccessgroup"
        )
}

/// Rows of one record belong together by its id where there are events or repeats.
fn is_linked_by_record(draft: &Draft) -> bool {
    draft.headers.iter().any(|header| {
        matches!(
            key(header).as_str(),
            "redcapeventname" | "eventname" | "redcaprepeatinstance" | "repeatinstance"
        )
    })
}

fn says_who(draft: &Draft) -> bool {
    draft.names.iter().any(|name| is_pair_id(name))
}

fn is_pair_id(name: &str) -> bool {
    columns::meanings(name, Table::Sessions).first() == Some(&columns::Column::PairId)
}

fn hide_other_ids(draft: &mut Draft) {
    for name in draft.names.iter_mut().skip(1) {
        if is_pair_id(name) {
            name.clear();
        }
    }
}

/// Makes a form a part of its own. When it was filled in says its time stamp, where nothing else
/// does.
fn part(draft: &mut Draft, form: &[usize]) {
    let enrols = is_enrolment(draft, form);
    let names_of = |column: &usize| {
        let header = draft.headers.get(*column).map_or("", String::as_str);
        let is_stamp = header.ends_with("_timestamp") || key(header) == "surveytimestamp";
        let name = draft.names[*column].as_str();
        let fact = || enrols.then(|| fact_of_register(name)).flatten();
        let name = if is_stamp {
            SUBMITTED.to_owned()
        } else {
            fact().unwrap_or_else(|| name.to_owned())
        };
        (*column, name)
    };
    let linked = is_linked_by_record(draft);
    let of_form = |column: &usize| {
        let meanings = columns::meanings(&draft.names[*column], Table::Sessions);
        linked || !columns::names_somebody(&meanings)
    };
    let made = made_of(draft, form);
    let columns: Vec<(usize, String)> = form
        .iter()
        .chain(&made)
        .filter(|column| of_form(column))
        .map(names_of)
        .collect();
    for (column, _) in &columns {
        draft.hide(*column);
    }
    draft.parts.push(Part {
        table: None,
        columns,
        beside: None,
    });
}

/// Whether a form is the register of the project: it says who the two are, and another form has
/// the days of meetings or answers.
fn is_enrolment(draft: &Draft, form: &[usize]) -> bool {
    let names = |column: &usize| {
        let meanings = columns::meanings(&draft.names[*column], Table::Sessions);
        columns::names_somebody(&meanings)
    };
    let mut dated =
        (0..draft.headers.len()).filter(|column| is_day_of_form(&draft.headers[*column]));
    let first = dated.next();
    form.iter().any(names)
        && first.is_some_and(|day| !form.contains(&day))
        && !dated.any(|day| form.contains(&day))
}

/// Whether a column is the day of a meeting or of an answer, and nothing else.
fn is_day_of_form(name: &str) -> bool {
    let is_day =
        |table: Table| columns::meanings(name, table).first() == Some(&columns::Column::Date);
    (is_day(Table::Sessions) || is_day(Table::Evaluations))
        && columns::meanings(name, Table::Pairs).is_empty()
}

/// What a register says of the pair: in it, `start_date` is the first day.
fn fact_of_register(name: &str) -> Option<String> {
    let column = columns::meanings(name, Table::Pairs).first().copied()?;
    columns::is_day_of_pair(column).then(|| column.to_string())
}

/// Columns that are made of those of a form.
fn made_of(draft: &Draft, form: &[usize]) -> Vec<usize> {
    let is_of_form = |making: &Making| match making {
        Making::Ticked(options) => options.iter().any(|(column, _)| form.contains(column)),
        Making::Joined(columns) => columns.iter().any(|column| form.contains(column)),
        _ => false,
    };
    let made = (draft.headers.len()..).zip(&draft.derived);
    made.filter(|(_, derived)| is_of_form(&derived.making))
        .map(|(column, _)| column)
        .collect()
}
