//! Retention: the share of pairs still together by day, with the horizons that funders ask for.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Lettering, Pen};
use super::curve::{Course, Curve, statements, table};
use super::curves::Curves;
use super::figure::{Figure, Frame};
use super::marks::Shape;
use super::number::{Unit, percent};
use super::plot::Plot;
use super::svg::Edition;
use super::text::measure;
use super::theme::{Face, Ink};
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Share of pairs still together since their start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retention {
    /// One curve for the programme, or one per group; at most six. Estimates are shares.
    pub curves: Vec<Curve>,
    /// Days to mark (90, 180, 365); those after the end of observation are left out.
    pub horizons: Vec<u32>,
}

/// Room for values above a curve that stands at its highest.
const ABOVE: f64 = 8.0;

impl Retention {
    fn days(&self) -> impl Iterator<Item = f64> {
        self.horizons.iter().map(|day| f64::from(*day))
    }

    fn draw_uprights(&self, plot: &Plot<'_>) -> Drawn {
        let mut inside = self.days().filter(|day| *day <= plot.across.to);
        inside.try_for_each(|day| plot.upright(day, Pen(Ink::Grid, 1.0)))
    }

    /// The values of a single curve at the horizons, above it: it falls away from them.
    fn draw_values(&self, canvas: &Canvas, plot: &Plot<'_>, only: &Course<'_>) -> Drawn {
        let mut free_from = f64::NEG_INFINITY;
        for (day, point) in self.days().filter_map(|day| Some((day, only.on(day)?))) {
            let (label, (x, y)) = (percent(point.estimate), plot.at(day, point.estimate));
            Shape::Disc.draw_over(canvas, (x, y), 3.8, Ink::Blue)?;
            let (left, width) = (x + 5.0, measure(&label, Face::Strong));
            // Not where the last value stands, at the end of the curve.
            if left >= free_from && left + width < plot.region.right {
                canvas.text(&label, (left, y - 12.0), Lettering::new(Face::Strong))?;
                free_from = left + width + 6.0;
            }
        }
        Ok(())
    }
}

impl Chart for Retention {
    fn table(&self) -> DataTable {
        table(&self.curves, Unit::Share, &self.horizons, "Still together")
    }

    fn description(&self) -> String {
        let axes = "Step curve of the share of pairs still together by day since the start, \
                    with its band";
        let statements = statements(&self.curves, Unit::Share, &self.horizons);
        sentences([axes.to_owned()].into_iter().chain(statements))
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let days: Vec<u32> = std::iter::once(0)
            .chain(self.horizons.iter().copied())
            .collect();
        let curves = Curves::of(&self.curves, Unit::Share, &days, "retention curve")?;
        let figure = Figure::open(frame, curves.height() + ABOVE)?;
        let plot = curves.plot(&figure.canvas, figure.top + ABOVE);
        self.draw_uprights(&plot)?;
        curves.draw(&figure.canvas, &plot)?;
        if let Some(only) = curves.only() {
            self.draw_values(&figure.canvas, &plot, only)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}
