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

/// Widths of classes in days, and the longest gap that each is meant for.
const WIDTHS: [(u32, u32); 4] = [(7, 98), (14, 196), (30, 420), (90, 1260)];
/// Every fiftieth gap may be longer than the last class with an end.
const TAIL: usize = 50;
/// Height of the columns, and of the room above them for the names of lines.
const HEIGHT: f64 = 140.0;
const NAMES: f64 = 22.0;

impl GapDistribution {
    /// Puts gaps, in days, into classes of whole weeks or months; the longest fiftieth shares an
    /// open class, so that one forgotten year does not flatten the rest.
    #[must_use]
    pub fn of(gaps: &[u32], median: Option<f64>, agreed: Option<f64>) -> Self {
        let bins = if gaps.is_empty() {
            Vec::new()
        } else {
            classes(gaps, [median, agreed])
        };
        Self {
            bins,
            median,
            agreed,
        }
    }

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

    /// Where the classes end on the axis: one without an end is drawn as wide as the one before.
    fn end(&self, bin: &GapBin) -> f64 {
        let usual = self
            .bins
            .first()
            .and_then(|first| Some(first.to? - first.from.min(first.to?)));
        f64::from(
            bin.to
                .unwrap_or(bin.from.saturating_add(usual.unwrap_or(7))),
        )
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
        let most = self.bins.iter().map(|bin| bin.gaps).max().unwrap_or(0);
        let upward = Axis::of_counts(most as f64, 4);
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
            let from = (plot.x(f64::from(bin.from)) + 0.8, plot.y(bin.gaps as f64));
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
        plot.title_across("days between two meetings")
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

    fn tick(self) -> String {
        if self.to.is_some() {
            self.from.to_string()
        } else {
            format!("{}+", self.from)
        }
    }
}

/// Classes that hold all gaps and, before the open one, the marked days.
fn classes(gaps: &[u32], marked: [Option<f64>; 2]) -> Vec<GapBin> {
    let mut sorted = gaps.to_vec();
    sorted.sort_unstable();
    let usual = sorted[(sorted.len() - 1) - (sorted.len() - 1) / TAIL];
    let marked = marked.into_iter().filter_map(finite).map(ceiling);
    let longest = marked.fold(usual, u32::max);
    let width = class_width(longest);
    let before = |day: u32| sorted.partition_point(|gap| *gap < day);
    let class = |from: u32, to: Option<u32>| {
        let gaps = to.map_or(sorted.len(), before) - before(from);
        GapBin {
            from,
            to,
            gaps: gaps as u64,
        }
    };
    let edge = |place: u32| place.saturating_mul(width);
    let ended = longest / width + 1;
    let open = class(edge(ended), None);
    let classes = (0..ended).map(|place| class(edge(place), Some(edge(place + 1))));
    classes
        .chain(Some(open).filter(|open| open.gaps > 0))
        .collect()
}

/// Weeks, months or quarters, else as many whole years as keep the classes to about a dozen.
fn class_width(longest: u32) -> u32 {
    let fits = |(_, meant_for): &&(u32, u32)| longest < *meant_for;
    let years = longest.div_ceil(12 * 360).max(1).saturating_mul(360);
    WIDTHS.iter().find(fits).map_or(years, |(width, _)| *width)
}

/// Whole days that hold a number of days; marks beyond ten years do not stretch the classes.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bounded before"
)]
fn ceiling(days: f64) -> u32 {
    days.clamp(0.0, 3_653.0).ceil() as u32
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
    fn gaps_fall_into_weeks_with_the_longest_in_an_open_class() {
        let gaps: Vec<u32> = [vec![5; 30], vec![7; 30], vec![400]].concat();
        let bins = GapDistribution::of(&gaps, Some(7.0), Some(14.0)).bins;
        let class = |from, to, gaps| GapBin { from, to, gaps };
        let expected = [
            class(0, Some(7), 30),
            class(7, Some(14), 30),
            class(14, Some(21), 0),
            class(21, None, 1),
        ];
        assert_eq!(bins, expected);
    }

    #[test]
    fn every_gap_is_in_one_class() {
        for longest in [0, 6, 97, 98, 420, 5_000, u32::MAX] {
            let gaps: Vec<u32> = (0..200)
                .map(|place| longest / 200 * place)
                .chain([longest])
                .collect();
            let distribution = GapDistribution::of(&gaps, None, None);
            assert_eq!(distribution.all(), gaps.len() as u64, "{longest}");
            assert!(
                distribution.bins.len() <= 16,
                "{longest}: {}",
                distribution.bins.len()
            );
        }
    }

    #[test]
    fn classes_are_named_by_their_days() {
        let class = |from, to| GapBin { from, to, gaps: 1 }.name();
        assert_eq!(class(7, Some(14)), "7–13 days");
        assert_eq!(class(1, Some(2)), "1 day");
        assert_eq!(class(98, None), "98 days or more");
    }
}
