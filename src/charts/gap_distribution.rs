//! How the days between two meetings are distributed, with the median and the agreed rhythm.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Group, Pen};
use super::figure::{Figure, Frame};
use super::marks::Hatch;
use super::number::{Unit, count, counted, decimal, finite, percent, share};
use super::plot::{Plot, Region, TITLED_AXIS_HEIGHT};
use super::svg::Edition;
use super::text::{capitalised, widest};
use super::theme::{Dash, Face, Ink, MARGIN, WIDTH};
use super::ticks::Axis;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Gaps between meetings, in classes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GapDistribution {
    /// Classes from the shortest gaps on, each beginning where the one before ends.
    pub bins: Vec<GapBin>,
    /// Median of all gaps in days, if available.
    pub median: Option<f64>,
    /// The agreed rhythm in days, if there is one that most pairs share.
    pub agreed: Option<f64>,
}

/// Gaps of one class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct GapBin {
    /// First day of the class.
    pub from: u32,
    /// First day after it; none if it has no end.
    pub to: Option<u32>,
    /// Gaps in it.
    pub gaps: u64,
}

/// A day that is marked by a line through the columns.
struct Line {
    name: &'static str,
    days: f64,
    pen: Pen,
    dash: Dash,
}

impl Line {
    fn words(&self) -> String {
        format!("{} {}", self.name, Unit::Days.show(self.days))
    }
}

/// Days of a week: the height of columns of unequal widths is gaps for so many days, so that equal
/// areas are equally many gaps.
const WEEK: f64 = 7.0;
/// Height of the columns, and of the room above them for the names of lines.
const HEIGHT: f64 = 140.0;
const NAMES: f64 = 22.0;

impl GapDistribution {
    fn all(&self) -> u64 {
        self.bins
            .iter()
            .map(|bin| bin.gaps)
            .fold(0, u64::saturating_add)
    }

    fn lines(&self) -> Vec<Line> {
        let line = |name, days: Option<f64>, pen, dash| {
            let days = finite(days).filter(|days| *days >= 0.0)?;
            Some(Line {
                name,
                days,
                pen,
                dash,
            })
        };
        let median = line("median", self.median, Pen(Ink::Text, 1.8), Dash::Solid);
        let agreed = line(
            "agreed every",
            self.agreed,
            Pen(Ink::Orange, 2.2),
            Dash::Long,
        );
        [median, agreed].into_iter().flatten().collect()
    }

    /// Where a class ends on the axis: one without an end is drawn as wide as the one before.
    fn end(&self, bin: &GapBin) -> f64 {
        let before = self.bins.iter().rev().find_map(|bin| bin.width());
        f64::from(bin.from) + bin.width().or(before).unwrap_or(WEEK)
    }

    /// Whether every class is as wide as every other.
    fn is_even(&self) -> bool {
        let mut widths = self.bins.iter().filter_map(|bin| bin.width());
        let first = widths.next();
        widths.all(|width| Some(width) == first)
    }

    /// Height of a column: gaps, or gaps for each week of its width.
    fn height(&self, bin: &GapBin) -> f64 {
        let gaps = bin.gaps as f64;
        if self.is_even() {
            gaps
        } else {
            gaps * WEEK / (self.end(bin) - f64::from(bin.from))
        }
    }

    fn across(&self) -> Axis {
        let lines = self.lines().into_iter().map(|line| line.days);
        let to = self
            .bins
            .iter()
            .map(|bin| self.end(bin))
            .chain(lines)
            .fold(1.0, f64::max);
        let from = self
            .bins
            .first()
            .map_or(0.0, |bin| f64::from(bin.from))
            .min(to - 1.0);
        let ticks = self.bins.iter().map(|bin| f64::from(bin.from)).collect();
        Axis { from, to, ticks }
    }

