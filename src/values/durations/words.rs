//! A phrase as numbers and words.

use super::super::numbers::number;

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Word {
    /// A number, in figures or in words up to twelve.
    Number(f64),
    /// Anything else, in lower case.
    Letters(String),
}

/// Words that only say that the rest is not exact, or join its parts.
const FILLERS: [&str; 23] = [
    "about",
    "approx",
    "approximately",
    "and",
    "aprox",
    "aproximadamente",
    "around",
    "at",
    "c",
    "ca",
    "cca",
    "circa",
    "cirka",
    "env",
    "environ",
    "etwa",
    "least",
    "ongeveer",
    "roughly",
    "rund",
    "unos",
    "ungefähr",
    "usually",
];

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// The words of a phrase without fillers; `None` for negative numbers and for what is too long
/// to be a length or a frequency.
pub(super) fn words(text: &str) -> Option<Vec<Word>> {
    let text = text.trim().to_lowercase();
    if text.len() > 60 || text.starts_with(['-', '\u{2212}']) {
        return None;
    }
    let text = spelt_out(&text);
    let mut words = Vec::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric() || c == '\'') {
        let (word, after) = next_word(&rest[start..])?;
        if !matches!(&word, Word::Letters(letters) if FILLERS.contains(&letters.as_str())) {
            words.push(word);
        }
        rest = after;
    }
    Some(words)
}

/// Fractions in one character and marks that stand for a word.
fn spelt_out(text: &str) -> String {
    let mut spelt = format!(" {text}");
    for (fraction, decimals) in [('½', ".5"), ('¼', ".25"), ('¾', ".75")] {
        spelt = spelt
            .replace(&format!(" {fraction}"), &format!(" 0{decimals}"))
            .replace(fraction, decimals);
    }
    spelt
        .replace('/', " per ")
        .replace(['′', '’'], "'")
        .replace('×', "x")
}

fn next_word(text: &str) -> Option<(Word, &str)> {
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| {
            if is_number {
                !c.is_ascii_digit() && c != '.' && c != ','
            } else {
                !c.is_alphabetic() && c != '\''
            }
        })
        .unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if !is_number {
        return (end > 0).then(|| (in_letters(word), rest));
    }
    Some((
        Word::Number(number(word.trim_end_matches(['.', ',']))?),
        rest,
    ))
}

fn in_letters(word: &str) -> Word {
    match (1u8..).zip(NUMBERS).find(|(_, name)| *name == word) {
        Some((value, _)) => Word::Number(f64::from(value)),
        None => Word::Letters(word.to_owned()),
    }
}
