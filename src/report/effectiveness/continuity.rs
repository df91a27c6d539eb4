//! Continuity: how long pairs last, in what state they are, and how they end.

use super::brief::Brief;
use super::key_figures;
use super::pictures::{begins_late, curve, drawn, height, state_row};
use super::said::{Said, is_any, named, tallied, tally};
use crate::charts::{PairStates, Retention};
use crate::measures::State;
use crate::report::document::{Block, Figure, Missing, Section};
use crate::report::wording::{Unit, half_open, list, percent, sentence};
use crate::summary::{
    ContinuityTallies, Count, Curve, CurvePoint, HORIZONS, MeasureSummary, Shown,
};

const KEY_FIGURES: [&str; 6] = [
    "retained_90d",
    "retained_180d",
    "retained_365d",
    "closed_early",
    "followed_up",
    "met_again_30d",
];

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let section = Section::titled("continuity", "Continuity");
    match brief.all().map(|all| &all.tallies.continuity) {
        Some(tallies) => told(brief, tallies, section),
        None => vec![section.with(missing())],
    }
}

/// States need no end of a pair, so that there is something to say even without.
fn told(brief: &Brief<'_>, tallies: &ContinuityTallies, section: Section) -> Vec<Section> {
    let ends_are_known = brief.summary.supplied.closure;
    let missing = (!ends_are_known).then(missing);
    let figures = [retention(brief, tallies), states(brief, tallies)];
    let told = Section {
        headline: if ends_are_known {
            headline(brief, tallies)
        } else {
            String::new()
        },
        description: format!(
            "All pairs with a recorded start, {}; open pairs count as lasting so far. Of “still meeting after 180 days” those are left out that are too young for it, and those that ended as planned before.",
            brief.as_of()
        ),
        how_to_read: how_to_read(),
        blocks: missing
            .into_iter()
            .chain(figures.into_iter().flatten().map(Block::Figure))
            .chain(Block::sentences(sentences(brief, tallies)))
            .collect(),
        ..section
    };
    let key_figures = key_figures::table(brief, "Continuity: key figures", &KEY_FIGURES);
    told.with_details(key_figures.into_iter().collect())
}

fn how_to_read() -> Vec<String> {
    vec![
        "The curve is the share of pairs that have not ended by a day after their start (Kaplan–Meier); every end counts, also one as planned. Under the curve stands the number of pairs followed until then, those included that ended on that day.".into(),
        "States compare the days since the last meeting with the pair's own rhythm, not with a fixed limit.".into(),
    ]
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "When pairs end was not supplied.".into(),
        supply:
            "Add the day on which each pair was closed, and the reason, to the register of pairs."
                .into(),
    })
}

/// As the headline box has it, over all pairs since the start; where that is hidden, the curve.
fn headline(brief: &Brief<'_>, tallies: &ContinuityTallies) -> String {
    let retained = brief
        .since_start("retained_180d")
        .filter(|said| said.is_available);
    match (retained, height(&tallies.retention, 180.0)) {
        (Some(said), _) => format!(
            "{} of pairs {} ({}; {})",
            said.value,
            // Without records of meetings only their ends are known.
            if brief.summary.supplied.sessions {
                "were still meeting after 180 days"
            } else {
                "lasted 180 days or longer"
            },
            said.interval,
            said.basis
        ),
        (None, Some(point)) => format!(
            "{} of pairs were still together 180 days after their start{}",
            percent(point.estimate),
            interval(point)
        ),
        (None, None) => why_no_share(brief).into(),
    }
}

