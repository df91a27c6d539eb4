//! What the names of files and sheets say about which repeat belongs to which form.

use super::parents::Repeat;
use crate::ingest::sheet::Sheet;
use crate::programme::fold;
use std::path::Path;

/// The name of a repeat without that of its form, which it carries on.
pub(super) fn own_name(sheets: &[Sheet], repeat: &Repeat) -> Option<String> {
    let [form] = repeat.parents.as_slice() else {
        return None;
    };
    let (own, form) = (
        fold(&name(&sheets[repeat.child])),
        fold(&name(&sheets[*form])),
    );
    let rest = own.strip_prefix(&form)?.trim_start();
    (begins_with(&own, &form) && !rest.is_empty()).then(|| rest.to_owned())
}

/// What a file is called without ending, or a sheet.
pub(super) fn name(sheet: &Sheet) -> String {
    let container = sheet.container.as_deref().unwrap_or_default();
    let own = sheet.shown.strip_prefix(container).unwrap_or(&sheet.shown);
    let own = own.strip_prefix('#').unwrap_or(own);
    if sheet.text.is_sheet() {
        return own.to_owned();
    }
    let own = own.rsplit('/').next().unwrap_or(own);
    let own = own.strip_suffix(".gz").unwrap_or(own);
    let stem = Path::new(own).file_stem();
    stem.map_or_else(
        || own.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// The folder of a file.
pub(super) fn folder(sheet: &Sheet) -> &str {
    sheet
        .shown
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// Whether a sheet is called so; names of sheets are cut at 31 characters, the last of them `...`.
pub(super) fn is_name(sheet: &str, folded: &str) -> bool {
    const SHORTEST_CUT: usize = 28;
    let kept = sheet.split("...").next().unwrap_or(sheet);
    let is_cut = sheet.chars().count() >= SHORTEST_CUT && kept.chars().count() * 2 >= SHORTEST_CUT;
    fold(sheet) == folded || (is_cut && folded.starts_with(&fold(kept)))
}

/// Whether a folded name begins with the words of another.
pub(super) fn begins_with(name: &str, beginning: &str) -> bool {
    let rest = name.strip_prefix(beginning);
    !beginning.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_called_so_also_where_its_name_was_cut() {
        let is_called = |sheet, table| is_name(sheet, &fold(table));
        assert!(is_called("Visits", "visits"));
        assert!(!is_called("Visits", "Visits of mentors"));
        let cut = "Visits of all mentors in ...";
        assert!(is_called(cut, "Visits of all mentors in the north"));
        assert!(!is_called(cut, "Visits of all mentees in the north"));
        assert!(!is_called("...........................", "Visits"));
    }

    #[test]
    fn a_name_begins_with_whole_words_of_another() {
        assert!(begins_with("visit goals", "visit"));
        assert!(begins_with("visit", "visit"));
        assert!(!begins_with("visits goals", "visit"));
        assert!(!begins_with("visit", ""));
    }
}
