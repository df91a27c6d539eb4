//! Counts of what covered and what was rejected, as a Markdown table.

use mentorstat::stats::{Estimate, Significance};
use std::collections::BTreeMap;
use std::fmt;

/// What is counted of an interval or of a test.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Covers,
    Rejects,
}

#[derive(Clone, Copy, Default)]
struct Count {
    happened: u32,
    of: u32,
    /// Truth below, and above, the interval.
    missed: [u32; 2],
    /// No interval, or no test.
    none: u32,
}

/// How often each interval covered and each test rejected.
#[derive(Default)]
pub struct Rates(BTreeMap<(Kind, &'static str), Count>);

impl Rates {
    /// Counts whether a 95 % interval covers the truth.
    pub fn covers(&mut self, name: &'static str, estimate: &Estimate, truth: f64) {
        let count = self.0.entry((Kind::Covers, name)).or_default();
        if estimate.lower.is_none() && estimate.upper.is_none() {
            count.none += 1;
            return;
        }
        // What is true to the ninth digit is not missed by the rounding of an end.
        let below = estimate.lower.is_some_and(|lower| truth < lower - 1e-9);
        let above = estimate.upper.is_some_and(|upper| truth > upper + 1e-9);
        count.of += 1;
        count.happened += u32::from(!below && !above);
        count.missed[0] += u32::from(below);
        count.missed[1] += u32::from(above);
    }

    /// Counts whether a test rejects at 5 % though there is no difference.
    pub fn rejects(&mut self, name: &'static str, test: &Significance) {
        let count = self.0.entry((Kind::Rejects, name)).or_default();
        match test.p_value {
            Some(p) => {
                count.of += 1;
                count.happened += u32::from(p <= 0.05);
            }
            None => count.none += 1,
        }
    }

    /// The counts of both.
    pub fn merged(mut self, other: Self) -> Self {
        for (name, more) in other.0 {
            let count = self.0.entry(name).or_default();
            count.happened += more.happened;
            count.of += more.of;
            count.missed[0] += more.missed[0];
            count.missed[1] += more.missed[1];
            count.none += more.none;
        }
        self
    }

    fn table(&self, out: &mut fmt::Formatter<'_>, kind: Kind, header: &str) -> fmt::Result {
        writeln!(out, "{header}")?;
        for ((_, name), count) in self.0.iter().filter(|((of, _), _)| *of == kind) {
            let percent = |part: u32| 100.0 * f64::from(part) / f64::from(count.of.max(1));
            write!(out, "| {name} | {:.1} % |", percent(count.happened))?;
            if kind == Kind::Covers {
                let [below, above] = count.missed.map(percent);
                write!(out, " {below:.1} % | {above:.1} % |")?;
            }
            writeln!(out, " {} |", count.none)?;
        }
        writeln!(out)
    }
}

impl fmt::Display for Rates {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const COVERS: &str = "| 95 % interval | covers | truth below | truth above | none |\n\
            | --- | ---: | ---: | ---: | ---: |";
        const REJECTS: &str = "| test at 5 % | rejects | none |\n| --- | ---: | ---: |";
        self.table(out, Kind::Covers, COVERS)?;
        self.table(out, Kind::Rejects, REJECTS)
    }
}
