//! Swimmer plot: whole histories of pairs, a lane each, all from the same start.
//!
//! A dot for each held meeting, a diamond for each attained goal, hatching for pauses, and at the
//! end of the lane a sign for how it ended, or an arrow where the pair goes on. Lanes stand in the
//! order given. One lane is one pair: never for what leaves the building.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Pen, Point};
use super::figure::{Figure, Frame};
use super::key::{Entry, Key, SAMPLE};
use super::marks::{Shape, slanted};
use super::number::{count, counted, decimal};
use super::plot::{Plot, TITLED_AXIS_HEIGHT};
use super::rows::Rows;
use super::svg::Edition;
use super::text::capitalised;
use super::theme::Ink;
use super::ticks::Axis;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Histories of pairs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Swimmer {
    /// One for each pair, in the order in which they are shown.
    pub lanes: Vec<Lane>,
}

/// The history of one pair, in days since its start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lane {
    /// Which pair.
    pub label: String,
    /// Days to its end, or to the day of the report.
    pub days: u32,
    /// How it ended.
    pub end: LaneEnd,
    /// Days of held meetings, ascending.
    pub held: Vec<u32>,
    /// Days on which goals were attained.
    pub attained: Vec<u32>,
    /// First and last days of pauses.
    pub paused: Vec<(u32, u32)>,
}

/// How a history ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LaneEnd {
    /// It goes on.
    Open,
    /// It ended as planned.
    AsPlanned,
    /// It ended before the plan.
    Early,
    /// It ended; not known which.
    Unknown,
}

impl LaneEnd {
    const ALL: [Self; 4] = [Self::Open, Self::AsPlanned, Self::Early, Self::Unknown];

    const fn title(self) -> &'static str {
        match self {
            Self::Open => "still open",
            Self::AsPlanned => "ended as planned",
            Self::Early => "ended early",
            Self::Unknown => "ended, not known how",
        }
    }

    /// The signs of the states of pairs; an arrow for those that go on.
    fn draw(self, canvas: &Canvas, centre: Point) -> Drawn {
        let (x, y) = centre;
        match self {
            Self::Open => {
                let arrow = [(x - 3.5, y - 3.5), (x + 3.5, y), (x - 3.5, y + 3.5)];
                canvas.polygon(&arrow, Ink::Blue, 1.0)
            }
            Self::AsPlanned => Shape::Tick.draw(canvas, centre, 4.5, Ink::Green),
            Self::Early => Shape::Cross.draw(canvas, centre, 4.5, Ink::Purple),
            Self::Unknown => Shape::OpenSquare.draw(canvas, centre, 4.0, Ink::Slate),
        }
    }
}

const PITCH: f64 = 15.0;
/// Share of a row's height that its lane takes.
const LANE: f64 = 0.72;
const SHADE: f64 = 0.14;
const DOT: f64 = 1.9;
const DIAMOND: f64 = 3.6;
/// From the end of a lane to the middle of its sign.
const TO_SIGN: f64 = 7.0;

impl Lane {
    /// What shows when it is pointed at.
    fn title(&self) -> String {
        format!(
            "{}: {}, {}, {}",
            self.label,
            counted(u64::from(self.days), "day", "days"),
            self.end.title(),
            counted(self.held.len() as u64, "meeting", "meetings")
        )
    }

    fn days_paused(&self) -> u64 {
        let days = |(from, to): &(u32, u32)| u64::from(to.saturating_sub(*from)) + 1;
        self.paused.iter().map(days).sum()
    }

    /// Days inside the lane: nothing is drawn beyond it.
    fn within<'a>(&'a self, days: &'a [u32]) -> impl Iterator<Item = f64> + 'a {
        let inside = days.iter().filter(|day| **day <= self.days);
        inside.map(|day| f64::from(*day))
    }

    fn draw(&self, canvas: &Canvas, plot: &Plot<'_>, middle: f64, height: f64) -> Drawn {
        let (top, bottom) = (middle - height / 2.0, middle + height / 2.0);
        let (left, right) = (plot.x(0.0), plot.x(f64::from(self.days)));
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        canvas.polygon(&corners, Ink::Blue, SHADE)?;
        for (from, to) in &self.paused {
            let x = |day: u32| plot.x(f64::from(day.min(self.days)));
            let strokes = slanted((x(*from), top), (x(to.saturating_add(1)), bottom), false);
            let pen = Pen(Ink::Axis, 1.0);
            strokes
                .iter()
                .try_for_each(|stroke| canvas.line(stroke, pen))?;
        }
        let held: Vec<Point> = self
            .within(&self.held)
            .map(|day| (plot.x(day), middle))
            .collect();
        canvas.dots(&held, DOT, Ink::Blue)?;
        for day in self.within(&self.attained) {
            Shape::Diamond.draw(canvas, (plot.x(day), middle), DIAMOND, Ink::Orange)?;
        }
        self.end.draw(canvas, (right + TO_SIGN, middle))
    }
}

impl Swimmer {
    fn ending(&self, end: LaneEnd) -> usize {
        self.lanes.iter().filter(|lane| lane.end == end).count()
    }

    fn longest(&self) -> u32 {
        self.lanes.iter().map(|lane| lane.days).max().unwrap_or(0)
    }

