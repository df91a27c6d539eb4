//! The list for people, fitted to the width of the terminal.

use super::{Seen, changes};
use crate::cli::terminal::{Paint, Terminal, fitted};
use crate::cli::words::count;
use crate::measures::State;
use crate::programme::display_text;
use crate::report::support::{MEETINGS_WANTED, UNKNOWN};
use crate::summary::{ListChange, ListPart, SupportList, SupportRow};
use console::measure_text_width;
use std::fmt::{self, Write as _};

/// Spaces between two columns.
const GAP: usize = 2;

/// Ids longer than this are cut.
const LONGEST_ID: usize = 16;

/// Widths from which cohort and site have columns of their own.
const ROOM_FOR_COHORT: usize = 104;
const ROOM_FOR_SITE: usize = 124;

/// The whole of what is printed.
pub(super) fn text(seen: &Seen, terminal: Terminal) -> Result<String, fmt::Error> {
    let mut text = String::new();
    for question in seen.list.questions() {
        lines(&mut text, &terminal.indented(0, &question))?;
    }
    lines(&mut text, &terminal.indented(0, &totals(seen)))?;
    if seen.list.has_contacts() {
        let (followed, all) = (seen.list.followed_up(), seen.list.rows.len());
        let told = format!("Followed up since they last met: {followed} of {all}.");
        lines(&mut text, &terminal.indented(0, &told))?;
    }
    if let Some(changes) = &seen.changes {
        let summary = changes::summary(seen, changes);
        lines(&mut text, &terminal.indented(0, &summary))?;
    }
    writeln!(text)?;
    if !seen.list.rows.is_empty() {
        rows(&mut text, seen, terminal)?;
    }
    if let Some(changes) = &seen.changes {
        changes::gone(&mut text, changes, terminal)?;
    }
    Ok(text)
}

fn lines(text: &mut String, lines: &[String]) -> fmt::Result {
    lines.iter().try_for_each(|line| writeln!(text, "{line}"))
}

/// "12 pairs need support: 2 never started, 7 stalled, 3 watch; 4 of them are waiting."
fn totals(seen: &Seen) -> String {
    let rows = &seen.list.rows;
    let is_cut = rows.len() < seen.all.rows.len();
    let shown = if seen.narrowed { " shown" } else { "" };
    if !seen.is_known {
        return format!("{UNKNOWN} {MEETINGS_WANTED}");
    }
    if rows.is_empty() && !is_cut {
        return format!(
            "No pair needs support{}.",
            if seen.narrowed {
                " among those asked for"
            } else {
                ""
            }
        );
    }
    let states = [State::NeverStarted, State::Stalled, State::Watch];
    let states = states.into_iter().filter_map(|state| {
        let pairs = rows.iter().filter(|row| row.state == state).count();
        (pairs > 0).then(|| format!("{pairs} {}", state.title().to_lowercase()))
    });
    let of_part = |part| rows.iter().filter(|row| row.part() == part).count();
    let parts = [
        (of_part(ListPart::Waiting), "waiting"),
        (of_part(ListPart::Close), "perhaps ended unrecorded"),
    ];
    let parts = parts.into_iter().filter(|(pairs, _)| *pairs > 0);
    let parts: Vec<String> = parts
        .map(|(pairs, what)| format!("; {pairs} of them {what}"))
        .collect();
    let parts = parts.concat();
    let states = states.collect::<Vec<_>>().join(", ");
    if is_cut {
        let all = count(seen.all.rows.len() as u64, "pair");
        return format!(
            "The first {} of {all} that need support: {states}{parts}.",
            rows.len()
        );
    }
    let verb = if rows.len() == 1 { "needs" } else { "need" };
    format!(
        "{}{shown} {verb} support: {states}{parts}.",
        count(rows.len() as u64, "pair"),
    )
}

/// A column of the table.
struct Column {
    title: &'static str,
    width: usize,
    cell: fn(&SupportRow) -> String,
}

fn rows(text: &mut String, seen: &Seen, terminal: Terminal) -> fmt::Result {
    let columns = columns(&seen.list, terminal.width);
    let titles = columns
        .iter()
        .map(|column| fitted(column.title, column.width));
    let titles: Vec<_> = titles.collect();
    let heading = titles.join("  ");
    writeln!(text, "{}", terminal.paint(Paint::Bold, heading.trim_end()))?;
    let mut part = ListPart::Call;
    for (at, row) in seen.list.rows.iter().enumerate() {
        if row.part() != part {
            part = row.part();
            let heading = terminal.paint(Paint::Bold, part_title(part));
            // Between pairs there is an empty line already.
            let above = if at == 0 { "\n" } else { "" };
            writeln!(text, "{above}{heading}\n")?;
        }
        writeln!(text, "{}", line(&columns, row, terminal))?;
        details(text, seen, row, (columns[0].width + GAP, terminal))?;
    }
    Ok(())
}

