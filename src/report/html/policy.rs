//! The content-security policy: nothing may be loaded; one style sheet applies, and one script
//! runs where the page has one.

use sha2::{Digest, Sha256};

/// The policy of a page with this style sheet and this script; empty = none.
pub(super) fn of(style: &str, script: &str) -> String {
    let script = match script {
        "" => String::new(),
        script => format!(" script-src {};", hash(script)),
    };
    format!(
        "default-src 'none';{script} style-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style)
    )
}

/// The source expression that allows a text.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
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
            of("", ""),
            "default-src 'none'; style-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; \
             img-src data:; base-uri 'none'; form-action 'none'"
        );
        assert!(of("", "a").starts_with(
            "default-src 'none'; script-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs='; style-src "
        ));
    }
}
