//! What changed since an earlier list, for people.

use super::Seen;
use super::table::people;
use crate::cli::terminal::{Paint, Terminal};
use crate::cli::words::count;
use crate::programme::display_text;
use crate::summary::{Gone, ListChange, ListChanges, ListPart};
use std::fmt::{self, Write as _};

/// How many of all that were asked for are new, still there, and gone.
pub(super) fn summary(seen: &Seen, changes: &ListChanges) -> String {
    let of = |wanted| {
        let rows = seen.all.rows.iter();
        rows.filter(move |row| changes.of(row) == wanted)
    };
    let waiting = of(ListChange::Still).filter(|row| row.part() == ListPart::Waiting);
    let recovered = changes.gone.iter().filter(|gone| gone.has_recovered());
    format!(
        "Since {}: {} new on the list, {} still on it ({} waiting), {} gone from it ({} recovered).",
        changes.since,
        of(ListChange::New).count(),
        of(ListChange::Still).count(),
        waiting.count(),
        changes.gone.len(),
        recovered.count(),
    )
}

/// The pairs that are not on the list any more.
pub(super) fn gone(text: &mut String, changes: &ListChanges, terminal: Terminal) -> fmt::Result {
    if changes.gone.is_empty() {
        return Ok(());
    }
    let pairs = count(changes.gone.len() as u64, "pair");
    let heading = format!("No longer on the list: {pairs}");
    writeln!(text, "{}", terminal.paint(Paint::Bold, &heading))?;
    for gone in &changes.gone {
        let line = format!(
            "{} · {} · {}",
            display_text(&gone.was.pair_id),
            people(&gone.was),
            became(gone)
        );
        for line in terminal.indented(2, &line) {
            writeln!(text, "{line}")?;
        }
    }
    writeln!(text)
}

fn became(gone: &Gone) -> String {
    let was = gone.was.state.title();
    let now = gone
        .state
        .map_or("not known any more", |state| state.title());
    match gone.last_contact {
        Some(day) if gone.has_recovered() => {
            format!("recovered: was “{was}”, is “{now}”, last met {day}")
        }
        _ => format!("was “{was}”, is “{now}”"),
    }
}
