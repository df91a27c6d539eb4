//! Pictures in rows: a name at the left, marks in the middle, figures at the right.

use super::canvas::{Canvas, Drawn, Lettering, Pen};
use super::plot::Region;
use super::text::widest;
use super::theme::{Face, Ink, MARGIN, WIDTH};

/// Most of the width that names may take.
const NAMES: f64 = 0.43;
/// Between names, marks and figures.
const GUTTER: f64 = 12.0;
/// A point at the end of the scale reaches over it by this much.
const POINT: f64 = 6.0;
/// Marks always have at least this width; names are shortened for them.
const LEAST: f64 = 130.0;
/// From this many rows on they stand closer.
const MANY: usize = 14;

/// A column of figures at the right, its heading first.
pub(super) struct Column {
    pub heading: String,
    pub cells: Vec<String>,
}

impl Column {
    pub(super) fn new(heading: &str, cells: Vec<String>) -> Self {
        Self {
            heading: heading.to_owned(),
            cells,
        }
    }

    fn width(&self) -> f64 {
        let cells = widest(self.cells.iter().map(String::as_str), Face::Label);
        cells
            .max(widest([self.heading.as_str()], Face::Small))
            .min(WIDTH / 5.0)
    }
}

/// Where everything in a picture of rows lies.
pub(super) struct Rows {
    pub region: Region,
    pub pitch: f64,
    indent: f64,
    columns: Vec<(Column, f64)>,
    heading: f64,
}

impl Rows {
    /// Height of a row of this many.
    pub(super) fn pitch(count: usize, usual: f64) -> f64 {
        if count >= MANY { usual * 0.78 } else { usual }
    }

    /// Height of the line of column headings.
    pub(super) const HEADING: f64 = 20.0;

    /// Lays out rows named `names` from `top` on; `indent` is kept free before the names.
    pub(super) fn lay(
        names: &[&str],
        indent: f64,
        columns: Vec<Column>,
        top: f64,
        pitch: f64,
    ) -> Self {
        let heading = if columns.iter().any(|column| !column.heading.is_empty()) {
            Self::HEADING
        } else {
            0.0
        };
        let (columns, right) = placed(columns);
        let room = (right - POINT - LEAST - GUTTER - MARGIN).clamp(MARGIN, WIDTH * NAMES);
        let wanted = (widest(names.iter().copied(), Face::Strong) + indent).min(room);
        let left = MARGIN + wanted + GUTTER;
        let top = top + heading;
        let bottom = top + pitch * names.len() as f64;
        let region = Region {
            left,
            top,
            right: right - POINT,
            bottom,
        };
        Self {
            region,
            pitch,
            indent,
            columns,
            heading,
        }
    }

    /// Middle of a row.
    pub(super) fn middle(&self, row: usize) -> f64 {
        self.region.top + self.pitch * (row as f64 + 0.5)
    }

    /// Writes the headings of the columns.
    pub(super) fn headings(&self, canvas: &Canvas) -> Drawn {
        let middle = self.region.top - self.heading / 2.0 - 2.0;
        for (column, right) in &self.columns {
            let lettering = Lettering::new(Face::Small).muted().end();
            canvas.label(
                &column.heading,
                column.width() + 1.0,
                (*right, middle),
                lettering,
            )?;
        }
        Ok(())
    }

    /// Writes the name and the figures of a row.
    pub(super) fn words(&self, canvas: &Canvas, row: usize, name: &str, strong: bool) -> Drawn {
        let face = if strong { Face::Strong } else { Face::Label };
        let middle = self.middle(row);
        let width = self.region.left - GUTTER - MARGIN - self.indent;
        canvas.label(
            name,
            width,
            (MARGIN + self.indent, middle),
            Lettering::new(face),
        )?;
        for (column, right) in &self.columns {
            if let Some(cell) = column.cells.get(row) {
                let lettering = Lettering::new(Face::Label).end();
                canvas.label(cell, column.width() + 1.0, (*right, middle), lettering)?;
            }
        }
        Ok(())
    }

    /// Writes the heading of the rows that follow. It has no marks, so it may reach into their half.
    pub(super) fn band(&self, canvas: &Canvas, row: usize, name: &str) -> Drawn {
        let width = f64::midpoint(self.region.left, self.region.right) - MARGIN;
        let place = (MARGIN, self.middle(row));
        canvas.label(name, width, place, Lettering::new(Face::Strong))
    }

    /// A thin line above a row, over the whole width.
    pub(super) fn rule_above(&self, canvas: &Canvas, row: usize) -> Drawn {
        let y = self.region.top + self.pitch * row as f64;
        canvas.line(&[(MARGIN, y), (WIDTH - MARGIN, y)], Pen(Ink::Grid, 1.0))
    }

    /// Says in the row why it holds no mark.
    pub(super) fn instead(&self, canvas: &Canvas, row: usize, why: &str) -> Drawn {
        let place = (self.region.left + 4.0, self.middle(row));
        let width = self.region.right - self.region.left - 8.0;
        canvas.label(why, width, place, Lettering::new(Face::Small).muted())
    }
}

/// Right edges of columns set from the right, and where the marks may end.
fn placed(columns: Vec<Column>) -> (Vec<(Column, f64)>, f64) {
    let mut right = WIDTH - MARGIN;
    let mut placed: Vec<_> = columns
        .into_iter()
        .rev()
        .map(|column| {
            let here = right;
            right -= column.width() + GUTTER;
            (column, here)
        })
        .collect();
    placed.reverse();
    (placed, right)
}
