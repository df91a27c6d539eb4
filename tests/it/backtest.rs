//! The back-test against the program itself: a replay is what a run as of that day says, and its
//! figures are what can be counted from two such runs.

use crate::support::{Table, Workspace, run};
use mentorstat::config::Config;
use mentorstat::ingest::{Ingested, Unwatched, read};
use mentorstat::measures::{AsOf, PairAt, StageNorms, State};
use mentorstat::programme::{Day, PairHistory};
use mentorstat::simulate::{Behaviour, BehaviourMix, SimulationPlan, write_tidy};
use mentorstat::summary::{Backtest, FOLLOW_UP_DAYS, Rule, Standing, backtest, write_backtest};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const AS_OF: &str = "2026-09-30";

fn simulated(seed: u64, pairs: u32, behaviours: BehaviourMix) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let plan = SimulationPlan {
        seed,
        pairs,
        behaviours,
        ..SimulationPlan::default()
    };
    write_tidy(&plan, folder.path()).unwrap();
    fs::remove_dir_all(folder.path().join("truth")).unwrap();
    folder
}

fn config() -> Config {
    Config {
        as_of: Day::from_iso(AS_OF),
        ..Config::default()
    }
}

fn ingested(folder: &Path, config: &Config) -> Ingested {
    read(&[folder.to_owned()], config, &Unwatched).unwrap()
}

fn tested(folder: &Path, config: &Config) -> Backtest {
    backtest(&ingested(folder, config).programme, config).unwrap()
}

/// What a run as of a day says of every pair that has started by then.
fn states(
    read: &Ingested,
    config: &Config,
    date: Day,
) -> Vec<(String, State, Vec<Day>, Option<Day>)> {
    let norms = StageNorms::collect(&read.programme, &config.rules, date);
    let as_of = AsOf::new(&read.programme, &config.rules, &norms, date);
    let partitions = read.programme.partitions.iter();
    let histories = partitions.flat_map(|partition| partition.histories(&read.programme));
    let of_pair = |history: PairHistory<'_>| {
        let pair = PairAt::new(history, as_of)?;
        let ended = pair.ending.map(|ending| ending.on);
        Some((
            pair.history.pair.id.clone(),
            pair.support().state.unwrap(),
            pair.held_dates.clone(),
            ended,
        ))
    };
    let mut states: Vec<_> = histories.filter_map(of_pair).collect();
    states.sort();
    states
}

fn standing(state: State) -> Option<Standing> {
    match state {
        State::Stalled => Some(Standing::Stalled),
        State::Watch | State::OnTrack => Some(Standing::Meeting),
        State::TooEarly => Some(Standing::TooEarly),
        State::NeverStarted => Some(Standing::NeverStarted),
        State::Paused => Some(Standing::Paused),
        State::Completed | State::ClosedEarly | State::Ended => None,
    }
}

/// Where each open pair stood on a day, whether it stayed silent, and whether it is left out.
fn counted(read: &Ingested, config: &Config, on: Day) -> Vec<(Standing, bool, bool)> {
    let later = on.plus(FOLLOW_UP_DAYS);
    let afterwards = states(read, config, later);
    let open = states(read, config, on);
    let with_standing = open.iter().filter_map(|of| Some((standing(of.1)?, &of.0)));
    with_standing
        .map(|(standing, id)| {
            let (_, state, held, ended) = afterwards.iter().find(|of| of.0 == *id).unwrap();
            let silent = !held.iter().any(|day| *day > on);
            let completed = *state == State::Completed && ended.is_some_and(|day| day > on);
            (standing, silent, completed)
        })
        .collect()
}

