//! The second sheet: what the list is, how to fill it in, and what its words mean.

use super::columns::Column;
use super::{MOST_PAIRS, SupportBook};
use crate::config::SupportThresholds;
use crate::measures::State;
use crate::programme::{display_text, gives_orders};
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

/// Widths of the two columns, in characters.
const WIDTHS: [f64; 2] = [24.0, 100.0];

pub(super) fn write(
    sheet: &mut Worksheet,
    book: &SupportBook<'_>,
    columns: &[Column],
) -> Result<(), XlsxError> {
    let plain = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    let bold = plain.clone().set_bold();
    for (at, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    for (row, line) in (0..).zip(lines(book, columns)) {
        let term = if line.is_heading { &bold } else { &plain };
        sheet.write_string_with_format(row, 0, &line.term, term)?;
        sheet.write_string_with_format(row, 1, line.text.replace(gives_orders, ""), &plain)?;
    }
    Ok(())
}

struct Line {
    term: String,
    text: String,
    is_heading: bool,
}

fn line(term: impl Into<String>, text: impl Into<String>) -> Line {
    Line {
        term: term.into(),
        text: text.into(),
        is_heading: false,
    }
}

fn heading(term: impl Into<String>, text: impl Into<String>) -> Line {
    Line {
        is_heading: true,
        ..line(term, text)
    }
}

fn lines(book: &SupportBook<'_>, columns: &[Column]) -> Vec<Line> {
    let mut lines = vec![
        heading(
            "Pairs that need support",
            format!("{}, as of {}", display_text(book.programme), book.date),
        ),
        line(
            "Confidential",
            "This names people. It is for those who look after the pairs.",
        ),
    ];
    let left = book.list.rows.len().saturating_sub(MOST_PAIRS);
    if left > 0 {
        lines.push(line(
            "Not all",
            format!("The first {MOST_PAIRS} pairs; support.csv has {left} more."),
        ));
    }
    if book.list.has_contacts() {
        let (followed, all) = (book.list.followed_up(), book.list.rows.len());
        let text = format!("{followed} of the {all} pairs, since they last met.");
        lines.push(line("Followed up", text));
    }
    let questions = book.list.questions();
    lines.extend(questions.map(|question| line("Records missing?", question)));
    let newest = book.newest.iter();
    lines.extend(newest.map(|(file, day)| line("Newest record", format!("{day} in {file}"))));
    lines.extend(how_to_fill_in(book.limits));
    lines.push(heading("States", ""));
    lines.extend(states(book.limits));
    lines.push(heading("Columns", ""));
    lines.extend(
        columns
            .iter()
            .map(|column| line(&*column.name, &*column.says)),
    );
    lines
}

fn how_to_fill_in(limits: &SupportThresholds) -> Vec<Line> {
    let days = limits.waiting_days;
    vec![
        heading("How to use it", ""),
        line(
            "1",
            "When you get in touch with a pair, fill in the last five columns of its row (yellow headers). Leave pair_id as it is.",
        ),
        line(
            "2",
            "Save the file and put it among the records that are read. It is never overwritten: a new list gets another name.",
        ),
        line(
            "3",
            format!(
                "On the next lists, a pair that was contacted in the last {days} days, or is snoozed until a later day, is listed as waiting, after the others. Its state does not change, and a contact never counts as a meeting."
            ),
        ),
        line(
            "4",
            "If you call a pair more than once, copy its row. Files of earlier weeks can stay among the records.",
        ),
    ]
}

fn states(limits: &SupportThresholds) -> Vec<Line> {
    let SupportThresholds {
        never_started_days,
        stalled_days,
        stalled_ratio,
        watch_ratio,
        overdue_days,
        watch_signals,
        ..
    } = limits;
    let says = [
        (
            State::NeverStarted,
            format!(
                "No meeting is recorded, and the pair began at least {never_started_days} days ago, or nobody knows when."
            ),
        ),
        (
            State::Stalled,
            format!(
                "No recorded meeting for at least {stalled_days} days and for more than {stalled_ratio} times the pair's own usual gap; \
                 {watch_ratio} times are enough if the agreed next meeting is more than {overdue_days} days overdue."
            ),
        ),
        (
            State::Watch,
            format!(
                "No recorded meeting for more than {watch_ratio} times the pair's own usual gap, or the agreed next meeting is more than \
                 {overdue_days} days overdue, or at least {watch_signals} other reasons."
            ),
        ),
    ];
    let states = says.into_iter();
    states
        .map(|(state, says)| line(state.title(), says))
        .collect()
}
