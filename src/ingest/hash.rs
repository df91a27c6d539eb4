//! A 64-bit hash that is the same on every machine and in every run.

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const MULTIPLIER: u64 = 0xff51_afd7_ed55_8ccd;

/// Hash of some bytes.
#[must_use]
pub(super) fn stable_hash(bytes: &[u8]) -> u64 {
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = mixed(hash ^ u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mixed(mixed(hash ^ u64::from_le_bytes(last)))
}

/// Hash of one hash after another.
#[must_use]
pub(super) fn combined(first: u64, second: u64) -> u64 {
    mixed(first.rotate_left(23) ^ second)
}

fn mixed(value: u64) -> u64 {
    let value = value.wrapping_mul(MULTIPLIER);
    value ^ (value >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_hash_never_changes() {
        assert_eq!(stable_hash(b"p-001"), stable_hash("p-001".as_bytes()));
        assert_eq!(stable_hash(b""), 15_416_019_768_128_096_361);
    }

    #[test]
    fn numbered_ids_spread_over_partitions() {
        let used: BTreeSet<_> = (0..1000)
            .map(|number| stable_hash(format!("pair {number}").as_bytes()) % 64)
            .collect();
        assert_eq!(used.len(), 64);
    }

    #[test]
    fn zeros_at_the_end_count() {
        assert_ne!(stable_hash(b"a"), stable_hash(b"a\0"));
        assert_ne!(combined(1, 2), combined(2, 1));
    }
}
