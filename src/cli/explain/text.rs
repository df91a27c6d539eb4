//! The story in the terminal: no line wider than it.

use super::figures::Figure;
use super::story::{Goal, Story};
use crate::cli::places::{Place, in_words};
use crate::cli::terminal::{Paint, Terminal};
use crate::measures::Family;
use std::fmt::{self, Write as _};

/// How far in the lines of a section stand, and what belongs to them.
const INDENT: usize = 2;
const FURTHER: usize = 6;

/// Where the words of the timeline begin, after the day.
const AFTER_DAY: usize = 14;

/// The whole story.
pub(super) fn told(story: &Story, terminal: Terminal) -> Result<String, fmt::Error> {
    let mut page = Page {
        text: String::new(),
        terminal,
    };
    page.who(story)?;
    page.state(story)?;
    page.timeline(story)?;
    page.goals(&story.goals)?;
    page.measures(&story.measures)?;
    Ok(page.text)
}

struct Page {
    text: String,
    terminal: Terminal,
}

impl Page {
    fn lines(&mut self, indent: usize, text: &str) -> fmt::Result {
        for line in self.terminal.indented(indent, text) {
            writeln!(self.text, "{line}")?;
        }
        Ok(())
    }

    /// Lines in which the first words stand out.
    fn painted(&mut self, indent: usize, text: &str, paint: Paint) -> fmt::Result {
        for line in self.terminal.indented(indent, text) {
            writeln!(self.text, "{}", self.terminal.paint(paint, &line))?;
        }
        Ok(())
    }

    fn heading(&mut self, title: &str) -> fmt::Result {
        let title = self.terminal.paint(Paint::Bold, &title.to_uppercase());
        writeln!(self.text, "\n{title}")
    }

    fn places(&mut self, indent: usize, before: &str, places: &[Place]) -> fmt::Result {
        for words in in_words(places) {
            self.painted(indent, &format!("{before}{words}"), Paint::Dim)?;
        }
        Ok(())
    }

    fn who(&mut self, story: &Story) -> fmt::Result {
        let named = |name: &Option<String>| name.clone().unwrap_or_else(|| "not recorded".into());
        let title = format!("Pair {} as of {}", story.pair_id, story.as_of);
        self.painted(0, &title, Paint::Bold)?;
        let people = format!(
            "Mentor: {}; mentee: {}",
            named(&story.mentor),
            named(&story.mentee)
        );
        self.lines(0, &people)?;
        let facts = story.facts.iter();
        let facts: Vec<_> = facts
            .map(|fact| format!("{}: {}", fact.name, fact.value))
            .collect();
        if !facts.is_empty() {
            self.lines(0, &facts.join("; "))?;
        }
        self.lines(0, "Confidential: this names people.")
    }

    fn state(&mut self, story: &Story) -> fmt::Result {
        self.heading("State")?;
        let state = &story.state;
        self.painted(INDENT, state.title, Paint::Bold)?;
        for remark in state.remarks() {
            self.lines(INDENT, &remark)?;
        }
        for step in &state.decided {
            let holds = if step.holds { "yes" } else { "no" };
            self.lines(
                INDENT,
                &format!("{}? {holds}: {}", step.state, step.because),
            )?;
        }
        for signal in &state.signals {
            self.lines(INDENT, &format!("{}: {}", signal.signal, signal.evidence))?;
            self.places(FURTHER, "", &signal.records)?;
            if let Some(step) = state.step_of(signal) {
                self.lines(FURTHER, &format!("next step: {step}"))?;
            }
        }
        Ok(())
    }

    fn timeline(&mut self, story: &Story) -> fmt::Result {
        self.heading("Timeline")?;
        for event in &story.timeline {
            let day = event
                .day
                .map_or_else(|| "undated".to_owned(), |day| day.to_string());
            let words = self.terminal.indented(AFTER_DAY, &event.what);
            for (at, line) in words.into_iter().enumerate() {
                let line = match at {
                    0 => format!("  {day:<10}  {}", line.trim_start()),
                    _ => line,
                };
                writeln!(self.text, "{line}")?;
            }
            self.places(AFTER_DAY, "", &event.records)?;
        }
        Ok(())
    }

    fn goals(&mut self, goals: &[Goal]) -> fmt::Result {
        if goals.is_empty() {
            return Ok(());
        }
        self.heading("Goals of the pair")?;
        for goal in goals {
            self.lines(INDENT, &goal.in_words())?;
            self.places(FURTHER, "", &goal.records)?;
        }
        Ok(())
    }

    fn measures(&mut self, figures: &[Figure]) -> fmt::Result {
        let mut family: Option<Family> = None;
        for figure in figures {
            if family != Some(figure.family) {
                family = Some(figure.family);
                self.heading(figure.family.title())?;
            }
            let words = match figure.not_available {
                Some(why) => format!("not available: {why}"),
                None => figure.words.clone(),
            };
            self.lines(INDENT, &format!("{}: {words}", figure.id))?;
            if let Some(workings) = &figure.workings {
                self.lines(FURTHER, &format!("= {workings}"))?;
            }
            self.painted(FURTHER, &figure.definition, Paint::Dim)?;
            self.places(FURTHER, "records: ", &figure.records)?;
        }
        Ok(())
    }
}
