//! `explain PAIR`: one pair's timeline, and how each of its figures came about.

mod timeline;

use super::args::ExplainArgs;
use super::failure::Failure;
use super::run::{self, Asked};
use crate::measures::{Family, Kind, Measure, PairAt, Registry, Span, Value};
use crate::pipeline::Reading;
use crate::programme::{Day, PairHistory, Programme, display_text, fold_id};
use crate::summary::number;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Prints the story of one pair.
///
/// # Errors
/// The inputs cannot be read, or no pair has this id.
pub fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let reading = run::read(
        &args.inputs,
        Asked {
            as_of: Some(&args.as_of),
            ..Asked::default()
        },
    )?;
    let date = run::day(&args.as_of)?;
    let history = find(reading.programme(), &args.pair)?;
    let norms = reading.norms(date);
    let story = match PairAt::new(history, reading.as_of(&norms, date)) {
        Some(pair) => story(&reading, &pair)?,
        None => format!(
            "Pair {} starts after {date}; nothing can be said yet.\n",
            display_text(&history.pair.id)
        ),
    };
    Ok(io::stdout().write_all(story.as_bytes())?)
}

fn find<'a>(programme: &'a Programme, wanted: &str) -> Result<PairHistory<'a>, Failure> {
    let histories = || {
        programme
            .partitions
            .iter()
            .flat_map(|partition| partition.histories(programme))
    };
    let id = fold_id(wanted);
    if let Some(found) = histories().find(|history| fold_id(&history.pair.id) == id) {
        return Ok(found);
    }
    let distance = |history: &PairHistory<'_>| strsim::levenshtein(&fold_id(&history.pair.id), &id);
    let nearest = histories().min_by_key(|history| (distance(history), history.pair.id.clone()));
    // An id that shares less than half of its letters is no help.
    let near = nearest.filter(|history| 2 * distance(history) <= id.chars().count());
    let hint = near.map_or(String::new(), |history| {
        format!("; the nearest id is {}", display_text(&history.pair.id))
    });
    Err(Failure::Usage(format!(
        "no pair has the id {}{hint}",
        display_text(wanted)
    )))
}

fn story(reading: &Reading, pair: &PairAt<'_>) -> Result<String, Failure> {
    let mut text = String::new();
    write_story(&mut text, reading, pair).map_err(Failure::run)?;
    Ok(text)
}

fn write_story(text: &mut String, reading: &Reading, pair: &PairAt<'_>) -> std::fmt::Result {
    heading(text, pair)?;
    state(text, reading, pair)?;
    events(text, pair)?;
    figures(text, &reading.registry, pair)
}

fn heading(text: &mut String, pair: &PairAt<'_>) -> std::fmt::Result {
    let named = |name: &Option<String>| {
        name.as_deref()
            .map_or_else(|| "not recorded".to_owned(), display_text)
    };
    let of = pair.history.pair;
    writeln!(
        text,
        "Pair {} as of {}",
        display_text(&of.id),
        pair.as_of.date
    )?;
    writeln!(
        text,
        "Mentor: {}; mentee: {}",
        named(&of.mentor),
        named(&of.mentee)
    )?;
    writeln!(text, "Confidential: this names people.\n")
}

fn state(text: &mut String, reading: &Reading, pair: &PairAt<'_>) -> std::fmt::Result {
    let support = &pair.support();
    let state = support
        .state
        .map_or("not available: there are no session records", |state| {
            state.title()
        });
    writeln!(text, "STATE\n  {state}")?;
    if let (Some(gap), Some(own), Some(ratio)) =
        (support.contact_gap, support.own_gap, support.contact_ratio)
    {
        writeln!(
            text,
            "  {gap} days without contact ÷ own gap of {} days = {}",
            number(own),
            number(ratio)
        )?;
    }
    if let Some(chance) = chance_of_meeting(reading, pair) {
        writeln!(text, "  {chance}")?;
    }
    for signal in &support.signals {
        let places = timeline::places(&signal.records, &reading.programme().files);
        writeln!(text, "  {}: {}", signal.kind.name(), signal.evidence)?;
        if !places.is_empty() {
            writeln!(text, "      records: {places}")?;
        }
        writeln!(text, "      next step: {}", signal.step)?;
    }
    writeln!(text)
}

/// How likely the pair is to meet again soon, from the gaps of its programme; or why that is not
/// said. Nothing where the question does not arise.
fn chance_of_meeting(reading: &Reading, pair: &PairAt<'_>) -> Option<String> {
    match reading.gaps(pair.as_of.date).chance_of(pair) {
        Ok(chance) => Some(chance.sentence()),
        Err(reason) => reason.sentence(),
    }
}

fn events(text: &mut String, pair: &PairAt<'_>) -> std::fmt::Result {
    writeln!(text, "TIMELINE")?;
    for event in timeline::timeline(pair) {
        let day = event
            .day
            .map_or_else(|| "undated   ".to_owned(), |day: Day| day.to_string());
        let places = timeline::places(&event.records, pair.history.files);
        writeln!(text, "  {day}  {}", event.what)?;
        if !places.is_empty() {
            writeln!(text, "              {places}")?;
        }
    }
    writeln!(text)
}

fn figures(text: &mut String, registry: &Registry, pair: &PairAt<'_>) -> std::fmt::Result {
    let span = Span {
        from: None,
        to: pair.as_of.date,
    };
    let mut family: Option<Family> = None;
    for measure in registry.measures() {
        if family != Some(measure.family) {
            family = Some(measure.family);
            writeln!(text, "{}", measure.family.title().to_uppercase())?;
        }
        writeln!(
            text,
            "  {}: {}",
            measure.id,
            match measure.of(pair, &span) {
                Value::Null => format!("not available: {}", why_not(measure, pair)),
                value => shown(measure, &value),
            }
        )?;
        writeln!(text, "      {}", measure.definition)?;
    }
    Ok(())
}

fn shown(measure: &Measure, value: &Value) -> String {
    match value {
        Value::Share { num, den } => {
            format!(
                "{} of {} {} = {:.1} %",
                number(*num),
                number(*den),
                measure.unit,
                100.0 * num / den
            )
        }
        Value::Flag(true) => "yes".to_owned(),
        Value::Flag(false) => "no".to_owned(),
        Value::Quantity(amount) => format!("{} {}", number(*amount), measure.unit),
        Value::Event { days, outcome } => format!("{} after {days} days", outcome.name()),
        Value::Label(label) => display_text(label),
        Value::Null => "not available".to_owned(),
    }
}

/// Why a measure has no value for a pair: what was not supplied, or else what its kind needs.
fn why_not(measure: &Measure, pair: &PairAt<'_>) -> &'static str {
    let supplied = &pair.history.supplied;
    match (measure.family, measure.kind) {
        (Family::Cadence | Family::Stages, _) if !supplied.sessions => {
            "no session records were supplied"
        }
        (Family::Goals | Family::NewGoals, _) if !supplied.goals => "no goals were supplied",
        (Family::Continuity, _) if !supplied.closure => {
            "no column says when pairs ended, or it is too early"
        }
        (_, Kind::Event) if pair.started_on.is_none() => "the pair has no start",
        (_, Kind::Share) => "there was nothing yet to take a share of",
        (_, Kind::Event) => "the records do not say on which day",
        _ => "the records do not say, or it is too early",
    }
}
