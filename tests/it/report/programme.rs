//! A summary as a programme of 121 pairs might have it, and one of a programme without records.

use mentorstat::config::Config;
use mentorstat::ingest::ledger::{Entry, Severity, Tally};
use mentorstat::measures::{Family, GoalOutcome, Kind, State};
use mentorstat::output::InputFile;
use mentorstat::programme::{
    Day, Fate, Origin, Phase, Respondent, Supplied, Table, built_in_stage_models,
};
use mentorstat::report::effectiveness::Records;
use mentorstat::stats::Estimate;
use mentorstat::stats::proportion::clustered_share;
use mentorstat::summary::{
    Agreement, Change, Comparison, ContinuityTallies, Contributing, Count, Curve, CurvePoint,
    Disclosure, Endings, ExperienceTallies, FormCount, Funnel, Gaps, GoalTallies, GroupSummary,
    HistoricPeriod, Horizon, MeasureSummary, MeetingTallies, MonthOfMeetings, NamedCount,
    NewGoalTallies, OutcomeSets, Period, PeriodCounts, PeriodFigures, PeriodRequest, Rung,
    ScaleTally, Shown, Spread, StageTallies, Summary, Tallies, Transition, Verdict,
};

const METHOD: &str = "made up";

fn estimate(value: f64, lower: f64, upper: f64, n: usize) -> Estimate {
    Estimate::available(value, n, METHOD).with_bounds(Some(lower), Some(upper))
}

fn share(counted: u64, of: u64) -> Estimate {
    let units: Vec<(u32, f64, f64)> = (0..of)
        .zip(0..)
        .map(|(place, pair)| (pair, f64::from(u8::from(place < counted)), 1.0))
        .collect();
    clustered_share(&units)
}

fn nothing(reason: &str) -> Estimate {
    Estimate::not_available(reason, 0, METHOD)
}

/// Title, family and kind of the measures that the report asks for.
const MEASURES: [(&str, &str, Family, Kind); 20] = [
    (
        "goals_attained_settled",
        "Settled goals attained",
        Family::Goals,
        Kind::Share,
    ),
    (
        "goals_attained",
        "Goals attained",
        Family::Goals,
        Kind::Share,
    ),
    (
        "goals_attained_or_partly",
        "Goals attained or partly",
        Family::Goals,
        Kind::Share,
    ),
    (
        "goal_outcome_known",
        "Goal outcome known",
        Family::Goals,
        Kind::Share,
    ),
    ("goals_set", "Goals set", Family::Goals, Kind::Quantity),
    (
        "sessions_held",
        "Meetings held",
        Family::Cadence,
        Kind::Quantity,
    ),
    ("hours_held", "Hours held", Family::Cadence, Kind::Quantity),
    (
        "sessions_per_month",
        "Meetings per month",
        Family::Cadence,
        Kind::Quantity,
    ),
    (
        "delivery_ratio",
        "Delivery ratio",
        Family::Cadence,
        Kind::Quantity,
    ),
    ("on_cadence", "On cadence", Family::Cadence, Kind::Share),
    ("attendance", "Attendance", Family::Cadence, Kind::Share),
    (
        "stages_skipped",
        "Stages skipped",
        Family::Stages,
        Kind::Quantity,
    ),
    (
        "new_goal_emerged",
        "New goal emerged",
        Family::NewGoals,
        Kind::Flag,
    ),
    ("new_goals", "New goals", Family::NewGoals, Kind::Quantity),
    (
        "new_goals_attained",
        "New goals attained",
        Family::NewGoals,
        Kind::Share,
    ),
    (
        "retained_90d",
        "Still meeting after 90 days",
        Family::Continuity,
        Kind::Flag,
    ),
    (
        "retained_180d",
        "Still meeting after 180 days",
        Family::Continuity,
        Kind::Flag,
    ),
    (
        "closed_early",
        "Closed early",
        Family::Continuity,
        Kind::Flag,
    ),
    (
        "evaluation_returned",
        "Evaluations returned",
        Family::Experience,
        Kind::Share,
    ),
    (
        "actions_completed",
        "Actions completed",
        Family::Experience,
        Kind::Share,
    ),
];

