//! Every reason on the support list against the records, counted again from the files alone.

use mentorstat::config::Config;
use mentorstat::pipeline::Reading;
use mentorstat::programme::Day;
use mentorstat::simulate::{SimulationPlan, write_tidy};
use mentorstat::summary::SupportRow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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
    contacts: Vec<&'a Row>,
    as_of: Day,
    breaks: &'a [(Day, Day)],
}

impl Story<'_> {
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

    /// Days from one to another that were not paused, counted one by one.
    fn unpaused(&self, from: Day, to: Day) -> i32 {
        let pause = self.cell("paused_from").map(day).map(|begin| {
            let back = self.cell("paused_until").map(day);
            let back = back.or_else(|| self.held().keys().copied().find(|held| *held > begin));
            (begin, back.unwrap_or(self.as_of.plus(1)))
        });
        let rests: Vec<(Day, Day)> = self.breaks.iter().copied().chain(pause).collect();
        let is_active = |day: &Day| !rests.iter().any(|(begin, back)| begin <= day && day < back);
        let days = (0..to.since(from)).map(|days| from.plus(days));
        i32::try_from(days.filter(is_active).count()).unwrap()
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
    let as_of = story.as_of;
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
        assert_eq!(found[2..4], [rhythm, &format!("{own:.0}")], "{reason}");
        let (told, ratio) = (found[4].parse::<f64>().unwrap(), f64::from(gap) / own);
        assert_eq!(
            (told > 1.5, told > 2.0),
            (true, ratio > 2.0),
            "{reason}: {ratio}"
        );
        assert!((told - ratio).abs() <= 0.05 + 1e-9, "{reason}: {ratio}");
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
            f64::from(as_of.since(since)) > found[4].parse::<f64>().unwrap(),
            "{reason}"
        );
        return "stuck_in_stage";
    }
    if let Some(found) = parts(
        reason,
        "the last 3 meetings record *progress*, from * on (limit 3)",
    ) {
        let three: Vec<(&Day, &Vec<&Row>)> = held.iter().rev().take(3).collect();
        assert_eq!(found[2], three[2].0.to_string(), "{reason}");
        let all = |column: &str| -> BTreeSet<&str> {
            let rows = three.iter().flat_map(|(_, rows)| rows.iter());
            let cells = rows.map(|row| row.0[column].as_str());
            cells.filter(|cell| !cell.is_empty()).collect()
        };
        let own = (1..=5).any(|goal| !all(&format!("goal_{goal}_progress")).is_empty());
        let said = (found[0], found[1]);
        if own {
            assert_eq!(said, ("", ", but that of no goal has changed"), "{reason}");
        } else {
            assert_eq!(said, ("the same ", ""), "{reason}");
            assert_eq!(all("progress").len(), 1, "{reason}");
        }
        for goal in 1..=5 {
            let column = format!("goal_{goal}_progress");
            let values = all(&column);
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
    if let Some(found) = parts(reason, "waiting until *: contacted on *") {
        let (until, on) = (day(found[0]), day(found[1]));
        let reached = story.contacts.iter().filter(|row| {
            let failed = ["no answer", "voicemail", "left message"];
            row.0["snooze_until"].is_empty() && !failed.contains(&row.0["outcome"].as_str())
        });
        let last = reached.map(|row| day(&row.0["contacted_on"])).max();
        assert_eq!(last, Some(on), "{reason}");
        assert_eq!(until, on.plus(15), "{reason}");
        assert!(until > as_of, "{reason}");
        return "contacted";
    }
    if let Some(found) = parts(reason, "waiting until *, as noted*") {
        let noted = story
            .contacts
            .iter()
            .filter(|row| !row.0["snooze_until"].is_empty());
        let last = noted.max_by_key(|row| &row.0["contacted_on"]).unwrap();
        assert_eq!(last.0["snooze_until"], found[0], "{reason}");
        assert!(day(found[0]) > as_of, "{reason}");
        return "put_off";
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
    for reason in row.reasons.iter().filter(|reason| reason.signal.is_some()) {
        assert!(
            !reason.records.is_empty(),
            "{}: {}",
            row.pair_id,
            reason.text
        );
        for record in &reason.records {
            let path = &reading.programme().files[usize::from(record.file)].path;
            let file = Path::new(path).file_name().unwrap().to_str().unwrap();
            let line = (file, u64::from(record.line));
            assert!(
                lines.contains(&line),
                "{}: {line:?} of {}",
                row.pair_id,
                reason.text
            );
        }
    }
}

/// A programme and a day, both unlike the others.
struct Case {
    seed: u64,
    pairs: u32,
    attendance: f64,
    as_of: &'static str,
    breaks: &'static [(&'static str, &'static str)],
    /// Whether some meetings have a second record, later on the same day.
    twice_a_day: bool,
}

impl Case {
    fn breaks(&self) -> Vec<(Day, Day)> {
        let days = self.breaks.iter();
        days.map(|(from, back)| (day(from), day(back))).collect()
    }

    fn written(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let mut plan = SimulationPlan {
            seed: self.seed,
            pairs: self.pairs,
            ..SimulationPlan::default()
        };
        plan.rates.attendance = self.attendance;
        plan.rates.pauses = 0.3;
        write_tidy(&plan, folder.path()).unwrap();
        std::fs::remove_dir_all(folder.path().join("truth")).unwrap();
        if self.twice_a_day {
            meet_twice_a_day(folder.path());
        }
        folder
    }

    fn read(&self, folder: &Path) -> Reading {
        let mut config = Config {
            as_of: Some(day(self.as_of)),
            ..Config::default()
        };
        config.rules.breaks = self.breaks();
        let inputs = [folder.to_owned()];
        Reading::of(&inputs, config, &mentorstat::ingest::Unwatched).unwrap()
    }
}

/// Gives every fifth held meeting another one on its day, with another next date and nothing else.
fn meet_twice_a_day(folder: &Path) {
    let path = folder.join("sessions.csv");
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let header = reader.headers().unwrap().clone();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(&header).unwrap();
    for (number, record) in records.iter().enumerate() {
        writer.write_record(record).unwrap();
        if number % 5 == 0 && &record[2] == "held" {
            let again = header
                .iter()
                .zip(record)
                .map(|(column, cell)| match column {
                    "pair_id" | "date" | "status" => cell.to_owned(),
                    "start" if number % 2 == 0 => "19:30".to_owned(),
                    "next_meeting" if number % 3 == 0 => day(&record[1]).plus(17).to_string(),
                    _ => String::new(),
                });
            writer.write_record(again).unwrap();
        }
    }
    writer.flush().unwrap();
}

/// Checks every reason for every pair on the list of a case; how often each kind was seen, and of how
/// many pairs.
fn checked(case: &Case) -> (BTreeMap<&'static str, usize>, usize) {
    let folder = case.written();
    let reading = case.read(folder.path());
    let list = reading.summarise().unwrap().support;
    let (as_of, breaks) = (day(case.as_of), case.breaks());
    let [pairs, sessions, goals, actions, forms, contacts] = [
        "pairs.csv",
        "sessions.csv",
        "goals.csv",
        "actions.csv",
        "evaluations.csv",
        "contacts.csv",
    ]
    .map(|name| rows(folder.path(), name));
    let none = Vec::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &list.rows {
        let of = |table: &'_ BTreeMap<String, Vec<Row>>| {
            table.get(&*row.pair_id).unwrap_or(&none).clone()
        };
        let (sessions, goals, actions) = (of(&sessions), of(&goals), of(&actions));
        let (forms, contacts) = (of(&forms), of(&contacts));
        let by_then = |column: &'static str| move |row: &&Row| day(&row.0[column]) <= as_of;
        let story = Story {
            pair: &pairs[&*row.pair_id][0],
            sessions: sessions.iter().filter(by_then("date")).collect(),
            goals: goals.iter().collect(),
            actions: actions.iter().collect(),
            forms: forms.iter().collect(),
            contacts: contacts.iter().filter(by_then("contacted_on")).collect(),
            as_of,
            breaks: &breaks,
        };
        for reason in &row.reasons {
            *seen.entry(check(&reason.text, &story)).or_default() += 1;
        }
        check_records(row, &reading, &story);
    }
    (seen, list.rows.len())
}

#[test]
fn the_reasons_of_hundreds_of_pairs_are_what_the_records_say() {
    let summer = &[("2026-07-11", "2026-08-17"), ("2025-12-20", "2026-01-06")];
    let cases = [
        Case {
            seed: 41,
            pairs: 330,
            attendance: 0.6,
            as_of: "2026-08-20",
            breaks: &[],
            twice_a_day: false,
        },
        Case {
            seed: 1207,
            pairs: 260,
            attendance: 0.7,
            as_of: "2026-02-15",
            breaks: summer,
            twice_a_day: true,
        },
        Case {
            seed: 90_210,
            pairs: 260,
            attendance: 0.5,
            as_of: "2026-09-06",
            breaks: summer,
            twice_a_day: true,
        },
    ];
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs = 0;
    for case in &cases {
        let (seen, listed) = checked(case);
        assert!(listed >= 60, "only {listed} pairs on the list");
        pairs += listed;
        for (kind, times) in seen {
            *all.entry(kind).or_default() += times;
        }
    }
    assert!(pairs >= 250, "only {pairs} pairs on the lists");
    for kind in [
        "no_contact",
        "missed_next_meeting",
        "no_next_meeting_agreed",
        "stuck_in_stage",
        "no_progress",
        "repeated_absence",
        "low_rating",
        "actions_overdue",
        "issue_recurs",
        "never_started",
        "contacted",
        "put_off",
    ] {
        assert!(all.contains_key(kind), "no pair shows {kind}: {all:?}");
    }
}
