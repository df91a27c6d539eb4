//! Answers that are spread over a column for each option.

use super::{Draft, Making};
use crate::ingest::columns::{self, Column, Header};
use crate::ingest::profiles::Profile;
use crate::programme::{Table, fold};
use crate::values::{answers, is_missing};
use csv::StringRecord;
use std::collections::BTreeMap;

/// Joins the columns of the options of each question to one answer.
pub(super) fn join(draft: &mut Draft) {
    let names = draft.names.iter().enumerate().rev();
    let places: BTreeMap<String, usize> = names.map(|(at, name)| (fold(name), at)).collect();
    for (stem, columns) in questions(draft) {
        // The column that holds all the options of the question as a list.
        let whole = places.get(&fold(&stem)).copied();
        let Some(meaning) = choice(&stem) else {
            hide_options(draft, &columns, whole.is_some());
            continue;
        };
        let is_option = |(column, option): &(usize, String)| is_option(draft, *column, option);
        let (options, others): (Vec<_>, Vec<_>) = columns.into_iter().partition(is_option);
        let is_answer = |(_, option): &&(usize, String)| answers::answer(option).is_some();
        if is_yes_or_no(meaning) && options.iter().filter(is_answer).count() < 2 {
            if meaning == Column::GoalsAchieved {
                name_goals(draft, options.into_iter().chain(others).collect());
            }
            continue;
        }
        if options.len() + usize::from(whole.is_some()) < 2 {
            continue;
        }
        for column in options.iter().map(|(column, _)| *column).chain(whole) {
            draft.hide(column);
        }
        for (column, question) in others {
            draft.names[column] = question;
        }
        let making = if are_labels(draft, &options) {
            Making::Joined(options.into_iter().map(|(column, _)| column).collect())
        } else if is_yes_or_no(meaning) {
            Making::Ticked(options)
        } else {
            Making::Ticked(named(&stem, options))
        };
        draft.make(&stem, making);
    }
    if draft.profile == Profile::Typeform {
        bare_options(draft);
    }
    if draft.profile == Profile::Airtable {
        boxes(draft);
    }
}

/// Whether the one option that was chosen is written down in its own column, where an option is
/// yes or no: then `No` below `No` is an answer, not a box that was left empty. Boxes are filled in
/// beside each other.
fn are_labels(draft: &Draft, options: &[(usize, String)]) -> bool {
    let is_answer = |(_, option): &(usize, String)| answers::yes_no(option).is_some();
    let chosen = |row: &StringRecord| {
        let cells = options
            .iter()
            .filter(|(_, option)| !is_other(&fold(option)));
        let cells = cells.map(|(column, option)| (row.get(*column).unwrap_or_default(), option));
        let mut filled = cells.filter(|(cell, _)| !cell.trim().is_empty());
        let is_label = |(cell, option): (&str, &String)| fold(cell) == fold(option);
        filled.next().is_none_or(is_label) && filled.next().is_none()
    };
    options.iter().any(is_answer) && draft.rows.iter().all(chosen)
}

/// Options of a question that nobody asks for are not answers to anything else.
fn hide_options(draft: &mut Draft, columns: &[(usize, String)], has_whole: bool) {
    let repeats = |(column, option): &(usize, String)| {
        let wanted = fold(option);
        let mut cells = draft.cells(*column).peekable();
        let is_box = has_whole && draft.cells(*column).all(|cell| matches!(cell, "0" | "1"));
        cells.peek().is_some() && (is_box || cells.all(|cell| fold(cell) == wanted))
    };
    if columns.len() + usize::from(has_whole) >= 2 && columns.iter().any(repeats) {
        let options: Vec<usize> = columns
            .iter()
            .filter(|option| repeats(option) || draft.cells(option.0).next().is_none())
            .map(|(column, _)| *column)
            .collect();
        for column in options {
            draft.hide(column);
            draft.unasked.push(column);
        }
    }
}

/// The questions whose headers end in an option, with the columns of the options.
fn questions(draft: &Draft) -> Vec<(String, Vec<(usize, String)>)> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut questions: Vec<(String, Vec<(usize, String)>)> = Vec::new();
    let whole: Vec<String> = draft.names.iter().map(|name| fold(name)).collect();
    for (column, name) in draft.names.iter().enumerate() {
        let divided = divided(name, draft.profile).or_else(|| in_brackets(name, &whole));
        if let Some((stem, option)) = divided
            && !columns::is_numbered(name)
        {
            let key = Header::new(&stem).words.join(" ");
            let place = *places.entry(key).or_insert_with(|| {
                questions.push((stem, Vec::new()));
                questions.len() - 1
            });
            questions[place].1.push((column, option));
        }
    }
    questions
}

/// A header as question and option: `Q (choice=a)`, `q___a`, `Q [a]`, `q/a`, `Q – a`, `Q - a`.
pub(super) fn divided(header: &str, profile: Profile) -> Option<(String, String)> {
    let header = header.trim();
    let parts = if let Some(inner) = header.strip_suffix(')')
        && let Some(parts) = inner.split_once("(choice=")
    {
        parts
    } else if let Some(parts) = header.split_once("___") {
        parts
    } else if let Some(inner) = header.strip_suffix(']') {
        inner.rsplit_once('[')?
    } else if matches!(profile, Profile::KoboToolbox | Profile::Odk) {
        header.rsplit_once('/')?
    } else {
        header
            .rsplit_once(" – ")
            .or_else(|| header.rsplit_once(" - "))?
    };
    let stem = parts
        .0
        .trim()
        .trim_end_matches("- Selected Choice")
        .trim_end();
    let option = parts.1.trim();
    (!stem.is_empty() && !option.is_empty()).then(|| (stem.to_owned(), option.to_owned()))
}

