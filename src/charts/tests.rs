//! What holds for every picture, whatever it shows.

mod samples;

use super::text::measure;
use super::theme::Face;
use super::*;

const HEADLINE: &str = "Six in ten settled goals were attained, and no cohort differs clearly";
const SUBTITLE: &str =
    "Goals of pairs that ended or whose due date has passed, since the start to 2026-09-30";

fn draw(chart: &dyn Chart, edition: Edition) -> String {
    chart
        .draw(&Frame::new("t", HEADLINE, SUBTITLE), edition)
        .expect("the sample has data")
}

/// Elements with their attributes as written, and the text inside.
fn elements<'a>(svg: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let opening = format!("<{name} ");
    svg.match_indices(&opening)
        .map(|(start, _)| {
            let rest = &svg[start + opening.len()..];
            let (attributes, after) = rest.split_once('>').expect("a tag ends");
            (attributes, after.split('<').next().unwrap_or_default())
        })
        .collect()
}

fn attribute(attributes: &str, name: &str) -> Option<f64> {
    let (_, rest) = attributes.split_once(&format!(" {name}=\"")).or_else(|| {
        attributes
            .strip_prefix(&format!("{name}=\""))
            .map(|rest| ("", rest))
    })?;
    rest.split('"').next()?.parse().ok()
}

/// A rectangle: left, top, right, bottom.
type Bounds = (f64, f64, f64, f64);

