//! Statuses that are numbers: which of them are yes and no, and which only somebody knows who has
//! made the form.

use crate::ingest::columns::{Column, name_of};
use crate::ingest::date_orders::FileOrders;
use crate::ingest::question::ValueQuestion;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::values::answers::{Coding, StatusCodes};
use std::collections::BTreeMap;

/// Takes the numbers of each column of statuses for what all of them together say, or asks.
pub(super) fn decide(sheet: &Sheet, chunks: &[Chunk], orders: &mut FileOrders) {
    let mut codes: BTreeMap<usize, StatusCodes> = BTreeMap::new();
    for chunk in chunks.iter().filter(|chunk| chunk.file == sheet.file) {
        for (header, found) in &chunk.statuses {
            codes.entry(*header).or_default().merge(found);
        }
    }
    let width = sheet.layout.headers.len();
    codes.retain(|header, codes| codes.are_open(*header >= width));
    for (header, codes) in codes {
        orders.codings.insert(header, Coding::Unknown);
        orders.values.push(ValueQuestion {
            file: sheet.shown.clone(),
            column: Column::Status.to_string(),
            header: name_of(sheet.shape.titles(), header),
            values: codes.codes().map(|code| code.to_string()).collect(),
            readings: vec!["held", "missed", "cancelled", "scheduled"],
            until: "Until that is said, it is not known what became of these meetings, and none of \
                    them counts as held.",
        });
    }
}
