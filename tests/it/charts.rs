//! Pictures as a page and a folder of files get them: sound XML, nothing executable, the same
//! every time.

use std::collections::BTreeSet;

use mentorstat::charts::{
    AtRisk, Chart, Curve, CurvePoint, DotInterval, DotRow, Edition, Frame, GapBin, GapDistribution,
    GoalOutcome, HeldExpected, MeanCumulative, MonthOfMeetings, Moves, OutcomeBars, OutcomeRow,
    PairState, PairStates, Reference, Retention, Sparkline, StageLadder, StageRow, StateRow,
    TransitionHeat, Unit,
};

/// Markup, an end of a CDATA section, controls, an override of direction, a quote.
const HOSTILE: &str = "</text><script>alert(1)</script>]]> \u{0}\u{8}\u{1b}\u{202E}evil\u{2066} \" onload='x' &amp;\u{FFFE}";

fn dots(name: &str) -> DotInterval {
    DotInterval {
        measure: name.to_owned(),
        unit: Unit::Share,
        counted: name.to_owned(),
        interval: name.to_owned(),
        rows: vec![
            DotRow {
                label: name.to_owned(),
                estimate: Some(0.4),
                n: Some(9),
                ..DotRow::default()
            },
            DotRow {
                label: name.to_owned(),
                note: Some(name.to_owned()),
                ..DotRow::default()
            },
        ],
        references: vec![Reference {
            label: name.to_owned(),
            value: 0.5,
        }],
    }
}

fn gap_bin(from: u32, to: Option<u32>, gaps: u64) -> GapBin {
    GapBin { from, to, gaps }
}

fn curve(name: &str) -> Curve {
    let point = |day, estimate| CurvePoint {
        day,
        estimate,
        lower: Some(estimate - 0.1),
        upper: Some(estimate),
    };
    Curve {
        label: name.to_owned(),
        points: vec![point(0.0, 1.0), point(100.0, 0.7), point(200.0, 0.5)],
        at_risk: vec![AtRisk { day: 90, pairs: 12 }],
    }
}

/// One of each chart, every name in it the given one.
fn charts(name: &str) -> Vec<Box<dyn Chart>> {
    let outcome = OutcomeRow {
        label: name.to_owned(),
        counts: vec![(GoalOutcome::Attained, 3), (GoalOutcome::Unknown, 1)],
        ..OutcomeRow::default()
    };
    let month = MonthOfMeetings {
        year: 2026,
        month: 9,
        held: Some(7),
        expected: Some(8.5),
        complete: true,
    };
    let state = StateRow {
        state: PairState::Watch,
        pairs: Some(5),
        note: None,
    };
    let two = [curve(name), curve(name)].to_vec();
    vec![
        Box::new(dots(name)),
        Box::new(OutcomeBars {
            rows: vec![outcome],
        }),
        Box::new(HeldExpected {
            months: vec![month],
        }),
        Box::new(GapDistribution {
            bins: vec![
                gap_bin(0, Some(8), 1),
                gap_bin(8, Some(91), 3),
                gap_bin(91, None, 1),
            ],
            median: Some(14.0),
            agreed: Some(14.0),
        }),
        Box::new(StageLadder {
            pairs: 5,
            stages: vec![StageRow {
                title: name.to_owned(),
                ever: Some(4),
                now: Some(1),
                note: None,
            }],
        }),
        Box::new(MeanCumulative {
            curves: two.clone(),
            days: vec![90, 180],
        }),
        Box::new(Retention {
            curves: two,
            horizons: vec![90, 180],
        }),
        Box::new(PairStates { rows: vec![state] }),
        Box::new(TransitionHeat {
            stages: vec![name.to_owned(), name.to_owned()],
            moves: vec![vec![Moves::None, Moves::Counted(3)], Vec::new()],
        }),
        Box::new(Sparkline {
            unit: Unit::Share,
            periods: vec![(name.to_owned(), Some(0.2)), (name.to_owned(), Some(0.3))],
            target: None,
        }),
    ]
}

fn draw(chart: &dyn Chart, id: &str, words: &str, edition: Edition) -> String {
    chart
        .draw(&Frame::new(id, words, words), edition)
        .expect("there is data")
}

