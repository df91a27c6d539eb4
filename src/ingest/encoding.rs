//! In which characters a file is written, found from its bytes.
//!
//! A byte order mark decides; else valid UTF-8 is UTF-8; else the file is taken as
//! windows-1252, or as Mac Roman or another code page where enough letters say so; lines that
//! are UTF-8 none the less have no say in that. What holds neither text nor an order of zero bytes
//! that UTF-16 would leave is not text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// What one pass over a file's bytes found.
pub(super) struct Survey {
    first: Vec<u8>,
    utf8: bool,
    line_feeds: bool,
    carriage_returns: bool,
    /// Zero bytes at even and odd offsets.
    zeros: [u64; 2],
    /// Bytes that are letters in Mac Roman between two ASCII letters and rare in windows-1252.
    mac: u64,
    /// Bytes that are letters in windows-1252 between two ASCII letters and symbols in Mac Roman.
    windows: u64,
    /// Bytes that are not ASCII.
    high: u64,
    /// Of these, letters beside a letter: signs of money and dashes tell no language.
    in_words: u64,
    /// Bytes before a digit that are a pound sign in windows-1252 and a letter elsewhere.
    pounds: u64,
    /// What the letters speak for.
    letters: EncodingDetector,
    /// Bytes that the letters were looked for in.
    looked_at: usize,
    length: u64,
    carry: Vec<u8>,
}

/// Bytes without ASCII that the letters of a code page are told from, and of one that differs
/// from windows-1252 in a few letters only.
const FEW_LETTERS: u64 = 4;
const MANY_LETTERS: u64 = 12;

/// A pound sign in windows-1252, and the letter Ł in windows-1250.
const POUND: u8 = 0xa3;

/// Bytes in which letters are looked for.
const LETTERS_IN: usize = 4 << 20;

/// Code pages of languages in Latin letters.
const LATIN: [&str; 10] = [
    "windows-1250",
    "windows-1254",
    "windows-1257",
    "windows-1258",
    "ISO-8859-2",
    "ISO-8859-4",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-15",
    "ISO-8859-16",
];

/// Characters of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// Written in this encoding, with a byte order mark of so many bytes.
    Text(&'static Encoding, usize),
    /// Not text; what it looks like and what to do about it.
    Binary(&'static str, &'static str),
}

/// Bytes that are looked at at once.
const PART: usize = 1 << 20;

/// As many bytes as come at once; 0 at the end.
fn read(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match input.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            read => return read,
        }
    }
}

impl Survey {
    /// Reads everything, telling `seen` each chunk while its characters are looked at and the
    /// next one is read.
    pub fn of(mut input: impl Read + Send, mut seen: impl FnMut(&[u8]) + Send) -> io::Result<Self> {
        let mut survey = Self::new();
        let [mut buffer, mut ahead] = [(); 2].map(|()| vec![0; PART]);
        let mut length = read(&mut input, &mut buffer)?;
        while length > 0 {
            let chunk = &buffer[..length];
            let look = || {
                survey.add(chunk);
                read(&mut input, &mut ahead)
            };
            length = rayon::join(|| seen(chunk), look).1?;
            std::mem::swap(&mut buffer, &mut ahead);
        }
        Ok(survey.finished())
    }

    fn new() -> Self {
        Self {
            first: Vec::new(),
            utf8: true,
            line_feeds: false,
            carriage_returns: false,
            zeros: [0; 2],
            mac: 0,
            windows: 0,
            high: 0,
            in_words: 0,
            pounds: 0,
            letters: EncodingDetector::new(Iso2022JpDetection::Deny),
            looked_at: 0,
            length: 0,
            carry: Vec::new(),
        }
    }

    fn add(&mut self, chunk: &[u8]) {
        if self.first.len() < 4 {
            let wanted = 4 - self.first.len();
            self.first.extend(chunk.iter().take(wanted));
        }
        self.line_feeds = self.line_feeds || memchr::memchr(b'\n', chunk).is_some();
        self.carriage_returns = self.carriage_returns || memchr::memchr(b'\r', chunk).is_some();
        for zero in memchr::memchr_iter(0, chunk) {
            self.zeros[usize::from(!(self.length + zero as u64).is_multiple_of(2))] += 1;
        }
        self.add_characters(chunk);
        self.length += chunk.len() as u64;
    }

    fn add_characters(&mut self, chunk: &[u8]) {
        if self.utf8 {
            let text = match self.carry.as_slice() {
                [] => Cow::Borrowed(chunk),
                carried => Cow::Owned([carried, chunk].concat()),
            };
            match std::str::from_utf8(&text) {
                Ok(_) => self.carry.clear(),
                Err(error) if error.error_len().is_none() => {
                    self.carry = text[error.valid_up_to()..].to_vec();
                }
                Err(_) => {
                    self.utf8 = false;
                    self.carry = Vec::new();
                }
            }
        }
        if !self.utf8 {
            self.add_single_bytes(&without_utf8(chunk));
        }
    }

