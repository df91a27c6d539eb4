//! Tables of groups and cells of which more is shown than the cells: sums of them stand elsewhere.
//!
//! What is hidden is decided by everything that follows from what is shown, in a row, and from all
//! rows together, since all pairs are the sum of the groups.

use super::sums::{Set, Sums};
use crate::summary::outcome_sets::Behind;
use std::cmp::Reverse;

/// Something that is shown of a group, and the sums that it tells.
pub(super) struct Item<What> {
    what: What,
    tells: Vec<Set>,
    /// Whether it is known whatever is hidden.
    is_given: bool,
    is_shown: bool,
}

impl<What> Item<What> {
    pub fn new(what: What, tells: &[Set]) -> Self {
        Self {
            what,
            tells: tells.to_vec(),
            is_given: false,
            is_shown: true,
        }
    }

    /// The same, known whatever is hidden if `is_given`.
    pub fn given_if(self, is_given: bool) -> Self {
        Self { is_given, ..self }
    }
}

/// What is shown of a group, the most important first.
pub(super) struct Row<What, const CELLS: usize> {
    items: Vec<Item<What>>,
    /// Who is behind each set of cells.
    behind: Vec<Behind>,
    /// Whether each pair is in one cell, so that sums of cells bound each of them.
    is_of_pairs: bool,
    /// Whether it may tell of few.
    is_exempt: bool,
    /// Sets of few that follow whatever is hidden.
    lost: Vec<Set>,
}

impl<What: Copy, const CELLS: usize> Row<What, CELLS> {
    /// A row of cells of which a pair can be in several.
    pub fn new(items: Vec<Item<What>>, behind: Vec<Behind>) -> Self {
        Self {
            items,
            behind,
            is_of_pairs: false,
            is_exempt: false,
            lost: Vec::new(),
        }
    }

    /// The same row, which may tell of few.
    pub fn exempt_if(self, is_exempt: bool) -> Self {
        Self { is_exempt, ..self }
    }

    /// A row of cells of so many pairs, each in one of them.
    pub fn of_pairs(items: Vec<Item<What>>, pairs: [u64; CELLS]) -> Self {
        let count = |set: Set| cells(set).map(|cell| pairs[cell]).sum();
        let all = (0..1 << CELLS).map(|set| Behind::of_several(count(set)));
        Self {
            is_of_pairs: true,
            ..Self::new(items, all.collect())
        }
    }

    /// What it does not show any more.
    pub fn hidden(&self) -> impl Iterator<Item = What> + '_ {
        let hidden = self.items.iter().filter(|item| !item.is_shown);
        hidden.map(|item| item.what)
    }

    /// Who is in one of these cells.
    fn behind(&self, set: Set) -> Behind {
        self.behind[usize::from(set)]
    }

    fn known(&self) -> Sums<CELLS> {
        let shown = self.items.iter().filter(|item| item.is_shown);
        Sums::of(shown.flat_map(|item| item.tells.iter().copied()))
    }

    fn hide(&mut self) {
        for item in &mut self.items {
            item.is_shown = item.is_given;
        }
    }

    /// The sets of too few whose sum these sums tell.
    fn told<'a>(&'a self, sums: &'a Sums<CELLS>, k: u64) -> impl Iterator<Item = Set> + 'a {
        let is_open = |cell: &usize| self.is_of_pairs && !sums.tell(1 << *cell);
        let open = (0..CELLS)
            .filter(is_open)
            .fold(0, |set, cell| set | 1 << cell);
        let sets = (1..=all::<CELLS>()).filter(|_| !self.is_exempt);
        sets.filter(move |set| {
            let is_few = self.behind(*set).is_few(k);
            let is_bounded = set & !open == 0 && self.leaves_one_value(*set, k);
            (is_few || is_bounded) && sums.tell(*set)
        })
    }

    /// Whether the sum of hidden cells leaves one value only for each: what is said to be few is
    /// between 1 and k − 1, whatever else is hidden k at least.
    fn leaves_one_value(&self, set: Set, k: u64) -> bool {
        let pairs = |cell: usize| self.behind(1 << cell).pairs;
        let few = cells(set).filter(|cell| pairs(*cell) < k).count() as u64;
        let others = u64::from(set.count_ones()) - few;
        let sum = self.behind(set).pairs;
        few > 0 && (sum == few + others * k || others == 0 && sum == few * (k - 1))
    }
}

/// Shows of the rows of all pairs and the groups that they are made of, or of all pairs alone, what
/// may be shown together. Of all pairs nothing more is hidden for the sake of their groups.
pub(super) fn shown_where_safe<What: Copy, const CELLS: usize>(
    k: u64,
    rows: Vec<Row<What, CELLS>>,
) -> Vec<Row<What, CELLS>> {
    let candidates = (1..=all::<CELLS>()).filter(|set| {
        let mut behind = rows.iter().map(|row| row.behind(*set));
        behind.any(|behind| behind.is_few(k))
    });
    let candidates = candidates.collect();
    let mut table = Table {
        k,
        rows,
        candidates,
    };
    table.show_what_is_safe();
    table.rows
}

struct Table<What, const CELLS: usize> {
    k: u64,
    rows: Vec<Row<What, CELLS>>,
    /// Sets of cells that are of few in some row: of others no rest is.
    candidates: Vec<Set>,
}

