//! What the run rests on, as the reports and the manifest tell it.

use super::printed::PEOPLE;
use super::{Destination, Reading, SEED};
use crate::ingest::{Ledger, Tally, status_to_decide};
use crate::output::{InputFile, Manifest, ReportedPeriod};
use crate::report::effectiveness::{Printed, Records, UnclearSessions};
use crate::summary::Period;
use std::collections::BTreeMap;

pub(super) fn records(
    reading: &Reading,
    ledger: &Ledger,
    notes: Option<String>,
    printed: Option<Printed>,
) -> Records {
    let tallies = ledger
        .tallies
        .iter()
        .map(|((_, table), tally)| (*table, *tally));
    Records::new(input_files(reading), tallies, &ledger.entries, notes)
        .with_unrecognised(unrecognised(reading))
        .with_unclear_status(unclear_sessions(reading))
        .with_word_on_the_end(reading.about_the_end())
        .with_cautions(reading.ingested.cautions.clone())
        .with_printed(printed)
}

/// What the sources together ask about the status of their sessions.
fn unclear_sessions(reading: &Reading) -> UnclearSessions {
    let files = || reading.ingested.unclear_status.iter();
    let blank = files().map(|file| file.blank).sum();
    let unrecognised = files().map(|file| file.unrecognised).sum();
    UnclearSessions {
        unclear: blank + unrecognised,
        of: files().map(|file| file.of).sum(),
        to_decide: status_to_decide(blank, unrecognised),
    }
}

/// Rows of files that are not recognised.
fn unrecognised(reading: &Reading) -> u64 {
    let files = reading.ingested.files.iter();
    let unrecognised = files.filter(|file| file.is_unrecognised());
    unrecognised.map(|file| file.rows).sum()
}

fn input_files(reading: &Reading) -> Vec<InputFile> {
    let files = reading.ingested.files.iter().map(|file| InputFile {
        path: file.path.clone(),
        size: file.size,
        rows: file.rows,
        sha256: file.sha256.clone(),
    });
    files.collect()
}

pub(super) fn manifest(
    reading: &Reading,
    ledger: &Ledger,
    period: &Period,
    destination: &Destination<'_>,
    people: Option<u64>,
) -> Manifest {
    Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        arguments: destination.arguments.clone(),
        config: reading.config.clone(),
        as_of: period.span.to,
        period: ReportedPeriod {
            name: period.span.label.clone(),
            from: period.span.from,
            to: period.span.to,
        },
        inputs: input_files(reading),
        counts: counts(reading, ledger, people),
        seed: SEED,
    }
}

fn counts(reading: &Reading, ledger: &Ledger, people: Option<u64>) -> BTreeMap<String, u64> {
    let mut all = Tally::default();
    ledger.tallies.values().for_each(|tally| all.absorb(tally));
    let unrecognised = unrecognised(reading);
    let rows = [
        ("pairs", reading.programme().pair_count() as u64),
        ("rows", all.rows + unrecognised),
        ("rows_used", all.used),
        ("rows_repeated", all.repeated),
        ("rows_after_as_of", all.after_as_of),
        ("rows_after_end", all.after_end),
        ("rows_not_yet_started", all.not_yet_started),
        ("rows_unknown_pair", all.unknown_pair),
        ("rows_footer", all.footer),
        ("rows_rejected", all.rejected),
        ("rows_unrecognised", unrecognised),
        ("ledger_entries", ledger.entries.len() as u64),
    ];
    let people = people.map(|people| (PEOPLE, people));
    let named = rows.into_iter().chain(people);
    named
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}
