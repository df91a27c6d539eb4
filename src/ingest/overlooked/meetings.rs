//! What became of meetings, under a header that is not known.

use super::{Overlooked, Said, doubt, lacks, read_as, speaks_of};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::Sample;
use crate::programme::{Status, Table, fold};
use crate::values::answers;

/// Headers of states that are not those of meetings, as their words begin.
const OF_OTHERS: [&str; 34] = [
    "action",
    "goal",
    "task",
    "target",
    "objecti",
    "travel",
    "expense",
    "payment",
    "invoice",
    "claim",
    "approv",
    "review",
    "consent",
    "form",
    "report",
    "match",
    "pair",
    "relationship",
    "follow",
    "homework",
    "ziel",
    "aufgab",
    "massnahm",
    "antrag",
    "tache",
    "objetiv",
    "tarea",
    "obiettiv",
    "azion",
    "doel",
    "taak",
    "mal",
    "cel",
    "invit",
];

/// Words of headers that ask whether a meeting took place, as they begin.
const ASKING: [&str; 8] = [
    "attend", "meet", "met", "held", "happen", "occur", "turn", "show",
];

/// Words that may stand beside these: with any other it may be asked of something else.
const BESIDE: [&str; 42] = [
    "did",
    "do",
    "have",
    "has",
    "was",
    "were",
    "is",
    "are",
    "you",
    "your",
    "we",
    "they",
    "both",
    "of",
    "the",
    "this",
    "a",
    "an",
    "able",
    "to",
    "in",
    "on",
    "for",
    "at",
    "time",
    "month",
    "week",
    "take",
    "took",
    "place",
    "taken",
    "session",
    "meeting",
    "appointment",
    "together",
    "up",
    "it",
    "partners",
    "parties",
    "please",
    "two",
    "by",
];

/// Those of whom it is asked; of one alone a no says who did not come.
const OF_ONE: [&str; 3] = ["mentor", "mentee", "and"];

/// A column that nobody reads and whose cells say that meetings were held, missed or cancelled,
/// in a log without any that does. It is read where its header asks for that and for nothing else,
/// and every cell says it.
pub(super) fn status(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    if !lacks(recognition, Table::Sessions, Column::Status) || said.decides(Column::Status) {
        return;
    }
    let tells = |at: &usize| {
        !speaks_of(&sample.titles[*at], &OF_OTHERS) && tells_of_meetings(sample.cells(*at))
    };
    let headers: Vec<usize> = said.unread(recognition, sample).filter(tells).collect();
    let column = (Table::Sessions, Column::Status);
    match headers[..] {
        [header] if asks_if_met(&sample.titles[header]) && are_statuses(sample.cells(header)) => {
            let what = "what became of each meeting (status)";
            read_as(what, column, (sample, header), recognition, found);
        }
        _ => found.doubts.extend(doubt(column, &headers, sample, true)),
    }
}

/// Whether a header asks whether the two met, and nothing else.
fn asks_if_met(title: &str) -> bool {
    let folded = fold(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let asks = |word: &str| ASKING.iter().any(|start| word.starts_with(start));
    let of_both = words.contains(&"both");
    let fits =
        |word: &str| asks(word) || BESIDE.contains(&word) || of_both && OF_ONE.contains(&word);
    words.iter().any(|word| asks(word)) && words.iter().all(|word| fits(word))
}

fn are_statuses<'a>(mut cells: impl Iterator<Item = &'a str>) -> bool {
    cells.all(|cell| answers::status(cell).is_some())
}

/// Whether most cells say what became of a meeting, not all of them the same, and one of them in
/// words that it did not take place: a yes and a no may answer anything.
fn tells_of_meetings<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut known, mut all, mut off) = (0, 0, false);
    let mut different: Vec<Status> = Vec::new();
    for cell in cells {
        all += 1;
        let Some(status) = answers::status(cell) else {
            continue;
        };
        known += 1;
        off |= is_off(status) && answers::yes_no(cell).is_none();
        if !different.contains(&status) {
            different.push(status);
        }
    }
    off && different.len() > 1 && 2 * known > all
}

/// Whether a meeting did not take place.
fn is_off(status: Status) -> bool {
    use Status::{Cancelled, Missed, MissedByMentee, MissedByMentor, Rescheduled};
    matches!(
        status,
        Cancelled | Missed | MissedByMentee | MissedByMentor | Rescheduled
    )
}

#[cfg(test)]
mod tests {
    use super::{asks_if_met, tells_of_meetings};

    #[test]
    fn headers_that_ask_whether_the_two_met_are_told_from_others() {
        for title in [
            "Did both of you attend?",
            "Did you both attend?",
            "Did both mentor and mentee attend?",
            "Did you two meet?",
            "Did you meet this month?",
            "Was the session attended by both of you?",
        ] {
            assert!(asks_if_met(title), "{title}");
        }
        for title in [
            "Did the mentee attend the workshop?",
            "Workshop attended",
            "School attendance both",
            "Next meeting held?",
            "Session",
            "",
        ] {
            assert!(!asks_if_met(title), "{title}");
        }
    }

    #[test]
    fn statuses_are_told_from_other_answers() {
        let tells = |cells: &[&str]| tells_of_meetings(cells.iter().copied());
        assert!(tells(&["ja", "abgesagt", "ja", "Mentee nicht erschienen"]));
        assert!(tells(&["Held", "No-show", "snow"]));
        assert!(
            !tells(&["yes", "no", "yes"]),
            "any question has a yes and a no"
        );
        assert!(!tells(&["held", "held"]));
        assert!(!tells(&["cancelled", "went well", "we talked", "held"]));
    }
}
