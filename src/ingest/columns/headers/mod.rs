//! A header as it is compared.

mod lead_in;
mod number;
mod plain;
mod polite;
mod remark;

pub(super) use remark::Range;

use self::lead_in::after_lead_in;
use self::number::number;
use self::plain::{item, without_numbering, without_tags};
use self::polite::plainly;
use self::remark::{bare, range, remark};
use crate::programme::{Table, fold};
use std::borrow::Cow;

/// A header in the forms in which it is looked up.
pub(in crate::ingest) struct Header {
    /// As it stands in the file, trimmed.
    pub text: String,
    /// Its folded words.
    pub words: Vec<String>,
    /// The same without what leads to a question (`Overall, did you …`), where something does.
    pub after_lead_in: Option<Vec<String>>,
    /// Its folded words in one.
    pub key: String,
    /// Keys of what is left without a remark in brackets or on a line of its own.
    pub bare: Vec<String>,
    /// The key without the name of a form before it (`session_issues`), and the table of that form.
    pub of_form: Option<(Table, String)>,
    /// The key of what stands in brackets or behind a dash at its end: an item of a question.
    pub item: Option<String>,
    /// Its readings as a member of a family: the key with one number replaced by `{n}`, and the
    /// number.
    pub numbered: Vec<(String, u16)>,
    /// The same of what is left without a remark in brackets at its end.
    pub numbered_bare: Vec<(String, u16)>,
    /// The same with its sign as a word, where it says that its values are per cents: of
    /// `Goal 1 %` it is `goal{n}percent`.
    pub in_percent: Vec<(String, u16)>,
    /// What a remark in brackets says of the range of its values.
    pub(super) range: Option<Range>,
}

impl Header {
    pub(in crate::ingest) fn new(text: &str) -> Self {
        let plain = without_tags(text);
        let plain = &with_sign_of_number(without_numbering(&plain));
        let words = words(plain);
        let remark = remark(plain);
        let before_remark = remark.as_ref().map(|(before, _)| *before);
        let lead_ins = [Some(&**plain), before_remark].map(|text| text.and_then(after_lead_in));
        let questions: Vec<String> = lead_ins
            .iter()
            .flatten()
            .map(|words| words.concat())
            .collect();
        let [after_lead_in, _] = lead_ins;
        let numbered_bare = before_remark.map(|before| numbered(&self::words(before)));
        Self {
            text: text.trim().to_owned(),
            key: words.concat(),
            bare: bare(plain)
                .into_iter()
                .chain(plainly(&words))
                .chain(questions)
                .collect(),
            after_lead_in,
            of_form: of_form(&words),
            item: item(plain).map(key),
            numbered: numbered(&words),
            numbered_bare: numbered_bare
                .into_iter()
                .flatten()
                .chain(of_one_goal(plain))
                .chain(numbered_of_form(&words))
                .collect(),
            in_percent: in_percent(plain),
            range: remark.and_then(|(_, remark)| range(&remark)),
            words,
        }
    }
}

impl Header {
    /// Whether it speaks of a contact or a call, which need not be a meeting of the pair.
    pub(super) fn speaks_of_contact(&self) -> bool {
        const BEGINNINGS: [&str; 9] = [
            "contact", "kontakt", "call", "phone", "anruf", "appel", "llamad", "chiamat", "gebeld",
        ];
        let is_one = |word: &String| BEGINNINGS.iter().any(|start| word.starts_with(start));
        self.words.iter().any(is_one)
    }

    /// Its words with one number replaced by `{n}`, and the number; once for each number.
    pub(in crate::ingest) fn numbered_words(&self) -> Vec<(String, u16)> {
        readings(&self.words, " ")
    }
}

/// `Goal #` is the number of the goal, and not the goal; `Cohort #` is the cohort.
fn with_sign_of_number(text: &str) -> Cow<'_, str> {
    const COUNTED: [&str; 14] = [
        "goal",
        "ziel",
        "objectif",
        "objetivo",
        "obiettivo",
        "doel",
        "mentor",
        "mentee",
        "action",
        "task",
        "session",
        "meeting",
        "treffen",
        "sitzung",
    ];
    match text.trim_end().strip_suffix('#') {
        Some(what) if what.ends_with([' ', '_']) => match words(what).last() {
            Some(last) if COUNTED.contains(&last.as_str()) => format!("{what}number").into(),
            _ => text.into(),
        },
        _ => text.into(),
    }
}

