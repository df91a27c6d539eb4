//! Answers to questions that ask for the answer and its reason at once.

use super::{all_goals, answer, coded};
use crate::programme::{AllGoals, Answer, display_text, fold, is_filled};

/// Takes "No, because …" or "Partly - lack of time" apart, for questions such as "Were the goals
/// achieved? If not, why?". The text up to the first mark (or "because", "as", "since", "due
/// to") must be an answer as a whole, else there is none and all of the text is the reason. A
/// reason that gives another answer itself ("Yes for goal 1; no for goal 2") leaves the answer
/// open too. A yes that what follows makes less of ("Yes, but only partly") is partly. Behind a
/// code ("1 - Not at all") its label is the answer.
#[must_use]
pub fn split_answer_and_reason(text: &str) -> (Option<AllGoals>, Option<String>) {
    split(text, all_goals)
}

/// The same of the answer for one goal ("No, because of time"), where "none" is no answer.
#[must_use]
pub fn split_answer_of_goal(text: &str) -> (Option<Answer>, Option<String>) {
    match split(text, |text| answer(text).map(AllGoals::Answer)) {
        (Some(AllGoals::Answer(answer)), reason) => (Some(answer), reason),
        (_, reason) => (None, reason),
    }
}

fn split(text: &str, read: fn(&str) -> Option<AllGoals>) -> (Option<AllGoals>, Option<String>) {
    if let Some(answer) = read(text) {
        return (Some(answer), None);
    }
    if coded::is_list(text) {
        return (None, reason(text));
    }
    if let Some(label) = coded::label(text) {
        let said = split(label.text, read);
        if said.0.is_some() || label.is_all {
            return said;
        }
    }
    for (head, rest) in splits(text) {
        if let Some(answer) = read(head) {
            let contradicted = parts(rest).any(|part| contradicts(part, answer));
            let meant = match taken_back(rest).filter(|_| answer == YES) {
                Some(Meant::Partly) => Some(AllGoals::Answer(Answer::Partly)),
                Some(Meant::Open) => None,
                None => Some(answer).filter(|_| !contradicted),
            };
            let said = if meant.is_some() { rest } else { text };
            return (meant, reason(said));
        }
    }
    (None, reason(text))
}

fn reason(text: &str) -> Option<String> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text = display_text(text.trim_end_matches([')', ' ']));
    is_filled(&text).then_some(text)
}

const YES: AllGoals = AllGoals::Answer(Answer::Yes);

/// What a yes means with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meant {
    Partly,
    /// It takes something back, and nothing tells how much.
    Open,
}

/// What makes less of a yes: "but only partly", "mostly", "except goal 3", "but not all". What only
/// tells how it came to it ("but late", "only because she helped") does not.
fn taken_back(rest: &str) -> Option<Meant> {
    let folded = fold(
        rest.split([';', '.', '\n'])
            .find(|part| !fold(part).is_empty())?,
    );
    let (but, clause) = without_first(&folded, &BUT);
    let (only, what) = without_first(clause, &ONLY);
    let mut words = what.split(' ');
    let (first, second) = (words.next()?, words.next().unwrap_or_default());
    let is_less = EXCEPT.contains(&first)
        || answer(what) == Some(Answer::Partly)
        || answer(first) == Some(Answer::Partly)
        || NOT.contains(&first) && WHOLE.contains(&second)
        || only && !HOW.contains(&first)
        || but && what.split(' ').all(counts_goals);
    if is_less {
        Some(Meant::Partly)
    } else {
        (but && (NOT.contains(&first) || what == "no")).then_some(Meant::Open)
    }
}

/// Whether a word only tells which goals are meant, or how many: "one of them", "goal 3".
fn counts_goals(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "one", "two", "three", "four", "goal", "goals", "of", "the", "them", "last", "first",
        "second", "third",
    ];
    WORDS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text begins with one of some words, and what follows it.
fn without_first<'a>(text: &'a str, words: &[&str]) -> (bool, &'a str) {
    match text.split_once(' ') {
        Some((first, rest)) if words.contains(&first) => (true, rest),
        _ => (false, text),
    }
}

