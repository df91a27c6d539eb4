//! Text before it is drawn: cleaned, measured, shortened, wrapped.

use unicode_normalization::char::is_combining_mark;

use super::metrics::advance;
use super::theme::Face;

/// Fonts that stand in for Arial may run a little wider; layouts leave this much room.
const SAFETY: f64 = 1.03;
/// Pixels that a text may be too wide by: widths are sums and differences of what was measured.
const ROUNDING: f64 = 1e-6;
/// What stands for the rest of a shortened text.
const ELLIPSIS: char = '…';
/// Keeps the ellipsis at the end of a right-to-left text.
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';

/// A text as it is shown, and the whole of it where that is more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fitted {
    pub shown: String,
    pub whole: Option<String>,
}

impl Fitted {
    fn entire(text: &str) -> Self {
        Self {
            shown: text.to_owned(),
            whole: None,
        }
    }
}

/// Text that is safe to draw: no control characters, no marks that reorder what stands around
/// them, white space collapsed.
pub(super) fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for character in text.chars().filter_map(drawable) {
        if character != ' ' || !(kept.is_empty() || kept.ends_with(' ')) {
            kept.push(character);
        }
    }
    kept.truncate(kept.trim_end_matches(' ').len());
    kept
}

fn drawable(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Embeddings, overrides and isolates; then what is invisible; then what is no character.
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{200B}'
        | '\u{FEFF}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{FDD0}'..='\u{FDEF}' => None,
        _ if character.is_control() || u32::from(character) & 0xFFFE == 0xFFFE => None,
        _ => Some(character),
    }
}

/// The text with its first letter large, as a heading.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Text for an XML text node or attribute value.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if drawable(character).is_none() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Width in pixels that a text needs.
pub(super) fn measure(text: &str, face: Face) -> f64 {
    let em: f64 = text
        .chars()
        .map(|character| advance(character, face.bold()))
        .sum();
    em * face.size() * SAFETY
}

/// Width of the widest of some texts.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>, face: Face) -> f64 {
    texts
        .into_iter()
        .map(|text| measure(text, face))
        .fold(0.0, f64::max)
}

/// The text, shortened with an ellipsis if it is wider than `width`.
pub(super) fn fit(text: &str, face: Face, width: f64) -> Fitted {
    let text = clean(text);
    if measure(&text, face) <= width + ROUNDING {
        return Fitted::entire(&text);
    }
    let shown = shorten(&text, face, width - measure("…", face));
    Fitted {
        shown,
        whole: Some(text),
    }
}

fn shorten(text: &str, face: Face, width: f64) -> String {
    let cut = &text[..longest_prefix(text, face, width)];
    let mut shown = cut.trim_end().to_owned();
    let right_to_left = shown.chars().next_back().is_some_and(is_right_to_left);
    shown.push(ELLIPSIS);
    shown.extend(right_to_left.then_some(RIGHT_TO_LEFT_MARK));
    shown
}

/// Bytes of the longest beginning that fits; never separates a letter from its accents.
fn longest_prefix(text: &str, face: Face, width: f64) -> usize {
    let (mut used, mut cut) = (0.0, 0);
    for (place, character) in text.char_indices() {
        if !is_combining_mark(character) {
            cut = place;
        }
        used += advance(character, face.bold()) * face.size() * SAFETY;
        if used > width {
            return cut;
        }
    }
    text.len()
}

fn is_right_to_left(character: char) -> bool {
    matches!(u32::from(character), 0x590..=0x8FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC)
}

/// The text in lines no wider than `width`, broken at spaces, or anywhere in a script without
/// them; the last of at most `most` lines is shortened.
pub(super) fn wrap(text: &str, face: Face, width: f64, most: usize) -> Vec<Fitted> {
    let whole = clean(text);
    let (mut lines, mut rest) = (Vec::new(), whole.as_str());
    while !rest.is_empty() {
        if lines.len() + 1 >= most {
            lines.push(last_line(rest, &whole, face, width));
            break;
        }
        let cut = line_end(rest, face, width);
        lines.push(Fitted::entire(rest[..cut].trim_end()));
        rest = rest[cut..].trim_start();
    }
    lines
}

/// The rest of a text on one line; a shortened one carries all of the text.
fn last_line(rest: &str, whole: &str, face: Face, width: f64) -> Fitted {
    let fitted = fit(rest, face, width);
    Fitted {
        whole: fitted.whole.map(|_| whole.to_owned()),
        ..fitted
    }
}

/// Bytes that go on this line: at least one character, so that wrapping ends.
fn line_end(text: &str, face: Face, width: f64) -> usize {
    let fits = longest_prefix(text, face, width);
    if fits == text.len() {
        return fits;
    }
    let at_space = text[..fits].rfind(' ').filter(|place| *place > 0);
    let first = text.chars().next().map_or(0, char::len_utf8);
    at_space.unwrap_or_else(|| fits.max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_loses_controls_and_reordering_marks() {
        assert_eq!(
            clean("a\u{0}b\u{1b}[31m\u{202E}c\u{2066}d\u{FFFF}"),
            "ab[31mcd"
        );
        assert_eq!(clean("  two\n\tlines \u{FEFF} "), "two lines");
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(
            escape("<script>'a' & \"b\"]]>"),
            "&lt;script&gt;&#39;a&#39; &amp; &quot;b&quot;]]&gt;"
        );
    }

    #[test]
    fn width_is_the_sum_of_advances_with_some_room() {
        let expected = (0.667 + 0.222) * Face::Label.size() * SAFETY;
        assert!((measure("Ai", Face::Label) - expected).abs() < 1e-9);
    }

    #[test]
    fn a_short_text_stays_and_a_long_one_keeps_its_whole() {
        assert_eq!(fit("North", Face::Label, 100.0), Fitted::entire("North"));
        let fitted = fit("A site with a very long name indeed", Face::Label, 100.0);
        assert!(fitted.shown.ends_with('…'));
        assert!(measure(&fitted.shown, Face::Label) <= 100.0);
        assert_eq!(
            fitted.whole.as_deref(),
            Some("A site with a very long name indeed")
        );
    }

    #[test]
    fn an_accent_is_not_cut_from_its_letter() {
        let decomposed = "e\u{301}".repeat(60);
        let shown = fit(&decomposed, Face::Label, 80.0).shown;
        assert!(shown.trim_end_matches('…').ends_with('\u{301}'));
    }

    #[test]
    fn the_ellipsis_of_a_right_to_left_text_stands_at_its_end() {
        let shown = fit(&"برنامج الإرشاد ".repeat(10), Face::Label, 120.0).shown;
        assert!(shown.ends_with("…\u{200F}"));
    }

    #[test]
    fn lines_break_at_spaces_and_within_scripts_that_have_none() {
        let lines = wrap("one two three four five six", Face::Label, 60.0, 9);
        assert!(lines.len() > 2);
        assert!(
            lines
                .iter()
                .all(|line| measure(&line.shown, Face::Label) <= 60.0)
        );
        assert_eq!(wrap(&"漢".repeat(20), Face::Label, 100.0, 9).len(), 3);
    }

    #[test]
    fn the_last_line_allowed_is_shortened() {
        let lines = wrap("one two three four five six seven", Face::Label, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].shown.ends_with('…'));
        assert_eq!(
            lines[1].whole.as_deref(),
            Some("one two three four five six seven")
        );
    }

    #[test]
    fn a_width_of_nothing_still_ends() {
        assert!(!wrap("word", Face::Label, 0.0, 3).is_empty());
    }
}
