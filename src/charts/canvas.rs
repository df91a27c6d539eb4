//! Drawing in pixels: plotters' elements on our backend, each in the theme's ink and type.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea as _};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::{Color as _, FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle};
use plotters_backend::BackendCoord;
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use super::ChartError;
use super::backend::{Align, Node, Paint, Sheet, SheetBackend, TENTHS, tenths};
use super::text::{Fitted, clean, fit};
use super::theme::{Dash, Face, Ink};

/// What drawing gives: nothing, or the reason why the picture is lost.
pub(super) type Drawn = Result<(), ChartError>;

/// A place in pixels from the top left corner.
pub(super) type Point = (f64, f64);

/// How a text looks and lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lettering {
    pub face: Face,
    pub ink: Ink,
    pub align: Align,
}

impl Lettering {
    /// Plain text that begins at its place.
    pub(super) const fn new(face: Face) -> Self {
        Self {
            face,
            ink: Ink::Text,
            align: Align::Start,
        }
    }

    /// In another ink.
    pub(super) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// Quieter than what it stands beside.
    pub(super) const fn muted(self) -> Self {
        self.ink(Ink::Muted)
    }

    /// Centred on its place.
    pub(super) const fn middle(self) -> Self {
        Self {
            align: Align::Middle,
            ..self
        }
    }

    /// Ends at its place.
    pub(super) const fn end(self) -> Self {
        Self {
            align: Align::End,
            ..self
        }
    }
}

/// A line's ink and width in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pen(pub Ink, pub f64);

/// What a group of marks stands for.
#[derive(Default)]
pub(super) struct Group<'a> {
    pub series: Option<&'a str>,
    pub title: Option<String>,
    pub dash: Option<Dash>,
}

/// The sheet and plotters' view of it.
pub(super) struct Canvas {
    pub area: DrawingArea<SheetBackend, Shift>,
    sheet: Sheet,
    pub size: (u32, u32),
}

