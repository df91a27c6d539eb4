//! The frame around every picture: headline, subtitle, the room under them, and the finished text.

use super::backend::Node;
use super::canvas::{Canvas, Drawn, Lettering, Point};
use super::svg::{Cover, Edition, write, write_in_row};
use super::text::{Fitted, clean, wrap};
use super::theme::{Face, Ink, MARGIN, WIDTH};

/// What a picture is told by the page that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Unique in its page; identifiers inside the picture begin with it.
    pub id: &'a str,
    /// The message, as a sentence.
    pub headline: &'a str,
    /// What, who and when; may be empty.
    pub subtitle: &'a str,
    /// Whether headline and subtitle are drawn. A page that prints them itself leaves them out;
    /// they stay the title of the picture.
    pub with_heading: bool,
}

impl<'a> Frame<'a> {
    /// A frame with its heading drawn.
    #[must_use]
    pub const fn new(id: &'a str, headline: &'a str, subtitle: &'a str) -> Self {
        Self {
            id,
            headline,
            subtitle,
            with_heading: true,
        }
    }

    /// The same, its heading left to the page.
    #[must_use]
    pub const fn without_heading(self) -> Self {
        Self {
            with_heading: false,
            ..self
        }
    }
}

/// A picture being drawn: the canvas under the heading.
pub(super) struct Figure<'a> {
    pub canvas: Canvas,
    /// Where the body begins.
    pub top: f64,
    frame: Frame<'a>,
}

impl<'a> Figure<'a> {
    /// A picture whose body needs `height` pixels, its heading already drawn.
    pub(super) fn open(frame: &Frame<'a>, height: f64) -> Result<Self, super::ChartError> {
        let heading = Heading::of(frame);
        let top = MARGIN + heading.height();
        let canvas = Canvas::new(WIDTH, top + height + MARGIN);
        heading.draw(&canvas)?;
        Ok(Self {
            canvas,
            top,
            frame: *frame,
        })
    }

    /// A picture without margin or heading.
    pub(super) fn bare(frame: &Frame<'a>, width: f64, height: f64) -> Self {
        Self {
            canvas: Canvas::new(width, height),
            top: 0.0,
            frame: *frame,
        }
    }

    /// The picture as text; `description` follows the subtitle in its long description.
    pub(super) fn finish(&self, description: &str, edition: Edition) -> String {
        let subtitle = clean(self.frame.subtitle);
        let stop = if subtitle.is_empty() || subtitle.ends_with('.') {
            ""
        } else {
            "."
        };
        let described = clean(&format!("{subtitle}{stop} {description}"));
        let cover = Cover {
            id: &identifier(self.frame.id),
            title: &clean(self.frame.headline),
            description: &described,
            size: self.canvas.size,
        };
        let nodes: Vec<Node> = self.canvas.nodes();
        write(&cover, &nodes, edition)
    }

    /// The picture as one of many in a page, without a heading.
    pub(super) fn finish_in_row(&self, label: &str) -> String {
        write_in_row(&clean(label), self.canvas.size, &self.canvas.nodes())
    }
}

/// Letters, digits, `-` and `_` of an id; others become `-`, and it begins with a letter.
fn identifier(id: &str) -> String {
    let plain = |sign: char| {
        if sign.is_ascii_alphanumeric() || sign == '_' {
            sign
        } else {
            '-'
        }
    };
    let id: String = id.chars().map(plain).collect();
    let prefix = if id.starts_with(|first: char| first.is_ascii_alphabetic()) {
        ""
    } else {
        "c"
    };
    format!("{prefix}{id}")
}

/// Headline and subtitle in lines.
struct Heading(Vec<(Fitted, Face)>);

impl Heading {
    const LINES: usize = 3;
    const GAP: f64 = 10.0;

    fn of(frame: &Frame<'_>) -> Self {
        if !frame.with_heading {
            return Self(Vec::new());
        }
        let texts = [
            (frame.headline, Face::Headline),
            (frame.subtitle, Face::Subtitle),
        ];
        let lines = texts.into_iter().flat_map(|(text, face)| {
            let lines = wrap(text, face, WIDTH - 2.0 * MARGIN, Self::LINES);
            lines.into_iter().map(move |line| (line, face))
        });
        Self(lines.collect())
    }

    fn height(&self) -> f64 {
        let lines: f64 = self.0.iter().map(|(_, face)| face.line()).sum();
        if self.0.is_empty() {
            0.0
        } else {
            lines + Self::GAP
        }
    }

    fn draw(&self, canvas: &Canvas) -> Drawn {
        let mut top = MARGIN;
        for (line, face) in &self.0 {
            let place: Point = (MARGIN, top + face.line() / 2.0);
            let ink = if *face == Face::Headline {
                Ink::Text
            } else {
                Ink::Muted
            };
            canvas.fitted(line, place, Lettering::new(*face).ink(ink))?;
            top += face.line();
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "nothing has no height")]
mod tests {
    use super::*;

    #[test]
    fn identifiers_hold_nothing_that_could_break_out() {
        assert_eq!(identifier("goals-by cohort\"<"), "goals-by-cohort--");
        assert_eq!(identifier("2025"), "c2025");
        assert_eq!(identifier(""), "c");
    }

    #[test]
    fn the_page_may_print_the_heading_itself() {
        let frame = Frame::new("a", "A headline", "A subtitle");
        assert!(Heading::of(&frame).height() > 0.0);
        assert_eq!(Heading::of(&frame.without_heading()).height(), 0.0);
    }
}
