//! Pictures: figure data in, SVG text out.
//!
//! One file per chart. A chart is a plain struct that knows nothing of where its numbers come
//! from; [`Chart::draw`] lays it out, draws it through plotters on our own backend and writes it
//! in one of two [`Edition`]s. Each chart also says itself in words ([`Chart::description`]) and
//! as a table ([`Chart::table`]), for those who do not see it.
//!
//! What this room never does: compute a statistic, read a file, or leave an empty picture behind;
//! a chart without data is a [`ChartError`] with a reason that a report can print.
//!
//! From the inside out: `backend` keeps the marks that plotters draws, `svg` writes them,
//! `canvas` draws in the inks and type of `theme`, `figure` puts the heading on top, `plot` and
//! `rows` place scales and rows. `png` makes pixels of a finished file, in the letters of `fonts`.

mod accent;
mod backend;
mod canvas;
mod contrast;
mod curve;
mod curve_labels;
mod curves;
mod error;
mod figure;
mod fonts;
mod key;
mod marks;
mod metrics;
mod number;
mod plot;
mod png;
mod rows;
mod spread;
mod svg;
mod text;
mod theme;
mod ticks;
mod words;

mod calendar_strip;
mod cumulative_incidence;
mod dot_interval;
mod funnel_plot;
mod gap_distribution;
mod held_expected;
mod mean_cumulative;
mod outcome_bars;
mod pair_states;
mod reach_funnel;
mod retention;
mod sparkline;
mod stage_ladder;
mod swimmer;
mod transition_heat;

#[cfg(test)]
mod tests;

pub use accent::{Accent, LEGIBLE};
pub use calendar_strip::{CalendarStrip, StripMark, WeekScale, Weeks};
pub use cumulative_incidence::CumulativeIncidence;
pub use curve::{AtRisk, Curve, CurvePoint};
pub use dot_interval::{DotInterval, DotRow, Reference};
pub use error::ChartError;
pub use figure::Frame;
pub use funnel_plot::{FunnelPlot, Limits, Site};
pub use gap_distribution::{GapBin, GapDistribution};
pub use held_expected::{HeldExpected, MonthOfMeetings};
pub use mean_cumulative::MeanCumulative;
pub use number::{Unit, count, decimal, decimals_of, fixed, grouped, percent};
pub use outcome_bars::{GoalOutcome, OutcomeBars, OutcomeRow};
pub use pair_states::{PairState, PairStates, StateRow};
pub use png::{Png, png};
pub use reach_funnel::{ReachFunnel, ReachStep};
pub use retention::Retention;
pub use sparkline::Sparkline;
pub use stage_ladder::{StageLadder, StageRow};
pub use svg::Edition;
pub use swimmer::{Lane, LaneEnd, Swimmer};
pub use theme::stylesheet;
pub use transition_heat::{Moves, TransitionHeat};

use serde::Serialize;

/// The numbers of a picture as a table, ready to be shown under it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DataTable {
    /// One heading per column.
    pub headers: Vec<String>,
    /// Cells as they are read; empty where a value is not available.
    pub rows: Vec<Vec<String>>,
}

impl DataTable {
    /// A table of these columns.
    pub(crate) fn new<const N: usize>(headers: [&str; N], rows: Vec<[String; N]>) -> Self {
        Self {
            headers: headers.map(str::to_owned).to_vec(),
            rows: rows.into_iter().map(Vec::from).collect(),
        }
    }
}

/// A picture, before it is drawn.
pub trait Chart: std::fmt::Debug + Send + Sync {
    /// The figure's numbers as a table.
    fn table(&self) -> DataTable;

    /// Axes and extremes in words; together with the headline the picture's text alternative.
    fn description(&self) -> String;

    /// The picture as SVG text.
    ///
    /// # Errors
    ///
    /// [`ChartError::Empty`] with a reason if there is nothing to draw; other variants if it could
    /// not be drawn. The report prints the reason and goes on.
    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError>;
}
