//! The manager's report: how effective the programme is, in the order in which a board reads.
//!
//! One file per section. Every section is made from the [`Brief`] and says what is missing where
//! it has nothing to say. No names, ids or free text come in: the summary holds none.

mod brief;
mod cohorts;
mod continuity;
mod definitions;
mod experience;
mod findings;
mod foundations;
mod glance;
mod goal_pictures;
mod goals;
mod key_figures;
mod meetings;
mod new_goals;
mod pictures;
mod printed;
mod reach;
mod records;
mod said;
mod stages;
mod title;
mod year_before;

pub use brief::{Audience, Brief};
pub(super) use pictures::{LEAST_AT_RISK, begins_late, curve, drawn};
pub use printed::{Printed, PrintedFigure, Since};
pub use records::{Records, UnclearSessions};
pub(super) use said::tally;
pub(super) use title::{block as title_block, filters, notices_of_records, version};

/// What the measures mean, as a section of the appendix.
pub(super) fn definitions(brief: &Brief<'_>) -> super::document::Section {
    definitions::definitions(brief)
}

use super::document::{Block, Document, Place, Section};

/// Sections without a figure that rests on meetings held.
const WITHOUT_MEETINGS: [&str; 6] = [
    "notes",
    "experience",
    "foundations",
    "definitions",
    "methods",
    "inputs",
];

/// The whole report.
#[must_use]
pub fn compose(brief: &Brief<'_>) -> Document {
    let mut sections = vec![glance::section(brief)];
    sections.extend(title::notes(brief));
    for topic in [
        goals::sections,
        meetings::sections,
        stages::sections,
        new_goals::sections,
        continuity::sections,
        experience::sections,
        cohorts::sections,
        foundations::sections,
        definitions::sections,
    ] {
        sections.extend(topic(brief));
    }
    warn_of_unclear_status(brief, &mut sections);
    // The sort is stable: body and appendix keep the order of their topics.
    sections.sort_by_key(|section| section.place == Place::Appendix);
    Document {
        title: title::block(brief),
        sections,
    }
    .without_empty_figures()
}

fn warn_of_unclear_status(brief: &Brief<'_>, sections: &mut [Section]) {
    let Some(caution) = title::caution(brief) else {
        return;
    };
    let rests_on_meetings =
        |section: &&mut Section| !WITHOUT_MEETINGS.iter().any(|id| section.id.starts_with(id));
    for section in sections.iter_mut().filter(rests_on_meetings) {
        section.blocks.insert(0, Block::Note(caution.clone()));
    }
}
