//! Synthetic programmes of any size, with the truth behind every record.
//!
//! A [`SimulationPlan`] says what the programme is to be like. [`simulate`] makes it in memory,
//! [`write_tidy`] writes it pair by pair as CSV with canonical columns (any size, constant memory),
//! [`write_sample`] writes it as a spreadsheet, a platform and a survey tool would have exported it.
//!
//! Each pair is made in the same order: the course of the relationship (`life`), its meetings
//! (`meetings`), its goals (`goals`), and only then what people wrote down about them
//! (`sessions`, `forms`, `follow_up`), and whom the coordinators called (`contacts`). The same plan gives the same bytes on every machine:
//! random numbers are integers from streams of our own (`rng`), and no function is used whose last
//! bit depends on the machine.
//!
//! Nothing here knows how records are read or measured, so the truth is independent of both.

mod calendar;
mod contacts;
mod course;
mod follow_up;
mod forms;
mod goals;
mod life;
mod line;
mod meetings;
mod names;
mod plan;
mod records;
mod register;
mod rng;
mod roster;
mod sample;
mod sessions;
mod stretch;
mod tidy;
mod truth;
mod wording;

#[cfg(test)]
mod tests;

pub use plan::{Behaviour, BehaviourMix, Cohort, Rates, SimulationPlan, Site};
pub use records::{
    Achieved, ActionRow, ContactRow, Ending, EvaluationRow, GoalRow, GoalStatus, NeedsAnalysis,
    PairRow, PairTruth, PartnershipRow, Phase, Respondent, SCALE_ITEMS, SessionRow, Simulated,
    Status, Text,
};
pub use sample::write_sample;
pub use tidy::write_tidy;
pub use truth::truth_file;

/// The whole programme in memory, about half a kilobyte per session record; for sizes that do not fit,
/// [`write_tidy`].
#[must_use]
pub fn simulate(plan: &SimulationPlan) -> Simulated {
    let mut programme = Simulated::default();
    for course in course::courses(plan) {
        programme.append(course);
    }
    programme
}
