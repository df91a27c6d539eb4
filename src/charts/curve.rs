//! Curves over days, as data: points, bands, numbers at risk, and how they are said in words.

use serde::Serialize;

use super::DataTable;
use super::number::{Unit, cell, count, decimal, finite};

/// An estimate that holds from a day on until the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CurvePoint {
    /// Days since the pair started.
    pub day: f64,
    /// The estimate from this day on.
    pub estimate: f64,
    /// Lower end of its interval, if available.
    pub lower: Option<f64>,
    /// Upper end of its interval, if available.
    pub upper: Option<f64>,
}

/// Pairs still under observation on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AtRisk {
    /// Days since the pair started.
    pub day: u32,
    /// Pairs.
    pub pairs: u64,
}

/// The curve of one group.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Curve {
    /// Name of the group.
    pub label: String,
    /// Points by day, from day 0 to the end of observation: nothing is drawn before the first or
    /// after the last.
    pub points: Vec<CurvePoint>,
    /// Numbers at risk at the days where they are to be printed.
    pub at_risk: Vec<AtRisk>,
}

impl CurvePoint {
    fn is_drawable(&self) -> bool {
        self.estimate.is_finite() && self.day.is_finite() && self.day >= 0.0
    }

    /// Both ends of the interval, if it is one.
    pub(super) fn ends(&self) -> Option<(f64, f64)> {
        let ends = (finite(self.lower)?, finite(self.upper)?);
        Some(ends).filter(|(lower, upper)| lower <= upper)
    }

    /// The lowest and the highest value that is drawn for it.
    pub(super) fn extent(&self) -> (f64, f64) {
        let (lower, upper) = self.ends().unwrap_or((self.estimate, self.estimate));
        (lower.min(self.estimate), upper.max(self.estimate))
    }
}

/// What can be drawn of a curve: its points by day, at least one.
pub(super) struct Course<'a> {
    pub curve: &'a Curve,
    pub points: Vec<CurvePoint>,
    pub last: CurvePoint,
}

impl<'a> Course<'a> {
    /// The drawable part of a curve, if there is any.
    pub(super) fn of(curve: &'a Curve) -> Option<Self> {
        let drawable = curve.points.iter().filter(|point| point.is_drawable());
        let mut points: Vec<_> = drawable.copied().collect();
        points.sort_by(|one, other| one.day.total_cmp(&other.day));
        let last = *points.last()?;
        Some(Self {
            curve,
            points,
            last,
        })
    }

    /// The estimate on a day, none outside of observation.
    pub(super) fn on(&self, day: f64) -> Option<&CurvePoint> {
        let until_then = self.points.iter().rev().find(|point| point.day <= day);
        until_then.filter(|_| day <= self.last.day)
    }

    /// Pairs at risk on a day, if known for it.
    pub(super) fn at_risk(&self, day: f64) -> Option<u64> {
        let same = |at: &&AtRisk| (f64::from(at.day) - day).abs() < 0.5;
        self.curve.at_risk.iter().find(same).map(|at| at.pairs)
    }

    /// A row of the table: what holds on a day.
    fn row(&self, day: f64, unit: Unit) -> Option<[String; 6]> {
        let point = self.on(day)?;
        let (lower, upper) = point.ends().unzip();
        Some([
            self.curve.label.clone(),
            decimal(day),
            unit.show(point.estimate),
            cell(lower, unit),
            cell(upper, unit),
            self.at_risk(day).map(count).unwrap_or_default(),
        ])
    }

    /// The estimates on given days in words.
    fn words(&self, days: impl Iterator<Item = f64>, unit: Unit) -> String {
        let said = days.filter_map(|day| {
            let estimate = unit.show(self.on(day)?.estimate);
            Some(format!("{estimate} on day {}", decimal(day)))
        });
        let said: Vec<_> = said.collect();
        format!("{}: {}", self.curve.label, said.join(", "))
    }

    /// Given days before the end of observation, and its end.
    fn days(&self, days: &[u32]) -> impl Iterator<Item = f64> + use<'_> {
        let given: Vec<_> = days.iter().map(|day| f64::from(*day)).collect();
        let before = given.into_iter().filter(|day| *day < self.last.day);
        before.chain([self.last.day])
    }
}

/// The estimates of curves on given days and on their last, as a table.
pub(super) fn table(curves: &[Curve], unit: Unit, days: &[u32], value: &str) -> DataTable {
    let courses = curves.iter().filter_map(Course::of);
    let rows = courses.flat_map(|course| {
        let rows = course.days(days).filter_map(|day| course.row(day, unit));
        rows.collect::<Vec<_>>()
    });
    let headers = [
        "Group",
        "Day",
        value,
        "Lower",
        "Upper",
        "Pairs followed until then",
    ];
    DataTable::new(headers, rows.collect())
}

/// The same in words, a statement per curve.
pub(super) fn statements(curves: &[Curve], unit: Unit, days: &[u32]) -> Vec<String> {
    let courses = curves.iter().filter_map(Course::of);
    courses
        .map(|course| course.words(course.days(days), unit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve() -> Curve {
        let point = |day, estimate| CurvePoint {
            day,
            estimate,
            lower: None,
            upper: Some(1.0),
        };
        Curve {
            label: "All".to_owned(),
            points: vec![
                point(100.0, 0.6),
                point(0.0, 1.0),
                point(40.0, 0.8),
                point(f64::NAN, 0.1),
            ],
            at_risk: vec![AtRisk { day: 30, pairs: 9 }],
        }
    }

    #[test]
    fn an_estimate_holds_until_the_next_and_ends_with_observation() {
        let curve = curve();
        let course = Course::of(&curve).expect("it has points");
        let on = |day| course.on(day).map(|point| point.estimate);
        assert_eq!(
            (on(39.9), on(40.0), on(100.0), on(100.1)),
            (Some(1.0), Some(0.8), Some(0.6), None)
        );
    }

    #[test]
    fn the_table_lists_days_before_the_end_and_the_end() {
        let table = table(&[curve()], Unit::Share, &[30, 200], "Still together");
        assert_eq!(table.rows.len(), 2);
        assert_eq!(table.rows[0], ["All", "30", "100\u{A0}%", "", "", "9"]);
        assert_eq!(table.rows[1][..3], ["All", "100", "60\u{A0}%"]);
    }

    #[test]
    fn half_an_interval_is_none() {
        assert_eq!(curve().points[0].ends(), None);
        assert_eq!(curve().points[0].extent(), (0.6, 0.6));
    }
}
