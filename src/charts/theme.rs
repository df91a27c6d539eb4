//! The one look of all pictures: inks, type, dashes, and the stylesheet for a page.
//!
//! An [`Ink`] is named by what it is for. A drawing knows its light colour; the backend finds the
//! ink again by that colour, so that one drawing can be written with fixed colours or with classes.

use std::fmt::Write as _;

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

use super::contrast::{Rgb, hex};
use super::svg::row_stylesheet;

/// Fonts with the same widths, commonest first; the last resort is whatever the reader has.
pub(super) const FONTS: &str = "Arial, 'Liberation Sans', Helvetica, sans-serif";

/// Width of every picture but the sparkline, in pixels. Against it the smallest type is so large
/// that it can be read where a picture takes two thirds of the text of an A4 page: 7 points at
/// 114 mm.
pub(super) const WIDTH: f64 = 560.0;
/// Room at every edge, in pixels.
pub(super) const MARGIN: f64 = 12.0;

/// What a colour is for. Every ink but paper and grid has at least 4.5 : 1 against the paper, so
/// that text in the colour of the paper can be read on it; the axis has 3 : 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Paper,
    Text,
    Muted,
    Grid,
    Axis,
    /// The main one: what the picture is about.
    Blue,
    Orange,
    Green,
    Purple,
    Slate,
    Red,
}

impl Ink {
    const ALL: [Self; 11] = [
        Self::Paper,
        Self::Text,
        Self::Muted,
        Self::Grid,
        Self::Axis,
        Self::Blue,
        Self::Orange,
        Self::Green,
        Self::Purple,
        Self::Slate,
        Self::Red,
    ];

    /// Inks of curves and categories, in order of use.
    pub(super) const SERIES: [Self; 6] = [
        Self::Blue,
        Self::Orange,
        Self::Green,
        Self::Purple,
        Self::Slate,
        Self::Red,
    ];

    /// Name of the variable and end of the class names, and the light and dark colours.
    pub(super) const fn look(self) -> (&'static str, Rgb, Rgb) {
        match self {
            Self::Paper => ("paper", (0xFF, 0xFF, 0xFF), (0x14, 0x18, 0x1D)),
            Self::Text => ("text", (0x1F, 0x29, 0x33), (0xE8, 0xEC, 0xF0)),
            Self::Muted => ("muted", (0x55, 0x61, 0x6E), (0xA9, 0xB4, 0xBF)),
            Self::Grid => ("grid", (0xDD, 0xE2, 0xE7), (0x33, 0x3C, 0x46)),
            Self::Axis => ("axis", (0x7B, 0x87, 0x94), (0x7F, 0x8B, 0x97)),
            Self::Blue => ("series-1", (0x1D, 0x5C, 0x96), (0x6C, 0xB2, 0xEB)),
            Self::Orange => ("series-2", (0xB3, 0x4F, 0x09), (0xF0, 0xA3, 0x5E)),
            Self::Green => ("series-3", (0x1A, 0x75, 0x5A), (0x5C, 0xC8, 0xA8)),
            Self::Purple => ("series-4", (0x76, 0x4A, 0x9C), (0xC3, 0xA0, 0xE4)),
            Self::Slate => ("series-5", (0x60, 0x6D, 0x7A), (0x98, 0xA5, 0xB2)),
            Self::Red => ("series-6", (0xAD, 0x27, 0x52), (0xF0, 0x8C, 0xA8)),
        }
    }

    /// End of the class names, and the variable's name after `--`.
    pub(super) const fn name(self) -> &'static str {
        self.look().0
    }

    /// The fixed colour of a standalone picture.
    pub(super) fn hex(self) -> String {
        hex(self.look().1)
    }

    /// The colour that the drawing library is given.
    pub(super) const fn colour(self) -> RGBColor {
        let (red, green, blue) = self.look().1;
        RGBColor(red, green, blue)
    }

    /// The ink that has this colour.
    pub(super) fn of(colour: BackendColor) -> Option<Self> {
        Self::ALL.into_iter().find(|ink| ink.look().1 == colour.rgb)
    }
}

/// The scale of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Face {
    Headline,
    Subtitle,
    Label,
    Strong,
    Small,
}

