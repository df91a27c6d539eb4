//! Our end of plotters: what it draws is kept as a list of marks, in tenths of a pixel.
//!
//! Nothing is written here; `svg` turns the list into either edition.

use std::cell::RefCell;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::theme::{Dash, Ink};

/// Tenths of a pixel in a pixel: plotters counts in whole numbers, pictures should not.
pub(super) const TENTHS: f64 = 10.0;

/// Height of capitals over the baseline, as a share of the size of the type.
const CAPITALS: f64 = 0.716;

/// A colour that the theme does not have was asked for.
#[derive(Debug, thiserror::Error)]
#[error("colour {0:?} is not in the theme")]
pub(super) struct UnknownColour((u8, u8, u8));

type Refused = DrawingErrorKind<UnknownColour>;

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Start,
    Middle,
    End,
}

impl From<HPos> for Align {
    fn from(across: HPos) -> Self {
        match across {
            HPos::Left => Self::Start,
            HPos::Center => Self::Middle,
            HPos::Right => Self::End,
        }
    }
}

/// Ink and its opacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Paint {
    pub ink: Ink,
    pub alpha: f64,
}

impl Paint {
    fn of(colour: BackendColor) -> Result<Self, Refused> {
        Ink::of(colour)
            .map(|ink| Self {
                ink,
                alpha: colour.alpha,
            })
            .ok_or(DrawingErrorKind::DrawingError(UnknownColour(colour.rgb)))
    }
}

/// One mark, or the beginning or end of a group of them. Lengths are tenths of a pixel.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Open {
        series: Option<String>,
        title: Option<String>,
        dash: Dash,
    },
    Close,
    /// Lines of one look; each is drawn through its points.
    Lines {
        paths: Vec<Vec<BackendCoord>>,
        paint: Paint,
        width: u32,
    },
    /// Discs of one look.
    Dots {
        centres: Vec<BackendCoord>,
        width: u32,
        paint: Paint,
    },
    Area {
        points: Vec<BackendCoord>,
        paint: Paint,
    },
    Box {
        from: BackendCoord,
        to: BackendCoord,
        paint: Paint,
        outline: Option<u32>,
    },
    Disc {
        centre: BackendCoord,
        radius: u32,
        paint: Paint,
        outline: Option<u32>,
    },
    /// `at` lies on the baseline, at the beginning, middle or end of the text.
    Text {
        text: String,
        at: BackendCoord,
        size: u32,
        bold: bool,
        align: Align,
        paint: Paint,
    },
}

/// The marks of one picture, shared by the canvas and the backend that plotters owns.
pub(super) type Sheet = Rc<RefCell<Vec<Node>>>;

/// The backend that plotters draws on.
pub(super) struct SheetBackend {
    pub sheet: Sheet,
    pub size: (u32, u32),
}

impl SheetBackend {
    fn push(&self, node: Node) {
        self.sheet.borrow_mut().push(node);
    }

    /// Lines of one look that follow one another become one mark.
    fn push_line(&self, path: Vec<BackendCoord>, paint: Paint, width: u32) {
        let mut sheet = self.sheet.borrow_mut();
        match sheet.last_mut() {
            Some(Node::Lines {
                paths,
                paint: last,
                width: same,
            }) if *last == paint && *same == width => {
                paths.push(path);
            }
            _ => sheet.push(Node::Lines {
                paths: vec![path],
                paint,
                width,
            }),
        }
    }
}

/// The width of an outline, none if the shape is filled.
fn outline<S: BackendStyle>(style: &S, fill: bool) -> Option<u32> {
    (!fill).then(|| style.stroke_width())
}

impl DrawingBackend for SheetBackend {
    type ErrorType = UnknownColour;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), Refused> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), Refused> {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Result<(), Refused> {
        let to = (point.0.saturating_add(1), point.1.saturating_add(1));
        self.push(Node::Box {
            from: point,
            to,
            paint: Paint::of(colour)?,
            outline: None,
        });
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), Refused> {
        self.push_line(
            vec![from, to],
            Paint::of(style.color())?,
            style.stroke_width(),
        );
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), Refused> {
        let paint = Paint::of(style.color())?;
        self.push(Node::Box {
            from,
            to,
            paint,
            outline: outline(style, fill),
        });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), Refused> {
        let path = path.into_iter().collect();
        self.push_line(path, Paint::of(style.color())?, style.stroke_width());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), Refused> {
        let paint = Paint::of(style.color())?;
        self.push(Node::Disc {
            centre,
            radius,
            paint,
            outline: outline(style, fill),
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Result<(), Refused> {
        let points = points.into_iter().collect();
        self.push(Node::Area {
            points,
            paint: Paint::of(style.color())?,
        });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        at: BackendCoord,
    ) -> Result<(), Refused> {
        let baseline =
            at.1.saturating_add(under(style.anchor().v_pos, style.size()));
        self.push(Node::Text {
            text: text.to_owned(),
            at: (at.0, baseline),
            size: tenths(style.size()).unsigned_abs(),
            bold: matches!(style.style(), FontStyle::Bold),
            align: style.anchor().h_pos.into(),
            paint: Paint::of(style.color())?,
        });
        Ok(())
    }
}

/// How far the baseline lies under the anchor: viewers disagree on every baseline but the first.
fn under(anchor: VPos, size: f64) -> i32 {
    match anchor {
        VPos::Top => tenths(size * CAPITALS),
        VPos::Center => tenths(size * CAPITALS / 2.0),
        VPos::Bottom => 0,
    }
}

/// Pixels in tenths, rounded; what is beyond the range of the type ends at its bounds.
#[expect(clippy::cast_possible_truncation, reason = "saturating is meant")]
pub(super) fn tenths(pixels: f64) -> i32 {
    (pixels * TENTHS).round() as i32
}
