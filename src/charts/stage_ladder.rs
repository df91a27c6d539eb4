//! Stage ladder: how many of all pairs were ever at each stage or beyond, and are there now.

use serde::Serialize;

use super::canvas::{Canvas, Drawn};
use super::figure::{Figure, Frame};
use super::key::{Entry, Key, SAMPLE};
use super::marks::{Hatch, Shape};
use super::number::{count, counted, percent, share};
use super::plot::{Plot, TITLED_AXIS_HEIGHT};
use super::rows::{Column, Rows};
use super::svg::Edition;
use super::theme::Ink;
use super::ticks::Axis;
use super::words::sentences;
use super::{Chart, ChartError, DataTable};

/// The stages of one model and the pairs at each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StageLadder {
    /// All pairs, also those without any stage recorded.
    pub pairs: u64,
    /// Stages in the order of the model.
    pub stages: Vec<StageRow>,
}

/// One stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StageRow {
    /// Title of the stage.
    pub title: String,
    /// Pairs that were ever at it or beyond; none if not to be shown.
    pub ever: Option<u64>,
    /// Pairs that are at it now; none if not to be shown.
    pub now: Option<u64>,
    /// Why no figure is shown.
    pub note: Option<String>,
}

const PITCH: f64 = 22.0;
const BAR: f64 = 0.56;

impl StageLadder {
    fn columns(&self) -> Vec<Column> {
        let of_all = |pairs: Option<u64>| {
            pairs
                .and_then(|pairs| share(pairs, self.pairs))
                .map(percent)
        };
        let ever = self
            .stages
            .iter()
            .map(|stage| stage.ever.map(count).unwrap_or_default());
        let shares = self
            .stages
            .iter()
            .map(|stage| of_all(stage.ever).unwrap_or_default());
        let now = self
            .stages
            .iter()
            .map(|stage| stage.now.map_or_else(|| self.not_now(stage), count));
        vec![
            Column::new("reached", ever.collect()),
            Column::new("of all", shares.collect()),
            Column::new("there now", now.collect()),
        ]
    }

    /// What stands in place of the pairs that are there now: nothing in a row that says why, and
    /// where no row has them.
    fn not_now(&self, stage: &StageRow) -> String {
        let elsewhere = self.stages.iter().any(|stage| stage.now.is_some());
        if elsewhere && stage.ever.is_some() {
            "hidden".to_owned()
        } else {
            String::new()
        }
    }

    fn key(&self) -> Key<'static> {
        let mut entries = vec![Entry::new(
            "ever at this stage or beyond",
            |canvas, (left, middle)| {
                Hatch::Plain.bar(
                    canvas,
                    (left, middle - 6.0),
                    (left + SAMPLE, middle + 6.0),
                    Ink::Blue,
                )
            },
        )];
        if self.stages.iter().any(|stage| stage.now.is_some()) {
            entries.push(Entry::new("there now", |canvas, (left, middle)| {
                Shape::Diamond.draw(canvas, (left + SAMPLE / 2.0, middle), 6.0, Ink::Orange)
            }));
        }
        Key::new(entries)
    }

    fn draw_stage(&self, canvas: &Canvas, rows: &Rows, plot: &Plot<'_>, place: usize) -> Drawn {
        let stage = &self.stages[place];
        let middle = rows.middle(place);
        rows.words(canvas, place, &stage.title, false)?;
        if stage.ever.is_none() {
            return rows.instead(
                canvas,
                place,
                stage.note.as_deref().unwrap_or("not available"),
            );
        }
        canvas.titled(self.sentence(stage), || {
            if let Some(reached) = stage.ever.and_then(|ever| share(ever, self.pairs)) {
                let half = rows.pitch * BAR / 2.0;
                let from = (plot.x(0.0), middle - half);
                Hatch::Plain.bar(canvas, from, (plot.x(reached), middle + half), Ink::Blue)?;
            }
            match stage
                .now
                .filter(|now| *now > 0)
                .and_then(|now| share(now, self.pairs))
            {
                Some(now) => {
                    Shape::Diamond.draw_over(canvas, (plot.x(now), middle), 5.0, Ink::Orange)
                }
                None => Ok(()),
            }
        })
    }

    fn sentence(&self, stage: &StageRow) -> String {
        let ever = stage.ever.map(|ever| {
            let of_all = share(ever, self.pairs).map(percent).unwrap_or_default();
            format!(
                "{} of {} reached it ({of_all})",
                count(ever),
                counted(self.pairs, "pair", "pairs")
            )
        });
        let now = stage.now.map(|now| format!("{} there now", count(now)));
        let said: Vec<_> = ever.into_iter().chain(now).collect();
        format!("{}: {}", stage.title, said.join(", "))
    }
}

impl Chart for StageLadder {
    fn table(&self) -> DataTable {
        let rows = self.stages.iter().map(|stage| {
            let of_all = stage
                .ever
                .and_then(|ever| share(ever, self.pairs))
                .map(percent);
            let ever = stage
                .ever
                .map_or_else(|| stage.note.clone().unwrap_or_default(), count);
            [
                stage.title.clone(),
                ever,
                of_all.unwrap_or_default(),
                stage.now.map_or_else(|| self.not_now(stage), count),
            ]
        });
        DataTable::new(
            [
                "Stage",
                "Pairs that reached it",
                "Of all pairs",
                "Pairs there now",
            ],
            rows.collect(),
        )
    }

    fn description(&self) -> String {
        let pairs = counted(self.pairs, "pair", "pairs");
        let axes = format!("One bar per stage: the share that reached it, of {pairs}");
        let shown = self.stages.iter().filter(|stage| stage.ever.is_some());
        sentences(
            [axes]
                .into_iter()
                .chain(shown.map(|stage| self.sentence(stage))),
        )
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        let nothing =
            |stage: &StageRow| stage.ever.unwrap_or(0) == 0 && stage.now.unwrap_or(0) == 0;
        if self.pairs == 0 || self.stages.iter().all(nothing) {
            let reason = "no pair has a recorded stage that may be shown";
            return Err(ChartError::Empty {
                chart: "stage ladder",
                reason,
            });
        }
        let (key, pitch) = (self.key(), Rows::pitch(self.stages.len(), PITCH));
        let height =
            key.height() + Rows::HEADING + pitch * self.stages.len() as f64 + TITLED_AXIS_HEIGHT;
        let figure = Figure::open(frame, height)?;
        key.draw(&figure.canvas, figure.top)?;
        let names: Vec<_> = self
            .stages
            .iter()
            .map(|stage| stage.title.as_str())
            .collect();
        let rows = Rows::lay(
            &names,
            0.0,
            self.columns(),
            figure.top + key.height(),
            pitch,
        );
        let plot = Plot::of_rows(&figure.canvas, rows.region, Axis::share());
        plot.grid_across(percent)?;
        plot.title_across(&format!(
            "share of {}",
            counted(self.pairs, "pair", "pairs")
        ))?;
        rows.headings(&figure.canvas)?;
        for place in 0..self.stages.len() {
            self.draw_stage(&figure.canvas, &rows, &plot, place)?;
        }
        Ok(figure.finish(&self.description(), edition))
    }
}
