//! Calendar strip: the last weeks of one pair, small enough for a row of a list.
//!
//! One column a week: a dot for each held meeting, a cross for each missed one, a ring at the
//! agreed next date, hatching where the pair rests. A line stands at the end of the last week
//! that is over. Many strips stand under each other, all with the same weeks; [`WeekScale`] is
//! the axis above them.

use serde::Serialize;

use super::canvas::{Drawn, Lettering, Pen, Point};
use super::figure::{Figure, Frame};
use super::marks::{Shape, slanted};
use super::number::counted;
use super::svg::Edition;
use super::text::measure;
use super::theme::{Face, Ink};
use super::words::sentences;
use super::{Chart, ChartError, DataTable};
use crate::programme::Day;

/// The weeks that all strips of a list show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weeks {
    /// Weeks up to the day that is spoken for.
    pub past: usize,
    /// Weeks after it.
    pub ahead: usize,
}

impl Weeks {
    const fn count(self) -> usize {
        self.past + self.ahead
    }

    fn width(self) -> f64 {
        2.0 * EDGE + PITCH * self.count() as f64
    }

    /// Where a week begins.
    fn left(week: usize) -> f64 {
        EDGE + PITCH * week as f64
    }
}

/// What a mark of a strip stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StripMark {
    /// A meeting that was held.
    Held,
    /// A meeting that somebody missed.
    Missed,
    /// The next meeting, as agreed.
    Agreed,
}

impl StripMark {
    const fn title(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Missed => "missed",
            Self::Agreed => "agreed next meeting",
        }
    }
}

/// The last weeks of one pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CalendarStrip {
    /// What is shown.
    pub weeks: Weeks,
    /// Marks in order of their days: the week, from 0, and the day.
    pub marks: Vec<(usize, StripMark, Day)>,
    /// Pauses: first and last week, and the days as they are read.
    pub pauses: Vec<(usize, usize, String)>,
}

const PITCH: f64 = 8.0;
const EDGE: f64 = 3.0;
const HEIGHT: f64 = 26.0;
/// Room for marks above and under the middle.
const ROOM: f64 = 20.0;
/// Marks of one week stand under each other, this far apart while there is room.
const APART: f64 = 7.0;
const DOT: f64 = 2.6;
const CROSS: f64 = 3.0;
const RING: f64 = 2.9;
const SCALE_HEIGHT: f64 = 16.0;

impl CalendarStrip {
    /// The picture as one of many in a page: its description as label, without identifiers. Weeks
    /// without anything are drawn too: that nothing happened is what the row is about.
    ///
    /// # Errors
    /// It could not be drawn.
    pub fn in_row(&self) -> Result<String, ChartError> {
        let figure = Figure::bare(&Frame::new("strip", "", ""), self.weeks.width(), HEIGHT);
        self.draw_marks(&figure)?;
        Ok(figure.finish_in_row(&self.description()))
    }

    fn draw_marks(&self, figure: &Figure<'_>) -> Drawn {
        let canvas = &figure.canvas;
        for (from, to, _) in &self.pauses {
            let (top, bottom) = ((HEIGHT - ROOM) / 2.0, HEIGHT.midpoint(ROOM));
            let to = (*to).min(self.weeks.count().saturating_sub(1));
            let strokes = slanted(
                (Weeks::left(*from), top),
                (Weeks::left(to + 1), bottom),
                false,
            );
            strokes
                .iter()
                .try_for_each(|stroke| canvas.line(stroke, Pen(Ink::Axis, 1.0)))?;
        }
        let ends = [Weeks::left(0), Weeks::left(self.weeks.count())];
        canvas.line(&ends.map(|x| (x, HEIGHT / 2.0)), Pen(Ink::Grid, 1.0))?;
        let now = Weeks::left(self.weeks.past);
        canvas.line(&[(now, 1.0), (now, HEIGHT - 1.0)], Pen(Ink::Axis, 1.0))?;
        canvas.dots(&self.places(StripMark::Held), DOT, Ink::Blue)?;
        for place in self.places(StripMark::Missed) {
            Shape::Cross.draw(canvas, place, CROSS, Ink::Red)?;
        }
        for place in self.places(StripMark::Agreed) {
            canvas.ring(place, RING, Pen(Ink::Orange, 1.5))?;
        }
        Ok(())
    }

    /// Where the marks of a kind stand: in the middle of their week, those of one week apart.
    fn places(&self, kind: StripMark) -> Vec<Point> {
        let weeks = self.marks.chunk_by(|left, right| left.0 == right.0);
        let in_week = weeks.flat_map(|marks| {
            let apart = APART.min(ROOM / marks.len() as f64);
            let first = HEIGHT / 2.0 - apart * (marks.len() - 1) as f64 / 2.0;
            (0..).zip(marks).map(move |(row, (week, mark, _))| {
                let y = first + apart * f64::from(row);
                (*mark, (Weeks::left(*week) + PITCH / 2.0, y))
            })
        });
        in_week
            .filter(|(mark, _)| *mark == kind)
            .map(|(_, place)| place)
            .collect()
    }

    fn days(&self, kind: StripMark) -> Vec<Day> {
        let marks = self.marks.iter().filter(|(_, mark, _)| *mark == kind);
        marks.map(|(_, _, day)| *day).collect()
    }
}

impl Chart for CalendarStrip {
    fn table(&self) -> DataTable {
        let marks = self.marks.iter();
        let marks = marks.map(|(_, mark, day)| [day.to_string(), mark.title().to_owned()]);
        let pauses = self.pauses.iter();
        let pauses = pauses.map(|(_, _, days)| [days.clone(), "paused".to_owned()]);
        DataTable::new(["Day", "What"], marks.chain(pauses).collect())
    }

