//! Many groups at once: which lie further from all than chance would put them.

use super::Comparing;
use super::words::{anchor, by};
use crate::charts::{FunnelPlot, Site};
use crate::measures::Kind;
use crate::report::document::{Block, Figure, Section};
use crate::stats::funnel::{Funnel, LEAST_SITES};
use crate::summary::{Compared, MeasureSummary, Shown};

/// A section for each column with enough groups.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let groupings = report.study.groupings.iter().enumerate();
    groupings
        .filter_map(|(place, compared)| section(report, compared, place))
        .collect()
}

fn section(report: &Comparing<'_>, compared: &Compared, place: usize) -> Option<Section> {
    let primary = &report.brief.config.primary;
    let figures: Vec<Block> = primary
        .iter()
        .filter_map(|measure| figure(report, compared, measure, place))
        .map(Block::Figure)
        .collect();
    (!figures.is_empty()).then(|| Section {
        id: anchor("funnel", &compared.grouping, place),
        title: format!("All groups of {} at once", by(&compared.grouping)),
        description: format!("From {LEAST_SITES} groups on. No ranking: most groups inside the limits differ by chance alone."),
        how_to_read: vec![
            "A group outside the outer limits (99.8\u{a0}%) lies further from all groups together than chance and the usual spread between groups explain. The limits are widened where groups differ by more than chance (Spiegelhalter 2005).".into(),
        ],
        blocks: figures,
        ..Section::default()
    })
}

fn figure(
    report: &Comparing<'_>,
    compared: &Compared,
    measure: &str,
    place: usize,
) -> Option<Figure> {
    let groups = report.brief.summary.of_grouping(&compared.grouping);
    let named = groups.filter(|group| compared.groups.contains(&group.group));
    let is_share = |figure: &&MeasureSummary| {
        matches!(figure.kind, Kind::Share | Kind::Flag) && figure.shown == Shown::Full
    };
    let sites: Vec<Site> = named
        .filter_map(|group| {
            let estimate = &group.measure(measure).filter(is_share)?.estimate;
            let (num, den) = estimate.numerator.zip(estimate.denominator)?;
            (den > 0.0).then(|| Site {
                label: group.group.clone(),
                size: den,
                share: num / den,
            })
        })
        .collect();
    let counts: Vec<(f64, f64)> = sites
        .iter()
        .map(|site| (site.share * site.size, site.size))
        .collect();
    let funnel = Funnel::of(&counts)?;
    let outside = |site: &&Site| {
        funnel
            .limits(site.size, 0.998)
            .is_some_and(|limits| site.share < limits.lower || site.share > limits.upper)
    };
    let outside = sites.iter().filter(outside).count();
    let title = report
        .brief
        .registry
        .measures()
        .iter()
        .find(|known| known.id == measure)?
        .title
        .clone();
    Some(Figure {
        id: anchor(
            &format!("funnel-{}", measure.replace('_', "-")),
            &compared.grouping,
            place,
        ),
        headline: match outside {
            0 => format!("{title}: no group lies outside the outer limits"),
            some => format!(
                "{title}: {some} of {} groups outside the outer limits",
                sites.len()
            ),
        },
        subtitle: format!(
            "Groups of {} by size, with limits of 95 and 99.8\u{a0}%",
            by(&compared.grouping)
        ),
        chart: Box::new(FunnelPlot {
            measure: title,
            share: funnel.share,
            limits: limits(&funnel, &sites),
            sites,
        }),
        notes: Vec::new(),
    })
}

/// The inner and the outer limits over the range of sizes.
fn limits(funnel: &Funnel, sites: &[Site]) -> Vec<crate::charts::Limits> {
    const STEPS: u32 = 60;
    let largest = sites.iter().map(|site| site.size).fold(1.0, f64::max);
    let at = |step: u32| {
        let size = largest * f64::from(step) / f64::from(STEPS);
        let inner = funnel.limits(size, 0.95)?;
        let outer = funnel.limits(size, 0.998)?;
        Some(crate::charts::Limits {
            size,
            inner: (inner.lower, inner.upper),
            outer: (outer.lower, outer.upper),
        })
    };
    (1..=STEPS).filter_map(at).collect()
}
