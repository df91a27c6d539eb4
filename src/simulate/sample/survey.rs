//! The survey tool's forms: three header rows (short ids, whole questions, import ids), goals side
//! by side, one row per respondent.

use std::io;
use std::path::{Path, PathBuf};

use super::super::line::{DateStyle, Dialect, Table};
use super::super::records::{Achieved, EvaluationRow, Phase, Respondent, Simulated};

const SURVEY: Dialect = Dialect {
    delimiter: b',',
    crlf: false,
    byte_order_mark: true,
    windows: false,
    dates: DateStyle::Iso,
};

const WHO: [&str; 8] = [
    "Recorded Date",
    "What is your pair ID?",
    "Who is answering?",
    "Which form is this?",
    "What do you need, what do you want to accomplish?",
    "What are your interests and main skills?",
    "Which issues do you have at work now?",
    "What do you expect of the mentoring?",
];

const OUTCOMES: [&str; 8] = [
    "Were the goals achieved?",
    "If not, why?",
    "Did new goals arise during the mentoring?",
    "Which new goals?",
    "Is there a partnership opportunity between the two organisations?",
    "If yes, what support is needed?",
    "If no, what prevents it?",
    "What have you gained from the mentoring?",
];

/// Items of the relationship scale as they are asked.
pub(super) const SCALE: [&str; 5] = [
    "How satisfied are you with the mentoring relationship? (1-5)",
    "How much do you trust each other? (1-5)",
    "How well does your partner listen to you? (1-5)",
    "How useful are your meetings? (1-5)",
    REVERSED_ITEM,
];

/// The item of the scale that is scored the other way round.
pub(super) const REVERSED_ITEM: &str = "How much do you wish for another partner? (1-5)";

/// Writes `survey-evaluations.csv`, in the order in which forms came in.
pub(super) fn write(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    let path = dir.join("survey-evaluations.csv");
    let questions = header();
    let ids = ids(questions.len());
    let mut table = Table::create(
        &path,
        SURVEY,
        &ids.iter().map(String::as_str).collect::<Vec<_>>(),
    )?;
    table.texts(questions.iter().map(String::as_str))?;
    table.end_row()?;
    let import_ids: Vec<_> = ids.iter().map(|id| import_id(id)).collect();
    table.texts(import_ids.iter().map(String::as_str))?;
    table.end_row()?;
    let mut forms: Vec<_> = programme.evaluations.iter().collect();
    forms.sort_by_key(|form| form.date);
    forms
        .iter()
        .zip(0..)
        .try_for_each(|(form, place)| line(&mut table, form, &form.pair_id, place))?;
    // Somebody left the pair out.
    forms
        .last()
        .map_or(Ok(()), |form| line(&mut table, form, "", 0))?;
    table.finish()?;
    Ok(path)
}

/// The short ids of so many columns.
fn ids(columns: usize) -> Vec<String> {
    let questions = (1..columns).map(|number| format!("Q{number}"));
    std::iter::once(RECORDED.to_owned())
        .chain(questions)
        .collect()
}

const RECORDED: &str = "RecordedDate";

/// The third header row, by which the tool knows its columns.
fn import_id(id: &str) -> String {
    match id.strip_prefix('Q') {
        Some(number) => format!("{{\"ImportId\":\"QID{number}_TEXT\"}}"),
        None => "{\"ImportId\":\"recordedDate\",\"timeZone\":\"UTC\"}".to_owned(),
    }
}

fn header() -> Vec<String> {
    let goals = (1..=5).flat_map(|n| [format!("Goal {n}"), format!("Goal {n}: was it achieved?")]);
    let before = WHO.into_iter().map(str::to_owned);
    let after = OUTCOMES.into_iter().chain(SCALE).map(str::to_owned);
    before.chain(goals).chain(after).collect()
}

fn line(table: &mut Table, form: &EvaluationRow, pair_id: &str, place: u32) -> io::Result<()> {
    table.text(
        form.date
            .map(|date| format!("{date} {}", time_of_day(place)))
            .as_deref(),
    )?;
    table.texts([pair_id, respondent(form.respondent), phase(form.phase)])?;
    let analysis = form
        .analysis
        .map(|asked| [asked.needs, asked.interests, asked.issues, asked.targets]);
    table.texts(analysis.unwrap_or_default())?;
    for goal in &form.goals {
        table.text(goal.as_ref().map(|(text, _)| &**text))?;
        table.text(goal.as_ref().and_then(|(_, answer)| answer.map(achieved)))?;
    }
    table.text(form.goals_achieved.map(achieved))?;
    table.text(form.reason_not_achieved)?;
    table.text(form.new_goals.map(yes_no))?;
    table.text(form.new_goal_details.as_deref())?;
    table.text(form.partnership.map(yes_no))?;
    table.text(form.partnership_support)?;
    table.text(form.partnership_barriers)?;
    table.text(form.benefits.join(", ").as_str())?;
    form.ratings
        .iter()
        .try_for_each(|&rating| table.number(rating))?;
    table.end_row()
}

/// A time between 08:00 and 19:59 that differs from form to form.
fn time_of_day(place: u32) -> String {
    let seconds = place.wrapping_mul(7_919) % (12 * 3_600);
    format!(
        "{:02}:{:02}:{:02}",
        8 + seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn respondent(respondent: Respondent) -> &'static str {
    match respondent {
        Respondent::Mentor => "Mentor",
        Respondent::Mentee => "Mentee",
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Baseline => "Start",
        Phase::Mid => "Half-way",
        Phase::End => "End",
    }
}

fn achieved(answer: Achieved) -> &'static str {
    match answer {
        Achieved::Yes => "Yes",
        Achieved::Partly => "Partly",
        Achieved::No => "No",
    }
}

fn yes_no(answer: bool) -> &'static str {
    if answer { "Yes" } else { "No" }
}
