//! Forms that count as forms of the end because nothing says when they were filled in.

use crate::ingest::assemble::Built;
use crate::ingest::columns::Column;
use crate::ingest::question::{LATE_DAYS, PhaseQuestion};
use crate::ingest::sheet::Sheet;
use crate::programme::{Day, Form, Partition, Phase, Status, Table};
use std::collections::BTreeMap;

/// What is to be asked about the forms of each file, by its number: where the name of the file says
/// more than one phase, and where a pair went on long after such a form.
pub(super) fn questions(sheets: &[Sheet], built: &[Built]) -> Vec<(u16, PhaseQuestion)> {
    let unsaid = sheets.iter().filter(|sheet| is_unsaid(sheet));
    let mut asked: BTreeMap<u16, PhaseQuestion> =
        unsaid.map(|sheet| (sheet.file, none(sheet))).collect();
    if !asked.is_empty() {
        for built in built {
            count(&built.partition, &mut asked);
        }
    }
    let is_open =
        |question: &PhaseQuestion| question.forms > 0 && (question.several || question.early > 0);
    asked
        .into_iter()
        .filter(|(_, question)| is_open(question))
        .collect()
}

/// Whether nothing says when the forms of a file were filled in.
fn is_unsaid(sheet: &Sheet) -> bool {
    let mut tables = sheet.plan.tables.iter();
    let forms = tables.find(|table| table.table() == Table::Evaluations);
    forms.is_some_and(|forms| forms.mapping.header_of(Column::Phase).is_none())
        && sheet.occasion.phase.is_none()
}

fn none(sheet: &Sheet) -> PhaseQuestion {
    PhaseQuestion {
        file: sheet.shown.clone(),
        forms: 0,
        first: None,
        early: 0,
        several: sheet.occasion.several,
    }
}

/// Counts the forms of the pairs of a partition.
fn count(partition: &Partition, asked: &mut BTreeMap<u16, PhaseQuestion>) {
    for pair in 0..partition.pairs.len() {
        let forms = partition.forms.of(pair);
        let last = last_record(partition, pair);
        for form in forms.iter().filter(|form| form.phase == Phase::End) {
            let Some(question) = asked.get_mut(&form.origin.file) else {
                continue;
            };
            question.forms += 1;
            question.first = question.first.into_iter().chain(form.date).min();
            question.early += u64::from(is_early(form, last));
        }
    }
}

fn is_early(form: &Form, last: Option<Day>) -> bool {
    form.date
        .zip(last)
        .is_some_and(|(day, last)| last.since(day) > LATE_DAYS)
}

/// The day of the last meeting or form of a pair.
fn last_record(partition: &Partition, pair: usize) -> Option<Day> {
    let sessions = partition.sessions.of(pair).iter();
    let held = sessions.filter(|session| session.status == Status::Held);
    let forms = partition.forms.of(pair).iter().filter_map(|form| form.date);
    held.map(|session| session.date).chain(forms).max()
}
