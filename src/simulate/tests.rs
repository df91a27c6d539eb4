//! The synthetic programme as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::calendar::{after, days_between};
use super::*;

pub(super) fn plan(pairs: u32) -> SimulationPlan {
    SimulationPlan {
        pairs,
        ..SimulationPlan::default()
    }
}

/// Every file below `dir` with its bytes, hidden ones left out, by path.
pub(super) fn files(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if !entry.file_name().to_string_lossy().starts_with('.') {
                found.insert(
                    path.strip_prefix(dir).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    found
}

#[test]
fn one_seed_gives_one_programme() {
    assert_eq!(simulate(&plan(60)), simulate(&plan(60)));
    let other = SimulationPlan {
        seed: 159,
        ..plan(60)
    };
    assert_ne!(simulate(&plan(60)).sessions, simulate(&other).sessions);
}

#[test]
fn a_pair_does_not_depend_on_how_many_follow() {
    let (few, many) = (simulate(&plan(40)), simulate(&plan(90)));
    assert_eq!(few.pairs[..], many.pairs[..40]);
    assert_eq!(few.sessions[..], many.sessions[..few.sessions.len()]);
    assert_eq!(
        few.evaluations[..],
        many.evaluations[..few.evaluations.len()]
    );
}

#[test]
fn tidy_files_hold_every_row_of_the_programme() {
    let folder = tempfile::tempdir().unwrap();
    let paths = write_tidy(&plan(50), folder.path()).unwrap();
    let rows: Vec<_> = paths
        .iter()
        .map(|path| csv::Reader::from_path(path).unwrap().records().count())
        .collect();
    let programme = simulate(&plan(50));
    let expected = [
        programme.pairs.len(),
        programme.sessions.len(),
        programme.goals.len(),
        programme.evaluations.len(),
        programme.actions.len(),
        programme.partnerships.len(),
        programme.contacts.len(),
        50,
    ];
    assert_eq!(rows, expected);
    assert_eq!(files(folder.path()).len(), paths.len());
}

#[test]
fn some_notes_hold_what_makes_files_hard_to_read() {
    let folder = tempfile::tempdir().unwrap();
    write_tidy(&plan(50), folder.path()).unwrap();
    let sessions = fs::read_to_string(folder.path().join("sessions.csv")).unwrap();
    let lines = sessions.lines().count();
    let records = csv::Reader::from_reader(sessions.as_bytes())
        .records()
        .count()
        + 1;
    assert!(
        lines > records,
        "no note has a line break: {lines} lines, {records} records"
    );
    assert!(sessions.contains("\"\"") && sessions.contains(", "));
}

/// Whatever is recorded as done was done in the life of the pair and before the export.
#[test]
fn nothing_happens_out_of_its_time() {
    let plan = plan(400);
    let programme = simulate(&plan);
    let lives: BTreeMap<_, _> = programme
        .pairs
        .iter()
        .zip(&programme.truth)
        .map(|(pair, truth)| (&pair.pair_id, (pair, truth)))
        .collect();
    for session in programme
        .sessions
        .iter()
        .filter(|session| session.status != Status::Scheduled)
    {
        let (pair, truth) = lives[&session.pair_id];
        let stopped = truth.stopped_on.unwrap_or(plan.as_of);
        assert!(
            (pair.started_on..=stopped).contains(&session.date),
            "{session:?} of {pair:?}"
        );
        let resting = pair
            .paused_from
            .zip(pair.paused_until)
            .is_some_and(|(from, until)| (from..until).contains(&session.date));
        assert!(!resting, "{session:?} of {pair:?}");
        assert!(
            session.next_meeting.is_none_or(|next| next > session.date),
            "{session:?}"
        );
    }
    for goal in &programme.goals {
        assert!(
            goal.attained_on
                .is_none_or(|on| on <= plan.as_of && goal.set_on.is_none_or(|set| set < on)),
            "{goal:?}"
        );
    }
    assert!(
        programme
            .actions
            .iter()
            .all(|action| action.completed_on.is_none_or(|on| on <= plan.as_of))
    );
    assert!(
        programme
            .evaluations
            .iter()
            .all(|form| form.date.is_none_or(|on| on <= plan.as_of))
    );
    assert!(
        programme
            .truth
            .iter()
            .all(|truth| truth.goals_attained <= truth.goals_set
                && truth.meetings_recorded <= truth.meetings_held)
    );
}

/// A coordinator's rough reading of where a pair stands; the program's own rules are finer.
fn rough_state(pair: &PairRow, sessions: &[&SessionRow], as_of: NaiveDate) -> &'static str {
    let held: BTreeSet<_> = sessions
        .iter()
        .filter(|session| session.status == Status::Held)
        .map(|session| session.date)
        .collect();
    let silent = days_between(*held.last().unwrap_or(&pair.started_on), as_of);
    let every = i64::from(pair.agreed_every.unwrap_or(30));
    let resting = pair.paused_from.is_some_and(|from| {
        let back = pair
            .paused_until
            .or_else(|| held.range(from..).next().copied());
        from <= as_of && back.is_none_or(|back| back > as_of)
    });
    match (pair.closed_on, pair.closure_reason) {
        (Some(_), Some("completed as planned")) => "completed",
        (Some(_), Some("archived" | "see case notes")) => "ended",
        (Some(_), Some(_)) => "closed_early",
        (Some(_), None) => "closed without reason",
        _ if resting => "paused",
        _ if held.is_empty() && silent >= 21 => "never_started",
        _ if held.len() < 2 && days_between(pair.started_on, as_of) < 21 => "too_early",
        _ if silent > 3 * every => "stalled",
        _ if 2 * silent > 3 * every => "watch",
        _ => "on_track",
    }
}

#[test]
fn every_state_is_in_the_sample() {
    let plan = SimulationPlan::default();
    let programme = simulate(&plan);
    let mut pairs: BTreeMap<&str, u32> = BTreeMap::new();
    for pair in &programme.pairs {
        let sessions: Vec<_> = programme
            .sessions
            .iter()
            .filter(|session| session.pair_id == pair.pair_id)
            .collect();
        *pairs
            .entry(rough_state(pair, &sessions, plan.as_of))
            .or_default() += 1;
    }
    let states = [
        "never_started",
        "too_early",
        "paused",
        "stalled",
        "watch",
        "on_track",
        "completed",
        "closed_early",
        "ended",
    ];
    for state in states {
        assert!(
            pairs.get(state).is_some_and(|&count| count >= 2),
            "fewer than two pairs are {state}: {pairs:?}"
        );
    }
}

#[test]
fn programmes_grow_with_their_plan() {
    let (small, large) = (simulate(&plan(200)), simulate(&plan(2_000)));
    let ratio = large.sessions.len() as f64 / small.sessions.len() as f64;
    assert!(
        (8.5..11.5).contains(&ratio),
        "ten times the pairs have {ratio:.2} times the sessions"
    );
}

#[test]
fn pairs_have_the_session_records_asked_for() {
    for wanted in [5, 20, 60] {
        let programme = simulate(&SimulationPlan {
            sessions_per_pair: Some(wanted),
            ..plan(1_000)
        });
        let got = programme.sessions.len() as f64 / 1_000.0;
        assert!(
            (got / f64::from(wanted) - 1.0).abs() < 0.06,
            "{got} records a pair where {wanted} were asked for"
        );
    }
}

#[test]
fn attendance_in_the_records_is_that_of_the_plan() {
    let programme = simulate(&plan(3_000));
    let count = |wanted: &[Status]| {
        programme
            .sessions
            .iter()
            .filter(|session| wanted.contains(&session.status))
            .count() as f64
    };
    let held = count(&[Status::Held]);
    let missed = count(&[
        Status::Missed,
        Status::MissedByMentee,
        Status::MissedByMentor,
    ]);
    let share = held / (held + missed);
    assert!((0.84..0.90).contains(&share), "attendance is {share:.3}");
}

/// Pairs that ran their planned course attain as many goals as their probability says.
#[test]
fn goals_are_attained_as_often_as_the_truth_says() {
    let programme = simulate(&plan(6_000));
    let complete = programme
        .truth
        .iter()
        .filter(|truth| truth.ending == Ending::AsPlanned && truth.new_goals == 0);
    let (mut expected, mut attained) = (0.0, 0.0);
    for truth in complete {
        expected += truth.attainment * f64::from(truth.goals_set);
        attained += f64::from(truth.goals_attained);
    }
    // Goals given up are not among those set, so a little more than expected are attained.
    let ratio = attained / expected;
    assert!(
        (0.97..1.08).contains(&ratio),
        "{attained} attained where {expected:.0} were due"
    );
}

#[test]
fn loosely_logged_pairs_write_down_little_more_than_half() {
    let share = |behaviour| {
        let programme = simulate(&SimulationPlan {
            behaviours: BehaviourMix::only(behaviour),
            ..plan(400)
        });
        let held: u32 = programme
            .truth
            .iter()
            .map(|truth| truth.meetings_held)
            .sum();
        let recorded: u32 = programme
            .truth
            .iter()
            .map(|truth| truth.meetings_recorded)
            .sum();
        f64::from(recorded) / f64::from(held)
    };
    assert!(share(Behaviour::Regular) > 0.95);
    assert!((0.5..0.65).contains(&share(Behaviour::LooselyLogged)));
}

#[test]
fn seasonal_pairs_rest_in_august() {
    let august = |behaviour| {
        let programme = simulate(&SimulationPlan {
            behaviours: BehaviourMix::only(behaviour),
            ..plan(200)
        });
        let dates = programme
            .sessions
            .iter()
            .map(|session| session.date.to_string());
        dates.filter(|date| date.contains("-08-")).count()
    };
    assert_eq!(august(Behaviour::Seasonal), 0);
    assert!(august(Behaviour::Regular) > 50);
}

#[test]
fn strange_plans_make_small_programmes_and_no_panic() {
    let default = SimulationPlan::default();
    let bare = SimulationPlan {
        cohorts: Vec::new(),
        sites: Vec::new(),
        stages: Vec::new(),
        ..plan(20)
    };
    let backwards = SimulationPlan {
        as_of: after(default.from, -400),
        ..plan(20)
    };
    let first_days = SimulationPlan {
        from: NaiveDate::MIN,
        as_of: NaiveDate::MIN,
        ..bare.clone()
    };
    let last_days = SimulationPlan {
        from: NaiveDate::MAX,
        as_of: NaiveDate::MAX,
        ..bare.clone()
    };
    let crowded = SimulationPlan {
        sessions_per_pair: Some(u32::MAX),
        ..plan(3)
    };
    let mut wild = plan(20);
    wild.rates.attendance = f64::NAN;
    wild.rates.early_closure_per_month = 7.0;
    wild.rates.attainment = f64::INFINITY;
    for plan in [
        bare,
        backwards,
        first_days,
        last_days,
        crowded,
        wild,
        plan(0),
    ] {
        let programme = simulate(&plan);
        assert_eq!(programme.pairs.len(), plan.pairs as usize);
        let folder = tempfile::tempdir().unwrap();
        write_sample(&plan, folder.path()).unwrap();
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let occupied = folder.path().join("file");
    fs::write(&occupied, "").unwrap();
    assert!(write_tidy(&plan(1), &occupied).is_err());
    assert!(write_sample(&plan(1), &occupied).is_err());
}
