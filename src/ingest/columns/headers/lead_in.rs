//! What leads to a question and is no part of it: "Overall, did you …", "Do you feel that you …",
//! "Thinking about the year: were …".

use super::words;

/// Words, in a row, behind which a question begins.
const PHRASES: [&str; 26] = [
    "overall",
    "generally",
    "finally",
    "first",
    "firstly",
    "now",
    "in general",
    "all in all",
    "to sum up",
    "on reflection",
    "looking back",
    "thinking back",
    "in your opinion",
    "in your view",
    "from your perspective",
    "from your point of view",
    "do you feel that",
    "do you feel",
    "do you think that",
    "do you think",
    "do you believe that",
    "do you believe",
    "do you consider that",
    "would you say that",
    "would you say",
    "in summary",
];

/// First words of a clause before a question; what is asked of some (`if`, `when`) is none.
const CLAUSES: [&str; 16] = [
    "thinking",
    "looking",
    "considering",
    "reflecting",
    "regarding",
    "concerning",
    "in",
    "at",
    "after",
    "during",
    "by",
    "since",
    "over",
    "on",
    "with",
    "throughout",
];

/// Marks behind such a clause.
const MARKS: [char; 5] = [',', ':', ';', '–', '—'];

/// Words with which a question begins.
const ASKING: [&str; 20] = [
    "did", "do", "does", "have", "has", "had", "were", "was", "are", "is", "can", "could", "would",
    "what", "which", "how", "when", "who", "why", "where",
];

/// What is left behind a clause is a question if it has as many words.
const LEAST_WORDS: usize = 3;

/// The words of a question without what leads to it, where something does.
pub(super) fn after_lead_in(text: &str) -> Option<Vec<String>> {
    let all = words(text);
    let lowercase = text.to_lowercase();
    let (phrase, rest) = without_phrases(&lowercase, &all);
    if phrase {
        return (!rest.is_empty()).then(|| rest.to_vec());
    }
    let first = all.first()?;
    let (_, question) = text.split_once(MARKS)?;
    let question = words(question);
    let asks = CLAUSES.contains(&first.as_str()) && question.len() >= LEAST_WORDS;
    asks.then(|| without_phrases(&lowercase, &question).1.to_vec())
}

/// What is left behind all phrases, and whether there were any.
fn without_phrases<'a>(text: &str, all: &'a [String]) -> (bool, &'a [String]) {
    let begins = |phrase: &&str| {
        let words = || phrase.split(' ');
        let count = words().count();
        let is_so = all.len() >= count && words().zip(all).all(|(one, other)| one == other);
        (is_so && (count > 1 || leads(text, phrase, &all[1..]))).then_some(count)
    };
    match PHRASES.iter().find_map(begins) {
        Some(count) => (true, without_phrases(text, &all[count..]).1),
        None => (false, all),
    }
}

/// Whether a word leads to a question and says nothing of what it stands before: `First mentor` and
/// `Overall status` are other columns than `Mentor` and `Status`.
fn leads(text: &str, word: &str, rest: &[String]) -> bool {
    let asks = rest
        .first()
        .is_some_and(|first| ASKING.contains(&first.as_str()));
    let is_marked = |mark: &char| text.contains(&format!("{word}{mark}"));
    asks || MARKS.iter().any(is_marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_found_behind_what_leads_to_it() {
        let after = |text: &str| after_lead_in(text).map(|words| words.join(" "));
        for (text, question) in [
            (
                "Overall, did you achieve your goals?",
                "did you achieve your goals",
            ),
            (
                "Looking back, were your goals achieved?",
                "were your goals achieved",
            ),
            (
                "Do you feel that you achieved your goals?",
                "you achieved your goals",
            ),
            (
                "Thinking about the goals you agreed: were they achieved?",
                "were they achieved",
            ),
            ("In your opinion, overall, was it useful?", "was it useful"),
            ("First, who are you?", "who are you"),
            ("Finally were your goals met", "were your goals met"),
            ("Overall, goals achieved", "goals achieved"),
        ] {
            assert_eq!(after(text).as_deref(), Some(question), "{text}");
        }
        for text in [
            "Did you achieve your goals?",
            "If not, why?",
            "When you met, were you on time?",
            "Goals, achieved",
            "In progress",
            "Overall",
            "First mentor",
            "Now mentor",
            "Overall status",
            "First session date",
            "With mentor: status",
        ] {
            assert_eq!(after(text), None, "{text}");
        }
    }
}
