//! Where values stand among others.

/// Where values stand among a group of ascending numbers. Equal values that follow each other are
/// looked up once.
pub struct Ranks<'a> {
    group: &'a [f64],
    last: Option<(f64, [usize; 2])>,
}

impl<'a> Ranks<'a> {
    /// Among these numbers, which ascend.
    #[must_use]
    pub const fn among(group: &'a [f64]) -> Self {
        Self { group, last: None }
    }

    /// How many numbers are below a value, and how many are at most it.
    pub fn of(&mut self, value: f64) -> [usize; 2] {
        if let Some((last, found)) = self.last
            && last.to_bits() == value.to_bits()
        {
            return found;
        }
        let below = self.group.partition_point(|other| *other < value);
        let rest = &self.group[below..];
        let found = [below, below + rest.partition_point(|other| *other <= value)];
        self.last = Some((value, found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_among_others() {
        let mut ranks = Ranks::among(&[1.0, 2.0, 2.0, 5.0]);
        let found = [2.0, 2.0, 0.0, 5.0, 9.0, 3.0].map(|value| ranks.of(value));
        assert_eq!(found, [[1, 3], [1, 3], [0, 0], [3, 4], [4, 4], [3, 3]]);
        assert_eq!(Ranks::among(&[]).of(1.0), [0, 0]);
    }
}
