//! Cohorts of a programme that names none.

use crate::programme::{Day, Partition};

/// Without any cohort, pairs are grouped by the half-year in which they start.
pub(super) fn derive_cohorts(partition: &mut Partition) {
    for index in 0..partition.pairs.len() {
        let start = partition.pairs[index].started_on.or_else(|| {
            let sessions = partition
                .sessions
                .of(index)
                .iter()
                .map(|session| session.date);
            let forms = partition
                .forms
                .of(index)
                .iter()
                .filter_map(|form| form.date);
            let goals = partition
                .goals
                .of(index)
                .iter()
                .filter_map(|goal| goal.set_on);
            sessions.chain(forms).chain(goals).min()
        });
        if let Some(cohort) = partition.pairs[index].attributes.first_mut() {
            *cohort = start.map(half_year);
        }
    }
}

fn half_year(day: Day) -> String {
    let half = if day.month() <= 6 { 1 } else { 2 };
    format!("{} H{half}", day.year())
}
