//! How often a pair agreed to meet where a cell has no more than a number: what it counts, the
//! header says, or nobody.

use super::every_days;
use super::rhythm::{Interval, Token};
use super::words::{Word, words};
use crate::values::numbers::number;

/// Days between meetings by a cell and its header: below `Frequency (weeks)` a number is one of
/// weeks, and below `Meetings per month` it is one of meetings. Below a header that says neither, a
/// number is days from a week on; a smaller one may be weeks as well, or meetings in a month.
#[must_use]
pub fn every_days_below(header: &str, text: &str) -> Option<f64> {
    let Some(number) = number(text) else {
        return every_days(text);
    };
    let days = match counted(header) {
        Some(Counted::Of(interval)) => number * interval.days(),
        Some(Counted::MeetingsIn(interval)) => interval.days() / number,
        None if number >= Interval::Week.days() => number,
        None => return None,
    };
    Some(days).filter(|days| *days > 0.0 && days.is_finite())
}

/// Whether a header says that its numbers are those of meetings in some time.
#[must_use]
pub fn counts_meetings(header: &str) -> bool {
    matches!(counted(header), Some(Counted::MeetingsIn(_)))
}

/// What a number counts.
#[derive(Clone, Copy)]
enum Counted {
    /// Stretches of time between meetings.
    Of(Interval),
    /// Meetings in a stretch of time.
    MeetingsIn(Interval),
}

fn counted(header: &str) -> Option<Counted> {
    const PER: [&str; 7] = ["per", "a", "each", "pro", "par", "por", "al"];
    // The canonical name, however it is spelt.
    let letters = header.chars().filter(|sign| sign.is_alphanumeric());
    if letters
        .collect::<String>()
        .eq_ignore_ascii_case("agreedevery")
    {
        return Some(Counted::Of(Interval::Day));
    }
    let words = words(&header.replace(['_', '(', ')', '[', ']', '?', ':'], " "))?;
    let unit = |word: &Word| match Token::of(word) {
        Token::Unit(interval) => Some(interval),
        _ => None,
    };
    let is_per = |word: &Word| matches!(word, Word::Letters(word) if PER.contains(&word.as_str()));
    let per = words
        .windows(2)
        .find_map(|pair| unit(&pair[1]).filter(|_| is_per(&pair[0])));
    let named: Vec<Interval> = words.iter().filter_map(unit).collect();
    match (per, named.as_slice()) {
        (Some(interval), [_]) => Some(Counted::MeetingsIn(interval)),
        (None, [interval]) => Some(Counted::Of(*interval)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_counts_what_its_header_says() {
        for (header, text, days) in [
            ("Frequency (weeks)", "2", Some(14.0)),
            ("Weeks between meetings", "3", Some(21.0)),
            ("Agreed meetings per month", "2", Some(30.4375 / 2.0)),
            ("Sessions/week", "1", Some(7.0)),
            ("Days between meetings", "5", Some(5.0)),
            ("meeting_frequency_days", "3", Some(3.0)),
            ("agreed_every", "3", Some(3.0)),
            ("Meeting frequency", "14", Some(14.0)),
            ("Meeting frequency", "2", None),
            ("Meeting frequency", "4", None),
            ("Meeting frequency", "2 weeks", Some(14.0)),
            ("Meetings per month", "weekly", Some(7.0)),
            ("Frequency (weeks)", "0", None),
            ("Frequency (weeks or months)", "2", None),
        ] {
            let read = every_days_below(header, text);
            let is_close = match (read, days) {
                (Some(read), Some(days)) => (read - days).abs() < 1e-9,
                (read, days) => read == days,
            };
            assert!(is_close, "{header} {text}: {read:?}");
        }
    }
}
