//! Pictures with their data.

use super::Table;
use crate::charts::{Chart, ChartError, Edition, Frame};

/// A picture with its data.
#[derive(Debug)]
pub struct Figure {
    /// Anchor and name of the file; letters, digits and `-`.
    pub id: String,
    /// The message.
    pub headline: String,
    /// What, who and when.
    pub subtitle: String,
    /// What is drawn.
    pub chart: Box<dyn Chart>,
    /// What has to be known to read it rightly. May be empty.
    pub notes: Vec<String>,
}

impl Figure {
    /// Whether there is nothing to draw: a picture that says no more than why it is missing is
    /// left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self.without_heading(), Err(ChartError::Empty { .. }))
    }

    /// The picture for a page that prints the headline itself.
    ///
    /// # Errors
    /// Why it cannot be drawn; its table can still be shown.
    pub fn embedded(&self) -> Result<String, ChartError> {
        let frame = self.frame().without_heading();
        self.chart.draw(&frame, Edition::Embedded)
    }

    /// The picture as a file of its own.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub fn standalone(&self) -> Result<String, ChartError> {
        self.chart.draw(&self.frame(), Edition::Standalone)
    }

    /// The picture as a file for a document that prints the headline itself.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub fn without_heading(&self) -> Result<String, ChartError> {
        let frame = self.frame().without_heading();
        self.chart.draw(&frame, Edition::Standalone)
    }

    /// Name of its file.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.svg", self.id)
    }

    /// What it says to those who do not see it.
    #[must_use]
    pub fn alternative(&self) -> String {
        format!("{}. {}", self.headline, self.chart.description())
    }

    /// Its numbers as a table that can be shown under it.
    #[must_use]
    pub fn table(&self) -> Table {
        Table::from_data(format!("Data: {}", self.headline), self.chart.table())
    }

    fn frame(&self) -> Frame<'_> {
        Frame::new(&self.id, &self.headline, &self.subtitle)
    }
}
