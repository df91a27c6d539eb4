//! Which files are exports of one table, made on different days.

use crate::ingest::chronology::made_on;
use crate::ingest::sheet::Sheet;
use crate::programme::fold;
use std::path::Path;

/// Whether two files may be exports of one table: they have the same headers, or are called
/// alike but for a day.
pub(super) fn are_kin(one: &Sheet, other: &Sheet) -> bool {
    one.plan.responses.fingerprint == other.plan.responses.fingerprint
        || line(&one.shown).is_some_and(|name| line(&other.shown) == Some(name))
}

/// The name of a file without its numbers, where a day stands in it.
pub(super) fn line(shown: &str) -> Option<String> {
    made_on(shown)?;
    let name = Path::new(shown).file_name()?.to_string_lossy().into_owned();
    let folded = fold(&name);
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = folded.split(' ').filter(|word| !is_number(word));
    Some(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_one_line_are_called_alike_but_for_a_day() {
        let march = line("a/sessions 2026-03-31.csv");
        assert_eq!(march.as_deref(), Some("sessions csv"));
        assert_eq!(march, line("b/Sessions_20260630.csv"));
        assert_eq!(march, line("sessions-2026-06-30-10-15-00.csv"));
        assert_ne!(march, line("mentors sessions 2026-03-31.csv"));
        assert_eq!(line("sessions Q1.csv"), None);
    }
}
