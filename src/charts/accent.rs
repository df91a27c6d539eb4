//! A colour of the programme's own, made legible.

use super::contrast::{Rgb, contrast, hex};

/// Least contrast of text with its ground: WCAG 2.2, success criterion 1.4.3.
pub const LEGIBLE: f64 = 4.5;

/// What a page puts text on: the tinted ground of its boxes, in light and in dark. Text that can
/// be read there can be read on the paper, which is farther away from any ink.
const GROUNDS: (Rgb, Rgb) = ((0xF3, 0xF6, 0xF9), (0x1D, 0x23, 0x2A));

/// A colour for rules, links and small headings, as it is used.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Accent {
    /// As asked for, `#RRGGBB`.
    pub asked: String,
    /// On light paper.
    pub light: String,
    /// On dark paper.
    pub dark: String,
}

impl Accent {
    /// Reads `#RRGGBB`; darkens it for light paper and lightens it for dark paper as far as text
    /// in it needs to be read. `None` if it is no colour.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let asked = colour(text)?;
        Some(Self {
            asked: hex(asked),
            light: hex(legible(asked, GROUNDS.0, (0, 0, 0))),
            dark: hex(legible(asked, GROUNDS.1, (255, 255, 255))),
        })
    }

    /// The contrast of the colour asked for with the light ground, where that is not enough.
    #[must_use]
    pub fn too_pale(&self) -> Option<f64> {
        let asked = colour(&self.asked)?;
        Some(contrast(asked, GROUNDS.0)).filter(|found| *found < LEGIBLE)
    }
}

fn colour(text: &str) -> Option<Rgb> {
    let digits = text.trim().strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some((red, green, blue))
}

/// The colour, moved towards another as little as makes it legible on a ground.
fn legible(colour: Rgb, ground: Rgb, towards: Rgb) -> Rgb {
    const STEPS: u8 = 100;
    let steps = (0..=STEPS).map(|step| mixed(colour, towards, f64::from(step) / f64::from(STEPS)));
    let mut legible = steps.filter(|mixed| contrast(*mixed, ground) >= LEGIBLE);
    legible.next().unwrap_or(towards)
}

fn mixed(from: Rgb, to: Rgb, part: f64) -> Rgb {
    let channel = |from: u8, to: u8| {
        let mixed = f64::from(from) + (f64::from(to) - f64::from(from)) * part;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between two channels, and so a channel itself"
        )]
        let channel = mixed.round() as u8;
        channel
    };
    (
        channel(from.0, to.0),
        channel(from.1, to.1),
        channel(from.2, to.2),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_becomes_legible_in_light_and_in_dark() {
        for asked in [
            "#000000", "#FFFFFF", "#FFCC00", "#0B5FFF", "#7f7f7f", "#14181D",
        ] {
            let accent = Accent::parse(asked).unwrap();
            let (light, dark) = (colour(&accent.light), colour(&accent.dark));
            assert!(contrast(light.unwrap(), GROUNDS.0) >= LEGIBLE, "{accent:?}");
            assert!(contrast(dark.unwrap(), GROUNDS.1) >= LEGIBLE, "{accent:?}");
        }
    }

    #[test]
    fn a_legible_colour_stays_as_it_is() {
        let accent = Accent::parse("#0B5F4A").unwrap();
        assert_eq!(
            (accent.light.as_str(), accent.too_pale()),
            ("#0B5F4A", None)
        );
        let pale = Accent::parse("#ffcc00").unwrap();
        assert!(pale.too_pale().is_some_and(|found| found < 1.6));
        assert_eq!(pale.dark, "#FFCC00");
        assert_ne!(pale.light, "#FFCC00");
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["red", "#FFF", "#GG0000", "", "#+12345", "#1234567"] {
            assert_eq!(Accent::parse(text), None, "{text}");
        }
    }
}
