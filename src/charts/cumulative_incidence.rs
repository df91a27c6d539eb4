//! Cumulative incidence: the share of pairs to whom an event has happened, by day.

use serde::Serialize;

use super::curve::{Curve, statements, table};
use super::curves::Curves;
use super::figure::{Figure, Frame};
use super::number::Unit;
use super::svg::Edition;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// The share of pairs to whom an event has happened since their start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CumulativeIncidence {
    /// The event, for the table ("Time to the first meeting").
    pub event: String,
    /// One curve for the programme, or one per group; at most six. Estimates are shares.
    pub curves: Vec<Curve>,
    /// Days at which the table lists the curves, and the axis is marked if there are two or more.
    pub days: Vec<u32>,
}

impl Chart for CumulativeIncidence {
    fn table(&self) -> DataTable {
        table(&self.curves, Unit::Share, &self.days, &self.event)
    }

    fn description(&self) -> String {
        let axes = "Step curve of the share of pairs to whom it has happened, by day since the \
                    start, with its band";
        let statements = statements(&self.curves, Unit::Share, &self.days);
        sentences([axes.to_owned()].into_iter().chain(statements))
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let curves = Curves::of(&self.curves, Unit::Share, &self.days, "curve of an event")?;
        let figure = Figure::open(frame, curves.height())?;
        let plot = curves.plot(&figure.canvas, figure.top);
        curves.draw(&figure.canvas, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
