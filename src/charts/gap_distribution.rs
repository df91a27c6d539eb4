//! How the days between two meetings are distributed, with the median and the agreed rhythm.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Group, Pen};
use super::figure::{Figure, Frame};
use super::marks::Hatch;
use super::number::{Unit, count, counted, decimal, finite, percent, share};
use super::plot::{Plot, Region, TITLED_AXIS_HEIGHT};
use super::svg::Edition;
use super::text::widest;
use super::theme::{Dash, Face, Ink, MARGIN, WIDTH};
use super::ticks::Axis;
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

/// Widths of classes in days, and the longest gap that each is meant for.
const WIDTHS: [(u32, u32); 4] = [(7, 98), (14, 196), (30, 420), (90, 1260)];
/// Every fiftieth gap may be longer than the last class with an end.
const TAIL: usize = 50;
/// Height of the columns, and of the room above them for the names of lines.
const HEIGHT: f64 = 190.0;
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

    fn lines(&self) -> Vec<(&'static str, f64, Pen, Dash)> {
        let median =
            finite(self.median).map(|days| ("median", days, Pen(Ink::Text, 1.8), Dash::Solid));
        let agreed = finite(self.agreed)
            .map(|days| ("agreed every", days, Pen(Ink::Orange, 2.2), Dash::Long));
        [median, agreed]
            .into_iter()
            .flatten()
            .filter(|line| line.1 >= 0.0)
            .collect()
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
        let lines = self.lines().into_iter().map(|line| line.1);
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
        for (_, days, pen, _) in self.lines() {
            plot.marker(days, Pen(Ink::Paper, pen.1 + 2.0))?;
        }
        for (name, days, pen, dash) in self.lines() {
            let group = Group {
                series: Some(name),
                dash: Some(dash),
                title: None,
            };
            canvas.group(group, || plot.marker(days, pen))?;
        }
        let named = self
            .lines()
            .into_iter()
            .map(|(name, days, ..)| (plot.x(days), format!("{name} {}", Unit::Days.show(days))));
        plot.name_above(&named.collect::<Vec<_>>())
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
    let longest = marked
        .into_iter()
        .filter_map(finite)
        .map(ceiling)
        .fold(usual, u32::max);
    let fits = |(_, meant_for): &&(u32, u32)| longest < *meant_for;
    let years = longest.div_ceil(12 * 360).max(1).saturating_mul(360);
    let width = WIDTHS.iter().find(fits).map_or(years, |(width, _)| *width);
    let closed = longest / width + 1;
    let counted = |from: u32, to: Option<u32>| {
        let before = |day: u32| sorted.partition_point(|gap| *gap < day);
        (to.map_or(sorted.len(), before) - before(from)) as u64
    };
    let ended = (0..closed).map(|place| {
        let (from, to) = (
            place.saturating_mul(width),
            Some((place + 1).saturating_mul(width)),
        );
        GapBin {
            from,
            to,
            gaps: counted(from, to),
        }
    });
    let from = closed.saturating_mul(width);
    let open = GapBin {
        from,
        to: None,
        gaps: counted(from, None),
    };
    ended
        .chain(Some(open).filter(|open| open.gaps > 0))
        .collect()
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
        let commonest = self.bins.iter().rev().max_by_key(|bin| bin.gaps);
        let commonest = commonest
            .map(|bin| format!(" Most frequent: {}.", bin.name()))
            .unwrap_or_default();
        let open = self
            .bins
            .iter()
            .find(|bin| bin.to.is_none() && bin.gaps > 0);
        let open = open
            .map(|bin| format!(" {} {}.", count(bin.gaps), bin.name()))
            .unwrap_or_default();
        let lines = self.lines().into_iter().map(|(name, days, ..)| {
            format!(
                " {} {}.",
                super::text::capitalised(name),
                Unit::Days.show(days)
            )
        });
        let lines: String = lines.collect();
        format!(
            "Columns of {} between meetings by length in days.{lines}{commonest}{open}",
            counted(self.all(), "gap", "gaps")
        )
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
        let edge = |bin: &GapBin| match bin.to {
            Some(_) => plot.x(f64::from(bin.from)),
            None => (plot.x(f64::from(bin.from)) + plot.x(self.end(bin))) / 2.0,
        };
        let ticks: Vec<_> = self
            .bins
            .iter()
            .map(|bin| (edge(bin), bin.tick()))
            .collect();
        plot.labels_under(&ticks, 13.0)?;
        plot.title_across("days between two meetings")?;
        self.draw_lines(&figure.canvas, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
