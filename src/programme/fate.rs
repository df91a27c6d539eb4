//! Where a row of a table ends.

use serde::Serialize;

/// The seven tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// One row per meeting.
    Sessions,
    /// One row per form.
    Evaluations,
    /// One row per pair.
    Pairs,
    /// One row per goal.
    Goals,
    /// One row per action.
    Actions,
    /// One row per partnership idea.
    Partnerships,
    /// One row per contact of the programme with a pair.
    Contacts,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Sessions,
        Self::Evaluations,
        Self::Pairs,
        Self::Goals,
        Self::Actions,
        Self::Partnerships,
        Self::Contacts,
    ];

    /// The table of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Its name in configuration and in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sessions => "sessions",
            Self::Evaluations => "evaluations",
            Self::Pairs => "pairs",
            Self::Goals => "goals",
            Self::Actions => "actions",
            Self::Partnerships => "partnerships",
            Self::Contacts => "contacts",
        }
    }
}

/// The one place in which a row ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Counts in the figures.
    Used,
    /// The same row stands in another file.
    Repeated,
    /// Dated after the as-of date.
    AfterAsOf,
    /// Dated after the end of its pair.
    AfterEnd,
    /// Of a pair that starts after the as-of date.
    NotYetStarted,
    /// Names no pair that is known, or nobody.
    UnknownPair,
    /// A footer, a total or a row without content.
    Footer,
    /// Could not be understood.
    Rejected,
}
