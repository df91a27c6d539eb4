//! Answers and states in words, looked up whole in a lexicon that is data.
//!
//! A text that begins like an answer is not that answer (`No / Unsure`, `Yes, and …`); only
//! [`split_answer_and_reason`], for questions that ask for both at once, takes a text apart.

mod coded;
mod coding;
mod lexicon;
mod named;
mod party;
mod phase_in_name;
mod reason;
mod remark;
mod states;
mod status_codes;
#[cfg(test)]
mod tests;

pub use coding::{CodeEvidence, Coding};
pub use named::respondent_in;
pub use phase_in_name::{PhaseInName, phase_in_name};
pub use reason::{split_answer_and_reason, split_answer_of_goal};
pub use states::{action_status, goal_origin, goal_status};
pub use status_codes::{StatusCodes, is_code};

use super::numbers::{number, out_of, percentage};
use crate::programme::{AllGoals, Answer, Closure, Phase, Respondent, Status, fold};
use lexicon::{Words, key};
use std::sync::LazyLock;

/// Yes or no; `None` for everything else, `partly` and `maybe` among it.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    static WORDS: LazyLock<Words<bool>> =
        LazyLock::new(|| Words::new("yes_no", &[("yes", true), ("no", false)]));
    WORDS.get(text).or_else(|| match text.trim() {
        // What programs make of 1 and 0 in a column with blanks.
        "1.0" | "1,0" => Some(true),
        "0.0" | "0,0" => Some(false),
        _ => None,
    })
}

/// As [`yes_no`], for questions that ask for more at once ("Did new goals arise? If yes, which?"):
/// the text up to the first mark must be yes or no as a whole, and what follows must not say the
/// opposite. Behind a code, its label is the answer.
#[must_use]
pub fn yes_no_and_more(text: &str) -> Option<bool> {
    let label = coded::label(text).and_then(|label| yes_no_and_more(label.text));
    label.or_else(|| yes_no(text)).or_else(|| {
        let (head, rest) = reason::head(text)?;
        let said = yes_no(head)?;
        let is_none = |word: &str| said && fold(word) == "none";
        let speaks_against = |word: &str| yes_no(word) == Some(!said) || is_none(word);
        let contradicted = words(rest).any(speaks_against);
        (!contradicted).then_some(said)
    })
}

