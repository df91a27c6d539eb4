//! What groups are made of: a table of values and groups with known sums in both directions. Values
//! that few pairs share may be remarks about somebody, so that they have no name.

use super::Control;
use crate::summary::comparisons::{Compared, Composition, Part};
use crate::summary::count::Count;
use crate::summary::result::Summary;

/// Hides small counts, and others from which they could be derived.
pub(super) fn protect(control: &mut Control, compared: &mut Compared, shared: &Summary) {
    let hidden: Vec<bool> = compared
        .groups
        .iter()
        .map(|name| {
            let mut groups = shared.of_grouping(&compared.grouping);
            let group = groups.find(|group| group.group == *name);
            group.is_none_or(|group| group.pairs.exact().is_none())
        })
        .collect();
    let may_name = |part: &Part| {
        let pairs: u64 = part.pairs.iter().filter_map(|count| count.exact()).sum();
        part.is_label || pairs >= control.k_as_count() && !part.of_one_mentor
    };
    compared
        .composition
        .retain_mut(|composition| composition.unname(may_name));
    for composition in &mut compared.composition {
        protect_table(control, composition, &hidden);
    }
}

/// `hidden` says which groups have a hidden size.
fn protect_table(control: &mut Control, composition: &mut Composition, hidden: &[bool]) {
    let pairs: Vec<Vec<u64>> = composition
        .values
        .iter()
        .map(|part| {
            part.pairs
                .iter()
                .map(|count| count.exact().unwrap_or(0))
                .collect()
        })
        .collect();
    let shown = shown_cells(control, &pairs, hidden);
    for (part, shown) in composition.values.iter_mut().zip(&shown) {
        for (group, _) in shown.iter().enumerate().filter(|(_, shown)| !**shown) {
            control.hidden += 1;
            let few = part.pairs[group]
                .exact()
                .is_some_and(|pairs| pairs < control.k_as_count());
            part.pairs[group] = if few && !hidden[group] {
                Count::fewer_than(control.k_as_count())
            } else {
                Count::hidden()
            };
        }
        // Each is of the shares of a group and of all others, and so tells of every cell of its row.
        if shown.contains(&false) {
            part.differences.fill(None);
        }
    }
}

/// Which cells of a table of values and groups may be shown.
fn shown_cells(control: &Control, pairs: &[Vec<u64>], hidden: &[bool]) -> Vec<Vec<bool>> {
    let few = |count: u64| 0 < count && count < control.k_as_count();
    let sizes: Vec<u64> = (0..hidden.len())
        .map(|group| pairs.iter().map(|row| row[group]).sum())
        .collect();
    let mut shown: Vec<Vec<bool>> = pairs
        .iter()
        .map(|row| {
            let alone = |(group, count): (usize, &u64)| {
                !hidden[group] && !few(*count) && !few(sizes[group] - count)
            };
            row.iter().enumerate().map(alone).collect()
        })
        .collect();
    let rows = (0..pairs.len()).map(|row| (0..hidden.len()).map(|group| (row, group)).collect());
    let columns = (0..hidden.len())
        .filter(|group| !hidden[*group])
        .map(|group| (0..pairs.len()).map(|row| (row, group)).collect());
    let lines: Vec<Vec<(usize, usize)>> = rows.chain(columns).collect();
    while lines
        .iter()
        .any(|line| hide_one(control, line, pairs, &mut shown))
    {}
    shown
}

/// Hides the smallest cell shown of a line whose hidden cells could be derived from its sum.
fn hide_one(
    control: &Control,
    line: &[(usize, usize)],
    pairs: &[Vec<u64>],
    shown: &mut [Vec<bool>],
) -> bool {
    let filled = || line.iter().filter(|(row, group)| pairs[*row][*group] > 0);
    let hidden: Vec<u64> = filled()
        .filter(|(row, group)| !shown[*row][*group])
        .map(|(row, group)| pairs[*row][*group])
        .collect();
    let is_safe = hidden.len() > 1 && hidden.iter().sum::<u64>() >= control.k_as_count();
    if hidden.is_empty() || is_safe {
        return false;
    }
    let smallest = filled()
        .filter(|(row, group)| shown[*row][*group])
        .min_by_key(|(row, group)| pairs[*row][*group]);
    let Some((row, group)) = smallest else {
        return false;
    };
    shown[*row][*group] = false;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(pairs: &[Vec<u64>], hidden: &[bool]) -> Vec<Vec<bool>> {
        shown_cells(&Control { k: 5, hidden: 0 }, pairs, hidden)
    }

    #[test]
    fn a_small_cell_takes_others_of_its_row_and_column_with_it() {
        let cells = shown(
            &[vec![3, 20, 30], vec![40, 8, 30], vec![40, 50, 9]],
            &[false; 3],
        );
        // 3 is small; 20 and 40 complete its lines, 8 closes the square.
        assert_eq!(
            cells,
            [
                [false, false, true],
                [false, false, true],
                [true, true, true]
            ]
        );
    }

    #[test]
    fn large_cells_and_empty_ones_are_shown() {
        let cells = shown(&[vec![10, 0], vec![5, 30]], &[false; 2]);
        assert_eq!(cells, [[true, true], [true, true]]);
    }

    #[test]
    fn all_but_a_few_of_a_group_are_as_good_as_the_few() {
        let cells = shown(&[vec![30, 20], vec![4, 40]], &[false; 2]);
        assert_eq!(cells, [[false, false], [false, false]]);
    }

    #[test]
    fn a_group_of_hidden_size_shows_nothing() {
        let cells = shown(&[vec![6, 60, 70], vec![7, 80, 90]], &[true, false, false]);
        assert!(cells.iter().all(|row| !row[0] && !row[1] && row[2]));
    }
}