/// Value, lower and upper end, pairs, numerator and denominator (or total) of a measure.
fn numbers(id: &str) -> (f64, f64, f64, usize, f64, f64) {
    match id {
        "goals_attained_settled" => (0.613, 0.541, 0.682, 96, 130.0, 212.0),
        "goals_attained" => (0.71, 0.64, 0.77, 90, 142.0, 200.0),
        "goals_attained_or_partly" => (0.86, 0.80, 0.90, 90, 172.0, 200.0),
        "goal_outcome_known" => (0.84, 0.79, 0.88, 118, 200.0, 238.0),
        "goals_set" => (2.0, 2.0, 3.0, 121, 0.0, 262.0),
        "sessions_held" => (3.4, 3.1, 3.7, 121, 0.0, 412.0),
        "hours_held" => (5.1, 4.6, 5.6, 118, 0.0, 618.0),
        "sessions_per_month" => (1.2, 1.1, 1.4, 117, 0.0, 140.0),
        "delivery_ratio" => (0.92, 0.85, 1.01, 117, 0.0, 109.0),
        "on_cadence" => (0.78, 0.74, 0.82, 115, 25_431.0, 32_604.0),
        "attendance" => (0.91, 0.88, 0.93, 115, 1_402.0, 1_541.0),
        "stages_skipped" => (0.0, 0.0, 1.0, 104, 0.0, 47.0),
        "new_goal_emerged" => (0.38, 0.30, 0.47, 119, 45.0, 119.0),
        "new_goals" => (0.17, 0.11, 0.24, 121, 0.0, 21.0),
        "new_goals_attained" => (0.52, 0.37, 0.67, 32, 22.0, 42.0),
        "retained_90d" => (0.94, 0.88, 0.97, 112, 105.0, 112.0),
        "retained_180d" => (0.82, 0.73, 0.88, 98, 80.0, 98.0),
        "closed_early" => (0.44, 0.29, 0.60, 39, 17.0, 39.0),
        "evaluation_returned" => (0.63, 0.51, 0.74, 39, 49.0, 78.0),
        _ => (0.66, 0.60, 0.72, 88, 240.0, 363.0),
    }
}

/// A measure of a group; `shift` moves the figure so that groups differ.
fn measure((id, title, family, kind): (&str, &str, Family, Kind), shift: f64) -> MeasureSummary {
    let (value, lower, upper, pairs, num, den) = numbers(id);
    let shift = if kind == Kind::Quantity { 0.0 } else { shift };
    let mut estimate = estimate(value + shift, lower + shift, upper + shift, pairs);
    if kind != Kind::Quantity {
        estimate = estimate.with_ratio(num, den);
    }
    MeasureSummary {
        measure: id.into(),
        title: title.into(),
        family,
        kind,
        horizon: None,
        pairs: 121,
        contributing: Contributing {
            pairs,
            mentors: 80,
            counted: Some(60),
            not_counted: Some(40),
        },
        estimate,
        spread: (kind == Kind::Quantity).then(|| Spread {
            total: Some(den),
            mean: Some(den / pairs as f64),
            ..Spread::default()
        }),
        shown: Shown::Full,
    }
}

fn measures(shift: f64) -> Vec<MeasureSummary> {
    let mut figures: Vec<_> = MEASURES
        .iter()
        .map(|entry| measure(*entry, shift))
        .collect();
    let event = (
        "to_first_new_goal",
        "Time to the first new goal",
        Family::NewGoals,
        Kind::Event,
    );
    figures.push(MeasureSummary {
        horizon: Some(Horizon::Days(180)),
        estimate: estimate(0.31, 0.23, 0.40, 119),
        ..measure(event, 0.0)
    });
    figures
}

