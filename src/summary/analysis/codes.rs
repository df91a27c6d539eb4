//! Codes in the place of names: the same for the same name under the same key.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Fewer bytes than this are no secret.
const LEAST_KEY: usize = 16;
/// Bytes of a code: of a million pairs two share one with a chance of one in 37 million.
const CODE: usize = 8;
/// Bytes of a block of SHA-256.
const BLOCK: usize = 64;

/// A secret from which codes are made; without it nobody can tell who a code stands for.
#[derive(Clone)]
pub struct CodingKey(Vec<u8>);

impl CodingKey {
    /// The key that a file holds, without white space around it; `None` below 16 bytes.
    #[must_use]
    pub fn of(content: &[u8]) -> Option<Self> {
        let key = content.trim_ascii();
        (key.len() >= LEAST_KEY).then(|| Self(key.to_vec()))
    }

    /// HMAC-SHA-256 of a text.
    ///
    /// Source: RFC 2104.
    fn sign(&self, text: &str) -> [u8; 32] {
        let mut block = [0_u8; BLOCK];
        if self.0.len() > BLOCK {
            block[..32].copy_from_slice(&Sha256::digest(&self.0));
        } else {
            block[..self.0.len()].copy_from_slice(&self.0);
        }
        let padded = |pad: u8| block.map(|byte| byte ^ pad);
        let inner = Sha256::new()
            .chain_update(padded(0x36))
            .chain_update(text)
            .finalize();
        Sha256::new()
            .chain_update(padded(0x5c))
            .chain_update(inner)
            .finalize()
            .into()
    }
}

impl std::fmt::Debug for CodingKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CodingKey(secret)")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut digits, byte| {
        // Writing to a string cannot fail.
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// The code of each name: with a key sixteen hexadecimal digits that stay the same from run to run, and
/// without one a number that holds for this run only. The numbers are in the order of hashes, so
/// that they do not follow the names.
pub(super) fn codes<'a>(
    prefix: char,
    names: impl IntoIterator<Item = &'a str>,
    key: Option<&CodingKey>,
) -> BTreeMap<&'a str, String> {
    let names: std::collections::BTreeSet<&str> = names.into_iter().collect();
    let Some(key) = key else {
        let mut hashed: Vec<_> = names
            .into_iter()
            .map(|name| (Sha256::digest(name), name))
            .collect();
        hashed.sort_unstable();
        let numbered = (1..).zip(hashed);
        return numbered
            .map(|(number, (_, name))| (name, format!("{prefix}{number:05}")))
            .collect();
    };
    let code = |name: &str| {
        let sign = key.sign(&format!("{prefix}{name}"));
        format!("{prefix}{}", hexadecimal(&sign[..CODE]))
    };
    names.into_iter().map(|name| (name, code(name))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_standard() {
        // RFC 4231, test case 1: twenty bytes 0x0b and "Hi There".
        let sign = CodingKey(vec![0x0b; 20]).sign("Hi There");
        assert_eq!(
            hexadecimal(&sign),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
    }

    #[test]
    fn with_a_key_a_code_does_not_depend_on_the_others() {
        let key = CodingKey::of(b" a secret of some length \n").unwrap();
        let (few, many) = (
            codes('P', ["b"], Some(&key)),
            codes('P', ["a", "b", "c"], Some(&key)),
        );
        assert_eq!(few["b"], many["b"]);
        assert_ne!(many["a"], many["b"]);
        assert_ne!(codes('M', ["b"], Some(&key))["b"][1..], few["b"][1..]);
        assert!(CodingKey::of(b"too short").is_none());
    }

    #[test]
    fn without_a_key_codes_are_numbers_in_no_order_of_names() {
        let found = codes('P', ["a", "b", "c", "d", "e"], None);
        let numbers: Vec<&String> = found.values().collect();
        assert!(!numbers.is_sorted());
        assert!(found.values().all(|code| code.len() == 6));
    }
}
