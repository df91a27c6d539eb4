//! What holds for any programme, tried on random small ones.

use crate::support::{Reports, Workspace};
use proptest::prelude::*;
use std::fmt::Write as _;

/// Few cases: each one runs the whole program several times.
fn few() -> ProptestConfig {
    ProptestConfig {
        cases: 8,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..ProptestConfig::default()
    }
}

/// Number of pairs of a random programme.
const PAIRS: u32 = 6;

#[derive(Clone, Debug)]
struct Session {
    pair: u32,
    day: u32,
    status: &'static str,
    minutes: Option<u32>,
}

fn session() -> impl Strategy<Value = Session> {
    let status = prop::sample::select(vec![
        "held",
        "no-show",
        "cancelled",
        "scheduled",
        "",
        "31/31",
    ]);
    // Pair 6 is not in the register; days run past the as-of date and past the end of a month.
    (0..=PAIRS, 1..200_u32, status, prop::option::of(0..300_u32)).prop_map(
        |(pair, day, status, minutes)| Session {
            pair,
            day,
            status,
            minutes,
        },
    )
}

/// A day by number; some do not exist, such as 31 February.
fn date(day: u32) -> String {
    format!("2026-{:02}-{:02}", 1 + day / 31, 1 + day % 31)
}

fn workspace(sessions: &[Session]) -> Workspace {
    let mut pairs = "pair_id,mentor,mentee,cohort,started_on\n".to_owned();
    for pair in 0..PAIRS {
        writeln!(
            pairs,
            "P{pair},Mentor {},Mentee {pair},C{},2026-01-01",
            pair / 2,
            pair % 2
        )
        .unwrap();
    }
    let mut table = "pair_id,date,status,minutes\n".to_owned();
    for Session {
        pair,
        day,
        status,
        minutes,
    } in sessions
    {
        let minutes = minutes
            .map(|minutes| minutes.to_string())
            .unwrap_or_default();
        writeln!(table, "P{pair},{},{status},{minutes}", date(*day)).unwrap();
    }
    Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", table)])
}

const ASKED: [&str; 2] = ["--as-of", "2026-04-30"];

/// What must not depend on how the rows came: the pages name the hashes of the files.
fn figures(reports: &Reports) -> Vec<String> {
    let names = [
        "internal/pairs.csv",
        "internal/support.csv",
        "internal/tables/measures.csv",
        "share/tables/measures.csv",
        "share/tables/periods.csv",
    ];
    names.map(|name| reports.text(name)).to_vec()
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn the_order_of_rows_and_the_partitions_show_in_no_figure(
        (sessions, mixed) in prop::collection::vec(session(), 0..40)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        partitions in 1..20_u32,
    ) {
        let (given, shuffled) = (workspace(&sessions), workspace(&mixed));
        let partitions = partitions.to_string();
        let divided = [&ASKED[..], &["--partitions", &partitions]].concat();
        prop_assert_eq!(figures(&given.reported(&ASKED)), figures(&shuffled.reported(&divided)));
    }

    #[test]
    fn every_pair_is_there_and_every_row_accounted_for(
        sessions in prop::collection::vec(session(), 0..40),
    ) {
        let workspace = workspace(&sessions);
        let reports = workspace.reported(&ASKED);
        let pairs = reports.table("internal/pairs.csv");
        let expected: Vec<_> = (0..PAIRS).map(|pair| format!("P{pair}")).collect();
        prop_assert_eq!(pairs.column("pair_id"), expected);
        let fates = ["used", "repeated", "after_as_of", "after_end", "not_yet_started", "unknown_pair", "footer", "rejected"];
        let counted: u64 = fates.iter().map(|fate| reports.count(&format!("rows_{fate}"))).sum();
        prop_assert_eq!(counted, reports.count("rows"));
        prop_assert_eq!(counted, sessions.len() as u64 + u64::from(PAIRS));
        let held: u64 = pairs.column("sessions_held").iter().map(|held| held.parse::<u64>().unwrap()).sum();
        prop_assert!(held <= sessions.iter().filter(|session| session.status == "held").count() as u64);
    }

    #[test]
    fn no_bytes_make_the_program_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let workspace = Workspace::new(&[("sessions.csv", bytes)]);
        let ended = workspace.report(&[]);
        prop_assert!(matches!(ended.status, Some(0..=2)), "{:?}", ended);
    }

    #[test]
    fn no_cells_make_the_program_panic(
        cells in prop::collection::vec("[-0-9a-zA-Z\"',;/.=:% \n\u{e9}\u{2212}]{0,14}", 0..60),
    ) {
        let mut table = "pair_id,date,status,minutes,stage,progress,next_meeting\n".to_owned();
        for row in cells.chunks(6) {
            writeln!(table, "P1,{}", row.join(",")).unwrap();
        }
        let workspace = Workspace::new(&[("sessions.csv", table)]);
        let ended = workspace.report(&ASKED);
        prop_assert!(matches!(ended.status, Some(0..=2)), "{:?}", ended);
    }
}
