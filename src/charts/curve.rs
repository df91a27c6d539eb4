//! Step curves over days with their bands, named at their ends, numbers at risk under the axis.
//!
//! What retention and mean cumulative functions share; cumulative incidence will too.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Group, Lettering, Pen, Point};
use super::marks::Shape;
use super::number::{Unit, count, finite};
use super::plot::{Plot, Region, TITLED_AXIS_HEIGHT};
use super::spread::spread;
use super::text::{fit, measure, widest};
use super::theme::{Dash, Face, Ink, MARGIN, WIDTH};
use super::ticks::Axis;
use super::{ChartError, DataTable};

/// An estimate that holds from a day on until the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Days since the pair started.
    pub day: f64,
    /// The estimate from this day on.
    pub estimate: f64,
    /// Lower end of its interval, if available.
    pub lower: Option<f64>,
    /// Upper end of its interval, if available.
    pub upper: Option<f64>,
}

/// Pairs still under observation on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AtRisk {
    /// Days since the pair started.
    pub day: u32,
    /// Pairs.
    pub pairs: u64,
}

/// The curve of one group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// Name of the group.
    pub label: String,
    /// Points by day. The last one is the end of observation: the curve is drawn to it.
    pub points: Vec<CurvePoint>,
    /// Numbers at risk at the days where they are to be printed.
    pub at_risk: Vec<AtRisk>,
}

impl CurvePoint {
    fn is_drawable(&self) -> bool {
        self.estimate.is_finite() && self.day.is_finite() && self.day >= 0.0
    }

    fn ends(&self) -> Option<(f64, f64)> {
        Some((finite(self.lower)?, finite(self.upper)?)).filter(|(lower, upper)| lower <= upper)
    }
}

impl Curve {
    fn points(&self) -> impl DoubleEndedIterator<Item = &CurvePoint> {
        self.points.iter().filter(|point| point.is_drawable())
    }

    /// The estimate on a day, none after the end of observation.
    pub(super) fn on(&self, day: f64) -> Option<&CurvePoint> {
        let until = self.points().next_back()?.day;
        self.points()
            .rev()
            .find(|point| point.day <= day)
            .filter(|_| day <= until)
    }

    /// The last estimate.
    pub(super) fn last(&self) -> Option<&CurvePoint> {
        self.points().next_back()
    }

    fn at_risk(&self, day: f64) -> Option<u64> {
        self.at_risk
            .iter()
            .find(|at| (f64::from(at.day) - day).abs() < 0.5)
            .map(|at| at.pairs)
    }
}

/// Curves that one picture can hold and still be told apart.
const MOST: usize = 6;
const HEIGHT: f64 = 240.0;
const RISK_LINE: f64 = 16.0;
/// Room for half a number at risk.
const HALF_NUMBER: f64 = 14.0;
/// Most of the width that names of curves may take, at either side.
const NAMES: f64 = 0.22;

/// Curves and the scales that they are drawn on.
pub(super) struct Curves<'a> {
    shown: Vec<&'a Curve>,
    pub unit: Unit,
    /// Days to mark on the axis, if other than the usual.
    pub days: Vec<f64>,
    pub title: &'a str,
}

impl<'a> Curves<'a> {
    /// The curves that have points; `chart` is what could not be drawn without any.
    pub(super) fn of(
        curves: &'a [Curve],
        unit: Unit,
        title: &'a str,
        chart: &'static str,
    ) -> Result<Self, ChartError> {
        let shown: Vec<_> = curves
            .iter()
            .filter(|curve| curve.points().next().is_some())
            .collect();
        match shown.len() {
            0 => Err(ChartError::Empty {
                chart,
                reason: "no pair could be followed over time",
            }),
            given if given > MOST => Err(ChartError::TooManyCurves { given, most: MOST }),
            _ => Ok(Self {
                shown,
                unit,
                days: Vec::new(),
                title,
            }),
        }
    }

    /// Height in pixels, axis and numbers at risk included.
    pub(super) fn height(&self) -> f64 {
        let lines = if self.has_risk() {
            self.shown.len() as f64 + 1.0
        } else {
            0.0
        };
        HEIGHT + TITLED_AXIS_HEIGHT + lines * RISK_LINE
    }

    fn has_risk(&self) -> bool {
        self.shown.iter().any(|curve| !curve.at_risk.is_empty())
    }

