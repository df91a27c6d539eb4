//! Retention: the share of pairs still together by day, with the horizons that funders ask for.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Lettering, Pen};
use super::curve::{Curve, Curves, ends_in_words, table};
use super::figure::{Figure, Frame};
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
    /// Uprights at the horizons; on a single curve the value there too.
    fn draw_horizons(&self, canvas: &Canvas, plot: &Plot<'_>, only: Option<&Curve>) -> Drawn {
        let mut free_from = f64::NEG_INFINITY;
        for day in self
            .horizons
            .iter()
            .map(|day| f64::from(*day))
            .filter(|day| *day <= plot.across.to)
        {
            plot.upright(day, Pen(Ink::Grid, 1.0))?;
            let Some(point) = only.and_then(|curve| curve.on(day)) else {
                continue;
            };
            let (label, (x, y)) = (percent(point.estimate), plot.at(day, point.estimate));
            let width = measure(&label, Face::Strong);
            // Not where the last value stands at the end of the curve.
            if x + 6.0 >= free_from && x + 6.0 + width < plot.region.right {
                let above = (y - 13.0).max(plot.region.top + 6.0);
                canvas.text(&label, (x + 6.0, above), Lettering::new(Face::Strong))?;
                free_from = x + 6.0 + width + 6.0;
            }
        }
        Ok(())
    }

    fn draw_points(&self, canvas: &Canvas, plot: &Plot<'_>, only: &Curve) -> Drawn {
        let on = |day: &u32| {
            only.on(f64::from(*day))
                .map(|point| plot.at(f64::from(*day), point.estimate))
        };
        let marked = self.horizons.iter().filter_map(on);
        marked.into_iter().try_for_each(|place| {
            super::marks::Shape::Disc.draw_over(canvas, place, 3.8, Ink::Blue)
        })
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
        self.draw_horizons(&figure.canvas, &plot, curves.only())?;
        curves.draw(&figure.canvas, &plot)?;
        if let Some(only) = curves.only() {
            self.draw_points(&figure.canvas, &plot, only)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}
