//! When two ways of writing a person are held to be the same person.

use super::fold;

/// Titles that may stand before or after a name, folded; none of them is a first name.
const TITLES: [&str; 30] = [
    "dr",
    "drs",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "dame",
    "rev",
    "herr",
    "frau",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "senor",
    "senora",
    "sig",
    "dott",
    "dhr",
    "mevr",
    "pan",
    "pani",
    "phd",
    "md",
    "mba",
    "msc",
];

/// The form in which people are compared, whether pairs are joined or mentors are counted: a
/// name or an e-mail, folded, without titles, and "Last, First" in the order of speech.
#[must_use]
pub fn fold_person(name: &str) -> String {
    if !name.contains(',') {
        return untitled(&fold(name));
    }
    let parts: Vec<String> = name.split(',').map(|part| untitled(&fold(part))).collect();
    let said: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty() && !TITLES.contains(part))
        .collect();
    match said.as_slice() {
        [last, first] => format!("{first} {last}"),
        _ => untitled(&fold(name)),
    }
}

/// A folded name without its titles; a title alone is a name.
fn untitled(folded: &str) -> String {
    let is_title = |word: &&str| TITLES.contains(word);
    if !folded.split(' ').any(|word| is_title(&word)) {
        return folded.to_owned();
    }
    let mut words: Vec<&str> = folded.split(' ').collect();
    while words.len() > 1 && is_title(&words[0]) {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(is_title) {
        words.pop();
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_titles_of_a_name_do_not_matter() {
        for name in [
            "Müller, Anna",
            " anna  MULLER",
            "Dr. Anna Müller",
            "Prof. Dr. Müller, Anna",
            "Müller, Dr. Anna",
            "Müller, Anna, PhD",
            "Ms Anna Muller MBA",
        ] {
            assert_eq!(fold_person(name), "anna muller", "{name}");
        }
        assert_eq!(
            fold_person("Anna.Muller@example.org"),
            "anna muller example org"
        );
        assert_ne!(fold_person("Anna Muller"), fold_person("Anna Miller"));
        assert_eq!(fold_person("Smith,"), "smith");
        assert_eq!(fold_person("Pan"), "pan");
        assert_eq!(fold_person("Ek, Bo, Li"), "ek bo li");
    }
}
