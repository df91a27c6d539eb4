//! What became of a meeting or why a pair ended, in a phrase of one of the two and what they did:
//! “Mentee nicht erschienen”, “annulé par le mentor”, “Mudanza del mentor”.

use super::lexicon::key;
use super::{respondent, status_in_words, yes_no};
use crate::programme::{Closure, Respondent, Status};
use std::borrow::Cow;

/// Words that join a role to what is said of it, folded.
const JOINING: [&str; 73] = [
    "the", "by", "has", "had", "have", "to", "was", "we", "i", "he", "she", "they", "who", "der",
    "die", "das", "den", "dem", "vom", "von", "durch", "hat", "haben", "ist", "war", "wir", "ich",
    "le", "la", "les", "l", "par", "a", "est", "nous", "el", "los", "por", "ha", "o", "os", "pelo",
    "pela", "il", "lo", "da", "dal", "dalla", "e", "de", "het", "door", "heeft", "is", "av", "af",
    "of", "des", "du", "del", "della", "dello", "van", "my", "our", "mein", "meine", "mon", "ma",
    "mi", "mijn", "mio", "mia",
];

/// What became of the meeting, where a text is a role and what is said of it, in either order.
pub(super) fn status(text: &str) -> Option<Status> {
    in_either_order(text, said)
}

/// Why a pair ended, where a text is a role and the reason: “Umzug des Mentors”. What one of the
/// two completed need not be all.
pub(super) fn ended_early(text: &str, read: impl Fn(&str) -> Option<Closure>) -> Option<Closure> {
    let of_one = |who: &[&str], what: &[&str]| {
        let is_of_pair = matches!(
            respondent(&trimmed(who).join(" ")),
            Some(Respondent::Mentor | Respondent::Mentee)
        );
        let why = || read(&what.join(" ")).or_else(|| read(&trimmed(what).join(" ")));
        is_of_pair.then(why)?
    };
    in_either_order(text, of_one).filter(|closure| *closure == Closure::Early)
}

fn in_either_order<T>(text: &str, read: impl Fn(&[&str], &[&str]) -> Option<T>) -> Option<T> {
    let folded = key(text);
    let words: Vec<&str> = folded.split(' ').collect();
    (1..words.len()).find_map(|at| {
        let (one, other) = words.split_at(at);
        read(one, other).or_else(|| read(other, one))
    })
}

/// Without accents the French word for the mentee is the Italian one for the mentor.
pub(super) fn told_apart(text: &str) -> Cow<'_, str> {
    let lower = text.to_lowercase();
    if !lower.contains("mentoré") {
        return Cow::Borrowed(text);
    }
    let told = lower.replace("mentorée", "mentee");
    Cow::Owned(told.replace("mentoré", "mentee"))
}

fn said(who: &[&str], what: &[&str]) -> Option<Status> {
    let party = respondent(&trimmed(who).join(" "))?;
    let whole = what.join(" ");
    let said = status_in_words(&whole).or_else(|| status_in_words(&trimmed(what).join(" ")))?;
    match (said, party) {
        _ if yes_no(&whole).is_some() => None,
        (Status::Missed, Respondent::Mentor) => Some(Status::MissedByMentor),
        (Status::Missed, Respondent::Mentee) => Some(Status::MissedByMentee),
        (Status::Cancelled | Status::Rescheduled, _) => Some(said),
        _ => None,
    }
}

/// A text without joining words at its ends: `we cancelled` is `cancelled`.
pub(super) fn bare(text: &str) -> String {
    let folded = key(text);
    let words: Vec<&str> = folded.split(' ').collect();
    trimmed(&words).join(" ")
}

fn trimmed<'a, 'b>(mut words: &'a [&'b str]) -> &'a [&'b str] {
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && JOINING.contains(first)
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && JOINING.contains(last)
    {
        words = rest;
    }
    words
}
