//! `REDCap`: one file holds the rows of all forms, events and repeats; cells of other forms are
//! blank. The columns of a form end with `<form>_complete` (raw) or `Complete?` (labels).

use super::Profile;
use super::exporter::{Exporter, SUBMITTED};
use crate::ingest::columns::{self, Part, key};
use crate::ingest::shape::{Draft, Making};
use crate::programme::Table;
use std::collections::BTreeSet;

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

/// The column that names the instrument of the rows that repeat.
pub(super) fn instrument(headers: &[String]) -> Option<usize> {
    let is_instrument = |header: &String| {
        matches!(
            key(header).as_str(),
            "redcaprepeatinstrument" | "repeatinstrument"
        )
    };
    headers.iter().position(is_instrument)
}

fn prepare(draft: &mut Draft) {
    if says_who(draft) && !is_linked_by_record(draft) {
        // The answers of each record stand in one row, which names the pair itself.
    } else if !draft.headers.is_empty() {
        hide_other_ids(draft);
        "pair id".clone_into(&mut draft.names[0]);
    }
    for column in 0..draft.headers.len() {
        let header = key(&draft.headers[column]);
        if header.ends_with("dataaccessgroup") {
            "site".clone_into(&mut draft.names[column]);
        } else if header.ends_with("eventname") && draft.cells(column).next().is_none() {
            // The project has no events: what is blank there is no phase.
            draft.hide(column);
        }
    }
}

/// Looks every form up by itself, and its state not at all.
fn divide(draft: &mut Draft) {
    let forms = forms(draft);
    for form in &forms {
        part(draft, form);
    }
    for column in (0..draft.headers.len()).filter(|_| !forms.is_empty()) {
        if is_state(&draft.headers[column]) {
            draft.hide(column);
        }
    }
}

fn is_state(header: &str) -> bool {
    header.trim().ends_with("_complete") || key(header) == "complete"
}

/// The columns of each form, if there is more than one: up to its state, and of these the ones
/// that rows of other instruments fill by themselves, since an export need not hold the states.
fn forms(draft: &Draft) -> Vec<Vec<usize>> {
    let instruments = instruments(draft);
    let mut forms: Vec<Vec<usize>> = up_to_states(draft)
        .into_iter()
        .flat_map(|form| by_instrument(&form, &instruments))
        .collect();
    forms.retain(|form| !form.is_empty());
    if forms.len() > 1 { forms } else { Vec::new() }
}

/// The columns up to the state of each form.
fn up_to_states(draft: &Draft) -> Vec<Vec<usize>> {
    let meta = draft
        .headers
        .iter()
        .rposition(|header| is_meta(&key(header)))
        .map_or(1, |last| last + 1);
    let mut forms = vec![Vec::new()];
    for column in meta..draft.headers.len() {
        if is_state(&draft.headers[column]) {
            forms.push(Vec::new());
        } else if let Some(form) = forms.last_mut() {
            form.push(column);
        }
    }
    forms
}

/// The instruments whose rows fill a column; the base row of a record is of none that is named.
type Instruments<'a> = BTreeSet<&'a str>;

/// The instruments of each column, where the export says of each row which one it is of.
fn instruments(draft: &Draft) -> Vec<Instruments<'_>> {
    let mut instruments = vec![Instruments::new(); draft.headers.len()];
    let Some(instrument) = instrument(&draft.headers) else {
        return instruments;
    };
    for row in &draft.rows {
        let named = row.get(instrument).unwrap_or_default().trim();
        for (found, cell) in instruments.iter_mut().zip(row) {
            if !cell.trim().is_empty() {
                found.insert(named);
            }
        }
    }
    instruments
}

/// Divides columns so that no instrument fills those of two groups. A column without cells stands
/// with the one before it.
fn by_instrument(columns: &[usize], instruments: &[Instruments<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Instruments<'_>, Vec<usize>)> = Vec::new();
    for column in columns {
        let filled_by = &instruments[*column];
        if let (true, Some((_, last))) = (filled_by.is_empty(), groups.last_mut()) {
            last.push(*column);
            continue;
        }
        let is_apart =
            |(known, _): &(Instruments<'_>, _)| !known.is_empty() && known.is_disjoint(filled_by);
        let (apart, tied): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_apart);
        let (known, columns): (Vec<_>, Vec<_>) = tied.into_iter().unzip();
        let known = known.into_iter().flatten().chain(filled_by.iter().copied());
        let columns = columns.into_iter().flatten().chain([*column]);
        groups = apart;
        groups.push((known.collect(), columns.collect()));
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().map(|(_, columns)| columns).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups
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
    let column = columns::meaning(name, Table::Pairs)?;
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
