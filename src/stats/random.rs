//! Random numbers for tests and bootstraps: the same on every machine for the same seed.
//!
//! `SplitMix64` (Steele, G. L., Lea, D. and Flood, C. H. (2014), *OOPSLA*, 453–472).

/// A stream of random numbers.
pub(super) struct Random(u64);

impl Random {
    /// The stream of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n` − 1; 0 if `n` is 0. The bias is below n·2⁻⁶⁴.
    pub fn below(&mut self, n: usize) -> usize {
        let high = (u128::from(self.next()) * n as u128) >> 64;
        usize::try_from(high).unwrap_or(0)
    }

    /// Moves `chosen` of the items, each set of that size equally likely, to the front.
    pub fn choose<T>(&mut self, items: &mut [T], chosen: usize) {
        for place in 0..chosen.min(items.len()) {
            items.swap(place, place + self.below(items.len() - place));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_those_of_the_published_generator() {
        let mut random = Random::new(1_234_567);
        let first = [random.next(), random.next()];
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]
        );
    }

    #[test]
    fn every_set_is_chosen_about_as_often() {
        let mut random = Random::new(1);
        let mut counts = [0; 4];
        for _ in 0..4_000 {
            let mut items = [0, 1, 2, 3];
            random.choose(&mut items, 1);
            counts[items[0]] += 1;
        }
        assert!(
            counts.iter().all(|count| (900..1_100).contains(count)),
            "{counts:?}"
        );
    }
}
