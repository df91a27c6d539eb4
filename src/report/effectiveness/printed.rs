//! What was printed of the previous period, and how a figure that has changed since is marked.

use crate::report::wording::{Unit, counted, decimal};
use std::collections::BTreeMap;

/// What the reports of the previous period printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// Figures of its shared report, by measure.
    pub shared: BTreeMap<String, PrintedFigure>,
    /// Figures of its internal report.
    pub internal: BTreeMap<String, PrintedFigure>,
    /// People served, the same in both; `None` where the folder does not say.
    pub people: Option<u64>,
    /// Why they may have changed.
    pub since: Since,
}

/// A figure as it was printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrintedFigure {
    /// The share, or the mean per pair.
    pub estimate: f64,
    /// The numerator of the share, or the sum over pairs.
    pub numerator: Option<f64>,
}

/// What happened since it was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// So many more records speak about those days.
    Arrived(u64),
    /// So many records are not there any more.
    Gone(u64),
    /// As many records as then, but not the same ones.
    Corrected,
    /// The same number of records is measured by other rules.
    OtherSettings,
}

impl Since {
    fn words(self) -> String {
        match self {
            Self::Arrived(1) => "1 record more than then".to_owned(),
            Self::Arrived(records) => {
                format!("{} more than then", counted(records, "record", "records"))
            }
            Self::Gone(records) => {
                format!("{} fewer than then", counted(records, "record", "records"))
            }
            Self::Corrected => "records were corrected since".to_owned(),
            Self::OtherSettings => "settings were changed since".to_owned(),
        }
    }
}

/// The mark of a figure of the previous period, where it would be printed otherwise today.
pub(super) fn mark(
    was: f64,
    now: f64,
    unit: Unit<'_>,
    period: &str,
    since: Since,
) -> Option<String> {
    let show = |value: f64| match unit {
        Unit::Of(_) => decimal(value),
        unit => unit.show(value),
    };
    let (was, now) = (show(was), show(now));
    (was != now).then(|| format!("{period} revised: was {was}, now {now}; {}", since.words()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_marked_only_if_it_would_be_printed_otherwise() {
        let marked = |was, now| mark(was, now, Unit::Share, "Q2 2026", Since::Arrived(14));
        assert_eq!(marked(0.611, 0.612), None);
        assert_eq!(
            marked(0.61, 0.58).as_deref(),
            Some("Q2 2026 revised: was 61\u{A0}%, now 58\u{A0}%; 14\u{A0}records more than then")
        );
        let sums = mark(288.0, 291.0, Unit::Of(""), "Q2 2026", Since::Corrected).unwrap();
        assert!(
            sums.contains("was 288, now 291; records were corrected"),
            "{sums}"
        );
    }
}
