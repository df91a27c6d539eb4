//! Events that a calendar calls cancelled, before their names: “Canceled: Mentoring Ann/Bo”. Their
//! beginning and end are still those that were planned.

use super::alone::{denies_status, free};
use super::headers::WORDS;
use crate::ingest::sheet::Sheet;
use crate::programme::fold;

/// The columns of a log with the names of events; none where the configuration says that it has no
/// status.
pub(in crate::ingest) fn events(sheet: &Sheet) -> Vec<usize> {
    if denies_status(sheet) {
        return Vec::new();
    }
    let names_events = |title: &str| WORDS.calendar.headers.contains(&fold(title));
    let columns = free(sheet).filter(|(_, title)| names_events(title));
    columns.map(|(header, _)| header).collect()
}

/// Whether a calendar says before the name of an event that it is cancelled.
pub(in crate::ingest) fn cancelled_event(name: &str) -> bool {
    const LONGEST: usize = 24;
    let mark = name.find([':', '：']).filter(|at| *at <= LONGEST);
    mark.is_some_and(|at| WORDS.calendar.cancelled.contains(&fold(&name[..at])))
}

#[cfg(test)]
mod tests {
    use super::cancelled_event;

    #[test]
    fn only_what_stands_before_the_name_cancels_an_event() {
        for name in [
            "Canceled: Mentoring Ann/Bo",
            "Cancelled: Mentoring",
            "Abgesagt: Mentoring",
            "Annulé : mentorat",
            "Annulée : séance",
            "Cancelado: mentoría",
            "Geannuleerd: gesprek",
            "CANCELED:",
        ] {
            assert!(cancelled_event(name), "{name}");
        }
        for name in [
            "Mentoring: cancelled trip",
            "Cancelled trip: what now",
            "Mentoring Ann/Bo",
            "Cancelled",
            "",
            "FW: notes",
        ] {
            assert!(!cancelled_event(name), "{name}");
        }
    }
}
