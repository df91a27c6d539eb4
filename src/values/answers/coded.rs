//! Answers that are written behind their code: "1 - Not at all", "2: No", "3 (fully)".

/// Codes of answers are small numbers; a larger one is a percentage.
const LARGEST_CODE: u8 = 10;

/// What stands behind a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub text: &'a str,
    /// Whether the number is a code and nothing else: 1 may be the lowest of a scale. A nought is a
    /// no, and so is what has a mere remark behind it ("1 (online)") what it is alone.
    pub is_all: bool,
}

/// The label behind a code.
pub(super) fn label(text: &str) -> Option<Label<'_>> {
    let text = text.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (code, rest) = text.split_at(digits);
    let code = code
        .parse::<u8>()
        .ok()
        .filter(|code| *code <= LARGEST_CODE)?;
    let mark = rest.trim_start().chars().next()?;
    let opens_remark = ['(', ',', ';'].contains(&mark);
    let is_mark = opens_remark || ['-', '–', '—', ':', '.', ')', '='].contains(&mark);
    let text = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text = text.trim_end_matches([')', ' ']);
    (is_mark && text.starts_with(char::is_alphabetic)).then_some(Label {
        text,
        is_all: code > 1 || code == 1 && !opens_remark,
    })
}

/// Whether a text answers for several things by their numbers: "1: Yes, 2: No".
pub(super) fn is_list(text: &str) -> bool {
    let mut parts = text.split([',', ';', '\n']).map(label);
    let first = parts.next().flatten();
    first.is_some() && parts.any(|part| part.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_behind_a_small_number_and_a_mark() {
        for (text, expected) in [
            ("1 - Not at all", Some(("Not at all", true))),
            ("2: No", Some(("No", true))),
            (" 3 (fully)", Some(("fully", true))),
            ("1.Yes", Some(("Yes", true))),
            ("1 - Yes?", Some(("Yes?", true))),
            ("1 (online)", Some(("online", false))),
            ("0 = No", Some(("No", false))),
            ("1", None),
            ("1 of 3", None),
            ("1 goal", None),
            ("1, 2 and 3", None),
            ("50 - half", None),
            ("1.5", None),
            ("1 %", None),
            ("Yes - all", None),
        ] {
            let found = label(text).map(|label| (label.text, label.is_all));
            assert_eq!(found, expected, "{text}");
        }
        assert!(is_list("1: Yes, 2: No") && is_list("1 - yes; 2 - no"));
        assert!(!is_list("1 - Yes, all of them") && !is_list("Yes, 2: no"));
    }
}