/// Corners of a path of M, L, H, V and Z.
fn corners(attributes: &str) -> Vec<(f64, f64)> {
    let route = attributes
        .split("d=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let mut route = route.expect("a route").trim_end_matches('Z');
    let ((mut x, mut y), mut corners) = ((0.0, 0.0), Vec::new());
    while let Some(command) = route.chars().next() {
        let end = route[1..]
            .find(char::is_alphabetic)
            .map_or(route.len(), |end| end + 1);
        let mut numbers = route[1..end]
            .split(' ')
            .map(|number| number.parse().expect("a number"));
        if command != 'V' {
            x = numbers.next().expect("across");
        }
        if command != 'H' {
            y = numbers.next().expect("down");
        }
        corners.push((x, y));
        route = &route[end..];
    }
    corners
}

/// Bounds of texts in tenths of a pixel, by our own measure.
fn texts(svg: &str) -> Vec<(Bounds, &str)> {
    elements(svg, "text")
        .into_iter()
        .map(|(attributes, text)| {
            let number = |name: &str| attribute(attributes, name).expect("the attribute");
            let face = if attributes.contains("bold") {
                Face::Strong
            } else {
                Face::Label
            };
            let plain = text
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            // Without the room that layouts leave for wider fonts.
            let width = measure(&plain, face) / face.size() * number("font-size") / 1.03;
            let left = number("x")
                - match () {
                    () if attributes.contains("\"middle\"") => width / 2.0,
                    () if attributes.contains("\"end\"") => width,
                    () => 0.0,
                };
            let (base, size) = (number("y"), number("font-size"));
            ((left, base - 0.716 * size, left + width, base), text)
        })
        .collect()
}

fn view_box(svg: &str) -> (f64, f64) {
    let view = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let (width, height) = view
        .and_then(|view| view.split_once(' '))
        .expect("a view box");
    (
        width.parse().expect("a number"),
        height.parse().expect("a number"),
    )
}

#[test]
fn every_mark_and_text_lies_inside_the_picture() {
    for (name, chart) in samples::all() {
        let svg = draw(&*chart, Edition::Standalone);
        let (width, height) = view_box(&svg);
        let inside = |x: f64, y: f64, what: &str| {
            assert!(
                (0.0..=width).contains(&x) && (0.0..=height).contains(&y),
                "{name}: {what} at {x} {y}"
            );
        };
        for ((left, top, right, bottom), text) in texts(&svg) {
            inside(left, top, text);
            inside(right, bottom, text);
        }
        for (attributes, _) in elements(&svg, "rect") {
            let number = |name: &str| attribute(attributes, name).unwrap_or(0.0);
            inside(number("x"), number("y"), "box");
            inside(
                number("x") + number("width"),
                number("y") + number("height"),
                "box",
            );
        }
        for (attributes, _) in elements(&svg, "path") {
            for (x, y) in corners(attributes) {
                inside(x, y, "path");
            }
        }
        for (attributes, _) in elements(&svg, "circle") {
            let number = |name: &str| attribute(attributes, name).unwrap_or(0.0);
            inside(
                number("cx") - number("r"),
                number("cy") - number("r"),
                "disc",
            );
            inside(
                number("cx") + number("r"),
                number("cy") + number("r"),
                "disc",
            );
        }
    }
}

#[test]
fn no_text_lies_on_another() {
    for (name, chart) in samples::all() {
        let svg = draw(&*chart, Edition::Standalone);
        let texts = texts(&svg);
        for (place, (one, first)) in texts.iter().enumerate() {
            for (other, second) in &texts[place + 1..] {
                let apart =
                    one.2 <= other.0 || other.2 <= one.0 || one.3 <= other.1 || other.3 <= one.1;
                assert!(apart, "{name}: {first:?} and {second:?}");
            }
        }
    }
}

#[test]
fn a_standalone_picture_needs_no_page() {
    for (name, chart) in samples::all() {
        let svg = draw(&*chart, Edition::Standalone);
        for foreign in [
            "var(",
            "class=",
            "<style",
            "style=",
            "rgba",
            "dominant-baseline",
            "url(",
        ] {
            assert!(!svg.contains(foreign), "{name}: {foreign}");
        }
        assert!(svg.contains("font-family=\"Arial"));
    }
}

#[test]
fn an_embedded_picture_has_no_colour_of_its_own() {
    for (name, chart) in samples::all() {
        let svg = draw(&*chart, Edition::Embedded);
        for foreign in ["fill=\"#", "stroke=\"#", "style=", "url("] {
            assert!(!svg.contains(foreign), "{name}: {foreign}");
        }
    }
}

#[test]
fn editions_differ_in_looks_only() {
    let shapes = |svg: &str| {
        let shapes = ["text", "path", "circle"].map(|kind| elements(svg, kind).len());
        (
            shapes,
            texts(svg)
                .into_iter()
                .map(|(bounds, text)| (bounds, text.to_owned()))
                .collect::<Vec<_>>(),
        )
    };
    for (_, chart) in samples::all() {
        assert_eq!(
            shapes(&draw(&*chart, Edition::Embedded)),
            shapes(&draw(&*chart, Edition::Standalone))
        );
    }
}

#[test]
fn tables_are_rectangular_and_descriptions_say_something() {
    for (name, chart) in samples::all() {
        let table = chart.table();
        assert!(!table.rows.is_empty(), "{name}");
        assert!(
            table
                .rows
                .iter()
                .all(|row| row.len() == table.headers.len()),
            "{name}"
        );
        let description = chart.description();
        assert!(
            description.len() > 20 && !description.contains("NaN"),
            "{name}: {description}"
        );
    }
}

#[test]
fn what_is_missing_everywhere_is_an_error_with_a_reason() {
    let mut dots = samples::dots(3, false);
    for (place, row) in dots.rows.iter_mut().enumerate() {
        row.estimate = [None, Some(f64::NAN), Some(f64::INFINITY)][place % 3];
    }
    let mut states = samples::states();
    states.rows.iter_mut().for_each(|row| row.pairs = None);
    let mut months = samples::months(4);
    for month in &mut months.months {
        (month.held, month.expected) = (Some(0), Some(f64::NAN));
    }
    let broken = CurvePoint {
        day: f64::NAN,
        estimate: 1.0,
        lower: None,
        upper: None,
    };
    let curve = Curve {
        points: vec![broken],
        ..Curve::default()
    };
    let empty: [Box<dyn Chart>; 12] = [
        Box::new(dots),
        Box::new(OutcomeBars {
            rows: vec![OutcomeRow::default()],
        }),
        Box::new(months),
        Box::new(samples::gaps_of(&[], None, Some(30.0))),
        Box::new(StageLadder {
            pairs: 5,
            stages: vec![StageRow::default()],
        }),
        Box::new(MeanCumulative {
            curves: Vec::new(),
            days: vec![90],
        }),
        Box::new(Retention {
            curves: vec![curve],
            horizons: vec![90],
        }),
        Box::new(states),
        Box::new(TransitionHeat {
            stages: vec!["One".to_owned(), "Two".to_owned()],
            moves: vec![vec![Moves::None, Moves::Hidden("< 5".to_owned())]],
        }),
        Box::new(CumulativeIncidence {
            event: String::new(),
            curves: Vec::new(),
            days: vec![90],
        }),
        Box::new(FunnelPlot {
            measure: String::new(),
            share: 0.5,
            limits: Vec::new(),
            sites: Vec::new(),
        }),
        Box::new(Sparkline {
            unit: Unit::Share,
            periods: Vec::new(),
            target: None,
        }),
    ];
    for chart in empty {
        let drawn = chart.draw(&Frame::new("t", "h", "s"), Edition::Embedded);
        assert!(matches!(drawn, Err(ChartError::Empty { .. })), "{chart:?}");
        let _ = (chart.table(), chart.description());
    }
}

#[test]
fn too_many_curves_are_refused() {
    let drawn = samples::retention(7, false).draw(&Frame::new("t", "h", "s"), Edition::Embedded);
    assert!(matches!(
        drawn,
        Err(ChartError::TooManyCurves { given: 7, most: 6 })
    ));
}

#[test]
fn enormous_numbers_are_drawn_too() {
    let mut months = samples::months(3);
    months.months[1].held = Some(u64::MAX);
    months.months[2].expected = Some(f64::MAX);
    let mut ladder = samples::ladder(3, false);
    ladder.stages[0].ever = Some(u64::MAX);
    let outcomes = OutcomeBars {
        rows: vec![OutcomeRow {
            counts: vec![
                (GoalOutcome::Attained, u64::MAX),
                (GoalOutcome::Partly, u64::MAX),
            ],
            ..OutcomeRow::default()
        }],
    };
    let charts: [Box<dyn Chart>; 4] = [
        Box::new(months),
        Box::new(ladder),
        Box::new(outcomes),
        Box::new(samples::gaps_of(
            &[0, 1, u32::MAX],
            Some(f64::MAX),
            Some(-1.0),
        )),
    ];
    for chart in charts {
        assert!(draw(&*chart, Edition::Standalone).ends_with("</svg>\n"));
    }
}

/// Writes every sample in both editions, and a page of all, to look at:
/// `cargo test --lib charts::tests::gallery -- --ignored`.
#[test]
#[ignore = "writes pictures to target/gallery for the eye"]
fn gallery() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/gallery");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let mut page = format!(
        "<!doctype html><meta charset=\"utf-8\"><style>body{{background:var(--paper)}}{}</style>",
        stylesheet()
    );
    for (name, chart) in samples::all() {
        let frame = Frame::new(&name, HEADLINE, SUBTITLE);
        let svg = chart
            .draw(&frame, Edition::Standalone)
            .expect("the sample has data");
        std::fs::write(folder.join(format!("{name}.svg")), svg).expect("a file can be written");
        page += &chart
            .draw(&frame, Edition::Embedded)
            .expect("the sample has data");
    }
    std::fs::write(folder.join("page.html"), page).expect("a file can be written");
}
