//! How far goals are, their numbers and their days, under headers that are not known.

use super::{Overlooked, Said, about_days, doubt, is_lacking, lacks, read_as, speaks_of};
use crate::ingest::columns::{Column, Recognition, name_of};
use crate::ingest::doubt::Sample;
use crate::ingest::plan::NAMING_COLUMNS;
use crate::ingest::question::HeaderQuestion;
use crate::programme::{GoalStatus, Table, fold};
use crate::values::{answers, numbers};
use std::collections::{BTreeMap, BTreeSet};

/// Words, as they begin, of headers of states that are not those of goals.
const OF_OTHERS: [&str; 13] = [
    "action",
    "task",
    "step",
    "match",
    "pair",
    "relationship",
    "approv",
    "consent",
    "form",
    "review",
    "sync",
    "mentor",
    "mentee",
];

/// The status: a column in which every cell is the state of a goal can be nothing else. Where most
/// are, it is asked about.
pub(super) fn status(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Goals, Column::Status);
    if said.decides(wanted.1) {
        return;
    }
    let tells =
        |at: &usize| !speaks_of(&sample.titles[*at], &OF_OTHERS) && are_states(sample.cells(*at));
    let headers: Vec<usize> = said.unread(recognition, sample).filter(tells).collect();
    let all_are = |at: &usize| {
        sample
            .cells(*at)
            .all(|cell| answers::goal_status(cell).is_some())
    };
    let mut sure: Vec<usize> = headers.iter().copied().filter(all_are).collect();
    let all = sure.clone();
    sure.retain(|at| !all.iter().any(|other| says_less(sample, *at, *other)));
    if !lacks(recognition, wanted.0, wanted.1) {
        fuller(recognition, sample, &sure, found);
    } else if let [header] = sure[..] {
        let what = "the status of each goal, since every cell of it is one";
        read_as(what, wanted, (sample, header), recognition, found);
    } else {
        found.doubts.extend(doubt(wanted, &headers, sample, false));
    }
}

/// Reads the states of goals from a column that says more than the one that was taken.
fn fuller(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    states: &[usize],
    found: &mut Overlooked,
) {
    let mut tables = recognition.tables.iter();
    let goals = tables.find(|one| one.table == Table::Goals);
    let taken = goals.and_then(|goals| goals.header_of(Column::Status));
    let (Some(taken), [header]) = (taken, states) else {
        return;
    };
    if says_less(sample, taken, *header) {
        recognition.replace(Column::Status, taken, *header);
        let [title, other] = [*header, taken].map(|at| name_of(sample.titles, at));
        found.notes.push(format!(
            "`{title}` is read as the status of each goal: it says more than `{other}`"
        ));
    }
}

/// Whether a column is a box that was ticked for the goals attained by another column: an empty one
/// does not say what became of the goal.
fn says_less(sample: &Sample<'_>, ticked: usize, states: usize) -> bool {
    let attains = |cell: &str| answers::goal_status(cell) == Some(GoalStatus::Attained);
    let says_more = |cell: &str| answers::yes_no(cell).is_none();
    ticked != states
        && sample.cells(states).any(says_more)
        && sample.rows.iter().all(|row| {
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            let is_ticked = answers::yes_no(cell(ticked));
            let is_box = is_ticked.is_some() || cell(ticked).is_empty();
            is_box && (is_ticked == Some(true)) == attains(cell(states))
        })
}

/// Whether cells are states of goals but for a few words, and not all of them the same.
fn are_states<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let (mut different, mut others) = (Vec::new(), 0);
    let mut known = 0;
    for cell in cells {
        match answers::goal_status(cell) {
            None => others += 1,
            Some(status) => {
                known += 1;
                if !different.contains(&status) {
                    different.push(status);
                }
            }
        }
    }
    different.len() > 1 && known > 2 * others
}

/// Words of headers of numbers.
const NUMBERS: [&str; 9] = [
    "no", "nr", "n", "num", "number", "nummer", "numero", "seq", "sequence",
];

