//! What a header asks: whether a meeting took place, whether it did not, why it did not, or who
//! was there.

use crate::ingest::columns::Header;
use crate::programme::{Status, fold};
use crate::values::answers;
use serde::Deserialize;
use std::sync::LazyLock;

/// What a column says of meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum Sign {
    /// A yes says that a meeting ended so, and so does a remark.
    Ended(Off),
    /// Whatever is written tells more of a meeting that ended so: a reason, a day, a name.
    Remark(Off),
    /// A yes says that it took place.
    Held,
    /// Who was there.
    There,
}

/// In what way a meeting did not take place, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::ingest) enum Off {
    ByMentor,
    ByMentee,
    Missed,
    Rescheduled,
    Cancelled,
    /// Not held, and no more.
    NotHeld,
}

impl Off {
    /// Of a status that says that a meeting did not take place.
    pub fn of(status: Status) -> Option<Self> {
        match status {
            Status::MissedByMentor => Some(Self::ByMentor),
            Status::MissedByMentee => Some(Self::ByMentee),
            Status::Missed => Some(Self::Missed),
            Status::Cancelled => Some(Self::Cancelled),
            Status::Rescheduled => Some(Self::Rescheduled),
            Status::Held | Status::Scheduled | Status::Unknown => None,
        }
    }

    /// The status as it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Self::ByMentor => "missed by mentor",
            Self::ByMentee => "missed by mentee",
            Self::Missed | Self::NotHeld => "missed",
            Self::Cancelled => "cancelled",
            Self::Rescheduled => "rescheduled",
        }
    }
}

/// What a header asks of a meeting; `None` for other headers.
pub(super) fn sign(name: &str) -> Option<Sign> {
    let words = Header::new(name).words.join(" ");
    whole(asked(&words)).or_else(|| remark(&words).map(Sign::Remark))
}

