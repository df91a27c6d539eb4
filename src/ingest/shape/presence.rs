//! Who was there, in a column for the mentor and one for the mentee, and whether a meeting was
//! called off: what became of it follows from all of them.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column, key};
use crate::programme::{Respondent, Status, Table, display_text, fold};
use crate::values::{answers, is_missing};

/// Words of a header that ask whether somebody was there, folded.
const THERE: [&str; 25] = [
    "present",
    "presence",
    "presente",
    "presenza",
    "presenca",
    "attended",
    "attend",
    "attends",
    "attendance",
    "showed",
    "show",
    "came",
    "anwesend",
    "anwesenheit",
    "erschienen",
    "teilgenommen",
    "asistio",
    "asistencia",
    "compareceu",
    "aanwezig",
    "aanwezigheid",
    "narvarande",
    "tilstede",
    "obecny",
    "obecnosc",
];

/// Words of a header that ask whether somebody was not.
const AWAY: [&str; 10] = [
    "absent",
    "absence",
    "noshow",
    "missed",
    "abwesend",
    "ausente",
    "assente",
    "afwezig",
    "franvarande",
    "nieobecny",
];

/// Words of a header that say no more of it.
const BESIDE: [&str; 26] = [
    "did", "was", "the", "is", "has", "up", "at", "meeting", "session", "y", "n", "yes", "no",
    "status", "of", "der", "die", "das", "war", "le", "la", "el", "o", "a", "il", "de",
];

/// What a column says of one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Presence {
    pub column: usize,
    /// Whether a yes says that somebody was not there.
    pub away: bool,
}

impl Presence {
    /// Whether somebody was there, by a cell of the column.
    fn of(self, cell: &str) -> Option<bool> {
        there(cell).map(|there| there != self.away)
    }
}

/// Headers of a column that says with a yes that a meeting was called off, by key.
const CALLED_OFF: [&str; 18] = [
    "canceled",
    "cancelled",
    "iscanceled",
    "iscancelled",
    "wascanceled",
    "wascancelled",
    "meetingcanceled",
    "meetingcancelled",
    "sessioncanceled",
    "sessioncancelled",
    "abgesagt",
    "annule",
    "annulee",
    "cancelado",
    "cancelada",
    "annullato",
    "geannuleerd",
    "afgezegd",
];

/// Headers of a column that says with a yes that somebody did not come, by key.
const NOT_COME: [&str; 5] = [
    "noshow",
    "markedasnoshow",
    "isnoshow",
    "wasnoshow",
    "inviteenoshow",
];

/// The columns that say together what became of a meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::ingest) struct Attendance {
    mentor: Option<Presence>,
    mentee: Option<Presence>,
    /// Columns in which a yes is a status.
    off: Vec<(usize, &'static str)>,
    /// What became of it in words.
    status: Option<usize>,
}

/// Makes the status of a meeting of who was there, in files with the day of a meeting.
pub(super) fn join(draft: &mut Draft) {
    let is_day = |name: &String| columns::meanings(name, Table::Sessions).contains(&Column::Date);
    if !draft.names.iter().any(is_day) {
        return;
    }
    let mut attendance = Attendance {
        mentor: presence(draft, Respondent::Mentor),
        mentee: presence(draft, Respondent::Mentee),
        off: off(draft),
        status: None,
    };
    let mut told: Vec<usize> = attendance.told().collect();
    if told.is_empty() {
        return;
    }
    let is_status =
        |name: &String| columns::meanings(name, Table::Sessions).first() == Some(&Column::Status);
    let status = draft.names.iter().position(is_status);
    attendance.status =
        status.filter(|column| *column < draft.headers.len() && !told.contains(column));
    note(draft, &attendance);
    told.extend(attendance.status);
    for column in told {
        draft.hide(column);
    }
    draft.make("Session status", Making::Attended(attendance));
}

/// The column that says whether one of the two was there.
fn presence(draft: &Draft, party: Respondent) -> Option<Presence> {
    (0..draft.headers.len()).find_map(|column| {
        let (_, away) = asks(&draft.headers[column]).filter(|(asked, _)| *asked == party)?;
        all_say(draft, column, there).then_some(Presence { column, away })
    })
}

/// Columns that say that a meeting did not take place, in a log of nothing but meetings.
fn off(draft: &Draft) -> Vec<(usize, &'static str)> {
    let is_text = |name: &String| {
        [Table::Goals, Table::Actions]
            .iter()
            .any(|table| columns::meanings(name, *table).contains(&Column::Text))
    };
    if draft.names.iter().any(is_text) {
        return Vec::new();
    }
    let status = |column: &usize| {
        let key = key(&draft.headers[*column]);
        let off = CALLED_OFF.contains(&key.as_str()).then_some("cancelled");
        off.or_else(|| NOT_COME.contains(&key.as_str()).then_some("missed"))
    };
    let columns = (0..draft.headers.len()).filter_map(|column| Some((column, status(&column)?)));
    columns
        .filter(|(column, _)| all_say(draft, *column, answers::yes_no))
        .collect()
}

/// Whether a column that is looked up has cells, and all of them say yes or no in some way.
fn all_say(draft: &Draft, column: usize, read: impl Fn(&str) -> Option<bool>) -> bool {
    let cells = || draft.cells(column).filter(|cell| !is_missing(cell));
    !draft.names[column].is_empty()
        && cells().next().is_some()
        && cells().all(|cell| read(cell).is_some())
}

