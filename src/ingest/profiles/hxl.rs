//! A row of HXL tags (`#date`, `#adm1+name`) below the header, as `KoboToolbox` writes it.

use super::{Heading, Profile, filled, joined};
use csv::ByteRecord;

/// The heading, if the second row holds tags and nothing else.
pub(super) fn heading(records: &[ByteRecord]) -> Option<Heading> {
    let [header, tags, ..] = records else {
        return None;
    };
    let cells = filled(tags);
    if cells.is_empty() || !cells.iter().all(|cell| is_tag(cell)) {
        return None;
    }
    let headers = joined(std::slice::from_ref(header));
    Some(Heading {
        profile: Profile::of_headers(&headers),
        rows: 2,
        headers,
    })
}

/// Tags begin with a letter; `#1` is a number of something.
fn is_tag(cell: &str) -> bool {
    cell.strip_prefix('#')
        .is_some_and(|tag| tag.starts_with(|first: char| first.is_ascii_alphabetic()))
}
