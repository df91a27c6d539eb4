//! Tables of groups and columns: neither a row nor a column gives a hidden cell away.

use crate::summary::count::Count;
use crate::summary::disclosure::Control;
use crate::summary::result::GroupSummary;
use crate::summary::tallies::Tallies;
use std::collections::BTreeSet;

/// The cells of a distribution by key.
pub(super) type Columns = fn(&mut Tallies) -> Vec<(String, &mut Count)>;

pub(super) fn closure_reasons(tallies: &mut Tallies) -> Vec<(String, &mut Count)> {
    let cells = tallies.continuity.closure_reasons.iter_mut();
    cells
        .map(|named| (named.key.clone(), &mut named.count))
        .collect()
}

pub(super) fn moves(tallies: &mut Tallies) -> Vec<(String, &mut Count)> {
    let cells = tallies.stages.transitions.iter_mut();
    cells
        .map(|moved| (format!("{} {}", moved.from, moved.to), &mut moved.count))
        .collect()
}

/// Hides cells of a table of groups and columns until no row has exactly one hidden cell beside one
/// that could be hidden, and no column has hidden cells whose sum may not be known.
pub(super) fn protect_table(
    control: &mut Control,
    open: &mut [Tallies],
    groups: &mut [&mut GroupSummary],
    list: Columns,
) {
    let keys: BTreeSet<String> = open
        .iter_mut()
        .flat_map(|tallies| list(tallies).into_iter().map(|(key, _)| key))
        .collect();
    loop {
        let before = control.hidden;
        for group in groups.iter_mut() {
            let row = list(&mut group.tallies);
            let mut row: Vec<&mut Count> = row.into_iter().map(|(_, count)| count).collect();
            control.hide_complement(&mut row);
        }
        for key in &keys {
            while hide_in_column(control, open, groups, list, key) {}
        }
        if control.hidden == before {
            return;
        }
    }
}

/// Hides the smallest cell shown of a column if the sum of its hidden cells, which follows from
/// the total, gives one of them away or is of too few pairs. In a group that is hidden as a whole
/// every cell is.
fn hide_in_column(
    control: &mut Control,
    open: &mut [Tallies],
    groups: &mut [&mut GroupSummary],
    list: Columns,
    key: &str,
) -> bool {
    let (mut hidden, mut shown) = (Vec::new(), Vec::new());
    for (tallies, group) in open.iter_mut().zip(groups) {
        let Some(pairs) = cell(tallies, list, key).and_then(|count| count.pairs()) else {
            continue;
        };
        match cell(&mut group.tallies, list, key).filter(|count| count.exact().is_some()) {
            Some(count) => shown.push((pairs, count)),
            None => hidden.push(pairs),
        }
    }
    hidden.retain(|pairs| *pairs > 0);
    let is_safe = hidden.len() > 1 && hidden.iter().sum::<u64>() >= control.k_as_count();
    if hidden.is_empty() || is_safe {
        return false;
    }
    let filled = shown.into_iter().filter(|(pairs, _)| *pairs > 0);
    let Some((_, smallest)) = filled.min_by_key(|(pairs, _)| *pairs) else {
        return false;
    };
    control.hide_count(smallest);
    true
}

fn cell<'a>(tallies: &'a mut Tallies, list: Columns, key: &str) -> Option<&'a mut Count> {
    let mut cells = list(tallies).into_iter();
    cells
        .find(|(found, _)| found == key)
        .map(|(_, count)| count)
}
