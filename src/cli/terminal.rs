//! The terminal: how wide it is, whether it has colours, and text that fits into it.

use crate::programme::gives_orders;
use clap::ColorChoice;
use console::{Alignment, measure_text_width, pad_str};
use std::fmt::Display;
use std::io::IsTerminal;

/// Columns where nobody says how many there are.
const USUAL_WIDTH: usize = 80;

/// Narrower terminals get lines of this width all the same.
const LEAST_WIDTH: usize = 60;

/// Longer lines are hard to read.
const MOST_WIDTH: usize = 160;

/// Where standard output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Columns of a line.
    pub width: usize,
    /// Whether text may be coloured.
    pub colours: bool,
}

/// A colour or weight of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Headings.
    Bold,
    /// What is less important.
    Dim,
    /// What is urgent.
    Red,
    /// What needs an eye.
    Yellow,
    /// What rests.
    Cyan,
}

/// Says something on standard error. Names of files and values of cells stand in it, so that
/// nothing of it may steer the terminal.
pub fn tell(message: impl Display) {
    let message = message.to_string().replace(gives_orders, "");
    eprintln!("{message}");
}

impl Terminal {
    /// Standard output, with colours as asked for.
    #[must_use]
    pub fn new(colour: ColorChoice) -> Self {
        let shown = std::io::stdout().is_terminal();
        let size = console::Term::stdout().size_checked();
        let width = size
            .filter(|_| shown)
            .map_or(USUAL_WIDTH, |(_, columns)| columns.into());
        Self {
            width: width.clamp(LEAST_WIDTH, MOST_WIDTH),
            colours: match colour {
                ColorChoice::Always => true,
                ColorChoice::Never => false,
                ColorChoice::Auto => shown && std::env::var_os("NO_COLOR").is_none(),
            },
        }
    }

    /// Text in a colour, where there are colours.
    #[must_use]
    pub fn paint(&self, paint: Paint, text: &str) -> String {
        if !self.colours || text.trim().is_empty() {
            return text.to_owned();
        }
        let code = match paint {
            Paint::Bold => 1,
            Paint::Dim => 2,
            Paint::Red => 31,
            Paint::Yellow => 33,
            Paint::Cyan => 36,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// Text broken into lines that fit.
    #[must_use]
    pub fn wrapped(&self, text: &str) -> Vec<String> {
        wrapped(text, self.width)
    }

    /// Text broken into lines that fit, each behind so many spaces; the lines after the first
    /// stand two further in.
    #[must_use]
    pub fn indented(&self, indent: usize, text: &str) -> Vec<String> {
        let room = self.width.saturating_sub(indent + 2).max(20);
        let lines = wrapped(text, room);
        let further = |at: usize| if at == 0 { indent } else { indent + 2 };
        let lines = lines.into_iter().enumerate();
        lines
            .map(|(at, line)| format!("{:1$}{line}", "", further(at)))
            .collect()
    }
}

/// Text broken between words into lines of at most `width` columns; a longer word is cut.
#[must_use]
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().flat_map(|word| cut(word, width)) {
        let last = lines.last_mut().filter(|line| {
            line.is_empty() || measure_text_width(line) + 1 + measure_text_width(&word) <= width
        });
        match last {
            Some(line) => {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(&word);
            }
            None => lines.push(word),
        }
    }
    lines
}

/// A word in pieces of at most `width` columns.
fn cut(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut room = width;
    for character in word.chars() {
        let columns = measure_text_width(character.encode_utf8(&mut [0; 4]));
        if columns > room {
            pieces.push(String::new());
            room = width;
        }
        room = room.saturating_sub(columns);
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    pieces
}

/// Text in exactly `width` columns: filled up with spaces, or cut with an ellipsis.
#[must_use]
pub fn fitted(text: &str, width: usize) -> String {
    pad_str(text, width, Alignment::Left, Some("…")).into_owned()
}

/// Lines of a table whose columns are as wide as their widest cells; every column has its side.
#[must_use]
pub fn aligned(rows: &[Vec<String>], sides: &[Alignment]) -> Vec<String> {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| measure_text_width(cell));
        widths.max().unwrap_or(0)
    };
    let columns: Vec<_> = (0..).map(width).zip(sides).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&columns);
        let cells = cells.map(|(cell, (width, side))| pad_str(cell, *width, **side, None));
        let line = cells.collect::<Vec<_>>().join("  ");
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_table_are_as_wide_as_their_widest_cells() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let rows = [row(["日本語", "7"]), row(["ab", "12"])];
        let sides = [Alignment::Left, Alignment::Right];
        assert_eq!(aligned(&rows, &sides), ["日本語   7", "ab      12"]);
        assert!(aligned(&[], &sides).is_empty());
    }

    #[test]
    fn lines_are_broken_between_words_and_no_line_is_too_long() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("", 7), [""]);
        assert_eq!(wrapped("abcdefghij kl", 4), ["abcd", "efgh", "ij", "kl"]);
        assert_eq!(wrapped("日本語 日本", 6), ["日本語", "日本"]);
    }

    #[test]
    fn text_is_fitted_by_what_it_takes_on_the_screen() {
        assert_eq!(fitted("Zoë", 5), "Zoë  ");
        assert_eq!(fitted("Alexandra", 5), "Alex…");
        assert_eq!(measure_text_width(&fitted("日本語日本語", 5)), 5);
    }

    #[test]
    fn colours_are_only_there_where_they_are_wanted() {
        let plain = Terminal::new(ColorChoice::Never);
        assert_eq!(plain.paint(Paint::Red, "stalled"), "stalled");
        let coloured = Terminal::new(ColorChoice::Always);
        assert_eq!(coloured.paint(Paint::Red, "x"), "\u{1b}[31mx\u{1b}[0m");
        assert_eq!(coloured.paint(Paint::Red, " "), " ");
    }
}
