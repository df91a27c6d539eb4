//! The phase that the name of a file says of the forms in it.

use super::lexicon::Words;
use super::{phase, respondent};
use crate::programme::{Phase, fold};
use std::sync::LazyLock;

/// What a name says of the phase of the forms in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseInName {
    /// Nothing.
    Unsaid,
    /// One phase.
    One(Phase),
    /// More than one, or a wave of which only the programme knows when it was (`T1`).
    Several,
}

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

/// What a name says in whole words.
#[must_use]
pub fn phase_in_name(name: &str) -> PhaseInName {
    let folded = fold(name);
    let is_format = |word: &&str| FORMATS.contains(word);
    let words: Vec<&str> = folded.split(' ').filter(|word| !is_format(word)).collect();
    let mut said = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = in_phrase(&words[at..]);
        let found = phrase.or_else(|| Some((1, in_word(&words, at)?)));
        said.extend(found.map(|(_, phase)| phase));
        at += found.map_or(1, |(length, _)| length);
    }
    let Some(&first) = said.first() else {
        return if words.iter().any(|word| is_wave(word)) {
            PhaseInName::Several
        } else {
            PhaseInName::Unsaid
        };
    };
    let agree = said.iter().all(|other| *other == first);
    if agree && !words.iter().any(|word| is_wave(word)) {
        PhaseInName::One(first)
    } else {
        PhaseInName::Several
    }
}

/// The longest text of several words that a name goes on with, and its phase.
fn in_phrase(words: &[&str]) -> Option<(usize, Phase)> {
    (2..=MOST_WORDS.min(words.len())).rev().find_map(|length| {
        let text = words[..length].join(" ");
        let tells = !NOT_IN_NAMES.contains(&text.as_str());
        Some((length, phase(&text).filter(|_| tells)?))
    })
}

/// The phase that a word says where it stands.
fn in_word(words: &[&str], at: usize) -> Option<Phase> {
    static ALONE: LazyLock<Words<Phase>> = LazyLock::new(|| listed("phase_in_name"));
    static BEFORE_FORM: LazyLock<Words<Phase>> = LazyLock::new(|| listed("phase_before_form"));
    let word = words[at];
    let before_form = || BEFORE_FORM.get(word).filter(|_| is_before_form(words, at));
    ALONE
        .get(word)
        .or_else(before_form)
        .or_else(|| compound(word))
}

fn listed(section: &str) -> Words<Phase> {
    let meanings = [
        ("baseline", Phase::Baseline),
        ("mid", Phase::Mid),
        ("end", Phase::End),
    ];
    Words::new(section, &meanings)
}

/// Whether what follows a word makes it say something of a form: "Mid-Atlantic", "post-16", "end of
/// January" and "week end" say nothing.
fn is_before_form(words: &[&str], at: usize) -> bool {
    const SHORT: [&str; 4] = ["pre", "mid", "post", "end"];
    const PERIODS: [&str; 4] = ["week", "month", "quarter", "year"];
    if at > 0 && PERIODS.contains(&words[at - 1]) {
        return false;
    }
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    match words.get(at + 1) {
        None => SHORT.contains(&words[at]),
        Some(next) if is_year(next) => SHORT.contains(&words[at]),
        Some(next) => FORMS.contains(next) || SHORT.contains(next) || respondent(next).is_some(),
    }
}

