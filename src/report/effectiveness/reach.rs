//! Reach: from those whom the programme is for to those who ended as planned.

use super::brief::Brief;
use super::said::{tallied, why_hidden};
use crate::charts::{ReachFunnel, ReachStep};
use crate::report::document::Figure;
use crate::report::wording::{counted, list, percent};
use crate::stats::proportion::wilson;
use crate::summary::{Count, Funnel};

/// The first step of which records tell.
const MATCHED: &str = "Matched";
/// What is said of a number that the configuration gives.
const AS_CONFIGURED: &str = "[reach] in the configuration";
/// What is said of a number of pairs in the records.
const AS_RECORDED: &str = "records";

/// The funnel as far as configuration and records go; `None` where it would have only one step.
pub(super) fn figure(brief: &Brief<'_>, funnel: &Funnel) -> Option<Figure> {
    if brief.hides_counts() {
        return None;
    }
    let steps = steps(brief, funnel);
    let known = steps.iter().filter(|step| step.reached.is_some());
    if known.count() < 2 || steps.iter().all(|step| step.reached.unwrap_or(0) == 0) {
        return None;
    }
    let from_people = steps[0].title != MATCHED;
    let counted = if from_people {
        "people, from matched on pairs"
    } else {
        "pairs"
    };
    let counted = counted.to_owned();
    Some(Figure {
        id: "reach".into(),
        headline: headline(funnel),
        subtitle: format!("How many came how far, {}; {counted}", brief.as_of()),
        chart: Box::new(ReachFunnel { counted, steps }),
        notes: notes(brief, funnel),
    })
}

fn steps(brief: &Brief<'_>, funnel: &Funnel) -> Vec<ReachStep> {
    let configured = |key: &str| brief.config.reach.get(key).copied();
    let given = |title: &str, key: &str| {
        configured(key).map(|number| step(title, Count::of(number), AS_CONFIGURED))
    };
    let recorded = |title: &str, pairs: Count| step(title, pairs, AS_RECORDED);
    let matched = given(MATCHED, "matched").unwrap_or_else(|| recorded(MATCHED, funnel.matched));
    let people = [
        given("Eligible", "eligible"),
        given("Applied", "applied"),
        Some(matched),
    ];
    let mut steps: Vec<_> = people.into_iter().flatten().collect();
    for place in 1..steps.len() {
        steps[place].interval = of_people(&steps[place - 1], &steps[place]);
    }
    let place_of_matched = steps.len() - 1;
    // Of pairs that are not in the records nothing says whose they are.
    let all_are_recorded = steps[place_of_matched].reached == funnel.matched.exact();
    let further = [
        ("Met", funnel.met),
        ("Met again", funnel.met_again),
        ("Ended as planned", funnel.ended_as_planned),
    ];
    for ((place, (title, pairs)), share) in further.into_iter().enumerate().zip(&funnel.shares) {
        let Some(pairs) = pairs else { continue };
        let is_end = place + 1 == further.len();
        let known = share.interval().filter(|_| all_are_recorded || place == 1);
        steps.push(ReachStep {
            // Who ended as planned need not have met in the records.
            of: (is_end && steps.len() - 1 > place_of_matched).then_some(place_of_matched),
            interval: known.map(|interval| (interval.lower, interval.upper)),
            ..recorded(title, pairs)
        });
    }
    steps
}

fn step(title: &str, number: Count, from: &str) -> ReachStep {
    ReachStep {
        title: title.to_owned(),
        reached: number.exact(),
        note: why_hidden(number).unwrap_or_else(|| from.to_owned()),
        ..ReachStep::default()
    }
}

/// The interval of a share of people, who stand for themselves.
fn of_people(before: &ReachStep, here: &ReachStep) -> Option<(f64, f64)> {
    let (before, here) = (before.reached?, here.reached?);
    let interval = (here <= before).then(|| wilson(here as f64, before as f64))??;
    Some((interval.lower, interval.upper))
}

fn headline(funnel: &Funnel) -> String {
    let part = |pairs: Option<Count>, words: &str| {
        let share = pairs?.exact()? as f64 / funnel.matched.exact().filter(|all| *all > 0)? as f64;
        Some(if share > 0.0 {
            format!("{} {words}", percent(share))
        } else {
            format!("none {words}")
        })
    };
    let parts = [
        part(funnel.met, "have met"),
        part(funnel.met_again, "have met again"),
        part(funnel.ended_as_planned, "have ended as planned"),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        return format!(
            "{} been matched",
            tallied(funnel.matched, "pair has", "pairs have")
        );
    }
    let pairs = tallied(funnel.matched, "pair", "pairs");
    format!("Of {pairs} in the records, {}", list(&parts))
}

fn notes(brief: &Brief<'_>, funnel: &Funnel) -> Vec<String> {
    let reach = &brief.config.reach;
    let open = "Pairs that are still open can yet meet, meet again and end as planned.".to_owned();
    let missing: Vec<_> = ["eligible", "applied"]
        .into_iter()
        .filter(|key| !reach.contains_key(*key))
        .collect();
    let missing = (!missing.is_empty()).then(|| {
        format!(
            "Not supplied: {}. Add the number of people under [reach] in mentorstat.toml.",
            list(&missing)
        )
    });
    let differs = reach.get("matched").zip(funnel.matched.exact());
    let differs = differs
        .filter(|(given, pairs)| **given != *pairs)
        .map(|(given, pairs)| {
            format!(
                "{} according to the configuration; the records hold {}.",
                counted(*given, "pair was matched", "pairs were matched"),
                counted(pairs, "pair", "pairs")
            )
        });
    [Some(open), missing, differs]
        .into_iter()
        .flatten()
        .collect()
}
