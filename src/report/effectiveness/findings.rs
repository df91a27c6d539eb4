//! Three to five plain sentences made from the figures of the period.

use super::brief::Brief;
use super::meetings::expected_in_period;
use super::said::{is_any, subject, tallied, whole};
use crate::measures::State;
use crate::report::document::Trend;
use crate::report::wording::{Unit, counted, frequency, hours, list, percent, range, sentence};
use crate::summary::{MeasureSummary, Shown};

/// The sentences, those without figures left out.
pub(super) fn sentences(brief: &Brief<'_>) -> Vec<String> {
    let sentences = [
        people(brief),
        meetings(brief),
        goals(brief),
        continuity(brief),
        states(brief),
    ];
    sentences
        .into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn people(brief: &Brief<'_>) -> Option<String> {
    let counts = &brief.now().counts;
    counts.people.exact()?;
    let started = subject(counts.started, "pair", "pairs");
    let ended = match counts
        .ended
        .map(|ended| (ended, ended.exact(), counts.started.exact()))
    {
        Some((_, Some(0), Some(0))) => "no pair started or ended".to_owned(),
        Some((ended, _, _)) => {
            format!(
                "{started} started and {} ended",
                subject(ended, "pair", "pairs")
            )
        }
        None => format!("{started} started"),
    };
    let pairs = tallied(counts.open_in_period, "pair", "pairs");
    let served = if brief.names_people() {
        format!("{} in {pairs}", tallied(counts.people, "person", "people"))
    } else {
        pairs
    };
    Some(format!(
        "{} the programme served {served}; {ended}",
        brief.within()
    ))
}

fn meetings(brief: &Brief<'_>) -> Option<String> {
    let counts = &brief.now().counts;
    let held = counts.meetings?.exact()?;
    if held == 0 {
        return Some("no meeting was recorded".into());
    }
    let length = counts
        .hours
        .map_or_else(String::new, |total| format!("; {} on record", hours(total)));
    let (who, their) = match counts.open_in_period.exact() {
        Some(1) => ("the pair", "its"),
        _ => ("pairs", "their"),
    };
    let expected = expected_in_period(brief).map_or_else(String::new, |expected| {
        let share = percent(held as f64 / expected);
        format!(", {share} of what {their} agreed rhythm would give")
    });
    Some(format!("{who} met {}{expected}{length}", times(held)))
}

fn times(number: u64) -> String {
    match number {
        1 => "once".into(),
        2 => "twice".into(),
        more => counted(more, "time", "times"),
    }
}

fn goals(brief: &Brief<'_>) -> Option<String> {
    let id = "goals_attained_settled";
    let figure = shown(brief, id)?;
    let (goals, within) = (whole(figure.estimate.denominator?), brief.within());
    let change = change(brief, id);
    if goals == 1 {
        let was = if figure.estimate.value? > 0.0 {
            "was"
        } else {
            "was not"
        };
        return Some(format!(
            "the one goal settled {within} {was} attained{change}"
        ));
    }
    let goals = counted(goals, "goal", "goals");
    let share = share_in_words(figure)?;
    Some(format!(
        "of the {goals} settled {within}, {share} were attained{change}"
    ))
}

fn continuity(brief: &Brief<'_>) -> Option<String> {
    let id = "retained_180d";
    let figure = shown(brief, id)?;
    let (pairs, within) = (whole(figure.estimate.denominator?), brief.within());
    let change = change(brief, id);
    if pairs == 1 {
        let was = if figure.estimate.value? > 0.0 {
            "was still"
        } else {
            "was no longer"
        };
        return Some(format!(
            "the one pair whose 180th day fell {within} {was} meeting{change}"
        ));
    }
    let pairs = counted(pairs, "pair", "pairs");
    let share = share_in_words(figure)?;
    Some(format!(
        "of the {pairs} whose 180th day fell {within}, {share} were still meeting{change}"
    ))
}

fn states(brief: &Brief<'_>) -> Option<String> {
    let states = brief.all()?.tallies.continuity.states.as_ref()?;
    let worth_saying = [
        (State::OnTrack, "is on track", "are on track"),
        (State::Watch, "is to be watched", "are to be watched"),
        (State::Stalled, "has stalled", "have stalled"),
        (
            State::NeverStarted,
            "is overdue for its first meeting",
            "are overdue for their first meeting",
        ),
        (
            State::TooEarly,
            "is too new to judge",
            "are too new to judge",
        ),
        (State::Paused, "is paused", "are paused"),
    ];
    let mut said: Vec<String> = Vec::new();
    for (wanted, one, many) in worth_saying {
        let found = states.iter().find(|(state, _)| *state == wanted);
        if let Some((_, pairs)) = found.filter(|(_, pairs)| is_any(*pairs)) {
            // The pairs are named once; whatever follows is said of them.
            let noun = |word: &str, rest: &str| {
                if said.is_empty() {
                    format!("{word} {rest}")
                } else {
                    rest.to_owned()
                }
            };
            let words = tallied(*pairs, &noun("pair", one), &noun("pairs", many));
            let is_hidden = pairs.exact().is_none() && !pairs.to_string().starts_with('<');
            said.push(if is_hidden && !said.is_empty() {
                format!("a hidden number {many}")
            } else {
                words
            });
        }
    }
    (!said.is_empty()).then(|| format!("{}, {}", brief.on_the_day(), list(&said)))
}

/// The figure of the period, if it may be shown whole.
fn shown<'a>(brief: &Brief<'a>, id: &str) -> Option<&'a MeasureSummary> {
    brief
        .now()
        .measure(id)
        .filter(|figure| figure.shown == Shown::Full && figure.estimate.value.is_some())
}

/// A share as people say it, with the figure and its interval in brackets.
fn share_in_words(figure: &MeasureSummary) -> Option<String> {
    let estimate = &figure.estimate;
    let value = estimate.value?;
    let interval = match (estimate.lower, estimate.upper) {
        (Some(lower), Some(upper)) => {
            format!("; 95\u{A0}% interval {}", range(lower, upper, Unit::Share))
        }
        _ => "; too few for an interval".into(),
    };
    Some(format!(
        "{} ({}{interval})",
        frequency(value),
        percent(value)
    ))
}

/// The change since the previous period as a sentence of its own.
fn change(brief: &Brief<'_>, id: &str) -> String {
    brief.change(id, true).map_or_else(String::new, |change| {
        let words = match change.trend {
            Trend::Unclear => change.words,
            Trend::Rose | Trend::Fell => format!("the share {}", change.words),
        };
        format!(". {}", sentence(&words))
    })
}
