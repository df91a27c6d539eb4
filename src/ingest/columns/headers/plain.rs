//! A header as a person would say it: without markup, and without the number of its question.

/// The text without what stands between `<` and `>`, and the names of characters as these.
pub(super) fn without_tags(text: &str) -> String {
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

/// The text without `3.`, `3)`, `Q3:`, `A3.`, `3.a.`, `5.1` or a label in brackets before it.
pub(super) fn without_numbering(text: &str) -> &str {
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
    if is_numbering || is_numbered_below(number) || is_label(first) {
        rest.trim_start()
    } else {
        text
    }
}

/// `(role)`: the name that a question of Moodle has, before its text. That it speaks of one of the
/// two is more than a name.
fn is_label(first: &str) -> bool {
    let inner = first
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|name| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        !name.is_empty() && name.chars().all(is_name) && !name.to_lowercase().contains("ment")
    })
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
pub(super) fn item(text: &str) -> Option<&str> {
    let text = text.trim();
    if let Some(inner) = text.strip_suffix(']') {
        return inner.rsplit_once('[').map(|(_, item)| item);
    }
    text.rsplit_once(" – ")
        .or_else(|| text.rsplit_once(" - "))
        .map(|(_, item)| item)
}
