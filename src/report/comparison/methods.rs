//! How it was done, ready to cite, from what was done.

use super::Comparing;
use super::words::by;
use crate::report::document::{Block, Section};
use crate::report::wording::list;

const REFERENCES: [&str; 14] = [
    "Aalen, O. O. and Johansen, S. (1978). Scandinavian Journal of Statistics 5, 141–150.",
    "Austin, P. C. (2009). Communications in Statistics – Simulation and Computation 38, 1228–1234.",
    "Benjamini, Y. and Hochberg, Y. (1995). Journal of the Royal Statistical Society B 57, 289–300.",
    "Chung, E. and Romano, J. P. (2013). Annals of Statistics 41, 484–507.",
    "Cliff, N. (1996). Ordinal Methods for Behavioral Data Analysis. Erlbaum.",
    "Dean, N. and Pagano, M. (2015). Journal of Survey Statistics and Methodology 3, 484–503.",
    "Gray, R. J. (1988). Annals of Statistics 16, 1141–1154.",
    "Hodges, J. L. and Lehmann, E. L. (1963). Annals of Mathematical Statistics 34, 598–611.",
    "Holm, S. (1979). Scandinavian Journal of Statistics 6, 65–70.",
    "Lawless, J. F. and Nadeau, C. (1995). Technometrics 37, 158–168.",
    "Newcombe, R. G. (1998). Statistics in Medicine 17, 873–890.",
    "Obuchowski, N. A. (1997). Biometrics 53, 567–578.",
    "Spiegelhalter, D. J. (2005). Quality and Safety in Health Care 14, 347–351.",
    "Zou, G. Y. and Donner, A. (2008). Statistics in Medicine 27, 1693–1702.",
];

/// Methods and references.
pub(super) fn sections(report: &Comparing<'_>) -> Vec<Section> {
    let mut blocks: Vec<Block> = paragraphs(report)
        .into_iter()
        .map(Block::Paragraph)
        .collect();
    blocks.push(Block::Sentences(REFERENCES.map(str::to_owned).to_vec()));
    vec![Section {
        id: "methods".into(),
        title: "Methods".into(),
        description: "This text may be copied; it says what was done in this run.".into(),
        blocks,
        ..Section::default()
    }]
}

fn paragraphs(report: &Comparing<'_>) -> Vec<String> {
    let summary = report.brief.summary;
    let groupings: Vec<String> = report
        .study
        .groupings
        .iter()
        .map(|compared| by(&compared.grouping))
        .collect();
    let groupings = if groupings.is_empty() {
        "nothing".to_owned()
    } else {
        list(&groupings)
    };
    let mut paragraphs = vec![
        format!(
            "Records of {} were summed up with mentorstat {} as of {}. The unit of analysis is the pair; pairs of one mentor form a cluster. Groups were formed by {groupings}.",
            summary.programme,
            env!("CARGO_PKG_VERSION"),
            summary.period.span.to
        ),
        "Shares have Wilson intervals on the effective sample size, with the cluster-robust (CR1) variance of the ratio estimator (Dean and Pagano 2015); their differences have Newcombe’s (1998) interval, correlated through mentors with pairs in both groups, and the risk ratio an interval on the log scale. Quantities are compared by the Hodges–Lehmann (1963) shift and Cliff’s (1996) δ, with variances of placements summed within mentors (Obuchowski 1997).".into(),
        "Times to an event are cumulative incidences (Aalen and Johansen 1978) where the end of a pair competes, else Kaplan–Meier; variances are sums of squares of influence values within mentors, intervals are on the log-log scale, and Wilson’s of the mentors of whom it is known while an event has happened to nobody or to everybody. Differences of incidences at fixed days and of restricted means combine the intervals of both groups (Zou and Donner 2008), correlated through mentors with pairs in both groups; intervals of medians are combined as if the groups were independent. New goals over time are mean cumulative functions with robust variance (Lawless and Nadeau 1995).".into(),
        "Where each mentor has one pair, flags were tested by χ² (Fisher’s exact test where an expected count is below 5), quantities by the Mann–Whitney test, times to an event by the log-rank test, which is cause-specific where something competes. There cumulative incidences were compared, too, by Gray’s (1988) scores, with pairs or mentors permuted. Elsewhere the groups of whole mentors, and within mentors with pairs in both groups those of their pairs, were permuted, with the difference over its CR1 standard error as the statistic (Chung and Romano 2013). Groups with fewer than 10 mentors were not tested.".into(),
        format!(
            "Primary measures were {}; their p values are adjusted by Holm (1979) within each column that makes groups, all others, which are exploratory, by Benjamini and Hochberg (1995). Comparisons that are not available do not count.",
            list(&primary(report))
        ),
    ];
    paragraphs.extend(ages(report));
    paragraphs.extend(adjusted(report));
    paragraphs.extend(suppressed(report));
    paragraphs
}

/// The primary measures as sentences name them.
fn primary(report: &Comparing<'_>) -> Vec<String> {
    let registry = report.brief.registry;
    let title = |id: &String| {
        let place = registry.position(id);
        let measure = place.and_then(|place| registry.measures().get(place));
        measure.map_or_else(|| id.clone(), |measure| format!("“{}”", measure.title))
    };
    report.brief.config.primary.iter().map(title).collect()
}

fn ages(report: &Comparing<'_>) -> Option<String> {
    let aged: Vec<String> = report
        .study
        .groupings
        .iter()
        .filter_map(|compared| {
            Some(format!(
                "{} ({} days)",
                by(&compared.grouping),
                compared.at_day?
            ))
        })
        .collect();
    (!aged.is_empty()).then(|| format!(
        "Pairs were compared at equal age, each as of its start plus a number of days, by {}; pairs too young for that were left out.",
        list(&aged)
    ))
}

fn adjusted(report: &Comparing<'_>) -> Option<String> {
    let columns = &report.brief.config.adjust;
    (!columns.is_empty()).then(|| format!(
        "Adjusted differences are directly standardised to the programme’s mix of {}, over strata with pairs of both groups, with percentile intervals from 999 bootstrap samples of mentors.",
        list(columns)
    ))
}

fn suppressed(report: &Comparing<'_>) -> Option<String> {
    let k = report.brief.summary.disclosure.k?;
    Some(format!(
        "Figures that rest on fewer than {k} pairs or a single mentor, and others from which they could be derived, are hidden."
    ))
}
