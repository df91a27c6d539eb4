//! A whole programme summed up: the same whatever the order of rows, the number of partitions and
//! of threads, and nothing shared that rests on too few.

use mentorstat::config::Config;
use mentorstat::ingest::{Unwatched, read};
use mentorstat::measures::Registry;
use mentorstat::programme::Day;
use mentorstat::simulate::{SimulationPlan, write_tidy};
use mentorstat::summary::{
    Count, Shown, Summarised, Summary, SummaryError, protect, summarise, write_goals,
    write_measures, write_pairs, write_periods, write_support,
};
use std::fs;
use std::path::Path;

fn programme() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plan = SimulationPlan {
        pairs: 70,
        ..SimulationPlan::default()
    };
    write_tidy(&plan, folder.path()).unwrap();
    fs::remove_dir_all(folder.path().join("truth")).unwrap();
    folder
}

fn try_summing_up(folder: &Path, config: &Config) -> Result<Summarised, SummaryError> {
    let read = read(&[folder.to_owned()], config, &Unwatched).unwrap();
    let registry = Registry::new(&read.programme.stage_model, &config.rules);
    summarise(&read.programme, config, &registry)
}

fn summed_up(folder: &Path, config: &Config) -> Summarised {
    try_summing_up(folder, config).unwrap_or_else(|error| panic!("{error}"))
}

/// Everything that leaves the room, as text.
fn written(summed: &Summarised) -> Vec<String> {
    let text = |write: &dyn Fn(&mut Vec<u8>)| {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    };
    vec![
        text(&|out| write_pairs(&summed.pairs, out).unwrap()),
        text(&|out| write_goals(&summed.goals, out).unwrap()),
        text(&|out| write_support(&summed.support, out).unwrap()),
        text(&|out| write_measures(&summed.summary, out).unwrap()),
        text(&|out| write_periods(&summed.summary, out).unwrap()),
        serde_json::to_string(&summed.summary).unwrap(),
    ]
}

/// Turns the order of the rows of every file round.
fn reverse_rows(folder: &Path) {
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let mut writer = csv::Writer::from_path(&path).unwrap();
        writer.write_record(&header).unwrap();
        for row in rows.iter().rev() {
            writer.write_record(row).unwrap();
        }
        writer.flush().unwrap();
    }
}

#[test]
fn row_order_and_partitions_change_nothing() {
    let folder = programme();
    let config = |partitions| Config {
        partitions,
        by: vec!["cohort".into(), "site".into()],
        ..Config::default()
    };
    let expected = written(&summed_up(folder.path(), &config(64)));
    assert!(
        expected
            .iter()
            .all(|text| text.lines().count() > 5 || text.len() > 10_000)
    );
    assert!(
        written(&summed_up(folder.path(), &config(1))) == expected,
        "one partition"
    );
    let one_thread = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let alone = one_thread.install(|| written(&summed_up(folder.path(), &config(7))));
    assert!(alone == expected, "one thread, seven partitions");
    reverse_rows(folder.path());
    let reversed = written(&summed_up(folder.path(), &config(64)));
    for (found, expected) in reversed.iter().zip(&expected) {
        let line = found.lines().zip(expected.lines()).find(|(a, b)| a != b);
        assert_eq!(line, None, "rows reversed");
    }
}

#[test]
fn groups_add_up_to_the_programme() {
    let folder = programme();
    let summary = summed_up(folder.path(), &Config::default()).summary;
    let all = summary.all().unwrap();
    let pairs: u64 = summary
        .of_grouping("cohort")
        .filter_map(|group| group.pairs.exact())
        .sum();
    assert_eq!(Some(pairs), all.pairs.exact());
    for id in ["goals_attained_settled", "attendance", "benchmark_met"] {
        let sum: f64 = summary
            .of_grouping("cohort")
            .filter_map(|group| group.measure(id)?.estimate.denominator)
            .sum();
        assert_eq!(
            all.measure(id).unwrap().estimate.denominator,
            Some(sum),
            "{id}"
        );
    }
}

