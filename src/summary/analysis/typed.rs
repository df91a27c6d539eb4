//! What the cells of a column hold.

/// The type of the cells of a column; an empty cell is not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Text.
    Text,
    /// An ISO date.
    Date,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
}

impl CellType {
    /// Its name in `columns.csv`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Flag => "flag",
            Self::Whole => "whole",
            Self::Number => "number",
        }
    }
}
