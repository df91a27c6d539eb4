//! When two spellings are held to be the same text.

use unicode_normalization::UnicodeNormalization;

/// The form in which names, ids, goals, stages, headers and answers are compared: compatibility
/// forms unified, lower case, Latin accents removed, every run of other characters than letters
/// and digits one space, trimmed. Empty where nothing of the text is a letter or digit.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        fold_ascii(text)
    } else {
        fold_characters(
            text.nfkd()
                .filter(|c| !is_latin_accent(*c))
                .flat_map(unaccented)
                .nfc(),
        )
    }
}

/// As [`fold_characters`], for the texts that most are.
fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(char::from(byte.to_ascii_lowercase()));
        } else {
            gap = true;
        }
    }
    folded
}

/// The form in which ids are compared: compatibility forms unified, lower case, white space
/// collapsed. Punctuation counts: `1-5` and `15` are different ids.
#[must_use]
pub fn fold_id(text: &str) -> String {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return text.to_ascii_lowercase();
    }
    let unified: String = text
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| is_visible(*c) || c.is_whitespace())
        .collect();
    unified.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of a goal id: `3`, `3.0`, `Goal 3`, `goal_3` and `#3` are number 3; `G-17` is a name.
#[must_use]
pub fn goal_number(id: &str) -> Option<u16> {
    let folded = fold_id(id);
    let digits = match folded.strip_prefix("goal") {
        Some(rest) => rest.trim_start_matches([' ', '_', '-', '#']),
        None => folded.trim_start_matches('#'),
    };
    let digits = digits.strip_suffix(".0").unwrap_or(digits);
    digits.parse().ok().filter(|number| *number > 0)
}

/// The form in which goals and issues are compared: as [`fold`], but punctuation within the text
/// stays.
#[must_use]
pub fn fold_text(text: &str) -> String {
    if text.is_ascii() {
        return fold_text_ascii(text);
    }
    let accents_removed = text
        .nfkd()
        .filter(|c| !is_latin_accent(*c))
        .flat_map(unaccented)
        .nfc()
        .flat_map(char::to_lowercase);
    let shown = display_text(&accents_removed.collect::<String>());
    trim_punctuation(&shown).to_owned()
}

/// As [`fold_text`], for the texts that most are.
fn fold_text_ascii(text: &str) -> String {
    let first = text.find(|c: char| c.is_ascii_alphanumeric());
    let last = text.rfind(|c: char| c.is_ascii_alphanumeric());
    let (Some(first), Some(last)) = (first, last) else {
        return String::new();
    };
    let mut folded = display_text(&text[first..=last]);
    folded.make_ascii_lowercase();
    folded
}

/// Whether a text that neither begins nor ends with white space is shown as it is written; told
/// of ASCII texts only.
fn is_shown_as_written(text: &str) -> bool {
    is_plain(text) && !text.contains("  ")
}

fn trim_punctuation(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !is_mark(c))
}

fn fold_characters(characters: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    let mut gap = false;
    for character in characters.flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || is_mark(character) {
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            folded.push(character);
        } else {
            gap = true;
        }
    }
    folded
}

