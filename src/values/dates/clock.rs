//! Times of day, alone or after a date.

use super::dated;
use super::names::is_weekday;

/// The time of day in a cell, in minutes after midnight, seconds dropped: `14:30`, `2:30 PM`,
/// `14h30`, `9 am`, or a date with a time (then also `14.30`), as written, whatever the zone. Midnight after a date is
/// how systems write a date without a time, so that it is no time of day.
#[must_use]
pub fn time_of_day(text: &str) -> Option<u16> {
    let text = text.trim();
    match dated(text) {
        Some((_, Tail::Empty | Tail::Time(0))) => None,
        Some((_, Tail::Time(minutes))) => Some(minutes),
        None => alone(text),
    }
}

/// The time of day in a cell that is known to hold one: `09.15` is quarter past nine there, and no
/// number, as long as it is not below one.
#[must_use]
pub fn clock_time(text: &str) -> Option<u16> {
    time_of_day(text).or_else(|| {
        let span = ["→", " - ", "-", "–", " to "];
        let text = text.trim();
        let start = span.iter().find_map(|mark| text.split_once(mark));
        let time = start.map_or(text, |(start, _)| start.trim());
        // What is less than one is a part of a day.
        let read = || alone(time).or_else(|| alone(&with_colon(time)?));
        (!time.starts_with("0.")).then(read)?
    })
}

/// The end of a span of one day, as written: `15:15` of `14:00–15:15` and of
/// `22 Nov 2025 2:00 PM → 3:15 PM`. Of `2:00–3:15 pm` it is open when it begins.
#[must_use]
pub fn end_of_span(text: &str) -> Option<&str> {
    let (start, end) = text
        .rsplit_once('→')
        .or_else(|| text.rsplit_once(['-', '–']))
        .or_else(|| text.rsplit_once(" to "))?;
    let end = end.trim();
    let has_half = |time: &str| {
        let time = time.to_ascii_lowercase().replace('.', "");
        time.contains("am") || time.contains("pm")
    };
    let tells = |time: &str| alone(time).is_some() && has_half(time) == has_half(last_words(start));
    (time_of_day(start).is_some() && tells(end)).then_some(end)
}

/// The time at the end of a text, with what follows it.
fn last_words(text: &str) -> &str {
    let from = text.find(':').unwrap_or(0);
    &text[from..]
}

/// Whether a cell is a time of day and nothing else.
#[must_use]
pub fn is_time(text: &str) -> bool {
    alone(text.trim()).is_some()
}

/// Whether a cell is a day without a time of day.
#[must_use]
pub fn is_day(text: &str) -> bool {
    matches!(dated(text.trim()), Some((_, Tail::Empty | Tail::Time(0))))
}

/// Whether a cell is a day, with a time of day or without.
#[must_use]
pub fn is_dated(text: &str) -> bool {
    dated(text.trim()).is_some()
}

/// The moment of the day in a cell, in seconds after midnight; midnight where it says none.
#[must_use]
pub fn second_of_day(text: &str) -> Option<u32> {
    let minutes = time_of_day(text)?;
    // The minutes of the end of a span are no seconds.
    let end = end_of_span(text);
    let start = end.and_then(|end| text.trim_end().strip_suffix(end));
    let mut parts = start.unwrap_or(text).split(':').skip(2);
    let seconds = parts
        .next()
        .and_then(|part| part.get(..2)?.parse::<u32>().ok());
    Some(u32::from(minutes) * 60 + seconds.filter(|second| *second < 60).unwrap_or(0))
}

/// What may follow a date.
#[derive(Clone, Copy)]
pub(super) enum Tail {
    /// Nothing.
    Empty,
    /// A time of day in minutes after midnight.
    Time(u16),
}

/// What follows a date; `None` if it cannot follow a date.
pub(super) fn after_date(rest: &str) -> Option<Tail> {
    let rest = rest.strip_prefix([',', ';']).unwrap_or(rest);
    if rest.trim().is_empty() || is_weekday_alone(rest) {
        return Some(Tail::Empty);
    }
    let time = rest
        .strip_prefix(['T', 't'])
        .filter(|time| time.starts_with(|c: char| c.is_ascii_digit()))
        .or_else(|| {
            rest.starts_with(char::is_whitespace)
                .then(|| without_preposition(rest.trim_start()))
        })?;
    alone(time)
        .or_else(|| start_of(time))
        .or_else(|| alone(&with_colon(time)?))
        .map(Tail::Time)
}

