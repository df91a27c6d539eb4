//! Counts: single ones, and distributions of which the cells add up.

use super::Control;
use crate::summary::count::Count;

/// How the cells of a distribution relate to the pairs of the group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cells {
    /// Each pair is in one cell at most.
    Apart,
    /// A pair can be in several.
    Overlapping,
}

impl Control {
    /// Hides a count of too few pairs, or of all but too few of the pairs of the group.
    pub fn protect_count(&mut self, count: &mut Count, of: Option<u64>) {
        let Some(pairs) = count.pairs() else {
            return;
        };
        let k = self.k_as_count();
        let rest = of.map(|of| of.saturating_sub(pairs));
        if 0 < pairs && pairs < k {
            self.replace(count, Count::fewer_than(k));
        } else if rest.is_some_and(|rest| 0 < rest && rest < k) {
            self.replace(count, Count::hidden());
        }
    }

    /// Hides that none or all of the pairs of a small group count, which says it of each.
    pub fn protect_none_and_all(&mut self, count: &mut Count, of: u64) {
        let is_uniform = count.pairs().is_some_and(|pairs| pairs == 0 || pairs == of);
        if is_uniform && (1..2 * self.k_as_count()).contains(&of) {
            self.replace(count, Count::hidden());
        }
    }

    /// Hides a count.
    pub fn hide_count(&mut self, count: &mut Count) {
        if count.pairs().is_some_and(|pairs| pairs > 0) {
            self.replace(count, Count::hidden());
        }
    }

    /// Protects the cells of one distribution; `of` is the number of pairs of the group.
    pub fn protect_distribution(&mut self, cells: &mut [&mut Count], of: u64, kind: Cells) {
        let of = (kind == Cells::Apart).then_some(of);
        for cell in cells.iter_mut() {
            self.protect_count(cell, of);
        }
        self.hide_complement(cells);
    }

    /// Hides the smallest cell shown if exactly one is hidden, so that the total of the cells
    /// does not give that one away.
    pub fn hide_complement(&mut self, cells: &mut [&mut Count]) {
        let hidden = cells.iter().filter(|cell| cell.exact().is_none()).count();
        let smallest = cells
            .iter_mut()
            .filter(|cell| cell.pairs().is_some_and(|pairs| pairs > 0))
            .min_by_key(|cell| cell.pairs());
        if let Some(cell) = smallest.filter(|_| hidden == 1) {
            self.replace(cell, Count::hidden());
        }
    }

    fn replace(&mut self, count: &mut Count, by: Count) {
        self.hidden += 1;
        *count = by;
    }
}
