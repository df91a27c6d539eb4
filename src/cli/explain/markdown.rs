//! The story as Markdown, for a note or a mail to somebody who looks after the pair.

use super::figures::Figure;
use super::story::Story;
use crate::cli::places::{Place, in_words};
use crate::measures::Family;
use crate::report::markdown::escaped;
use std::fmt::{self, Write as _};

/// The whole story.
pub(super) fn told(story: &Story) -> Result<String, fmt::Error> {
    let mut text = String::new();
    who(&mut text, story)?;
    state(&mut text, story)?;
    timeline(&mut text, story)?;
    goals(&mut text, story)?;
    measures(&mut text, &story.measures)?;
    Ok(text)
}

fn places(places: &[Place]) -> String {
    escaped(&in_words(places).join("; "))
}

fn who(text: &mut String, story: &Story) -> fmt::Result {
    let named = |name: &Option<String>| {
        let name = name.as_deref();
        name.map_or_else(|| "not recorded".to_owned(), escaped)
    };
    writeln!(
        text,
        "# Pair {} as of {}\n",
        escaped(&story.pair_id),
        story.as_of
    )?;
    writeln!(text, "**Confidential: this names people.**\n")?;
    writeln!(text, "* mentor: {}", named(&story.mentor))?;
    writeln!(text, "* mentee: {}", named(&story.mentee))?;
    for fact in &story.facts {
        writeln!(text, "* {}: {}", escaped(&fact.name), escaped(&fact.value))?;
    }
    writeln!(text)
}

fn state(text: &mut String, story: &Story) -> fmt::Result {
    let state = &story.state;
    writeln!(text, "## State: {}\n", state.title)?;
    for remark in state.remarks() {
        writeln!(text, "* {}", escaped(&remark))?;
    }
    writeln!(text)?;
    if !state.decided.is_empty() {
        writeln!(text, "| rule | holds | because |\n| --- | --- | --- |")?;
    }
    for step in &state.decided {
        let holds = if step.holds { "**yes**" } else { "no" };
        let because = escaped(&step.because);
        writeln!(text, "| {} | {holds} | {because} |", escaped(step.state))?;
    }
    writeln!(text)?;
    for signal in &state.signals {
        let (name, evidence) = (escaped(signal.signal), escaped(&signal.evidence));
        writeln!(text, "* **{name}**: {evidence}")?;
        if let Some(step) = state.step_of(signal) {
            writeln!(text, "  next step: {}", escaped(step))?;
        }
        if !signal.records.is_empty() {
            writeln!(text, "  ({})", places(&signal.records))?;
        }
    }
    writeln!(text)
}

fn timeline(text: &mut String, story: &Story) -> fmt::Result {
    writeln!(
        text,
        "## Timeline\n\n| day | what | records |\n| --- | --- | --- |"
    )?;
    for event in &story.timeline {
        let day = event
            .day
            .map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let (what, records) = (escaped(&event.what), places(&event.records));
        writeln!(text, "| {day} | {what} | {records} |")?;
    }
    writeln!(text)
}

fn goals(text: &mut String, story: &Story) -> fmt::Result {
    if story.goals.is_empty() {
        return Ok(());
    }
    writeln!(text, "## Goals of the pair\n")?;
    for goal in &story.goals {
        let (words, records) = (escaped(&goal.in_words()), places(&goal.records));
        writeln!(text, "* {words} ({records})")?;
    }
    writeln!(text)
}

fn measures(text: &mut String, figures: &[Figure]) -> fmt::Result {
    let mut family: Option<Family> = None;
    for figure in figures {
        if family != Some(figure.family) {
            family = Some(figure.family);
            let title = figure.family.title();
            writeln!(
                text,
                "\n## {title}\n\n| measure | value | how | records |\n| --- | --- | --- | --- |"
            )?;
        }
        let value = match figure.not_available {
            Some(why) => format!("not available: {why}"),
            None => figure.words.clone(),
        };
        let how = figure.workings.as_ref().unwrap_or(&figure.definition);
        writeln!(
            text,
            "| {} | {} | {} | {} |",
            escaped(&figure.id),
            escaped(&value),
            escaped(how),
            places(&figure.records)
        )?;
    }
    Ok(())
}
