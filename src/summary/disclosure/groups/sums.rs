//! Sums of cells that follow from sums that are known, as linear algebra has it.
//!
//! Cells are few, one for each outcome of goals or state of pairs; a known sum is a vector of the
//! space over them, and what follows from several is the subspace that they span.

/// Several cells, a bit for each.
pub(super) type Set = u16;

type Vector<const CELLS: usize> = [f64; CELLS];

/// What is nought but for rounding; sums of so few cells have small whole numbers.
const NOUGHT: f64 = 1e-9;

/// Everything that follows from some sums: a basis in which each vector has a place of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums<const CELLS: usize> {
    basis: Vec<(usize, Vector<CELLS>)>,
}

impl<const CELLS: usize> Sums<CELLS> {
    /// What follows from the sums of these sets of cells.
    pub fn of(known: impl IntoIterator<Item = Set>) -> Self {
        let mut sums = Self::default();
        for set in known {
            sums.add(vector(set));
        }
        sums
    }

    /// Whether the sum of a set of cells follows.
    pub fn tell(&self, set: Set) -> bool {
        if self.basis.len() == CELLS {
            return true;
        }
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

    fn add(&mut self, sum: Vector<CELLS>) {
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
    fn rest(&self, mut sum: Vector<CELLS>) -> Vector<CELLS> {
        for (place, of) in &self.basis {
            let times = sum[*place];
            subtract(&mut sum, times, of);
        }
        sum
    }
}

fn vector<const CELLS: usize>(set: Set) -> Vector<CELLS> {
    std::array::from_fn(|cell| f64::from((set >> cell) & 1))
}

fn pivot<const CELLS: usize>(sum: &Vector<CELLS>) -> Option<usize> {
    sum.iter().position(|cell| cell.abs() > NOUGHT)
}

fn subtract<const CELLS: usize>(from: &mut Vector<CELLS>, times: f64, what: &Vector<CELLS>) {
    for (cell, other) in from.iter_mut().zip(what) {
        *cell -= times * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_of_sums_follow() {
        let sums = Sums::<6>::of([0b111, 0b011, 0b001]);
        for told in [0b001, 0b010, 0b100, 0b110, 0b101] {
            assert!(sums.tell(told), "{told:b}");
        }
        assert!(!sums.tell(0b1000) && !sums.tell(0b1001));
        assert!(!Sums::<6>::of([0b011, 0b110]).tell(0b010));
    }

    #[test]
    fn what_two_have_in_common_is_open_to_neither() {
        let (left, right) = (Sums::<6>::of([0b001, 0b110]), Sums::<6>::of([0b010, 0b101]));
        let common = left.open().and(&right.open()).open();
        assert!(common.tell(0b111), "either tells all three");
        assert!(!common.tell(0b001) && !common.tell(0b010) && !common.tell(0b110));
    }
}
