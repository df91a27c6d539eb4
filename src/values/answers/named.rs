//! Who answered the forms in a file, by its name.

use super::respondent;
use crate::programme::{Respondent, fold};

/// Who answers by a name, if it names one only. `Mentor programme` is no mentor.
#[must_use]
pub fn respondent_in(name: &str) -> Option<Respondent> {
    const OF_ALL: [&str; 7] = [
        "program",
        "scheme",
        "project",
        "initiative",
        "match",
        "pair",
        "network",
    ];
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let said = words.iter().enumerate().filter_map(|(at, word)| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let of_all = OF_ALL.iter().any(|start| next.starts_with(start));
        respondent(word).filter(|_| !of_all && is_role(word))
    });
    only(&said.collect::<Vec<_>>())
}

/// Whether a word is a role and nothing else: a student may be of a school. Without accents the
/// French word for the mentee is the Italian one for the mentor.
fn is_role(word: &str) -> bool {
    const BEGINNINGS: [&str; 5] = ["mentor", "mentee", "menti", "protege", "coordinator"];
    let begins = BEGINNINGS.iter().any(|start| word.starts_with(start));
    (begins || !word.is_ascii()) && word != "mentore"
}

/// The one thing that was said, however often.
fn only<T: Copy + PartialEq>(said: &[T]) -> Option<T> {
    let first = *said.first()?;
    said.iter().all(|other| *other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_one_respondent_or_none() {
        for (name, expected) in [
            ("Mentee baseline survey.csv", Some(Respondent::Mentee)),
            ("end-of-programme mentor.csv", Some(Respondent::Mentor)),
            ("evaluation_mentors.csv", Some(Respondent::Mentor)),
            ("Coordinator review.csv", Some(Respondent::Coordinator)),
            ("Mentor programme survey.csv", None),
            ("Mentee feedback on the mentor.csv", None),
            ("Student mentoring evaluation.csv", None),
            ("Big Brothers survey.csv", None),
            ("Mentoring survey.csv", None),
        ] {
            assert_eq!(respondent_in(name), expected, "{name}");
        }
    }
}
