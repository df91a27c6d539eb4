//! The distinct texts of a block, each held once.

use rustc_hash::FxHashMap;

/// A text of a [`Texts`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::ingest) struct TextId(u32);

impl TextId {
    /// The empty text, whatever the [`Texts`].
    pub const BLANK: Self = Self(0);

    /// Whether it is the empty text.
    pub fn is_blank(self) -> bool {
        self == Self::BLANK
    }

    /// Its number, from 0 for the empty text.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Distinct texts, numbered in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest) struct Texts {
    numbers: FxHashMap<Box<str>, u32>,
    bytes: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The number of a text.
    pub fn intern(&mut self, text: &str) -> TextId {
        if text.is_empty() {
            return TextId::BLANK;
        }
        if let Some(&number) = self.numbers.get(text) {
            return TextId(number);
        }
        let end = u32::try_from(self.bytes.len() + text.len());
        let (Ok(end), Ok(number)) = (end, u32::try_from(self.ends.len() + 1)) else {
            // Blocks are far below 4 GB unless one record is not; such a text is left out.
            return TextId::BLANK;
        };
        self.bytes.push_str(text);
        self.ends.push(end);
        self.numbers.insert(text.into(), number);
        TextId(number)
    }

    /// The text of a number.
    pub fn text(&self, id: TextId) -> &str {
        let Some(place) = id.index().checked_sub(1) else {
            return "";
        };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[place] as usize]
    }

    /// Gives up what is needed to add texts.
    pub fn freeze(&mut self) {
        self.numbers = FxHashMap::default();
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_and_a_number_one_text() {
        let mut texts = Texts::default();
        let ids = ["b", "", "a", "b"].map(|text| texts.intern(text));
        assert_eq!(ids[0], ids[3]);
        assert!(ids[1].is_blank());
        assert_eq!(ids.map(|id| texts.text(id)), ["b", "", "a", "b"]);
        assert_eq!(texts.ends.len(), 2);
    }
}
