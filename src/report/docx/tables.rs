//! Tables no wider than the page, their columns as wide as what stands in them needs.

use super::text::{clean, paragraph};
use crate::report::document::Align;
use docx_rs::{BreakType, Paragraph, Run, Table, TableCell, TableRow, WidthType};

/// Width between the margins in twentieths of a point: 170 mm.
pub(super) const TEXT_WIDTH: usize = 9638;

/// A table before it is laid out; its first row is the header.
pub(super) struct Grid<'a> {
    pub headers: Vec<&'a str>,
    pub aligns: Vec<Align>,
    pub rows: Vec<GridRow<'a>>,
    /// The column that stands out, if one does.
    pub strong: Option<usize>,
}

/// A row of a table.
#[derive(Clone)]
pub(super) enum GridRow<'a> {
    /// Its cells, one for each column.
    Cells(Vec<&'a str>),
    /// The heading of the rows below, across the table.
    Band(&'a str),
}

impl<'a> GridRow<'a> {
    /// A row of these cells.
    pub(super) fn of(cells: &'a [String]) -> Self {
        Self::Cells(cells.iter().map(String::as_str).collect())
    }
}

impl Grid<'_> {
    /// The table; every row has as many cells as there are headers.
    pub(super) fn table(&self) -> Table {
        let widths = self.widths();
        let header = self.row(&self.headers, &widths, None);
        let rows = self.rows.iter().map(|row| match row {
            GridRow::Cells(cells) => self.row(cells, &widths, self.strong),
            GridRow::Band(label) => band(label, &widths),
        });
        let rows = std::iter::once(header).chain(rows).collect();
        Table::new(rows).set_grid(widths)
    }

    fn row(&self, cells: &[&str], widths: &[usize], strong: Option<usize>) -> TableRow {
        let cell = |(column, width): (usize, &usize)| {
            let style = match self.aligns.get(column) {
                Some(Align::Right) => "CellNumber",
                _ if strong == Some(column) => "CellStrong",
                _ => "Cell",
            };
            let text = cells.get(column).copied().unwrap_or_default();
            let words = if style == "CellNumber" {
                figure(style, text, *width)
            } else {
                paragraph(style, text)
            };
            let words = match self.indent(column) {
                Some(indent) => words.indent(Some(indent), None, None, None),
                None => words,
            };
            TableCell::new()
                .width(*width, WidthType::Dxa)
                .add_paragraph(words)
        };
        TableRow::new(widths.iter().enumerate().map(cell).collect()).cant_split()
    }

    /// As wide as the texts, or as the page: then figures have their intervals below them, and if
    /// that is not enough, the longest words fit and long texts share the rest.
    fn widths(&self) -> Vec<usize> {
        let columns = 0..self.headers.len();
        let needs: Vec<Need> = columns.map(|column| self.need(column)).collect();
        let ways: [fn(&Need) -> usize; 4] = [
            |_| 0,
            |need| need.least,
            |need| need.narrow,
            |need| need.wanted,
        ];
        let total = |way: fn(&Need) -> usize| needs.iter().map(way).sum::<usize>();
        let too_wide = ways.into_iter().position(|way| total(way) > TEXT_WIDTH);
        let Some(place) = too_wide else {
            return needs.iter().map(|need| need.wanted).collect();
        };
        let (less, more) = (ways[place.saturating_sub(1)], ways[place]);
        let (room, apart) = (TEXT_WIDTH - total(less), total(more) - total(less));
        let width = |need: &Need| less(need) + (more(need) - less(need)) * room / apart.max(1);
        needs.iter().map(width).collect()
    }

    fn need(&self, column: usize) -> Need {
        let cells = self.rows.iter().filter_map(|row| match row {
            GridRow::Cells(cells) => cells.get(column).copied(),
            GridRow::Band(_) => None,
        });
        let cells: Vec<&str> = cells.collect();
        let header = self.headers.get(column).copied().unwrap_or_default();
        let all = || cells.iter().copied().chain([header]);
        let text = longest(all());
        let header_word = longest(header.split(' '));
        let (word, narrow) = if self.is_figures(column) {
            let parts = || cells.iter().map(|cell| split_interval(cell));
            let interval = longest(parts().map(|(_, interval)| interval));
            let before = longest(parts().map(|(before, _)| before.trim_end()));
            let word = longest(parts().flat_map(|(before, _)| before.split(' ')));
            let (word, before) = (word.max(interval), before.max(interval));
            (word.max(header_word), before.max(header_word))
        } else {
            (longest(all().flat_map(|text| text.split(' '))), text)
        };
        let word = word.clamp(1, LONGEST);
        let letter = LETTERS[usize::from(self.strong == Some(column))];
        let room = ROOM + self.indent(column).map_or(0, i32::unsigned_abs) as usize;
        let width = |letters: usize| letters.clamp(word, LONGEST) * letter + room;
        Need {
            least: width(word),
            narrow: width(narrow),
            wanted: width(text),
        }
    }

    fn is_figures(&self, column: usize) -> bool {
        self.aligns.get(column) == Some(&Align::Right)
    }

    /// How far words stand in that are right of figures, which end where words begin.
    fn indent(&self, column: usize) -> Option<i32> {
        let before = column.checked_sub(1)?;
        (self.is_figures(before) && !self.is_figures(column)).then_some(APART)
    }
}

