//! Meetings held per month, against those expected from what the pairs agreed.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Group, Lettering, Pen, Point};
use super::figure::{Figure, Frame};
use super::key::{Entry, Key, SAMPLE};
use super::marks::{Hatch, Shape};
use super::number::{count, decimal, finite, percent};
use super::plot::{Plot, Region, TITLED_AXIS_HEIGHT};
use super::svg::Edition;
use super::text::{measure, widest};
use super::theme::{Dash, Face, Ink, MARGIN, WIDTH};
use super::ticks::Axis;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Meetings by month, months following one another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeldExpected {
    /// The months, oldest first, without gaps.
    pub months: Vec<MonthOfMeetings>,
}

/// The meetings of one month.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MonthOfMeetings {
    /// Calendar year.
    pub year: i32,
    /// Month of the year, 1 to 12.
    pub month: u32,
    /// Meetings held; none if not available.
    pub held: Option<u64>,
    /// Meetings expected of the pairs open in it; none if not available.
    pub expected: Option<f64>,
    /// Whether the month is over; the last one may not be.
    pub complete: bool,
}

const NAMES: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl MonthOfMeetings {
    fn name(&self) -> &'static str {
        let place = self.month.saturating_sub(1) as usize;
        NAMES.get(place).copied().unwrap_or("?")
    }

    fn expected(&self) -> Option<f64> {
        finite(self.expected).filter(|expected| *expected >= 0.0)
    }

    fn sentence(&self) -> String {
        let held = self.held.map_or_else(
            || "not available".to_owned(),
            |held| format!("{} held", count(held)),
        );
        let expected = self
            .expected()
            .map(|expected| format!(", {} expected", decimal(expected)));
        let open = if self.complete {
            ""
        } else {
            ", month not over"
        };
        format!(
            "{} {}: {held}{}{open}",
            self.name(),
            self.year,
            expected.unwrap_or_default()
        )
    }
}

const HEIGHT: f64 = 140.0;
/// Share of a month's width that its column takes.
const COLUMN: f64 = 0.9;
/// Height of the foot of a column, where its number stands.
const FOOT: f64 = 20.0;
/// Columns are no wider than this, however few there are.
const WIDEST: f64 = 56.0;

impl HeldExpected {
    fn highest(&self) -> f64 {
        let held = self
            .months
            .iter()
            .filter_map(|month| month.held)
            .map(|held| held as f64);
        held.chain(self.months.iter().filter_map(MonthOfMeetings::expected))
            .fold(0.0, f64::max)
    }

    fn key(&self) -> Key<'static> {
        let swatch = |hatch: Hatch| {
            move |canvas: &Canvas, (left, middle): Point| {
                hatch.bar(
                    canvas,
                    (left, middle - 6.0),
                    (left + SAMPLE, middle + 6.0),
                    Ink::Blue,
                )
            }
        };
        let mut entries = Vec::new();
        if self.months.iter().any(|month| month.complete) {
            entries.push(Entry::new("meetings held", swatch(Hatch::Plain)));
        }
        if self.months.iter().any(|month| !month.complete) {
            entries.push(Entry::new(
                "held so far, month not over",
                swatch(Hatch::Rising),
            ));
        }
        if self.months.iter().any(|month| month.expected().is_some()) {
            entries.push(Entry::new(
                "expected from the agreed rhythm",
                |canvas, (left, middle)| {
                    let pen = Pen(Ink::Orange, 2.2);
                    canvas.dashed(Dash::Long, || {
                        canvas.line(&[(left - 3.0, middle), (left + SAMPLE, middle)], pen)
                    })
                },
            ));
        }
        Key::new(entries)
    }

    fn draw_columns(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        let pitch = plot.x(1.0) - plot.x(0.0);
        let half = (pitch * COLUMN).min(WIDEST) / 2.0;
        for (place, month) in self.months.iter().enumerate() {
            let middle = plot.x(place as f64 + 0.5);
            canvas.titled(month.sentence(), || match month.held {
                Some(held) => draw_column(canvas, plot, month, held, (middle, half)),
                None => {
                    Shape::Cross.draw(canvas, (middle, plot.region.bottom - 7.0), 3.5, Ink::Muted)
                }
            })?;
        }
        Ok(())
    }

    /// Runs of months with an expectation, level over each month.
    fn expected_runs(&self, plot: &Plot<'_>) -> Vec<Vec<Point>> {
        let known = |one: &MonthOfMeetings, next: &MonthOfMeetings| {
            one.expected().is_some() == next.expected().is_some()
        };
        let mut place = 0.0;
        let run = |run: &[MonthOfMeetings]| {
            let mut points = Vec::new();
            for month in run {
                let ends = [place, place + 1.0];
                let level = month.expected();
                points.extend(
                    level
                        .iter()
                        .flat_map(|level| ends.map(|end| plot.at(end, *level))),
                );
                place += 1.0;
            }
            points
        };
        let runs = self.months.chunk_by(known).map(run);
        runs.filter(|points| !points.is_empty()).collect()
    }

    /// Broken lines on a rim of paper, so that they are seen on columns too.
    fn draw_expected(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        let runs = self.expected_runs(plot);
        runs.iter()
            .try_for_each(|run| canvas.line(run, Pen(Ink::Paper, 3.6)))?;
        let group = Group {
            series: Some("expected"),
            dash: Some(Dash::Long),
            title: None,
        };
        canvas.group(&group, || {
            runs.iter()
                .try_for_each(|run| canvas.line(run, Pen(Ink::Orange, 2.2)))
        })
    }

    /// Names of months as close as they have room, and their years.
    fn draw_months(&self, plot: &Plot<'_>) -> Drawn {
        let pitch = plot.x(1.0) - plot.x(0.0);
        let apart = [1, 2, 3, 6, 12]
            .into_iter()
            .find(|apart| pitch * f64::from(*apart) >= 30.0)
            .unwrap_or(12);
        let middle = |place: usize| plot.x(place as f64 + 0.5);
        let marked = self
            .months
            .iter()
            .enumerate()
            .filter(|(_, month)| month.month % apart == 1 % apart);
        let names: Vec<_> = marked
            .map(|(place, month)| (middle(place), month.name().to_owned()))
            .collect();
        plot.labels_under(&names, 13.0)?;
        let begins = |place: usize| self.months[place].month == 1 || place == 0;
        let mut years: Vec<_> = (0..self.months.len())
            .filter(|place| begins(*place))
            .map(|place| (middle(place), self.months[place].year.to_string()))
            .collect();
        // A first year with hardly a month in the picture gives way to the next.
        if years.len() > 1 && years[1].0 - years[0].0 < measure("2000", Face::Small) + 8.0 {
            years.remove(0);
        }
        plot.labels_under(&years, 28.0)
    }

    fn body<'a>(&self, canvas: &'a Canvas, top: f64) -> Plot<'a> {
        let upward = Axis::of_counts(self.highest(), 5);
        let labels: Vec<_> = upward.ticks.iter().map(|tick| decimal(*tick)).collect();
        let left = MARGIN + widest(labels.iter().map(String::as_str), Face::Small) + 8.0;
        let across = Axis {
            from: 0.0,
            to: self.months.len() as f64,
            ticks: Vec::new(),
        };
        let region = Region {
            left,
            top,
            right: WIDTH - MARGIN,
            bottom: top + HEIGHT,
        };
        Plot::new(canvas, region, across, upward)
    }
}

