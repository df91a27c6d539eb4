//! Moves between stages as a table of shades: from the stage of the row to that of the column.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Lettering, Pen, Point};
use super::figure::{Figure, Frame};
use super::number::count;
use super::svg::Edition;
use super::text::{fit, measure, widest};
use super::theme::{Face, Ink, MARGIN, WIDTH};
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Moves between the stages of one model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TransitionHeat {
    /// Titles of the stages in the order of the model.
    pub stages: Vec<String>,
    /// For each stage left, the moves to each stage entered, in the same order.
    pub moves: Vec<Vec<Moves>>,
}

/// Moves from one stage to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// There were none.
    #[default]
    None,
    /// So many.
    Counted(u64),
    /// Some, of which only this may be said ("< 5").
    Hidden(String),
}

impl Moves {
    fn words(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Counted(moves) => count(*moves),
            Self::Hidden(words) => words.clone(),
        }
    }

    const fn counted(&self) -> u64 {
        match self {
            Self::Counted(moves) => *moves,
            Self::None | Self::Hidden(_) => 0,
        }
    }
}

const HEIGHT: f64 = 26.0;
/// Cells are no wider, so that a model of two stages is no chessboard.
const WIDEST: f64 = 68.0;
/// Most of the width that names may take.
const NAMES: f64 = 0.36;
const GUTTER: f64 = 10.0;
/// Stands for words of a hidden number in a cell that is too narrow for them.
const HIDDEN: &str = "–";
/// Height of the line that says what the columns are, and of their numbers.
const HEADING: f64 = 20.0;
/// Opacity of the shade of the most frequent move: words stay readable on it.
const DARKEST: f64 = 0.5;
/// Opacity under which a shade can no longer be told from paper.
const LIGHTEST: f64 = 0.06;

/// Where the cells lie.
struct Grid {
    left: f64,
    top: f64,
    width: f64,
}

impl Grid {
    fn corner(&self, row: usize, column: usize) -> Point {
        (
            self.left + self.width * column as f64,
            self.top + HEIGHT * row as f64,
        )
    }

    fn centre(&self, row: usize, column: usize) -> Point {
        let (x, y) = self.corner(row, column);
        (x + self.width / 2.0, y + HEIGHT / 2.0)
    }
}

impl TransitionHeat {
    /// Whether some moves may not be told.
    #[must_use]
    pub fn hides(&self) -> bool {
        self.cells()
            .any(|(_, _, moves)| matches!(moves, Moves::Hidden(_)))
    }

    /// The most frequent move and how often it happened, if one is counted.
    #[must_use]
    pub fn most_frequent(&self) -> Option<(&str, &str, u64)> {
        let (from, to, moves) = self.most()?;
        Some((&self.stages[from], &self.stages[to], moves))
    }

    /// Of the moves that are counted, those to a later stage, and all.
    #[must_use]
    pub fn forward(&self) -> (u64, u64) {
        self.cells()
            .fold((0, 0), |(forward, all), (from, to, moves)| {
                let moves = moves.counted();
                let ahead = if to > from { moves } else { 0 };
                (forward.saturating_add(ahead), all.saturating_add(moves))
            })
    }

    /// Stages with their numbers, by which the columns are headed.
    fn names(&self) -> Vec<String> {
        let numbered = self.stages.iter().enumerate();
        numbered
            .map(|(place, title)| format!("{} {title}", place + 1))
            .collect()
    }

    fn cells(&self) -> impl Iterator<Item = (usize, usize, &Moves)> {
        self.moves.iter().enumerate().flat_map(|(from, row)| {
            let cells = row.iter().take(self.stages.len()).enumerate();
            cells.map(move |(to, moves)| (from, to, moves))
        })
    }

    fn most(&self) -> Option<(usize, usize, u64)> {
        let counted = self
            .cells()
            .map(|(from, to, moves)| (from, to, moves.counted()));
        // The first of equal ones.
        counted
            .filter(|(_, _, moves)| *moves > 0)
            .reduce(|most, next| if next.2 > most.2 { next } else { most })
    }

    fn lay(&self, top: f64) -> Grid {
        let names = self.names();
        let wanted = widest(names.iter().map(String::as_str), Face::Label).min(WIDTH * NAMES);
        let left = MARGIN + wanted + GUTTER;
        let room = (WIDTH - MARGIN - left) / self.stages.len().max(1) as f64;
        Grid {
            left,
            top: top + 2.0 * HEADING,
            width: room.min(WIDEST),
        }
    }

    fn draw_headings(&self, canvas: &Canvas, grid: &Grid) -> Drawn {
        let quiet = Lettering::new(Face::Small).muted();
        let line = grid.top - 1.5 * HEADING;
        canvas.label("from", grid.left - MARGIN, (MARGIN, line), quiet)?;
        canvas.text("to", (grid.left + 2.0, line), quiet)?;
        for (place, name) in self.names().iter().enumerate() {
            let (_, middle) = grid.centre(place, 0);
            let width = grid.left - GUTTER - MARGIN;
            canvas.label(name, width, (MARGIN, middle), Lettering::new(Face::Label))?;
            let number = (place + 1).to_string();
            let (across, _) = grid.centre(0, place);
            if measure(&number, Face::Small) <= grid.width {
                canvas.titled(self.stages[place].clone(), || {
                    canvas.text(&number, (across, grid.top - HEADING / 2.0), quiet.middle())
                })?;
            }
        }
        Ok(())
    }

