//! How meetings were rated, under a header that is not known and gives a scale.

use super::{Overlooked, Said, doubt, lacks, read_as, speaks_of};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::Sample;
use crate::programme::{Table, fold};
use crate::values::numbers::rating as points;

/// Words, as they begin, of headers that can be nothing but ratings where there are hardly others.
const RATED: [&str; 15] = [
    "note",
    "cijfer",
    "gradiment",
    "beoordel",
    "valora",
    "valuta",
    "voto",
    "satisf",
    "zufried",
    "bewert",
    "rating",
    "score",
    "tevreden",
    "soddisf",
    "calific",
];

/// Words, as they begin, of headers whose scales are not those of the meeting.
const OF_OTHERS: [&str; 24] = [
    "goal",
    "target",
    "objecti",
    "ziel",
    "objetiv",
    "obiettiv",
    "doel",
    "progress",
    "fortschritt",
    "avance",
    "voortgang",
    "confiden",
    "mood",
    "stress",
    "energy",
    "well",
    "motivat",
    "prior",
    "week",
    "difficult",
    "number",
    "stage",
    "phase",
    "travel",
];

/// A column of points that nobody reads and whose header gives their scale, in a log without a
/// rating; one that is called a rating is read.
pub(super) fn rating(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Sessions, Column::Rating);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return;
    }
    let is_scaled = |at: &usize| {
        let title = &sample.titles[*at];
        let scale = scale(title).filter(|_| !speaks_of(title, &OF_OTHERS));
        scale.is_some_and(|(_, top)| are_points(sample, *at, top))
    };
    let headers: Vec<usize> = said.unread(recognition, sample).filter(is_scaled).collect();
    match headers[..] {
        [header] if is_called_a_rating(&sample.titles[header]) => {
            let what = "the rating of each meeting, since its values are points of a scale";
            read_as(what, wanted, (sample, header), recognition, found);
        }
        _ => found.doubts.extend(doubt(wanted, &headers, sample, false)),
    }
}

/// Whether a header is a word or two before its scale, and one of them says that it is a rating.
fn is_called_a_rating(title: &str) -> bool {
    scale(title)
        .is_some_and(|(name, _)| fold(name).split(' ').count() <= 2 && speaks_of(name, &RATED))
}

/// What stands before the scale that a header gives behind a bracket or a stroke, and its highest
/// point: `(1-5)`, `/10`.
fn scale(title: &str) -> Option<(&str, f64)> {
    const TOPS: std::ops::RangeInclusive<u32> = 3..=10;
    let title = title.trim_end_matches(|c: char| !c.is_ascii_digit());
    let (name, scale) = title.rsplit_once(['(', '[', '/'])?;
    let numbers = scale.split(|c: char| !c.is_ascii_digit());
    let numbers = numbers.filter_map(|number| number.parse::<u32>().ok());
    let top = numbers.max().filter(|top| TOPS.contains(top))?;
    Some((name, f64::from(top)))
}

fn are_points(sample: &Sample<'_>, header: usize, top: f64) -> bool {
    let is_point = |cell: &str| points(cell).is_some_and(|(point, _)| (0.0..=top).contains(&point));
    let mut cells = sample.cells(header).peekable();
    cells.peek().is_some() && cells.all(is_point)
}

#[cfg(test)]
mod tests {
    use super::{is_called_a_rating, scale};

    #[test]
    fn scales_stand_behind_brackets_and_strokes() {
        for (title, top) in [
            ("Note /5", Some(5.0)),
            ("How did it go? (1-5)", Some(5.0)),
            ("Valoración [0 a 10]", Some(10.0)),
            ("Rating (1 = poor, 5 = good)", Some(5.0)),
            ("Note 5", None),
            ("Note", None),
            ("Progress (%)", None),
            ("Length (60)", None),
            ("Cohort (2025)", None),
        ] {
            assert_eq!(scale(title).map(|(_, top)| top), top, "{title}");
        }
    }

    #[test]
    fn more_words_say_what_else_was_rated() {
        for title in ["Note /5", "Session score (1-10)", "Gradimento (1-5)"] {
            assert!(is_called_a_rating(title), "{title}");
        }
        for title in [
            "How did it go? (1-5)",
            "Bewertung der neuen Räume (1-5)",
            "Note",
        ] {
            assert!(!is_called_a_rating(title), "{title}");
        }
    }
}