fn named(title: &str, count: u64) -> NamedCount {
    NamedCount {
        key: title.replace(' ', "_"),
        title: title.into(),
        count: Count::of(count),
    }
}

fn goals() -> GoalTallies {
    let counts = [142, 30, 28, 24, 26, 12].map(Count::of);
    GoalTallies {
        by_outcome: Some(GoalOutcome::ALL.into_iter().zip(counts).collect()),
        in_pairs: OutcomeSets::default(),
        bounds: Some((0.45, 0.78)),
        bounds_instead: false,
        overdue: Count::of(9),
        reasons: vec![named("time", 11), named("change of job", 6)],
        agreement: Some(Agreement {
            judged: Count::of(88),
            sides: [Count::of(6), Count::of(71), Count::of(11)],
            raw: estimate(0.81, 0.71, 0.88, 44),
            kappa: estimate(0.66, 0.52, 0.79, 44),
            mentor_higher: estimate(0.13, 0.07, 0.22, 44),
        }),
        undated_outcomes: 3,
        known_outcomes: 200,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a made-up course of meetings"
)]
fn months(last: Day) -> Vec<MonthOfMeetings> {
    (-17..=0)
        .map(|back| {
            let number = f64::from(back + 18);
            MonthOfMeetings {
                month: last.month_start(back),
                held: (60.0 + 6.0 * number + 14.0 * (number * 1.3).sin()) as u64,
                missed: 9,
                expected: 62.0 + 6.0 * number,
                cut: false,
            }
        })
        .collect()
}

fn meetings(last: Day) -> MeetingTallies {
    let gaps = [
        (0, 31),
        (7, 88),
        (14, 240),
        (21, 301),
        (28, 344),
        (35, 190),
        (42, 84),
        (49, 40),
    ];
    let mut bins: Vec<_> = gaps
        .iter()
        .map(|(from, number)| (*from, Some(from + 7), Count::of(*number)))
        .collect();
    bins.push((56, None, Count::of(39)));
    MeetingTallies {
        by_month: months(last),
        held: 2_104,
        with_length: 1_957,
        hours: Some(3_120.5),
        gaps: Gaps {
            bins,
            n: 1_357,
            median: Some(26.0),
            agreed: Some(28.0),
        },
    }
}

fn stages() -> StageTallies {
    let model = built_in_stage_models().swap_remove(0);
    let reached = [104, 101, 96, 84, 70, 52, 38, 27, 15];
    let ladder = model
        .stages
        .iter()
        .zip(reached)
        .map(|(stage, reached)| Rung {
            key: stage.key.clone(),
            title: stage.title.clone(),
            reached: Count::of(reached),
            observed: Count::of(reached - 4),
            now: Count::of(reached / 9),
            of: 121,
            dwell: estimate(34.0, 28.0, 41.0, 90),
        })
        .collect();
    StageTallies {
        ladder,
        derived: false,
        none_reached: Count::of(17),
        transitions: vec![
            Transition {
                from: "problem_solving".into(),
                to: "collaboration".into(),
                count: Count::of(7),
            },
            Transition {
                from: "introduction".into(),
                to: "foundation".into(),
                count: Count::of(88),
            },
        ],
        unstaged_sessions: 211,
        held_sessions: 2_104,
    }
}

fn curve(measure: &str, outcome: &'static str, height: impl Fn(f64) -> f64) -> Curve {
    let points = (0_u32..=50)
        .map(|step| {
            let day = f64::from(step * 10);
            let estimate = height(day);
            CurvePoint {
                day,
                estimate,
                lower: Some((estimate - 0.0009 * day.sqrt() * 4.0).max(0.0)),
                upper: Some((estimate + 0.0009 * day.sqrt() * 4.0).min(1.0)),
                at_risk: 121 - 2 * step as usize,
                events: step as usize,
                censored: step as usize,
            }
        })
        .collect();
    let at_risk = |day: f64| {
        (0..121)
            .filter(|pair| f64::from(*pair / 2) * 10.0 >= day)
            .count()
    };
    Curve::new(measure, outcome, points, at_risk)
}