    /// The only curve, if it is.
    pub(super) fn only(&self) -> Option<&'a Curve> {
        if let [only] = self.shown.as_slice() {
            Some(only)
        } else {
            None
        }
    }

    /// The region and its scales.
    pub(super) fn plot<'c>(&self, canvas: &'c Canvas, top: f64) -> Plot<'c> {
        let (across, upward) = (self.across(), self.upward());
        let labels: Vec<_> = upward
            .ticks
            .iter()
            .map(|tick| self.unit.tick(*tick))
            .collect();
        let mut left = widest(labels.iter().map(String::as_str), Face::Small);
        if self.has_risk() {
            let names = self.shown.iter().map(|curve| self.risk_name(curve));
            let names = names
                .map(|name| measure(&name, Face::Small))
                .fold(0.0, f64::max);
            // Half of the first number stands left of the region.
            left = left.max(names.min(WIDTH * NAMES) + if names > 0.0 { HALF_NUMBER } else { 0.0 });
        }
        let ends = self
            .shown
            .iter()
            .map(|curve| measure(&self.end_name(curve), Face::Label));
        let ends = ends.fold(0.0, f64::max).min(WIDTH * NAMES) + 12.0;
        let (left, right) = (MARGIN + left + 10.0, WIDTH - MARGIN - ends);
        Plot::new(
            canvas,
            Region {
                left,
                top: top + 6.0,
                right,
                bottom: top + HEIGHT,
            },
            across,
            upward,
        )
    }

    fn across(&self) -> Axis {
        let last = self
            .shown
            .iter()
            .filter_map(|curve| curve.last())
            .map(|point| point.day);
        let axis = Axis::of_days(last.fold(0.0, f64::max), 7);
        let days: Vec<_> = self
            .days
            .iter()
            .copied()
            .filter(|day| *day <= axis.to)
            .collect();
        if days.len() > 1 {
            Axis {
                ticks: days,
                ..axis
            }
        } else {
            axis
        }
    }

    fn upward(&self) -> Axis {
        let points = || self.shown.iter().flat_map(|curve| curve.points());
        let reach = |point: &CurvePoint| {
            point
                .ends()
                .map_or(point.estimate, |(_, upper)| upper.max(point.estimate))
        };
        let highest = points().map(reach).fold(0.0, f64::max);
        let lowest = points()
            .map(|point| point.ends().map_or(point.estimate, |ends| ends.0))
            .fold(0.0, f64::min);
        match self.unit {
            Unit::Share if lowest >= 0.0 && highest <= 1.0 => Axis::share(),
            _ => Axis::covering(lowest, if highest > 0.0 { highest } else { 1.0 }, 5),
        }
    }

    /// Bands, curves, names at their ends, and numbers at risk.
    pub(super) fn draw(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        plot.grid_upward(|tick| self.unit.tick(tick))?;
        plot.base()?;
        plot.labels_across(&plot.across.ticks, |day| super::number::decimal(day))?;
        plot.title_across(self.title)?;
        for (place, curve) in self.shown.iter().enumerate() {
            canvas.series(&curve.label, || {
                draw_curve(canvas, plot, curve, Look::of(place))
            })?;
        }
        self.name_ends(canvas, plot)?;
        if self.has_risk() {
            self.draw_risk(canvas, plot)
        } else {
            Ok(())
        }
    }

    /// What stands at the end of a curve: its value, and its name where there are several.
    fn end_name(&self, curve: &Curve) -> String {
        let value = curve
            .last()
            .map(|point| self.unit.show(point.estimate))
            .unwrap_or_default();
        if self.shown.len() > 1 {
            format!("{value} {}", curve.label)
        } else {
            value
        }
    }

    fn name_ends(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        let ends: Vec<_> = self
            .shown
            .iter()
            .filter_map(|curve| curve.last())
            .map(|point| plot.at(point.day, point.estimate))
            .collect();
        let wishes: Vec<_> = ends.iter().map(|(_, y)| (*y, Face::Label.line())).collect();
        let middles = spread(&wishes, plot.region.top - 8.0, plot.region.bottom + 8.0);
        for (place, (curve, (&(x, y), middle))) in
            self.shown.iter().zip(ends.iter().zip(middles)).enumerate()
        {
            let Look { ink, shape, .. } = Look::of(place);
            shape.draw_over(canvas, (x, y), 3.8, ink)?;
            let left = plot.region.right + 10.0;
            if (x - plot.region.right).abs() > 1.0 || (middle - y).abs() > 4.0 {
                canvas.line(
                    &[
                        (x + 6.0, y),
                        (plot.region.right.max(x + 6.0), y),
                        (left - 2.0, middle),
                    ],
                    Pen(Ink::Axis, 0.8),
                )?;
            }
            let width = WIDTH - MARGIN - left;
            canvas.label(
                &self.end_name(curve),
                width,
                (left, middle),
                Lettering::new(Face::Label).ink(ink),
            )?;
        }
        Ok(())
    }

    fn risk_name(&self, curve: &Curve) -> String {
        let names_needed = self.shown.len() > 1;
        names_needed
            .then(|| curve.label.clone())
            .unwrap_or_default()
    }

    fn draw_risk(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        let first = plot.region.bottom + TITLED_AXIS_HEIGHT + RISK_LINE / 2.0;
        let small = Lettering::new(Face::Small);
        let right = plot.region.left - 10.0 - HALF_NUMBER;
        canvas.text(
            "Pairs still followed",
            (plot.region.left, first - 4.0),
            small.muted(),
        )?;
        for (place, curve) in self.shown.iter().enumerate() {
            let middle = first + RISK_LINE * (place as f64 + 1.0);
            let lettering = small.ink(Look::of(place).ink);
            let name = fit(&self.risk_name(curve), Face::Small, right - MARGIN);
            canvas.fitted(&name, (right, middle), lettering.end())?;
            self.draw_risk_line(canvas, plot, curve, middle)?;
        }
        Ok(())
    }

    fn draw_risk_line(
        &self,
        canvas: &Canvas,
        plot: &Plot<'_>,
        curve: &Curve,
        middle: f64,
    ) -> Drawn {
        let mut free_from = f64::NEG_INFINITY;
        for day in &plot.across.ticks {
            let Some(text) = curve.at_risk(*day).map(count) else {
                continue;
            };
            let (x, half) = (plot.x(*day), measure(&text, Face::Small) / 2.0);
            if x - half > free_from {
                canvas.text(&text, (x, middle), Lettering::new(Face::Small).middle())?;
                free_from = x + half + 6.0;
            }
        }
        Ok(())
    }
}

