//! The stage of each meeting, under a header that is not known.

use super::{Overlooked, Said, doubt, lacks, read_as};
use crate::ingest::columns::{Column, Recognition};
use crate::ingest::doubt::Sample;
use crate::programme::{StageModel, Table, built_in_stage_models};

/// A column in which every cell is the title of a stage of one model can be nothing else. What
/// meetings themselves are called (first, final) is told by the meetings.
pub(super) fn stage(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Sessions, Column::Stage);
    if !lacks(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return;
    }
    let models = built_in_stage_models();
    let tells = |at: &usize| {
        let mut recorded = models.iter().filter(|model| !model.can_be_derived());
        recorded.any(|model| are_stages(model, sample.cells(*at)))
    };
    let headers: Vec<usize> = said.unread(recognition, sample).filter(tells).collect();
    if let [header] = headers[..] {
        let what = "the stage of each meeting, since every cell of it is one";
        read_as(what, wanted, (sample, header), recognition, found);
    } else {
        found.doubts.extend(doubt(wanted, &headers, sample, false));
    }
}

/// Whether every cell is the title of a stage, and there are several of them.
fn are_stages<'a>(model: &StageModel, cells: impl Iterator<Item = &'a str>) -> bool {
    let ranks: Option<Vec<u8>> = cells.map(|cell| model.rank_by_name(cell)).collect();
    ranks.is_some_and(|ranks| ranks.iter().any(|rank| *rank != ranks[0]))
}
