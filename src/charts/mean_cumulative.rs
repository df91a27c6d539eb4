//! Mean cumulative number of new goals per pair over time.

use serde::Serialize;

use super::curve::{Curve, statements, table};
use super::curves::Curves;
use super::figure::{Figure, Frame};
use super::number::Unit;
use super::svg::Edition;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// New goals per pair, accumulated since the start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeanCumulative {
    /// One curve for the programme, or one per group; at most six.
    pub curves: Vec<Curve>,
    /// Days at which the table lists the curves, and the axis is marked if there are two or more.
    pub days: Vec<u32>,
}

impl Chart for MeanCumulative {
    fn table(&self) -> DataTable {
        table(&self.curves, Unit::Number, &self.days, "New goals per pair")
    }

    fn description(&self) -> String {
        let axes = "Step curve of the mean number of new goals per pair by day since the start, \
                    with its band";
        let statements = statements(&self.curves, Unit::Number, &self.days);
        sentences([axes.to_owned()].into_iter().chain(statements))
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let curves = Curves::of(&self.curves, Unit::Number, &self.days, "curve of new goals")?;
        let figure = Figure::open(frame, curves.height())?;
        let plot = curves.plot(&figure.canvas, figure.top);
        curves.draw(&figure.canvas, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