/// Why nothing is said of the 180th day.
fn why_no_share(brief: &Brief<'_>) -> &'static str {
    let figure = brief.all().and_then(|all| all.measure("retained_180d"));
    let is_shown = |figure: &MeasureSummary| figure.shown == Shown::Full;
    let nobody = figure.is_some_and(|figure| is_shown(figure) && figure.contributing.pairs == 0);
    let hidden = brief.hides_figures() || figure.is_some_and(|figure| !is_shown(figure));
    if hidden && !nobody {
        "Too few pairs to show how many were still meeting after 180 days"
    } else if brief.summary.at_days.is_some_and(|age| age < 180) {
        "Pairs are seen before their 180th day"
    } else {
        "No pair can be judged on its 180th day yet"
    }
}

/// The interval of a point of a curve, in brackets.
fn interval(point: CurvePoint) -> String {
    half_open(point.lower, point.upper, Unit::Share)
        .map_or_else(String::new, |interval| format!(" ({interval})"))
}

/// The share at the last horizon that the curve reaches.
fn at_last_horizon(retention: &Curve) -> String {
    let reached = HORIZONS
        .iter()
        .rev()
        .find_map(|days| Some((days, height(retention, f64::from(*days))?)));
    match reached {
        Some((days, point)) => format!(
            "After {days} days, {} of pairs were still together{}",
            percent(point.estimate),
            interval(point)
        ),
        None => "How long pairs have lasted so far".into(),
    }
}

fn retention(brief: &Brief<'_>, tallies: &ContinuityTallies) -> Option<Figure> {
    let drawn = drawn(&tallies.retention)?;
    Some(Figure {
        id: "retention".into(),
        headline: at_last_horizon(&drawn),
        subtitle: format!(
            "Share of pairs that have not ended by days since their start, every end counted, {}; 95\u{A0}% band",
            brief.as_of()
        ),
        chart: Box::new(Retention {
            curves: vec![curve("All pairs", &drawn)],
            horizons: HORIZONS.to_vec(),
        }),
        notes: begins_late([&drawn]).into_iter().collect(),
    })
}

fn states(brief: &Brief<'_>, tallies: &ContinuityTallies) -> Option<Figure> {
    let states = tallies.states.as_ref()?;
    let needing: Option<u64> = states
        .iter()
        .filter(|(state, _)| matches!(state, State::Stalled | State::NeverStarted))
        .map(|(_, pairs)| pairs.exact())
        .sum();
    let headline = match needing {
        Some(0) if no_pair_is_open(states) => "No pair is open".into(),
        Some(0) => "No open pair has stalled or failed to start".into(),
        Some(pairs) => format!(
            "{} stalled or never started",
            tallied(Count::of(pairs), "open pair has", "open pairs have")
        ),
        None => "How many open pairs have stalled or never started is not shown".into(),
    };
    let rows = states
        .iter()
        .filter(|(_, pairs)| is_any(*pairs))
        .map(|(state, pairs)| state_row(*state, *pairs))
        .collect();
    Some(Figure {
        id: "states-of-pairs".into(),
        headline,
        subtitle: format!("Pairs by state {}", brief.on_the_day()),
        chart: Box::new(PairStates { rows }),
        notes: Vec::new(),
    })
}

fn no_pair_is_open(states: &[(State, Count)]) -> bool {
    let mut open = states.iter().filter(|(state, _)| state.is_open());
    open.all(|(_, pairs)| pairs.exact() == Some(0))
}

fn sentences(brief: &Brief<'_>, tallies: &ContinuityTallies) -> Vec<String> {
    let said = [
        endings(brief, tallies),
        closure_rate(brief),
        reasons(tallies),
        tallies.presumed_ended.and_then(presumed),
        followed_up(brief),
        met_again(brief),
    ];
    said.into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn endings(brief: &Brief<'_>, tallies: &ContinuityTallies) -> Option<String> {
    let endings = tallies.endings?;
    let ended = [
        (endings.as_planned, "as planned"),
        (endings.early, "early"),
        (endings.unknown, "without a known reason"),
    ];
    let parts: Vec<_> = ended
        .into_iter()
        .filter(|(pairs, _)| is_any(*pairs))
        .map(|(pairs, how)| format!("{} {how}", tallied(pairs, "pair", "pairs")))
        .collect();
    (!parts.is_empty()).then(|| format!("ended {}: {}", brief.since_when(), list(&parts)))
}

fn closure_rate(brief: &Brief<'_>) -> Option<String> {
    let counts = &brief.now().counts;
    let ended = counts.ended?;
    if counts.open_in_period.exact() == Some(1) {
        let what = match ended.exact()? {
            0 => "did not end",
            _ => "ended",
        };
        return Some(format!("the one pair open {} {what}", brief.within()));
    }
    let rate = &counts.closure_rate;
    if rate.value.is_none() && ended.exact().is_none() {
        return None;
    }
    let share = rate.value.map_or_else(String::new, |share| {
        let interval = half_open(rate.lower, rate.upper, Unit::Share)
            .map_or_else(String::new, |range| format!(", 95\u{A0}% interval {range}"));
        format!(" ({}{interval})", percent(share))
    });
    let ended = match ended.exact() {
        Some(0) => "none".to_owned(),
        _ => tally(ended),
    };
    Some(format!(
        "{} open at any time {}; {ended} of them ended{share} and {} open on its last day",
        tallied(counts.open_in_period, "pair was", "pairs were"),
        brief.within(),
        tallied(counts.open_on_last_day, "was", "were"),
    ))
}

fn reasons(tallies: &ContinuityTallies) -> Option<String> {
    let reasons = tallies.closure_reasons.iter();
    let reasons = named(
        reasons.map(|reason| (reason.title.as_str(), reason.count)),
        5,
    )?;
    Some(format!("reasons recorded for closing: {reasons}"))
}

fn presumed(pairs: Count) -> Option<String> {
    let they = if pairs.exact() == Some(1) {
        "it"
    } else {
        "they"
    };
    is_any(pairs).then(|| {
        format!(
            "{} silent for so long that {they} may have ended without a record of it",
            tallied(pairs, "open pair has been", "open pairs have been")
        )
    })
}

/// Where contacts are recorded: pairs in need with which somebody was in touch.
fn followed_up(brief: &Brief<'_>) -> Option<String> {
    let said = brief.since_start("followed_up")?;
    said.is_available.then(|| {
        format!(
            "{}, {} that needed support had been followed up since they last met ({}{})",
            brief.on_the_day(),
            said.basis,
            said.value,
            with_interval(&said)
        )
    })
}

/// In the period, or since the start where nobody's thirty days fall into it.
fn met_again(brief: &Brief<'_>) -> Option<String> {
    let in_period = brief.in_period("met_again_30d");
    let in_period = in_period.filter(|said| said.is_available);
    let when = match in_period {
        Some(_) => "in the period".to_owned(),
        None => brief.since_when(),
    };
    let said = in_period.or_else(|| brief.since_start("met_again_30d"))?;
    said.is_available.then(|| {
        format!(
            "{when}, {} that had been followed up met again within 30 days ({}{})",
            said.basis,
            said.value,
            with_interval(&said)
        )
    })
}

fn with_interval(said: &Said) -> String {
    if said.interval.is_empty() {
        return String::new();
    }
    format!(", {}", said.interval_in_words())
}
