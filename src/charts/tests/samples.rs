//! Figure data to draw in tests: ordinary, crowded, and at the ends of what can happen.

use crate::charts::*;
use crate::programme::Day;

const LONG: &str =
    "Regional partnership for the professional development of newly qualified teachers";

/// Names of groups: plain ones, or such as strain a layout.
fn name(place: usize, straining: bool) -> String {
    match (straining, place % 4) {
        (false, _) => format!("{} H{}", 2024 + place / 2, 1 + place % 2),
        (true, 0) => LONG.to_owned(),
        (true, 1) => "برنامج الإرشاد المهني للمعلمين الجدد في المنطقة الشمالية".to_owned(),
        (true, 2) => "北部地区新教师专业发展与辅导合作项目第二期参与者小组".to_owned(),
        (true, _) => format!("Łódź – Ñandú & <Søn> {place}"),
    }
}

pub(super) fn dots(groups: usize, straining: bool) -> DotInterval {
    let rows = (0..groups).map(|place| {
        let estimate = [0.61, 0.0, 0.74, 1.0, 0.48][place % 5];
        DotRow {
            band: None,
            label: name(place, straining),
            n: Some(34 + 11 * place as u64),
            estimate: (place % 7 != 6).then_some(estimate),
            lower: Some((estimate - 0.09_f64).max(0.0)),
            upper: Some((estimate + 0.11_f64).min(1.0)),
            note: Some("fewer than 5 goals".to_owned()),
            total: false,
        }
    });
    let programme = DotRow {
        band: None,
        label: "Programme".to_owned(),
        n: Some(1_204),
        estimate: Some(0.63),
        lower: Some(0.58),
        upper: Some(0.68),
        note: None,
        total: true,
    };
    let reference = |label: &str, value| Reference {
        label: label.to_owned(),
        value,
    };
    DotInterval {
        measure: "Settled goals attained".to_owned(),
        unit: Unit::Share,
        counted: "goals".to_owned(),
        interval: "95 % interval".to_owned(),
        rows: rows.chain([programme]).collect(),
        references: vec![reference("Programme", 0.63), reference("Target", 0.70)],
    }
}

pub(super) fn differences() -> DotInterval {
    let row = |label: &str, estimate: f64| DotRow {
        label: label.to_owned(),
        n: Some(80),
        estimate: Some(estimate),
        lower: Some(estimate - 0.08),
        upper: Some(estimate + 0.08),
        ..DotRow::default()
    };
    DotInterval {
        measure: "Difference from the programme, percentage points".to_owned(),
        unit: Unit::Points,
        counted: "goals".to_owned(),
        interval: "95 % interval".to_owned(),
        rows: vec![row("North", -0.12), row("South", 0.03), row("West", 0.0)],
        references: vec![Reference {
            label: "no difference".to_owned(),
            value: 0.0,
        }],
    }
}

/// A forest of several measures, each with its groups.
pub(super) fn forest(groups: usize, straining: bool) -> DotInterval {
    let measures = [
        "Days on cadence",
        "Benchmark of expected meetings met",
        "Completeness of session records",
    ];
    let row = |place: usize| DotRow {
        band: Some(if straining {
            name(place / groups, true)
        } else {
            measures[place / groups].to_owned()
        }),
        ..differences().rows[place % 3].clone()
    };
    DotInterval {
        rows: (0..3 * groups).map(row).collect(),
        ..differences()
    }
}

pub(super) fn transitions(stages: usize, straining: bool) -> TransitionHeat {
    let titles = ladder(stages, straining).stages;
    let moves = (0..stages).map(|from| {
        let cell = |to: usize| match (from, to) {
            _ if from == to => Moves::None,
            (from, to) if to == from + 1 => Moves::Counted(98 / (from as u64 + 1)),
            (from, to) if to > from => Moves::Hidden("< 5".to_owned()),
            (0, _) => Moves::None,
            (_, to) => Moves::Counted(1_200 * (to as u64 % 3)),
        };
        (0..stages).map(cell).collect()
    });
    TransitionHeat {
        moves: moves.collect(),
        stages: titles.into_iter().map(|stage| stage.title).collect(),
    }
}

pub(super) fn outcomes(groups: usize, straining: bool) -> OutcomeBars {
    let rows = (0..groups).map(|place| {
        let more = place as u64;
        let counts = match place % 5 {
            1 => vec![(GoalOutcome::Attained, 40)],
            2 => vec![(GoalOutcome::NotAttained, 12 + more)],
            4 => Vec::new(),
            _ => GoalOutcome::ALL
                .into_iter()
                .zip([48 + more, 14, 17, 31, 9, 2])
                .collect(),
        };
        OutcomeRow {
            label: name(place, straining),
            counts,
            ..OutcomeRow::default()
        }
    });
    let programme = OutcomeRow {
        label: "Programme".to_owned(),
        counts: GoalOutcome::ALL
            .into_iter()
            .zip([448, 114, 170, 231, 90, 20])
            .collect(),
        note: None,
        total: true,
    };
    OutcomeBars {
        rows: rows.chain([programme]).collect(),
    }
}

