//! Why a picture could not be drawn. The report goes on without it and prints the reason.

use plotters::drawing::DrawingAreaErrorKind;

use super::backend::UnknownColour;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChartError {
    /// There is nothing to draw: every value is missing, or there are no rows.
    #[error("no {chart} can be drawn: {reason}")]
    Empty {
        /// What kind of picture it would have been.
        chart: &'static str,
        /// Why, in words that can stand in a report.
        reason: &'static str,
    },
    /// More curves than can be told apart.
    #[error("{given} curves in one picture cannot be told apart; at most {most} are drawn")]
    TooManyCurves {
        /// Curves with data.
        given: usize,
        /// Curves that one picture holds.
        most: usize,
    },
    /// The drawing library refused; a fault of this program, not of the data.
    #[error("the picture could not be drawn")]
    Drawing(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<DrawingAreaErrorKind<UnknownColour>> for ChartError {
    fn from(source: DrawingAreaErrorKind<UnknownColour>) -> Self {
        Self::Drawing(Box::new(source))
    }
}