    /// Letters inside words tell Mac Roman (é = 0x8E, è = 0x8F, ä = 0x8A) from windows-1252.
    fn add_single_bytes(&mut self, chunk: &[u8]) {
        if self.looked_at < LETTERS_IN {
            let part = &chunk[..chunk.len().min(LETTERS_IN - self.looked_at)];
            self.letters.feed(part, false);
            self.looked_at += part.len();
            self.high += part.iter().filter(|byte| !byte.is_ascii()).count() as u64;
        }
        for word in chunk.windows(3) {
            let beside = is_letter(word[0]) || is_letter(word[2]);
            if word[0].is_ascii_alphabetic() && word[2].is_ascii_alphabetic() {
                self.mac += u64::from(matches!(word[1], 0x80..=0x91 | 0x93..=0x9f));
                self.windows += u64::from(word[1] >= 0xc0);
            }
            self.in_words += u64::from(beside && is_latin_letter(word[1]));
            self.pounds += u64::from(word[1] == POUND && word[2].is_ascii_digit());
        }
    }

    fn finished(mut self) -> Self {
        self.utf8 = self.utf8 && self.carry.is_empty();
        self
    }

    /// The encoding that the bytes speak for.
    pub fn found(&self) -> Found {
        if let Some((encoding, mark)) = Encoding::for_bom(&self.first) {
            let rest = if encoding == UTF_8 && !self.utf8 {
                self.code_page()
            } else {
                encoding
            };
            return Found::Text(rest, mark);
        }
        if let Some((looks, hint)) = self.known_binary() {
            return Found::Binary(looks, hint);
        }
        if self.zeros != [0; 2] {
            return self.with_zeros();
        }
        let encoding = match () {
            () if self.utf8 => UTF_8,
            // Letters of two bytes stand side by side.
            () if self.mac > self.windows && self.mac * 4 >= self.high => MACINTOSH,
            () => self.code_page(),
        };
        Found::Text(encoding, 0)
    }

    /// The code page that the letters speak for, if there are enough of them.
    fn code_page(&self) -> &'static Encoding {
        let guess = self.letters.guess(None, Utf8Detection::Deny);
        let told = if LATIN.contains(&guess.name()) {
            self.in_words >= MANY_LETTERS && self.pounds * 4 < self.in_words
        } else {
            self.high >= FEW_LETTERS
        };
        if told && guess != UTF_8 {
            guess
        } else {
            WINDOWS_1252
        }
    }

    fn known_binary(&self) -> Option<(&'static str, &'static str)> {
        let save = "open it and save it as CSV UTF-8";
        match self.first.as_slice() {
            [b'P', b'K', 3, 4] => Some(("it looks like an Excel workbook or a zip archive", save)),
            [0xd0, 0xcf, 0x11, 0xe0] => Some(("it looks like an old Excel workbook", save)),
            [b'%', b'P', b'D', b'F'] => Some(("it looks like a PDF", "export the data as CSV")),
            [0x1f, 0x8b, ..] => Some((
                "it looks compressed twice",
                "unpack it, or name it with the ending .gz",
            )),
            _ => None,
        }
    }

    /// Text of Latin scripts in UTF-16 has a zero in most pairs of bytes, always on one side.
    fn with_zeros(&self) -> Found {
        let [even, odd] = self.zeros;
        let many = self.length / 5;
        if odd > many && even <= odd / 20 {
            Found::Text(UTF_16LE, 0)
        } else if even > many && odd <= even / 20 {
            Found::Text(UTF_16BE, 0)
        } else {
            Found::Binary(
                "it holds zero bytes",
                "export it again, the file may be damaged",
            )
        }
    }

    /// Whether every byte is part of valid UTF-8.
    pub fn is_utf8(&self) -> bool {
        self.utf8
    }

    /// Whether rows end in carriage returns alone, as on old Macs.
    pub fn ends_rows_in_carriage_returns(&self) -> bool {
        self.carriage_returns && !self.line_feeds
    }
}

/// The lines that are ASCII or no UTF-8.
fn without_utf8(text: &[u8]) -> Cow<'_, [u8]> {
    let is_other = |line: &&[u8]| line.is_ascii() || std::str::from_utf8(line).is_err();
    let lines = || text.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'));
    if lines().all(|line| is_other(&line)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(lines().filter(is_other).flatten().copied().collect())
}

/// Whether a byte is an ASCII letter, or may be one of a code page of Latin letters.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || is_latin_letter(byte)
}