    fn key(&self) -> Key<'static> {
        let any = |of: fn(&Lane) -> bool| self.lanes.iter().any(of);
        let middle = |(left, y): Point| (left + SAMPLE / 2.0, y);
        let mut entries = Vec::new();
        if any(|lane| !lane.held.is_empty()) {
            entries.push(Entry::new("held meeting", move |canvas, place| {
                canvas.dots(&[middle(place)], DOT, Ink::Blue)
            }));
        }
        if any(|lane| !lane.attained.is_empty()) {
            entries.push(Entry::new("goal attained", move |canvas, place| {
                Shape::Diamond.draw(canvas, middle(place), DIAMOND, Ink::Orange)
            }));
        }
        if any(|lane| !lane.paused.is_empty()) {
            entries.push(Entry::new("paused", |canvas, (left, y)| {
                let strokes = slanted((left, y - 5.0), (left + SAMPLE, y + 5.0), false);
                let pen = Pen(Ink::Axis, 1.0);
                strokes
                    .iter()
                    .try_for_each(|stroke| canvas.line(stroke, pen))
            }));
        }
        let ends = LaneEnd::ALL.into_iter().filter(|end| self.ending(*end) > 0);
        entries.extend(ends.map(|end| {
            Entry::new(end.title(), move |canvas, place| {
                end.draw(canvas, middle(place))
            })
        }));
        Key::new(entries)
    }

    fn draw_lanes(&self, canvas: &Canvas, rows: &Rows, plot: &Plot<'_>) -> Drawn {
        for (place, lane) in self.lanes.iter().enumerate() {
            rows.words(canvas, place, &lane.label, false)?;
            canvas.titled(lane.title(), || {
                lane.draw(canvas, plot, rows.middle(place), rows.pitch * LANE)
            })?;
        }
        Ok(())
    }
}

impl Chart for Swimmer {
    fn table(&self) -> DataTable {
        let row = |lane: &Lane| {
            [
                lane.label.clone(),
                count(u64::from(lane.days)),
                capitalised(lane.end.title()),
                count(lane.held.len() as u64),
                count(lane.attained.len() as u64),
                count(lane.days_paused()),
            ]
        };
        DataTable::new(
            [
                "Pair",
                "Days since the start",
                "End",
                "Meetings held",
                "Goals attained",
                "Days paused",
            ],
            self.lanes.iter().map(row).collect(),
        )
    }

    fn description(&self) -> String {
        let axes = format!(
            "A lane for each of {}, in days since the start, the longest {}",
            counted(self.lanes.len() as u64, "pair", "pairs"),
            counted(u64::from(self.longest()), "day", "days")
        );
        let ends = LaneEnd::ALL.into_iter().filter_map(|end| {
            let lanes = self.ending(end);
            (lanes > 0).then(|| format!("{} {}", count(lanes as u64), end.title()))
        });
        let held = self.lanes.iter().map(|lane| lane.held.len());
        let meetings = match (held.clone().min(), held.max()) {
            (Some(least), Some(most)) => format!("Meetings held: {least} to {most}"),
            _ => String::new(),
        };
        sentences([
            axes,
            capitalised(&ends.collect::<Vec<_>>().join(", ")),
            meetings,
        ])
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.longest() == 0 {
            let reason = "no pair has been observed for a day";
            return Err(ChartError::Empty {
                chart: "picture of the histories of pairs",
                reason,
            });
        }
        let key = self.key();
        let lanes = PITCH * self.lanes.len() as f64;
        let figure = Figure::open(frame, key.height() + lanes + TITLED_AXIS_HEIGHT)?;
        key.draw(&figure.canvas, figure.top)?;
        let names: Vec<_> = self.lanes.iter().map(|lane| lane.label.as_str()).collect();
        let top = figure.top + key.height();
        let rows = Rows::lay(&names, 0.0, Vec::new(), top, PITCH);
        let days = Axis::of_days(f64::from(self.longest()), 6);
        let plot = Plot::of_rows(&figure.canvas, rows.region, days);
        plot.grid_across(decimal)?;
        plot.title_across("days since the start")?;
        self.draw_lanes(&figure.canvas, &rows, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lane(days: u32, held: &[u32]) -> Lane {
        Lane {
            label: "P-1".into(),
            days,
            end: LaneEnd::Early,
            held: held.to_vec(),
            attained: Vec::new(),
            paused: vec![(3, 5)],
        }
    }

    #[test]
    fn nothing_is_drawn_beyond_the_end_of_a_lane() {
        let inside: Vec<f64> = lane(10, &[0, 10, 11]).within(&[0, 10, 11]).collect();
        assert_eq!(inside, [0.0, 10.0]);
    }

    #[test]
    fn it_says_how_many_go_on_and_how_often_they_met() {
        let open = Lane {
            end: LaneEnd::Open,
            ..lane(40, &[1])
        };
        let swimmer = Swimmer {
            lanes: vec![open, lane(10, &[0, 7])],
        };
        assert_eq!(
            swimmer.description(),
            "A lane for each of 2 pairs, in days since the start, the longest 40 days. \
             1 still open, 1 ended early. Meetings held: 1 to 2."
        );
        assert_eq!(
            swimmer.table().rows[1],
            ["P-1", "10", "Ended early", "2", "0", "3"]
        );
    }

    #[test]
    fn without_a_day_there_is_no_picture() {
        let frame = Frame::new("s", "", "");
        for empty in [
            Swimmer::default(),
            Swimmer {
                lanes: vec![lane(0, &[])],
            },
        ] {
            let drawn = empty.draw(&frame, Edition::Standalone);
            assert!(matches!(drawn, Err(ChartError::Empty { .. })));
        }
    }
}