/// `14.30` as `14:30`; only after a date, because alone it is a number.
fn with_colon(time: &str) -> Option<String> {
    let (hour, minutes) = time.split_once('.')?;
    let (_, none) = digits(hour)?;
    let (_, rest) = two_digits(minutes)?;
    let ends = none.is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit());
    ends.then(|| format!("{hour}:{minutes}"))
}

/// A weekday after the date, with or without brackets.
fn is_weekday_alone(text: &str) -> bool {
    is_weekday(text.trim().trim_matches(['(', ')', '（', '）']).trim())
}

/// Words between a date and a time.
const PREPOSITIONS: [&str; 14] = [
    "at ", "um ", "à ", "a las ", "às ", "alle ", "om ", "kl. ", "kl ", "klo ", "o ", "ve ", "в ",
    "- ",
];

fn without_preposition(text: &str) -> &str {
    PREPOSITIONS
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
        .trim_start()
}

/// The start of a span: `14:00–15:00`, `2 pm - 3 pm`.
fn start_of(text: &str) -> Option<u16> {
    let (start, end) = text
        .split_once('→')
        .or_else(|| text.split_once(['-', '–']))
        .or_else(|| text.split_once(" to "))?;
    let end = alone(end.trim())?;
    let start = start.trim();
    let same_half = |half: &str| alone(&format!("{start} {half}"));
    alone(start).or_else(|| same_half(if end >= 12 * 60 { "pm" } else { "am" }))
}

/// A time of day and nothing else but its zone.
fn alone(text: &str) -> Option<u16> {
    let (hour, rest) = digits(text)?;
    let (minute, rest) = minutes_part(rest)?;
    let (half, rest) = half_of_day(rest.trim_start());
    let stands_alone = minute.is_some() || half.is_some();
    let hour = half.map_or((hour < 24).then_some(hour), |half| half.hour(hour))?;
    let minute = minute.unwrap_or(0);
    (stands_alone && minute < 60 && is_zone(rest.trim_start())).then_some(hour * 60 + minute)
}

#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
}

impl Half {
    /// Hour of the day; twelve comes before one.
    fn hour(self, hour: u16) -> Option<u16> {
        let offset = match self {
            Self::Morning => 0,
            Self::Afternoon => 12,
        };
        (1..=12).contains(&hour).then_some(hour % 12 + offset)
    }
}

/// One or two digits.
fn digits(text: &str) -> Option<(u16, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    ((1..=2).contains(&end)).then_some((number.parse().ok()?, rest))
}

/// `:30`, `:30:15`, `:30:15.250` or `h30`, if any.
fn minutes_part(text: &str) -> Option<(Option<u16>, &str)> {
    let Some(rest) = text.strip_prefix([':', 'h']) else {
        return Some((None, text));
    };
    let (minute, rest) = two_digits(rest)?;
    match rest.strip_prefix(':') {
        None => Some((Some(minute), rest)),
        Some(seconds) => Some((Some(minute), after_seconds(seconds)?)),
    }
}

fn after_seconds(text: &str) -> Option<&str> {
    let (second, rest) = two_digits(text)?;
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    (second <= 60).then_some(rest)
}

fn two_digits(text: &str) -> Option<(u16, &str)> {
    let (pair, rest) = text.split_at_checked(2)?;
    let is_number = pair.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((pair.parse().ok()?, rest))
}

fn half_of_day(text: &str) -> (Option<Half>, &str) {
    for (name, half) in [
        ("a.m.", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("am", Half::Morning),
        ("pm", Half::Afternoon),
    ] {
        if let Some((start, rest)) = text.split_at_checked(name.len())
            && start.eq_ignore_ascii_case(name)
        {
            return (Some(half), rest);
        }
    }
    (None, text)
}

/// Nothing, `Z`, `+02:00`, `GMT+3`, `CET`, or `GMT+0100 (Central European Time)`.
fn is_zone(text: &str) -> bool {
    if matches!(
        text,
        "Uhr" | "uur" | "h" | "hrs" | "hours" | "Uhr." | "o'clock"
    ) {
        return true;
    }
    let text = match text.split_once('(') {
        Some((zone, name)) if name.ends_with(')') => zone.trim_end(),
        _ => text,
    };
    let offset = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    text.len() - offset.len() <= 5 && (offset.is_empty() || is_offset(offset))
}

fn is_offset(text: &str) -> bool {
    text.strip_prefix(['+', '-', '\u{2212}'])
        .is_some_and(|offset| {
            (1..=5).contains(&offset.len())
                && offset
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b':')
        })
}