const fn part_title(part: ListPart) -> &'static str {
    match part {
        ListPart::Call => "To call",
        ListPart::Waiting => "Waiting: somebody has been in touch with these",
        ListPart::Close => "Close these? They may have ended unrecorded",
    }
}

fn columns(list: &SupportList, width: usize) -> Vec<Column> {
    let widest = |cell: fn(&SupportRow) -> String| {
        let cells = list.rows.iter().map(|row| measure_text_width(&cell(row)));
        cells.max().unwrap_or(0)
    };
    let rank: fn(&SupportRow) -> String = |row| row.rank.to_string();
    let id: fn(&SupportRow) -> String = |row| display_text(&row.pair_id);
    let column = |title, width, cell| Column { title, width, cell };
    let mut columns = vec![
        column("#", widest(rank).max(2), rank),
        column("Pair", widest(id).clamp(4, LONGEST_ID), id),
        column("Mentor", 0, |row| name(row.mentor.as_deref())),
        column("Mentee", 0, |row| name(row.mentee.as_deref())),
    ];
    if width >= ROOM_FOR_COHORT {
        columns.push(column("Cohort", 14, |row| name(row.cohort.as_deref())));
    }
    if width >= ROOM_FOR_SITE && list.rows.iter().any(|row| row.site.is_some()) {
        columns.push(column("Site", 14, |row| name(row.site.as_deref())));
    }
    columns.push(column("State", 13, |row| row.state.title().to_owned()));
    columns.push(column("Last met", 10, |row| {
        row.last_contact
            .map_or_else(|| "never".to_owned(), |day| day.to_string())
    }));
    share_out(&mut columns, width);
    columns
}

/// The people get the room that the other columns leave.
fn share_out(columns: &mut [Column], width: usize) {
    let gaps = GAP * (columns.len() - 1);
    let taken: usize = columns.iter().map(|column| column.width).sum();
    let room = width.saturating_sub(taken + gaps) / 2;
    for column in columns.iter_mut().filter(|column| column.width == 0) {
        column.width = room.clamp(8, 28);
    }
}

fn name(name: Option<&str>) -> String {
    name.map_or_else(|| "?".to_owned(), display_text)
}

/// "Anna Ek and Bo Li".
pub(super) fn people(row: &SupportRow) -> String {
    format!(
        "{} and {}",
        name(row.mentor.as_deref()),
        name(row.mentee.as_deref())
    )
}

fn line(columns: &[Column], row: &SupportRow, terminal: Terminal) -> String {
    let cells = columns.iter().map(|column| {
        let cell = fitted(&(column.cell)(row), column.width);
        match column.title {
            "State" => terminal.paint(colour(row), &cell),
            "Pair" => terminal.paint(Paint::Bold, &cell),
            _ => cell,
        }
    });
    let line = cells.collect::<Vec<_>>().join("  ");
    line.trim_end().to_owned()
}

const fn colour(row: &SupportRow) -> Paint {
    match (row.part(), row.state) {
        (ListPart::Call, State::Watch) => Paint::Yellow,
        (ListPart::Call, _) => Paint::Red,
        _ => Paint::Cyan,
    }
}

/// Why the pair is on the list, what it last wrote, and what to do.
fn details(
    text: &mut String,
    seen: &Seen,
    row: &SupportRow,
    (indent, terminal): (usize, Terminal),
) -> fmt::Result {
    let reasons = row.reasons.iter();
    let mut told: Vec<String> = reasons.map(|reason| reason.text.clone()).collect();
    if let Some(changes) = &seen.changes
        && changes.of(row) == ListChange::New
    {
        told.insert(0, format!("new since {}", changes.since));
    }
    // Of pairs that wait, the reasons say so.
    let spoken = row
        .followed_up_on
        .filter(|day| row.waiting.is_none() && row.last_contact.is_none_or(|last| last < *day));
    told.extend(spoken.map(|day| format!("last contacted on {day}, and no meeting since")));
    let attempts = count(row.failed_attempts as u64, "failed attempt");
    told.extend((row.failed_attempts > 0).then(|| format!("{attempts} to reach them")));
    let issue = row.last_issue.as_ref();
    told.extend(issue.map(|issue| format!("last issue: {issue}")));
    let actions = row.last_actions.as_ref();
    told.extend(actions.map(|actions| format!("last actions: {actions}")));
    for line in &told {
        lines(text, &terminal.indented(indent, &display_text(line)))?;
    }
    if let Some(step) = &row.suggested_step {
        let step = format!("→ {}", display_text(step));
        lines(text, &terminal.indented(indent, &step))?;
    }
    writeln!(text)
}