impl<What: Copy, const CELLS: usize> Table<What, CELLS> {
    /// Shows what is safe beside what is shown already, the most important first: in every row where
    /// that is safe, else row by row, so that the smallest is what stays hidden.
    fn show_what_is_safe(&mut self) {
        let first = usize::from(self.rows.len() > 1);
        let mut rows: Vec<usize> = (first..self.rows.len()).collect();
        rows.sort_by_key(|row| Reverse(self.rows[*row].behind(all::<CELLS>()).pairs));
        for row in &rows {
            self.rows[*row].hide();
        }
        self.give_up();
        let places = rows.iter().map(|row| self.rows[*row].items.len());
        for place in 0..places.max().unwrap_or(0) {
            if !self.is_safe_with(&rows, place) {
                for row in &rows {
                    self.is_safe_with(std::slice::from_ref(row), place);
                }
            }
        }
    }

    /// Shows an item of some rows if that is safe; gives whether it is.
    fn is_safe_with(&mut self, rows: &[usize], place: usize) -> bool {
        let mut shown = Vec::new();
        for row in rows {
            let item = self.rows[*row].items.get_mut(place);
            if let Some(item) = item.filter(|item| !item.is_shown) {
                item.is_shown = true;
                shown.push(*row);
            }
        }
        let is_safe = shown.is_empty() || !self.leaks();
        for row in shown.iter().filter(|_| !is_safe) {
            self.rows[*row].items[place].is_shown = false;
        }
        is_safe
    }

    /// Sets what follows whatever is hidden aside: that a cell is empty is known, and so may the sum
    /// of a single other one be.
    fn give_up(&mut self) {
        let derived = self.derived();
        for (row, sums) in self.rows.iter_mut().zip(&derived) {
            row.lost = row.told(sums, self.k).collect();
        }
        let candidates = std::mem::take(&mut self.candidates).into_iter();
        self.candidates = candidates
            .filter(|set| !self.tells_rest(&derived, *set))
            .collect();
    }

    /// Whether a sum of too few follows: of one row, or of all rows that do not tell it themselves.
    fn leaks(&self) -> bool {
        let derived = self.derived();
        let mut rows = self.rows.iter().zip(&derived);
        rows.any(|(row, sums)| row.told(sums, self.k).any(|set| !row.lost.contains(&set)))
            || self
                .candidates
                .iter()
                .any(|set| self.tells_rest(&derived, *set))
    }

    /// Whether all pairs tell the sum of a set and the groups that do not are too few in it.
    fn tells_rest(&self, derived: &[Sums<CELLS>], set: Set) -> bool {
        if !derived.first().is_some_and(|all| all.tell(set)) {
            return false;
        }
        let mut rest = Behind::default();
        let groups = self.rows.iter().zip(derived).skip(1);
        for (row, _) in groups.filter(|(_, sums)| !sums.tell(set)) {
            rest.add(row.behind(set));
        }
        rest.is_few(self.k)
    }

    /// What follows of each row: what it tells, and what all others tell, since all pairs are the
    /// sum of the groups.
    fn derived(&self) -> Vec<Sums<CELLS>> {
        let known: Vec<Sums<CELLS>> = self.rows.iter().map(Row::known).collect();
        if known.len() == 1 {
            return known;
        }
        let open: Vec<Sums<CELLS>> = known.iter().map(Sums::open).collect();
        let mut after = vec![Sums::default()];
        for open in open.iter().rev() {
            let last = after.last().cloned().unwrap_or_default();
            after.push(last.and(open));
        }
        after.reverse();
        let mut before = Sums::default();
        let mut derived = Vec::with_capacity(known.len());
        for (row, known) in known.into_iter().enumerate() {
            let others = before.clone().and(&after[row + 1]);
            derived.push(known.and(&others.open()));
            before = before.and(&open[row]);
        }
        derived
    }
}

fn all<const CELLS: usize>() -> Set {
    (1 << CELLS) - 1
}

/// The cells of a set.
fn cells(set: Set) -> impl Iterator<Item = usize> {
    (0..Set::BITS as usize).filter(move |cell| (set >> cell) & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is hidden of three cells in these rows, of which the sizes are known.
    fn hidden(rows: &[[u64; 3]]) -> Vec<Vec<usize>> {
        let row = |pairs: &[u64; 3]| {
            let size = Item::new(3, &[0b111]).given_if(true);
            let mut cells: Vec<usize> = (0..3).collect();
            cells.sort_by_key(|cell| Reverse(pairs[*cell]));
            let item = |cell: usize| Item::new(cell, &[1 << cell]).given_if(pairs[cell] == 0);
            let items = std::iter::once(size).chain(cells.into_iter().map(item));
            Row::<usize, 3>::of_pairs(items.collect(), *pairs)
        };
        let rows = shown_where_safe(5, rows.iter().map(row).collect());
        rows.iter().map(|row| row.hidden().collect()).collect()
    }

    #[test]
    fn few_take_the_smallest_other_cell_with_them() {
        assert_eq!(hidden(&[[20, 9, 3]]), [vec![1, 2]]);
        assert_eq!(hidden(&[[20, 9, 8]]), [Vec::<usize>::new()]);
    }

    #[test]
    fn no_sum_leaves_one_value_only() {
        // Six are one that is said to be few and five that are not; eight of two few are four each.
        assert_eq!(hidden(&[[20, 5, 1]]), [vec![0, 2]]);
        assert_eq!(hidden(&[[20, 4, 4]]), [vec![0, 1, 2]]);
    }

    #[test]
    fn of_all_pairs_nothing_is_hidden_for_the_sake_of_a_group() {
        let hidden = hidden(&[[40, 19, 13], [20, 9, 3], [20, 10, 10]]);
        assert_eq!(hidden, [vec![], vec![1, 2], vec![1, 2]]);
    }

    #[test]
    fn what_follows_in_any_case_hides_nothing() {
        // The total and the empty cell tell of the few.
        assert_eq!(hidden(&[[30, 12, 3], [15, 7, 3], [15, 5, 0]])[2], [0; 0]);
    }
}
