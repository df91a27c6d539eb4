//! What became of meetings, under a header that is not known.

use super::{Said, doubt, lacks, speaks_of};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::{Doubt, Sample};
use crate::programme::{Status, Table};
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

/// A column that nobody reads and whose cells say that meetings were held, missed or cancelled,
/// in a log without any that does.
pub(super) fn status(
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Option<Doubt> {
    if !lacks(recognition, Table::Sessions, Column::Status) || said.decides(Column::Status) {
        return None;
    }
    let tells = |at: &usize| {
        !speaks_of(&sample.titles[*at], &OF_OTHERS) && tells_of_meetings(sample.cells(*at))
    };
    let headers: Vec<usize> = said.unread(recognition, sample).filter(tells).collect();
    doubt((Table::Sessions, Column::Status), &headers, sample, true)
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
    use super::tells_of_meetings;

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
