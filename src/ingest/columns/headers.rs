//! A header as it is compared.

use crate::programme::{Table, fold};

/// A header in the forms in which it is looked up.
pub(in crate::ingest) struct Header {
    /// As it stands in the file, trimmed.
    pub text: String,
    /// Its folded words.
    pub words: Vec<String>,
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
    /// What a remark in brackets says of the range of its values.
    pub(super) range: Option<Range>,
}

/// The range of values that a remark in brackets names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Range {
    /// From 0 to 100.
    Percent,
    /// Any other.
    Other,
}

impl Header {
    pub(in crate::ingest) fn new(text: &str) -> Self {
        let plain = without_tags(text);
        let plain = without_numbering(&plain);
        let words = words(plain);
        let remark = remark(plain);
        let numbered_bare = remark
            .as_ref()
            .map(|(before, _)| numbered(&self::words(before)));
        Self {
            text: text.trim().to_owned(),
            key: words.concat(),
            bare: bare(plain).into_iter().chain(plainly(&words)).collect(),
            of_form: of_form(&words),
            item: item(plain).map(key),
            numbered: numbered(&words),
            numbered_bare: numbered_bare.unwrap_or_default(),
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

/// Folded words; digits at the end of a word are a word of their own (`goal1` is `goal 1`).
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &word[letters.len()..];
        let parts = [letters, digits]
            .into_iter()
            .filter(|part| !part.is_empty());
        words.extend(parts.map(str::to_owned));
    }
    words
}

const ORDINALS: [(&str, &str); 10] = [
    ("one", "first"),
    ("two", "second"),
    ("three", "third"),
    ("four", "fourth"),
    ("five", "fifth"),
    ("six", "sixth"),
    ("seven", "seventh"),
    ("eight", "eighth"),
    ("nine", "ninth"),
    ("ten", "tenth"),
];

/// A number from 1 to 99, in figures or (to ten) in words.
fn number(word: &str) -> Option<u16> {
    let in_words = (1..)
        .zip(ORDINALS)
        .find(|(_, names)| names.0 == word || names.1 == word)
        .map(|(number, _)| number);
    let figures = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .unwrap_or(word);
    let in_figures = || (figures.len() <= 2).then(|| figures.parse().ok()).flatten();
    in_words.or_else(in_figures).filter(|number| *number > 0)
}

/// The text without what stands between `<` and `>`, and the names of characters as these.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((_, behind)) = after.split_once('>') else {
            break;
        };
        plain.push_str(before);
        plain.push(' ');
        rest = behind;
    }
    plain += rest;
    for (name, character) in [
        ("&nbsp;", " "),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ] {
        if plain.contains(name) {
            plain = plain.replace(name, character);
        }
    }
    plain
}

/// The text without `3.`, `3)`, `Q3:`, `A3.`, `3.a.` or `5.1` before it.
fn without_numbering(text: &str) -> &str {
    let text = text.trim();
    let Some((first, rest)) = text.split_once(char::is_whitespace) else {
        return text;
    };
    let number = first.trim_end_matches(['.', ')', ':']);
    let digits = number.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let is_numbering = number.len() < first.len()
        && number.len() - digits.len() <= 1
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_numbering || is_numbered_below(number) {
        rest.trim_start()
    } else {
        text
    }
}

/// `3.a`, `5.1`, `5.1.b`: the number of a question, and that of a question below it.
fn is_numbered_below(number: &str) -> bool {
    let is_part = |part: &str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
            || part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    number.starts_with(|c: char| c.is_ascii_digit())
        && (2..=4).contains(&number.split('.').count())
        && number.split('.').all(is_part)
}

/// What stands at the end of a header behind its question: `Question [Item]`, `Question - Item`.
fn item(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(inner) = text.strip_suffix(']') {
        return inner.rsplit_once('[').map(|(_, item)| item);
    }
    text.rsplit_once(" – ")
        .or_else(|| text.rsplit_once(" - "))
        .map(|(_, item)| item)
}

/// What is left of a header without a remark.
fn bare(text: &str) -> Vec<String> {
    let first_line = text.split_once('\n').map(|(first, _)| first);
    let without_remark = |text| remark(text).map(|(before, _)| before);
    let without = without_remark(text);
    let both = first_line.and_then(without_remark);
    let shorter = [without, first_line, both];
    let keys = shorter.into_iter().flatten().map(key);
    keys.filter(|key| !key.is_empty()).collect()
}

