//! Dot and interval by group: an estimate per row with what is uncertain about it.
//!
//! Also serves as a forest plot, with [`Unit::Points`] and a reference at nought.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Group, Pen};
use super::figure::{Figure, Frame};
use super::marks::Shape;
use super::number::{Unit, cell, count, finite};
use super::plot::{Plot, TITLED_AXIS_HEIGHT};
use super::rows::{Column, Rows};
use super::svg::Edition;
use super::text::capitalised;
use super::theme::{Dash, Ink};
use super::ticks::Axis;
use super::words::{extremes, sentences};
use super::{Chart, ChartError, DataTable};

/// Estimates of one measure by group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DotInterval {
    /// What is measured, for the axis and the table ("Settled goals attained").
    pub measure: String,
    /// What its values are.
    pub unit: Unit,
    /// What `n` counts ("goals").
    pub counted: String,
    /// What the interval is ("95 % interval").
    pub interval: String,
    /// Groups in the order in which they are shown.
    pub rows: Vec<DotRow>,
    /// Values that all rows are held against: the programme, a target, no difference.
    pub references: Vec<Reference>,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct DotRow {
    /// Name of the group.
    pub label: String,
    /// What the estimate rests on; none if it is not to be shown.
    pub n: Option<u64>,
    /// The estimate, if available.
    pub estimate: Option<f64>,
    /// Lower end of its interval.
    pub lower: Option<f64>,
    /// Upper end of its interval.
    pub upper: Option<f64>,
    /// Why there is no estimate ("fewer than 5 goals").
    pub note: Option<String>,
    /// Whether this row stands for all groups together; it is set apart.
    pub total: bool,
}

/// A value that all rows are held against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reference {
    /// What it is ("Programme", "Target").
    pub label: String,
    /// Where it lies, in the unit of the rows.
    pub value: f64,
}

impl DotRow {
    fn value(&self) -> Option<f64> {
        finite(self.estimate)
    }

    fn ends(&self) -> Option<(f64, f64)> {
        Some((finite(self.lower)?, finite(self.upper)?)).filter(|(lower, upper)| lower <= upper)
    }

    fn why_not(&self) -> &str {
        self.note.as_deref().unwrap_or("not available")
    }
}

const PITCH: f64 = 27.0;

impl DotInterval {
    fn shown(&self) -> impl Iterator<Item = (&DotRow, f64)> {
        self.rows.iter().filter_map(|row| Some((row, row.value()?)))
    }

    fn references(&self) -> impl Iterator<Item = &Reference> {
        self.references
            .iter()
            .filter(|reference| reference.value.is_finite())
    }

    fn axis(&self) -> Axis {
        let ends = self
            .rows
            .iter()
            .filter_map(DotRow::ends)
            .flat_map(|(lower, upper)| [lower, upper]);
        let values = self.shown().map(|(_, value)| value).chain(ends);
        let values = values.chain(self.references().map(|reference| reference.value));
        let (lowest, highest) = values.fold((0.0, 0.0), |(lowest, highest): (f64, f64), value| {
            (lowest.min(value), highest.max(value))
        });
        match self.unit {
            Unit::Share if lowest >= 0.0 && highest <= 1.0 => Axis::share(),
            _ => Axis::covering(lowest, highest, 5),
        }
    }

    fn columns(&self) -> Vec<Column> {
        let values = self.rows.iter().map(|row| {
            row.value()
                .map(|value| self.unit.show(value))
                .unwrap_or_default()
        });
        let ranges = self.rows.iter().map(|row| match (row.value(), row.ends()) {
            (Some(_), Some((lower, upper))) => self.unit.range(lower, upper),
            _ => String::new(),
        });
        let counts = self
            .rows
            .iter()
            .map(|row| row.n.map(count).unwrap_or_default());
        vec![
            Column::new("", values.collect()),
            Column::new(&self.interval, ranges.collect()),
            Column::new(&self.counted, counts.collect()),
        ]
    }

    fn draw_body(&self, figure: &Figure<'_>, rows: &Rows, plot: &Plot<'_>) -> Drawn {
        plot.grid_across(|tick| self.unit.tick(tick))?;
        plot.title_across(&self.measure)?;
        rows.headings(&figure.canvas)?;
        self.draw_references(&figure.canvas, plot)?;
        for place in 0..self.rows.len() {
            if self.rows[place].total && place > 0 {
                rows.rule_above(&figure.canvas, place)?;
            }
            self.draw_row(figure, rows, plot, place)?;
        }
        Ok(())
    }

