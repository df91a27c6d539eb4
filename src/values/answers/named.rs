//! What the name of a file says of the forms in it.

use super::{phase, respondent};
use crate::programme::{Phase, Respondent, fold};

/// Words that say a phase by themselves in a name, where others may say anything else: `intake` is
/// a cohort as well.
const ALONE: [&str; 14] = [
    "baseline", "pre", "mid", "midway", "midterm", "midpoint", "halfway", "interim", "pulse",
    "final", "exit", "post", "end", "closing",
];

/// Texts of which the words say a phase in a cell and nothing in a name.
const NOT_IN_NAMES: [&str; 5] = [
    "evaluation form",
    "form 1",
    "form 5",
    "first meeting",
    "last meeting",
];

/// Words of the longest text that says a phase.
const MOST_WORDS: usize = 5;

/// The phase that a name says in whole words, if it says one only.
#[must_use]
pub fn phase_in(name: &str) -> Option<Phase> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut said = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = MOST_WORDS.min(words.len() - at);
        let found = (1..=most).rev().find_map(|length| {
            let text = words[at..at + length].join(" ");
            let tells = if length == 1 {
                ALONE.contains(&text.as_str())
            } else {
                !NOT_IN_NAMES.contains(&text.as_str())
            };
            Some((length, phase(&text).filter(|_| tells)?))
        });
        said.extend(found.map(|(_, phase)| phase));
        at += found.map_or(1, |(length, _)| length);
    }
    only(&said)
}

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
    fn a_name_says_one_phase_in_whole_words_or_none() {
        for (name, expected) in [
            ("Mentee baseline survey.csv", Some(Phase::Baseline)),
            ("Mentor end-of-programme survey.csv", Some(Phase::End)),
            ("pre_survey_2026.csv", Some(Phase::Baseline)),
            ("Mid-year evaluation form.csv", Some(Phase::Mid)),
            ("mid-term evaluation.csv", Some(Phase::Mid)),
            ("needs analysis 2026.xlsx", Some(Phase::Baseline)),
            ("Exit interviews", Some(Phase::End)),
            ("baseline and end.csv", None),
            ("evaluations.csv", None),
            ("evaluation form.csv", None),
            ("Intake 2025 survey.csv", None),
            ("Start-Up Mentors evaluation.csv", None),
            ("Friends and blenders.csv", None),
            ("", None),
        ] {
            assert_eq!(phase_in(name), expected, "{name}");
        }
    }

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