/// Words before what a question asks for: "Please enter the", "What is your", "Nom du".
const POLITE: [&str; 79] = [
    "please", "and", "s", "kindly", "enter", "provide", "state", "give", "indicate", "select",
    "specify", "type", "write", "choose", "insert", "add", "what", "is", "was", "your", "the",
    "my", "our", "bitte", "ihr", "ihre", "dein", "deine", "der", "die", "das", "votre", "vos",
    "quel", "quelle", "le", "la", "su", "sus", "tu", "cual", "seu", "sua", "qual", "il", "uw",
    "jouw", "din", "ditt", "je", "name", "nombre", "nom", "nome", "naam", "navn", "namn", "code",
    "codigo", "codice", "kod", "kennung", "numero", "nummer", "of", "del", "de", "du", "do", "da",
    "della", "dell", "des", "van", "het", "for", "pa", "av", "et",
];

/// The key without the polite words before it.
fn plainly(words: &[String]) -> Option<String> {
    let is_polite = |word: &String| POLITE.contains(&word.as_str());
    let asks = words
        .first()
        .is_some_and(|word| is_polite(word) && word != "is" && word != "s");
    let rest = words.iter().skip_while(|word| is_polite(word));
    let key: String = rest.map(String::as_str).collect();
    (asks && !key.is_empty()).then_some(key)
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

/// What a form says in brackets of the answer that it wants.
const REMARKS: [&str; 37] = [
    "approximate",
    "check all that apply",
    "choose all that apply",
    "choose one",
    "date and time",
    "first and last",
    "first and last name",
    "first name and last name",
    "first name last name",
    "first name surname",
    "full name",
    "if yes please describe",
    "in a few words",
    "in your own words",
    "leave blank if none",
    "multiple choice",
    "name and surname",
    "name surname",
    "one per line",
    "please give details",
    "please select",
    "please select one",
    "please specify",
    "please tick",
    "select all that apply",
    "select one",
    "surname first name",
    "text",
    "tick all that apply",
    "tick one",
    "if any",
    "if applicable",
    "if known",
    "internal",
    "mandatory",
    "optional",
    "required",
];

/// Words of which remarks are made that say how an answer is written: the parts of a date or a
/// time, and answers to choose from ("dd/mm/yyyy", "h:mm", "Y/N/P").
const WRITTEN_AS: [&str; 42] = [
    "d",
    "dd",
    "m",
    "mm",
    "mmm",
    "yy",
    "yyyy",
    "y",
    "h",
    "hh",
    "ss",
    "am",
    "pm",
    "24h",
    "24hr",
    "utc",
    "gmt",
    "tt",
    "jj",
    "jjjj",
    "aa",
    "aaaa",
    "std",
    "n",
    "p",
    "yes",
    "no",
    "partly",
    "partially",
    "partial",
    "somewhat",
    "or",
    "ja",
    "nein",
    "teilweise",
    "oui",
    "non",
    "si",
    "nee",
    "deels",
    "sim",
    "nao",
];

/// Remarks that say that values are percentages.
const IN_PERCENT: [&str; 5] = ["0 100", "0 to 100", "1 100", "percent", "in percent"];

/// The text before a remark in brackets at its end, and the folded remark.
fn remark(text: &str) -> Option<(&str, String)> {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != ']');
    let inner = text.strip_suffix([')', ']'])?;
    let start = inner.rfind(['(', '['])?;
    let said = &inner[start + 1..];
    let remark = fold(said);
    let words = || remark.split(' ');
    let is_form =
        words().all(|word| WRITTEN_AS.contains(&word)) && (words().count() > 1 || remark == "utc");
    // One thing may tell a column from others; three are to choose from.
    let is_choice = said
        .split(['/', '|'])
        .filter(|one| !one.trim().is_empty())
        .count()
        > 2;
    let is_remark =
        range(&remark).is_some() || is_form || is_choice || REMARKS.contains(&remark.as_str());
    is_remark.then(|| (&text[..start], remark))
}

/// The range that a folded remark names.
fn range(remark: &str) -> Option<Range> {
    if IN_PERCENT.contains(&remark) {
        return Some(Range::Percent);
    }
    let words = || remark.split(' ');
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_range = words().all(|word| word == "to" || is_number(word));
    let numbers = words().filter(|word| is_number(word)).count();
    let is_scale = numbers >= 2 && (remark.starts_with("scale") || remark.starts_with(['0', '1']));
    (is_range || is_scale).then_some(Range::Other)
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
        assert_eq!(numbered("Goal 0"), []);
        assert_eq!(numbered("Goal 2025"), []);
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
