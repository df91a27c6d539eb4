//! What the figures rest on: who answered, what is known, and what became of every row.

use super::brief::Brief;
use super::records::table_title;
use super::said::{is_any, tallied, tally};
use crate::ingest::ledger::{Severity, Tally};
use crate::programme::{Phase, Respondent};
use crate::report::document::{Block, Column, Section, Table};
use crate::report::wording::{count, counted, percent, sentence};
use crate::summary::FormCount;

const TITLE: &str = "What the figures rest on";

/// Kinds of entries that the report lists; the rest is in the ledger.
const RULES: usize = 12;

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let hidden = brief.hidden("Rows and forms");
    if let Some(hidden) = hidden.filter(|_| brief.hides_counts()) {
        return vec![Section::titled("foundations", TITLE).with(hidden)];
    }
    let section = Section {
        headline: headline(&brief.records.all_rows()),
        description: "Every row that was read ends in exactly one place. Every entry, with file and line, is in the ledger among the internal files.".into(),
        blocks: Block::sentences(sentences(brief)).into_iter().collect(),
        ..Section::titled("foundations", TITLE)
    };
    let tables = [fates(brief), forms(brief), rules(brief)];
    section.with_details(tables.into_iter().flatten().map(Block::Table).collect())
}

fn headline(rows: &Tally) -> String {
    let records = rows.rows - rows.footer;
    if records == 0 {
        return String::new();
    }
    format!(
        "{} of {} read are in the figures",
        percent(rows.used as f64 / records as f64),
        counted(records, "record", "records")
    )
}

fn sentences(brief: &Brief<'_>) -> Vec<String> {
    [
        outcomes(brief),
        lengths(brief),
        undated(brief),
        not_yet_started(brief),
    ]
    .into_iter()
    .flatten()
    .map(|text| sentence(&text))
    .collect()
}

fn outcomes(brief: &Brief<'_>) -> Option<String> {
    let known = brief
        .since_start("goal_outcome_known")
        .filter(|said| said.is_available)?;
    Some(format!(
        "the outcome of {} of goals is known ({})",
        known.value, known.basis
    ))
}

fn lengths(brief: &Brief<'_>) -> Option<String> {
    let meetings = &brief.all()?.tallies.meetings;
    (meetings.held > 0).then(|| {
        format!(
            "{} of held meetings have a recorded length",
            percent(meetings.with_length as f64 / meetings.held as f64)
        )
    })
}

fn undated(brief: &Brief<'_>) -> Option<String> {
    let forms = brief.all()?.tallies.experience.undated_forms;
    (forms > 0).then(|| {
        format!(
            "{} no date: their answers count only in the latest report",
            counted(forms, "form carries", "forms carry")
        )
    })
}

fn not_yet_started(brief: &Brief<'_>) -> Option<String> {
    let pairs = brief.summary.not_yet_started;
    is_any(pairs).then(|| {
        format!(
            "{} after {} and {} left out",
            tallied(pairs, "pair starts", "pairs start"),
            brief.summary.period.span.to,
            if pairs.exact() == Some(1) {
                "is"
            } else {
                "are"
            }
        )
    })
}