/// Whether a kind of contact is an attempt to reach somebody, and no meeting.
pub(super) fn is_attempt(cell: &str) -> bool {
    let folded = fold(cell);
    let begins = |phrase: &String| {
        let rest = folded.strip_prefix(phrase.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    WORDS.attempts.iter().any(begins)
}

/// Whether the name of a file says that its meetings are still to come, and not that they are past.
pub(super) fn are_planned(name: &str) -> bool {
    let folded = fold(name.rsplit(['/', '\\']).next().unwrap_or(name));
    let has = |words: &[String]| folded.split(' ').any(|word| is_one_of(word, words));
    has(&WORDS.planned) && !has(&WORDS.past)
}

/// Whether a header may ask whether a meeting took place, or for something else about it.
pub(super) fn is_doubtful(name: &str) -> bool {
    let words = Header::new(name).words.join(" ");
    WORDS.whole.doubtful.contains(&core(asked(&words)))
}

/// Words without those that say no more.
fn core(words: &str) -> String {
    let is_filler = |word: &&str| WORDS.filler.iter().any(|filler| filler == word);
    let core: Vec<&str> = words.split(' ').filter(|word| !is_filler(word)).collect();
    core.join(" ")
}

/// The words without the answers that a header wants.
fn asked(words: &str) -> &str {
    let mut answers = WORDS.answers.iter();
    let rest = answers.find_map(|answers| words.strip_suffix(answers.as_str())?.strip_suffix(' '));
    rest.unwrap_or(words)
}

/// A header that is no more than words for a meeting that took place or did not.
fn whole(words: &str) -> Option<Sign> {
    let (list, core_of) = (&WORDS.whole, core(words));
    let same = |known: &str| !core_of.is_empty() && core(known) == core_of;
    let is = |known: &[String]| known.iter().any(|known| known == words || same(known));
    let off = [
        (&list.not_held, Off::NotHeld),
        (&list.missed, Off::Missed),
        (&list.rescheduled, Off::Rescheduled),
        (&list.cancelled, Off::Cancelled),
    ];
    if is(&list.neither) {
        None
    } else if is(&list.there) && !list.held.iter().any(|known| known == words) {
        Some(Sign::There)
    } else if let Some((_, off)) = off.into_iter().find(|(known, _)| is(known)) {
        Some(Sign::Ended(off))
    } else if is(&list.held) {
        Some(Sign::Held)
    } else {
        match answers::status_named(words).or_else(|| answers::status_named(&core_of))? {
            Status::Held => Some(Sign::Held),
            status => Off::of(status).map(Sign::Ended),
        }
    }
}

/// A header that asks why, by whom or when a meeting was called off.
fn remark(words: &str) -> Option<Off> {
    let words: Vec<&str> = words.split(' ').collect();
    let others = |word: &&str| {
        WORDS
            .others
            .iter()
            .any(|other| word.starts_with(other.as_str()))
    };
    if words.iter().any(others) {
        return None;
    }
    let off = said(&words)?;
    let is_among = |list: &[String]| words.iter().any(|word| is_one_of(word, list));
    let beside = &WORDS.beside;
    // Notes are taken on meetings that were held, too, unless only the others have them.
    if is_among(&WORDS.notes) {
        return said(&words[..1]);
    }
    let when = is_among(&beside.on) && matches!(off, Off::Cancelled | Off::Rescheduled);
    let who = is_among(&beside.by) && off != Off::NotHeld;
    (is_among(&beside.why) || when || who).then_some(off)
}

/// Whether a header asks why, and no more: of what, the column before it says.
pub(super) fn asks_why(name: &str) -> bool {
    const BESIDE: [&str; 16] = [
        "if", "no", "not", "so", "please", "give", "state", "say", "specify", "provide", "details",
        "for", "this", "the", "a", "then",
    ];
    let words = Header::new(name).words;
    let is_why = |word: &String| is_one_of(word, &WORDS.beside.why);
    words.iter().any(is_why)
        && words
            .iter()
            .all(|word| is_why(word) || BESIDE.contains(&word.as_str()))
}

/// In what way words say that a meeting did not take place.
fn said(words: &[&str]) -> Option<Off> {
    let text = format!(" {} ", core(&words.join(" ")));
    let is_in = |known: &String| text.contains(&format!(" {} ", core(known)));
    let together = |list: &[String]| list.iter().any(is_in);
    let begins = |list: &[String]| words.iter().any(|word| begins_with_one(word, list));
    let (stem, phrase) = (&WORDS.stem, &WORDS.together);
    if begins(&stem.cancelled) {
        Some(Off::Cancelled)
    } else if begins(&stem.rescheduled) {
        Some(Off::Rescheduled)
    } else if begins(&stem.missed) || together(&phrase.missed) {
        Some(Off::Missed)
    } else {
        together(&phrase.not_held).then_some(Off::NotHeld)
    }
}

/// Scripts that do not set words apart have them anywhere.
fn is_one_of(word: &str, list: &[String]) -> bool {
    let is = |known: &String| known == word || !known.is_ascii() && word.contains(known.as_str());
    list.iter().any(is)
}

pub(super) fn begins_with_one(word: &str, list: &[String]) -> bool {
    let begins = |stem: &String| {
        word.starts_with(stem.as_str()) || !stem.is_ascii() && word.contains(stem.as_str())
    };
    list.iter().any(begins)
}

/// An unreadable file would leave no words; the tests need them.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// How texts begin that tell of an attempt to reach somebody.
    attempts: Vec<String>,
    /// Words of names of files with meetings that are planned.
    planned: Vec<String>,
    /// Words of names of files with others.
    past: Vec<String>,
    pub filler: Vec<String>,
    answers: Vec<String>,
    others: Vec<String>,
    pub notes: Vec<String>,
    pub whole: Whole,
    pub alone: Alone,
    pub calendar: Calendar,
    pub stem: Stems,
    pub together: Together,
    beside: Beside,
    pub who: Who,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whole {
    cancelled: Vec<String>,
    rescheduled: Vec<String>,
    missed: Vec<String>,
    not_held: Vec<String>,
    held: Vec<String>,
    pub neither: Vec<String>,
    there: Vec<String>,
    doubtful: Vec<String>,
}

/// Cells that call a meeting off below headers of its kind, its place or notes on it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alone {
    /// Words of such headers.
    pub headers: Vec<String>,
    /// Words that say no more beside them.
    pub beside: Vec<String>,
    /// Cells that may be about something else.
    pub others: Vec<String>,
    /// What may be said with a statement, the longer first.
    pub with_it: Vec<String>,
    /// Names of meetings with which statements begin.
    pub leading: Vec<String>,
    pub joining: Vec<String>,
    pub missed: Vec<String>,
    /// Statements that, before others, may be topics.
    pub topics: Vec<String>,
    /// How words begin by which the two may have met all the same.
    pub met: Vec<String>,
    /// What speaks of a meeting that did not take place, and may speak of another one.
    pub speaks: Vec<String>,
}

/// How calendars write that an event is cancelled.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {
    pub headers: Vec<String>,
    pub cancelled: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stems {
    pub cancelled: Vec<String>,
    pub rescheduled: Vec<String>,
    missed: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Together {
    missed: Vec<String>,
    pub not_held: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    why: Vec<String>,
    by: Vec<String>,
    on: Vec<String>,
}

/// Who was there.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Who {
    pub both: Vec<String>,
    pub nobody: Vec<String>,
    pub came: Vec<String>,
    pub only: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_meeting_that_did_not_take_place() {
        for (header, off) in [
            ("Cancelled", Off::Cancelled),
            ("Canceled?", Off::Cancelled),
            ("Session cancelled", Off::Cancelled),
            ("Was the meeting cancelled? (Y/N)", Off::Cancelled),
            ("Ausgefallen", Off::Cancelled),
            ("Termin ausgefallen?", Off::Cancelled),
            ("Annulé", Off::Cancelled),
            ("Séance annulée ?", Off::Cancelled),
            ("Sesión cancelada", Off::Cancelled),
            ("No show", Off::Missed),
            ("No-show (Y/N)", Off::Missed),
            ("Marked as No-Show", Off::Missed),
            ("Missed", Off::Missed),
            ("Absent", Off::Missed),
            ("Mentee absent", Off::ByMentee),
            ("Missed by mentor?", Off::ByMentor),
            ("Did not attend", Off::Missed),
            ("Not held", Off::NotHeld),
            ("Session did not take place", Off::NotHeld),
            ("Nicht stattgefunden", Off::NotHeld),
            ("Rescheduled?", Off::Rescheduled),
        ] {
            assert_eq!(sign(header), Some(Sign::Ended(off)), "{header}");
        }
    }

    #[test]
    fn reasons_days_and_names_tell_more_of_it() {
        for (header, off) in [
            ("Reason for cancellation", Off::Cancelled),
            ("Cancelled by", Off::Cancelled),
            ("Cancellation date", Off::Cancelled),
            ("If cancelled, why?", Off::Cancelled),
            ("Cancellation notes", Off::Cancelled),
            ("Grund der Absage", Off::Cancelled),
            ("Motif d'annulation", Off::Cancelled),
            ("キャンセル理由", Off::Cancelled),
            ("Reason for absence", Off::Missed),
            ("No-show reason", Off::Missed),
            ("Reason not held", Off::NotHeld),
            ("Why didn't you meet?", Off::NotHeld),
            ("If the meeting did not take place, why not?", Off::NotHeld),
            ("Warum hat das Treffen nicht stattgefunden?", Off::NotHeld),
            ("Reason for rescheduling", Off::Rescheduled),
        ] {
            assert_eq!(sign(header), Some(Sign::Remark(off)), "{header}");
        }
    }

    #[test]
    fn why_alone_is_asked_of_the_column_before() {
        for header in [
            "If no, why not?",
            "Why?",
            "Reason",
            "If not, please state the reason",
        ] {
            assert!(asks_why(header), "{header}");
        }
        for header in [
            "Reason for matching",
            "No",
            "If so, please give details",
            "Why goal 2?",
        ] {
            assert!(!asks_why(header), "{header}");
        }
    }

    #[test]
    fn words_for_one_that_did() {
        for header in [
            "Occurred",
            "Present",
            "Showed up",
            "Kept",
            "Appointment kept?",
            "Show/No show",
            "Erschienen",
            "Réalisé",
            "Présence",
            "Realizada",
            "Gehouden",
        ] {
            assert_eq!(sign(header), Some(Sign::Held), "{header}");
        }
        assert_eq!(sign("Attended by"), Some(Sign::There));
        assert_eq!(sign("Who attended?"), Some(Sign::There));
        assert!(is_doubtful("Confirmed") && is_doubtful("Session verified?"));
    }

    #[test]
    fn other_headers_are_about_something_else() {
        for header in [
            "",
            "No",
            "Notes",
            "Reason",
            "Why?",
            "Yes",
            "Number of missed sessions",
            "x",
            "Goal missed?",
            "What did you miss?",
            "Cancellation policy",
            "Next meeting cancelled",
            "Notes (reason if cancelled)",
            "Attempted",
            "Complete?",
            "Finished",
            "No answer",
            "Left message",
            "Scheduled",
            "Were the goals achieved? If not, why not?",
            "Match cancelled on",
            "Date",
            "Time",
        ] {
            assert_eq!(sign(header), None, "{header}");
        }
    }
}
