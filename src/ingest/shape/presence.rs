//! Who was there, in a column for the mentor and one for the mentee: what became of a meeting
//! follows from both.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column};
use crate::programme::{Respondent, Status, Table, display_text, fold};
use crate::values::{answers, is_missing};

/// Words of a header that ask whether somebody was there, folded.
const THERE: [&str; 27] = [
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
    "turned",
    "turn",
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
const BESIDE: [&str; 27] = [
    "did", "by", "was", "the", "is", "has", "up", "at", "meeting", "session", "y", "n", "yes",
    "no", "status", "of", "der", "die", "das", "war", "le", "la", "el", "o", "a", "il", "de",
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

/// Makes the status of a meeting of who was there, in files with the day of a meeting.
pub(super) fn join(draft: &mut Draft) {
    let is_day = |name: &String| columns::meanings(name, Table::Sessions).contains(&Column::Date);
    if !draft.names.iter().any(is_day) {
        return;
    }
    let find = |party| {
        let mut columns = (0..draft.headers.len()).filter(|at| !draft.names[*at].is_empty());
        columns.find_map(|column| {
            let (asked, away) = asks(&draft.headers[column])?;
            let answers = || draft.cells(column).filter(|cell| !is_missing(cell));
            let is_told = asked == party && answers().next().is_some();
            let all = answers().all(|cell| there(cell).is_some());
            (is_told && all).then_some(Presence { column, away })
        })
    };
    let (mentor, mentee) = (find(Respondent::Mentor), find(Respondent::Mentee));
    if mentor.is_none() && mentee.is_none() {
        return;
    }
    let is_status = |name: &String| columns::meaning(name, Table::Sessions) == Some(Column::Status);
    let status = draft.names.iter().position(is_status);
    let status = status.filter(|column| *column < draft.headers.len());
    note(draft, [mentor, mentee], status);
    for column in [mentor, mentee].into_iter().flatten() {
        draft.hide(column.column);
    }
    if let Some(status) = status {
        draft.hide(status);
    }
    draft.make(
        "Session status",
        Making::Attended {
            mentor,
            mentee,
            status,
        },
    );
}

fn note(draft: &mut Draft, who: [Option<Presence>; 2], status: Option<usize>) {
    let title = |column: usize| format!("`{}`", display_text(&draft.headers[column]));
    let who: Vec<String> = who.iter().flatten().map(|one| title(one.column)).collect();
    let say = if who.len() == 1 { "says" } else { "say" };
    let who = who.join(" and ");
    let note = match status {
        None => format!(
            "{who} {say} who was there: a meeting without one of the two was missed by that one, and \
             is not held"
        ),
        Some(status) => format!(
            "what became of a meeting is read from {}, and who missed it from {who}: where these say \
             that somebody was not there, it was not held",
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

/// Whether a text speaks of somebody who came or did not: a header, or what stands below one.
pub(in crate::ingest) fn speaks_of_coming(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(' ');
    folded.contains("no show") || words.any(|word| THERE.contains(&word) || AWAY.contains(&word))
}

/// Whether a cell says that somebody was there.
fn there(cell: &str) -> Option<bool> {
    answers::attendance(cell).or_else(|| match answers::status(cell) {
        Some(Status::Held) => Some(true),
        Some(Status::Missed | Status::MissedByMentee | Status::MissedByMentor) => Some(false),
        Some(_) => None,
        None => answers::yes_no(cell),
    })
}

/// What became of a meeting by who was there, or what its own status says where that is more. Of
/// one who is not spoken of nothing is assumed where there is a column for both.
pub(super) fn status([mentor, mentee]: [Option<(Presence, &str)>; 2], own: Option<&str>) -> String {
    let there = |one: Option<(Presence, &str)>| one.and_then(|(one, cell)| one.of(cell));
    let by = match (there(mentor), there(mentee)) {
        (Some(false), Some(false)) => Some("missed"),
        (Some(false), _) => Some("missed by mentor"),
        (_, Some(false)) => Some("missed by mentee"),
        _ => None,
    };
    let all_there = [mentor, mentee]
        .into_iter()
        .flatten()
        .all(|(one, cell)| one.of(cell) == Some(true));
    match (own.unwrap_or_default(), by) {
        ("", Some(by)) => by.to_owned(),
        ("", None) if all_there => "held".to_owned(),
        (own, Some(by)) if is_refined(own) => by.to_owned(),
        (own, _) => own.to_owned(),
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
            ("Attended by mentee", Some((Mentee, false))),
            ("Attended by mentor?", Some((Mentor, false))),
            ("Mentee turned up", Some((Mentee, false))),
            ("Attended by", None),
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
        let one = |cell| {
            let presence = Presence {
                column: 0,
                away: false,
            };
            Some((presence, cell))
        };
        for (mentor, mentee, own, expected) in [
            (one("1"), one("1"), None, "held"),
            (one("1"), one("0"), None, "missed by mentee"),
            (one("no"), one("yes"), None, "missed by mentor"),
            (one("absent"), one("no"), None, "missed"),
            (one("yes"), one(""), None, ""),
            (None, one("yes"), None, "held"),
            (one("yes"), one("no"), Some("No"), "missed by mentee"),
            (one("yes"), one("no"), Some("Completed"), "missed by mentee"),
            (one("no"), one("no"), Some("Cancelled"), "Cancelled"),
            (one("yes"), one("yes"), Some("No"), "No"),
            (one("yes"), one("yes"), Some("snow"), "snow"),
        ] {
            assert_eq!(
                status([mentor, mentee], own),
                expected,
                "{mentor:?} {mentee:?} {own:?}"
            );
        }
    }
}
