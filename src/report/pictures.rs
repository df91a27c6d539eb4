//! The pictures of a document as files of their own.

use super::document::{Document, Figure};
use crate::charts::{self, ChartError, Png};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The standalone pictures of a document, by the id of their figure, as far as they can be drawn.
#[derive(Clone, Debug, Default)]
pub struct Pictures(BTreeMap<String, Picture>);

/// One picture in both editions.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// The same as pixels, made from it.
    pub png: Option<Png>,
}

impl Pictures {
    /// Draws every figure with its headline.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self::drawn(document, Figure::standalone)
    }

    /// Draws every figure for a document that prints the headlines itself.
    #[must_use]
    pub fn without_headings(document: &Document) -> Self {
        Self::drawn(document, Figure::without_heading)
    }

    /// Pixels are made in parallel; each picture depends on no other.
    fn drawn(document: &Document, draw: impl Fn(&Figure) -> Result<String, ChartError>) -> Self {
        let drawn: Vec<(String, String)> = document
            .figures()
            .filter_map(|figure| Some((figure.id.clone(), draw(figure).ok()?)))
            .collect();
        let with_pixels = |(id, svg): (String, String)| {
            let png = charts::png(&svg).ok();
            (id, Picture { svg, png })
        };
        Self(
            drawn
                .into_par_iter()
                .with_max_len(1)
                .map(with_pixels)
                .collect(),
        )
    }

    /// The pixels of a figure.
    #[must_use]
    pub fn png(&self, figure: &Figure) -> Option<&Png> {
        self.0.get(&figure.id)?.png.as_ref()
    }

    /// Every file with its name, in the order of names.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.0.iter().flat_map(|(id, picture)| {
            let svg = (format!("{id}.svg"), picture.svg.as_bytes());
            let png = picture.png.as_ref();
            let png = png.map(|png| (format!("{id}.png"), png.bytes.as_slice()));
            std::iter::once(svg).chain(png)
        })
    }
}
