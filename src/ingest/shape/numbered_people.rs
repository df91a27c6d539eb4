//! Several people of one side in columns of their own: `Mentee 1`, `Mentee 2`.

use super::people::asked;
use super::{Draft, Making};
use crate::programme::{display_text, fold};
use crate::values::{answers, is_missing};

/// Several people of one side in numbered columns (`Mentee 1`, `Mentee 2`): each of them is meant.
/// Where other columns come in numbers, too, the row may be of several pairs.
pub(super) fn join(draft: &mut Draft, title: &str) {
    let party = title.to_lowercase();
    let numbered = |column: usize| {
        let rest = asked(draft, column).strip_prefix(&party)?.to_owned();
        let digits = rest.trim_start_matches("name").trim_end_matches("name");
        let number = if digits.is_empty() {
            Some(1)
        } else {
            digits.parse().ok()
        };
        number.filter(|number| (1..=MOST_PEOPLE).contains(number))
    };
    let columns = (0..draft.headers.len()).filter(|column| !draft.names[*column].is_empty());
    let mut people: Vec<(u8, usize)> = columns
        .filter_map(|column| Some((numbered(column)?, column)))
        .collect();
    people.sort_unstable();
    let in_turn = people
        .iter()
        .zip(1..)
        .all(|((number, _), turn)| *number == turn);
    let columns: Vec<usize> = people.into_iter().map(|(_, column)| column).collect();
    let are_people = columns.iter().all(|column| holds_names(draft, *column));
    if columns.len() < 2 || !in_turn || !are_people || has_other_numbers(draft, &columns) {
        return;
    }
    let is_surname = asked(draft, columns[0]) == party && are_halves(draft, &columns);
    if is_surname {
        return;
    }
    let titles =
        [columns[0], columns[columns.len() - 1]].map(|at| display_text(&draft.headers[at]));
    draft.notes.push(format!(
        "`{}` to `{}` name several people of a row: it counts for each of them",
        titles[0], titles[1]
    ));
    for column in &columns {
        draft.hide(*column);
    }
    draft.make(title, Making::People(columns));
}

/// Whether most cells of a column are words, and few could be answers to a question.
fn holds_names(draft: &Draft, column: usize) -> bool {
    let cells: Vec<&str> = draft
        .cells(column)
        .filter(|cell| !is_missing(cell))
        .collect();
    let has_letters = |cell: &&&str| cell.contains(char::is_alphabetic);
    let answers = |cell: &&str| {
        answers::answer(cell).is_some()
            || answers::yes_no(cell).is_some()
            || OPINIONS.iter().any(|word| fold(cell).ends_with(word))
    };
    2 * cells.iter().filter(has_letters).count() >= cells.len()
        && 2 * cells.iter().copied().filter(answers).count() <= cells.len()
}

/// How answers on scales in words end; nobody is called so.
const OPINIONS: [&str; 8] = [
    "agree",
    "disagree",
    "neutral",
    "satisfied",
    "dissatisfied",
    "likely",
    "unlikely",
    "checked",
];

/// Whether other columns come in numbers, too (`Date 1`, `Date 2`): each may be that of one person.
fn has_other_numbers(draft: &Draft, people: &[usize]) -> bool {
    let others = (0..draft.headers.len()).filter(|column| !people.contains(column));
    let keys: Vec<String> = others.map(|column| asked(draft, column)).collect();
    let is_second = |key: &&String| {
        let words = key
            .strip_suffix('2')
            .or_else(|| key.split_once('2').map(|(one, _)| one));
        words.is_some_and(|words| {
            let first = format!("{words}1");
            !words.is_empty()
                && keys
                    .iter()
                    .any(|key| key == words || key.starts_with(&first))
        })
    };
    keys.iter().any(|key| is_second(&key))
}

/// Whether two columns may be the first name and the surname of one person: both are always filled
/// in, with single words.
fn are_halves(draft: &Draft, columns: &[usize]) -> bool {
    let [first, second] = columns else {
        return false;
    };
    let words = |column: usize| draft.cells(column).filter(|cell| !is_missing(cell));
    let is_word = |cell: &str| !cell.contains(' ');
    words(*first).count() == words(*second).count()
        && words(*first).chain(words(*second)).all(is_word)
}

/// More people of one side have no columns of their own.
const MOST_PEOPLE: u8 = 20;
