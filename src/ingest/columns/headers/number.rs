//! Numbers in headers: in figures, or in words of any language.

/// The numbers to ten in words, and the first of them in other languages.
const IN_WORDS: [&[&str]; 10] = [
    &[
        "one", "first", "erstes", "erste", "erster", "ersten", "premier", "premiere", "primer",
        "primero", "primera", "primo", "primeiro", "primeira", "eerste", "forsta", "forste",
    ],
    &[
        "two", "second", "zweites", "zweite", "zweiter", "zweiten", "deuxieme", "seconde",
        "segundo", "segunda", "secondo", "seconda", "tweede", "andra", "andre",
    ],
    &[
        "three",
        "third",
        "drittes",
        "dritte",
        "dritter",
        "dritten",
        "troisieme",
        "tercer",
        "tercero",
        "tercera",
        "terzo",
        "terza",
        "terceiro",
        "terceira",
        "derde",
        "tredje",
    ],
    &["four", "fourth"],
    &["five", "fifth"],
    &["six", "sixth"],
    &["seven", "seventh"],
    &["eight", "eighth"],
    &["nine", "ninth"],
    &["ten", "tenth"],
];

/// A number from 1 to 99, in figures or (to ten) in words.
pub(super) fn number(word: &str) -> Option<u16> {
    let in_words = (1..)
        .zip(IN_WORDS)
        .find(|(_, names)| names.contains(&word))
        .map(|(number, _)| number);
    let figures = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    let in_figures = || (figures.len() <= 2).then(|| figures.parse().ok()).flatten();
    in_words.or_else(in_figures).filter(|number| *number > 0)
}
