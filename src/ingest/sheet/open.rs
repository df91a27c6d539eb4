//! What is open about a file: what has to be asked, and what is assumed until it is answered.

use super::Sheet;
use crate::config::SourceConfig;
use crate::ingest::columns::{
    self, Ambiguity, Column, Recognition, Weakness, name_of, names_forms,
};
use crate::ingest::doubt::{self, Doubt, Sample};
use crate::ingest::hints;
use crate::ingest::lengths;
use crate::ingest::levels;
use crate::ingest::lists;
use crate::ingest::other_logs;
use crate::ingest::overlooked;
use crate::ingest::question::{
    Candidate, ColumnQuestion, HeaderQuestion, LengthQuestion, Question, RowsDoubt, RowsQuestion,
    TableQuestion,
};
use crate::ingest::row_goals;
use crate::ingest::shape::Shape;
use crate::ingest::sole_end::sole_end;
use crate::ingest::surveys::{self, holds_roles};
use crate::ingest::unnamed;
use crate::programme::{Table, display_text};
use crate::values::numbers;
use csv::StringRecord;

/// What is open about the columns of a file, or was decided by what stands in them.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Open {
    doubts: Vec<Doubt>,
    /// Headers of which it is not sure which column they are.
    headers: Vec<HeaderQuestion>,
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
    /// What a figure would rest on and is not read, as sentences that have to stand above every
    /// figure.
    pub unread: Vec<String>,
    /// That pairs have ended, and no column of the file says when.
    ended: Option<String>,
}

impl Open {
    /// Settles what the first rows of a file decide about its headers.
    pub(super) fn of(
        [shown, name]: [&str; 2],
        recognition: &mut Recognition,
        shape: &Shape,
        rows: &[StringRecord],
        source: &SourceConfig,
    ) -> Self {
        let records = rows.iter().filter(|row| shape.set_aside(row).is_none());
        let sample = Sample {
            titles: shape.titles(),
            names: shape.names(),
            rows: records
                .map(|row| shape.completed(row).into_owned())
                .collect(),
        };
        let of_one_goal = row_goals::find(recognition, &sample);
        let coded_levels = levels::set_aside_coded(recognition, &sample, source);
        let mut settled = doubt::settle(recognition, &sample);
        settled.doubts.extend(sole_end(recognition, &sample));
        let find = if shape.is_of_instruments() {
            overlooked::find_apart
        } else {
            overlooked::find
        };
        let overlooked = find(shown, recognition, &sample, source);
        let length = lengths::question(shown, recognition, &sample);
        let hints = hints::hints(recognition, &sample);
        let ended = hints::ended(recognition, &sample);
        let rows = calls(shown, recognition, &sample)
            .or_else(|| forms([shown, name], recognition, &sample))
            .or_else(|| others([shown, name], recognition, &sample, source));
        Self {
            doubts: [settled.doubts, overlooked.doubts].concat(),
            headers: overlooked.headers,
            table: unnamed::question(shown, recognition, &sample),
            assumed: days_only(recognition, &sample).filter(|_| rows.is_none()),
            rows,
            length,
            unread: coded_levels
                .into_iter()
                .chain(unread_of_goals(recognition, &sample, shape))
                .chain(hints::ids_alone(recognition, &sample))
                .collect(),
            notes: of_one_goal
                .into_iter()
                .chain(settled.notes)
                .chain(overlooked.notes)
                .chain(hints)
                .chain(answers_in_log(recognition, &sample))
                .chain(ended.clone())
                .collect(),
            ended,
        }
    }

    /// Whether it is asked what its rows are.
    pub(super) fn doubts_rows(&self) -> bool {
        self.rows.is_some()
    }

