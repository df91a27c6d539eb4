//! What a picture is and how large, from its first bytes.

use super::svg;
use crate::charts;
use crate::config::brand::LogoFormat;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8] = b"\xFF\xD8\xFF";

/// More pixels than this in one direction are no logo.
const LARGEST: u32 = 10_000;

/// Format, width and height of a picture, or why it cannot be used.
pub(super) fn described(bytes: &[u8]) -> Result<(LogoFormat, u32, u32), String> {
    let (format, size) = if bytes.starts_with(PNG) {
        (LogoFormat::Png, png_size(bytes))
    } else if bytes.starts_with(JPEG) {
        (LogoFormat::Jpeg, jpeg_size(bytes))
    } else {
        let text = std::str::from_utf8(bytes)
            .ok()
            .filter(|text| text.contains("<svg"));
        let text = text.ok_or("the logo is no PNG, JPEG or SVG picture.")?;
        svg::refuse(text)?;
        (LogoFormat::Svg, svg_size(text))
    };
    match size {
        Some((width @ 1..=LARGEST, height @ 1..=LARGEST)) => Ok((format, width, height)),
        Some(_) => Err("the logo is empty or larger than 10,000 pixels.".to_owned()),
        None => Err("the logo is damaged: it does not say how large it is.".to_owned()),
    }
}

/// Width and height stand in the first piece of the file: PNG, section 11.2.2.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes
        .get(12..24)
        .filter(|header| header.starts_with(b"IHDR"))?;
    Some((number(&header[4..8]), number(&header[8..12])))
}

/// Width and height stand in the frame header, after other segments: ITU-T T.81, B.2.2.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.get(2..)?;
    loop {
        let [0xFF, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let size = rest.get(5..9)?;
            return Some((number(&size[2..4]), number(&size[..2])));
        }
        rest = rest.get(2 + length..)?;
    }
}

fn svg_size(text: &str) -> Option<(u32, u32)> {
    let drawn = charts::png(text).ok()?;
    Some((drawn.width, drawn.height))
}

/// Bytes as a number, the highest first.
fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_known_by_their_bytes() {
        let mut png = PNG.to_vec();
        png.extend(b"\0\0\0\rIHDR\0\0\x01\x00\0\0\0\x20");
        assert_eq!(described(&png), Ok((LogoFormat::Png, 256, 32)));
        let jpeg = b"\xFF\xD8\xFF\xE0\0\x04ab\xFF\xC0\0\x11\x08\0\x20\x01\0";
        assert_eq!(described(jpeg), Ok((LogoFormat::Jpeg, 256, 32)));
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>";
        assert_eq!(described(svg), Ok((LogoFormat::Svg, 30, 20)));
    }

    #[test]
    fn what_is_no_picture_says_so() {
        for (bytes, why) in [
            (&b"GIF89a"[..], "no PNG, JPEG or SVG"),
            (PNG, "damaged"),
            (b"\xFF\xD8\xFF\xE0\xFF\xFF", "damaged"),
            (b"<svg", "damaged"),
            (
                b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
                "script",
            ),
        ] {
            let error = described(bytes).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