/// What is asked of a goal whose text stands between its number and the question, or of its level:
/// `Goal 1: Speak in public - achieved?` and `Goal 1 rating (-2 to +2)`.
fn of_one_goal(plain: &str) -> Vec<(String, u16)> {
    let asked = || {
        let (goal, rest) = plain.split_once(':')?;
        let (_, question) = rest
            .rsplit_once(" - ")
            .or_else(|| rest.rsplit_once(" – "))?;
        let is_number = words(goal).len() == 2 && !numbered(&words(goal)).is_empty();
        is_number.then(|| words(&format!("{goal} {question}")))
    };
    let rated = || {
        let (rating, range) = plain.rsplit_once('(')?;
        let is_level = ["-2", "−2", "–2"].iter().any(|low| range.starts_with(low));
        let level = |word: String| match word.as_str() {
            "rating" | "score" | "rated" => "level".to_owned(),
            _ => word,
        };
        is_level.then(|| words(rating).into_iter().map(level).collect::<Vec<_>>())
    };
    let both = [asked(), rated()];
    let read = both.into_iter().flatten();
    read.flat_map(|words| numbered(&words)).collect()
}

fn numbered(words: &[String]) -> Vec<(String, u16)> {
    readings(words, "")
}

fn readings(words: &[String], between: &str) -> Vec<(String, u16)> {
    let reading = |(at, word): (usize, &String)| {
        let number = number(word)?;
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        words[at] = super::NUMBER;
        Some((words.join(between), number))
    };
    words.iter().enumerate().filter_map(reading).collect()
}

/// The form in which two headers are compared: folded, without spaces.
pub(in crate::ingest) fn key(text: &str) -> String {
    words(text).concat()
}

/// The key of a family's header, in which `{n}` stands for the number.
pub(super) fn family_key(text: &str) -> String {
    let parts: Vec<String> = text.split(super::NUMBER).map(key).collect();
    parts.join(super::NUMBER)
}

/// Folded words; digits at the end of a word or within it are a word of their own (`goal1` is
/// `goal 1`, `Goal1Progress` is `goal 1 progress`).
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &word[letters.len()..];
        let [before, within, after] = around_number(letters).unwrap_or([letters, "", ""]);
        let parts = [before, within, after, digits].into_iter();
        let parts = parts.filter(|part| !part.is_empty());
        words.extend(parts.map(str::to_owned));
    }
    words
}

/// Letters before a number are those of a word from so many on: `q5a` is a code.
const LEAST_LETTERS: usize = 3;

/// A word with one number within it, in three.
fn around_number(word: &str) -> Option<[&str; 3]> {
    let is_digit = |c: char| c.is_ascii_digit();
    let before = &word[..word.find(is_digit)?];
    let rest = &word[before.len()..];
    let within = &rest[..rest.find(|c| !is_digit(c))?];
    let after = &rest[within.len()..];
    let is_word = before.chars().count() >= LEAST_LETTERS && within.len() <= 2;
    (is_word && !after.contains(is_digit)).then_some([before, within, after])
}

/// Readings as a member of a family with the sign of per cent as a word; none without the sign.
fn in_percent(text: &str) -> Vec<(String, u16)> {
    const SIGNS: [char; 2] = ['%', '％'];
    if text.contains(SIGNS) {
        numbered(&words(&text.replace(SIGNS, " percent ")))
    } else {
        Vec::new()
    }
}

/// The key without the name of a form before it.
fn of_form(words: &[String]) -> Option<(Table, String)> {
    let (first, rest) = words.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let table = match first.as_str() {
        "session" | "sess" | "meeting" | "visit" | "log" => Table::Sessions,
        "evaluation" | "eval" | "form" | "survey" => Table::Evaluations,
        _ => return None,
    };
    Some((table, rest.concat()))
}

