//! The programme as three systems and two lists would export it: a register kept in a spreadsheet,
//! session records from a platform, forms from a survey tool, goals, actions and ideas from lists;
//! with the configuration that a programme would write and a read-me that says what it all is.
//!
//! Made in memory: samples are for people to look at, so some hundred pairs.

mod lists;
mod platform;
mod quirks;
mod register;
mod survey;

#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::plan::SimulationPlan;
use super::records::{Simulated, Status};
use super::simulate;
use super::truth::TruthFile;

/// Writes the programme into `dir` (made if it is not there): `register.csv`,
/// `platform-sessions.csv`, `survey-evaluations.csv`, `goals.csv`, `actions.csv`,
/// `partnership-ideas.csv`, `contacts.csv`, `mentorstat.toml`, `README.md`, and apart from these `truth/truth.csv`.
/// Files of these names are overwritten. Gives the paths written, truth last.
///
/// # Errors
///
/// Whatever keeps the folder or a file from being written; files begun until then stay behind.
pub fn write_sample(plan: &SimulationPlan, dir: &Path) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(dir)?;
    let mut programme = simulate(plan);
    let truth = write_truth(&programme, dir)?;
    quirks::add(&mut programme);
    let paths = [
        register::write(&programme, dir)?,
        platform::write(&programme, dir)?,
        survey::write(&programme, dir)?,
        lists::write_goals(&programme, dir)?,
        lists::write_actions(&programme, dir)?,
        lists::write_partnerships(&programme, dir)?,
        lists::write_contacts(&programme, dir)?,
        write_text(dir, "mentorstat.toml", &configuration(plan))?,
        write_text(dir, "README.md", &read_me(plan, &programme))?,
        truth,
    ];
    Ok(paths.to_vec())
}

fn write_truth(programme: &Simulated, dir: &Path) -> io::Result<PathBuf> {
    let mut file = TruthFile::create(dir)?;
    file.write(&programme.truth)?;
    file.finish()
}

fn write_text(dir: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let path = dir.join(name);
    fs::write(&path, text)?;
    Ok(path)
}

fn configuration(plan: &SimulationPlan) -> String {
    let programme = toml::Value::String(plan.programme.clone()).to_string();
    include_str!("mentorstat.toml")
        .replace("{programme}", &programme)
        .replace("{as_of}", &plan.as_of.to_string())
        .replace("{no_show}", platform::status(Status::MissedByMentee))
        .replace("{last_item}", survey::REVERSED_ITEM)
        .replace(
            "{items}",
            &survey::SCALE
                .map(|item| format!("    \"{item}\",\n"))
                .concat(),
        )
}

fn read_me(plan: &SimulationPlan, programme: &Simulated) -> String {
    include_str!("readme.md")
        .replace("{programme}", &plan.programme)
        .replace("{seed}", &plan.seed.to_string())
        .replace("{pairs}", &plan.pairs.to_string())
        .replace("{cohorts}", &plan.cohorts.len().to_string())
        .replace("{sites}", &plan.sites.len().to_string())
        .replace("{from}", &plan.from.to_string())
        .replace("{as_of}", &plan.as_of.to_string())
        .replace(
            "{sessions}",
            &(programme.sessions.len() + quirks::BROKEN_DATES.len() + 1).to_string(),
        )
        .replace("{forms}", &(programme.evaluations.len() + 1).to_string())
}

/// A word with a capital first letter, as spreadsheets have them.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
