//! Meetings that count as held, and of which a cell makes that doubtful: said once for a column.

use crate::ingest::columns::name_of;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{Finding, LENGTH_OF_ZERO, SPEAKS_OF_CALLED_OFF};
use crate::programme::display_text;
use std::collections::BTreeSet;

/// What makes it doubtful.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    Speaks,
    Zero,
}

impl Doubt {
    fn of(finding: &Finding) -> Option<Self> {
        match finding.trouble {
            SPEAKS_OF_CALLED_OFF => Some(Self::Speaks),
            LENGTH_OF_ZERO => Some(Self::Zero),
            _ => None,
        }
    }

    /// Without the number of rows, which a report on few pairs must not give: the ledger has them.
    fn sentence(self, title: &str) -> String {
        let what = match self {
            Self::Speaks => "speaks of a meeting that was cancelled, missed or moved",
            Self::Zero => "gives a length of 0",
        };
        format!(
            "in some rows `{title}` {what}, and no status says whether it was held: they count as \
             meetings that were held. If that is wrong, give the file a column status"
        )
    }
}

/// What has to stand above every figure of such meetings, for each column once.
pub(super) fn cautions(sheets: &[Sheet], chunks: &[Chunk]) -> Vec<String> {
    let findings = chunks.iter().flat_map(|chunk| &chunk.findings);
    let doubts = findings.filter_map(|finding| {
        let doubt = Doubt::of(finding)?;
        Some((finding.origin.file, finding.header?, doubt))
    });
    let columns: BTreeSet<(u16, usize, Doubt)> = doubts.collect();
    let caution = |(file, header, doubt): (u16, usize, Doubt)| {
        let sheet = &sheets[usize::from(file)];
        let title = display_text(&name_of(sheet.shape.titles(), header));
        let shown = display_text(&sheet.shown);
        format!("{shown}: {}", doubt.sentence(&title))
    };
    columns.into_iter().map(caution).collect()
}
