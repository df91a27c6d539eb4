//! Dot and interval by group: an estimate per row with what is uncertain about it.
//!
//! Also serves as a forest plot, with [`Unit::Points`] and a reference at nought.

use serde::Serialize;

use super::canvas::{Canvas, Drawn, Group, Pen};
use super::figure::{Figure, Frame};
use super::marks::Shape;
use super::number::{Unit, count, decimals_of, finite};
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
    /// What it stands under with its neighbours ("Attendance"); none in a picture of one measure.
    pub band: Option<String>,
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

    /// What it is called where it stands alone.
    fn name(&self) -> String {
        match &self.band {
            Some(band) => format!("{band}: {}", self.label),
            None => self.label.clone(),
        }
    }
}

/// What stands on a line of the picture.
#[derive(Clone, Copy)]
enum Line<'a> {
    /// The heading of the rows under it.
    Band(&'a str),
    Row(&'a DotRow),
}

impl<'a> Line<'a> {
    const fn row(self) -> Option<&'a DotRow> {
        match self {
            Self::Band(_) => None,
            Self::Row(row) => Some(row),
        }
    }

    fn name(self) -> &'a str {
        match self {
            Self::Band(name) => name,
            Self::Row(row) => &row.label,
        }
    }
}

const PITCH: f64 = 22.0;
/// How far rows stand in under the heading of their band.
const INDENT: f64 = 12.0;

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

    /// The decimals of all numbers in the picture: they stand under each other.
    fn decimals(&self) -> usize {
        let ends = self.rows.iter().filter_map(DotRow::ends);
        let ends = ends.flat_map(|(lower, upper)| [lower, upper]);
        decimals_of(self.shown().map(|(_, value)| value).chain(ends))
    }

    fn show(&self, value: f64) -> String {
        self.unit.show_to(self.decimals(), value)
    }

    fn range(&self, (lower, upper): (f64, f64)) -> String {
        self.unit.range_to(self.decimals(), lower, upper)
    }

    fn is_banded(&self) -> bool {
        self.rows.iter().any(|row| row.band.is_some())
    }

    /// The rows in order, each band's heading before its first.
    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines = Vec::with_capacity(self.rows.len());
        let mut under = None;
        for row in &self.rows {
            let band = row.band.as_deref();
            if band != under {
                lines.extend(band.map(Line::Band));
                under = band;
            }
            lines.push(Line::Row(row));
        }
        lines
    }

    fn columns(&self, lines: &[Line<'_>]) -> Vec<Column> {
        let cells = |of: &dyn Fn(&DotRow) -> Option<String>| {
            let cell = |line: &Line<'_>| line.row().and_then(of).unwrap_or_default();
            lines.iter().map(cell).collect()
        };
        // The heading says what differences are in, which leaves more room for names.
        let heading = if self.unit == Unit::Points {
            "points"
        } else {
            ""
        };
        let value = |row: &DotRow| {
            let value = row.value()?;
            Some(match self.unit {
                Unit::Points => self.unit.bare_to(0, value),
                _ => self.show(value),
            })
        };
        let range = |row: &DotRow| {
            row.value()?;
            Some(self.range(row.ends()?))
        };
        vec![
            Column::new(heading, cells(&value)),
            Column::new(&self.interval, cells(&range)),
            Column::new(&self.counted, cells(&|row| row.n.map(count))),
        ]
    }

    fn draw_body(&self, figure: &Figure<'_>, rows: &Rows, plot: &Plot<'_>) -> Drawn {
        plot.grid_across(|tick| self.unit.tick(tick))?;
        plot.title_across(&self.measure)?;
        rows.headings(&figure.canvas)?;
        self.draw_references(&figure.canvas, plot)?;
        for (place, line) in self.lines().into_iter().enumerate() {
            match line {
                Line::Band(band) => rows.band(&figure.canvas, place, band)?,
                Line::Row(row) => {
                    if row.total && place > 0 {
                        rows.rule_above(&figure.canvas, place)?;
                    }
                    self.draw_row(&figure.canvas, rows, plot, (place, row))?;
                }
            }
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
        if matches!(self.unit, Unit::Points | Unit::Number) && reference.value == 0.0 {
            return reference.label.clone();
        }
        format!("{} {}", reference.label, self.unit.show(reference.value))
    }

    fn draw_row(
        &self,
        canvas: &Canvas,
        rows: &Rows,
        plot: &Plot<'_>,
        (place, row): (usize, &DotRow),
    ) -> Drawn {
        let middle = rows.middle(place);
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
        let range = row
            .ends()
            .map(|ends| format!(" ({} {})", self.interval, self.range(ends)));
        let n = row.n.map(|n| format!(", {} {}", count(n), self.counted));
        format!(
            "{}: {}{}{}",
            row.name(),
            self.show(value),
            range.unwrap_or_default(),
            n.unwrap_or_default()
        )
    }
}

impl Chart for DotInterval {
    fn table(&self) -> DataTable {
        let banded = self.is_banded();
        let rows = self.rows.iter().map(|row| {
            let (lower, upper) = row.ends().unzip();
            let value = row
                .value()
                .map_or_else(|| row.why_not().to_owned(), |value| self.show(value));
            let band = banded.then(|| row.band.clone().unwrap_or_default());
            let cells = [
                row.label.clone(),
                value,
                lower.map(|lower| self.show(lower)).unwrap_or_default(),
                upper.map(|upper| self.show(upper)).unwrap_or_default(),
                row.n.map(count).unwrap_or_default(),
            ];
            band.into_iter().chain(cells).collect()
        });
        let counted = capitalised(&self.counted);
        let headers = ["Group", &self.measure, "Lower", "Upper", &counted];
        DataTable {
            headers: banded
                .then_some("Measure")
                .into_iter()
                .chain(headers)
                .map(str::to_owned)
                .collect(),
            rows: rows.collect(),
        }
    }

    fn description(&self) -> String {
        let rows = || self.shown().filter(|(row, _)| !row.total);
        let values: Vec<_> = rows().map(|(row, value)| (row.name(), value)).collect();
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        let missing = match self.rows.len() - self.shown().count() {
            0 => String::new(),
            missing => format!("Not available for {missing}"),
        };
        let axes = format!(
            "{} by group, a dot with its {} in each row",
            capitalised(&self.measure),
            self.interval
        );
        let references = self
            .references()
            .map(|reference| format!("Line: {}", self.reference(reference)));
        let extremes = extremes(&values, |value| self.show(value));
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
        let lines = self.lines();
        let pitch = Rows::pitch(lines.len(), PITCH);
        let height = Rows::HEADING + pitch * lines.len() as f64 + TITLED_AXIS_HEIGHT;
        let figure = Figure::open(frame, height)?;
        let names: Vec<_> = lines.iter().map(|line| line.name()).collect();
        let indent = if self.is_banded() { INDENT } else { 0.0 };
        let rows = Rows::lay(&names, indent, self.columns(&lines), figure.top, pitch);
        let plot = Plot::of_rows(&figure.canvas, rows.region, self.axis());
        self.draw_body(&figure, &rows, &plot)?;
        Ok(figure.finish(&self.description(), edition))
    }
}
