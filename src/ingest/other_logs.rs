//! Logs of a programme that are no meetings of its pairs: trainings, expenses, mailings, interviews.
//!
//! They name a pair and a day, often with a status (`Completed`, `Paid`), so that their headers are
//! those of meetings. Nothing may be counted as a meeting by that: such files are asked about.

use super::columns::{Column, TableMapping, is_called_a_survey, name_of};
use super::doubt::Sample;
use crate::programme::{Table, fold};
use crate::values::answers;
use serde::Serialize;

/// What a log may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LogOf {
    /// Trainings and supervision of mentors or mentees.
    Trainings,
    /// Expenses, payments, donations.
    Money,
    /// Messages and mailings.
    Messages,
    /// Interviews and checks before a pair is matched.
    Applications,
    /// Surveys that were sent, incidents, complaints.
    Cases,
    /// Calls by the programme's own people.
    Calls,
    /// Goals.
    Goals,
    /// Actions.
    Actions,
    /// Milestones, resources, issues.
    Steps,
    /// Pairs, with the day on which they met first or were matched.
    Pairs,
}

impl LogOf {
    /// What it is a log of, in words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Trainings => "trainings or supervision",
            Self::Money => "expenses or payments",
            Self::Messages => "messages or mailings",
            Self::Applications => "interviews or checks",
            Self::Cases => "surveys that were sent, or of incidents",
            Self::Calls => "calls by the programme's own people",
            Self::Goals => "goals",
            Self::Actions => "actions",
            Self::Pairs => "pairs",
            Self::Steps => "milestones, resources or issues",
        }
    }
}

/// Words of headers, as they begin, and of the names of files; several words stand one behind the
/// other. A course is what students are enrolled in, too, and no word of these.
const WORDS: [(LogOf, &[&str]); 6] = [
    (
        LogOf::Trainings,
        &[
            "training",
            "workshop",
            "webinar",
            "induction",
            "certificat",
            "schulung",
            "fortbildung",
            "capacitacion",
            "supervision",
            "supervisie",
            "taller",
            "formazione",
            "scholing",
            "formacao",
            "utbildning",
            "szkoleni",
        ],
    ),
    (
        LogOf::Money,
        &[
            "amount",
            "expense",
            "cost",
            "receipt",
            "mileage",
            "reimburse",
            "invoice",
            "payment",
            "donation",
            "donor",
            "price",
            "betrag",
            "kosten",
            "spesen",
            "auslagen",
            "rechnung",
            "spende",
            "montant",
            "frais",
            "depense",
            "facture",
            "importe",
            "gasto",
            "factura",
            "importo",
            "spesa",
            "spese",
            "bedrag",
            "onkosten",
            "despesa",
            "belopp",
            "kwota",
        ],
    ),
    (
        LogOf::Messages,
        &[
            "message",
            "mailing",
            "newsletter",
            "recipient",
            "sender",
            "campaign",
            "bounced",
            "nachricht",
            "empfanger",
            "absender",
            "destinata",
            "expediteur",
            "remitente",
            "mittente",
            "ontvanger",
            "afzender",
        ],
    ),
    (
        LogOf::Applications,
        &[
            "interview",
            "applicant",
            "application",
            "vacancy",
            "dbs",
            "clearance",
            "vetting",
            "referee",
            "background check",
            "reference check",
            "bewerbung",
            "candidature",
        ],
    ),
    (
        LogOf::Cases,
        &[
            "survey",
            "questionnaire",
            "incident",
            "complaint",
            "vorfall",
            "umfrage",
            "fragebogen",
            "enquete",
        ],
    ),
    (
        LogOf::Calls,
        &[
            "called by",
            "caller",
            "call type",
            "call reason",
            "reason for call",
            "case manager",
            "case worker",
            "caseworker",
            "staff member",
            "spoke to",
            "spoke with",
            "case note",
            "person called",
            "who was called",
        ],
    ),
];

/// Words in a header beside which it asks for something else.
const MOST_WORDS: usize = 3;

/// Why a file may be no log of meetings.
pub(super) struct Evidence {
    pub of: LogOf,
    /// The header that says so; otherwise it is the name of the file.
    pub header: Option<String>,
}