#[test]
fn the_pairs_of_a_period_are_those_of_its_counts() {
    let folder = programme();
    // A pair of which nobody knows whether it has begun.
    let register = folder.path().join("pairs.csv");
    let undated = format!("NEW-1{}\n", ",".repeat(14));
    fs::write(&register, fs::read_to_string(&register).unwrap() + &undated).unwrap();
    let summary = summed_up(folder.path(), &Config::default()).summary;
    let current = &summary.current;
    let held = current.measure("sessions_held").unwrap();
    let total = held.spread.unwrap().total.unwrap();
    let meetings = current.counts.meetings.and_then(Count::exact);
    assert_eq!(Some(total), meetings.map(|meetings| meetings as f64));
    assert_eq!(
        Some(held.estimate.n as u64),
        current.counts.open_in_period.exact()
    );
    let states = summary
        .all()
        .unwrap()
        .tallies
        .continuity
        .states
        .clone()
        .unwrap();
    let counted: u64 = states.iter().filter_map(|(_, count)| count.exact()).sum();
    assert_eq!(Some(counted), summary.all().unwrap().pairs.exact());
}

#[test]
fn a_filter_leaves_the_rest_out_everywhere() {
    let folder = programme();
    let site = |site: &str| Config {
        filters: vec![("site".into(), site.into())],
        by: vec!["site".into()],
        ..Config::default()
    };
    let harbour = summed_up(folder.path(), &site("harbour"));
    let groups: Vec<&str> = harbour
        .summary
        .groups
        .iter()
        .map(|group| group.group.as_str())
        .collect();
    assert_eq!(groups, ["all", "Harbour"]);
    let nowhere = try_summing_up(folder.path(), &site("nowhere")).unwrap_err();
    assert!(matches!(nowhere, SummaryError::NoPairs(_)), "{nowhere}");
}

#[test]
fn what_was_asked_for_must_fit_the_records() {
    let folder = programme();
    let by = Config {
        by: vec!["sight".into()],
        ..Config::default()
    };
    let error = try_summing_up(folder.path(), &by).unwrap_err();
    assert!(matches!(error, SummaryError::Column(_)), "{error}");
    let period = Config {
        period: Some("2026-Q3".into()),
        as_of: Day::from_iso("2026-08-15"),
        ..Config::default()
    };
    let error = try_summing_up(folder.path(), &period).unwrap_err();
    assert!(matches!(error, SummaryError::Period(_)), "{error}");
}

#[test]
fn at_equal_age_only_pairs_of_that_age_are_measured() {
    let folder = programme();
    let config = Config {
        at_days: Some(180),
        ..Config::default()
    };
    let summary = summed_up(folder.path(), &config).summary;
    let at_end = summed_up(folder.path(), &Config::default()).summary;
    let pairs = |summary: &Summary| summary.all().unwrap().pairs.exact().unwrap();
    let too_young = summary.too_young.exact().unwrap();
    assert!(too_young > 0);
    assert_eq!(pairs(&summary) + too_young, pairs(&at_end));
    assert_eq!(summary.current, at_end.current);
    let observed = summary.all().unwrap().median_observed_days.unwrap();
    assert!(observed <= 180.0, "{observed}");
}

/// Three pairs of which everything below was counted by hand.
fn small_programme() -> Summary {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        (
            "pairs.csv",
            "pair_id,mentor,mentee,cohort,started_on,closed_on,closure_reason,agreed_every\n\
             A,Ana Low,Xu Li,2026,2026-01-01,2026-03-02,Lost contact,10 days\n\
             B,\"Low, Ana\",Bo Han,2026,2026-02-01,,,30 days\n\
             C,Cy Day,Ed Fox,2026,2026-03-20,,,\n",
        ),
        (
            "sessions.csv",
            "pair_id,date,status,minutes,stage\n\
             A,2026-01-05,held,60,Exploration\n\
             A,2026-01-15,held,30,Learning\n\
             A,2026-02-04,held,,Planning\n\
             B,2026-02-10,held,60,Exploration\n\
             B,2026-03-10,missed by mentee,,\n\
             B,2026-03-12,held,45,\n",
        ),
        (
            "evaluations.csv",
            "pair_id,date,respondent,phase,goal_1,goal_1_achieved,reason_not_achieved,benefits\n\
             A,2026-03-01,mentee,end,Speak up,partly,Not enough time,New skills and expertise\n\
             A,2026-03-02,mentor,end,Speak up,yes,,Put something back\n",
        ),
    ];
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let config = Config {
        period: Some("2026-Q1".into()),
        ..Config::default()
    };
    summed_up(folder.path(), &config).summary
}

