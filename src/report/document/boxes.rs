//! Headline figures and how they have changed.

use crate::charts::Chart;
use crate::report::wording::sentence;
use serde::Serialize;

/// A headline figure.
#[derive(Debug, Default)]
pub struct HeadlineBox {
    /// Anchor of its definition, if it has one.
    pub definition: Option<String>,
    /// What it is.
    pub label: String,
    /// The figure, or "not available".
    pub value: String,
    /// Whether there is a figure.
    pub is_available: bool,
    /// Its interval in words; why there is none, or no figure.
    pub interval: Option<String>,
    /// What it rests on ("of 212 settled goals").
    pub basis: String,
    /// The target and whether it is met.
    pub target: Option<String>,
    /// How it has changed, in words that follow the interval.
    pub change: Option<Change>,
    /// How it ran over the last periods.
    pub trend: Option<Box<dyn Chart>>,
}

impl HeadlineBox {
    /// Headings of [`Self::row`].
    pub const ROW: [&'static str; 4] = ["Figure", "Value", "What it rests on", "Change and target"];

    /// The box as a row of a table, for documents without boxes.
    #[must_use]
    pub fn row(&self) -> [String; 4] {
        let change = self.change.as_ref();
        let revised = change.map(|change| change.revised.as_str());
        let change = change.map(|change| change.words.as_str());
        [
            self.label.clone(),
            self.value.clone(),
            sentences(&[self.interval.as_deref(), Some(&self.basis)]),
            sentences(&[change, revised, self.target.as_deref()]),
        ]
    }
}

fn sentences(parts: &[Option<&str>]) -> String {
    parts
        .iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .map(|part| sentence(part))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A change in words, and which way it points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Up or down where that can be told.
    pub trend: Trend,
    /// The sentence.
    pub words: String,
    /// That the earlier figure is not what was printed then, and why. May be empty.
    pub revised: String,
}

/// Which way a figure has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// It rose; the interval of the change lies above 0.
    Rose,
    /// It fell; the interval of the change lies below 0.
    Fell,
    /// Neither can be told.
    Unclear,
}

impl Trend {
    /// A sign for it, beside the words and never instead of them.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Rose => "▲",
            Self::Fell => "▼",
            Self::Unclear => "◆",
        }
    }
}
