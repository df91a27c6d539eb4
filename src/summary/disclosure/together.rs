//! Hidden cells beside a total: whether what is known of them together tells one of them.

use super::Control;
use crate::summary::figures::{Contributing, Shown};

/// One group's cell of a figure: what it rests on, and how much of it is shown.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub on: Contributing,
    pub shown: Shown,
}

impl Control {
    /// Whether hidden cells stay hidden if their sum is known, as it is beside a total and all
    /// other cells: they are none, or several whose sum could be shown itself and leaves each of
    /// them open. `cells` are those of all groups.
    pub fn is_safe_together(&self, cells: &[Cell]) -> bool {
        let with_pairs = cells.iter().copied().filter(|cell| cell.on.pairs > 0);
        let (shown, hidden): (Vec<Cell>, Vec<Cell>) =
            with_pairs.partition(|cell| cell.shown == Shown::Full);
        if hidden.is_empty() {
            return true;
        }
        let sum = sum(&hidden);
        hidden.len() > 1
            && self.decide(sum) == Shown::Full
            && (is_uniform(&[sum, self::sum(&shown)]) || !tells_one(&hidden))
    }

    /// Whether nobody can tell that a figure rests on too few pairs: the number of pairs is known
    /// of what is shown, and where more than so many are said to count.
    pub fn are_sizes_safe(&self, cells: &[Cell]) -> bool {
        let hidden = cells
            .iter()
            .filter(|cell| !matches!(cell.shown, Shown::Full | Shown::MoreThan(_)));
        let pairs: usize = hidden.map(|cell| cell.on.pairs).sum();
        pairs == 0 || pairs >= self.k
    }
}

/// What cells rest on together.
fn sum(cells: &[Cell]) -> Contributing {
    let add = |some: Option<usize>, more: Option<usize>| Some(some? + more?);
    let start = Contributing {
        counted: Some(0),
        not_counted: Some(0),
        ..Contributing::default()
    };
    cells
        .iter()
        .fold(start, |sum, Cell { on, .. }| Contributing {
            pairs: sum.pairs + on.pairs,
            // They may be the same ones.
            mentors: sum.mentors.max(on.mentors),
            counted: add(sum.counted, on.counted),
            not_counted: add(sum.not_counted, on.not_counted),
        })
}

/// Whether the total itself is 0 % or 100 %, and so says the same of every group.
fn is_uniform(parts: &[Contributing]) -> bool {
    let none =
        |count: fn(&Contributing) -> Option<usize>| parts.iter().all(|part| count(part) == Some(0));
    none(|on| on.counted) || none(|on| on.not_counted)
}

/// Whether the sum of hidden counts, and what is said of each, leave only one value for one of
/// them, on either side of the share. What adds up in a share of goals or in a quantity are goals
/// or meetings, of which a pair may have any number: only that there are none tells of each.
fn tells_one(hidden: &[Cell]) -> bool {
    if hidden.iter().any(|cell| !cell.counts_pairs()) {
        let is_none = |side: fn(&Contributing) -> Option<usize>| {
            hidden.iter().all(|cell| side(&cell.on) == Some(0))
        };
        return is_none(|on| on.counted) || is_none(|on| on.not_counted);
    }
    let counted = |cell: &Cell| Some((cell.on.counted?, cell.bounds()));
    let not_counted = |cell: &Cell| {
        let (least, most) = cell.bounds();
        let all = cell.on.pairs;
        Some((cell.on.not_counted?, (all - most, all - least)))
    };
    let told = |cells: Option<Vec<_>>| cells.is_some_and(|cells| leaves_one_value(&cells));
    told(hidden.iter().map(counted).collect()) || told(hidden.iter().map(not_counted).collect())
}