fn note(draft: &mut Draft, attendance: &Attendance) {
    let title = |column: usize| format!("`{}`", display_text(&draft.headers[column]));
    let told: Vec<String> = attendance.told().map(title).collect();
    let told = told.join(" and ");
    let note = match attendance.status {
        None => format!(
            "what became of a meeting is read from {told}: it is held where nothing there says that \
             it was cancelled or that somebody was not there"
        ),
        Some(status) => format!(
            "what became of a meeting is read from {} and {told}: where these say that it was \
             cancelled or that somebody was not there, it was not held",
            title(status)
        ),
    };
    draft.notes.push(note);
}

/// Who a header asks about, and whether a yes says that they were not there.
fn asks(header: &str) -> Option<(Respondent, bool)> {
    let header = header
        .to_lowercase()
        .replace("no show", "noshow")
        .replace("no-show", "noshow");
    let (mut there, mut away) = (false, false);
    let mut who: Vec<&str> = Vec::new();
    for word in header.split(|c: char| !c.is_alphanumeric()) {
        let folded = fold(word);
        let folded = folded.as_str();
        if THERE.contains(&folded) {
            there = true;
        } else if AWAY.contains(&folded) {
            away = true;
        } else if !folded.is_empty() && !BESIDE.contains(&folded) {
            who.push(word);
        }
    }
    let party = answers::respondent(&who.join(" "))?;
    (there != away && party != Respondent::Coordinator).then_some((party, away))
}

/// Whether a cell says that somebody was there.
fn there(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "p" => return Some(true),
        "a" | "ab" | "abs" => return Some(false),
        _ => {}
    }
    match answers::status(cell) {
        Some(Status::Held) => Some(true),
        Some(Status::Missed | Status::MissedByMentee | Status::MissedByMentor) => Some(false),
        Some(_) => None,
        None => answers::yes_no(cell),
    }
}

impl Attendance {
    /// The columns, without that of the status in words.
    fn told(&self) -> impl Iterator<Item = usize> {
        let who = [self.mentor, self.mentee].into_iter().flatten();
        let off = self.off.iter().map(|(column, _)| *column);
        who.map(|one| one.column).chain(off)
    }

    /// What became of a meeting by who was there, or what its own status says where that is more.
    /// Of one who is not spoken of nothing is assumed where there is a column for both.
    pub(super) fn status<'a>(&self, cell: impl Fn(usize) -> &'a str) -> String {
        let there = |one: Option<Presence>| one.and_then(|one| one.of(cell(one.column)));
        let mut off = self.off.iter();
        let off = off.find(|(column, _)| answers::yes_no(cell(*column)) == Some(true));
        let by = match (off, there(self.mentor), there(self.mentee)) {
            (Some((_, "cancelled")), _, _) => Some("cancelled"),
            (_, Some(false), Some(false)) => Some("missed"),
            (_, Some(false), _) => Some("missed by mentor"),
            (_, _, Some(false)) => Some("missed by mentee"),
            (off, _, _) => off.map(|(_, status)| *status),
        };
        let all_there = [self.mentor, self.mentee]
            .into_iter()
            .flatten()
            .all(|one| one.of(cell(one.column)) == Some(true));
        let asks = self.mentor.or(self.mentee).is_some();
        match (self.status.map(&cell).unwrap_or_default(), by) {
            ("", Some(by)) => by.to_owned(),
            ("", None) if all_there && (asks || self.status.is_none()) => "held".to_owned(),
            (own, Some(by)) if is_refined(own) => by.to_owned(),
            (own, _) => own.to_owned(),
        }
    }
}

/// Whether a status says no more than that a meeting was held or missed.
fn is_refined(own: &str) -> bool {
    matches!(answers::status(own), Some(Status::Held | Status::Missed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_who_is_asked_about() {
        use Respondent::{Mentee, Mentor};
        for (header, expected) in [
            ("Mentor present", Some((Mentor, false))),
            ("Did the mentee attend?", Some((Mentee, false))),
            ("Mentor(in) anwesend", Some((Mentor, false))),
            ("Mentee no-show", Some((Mentee, true))),
            ("Mentoré présent", Some((Mentee, false))),
            ("Student attendance (Y/N)", Some((Mentee, false))),
            ("Mentor", None),
            ("Attendance", None),
            ("Mentor attendance hours", None),
        ] {
            assert_eq!(asks(header), expected, "{header}");
        }
    }

    #[test]
    fn who_was_there_says_what_became_of_a_meeting() {
        let presence = |column| {
            Some(Presence {
                column,
                away: false,
            })
        };
        let both = Attendance {
            mentor: presence(0),
            mentee: presence(1),
            ..Attendance::default()
        };
        let own = Attendance {
            status: Some(2),
            ..both.clone()
        };
        let one = Attendance {
            mentor: None,
            ..both.clone()
        };
        let off = Attendance {
            off: vec![(0, "cancelled"), (1, "missed")],
            ..Attendance::default()
        };
        for (attendance, cells, expected) in [
            (&both, ["1", "1", ""], "held"),
            (&both, ["1", "0", ""], "missed by mentee"),
            (&both, ["no", "yes", ""], "missed by mentor"),
            (&both, ["absent", "no", ""], "missed"),
            (&both, ["yes", "", ""], ""),
            (&one, ["", "yes", ""], "held"),
            (&own, ["yes", "no", "No"], "missed by mentee"),
            (&own, ["yes", "no", "Completed"], "missed by mentee"),
            (&own, ["no", "no", "Cancelled"], "Cancelled"),
            (&own, ["yes", "yes", "No"], "No"),
            (&own, ["yes", "yes", "snow"], "snow"),
            (&own, ["yes", "yes", ""], "held"),
            (&off, ["true", "no", ""], "cancelled"),
            (&off, ["false", "yes", ""], "missed"),
            (&off, ["false", "no", ""], "held"),
        ] {
            assert_eq!(attendance.status(|at| cells[at]), expected, "{cells:?}");
        }
    }
}