impl Face {
    /// Size in pixels.
    pub(super) const fn size(self) -> f64 {
        match self {
            Self::Headline => 17.0,
            Self::Subtitle => 13.0,
            Self::Label | Self::Strong => 12.5,
            Self::Small => 12.25,
        }
    }

    /// Whether the heavy weight is used.
    pub(super) const fn bold(self) -> bool {
        matches!(self, Self::Headline | Self::Strong)
    }

    /// Height of a line in pixels.
    pub(super) fn line(self) -> f64 {
        self.size() * 1.3
    }
}

/// How a line is broken up, so that curves differ by more than colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dash {
    Solid,
    Long,
    Dots,
    LongDot,
    Short,
    Wide,
}

impl Dash {
    /// Dashes of curves, in order of use.
    pub(super) const SERIES: [Self; 6] = [
        Self::Solid,
        Self::Long,
        Self::Dots,
        Self::LongDot,
        Self::Short,
        Self::Wide,
    ];

    /// Lengths of dashes and gaps in tenths of a pixel, for `stroke-dasharray`.
    pub(super) const fn lengths(self) -> Option<&'static str> {
        match self {
            Self::Solid => None,
            Self::Long => Some("70 40"),
            Self::Dots => Some("20 30"),
            Self::LongDot => Some("90 30 20 30"),
            Self::Short => Some("40 30"),
            Self::Wide => Some("120 50"),
        }
    }
}

/// The stylesheet fragment that embedded pictures need, once in a page: colours for light, dark
/// and print as variables, and the classes that use them. No address, no script.
///
/// The page may set `--paper`, `--text`, `--series-1` … itself, later, to its own colours.
#[must_use]
pub fn stylesheet() -> String {
    let (light, dark) = (variables(|look| look.1), variables(|look| look.2));
    let mut css = format!(
        ":root{{{light}}}\n\
         @media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n\
         .chart{{display:block;max-width:100%;height:auto;font-family:{FONTS}}}\n{}",
        row_stylesheet()
    );
    for ink in Ink::ALL {
        let name = ink.name();
        // Writing to a string cannot fail.
        let _ = writeln!(
            css,
            ".chart .fill-{name}{{fill:var(--{name})}}\n.chart .line-{name}{{stroke:var(--{name})}}"
        );
    }
    css
}

fn variables(palette: impl Fn((&'static str, Rgb, Rgb)) -> Rgb) -> String {
    let variable = |ink: Ink| format!("--{}:{}", ink.name(), hex(palette(ink.look())));
    Ink::ALL.map(variable).join(";")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::contrast::contrast;

    #[test]
    fn every_ink_can_be_seen_on_the_paper_and_carries_text() {
        let (_, light, dark) = Ink::Paper.look();
        for ink in Ink::ALL {
            let least = match ink {
                Ink::Paper | Ink::Grid => 1.0,
                Ink::Axis => 3.0,
                _ => 4.5,
            };
            let (name, on_light, on_dark) = ink.look();
            assert!(contrast(on_light, light) >= least, "{name} in light");
            assert!(contrast(on_dark, dark) >= least, "{name} in dark");
        }
    }

    #[test]
    fn the_smallest_type_can_be_read_on_paper() {
        const POINTS_IN_MILLIMETRE: f64 = 72.0 / 25.4;
        let least = [Face::Label, Face::Strong, Face::Small, Face::Subtitle]
            .map(Face::size)
            .into_iter()
            .fold(f64::INFINITY, f64::min);
        let printed = least / WIDTH * 114.0 * POINTS_IN_MILLIMETRE;
        assert!(printed >= 7.0, "{printed} points");
    }

    #[test]
    fn an_ink_is_known_by_its_colour() {
        for ink in Ink::ALL {
            let RGBColor(red, green, blue) = ink.colour();
            let colour = BackendColor {
                alpha: 0.3,
                rgb: (red, green, blue),
            };
            assert_eq!(Ink::of(colour), Some(ink));
        }
        assert_eq!(
            Ink::of(BackendColor {
                alpha: 1.0,
                rgb: (1, 2, 3)
            }),
            None
        );
    }

    #[test]
    fn the_stylesheet_defines_what_it_uses() {
        let css = stylesheet();
        for ink in Ink::ALL {
            assert_eq!(css.matches(&format!("--{}:", ink.name())).count(), 2);
            assert!(css.contains(&format!("var(--{})", ink.name())));
        }
        assert!(!css.contains("url("));
    }
}