fn continuity() -> ContinuityTallies {
    let counts = [7, 9, 14, 41, 6, 5, 20, 17, 2].map(Count::of);
    ContinuityTallies {
        inferred_starts: Count::of(0),
        states: Some(State::ALL.into_iter().zip(counts).collect()),
        presumed_ended: Some(Count::of(3)),
        endings: Some(Endings {
            as_planned: Count::of(20),
            early: Count::of(17),
            unknown: Count::of(2),
        }),
        closure_reasons: vec![
            named("completed", 20),
            named("lost contact", 9),
            named("moved", 8),
        ],
        retention: curve("match_length", "still_meeting", |day| {
            (-day / 1_000.0).exp()
        }),
        funnel: Funnel {
            matched: Count::of(121),
            met: Some(Count::of(114)),
            met_again: Some(Count::of(108)),
            ended_as_planned: Some(Count::of(20)),
            shares: [share(114, 121), share(108, 114), share(20, 121)],
        },
    }
}

fn experience() -> ExperienceTallies {
    let forms = |respondent, phase, forms, pairs| FormCount {
        respondent,
        phase,
        forms,
        pairs: Count::of(pairs),
    };
    ExperienceTallies {
        forms: vec![
            forms(Respondent::Mentee, Phase::Baseline, 96, 94),
            forms(Respondent::Mentee, Phase::End, 31, 30),
            forms(Respondent::Mentor, Phase::End, 19, 19),
        ],
        undated_forms: 4,
        mentee_response: estimate(0.77, 0.62, 0.87, 39),
        mentor_response: estimate(0.49, 0.34, 0.64, 39),
        ideas: Some(Count::of(14)),
        mentee_benefits: vec![named("Another point of view", 22), named("Network", 15)],
        mentor_benefits: vec![named("New perspectives", 17)],
        scales: vec![ScaleTally {
            key: "trust".into(),
            title: "Trust".into(),
            alpha: estimate(0.84, 0.78, 0.89, 60),
        }],
    }
}

fn tallies(last: Day) -> Tallies {
    Tallies {
        goals: goals(),
        meetings: meetings(last),
        stages: stages(),
        new_goals: NewGoalTallies {
            recorded: 61,
            curve: curve("new_goals", "mean_count", |day| day / 600.0),
            by_stage: vec![named("Problem solving", 21), named("Collaboration", 13)],
            agreement: None,
        },
        continuity: continuity(),
        experience: experience(),
    }
}

fn group(grouping: &str, name: &str, pairs: u64, shift: f64, last: Day) -> GroupSummary {
    GroupSummary {
        grouping: grouping.into(),
        group: name.into(),
        is_label: true,
        pairs: Count::of(pairs),
        mentors: Count::of(pairs - pairs / 5),
        median_observed_days: Some(200.0 + 1_000.0 * shift),
        measures: measures(shift),
        tallies: tallies(last),
    }
}

fn period_figures(label: &str, from: Day, to: Day, people: u64, shift: f64) -> PeriodFigures {
    PeriodFigures {
        label: label.into(),
        title: label.into(),
        from,
        to,
        measures: measures(shift)
            .into_iter()
            .filter(|figure| figure.horizon.is_none())
            .collect(),
        counts: PeriodCounts {
            mentors: Count::of(96),
            mentees: Count::of(118),
            people: Count::of(people),
            open_on_last_day: Count::of(82),
            open_in_period: Count::of(121),
            started: Count::of(18),
            ended: Some(Count::of(11)),
            closure_rate: estimate(0.09, 0.05, 0.16, 121),
            presumed_ended: Count::of(3),
            meetings: Some(Count::of(209 + people)),
            hours: Some(618.0),
            meetings_with_length: 383,
        },
    }
}

