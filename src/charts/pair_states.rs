//! States of pairs on a day: a labelled bar with its own sign for each state.

use serde::Serialize;

use super::canvas::{Canvas, Drawn};
use super::figure::{Figure, Frame};
use super::marks::{Hatch, Shape};
use super::number::{count, counted, percent, share};
use super::plot::{Plot, TITLED_AXIS_HEIGHT};
use super::rows::{Column, Rows};
use super::svg::Edition;
use super::text::capitalised;
use super::theme::{Ink, MARGIN};
use super::ticks::Axis;
use super::{Chart, ChartError, DataTable};

/// The state of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PairState {
    /// Meeting as agreed.
    OnTrack,
    /// Later than usual, or with several signals.
    Watch,
    /// Long silent.
    Stalled,
    /// Matched, and no meeting recorded.
    NeverStarted,
    /// Too new to say.
    TooEarly,
    /// Resting by agreement.
    Paused,
    /// Ended as planned.
    Completed,
    /// Ended before the plan.
    ClosedEarly,
    /// Ended, not known which.
    Ended,
}

impl PairState {
    /// The state in words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::OnTrack => "on track",
            Self::Watch => "watch",
            Self::Stalled => "stalled",
            Self::NeverStarted => "never started",
            Self::TooEarly => "too early to say",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::ClosedEarly => "closed early",
            Self::Ended => "ended, not known how",
        }
    }

    const fn look(self) -> (Shape, Ink) {
        match self {
            Self::OnTrack => (Shape::Disc, Ink::Blue),
            Self::Watch => (Shape::Triangle, Ink::Orange),
            Self::Stalled => (Shape::Square, Ink::Red),
            Self::NeverStarted => (Shape::Ring, Ink::Red),
            Self::TooEarly => (Shape::OpenDiamond, Ink::Slate),
            Self::Paused => (Shape::Bars, Ink::Slate),
            Self::Completed => (Shape::Tick, Ink::Green),
            Self::ClosedEarly => (Shape::Cross, Ink::Purple),
            Self::Ended => (Shape::OpenSquare, Ink::Slate),
        }
    }

    const fn is_open(self) -> bool {
        !matches!(self, Self::Completed | Self::ClosedEarly | Self::Ended)
    }
}

/// Pairs by state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairStates {
    /// States in the order in which they are shown; open ones first.
    pub rows: Vec<StateRow>,
}

/// One state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StateRow {
    /// The state.
    pub state: PairState,
    /// Pairs in it; none if not to be shown.
    pub pairs: Option<u64>,
    /// Why the number is not shown.
    pub note: Option<String>,
}

const PITCH: f64 = 21.0;
const BAR: f64 = 0.6;
/// Room for the sign before the words.
const SIGN: f64 = 22.0;

impl PairStates {
    fn all(&self) -> u64 {
        self.rows
            .iter()
            .filter_map(|row| row.pairs)
            .fold(0, u64::saturating_add)
    }

    /// Whether shares of all are known: they are not if a number is withheld.
    fn of_all(&self, row: &StateRow) -> Option<f64> {
        let complete = self.rows.iter().all(|row| row.pairs.is_some());
        share(row.pairs?, self.all()).filter(|_| complete)
    }

    fn columns(&self) -> Vec<Column> {
        let pairs = self
            .rows
            .iter()
            .map(|row| row.pairs.map(count).unwrap_or_default());
        let shares = self
            .rows
            .iter()
            .map(|row| self.of_all(row).map(percent).unwrap_or_default());
        vec![
            Column::new("pairs", pairs.collect()),
            Column::new("of all", shares.collect()),
        ]
    }

    fn draw_row(&self, canvas: &Canvas, rows: &Rows, plot: &Plot<'_>, place: usize) -> Drawn {
        let row = &self.rows[place];
        let ((sign, ink), middle) = (row.state.look(), rows.middle(place));
        if place > 0 && self.rows[place - 1].state.is_open() && !row.state.is_open() {
            rows.rule_above(canvas, place)?;
        }
        sign.draw(canvas, (MARGIN + 7.0, middle), 5.5, ink)?;
        rows.words(canvas, place, &capitalised(row.state.title()), false)?;
        let Some(pairs) = row.pairs else {
            return rows.instead(
                canvas,
                place,
                row.note.as_deref().unwrap_or("not available"),
            );
        };
        let half = rows.pitch * BAR / 2.0;
        let title = format!(
            "{}: {}",
            capitalised(row.state.title()),
            counted(pairs, "pair", "pairs")
        );
        canvas.titled(title, || {
            let to = (plot.x(pairs as f64), middle + half);
            Hatch::Plain.bar(canvas, (plot.x(0.0), middle - half), to, ink)
        })
    }
}

impl Chart for PairStates {
    fn table(&self) -> DataTable {
        let rows = self.rows.iter().map(|row| {
            let pairs = row
                .pairs
                .map_or_else(|| row.note.clone().unwrap_or_default(), count);
            [
                capitalised(row.state.title()),
                pairs,
                self.of_all(row).map(percent).unwrap_or_default(),
            ]
        });
        DataTable::new(["State", "Pairs", "Of all pairs"], rows.collect())
    }

    fn description(&self) -> String {
        let shown = self
            .rows
            .iter()
            .filter(|row| row.pairs.is_some_and(|pairs| pairs > 0));
        let said: Vec<_> = shown
            .map(|row| format!("{} {}", row.state.title(), count(row.pairs.unwrap_or(0))))
            .collect();
        let said = said.join(", ");
        // What is shown of several states adds up to all pairs only if nothing is hidden.
        match self.rows.iter().filter(|row| row.pairs.is_none()).count() {
            0 => {
                let all = counted(self.all(), "pair", "pairs");
                format!("One bar per state of {all}: {said}.")
            }
            hidden => format!("One bar per state: {said}. Not shown for {hidden}."),
        }
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.all() == 0 {
            let reason = "there is no pair whose state may be shown";
            return Err(ChartError::Empty {
                chart: "picture of the states of pairs",
                reason,
            });
        }
        let pitch = Rows::pitch(self.rows.len(), PITCH);
        let figure = Figure::open(
            frame,
            Rows::HEADING + pitch * self.rows.len() as f64 + TITLED_AXIS_HEIGHT,
        )?;
        let names: Vec<_> = self.rows.iter().map(|row| row.state.title()).collect();
        let rows = Rows::lay(&names, SIGN, self.columns(), figure.top, pitch);
        let most = self
            .rows
            .iter()
            .filter_map(|row| row.pairs)
            .max()
            .unwrap_or(0);
        let plot = Plot::of_rows(&figure.canvas, rows.region, Axis::of_counts(most as f64, 5));
        plot.grid_across(super::number::decimal)?;
        plot.title_across("pairs")?;
        rows.headings(&figure.canvas)?;
        for place in 0..self.rows.len() {
            self.draw_row(&figure.canvas, &rows, &plot, place)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}
