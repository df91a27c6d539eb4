//! From the list of marks to SVG text, in one of two editions.

use std::fmt::Write as _;

use plotters_backend::BackendCoord;

use super::backend::{Align, Node, Paint};
use super::number::fixed;
use super::text::escape;
use super::theme::{Dash, FONTS, Ink};

/// Where a picture will be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Inside a page that has the [`stylesheet`](super::stylesheet): classes and variables, so that
    /// dark mode and print can change colours. No style attribute, so a strict policy allows it.
    Embedded,
    /// A file for documents and slides: colours and opacity as attributes, on a light ground.
    Standalone,
}

/// What a picture says to those who do not see it, and its size in tenths of a pixel.
pub(super) struct Cover<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub description: &'a str,
    pub size: (u32, u32),
}

/// The whole picture.
pub(super) fn write(cover: &Cover<'_>, nodes: &[Node], edition: Edition) -> String {
    let mut writer = Writer {
        out: String::new(),
        edition,
        in_row: false,
    };
    writer.head(cover);
    for node in nodes {
        writer.node(node);
    }
    writer.out.push_str("</svg>\n");
    writer.out
}

/// The picture as one of many in a page that has the stylesheet: its label instead of a title
/// and a description, and no identifiers; hidden from those who do not see it where it has none.
pub(super) fn write_in_row(label: &str, (width, height): (u32, u32), nodes: &[Node]) -> String {
    let mut writer = Writer {
        out: String::new(),
        edition: Edition::Embedded,
        in_row: true,
    };
    let said = match label {
        "" => "aria-hidden=\"true\"".to_owned(),
        label => format!("role=\"img\" aria-label=\"{}\"", escape(label)),
    };
    writer.put(format_args!(
        "<svg class=\"chart strip\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {width} {height}\" {said}>",
        pixels(width),
        pixels(height),
    ));
    for node in nodes {
        writer.node(node);
    }
    writer.out.push_str("</svg>");
    writer.out
}

struct Writer {
    out: String,
    edition: Edition,
    /// One of many: what all of them share is said once, in the stylesheet.
    in_row: bool,
}

/// Width of lines in tenths of a pixel where a picture in a row does not say another.
const ROW_LINE: u32 = 10;

/// What pictures in rows share.
pub(super) fn row_stylesheet() -> String {
    format!(".strip{{fill:none;stroke-width:{ROW_LINE};stroke-linecap:round}}\n")
}

impl Writer {
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn head(&mut self, cover: &Cover<'_>) {
        let (id, (width, height)) = (escape(cover.id), cover.size);
        let look = match self.edition {
            Edition::Embedded => "class=\"chart\"".to_owned(),
            Edition::Standalone => format!("font-family=\"{}\"", escape(FONTS)),
        };
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {look} width=\"{}\" height=\"{}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n\
             <title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
            pixels(width),
            pixels(height),
            escape(cover.title),
            escape(cover.description),
        ));
        if self.edition == Edition::Standalone {
            let ground = Ink::Paper.hex();
            self.put(format_args!(
                "<rect width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>\n"
            ));
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Open {
                series,
                title,
                dash,
            } => self.open(series.as_deref(), title.as_deref(), *dash),
            Node::Close => self.out.push_str("</g>\n"),
            Node::Lines {
                paths,
                paint,
                width,
            } => self.lines(paths, *paint, *width),
            Node::Dots {
                centres,
                width,
                paint,
            } => self.dots(centres, *width, *paint),
            Node::Area { points, paint } => self.area(points, *paint),
            Node::Box {
                from,
                to,
                paint,
                outline,
            } => self.rectangle(*from, *to, *paint, *outline),
            Node::Disc {
                centre: (x, y),
                radius,
                paint,
                outline,
            } => {
                let look = self.look(*paint, *outline);
                self.put(format_args!(
                    "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" {look}/>\n"
                ));
            }
            Node::Text {
                text,
                at,
                size,
                bold,
                align,
                paint,
            } => {
                let face = (*size, *bold);
                self.text(text, *at, face, *align, *paint);
            }
        }
    }

    fn open(&mut self, series: Option<&str>, title: Option<&str>, dash: Dash) {
        self.out.push_str("<g");
        if let Some(series) = series {
            self.put(format_args!(" data-series=\"{}\"", escape(series)));
        }
        if let Some(lengths) = dash.lengths() {
            self.put(format_args!(" stroke-dasharray=\"{lengths}\""));
        }
        self.out.push('>');
        if let Some(title) = title {
            self.put(format_args!("<title>{}</title>", escape(title)));
        }
        self.out.push('\n');
    }

    fn lines(&mut self, paths: &[Vec<BackendCoord>], paint: Paint, width: u32) {
        let route: String = paths.iter().map(|path| route(path)).collect();
        let look = self.look(paint, Some(width));
        self.put(format_args!("<path d=\"{route}\" {look}/>\n"));
    }

    /// Lines without length, round at their ends.
    fn dots(&mut self, centres: &[BackendCoord], width: u32, paint: Paint) {
        let look = self.look(paint, Some(width));
        if self.in_row {
            let route = short_dots(centres);
            return self.put(format_args!("<path d=\"{route}\" {look}/>\n"));
        }
        let dots = centres.iter().map(|(x, y)| format!("M{x} {y}H{x}"));
        let route: String = dots.collect();
        self.put(format_args!(
            "<path d=\"{route}\" {look} stroke-linecap=\"round\"/>\n"
        ));
    }

    fn area(&mut self, points: &[BackendCoord], paint: Paint) {
        let (route, look) = (route(points), self.look(paint, None));
        self.put(format_args!("<path d=\"{route}Z\" {look}/>\n"));
    }

    fn rectangle(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        paint: Paint,
        outline: Option<u32>,
    ) {
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (width, height) = (from.0.abs_diff(to.0), from.1.abs_diff(to.1));
        let look = self.look(paint, outline);
        self.put(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {look}/>\n"
        ));
    }

    fn text(
        &mut self,
        text: &str,
        at: BackendCoord,
        face: (u32, bool),
        align: Align,
        paint: Paint,
    ) {
        let anchor = match align {
            Align::Start => "",
            Align::Middle => " text-anchor=\"middle\"",
            Align::End => " text-anchor=\"end\"",
        };
        let weight = if face.1 { " font-weight=\"bold\"" } else { "" };
        let look = self.look(paint, None);
        self.put(format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} {look}>{}</text>\n",
            at.0,
            at.1,
            face.0,
            escape(text)
        ));
    }

    /// The attributes that colour a mark: its outline of that width, or its inside.
    fn look(&self, paint: Paint, outline: Option<u32>) -> String {
        let of = if outline.is_some() { "stroke" } else { "fill" };
        let mut look = match (self.edition, outline) {
            (Edition::Standalone, _) => format!("{of}=\"{}\"", paint.ink.hex()),
            (Edition::Embedded, Some(_)) => format!("class=\"line-{}\"", paint.ink.name()),
            (Edition::Embedded, None) => format!("class=\"fill-{}\"", paint.ink.name()),
        };
        match outline {
            Some(ROW_LINE) if self.in_row => {}
            Some(width) if self.in_row => {
                let _ = write!(look, " stroke-width=\"{width}\"");
            }
            Some(width) => look = format!("fill=\"none\" {look} stroke-width=\"{width}\""),
            None => {}
        }
        if paint.alpha < 1.0 {
            let _ = write!(look, " {of}-opacity=\"{}\"", trimmed(paint.alpha));
        }
        look
    }
}

