//! Marks that differ by shape: points, glyphs, hatching. Drawn from lines, since fonts that hold
//! such signs are not everywhere.

use super::canvas::{Canvas, Drawn, Pen, Point};
use super::theme::Ink;

/// Shapes of points and glyphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Disc,
    Diamond,
    Square,
    Triangle,
    Ring,
    OpenDiamond,
    OpenSquare,
    Bars,
    Tick,
    Cross,
}

impl Shape {
    /// Shapes of series, in order of use.
    pub(super) const SERIES: [Self; 6] = [
        Self::Disc,
        Self::Square,
        Self::Triangle,
        Self::Diamond,
        Self::Ring,
        Self::OpenSquare,
    ];

    /// Draws the shape; `reach` is half its width in pixels.
    pub(super) fn draw(self, canvas: &Canvas, centre: Point, reach: f64, ink: Ink) -> Drawn {
        let (x, y) = centre;
        let place = |(across, down): Point| (x + across * reach, y + down * reach);
        let pen = Pen(ink, (reach * 0.36).max(1.2));
        let filled = |corners: &[Point]| canvas.polygon(&placed(corners, place), ink, 1.0);
        let drawn = |corners: &[Point]| canvas.line(&placed(corners, place), pen);
        match self {
            Self::Disc => canvas.disc(centre, reach * 0.95, ink),
            Self::Ring => canvas.ring(centre, reach * 0.8, pen),
            Self::Diamond => filled(&DIAMOND),
            Self::Square => filled(&SQUARE),
            Self::Triangle => filled(&TRIANGLE),
            Self::OpenDiamond => drawn(&closed(&DIAMOND)),
            Self::OpenSquare => drawn(&closed(&SQUARE)),
            Self::Tick => drawn(&[(-0.9, 0.05), (-0.25, 0.7), (0.9, -0.75)]),
            Self::Bars => {
                drawn(&[(-0.4, -0.85), (-0.4, 0.85)])?;
                drawn(&[(0.4, -0.85), (0.4, 0.85)])
            }
            Self::Cross => {
                drawn(&[(-0.75, -0.75), (0.75, 0.75)])?;
                drawn(&[(-0.75, 0.75), (0.75, -0.75)])
            }
        }
    }

    /// Draws the shape with a rim of paper, so that it stands out on a bar.
    pub(super) fn draw_over(self, canvas: &Canvas, centre: Point, reach: f64, ink: Ink) -> Drawn {
        self.draw(canvas, centre, reach + 2.0, Ink::Paper)?;
        self.draw(canvas, centre, reach, ink)
    }
}

const DIAMOND: [Point; 4] = [(0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)];
const SQUARE: [Point; 4] = [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)];
const TRIANGLE: [Point; 3] = [(0.0, -1.0), (1.05, 0.85), (-1.05, 0.85)];

fn placed(corners: &[Point], place: impl Fn(Point) -> Point) -> Vec<Point> {
    corners.iter().map(|corner| place(*corner)).collect()
}

fn closed(corners: &[Point]) -> Vec<Point> {
    corners.iter().chain(corners.first()).copied().collect()
}

/// What lies on a filled area besides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hatch {
    Plain,
    Rising,
    Falling,
    Crossed,
    /// An outline with nothing in it.
    Hollow,
}

impl Hatch {
    /// Draws a bar with this hatching. The lines are drawn, not a pattern: word processors that
    /// do not know patterns show them all the same.
    pub(super) fn bar(self, canvas: &Canvas, from: Point, to: Point, ink: Ink) -> Drawn {
        if self == Self::Hollow {
            let (from, to) = ((from.0 + 0.6, from.1 + 0.6), (to.0 - 0.6, to.1 - 0.6));
            return canvas.frame(from, (to.0.max(from.0), to.1.max(from.1)), Pen(ink, 1.2));
        }
        canvas.bar(from, to, ink)?;
        let strokes = match self {
            Self::Rising => slanted(from, to, false),
            Self::Falling => slanted(from, to, true),
            Self::Crossed => [slanted(from, to, false), slanted(from, to, true)].concat(),
            Self::Plain | Self::Hollow => Vec::new(),
        };
        strokes
            .iter()
            .try_for_each(|stroke| canvas.line(stroke, Pen(Ink::Paper, 1.0)))
    }
}

/// Lines at 45° that fill a rectangle, 5 pixels apart.
pub(super) fn slanted(from: Point, to: Point, falling: bool) -> Vec<[Point; 2]> {
    const APART: f64 = 7.0;
    const MOST: usize = 2_000;
    let (width, height) = (to.0 - from.0, to.1 - from.1);
    let stroke = |place: usize| {
        let offset = APART * (place as f64 + 0.5);
        // Along the line across + down = offset, inside the rectangle.
        let (enter, leave) = ((offset - height).max(0.0), offset.min(width));
        (enter < leave).then(|| {
            [enter, leave].map(|across| {
                let x = if falling { width - across } else { across };
                (from.0 + x, from.1 + offset - across)
            })
        })
    };
    let span = width + height;
    (0..MOST)
        .take_while(|place| APART * (*place as f64 + 0.5) < span)
        .filter_map(stroke)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hatching_stays_inside_its_bar() {
        for falling in [false, true] {
            let strokes = slanted((10.0, 20.0), (63.0, 41.0), falling);
            assert!(strokes.len() > 5);
            for (x, y) in strokes.into_iter().flatten() {
                assert!(
                    (10.0..=63.0).contains(&x) && (20.0..=41.0).contains(&y),
                    "{x} {y}"
                );
            }
        }
    }

    #[test]
    fn a_bar_without_width_has_no_hatching() {
        assert!(slanted((5.0, 5.0), (5.0, 25.0), false).is_empty());
    }
}
