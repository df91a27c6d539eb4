//! How much a packed file may unpack to.

use std::io::{self, Read};

/// What any file may unpack to, however small it is.
const ALWAYS_ALLOWED: u64 = 256 << 20;

/// Beyond that, a file may unpack to so many times its size. Text packs to a tenth, repetitive
/// text to a fiftieth; the formats allow a thousandth.
const MOST_TIMES: u64 = 200;

/// Bytes that a packed file of a size may unpack to.
pub(super) fn allowed(packed: u64) -> u64 {
    packed.saturating_mul(MOST_TIMES).max(ALWAYS_ALLOWED)
}

/// Gives what it reads, and fails where that is more than a file of its size should hold.
#[derive(Debug)]
pub struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Limited<R> {
    /// Limits what is unpacked from a file of a size.
    pub fn new(inner: R, packed: u64) -> Self {
        Self::up_to(inner, allowed(packed))
    }

    /// Limits what is read to so many bytes.
    pub fn up_to(inner: R, left: u64) -> Self {
        Self { inner, left }
    }

    /// Bytes that may still be read.
    pub fn left(&self) -> u64 {
        self.left
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => {
                self.left = left;
                Ok(read)
            }
            None => Err(io::Error::other(TOO_LARGE)),
        }
    }
}

/// Said of a file that unpacks to too much.
const TOO_LARGE: &str = "it unpacks to more than 200 times its size, which no export does; if it \
                         is one, unpack it yourself";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_unpack_to_so_much_and_no_more() {
        let read = |bytes: u64, left| {
            let mut limited = Limited::up_to(io::repeat(0).take(bytes), left);
            io::copy(&mut limited, &mut io::sink())
        };
        assert_eq!(read(100, 100).unwrap(), 100);
        assert!(
            read(101, 100)
                .unwrap_err()
                .to_string()
                .contains("200 times")
        );
        assert_eq!(allowed(10), ALWAYS_ALLOWED);
        assert_eq!(allowed(10 << 20), 2000 << 20);
        assert_eq!(allowed(u64::MAX), u64::MAX);
    }
}