/// Looks whether what is taken for meetings by a pair and a day, with a status or a length at most,
/// is a log of something else.
pub(super) fn evidence(
    meetings: &TableMapping,
    name: &str,
    sample: &Sample<'_>,
) -> Option<Evidence> {
    if meetings.table != Table::Sessions {
        return None;
    }
    let columns = || meetings.columns.iter().map(|(_, column)| *column);
    if columns().any(says_more) {
        // What was learnt in a training or done about an incident is asked as of a meeting.
        let may_be = |of: &LogOf| matches!(of, LogOf::Trainings | LogOf::Cases | LogOf::Calls);
        let of = in_name(name).filter(may_be);
        let tells = |column| {
            is_of_meetings_alone(column)
                || matches!(column, Column::Minutes | Column::Hours | Column::Status)
        };
        let of = of.filter(|_| !columns().any(tells))?;
        return Some(Evidence { of, header: None });
    }
    let headers = 0..sample.titles.len();
    let free = headers.filter(|at| meetings.column_of(*at).is_none());
    let said = free.filter(|at| says_something(sample, *at));
    let by_header = said.filter_map(|at| Some((at, in_header(&sample.titles[at])?)));
    let fits = |of: LogOf| of != LogOf::Money || !tells_of_meetings(meetings, sample);
    let mut by_header = by_header.filter(|(_, of)| fits(*of));
    match by_header.next() {
        Some((at, of)) => Some(Evidence {
            of,
            header: Some(name_of(sample.titles, at)),
        }),
        None => Some(Evidence {
            of: in_name(name).filter(|of| fits(*of))?,
            header: None,
        }),
    }
}

/// Whether a column says what only a meeting of a pair has.
const fn says_more(column: Column) -> bool {
    matches!(
        column,
        Column::Stage
            | Column::Progress
            | Column::ProgressNotes
            | Column::GoalProgress(_)
            | Column::Learnings
            | Column::NextMeeting
            | Column::NewGoal
            | Column::Rating
            | Column::Actions
            | Column::Action(_)
            | Column::AttendeeRole
    )
}

/// Whether a column says what neither trainings nor incidents have.
const fn is_of_meetings_alone(column: Column) -> bool {
    matches!(
        column,
        Column::Stage
            | Column::Progress
            | Column::GoalProgress(_)
            | Column::NextMeeting
            | Column::NewGoal
            | Column::AttendeeRole
    )
}

/// Whether something stands below a header, and not only yes and no.
fn says_something(sample: &Sample<'_>, header: usize) -> bool {
    let mut cells = sample.cells(header);
    cells.any(|cell| answers::yes_no(cell).is_none())
}

/// Whether a log with costs is one of meetings: it has their lengths, or says what became of each.
fn tells_of_meetings(meetings: &TableMapping, sample: &Sample<'_>) -> bool {
    let lengths = [Column::Minutes, Column::Hours, Column::Start, Column::End];
    let has_length = lengths
        .iter()
        .any(|column| meetings.header_of(*column).is_some());
    let says_all = meetings.header_of(Column::Status).is_some_and(|status| {
        let mut cells = sample.cells(status).peekable();
        cells.peek().is_some() && cells.all(|cell| answers::status(cell).is_some())
    });
    has_length || says_all
}

fn in_header(title: &str) -> Option<LogOf> {
    let folded = fold(title);
    (folded.split(' ').count() <= MOST_WORDS).then(|| said(&folded))?
}

/// What the name of a file says, unless it speaks of meetings as well.
fn in_name(name: &str) -> Option<LogOf> {
    const OF_MEETINGS: [&str; 7] = [
        "session",
        "meeting",
        "visit",
        "treffen",
        "rencontre",
        "reunion",
        "mentoring",
    ];
    let folded = fold(name);
    let is_of_meetings = OF_MEETINGS.iter().any(|word| folded.contains(word));
    // Exports of forms are called surveys, whatever they ask.
    let found = said(&folded).filter(|of| *of != LogOf::Cases || !is_called_a_survey(name));
    found.filter(|_| !is_of_meetings)
}

fn said(folded: &str) -> Option<LogOf> {
    let text = format!(" {folded}");
    let is_in = |word: &&str| text.contains(&format!(" {word}"));
    let found = WORDS.iter().find(|(_, words)| words.iter().any(is_in));
    found.map(|(of, _)| *of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_names_say_of_what_a_log_is() {
        for (header, expected) in [
            ("Training", Some(LogOf::Trainings)),
            ("Name of workshop", Some(LogOf::Trainings)),
            ("Amount (EUR)", Some(LogOf::Money)),
            ("Called by", Some(LogOf::Calls)),
            ("Recalled by", None),
            ("Topic", None),
            ("Notes", None),
            ("Did you talk about your last training today", None),
        ] {
            assert_eq!(in_header(header), expected, "{header}");
        }
        assert_eq!(in_name("expenses 2026.csv"), Some(LogOf::Money));
        assert_eq!(in_name("Mentor training sessions.csv"), None);
        assert_eq!(in_name("attendance.csv"), None);
        assert_eq!(in_name("survey123.csv"), None);
        assert_eq!(in_name("Incidents.csv"), Some(LogOf::Cases));
        assert_eq!(in_name("Incident survey.csv"), None);
        assert_eq!(in_name("Case notes.csv"), Some(LogOf::Calls));
    }
}