/// Rows by what became of them, kinds that did not occur left out.
fn fates(brief: &Brief<'_>) -> Option<Table> {
    type Fate = (&'static str, fn(&Tally) -> u64);
    const FATES: [Fate; 10] = [
        ("Rows read", |rows| rows.rows),
        ("In the figures", |rows| rows.used),
        ("Repeated", |rows| rows.repeated),
        ("After the as-of date", |rows| rows.after_as_of),
        ("After the pair's end", |rows| rows.after_end),
        ("Pair not yet started", |rows| rows.not_yet_started),
        ("Of no known pair", |rows| rows.unknown_pair),
        ("Footer or empty", |rows| rows.footer),
        ("Rejected", |rows| rows.rejected),
        ("Of no known table", Tally::without_fate),
    ];
    let all = brief.records.all_rows();
    let occurring: Vec<_> = FATES
        .iter()
        .enumerate()
        .filter(|(place, (_, of))| *place < 2 || of(&all) > 0)
        .map(|(_, fate)| fate)
        .collect();
    let row = |label: &str, rows: &Tally| {
        let cells = occurring.iter().map(|(_, of)| count(of(rows)));
        std::iter::once(label.to_owned()).chain(cells).collect()
    };
    let tables = brief.records.tables.iter();
    let tables = tables.map(|(table, tally)| (table_title(*table), *tally));
    let unrecognised = Tally {
        rows: brief.records.unrecognised,
        ..Tally::default()
    };
    let unrecognised = ("Files not recognised", unrecognised);
    let tables = tables.chain((unrecognised.1.rows > 0).then_some(unrecognised));
    let tables = large_enough(tables.collect(), brief.summary.disclosure.k.unwrap_or(0));
    let mut rows: Vec<Vec<String>> = tables
        .iter()
        .map(|(title, tally)| row(title, tally))
        .collect();
    rows.push(row("All tables", &all));
    let columns = occurring.iter().map(|(label, _)| Column::numbers(*label));
    (all.rows > 0).then(|| Table {
        caption: "What became of every row".into(),
        columns: std::iter::once(Column::words("Table"))
            .chain(columns)
            .collect(),
        rows,
        total: true,
        ..Table::default()
    })
}

/// Tables of fewer than `k` rows are taken together, with as many others as make them large enough:
/// a table of two ideas tells of two pairs.
fn large_enough(mut tables: Vec<(&'static str, Tally)>, k: usize) -> Vec<(&'static str, Tally)> {
    let k = k as u64;
    let mut others = Tally::default();
    loop {
        let read = tables
            .iter()
            .enumerate()
            .filter(|(_, (_, rows))| rows.rows > 0);
        let smallest = read.min_by_key(|(_, (_, rows))| rows.rows);
        let is_open = |rows: &Tally| (1..k).contains(&rows.rows);
        let taken = smallest
            .filter(|(_, (_, rows))| is_open(rows) || is_open(&others))
            .map(|(place, _)| place);
        let Some(place) = taken else {
            break;
        };
        others.absorb(&tables.remove(place).1);
    }
    if others.rows > 0 {
        tables.push(("Other tables", others));
    }
    tables
}

/// Forms by who answered and when.
fn forms(brief: &Brief<'_>) -> Option<Table> {
    let forms = &brief.all()?.tallies.experience.forms;
    (!forms.is_empty()).then(|| Table {
        caption: "Forms".into(),
        columns: vec![
            Column::words("Answered by"),
            Column::words("When"),
            Column::numbers("Forms"),
            Column::numbers("Pairs"),
        ],
        rows: forms.iter().map(form_row).collect(),
        ..Table::default()
    })
}

fn form_row(forms: &FormCount) -> Vec<String> {
    let who = match forms.respondent {
        Respondent::Mentee => "Mentee",
        Respondent::Mentor => "Mentor",
        Respondent::Coordinator => "Coordinator",
        Respondent::Blank => "Not said",
    };
    let when = match forms.phase {
        Phase::Baseline => "At the start",
        Phase::Mid => "Half-way",
        Phase::End => "At the end",
        Phase::Blank => "Not said",
    };
    vec![
        who.into(),
        when.into(),
        count(forms.forms),
        tally(forms.pairs),
    ]
}

/// What was not understood or only noted, the gravest and commonest first.
fn rules(brief: &Brief<'_>) -> Option<Table> {
    let mut entries: Vec<_> = brief.records.entries.iter().collect();
    entries.sort_by_key(|((severity, _), number)| (*severity, std::cmp::Reverse(**number)));
    let more = entries.len().saturating_sub(RULES);
    let rows: Vec<_> = entries
        .into_iter()
        .take(RULES)
        .map(|((severity, rule), number)| {
            vec![
                sentence(rule),
                severity_title(*severity).into(),
                count(*number),
            ]
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: "What was not understood or is worth knowing".into(),
        columns: vec![
            Column::words("Rule"),
            Column::words("Weight"),
            Column::numbers("Entries"),
        ],
        rows,
        notes: (more > 0)
            .then(|| {
                format!(
                    "{} more in the ledger.",
                    counted(more as u64, "rule", "rules")
                )
            })
            .into_iter()
            .collect(),
        ..Table::default()
    })
}

const fn severity_title(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "row lost",
        Severity::Warning => "value lost or to be decided",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(rows: &[u64], k: usize) -> Vec<u64> {
        let table = |rows: &u64| {
            let tally = Tally {
                rows: *rows,
                ..Tally::default()
            };
            ("Goals", tally)
        };
        let tables = large_enough(rows.iter().map(table).collect(), k);
        tables.iter().map(|(_, tally)| tally.rows).collect()
    }

    #[test]
    fn small_tables_are_taken_together_until_they_are_large_enough() {
        assert_eq!(sizes(&[40, 2, 90, 0], 5), [90, 0, 42]);
        assert_eq!(sizes(&[40, 2, 90, 3], 5), [40, 90, 5]);
        assert_eq!(sizes(&[40, 2, 90], 0), [40, 2, 90]);
        assert_eq!(sizes(&[40, 5], 5), [40, 5]);
    }
}
