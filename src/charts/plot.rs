//! The region that marks lie in: plotters' coordinates, the axes around them, the grid behind.

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;

use super::backend::{SheetBackend, tenths};
use super::canvas::{Canvas, Drawn, Lettering, Pen, Point, from_tenths};
use super::spread::spread;
use super::text::{fit, measure};
use super::theme::{Face, Ink};
use super::ticks::Axis;

type Plane = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Region {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Height that the labels of a horizontal axis take, and with a title under them.
pub(super) const AXIS_HEIGHT: f64 = 24.0;
pub(super) const TITLED_AXIS_HEIGHT: f64 = 42.0;
/// Labels of neighbouring ticks are at least this far apart.
const LABEL_GAP: f64 = 8.0;

/// Whether labels, given by their middles, leave room between each other.
fn stand_apart(labels: &[(f64, String)]) -> bool {
    let half = |text: &str| measure(text, Face::Small) / 2.0;
    labels.windows(2).all(|two| {
        let [(left, before), (right, after)] = two else {
            return true;
        };
        left + half(before) + LABEL_GAP <= right - half(after)
    })
}

/// A region with a scale across and one upwards.
pub(super) struct Plot<'a> {
    canvas: &'a Canvas,
    pub region: Region,
    area: DrawingArea<SheetBackend, Plane>,
    pub across: Axis,
    pub upward: Axis,
}

impl<'a> Plot<'a> {
    pub(super) fn new(canvas: &'a Canvas, region: Region, across: Axis, upward: Axis) -> Self {
        let plane = Plane::new(
            across.from..across.to,
            upward.from..upward.to,
            (
                tenths(region.left)..tenths(region.right),
                tenths(region.bottom)..tenths(region.top),
            ),
        );
        let area = canvas.area.apply_coord_spec(plane);
        Self {
            canvas,
            region,
            area,
            across,
            upward,
        }
    }

    /// A region with a scale across only; its rows are placed in pixels.
    pub(super) fn of_rows(canvas: &'a Canvas, region: Region, across: Axis) -> Self {
        Self::new(
            canvas,
            region,
            across,
            Axis {
                from: 0.0,
                to: 1.0,
                ticks: Vec::new(),
            },
        )
    }

    /// Where a value lies, in pixels; one beyond the scale lies at its end.
    pub(super) fn at(&self, across: f64, upward: f64) -> Point {
        let across = across.max(self.across.from).min(self.across.to);
        let upward = upward.max(self.upward.from).min(self.upward.to);
        from_tenths(self.area.map_coordinate(&(across, upward)))
    }

    /// Where a value of the scale across lies, in pixels.
    pub(super) fn x(&self, across: f64) -> f64 {
        self.at(across, self.upward.from).0
    }

    /// Where a value of the upward scale lies, in pixels.
    pub(super) fn y(&self, upward: f64) -> f64 {
        self.at(self.across.from, upward).1
    }

    /// A line across at a value.
    pub(super) fn level(&self, upward: f64, pen: Pen) -> Drawn {
        let y = self.y(upward);
        self.canvas
            .line(&[(self.region.left, y), (self.region.right, y)], pen)
    }

    /// An upright line at a value.
    pub(super) fn upright(&self, across: f64, pen: Pen) -> Drawn {
        let x = self.x(across);
        self.canvas
            .line(&[(x, self.region.top), (x, self.region.bottom)], pen)
    }

    /// Grid lines at the ticks of the scale across, with labels under them.
    pub(super) fn grid_across(&self, label: impl Fn(f64) -> String) -> Drawn {
        for tick in &self.across.ticks {
            self.upright(*tick, Pen(Ink::Grid, 1.0))?;
        }
        self.labels_evenly(label)
    }