#[test]
fn people_count_once_and_pairs_by_their_days() {
    let counts = small_programme().current.counts;
    assert_eq!(
        (counts.mentors, counts.mentees),
        (Count::of(2), Count::of(3))
    );
    assert_eq!(counts.people, Count::of(5));
    assert_eq!(counts.open_on_last_day, Count::of(2));
    assert_eq!(
        (counts.started, counts.open_in_period),
        (Count::of(3), Count::of(3))
    );
    assert_eq!(counts.ended, Some(Count::of(1)));
    assert_eq!(counts.closure_rate.value, Some(1.0 / 3.0));
    let meetings = counts.meetings.and_then(Count::exact);
    assert_eq!((meetings, counts.hours), (Some(5), Some(3.25)));
    assert_eq!(counts.meetings_with_length, 4);
}

#[test]
fn meetings_by_month_against_the_expected_and_the_gaps_between_them() {
    let summary = small_programme();
    let meetings = &summary.all().unwrap().tallies.meetings;
    let months: Vec<_> = meetings
        .by_month
        .iter()
        .map(|month| (month.month.to_string(), month.held, month.missed))
        .collect();
    assert_eq!(
        months,
        [
            ("2026-01-01".into(), 2, 0),
            ("2026-02-01".into(), 2, 0),
            ("2026-03-01".into(), 1, 1),
        ]
    );
    // Active days ÷ agreed gap: A 31, 28 and 1 ÷ 10; B 28 and 30 ÷ 30; C 11 ÷ 30.
    let expected = [3.1, 2.8 + 28.0 / 30.0, 0.1 + 41.0 / 30.0];
    for (month, expected) in meetings.by_month.iter().zip(expected) {
        assert!((month.expected - expected).abs() < 1e-12, "{month:?}");
        assert!(!month.cut);
    }
    // Gaps of 10 and 20 days (A) and of 30 days (B); agreed are 10, 30 and the default of 30.
    let gaps = &meetings.gaps;
    assert_eq!(
        (gaps.n, gaps.median, gaps.agreed),
        (3, Some(20.0), Some(30.0))
    );
    let filled: Vec<u32> = gaps
        .bins
        .iter()
        .filter(|bin| bin.2 == Count::of(1))
        .map(|bin| bin.0)
        .collect();
    assert_eq!(filled, [8, 15, 22]);
}

#[test]
fn the_ladder_its_moves_and_the_time_on_each_rung() {
    let summary = small_programme();
    let stages = &summary.all().unwrap().tallies.stages;
    let rungs: Vec<_> = stages
        .ladder
        .iter()
        .map(|rung| (rung.key.as_str(), rung.reached.exact(), rung.now.exact()))
        .collect();
    assert_eq!(
        rungs,
        [
            ("exploration", Some(2), Some(1)),
            ("learning", Some(1), Some(0)),
            ("planning", Some(1), Some(0)),
            ("experimentation", Some(0), Some(0)),
        ]
    );
    assert_eq!(
        (stages.none_reached, stages.unstaged_sessions),
        (Count::of(1), 1)
    );
    let moves: Vec<_> = stages
        .transitions
        .iter()
        .map(|change| {
            (
                change.from.as_str(),
                change.to.as_str(),
                change.count.exact(),
            )
        })
        .collect();
    assert_eq!(
        moves,
        [
            ("exploration", "learning", Some(1)),
            ("learning", "planning", Some(1))
        ]
    );
    // A left exploration after 10 days, B is still in it: F(10) = ½.
    assert_eq!(stages.ladder[0].dwell.value, Some(10.0));
    // A ended in planning, which competes.
    assert_eq!(stages.ladder[2].dwell.value, None);
}

