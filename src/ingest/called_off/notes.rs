//! Notes that begin with the statement that a meeting did not take place, and go on: “Mentee did
//! not show up, waited 20 min”.
//!
//! The caution is for meetings that were held: the first clause must be such a statement as a
//! whole, and what follows must be short and speak of no meeting. Of other notes that speak of it
//! somebody is told, and they change nothing.

use super::alone::called_off;
use super::headers::{WORDS, begins_with_one};
use crate::programme::{Status, fold};
use crate::values::answers;

/// Bytes of a note that is looked at: longer ones tell of a meeting, or of more than one.
pub(in crate::ingest) const LONGEST_NOTE: usize = 160;
/// Words that may follow the statement.
const MOST_WORDS: usize = 12;

/// What became of a meeting of which a note says first that it did not take place.
pub(in crate::ingest) fn begins_with_it(note: &str) -> Option<Status> {
    if note.contains('?') {
        return None;
    }
    let (first, rest) = answers::first_clause(note);
    let (first, rest) = (fold(first), fold(rest));
    let may_be_topics = !rest.is_empty() && WORDS.alone.topics.contains(&first);
    let status = statement(&first).filter(|_| !may_be_topics)?;
    // One that was moved may be the one that it was moved to.
    (status != Status::Rescheduled && !says_that_they_met(&rest)).then_some(status)
}

/// The status that a folded clause gives as a whole, with what may be said beside it.
fn statement(clause: &str) -> Option<Status> {
    let bare = without(clause, &WORDS.alone.with_it);
    if WORDS.alone.missed.contains(&bare) {
        return Some(Status::Missed);
    }
    let named = without_first(&bare, &WORDS.alone.leading);
    let joined = without(named, &WORDS.alone.joining);
    let mut readings = [bare.as_str(), named, joined.as_str()].into_iter();
    readings.find_map(called_off)
}

/// Words without some phrases, the first of a list first.
fn without(words: &str, phrases: &[String]) -> String {
    let mut text = format!(" {words} ");
    // Most are nowhere in it, and logs are long.
    for phrase in phrases
        .iter()
        .filter(|phrase| words.contains(phrase.as_str()))
    {
        text = text.replace(&format!(" {phrase} "), " ");
    }
    text.trim().to_owned()
}

/// Words without the phrase with which they begin.
fn without_first<'a>(words: &'a str, phrases: &[String]) -> &'a str {
    let mut phrases = phrases.iter();
    let rest = phrases.find_map(|phrase| words.strip_prefix(phrase.as_str())?.strip_prefix(' '));
    rest.unwrap_or(words)
}

/// Whether what follows may say that the two met all the same.
fn says_that_they_met(rest: &str) -> bool {
    let rest = without(rest, &WORDS.alone.with_it);
    let words = || rest.split(' ').filter(|word| !word.is_empty());
    words().count() > MOST_WORDS || words().any(|word| begins_with_one(word, &WORDS.alone.met))
}

/// Whether a note speaks of a meeting that did not take place, which may be another one.
pub(in crate::ingest) fn speaks_of_it(note: &str) -> bool {
    let text = format!(" {} ", fold(note));
    let has = |phrases: &[String]| {
        let mut phrases = phrases.iter();
        phrases
            .any(|phrase| text.contains(phrase.as_str()) && text.contains(&format!(" {phrase} ")))
    };
    let begins = |list: &[String]| text.split(' ').any(|word| begins_with_one(word, list));
    let (stem, together) = (&WORDS.stem, &WORDS.together);
    has(&WORDS.alone.speaks)
        || has(&together.not_held)
        || begins(&stem.cancelled)
        || begins(&stem.rescheduled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status::{Cancelled, Missed, MissedByMentee, MissedByMentor};

    #[test]
    fn a_first_clause_that_is_a_statement_calls_a_meeting_off() {
        for (note, status) in [
            ("Mentee did not show up, waited 20 min", MissedByMentee),
            ("Mentee was a no-show again; emailed her", MissedByMentee),
            ("Stood up by mentee", MissedByMentee),
            ("Mentee never arrived", MissedByMentee),
            ("Mentor forgot about it today", MissedByMentor),
            ("Mentee cancelled last minute", Cancelled),
            ("Cancelled by mentee at short notice. Rebooked.", Cancelled),
            ("Cancelled last minute by the mentee", Cancelled),
            ("CANCELLED - mentee ill", Cancelled),
            ("Had to cancel (childcare)", Cancelled),
            ("Had to be called off, mentor in hospital", Cancelled),
            ("The meeting was cancelled: snow", Cancelled),
            ("Not held: bank holiday", Missed),
            ("No meeting this month (exams)", Missed),
            ("Meeting did not go ahead - room double booked", Missed),
            ("Meeting fell through", Missed),
            ("No one turned up", Missed),
            ("We did not meet; exam week", Missed),
        ] {
            assert_eq!(begins_with_it(note), Some(status), "{note}");
        }
    }

    #[test]
    fn a_note_that_may_be_of_a_held_meeting_calls_none_off() {
        for note in [
            "We talked about her cancelled interview",
            "Mentee cancelled gym membership, talked about money",
            "Mentee did not show up last time, so we planned a call",
            "Mentee did not show up, but came an hour later",
            "Cancelled the trip, met at the café",
            "Cancelled. We met online instead",
            "No show at work, mentee worried",
            "Mentee missed the deadline; we made a plan",
            "Rescheduled from last week. Talked about interviews",
            "Rescheduled, CV",
            "Moved to 14 March",
            "Withdrawn, quiet today",
            "Mentee withdrawn, sad",
            "DNA, cells and genes",
            "Cancellation, refunds and rights",
            "Absence, punctuality",
            "Cancelled?",
            "No issues. Met at library",
            "Not much to report, good chat",
            "Mentee missed meeting with her manager",
            "Did not meet his targets, upset",
            "Could not make it to the workshop, sad",
            "No answer",
            "",
        ] {
            assert_eq!(begins_with_it(note), None, "{note}");
        }
    }

    #[test]
    fn notes_that_speak_of_it_are_told_from_others() {
        for note in [
            "Mentee overslept, so we did not meet",
            "Talked about her cancelled interview",
            "Mentee on annual leave - no meeting",
            "Rescheduled from last week",
            "We could not meet because of the strike",
        ] {
            assert!(speaks_of_it(note), "{note}");
        }
        for note in ["Worked on CV", "Reviewed missed targets", "Good meeting"] {
            assert!(!speaks_of_it(note), "{note}");
        }
    }
}