/// Counts, and between what each is known to lie.
fn leaves_one_value(counts: &[(usize, (usize, usize))]) -> bool {
    let sum: usize = counts.iter().map(|(count, _)| count).sum();
    let least: usize = counts.iter().map(|(_, (least, _))| least).sum();
    let most: usize = counts.iter().map(|(_, (_, most))| most).sum();
    counts.iter().any(|(_, (from, to))| {
        let others_most = most - to;
        let others_least = least - from;
        (*from).max(sum.saturating_sub(others_most)) >= (*to).min(sum - others_least)
    })
}

impl Cell {
    /// Whether what adds up are pairs, each on one side of the share: in a share of goals one may
    /// stand on both, and a quantity has no sides.
    fn counts_pairs(&self) -> bool {
        let sides = self.on.counted.zip(self.on.not_counted);
        sides.is_some_and(|(counted, rest)| counted + rest == self.on.pairs)
    }

    /// The least and the most pairs that may count, for those who read what is said of it.
    fn bounds(&self) -> (usize, usize) {
        let pairs = self.on.pairs;
        match self.shown {
            Shown::FewerThan(_) => (0, pairs / 2),
            Shown::MoreThan(_) => (pairs / 2 + 1, pairs),
            _ => (0, pairs),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell((counted, pairs): (usize, usize), shown: Shown) -> Cell {
        let on = Contributing {
            pairs,
            mentors: pairs,
            counted: Some(counted),
            not_counted: Some(pairs - counted),
        };
        Cell { on, shown }
    }

    fn is_safe(hidden: &[(usize, usize)], shown: (usize, usize)) -> bool {
        let hidden = hidden.iter().map(|one| cell(*one, Shown::Derivable));
        let cells: Vec<Cell> = hidden.chain([cell(shown, Shown::Full)]).collect();
        Control { k: 5, hidden: 0 }.is_safe_together(&cells)
    }

    #[test]
    fn cells_whose_sum_is_none_or_all_tell_each_other() {
        assert!(is_safe(&[(4, 9), (3, 8)], (20, 40)));
        assert!(!is_safe(&[(0, 9), (0, 8)], (20, 40)), "none of either");
        assert!(!is_safe(&[(9, 9), (3, 3)], (20, 40)), "all of both");
        assert!(is_safe(&[(0, 9), (0, 8)], (0, 40)), "the total says it");
    }

    #[test]
    fn that_every_pair_has_a_goal_attained_or_a_meeting_tells_of_no_number() {
        let control = Control { k: 5, hidden: 0 };
        let of_goals = |pairs, not_counted| {
            let mut cell = cell((pairs, pairs), Shown::Derivable);
            cell.on.not_counted = Some(not_counted);
            cell
        };
        let shown = cell((20, 40), Shown::Full);
        assert!(control.is_safe_together(&[of_goals(3, 1), of_goals(9, 6), shown]));
        let meetings = |pairs| {
            let mut cell = cell((pairs, pairs), Shown::Derivable);
            cell.on.not_counted = None;
            cell
        };
        assert!(control.is_safe_together(&[meetings(3), meetings(9), shown]));
        assert!(!control.is_safe_together(&[meetings(3), shown]));
        assert!(
            !control.is_safe_together(&[of_goals(9, 0), of_goals(9, 0), shown]),
            "none was missed in either"
        );
    }

    #[test]
    fn what_is_said_of_cells_tells_with_their_sum() {
        let control = Control { k: 5, hidden: 0 };
        let few = |counted| cell((counted, 7), Shown::FewerThan(5));
        let shown = cell((20, 40), Shown::Full);
        // Three each is the only way to six of at most three each.
        assert!(!control.is_safe_together(&[few(3), few(3), shown]));
        assert!(control.is_safe_together(&[few(3), few(2), shown]));
    }

    #[test]
    fn a_size_follows_from_those_that_are_said() {
        let control = Control { k: 5, hidden: 0 };
        let small = cell((1, 3), Shown::TooFewPairs);
        let full = cell((20, 40), Shown::Full);
        assert!(!control.are_sizes_safe(&[small, cell((7, 7), Shown::MoreThan(2)), full]));
        assert!(control.are_sizes_safe(&[small, cell((7, 7), Shown::Derivable), full]));
    }
}
