//! Every reason on the support list against the records, counted again from the files alone.

use mentorstat::config::Config;
use mentorstat::pipeline::Reading;
use mentorstat::programme::Day;
use mentorstat::simulate::{SimulationPlan, write_tidy};
use mentorstat::summary::SupportRow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const AS_OF: &str = "2026-08-20";

/// A row by column, and the line on which it begins.
type Row = (BTreeMap<String, String>, u64);

/// The rows of a file, by pair.
fn rows(folder: &Path, name: &str) -> BTreeMap<String, Vec<Row>> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    let header = reader.headers().unwrap().clone();
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for record in reader.records().map(Result::unwrap) {
        let line = record.position().unwrap().line();
        let cells = header.iter().zip(&record);
        let row: BTreeMap<String, String> = cells
            .map(|(column, cell)| (column.to_owned(), cell.to_owned()))
            .collect();
        rows.entry(row["pair_id"].clone())
            .or_default()
            .push((row, line));
    }
    rows
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap_or_else(|| panic!("“{text}” is no day"))
}

/// What the files say about one pair by the as-of date.
struct Story<'a> {
    pair: &'a Row,
    sessions: Vec<&'a Row>,
    goals: Vec<&'a Row>,
    actions: Vec<&'a Row>,
    forms: Vec<&'a Row>,
}

impl Story<'_> {
    fn as_of() -> Day {
        day(AS_OF)
    }

    fn cell(&self, column: &str) -> Option<&str> {
        Some(self.pair.0[column].as_str()).filter(|cell| !cell.is_empty())
    }

    /// Sessions of some status, by day; of one day the held one stands for all.
    fn sessions_that(&self, is: impl Fn(&str) -> bool) -> BTreeMap<Day, Vec<&Row>> {
        let mut days: BTreeMap<Day, Vec<&Row>> = BTreeMap::new();
        for session in self
            .sessions
            .iter()
            .filter(|session| is(&session.0["status"]))
        {
            days.entry(day(&session.0["date"]))
                .or_default()
                .push(session);
        }
        days
    }

    fn held(&self) -> BTreeMap<Day, Vec<&Row>> {
        self.sessions_that(|status| status == "held")
    }

    /// Days from one to another that were not paused.
    fn unpaused(&self, from: Day, to: Day) -> i32 {
        let Some(begin) = self.cell("paused_from").map(day) else {
            return to.since(from);
        };
        let back = self.cell("paused_until").map(day);
        let back = back.or_else(|| self.held().keys().copied().find(|held| *held > begin));
        let end = back.unwrap_or(Self::as_of().plus(1));
        let rested = to.min(end).since(from.max(begin)).max(0);
        to.since(from) - rested
    }

    fn own_gap(&self) -> f64 {
        let expected = self
            .cell("agreed_every")
            .map_or(30.0, |gap| gap.parse().unwrap());
        let held: Vec<Day> = self.held().into_keys().collect();
        let gaps: i32 = held
            .windows(2)
            .map(|two| self.unpaused(two[0], two[1]))
            .sum();
        (2.0 * expected + f64::from(gaps)) / (2 + held.len().saturating_sub(1)) as f64
    }
}

/// The texts that stand where the pattern has a `*`; `None` if the pattern does not fit.
fn parts<'a>(text: &'a str, pattern: &str) -> Option<Vec<&'a str>> {
    let mut fixed = pattern.split('*');
    let mut rest = text.strip_prefix(fixed.next()?)?;
    let mut found = Vec::new();
    for piece in fixed {
        let at = if piece.is_empty() {
            rest.len()
        } else {
            rest.find(piece)?
        };
        found.push(&rest[..at]);
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty().then_some(found)
}

