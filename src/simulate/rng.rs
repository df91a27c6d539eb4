//! The random numbers behind a synthetic programme: the same on every machine, for ever.
//!
//! xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021),
//! its state filled by `SplitMix64` (Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", 2014). Only integer arithmetic, and comparisons with a 53-bit fraction, are used:
//! nothing here can differ in its last bit between two machines.

/// What a stream of random numbers is for.
///
/// Each purpose of each pair has a stream of its own, so that a change in how, say, forms are drawn
/// leaves every meeting of every pair where it was, and pair 7 does not depend on pair 6.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// Who the mentor is and how many mentees they take.
    Mentor = 1,
    /// The course of the relationship.
    Life = 2,
    /// When the pair meets.
    Meetings = 3,
    /// What the pair sets out to do, and whether it succeeds.
    Goals = 4,
    /// What is written down about each meeting.
    Records = 5,
    /// The forms that come back.
    Forms = 6,
    /// The actions that are followed up.
    Actions = 7,
    /// Who the mentee is.
    Mentee = 8,
    /// What the office writes into the register of pairs.
    Register = 9,
    /// What is written into the register of goals.
    GoalRegister = 10,
    /// Ideas for partnership.
    Ideas = 11,
    /// Whether a stretched gap between meetings is rounded up or down.
    Rounding = 12,
    /// Whom the coordinators call, and what comes of it.
    Contacts = 13,
    /// Whether a meeting that fell through is made up for.
    MadeUp = 14,
    /// Whether and when the office notices that a pair has stopped.
    Review = 15,
}

/// A xoshiro256** generator.
#[derive(Clone, Debug)]
pub(super) struct Rng {
    state: [u64; 4],
}

impl Rng {
    /// The stream that `seed` gives to one `purpose` of the pair or mentor number `index`.
    pub(super) fn stream(seed: u64, purpose: Purpose, index: u64) -> Self {
        let mut mixed = seed;
        let base = split_mix(&mut mixed);
        let mut filling = base ^ index.rotate_left(8) ^ (purpose as u64);
        let mut state = [0; 4];
        for word in &mut state {
            *word = split_mix(&mut filling);
        }
        Self { state }
    }

    /// The next 64 random bits.
    pub(super) fn next(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number from 0 to `n` − 1; 0 if `n` is 0. The bias is below 2⁻³².
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let high = self.next() >> 32;
        // Both factors are below 2³², so the product's high half is below `n` and fits.
        ((high * u64::from(n)) >> 32) as u32
    }

    /// A whole number from `low` to `high`, both possible; `low` if they are the wrong way round.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.saturating_sub(low).saturating_add(1);
        let span = u32::try_from(span.max(1)).unwrap_or(u32::MAX);
        low + i64::from(self.below(span))
    }

    /// True with probability `p`: never at 0 or below, always at 1 or above.
    pub(super) fn chance(&mut self, p: f64) -> bool {
        const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.next() >> 11) as f64 * UNIT < p
    }

    /// One entry of a table, all equally likely.
    pub(super) fn pick<T: Copy, const N: usize>(&mut self, table: &[T; N]) -> T {
        const { assert!(N > 0 && N <= 1 << 16) };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "`below` stays under N, which is at most 2¹⁶: in bounds and exact"
        )]
        table[self.below(N as u32) as usize]
    }

    /// One entry of a table of (weight, entry), each as likely as its weight says.
    pub(super) fn weighted<T: Copy, const N: usize>(&mut self, table: &[(u32, T); N]) -> T {
        const { assert!(N > 0) };
        let total = table.iter().map(|&(weight, _)| weight).sum();
        let mut left = self.below(total);
        for &(weight, entry) in table {
            if left < weight {
                return entry;
            }
            left -= weight;
        }
        table[N - 1].1
    }
}

/// One step of `SplitMix64`.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn split_mix_gives_the_published_sequence() {
        let mut state = 1_234_567;
        let got = [
            split_mix(&mut state),
            split_mix(&mut state),
            split_mix(&mut state),
        ];
        assert_eq!(
            got,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423
            ]
        );
    }

    #[test]
    fn xoshiro_gives_the_published_sequence() {
        let mut rng = Rng {
            state: [1, 2, 3, 4],
        };
        let got = [rng.next(), rng.next(), rng.next(), rng.next()];
        assert_eq!(got, [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240]);
    }

    #[test]
    fn streams_of_two_purposes_differ() {
        let first = Rng::stream(1, Purpose::Life, 7).next();
        assert_ne!(first, Rng::stream(1, Purpose::Goals, 7).next());
        assert_ne!(first, Rng::stream(1, Purpose::Life, 8).next());
        assert_ne!(first, Rng::stream(2, Purpose::Life, 7).next());
        assert_eq!(first, Rng::stream(1, Purpose::Life, 7).next());
    }

    #[test]
    fn weights_are_kept() {
        let mut rng = Rng::stream(3, Purpose::Life, 0);
        let hits = (0..10_000)
            .filter(|_| rng.weighted(&[(1, false), (3, true)]))
            .count();
        assert!(
            (7_300..7_700).contains(&hits),
            "{hits} of 10 000 where 7 500 were due"
        );
    }

    #[test]
    fn ranges_include_both_ends_and_nothing_else() {
        let mut rng = Rng::stream(4, Purpose::Life, 0);
        let drawn: std::collections::BTreeSet<i64> = (0..200).map(|_| rng.between(-1, 2)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-1, 0, 1, 2]);
        assert_eq!(rng.between(5, 1), 5);
    }
}
