use super::judged::{LEAST_PAIRS, cohorts};
use super::replay::Record;
use super::*;
use crate::config::Rules;
use crate::programme::{Closure, Grouped, Pair, Pause, Session, Slim, Status, Supplied};
use crate::stats::Estimate;
use crate::summary::samples;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

#[test]
fn month_ends_are_counted_back_from_sixty_days_before_the_end() {
    let ends = |until: &str| -> Vec<String> {
        let days = replay_days(day(until)).into_iter();
        days.map(|day| day.to_string()).collect()
    };
    let to_july = ["2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"];
    assert_eq!(ends("2026-09-30"), to_july);
    // 31 July and 60 days is 29 September; a day less and July cannot be followed up.
    assert_eq!(ends("2026-09-29"), to_july);
    assert_eq!(
        ends("2026-09-28"),
        ["2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]
    );
    assert_eq!(
        ends("2026-03-01")[1..],
        ["2025-10-31", "2025-11-30", "2025-12-31"]
    );
}

/// A pair that has met `since` days before the day of replay and is like any other.
fn record(since: i32, silent: bool) -> Record<'static> {
    Record {
        replay: 0,
        rank: 0,
        cluster: 0,
        cohort: None,
        standing: Standing::Meeting,
        contact_gap: Some(since),
        own_gap: Some(20.0),
        contact_ratio: Some(f64::from(since) / 20.0),
        overdue: false,
        days_since: Some(since),
        silent,
        met_soon: Some(!silent),
        chance: None,
    }
}

/// Each a pair and a mentor of its own.
fn numbered(records: impl IntoIterator<Item = Record<'static>>) -> Vec<Record<'static>> {
    let numbered = (0..).zip(records);
    numbered
        .map(|(rank, record)| Record {
            rank,
            cluster: rank,
            ..record
        })
        .collect()
}

fn stalled(record: Record<'static>) -> Record<'static> {
    Record {
        standing: Standing::Stalled,
        ..record
    }
}

/// Twelve flagged of which nine stayed silent, and 24 not flagged of which three did.
fn programme() -> Vec<Record<'static>> {
    let flagged = (0..12).map(|n| stalled(record(50 + n, n < 9)));
    let others = (0..24).map(|n| record(n, n < 3));
    numbered(flagged.chain(others))
}

fn each<'r, 'a>(records: &'r [Record<'a>]) -> Vec<&'r Record<'a>> {
    records.iter().collect()
}

fn counts(share: &Estimate) -> (Option<f64>, Option<f64>) {
    (share.numerator, share.denominator)
}

#[test]
fn precision_recall_and_the_silent_among_those_not_flagged() {
    let judged = Judged::of(&each(&programme()), LEAST_PAIRS);
    assert_eq!(judged.pairs, 36);
    assert_eq!(counts(&judged.precision), (Some(9.0), Some(12.0)));
    assert_eq!(counts(&judged.recall), (Some(9.0), Some(12.0)));
    assert_eq!(counts(&judged.silent_unflagged), (Some(3.0), Some(24.0)));
    assert_eq!(judged.precision.value, Some(0.75));
    // Wilson for three in four on 12 · 11/12 = 11: with one pair to a mentor CR1 is G/(G − 1).
    samples::assert_interval(&judged.precision, 0.455_688, 0.914_896, 1e-5);
}

#[test]
fn a_share_of_too_few_pairs_is_not_taken_and_its_counts_stay() {
    let few = &programme()[..9];
    let judged = Judged::of(&each(few), LEAST_PAIRS);
    assert_eq!(judged.precision.value, None);
    assert_eq!(counts(&judged.precision), (Some(9.0), Some(9.0)));
    let reason = judged.precision.not_available.unwrap();
    assert!(reason.contains("too few"), "{reason}");
    let reason = judged.silent_unflagged.not_available.unwrap();
    assert_eq!(reason, "no pair to judge by");
}

#[test]
fn a_pair_on_several_days_is_one_cluster() {
    let mut records = programme();
    records.extend(programme().into_iter().map(|record| Record {
        replay: 1,
        ..record
    }));
    let (once, twice) = (
        Judged::of(&each(&programme()), LEAST_PAIRS),
        Judged::of(&each(&records), LEAST_PAIRS),
    );
    assert_eq!(twice.precision.n, 24);
    assert_eq!(twice.precision.clusters, Some(12));
    let width = |share: &Estimate| share.upper.unwrap() - share.lower.unwrap();
    // Twice the same says no more than once, but for rounding and G/(G − 1).
    assert!((width(&once.precision) - width(&twice.precision)).abs() < 0.03);
}