/// The number of the goal: what counts the goals of each pair from 1 on.
pub(super) fn number(
    recognition: &mut Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
    found: &mut Overlooked,
) {
    let wanted = (Table::Goals, Column::Goal);
    if !is_lacking(recognition, wanted.0, wanted.1) || said.decides(wanted.1) {
        return;
    }
    let goals = &recognition.tables[0];
    let naming: Vec<usize> = NAMING_COLUMNS
        .iter()
        .filter_map(|one| goals.header_of(*one))
        .collect();
    let counts = |at: &usize| {
        let title = &sample.titles[*at];
        let folded = fold(title);
        let is_number = |word: &str| NUMBERS.contains(&word);
        let is_sign = folded.is_empty() && title.contains('#');
        let may_lack = is_sign || folded.split(' ').all(is_number);
        (is_sign || folded.split(' ').any(is_number))
            && counts_goals(sample, &naming, *at, may_lack)
    };
    let headers: Vec<usize> = said.unread(recognition, sample).filter(counts).collect();
    if let [header] = headers[..] {
        let what = "the number of each goal, since it counts those of each pair";
        read_as(what, wanted, (sample, header), recognition, found);
    }
}

/// Numbers beyond it are not those of the goals of one pair.
const MOST_NUMBERS: u32 = 50;

/// Whether the cells of each pair are 1, 2, 3 …, and some pair has several. Where the header speaks
/// of nothing else (`may_lack`) and the numbers come again from pair to pair, some may be missing: a
/// goal was deleted.
fn counts_goals(sample: &Sample<'_>, naming: &[usize], header: usize, may_lack: bool) -> bool {
    let mut of_pairs: BTreeMap<Vec<&str>, Vec<u32>> = BTreeMap::new();
    for row in &sample.rows {
        let cell = |at: usize| row.get(at).unwrap_or_default().trim();
        let Some(number) = numbers::whole(cell(header)) else {
            return false;
        };
        let pair = naming.iter().map(|at| cell(*at)).collect();
        of_pairs.entry(pair).or_default().push(number);
    }
    let counts = |numbers: &mut Vec<u32>| {
        numbers.sort_unstable();
        (1..)
            .zip(numbers.iter())
            .all(|(place, number)| place == *number)
    };
    if !of_pairs.values().any(|numbers| numbers.len() > 1) {
        return false;
    }
    if of_pairs.values_mut().all(counts) {
        return true;
    }
    let rows: usize = of_pairs.values().map(Vec::len).sum();
    let is_small = |number: &u32| (1..=MOST_NUMBERS).contains(number);
    let differ =
        |numbers: &Vec<u32>| numbers.iter().collect::<BTreeSet<_>>().len() == numbers.len();
    let different: BTreeSet<u32> = of_pairs.values().flatten().copied().collect();
    may_lack
        && of_pairs.values().all(differ)
        && different.iter().all(is_small)
        && 2 * different.len() <= rows
}

/// Words, as they begin, of days by which something is to be done.
const AHEAD: [&str; 8] = [
    "by", "due", "until", "deadline", "target", "plan", "expect", "timeline",
];

/// Words, as they begin, of days on which goals were set.
const SETTING: [&str; 16] = [
    "from",
    "start",
    "begin",
    "began",
    "agree",
    "defin",
    "gesteld",
    "opgesteld",
    "vastgelegd",
    "gesetzt",
    "festgelegt",
    "fix",
    "etabl",
    "establ",
    "stabil",
    "fijad",
];

/// Asks about columns of days of which nothing is read, where goals lack one.
pub(super) fn days(
    shown: &str,
    recognition: &Recognition,
    sample: &Sample<'_>,
    said: &Said<'_>,
) -> Vec<HeaderQuestion> {
    let may_be = |header: usize| {
        let title = &sample.titles[header];
        if speaks_of(title, &AHEAD) {
            vec![Column::DueOn, Column::AttainedOn, Column::SetOn]
        } else if speaks_of(title, &SETTING) {
            vec![Column::SetOn, Column::DueOn, Column::AttainedOn]
        } else {
            vec![Column::AttainedOn, Column::DueOn, Column::SetOn]
        }
    };
    about_days(shown, Table::Goals, (recognition, sample, said), may_be)
}

#[cfg(test)]
mod tests {
    use super::are_states;

    #[test]
    fn states_of_goals_are_told_from_other_words() {
        let are = |cells: &[&str]| are_states(cells.iter().copied());
        assert!(are(&["Achieved", "In progress", "Achieved"]));
        assert!(
            !are(&["In progress", "In progress"]),
            "all the same may be said of anything"
        );
        assert!(are(&["Achieved", "In progress", "Met", "Sleeping"]));
        assert!(!are(&["Achieved", "High"]));
        assert!(!are(&[]));
    }
}