fn change(measure: &str, value: f64, lower: f64, upper: f64) -> Change {
    Change {
        measure: measure.into(),
        difference: estimate(value, lower, upper, 96),
        verdict: if lower > 0.0 {
            Verdict::Rose
        } else {
            Verdict::NotDistinguishable
        },
    }
}

fn period() -> Period {
    Period::resolve(&PeriodRequest {
        period: Some("2026-Q3"),
        as_of: None,
        year_starts_in: 1,
        data_through: Day::from_ymd(2026, 9, 28),
    })
    .unwrap()
}

/// The summary of a programme of 121 pairs in three cohorts.
pub fn summary() -> Summary {
    let period = period();
    let last = period.span.to;
    let (previous, history) = (period.previous.clone(), period.history.clone());
    let history = history
        .iter()
        .zip([120, 131, 140, 152, 166, 180, 191, 203])
        .enumerate()
        .map(|(place, (stretch, people))| {
            let shift = 0.01 * (place as f64 - 7.0) + 0.02 * ((place * 5) % 7) as f64 / 7.0;
            HistoricPeriod {
                figures: period_figures(&stretch.label, stretch.from, stretch.to, people, shift),
                changes: Vec::new(),
            }
        })
        .collect();
    Summary {
        programme: "Harbour Mentoring Programme".into(),
        linked: Vec::new(),
        current: period_figures("2026-Q3", period.span.from, last, 203, 0.0),
        previous: Some(Comparison {
            figures: period_figures("2026-Q2", previous.from, previous.to, 191, -0.06),
            changes: vec![
                change("goals_attained_settled", 0.06, -0.02, 0.14),
                change("retained_180d", 0.09, 0.02, 0.16),
                change("new_goals", 0.02, -0.05, 0.09),
                change("attendance", 0.01, -0.02, 0.04),
            ],
        }),
        year_before: None,
        history,
        period,
        data_through: Day::from_ymd(2026, 9, 28),
        at_days: None,
        too_young: Count::of(0),
        not_yet_started: Count::of(4),
        filtered_out: 0,
        filters: Vec::new(),
        cohort_derived: false,
        stage_model: "Mentoring process".into(),
        supplied: Supplied {
            completion: true,
            sessions: true,
            evaluations: true,
            pairs: true,
            goals: true,
            goal_outcomes: true,
            actions: true,
            partnerships: true,
            closure: true,
            session_status: true,
            next_meeting: true,
            ..Supplied::default()
        },
        groups: vec![
            group("all", "all", 121, 0.0, last),
            group("cohort", "2025 autumn", 46, 0.07, last),
            group("cohort", "2025 spring", 41, 0.02, last),
            group("cohort", "2026 spring", 34, -0.06, last),
        ],
        themes: None,
        disclosure: Disclosure {
            k: Some(5),
            hidden: 7,
            ..Disclosure::default()
        },
    }
}

/// The summary of a programme of which only a list of pairs is known.
pub fn empty() -> Summary {
    let mut summary = summary();
    summary.supplied = Supplied {
        pairs: true,
        ..Supplied::default()
    };
    summary.history.clear();
    summary.previous = None;
    summary.groups.truncate(1);
    let reason = "no records were supplied";
    let mut figures: Vec<_> = summary.groups[0].measures.drain(..).collect();
    for figure in &mut figures {
        figure.estimate = nothing(reason);
        figure.spread = figure.spread.map(|_| Spread::default());
        figure.contributing = Contributing::default();
    }
    summary.current.measures.clone_from(&figures);
    summary.groups[0].measures = figures;
    summary.current.counts.meetings = None;
    summary.current.counts.hours = None;
    summary.current.counts.meetings_with_length = 0;
    summary.current.counts.ended = None;
    summary.current.counts.closure_rate = nothing(reason);
    summary.groups[0].tallies = no_tallies();
    summary
}

