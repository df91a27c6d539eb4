//! The key above a picture whose marks have no room for labels of their own.

use super::canvas::{Canvas, Drawn, Lettering, Point};
use super::text::{fit, measure};
use super::theme::{Face, MARGIN, WIDTH};

/// Width of a sample and its distance to its words.
pub(super) const SAMPLE: f64 = 18.0;
const TO_WORDS: f64 = 6.0;
const BETWEEN: f64 = 18.0;
const LINE: f64 = 20.0;

/// How a sample is drawn at (left, middle).
type Sample<'a> = Box<dyn Fn(&Canvas, Point) -> Drawn + 'a>;

/// A word or two, and how to draw the sample before them at (left, middle).
pub(super) struct Entry<'a> {
    pub words: String,
    pub sample: Sample<'a>,
}

impl<'a> Entry<'a> {
    pub(super) fn new(words: &str, sample: impl Fn(&Canvas, Point) -> Drawn + 'a) -> Self {
        let words = fit(words, Face::Small, WIDTH / 2.0).shown;
        Self {
            words,
            sample: Box::new(sample),
        }
    }
}

/// Entries in as many lines as they need.
pub(super) struct Key<'a>(Vec<Entry<'a>>);

impl<'a> Key<'a> {
    pub(super) fn new(entries: Vec<Entry<'a>>) -> Self {
        Self(entries)
    }

    /// Height in pixels.
    pub(super) fn height(&self) -> f64 {
        self.places()
            .last()
            .map_or(0.0, |(_, down)| down + LINE + 4.0)
    }

    /// Draws the entries from `top` on.
    pub(super) fn draw(&self, canvas: &Canvas, top: f64) -> Drawn {
        for (entry, (left, down)) in self.0.iter().zip(self.places()) {
            let middle = top + down + LINE / 2.0;
            (entry.sample)(canvas, (left, middle))?;
            let place = (left + SAMPLE + TO_WORDS, middle);
            canvas.text(&entry.words, place, Lettering::new(Face::Small))?;
        }
        Ok(())
    }

    /// Left edge of each entry and how far down its line begins.
    fn places(&self) -> Vec<Point> {
        let (mut left, mut down) = (MARGIN, 0.0);
        let place = |entry: &Entry<'_>| {
            let width = SAMPLE + TO_WORDS + measure(&entry.words, Face::Small);
            if left > MARGIN && left + width > WIDTH - MARGIN {
                (left, down) = (MARGIN, down + LINE);
            }
            let here = (left, down);
            left += width + BETWEEN;
            here
        };
        self.0.iter().map(place).collect()
    }
}
