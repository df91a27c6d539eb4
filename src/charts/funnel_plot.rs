//! Funnel plot: the share of each site by its size, within limits that narrow as sites grow.

use serde::Serialize;

use super::canvas::{Drawn, Group, Pen, Point};
use super::figure::{Figure, Frame};
use super::marks::Shape;
use super::number::{Unit, decimal};
use super::plot::{Plot, Region, TITLED_AXIS_HEIGHT};
use super::svg::Edition;
use super::text::widest;
use super::theme::{Dash, Face, Ink, MARGIN, WIDTH};
use super::ticks::Axis;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Sites around their common share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FunnelPlot {
    /// What the share is of, for the axis and the table.
    pub measure: String,
    /// The share of all sites together.
    pub share: f64,
    /// Limits by ascending size.
    pub limits: Vec<Limits>,
    /// The sites, by name.
    pub sites: Vec<Site>,
}

/// The limits for a site of a size: lower and upper, of 95 % and of 99.8 %.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Limits {
    /// Denominator of the site.
    pub size: f64,
    /// 95 %.
    pub inner: (f64, f64),
    /// 99.8 %.
    pub outer: (f64, f64),
}

/// One site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Its name.
    pub label: String,
    /// Its denominator.
    pub size: f64,
    /// Its share, 0–1.
    pub share: f64,
}

const HEIGHT: f64 = 250.0;

impl FunnelPlot {
    fn draw_limits(&self, figure: &Figure<'_>, plot: &Plot<'_>) -> Drawn {
        type End = fn(&Limits) -> f64;
        let lines: [(&str, Dash, [End; 2]); 2] = [
            (
                "95 % limits",
                Dash::Dots,
                [|at| at.inner.0, |at| at.inner.1],
            ),
            (
                "99.8 % limits",
                Dash::Long,
                [|at| at.outer.0, |at| at.outer.1],
            ),
        ];
        for (name, dash, ends) in lines {
            let group = Group {
                series: Some(name),
                title: Some(name.to_owned()),
                dash: Some(dash),
            };
            figure.canvas.group(&group, || {
                ends.iter().try_for_each(|end| {
                    let points: Vec<Point> = self
                        .limits
                        .iter()
                        .map(|at| plot.at(at.size, end(at)))
                        .collect();
                    figure.canvas.line(&points, Pen(Ink::Muted, 1.4))
                })
            })?;
        }
        Ok(())
    }

    fn draw_sites(&self, figure: &Figure<'_>, plot: &Plot<'_>) -> Drawn {
        for site in &self.sites {
            let said = format!(
                "{}: {} of {}",
                site.label,
                Unit::Share.show(site.share),
                decimal(site.size)
            );
            figure.canvas.titled(said, || {
                Shape::Disc.draw_over(
                    &figure.canvas,
                    plot.at(site.size, site.share),
                    4.4,
                    Ink::Blue,
                )
            })?;
        }
        Ok(())
    }
}

impl Chart for FunnelPlot {
    fn table(&self) -> DataTable {
        let rows = self.sites.iter().map(|site| {
            [
                site.label.clone(),
                Unit::Share.show(site.share),
                decimal(site.size),
            ]
        });
        DataTable::new(["Group", &self.measure, "Size"], rows.collect())
    }

    fn description(&self) -> String {
        sentences([
            format!(
                "{} by group and size, with limits that narrow as groups grow",
                self.measure
            ),
            format!("All groups together: {}", Unit::Share.show(self.share)),
        ])
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.sites.is_empty() {
            return Err(ChartError::Empty {
                chart: "funnel plot",
                reason: "no group has an estimate",
            });
        }
        let figure = Figure::open(frame, HEIGHT + TITLED_AXIS_HEIGHT)?;
        let largest = self.sites.iter().map(|site| site.size).fold(0.0, f64::max);
        let ticks: Vec<String> = Axis::share()
            .ticks
            .iter()
            .map(|tick| Unit::Share.tick(*tick))
            .collect();
        let region = Region {
            left: MARGIN + widest(ticks.iter().map(String::as_str), Face::Small) + 10.0,
            top: figure.top + 6.0,
            right: WIDTH - MARGIN - 10.0,
            bottom: figure.top + HEIGHT,
        };
        let plot = Plot::new(
            &figure.canvas,
            region,
            Axis::of_counts(largest, 6),
            Axis::share(),
        );
        plot.grid_upward(|tick| Unit::Share.tick(tick))?;
        plot.base()?;
        plot.labels_across(&plot.across.ticks, decimal)?;
        plot.title_across("size of the group (denominator)")?;
        plot.level(self.share, Pen(Ink::Text, 1.2))?;
        self.draw_limits(&figure, &plot)?;
        self.draw_sites(&figure, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