/// Fails unless a reason is what the records say; gives the name of what it speaks of.
#[expect(
    clippy::too_many_lines,
    reason = "one branch for each reason that there is"
)]
fn check(reason: &str, story: &Story<'_>) -> &'static str {
    let as_of = Story::as_of();
    let held = story.held();
    let last = held.keys().next_back().copied();
    if let Some(found) = parts(
        reason,
        "no recorded meeting for * day*; * every * days (* times as long, limit 1.5)",
    ) {
        let since = last.unwrap_or_else(|| day(story.cell("started_on").unwrap()));
        let (gap, own) = (story.unpaused(since, as_of), story.own_gap());
        assert_eq!(found[0], gap.to_string(), "{reason}");
        let rhythm = match (held.len(), story.cell("agreed_every")) {
            (0 | 1, Some(_)) => "they agreed to meet",
            (0 | 1, None) => "a meeting is expected",
            _ => "they usually meet",
        };
        assert_eq!(
            found[2..],
            [
                rhythm,
                &format!("{own:.0}"),
                &format!("{:.1}", f64::from(gap) / own)
            ],
            "{reason}"
        );
        return "no_contact";
    }
    if let Some(found) = parts(
        reason,
        "no record that the meeting agreed for * took place, * day* later (limit 7)",
    ) {
        let agreed = held[&last.unwrap()]
            .iter()
            .map(|row| &row.0["next_meeting"])
            .max()
            .unwrap();
        assert_eq!(found[0], agreed, "{reason}");
        assert_eq!(found[1], as_of.since(day(agreed)).to_string(), "{reason}");
        assert!(held.keys().all(|on| *on < day(agreed)), "{reason}");
        return "missed_next_meeting";
    }
    if let Some(found) = parts(
        reason,
        "no next meeting is recorded for the last meeting on *",
    ) {
        assert_eq!(found[0], last.unwrap().to_string());
        let said = |row: &&Row| row.0["next_meeting"] > row.0["date"];
        assert!(!held[&last.unwrap()].iter().any(said), "{reason}");
        return "no_next_meeting_agreed";
    }
    if let Some(found) = parts(reason, "in the stage “*” for * day*, since * (limit *)") {
        let staged: Vec<&Row> = held
            .values()
            .flatten()
            .copied()
            .filter(|row| !row.0["stage"].is_empty())
            .collect();
        let run = staged
            .iter()
            .rev()
            .take_while(|row| row.0["stage"] == found[0]);
        let since = day(&run.last().unwrap().0["date"]);
        assert_eq!(found[3], since.to_string(), "{reason}");
        assert_eq!(found[1], as_of.since(since).to_string(), "{reason}");
        assert!(
            as_of.since(since) > found[4].parse::<i32>().unwrap(),
            "{reason}"
        );
        return "stuck_in_stage";
    }
    if let Some(found) = parts(
        reason,
        "the last 3 meetings record the same progress, from * on (limit 3)",
    ) {
        let three: Vec<(&Day, &Vec<&Row>)> = held.iter().rev().take(3).collect();
        assert_eq!(found[0], three[2].0.to_string(), "{reason}");
        for goal in 1..=5 {
            let column = format!("goal_{goal}_progress");
            let values: BTreeSet<&str> = three
                .iter()
                .flat_map(|(_, rows)| rows.iter().map(|row| row.0[&column].as_str()))
                .filter(|value| !value.is_empty())
                .collect();
            assert!(values.len() <= 1, "{reason}: {values:?}");
        }
        return "no_progress";
    }
    if let Some(found) = parts(reason, "no goal recorded after * active days (limit 60)") {
        let active = story.unpaused(day(story.cell("started_on").unwrap()), as_of);
        assert_eq!(found[0], active.to_string(), "{reason}");
        let known = story
            .goals
            .iter()
            .filter(|goal| goal.0["set_on"].is_empty() || day(&goal.0["set_on"]) <= as_of);
        assert_eq!(known.count(), 0, "{reason}");
        return "no_goals_set";
    }
    if let Some(found) = parts(reason, "* agreed actions are overdue (limit 2)") {
        let overdue = story.actions.iter().filter(|action| {
            let row = &action.0;
            let done = row["status"] == "done"
                && (row["completed_on"].is_empty() || day(&row["completed_on"]) <= as_of);
            !row["scheduled_on"].is_empty()
                && day(&row["scheduled_on"]) < as_of
                && !done
                && row["status"] != "cancelled"
        });
        // An action that is done but not dated is not known to have been done by an earlier day.
        let unknown = story
            .actions
            .iter()
            .filter(|action| action.0["status"] == "done" && action.0["completed_on"].is_empty())
            .count();
        let (found, all): (usize, usize) = (found[0].parse().unwrap(), overdue.count());
        assert!((all..=all + unknown).contains(&found), "{reason}: {all}");
        return "actions_overdue";
    }
    if reason == "the last 2 meetings due were missed (limit 2)" {
        let due = story.sessions_that(|status| status == "held" || status.starts_with("missed"));
        let missed = due
            .iter()
            .rev()
            .take(2)
            .all(|(on, _)| !held.contains_key(on));
        assert!(due.len() >= 2 && missed, "{reason}");
        return "repeated_absence";
    }
    if let Some(found) = parts(
        reason,
        "the last rating is at * % of its range (limit 40 %)",
    ) {
        let rated = |row: &&Row, column: &str| {
            let on = day(&row.0["date"]);
            (on <= as_of && !row.0[column].is_empty()).then(|| (on, row.0[column].clone()))
        };
        let of_sessions = held
            .values()
            .flatten()
            .filter_map(|row| rated(row, "rating"));
        let dated = story.forms.iter().filter(|row| !row.0["date"].is_empty());
        let of_forms = dated.filter_map(|row| rated(row, "satisfaction"));
        let (_, last) = of_sessions.chain(of_forms).max().unwrap();
        let rating: f64 = last.parse().unwrap();
        assert_eq!(
            found[0],
            format!("{:.0}", (rating - 1.0) / 4.0 * 100.0),
            "{reason}"
        );
        return "low_rating";
    }
    if let Some(found) = parts(reason, "the same issue is recorded in * meetings (limit 3)") {
        let mut issues: BTreeMap<String, usize> = BTreeMap::new();
        for row in held
            .values()
            .flatten()
            .filter(|row| !row.0["issues"].is_empty())
        {
            *issues.entry(row.0["issues"].to_lowercase()).or_default() += 1;
        }
        assert_eq!(
            found[0],
            issues.values().max().unwrap().to_string(),
            "{reason}"
        );
        return "issue_recurs";
    }
    if let Some(found) = parts(reason, "no recorded meeting since the start on *") {
        assert_eq!(Some(found[0]), story.cell("started_on"), "{reason}");
        assert!(held.is_empty(), "{reason}");
        return "never_started";
    }
    panic!("a reason that nothing here can check: {reason}");
}

/// Fails unless every record that a signal rests on is one of its pair.
fn check_records(row: &SupportRow, reading: &Reading, story: &Story<'_>) {
    let mut lines: BTreeSet<(&str, u64)> = BTreeSet::new();
    for (file, rows) in [
        ("sessions.csv", &story.sessions),
        ("actions.csv", &story.actions),
        ("goals.csv", &story.goals),
        ("evaluations.csv", &story.forms),
    ] {
        lines.extend(rows.iter().map(|row| (file, row.1)));
    }
    lines.insert(("pairs.csv", story.pair.1));
    for signal in &row.signals {
        assert!(
            !signal.records.is_empty(),
            "{}: {}",
            row.pair_id,
            signal.evidence
        );
        for record in &signal.records {
            let path = &reading.programme().files[usize::from(record.file)].path;
            let file = Path::new(path).file_name().unwrap().to_str().unwrap();
            let line = (file, u64::from(record.line));
            assert!(
                lines.contains(&line),
                "{}: {line:?} of {}",
                row.pair_id,
                signal.evidence
            );
        }
    }
}

#[test]
fn the_reasons_of_a_hundred_pairs_are_what_the_records_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut plan = SimulationPlan {
        seed: 41,
        pairs: 330,
        ..SimulationPlan::default()
    };
    plan.rates.attendance = 0.6;
    write_tidy(&plan, folder.path()).unwrap();
    std::fs::remove_dir_all(folder.path().join("truth")).unwrap();
    let config = Config {
        as_of: Day::from_iso(AS_OF),
        ..Config::default()
    };
    let inputs = [folder.path().to_owned()];
    let reading = Reading::of(&inputs, config, &mentorstat::ingest::Unwatched).unwrap();
    let list = reading.summarise().unwrap().support;
    let [pairs, sessions, goals, actions, forms] = [
        "pairs.csv",
        "sessions.csv",
        "goals.csv",
        "actions.csv",
        "evaluations.csv",
    ]
    .map(|name| rows(folder.path(), name));
    let of = |table: &'_ BTreeMap<String, Vec<Row>>, id: &str| {
        table.get(id).cloned().unwrap_or_default()
    };
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let rows: Vec<&SupportRow> = list
        .rows
        .iter()
        .filter(|row| pairs.contains_key(&row.pair_id))
        .collect();
    assert!(rows.len() >= 100, "only {} pairs on the list", rows.len());
    for row in rows {
        let id = row.pair_id.as_str();
        let (sessions, goals, actions, forms) = (
            of(&sessions, id),
            of(&goals, id),
            of(&actions, id),
            of(&forms, id),
        );
        let by_then = |session: &&Row| day(&session.0["date"]) <= day(AS_OF);
        let story = Story {
            pair: &pairs[id][0],
            sessions: sessions.iter().filter(by_then).collect(),
            goals: goals.iter().collect(),
            actions: actions.iter().collect(),
            forms: forms.iter().collect(),
        };
        for reason in &row.reasons {
            *seen.entry(check(reason, &story)).or_default() += 1;
        }
        check_records(row, &reading, &story);
    }
    for kind in [
        "no_contact",
        "missed_next_meeting",
        "no_next_meeting_agreed",
        "stuck_in_stage",
        "repeated_absence",
        "never_started",
    ] {
        assert!(seen.contains_key(kind), "no pair shows {kind}: {seen:?}");
    }
}