const BUT: [&str; 11] = [
    "but", "though", "although", "however", "aber", "mais", "pero", "mas", "ma", "maar", "men",
];
const ONLY: [&str; 10] = [
    "only",
    "just",
    "nur",
    "seulement",
    "solo",
    "somente",
    "soltanto",
    "slechts",
    "bara",
    "kun",
];
const EXCEPT: [&str; 9] = [
    "except",
    "excluding",
    "ausser",
    "sauf",
    "excepto",
    "exceto",
    "eccetto",
    "tranne",
    "behalve",
];
const NOT: [&str; 7] = ["not", "nicht", "pas", "nao", "niet", "non", "inte"];

/// What a not behind a yes leaves a part of.
const WHOLE: [&str; 20] = [
    "all",
    "every",
    "everything",
    "fully",
    "completely",
    "entirely",
    "quite",
    "goal",
    "goals",
    "the",
    "both",
    "alle",
    "alles",
    "ganz",
    "vollstandig",
    "tous",
    "todos",
    "tutti",
    "helemaal",
    "alla",
];

/// What after an only tells how something came to be.
const HOW: [&str; 12] = [
    "because", "thanks", "due", "with", "after", "when", "since", "now", "recently", "weil",
    "dank", "grace",
];

/// Words that open a reason.
const CONJUNCTIONS: [&str; 7] = [
    " because", " as ", " since ", " due to ", " for ", " but ", " except ",
];

/// The text before and after its first mark, and before and after its first conjunction.
fn splits(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let at_mark = head(text);
    let at_word = CONJUNCTIONS
        .iter()
        .filter_map(|word| text.find(word))
        .min()
        .map(|at| text.split_at(at));
    [at_mark, at_word].into_iter().flatten()
}

/// Where the first mark stands that ends an answer. A comma or point inside a number and a
/// hyphen inside a word do not.
fn first_mark(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let after = text[at + character.len_utf8()..].chars().next();
        let is_end = match character {
            ';' | '(' | '\n' | '–' | '—' | '!' => true,
            ',' | '.' | ':' => {
                !(before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit()))
            }
            '-' => before.is_whitespace() || after.is_none_or(char::is_whitespace),
            _ => false,
        };
        if is_end && at > 0 {
            return Some(at);
        }
        before = character;
    }
    None
}

/// The text before and after its first mark.
pub(super) fn head(text: &str) -> Option<(&str, &str)> {
    first_mark(text).map(|at| text.split_at(at))
}

/// The clauses of a reason, by their first word.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '.', '\n'])
        .filter_map(|clause| clause.split_whitespace().next())
}

fn contradicts(word: &str, answer: AllGoals) -> bool {
    let other = match word.to_lowercase().as_str() {
        "yes" => Answer::Yes,
        "no" => Answer::No,
        "partly" | "partially" => Answer::Partly,
        _ => return false,
    };
    // "No, no time": a no after a no is part of the reason.
    answer != AllGoals::Answer(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_yes_is_worth_what_follows_leaves_of_it() {
        let [yes, partly] = [Answer::Yes, Answer::Partly].map(|it| Some(AllGoals::Answer(it)));
        for (text, expected) in [
            ("Yes, but only partly", partly),
            ("Yes but only partly", partly),
            ("Yes (but mostly)", partly),
            ("Yes - only the first", partly),
            ("Yes, except goal 3", partly),
            ("Yes, but not all of them", partly),
            ("Ja, aber nur teilweise", partly),
            ("Oui, mais pas tous", partly),
            ("Yes, but not as I thought", None),
            ("All but one", partly),
            ("All but goal 3", partly),
            ("Yes, but one of them", partly),
            ("All except one", partly),
            ("Yes, but one took longer", yes),
            ("1 - Not at all", Some(AllGoals::Answer(Answer::No))),
            ("2 - Partly", partly),
            ("3 (fully)", yes),
            ("1 - No", Some(AllGoals::Answer(Answer::No))),
            ("0: Yes", yes),
            ("1 - no time", None),
            ("0 - no time", Some(AllGoals::Answer(Answer::No))),
            ("1, but late", yes),
            ("1 (not achieved)", Some(AllGoals::Answer(Answer::No))),
            ("1: Yes, 2: No", None),
            ("Yes, but no", None),
            ("Yes, but late", yes),
            ("Yes, only because she helped", yes),
            ("Yes, the only thing I wanted", yes),
            ("Yes: I can lead", yes),
        ] {
            assert_eq!(split_answer_and_reason(text).0, expected, "{text}");
        }
        assert_eq!(
            split_answer_and_reason("Yes, but only partly").1.as_deref(),
            Some("but only partly")
        );
    }
}
