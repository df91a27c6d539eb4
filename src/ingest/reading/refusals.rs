//! Statuses that begin with a no and are not known, in a log that otherwise knows only meetings
//! held: without them everybody has always come.

use crate::ingest::columns::{Column, name_of};
use crate::ingest::question::ValueQuestion;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::NOT_A_STATUS;
use crate::programme::{Status, display_text};
use crate::values::answers;
use std::collections::BTreeSet;

/// What is to be asked about the statuses of a file.
pub(super) fn question(sheet: &Sheet, chunks: &[Chunk]) -> Option<ValueQuestion> {
    let chunks = || chunks.iter().filter(|chunk| chunk.file == sheet.file);
    let mut statuses = chunks().flat_map(|chunk| &chunk.sessions);
    if !statuses.all(|session| says_no_absence(session.status)) {
        return None;
    }
    let findings = chunks().flat_map(|chunk| &chunk.findings);
    let unknown = findings.filter(|finding| finding.trouble == NOT_A_STATUS);
    let mut refusals: BTreeSet<String> = BTreeSet::new();
    let mut column = None;
    for finding in unknown {
        let value = finding.value.trim();
        if let Some(header) = finding.header.filter(|_| answers::begins_with_no(value)) {
            column = Some(header);
            refusals.insert(display_text(value));
        }
    }
    Some(ValueQuestion {
        file: sheet.shown.clone(),
        column: Column::Status.to_string(),
        header: name_of(sheet.shape.titles(), column?),
        values: refusals.into_iter().collect(),
        readings: vec![
            "missed",
            "missed by mentee",
            "missed by mentor",
            "cancelled",
        ],
        until: "Until that is said, such meetings count neither as held nor as missed, and \
                attendance is too high.",
    })
}

/// Whether a status says nothing of a meeting that did not take place.
fn says_no_absence(status: Option<Status>) -> bool {
    use Status::{Held, Scheduled, Unknown};
    matches!(status, None | Some(Held | Scheduled | Unknown))
}
