//! Reach: how many came how far, from those who could have to those who ended as planned.

use serde::Serialize;

use super::canvas::{Canvas, Drawn};
use super::figure::{Figure, Frame};
use super::marks::Hatch;
use super::number::{count, decimal, percent, share};
use super::plot::{Plot, TITLED_AXIS_HEIGHT};
use super::rows::{Column, Rows};
use super::svg::Edition;
use super::theme::Ink;
use super::ticks::Axis;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// Steps in the order in which people and pairs go through them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReachFunnel {
    /// What is counted ("pairs").
    pub counted: String,
    /// The steps.
    pub steps: Vec<ReachStep>,
}

/// One step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReachStep {
    /// What was reached ("Met again").
    pub title: String,
    /// How many reached it; none if not to be shown.
    pub reached: Option<u64>,
    /// Place of the step of which it is some; of the one before, if none is said.
    pub of: Option<usize>,
    /// Lower and upper end of the 95 % interval of the share of that step.
    pub interval: Option<(f64, f64)>,
    /// Where the number comes from, or why none is shown.
    pub note: String,
}

const PITCH: f64 = 23.0;
const BAR: f64 = 0.6;

impl ReachFunnel {
    /// The share of the step before that reached this one, or of another one of which it is some,
    /// with the title of that; none where either is unknown, or more are said to have come than
    /// there were.
    fn share(&self, place: usize) -> Option<(f64, Option<String>)> {
        let before = place.checked_sub(1)?;
        let of = self.steps[place].of.unwrap_or(before);
        let among = self.steps.get(of)?;
        let here = self.steps[place].reached;
        let here = here.filter(|here| Some(*here) <= among.reached)?;
        let other = (of != before).then(|| among.title.to_lowercase());
        Some((share(here, among.reached?)?, other))
    }

    /// The share as a cell under the heading that it is of the step before; `among` stands before
    /// the title of another step.
    fn share_cell(&self, place: usize, among: &str) -> String {
        match self.share(place) {
            None => String::new(),
            Some((part, None)) => percent(part),
            Some((part, Some(other))) => format!("{} {among} {other}", percent(part)),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let reached = self.steps.iter();
        let reached = reached.map(|step| step.reached.map(count).unwrap_or_default());
        let shares = 0..self.steps.len();
        // There is little room beside the bars.
        let shares = shares.map(|place| self.share_cell(place, "of"));
        vec![
            Column::new("reached", reached.collect()),
            Column::new("of step before", shares.collect()),
        ]
    }

    fn draw_step(&self, canvas: &Canvas, rows: &Rows, plot: &Plot<'_>, place: usize) -> Drawn {
        let (step, middle) = (&self.steps[place], rows.middle(place));
        rows.words(canvas, place, &step.title, false)?;
        let Some(reached) = step.reached else {
            return rows.instead(canvas, place, &step.note);
        };
        canvas.titled(self.sentence(place), || {
            let half = rows.pitch * BAR / 2.0;
            let to = (plot.x(reached as f64), middle + half);
            Hatch::Plain.bar(canvas, (plot.x(0.0), middle - half), to, Ink::Blue)
        })
    }

    fn sentence(&self, place: usize) -> String {
        let step = &self.steps[place];
        let reached = step.reached.map(count).unwrap_or_default();
        match self.share(place) {
            Some((part, other)) => {
                let of = other.map_or("the step before".to_owned(), |other| {
                    format!("those {other}")
                });
                format!("{}: {reached}, {} of {of}", step.title, percent(part))
            }
            None => format!("{}: {reached}", step.title),
        }
    }
}

impl Chart for ReachFunnel {
    fn table(&self) -> DataTable {
        let rows = self.steps.iter().enumerate().map(|(place, step)| {
            let interval = step
                .interval
                .map(|(lower, upper)| format!("{} to {}", percent(lower), percent(upper)));
            [
                step.title.clone(),
                step.reached.map(count).unwrap_or_default(),
                self.share_cell(place, "of those"),
                interval.unwrap_or_default(),
                step.note.clone(),
            ]
        });
        DataTable::new(
            [
                "Step",
                "Reached",
                "Of the step before",
                "95\u{A0}% interval",
                "From",
            ],
            rows.collect(),
        )
    }

    fn description(&self) -> String {
        let axes = format!("One bar per step: how many reached it, in {}", self.counted);
        let known = (0..self.steps.len()).filter(|place| self.steps[*place].reached.is_some());
        sentences(
            [axes]
                .into_iter()
                .chain(known.map(|place| self.sentence(place))),
        )
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let most = self.steps.iter().filter_map(|step| step.reached).max();
        let Some(most) = most.filter(|most| *most > 0) else {
            let reason = "no step has a number that may be shown";
            return Err(ChartError::Empty {
                chart: "funnel",
                reason,
            });
        };
        let pitch = Rows::pitch(self.steps.len(), PITCH);
        let height = Rows::HEADING + pitch * self.steps.len() as f64 + TITLED_AXIS_HEIGHT;
        let figure = Figure::open(frame, height)?;
        let names: Vec<_> = self.steps.iter().map(|step| step.title.as_str()).collect();
        let rows = Rows::lay(&names, 0.0, self.columns(), figure.top, pitch);
        let plot = Plot::of_rows(&figure.canvas, rows.region, Axis::of_counts(most as f64, 5));
        plot.grid_across(decimal)?;
        plot.title_across(&self.counted)?;
        rows.headings(&figure.canvas)?;
        for place in 0..self.steps.len() {
            self.draw_step(&figure.canvas, &rows, &plot, place)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}