/// Dots, each given by how far it lies from the one before.
fn short_dots(centres: &[BackendCoord]) -> String {
    let mut last = (0, 0);
    let mut route = String::new();
    for &(x, y) in centres {
        let _ = write!(route, "m{} {}h0", x - last.0, y - last.1);
        last = (x, y);
    }
    route
}

/// A path through points; level and upright parts are written short.
fn route(points: &[BackendCoord]) -> String {
    let mut route = String::new();
    let mut last: Option<BackendCoord> = None;
    for &(x, y) in points {
        let _ = match last {
            None => write!(route, "M{x} {y}"),
            Some(before) if before == (x, y) => Ok(()),
            Some((_, level)) if level == y => write!(route, "H{x}"),
            Some((upright, _)) if upright == x => write!(route, "V{y}"),
            Some(_) => write!(route, "L{x} {y}"),
        };
        last = Some((x, y));
    }
    route
}

/// Tenths of a pixel as pixels.
fn pixels(tenths: u32) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        tenth => format!("{}.{tenth}", tenths / 10),
    }
}

fn trimmed(value: f64) -> String {
    let text = fixed(value, 2);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAINT: Paint = Paint {
        ink: Ink::Blue,
        alpha: 0.2,
    };

    fn picture(nodes: &[Node], edition: Edition) -> String {
        let cover = Cover {
            id: "c",
            title: "A & B",
            description: "<d>",
            size: (6400, 105),
        };
        write(&cover, nodes, edition)
    }

    #[test]
    fn the_cover_names_and_describes() {
        let svg = picture(&[], Edition::Standalone);
        assert!(svg.contains("role=\"img\" aria-labelledby=\"c-title c-desc\""));
        assert!(svg.contains("<title id=\"c-title\">A &amp; B</title>"));
        assert!(svg.contains("width=\"640\" height=\"10.5\" viewBox=\"0 0 6400 105\""));
    }

    #[test]
    fn colours_are_classes_in_a_page_and_attributes_in_a_file() {
        let marks = [Node::Area {
            points: vec![(0, 0), (10, 0), (10, 20)],
            paint: PAINT,
        }];
        let path = "<path d=\"M0 0H10V20Z\"";
        let embedded = picture(&marks, Edition::Embedded);
        assert!(embedded.contains(&format!(
            "{path} class=\"fill-series-1\" fill-opacity=\"0.2\"/>"
        )));
        let standalone = picture(&marks, Edition::Standalone);
        assert!(standalone.contains(&format!("{path} fill=\"#1D5C96\" fill-opacity=\"0.2\"/>")));
    }

    #[test]
    fn a_path_is_written_short() {
        assert_eq!(
            route(&[(1, 2), (5, 2), (5, 2), (5, 9), (6, 10)]),
            "M1 2H5V9L6 10"
        );
    }
}
