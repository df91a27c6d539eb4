//! How long meetings were, under a header that is not known and gives a unit.

use super::{Said, doubt, lacks, speaks_of};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::{Doubt, Sample};
use crate::programme::{Table, fold};
use crate::values::numbers::number;

const HOURS: [&str; 11] = [
    "hours", "hrs", "stunden", "std", "heures", "horas", "ore", "uur", "uren", "timmar", "timer",
];
const MINUTES: [&str; 9] = [
    "minutes", "mins", "min", "minuten", "minutos", "minuti", "minuter", "minutter", "minut",
];

/// Words, as they begin, of headers of other lengths than that of a meeting.
const OTHER_LENGTHS: [&str; 22] = [
    "travel",
    "prep",
    "vorber",
    "week",
    "month",
    "total",
    "expect",
    "plan",
    "agreed",
    "notice",
    "wait",
    "late",
    "train",
    "volunteer",
    "fahrt",
    "reis",
    "trajet",
    "viaj",
    "deplac",
    "admin",
    "until",
    "cumul",
];

/// A column of numbers that nobody reads and whose header says that they are hours or minutes, in
/// a log that does not say how long its meetings were.
pub(super) fn length(
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Option<Doubt> {
    const SAYING: [Column; 3] = [Column::Minutes, Column::Hours, Column::End];
    let mut saying = SAYING.into_iter();
    if !saying.all(|column| lacks(recognition, Table::Sessions, column) && !said.decides(column)) {
        return None;
    }
    let ask = |column: Column, units: &[&str]| {
        let is_length =
            |at: &usize| is_of_unit(&sample.titles[*at], units) && are_numbers(sample, *at);
        let headers: Vec<usize> = said.unread(recognition, sample).filter(is_length).collect();
        doubt((Table::Sessions, column), &headers, sample, false)
    };
    ask(Column::Hours, &HOURS).or_else(|| ask(Column::Minutes, &MINUTES))
}

fn is_of_unit(title: &str, units: &[&str]) -> bool {
    let folded = fold(title);
    folded.split(' ').any(|word| units.contains(&word)) && !speaks_of(title, &OTHER_LENGTHS)
}

fn are_numbers(sample: &Sample<'_>, header: usize) -> bool {
    let mut cells = sample.cells(header).peekable();
    cells.peek().is_some() && cells.all(|cell| number(cell).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_other_lengths_say_nothing_of_meetings() {
        assert!(is_of_unit("Our talk (hours)", &HOURS));
        assert!(is_of_unit("Samen (uur)", &HOURS));
        for title in [
            "Travel time (hours)",
            "Hours per week",
            "Our talk",
            "Hourly rate",
        ] {
            assert!(!is_of_unit(title, &HOURS), "{title}");
        }
    }
}
