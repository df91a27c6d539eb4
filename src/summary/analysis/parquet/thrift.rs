//! Thrift's compact protocol, as far as the headers and the footer of a Parquet file need it.
//!
//! Source: <https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>.

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// A structure in the making; fields are written in ascending order of their ids.
#[derive(Debug, Default)]
pub(super) struct Struct {
    bytes: Vec<u8>,
    last_id: u8,
}

impl Struct {
    /// Adds a number of 32 bits, or a variant of an enumeration.
    pub fn i32(mut self, id: u8, value: i32) -> Self {
        self.field(id, I32);
        varint(&mut self.bytes, zigzag(i64::from(value)));
        self
    }

    /// Adds a number of 64 bits.
    pub fn i64(mut self, id: u8, value: i64) -> Self {
        self.field(id, I64);
        varint(&mut self.bytes, zigzag(value));
        self
    }

    /// Adds a text.
    pub fn text(mut self, id: u8, value: &str) -> Self {
        self.field(id, BINARY);
        text(&mut self.bytes, value);
        self
    }

    /// Adds a structure.
    pub fn nested(mut self, id: u8, value: Self) -> Self {
        self.field(id, STRUCT);
        self.bytes.extend(value.finish());
        self
    }

    /// Adds a list of structures.
    pub fn structs(mut self, id: u8, values: Vec<Self>) -> Self {
        self.list(id, STRUCT, values.len());
        let values = values.into_iter().flat_map(Self::finish);
        self.bytes.extend(values);
        self
    }

    /// Adds a list of variants of an enumeration.
    pub fn variants(mut self, id: u8, values: &[i32]) -> Self {
        self.list(id, I32, values.len());
        for value in values {
            varint(&mut self.bytes, zigzag(i64::from(*value)));
        }
        self
    }

    /// Adds a list of texts.
    pub fn texts(mut self, id: u8, values: &[&str]) -> Self {
        self.list(id, BINARY, values.len());
        for value in values {
            text(&mut self.bytes, value);
        }
        self
    }

    /// Its bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }

    fn list(&mut self, id: u8, of: u8, len: usize) {
        self.field(id, LIST);
        if let Ok(short @ 0..15) = u8::try_from(len) {
            self.bytes.push(short << 4 | of);
        } else {
            self.bytes.push(0xF0 | of);
            varint(&mut self.bytes, len as u64);
        }
    }

    /// The ids of the fields that Parquet has are less than 16 apart.
    fn field(&mut self, id: u8, kind: u8) {
        self.bytes.push((id - self.last_id) << 4 | kind);
        self.last_id = id;
    }
}

fn text(bytes: &mut Vec<u8>, value: &str) {
    varint(bytes, value.len() as u64);
    bytes.extend(value.as_bytes());
}

/// Small numbers of either sign as small numbers.
const fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63).cast_unsigned()
}

/// Seven bits a byte, the lowest first.
pub(super) fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value > 0x7F {
        bytes.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push((value & 0x7F) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        let bytes = |value| {
            let mut bytes = Vec::new();
            varint(&mut bytes, value);
            bytes
        };
        assert_eq!(bytes(127), [127]);
        // 300 = 2·128 + 44, the example of the specification of varints.
        assert_eq!(bytes(300), [0xAC, 2]);
        assert_eq!([0, -1, 1, -2, i64::MIN].map(zigzag), [0, 1, 2, 3, u64::MAX]);
    }

    #[test]
    fn fields_say_how_far_they_are_from_the_one_before() {
        let bytes = Struct::default()
            .i32(1, 1)
            .text(4, "ab")
            .nested(5, Struct::default())
            .finish();
        assert_eq!(bytes, [0x15, 2, 0x38, 2, b'a', b'b', 0x1C, 0, 0]);
    }

    #[test]
    fn long_lists_have_their_length_after_them() {
        let short = Struct::default().variants(1, &[0, 3]).finish();
        assert_eq!(short, [0x19, 0x25, 0, 6, 0]);
        let long = Struct::default().variants(1, &[0; 15]).finish();
        assert_eq!(long[..3], [0x19, 0xF5, 15]);
    }
}
