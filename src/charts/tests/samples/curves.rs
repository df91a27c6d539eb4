//! Curves, and what is drawn over a scale of size.

use super::name;
use crate::charts::*;

fn curve(label: &str, place: usize, value: impl Fn(f64) -> f64) -> Curve {
    let points = (0..=52).map(|week| {
        let day = f64::from(week) * 9.0 + place as f64;
        let (estimate, half) = (value(day), 0.02 + day / 6_000.0);
        let point = |shift: f64| Some((estimate + shift).max(0.0));
        CurvePoint {
            day,
            estimate,
            lower: point(-half),
            upper: point(half.min(1.0)),
        }
    });
    let at_risk = [0_u32, 90, 180, 365].map(|day| AtRisk {
        day,
        pairs: 150 - u64::from(day / 3),
    });
    Curve {
        label: label.to_owned(),
        points: points.collect(),
        at_risk: at_risk.to_vec(),
    }
}

fn together(place: usize) -> impl Fn(f64) -> f64 {
    move |day| {
        if day < 12.0 {
            0.97
        } else {
            0.97 - day / (700.0 + 350.0 * place as f64)
        }
    }
}

pub(in crate::charts::tests) fn retention(groups: usize, straining: bool) -> Retention {
    let curves = (0..groups).map(|place| curve(&name(place, straining), place, together(place)));
    Retention {
        curves: curves.collect(),
        horizons: vec![90, 180, 365],
    }
}

pub(in crate::charts::tests) fn new_goals(groups: usize, straining: bool) -> MeanCumulative {
    let curves = (0..groups).map(|place| {
        curve(&name(place, straining), place, move |day| {
            (day / (260.0 + 3.0 * place as f64)).powf(0.8)
        })
    });
    MeanCumulative {
        curves: curves.collect(),
        days: vec![0, 90, 180, 270, 365],
    }
}

pub(in crate::charts::tests) fn incidence(groups: usize, straining: bool) -> CumulativeIncidence {
    let curves = (0..groups).map(|place| {
        let apart = move |day: f64| 1.0 - together(place)(day);
        curve(&name(place, straining), place, apart)
    });
    CumulativeIncidence {
        event: "Time to the first meeting".to_owned(),
        curves: curves.collect(),
        days: vec![0, 90, 180, 365],
    }
}

pub(in crate::charts::tests) fn funnel(straining: bool) -> FunnelPlot {
    let limits = (1..=40_u32).map(|step| {
        let size = f64::from(step) * 5.0;
        let (inner, outer) = (0.98 / size.sqrt(), 1.55 / size.sqrt());
        let ends = |spread: f64| ((0.62 - spread).max(0.0), (0.62 + spread).min(1.0));
        Limits {
            size,
            inner: ends(inner),
            outer: ends(outer),
        }
    });
    let sites = (0..14).map(|place| Site {
        label: name(place, straining),
        size: 12.0 + 14.0 * place as f64,
        share: [0.61, 0.5, 0.74, 1.0, 0.48][place % 5],
    });
    FunnelPlot {
        measure: "Settled goals attained".to_owned(),
        share: 0.62,
        limits: limits.collect(),
        sites: sites.collect(),
    }
}