/// Combining marks of the Latin, Greek and Cyrillic scripts. Vowel signs of other scripts carry
/// meaning and stay.
fn is_latin_accent(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

/// Vowel signs and other marks that are part of a word but not alphanumeric.
fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Letters that are accented in writing but have no decomposition.
fn unaccented(character: char) -> impl Iterator<Item = char> {
    let replacement: &[char] = match character {
        'ø' | 'Ø' => &['o'],
        'ł' | 'Ł' => &['l'],
        'đ' | 'Đ' => &['d'],
        'ß' => &['s', 's'],
        'æ' | 'Æ' => &['a', 'e'],
        'œ' | 'Œ' => &['o', 'e'],
        'ı' => &['i'],
        _ => &[],
    };
    let kept = replacement.is_empty().then_some(character);
    replacement.iter().copied().chain(kept)
}

/// Whether a recorded text says anything: not blank, not only punctuation, not `n/a` or `none`,
/// and none of the words that programs write into empty cells (`NaN`, `NaT`, `<NA>`, `NULL`).
#[must_use]
pub fn is_filled(text: &str) -> bool {
    // What says nothing has few letters and no digit; most cells need not be folded to see that.
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).take(5);
    if letters.count() == 5 || text.bytes().any(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if text.is_empty() {
        return false;
    }
    let folded = fold(text);
    let blank = ["", "n a", "na", "nan", "nat", "none", "null", "nil"];
    !blank.contains(&folded.as_str())
}

/// The text as a person should see it: control and direction-changing characters removed, white
/// space collapsed, trimmed.
#[must_use]
pub fn display_text(text: &str) -> String {
    let text = text.trim();
    if is_shown_as_written(text) {
        return text.to_owned();
    }
    let mut shown = String::with_capacity(text.len());
    let mut gap = false;
    for character in text.chars() {
        if character.is_whitespace() {
            gap = true;
        } else if is_visible(character) {
            if std::mem::take(&mut gap) && !shown.is_empty() {
                shown.push(' ');
            }
            shown.push(character);
        }
    }
    shown
}

/// Whether a character gives orders instead of being seen: control characters other than line
/// breaks and tabs, and those that change the direction of writing.
#[must_use]
pub fn gives_orders(character: char) -> bool {
    let turns = matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || character.is_control() && !matches!(character, '\n' | '\t')
}

/// Whether a text is nothing but printable ASCII and spaces, as most are: nothing in it gives
/// orders.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn is_visible(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_fold_together() {
        for (left, right) in [
            ("Müller,  Anna", "muller anna"),
            ("P-001 ", "p 001"),
            ("Łukasz Ørsted", "lukasz orsted"),
            ("ﬁnance", "finance"),
            ("Straße", "STRASSE"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} ~ {right}");
        }
    }

    #[test]
    fn different_names_stay_apart() {
        assert_ne!(fold("Batch 5"), fold("Batch 50"));
        assert_ne!(fold("हाँ"), fold("हां"));
    }

    #[test]
    fn the_short_way_for_ascii_gives_the_same() {
        let text: String = (0..128_u8)
            .map(char::from)
            .chain(" Ab--C ".chars())
            .collect();
        assert_eq!(fold(&text), fold_characters(text.chars()));
        assert_eq!(fold_id("P-001/aB"), fold_id(" P-001/aB"));
        let by_the_long_way = |text: &str| {
            let shown = display_text(&text.to_lowercase());
            trim_punctuation(&shown).to_owned()
        };
        for text in [text.as_str(), " \u{1b}(a \u{7}\t B.)c! \r\n", "--", ""] {
            assert_eq!(fold_text(text), by_the_long_way(text));
        }
    }

    #[test]
    fn the_short_way_to_show_a_text_gives_the_same() {
        for text in [
            "",
            " ",
            "a b",
            " a  b ",
            "a\tb",
            "a\u{7}b",
            "a b.",
            "\u{a0}a\u{a0}b",
            "\r\na\n",
        ] {
            // What is not seen is left out, on the long way.
            let long = display_text(&format!("\u{feff}{text}"));
            assert_eq!(display_text(text), long, "{text:?}");
        }
    }

    #[test]
    fn texts_keep_their_inner_punctuation() {
        assert_eq!(fold_text(" Écrire  un C.V.!"), "ecrire un c.v");
        assert_ne!(fold_text("a 5-minute talk"), fold_text("a 5 minute talk"));
    }

    #[test]
    fn ids_keep_their_punctuation() {
        assert_eq!(fold_id(" P-001\u{a0}"), "p-001");
        assert_ne!(fold_id("1-5"), fold_id("15"));
        assert_ne!(fold_id("-5"), fold_id("5"));
    }

    #[test]
    fn empty_phrases_do_not_count_as_filled() {
        for blank in [
            "", "  ", "-", "...", "N/A", "n.a.", "None", "null", "NaN", "nan", "NaT", "<NA>",
            "#N/A",
        ] {
            assert!(!is_filled(blank), "{blank}");
        }
        assert!(is_filled("none of the goals were met") && is_filled("Nana"));
        assert!(is_filled("0") && is_filled("nil 1"));
    }

    #[test]
    fn what_is_shown_cannot_steer_a_terminal_or_turn_the_text() {
        assert_eq!(display_text("a\u{1b}[31m b\r\n\u{202e}c "), "a[31m b c");
    }
}
