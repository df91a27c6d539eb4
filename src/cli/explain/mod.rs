//! `explain PAIR`: one pair's story, and how each of its figures came about.

mod decision;
mod evidence;
mod figures;
mod markdown;
mod story;
mod text;
mod timeline;
mod workings;

use super::args::{ExplainArgs, StoryFormat};
use super::failure::Failure;
use super::run::{self, Asked};
use super::terminal::{Terminal, tell};
use crate::measures::PairAt;
use crate::programme::{Day, PairHistory, Programme, display_text, fold_id};
use crate::summary::pairs_of_person;
use std::error::Error;
use std::io::{self, Write as _};
use story::Story;

/// Prints the story of one pair.
///
/// # Errors
/// The inputs cannot be read, or no pair has this id.
pub fn run(args: &ExplainArgs) -> Result<(), Failure> {
    let date = run::day(&args.as_of)?;
    let asked = Asked {
        as_of: Some(date),
        ..Asked::default()
    };
    let reading = run::read(&args.inputs, asked)?;
    let history = find(reading.programme(), &args.pair)?;
    let norms = reading.norms(date);
    if !args.inputs.quiet {
        tell(run::newest(&reading, date));
    }
    let told = match PairAt::new(history, reading.as_of(&norms, date)) {
        Some(pair) => told(args, &Story::of(&reading, &pair)),
        None => nothing_yet(args, &history, date),
    };
    let told = told.map_err(Failure::run)?;
    Ok(io::stdout().write_all(told.as_bytes())?)
}

fn told(args: &ExplainArgs, story: &Story) -> Result<String, Box<dyn Error>> {
    Ok(match args.format {
        StoryFormat::Text => text::told(story, Terminal::new(args.inputs.color))?,
        StoryFormat::Md => markdown::told(story)?,
        StoryFormat::Json => serde_json::to_string_pretty(story)? + "\n",
    })
}

/// What is said of a pair that starts after the day asked about.
fn nothing_yet(
    args: &ExplainArgs,
    history: &PairHistory<'_>,
    date: Day,
) -> Result<String, Box<dyn Error>> {
    let id = display_text(&history.pair.id);
    Ok(match args.format {
        StoryFormat::Json => {
            let story = serde_json::json!({ "pair_id": id, "as_of": date, "state": null });
            serde_json::to_string_pretty(&story)? + "\n"
        }
        StoryFormat::Text | StoryFormat::Md => {
            format!("Pair {id} starts after {date}; nothing can be said yet.\n")
        }
    })
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
    let of_person = of_person(programme, wanted);
    let hint = if of_person.is_empty() {
        hint
    } else {
        of_person
    };
    Err(Failure::Usage(format!(
        "no pair has the id {}{hint}",
        display_text(wanted)
    )))
}

/// Pairs that are named where no more are.
const MOST_PAIRS: usize = 10;

/// The pairs of whoever may be meant, where a name stands for an id.
fn of_person(programme: &Programme, named: &str) -> String {
    let ids = pairs_of_person(programme, named);
    let shown: Vec<String> = ids
        .iter()
        .take(MOST_PAIRS)
        .map(|id| display_text(id))
        .collect();
    let more = ids.len() - shown.len();
    match (shown.as_slice(), more) {
        ([], _) => String::new(),
        (shown, 0) => format!("; whoever is called so is in {}", shown.join(", ")),
        (shown, more) => format!(
            "; whoever is called so is in {} and {more} more",
            shown.join(", ")
        ),
    }
}
