//! Remarks in brackets: how an answer is written, and what range its values have.

use super::key;
use crate::programme::fold;

/// The range of values that a remark in brackets names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest::columns) enum Range {
    /// From 0 to 100.
    Percent,
    /// Any other.
    Other,
}

/// What is left of a header without a remark.
pub(super) fn bare(text: &str) -> Vec<String> {
    let first_line = text.split_once('\n').map(|(first, _)| first);
    let without_remark = |text| remark(text).map(|(before, _)| before);
    let without = without_remark(text);
    let both = first_line.and_then(without_remark);
    let shorter = [without, first_line, both];
    let keys = shorter.into_iter().flatten().map(key);
    keys.filter(|key| !key.is_empty()).collect()
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

/// How remarks begin that say where the answer is found, or what one looks like.
const BEGINNINGS: [&str; 9] = [
    "e g ",
    "eg ",
    "for example ",
    "example ",
    "from your ",
    "from the ",
    "see ",
    "as shown in ",
    "as in ",
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
pub(super) fn remark(text: &str) -> Option<(&str, String)> {
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
    let says_where = BEGINNINGS.iter().any(|start| remark.starts_with(start));
    let is_remark = range(&remark).is_some()
        || is_form
        || is_choice
        || says_where
        || REMARKS.contains(&remark.as_str());
    is_remark.then(|| (&text[..start], remark))
}

/// The range that a folded remark names.
pub(super) fn range(remark: &str) -> Option<Range> {
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
