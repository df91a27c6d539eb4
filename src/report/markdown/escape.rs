//! Plain text in Markdown: no character of it may be taken for markup.

use crate::programme::gives_orders;

/// Text in a line of its own or within one: markup and HTML escaped, line breaks made spaces.
#[must_use]
pub fn line(text: &str) -> String {
    if says_nothing_else(text) {
        return text.to_owned();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for (place, word) in words(text).enumerate() {
        if place > 0 {
            escaped.push(' ');
        }
        word.chars().for_each(|sign| push(&mut escaped, sign));
    }
    guard_start(escaped)
}

/// Whether a text is a line of words without anything that could be markup, as most are.
fn says_nothing_else(text: &str) -> bool {
    let is_word = |byte: u8| {
        byte.is_ascii_alphanumeric()
            || matches!(
                byte,
                b'.' | b',' | b':' | b';' | b'(' | b')' | b'/' | b'-' | b'%'
            )
    };
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| is_word(byte) || byte == b' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
}

fn push(escaped: &mut String, sign: char) {
    match sign {
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '&' => escaped.push_str("&amp;"),
        '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '^' => {
            escaped.push('\\');
            escaped.push(sign);
        }
        sign if sign.is_control() => escaped.push(' '),
        sign if gives_orders(sign) => {}
        sign => escaped.push(sign),
    }
}

/// What would begin a list, a heading or a rule at the start of a line.
fn guard_start(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let after = text[digits..].chars().next();
    match (digits, text.chars().next()) {
        (0, Some('#' | '-' | '+' | '=')) => format!("\\{text}"),
        (1.., _) if matches!(after, Some('.' | ')')) && is_item(&text[digits + 1..]) => {
            format!("{}\\{}", &text[..digits], &text[digits..])
        }
        _ => text,
    }
}

fn is_item(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

/// Words apart at white space, but not at the no-break spaces that hold a number and its sign.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| sign.is_whitespace() && sign != '\u{A0}')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            line("<script>alert(1)</script>"),
            "&lt;script&gt;alert(1)&lt;/script&gt;"
        );
        assert_eq!(line("a|b `c` *d* _e_"), r"a\|b \`c\` \*d\* \_e\_");
        assert_eq!(line("![x](http://y)"), r"!\[x\](http://y)");
    }

    #[test]
    fn a_line_is_never_a_list_a_heading_or_two_lines() {
        assert_eq!(line("# one\n\n## two"), r"\# one ## two");
        assert_eq!(line("- item"), r"\- item");
        assert_eq!(line("1. item"), r"1\. item");
        assert_eq!(line("2025. item"), r"2025\. item");
        assert_eq!(line("1.5 hours"), "1.5 hours");
        assert_eq!(line("=cmd|' /C calc'!A0"), r"\=cmd\|' /C calc'!A0");
    }

    #[test]
    fn words_stay_as_they_are() {
        let words = "Stalled: no meeting for 40 days (usual gap 7.5 days), 3/4 - see below; 61%";
        assert_eq!(line(words), words);
        assert_eq!(line("two  spaces "), "two spaces");
    }

    #[test]
    fn a_number_stays_with_its_sign() {
        assert_eq!(line("61\u{A0}%  of\tall"), "61\u{A0}% of all");
    }
}
