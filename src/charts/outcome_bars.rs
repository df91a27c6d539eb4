//! Outcomes of goals as one bar of 100 % per group.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Lettering, Point};
use super::figure::{Figure, Frame};
use super::key::{Entry, Key, SAMPLE};
use super::marks::Hatch;
use super::number::{count, counted, percent, share};
use super::plot::{AXIS_HEIGHT, Plot};
use super::rows::{Column, Rows};
use super::svg::Edition;
use super::text::measure;
use super::theme::{Face, Ink};
use super::ticks::Axis;
use super::words::{extremes, sentences};
use super::{Chart, ChartError, DataTable};

/// What became of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalOutcome {
    /// Reached.
    Attained,
    /// Reached in part.
    Partly,
    /// Not reached.
    NotAttained,
    /// Still being worked on.
    InProgress,
    /// No source says.
    Unknown,
    /// Given up by agreement.
    Dropped,
    /// Outcomes that each have too few goals to be told apart.
    Together,
}

impl GoalOutcome {
    /// All outcomes, in the order in which a bar shows them.
    pub const ALL: [Self; 7] = [
        Self::Attained,
        Self::Partly,
        Self::NotAttained,
        Self::InProgress,
        Self::Unknown,
        Self::Dropped,
        Self::Together,
    ];

    /// The outcome in words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Attained => "attained",
            Self::Partly => "partly attained",
            Self::NotAttained => "not attained",
            Self::InProgress => "in progress",
            Self::Unknown => "unknown",
            Self::Dropped => "dropped",
            Self::Together => "others, not shown apart",
        }
    }

    const fn look(self) -> (Ink, Hatch) {
        match self {
            Self::Attained => (Ink::Blue, Hatch::Plain),
            Self::Partly => (Ink::Green, Hatch::Rising),
            Self::NotAttained => (Ink::Orange, Hatch::Plain),
            Self::InProgress => (Ink::Slate, Hatch::Falling),
            Self::Unknown => (Ink::Slate, Hatch::Crossed),
            Self::Dropped => (Ink::Slate, Hatch::Hollow),
            Self::Together => (Ink::Slate, Hatch::Rising),
        }
    }
}

/// Goals by outcome, per group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeBars {
    /// Groups in the order in which they are shown.
    pub rows: Vec<OutcomeRow>,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutcomeRow {
    /// Name of the group.
    pub label: String,
    /// Goals with each outcome. One that is missing has none, but where some outcomes have too few
    /// each it is one of those.
    pub counts: Vec<(GoalOutcome, u64)>,
    /// Why the counts are not shown ("fewer than 5 pairs").
    pub note: Option<String>,
    /// Whether this row stands for all groups together; it is set apart.
    pub total: bool,
}

impl OutcomeRow {
    fn goals(&self, outcome: GoalOutcome) -> u64 {
        let of_it = self.counts.iter().filter(|(with, _)| *with == outcome);
        of_it.fold(0, |goals, (_, more)| goals.saturating_add(*more))
    }

    /// Goals with an outcome; `None` where they stand among others, so that none of few pairs follows.
    fn told(&self, outcome: GoalOutcome) -> Option<u64> {
        let goals = self.goals(outcome);
        let pooled = self.goals(GoalOutcome::Together) > 0;
        let known = self.counts.iter().any(|(with, _)| *with == outcome);
        (known || !pooled).then_some(goals)
    }

    fn all(&self) -> u64 {
        GoalOutcome::ALL.iter().fold(0, |goals, outcome| {
            goals.saturating_add(self.goals(*outcome))
        })
    }

    /// All goals; nothing where the row says why none is shown.
    fn total_shown(&self) -> String {
        match (self.all(), &self.note) {
            (0, Some(_)) => String::new(),
            (all, _) => count(all),
        }
    }

    fn why_not(&self) -> &str {
        self.note.as_deref().unwrap_or("no goals")
    }
}