    /// Broken lines through all rows, named above them.
    fn draw_references(&self, canvas: &Canvas, plot: &Plot<'_>) -> Drawn {
        for (reference, dash) in self
            .references()
            .zip([Dash::Long, Dash::Dots].into_iter().cycle())
        {
            let title = Some(self.reference(reference));
            let group = Group {
                series: Some(&reference.label),
                title,
                dash: Some(dash),
            };
            canvas.group(&group, || {
                plot.marker(reference.value, Pen(Ink::Muted, 1.4))
            })?;
        }
        let named: Vec<_> = self
            .references()
            .map(|reference| (plot.x(reference.value), self.reference(reference)))
            .collect();
        plot.name_above(&named)
    }

    /// A reference in words; no difference needs no number.
    fn reference(&self, reference: &Reference) -> String {
        if self.unit == Unit::Points && reference.value == 0.0 {
            return reference.label.clone();
        }
        format!("{} {}", reference.label, self.unit.show(reference.value))
    }

    fn draw_row(&self, figure: &Figure<'_>, rows: &Rows, plot: &Plot<'_>, place: usize) -> Drawn {
        let row = &self.rows[place];
        let (canvas, middle) = (&figure.canvas, rows.middle(place));
        rows.words(canvas, place, &row.label, row.total)?;
        let Some(value) = row.value() else {
            return rows.instead(canvas, place, row.why_not());
        };
        let (shape, ink) = if row.total {
            (Shape::Diamond, Ink::Text)
        } else {
            (Shape::Disc, Ink::Blue)
        };
        canvas.titled(self.sentence(row, value), || {
            if let Some((lower, upper)) = row.ends() {
                canvas.line(
                    &[(plot.x(lower), middle), (plot.x(upper), middle)],
                    Pen(ink, 2.4),
                )?;
            }
            shape.draw_over(canvas, (plot.x(value), middle), 5.0, ink)
        })
    }

    fn sentence(&self, row: &DotRow, value: f64) -> String {
        let range = row.ends().map(|(lower, upper)| {
            format!(" ({} {})", self.interval, self.unit.range(lower, upper))
        });
        let n = row.n.map(|n| format!(", {} {}", count(n), self.counted));
        format!(
            "{}: {}{}{}",
            row.label,
            self.unit.show(value),
            range.unwrap_or_default(),
            n.unwrap_or_default()
        )
    }
}

impl Chart for DotInterval {
    fn table(&self) -> DataTable {
        let rows = self.rows.iter().map(|row| {
            let (lower, upper) = row.ends().unzip();
            let value = row
                .value()
                .map_or_else(|| row.why_not().to_owned(), |value| self.unit.show(value));
            [
                row.label.clone(),
                value,
                cell(lower, self.unit),
                cell(upper, self.unit),
                row.n.map(count).unwrap_or_default(),
            ]
        });
        DataTable::new(
            [
                "Group",
                &self.measure,
                "Lower",
                "Upper",
                &capitalised(&self.counted),
            ],
            rows.collect(),
        )
    }

    fn description(&self) -> String {
        let rows = || self.shown().filter(|(row, _)| !row.total);
        let values: Vec<_> = rows()
            .map(|(row, value)| (row.label.as_str(), value))
            .collect();
        let missing = match self.rows.len() - self.shown().count() {
            0 => String::new(),
            missing => format!("Not available for {missing}"),
        };
        let axes = format!(
            "{} by group, a dot with its {} in each row",
            self.measure, self.interval
        );
        let references = self.references().map(|reference| self.reference(reference));
        let extremes = extremes(&values, |value| self.unit.show(value));
        sentences(
            [axes, extremes]
                .into_iter()
                .chain(references)
                .chain([missing]),
        )
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.shown().next().is_none() {
            let reason = "no group has an estimate";
            return Err(ChartError::Empty {
                chart: "picture of estimates by group",
                reason,
            });
        }
        let pitch = Rows::pitch(self.rows.len(), PITCH);
        let height = Rows::HEADING + pitch * self.rows.len() as f64 + TITLED_AXIS_HEIGHT;
        let figure = Figure::open(frame, height)?;
        let names: Vec<_> = self.rows.iter().map(|row| row.label.as_str()).collect();
        let rows = Rows::lay(&names, 0.0, self.columns(), figure.top, pitch);
        let plot = Plot::of_rows(&figure.canvas, rows.region, self.axis());
        self.draw_body(&figure, &rows, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
