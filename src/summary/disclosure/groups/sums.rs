//! Sums of cells that follow from sums that are known, as linear algebra has it.
//!
//! Cells are six, one for each outcome; a known sum is a vector of the space over them, and what
//! follows from several is the subspace that they span.

use crate::measures::GoalOutcome;
use crate::summary::outcome_sets::Outcomes;

const CELLS: usize = GoalOutcome::ALL.len();

type Vector = [f64; CELLS];

/// What is nought but for rounding; sums of six cells have small whole numbers.
const NOUGHT: f64 = 1e-9;

/// Everything that follows from some sums: a basis in which each vector has a place of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    basis: Vec<(usize, Vector)>,
}

impl Sums {
    /// What follows from the sums of these sets of cells.
    pub fn of(known: impl IntoIterator<Item = Outcomes>) -> Self {
        let mut sums = Self::default();
        for set in known {
            sums.add(vector(set));
        }
        sums
    }

    /// Whether the sum of a set of cells follows.
    pub fn tell(&self, set: Outcomes) -> bool {
        pivot(&self.rest(vector(set))).is_none()
    }

    /// What follows from these and others together.
    pub fn and(mut self, others: &Self) -> Self {
        for (_, other) in &others.basis {
            self.add(*other);
        }
        self
    }

    /// What is orthogonal to all of it, so that what follows from each of several sums is what is
    /// orthogonal to all that they leave open.
    pub fn open(&self) -> Self {
        let has_place = |cell: &usize| self.basis.iter().any(|(place, _)| place == cell);
        let mut open = Self::default();
        for free in (0..CELLS).filter(|cell| !has_place(cell)) {
            let mut orthogonal = [0.0; CELLS];
            orthogonal[free] = 1.0;
            for (place, of) in &self.basis {
                orthogonal[*place] = -of[free];
            }
            open.add(orthogonal);
        }
        open
    }

    fn add(&mut self, sum: Vector) {
        let mut rest = self.rest(sum);
        let Some(place) = pivot(&rest) else {
            return;
        };
        let scale = rest[place];
        for cell in &mut rest {
            *cell /= scale;
        }
        for (_, other) in &mut self.basis {
            let times = other[place];
            subtract(other, times, &rest);
        }
        self.basis.push((place, rest));
    }

    /// What of a sum does not follow.
    fn rest(&self, mut sum: Vector) -> Vector {
        for (place, of) in &self.basis {
            let times = sum[*place];
            subtract(&mut sum, times, of);
        }
        sum
    }
}

fn vector(set: Outcomes) -> Vector {
    std::array::from_fn(|cell| f64::from((set >> cell) & 1))
}

fn pivot(sum: &Vector) -> Option<usize> {
    sum.iter().position(|cell| cell.abs() > NOUGHT)
}

fn subtract(from: &mut Vector, times: f64, what: &Vector) {
    for (cell, other) in from.iter_mut().zip(what) {
        *cell -= times * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_sums_follow() {
        let sums = Sums::of([0b111, 0b011, 0b001]);
        for told in [0b001, 0b010, 0b100, 0b110, 0b101] {
            assert!(sums.tell(told), "{told:b}");
        }
        assert!(!sums.tell(0b1000) && !sums.tell(0b1001));
        assert!(!Sums::of([0b011, 0b110]).tell(0b010));
    }

    #[test]
    fn what_two_have_in_common_is_open_to_neither() {
        let (left, right) = (Sums::of([0b001, 0b110]), Sums::of([0b010, 0b101]));
        let common = left.open().and(&right.open()).open();
        assert!(common.tell(0b111), "either tells all three");
        assert!(!common.tell(0b001) && !common.tell(0b010) && !common.tell(0b110));
    }
}