/// Names of the elements of a document, each opened and closed in turn; panics where it is not
/// well-formed.
fn elements(xml: &str) -> BTreeSet<String> {
    let (mut open, mut names, mut rest) = (Vec::new(), BTreeSet::new(), xml);
    while let Some((text, markup)) = rest.split_once('<') {
        check_text(text);
        let (tag, after) = markup.split_once('>').expect("every tag ends");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in turn");
        } else {
            let name = tag.split([' ', '/']).next().unwrap_or_default();
            check_attributes(tag[name.len()..].trim_end_matches('/'));
            names.insert(name.to_owned());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = after;
    }
    assert!(open.is_empty(), "left open: {open:?}");
    names
}

fn check_text(text: &str) {
    assert!(!text.contains('>') && !text.contains("]]>"), "{text:?}");
    for reference in text.split('&').skip(1) {
        let name = reference.split(';').next().unwrap_or_default();
        assert!(
            ["amp", "lt", "gt", "quot", "#39"].contains(&name),
            "{text:?}"
        );
    }
}

fn check_attributes(mut attributes: &str) {
    let mut seen = BTreeSet::new();
    while let Some((name, rest)) = attributes.trim_start().split_once("=\"") {
        assert!(
            name.chars()
                .all(|sign| sign.is_ascii_alphanumeric() || sign == '-'),
            "{name:?}"
        );
        assert!(!name.starts_with("on"), "{name:?} would run");
        assert!(seen.insert(name), "{name} twice");
        let (value, after) = rest.split_once('"').expect("every value ends");
        check_text(value);
        attributes = after;
    }
    assert_eq!(attributes.trim(), "");
}

#[test]
fn pictures_are_well_formed_and_hold_nothing_but_shapes_and_words() {
    let known: BTreeSet<String> = [
        "svg", "title", "desc", "g", "rect", "path", "circle", "text",
    ]
    .map(str::to_owned)
    .into();
    for name in ["North", HOSTILE, "", "\u{202E}\u{0}", "北部 برنامج 👩🏽‍🏫"] {
        for chart in charts(name) {
            for edition in [Edition::Embedded, Edition::Standalone] {
                let names = elements(&draw(&*chart, name, name, edition));
                assert!(names.is_subset(&known), "{names:?}");
            }
        }
    }
}

#[test]
fn no_control_or_override_is_left() {
    for chart in charts(HOSTILE) {
        let svg = draw(&*chart, HOSTILE, HOSTILE, Edition::Standalone);
        let bad = |sign: char| {
            sign.is_control() && sign != '\n'
                || matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}')
        };
        assert_eq!(svg.chars().find(|sign| bad(*sign)), None);
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    for (one, other) in charts("North").iter().zip(charts("North")) {
        let drawn = |chart: &dyn Chart| draw(chart, "a", "Headline", Edition::Embedded);
        assert_eq!(drawn(&**one), drawn(&*other));
        assert_eq!(one.table(), other.table());
    }
}

#[test]
fn several_pictures_live_in_one_page() {
    let drawn = charts("North")
        .into_iter()
        .enumerate()
        .map(|(place, chart)| {
            draw(
                &*chart,
                &format!("figure-{place}"),
                "Headline",
                Edition::Embedded,
            )
        });
    let page: String = drawn.collect();
    let ids: Vec<_> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let distinct: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len());
    assert_eq!(ids.len(), 2 * charts("North").len());
}

#[test]
fn a_long_name_is_shortened_and_kept_whole_in_a_title() {
    let name = "Regional partnership for the professional development of newly qualified teachers";
    let svg = draw(&dots(name), "a", "Headline", Edition::Standalone);
    assert!(svg.contains(&format!("<title>{name}</title>")));
    assert!(svg.contains("…</text>"));
}

#[test]
fn figure_data_can_be_written_as_data() {
    let json = serde_json::to_value(dots("North")).expect("plain data");
    assert_eq!(json["unit"], "share");
    assert_eq!(json["rows"][1]["estimate"], serde_json::Value::Null);
}