/// How a curve differs from the others.
#[derive(Clone, Copy)]
struct Look {
    ink: Ink,
    dash: Dash,
    shape: Shape,
}

impl Look {
    /// The look of the curve at a place; places beyond the looks begin again.
    fn of(place: usize) -> Self {
        let place = place % MOST;
        Self {
            ink: Ink::SERIES[place],
            dash: Dash::SERIES[place],
            shape: Shape::SERIES[place],
        }
    }
}

fn draw_curve(canvas: &Canvas, plot: &Plot<'_>, curve: &Curve, look: Look) -> Drawn {
    for band in bands(plot, curve) {
        canvas.polygon(&band, look.ink, 0.16)?;
    }
    let values = curve.points().map(|point| (point.day, point.estimate));
    let line = steps(plot, values, None);
    let group = Group {
        dash: Some(look.dash),
        title: Some(curve.label.clone()),
        series: None,
    };
    canvas.group(group, || canvas.line(&line, Pen(look.ink, 2.2)))
}

/// Outlines of the band: one per run of points that have an interval.
fn bands(plot: &Plot<'_>, curve: &Curve) -> Vec<Vec<Point>> {
    let points: Vec<_> = curve.points().collect();
    let mut bands = Vec::new();
    let mut from = 0;
    while from < points.len() {
        let run = points[from..]
            .iter()
            .take_while(|point| point.ends().is_some())
            .count();
        if run > 0 {
            let until = points.get(from + run).map(|point| point.day);
            bands.push(outline(plot, &points[from..from + run], until));
        }
        from += run + 1;
    }
    bands
}

fn outline(plot: &Plot<'_>, run: &[&CurvePoint], until: Option<f64>) -> Vec<Point> {
    let side = |end: fn((f64, f64)) -> f64| {
        let values = run
            .iter()
            .filter_map(|point| Some((point.day, end(point.ends()?))));
        steps(plot, values, until)
    };
    let mut outline = side(|ends| ends.1);
    outline.extend(side(|ends| ends.0).into_iter().rev());
    outline
}

/// Corners of a line that holds each value until the next; the last one until `until`.
fn steps(
    plot: &Plot<'_>,
    values: impl Iterator<Item = (f64, f64)>,
    until: Option<f64>,
) -> Vec<Point> {
    let mut corners = Vec::new();
    let mut held = None;
    for (day, value) in values {
        corners.extend(held.map(|held| plot.at(day, held)));
        corners.push(plot.at(day, value));
        held = Some(value);
    }
    corners.extend(until.zip(held).map(|(day, held)| plot.at(day, held)));
    corners
}

/// The estimates on given days, or on the last day, as a table.
pub(super) fn table(curves: &[Curve], unit: Unit, days: &[u32], value: &str) -> DataTable {
    let rows = curves.iter().flat_map(|curve| {
        let last = curve.last().map(|point| point.day);
        let listed = days
            .iter()
            .map(|day| f64::from(*day))
            .filter(move |day| last.is_some_and(|last| *day < last));
        listed
            .chain(last)
            .filter_map(move |day| Some((curve, day, curve.on(day)?)))
    });
    let rows = rows.map(|(curve, day, point)| {
        let (lower, upper) = point.ends().unzip();
        let cell = |value: Option<f64>| super::number::cell(value, unit);
        [
            curve.label.clone(),
            super::number::decimal(day),
            unit.show(point.estimate),
            cell(lower),
            cell(upper),
            curve.at_risk(day).map(count).unwrap_or_default(),
        ]
    });
    DataTable::new(
        [
            "Group",
            "Day",
            value,
            "Lower",
            "Upper",
            "Pairs still followed",
        ],
        rows.collect(),
    )
}

/// The last estimate of each curve in words.
pub(super) fn ends_in_words(curves: &[Curve], unit: Unit) -> String {
    let ends = curves.iter().filter_map(|curve| {
        let point = curve.last()?;
        Some(format!(
            " {}: {} on day {}.",
            curve.label,
            unit.show(point.estimate),
            super::number::decimal(point.day)
        ))
    });
    ends.collect()
}
