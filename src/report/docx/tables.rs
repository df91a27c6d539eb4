//! Tables as wide as the page, their columns as wide as what stands in them needs.

use super::text::paragraph;
use crate::report::document::Align;
use docx_rs::{Table, TableCell, TableRow, WidthType};

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
        let header = self.row(&self.headers, &widths);
        let rows = self.rows.iter().map(|row| match row {
            GridRow::Cells(cells) => self.row(cells, &widths),
            GridRow::Band(label) => band(label, widths.len()),
        });
        let rows = std::iter::once(header).chain(rows).collect();
        Table::new(rows).set_grid(widths)
    }

    fn row(&self, cells: &[&str], widths: &[usize]) -> TableRow {
        let cell = |(column, width): (usize, &usize)| {
            let style = match self.aligns.get(column) {
                Some(Align::Right) => "CellNumber",
                _ if self.strong == Some(column) => "CellStrong",
                _ => "Cell",
            };
            let text = cells.get(column).copied().unwrap_or_default();
            TableCell::new()
                .width(*width, WidthType::Dxa)
                .add_paragraph(paragraph(style, text))
        };
        TableRow::new(widths.iter().enumerate().map(cell).collect()).cant_split()
    }

    /// Widths that add up to the page: the longest word fits, and long texts share the rest.
    fn widths(&self) -> Vec<usize> {
        let needs: Vec<Need> = (0..self.headers.len())
            .map(|column| self.need(column))
            .collect();
        let least: usize = needs.iter().map(|need| need.least).sum();
        let wanted: usize = needs.iter().map(|need| need.wanted).sum();
        let spare = TEXT_WIDTH.saturating_sub(least);
        let mut widths: Vec<usize> = needs
            .iter()
            .map(|need| match wanted - least {
                _ if least > TEXT_WIDTH => need.least * TEXT_WIDTH / least,
                0 => need.least + spare / needs.len(),
                more => need.least + (need.wanted - need.least) * spare / more,
            })
            .collect();
        let used: usize = widths.iter().sum();
        if let Some(first) = widths.first_mut() {
            *first += TEXT_WIDTH.saturating_sub(used);
        }
        widths
    }

    fn need(&self, column: usize) -> Need {
        /// Width of a letter of nine points, on average, and of the room beside the text.
        const LETTER: usize = 95;
        const ROOM: usize = 160;
        /// Beyond this many letters a text goes on in the next line.
        const LONGEST: usize = 42;
        let cells = self.rows.iter().filter_map(|row| match row {
            GridRow::Cells(cells) => cells.get(column),
            GridRow::Band(_) => None,
        });
        let texts = self.headers.get(column).into_iter().chain(cells);
        let (mut word, mut text) = (1, 1);
        for cell in texts {
            text = text.max(cell.chars().count());
            let words = cell.split(' ').map(|word| word.chars().count());
            word = word.max(words.max().unwrap_or(0));
        }
        let word = word.min(LONGEST);
        Need {
            least: word * LETTER + ROOM,
            wanted: text.clamp(word, LONGEST) * LETTER + ROOM,
        }
    }
}

fn band(label: &str, columns: usize) -> TableRow {
    let heading = TableCell::new()
        .grid_span(columns)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .add_paragraph(paragraph("CellBand", label));
    TableRow::new(vec![heading]).cant_split()
}

/// What a column needs, in twentieths of a point.
struct Need {
    /// For its longest word.
    least: usize,
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
    fn columns_fill_the_page_and_words_fit() {
        let rows = [
            vec!["Measure", "n"],
            vec!["goals attained of all settled", "7"],
        ];
        let widths = widths(&rows);
        assert_eq!(widths.iter().sum::<usize>(), TEXT_WIDTH);
        assert!(widths[0] > widths[1] && widths[1] > 0);
    }

    #[test]
    fn more_columns_than_fit_share_the_page() {
        let wide = vec!["Antidisestablishmentarianism"; 12];
        let widths = widths(&[wide.clone(), wide]);
        assert_eq!(widths.iter().sum::<usize>(), TEXT_WIDTH);
        assert!(widths.iter().all(|width| *width > TEXT_WIDTH / 13));
    }
}
