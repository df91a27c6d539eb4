//! What the folder of the previous period says, so that figures that have changed since can be
//! marked.

use super::folder::folder_name;
use super::{Destination, Reading};
use crate::output::read_back;
use crate::report::effectiveness::{Printed, PrintedFigure, Since};
use crate::summary::Period;
use std::collections::BTreeMap;
use std::path::Path;

/// People served, among the counts of the manifest.
pub(super) const PEOPLE: &str = "people_served";

/// The figures that stand in the previous period's folder; `None` where this program made none
/// for these very days and pairs.
pub(super) fn previous(
    reading: &Reading,
    period: &Period,
    destination: &Destination<'_>,
) -> Option<Printed> {
    let stretch = &period.previous;
    let name = folder_name(&reading.config, &stretch.label);
    let folder = destination.out.join(name);
    let found = read_back(&folder)?;
    let config = &reading.config;
    let is_of_them = found.days() == Some((stretch.from, stretch.to))
        && found.setting("filters") == serde_json::to_value(&config.filters).ok().as_ref();
    if !is_of_them {
        return None;
    }
    let same_rules = found.setting("rules") == serde_json::to_value(&config.rules).ok().as_ref();
    let figures = |audience: &str| {
        figures(
            &folder.join(audience).join("tables/periods.csv"),
            &stretch.label,
        )
    };
    Some(Printed {
        shared: figures("share"),
        internal: figures("internal"),
        people: found.count(PEOPLE),
        since: since(reading, period, found.count("rows_used")?, same_rules),
    })
}

/// Records that arrived since, as of the same day.
fn since(reading: &Reading, period: &Period, then: u64, same_rules: bool) -> Since {
    let now = reading.rows_used(period.previous.to);
    match now.checked_sub(then) {
        Some(0) if same_rules => Since::Corrected,
        Some(0) => Since::OtherSettings,
        Some(arrived) => Since::Arrived(arrived),
        None => Since::Gone(then - now),
    }
}

/// The figures of a period in a table; what cannot be read was not printed.
fn figures(path: &Path, period: &str) -> BTreeMap<String, PrintedFigure> {
    let mut figures = BTreeMap::new();
    let Ok(mut table) = csv::Reader::from_path(path) else {
        return figures;
    };
    let Ok(headers) = table.headers().cloned() else {
        return figures;
    };
    let place = |name: &str| headers.iter().position(|header| header == name);
    for record in table.records().flatten() {
        let cell = |name: &str| record.get(place(name)?).filter(|cell| !cell.is_empty());
        let number = |name: &str| {
            cell(name)?
                .parse::<f64>()
                .ok()
                .filter(|value| value.is_finite())
        };
        if cell("period") != Some(period) {
            continue;
        }
        let (Some(measure), Some(estimate)) = (cell("measure"), number("estimate")) else {
            continue;
        };
        let figure = PrintedFigure {
            estimate,
            numerator: number("numerator"),
        };
        figures.insert(measure.to_owned(), figure);
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_figures_of_the_period_count() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("periods.csv");
        let text = "period,measure,estimate,numerator\n\
            2026-Q1,attendance,0.5,10\n2026-Q2,attendance,0.61,61\n\
            2026-Q2,hours_held,,\n2026-Q2,sessions_held,many,\n";
        std::fs::write(&path, text).unwrap();
        let figures = figures(&path, "2026-Q2");
        let expected = PrintedFigure {
            estimate: 0.61,
            numerator: Some(61.0),
        };
        assert_eq!(
            figures,
            BTreeMap::from([("attendance".to_owned(), expected)])
        );
    }
}