pub(super) fn months(count: u32) -> HeldExpected {
    let months = (0..count).map(|place| {
        let (year, month) = (
            2025 + ((3 + place) / 12).cast_signed(),
            1 + (3 + place) % 12,
        );
        let wave = u64::from((place * 37) % 23);
        MonthOfMeetings {
            year,
            month,
            held: (place % 9 != 5).then_some(40 + 6 * u64::from(place) + wave),
            expected: (place != 7).then_some(60.0 + 5.5 * f64::from(place)),
            complete: place + 1 < count,
        }
    });
    HeldExpected {
        months: months.collect(),
    }
}

pub(super) fn gaps(longest: u32) -> GapDistribution {
    let gaps: Vec<u32> = (0..900_u32)
        .map(|place| 5 + (place * place / 7) % 37 + place % 23)
        .collect();
    let tail = (0..12).map(|place| longest + place);
    GapDistribution::of(
        &gaps.into_iter().chain(tail).collect::<Vec<_>>(),
        Some(31.0),
        Some(30.0),
    )
}

pub(super) fn ladder(stages: usize, straining: bool) -> StageLadder {
    let titles = [
        "Introduction",
        "Foundation",
        "Orientation",
        "Collaboration",
        "Problem solving",
        "Personal framework",
        "Professional framework",
        "Professional development",
        "Transition",
    ];
    let stages = (0..stages).map(|place| StageRow {
        title: if straining {
            name(place, true)
        } else {
            titles[place % titles.len()].to_owned()
        },
        ever: (place != 6).then_some(150 - 15 * (place as u64).min(10)),
        now: (place != 6).then_some([3, 9, 22, 31, 24, 12, 8, 5, 9][place % 9]),
        note: Some("fewer than 5 pairs".to_owned()),
    });
    StageLadder {
        pairs: 150,
        stages: stages.collect(),
    }
}

pub(super) fn states() -> PairStates {
    let row = |state, pairs| StateRow {
        state,
        pairs: Some(pairs),
        note: None,
    };
    PairStates {
        rows: vec![
            row(PairState::OnTrack, 62),
            row(PairState::Watch, 14),
            row(PairState::Stalled, 9),
            row(PairState::NeverStarted, 4),
            row(PairState::TooEarly, 6),
            row(PairState::Paused, 3),
            row(PairState::Completed, 38),
            row(PairState::ClosedEarly, 13),
            row(PairState::Ended, 1),
        ],
    }
}

fn curve(label: &str, place: usize, value: impl Fn(f64) -> f64) -> Curve {
    let points = (0..=52).map(|week| {
        let day = f64::from(week) * 9.0 + place as f64;
        let (estimate, half) = (value(day), 0.02 + day / 6_000.0);
        let point = |shift: f64| Some((estimate + shift).max(0.0));
        CurvePoint {
            day,
            estimate,
            lower: point(-half),
            upper: point(half.min(1.0)),
        }
    });
    let at_risk = [0_u32, 90, 180, 365].map(|day| AtRisk {
        day,
        pairs: 150 - u64::from(day / 3),
    });
    Curve {
        label: label.to_owned(),
        points: points.collect(),
        at_risk: at_risk.to_vec(),
    }
}

fn together(place: usize) -> impl Fn(f64) -> f64 {
    move |day| {
        if day < 12.0 {
            0.97
        } else {
            0.97 - day / (700.0 + 350.0 * place as f64)
        }
    }
}

pub(super) fn retention(groups: usize, straining: bool) -> Retention {
    let curves = (0..groups).map(|place| curve(&name(place, straining), place, together(place)));
    Retention {
        curves: curves.collect(),
        horizons: vec![90, 180, 365],
    }
}

pub(super) fn new_goals(groups: usize, straining: bool) -> MeanCumulative {
    let curves = (0..groups).map(|place| {
        curve(&name(place, straining), place, move |day| {
            (day / (260.0 + 3.0 * place as f64)).powf(0.8)
        })
    });
    MeanCumulative {
        curves: curves.collect(),
        days: vec![0, 90, 180, 270, 365],
    }
}

pub(super) fn incidence(groups: usize, straining: bool) -> CumulativeIncidence {
    let curves = (0..groups).map(|place| {
        let apart = move |day: f64| 1.0 - together(place)(day);
        curve(&name(place, straining), place, apart)
    });
    CumulativeIncidence {
        event: "Time to the first meeting".to_owned(),
        curves: curves.collect(),
        days: vec![0, 90, 180, 365],
    }
}

pub(super) fn funnel(straining: bool) -> FunnelPlot {
    let limits = (1..=40_u32).map(|step| {
        let size = f64::from(step) * 5.0;
        let (inner, outer) = (0.98 / size.sqrt(), 1.55 / size.sqrt());
        let ends = |spread: f64| ((0.62 - spread).max(0.0), (0.62 + spread).min(1.0));
        Limits {
            size,
            inner: ends(inner),
            outer: ends(outer),
        }
    });
    let sites = (0..14).map(|place| Site {
        label: name(place, straining),
        size: 12.0 + 14.0 * place as f64,
        share: [0.61, 0.5, 0.74, 1.0, 0.48][place % 5],
    });
    FunnelPlot {
        measure: "Settled goals attained".to_owned(),
        share: 0.62,
        limits: limits.collect(),
        sites: sites.collect(),
    }
}

