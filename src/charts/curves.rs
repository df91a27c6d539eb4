//! Step curves with their bands on common scales; what retention and mean cumulative functions
//! share.

use super::ChartError;
use super::canvas::{Canvas, Drawn, Group, Pen, Point};
use super::curve::{Course, Curve, CurvePoint};
use super::curve_labels::{Labels, RISK_LINE};
use super::marks::Shape;
use super::number::{Unit, decimal};
use super::plot::{Plot, Region, TITLED_AXIS_HEIGHT};
use super::text::widest;
use super::theme::{Dash, Face, Ink, MARGIN, WIDTH};
use super::ticks::Axis;

/// Curves that one picture can hold and still be told apart.
const MOST: usize = 6;
const HEIGHT: f64 = 155.0;

/// Curves and the scales that they are drawn on.
pub(super) struct Curves<'a> {
    pub courses: Vec<Course<'a>>,
    pub unit: Unit,
    /// Days to mark on the axis; the usual ones if fewer than two lie inside.
    pub days: Vec<f64>,
    /// What the axis across measures.
    pub title: &'static str,
}

impl<'a> Curves<'a> {
    /// The curves that have points; `chart` is what could not be drawn without any.
    pub(super) fn of(
        curves: &'a [Curve],
        unit: Unit,
        days: &[u32],
        chart: &'static str,
    ) -> Result<Self, ChartError> {
        let courses: Vec<_> = curves.iter().filter_map(Course::of).collect();
        let (days, title) = (
            days.iter().map(|day| f64::from(*day)).collect(),
            "days since the pair started",
        );
        match courses.len() {
            0 => Err(ChartError::Empty {
                chart,
                reason: "no pair could be followed over time",
            }),
            given if given > MOST => Err(ChartError::TooManyCurves { given, most: MOST }),
            _ => Ok(Self {
                courses,
                unit,
                days,
                title,
            }),
        }
    }

    /// Height in pixels, axis and numbers at risk included.
    pub(super) fn height(&self) -> f64 {
        let lines = if self.has_risk() {
            self.courses.len() as f64 + 1.0
        } else {
            0.0
        };
        HEIGHT + TITLED_AXIS_HEIGHT + lines * RISK_LINE
    }

    pub(super) fn has_risk(&self) -> bool {
        self.courses
            .iter()
            .any(|course| !course.curve.at_risk.is_empty())
    }

    /// The only curve, if it is.
    pub(super) fn only(&self) -> Option<&Course<'a>> {
        self.courses.first().filter(|_| self.courses.len() == 1)
    }

    /// The region, with room for labels at both sides, and its scales.
    pub(super) fn plot<'c>(&self, canvas: &'c Canvas, top: f64) -> Plot<'c> {
        let (across, upward) = (self.across(), self.upward());
        let ticks: Vec<_> = upward
            .ticks
            .iter()
            .map(|tick| self.unit.tick(*tick))
            .collect();
        let ticks = widest(ticks.iter().map(String::as_str), Face::Small) + 10.0;
        let (before, after) = Labels(self).room();
        let region = Region {
            left: MARGIN + ticks.max(before),
            top: top + 6.0,
            right: WIDTH - MARGIN - after,
            bottom: top + HEIGHT,
        };
        Plot::new(canvas, region, across, upward)
    }

    fn across(&self) -> Axis {
        let last = self
            .courses
            .iter()
            .map(|course| course.last.day)
            .fold(0.0, f64::max);
        let axis = Axis::of_days(last, 7);
        let days: Vec<_> = self
            .days
            .iter()
            .copied()
            .filter(|day| *day <= axis.to)
            .collect();
        let ticks = if days.len() > 1 { days } else { axis.ticks };
        Axis { ticks, ..axis }
    }

    fn upward(&self) -> Axis {
        let points = self.courses.iter().flat_map(|course| &course.points);
        let (lowest, highest) = points
            .map(CurvePoint::extent)
            .fold((0.0, 0.0), |all, point| {
                (point.0.min(all.0), point.1.max(all.1))
            });
        match self.unit {
            Unit::Share if lowest >= 0.0 && highest <= 1.0 => Axis::share(),
            _ => Axis::covering(lowest, highest, 5),
        }
    }

    /// Scales, bands, curves, names at their ends, and numbers at risk.
    pub(super) fn draw(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        plot.grid_upward(|tick| self.unit.tick(tick))?;
        plot.base()?;
        plot.labels_across(&plot.across.ticks, decimal)?;
        plot.title_across(self.title)?;
        for (place, course) in self.courses.iter().enumerate() {
            let look = Look::of(place);
            canvas.series(&course.curve.label, || {
                self.draw_bands(canvas, plot, course, look.ink)?;
                draw_line(canvas, plot, course, look)
            })?;
        }
        Labels(self).draw(canvas, plot)
    }

    /// Bands lie over one another, so many are paler than few.
    fn draw_bands(&self, canvas: &Canvas, plot: &Plot<'_>, course: &Course<'_>, ink: Ink) -> Drawn {
        let alpha = if self.courses.len() > 2 { 0.09 } else { 0.16 };
        let bands = bands(plot, &course.points);
        bands
            .iter()
            .try_for_each(|band| canvas.polygon(band, ink, alpha))
    }
}

