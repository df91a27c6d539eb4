//! Files of pauses: `Pair ID, From, To, Reason` in a file that is called so, or `Leave from`, `Leave
//! until`. Their days are those between which a pair rests, not its first and its last.

use super::Draft;
use crate::ingest::columns::{self, Column};
use crate::programme::{Table, display_text, fold};

/// Words of such files and of such headers, as they begin.
const RESTS: [&str; 18] = [
    "paus",
    "pauz",
    "sospes",
    "leave",
    "break",
    "absence",
    "hold",
    "suspen",
    "ruhe",
    "unterbrech",
    "interrup",
    "urlaub",
    "elternzeit",
    "verlof",
    "ferie",
    "vacation",
    "holiday",
    "sabbatical",
];

/// The first and the last word of headers of the days between which something lasts.
const FROM: [&str; 13] = [
    "from", "start", "starts", "started", "begin", "begins", "since", "von", "ab", "du", "desde",
    "van", "dal",
];
const UNTIL: [&str; 18] = [
    "to", "until", "till", "end", "ends", "ended", "through", "bis", "au", "hasta", "ate", "tot",
    "back", "return", "al", "fino", "ende", "fin",
];

/// Names the days of such a file, and takes what it says of the pauses for nothing of the pairs.
pub(super) fn name(draft: &mut Draft) {
    let is_named = speaks_of_rest(&draft.titles_above);
    let days = |words: &[&str]| {
        let columns = 0..draft.headers.len();
        let found = columns.filter(|at| {
            let title = fold(&draft.headers[*at]);
            has_one_of(&title, words)
                && (is_named || speaks_of_rest(&title))
                && draft.holds_days(*at)
        });
        found.collect::<Vec<_>>()
    };
    let (from, until) = (days(&FROM), days(&UNTIL));
    let ([from], [until]) = (from.as_slice(), until.as_slice()) else {
        return;
    };
    let named = [(*from, Column::PausedFrom), (*until, Column::PausedUntil)];
    let is_known = named.iter().all(|(at, column)| {
        let meanings = columns::meanings(&draft.names[*at], Table::Pairs);
        meanings.first() == Some(column)
    });
    if is_known || from == until || !is_of_pauses_alone(draft, [*from, *until]) {
        return;
    }
    for (at, column) in named {
        column.to_string().clone_into(&mut draft.names[at]);
    }
    draft.notes.push(format!(
        "`{}` and `{}` are the days between which pairs rest",
        display_text(&draft.headers[*from]),
        display_text(&draft.headers[*until])
    ));
    for at in 0..draft.headers.len() {
        let meaning = columns::meaning(&draft.names[at], Table::Pairs);
        if matches!(meaning, Some(Column::ClosureReason | Column::MentoringType)) {
            draft.names[at] = format!("pause: {}", draft.headers[at]);
        }
    }
}

/// Whether a text has a word of a time in which a pair rests.
pub(in crate::ingest) fn speaks_of_rest(text: &str) -> bool {
    columns::speaks_of(text, &RESTS)
}

/// Whether a header is that of the beginning of something.
pub(in crate::ingest) fn says_from(header: &str) -> bool {
    has_one_of(&fold(header), &FROM)
}

/// Whether a header is that of the end of something.
pub(in crate::ingest) fn says_until(header: &str) -> bool {
    has_one_of(&fold(header), &UNTIL)
}

fn has_one_of(folded: &str, words: &[&str]) -> bool {
    folded.split(' ').any(|word| words.contains(&word))
}

/// Whether no other column says when pairs begin or end, and none tells of meetings or goals.
fn is_of_pauses_alone(draft: &Draft, days: [usize; 2]) -> bool {
    let others = (0..draft.headers.len()).filter(|at| !days.contains(at));
    let mut names = others.map(|at| &draft.names[at]);
    !names.any(|name| {
        let first = |table| columns::meaning(name, table);
        first(Table::Pairs).is_some_and(columns::is_day_of_pair)
            || first(Table::Sessions)
                .is_some_and(|column| column == Column::Date || column == Column::Minutes)
            || first(Table::Goals).is_some_and(|column| column == Column::Text)
    })
}
