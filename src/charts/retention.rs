//! Retention: the share of pairs still together by day, with the horizons that funders ask for.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Lettering, Pen};
use super::curve::{Curve, Curves, ends_in_words, table};
use super::figure::{Figure, Frame};
use super::marks::Shape;
use super::number::{Unit, percent};
use super::plot::Plot;
use super::svg::Edition;
use super::text::measure;
use super::theme::{Face, Ink};
use super::{Chart, ChartError, DataTable};

/// Share of pairs still together since their start.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Retention {
    /// One curve for the programme, or one per group; at most six. Estimates are shares.
    pub curves: Vec<Curve>,
    /// Days to mark (90, 180, 365); those after the end of observation are left out.
    pub horizons: Vec<u32>,
}

impl Retention {
    fn draw_uprights(&self, plot: &Plot<'_>) -> Drawn {
        let inside = self
            .horizons
            .iter()
            .map(|day| f64::from(*day))
            .filter(|day| *day <= plot.across.to);
        inside
            .into_iter()
            .try_for_each(|day| plot.upright(day, Pen(Ink::Grid, 1.0)))
    }

    /// The values of a single curve at the horizons, above it where they have room.
    fn draw_values(&self, canvas: &Canvas, plot: &Plot<'_>, only: &Curve) -> Drawn {
        let mut free_from = f64::NEG_INFINITY;
        for day in self.horizons.iter().map(|day| f64::from(*day)) {
            let Some(point) = only.on(day) else { continue };
            let (label, (x, y)) = (percent(point.estimate), plot.at(day, point.estimate));
            Shape::Disc.draw_over(canvas, (x, y), 3.8, Ink::Blue)?;
            let (left, width) = (x + 5.0, measure(&label, Face::Strong));
            // Not where the last value stands, at the end of the curve.
            if left >= free_from && left + width < plot.region.right {
                let above = (y - 14.0).max(plot.region.top + 6.0);
                canvas.text(&label, (left, above), Lettering::new(Face::Strong))?;
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
        let at = |curve: &Curve| {
            let said = self.horizons.iter().filter_map(|day| {
                let point = curve.on(f64::from(*day))?;
                Some(format!(
                    " {}: {} on day {day}.",
                    curve.label,
                    percent(point.estimate)
                ))
            });
            said.collect::<String>()
        };
        let horizons: String = self.curves.iter().map(at).collect();
        let ends = ends_in_words(&self.curves, Unit::Share);
        format!(
            "Step curve of the share of pairs still together by day since the start, with its band.{horizons}{ends}"
        )
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let title = "days since the pair started";
        let mut curves = Curves::of(&self.curves, Unit::Share, title, "retention curve")?;
        curves.days = std::iter::once(0)
            .chain(self.horizons.iter().copied())
            .map(f64::from)
            .collect();
        let figure = Figure::open(frame, curves.height())?;
        let plot = curves.plot(&figure.canvas, figure.top);
        self.draw_uprights(&plot)?;
        curves.draw(&figure.canvas, &plot)?;
        if let Some(only) = curves.only() {
            self.draw_values(&figure.canvas, &plot, only)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}
