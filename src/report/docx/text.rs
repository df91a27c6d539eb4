//! Plain text in XML.

use crate::programme::gives_orders;
use docx_rs::{Paragraph, Run};

/// Text without what XML forbids or what turns the writing round: controls are spaces, the rest is
/// left out.
pub(super) fn clean(text: &str) -> String {
    let sign = |sign: char| match sign {
        sign if sign.is_control() => Some(' '),
        '\u{FFFE}' | '\u{FFFF}' => None,
        sign if gives_orders(sign) => None,
        sign => Some(sign),
    };
    text.chars().filter_map(sign).collect()
}

/// Text between the quotes of an attribute, or between tags.
pub(super) fn escape(text: &str) -> String {
    clean(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// A stretch of text.
pub(super) fn run(text: &str) -> Run {
    Run::new().add_text(clean(text))
}

/// A stretch of text in a character style.
pub(super) fn styled(style: &str, text: &str) -> Run {
    run(text).style(style)
}

/// A paragraph in a style.
pub(super) fn paragraph(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_not_there() {
        assert_eq!(
            clean("a\u{0}b\u{1b}[31mc\u{FFFE}\nd é 漢 😀"),
            "a b [31mc d é 漢 😀"
        );
    }

    #[test]
    fn an_attribute_cannot_be_left() {
        assert_eq!(escape("\"><w:t>&"), "&quot;&gt;&lt;w:t&gt;&amp;");
    }
}
