//! The programme as plain CSV: canonical columns, ISO dates, one file per table.
//!
//! Written pair by pair, so that memory does not grow with the programme.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::course::courses;
use super::line::{TIDY, Table};
use super::plan::SimulationPlan;
use super::records::{
    Achieved, ActionRow, ContactRow, EvaluationRow, GoalRow, GoalStatus, PairRow, PartnershipRow,
    Phase, Respondent, SessionRow, Simulated, Status,
};
use super::truth::TruthFile;

const PAIRS: [&str; 15] = [
    "pair_id",
    "mentor",
    "mentee",
    "cohort",
    "site",
    "mentoring_type",
    "started_on",
    "planned_end_on",
    "closed_on",
    "closure_reason",
    "agreed_every",
    "agreed_minutes",
    "agreement_signed_on",
    "paused_from",
    "paused_until",
];

const SESSIONS: [&str; 19] = [
    "pair_id",
    "date",
    "status",
    "start",
    "minutes",
    "mode",
    "stage",
    "progress",
    "goal_1_progress",
    "goal_2_progress",
    "goal_3_progress",
    "goal_4_progress",
    "goal_5_progress",
    "issues",
    "learnings",
    "actions",
    "next_meeting",
    "new_goal",
    "rating",
];

const GOALS: [&str; 11] = [
    "pair_id",
    "goal",
    "text",
    "kind",
    "set_on",
    "due_on",
    "status",
    "attained_on",
    "origin",
    "level",
    "weight",
];

const EVALUATIONS: [&str; 31] = [
    "pair_id",
    "date",
    "respondent",
    "phase",
    "needs",
    "interests",
    "issues",
    "targets",
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
    "goals_achieved",
    "reason_not_achieved",
    "new_goals",
    "new_goal_details",
    "partnership",
    "partnership_support",
    "partnership_barriers",
    "benefits",
    "satisfaction",
    "trust",
    "listening",
    "usefulness",
    "rather_another_partner",
];

const ACTIONS: [&str; 6] = [
    "pair_id",
    "goal",
    "text",
    "scheduled_on",
    "completed_on",
    "status",
];

const CONTACTS: [&str; 6] = [
    "pair_id",
    "contacted_on",
    "contacted_by",
    "outcome",
    "note",
    "snooze_until",
];

const PARTNERSHIPS: [&str; 5] = [
    "pair_id",
    "text",
    "support_needed",
    "scheduled_on",
    "status",
];

/// Writes the programme into `dir` (made if it is not there): `pairs.csv`, `sessions.csv`,
/// `goals.csv`, `evaluations.csv`, `actions.csv`, `partnerships.csv`, `contacts.csv`, and apart from these inputs
/// `truth/truth.csv`. Files of these names are overwritten. Gives the paths written, truth last.
///
/// # Errors
///
/// Whatever keeps the folder or a file from being written; files begun until then stay behind.
pub fn write_tidy(plan: &SimulationPlan, dir: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(dir)?;
    let names = [
        "pairs.csv",
        "sessions.csv",
        "goals.csv",
        "evaluations.csv",
        "actions.csv",
        "partnerships.csv",
        "contacts.csv",
    ];
    let mut paths = names.map(|name| dir.join(name)).to_vec();
    let mut tables = TidyTables::create(dir)?;
    let mut truth = TruthFile::create(dir)?;
    for course in courses(plan) {
        tables.write(&course)?;
        truth.write(&course.truth)?;
    }
    tables.finish()?;
    paths.push(truth.finish()?);
    Ok(paths)
}

struct TidyTables {
    pairs: Table,
    sessions: Table,
    goals: Table,
    evaluations: Table,
    actions: Table,
    partnerships: Table,
    contacts: Table,
}

impl TidyTables {
    fn create(dir: &Path) -> io::Result<Self> {
        let table = |name: &str, header: &[&str]| Table::create(&dir.join(name), TIDY, header);
        Ok(Self {
            pairs: table("pairs.csv", &PAIRS)?,
            sessions: table("sessions.csv", &SESSIONS)?,
            goals: table("goals.csv", &GOALS)?,
            evaluations: table("evaluations.csv", &EVALUATIONS)?,
            actions: table("actions.csv", &ACTIONS)?,
            partnerships: table("partnerships.csv", &PARTNERSHIPS)?,
            contacts: table("contacts.csv", &CONTACTS)?,
        })
    }

    fn write(&mut self, course: &Simulated) -> io::Result<()> {
        course
            .pairs
            .iter()
            .try_for_each(|row| pair(&mut self.pairs, row))?;
        course
            .sessions
            .iter()
            .try_for_each(|row| session(&mut self.sessions, row))?;
        course
            .goals
            .iter()
            .try_for_each(|row| goal(&mut self.goals, row))?;
        course
            .evaluations
            .iter()
            .try_for_each(|row| evaluation(&mut self.evaluations, row))?;
        course
            .actions
            .iter()
            .try_for_each(|row| action(&mut self.actions, row))?;
        course
            .partnerships
            .iter()
            .try_for_each(|row| partnership(&mut self.partnerships, row))?;
        course
            .contacts
            .iter()
            .try_for_each(|row| contact(&mut self.contacts, row))
    }

