//! States with a remark behind them: "Missed - mentor ill", "Complete (late)", "other: sick".

use super::{reason, respondent};
use crate::programme::{Respondent, fold};
use crate::values::dates::{is_weekday, month_named};

/// What the text before a mark says, unless the remark behind it says something else: then it is not
/// known. A bare "closed" leaves it to the remark. What says `success` is taken back by less: a
/// remark that denies anything.
pub(super) fn remarked<T: Copy + PartialEq>(
    text: &str,
    read: impl Fn(&str) -> Option<T>,
    success: T,
) -> Option<T> {
    const OPEN: [&str; 3] = ["closed", "ended", "closure"];
    let (head, rest) = reason::head(text)?;
    let said = read(head);
    if said.is_none() && !OPEN.contains(&fold(head).as_str()) {
        return None;
    }
    let mut all = said.into_iter().chain(clauses(rest).filter_map(&read));
    let first = all.next()?;
    let agree = all.all(|other| other == first);
    (agree && !(first == success && denies(rest))).then_some(first)
}

/// A remark as a whole, and its clauses.
pub(super) fn clauses(remark: &str) -> impl Iterator<Item = &str> {
    const MARKS: [char; 8] = ['(', ')', ',', ';', ':', '.', '–', '—'];
    let parts = remark.split(" - ").flat_map(|part| part.split(MARKS));
    std::iter::once(remark)
        .chain(parts)
        .map(|clause| clause.trim_matches(|c: char| !c.is_alphanumeric() && c != '%'))
        .filter(|clause| !clause.is_empty())
}

/// Whether a remark takes something back of what stands before it: not all, not everybody.
pub(super) fn denies(remark: &str) -> bool {
    const WORDS: [&str; 33] = [
        "not",
        "never",
        "nobody",
        "without",
        "only",
        "but",
        "except",
        "unless",
        "didn",
        "wasn",
        "alone",
        "cannot",
        "nicht",
        "kein",
        "keine",
        "keiner",
        "nur",
        "aber",
        "ohne",
        "pas",
        "seulement",
        "mais",
        "sans",
        "pero",
        "solo",
        "sin",
        "nao",
        "mas",
        "niet",
        "geen",
        "maar",
        "ikke",
        "inte",
    ];
    const AFTER_NO: [&str; 7] = [
        "show", "one", "body", "contact", "answer", "reply", "response",
    ];
    let folded = fold(remark);
    let words: Vec<&str> = folded.split(' ').collect();
    let no_one =
        |pair: &[&str]| pair[0] == "no" && (AFTER_NO.contains(&pair[1]) || is_of_pair(pair[1]));
    words.iter().any(|word| WORDS.contains(word)) || words.windows(2).any(no_one)
}

/// Whether a text is nothing but the mentor, or the mentee: "Attended (mentee)" is not both.
pub(super) fn is_of_pair(text: &str) -> bool {
    matches!(
        respondent(text),
        Some(Respondent::Mentor | Respondent::Mentee)
    )
}

/// A state before a word that begins its reason, as "Cancelled due to illness", and whether it is
/// a day instead, as in "Rescheduled to 3 February".
pub(super) fn before_word(text: &str) -> Option<(&str, bool)> {
    const WORDS: [(&str, bool); 6] = [
        (" due to ", false),
        (" owing to ", false),
        (" because ", false),
        (" to ", true),
        (" until ", true),
        (" till ", true),
    ];
    let lower = text.to_ascii_lowercase();
    WORDS.iter().find_map(|(word, to_day)| {
        let at = lower.find(word)?;
        let rest = &text[at + word.len()..];
        (!to_day || begins_with_day(rest)).then_some((&text[..at], *to_day))
    })
}

/// Whether a text begins as a day does; a place is none ("moved to room 3").
fn begins_with_day(text: &str) -> bool {
    const LATER: [&str; 3] = ["next", "later", "further"];
    let first = text.split_whitespace().next().unwrap_or_default();
    let word = first.trim_matches(|c: char| !c.is_alphanumeric());
    word.starts_with(|c: char| c.is_ascii_digit())
        || LATER.contains(&fold(word).as_str())
        || is_weekday(word)
        || month_named(word).is_some()
}