    fn draw_cell(
        &self,
        canvas: &Canvas,
        grid: &Grid,
        (from, to): (usize, usize),
        moves: &Moves,
    ) -> Drawn {
        let words = moves.words();
        if words.is_empty() {
            return Ok(());
        }
        let title = format!("{} to {}: {words}", self.stages[from], self.stages[to]);
        canvas.titled(title, || {
            let share = match self.most() {
                Some((_, _, most)) if moves.counted() > 0 => moves.counted() as f64 / most as f64,
                _ => 0.0,
            };
            if share > 0.0 {
                shade(canvas, grid, (from, to), share)?;
            }
            let ink = if share > 0.0 { Ink::Text } else { Ink::Muted };
            let lettering = Lettering::new(Face::Small).ink(ink).middle();
            let is_wide_enough = fit(&words, Face::Small, grid.width - 4.0).whole.is_none();
            match moves {
                _ if is_wide_enough => canvas.text(&words, grid.centre(from, to), lettering),
                Moves::Hidden(_) => canvas.text(HIDDEN, grid.centre(from, to), lettering),
                _ => Ok(()),
            }
        })
    }
}

fn shade(canvas: &Canvas, grid: &Grid, (from, to): (usize, usize), share: f64) -> Drawn {
    let ((left, top), (right, bottom)) = (grid.corner(from, to), grid.corner(from + 1, to + 1));
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    canvas.polygon(&corners, Ink::Blue, LIGHTEST + (DARKEST - LIGHTEST) * share)
}

/// The rules around the cells, and a stroke where a stage meets itself.
fn draw_grid(canvas: &Canvas, grid: &Grid, stages: usize) -> Drawn {
    let (right, bottom) = grid.corner(stages, stages);
    for place in 0..=stages {
        let (x, y) = grid.corner(place, place);
        canvas.line(&[(grid.left, y), (right, y)], Pen(Ink::Grid, 1.0))?;
        canvas.line(&[(x, grid.top), (x, bottom)], Pen(Ink::Grid, 1.0))?;
    }
    for place in 0..stages {
        let (from, to) = (grid.corner(place, place), grid.corner(place + 1, place + 1));
        canvas.line(&[from, to], Pen(Ink::Grid, 1.0))?;
    }
    Ok(())
}

impl Chart for TransitionHeat {
    /// Columns are headed by numbers, as in the picture: titles would make it too wide.
    fn table(&self) -> DataTable {
        let row = |(name, moves): (String, &Vec<Moves>)| {
            let mut cells: Vec<_> = moves.iter().map(Moves::words).collect();
            cells.resize(self.stages.len(), String::new());
            std::iter::once(name).chain(cells).collect()
        };
        let numbers = (1..=self.stages.len()).map(|number| number.to_string());
        DataTable {
            headers: std::iter::once("From, to".to_owned())
                .chain(numbers)
                .collect(),
            rows: self.names().into_iter().zip(&self.moves).map(row).collect(),
        }
    }

    fn description(&self) -> String {
        let axes = "A row for each stage left and a column for each entered; the number of moves in each cell, darker where there are more".to_owned();
        let most = self
            .most_frequent()
            .map_or_else(String::new, |(from, to, moves)| {
                format!("Most: {} from {from} to {to}", count(moves))
            });
        let forward = match self.forward() {
            _ if self.hides() => String::new(),
            (forward, all) => format!("{} of {} lead to a later stage", count(forward), count(all)),
        };
        sentences([axes, most, forward])
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.most().is_none() {
            return Err(ChartError::Empty {
                chart: "table of moves between stages",
                reason: "no move may be shown",
            });
        }
        let stages = self.stages.len();
        let figure = Figure::open(frame, 2.0 * HEADING + HEIGHT * stages as f64 + 2.0)?;
        let grid = self.lay(figure.top);
        let canvas = &figure.canvas;
        draw_grid(canvas, &grid, stages)?;
        self.draw_headings(canvas, &grid)?;
        for (from, to, moves) in self.cells() {
            self.draw_cell(canvas, &grid, (from, to), moves)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}

#[cfg(test)]
mod tests {
    use super::super::contrast::contrast_on;
    use super::*;

    #[test]
    fn words_can_be_read_on_the_darkest_shade() {
        for dark in [false, true] {
            assert!(contrast_on(Ink::Text, Ink::Blue, DARKEST, dark) >= 4.5);
        }
    }

    #[test]
    fn rows_that_are_too_long_or_missing_are_no_trouble() {
        let moves = TransitionHeat {
            stages: vec!["One".into(), "Two".into()],
            moves: vec![vec![Moves::None, Moves::Counted(3), Moves::Counted(9_999)]],
        };
        assert_eq!(moves.most(), Some((0, 1, 3)));
        assert_eq!(moves.table().rows, [["1 One", "", "3"]]);
        assert!(moves.description().contains("Most: 3 from One to Two"));
    }

    #[test]
    fn a_hidden_number_leaves_a_mark_in_the_narrowest_cell() {
        let titles = (0..20).map(|place| format!("A stage with a long title, number {place}"));
        let mut row = vec![Moves::None; 20];
        (row[1], row[2]) = (Moves::Counted(30), Moves::Hidden("hidden".into()));
        let chart = TransitionHeat {
            stages: titles.collect(),
            moves: vec![row],
        };
        let svg = chart
            .draw(&Frame::new("t", "Moves", ""), Edition::Embedded)
            .expect("a move is counted");
        assert!(svg.contains(">–</text>"), "{svg}");
    }
}
