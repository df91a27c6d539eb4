//! The same records give the same reports, however they are ordered, divided or cut.

use crate::support::{REPOSITORY, Reports, Workspace};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The sample's files, changed on the way.
fn sample(change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Workspace {
    let workspace = Workspace::empty();
    for entry in fs::read_dir(Path::new(REPOSITORY).join("sample_data")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap();
            let content = change(name, fs::read(&path).unwrap());
            fs::write(workspace.inputs().join(name), content).unwrap();
        }
    }
    workspace
}

/// Makes the reports anew; whatever stood in the output folder goes.
fn fresh(workspace: &Workspace, arguments: &[&str]) -> Reports {
    if workspace.outputs().exists() {
        fs::remove_dir_all(workspace.outputs()).unwrap();
    }
    workspace.reported(arguments)
}

#[test]
fn the_reports_do_not_depend_on_threads_or_partitions() {
    let workspace = sample(|_, content| content);
    let first = fresh(&workspace, &[]);
    let (manifest, mut files) = (first.manifest(), first.files());
    files.remove("manifest.json").unwrap();
    let ways: [&[&str]; 5] = [
        &[],
        &["--threads", "1"],
        &["--threads", "2", "--partitions", "1"],
        &["--partitions", "7"],
        &["--partitions", "64"],
    ];
    for way in ways {
        let again = fresh(&workspace, way);
        assert_eq!(again.manifest(), manifest, "{way:?}");
        let mut others = again.files();
        others.remove("manifest.json").unwrap();
        for (name, bytes) in &files {
            assert!(others.get(name) == Some(bytes), "{name} with {way:?}");
        }
        assert_eq!(others.len(), files.len(), "{way:?}");
    }
}

/// The rows of a table as they stand, the header first. A line end inside quotes ends no row.
fn rows(table: &[u8]) -> Vec<Vec<u8>> {
    let mut rows = vec![Vec::new()];
    let mut quoted = false;
    for line in table.split_inclusive(|byte| *byte == b'\n') {
        quoted = line
            .iter()
            .fold(quoted, |inside, byte| inside ^ (*byte == b'"'));
        rows.last_mut().unwrap().extend(line);
        if !quoted {
            rows.push(Vec::new());
        }
    }
    assert_eq!(rows.pop(), Some(Vec::new()), "the last row has a line end");
    rows
}

/// A table with its rows in another order: every seventh one, from the last to the first. Headers
/// and what stands below the data stay where they are.
fn shuffled(table: &[u8]) -> Vec<u8> {
    let mut header = rows(table);
    let imports = |row: &Vec<u8>| row.windows(8).any(|word| word == b"ImportId");
    let headers = header.iter().position(imports).map_or(1, |row| row + 1);
    let mut rows = header.split_off(headers);
    let blank = |row: &Vec<u8>| row.starts_with(b";;");
    let footer = rows.split_off(rows.iter().position(blank).unwrap_or(rows.len()));
    let mut mixed = Vec::new();
    for start in 0..7 {
        mixed.extend(rows.iter().skip(start).step_by(7).cloned());
    }
    mixed.reverse();
    [header, mixed, footer].concat().concat()
}

/// Digits of a hash where it is shortened for people.
const SHORTEST_HASH: usize = 12;

/// The hashes of files taken out, which must differ.
fn without_places(text: &str) -> String {
    let words = text.split_inclusive(|letter: char| !letter.is_ascii_hexdigit());
    words.filter(|word| word.len() <= SHORTEST_HASH).collect()
}

#[test]
fn the_order_of_rows_shows_in_no_figure() {
    let as_given = sample(|_, content| content);
    let mixed = sample(|name, content| {
        if name.ends_with(".csv") {
            shuffled(&content)
        } else {
            content
        }
    });
    let (given, mixed) = (fresh(&as_given, &[]).texts(), fresh(&mixed, &[]).texts());
    assert!(given.keys().eq(mixed.keys()));
    for (name, text) in &given {
        if !["manifest.json", "internal/ledger.csv"].contains(&name.as_str()) {
            assert!(
                without_places(text) == without_places(&mixed[name]),
                "{name}"
            );
        }
    }
    assert_ne!(
        given["manifest.json"], mixed["manifest.json"],
        "nothing was shuffled"
    );
}

/// A programme of which every fact has a date, as an export of a day shows it.
struct DatedExport {
    /// Facts dated later are not in it.
    through: &'static str,
    pairs: String,
    sessions: String,
    goals: String,
    forms: String,
    actions: String,
}

