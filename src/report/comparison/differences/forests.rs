//! Forest plots: the differences of a family, measure by measure.

use super::{directions, row_name};
use crate::charts::{self, DotInterval, DotRow, Reference};
use crate::report::comparison::words::{bare_band, by, is_share};
use crate::report::document::Figure;
use crate::report::wording::counted;
use crate::stats::Estimate;
use crate::summary::{Compared, Contrast, Horizon};

/// Rows of a forest plot that can still be read.
const MOST_ROWS: usize = 45;
/// Pictures of a section.
const MOST_FIGURES: usize = 4;

/// Rows of a forest plot: comparisons with what is drawn of them.
type Drawn<'a> = Vec<(&'a Contrast, &'a Estimate)>;

/// Those of shares in percentage points, those of quantities as Cliff’s δ.
pub(super) fn forests(contrasts: &[&Contrast], compared: &Compared, id: &str) -> Vec<Figure> {
    let shares: Drawn<'_> = contrasts
        .iter()
        .filter(|contrast| is_share(contrast) && is_told(contrast))
        .map(|contrast| (*contrast, &contrast.difference))
        .collect();
    let effects = contrasts.iter().filter(|contrast| !is_share(contrast));
    let effects: Drawn<'_> = effects
        .filter_map(|contrast| Some((*contrast, &contrast.effect.as_ref()?.estimate)))
        .filter(|(_, estimate)| estimate.is_available())
        .collect();
    let by = by(&compared.grouping);
    let shares = Forest {
        what: format!("Differences of shares by {by}"),
        measure: "percentage points",
        unit: charts::Unit::Points,
        id: format!("{id}-shares"),
        rows: shares,
    };
    let effects = Forest {
        what: format!("How far quantities lie apart by {by}"),
        measure: "Cliff’s δ, from −1 to 1",
        unit: charts::Unit::Number,
        id: format!("{id}-delta"),
        rows: effects,
    };
    let mut figures = shares.figures();
    figures.extend(effects.figures());
    figures.truncate(MOST_FIGURES);
    figures
}

/// Of an event, the incidence at half a year stands for its course.
fn is_told(contrast: &Contrast) -> bool {
    matches!(contrast.horizon, None | Some(Horizon::Days(180)))
}

/// Differences on one scale, as many as there are.
struct Forest<'a> {
    what: String,
    measure: &'static str,
    unit: charts::Unit,
    id: String,
    rows: Drawn<'a>,
}

impl Forest<'_> {
    /// As many pictures as are needed, whole measures in each as far as they fit.
    fn figures(&self) -> Vec<Figure> {
        let measures = self.rows.chunk_by(|(one, _), (other, _)| {
            (&one.measure, &one.adjusted_for) == (&other.measure, &other.adjusted_for)
        });
        let mut parts: Vec<Drawn<'_>> = Vec::new();
        for measure in measures {
            match parts.last_mut() {
                Some(part) if part.len() + measure.len() <= MOST_ROWS => part.extend(measure),
                _ => parts.push(measure.to_vec()),
            }
        }
        let numbered = parts.iter().enumerate();
        numbered
            .map(|(place, part)| self.figure(part, place))
            .collect()
    }

    fn figure(&self, rows: &Drawn<'_>, place: usize) -> Figure {
        let id = match place {
            0 => self.id.clone(),
            more => format!("{}-{}", self.id, more + 1),
        };
        let contrasts: Vec<&Contrast> = rows.iter().map(|(contrast, _)| *contrast).collect();
        Figure {
            id,
            headline: format!(
                "{}: {}",
                self.what,
                clear_of_none(rows.iter().map(|(_, estimate)| *estimate))
            ),
            subtitle: format!("{}, with 95\u{a0}% intervals", directions(&contrasts)),
            chart: Box::new(DotInterval {
                measure: self.measure.into(),
                unit: self.unit,
                counted: "pairs".into(),
                interval: "95\u{a0}% interval".into(),
                rows: rows
                    .iter()
                    .map(|(contrast, estimate)| dot(contrast, estimate))
                    .collect(),
                references: vec![Reference {
                    label: "No difference".into(),
                    value: 0.0,
                }],
            }),
            notes: Vec::new(),
        }
    }
}

fn intervals(number: usize) -> String {
    counted(number as u64, "interval", "intervals")
}

/// How many of the intervals leave out no difference.
fn clear_of_none<'a>(estimates: impl Iterator<Item = &'a Estimate> + Clone) -> String {
    let found = estimates.filter_map(|estimate| estimate.lower.zip(estimate.upper));
    let clear = found
        .clone()
        .filter(|(lower, upper)| *lower > 0.0 || *upper < 0.0)
        .count();
    match (clear, found.count()) {
        (_, 0) => "no interval is available".into(),
        (0, 1) => "the interval includes 0".into(),
        (1, 1) => "the interval excludes 0".into(),
        (0, 2) => "both intervals include 0".into(),
        (2, 2) => "both intervals exclude 0".into(),
        (0, all) => format!("all {all} intervals include 0"),
        (clear, all) if clear == all => format!("all {all} intervals exclude 0"),
        (1, all) => format!("1 of {} excludes 0", intervals(all)),
        (clear, all) => format!("{clear} of {} exclude 0", intervals(all)),
    }
}

fn dot(contrast: &Contrast, estimate: &Estimate) -> DotRow {
    let n: usize = contrast.sides.iter().map(|side| side.estimate.n).sum();
    DotRow {
        band: Some(bare_band(contrast)),
        label: row_name(contrast),
        n: Some(n as u64),
        estimate: estimate.value,
        lower: estimate.lower,
        upper: estimate.upper,
        note: estimate.not_available.clone(),
        total: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_count_the_intervals_that_exclude_no_difference() {
        let said = |ends: &[(f64, f64)]| {
            let estimates: Vec<Estimate> = ends
                .iter()
                .map(|(lower, upper)| {
                    let middle = lower.midpoint(*upper);
                    Estimate::available(middle, 9, "test").with_bounds(Some(*lower), Some(*upper))
                })
                .collect();
            clear_of_none(estimates.iter())
        };
        let (clear, unclear) = ((0.1, 0.2), (-0.1, 0.2));
        assert_eq!(said(&[]), "no interval is available");
        assert_eq!(said(&[unclear]), "the interval includes 0");
        assert_eq!(said(&[clear]), "the interval excludes 0");
        assert_eq!(said(&[unclear; 2]), "both intervals include 0");
        assert_eq!(said(&[clear; 2]), "both intervals exclude 0");
        assert_eq!(
            said(&[clear, unclear, unclear]),
            "1 of 3\u{a0}intervals excludes 0"
        );
    }
}