/// Letters of the longest of some texts.
fn longest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| text.chars().count()).max().unwrap_or(0)
}

/// Width of a letter, on average, where it is small and where it stands out, and of the room beside
/// the text.
const LETTERS: [usize; 2] = [105, 140];
const ROOM: usize = 180;
/// Beyond this many letters a text goes on in the next line.
const LONGEST: usize = 42;
/// Between figures and the words right of them.
const APART: i32 = 120;

/// A figure, and its interval in brackets if it has one.
fn split_interval(text: &str) -> (&str, &str) {
    let bracket = text.find(['(', '[']).filter(|place| *place > 0);
    let ends = text.ends_with([')', ']']);
    text.split_at(bracket.filter(|_| ends).unwrap_or(text.len()))
}

/// A figure with its interval below it where both do not fit on one line: word processors break
/// lines after the dash of a range.
fn figure(style: &str, text: &str, width: usize) -> Paragraph {
    let (before, interval) = split_interval(text);
    if interval.is_empty() || text.chars().count() * LETTERS[0] + ROOM <= width {
        return paragraph(style, text);
    }
    paragraph(style, before.trim_end()).add_run(
        Run::new()
            .add_break(BreakType::TextWrapping)
            .add_text(clean(interval)),
    )
}

fn band(label: &str, widths: &[usize]) -> TableRow {
    let heading = TableCell::new()
        .grid_span(widths.len())
        .width(widths.iter().sum(), WidthType::Dxa)
        .add_paragraph(paragraph("CellBand", label));
    TableRow::new(vec![heading]).cant_split()
}

/// What a column needs, in twentieths of a point.
struct Need {
    /// For its longest word.
    least: usize,
    /// For its longest text where figures have their intervals below them; no less.
    narrow: usize,
    /// For its longest text; no less.
    wanted: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(rows: &[Vec<&'static str>]) -> Vec<usize> {
        let grid = Grid {
            headers: rows[0].clone(),
            aligns: Vec::new(),
            rows: rows[1..].iter().cloned().map(GridRow::Cells).collect(),
            strong: None,
        };
        grid.widths()
    }

    #[test]
    fn a_small_table_is_as_wide_as_its_texts() {
        let widths = widths(&[vec!["Month", "n"], vec!["2026-09", "7"]]);
        assert!(widths.iter().sum::<usize>() < TEXT_WIDTH / 4, "{widths:?}");
        assert!(widths[0] > widths[1]);
    }

    #[test]
    fn long_texts_share_the_page_and_words_fit() {
        let long = "goals attained of all goals that are settled by then";
        let widths = widths(&[
            vec!["Measure", "n", "Why"],
            vec![long, "7", long],
            vec![long; 3],
        ]);
        let sum: usize = widths.iter().sum();
        assert!(sum <= TEXT_WIDTH && sum + 3 > TEXT_WIDTH, "{widths:?}");
    }

    #[test]
    fn an_interval_stays_in_one_piece() {
        assert_eq!(
            split_interval("66\u{a0}% (58–73\u{a0}%)"),
            ("66\u{a0}% ", "(58–73\u{a0}%)")
        );
        assert_eq!(split_interval("(none) of it"), ("(none) of it", ""));
        let lines = |width| {
            let xml =
                serde_json::to_string(&figure("CellNumber", "66\u{a0}% (58–73\u{a0}%)", width));
            xml.unwrap().matches("\"break\"").count()
        };
        assert_eq!((lines(900), lines(4_000)), (1, 0));
    }

    #[test]
    fn figures_put_their_intervals_below_them_before_words_are_broken() {
        let interval = "66\u{a0}% (58–73\u{a0}%)";
        let grid = Grid {
            headers: vec!["A group of many", "a", "b", "c", "d", "e", "f"],
            aligns: [vec![Align::Left], vec![Align::Right; 6]].concat(),
            rows: vec![GridRow::Cells(
                [vec!["A group of many"], vec![interval; 6]].concat(),
            )],
            strong: None,
        };
        let widths = grid.widths();
        let name = grid.need(0);
        assert_eq!(widths[0], name.wanted, "{widths:?}");
        assert!(
            widths[1] < grid.need(1).wanted && widths[1] >= grid.need(1).narrow,
            "{widths:?}"
        );
    }

    #[test]
    fn more_columns_than_fit_share_the_page() {
        let wide = vec!["Antidisestablishmentarianism"; 12];
        let widths = widths(&[wide.clone(), wide]);
        let sum: usize = widths.iter().sum();
        assert!(sum <= TEXT_WIDTH && sum + 12 > TEXT_WIDTH, "{widths:?}");
    }
}
