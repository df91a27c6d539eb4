//! What is open about a file: what has to be asked, and what is assumed until it is answered.

use super::Sheet;
use crate::ingest::columns::{Ambiguity, Column, Recognition, Weakness, name_of};
use crate::ingest::doubt::{self, Doubt, Sample};
use crate::ingest::hints;
use crate::ingest::lengths;
use crate::ingest::question::{
    Candidate, ColumnQuestion, LengthQuestion, Question, RowsDoubt, RowsQuestion, TableQuestion,
};
use crate::ingest::shape::Shape;
use crate::ingest::sole_end::sole_end;
use crate::ingest::unnamed;
use crate::programme::{Table, display_text};
use csv::StringRecord;

/// What is open about the columns of a file, or was decided by what stands in them.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Open {
    doubts: Vec<Doubt>,
    /// Whether its rows are calls rather than meetings.
    rows: Option<RowsQuestion>,
    /// What it holds, where its headers do not say it.
    pub table: Option<TableQuestion>,
    /// The unit of its lengths, where it could be either.
    length: Option<LengthQuestion>,
    /// What was decided, as sentences.
    pub notes: Vec<String>,
    /// What is assumed of its rows and has to stand above every figure, as a sentence.
    assumed: Option<String>,
}

impl Open {
    /// Settles what the first rows of a file decide about its headers.
    pub(super) fn of(
        shown: &str,
        recognition: &mut Recognition,
        shape: &Shape,
        rows: &[StringRecord],
    ) -> Self {
        let records = rows.iter().filter(|row| shape.set_aside(row).is_none());
        let sample = Sample {
            titles: shape.titles(),
            names: shape.names(),
            rows: records
                .map(|row| shape.completed(row).into_owned())
                .collect(),
        };
        let mut settled = doubt::settle(recognition, &sample);
        settled.doubts.extend(sole_end(recognition, &sample));
        let length = lengths::question(shown, recognition, &sample);
        let hints = hints::hints(recognition, &sample);
        Self {
            doubts: settled.doubts,
            rows: calls(shown, recognition, &sample),
            table: unnamed::question(shown, recognition, &sample),
            assumed: days_only(recognition, &sample),
            length,
            notes: settled.notes.into_iter().chain(hints).collect(),
        }
    }
}

/// Says that the headers fit several tables, and what is done.
pub(in crate::ingest) fn several_tables(tables: &[Table]) -> String {
    let names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
    let taken = names.first().copied().unwrap_or_default();
    format!(
        "the headers fit several tables: {}; the file is read as {taken} until mentorstat.toml says \
         which it is (table = \"{taken}\")",
        names.join(", ")
    )
}

/// Says that every row counts as a meeting held, where nothing but a pair and a day says that they
/// are meetings, and other columns are not read.
fn days_only(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let is_named = |at: &usize| !sample.names[*at].trim().is_empty();
    let is_unread = recognition.unmapped.iter().any(is_named);
    (is_unread && recognition.weakness == Some(Weakness::DaysOnly)).then(|| {
        "only a pair and a day say that its rows are meetings, and every row counts as one that was \
         held; its other columns are not read. If the rows are forms, say so in mentorstat.toml \
         (table = \"evaluations\")"
            .to_owned()
    })
}

/// Asks whether what is taken for meetings are calls by the programme.
fn calls(shown: &str, recognition: &Recognition, sample: &Sample<'_>) -> Option<RowsQuestion> {
    let may_be = recognition.weakness == Some(Weakness::MayBeCalls);
    let meetings = recognition.tables.first().filter(|_| may_be)?;
    let day = meetings.header_of(Column::Date)?;
    Some(RowsQuestion {
        file: shown.to_owned(),
        taken: meetings.table,
        doubt: RowsDoubt::Calls {
            column: name_of(sample.titles, day),
        },
    })
}

impl Sheet {
    /// What is assumed of the file and has to stand above every figure, as sentences.
    pub fn cautions(&self) -> impl Iterator<Item = String> {
        let tie = self.tie().map(several_tables);
        let all = tie.into_iter().chain(self.open.assumed.clone());
        all.map(|caution| format!("{}: {caution}", display_text(&self.shown)))
    }

    /// What is assumed of its rows, as a sentence.
    pub fn assumed(&self) -> Option<&String> {
        self.open.assumed.as_ref()
    }

    /// The tables that its headers fit equally well.
    pub fn tie(&self) -> Option<&[Table]> {
        let mut ambiguities = self.recognition.ambiguities.iter();
        ambiguities.find_map(|ambiguity| match ambiguity {
            Ambiguity::Table(tables) => Some(tables.as_slice()),
            _ => None,
        })
    }

    /// What is to be asked about the headers.
    pub fn questions(&self) -> impl Iterator<Item = Question> {
        let doubts = self.open.doubts.iter();
        let columns = doubts.map(|doubt| Question::Column(self.question(doubt)));
        let rows = self.open.rows.iter().cloned().map(Question::Rows);
        let length = self.open.length.iter().cloned().map(Question::Length);
        let table = self.open.table.iter().cloned().map(Question::Table);
        columns.chain(length).chain(rows).chain(table)
    }

    fn question(&self, doubt: &Doubt) -> ColumnQuestion {
        let candidate = |(header, example): &(usize, Option<String>)| Candidate {
            header: name_of(self.shape.titles(), *header),
            example: example.clone(),
        };
        ColumnQuestion {
            file: self.shown.clone(),
            table: doubt.table,
            column: doubt.column.to_string(),
            unfit: doubt.unfit.as_ref().map(candidate),
            candidates: doubt.candidates.iter().map(candidate).collect(),
            needed: doubt.needed,
        }
    }
}
