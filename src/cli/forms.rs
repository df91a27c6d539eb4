//! `forms`: blank paper forms 1–6 as CSV files with the canonical headers, and the configuration
//! by which they are read.

use super::args::FormsArgs;
use super::failure::Failure;
use super::terminal::tell;
use crate::config::FILE_NAME;
use crate::output::{OutputError, write_file};
use crate::programme::Table;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A form: its file, its table, and its header.
type Form = (&'static str, Table, &'static [&'static str]);

/// The forms. Forms 1 and 5 are evaluations of different phases, form
/// 2 is the goal register, form 3 the actions, form 4 the session records.
const FORMS: [Form; 6] = [
    (
        "1-needs-analysis.csv",
        Table::Evaluations,
        &[
            "pair_id",
            "date",
            "respondent",
            "phase",
            "needs",
            "interests",
            "issues",
            "targets",
        ],
    ),
    (
        "2-goals.csv",
        Table::Goals,
        &[
            "pair_id",
            "goal",
            "text",
            "set_on",
            "due_on",
            "status",
            "attained_on",
        ],
    ),
    (
        "3-action-plan.csv",
        Table::Actions,
        &[
            "pair_id",
            "goal",
            "text",
            "scheduled_on",
            "completed_on",
            "status",
        ],
    ),
    ("4-session-record.csv", Table::Sessions, SESSION_RECORD),
    ("5-evaluation.csv", Table::Evaluations, EVALUATION),
    (
        "6-partnership-ideas.csv",
        Table::Partnerships,
        &[
            "pair_id",
            "text",
            "support_needed",
            "scheduled_on",
            "status",
        ],
    ),
];

const SESSION_RECORD: &[&str] = &[
    "pair_id",
    "date",
    "status",
    "minutes",
    "stage",
    "progress",
    "goal_1_progress",
    "goal_2_progress",
    "goal_3_progress",
    "goal_4_progress",
    "goal_5_progress",
    "issue_1",
    "solution_1",
    "issue_2",
    "solution_2",
    "learnings",
    "action_1",
    "action_1_on",
    "action_2",
    "action_2_on",
    "next_meeting",
    "new_goal",
];

const EVALUATION: &[&str] = &[
    "pair_id",
    "date",
    "respondent",
    "phase",
    "goals_achieved",
    "goal_1",
    "goal_1_achieved",
    "goal_2",
    "goal_2_achieved",
    "goal_3",
    "goal_3_achieved",
    "goal_4",
    "goal_4_achieved",
    "goal_5",
    "goal_5_achieved",
    "reason_not_achieved",
    "new_goals",
    "new_goal_details",
    "partnership",
    "partnership_support",
    "partnership_barriers",
    "benefits",
];

/// Writes the blank forms and their configuration.
///
/// # Errors
/// The folder cannot be made, or a form is there already and must not be overwritten.
pub fn run(args: &FormsArgs) -> Result<(), Failure> {
    fs::create_dir_all(&args.dir).map_err(|error| {
        Failure::Run(format!(
            "cannot make the folder {}: {error}",
            args.dir.display()
        ))
    })?;
    let names = FORMS.map(|(name, ..)| name).into_iter().chain([FILE_NAME]);
    let mut there = names
        .map(|name| args.dir.join(name))
        .filter(|path| path.exists());
    if let Some(path) = there.next().filter(|_| !args.force) {
        return Err(Failure::run(OutputError::Exists { path }));
    }
    for (name, _, header) in FORMS {
        let line = format!("{}\r\n", header.join(","));
        write(&args.dir.join(name), &line, args.force)?;
    }
    write(&args.dir.join(FILE_NAME), &configuration(), args.force)
}

fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    write_file(path, text.as_bytes(), force).map_err(Failure::run)?;
    tell(format_args!("wrote {}", path.display()));
    Ok(())
}

/// Which table each form is, and how its cells are to be filled in.
fn configuration() -> String {
    let mut text = CONFIGURATION.to_owned();
    for (name, table, _) in FORMS {
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "\n[[source]]\nfile = \"{name}\"\ntable = \"{}\"\n",
            table.name()
        );
    }
    text
}

const CONFIGURATION: &str = "\
# How the forms in this folder are read.

# Name of the programme, for titles.
programme = \"Mentoring programme\"

# Dates are best written as 2026-09-30. Where they are written as 03/04/2026, say which number
# comes first: dmy (day) or mdy (month).
# date_order = \"dmy\"

# Columns of words: status of a session: held, missed by mentee, missed by mentor, cancelled,
# rescheduled, scheduled; of a goal: in progress, attained, partly, not attained, dropped; of an
# action: open, completed, cancelled. respondent: mentor, mentee, coordinator. phase: baseline,
# mid, end. Columns that ask whether something was achieved: yes, partly, no, or 3 of 5.
";
