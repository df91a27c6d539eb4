//! The columns of the workbook: what each says, and how it is explained.

use crate::programme::{Day, display_text};
use crate::summary::{ListPart, SupportList, SupportRow};

/// A column.
pub(super) struct Column {
    /// Its header.
    pub name: String,
    /// What it says, as a sentence.
    pub says: String,
    /// Width in characters.
    pub width: f64,
    /// Whether the coordinator fills it in.
    pub to_fill: bool,
    /// Whether it holds days.
    pub is_day: bool,
    /// Its cell for a pair.
    pub cell: Box<dyn Fn(&SupportRow) -> Cell>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Blank,
    Text(String),
    Count(f64),
    Ratio(f64),
    Day(Day),
}

/// The column with the outcome of a contact.
pub(super) const OUTCOME: &str = "outcome";

/// All columns for a list. What no pair of it has is left out.
pub(super) fn columns(list: &SupportList) -> Vec<Column> {
    let any = |has: fn(&SupportRow) -> bool| list.rows.iter().any(has);
    let mut columns = identity();
    if any(|row| row.site.is_some()) {
        columns.insert(
            5,
            texts("site", 14.0, "Site of the pair.", |row| row.site.as_deref()),
        );
    }
    columns.extend(silence());
    if list.has_contacts() {
        columns.extend(follow_up());
    }
    columns.extend(last_record());
    let addresses = addresses().into_iter();
    columns.extend(addresses.filter(|column| list.rows.iter().any(|row| !is_blank(column, row))));
    columns.extend((0..).zip(&list.own_columns).map(|(at, name)| own(at, name)));
    columns.extend(to_fill());
    columns
}

fn is_blank(column: &Column, row: &SupportRow) -> bool {
    (column.cell)(row) == Cell::Blank
}

fn column(
    name: &str,
    width: f64,
    says: &str,
    cell: impl Fn(&SupportRow) -> Cell + 'static,
) -> Column {
    Column {
        name: name.to_owned(),
        says: says.to_owned(),
        width,
        to_fill: false,
        is_day: false,
        cell: Box::new(cell),
    }
}

fn texts(
    name: &str,
    width: f64,
    says: &str,
    text: impl Fn(&SupportRow) -> Option<&str> + 'static,
) -> Column {
    column(name, width, says, move |row| {
        text(row).map_or(Cell::Blank, shown)
    })
}

fn shown(text: &str) -> Cell {
    let shown = Some(display_text(text)).filter(|shown| !shown.is_empty());
    shown.map_or(Cell::Blank, Cell::Text)
}

fn days(name: &str, says: &str, day: fn(&SupportRow) -> Option<Day>) -> Column {
    Column {
        is_day: true,
        ..column(name, 12.0, says, move |row| {
            day(row).map_or(Cell::Blank, Cell::Day)
        })
    }
}

fn counts(name: &str, width: f64, says: &str, count: fn(&SupportRow) -> Option<f64>) -> Column {
    column(name, width, says, move |row| {
        count(row).map_or(Cell::Blank, Cell::Count)
    })
}

fn identity() -> Vec<Column> {
    vec![
        counts(
            "rank",
            6.0,
            "Place on the list: the most urgent first, then pairs that are waiting, then those that may have ended.",
            |row| Some(row.rank as f64),
        ),
        texts(
            "pair_id",
            12.0,
            "Id of the pair; leave it as it is.",
            |row| Some(&row.pair_id),
        ),
        texts("mentor", 20.0, "The mentor, as recorded.", |row| {
            row.mentor.as_deref()
        }),
        texts("mentee", 20.0, "The mentee, as recorded.", |row| {
            row.mentee.as_deref()
        }),
        texts("cohort", 14.0, "Cohort of the pair.", |row| {
            row.cohort.as_deref()
        }),
        texts(
            "to_do",
            10.0,
            "Call; wait, because somebody has been in touch; or close, because the pair may have ended.",
            |row| Some(to_do(row)),
        ),
        texts("state", 14.0, "State of the pair; see above.", |row| {
            Some(row.state.title())
        }),
        column(
            "reasons",
            46.0,
            "Why the pair is on the list, with the limit that was passed.",
            |row| shown(&row.why("; ")),
        ),
        texts("suggested_step", 36.0, "What could be done next.", |row| {
            row.suggested_step.as_deref()
        }),
    ]
}

