//! What the readers of cells made of texts that come again and again.

use rustc_hash::FxHashMap;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<T> {
    /// Nothing.
    Blank,
    /// Something that is not understood.
    Bad,
    /// A value.
    Value(T),
}

/// Remembers what was made of a text; only so many texts, so that memory stays bounded.
#[derive(Debug)]
pub(super) struct Memo<T> {
    known: FxHashMap<Box<str>, T>,
}

/// Texts that are remembered: more than there are days in ten years.
const REMEMBERED: usize = 4096;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self {
            known: FxHashMap::default(),
        }
    }
}

impl<T: Copy> Memo<T> {
    /// What `read` makes of a text.
    pub fn get(&mut self, text: &str, read: impl FnOnce(&str) -> T) -> T {
        if let Some(&known) = self.known.get(text) {
            return known;
        }
        let value = read(text);
        if self.known.len() < REMEMBERED {
            self.known.insert(text.into(), value);
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once() {
        let mut memo = Memo::default();
        let mut reads = 0;
        for text in ["a", "b", "a", "a"] {
            let length = memo.get(text, |text| {
                reads += 1;
                text.len()
            });
            assert_eq!(length, 1);
        }
        assert_eq!(reads, 2);
    }
}