/// What stands for a number of goals that is not told apart from others.
const AMONG_OTHERS: &str = "among others";

const PITCH: f64 = 26.0;
/// Share of a row's height that its bar takes.
const BAR: f64 = 0.7;
/// Paper between two parts of a bar, in pixels.
const GAP: f64 = 1.5;

impl OutcomeBars {
    fn outcomes(&self) -> impl Iterator<Item = GoalOutcome> {
        let occurs = |outcome: &GoalOutcome| self.rows.iter().any(|row| row.goals(*outcome) > 0);
        GoalOutcome::ALL.into_iter().filter(occurs)
    }

    fn key(&self) -> Key<'static> {
        let entries = self.outcomes().map(|outcome| {
            let (ink, hatch) = outcome.look();
            Entry::new(outcome.title(), move |canvas, (left, middle)| {
                hatch.bar(
                    canvas,
                    (left, middle - 6.0),
                    (left + SAMPLE, middle + 6.0),
                    ink,
                )
            })
        });
        Key::new(entries.collect())
    }

    fn draw_rows(&self, canvas: &Canvas, rows: &Rows, plot: &Plot<'_>) -> Drawn {
        rows.headings(canvas)?;
        for (place, row) in self.rows.iter().enumerate() {
            if row.total && place > 0 {
                rows.rule_above(canvas, place)?;
            }
            rows.words(canvas, place, &row.label, row.total)?;
            match row.all() {
                0 => rows.instead(canvas, place, row.why_not())?,
                all => draw_bar(
                    canvas,
                    row,
                    all,
                    plot,
                    (rows.middle(place), rows.pitch * BAR),
                )?,
            }
        }
        Ok(())
    }
}

/// The parts of a bar from left to right; `(middle, height)` place it.
fn draw_bar(
    canvas: &Canvas,
    row: &OutcomeRow,
    all: u64,
    plot: &Plot<'_>,
    (middle, height): (f64, f64),
) -> Drawn {
    let mut before = 0.0;
    for outcome in GoalOutcome::ALL {
        let goals = row.goals(outcome);
        let Some(part) = share(goals, all).filter(|part| *part > 0.0) else {
            continue;
        };
        let (left, right) = (plot.x(before), plot.x(before + part));
        let from = (left, middle - height / 2.0);
        let to = ((right - GAP).max(left + 0.5), middle + height / 2.0);
        let title = format!(
            "{}, {}: {} of {} ({})",
            row.label,
            outcome.title(),
            count(goals),
            counted(all, "goal", "goals"),
            percent(part)
        );
        canvas.titled(title, || {
            draw_part(canvas, outcome, (goals, part), from, to)
        })?;
        before += part;
    }
    Ok(())
}

/// One part of a bar, with the longest label that fits on it.
fn draw_part(
    canvas: &Canvas,
    outcome: GoalOutcome,
    (goals, part): (u64, f64),
    from: Point,
    to: Point,
) -> Drawn {
    let (ink, hatch) = outcome.look();
    hatch.bar(canvas, from, to, ink)?;
    let labels = [
        format!("{} ({})", percent(part), count(goals)),
        percent(part),
    ];
    let room = to.0 - from.0 - 4.0;
    let Some(label) = labels
        .iter()
        .find(|label| measure(label, Face::Small) <= room)
    else {
        return Ok(());
    };
    let centre = (from.0.midpoint(to.0), from.1.midpoint(to.1));
    let half = measure(label, Face::Small) / 2.0 + 3.0;
    let on = if hatch == Hatch::Hollow {
        Ink::Text
    } else {
        Ink::Paper
    };
    if !matches!(hatch, Hatch::Hollow | Hatch::Plain) {
        canvas.bar(
            (centre.0 - half, centre.1 - 8.0),
            (centre.0 + half, centre.1 + 8.0),
            ink,
        )?;
    }
    canvas.text(label, centre, Lettering::new(Face::Small).ink(on).middle())
}

