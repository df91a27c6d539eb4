//! The content-security policy: nothing may be loaded, nothing may run, one style sheet applies.

use sha2::{Digest, Sha256};

/// The policy of a page whose only style sheet this is.
pub(super) fn for_style(style: &str) -> String {
    let hash = base64(&Sha256::digest(style.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base 64 with padding, RFC 4648 section 4.
pub(super) fn base64(bytes: &[u8]) -> String {
    bytes.chunks(3).flat_map(four_letters).collect()
}

/// One to three bytes as four letters.
fn four_letters(bytes: &[u8]) -> [char; 4] {
    let byte = |place: usize| u32::from(bytes.get(place).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    std::array::from_fn(|place| {
        if place > bytes.len() {
            return '=';
        }
        let letter = bits >> (18 - 6 * place) & 63;
        char::from(LETTERS[letter as usize])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        let known = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, encoded) in known {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn the_policy_names_the_style_and_forbids_the_rest() {
        // SHA-256 of nothing, as every implementation prints it.
        assert_eq!(
            for_style(""),
            "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
             img-src data:; base-uri 'none'; form-action 'none'"
        );
    }
}
