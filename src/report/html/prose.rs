//! Running text in HTML: escaped, its dates in one piece.

use crate::programme::gives_orders;
use minijinja::HtmlEscape;
use minijinja::value::Value;

/// Length of a date as in `2026-09-30`.
const DATE: usize = 10;

/// Text as HTML, without what steers whoever shows it, in which no line ends within a date: browsers
/// break after any hyphen.
pub(super) fn marked(text: &str) -> Value {
    let text = &text.replace(gives_orders, "");
    let mut html = String::with_capacity(text.len() + 32);
    let mut rest = text.as_str();
    while let Some(place) = first_date(rest) {
        let (date, after) = rest[place..].split_at(DATE);
        push_escaped(&mut html, &rest[..place]);
        html.push_str("<span class=\"day\">");
        html.push_str(date);
        html.push_str("</span>");
        rest = after;
    }
    push_escaped(&mut html, rest);
    Value::from_safe_string(html)
}

fn push_escaped(html: &mut String, text: &str) {
    html.push_str(&HtmlEscape(text).to_string());
}

/// Where the first date begins that is no part of a longer number.
fn first_date(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_part = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let mut starts = 0..(bytes.len() + 1).saturating_sub(DATE);
    starts.find(|&start| {
        let before = start.checked_sub(1).and_then(|place| bytes.get(place));
        is_date(&bytes[start..start + DATE])
            && !is_part(before)
            && !is_part(bytes.get(start + DATE))
    })
}

fn is_date(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(place, byte)| match place {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_in_one_piece_and_text_stays_text() {
        let html = |text: &str| marked(text).to_string();
        assert_eq!(html("Ann \u{202e}\u{1b}[1mLee"), "Ann [1mLee");
        assert_eq!(
            html("from 2026-07-01 to 2026-09-30"),
            "from <span class=\"day\">2026-07-01</span> to <span class=\"day\">2026-09-30</span>"
        );
        assert_eq!(
            html("<b> 12026-07-01, 2026-07-012"),
            "&lt;b&gt; 12026-07-01, 2026-07-012"
        );
        assert_eq!(html("été 2026-07"), "été 2026-07");
        assert_eq!(html(""), "");
    }
}