fn rule(records: &[Record<'_>], wanted: Rule) -> JudgedRule {
    let judged = rules::judged(&each(records), &Rules::default().support);
    let found = judged.into_iter().find(|judged| judged.rule == wanted);
    found.unwrap()
}

#[test]
fn thresholds_are_tried_on_pairs_that_had_met_and_were_not_paused() {
    let mut records = programme();
    for standing in [Standing::Paused, Standing::NeverStarted] {
        records.push(Record {
            standing,
            ..record(200, true)
        });
    }
    records.push(Record {
        days_since: None,
        ..record(200, true)
    });
    let days = rule(&records, Rule::Days(60));
    // Of the flagged those with 60 and 61 days, which both met again.
    assert_eq!(counts(&days.precision), (Some(0.0), Some(2.0)));
    let days = rule(&records, Rule::Days(30));
    assert_eq!(days.flagged, 12);
    assert_eq!(days.lift, Some(1.0));
    // They are those that are stalled, so that neither can be right more often.
    assert_eq!(
        days.gain.not_available.as_deref(),
        Some("it flags the same pairs")
    );
    // A ratio beyond 2.5 takes more than 50 days.
    assert_eq!(rule(&records, Rule::Ratio(2.5)).flagged, 11);
    assert_eq!(rule(&records, Rule::Ratio(4.0)).flagged, 0);
    let everyone = rule(&records, Rule::Everyone);
    assert_eq!(counts(&everyone.precision), (Some(12.0), Some(36.0)));
    assert_eq!(everyone.lift, Some(2.25));
    assert_eq!(everyone.gain.value, Some(0.75 - 12.0 / 36.0));
}

#[test]
fn another_ratio_leaves_the_overdue_meeting_and_the_least_days_as_they_are() {
    let overdue = |since, overdue| Record {
        overdue,
        ..record(since, true)
    };
    let records = numbered([overdue(35, true), overdue(35, false), overdue(29, true)]);
    // 35 days are 1.75 own gaps: beyond the 1.5 that do for a pair whose meeting is overdue.
    assert_eq!(rule(&records, Rule::Ratio(4.0)).flagged, 1);
    assert_eq!(rule(&records, Rule::BothRatios(2.0)).flagged, 0);
    let short = Record {
        own_gap: Some(2.0),
        contact_ratio: Some(6.5),
        ..record(13, true)
    };
    assert_eq!(rule(&numbered([short]), Rule::Ratio(2.0)).flagged, 0);
}

#[test]
fn the_longest_silences_are_as_many_as_were_stalled_and_ties_count_in_part() {
    let of_day = |replay, silences: &[i32], flagged: usize| -> Vec<Record<'static>> {
        let records = silences.iter().enumerate().map(|(place, since)| Record {
            replay,
            standing: if place < flagged {
                Standing::Stalled
            } else {
                Standing::Meeting
            },
            ..record(*since, *since >= 40)
        });
        records.collect()
    };
    let mut records = of_day(0, &[5, 40, 90, 40, 40], 2);
    records.extend(of_day(1, &[100, 3], 0));
    let records = numbered(records);
    let longest = rule(&records, Rule::LongestSilence);
    // On the first day 90 days and a third each of the three with 40; on the second none.
    assert_eq!(longest.flagged, 2);
    let denominator = longest.precision.denominator.unwrap();
    assert!((denominator - 2.0).abs() < 1e-12, "{denominator}");
}

#[test]
fn cohorts_are_judged_alone_only_when_large_enough() {
    let with = |cohort, records: Vec<Record<'static>>| {
        records.into_iter().map(move |record| Record {
            cohort: Some(cohort),
            ..record
        })
    };
    let large = numbered((0..30).map(|n| stalled(record(50, n < 25))));
    let mut records: Vec<Record<'_>> = with("B", large).collect();
    records.extend(with("A", programme()));
    let (judged, small) = cohorts(&each(&records));
    assert_eq!((judged.len(), small), (1, 1));
    assert_eq!(judged[0].cohort, "B");
    assert_eq!(judged[0].judged.precision.value, Some(25.0 / 30.0));
}

#[test]
fn a_chance_is_held_against_what_came() {
    let told = |chance, met| Record {
        chance: Some(chance),
        met_soon: Some(met),
        ..record(20, !met)
    };
    let low = (0..10).map(|n| told(0.1, n < 1));
    let high = (0..12).map(|n| told(if n < 6 { 0.8 } else { 1.0 }, n < 11));
    let ended = Record {
        met_soon: None,
        ..told(0.5, true)
    };
    let records = numbered(low.chain(high).chain([ended, record(20, true)]));
    let calibration = calibration::calibration(&each(&records));
    assert_eq!((calibration.told, calibration.untold), (22, 1));
    let bands: Vec<_> = calibration
        .bands
        .iter()
        .map(|band| (band.from, band.met.n, counts(&band.met)))
        .collect();
    assert_eq!(bands[0], (0.0, 10, (Some(1.0), Some(10.0))));
    assert_eq!(bands[4], (0.8, 12, (Some(11.0), Some(12.0))));
    let mean = calibration.bands[4].told.unwrap();
    assert!((mean - 0.9).abs() < 1e-12, "{mean}");
    let few = calibration::calibration(&each(&records[..19]));
    assert!(few.bands.is_empty());
    assert!(few.not_available.unwrap().contains("19"));
}