    fn description(&self) -> String {
        let held = self.days(StripMark::Held);
        let missed = self.days(StripMark::Missed);
        let weeks = counted(self.weeks.past as u64, "week", "weeks");
        let meetings = match held.last() {
            Some(last) => format!("{} held in {weeks}, the last on {last}", held.len()),
            None => format!("No meeting held in {weeks}"),
        };
        let missed = match missed.last() {
            Some(last) => format!("{} missed, the last on {last}", missed.len()),
            None => String::new(),
        };
        let agreed = self.days(StripMark::Agreed);
        let agreed = agreed.first().map(|day| format!("Next agreed for {day}"));
        let pauses: Vec<&str> = self
            .pauses
            .iter()
            .map(|(_, _, days)| days.as_str())
            .collect();
        let rest = (!pauses.is_empty()).then(|| format!("Paused {}", pauses.join(", ")));
        sentences([meetings, missed].into_iter().chain(agreed).chain(rest))
    }

    fn draw(&self, frame: &Frame<'_>, edition: Edition) -> Result<String, ChartError> {
        if self.marks.is_empty() && self.pauses.is_empty() {
            let reason = "there was no meeting and no pause in these weeks";
            return Err(ChartError::Empty {
                chart: "calendar strip",
                reason,
            });
        }
        let figure = Figure::bare(frame, self.weeks.width(), HEIGHT);
        self.draw_marks(&figure)?;
        Ok(figure.finish(&self.description(), edition))
    }
}

/// The axis above the strips of a list: where months begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct WeekScale {
    /// What the strips show.
    pub weeks: Weeks,
    /// The weeks in which a month begins, and the short names of the months.
    pub months: Vec<(usize, String)>,
}

impl WeekScale {
    /// The axis as a picture for the head of a list, with nothing for those who do not see it:
    /// every strip says its days.
    ///
    /// # Errors
    /// It could not be drawn.
    pub fn in_row(&self) -> Result<String, ChartError> {
        let figure = Figure::bare(
            &Frame::new("weeks", "", ""),
            self.weeks.width(),
            SCALE_HEIGHT,
        );
        let canvas = &figure.canvas;
        for (week, month) in &self.months {
            let left = Weeks::left(*week);
            canvas.line(
                &[(left, SCALE_HEIGHT - 4.0), (left, SCALE_HEIGHT)],
                Pen(Ink::Axis, 1.0),
            )?;
            let lettering = Lettering::new(Face::Small).muted();
            let room = self.weeks.width() - left;
            if measure(month, Face::Small) <= room {
                canvas.text(month, (left, 5.5), lettering)?;
            }
        }
        Ok(figure.finish_in_row(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first day of a week.
    fn monday(week: usize) -> Day {
        Day::from_iso("2026-04-06")
            .unwrap()
            .plus(7 * i32::try_from(week).unwrap())
    }

    fn strip(marks: &[(usize, StripMark)]) -> CalendarStrip {
        CalendarStrip {
            weeks: Weeks { past: 26, ahead: 4 },
            marks: marks
                .iter()
                .map(|(week, mark)| (*week, *mark, monday(*week)))
                .collect(),
            pauses: Vec::new(),
        }
    }

    #[test]
    fn marks_stand_in_the_middle_of_their_week_and_apart_within_it() {
        use StripMark::{Held, Missed};
        let strip = strip(&[(0, Held), (5, Held), (5, Missed), (5, Held), (25, Held)]);
        let middle = HEIGHT / 2.0;
        let x = |week: f64| EDGE + PITCH * (week + 0.5);
        assert_eq!(
            strip.places(Held),
            [
                (x(0.0), middle),
                (x(5.0), middle - ROOM / 3.0),
                (x(5.0), middle + ROOM / 3.0),
                (x(25.0), middle)
            ]
        );
        assert_eq!(strip.places(Missed), [(x(5.0), middle)]);
    }

    #[test]
    fn seven_meetings_a_week_stay_in_the_strip() {
        let strip = strip(&[(3, StripMark::Held); 7]);
        for (_, y) in strip.places(StripMark::Held) {
            assert!(y - DOT >= 0.0 && y + DOT <= HEIGHT, "{y}");
        }
    }

    #[test]
    fn it_says_what_it_shows() {
        use StripMark::{Agreed, Held, Missed};
        let mut all = strip(&[(1, Held), (3, Held), (8, Missed), (27, Agreed)]);
        all.pauses.push((10, 12, "1 to 9 May".into()));
        assert_eq!(
            all.description(),
            "2 held in 26 weeks, the last on 2026-04-27. 1 missed, the last on 2026-06-01. \
             Next agreed for 2026-10-12. Paused 1 to 9 May."
        );
        assert_eq!(strip(&[]).description(), "No meeting held in 26 weeks.");
    }

    #[test]
    fn a_picture_in_a_row_is_small_and_has_a_label_instead_of_identifiers() {
        let weekly: Vec<_> = (0..26).map(|week| (week, StripMark::Held)).collect();
        let svg = strip(&weekly).in_row().unwrap();
        assert!(svg.len() < 560, "{} bytes: {svg}", svg.len());
        assert!(
            svg.contains("role=\"img\" aria-label=\"26 held in"),
            "{svg}"
        );
        assert!(!svg.contains("id="), "{svg}");
        let scale = WeekScale {
            weeks: Weeks { past: 26, ahead: 0 },
            months: vec![(0, "Apr".into()), (25, "September".into())],
        };
        let svg = scale.in_row().unwrap();
        assert!(svg.contains("aria-hidden=\"true\"") && svg.contains(">Apr<"));
        assert!(!svg.contains("September"), "it would be cut off");
    }
}