pub(super) fn spark() -> Sparkline {
    let values = [
        Some(0.55),
        Some(0.58),
        None,
        Some(0.57),
        Some(0.63),
        Some(0.61),
    ];
    let periods = values.into_iter().enumerate();
    Sparkline {
        unit: Unit::Share,
        periods: periods
            .map(|(place, value)| (format!("2025 Q{place}"), value))
            .collect(),
        target: Some(0.6),
    }
}

/// Every chart in every strain, by the name of its file.
/// A weekly pair that met twice in some weeks, was missed, rested, and agreed on a day ahead.
pub(super) fn strip() -> CalendarStrip {
    use StripMark::{Agreed, Held, Missed};
    let held = (0..26).flat_map(|week| vec![(week, Held); 1 + usize::from(week % 5 == 0)]);
    let marks = held.chain([(25, Missed), (29, Agreed)]);
    CalendarStrip {
        weeks: Weeks { past: 26, ahead: 4 },
        marks: marks
            .map(|(week, mark)| {
                (
                    week,
                    mark,
                    Day(20_000 + 7 * i32::try_from(week).expect("few weeks")),
                )
            })
            .collect(),
        pauses: vec![(0, 3, "in spring".into()), (20, 29, "in summer".into())],
    }
}

pub(super) fn lanes(number: u32, straining: bool) -> Swimmer {
    let lane = |place: u32| {
        let days = 30 + (number - place) * 17 % 400;
        let ends = [
            LaneEnd::Open,
            LaneEnd::AsPlanned,
            LaneEnd::Early,
            LaneEnd::Unknown,
        ];
        Lane {
            label: name(place as usize, straining),
            days,
            end: ends[place as usize % 4],
            held: (0..days).step_by(14 + place as usize % 9).collect(),
            attained: vec![days / 2, days],
            paused: vec![(days / 3, days / 3 + 20)],
        }
    };
    Swimmer {
        lanes: (0..number).map(lane).collect(),
    }
}

pub(super) fn all() -> Vec<(String, Box<dyn Chart>)> {
    let mut all: Vec<(String, Box<dyn Chart>)> = Vec::new();
    let mut put = |name: &str, chart: Box<dyn Chart>| all.push((name.to_owned(), chart));
    for groups in [1, 3, 12, 40] {
        put(&format!("dots-{groups}"), Box::new(dots(groups, false)));
        let lanes_of = u32::try_from(groups).expect("a small number");
        put(
            &format!("lanes-{groups}"),
            Box::new(lanes(lanes_of, groups == 12)),
        );
        put(
            &format!("outcomes-{groups}"),
            Box::new(outcomes(groups, false)),
        );
        put(
            &format!("months-{groups}"),
            Box::new(months(u32::try_from(groups).expect("a small number"))),
        );
        put(&format!("ladder-{groups}"), Box::new(ladder(groups, false)));
    }
    put("dots-names", Box::new(dots(4, true)));
    put("dots-differences", Box::new(differences()));
    for groups in [1, 3, 12] {
        put(&format!("forest-{groups}"), Box::new(forest(groups, false)));
    }
    put("forest-names", Box::new(forest(3, true)));
    for stages in [2, 4, 9, 16] {
        let chart = transitions(stages, false);
        put(&format!("transitions-{stages}"), Box::new(chart));
    }
    put("transitions-names", Box::new(transitions(4, true)));
    put("outcomes-names", Box::new(outcomes(4, true)));
    put("ladder-names", Box::new(ladder(4, true)));
    put("ladder-9", Box::new(ladder(9, false)));
    put("months-18", Box::new(months(18)));
    put("months-120", Box::new(months(120)));
    put("gaps-short", Box::new(gaps(60)));
    put("gaps-long", Box::new(gaps(300)));
    put(
        "gaps-one",
        Box::new(GapDistribution::of(&[30], None, Some(30.0))),
    );
    put(
        "gaps-same",
        Box::new(GapDistribution::of(&[14; 50], Some(14.0), Some(14.0))),
    );
    put(
        "gaps-years",
        Box::new(GapDistribution::of(
            &[800, 1_500, 2_000],
            Some(1_500.0),
            Some(7.0),
        )),
    );
    put("states", Box::new(states()));
    for groups in [1, 3, 6] {
        put(
            &format!("retention-{groups}"),
            Box::new(retention(groups, false)),
        );
        put(
            &format!("new-goals-{groups}"),
            Box::new(new_goals(groups, false)),
        );
    }
    for groups in [1, 6] {
        let chart = incidence(groups, groups > 1);
        put(&format!("incidence-{groups}"), Box::new(chart));
    }
    put("funnel", Box::new(funnel(false)));
    put("funnel-names", Box::new(funnel(true)));
    put("retention-names", Box::new(retention(4, true)));
    put("sparkline", Box::new(spark()));
    put("strip", Box::new(strip()));
    all
}
