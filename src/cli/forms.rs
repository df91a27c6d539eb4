//! `forms`: blank paper forms 1–6 as CSV files with the canonical headers.

use super::args::FormsArgs;
use super::failure::Failure;
use crate::output::write_file;
use std::fs;

/// File name and header of each form. Forms 1 and 5 are evaluations of different phases, form
/// 2 is the goal register, form 3 the actions, form 4 the session records.
const FORMS: [(&str, &[&str]); 6] = [
    ("1-needs-analysis.csv", &["pair_id", "date", "respondent", "phase", "needs", "interests", "issues", "targets"]),
    ("2-goals.csv", &["pair_id", "goal", "text", "set_on", "due_on", "status", "attained_on"]),
    ("3-action-plan.csv", &["pair_id", "goal", "text", "scheduled_on", "completed_on", "status"]),
    ("4-session-record.csv", SESSION_RECORD),
    ("5-evaluation.csv", EVALUATION),
    ("6-partnership-ideas.csv", &["pair_id", "text", "support_needed", "scheduled_on", "status"]),
];

const SESSION_RECORD: &[&str] = &[
    "pair_id", "date", "status", "minutes", "stage", "progress", "goal_1_progress", "goal_2_progress",
    "goal_3_progress", "goal_4_progress", "goal_5_progress", "issue_1", "solution_1", "issue_2", "solution_2",
    "learnings", "action_1", "action_1_on", "action_2", "action_2_on", "next_meeting", "new_goal",
];

const EVALUATION: &[&str] = &[
    "pair_id", "date", "respondent", "phase", "goals_achieved", "goal_1", "goal_1_achieved", "goal_2",
    "goal_2_achieved", "goal_3", "goal_3_achieved", "goal_4", "goal_4_achieved", "goal_5", "goal_5_achieved",
    "reason_not_achieved", "new_goals", "new_goal_details", "partnership", "partnership_support",
    "partnership_barriers", "benefits",
];

/// Writes the blank forms.
///
/// # Errors
/// The folder cannot be made, or a form is there already and must not be overwritten.
pub fn run(args: &FormsArgs) -> Result<(), Failure> {
    fs::create_dir_all(&args.dir)
        .map_err(|error| Failure::Run(format!("cannot make the folder {}: {error}", args.dir.display())))?;
    for (name, header) in FORMS {
        let path = args.dir.join(name);
        let line = format!("{}\r\n", header.join(","));
        write_file(&path, line.as_bytes(), args.force).map_err(Failure::run)?;
        eprintln!("wrote {}", path.display());
    }
    Ok(())
}