    /// Asks about further columns.
    pub(in crate::ingest) fn ask(&mut self, doubts: Vec<Doubt>) {
        self.doubts.extend(doubts);
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

/// Says that nothing is read from the question in a log of meetings whether the goals were achieved:
/// it may be those of the day.
fn answers_in_log(recognition: &Recognition, sample: &Sample<'_>) -> Option<String> {
    let [log] = &recognition.tables[..] else {
        return None;
    };
    let asks = |at: &&usize| {
        let name = sample.names.get(**at).map(String::as_str);
        let meanings = columns::meanings(name.unwrap_or_default(), Table::Evaluations);
        meanings.first() == Some(&Column::GoalsAchieved) && sample.cells(**at).next().is_some()
    };
    let of_goals = recognition.unmapped.iter().find(asks);
    let of_goals = of_goals.filter(|_| log.table == Table::Sessions)?;
    Some(format!(
        "its rows are meetings, so `{}` is not read: it may ask for the goals of the day; whether the \
         goals of a pair were achieved is read from its evaluations",
        name_of(sample.titles, *of_goals)
    ))
}

/// Says which columns tell something of goals that no list of goals has.
fn unread_of_goals(
    recognition: &Recognition,
    sample: &Sample<'_>,
    shape: &Shape,
) -> Option<String> {
    let mut tables = recognition.tables.iter();
    if !tables.any(|one| one.table == Table::Goals) {
        return None;
    }
    let is_progress = |at: &&usize| {
        let name = sample.names.get(**at).map(String::as_str);
        let meanings = columns::meanings(name.unwrap_or_default(), Table::Sessions);
        let numbers = |cell| {
            numbers::number(cell)
                .or_else(|| numbers::percentage(cell))
                .is_some()
        };
        matches!(
            meanings.first(),
            Some(Column::Progress | Column::GoalProgress(_))
        ) && sample.cells(**at).any(numbers)
    };
    let progress = recognition.unmapped.iter().filter(is_progress);
    let progress = progress.map(|at| name_of(sample.titles, *at));
    let titles = shape.unread_of_goals().iter().cloned().chain(progress);
    let titles: Vec<String> = titles.map(|title| format!("`{title}`")).collect();
    (!titles.is_empty()).then(|| {
        format!(
            "of the goals nothing is read from {}: a list of goals has the text, kind, origin, level \
             and weight of each, its status, and the days on which it was set, is due and was \
             attained; progress is read from the records of meetings",
            titles.join(", ")
        )
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

/// Asks whether what is taken for meetings by a pair and a day alone are forms: the file is called
/// so, or a column says that the mentor or the mentee filled them in.
fn forms(
    [shown, name]: [&str; 2],
    recognition: &Recognition,
    sample: &Sample<'_>,
) -> Option<RowsQuestion> {
    let is_weak = recognition.weakness == Some(Weakness::DaysOnly);
    let meetings = recognition.tables.first().filter(|_| is_weak)?;
    let day = meetings.header_of(Column::Date)?;
    let role = (0..sample.titles.len())
        .filter(|header| meetings.column_of(*header).is_none())
        .find(|header| holds_roles(sample, *header));
    (role.is_some() || names_forms(name)).then(|| RowsQuestion {
        file: shown.to_owned(),
        taken: meetings.table,
        doubt: RowsDoubt::Forms {
            column: name_of(sample.titles, day),
            shared: Vec::new(),
            role: role.map(|role| name_of(sample.titles, role)),
        },
    })
}

/// Asks whether what is taken for meetings is a log of something else, or are forms that ask what is
/// asked of meetings as well.
fn others(
    [shown, name]: [&str; 2],
    recognition: &Recognition,
    sample: &Sample<'_>,
    source: &SourceConfig,
) -> Option<RowsQuestion> {
    let meetings = recognition.tables.first();
    let meetings = meetings.filter(|_| source.tables.is_empty())?;
    let list = || {
        let is_log_alone = recognition.tables.len() == 1;
        lists::evidence(meetings, name, sample).filter(|_| is_log_alone)
    };
    let log = other_logs::evidence(meetings, name, sample).or_else(list);
    let log = log.map(|log| RowsDoubt::Others {
        of: log.of,
        column: log.header,
    });
    let survey = || {
        surveys::evidence(meetings, name, sample).map(|survey| RowsDoubt::Forms {
            column: survey.day,
            shared: survey.shared,
            role: survey.role,
        })
    };
    Some(RowsQuestion {
        file: shown.to_owned(),
        taken: meetings.table,
        doubt: log.or_else(survey)?,
    })
}

/// Asks what a file is that has meetings by nothing but a pair and a day, where meetings of which
/// more is said stand in another.
pub(in crate::ingest) fn doubt_days(sheets: &mut [Sheet]) {
    let has_meetings = |sheet: &Sheet| {
        let tables = &sheet.recognition.tables;
        let is_sure = sheet.recognition.weakness.is_none();
        is_sure && tables.iter().any(|one| one.table == Table::Sessions)
    };
    if !sheets.iter().any(has_meetings) {
        return;
    }
    for sheet in sheets {
        let is_weak = sheet.recognition.weakness == Some(Weakness::DaysOnly);
        let main = sheet.recognition.tables.first();
        let Some(day) = main.and_then(|main| main.header_of(Column::Date)) else {
            continue;
        };
        let is_asked = sheet.open.rows.is_some();
        if is_weak && !is_asked && sheet.source.tables.is_empty() {
            sheet.open.assumed = None;
            sheet.open.rows = Some(RowsQuestion {
                file: sheet.shown.clone(),
                taken: Table::Sessions,
                doubt: RowsDoubt::Days {
                    column: name_of(sheet.shape.titles(), day),
                },
            });
        }
    }
}

impl Sheet {
    /// What is assumed of the file and has to stand above every figure, as sentences.
    pub fn cautions(&self) -> impl Iterator<Item = String> {
        let tie = self.tie().map(several_tables);
        let beyond = self.beyond.map(|beyond| {
            format!(
                "from line {} on stands another table, which is not read; put it into a file of its \
                 own",
                beyond.line
            )
        });
        let all = tie.into_iter().chain(beyond);
        let all = all.chain(self.open.assumed.clone());
        let all = all.chain(self.open.unread.iter().cloned());
        all.map(|caution| format!("{}: {caution}", display_text(&self.shown)))
    }

    /// That pairs have ended, and no column of the file says when, as a sentence.
    pub fn ended(&self) -> Option<String> {
        let sentence = self.open.ended.as_ref()?;
        Some(format!("{}: {sentence}", display_text(&self.shown)))
    }

    /// What is assumed of its rows, as a sentence.
    pub fn assumed(&self) -> Option<&String> {
        self.open.assumed.as_ref()
    }

    /// What a figure would rest on and is not read, as sentences.
    pub fn unread_of_figures(&self) -> &[String] {
        &self.open.unread
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
        let headers = self.open.headers.iter().cloned().map(Question::Header);
        let rows = self.open.rows.iter().cloned().map(Question::Rows);
        let length = self.open.length.iter().cloned().map(Question::Length);
        let table = self.open.table.iter().cloned().map(Question::Table);
        columns
            .chain(headers)
            .chain(length)
            .chain(rows)
            .chain(table)
    }

    /// Headers of which it is not known which one is meant.
    pub fn set_aside(&self) -> impl Iterator<Item = usize> {
        let candidates = self.open.doubts.iter().flat_map(|doubt| &doubt.candidates);
        candidates.map(|(header, _)| *header)
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
