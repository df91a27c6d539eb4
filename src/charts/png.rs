//! The pixels of a picture, made from its SVG and nothing else.
//!
//! Text is drawn in an embedded font whose letters are as wide as those by which the charts
//! measure text, so that it looks the same everywhere. Scripts that the font does not have are
//! taken from well-known fonts of the system, if it has them (`fonts` lists them): the same machine
//! always gives the same pixels, and a machine without such a font leaves those letters out.

use super::ChartError;
use super::fonts::{FAMILY, embedded, fallback};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};

/// Pixels per unit of the drawing, each way: sharp on paper and on dense screens.
const SCALE: f32 = 2.0;

/// How hard the pixels are pressed: the default of 6 takes three times as long for files that are
/// 4 % smaller.
const DEFLATE_LEVEL: u8 = 3;

/// A picture as pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// The file.
    pub bytes: Vec<u8>,
    /// Width at which it is shown, in CSS pixels; the file has twice as many.
    pub width: u32,
    /// Height at which it is shown.
    pub height: u32,
}

/// The PNG edition of a standalone picture, at twice its size.
///
/// # Errors
/// The text is no SVG, or has no size.
pub fn png(svg: &str) -> Result<Png, ChartError> {
    let tree = Tree::from_str(svg, &options()).map_err(drawing)?;
    let size = tree.size().to_int_size();
    let scaled = size.scale_by(SCALE).ok_or_else(no_room)?;
    let mut pixels = Pixmap::new(scaled.width(), scaled.height()).ok_or_else(no_room)?;
    let (across, down) = (
        scaled.width() as f32 / tree.size().width(),
        scaled.height() as f32 / tree.size().height(),
    );
    let fitted = Transform::from_scale(across, down);
    resvg::render(&tree, fitted, &mut pixels.as_mut());
    Ok(Png {
        bytes: encoded(&pixels).map_err(drawing)?,
        width: size.width(),
        height: size.height(),
    })
}

/// Charts are opaque and have few colours: without transparency, and without the filters that
/// photographs want, the file is smaller and made in less time.
fn encoded(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    if pixels.pixels().iter().any(|pixel| !pixel.is_opaque()) {
        return pixels.encode_png();
    }
    let mut colours = Vec::with_capacity(pixels.pixels().len() * 3);
    for pixel in pixels.pixels() {
        colours.extend([pixel.red(), pixel.green(), pixel.blue()]);
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(DEFLATE_LEVEL));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(file)
}

/// Nothing outside of the picture is ever looked up.
fn options() -> Options<'static> {
    Options {
        font_family: FAMILY.to_owned(),
        fontdb: embedded(),
        font_resolver: FontResolver {
            select_fallback: fallback(),
            ..FontResolver::default()
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn drawing(error: impl std::error::Error + Send + Sync + 'static) -> ChartError {
    ChartError::Drawing(Box::new(error))
}

fn no_room() -> ChartError {
    ChartError::Drawing("the picture has no size".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(body: &str) -> Png {
        png(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10.5\" \
             viewBox=\"0 0 400 105\" font-family=\"Arial, sans-serif\">{body}</svg>"
        ))
        .unwrap()
    }

    fn pixels(png: &Png) -> Pixmap {
        Pixmap::decode_png(&png.bytes).unwrap()
    }

    /// Pixels with any ink.
    fn inked(png: &Png) -> usize {
        let pixels = pixels(png);
        let inked = pixels.pixels().iter().filter(|pixel| pixel.alpha() > 0);
        inked.count()
    }

    #[test]
    fn pixels_are_twice_as_many_each_way() {
        let square = picture("<rect x=\"100\" y=\"0\" width=\"100\" height=\"50\"/>");
        assert_eq!((square.width, square.height), (40, 11));
        let pixels = pixels(&square);
        assert_eq!((pixels.width(), pixels.height()), (80, 22));
        assert_eq!(pixels.pixel(30, 5).unwrap().alpha(), 255);
        assert_eq!(pixels.pixel(10, 5).unwrap().alpha(), 0);
    }

    #[test]
    fn opaque_pictures_have_the_same_pixels_without_transparency() {
        let ground = "<rect width=\"400\" height=\"105\" fill=\"#fff\"/>";
        let opaque = picture(&format!(
            "{ground}<circle cx=\"90\" cy=\"50\" r=\"40\" fill=\"#1D5C96\"/>"
        ));
        let drawn = pixels(&opaque);
        let with_transparency = drawn.encode_png().unwrap();
        assert_eq!(Pixmap::decode_png(&with_transparency).unwrap(), drawn);
        assert_eq!(drawn.pixel(18, 10).unwrap().blue(), 0x96);
        assert_eq!(drawn.pixel(70, 10).unwrap().red(), 0xff);
        // The kind of colour is the tenth byte of the header: 2 without transparency, 6 with it.
        assert_eq!((opaque.bytes[25], with_transparency[25]), (2, 6));
    }

    #[test]
    fn text_is_drawn_in_the_embedded_font_alone() {
        let text = |words: &str| {
            inked(&picture(&format!(
                "<text x=\"10\" y=\"90\" font-size=\"90\">{words}</text>"
            )))
        };
        assert!(text("mmm") > text("i") && text("i") > 0);
    }

    #[test]
    fn nothing_outside_is_looked_up() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pictures/none.png");
        let image = format!("<image href=\"{file}\" width=\"40\" height=\"10\"/>");
        assert_eq!(inked(&picture(&image)), 0);
        assert!(png("<svg").is_err());
    }
}