/// A column and, where it has room, its number.
fn draw_column(
    canvas: &Canvas,
    plot: &Plot<'_>,
    month: &MonthOfMeetings,
    held: u64,
    (middle, half): (f64, f64),
) -> Drawn {
    let (top, bottom) = (plot.y(held as f64), plot.region.bottom);
    let hatch = if month.complete {
        Hatch::Plain
    } else {
        Hatch::Rising
    };
    hatch.bar(
        canvas,
        (middle - half, top),
        (middle + half, bottom),
        Ink::Blue,
    )?;
    let (label, wide) = (count(held), measure(&count(held), Face::Small));
    if wide > half * 2.0 || bottom - top < FOOT {
        return Ok(());
    }
    // On the foot of the column, clear of the line of what was expected.
    if hatch != Hatch::Plain {
        canvas.bar(
            (middle - half, bottom - FOOT),
            (middle + half, bottom),
            Ink::Blue,
        )?;
    }
    let place = (middle, bottom - FOOT / 2.0);
    canvas.text(
        &label,
        place,
        Lettering::new(Face::Small).ink(Ink::Paper).middle(),
    )
}

impl Chart for HeldExpected {
    fn table(&self) -> DataTable {
        let rows = self.months.iter().map(|month| {
            let open = if month.complete { "" } else { " (not over)" };
            let expected = month.expected();
            let of_it = month.held.zip(expected.filter(|expected| *expected > 0.0));
            [
                format!("{:04}-{:02}{open}", month.year, month.month),
                month.held.map(count).unwrap_or_default(),
                expected.map(decimal).unwrap_or_default(),
                of_it
                    .map(|(held, expected)| percent(held as f64 / expected))
                    .unwrap_or_default(),
            ]
        });
        DataTable::new(
            ["Month", "Held", "Expected", "Held of expected"],
            rows.collect(),
        )
    }

    fn description(&self) -> String {
        let held = || self.months.iter().filter(|month| month.held.is_some());
        let least = held().min_by_key(|month| month.held);
        let most = held().rev().max_by_key(|month| month.held);
        let axes = "Columns of meetings held per month, a broken line for those expected";
        let extremes = [("Least", least), ("Most", most)]
            .into_iter()
            .filter_map(|(which, month)| Some(format!("{which}: {}", month?.sentence())));
        sentences([axes.to_owned()].into_iter().chain(extremes))
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let any_held = self
            .months
            .iter()
            .any(|month| month.held.is_some_and(|held| held > 0));
        if !any_held
            && self
                .months
                .iter()
                .all(|month| month.expected().is_none_or(|due| due == 0.0))
        {
            let reason = "no month has a meeting held or expected";
            return Err(ChartError::Empty {
                chart: "picture of meetings by month",
                reason,
            });
        }
        let key = self.key();
        let figure = Figure::open(frame, key.height() + HEIGHT + TITLED_AXIS_HEIGHT)?;
        key.draw(&figure.canvas, figure.top)?;
        let plot = self.body(&figure.canvas, figure.top + key.height() + 4.0);
        plot.grid_upward(decimal)?;
        figure
            .canvas
            .series("held", || self.draw_columns(&figure.canvas, &plot))?;
        plot.base()?;
        self.draw_expected(&figure.canvas, &plot)?;
        self.draw_months(&plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