impl Chart for OutcomeBars {
    fn table(&self) -> DataTable {
        let outcomes: Vec<_> = self.outcomes().collect();
        let mut headers = vec!["Group".to_owned(), "Goals".to_owned()];
        headers.extend(
            outcomes
                .iter()
                .map(|outcome| super::text::capitalised(outcome.title())),
        );
        let rows = self.rows.iter().map(|row| {
            let all = row.all();
            let cell = |outcome: &GoalOutcome| {
                let Some(goals) = row.told(*outcome) else {
                    return AMONG_OTHERS.to_owned();
                };
                let part = share(goals, all);
                part.map_or_else(String::new, |part| {
                    format!("{} ({})", count(goals), percent(part))
                })
            };
            let counts = outcomes.iter().map(cell);
            let all = if all == 0 {
                row.why_not().to_owned()
            } else {
                count(all)
            };
            [row.label.clone(), all].into_iter().chain(counts).collect()
        });
        DataTable {
            headers,
            rows: rows.collect(),
        }
    }

    fn description(&self) -> String {
        let rows = self.rows.iter().filter(|row| !row.total);
        let attained = rows.filter_map(|row| {
            let part = share(row.told(GoalOutcome::Attained)?, row.all())?;
            Some((row.label.as_str(), part))
        });
        let outcomes: Vec<_> = self.outcomes().map(GoalOutcome::title).collect();
        let axes = format!(
            "One bar of 100 % per group, divided by outcome: {}",
            outcomes.join(", ")
        );
        let extremes = extremes(&attained.collect::<Vec<_>>(), percent);
        let attained = if extremes.is_empty() {
            String::new()
        } else {
            format!("Share attained. {extremes}")
        };
        sentences([axes, attained])
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self
            .outcomes()
            .all(|outcome| outcome == GoalOutcome::Together)
        {
            let reason = "no group has a goal that may be shown";
            return Err(ChartError::Empty {
                chart: "picture of goals by outcome",
                reason,
            });
        }
        let (key, pitch) = (self.key(), Rows::pitch(self.rows.len(), PITCH));
        let height = key.height() + Rows::HEADING + pitch * self.rows.len() as f64 + AXIS_HEIGHT;
        let figure = Figure::open(frame, height)?;
        key.draw(&figure.canvas, figure.top)?;
        let names: Vec<_> = self.rows.iter().map(|row| row.label.as_str()).collect();
        let totals = self.rows.iter().map(OutcomeRow::total_shown).collect();
        let columns = vec![Column::new("goals", totals)];
        let rows = Rows::lay(&names, 0.0, columns, figure.top + key.height(), pitch);
        let plot = Plot::of_rows(&figure.canvas, rows.region, Axis::share());
        plot.grid_across(percent)?;
        self.draw_rows(&figure.canvas, &rows, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_outcome_is_no_zero() {
        let row = |label: &str, counts: &[(GoalOutcome, u64)]| OutcomeRow {
            label: label.into(),
            counts: counts.to_vec(),
            ..OutcomeRow::default()
        };
        let bars = OutcomeBars {
            rows: vec![
                row(
                    "2025",
                    &[
                        (GoalOutcome::Partly, 60),
                        (GoalOutcome::NotAttained, 0),
                        (GoalOutcome::Together, 40),
                    ],
                ),
                row("2026", &[(GoalOutcome::Attained, 30)]),
                row(
                    "2027",
                    &[(GoalOutcome::Attained, 9), (GoalOutcome::Partly, 9)],
                ),
            ],
        };
        let table = bars.table();
        let hidden = ["2025", "100", "among others", "60 (60 %)", "40 (40 %)"];
        let hidden = hidden.map(|cell| cell.replace(" %", "\u{a0}%"));
        assert_eq!(table.rows[0], hidden);
        let said = bars.description();
        assert!(said.contains("2026") && !said.contains("2025"), "{said}");
    }
}