/// Readings as a member of a family without the name of an evaluation form before it
/// (`evaluation_goal_1_achieved`).
fn numbered_of_form(words: &[String]) -> Vec<(String, u16)> {
    match words.split_first() {
        Some((first, rest)) if matches!(first.as_str(), "evaluation" | "eval") => numbered(rest),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_header_have_one_key() {
        for text in [
            "Start date",
            "START_DATE",
            "start-date:",
            " Start\u{a0}date ",
            "StartDate",
            "<b>Start</b> date",
            "3. Start date",
            "Q3: Start date*",
            "3.a. Start date",
            "5.1 <p>Start&nbsp;date</p>",
        ] {
            assert_eq!(Header::new(text).key, "startdate", "{text}");
        }
    }

    #[test]
    fn numbers_are_found_in_figures_and_words() {
        let numbered = |text| Header::new(text).numbered;
        assert_eq!(
            numbered("Goal 3: achieved?"),
            [("goal{n}achieved".to_owned(), 3)]
        );
        assert_eq!(numbered("goal12"), [("goal{n}".to_owned(), 12)]);
        assert_eq!(numbered("Third goal"), [("{n}goal".to_owned(), 3)]);
        assert_eq!(numbered("Goal1Progress"), [("goal{n}progress".into(), 1)]);
        assert_eq!(numbered("Erstes Ziel"), [("{n}ziel".into(), 1)]);
        assert_eq!(Header::new("G01Q02").words, ["g01q", "02"]);
        assert_eq!(numbered("Goal 0"), []);
        assert_eq!(numbered("Goal 2025"), []);
    }

    #[test]
    fn the_sign_of_per_cent_is_a_word_beside_a_number() {
        let in_percent = |text| Header::new(text).in_percent;
        for text in ["Goal 2 %", "Goal 2 (%)", "goal_2_%"] {
            assert_eq!(in_percent(text), [("goal{n}percent".into(), 2)], "{text}");
        }
        assert_eq!(in_percent("% goal 2"), [("percentgoal{n}".into(), 2)]);
        assert_eq!(in_percent("Goal 2"), []);
    }

    #[test]
    fn only_remarks_are_left_out() {
        let bare = |text| Header::new(text).bare;
        assert_eq!(bare("Date (dd/mm/yyyy)"), ["date"]);
        assert_eq!(bare("Level (-2 to +2)"), ["level"]);
        assert_eq!(bare("Please enter your pair number"), ["pairnumber"]);
        assert_eq!(bare("What is the date?"), ["date"]);
        assert_eq!(bare("And what's your mentor's name?"), ["mentorsname"]);
        assert!(bare("Is the date right").is_empty());
        assert_eq!(bare("Next meeting (optional):"), ["nextmeeting"]);
        assert_eq!(bare("Rating (1 = poor, 5 = good)"), ["rating"]);
        assert_eq!(bare("Rating\n\n1 - Poor\n5 - Good"), ["rating"]);
        assert_eq!(
            Header::new("session_issues").of_form,
            Some((Table::Sessions, "issues".into()))
        );
        for text in [
            "Achieved (Y/N/P)",
            "Achieved (yes / partly / no)",
            "Achieved [attained / partly attained / not attained]",
            "Achieved (Ja/Nein)",
        ] {
            assert_eq!(bare(text), ["achieved"], "{text}");
        }
        assert_eq!(bare("Duration (h:mm)"), ["duration"]);
        assert_eq!(bare("Datum (TT.MM.JJJJ)"), ["datum"]);
        for text in [
            "Duration (hours)",
            "Date (next)",
            "Phone (m)",
            "Achieved (mentor)",
            "Goals (not achieved)",
            "Notes (mentor/mentee)",
        ] {
            assert!(bare(text).is_empty(), "{text}");
        }
        let goal = Header::new("Goal 1 achieved? (Yes/Partly/No)");
        assert_eq!(goal.numbered_bare, [("goal{n}achieved".to_owned(), 1)]);
        assert_eq!(goal.range, None);
        let range = |text| Header::new(text).range;
        assert_eq!(range("Goal 2 progress (0-100 %)"), Some(Range::Percent));
        assert_eq!(range("Goal 2 progress (1 to 5)"), Some(Range::Other));
        assert!(bare("Date").is_empty());
    }
}
