//! What a file is as one table, and what its columns mean as the tables that were chosen.

use super::assign::{Assignment, assign};
use super::choice::Candidate;
use super::file_names;
use super::headers::Header;
use super::synonyms::{Claim, Strength};
use super::tables::{Found, missing, score};
use super::{Ambiguity, Column, How, Recognition, Rival, TableMapping, Weakness};
use crate::programme::Table;
use std::collections::BTreeSet;

/// The file read as one table.
pub(super) fn candidate(
    table: Table,
    claims: &[Vec<Claim>],
    headers: &[Header],
    file_name: &str,
    is_exclusive: impl Fn(usize) -> bool,
) -> Candidate {
    let assignment = assign(claims);
    let found: Vec<Found> = assignment
        .columns
        .iter()
        .map(|(at, claim)| Found {
            claim: *claim,
            exclusive: claim.own && is_exclusive(*at),
        })
        .collect();
    let named = file_names::is_named_after(file_name, table);
    Candidate {
        table,
        score: score(table, &found, named),
        missing: missing(table, &found, named),
        telling: found
            .iter()
            .filter(|found| tells_of_second(**found))
            .count(),
        weakness: weakness(&assignment, headers, file_name).filter(|_| table == Table::Sessions),
        is_called_a_list: file_names::begins_as(file_name, table),
        is_called_a_log: file_names::is_called_a_log_of_meetings(file_name),
        is_called_a_form: file_names::names_forms(file_name),
        assignment,
        named,
    }
}

/// Whether a header makes a file a second table as well: that forms ask for progress makes no
/// meetings of them.
fn tells_of_second(found: Found) -> bool {
    let is_progress = matches!(
        found.claim.column,
        Column::Progress | Column::ProgressNotes | Column::GoalProgress(_)
    );
    found.is_telling() && !is_progress
}

/// How little of a file read as sessions speaks for meetings.
fn weakness(assignment: &Assignment, headers: &[Header], file_name: &str) -> Option<Weakness> {
    let named = file_names::is_named_after(file_name, Table::Sessions);
    let named_contacts = file_names::is_named_after(file_name, Table::Contacts) && !named;
    let of_meetings = || assignment.columns.values().filter(|claim| claim.own);
    let is_day = |(at, claim): (&usize, &Claim)| {
        claim.column == Column::Date
            && claim.strength == Strength::Synonym
            && headers[*at].speaks_of_contact()
    };
    // How somebody was reached is said of calls by the programme as well.
    let says_no_more =
        || of_meetings().all(|claim| matches!(claim.column, Column::Date | Column::Mode));
    if of_meetings().any(|claim| claim.column.is_of_meeting()) {
        None
    } else if assignment.columns.iter().any(is_day) || named_contacts && says_no_more() {
        Some(Weakness::MayBeCalls)
    } else {
        let mut others = of_meetings().filter(|claim| claim.column != Column::Date);
        (!named && others.next().is_none()).then_some(Weakness::DaysOnly)
    }
}

/// The mappings of the chosen tables. A later table takes only what earlier ones left, besides
/// what names the pair and the day.
pub(super) fn mapped(candidates: &[Candidate], chosen: &[Table]) -> Recognition {
    let mut recognition = Recognition::default();
    let mut used = BTreeSet::new();
    for candidate in chosen.iter().filter_map(|table| of(candidates, *table)) {
        let claims = candidate.assignment.columns.iter();
        let (columns, found): (Vec<(usize, Column)>, Vec<How>) = claims
            .filter(|(at, claim)| !used.contains(*at) || is_shared(claim))
            .map(|(at, claim)| ((*at, claim.column), claim.strength.how()))
            .unzip();
        used.extend(columns.iter().map(|(at, _)| *at));
        recognition.tables.push(TableMapping {
            table: candidate.table,
            columns,
            found,
        });
    }
    let losers = chosen.iter().filter_map(|table| of(candidates, *table));
    recognition.ambiguities = losers.flat_map(|one| contested(one, &used)).collect();
    recognition
}

/// The file read as this table.
pub(super) fn of(candidates: &[Candidate], table: Table) -> Option<&Candidate> {
    candidates.iter().find(|candidate| candidate.table == table)
}

fn is_shared(claim: &Claim) -> bool {
    !claim.own || claim.column == Column::Date
}

/// Columns for which headers that ended without any column were in question; where the
/// configuration says which it is, none is.
fn contested(candidate: &Candidate, used: &BTreeSet<usize>) -> Vec<Ambiguity> {
    let assignment = &candidate.assignment;
    let mut contested = Vec::new();
    for (column, losers) in &assignment.losers {
        let mut columns = assignment.columns.iter();
        let taken = columns.find(|(_, claim)| claim.column == *column);
        let others: Vec<Rival> = losers
            .iter()
            .filter(|(header, _)| !used.contains(header))
            .map(|(header, strength)| Rival {
                header: *header,
                how: strength.how(),
            })
            .collect();
        if let Some((taken, claim)) = taken
            && claim.strength != Strength::Configured
            && !others.is_empty()
        {
            contested.push(Ambiguity::Column {
                table: candidate.table,
                column: *column,
                taken: *taken,
                how: claim.strength.how(),
                others,
            });
        }
    }
    contested
}