const fn to_do(row: &SupportRow) -> &'static str {
    match row.part() {
        ListPart::Call => "call",
        ListPart::Waiting => "wait",
        ListPart::Close => "close?",
    }
}

fn silence() -> Vec<Column> {
    vec![
        days("last_contact", "Day of the last recorded meeting.", |row| {
            row.last_contact
        }),
        counts(
            "days_since_contact",
            10.0,
            "Days since that meeting.",
            |row| row.days_since_contact.map(f64::from),
        ),
        column(
            "contact_ratio",
            9.0,
            "Days without a meeting, as a multiple of the pair's own usual gap.",
            |row| row.contact_ratio.map_or(Cell::Blank, Cell::Ratio),
        ),
        days(
            "agreed_next",
            "Day that the pair agreed for its next meeting.",
            |row| row.agreed_next,
        ),
    ]
}

fn follow_up() -> Vec<Column> {
    vec![
        days(
            "earlier_contact",
            "The last day on which the programme was in touch with the pair.",
            |row| row.followed_up_on,
        ),
        days(
            "look_again_on",
            "The day on which to look at the pair again.",
            |row| row.waiting.map(|waiting| waiting.until),
        ),
        counts(
            "failed_attempts",
            9.0,
            "Failed attempts since the pair last met or was reached.",
            |row| Some(row.failed_attempts as f64).filter(|attempts| *attempts > 0.0),
        ),
    ]
}

fn last_record() -> Vec<Column> {
    vec![
        texts("stage", 18.0, "Where the pair stands on its path.", |row| {
            row.stage.as_deref()
        }),
        texts(
            "last_issue",
            30.0,
            "The last issue that the pair recorded, in its words.",
            |row| row.last_issue.as_deref(),
        ),
        texts(
            "last_actions",
            30.0,
            "What the pair last agreed to do, in its words.",
            |row| row.last_actions.as_deref(),
        ),
    ]
}

fn addresses() -> Vec<Column> {
    vec![
        texts("mentor_email", 26.0, "E-mail of the mentor.", |row| {
            row.addresses.as_ref()?.mentor_email.as_deref()
        }),
        texts("mentor_phone", 18.0, "Phone of the mentor.", |row| {
            row.addresses.as_ref()?.mentor_phone.as_deref()
        }),
        texts("mentee_email", 26.0, "E-mail of the mentee.", |row| {
            row.addresses.as_ref()?.mentee_email.as_deref()
        }),
        texts("mentee_phone", 18.0, "Phone of the mentee.", |row| {
            row.addresses.as_ref()?.mentee_phone.as_deref()
        }),
    ]
}

fn own(at: usize, name: &str) -> Column {
    let says = "Column of your own, from [support] columns in mentorstat.toml.";
    texts(&display_text(name), 18.0, says, move |row| {
        row.own.get(at)?.as_deref()
    })
}

/// What the coordinator notes, and what is read again.
fn to_fill() -> Vec<Column> {
    let day = |name, says| days(name, says, |_| None);
    let text = |name, width, says| column(name, width, says, |_| Cell::Blank);
    let columns = [
        day(
            "contacted_on",
            "To fill in: the day on which you got in touch, or tried to.",
        ),
        text("contacted_by", 14.0, "To fill in: who got in touch."),
        text(
            OUTCOME,
            18.0,
            "To fill in: what came of it; choose one, or write your own words. “No answer”, “left message”, \
             “bounced” and the like are attempts, not contacts.",
        ),
        text("note", 36.0, "To fill in: anything to remember."),
        day(
            "snooze_until",
            "To fill in: the day on which to look at the pair again, if not after the usual number of days.",
        ),
    ];
    columns
        .into_iter()
        .map(|column| Column {
            to_fill: true,
            ..column
        })
        .collect()
}