fn no_tallies() -> Tallies {
    let none = Count::of(0);
    Tallies {
        goals: GoalTallies {
            by_outcome: None,
            in_pairs: OutcomeSets::default(),
            bounds: None,
            bounds_instead: false,
            overdue: none,
            reasons: Vec::new(),
            agreement: None,
            undated_outcomes: 0,
            known_outcomes: 0,
        },
        meetings: MeetingTallies {
            by_month: Vec::new(),
            held: 0,
            with_length: 0,
            hours: None,
            gaps: Gaps::default(),
        },
        stages: StageTallies {
            ladder: Vec::new(),
            derived: false,
            none_reached: none,
            transitions: Vec::new(),
            unstaged_sessions: 0,
            held_sessions: 0,
        },
        new_goals: NewGoalTallies {
            recorded: 0,
            curve: Curve::default(),
            by_stage: Vec::new(),
            agreement: None,
        },
        continuity: ContinuityTallies {
            inferred_starts: Count::of(0),
            states: None,
            presumed_ended: None,
            endings: None,
            closure_reasons: Vec::new(),
            retention: Curve::default(),
            funnel: Funnel {
                matched: Count::of(121),
                met: None,
                met_again: None,
                ended_as_planned: None,
                shares: std::array::from_fn(|_| nothing("no session records")),
            },
        },
        experience: ExperienceTallies {
            forms: Vec::new(),
            undated_forms: 0,
            mentee_response: nothing("no forms were supplied"),
            mentor_response: nothing("no forms were supplied"),
            ideas: None,
            mentee_benefits: Vec::new(),
            mentor_benefits: Vec::new(),
            scales: Vec::new(),
        },
    }
}

/// Hides a measure in every group and period, as disclosure control would.
pub fn hide(summary: &mut Summary, id: &str, shown: Shown) {
    let previous = summary
        .previous
        .iter_mut()
        .map(|period| &mut period.figures);
    let history = summary.history.iter_mut().map(|period| &mut period.figures);
    let periods = std::iter::once(&mut summary.current)
        .chain(previous)
        .chain(history);
    let groups = summary.groups.iter_mut().map(|group| &mut group.measures);
    for figures in periods.map(|period| &mut period.measures).chain(groups) {
        for figure in figures.iter_mut().filter(|figure| figure.measure == id) {
            figure.shown = shown;
        }
    }
}

/// The configuration of the report.
pub fn config() -> Config {
    Config {
        programme: "Harbour Mentoring Programme".into(),
        targets: [("goals_attained_settled".to_owned(), 0.7)].into(),
        reach: [("eligible".to_owned(), 1_450), ("applied".to_owned(), 312)].into(),
        ..Config::default()
    }
}

/// What was read.
pub fn records() -> Records {
    read(None)
}

/// The same with the programme's own notes.
pub fn records_with_notes(notes: &str) -> Records {
    read(Some(notes.into()))
}

fn read(notes: Option<String>) -> Records {
    let file = |path: &str, rows| InputFile {
        path: path.into(),
        size: rows * 84,
        rows,
        sha256: "0123456789abcdef".repeat(4),
    };
    let mut sessions = Tally::default();
    sessions.add(Fate::Used, 2_409);
    sessions.add(Fate::UnknownPair, 38);
    sessions.add(Fate::AfterAsOf, 21);
    sessions.add(Fate::Rejected, 4);
    let mut pairs = Tally::default();
    pairs.add(Fate::Used, 121);
    let entry = |rule: &str, severity| Entry {
        origin: Origin::default(),
        table: Some(Table::Sessions),
        column: "date".into(),
        value: "31.02.2026".into(),
        rule: rule.into(),
        severity,
        consequence: "the row is rejected".into(),
    };
    let entries = [
        entry("the date is not in the calendar", Severity::Error),
        entry("the date is not in the calendar", Severity::Error),
        entry("the length is not understood", Severity::Warning),
        entry("also recorded by the mentee", Severity::Note),
    ];
    Records::new(
        vec![file("register.csv", 121), file("sessions.csv", 2_472)],
        [(Table::Sessions, sessions), (Table::Pairs, pairs)],
        &entries,
        notes,
    )
}