/// `T1`, `T2`: a later wave.
fn is_wave(word: &str) -> bool {
    let number = word.strip_prefix('t').unwrap_or_default();
    number.len() == 1 && number != "0" && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// German and Dutch words for a form that begin with the phase: `Zwischenbefragung`.
fn compound(word: &str) -> Option<Phase> {
    const BEGINNINGS: [(&str, Phase); 13] = [
        ("anfangs", Phase::Baseline),
        ("eingangs", Phase::Baseline),
        ("start", Phase::Baseline),
        ("begin", Phase::Baseline),
        ("nul", Phase::Baseline),
        ("zwischen", Phase::Mid),
        ("halbzeit", Phase::Mid),
        ("tussen", Phase::Mid),
        ("abschluss", Phase::End),
        ("schluss", Phase::End),
        ("end", Phase::End),
        ("eind", Phase::End),
        ("slut", Phase::End),
    ];
    let mut beginnings = BEGINNINGS.iter();
    beginnings.find_map(|(beginning, phase)| {
        let form = word.strip_prefix(beginning)?;
        (form.len() > 3 && FORMS.contains(&form)).then_some(*phase)
    })
}

/// Endings of the names of files.
const FORMATS: [&str; 9] = [
    "csv", "tsv", "txt", "xlsx", "xls", "ods", "gz", "zip", "sheet1",
];

/// Words for forms, and what may stand between the phase and them.
const FORMS: [&str; 65] = [
    "survey",
    "surveys",
    "evaluation",
    "evaluations",
    "questionnaire",
    "questionnaires",
    "form",
    "forms",
    "feedback",
    "review",
    "reviews",
    "assessment",
    "assessments",
    "interview",
    "interviews",
    "responses",
    "results",
    "answers",
    "data",
    "report",
    "reports",
    "reflection",
    "reflections",
    "poll",
    "test",
    "tests",
    "check",
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "programme",
    "program",
    "mentoring",
    "mentorship",
    "match",
    "encuesta",
    "encuestas",
    "cuestionario",
    "evaluacion",
    "formulario",
    "avaliacao",
    "questionario",
    "valutazione",
    "sondaggio",
    "enquete",
    "evaluatie",
    "vragenlijst",
    "meting",
    "gesprek",
    "befragung",
    "befragungen",
    "evaluierung",
    "umfrage",
    "fragebogen",
    "erhebung",
    "gesprach",
    "bewertung",
    "bericht",
    "utvardering",
    "evaluering",
    "enkat",
    "undersokelse",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_one_phase_in_whole_words_several_or_none() {
        use PhaseInName::{One, Several, Unsaid};
        for (name, expected) in [
            ("Mentee baseline survey.csv", One(Phase::Baseline)),
            ("Mentor end-of-programme survey.csv", One(Phase::End)),
            ("pre_survey_2026.csv", One(Phase::Baseline)),
            ("Mid-year evaluation form.csv", One(Phase::Mid)),
            ("mid-term evaluation.csv", One(Phase::Mid)),
            ("needs analysis 2026.xlsx", One(Phase::Baseline)),
            ("Exit interviews", One(Phase::End)),
            ("Intake survey.csv", One(Phase::Baseline)),
            ("Survey mentees T0.csv", One(Phase::Baseline)),
            ("Kickoff feedback.csv", One(Phase::Baseline)),
            ("Kick-off feedback.csv", One(Phase::Baseline)),
            ("encuesta inicial.csv", One(Phase::Baseline)),
            ("Nulmeting 2026.csv", One(Phase::Baseline)),
            ("Mentoren Zwischenbefragung.csv", One(Phase::Mid)),
            ("Endline.csv", One(Phase::End)),
            ("Endbefragung Mentees.csv", One(Phase::End)),
            ("eindmeting.csv", One(Phase::End)),
            ("survey end.csv", One(Phase::End)),
            ("post 2026.csv", One(Phase::End)),
            ("End mentee survey.csv", One(Phase::End)),
            ("baseline and end.csv", Several),
            ("Baseline and end survey.csv", Several),
            ("pre_post.csv", Several),
            ("Survey T1.csv", Several),
            ("T0-T1.csv", Several),
            ("evaluations.csv", Unsaid),
            ("evaluation form.csv", Unsaid),
            ("Intake 2025 survey.csv", Unsaid),
            ("Start-Up Mentors evaluation.csv", Unsaid),
            ("Friends and blenders.csv", Unsaid),
            ("Mid-Atlantic evaluation.csv", Unsaid),
            ("post-16 mentoring evaluation.csv", Unsaid),
            ("Survey end of Jan 2026.csv", Unsaid),
            ("Evaluation week end.csv", Unsaid),
            ("", Unsaid),
        ] {
            assert_eq!(phase_in_name(name), expected, "{name}");
        }
    }
}