    fn body<'a>(&self, canvas: &'a Canvas, top: f64) -> Plot<'a> {
        let heights = self.bins.iter().map(|bin| self.height(bin));
        let upward = Axis::of_counts(heights.fold(0.0, f64::max), 4);
        let labels: Vec<_> = upward.ticks.iter().map(|tick| decimal(*tick)).collect();
        let left = MARGIN + widest(labels.iter().map(String::as_str), Face::Small) + 8.0;
        let top = top + NAMES;
        let region = Region {
            left,
            top,
            right: WIDTH - MARGIN,
            bottom: top + HEIGHT,
        };
        Plot::new(canvas, region, self.across(), upward)
    }

    fn draw_columns(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        for bin in self.bins.iter().filter(|bin| bin.gaps > 0) {
            let from = (plot.x(f64::from(bin.from)) + 0.8, plot.y(self.height(bin)));
            let to = (plot.x(self.end(bin)) - 0.8, plot.region.bottom);
            let hatch = if bin.to.is_some() {
                Hatch::Plain
            } else {
                Hatch::Rising
            };
            let title = format!("{}: {}", bin.name(), counted(bin.gaps, "gap", "gaps"));
            canvas.titled(title, || {
                hatch.bar(canvas, from, (to.0.max(from.0 + 0.5), to.1), Ink::Blue)
            })?;
        }
        Ok(())
    }

    fn draw_lines(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        // Rims of paper part the lines from the columns; all before any line.
        for Line { days, pen, .. } in self.lines() {
            plot.marker(days, Pen(Ink::Paper, pen.1 + 2.0))?;
        }
        for Line {
            name,
            days,
            pen,
            dash,
        } in self.lines()
        {
            let group = Group {
                series: Some(name),
                dash: Some(dash),
                title: None,
            };
            canvas.group(&group, || plot.marker(days, pen))?;
        }
        let named = self
            .lines()
            .into_iter()
            .map(|line| (plot.x(line.days), line.words()));
        plot.name_above(&named.collect::<Vec<_>>())
    }

    /// Where a class is marked on the axis: at its beginning, or in its middle if it has no end.
    fn draw_ticks(&self, plot: &Plot<'_>) -> Drawn {
        let ticks = self.bins.iter().map(|bin| {
            let (from, to) = (plot.x(f64::from(bin.from)), plot.x(self.end(bin)));
            (
                if bin.to.is_some() {
                    from
                } else {
                    from.midpoint(to)
                },
                bin.tick(),
            )
        });
        plot.labels_under(&ticks.collect::<Vec<_>>(), 13.0)?;
        plot.title_across(if self.is_even() {
            "days between two meetings"
        } else {
            "days between two meetings; height: gaps for each 7 days"
        })
    }
}

impl GapBin {
    /// The class in words.
    fn name(self) -> String {
        match self.to {
            Some(to) if to > self.from.saturating_add(1) => {
                format!("{}–{} days", self.from, to - 1)
            }
            Some(_) => counted(u64::from(self.from), "day", "days"),
            None => format!("{} days or more", self.from),
        }
    }

    /// Days in it; none if it has no end.
    fn width(self) -> Option<f64> {
        let to = self.to.filter(|to| *to > self.from)?;
        Some(f64::from(to - self.from))
    }

    fn tick(self) -> String {
        if self.to.is_some() {
            self.from.to_string()
        } else {
            format!("{}+", self.from)
        }
    }
}

impl Chart for GapDistribution {
    fn table(&self) -> DataTable {
        let all = self.all();
        let rows = self.bins.iter().map(|bin| {
            [
                bin.name(),
                count(bin.gaps),
                share(bin.gaps, all).map(percent).unwrap_or_default(),
            ]
        });
        DataTable::new(
            ["Between two meetings", "Gaps", "Of all gaps"],
            rows.collect(),
        )
    }

    fn description(&self) -> String {
        let gaps = counted(self.all(), "gap", "gaps");
        let axes = format!("Columns of {gaps} between meetings by length in days");
        let lines = self
            .lines()
            .into_iter()
            .map(|line| capitalised(&line.words()));
        let commonest = self.bins.iter().rev().max_by_key(|bin| bin.gaps);
        let commonest = commonest.map(|bin| format!("Most frequent: {}", bin.name()));
        let open = self
            .bins
            .iter()
            .find(|bin| bin.to.is_none() && bin.gaps > 0);
        let open = open.map(|bin| format!("{}: {}", bin.name(), counted(bin.gaps, "gap", "gaps")));
        sentences([axes].into_iter().chain(lines).chain(commonest).chain(open))
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.all() == 0 {
            let reason = "no pair has two meetings on different days";
            return Err(ChartError::Empty {
                chart: "picture of gaps between meetings",
                reason,
            });
        }
        let figure = Figure::open(frame, NAMES + HEIGHT + TITLED_AXIS_HEIGHT)?;
        let plot = self.body(&figure.canvas, figure.top);
        plot.grid_upward(decimal)?;
        figure
            .canvas
            .series("gaps", || self.draw_columns(&figure.canvas, &plot))?;
        plot.base()?;
        self.draw_ticks(&plot)?;
        self.draw_lines(&figure.canvas, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_areas_are_equally_many_gaps() {
        let class = |from, to, gaps| GapBin { from, to, gaps };
        let of = |bins: &[GapBin]| GapDistribution {
            bins: bins.to_vec(),
            median: None,
            agreed: None,
        };
        let uneven = of(&[
            class(0, Some(7), 30),
            class(7, Some(21), 30),
            class(21, None, 4),
        ]);
        let heights: Vec<f64> = uneven.bins.iter().map(|bin| uneven.height(bin)).collect();
        assert_eq!(heights, [30.0, 15.0, 2.0]);
        let even = of(&[class(0, Some(14), 30), class(14, Some(28), 30)]);
        assert!((even.height(&even.bins[0]) - 30.0).abs() < f64::EPSILON);
        let open = of(&[class(91, None, 3)]);
        assert!((open.end(&open.bins[0]) - 98.0).abs() < f64::EPSILON);
    }

    #[test]
    fn classes_are_named_by_their_days() {
        let class = |from, to| GapBin { from, to, gaps: 1 }.name();
        assert_eq!(class(7, Some(14)), "7–13 days");
        assert_eq!(class(1, Some(2)), "1 day");
        assert_eq!(class(98, None), "98 days or more");
    }
}
