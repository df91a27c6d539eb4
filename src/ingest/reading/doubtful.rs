//! Meetings that count as held, and of which a cell makes that doubtful: said once for a column.

use crate::ingest::columns::name_of;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{Finding, LENGTH_OF_ZERO, SPEAKS_OF_CALLED_OFF};
use crate::programme::display_text;
use std::collections::BTreeMap;

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

    fn sentence(self, rows: usize, title: &str) -> String {
        let (rows, counts) = match rows {
            1 => ("1 row".to_owned(), "it counts as a meeting that was held"),
            rows => (
                format!("{rows} rows"),
                "they count as meetings that were held",
            ),
        };
        let what = match self {
            Self::Speaks => "speaks of a meeting that was cancelled, missed or moved",
            Self::Zero => "gives a length of 0",
        };
        format!(
            "in {rows} `{title}` {what}, and no status says whether it was held: {counts}. If that is \
             wrong, give the file a column status"
        )
    }
}

/// What has to stand above every figure of such meetings, for each column once.
pub(super) fn cautions(sheets: &[Sheet], chunks: &[Chunk]) -> Vec<String> {
    let mut rows: BTreeMap<(u16, usize, Doubt), usize> = BTreeMap::new();
    for finding in chunks.iter().flat_map(|chunk| &chunk.findings) {
        if let (Some(doubt), Some(header)) = (Doubt::of(finding), finding.header) {
            *rows
                .entry((finding.origin.file, header, doubt))
                .or_default() += 1;
        }
    }
    let caution = |((file, header, doubt), rows): ((u16, usize, Doubt), usize)| {
        let sheet = &sheets[usize::from(file)];
        let title = display_text(&name_of(sheet.shape.titles(), header));
        format!(
            "{}: {}",
            display_text(&sheet.shown),
            doubt.sentence(rows, &title)
        )
    };
    rows.into_iter().map(caution).collect()
}
