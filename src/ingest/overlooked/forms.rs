//! When a form was filled in and by whom, under headers that are not known.

use super::{Overlooked, Said, doubt, lacks, read_as};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::{Doubt, Sample};
use crate::programme::{Phase, Table};
use crate::values::answers;

/// The phase: what a form of the start answers is no outcome. A column of phases, of which there
/// are several, can be nothing else.
pub(super) fn phase(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Evaluations, Column::Phase);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return;
    }
    let phases = said.unread(recognition, sample);
    let phases = phases.filter_map(|at| Some((at, all(sample, at, answers::phase)?)));
    // Forms of the end alone are read so without being told.
    let phases: Vec<_> = phases
        .filter(|(_, phases)| *phases != [Phase::End])
        .collect();
    match phases.as_slice() {
        [(header, several)] if several.len() > 1 => {
            let what = "the phase of each form, since every cell of it names one";
            read_as(what, wanted, (sample, *header), recognition, found);
        }
        phases => {
            let headers: Vec<usize> = phases.iter().map(|(header, _)| *header).collect();
            found.doubts.extend(doubt(wanted, &headers, sample, true));
        }
    }
}

/// Who answered: two people may have.
pub(super) fn respondent(
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Option<Doubt> {
    let wanted = (Table::Evaluations, Column::Respondent);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return None;
    }
    let is_role =
        |at: &usize| all(sample, *at, answers::respondent).is_some_and(|roles| roles.len() > 1);
    let headers: Vec<usize> = said.unread(recognition, sample).filter(is_role).collect();
    doubt(wanted, &headers, sample, false)
}

/// The different things that the cells of a column say, if every one of them says something.
fn all<T: PartialEq>(
    sample: &Sample<'_>,
    header: usize,
    read: impl Fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let mut different = Vec::new();
    for cell in sample.cells(header) {
        let said = read(cell)?;
        if !different.contains(&said) {
            different.push(said);
        }
    }
    (!different.is_empty()).then_some(different)
}