impl Canvas {
    /// An empty canvas of this width and height in pixels.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let size = (tenths(width).unsigned_abs(), tenths(height).unsigned_abs());
        let sheet = Sheet::default();
        let backend = SheetBackend {
            sheet: Sheet::clone(&sheet),
            size,
        };
        Self {
            area: backend.into_drawing_area(),
            sheet,
            size,
        }
    }

    /// All marks drawn so far.
    pub(super) fn nodes(&self) -> Vec<Node> {
        self.sheet.borrow().clone()
    }

    /// Draws into a group; the group is closed also when drawing fails.
    pub(super) fn group(&self, group: &Group<'_>, draw: impl FnOnce() -> Drawn) -> Drawn {
        self.sheet.borrow_mut().push(Node::Open {
            series: group.series.map(clean),
            title: group.title.as_deref().map(clean),
            dash: group.dash.unwrap_or(Dash::Solid),
        });
        let drawn = draw();
        self.sheet.borrow_mut().push(Node::Close);
        drawn
    }

    /// Draws a series: its name stays in the file for those who edit it.
    pub(super) fn series(&self, name: &str, draw: impl FnOnce() -> Drawn) -> Drawn {
        self.group(
            &Group {
                series: Some(name),
                ..Group::default()
            },
            draw,
        )
    }

    /// Draws what shows `title` when it is pointed at.
    pub(super) fn titled(&self, title: String, draw: impl FnOnce() -> Drawn) -> Drawn {
        self.group(
            &Group {
                title: Some(title),
                ..Group::default()
            },
            draw,
        )
    }

    /// Draws with broken lines.
    pub(super) fn dashed(&self, dash: Dash, draw: impl FnOnce() -> Drawn) -> Drawn {
        self.group(
            &Group {
                dash: Some(dash),
                ..Group::default()
            },
            draw,
        )
    }

    /// A line through points.
    pub(super) fn line(&self, points: &[Point], pen: Pen) -> Drawn {
        let points: Vec<_> = points.iter().map(|point| at(*point)).collect();
        Ok(self.area.draw(&PathElement::new(points, stroke(pen)))?)
    }

    /// A filled shape.
    pub(super) fn polygon(&self, points: &[Point], ink: Ink, alpha: f64) -> Drawn {
        let points: Vec<_> = points.iter().map(|point| at(*point)).collect();
        Ok(self.area.draw(&Polygon::new(points, fill(ink, alpha)))?)
    }

    /// A filled rectangle.
    pub(super) fn bar(&self, from: Point, to: Point, ink: Ink) -> Drawn {
        Ok(self
            .area
            .draw(&Rectangle::new([at(from), at(to)], fill(ink, 1.0)))?)
    }

    /// The outline of a rectangle.
    pub(super) fn frame(&self, from: Point, to: Point, pen: Pen) -> Drawn {
        Ok(self
            .area
            .draw(&Rectangle::new([at(from), at(to)], stroke(pen)))?)
    }

    /// A filled disc.
    pub(super) fn disc(&self, centre: Point, radius: f64, ink: Ink) -> Drawn {
        Ok(self
            .area
            .draw(&Circle::new(at(centre), tenths(radius), fill(ink, 1.0)))?)
    }

    /// Filled discs of one size as a single mark, for pictures that are many in a page.
    #[expect(clippy::unnecessary_wraps, reason = "as the other marks")]
    pub(super) fn dots(&self, centres: &[Point], radius: f64, ink: Ink) -> Drawn {
        if !centres.is_empty() {
            self.sheet.borrow_mut().push(Node::Dots {
                centres: centres.iter().map(|centre| at(*centre)).collect(),
                width: tenths(2.0 * radius).unsigned_abs(),
                paint: Paint { ink, alpha: 1.0 },
            });
        }
        Ok(())
    }

    /// A ring.
    pub(super) fn ring(&self, centre: Point, radius: f64, pen: Pen) -> Drawn {
        Ok(self
            .area
            .draw(&Circle::new(at(centre), tenths(radius), stroke(pen)))?)
    }

    /// A text whose capitals are centred on the height of `place`.
    pub(super) fn text(&self, text: &str, place: Point, lettering: Lettering) -> Drawn {
        let Lettering { face, ink, align } = lettering;
        let weight = if face.bold() {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let across = match align {
            Align::Start => HPos::Left,
            Align::Middle => HPos::Center,
            Align::End => HPos::Right,
        };
        let style = FontDesc::new(FontFamily::SansSerif, face.size(), weight)
            .color(&ink.colour())
            .pos(Pos::new(across, VPos::Center));
        Ok(self.area.draw(&Text::new(clean(text), at(place), style))?)
    }

    /// A text that may have been shortened: pointed at, it shows the whole.
    pub(super) fn fitted(&self, text: &Fitted, place: Point, lettering: Lettering) -> Drawn {
        let draw = || self.text(&text.shown, place, lettering);
        match &text.whole {
            Some(whole) => self.titled(whole.clone(), draw),
            None => draw(),
        }
    }

    /// A text no wider than `width`.
    pub(super) fn label(
        &self,
        text: &str,
        width: f64,
        place: Point,
        lettering: Lettering,
    ) -> Drawn {
        self.fitted(&fit(text, lettering.face, width), place, lettering)
    }
}

/// A place as plotters counts.
fn at((x, y): Point) -> BackendCoord {
    (tenths(x), tenths(y))
}

fn stroke(Pen(ink, width): Pen) -> ShapeStyle {
    ShapeStyle {
        color: RGBAColor::from(ink.colour()),
        filled: false,
        stroke_width: tenths(width).unsigned_abs(),
    }
}

fn fill(ink: Ink, alpha: f64) -> ShapeStyle {
    ink.colour().mix(alpha).filled()
}

/// Tenths as plotters gives them back, in pixels.
pub(super) fn from_tenths((x, y): BackendCoord) -> Point {
    (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
}