/// `Q (a)` beside `Q`, which holds all that was chosen.
fn in_brackets(header: &str, whole: &[String]) -> Option<(String, String)> {
    let inner = header.trim().strip_suffix(')')?;
    let (stem, option) = inner.rsplit_once('(')?;
    let (stem, option) = (stem.trim(), option.trim());
    let is_whole = !fold(stem).is_empty() && whole.contains(&fold(stem));
    (is_whole && !option.is_empty()).then(|| (stem.to_owned(), option.to_owned()))
}

/// The options of a question by their names; a code says nothing without its question.
fn named(stem: &str, options: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let is_code = |option: &str| {
        option
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'_')
    };
    let name = |(column, option): (usize, String)| {
        let name = if is_code(&option) {
            format!("{} {option}", stem.replace('_', " "))
        } else {
            option
        };
        (column, name)
    };
    options.into_iter().map(name).collect()
}

/// The column of a question that is answered by choosing.
fn choice(stem: &str) -> Option<Column> {
    let tables = [Table::Evaluations, Table::Sessions];
    let mut meanings = tables
        .iter()
        .filter_map(|table| columns::meaning(stem, *table));
    meanings.find(|column| {
        matches!(
            column,
            Column::Benefits
                | Column::GoalsAchieved
                | Column::GoalAchieved(_)
                | Column::NewGoals
                | Column::Partnership
                | Column::Respondent
                | Column::Phase
                | Column::Status
                | Column::Mode
                | Column::ReasonNotAchieved
                | Column::Issues
        )
    })
}

/// Whether a question is answered by yes, partly or no.
fn is_yes_or_no(column: Column) -> bool {
    matches!(
        column,
        Column::GoalsAchieved | Column::GoalAchieved(_) | Column::NewGoals | Column::Partnership
    )
}

/// "Did you achieve these goals? [Write a CV]": a column for each goal, in their order, named by its
/// text; by its number where that is all that is said ("[Goal 2]").
fn name_goals(draft: &mut Draft, mut goals: Vec<(usize, String)>) {
    goals.sort_unstable();
    let number = |(_, text): &(usize, String)| {
        let numbered = Header::new(text).numbered.into_iter();
        let mut goals = numbered.filter(|(key, _)| key == "goal{n}" || key == columns::NUMBER);
        goals.next().map(|(_, number)| number)
    };
    if let Some(numbers) = goals.iter().map(number).collect::<Option<Vec<_>>>() {
        for (number, (column, _)) in numbers.into_iter().zip(goals) {
            draft.names[column] = format!("goal {number} achieved");
        }
        return;
    }
    for (number, (column, text)) in (1..).zip(goals) {
        draft.names[column] = format!("goal {number} achieved");
        let making = Making::Marked {
            text,
            cells: vec![column],
        };
        draft.make(&format!("goal {number}"), making);
    }
}

/// Whether the cells of a column only say whether its option was chosen. What is written beside
/// "other" is free.
fn is_option(draft: &Draft, column: usize, option: &str) -> bool {
    let wanted = fold(option);
    let says_so = |cell: &str| fold(cell) == wanted || answers::yes_no(cell).is_some();
    is_other(&wanted)
        || draft
            .cells(column)
            .filter(|cell| !is_missing(cell))
            .all(says_so)
}

/// Whether something else may be written beside a folded option.
fn is_other(option: &str) -> bool {
    OTHER.iter().any(|other| option.starts_with(other))
}

/// How the option begins beside which something else may be written.
const OTHER: [&str; 12] = [
    "other",
    "otro",
    "otra",
    "outr",
    "autre",
    "ander",
    "sonstig",
    "altro",
    "annat",
    "annet",
    "andet",
    "другое",
];

/// Words of the benefits that are asked for.
const BENEFITS: [&str; 14] = [
    "network",
    "skill",
    "confiden",
    "perspective",
    "recogni",
    "impartial",
    "support",
    "develop",
    "leader",
    "communicat",
    "reflect",
    "coach",
    "career",
    "point of view",
];

/// Typeform writes the option alone: its cells are blank or repeat the header. The question is
/// lost; benefits are known by their words.
fn bare_options(draft: &mut Draft) {
    let repeats = |column: usize| {
        let header = fold(&draft.headers[column]);
        draft.cells(column).next().is_some() && draft.cells(column).all(|cell| fold(cell) == header)
    };
    let is_benefit = |column: usize| {
        let header = fold(&draft.headers[column]);
        BENEFITS.iter().any(|word| header.contains(word))
    };
    let options: Vec<usize> = (0..draft.headers.len())
        .filter(|column| !draft.names[*column].is_empty() && repeats(*column))
        .collect();
    if options.iter().filter(|column| is_benefit(**column)).count() < 2 {
        return;
    }
    let ticked = options
        .iter()
        .map(|column| (*column, draft.headers[*column].clone()))
        .collect();
    for column in options {
        draft.hide(column);
    }
    draft.make("Benefits", Making::Ticked(ticked));
}

/// Airtable writes `checked`, and nothing for a box that is not.
fn boxes(draft: &mut Draft) {
    let is_box = |column: &usize| {
        draft.cells(*column).next().is_some() && draft.cells(*column).all(|cell| cell == "checked")
    };
    let boxes: Vec<usize> = (0..draft.headers.len()).filter(is_box).collect();
    for column in boxes {
        let title = draft.headers[column].clone();
        draft.hide(column);
        draft.make(&title, Making::Box(column));
    }
}