/// How a curve differs from the others.
#[derive(Clone, Copy)]
pub(super) struct Look {
    pub ink: Ink,
    pub dash: Dash,
    pub shape: Shape,
}

impl Look {
    /// The look of the curve at a place; places beyond the looks begin again.
    pub(super) fn of(place: usize) -> Self {
        let place = place % MOST;
        Self {
            ink: Ink::SERIES[place],
            dash: Dash::SERIES[place],
            shape: Shape::SERIES[place],
        }
    }
}

fn draw_line(canvas: &Canvas, plot: &Plot<'_>, course: &Course<'_>, look: Look) -> Drawn {
    let values = course
        .points
        .iter()
        .map(|point| (point.day, point.estimate));
    let line = steps(plot, values, None);
    let title = Some(course.curve.label.clone());
    let group = Group {
        dash: Some(look.dash),
        title,
        series: None,
    };
    canvas.group(&group, || canvas.line(&line, Pen(look.ink, 2.2)))
}

/// Outlines of the band: one per run of points that have an interval.
fn bands(plot: &Plot<'_>, points: &[CurvePoint]) -> Vec<Vec<Point>> {
    let mut bands = Vec::new();
    let mut rest = points;
    while let Some(first) = rest.iter().position(|point| point.ends().is_some()) {
        let run = &rest[first..];
        let length = run
            .iter()
            .take_while(|point| point.ends().is_some())
            .count();
        let until = run.get(length).map(|point| point.day);
        bands.push(outline(plot, &run[..length], until));
        rest = &run[length..];
    }
    bands
}

/// Along the upper ends, back along the lower ones.
fn outline(plot: &Plot<'_>, run: &[CurvePoint], until: Option<f64>) -> Vec<Point> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(canvas: &Canvas) -> Plot<'_> {
        let scale = || Axis {
            from: 0.0,
            to: 10.0,
            ticks: Vec::new(),
        };
        let region = Region {
            left: 0.0,
            top: 0.0,
            right: 100.0,
            bottom: 100.0,
        };
        Plot::new(canvas, region, scale(), scale())
    }

    #[test]
    fn a_value_holds_until_the_next() {
        let canvas = Canvas::new(100.0, 100.0);
        let corners = steps(
            &plot(&canvas),
            [(0.0, 10.0), (5.0, 4.0)].into_iter(),
            Some(8.0),
        );
        assert_eq!(
            corners,
            [(0.0, 0.0), (50.0, 0.0), (50.0, 60.0), (80.0, 60.0)]
        );
    }

    #[test]
    fn a_point_without_interval_parts_the_band() {
        let canvas = Canvas::new(100.0, 100.0);
        let point = |day: f64, known: bool| {
            let end = |value| known.then_some(value);
            CurvePoint {
                day,
                estimate: 5.0,
                lower: end(4.0),
                upper: end(6.0),
            }
        };
        let points = [
            point(0.0, true),
            point(2.0, false),
            point(4.0, true),
            point(6.0, true),
        ];
        let bands = bands(&plot(&canvas), &points);
        assert_eq!(bands.len(), 2);
        assert_eq!(
            bands[0],
            [(0.0, 40.0), (20.0, 40.0), (20.0, 60.0), (0.0, 60.0)]
        );
    }
}
