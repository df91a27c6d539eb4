//! Days, rhythms and reasons of a register under headers that are not known, and an end that the
//! state of the pairs contradicts.

use super::{Said, question, speaks_of};
use crate::ingest::columns::{Ambiguity, Column, How, Recognition, TableMapping};
use crate::ingest::doubt::Sample;
use crate::ingest::question::HeaderQuestion;
use crate::ingest::shape::{says_from, says_until, speaks_of_rest};
use crate::ingest::standing;
use crate::programme::{Closure, Table};
use crate::values::{answers, dates, durations, numbers};

/// Words, as they begin, of headers whose days are not the first or the last of a pair.
const OTHER_DAYS: [&str; 43] = [
    "birth",
    "born",
    "dob",
    "geburt",
    "naiss",
    "nacim",
    "nasc",
    "nascita",
    "geboorte",
    "train",
    "check",
    "clear",
    "consent",
    "appl",
    "sign",
    "interview",
    "orient",
    "creat",
    "updat",
    "modif",
    "status",
    "last",
    "review",
    "remind",
    "next",
    "first",
    "submi",
    "import",
    "export",
    "refer",
    "survey",
    "renew",
    "invit",
    "regist",
    "record",
    "schul",
    "letzt",
    "dernier",
    "ultim",
    "contact",
    "expir",
    "company",
    "employ",
];

/// Words, as they begin, of headers whose lengths of time are no rhythm of meetings.
const OTHER_LENGTHS: [&str; 14] = [
    "length", "duration", "dauer", "duree", "duracion", "durata", "duur", "term", "day", "month",
    "tag", "age", "since", "report",
];

/// Words, as they begin, of meetings.
const MEETINGS: [&str; 5] = ["meeting", "session", "contact", "visit", "times"];

/// The register that a file is.
fn register(recognition: &Recognition) -> Option<&TableMapping> {
    let first = recognition.tables.first();
    first.filter(|one| one.table == Table::Pairs)
}

/// Asks whether what is taken for the last day of pairs is the planned one: pairs that are said to
/// go on have it too. Until that is answered, the header is not read.
pub(super) fn end(
    shown: &str,
    recognition: &mut Recognition,
    sample: &Sample<'_>,
) -> Option<HeaderQuestion> {
    let register = register(recognition)?;
    let status = standing::column(sample.titles)?;
    let taken = register.header_of(Column::ClosedOn)?;
    let how = register.how_of(Column::ClosedOn)?;
    let is_planned_known = register.header_of(Column::PlannedEndOn).is_some();
    let contradicted = |header: usize| {
        let rows = sample.rows.iter();
        let cell = |row: &csv::StringRecord, at| row.get(at).unwrap_or_default().trim().to_owned();
        standing::contradicts(rows.map(|row| (cell(row, status), cell(row, header))))
    };
    let is_guessed = matches!(how, How::Synonym | How::KeyWords);
    let (header, is_end_known) = if is_guessed && contradicted(taken) {
        recognition.set_aside(Table::Pairs, Column::ClosedOn);
        (taken, false)
    } else {
        (rival(recognition, contradicted)?, true)
    };
    let mut columns = Vec::new();
    columns.extend((!is_planned_known).then_some(Column::PlannedEndOn));
    columns.extend((!is_end_known).then_some(Column::ClosedOn));
    let state = sample.cells(status).find(|cell| standing::goes_on(cell));
    let why = format!(
        "`{}` says of pairs with a day there that they go on (“{}”), so it may be the day on which \
         they are to end",
        crate::programme::display_text(&sample.titles[status]),
        crate::programme::display_text(state.unwrap_or_default())
    );
    question(shown, (sample, header), &columns, why)
}

/// A header that wanted to be the last day and is contradicted: no rival any more.
fn rival(recognition: &mut Recognition, contradicted: impl Fn(usize) -> bool) -> Option<usize> {
    let mut found = None;
    for ambiguity in &mut recognition.ambiguities {
        if let Ambiguity::Column { column, others, .. } = ambiguity
            && *column == Column::ClosedOn
        {
            let planned = others.iter().find(|rival| contradicted(rival.header));
            found = found.or(planned.map(|rival| rival.header));
            others.retain(|rival| Some(rival.header) != found);
        }
    }
    let is_open =
        |one: &Ambiguity| !matches!(one, Ambiguity::Column { others, .. } if others.is_empty());
    recognition.ambiguities.retain(is_open);
    found
}