#[test]
fn outcomes_reasons_and_what_mentor_and_mentee_say() {
    let summary = small_programme();
    let tallies = &summary.all().unwrap().tallies;
    let outcomes = tallies.goals.by_outcome.as_ref().unwrap();
    let counted: Vec<_> = outcomes
        .iter()
        .filter(|(_, count)| *count != Count::of(0))
        .collect();
    assert_eq!(
        counted,
        [&(mentorstat::measures::GoalOutcome::Partly, Count::of(1))]
    );
    assert_eq!(tallies.goals.bounds, Some((0.0, 0.0)));
    assert_eq!(tallies.goals.reasons[0].key, "time");
    let agreement = tallies.goals.agreement.as_ref().unwrap();
    assert_eq!(
        (agreement.judged, agreement.raw.value),
        (Count::of(1), Some(0.0))
    );
    assert_eq!(agreement.mentor_higher.value, Some(1.0));
    let experience = &tallies.experience;
    assert_eq!(experience.mentee_response.value, Some(1.0));
    assert_eq!(experience.mentee_benefits[0].key, "new_skills");
    assert_eq!(experience.mentor_benefits[0].key, "put_something_back");
}

#[test]
fn endings_the_funnel_and_who_still_meets() {
    let summary = small_programme();
    let continuity = &summary.all().unwrap().tallies.continuity;
    let endings = continuity.endings.unwrap();
    assert_eq!(
        (endings.early, endings.as_planned),
        (Count::of(1), Count::of(0))
    );
    assert_eq!(continuity.closure_reasons[0].key, "lost_contact");
    let funnel = &continuity.funnel;
    assert_eq!(
        (funnel.matched, funnel.met),
        (Count::of(3), Some(Count::of(2)))
    );
    assert_eq!(funnel.met_again, Some(Count::of(2)));
    // B is censored at 58 days and C at 11, so A alone is at risk when it ends at 60.
    let last = continuity.retention.points.last().unwrap();
    assert_eq!((last.day, last.estimate, last.at_risk), (60.0, 0.0, 1));
    assert_eq!((last.events, last.censored), (1, 2));
}

/// Every number of pairs below k that a shared summary still tells.
fn small_numbers(summary: &Summary, k: usize) -> Vec<String> {
    let groups = summary.groups.iter();
    let figures = groups.flat_map(|group| &group.measures);
    let figures = figures.chain(&summary.current.measures);
    figures
        .filter(|figure| {
            let small = |count: Option<usize>| count.is_some_and(|count| 0 < count && count < k);
            let on = figure.contributing;
            small(Some(on.pairs)) || small(on.counted) || small(on.not_counted)
        })
        .map(|figure| format!("{} {:?} {:?}", figure.measure, figure.horizon, figure.shown))
        .collect()
}

#[test]
fn nothing_shared_rests_on_too_few() {
    let folder = programme();
    let config = Config {
        by: vec!["cohort".into(), "site".into(), "mentoring_type".into()],
        ..Config::default()
    };
    let summary = summed_up(folder.path(), &config).summary;
    assert!(small_numbers(&summary, 5).len() > 10);
    let shared = protect(&summary, 5);
    assert_eq!(small_numbers(&shared, 5), [""; 0]);
    assert!(shared.disclosure.hidden > 10);
    let hidden = shared.groups.iter().flat_map(|group| &group.measures);
    for figure in hidden.filter(|figure| figure.shown != Shown::Full) {
        assert_eq!(figure.estimate.value, None, "{}", figure.measure);
        assert_eq!(figure.spread, None, "{}", figure.measure);
    }
    let nameless = |group: &&mentorstat::summary::GroupSummary| group.pairs.exact().is_none();
    for group in shared.groups.iter().filter(nameless) {
        let sizes = group.measures.iter().map(|figure| figure.pairs);
        assert_eq!(sizes.max(), Some(0), "{}", group.group);
    }
    let twice = protect(&shared, 5);
    assert!(twice.groups == shared.groups, "protecting twice");
    assert_eq!(twice.disclosure.hidden, 0);
    assert!(
        protect(&summary, 0).groups == summary.groups,
        "nothing asked for"
    );
}
