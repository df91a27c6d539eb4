//! Figure data to draw in tests: ordinary, crowded, and at the ends of what can happen.

mod all;
mod curves;

use crate::charts::*;
use crate::programme::Day;

pub(super) use all::all;
pub(super) use curves::*;

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

/// Gaps in the classes of the reports.
pub(super) fn gaps_of(gaps: &[u32], median: Option<f64>, agreed: Option<f64>) -> GapDistribution {
    const EDGES: [u32; 8] = [0, 8, 15, 22, 31, 46, 61, 91];
    let bin = |(place, from): (usize, &u32)| {
        let to = EDGES.get(place + 1).copied();
        let inside = gaps
            .iter()
            .filter(|gap| *gap >= from && to.is_none_or(|to| **gap < to));
        GapBin {
            from: *from,
            to,
            gaps: inside.count() as u64,
        }
    };
    GapDistribution {
        bins: EDGES.iter().enumerate().map(bin).collect(),
        median,
        agreed,
    }
}

pub(super) fn gaps(longest: u32) -> GapDistribution {
    let gaps: Vec<u32> = (0..900_u32)
        .map(|place| 5 + (place * place / 7) % 37 + place % 23)
        .collect();
    let tail = (0..12).map(|place| longest + place);
    gaps_of(
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