/// The first word of each clause behind an answer.
fn words(rest: &str) -> impl Iterator<Item = &str> {
    reason::parts(rest.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Of a cell that should name a new goal: whether it only says that one arose, or that none did;
/// `None` for the name of a goal.
#[must_use]
pub fn goal_arose(text: &str) -> Option<bool> {
    static WORDS: LazyLock<Words<bool>> =
        LazyLock::new(|| Words::new("new_goal", &[("arose", true), ("none", false)]));
    yes_no(text).or_else(|| WORDS.get(text))
}

/// Whether something was achieved: yes, partly or no, in words, as a percentage or as x of y. A
/// bare number is a share between 0 and 1, or a percentage if it is above 5: from 2 to 5 it
/// could be a rating.
#[must_use]
pub fn answer(text: &str) -> Option<Answer> {
    static WORDS: LazyLock<Words<Answer>> = LazyLock::new(|| {
        let meanings = [
            ("yes", Answer::Yes),
            ("partly", Answer::Partly),
            ("no", Answer::No),
        ];
        Words::new("answer", &meanings)
    });
    WORDS.get(text).or_else(|| share(text).and_then(of_share))
}

/// Goals that one pair may have in an answer "x of y"; beyond it y is what a share is given in,
/// as in 45/100.
const MOST_GOALS: u16 = 50;

/// An answer for all goals at once: "x of y" stays what it is, a percentage is one of yes (100),
/// no (0) and partly, and none of them is no.
#[must_use]
pub fn all_goals(text: &str) -> Option<AllGoals> {
    static WORDS: LazyLock<Words<Answer>> =
        LazyLock::new(|| Words::new("all_goals", &[("no", Answer::No)]));
    match out_of(text) {
        Some((attained, of)) if of <= MOST_GOALS => Some(AllGoals::OutOf { attained, of }),
        _ => answer(text)
            .or_else(|| WORDS.get(text))
            .map(AllGoals::Answer),
    }
}

/// What became of a meeting; `None` for blanks and what is not understood.
#[must_use]
pub fn status(text: &str) -> Option<Status> {
    let label = coded::label(text).and_then(|label| status(label.text));
    let text = &party::told_apart(text);
    label
        .or_else(|| status_in_words(text))
        .or_else(|| plain_status(text))
        .or_else(|| party::status(text))
        .or_else(|| {
            let (head, rest) = reason::head(text)?;
            let said = remark::clauses(rest).filter_map(status_of_clause);
            match (yes_no(head), status_in_words(head)) {
                (Some(true), _) | (None, Some(Status::Held)) => held_in_spite_of(rest),
                (Some(false), _) => said.min().filter(|status| *status != Status::Held),
                (None, head) => not_held(head?, rest),
            }
        })
        .or_else(|| {
            let (head, to_day) = remark::before_word(text)?;
            let status = status_in_words(head)?;
            (status != Status::Held && (!to_day || status == Status::Rescheduled)).then_some(status)
        })
}

/// The status that a remark gives, with the one who is meant or without the joining words.
fn status_of_clause(clause: &str) -> Option<Status> {
    status_in_words(clause)
        .or_else(|| party::status(clause))
        .or_else(|| status_in_words(&party::bare(clause)))
}

/// A meeting is held if nothing in the remark behind it speaks against it: one that was missed must
/// not count.
fn held_in_spite_of(remark: &str) -> Option<Status> {
    let other = |text: &str| status_in_words(text).is_some_and(|status| status != Status::Held);
    let words = remark.split(|c: char| !c.is_alphanumeric());
    let mut words =
        words.filter(|word| word.chars().count() > 1 && !word.eq_ignore_ascii_case("no"));
    let mut clauses = remark::clauses(remark);
    let doubtful = clauses.any(|clause| other(clause) || remark::is_of_pair(clause))
        || words.any(other)
        || remark::denies(remark);
    (!doubtful).then_some(Status::Held)
}

/// Of what is said of a meeting that was not held, what comes first where records of one day are
/// put together; nothing if it was held after all, or if the remark is a plain yes or no.
fn not_held(first: Status, remark: &str) -> Option<Status> {
    if remark::clauses(remark).any(|clause| yes_no(clause).is_some()) {
        return None;
    }
    let others = remark::clauses(remark).filter_map(status_in_words);
    let lowest = others.chain([first]).min()?;
    (lowest != Status::Held).then_some(lowest)
}

/// Whether a text begins with a no, or with a word that denies what follows.
#[must_use]
pub fn begins_with_no(text: &str) -> bool {
    const DENYING: [&str; 10] = [
        "not", "nicht", "kein", "keine", "pas", "niet", "geen", "inte", "ikke", "nobody",
    ];
    let folded = key(text);
    let first = folded.split(' ').next().unwrap_or_default();
    let is_word = first.chars().nth(1).is_some();
    is_word && (DENYING.contains(&first) || yes_no(first) == Some(false))
}

/// A meeting that took place, or did not, by a yes or a no in any language; letters alone say
/// too little.
fn plain_status(text: &str) -> Option<Status> {
    let is_letter = text.trim().len() == 1;
    let held = yes_no(text).filter(|_| !is_letter)?;
    Some(if held { Status::Held } else { Status::Missed })
}

/// The status that a text is as a whole.
fn status_in_words(text: &str) -> Option<Status> {
    static WORDS: LazyLock<Words<Status>> = LazyLock::new(|| {
        let meanings = [
            ("held", Status::Held),
            ("missed_by_mentee", Status::MissedByMentee),
            ("missed_by_mentor", Status::MissedByMentor),
            ("missed", Status::Missed),
            ("cancelled", Status::Cancelled),
            ("rescheduled", Status::Rescheduled),
            ("scheduled", Status::Scheduled),
            ("unknown", Status::Unknown),
        ];
        Words::new("status", &meanings)
    });
    WORDS.get(text)
}

/// Whether somebody was there, by the marks of registers of attendance.
#[must_use]
pub fn attendance(mark: &str) -> Option<bool> {
    const PRESENT: [&str; 5] = ["p", "pr", "pres", "present", "attended"];
    const ABSENT: [&str; 7] = ["a", "ab", "abs", "exc", "excused", "ns", "dna"];
    let mark = fold(mark);
    let is_one_of = |marks: &[&str]| marks.contains(&mark.as_str());
    if is_one_of(&PRESENT) {
        Some(true)
    } else {
        is_one_of(&ABSENT).then_some(false)
    }
}

/// The status that a text names as a whole; a mere yes or no names none.
#[must_use]
pub fn status_named(text: &str) -> Option<Status> {
    status_in_words(text).filter(|_| yes_no(text).is_none())
}

/// What a text says first, up to the first mark that ends it, and what follows: “Not held: bank
/// holiday”.
#[must_use]
pub fn first_clause(text: &str) -> (&str, &str) {
    reason::head(text).unwrap_or((text, ""))
}

/// Who answered a form; `None` for blanks and what is not understood.
#[must_use]
pub fn respondent(text: &str) -> Option<Respondent> {
    static WORDS: LazyLock<Words<Respondent>> = LazyLock::new(|| {
        let meanings = [
            ("mentor", Respondent::Mentor),
            ("mentee", Respondent::Mentee),
            ("coordinator", Respondent::Coordinator),
        ];
        Words::new("respondent", &meanings)
    });
    // Without accents the French word for the mentee is the Italian one for the mentor.
    if text.trim().to_lowercase().starts_with("mentoré") {
        return Some(Respondent::Mentee);
    }
    WORDS.get(text)
}

/// When in the relationship a form belongs.
#[must_use]
pub fn phase(text: &str) -> Option<Phase> {
    static WORDS: LazyLock<Words<Phase>> = LazyLock::new(|| {
        let meanings = [
            ("baseline", Phase::Baseline),
            ("mid", Phase::Mid),
            ("end", Phase::End),
        ];
        Words::new("phase", &meanings)
    });
    WORDS.get(text).or_else(|| WORDS.get(&without_arm(text)?))
}

/// An event of a study without the arm that it belongs to: `baseline_arm_1`.
fn without_arm(text: &str) -> Option<String> {
    let folded = key(text);
    let (event, arm) = folded.rsplit_once(" arm ")?;
    let is_number = arm.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| event.to_owned())
}

/// How a closure reason is to be read: as the programme's own lists of planned and early reasons
/// say, else as the lexicon.
#[must_use]
pub fn closure(reason: &str, planned: &[String], early: &[String]) -> Closure {
    static WORDS: LazyLock<Words<Closure>> = LazyLock::new(|| {
        let meanings = [
            ("as_planned", Closure::AsPlanned),
            ("early", Closure::Early),
        ];
        Words::new("closure", &meanings)
    });
    let is_among = |reasons: &[String], wanted: &str| reasons.iter().any(|one| key(one) == wanted);
    let read = |reason: &str| {
        let wanted = key(reason);
        if is_among(planned, &wanted) {
            Some(Closure::AsPlanned)
        } else if is_among(early, &wanted) {
            Some(Closure::Early)
        } else {
            WORDS.get(reason)
        }
    };
    read(reason)
        .or_else(|| remark::remarked(reason, read, Closure::AsPlanned))
        .or_else(|| party::ended_early(reason, read))
        .unwrap_or(Closure::Unrecognised)
}

/// Whether the outcome of a contact says that nobody was reached. People write what they did in
/// their own words: phrases are looked for in the text, unless it also says that somebody was
/// reached after all. What is not understood counts as a contact.
#[must_use]
pub fn is_failed_contact(outcome: &str) -> bool {
    static WHOLE: LazyLock<Words<()>> = LazyLock::new(|| Words::new("contact", &[("failed", ())]));
    static FAILED: LazyLock<Vec<String>> = LazyLock::new(|| phrases("failed_phrase"));
    static REACHED: LazyLock<Vec<String>> = LazyLock::new(|| phrases("reached_phrase"));
    if WHOLE.get(outcome).is_some() {
        return true;
    }
    let text = format!(" {} ", key(outcome));
    let rest = FAILED
        .iter()
        .fold(text.clone(), |text, phrase| text.replace(phrase, " "));
    rest != text && !REACHED.iter().any(|phrase| rest.contains(phrase))
}

/// Whether somebody was reached, where a cell as a whole says only that.
#[must_use]
pub fn call(outcome: &str) -> Option<bool> {
    static WORDS: LazyLock<Words<bool>> = LazyLock::new(|| {
        let meanings = [
            ("failed", false),
            ("failed_phrase", false),
            ("reached_phrase", true),
        ];
        Words::new("contact", &meanings)
    });
    WORDS.get(outcome)
}

/// The phrases of a meaning of contacts as they are found between other words, the longest first.
fn phrases(meaning: &str) -> Vec<String> {
    let texts = lexicon::texts("contact", meaning);
    let mut phrases: Vec<String> = texts
        .iter()
        .map(|text| format!(" {} ", key(text)))
        .collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases
}

/// A share of 0–1 from a percentage, x of y, or a bare number that can only be one of these.
fn share(text: &str) -> Option<f64> {
    let percent = percentage(text).map(|percent| percent / 100.0);
    let ratio = || out_of(text).map(|(part, all)| f64::from(part) / f64::from(all));
    percent.or_else(ratio).or_else(|| match number(text)? {
        share if share <= 1.0 => Some(share),
        percent if percent > 5.0 => Some(percent / 100.0),
        _ => None,
    })
}

fn of_share(share: f64) -> Option<Answer> {
    (0.0..=1.0).contains(&share).then_some(if share >= 1.0 {
        Answer::Yes
    } else if share > 0.0 {
        Answer::Partly
    } else {
        Answer::No
    })
}