/// Pairs that meet on these days after 1 January 2026, every ten days as agreed.
fn meeting(pairs: Vec<(Pair, Vec<i32>)>) -> Programme {
    let start = day("2026-01-01");
    let mut sessions = Vec::new();
    let mut all = Vec::new();
    for (index, (pair, days)) in (0..).zip(pairs) {
        all.push(Pair {
            started_on: Some(start),
            agreed_every_days: Some(10.0),
            ..pair
        });
        sessions.extend(days.into_iter().map(|on| session(index, start.plus(on))));
    }
    let count = all.len();
    let mut programme = samples::programme(all);
    programme.supplied = Supplied {
        sessions: true,
        closure: true,
        ..Supplied::default()
    };
    programme.data_through = Some(day("2026-09-30"));
    programme.partitions[0].sessions = Grouped::new(sessions, count, |session| session.pair);
    programme
}

fn session(pair: u32, date: Day) -> Session {
    Session {
        pair,
        date,
        start: Slim::NONE,
        status: Status::Held,
        minutes: Slim::NONE,
        stage: None,
        progress: Slim::NONE,
        filled: crate::programme::Elements::default(),
        next_meeting: Slim::NONE,
        rating: Slim::NONE,
        details_from: 0,
        details_len: 0,
        origin: crate::programme::Origin::default(),
    }
}

fn every_ten_days(from: i32, to: i32) -> Vec<i32> {
    (from..=to).step_by(10).collect()
}

fn tested(programme: &Programme) -> Backtest {
    let config = Config {
        as_of: Some(day("2026-09-30")),
        ..Config::default()
    };
    backtest(programme, &config).unwrap()
}

#[test]
fn pairs_are_replayed_from_what_was_dated_by_then() {
    let pair = samples::pair;
    let mut completed = pair("completed");
    completed.closed_on = Some(day("2026-08-15"));
    completed.closure = Some(Closure::AsPlanned);
    let mut left = pair("left early");
    left.closed_on = Some(day("2026-08-15"));
    left.closure = Some(Closure::Early);
    let mut paused = pair("paused");
    paused.pauses = vec![Pause {
        from: day("2026-07-20"),
        until: Some(day("2026-08-10")),
    }];
    // Day 211 is 31 July, the last day of replay.
    let programme = meeting(vec![
        (pair("regular"), every_ten_days(0, 272)),
        (pair("stopped"), every_ten_days(0, 100)),
        (
            pair("came back"),
            [every_ten_days(0, 150), vec![230]].concat(),
        ),
        (completed, every_ten_days(0, 200)),
        (left, every_ten_days(0, 200)),
        (paused, [every_ten_days(0, 200), vec![225]].concat()),
        (pair("never"), Vec::new()),
    ]);
    let tested = tested(&programme);
    assert_eq!(tested.not_available, None);
    let last = tested.replays.last().unwrap();
    assert_eq!(last.on, day("2026-07-31"));
    // All seven were open; one ended as planned soon after.
    assert_eq!((last.open, last.completed), (6, 1));
    // Stopped and came back were flagged; of these only stopped stayed silent.
    assert_eq!((last.flagged, last.flagged_silent), (2, 1));
    // Silent: stopped, left early, never.
    assert_eq!(last.silent, 3);
    let standing = |wanted| {
        let standings = last.standings.iter();
        standings.clone().find(|(of, _)| *of == wanted).unwrap().1
    };
    assert_eq!(standing(Standing::Meeting), 2);
    assert_eq!(standing(Standing::Paused), 1);
    assert_eq!(standing(Standing::NeverStarted), 1);
    // On 30 April, day 119, nobody was stalled but the pair that met last on day 100 not yet.
    assert_eq!(tested.replays[0].on, day("2026-04-30"));
    assert_eq!(tested.replays[0].flagged, 0);
}

#[test]
fn what_cannot_be_said_is_said_to_be_so() {
    let pair = samples::pair;
    let mut programme = meeting(vec![(pair("a"), every_ten_days(0, 20))]);
    programme.supplied.sessions = false;
    let none = tested(&programme).not_available.unwrap();
    assert!(none.contains("no session records"), "{none}");
    let mut young = meeting(vec![(pair("b"), vec![250])]);
    young.partitions[0].pairs[0].started_on = Some(day("2026-09-01"));
    let none = tested(&young).not_available.unwrap();
    assert!(none.contains("no pair was open"), "{none}");
}

#[test]
fn records_that_have_not_come_in_are_not_silence() {
    let mut programme = meeting(vec![(samples::pair("a"), every_ten_days(0, 170))]);
    programme.data_through = Some(day("2026-06-20"));
    let tested = tested(&programme);
    assert_eq!(tested.until, day("2026-06-20"));
    assert_eq!(tested.replays.last().unwrap().on, day("2026-03-31"));
    assert!(tested.notes.iter().any(|note| note.contains("2026-06-20")));
}