    /// Labels under every tick of the scale across, or under every second or third where they would
    /// touch: nought keeps its own, and all stand equally far apart.
    fn labels_evenly(&self, label: impl Fn(f64) -> String) -> Drawn {
        let ticks = &self.across.ticks;
        let labels: Vec<_> = ticks
            .iter()
            .map(|tick| (self.x(*tick), label(*tick)))
            .collect();
        let nought = ticks.iter().position(|tick| *tick == 0.0).unwrap_or(0);
        let every = |step: usize| -> Vec<(f64, String)> {
            let kept = labels.iter().skip(nought % step).step_by(step);
            kept.cloned().collect()
        };
        let step = (1..=labels.len().max(1)).find(|step| stand_apart(&every(*step)));
        self.labels_under(&every(step.unwrap_or(1)), 13.0)
    }

    /// Labels under ticks of the scale across, as many as stand apart.
    pub(super) fn labels_across(&self, ticks: &[f64], label: impl Fn(f64) -> String) -> Drawn {
        let labels: Vec<_> = ticks
            .iter()
            .map(|tick| (self.x(*tick), label(*tick)))
            .collect();
        self.labels_under(&labels, 13.0)
    }

    /// Texts centred at places across, `down` pixels under the region, as many as stand apart.
    pub(super) fn labels_under(&self, labels: &[(f64, String)], down: f64) -> Drawn {
        let mut free_from = f64::NEG_INFINITY;
        for (x, text) in labels {
            let half = measure(text, Face::Small) / 2.0;
            if x - half >= free_from {
                let place = (*x, self.region.bottom + down);
                self.canvas
                    .text(text, place, Lettering::new(Face::Small).muted().middle())?;
                free_from = x + half + LABEL_GAP;
            }
        }
        Ok(())
    }

    /// An upright line at a value that reaches a little over the region, towards its name.
    pub(super) fn marker(&self, across: f64, pen: Pen) -> Drawn {
        let (x, region) = (self.x(across), self.region);
        self.canvas
            .line(&[(x, region.top - 5.0), (x, region.bottom)], pen)
    }

    /// Names of marker lines above the region, moved apart where they would touch.
    pub(super) fn name_above(&self, named: &[(f64, String)]) -> Drawn {
        let region = self.region;
        let width = (region.right - region.left) / named.len().max(1) as f64 - LABEL_GAP;
        let fitted: Vec<_> = named
            .iter()
            .map(|(_, name)| fit(name, Face::Small, width))
            .collect();
        let wishes: Vec<_> = named
            .iter()
            .zip(&fitted)
            .map(|((x, _), name)| (*x, measure(&name.shown, Face::Small) + LABEL_GAP))
            .collect();
        let places = spread(&wishes, region.left - LABEL_GAP, region.right + LABEL_GAP);
        for (name, x) in fitted.iter().zip(places) {
            let lettering = Lettering::new(Face::Small).middle();
            self.canvas
                .fitted(name, (x, region.top - 13.0), lettering)?;
        }
        Ok(())
    }

    /// Grid lines at the ticks of the upward scale, with labels left of them.
    pub(super) fn grid_upward(&self, label: impl Fn(f64) -> String) -> Drawn {
        for tick in self
            .upward
            .ticks
            .iter()
            .filter(|tick| **tick > self.upward.from)
        {
            self.level(*tick, Pen(Ink::Grid, 1.0))?;
        }
        for tick in &self.upward.ticks {
            let place = (self.region.left - 7.0, self.y(*tick));
            self.canvas.text(
                &label(*tick),
                place,
                Lettering::new(Face::Small).muted().end(),
            )?;
        }
        Ok(())
    }

    /// The line that values stand on.
    pub(super) fn base(&self) -> Drawn {
        self.level(self.upward.from, Pen(Ink::Axis, 1.0))
    }

    /// What the scale across measures, under its labels at the right end.
    pub(super) fn title_across(&self, title: &str) -> Drawn {
        let place = (self.region.right, self.region.bottom + 32.0);
        let width = self.region.right - self.region.left;
        self.canvas.label(
            title,
            width,
            place,
            Lettering::new(Face::Small).muted().end(),
        )
    }
}