fn assert_counts(read: &Ingested, config: &Config, tested: &Backtest) {
    assert_eq!(tested.replays.len(), 4);
    let (mut flagged, mut right, mut silent) = (0, 0, 0);
    for replay in &tested.replays {
        let all = counted(read, config, replay.on);
        let followed = || all.iter().filter(|of| !of.2);
        let count = |kept: &dyn Fn(&(Standing, bool, bool)) -> bool| {
            followed().filter(|of| kept(of)).count() as u64
        };
        assert_eq!(replay.open, count(&|_| true), "{}", replay.on);
        assert_eq!(replay.completed, all.len() as u64 - replay.open);
        assert_eq!(replay.flagged, count(&|of| of.0 == Standing::Stalled));
        assert_eq!(
            replay.flagged_silent,
            count(&|of| of.0 == Standing::Stalled && of.1)
        );
        assert_eq!(replay.silent, count(&|of| of.1));
        for (standing, pairs) in &replay.standings {
            assert_eq!(*pairs, count(&|of| of.0 == *standing), "{standing:?}");
        }
        flagged += replay.flagged;
        right += replay.flagged_silent;
        silent += replay.silent;
    }
    let parts = |share: &mentorstat::stats::Estimate| (share.numerator, share.denominator);
    let (right, flagged, silent) = (right as f64, flagged as f64, silent as f64);
    assert_eq!(parts(&tested.all.precision), (Some(right), Some(flagged)));
    assert_eq!(parts(&tested.all.recall), (Some(right), Some(silent)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_replay_says_what_a_run_as_of_that_day_says(
        seed in 0..1_000_u64,
        behaviour in prop::sample::select(Behaviour::ALL.to_vec()),
    ) {
        let folder = simulated(seed, 60, BehaviourMix::only(behaviour));
        let config = config();
        let read = ingested(folder.path(), &config);
        let tested = backtest(&read.programme, &config).unwrap();
        assert_counts(&read, &config, &tested);
    }
}

fn written(tested: &Backtest) -> String {
    let mut out = Vec::new();
    write_backtest(tested, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn nothing_dated_later_and_no_order_of_rows_shows() {
    let folder = simulated(11, 120, BehaviourMix::default());
    let expected = written(&tested(folder.path(), &config()));
    let few = Config {
        partitions: 3,
        ..config()
    };
    assert_eq!(written(&tested(folder.path(), &few)), expected);
    let sessions = folder.path().join("sessions.csv");
    let text = fs::read_to_string(&sessions).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_path(&sessions).unwrap();
    writer.write_record(&header).unwrap();
    for row in rows.iter().rev() {
        writer.write_record(row).unwrap();
    }
    // A meeting after the last day that is looked at.
    let mut later = csv::StringRecord::from(vec![""; header.len()]);
    later = later
        .iter()
        .zip(&header)
        .map(|(_, column)| match column {
            "pair_id" => &rows[0][0],
            "date" => "2026-10-02",
            "status" => "held",
            _ => "",
        })
        .collect();
    writer.write_record(&later).unwrap();
    writer.flush().unwrap();
    assert_eq!(written(&tested(folder.path(), &config())), expected);
}

#[test]
fn the_command_prints_what_the_report_carries() {
    let workspace = Workspace::empty();
    workspace
        .run(&[
            "simulate",
            "--pairs",
            "150",
            "--seed",
            "3",
            "--rhythm",
            "irregular",
            "--out",
            "in",
        ])
        .says(0, &[]);
    fs::remove_dir_all(workspace.inputs().join("truth")).unwrap();
    let typed = |more: &[&str]| {
        let words = ["backtest", "in", "--as-of", AS_OF, "--quiet"];
        workspace.run(&[&words[..], more].concat())
    };
    let text = typed(&[]);
    text.says(0, &[]);
    for words in [
        "How often the flags were right",
        "times that a pair was flagged as stalled",
        "What other thresholds would have caught",
        "No meeting for 30 days",
        "Stalled with stalled_ratio = 2.5",
        "as told and as it came",
    ] {
        assert!(
            text.out.contains(words),
            "“{words}” is not in\n{}",
            text.out
        );
    }
    let prose = |line: &&str| !line.starts_with("  ") || line.starts_with("    ");
    for line in text.out.lines().filter(prose) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let table = typed(&["--format", "csv"]);
    let reports = workspace.reported(&["--as-of", AS_OF]);
    assert_eq!(table.out, reports.text("internal/tables/backtest.csv"));
    assert!(!reports.files().contains_key("share/tables/backtest.csv"));
    let json: serde_json::Value = serde_json::from_str(&typed(&["--format", "json"]).out).unwrap();
    let precision = Table::read(&table.out).one(&[
        ("rule", "open_pairs"),
        ("figure", "precision"),
        ("group", "all"),
        ("replayed_on", ""),
    ]);
    let numerator = json["all"]["precision"]["numerator"].as_f64().unwrap();
    assert_eq!(precision["numerator"], numerator.to_string());
    // Every column is explained, and only where the table is.
    let explained = reports.table("internal/tables/columns.csv");
    let of_table =
        |row: &&std::collections::BTreeMap<String, String>| row["measure"] == "backtest.csv";
    let explained: Vec<&str> = explained
        .0
        .iter()
        .filter(of_table)
        .map(|row| row["column"].as_str())
        .collect();
    let header: Vec<&str> = table.out.lines().next().unwrap().split(',').collect();
    assert_eq!(explained, header);
    let shared = reports.text("share/tables/columns.csv");
    assert!(!shared.contains("backtest"));
    assert!(
        reports
            .text("internal/comparison.html")
            .contains("How often the flags were right")
    );
    assert!(
        !reports
            .text("share/comparison.html")
            .contains("How often the flags were right")
    );
}

#[test]
fn a_programme_that_sets_the_thresholds_of_the_table_gets_what_it_promised() {
    let folder = simulated(11, 200, BehaviourMix::only(Behaviour::Irregular));
    let programme = ingested(folder.path(), &config()).programme;
    let usual = backtest(&programme, &config()).unwrap();
    let mut changed = 0;
    for promised in &usual.rules {
        let mut config = config();
        match promised.rule {
            Rule::Ratio(ratio) => config.rules.support.stalled_ratio = ratio,
            Rule::BothRatios(ratio) => {
                config.rules.support.stalled_ratio = ratio;
                config.rules.support.watch_ratio = ratio;
            }
            _ => continue,
        }
        let kept = backtest(&programme, &config).unwrap();
        let kept = kept
            .rules
            .iter()
            .find(|judged| judged.rule == Rule::Stalled);
        let kept = kept.unwrap();
        assert_eq!(
            (kept.flagged, &kept.precision, &kept.recall),
            (promised.flagged, &promised.precision, &promised.recall),
            "{:?}",
            promised.rule
        );
        changed += usize::from(promised.flagged != usual.rules[0].flagged);
    }
    assert!(changed >= 8, "only {changed} other numbers of flags");
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let few = "pair_id,date,status\nA,2026-01-05,held\nA,2026-02-05,held\nA,2026-04-01,held\nA,2026-05-05,held\n";
    let workspace = Workspace::new(&[("sessions.csv", few)]);
    let typed = workspace.run(&["backtest", "in", "--as-of", "2026-05-05", "--quiet"]);
    typed.says(0, &[]);
    assert!(typed.out.contains("too few to judge by"), "{}", typed.out);
    let pairs = "pair_id,started_on\nA,2026-01-05\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs)]);
    let typed = workspace.run(&["backtest", "in", "--as-of", "2026-05-05", "--quiet"]);
    assert!(typed.out.contains("no session records"), "{}", typed.out);
    run(&["backtest", "nowhere", "--as-of", "2026-05-05"]).says(1, &["nowhere"]);
}