    fn finish(self) -> io::Result<()> {
        let tables = [
            self.pairs,
            self.sessions,
            self.goals,
            self.evaluations,
            self.actions,
            self.partnerships,
            self.contacts,
        ];
        tables.into_iter().try_for_each(Table::finish)
    }
}

fn pair(table: &mut Table, row: &PairRow) -> io::Result<()> {
    table.texts([
        row.pair_id.as_str(),
        &row.mentor,
        &row.mentee,
        &row.cohort,
        &row.site,
        row.mentoring_type,
    ])?;
    table.date(row.started_on)?;
    table.date(row.planned_end_on)?;
    table.date(row.closed_on)?;
    table.text(row.closure_reason)?;
    table.number(row.agreed_every)?;
    table.number(row.agreed_minutes)?;
    table.date(row.agreement_signed_on)?;
    table.date(row.paused_from)?;
    table.date(row.paused_until)?;
    table.end_row()
}

fn session(table: &mut Table, row: &SessionRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.date(row.date)?;
    table.text(status(row.status))?;
    table.text(row.start.map(clock_time).as_deref())?;
    table.number(row.minutes)?;
    table.text(row.mode)?;
    table.text(row.stage.as_deref())?;
    table.number(row.progress)?;
    row.goal_progress
        .iter()
        .try_for_each(|&progress| table.number(progress))?;
    table.text(row.issues.as_deref())?;
    table.text(row.learnings.as_deref())?;
    table.text(row.actions.as_deref())?;
    table.date(row.next_meeting)?;
    table.text(row.new_goal.as_deref())?;
    table.number(row.rating)?;
    table.end_row()
}

fn goal(table: &mut Table, row: &GoalRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.number(Some(row.goal))?;
    table.texts([&*row.text, row.kind])?;
    table.date(row.set_on)?;
    table.date(row.due_on)?;
    table.text(row.status.map(goal_status))?;
    table.date(row.attained_on)?;
    table.text(
        row.is_new
            .map(|is_new| if is_new { "new" } else { "initial" }),
    )?;
    table.number(row.level)?;
    table.number(row.weight)?;
    table.end_row()
}

fn evaluation(table: &mut Table, row: &EvaluationRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.date(row.date)?;
    table.texts([respondent(row.respondent), phase(row.phase)])?;
    let analysis = row
        .analysis
        .map(|asked| [asked.needs, asked.interests, asked.issues, asked.targets]);
    table.texts(analysis.unwrap_or_default())?;
    for goal in &row.goals {
        table.text(goal.as_ref().map(|(text, _)| &**text))?;
        table.text(goal.as_ref().and_then(|(_, answer)| answer.map(achieved)))?;
    }
    table.text(row.goals_achieved.map(achieved))?;
    table.text(row.reason_not_achieved)?;
    table.text(row.new_goals.map(yes_no))?;
    table.text(row.new_goal_details.as_deref())?;
    table.text(row.partnership.map(yes_no))?;
    table.text(row.partnership_support)?;
    table.text(row.partnership_barriers)?;
    table.text(row.benefits.join(";").as_str())?;
    row.ratings
        .iter()
        .try_for_each(|&rating| table.number(rating))?;
    table.end_row()
}

fn action(table: &mut Table, row: &ActionRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.number(row.goal)?;
    table.text(&*row.text)?;
    table.date(row.scheduled_on)?;
    table.date(row.completed_on)?;
    table.text(row.status)?;
    table.end_row()
}

fn partnership(table: &mut Table, row: &PartnershipRow) -> io::Result<()> {
    table.texts([row.pair_id.as_str(), row.text])?;
    table.text(row.support_needed)?;
    table.date(row.scheduled_on)?;
    table.text(row.status)?;
    table.end_row()
}

fn contact(table: &mut Table, row: &ContactRow) -> io::Result<()> {
    table.text(row.pair_id.as_str())?;
    table.date(row.contacted_on)?;
    table.texts([row.contacted_by, row.outcome])?;
    table.text(row.note)?;
    table.date(row.snooze_until)?;
    table.end_row()
}

fn clock_time(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Held => "held",
        Status::MissedByMentee => "missed_by_mentee",
        Status::MissedByMentor => "missed_by_mentor",
        Status::Missed => "missed",
        Status::Cancelled => "cancelled",
        Status::Rescheduled => "rescheduled",
        Status::Scheduled => "scheduled",
    }
}

fn goal_status(status: GoalStatus) -> &'static str {
    match status {
        GoalStatus::Attained => "attained",
        GoalStatus::Partly => "partly",
        GoalStatus::NotAttained => "not_attained",
        GoalStatus::Dropped => "dropped",
        GoalStatus::InProgress => "in_progress",
    }
}

fn respondent(respondent: Respondent) -> &'static str {
    match respondent {
        Respondent::Mentor => "mentor",
        Respondent::Mentee => "mentee",
    }
}

fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Baseline => "baseline",
        Phase::Mid => "mid",
        Phase::End => "end",
    }
}

fn achieved(answer: Achieved) -> &'static str {
    match answer {
        Achieved::Yes => "yes",
        Achieved::Partly => "partly",
        Achieved::No => "no",
    }
}

fn yes_no(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}