impl DatedExport {
    fn of(through: &'static str) -> Self {
        let mut export = Self {
            through,
            pairs: "pair_id,mentor,mentee,cohort,started_on,closed_on,closure_reason\n".into(),
            sessions: "pair_id,date,status,minutes,stage,progress,rating,next_meeting\n".into(),
            goals: "pair_id,goal,text,set_on,due_on,status,attained_on\n".into(),
            forms: "pair_id,date,respondent,phase,goals_achieved,new_goals,partnership\n".into(),
            actions: "pair_id,goal,text,scheduled_on,completed_on\n".into(),
        };
        (0..24).for_each(|pair| export.add_pair(pair));
        export
    }

    fn has(&self, day: &str) -> bool {
        day <= self.through
    }

    fn add_pair(&mut self, pair: u32) {
        let start = date(pair % 4, 1 + pair);
        if !self.has(&start) {
            return;
        }
        let close = date(5 + pair % 3, 20);
        let closed = pair.is_multiple_of(3) && self.has(&close);
        let (closed_on, reason) = match (closed, pair.is_multiple_of(2)) {
            (false, _) => (String::new(), ""),
            (true, planned) => (close, if planned { "Completed" } else { "Lost contact" }),
        };
        let mentor = pair / 2;
        let cohort = pair % 2;
        writeln!(
            self.pairs,
            "P{pair:02},Mentor {mentor},Mentee {pair},Cohort {cohort},{start},{closed_on},{reason}"
        )
        .unwrap();
        for month in pair % 4..9 {
            self.add_month(pair, month);
        }
    }

    fn add_month(&mut self, pair: u32, month: u32) {
        let day = date(month, 2 + (pair * 7 + month * 5) % 26);
        if !self.has(&day) {
            return;
        }
        let status = ["held", "held", "held", "missed by mentee"][((pair + month) % 4) as usize];
        let stage = ["Introduction", "Foundation", "Orientation"][(month / 3) as usize];
        let (progress, rating) = (month * 10, 1 + (pair + month) % 5);
        let next = date(month + 1, 2 + (pair * 7 + month * 5 + 5) % 26);
        writeln!(
            self.sessions,
            "P{pair:02},{day},{status},45,{stage},{progress},{rating},{next}"
        )
        .unwrap();
        if month.is_multiple_of(2) {
            self.add_goal(pair, month, &day);
        }
        if month >= 4 {
            let answer = ["yes", "no", "partly"][(pair % 3) as usize];
            let who = ["mentor", "mentee"][(month % 2) as usize];
            writeln!(self.forms, "P{pair:02},{day},{who},end,{answer},yes,no").unwrap();
        }
    }

    fn add_goal(&mut self, pair: u32, month: u32, set: &str) {
        let attained = date(month + 2, 15);
        let due = date(month + 3, 1);
        let (status, attained_on) = match (pair.is_multiple_of(2), self.has(&attained)) {
            (false, _) => ("", ""),
            (true, true) => ("Achieved", attained.as_str()),
            (true, false) => ("In progress", ""),
        };
        writeln!(
            self.goals,
            "P{pair:02},{month},Goal {month} of {pair},{set},{due},{status},{attained_on}"
        )
        .unwrap();
        let done = if self.has(&attained) { &attained } else { "" };
        writeln!(self.actions, "P{pair:02},{month},Step {month},{due},{done}").unwrap();
    }

    fn in_workspace(&self) -> Workspace {
        Workspace::new(&[
            ("pairs.csv", &self.pairs),
            ("sessions.csv", &self.sessions),
            ("goals.csv", &self.goals),
            ("evaluations.csv", &self.forms),
            ("actions.csv", &self.actions),
        ])
    }
}

/// The day the reports speak for.
const CUT: &str = "2026-06-15";

/// A day by month from January 2026 and day of the month.
fn date(month: u32, day: u32) -> String {
    format!("{:04}-{:02}-{day:02}", 2026 + month / 12, 1 + month % 12)
}

#[test]
fn a_report_for_a_past_day_equals_one_from_an_export_of_that_day() {
    let (whole, cut) = (DatedExport::of("9999-12-31"), DatedExport::of(CUT));
    assert!(
        whole.sessions.len() > cut.sessions.len() + 500,
        "nothing is later"
    );
    let folders = (whole.in_workspace(), cut.in_workspace());
    let asked = ["--as-of", CUT];
    let (whole, cut) = (folders.0.reported(&asked), folders.1.reported(&asked));
    assert!(whole.count("rows_after_as_of") > 50);
    for name in [
        "internal/pairs.csv",
        "internal/goals.csv",
        "internal/support.csv",
        "internal/tables/measures.csv",
        "internal/tables/periods.csv",
        "share/tables/measures.csv",
        "share/tables/periods.csv",
    ] {
        let (whole, cut) = (whole.text(name), cut.text(name));
        let differing = whole
            .lines()
            .zip(cut.lines())
            .find(|(one, other)| one != other);
        assert_eq!(differing, None, "{name}");
        assert_eq!(whole.lines().count(), cut.lines().count(), "{name}");
    }
}
