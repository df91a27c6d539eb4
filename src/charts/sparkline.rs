//! A sparkline: the course of one figure over the latest periods, small enough for a box.

use serde::Serialize;

use super::canvas::{Drawn, Pen, Point};
use super::figure::{Figure, Frame};
use super::marks::Shape;
use super::number::{Unit, finite};
use super::plot::{Plot, Region};
use super::svg::Edition;
use super::theme::{Dash, Ink};
use super::ticks::Axis;
use super::{Chart, ChartError, DataTable};

/// One figure over periods.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sparkline {
    /// What the values are.
    pub unit: Unit,
    /// Names and values of periods, oldest first.
    pub periods: Vec<(String, Option<f64>)>,
    /// A target to hold them against.
    pub target: Option<f64>,
}

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;
/// Room for the last point.
const EDGE: f64 = 5.0;

impl Sparkline {
    fn values(&self) -> impl DoubleEndedIterator<Item = (usize, f64)> {
        let values = self.periods.iter().enumerate();
        values.filter_map(|(place, (_, value))| Some((place, finite(*value)?)))
    }

    fn plot<'a>(&self, figure: &'a Figure<'_>) -> Plot<'a> {
        let values = || {
            self.values()
                .map(|(_, value)| value)
                .chain(finite(self.target))
        };
        let lowest = values().fold(f64::INFINITY, f64::min);
        let highest = values().fold(f64::NEG_INFINITY, f64::max);
        // A course without change lies in the middle.
        let room = if highest > lowest {
            0.0
        } else {
            lowest.abs().max(1.0)
        };
        let upward = Axis {
            from: lowest - room,
            to: highest + room,
            ticks: Vec::new(),
        };
        let to = (self.periods.len().max(2) - 1) as f64;
        let across = Axis {
            from: 0.0,
            to,
            ticks: Vec::new(),
        };
        let region = Region {
            left: EDGE,
            top: EDGE,
            right: WIDTH - EDGE,
            bottom: HEIGHT - EDGE,
        };
        Plot::new(&figure.canvas, region, across, upward)
    }

    /// Runs of periods with values; a missing one breaks the line.
    fn runs(&self, plot: &Plot<'_>) -> Vec<Vec<Point>> {
        let mut runs: Vec<Vec<Point>> = Vec::new();
        let mut next = None;
        for (place, value) in self.values() {
            let point = plot.at(place as f64, value);
            match runs.last_mut() {
                Some(run) if next == Some(place) => run.push(point),
                _ => runs.push(vec![point]),
            }
            next = Some(place + 1);
        }
        runs
    }

    fn draw_course(&self, figure: &Figure<'_>, plot: &Plot<'_>) -> Drawn {
        let canvas = &figure.canvas;
        if let Some(target) = finite(self.target) {
            canvas.dashed(Dash::Short, || plot.level(target, Pen(Ink::Axis, 1.0)))?;
        }
        for run in self.runs(plot) {
            match run.as_slice() {
                [alone] => canvas.disc(*alone, 1.4, Ink::Blue)?,
                points => canvas.line(points, Pen(Ink::Blue, 1.6))?,
            }
        }
        match self.values().next_back() {
            Some((place, value)) => {
                Shape::Disc.draw(canvas, plot.at(place as f64, value), 3.2, Ink::Blue)
            }
            None => Ok(()),
        }
    }
}

impl Chart for Sparkline {
    fn table(&self) -> DataTable {
        let rows = self.periods.iter().map(|(period, value)| {
            [
                period.clone(),
                finite(*value)
                    .map(|value| self.unit.show(value))
                    .unwrap_or_default(),
            ]
        });
        DataTable::new(["Period", "Value"], rows.collect())
    }

    fn description(&self) -> String {
        let said = |(place, value): (usize, f64)| {
            let (period, _) = &self.periods[place];
            format!("{} in {period}", self.unit.show(value))
        };
        match (self.values().next(), self.values().next_back()) {
            (Some(first), Some(last)) => format!("From {} to {}.", said(first), said(last)),
            _ => String::new(),
        }
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.values().nth(1).is_none() {
            let reason = "fewer than two periods have a value";
            return Err(ChartError::Empty {
                chart: "sparkline",
                reason,
            });
        }
        let figure = Figure::bare(frame, WIDTH, HEIGHT);
        self.draw_course(&figure, &self.plot(&figure))?;
        Ok(figure.finish(&self.description(), edition))
    }
}