/// Whether a byte may be a letter in a code page of Latin letters: the others hold quotes, dashes
/// and dots there, the same in all of them.
fn is_latin_letter(byte: u8) -> bool {
    !matches!(byte, 0..=0x89 | 0x8b | 0x90..=0x99 | 0x9b | 0xa0 | 0xab | 0xad | 0xb0 | 0xb7 | 0xbb)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bytes: &[u8]) -> Found {
        Survey::of(bytes, |_| ()).unwrap().found()
    }

    #[test]
    fn marks_and_validity_decide() {
        assert_eq!(found(b"\xef\xbb\xbfa,b"), Found::Text(UTF_8, 3));
        assert_eq!(found(b"\xff\xfea\0"), Found::Text(UTF_16LE, 2));
        assert_eq!(found("Zoë".as_bytes()), Found::Text(UTF_8, 0));
        assert_eq!(
            found(b"Zo\xeb \x96 M\xfcller"),
            Found::Text(WINDOWS_1252, 0)
        );
        assert_eq!(found(b"Andr\x8ea Lef\x8fvre"), Found::Text(MACINTOSH, 0));
        assert_eq!(found(b""), Found::Text(UTF_8, 0));
        assert_eq!(found(b"truncated \xc3"), Found::Text(WINDOWS_1252, 0));
    }

    #[test]
    fn letters_across_two_parts_are_whole_and_every_byte_is_seen_once() {
        let text = "a".repeat(PART - 1) + &"é".repeat(PART);
        let mut seen = Vec::new();
        let survey = Survey::of(text.as_bytes(), |part| seen.extend_from_slice(part)).unwrap();
        assert!(survey.is_utf8() && seen == text.as_bytes());
        let cut = &text.as_bytes()[..text.len() - 1];
        assert!(!Survey::of(cut, |_| ()).unwrap().is_utf8());
    }

    #[test]
    fn lines_of_utf_8_say_nothing_of_the_others() {
        let mut mixed = "Łódź,część\nŻywiec,pięć złotych\nŚwięte,następnie\n"
            .repeat(9)
            .into_bytes();
        mixed.extend(b"Zo\xeb,M\xfcller\n");
        assert_eq!(found(&mixed), Found::Text(WINDOWS_1252, 0));
        let marked = [b"\xef\xbb\xbf", &mixed[..]].concat();
        assert_eq!(found(&marked), Found::Text(WINDOWS_1252, 3));
    }

    #[test]
    fn letters_tell_code_pages() {
        for (page, text) in [
            (
                "windows-1251",
                "Наставник,Дата встречи,Что обсуждали\nАнна,01.02.2026,планы на год\n",
            ),
            (
                "windows-1253",
                "Μέντορας,Ημερομηνία,Σημειώσεις\nΆννα,01.02.2026,όλα καλά\n",
            ),
            (
                "windows-1250",
                "Mentor,Podopieczny,Następne spotkanie,Cele osiągnięte\nWłodzimierz,Żaneta,środa,częściowo, ale dużo się działo\nŁucja,Grażyna,piątek,jeszcze nie\n",
            ),
            (
                "windows-1250",
                "Wizyta,Koszt\nŁódź,część\nŻywiec,pięć złotych\nŚwięte,następnie osiągnięte\n",
            ),
            (
                "Shift_JIS",
                "メンター,日付,次回の予定\n山田,2026-01-02,来週の金曜日\n",
            ),
            (
                "windows-1252",
                "Mentor,Mentorin,Nächstes Gespräch,Ziele erreicht\nJürgen,Käthe,übermorgen,größtenteils; es wäre schön, früher zu sprechen\n",
            ),
        ] {
            let encoding = Encoding::for_label(page.as_bytes()).unwrap();
            let (bytes, _, _) = encoding.encode(text);
            assert_eq!(found(&bytes), Found::Text(encoding, 0), "{page}");
        }
    }

    #[test]
    fn signs_of_money_and_dashes_tell_no_language() {
        let rows = "Anna,visited the site,£12.50,3 – 4 June,‘good’\n".repeat(20);
        let (bytes, _, _) = WINDOWS_1252.encode(&rows);
        assert_eq!(found(&bytes), Found::Text(WINDOWS_1252, 0));
    }

    #[test]
    fn zeros_are_utf_16_only_on_one_side() {
        let wide: Vec<u8> = "pair_id,date\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(found(&wide), Found::Text(UTF_16LE, 0));
        let wide: Vec<u8> = "pair_id,date\n"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(found(&wide), Found::Text(UTF_16BE, 0));
        assert!(matches!(found(&[0; 512]), Found::Binary(..)));
        assert!(matches!(found(b"a,b\n1,\0\n2,3\n"), Found::Binary(..)));
        assert!(matches!(found(b"PK\x03\x04rest"), Found::Binary(..)));
    }

    #[test]
    fn characters_cut_by_the_buffer_are_whole_again() {
        let text = "é".repeat(700_001);
        assert_eq!(found(text.as_bytes()), Found::Text(UTF_8, 0));
    }
}
