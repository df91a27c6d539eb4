//! Words around step curves: names and values at their ends, numbers at risk under the axis.

use super::canvas::{Canvas, Drawn, Lettering, Pen, Point};
use super::curve::Course;
use super::curves::{Curves, Look};
use super::number::count;
use super::plot::{Plot, TITLED_AXIS_HEIGHT};
use super::spread::spread;
use super::text::measure;
use super::theme::{Face, Ink, MARGIN, WIDTH};

/// Height of a line of numbers at risk.
pub(super) const RISK_LINE: f64 = 16.0;
/// Most of the width that names before the numbers at risk may take.
const NAMES: f64 = 0.22;
/// Most of the width that values and names at the ends of curves may take.
const ENDS: f64 = 0.28;
/// Between the region and the names at its right.
const AFTER: f64 = 12.0;
/// Between the names at the left and the region: half a number at risk stands there.
const BEFORE: f64 = 24.0;

/// The words around curves.
pub(super) struct Labels<'a>(pub &'a Curves<'a>);

impl Labels<'_> {
    /// Pixels that they need before and after the region.
    pub(super) fn room(&self) -> (f64, f64) {
        let widest = |name: fn(&Self, &Course<'_>) -> String, face: Face, most: f64| {
            let widths = self
                .0
                .courses
                .iter()
                .map(|course| measure(&name(self, course), face));
            widths.fold(0.0, f64::max).min(WIDTH * most)
        };
        let before = if self.has_risk_names() {
            widest(|_, course| course.curve.label.clone(), Face::Small, NAMES) + BEFORE
        } else {
            0.0
        };
        (before, widest(Self::end, Face::Label, ENDS) + AFTER)
    }

    /// Draws them all.
    pub(super) fn draw(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        self.draw_ends(canvas, plot)?;
        if self.0.has_risk() {
            self.draw_risk(canvas, plot)
        } else {
            Ok(())
        }
    }

    /// Several curves need names before their numbers at risk; one does not.
    fn has_risk_names(&self) -> bool {
        self.0.has_risk() && self.0.only().is_none()
    }

    /// What stands at the end of a curve: its value, and its name where there are several.
    fn end(&self, course: &Course<'_>) -> String {
        let value = self.0.unit.show(course.last.estimate);
        if self.0.only().is_some() {
            value
        } else {
            format!("{value} {}", course.curve.label)
        }
    }

    fn draw_ends(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        let courses = &self.0.courses;
        let ends: Vec<_> = courses
            .iter()
            .map(|course| plot.at(course.last.day, course.last.estimate))
            .collect();
        let wishes: Vec<_> = ends.iter().map(|(_, y)| (*y, Face::Label.line())).collect();
        let middles = spread(&wishes, plot.region.top - 8.0, plot.region.bottom + 8.0);
        for (place, (course, (end, middle))) in courses
            .iter()
            .zip(ends.into_iter().zip(middles))
            .enumerate()
        {
            let (Look { ink, shape, .. }, left) = (Look::of(place), plot.region.right + AFTER);
            shape.draw_over(canvas, end, 3.8, ink)?;
            draw_leader(canvas, plot, end, (left, middle))?;
            let lettering = Lettering::new(Face::Label).ink(ink);
            canvas.label(
                &self.end(course),
                WIDTH - MARGIN - left,
                (left, middle),
                lettering,
            )?;
        }
        Ok(())
    }

    fn draw_risk(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        let first = plot.region.bottom + TITLED_AXIS_HEIGHT + RISK_LINE / 2.0;
        let small = Lettering::new(Face::Small);
        canvas.text(
            "Pairs followed until then",
            (plot.region.left, first - 4.0),
            small.muted(),
        )?;
        for (place, course) in self.0.courses.iter().enumerate() {
            let middle = first + RISK_LINE * (place as f64 + 1.0);
            if self.has_risk_names() {
                let right = plot.region.left - BEFORE;
                let lettering = small.ink(Look::of(place).ink).end();
                canvas.label(
                    &course.curve.label,
                    right - MARGIN,
                    (right, middle),
                    lettering,
                )?;
            }
            draw_risk_line(canvas, plot, course, middle)?;
        }
        Ok(())
    }
}

/// A thin line from the end of a curve to its name, if that does not stand right beside it.
fn draw_leader(canvas: &Canvas, plot: &Plot<'_>, (x, y): Point, (left, middle): Point) -> Drawn {
    let right = plot.region.right;
    if (x - right).abs() <= 1.0 && (middle - y).abs() <= 4.0 {
        return Ok(());
    }
    let from = x + 6.0;
    canvas.line(
        &[(from, y), (right.max(from), y), (left - 2.0, middle)],
        Pen(Ink::Axis, 0.8),
    )
}

/// The numbers under the ticks that have one and under the end of the curve, as many as stand apart.
fn draw_risk_line(canvas: &Canvas, plot: &Plot<'_>, course: &Course<'_>, middle: f64) -> Drawn {
    let mut free_from = f64::NEG_INFINITY;
    let ticks = plot.across.ticks.iter().copied();
    let ticks = ticks.filter(|day| *day < course.last.day);
    for day in ticks.chain([course.last.day]) {
        let Some(text) = course.at_risk(day).map(count) else {
            continue;
        };
        let (x, half) = (plot.x(day), measure(&text, Face::Small) / 2.0);
        if x - half > free_from {
            canvas.text(&text, (x, middle), Lettering::new(Face::Small).middle())?;
            free_from = x + half + 6.0;
        }
    }
    Ok(())
}