/// Asks about columns that are kept as attributes and hold what the register has no column for.
pub(super) fn unknown(
    shown: &str,
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Vec<HeaderQuestion> {
    let Some(register) = register(recognition) else {
        return Vec::new();
    };
    let kept = recognition.attributes.iter().map(|(header, _)| *header);
    let open = kept.filter(|header| !said.headers.contains(header));
    let has = |column: &Column| register.header_of(*column).is_some() || said.decides(*column);
    let wanted = |columns: &[Column]| -> Vec<Column> {
        columns.iter().filter(|one| !has(one)).copied().collect()
    };
    let knows_both = has(&Column::StartedOn) && has(&Column::ClosedOn);
    open.filter_map(|header| {
        let (columns, why) = match Held::by(sample, register, header)? {
            Held::Days => {
                let meant = Meant::by(sample, register, header);
                if knows_both && meant.is_end() {
                    return None;
                }
                (wanted(meant.columns()), "its cells are days")
            }
            Held::Rhythms => (
                wanted(&[Column::AgreedEvery]),
                "its cells say how often somebody meets",
            ),
            Held::Reasons => (
                wanted(&[Column::ClosureReason]),
                "its cells are reasons for which pairs end",
            ),
        };
        let why = format!("{why}, and nothing is read from it");
        question(shown, (sample, header), &columns, why)
    })
    .collect()
}

/// Words, as they begin, of headers of the days on which pairs no longer rest.
const RETURNS: [&str; 5] = ["resum", "reactiv", "restart", "return", "back"];

/// Words, as they begin, of headers of pauses that in the name of a file may be anything.
const RESTING: [&str; 2] = ["rest", "inactiv"];

/// Words, as they begin, of headers of ends that are planned.
const PLANS: [&str; 12] = [
    "plan",
    "schedul",
    "project",
    "expect",
    "target",
    "anticipat",
    "due",
    "contract",
    "agree",
    "geplant",
    "prevu",
    "previst",
];

/// What days of a pair are most likely.
#[derive(Clone, Copy)]
enum Meant {
    PauseFrom,
    PauseUntil,
    PlannedEnd,
    /// Some pairs have none.
    End,
    /// Every pair has one.
    Start,
}

impl Meant {
    /// By the words of the header, and by which pairs have such a day.
    fn by(sample: &Sample<'_>, register: &TableMapping, header: usize) -> Self {
        let title = &sample.titles[header];
        let filled =
            |row: &csv::StringRecord, at: usize| !row.get(at).unwrap_or_default().trim().is_empty();
        let pause = register.header_of(Column::PausedFrom);
        let rows = || sample.rows.iter();
        let is_of_paused = pause
            .filter(|_| register.header_of(Column::PausedUntil).is_none())
            .is_some_and(|pause| rows().all(|row| !filled(row, header) || filled(row, pause)));
        if is_of_paused || speaks_of(title, &RETURNS) {
            Self::PauseUntil
        } else if speaks_of_rest(title) || speaks_of(title, &RESTING) {
            if says_until(title) {
                Self::PauseUntil
            } else {
                Self::PauseFrom
            }
        } else if says_from(title) {
            Self::Start
        } else if speaks_of(title, &PLANS) {
            Self::PlannedEnd
        } else if says_until(title) || rows().any(|row| !filled(row, header)) {
            Self::End
        } else {
            Self::Start
        }
    }

    /// Whether it may be an end or a start alone.
    const fn is_end(self) -> bool {
        matches!(self, Self::End | Self::Start)
    }

    /// The columns that it may be, the likeliest first.
    const fn columns(self) -> &'static [Column] {
        use Column::{ClosedOn, PausedFrom, PausedUntil, PlannedEndOn, StartedOn};
        match self {
            Self::PauseFrom => &[PausedFrom, PausedUntil],
            Self::PauseUntil => &[PausedUntil, PausedFrom],
            Self::PlannedEnd => &[PlannedEndOn, StartedOn, ClosedOn],
            Self::End => &[ClosedOn, PlannedEndOn, StartedOn],
            Self::Start => &[StartedOn, PlannedEndOn, ClosedOn],
        }
    }
}

/// What every cell of a column is.
enum Held {
    Days,
    Rhythms,
    Reasons,
}

impl Held {
    fn by(sample: &Sample<'_>, register: &TableMapping, header: usize) -> Option<Self> {
        let title = &sample.titles[header];
        let all = |is: &dyn Fn(&str) -> bool| {
            sample.cells(header).next().is_some() && sample.cells(header).all(is)
        };
        if all(&dates::is_dated) {
            return (!speaks_of(title, &OTHER_DAYS)).then_some(Self::Days);
        }
        let rhythm =
            |cell: &str| numbers::number(cell).is_none() && durations::every_days(cell).is_some();
        // Of so many meetings in a month it is not said whether they were agreed or held.
        let is_count = |cell: &str| numbers::number(cell).is_some_and(|count| count > 0.0);
        if durations::counts_meetings(title) && speaks_of(title, &MEETINGS) && all(&is_count) {
            return Some(Self::Rhythms);
        }
        if all(&rhythm) {
            return (!speaks_of(title, &OTHER_LENGTHS)).then_some(Self::Rhythms);
        }
        let reason = |cell: &str| answers::closure(cell, &[], &[]) != Closure::Unrecognised;
        (all(&reason) && is_of_ended(sample, register, header)).then_some(Self::Reasons)
    }
}

/// Whether only pairs that have ended say something in a column, as far as the last day is known;
/// else whether some say nothing.
fn is_of_ended(sample: &Sample<'_>, register: &TableMapping, header: usize) -> bool {
    let cell =
        |row: &csv::StringRecord, at: usize| !row.get(at).unwrap_or_default().trim().is_empty();
    let end = register.header_of(Column::ClosedOn);
    match end {
        Some(end) => sample
            .rows
            .iter()
            .all(|row| !cell(row, header) || cell(row, end)),
        None => sample.rows.iter().any(|row| !cell(row, header)),
    }
}
