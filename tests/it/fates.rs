//! An attack on what a report on a part of a programme says of what became of its pairs: states, ends
//! and everything that counts them stand in several places, and no number of few pairs may follow
//! from all of them.

use crate::support::{Reports, Workspace};
use std::fs;

/// Pairs below which nothing may follow.
const K: usize = 5;

/// The states with their names on pages, in the order of bits.
const STATES: [(&str, &str); 9] = [
    ("never_started", "Never started"),
    ("stalled", "Stalled"),
    ("watch", "Watch"),
    ("on_track", "On track"),
    ("too_early", "Too early to say"),
    ("paused", "Paused"),
    ("completed", "Completed"),
    ("closed_early", "Closed early"),
    ("ended", "Ended, not known how"),
];
const ALL: u16 = 0b1_1111_1111;
const OPEN: u16 = 0b0_0011_1111;
const PLANNED: u16 = 0b0_0100_0000;
const EARLY: u16 = 0b0_1000_0000;
const UNKNOWN: u16 = 0b1_0000_0000;
const ENDED: u16 = PLANNED | EARLY | UNKNOWN;

/// Sums of states that are told, as the rows of a matrix in which each has a place of its own.
#[derive(Default)]
struct Told(Vec<(usize, [f64; 9])>);

impl Told {
    fn rest(&self, set: u16) -> [f64; 9] {
        let mut rest = std::array::from_fn(|state| f64::from((set >> state) & 1));
        for (place, row) in &self.0 {
            subtract(&mut rest, *place, row);
        }
        rest
    }

    fn add(&mut self, set: u16) {
        let mut rest = self.rest(set);
        let Some(place) = rest.iter().position(|state| state.abs() > 1e-6) else {
            return;
        };
        let scale = rest[place];
        for state in &mut rest {
            *state /= scale;
        }
        for (_, row) in &mut self.0 {
            subtract(row, place, &rest);
        }
        self.0.push((place, rest));
    }

    fn tells(&self, set: u16) -> bool {
        self.rest(set).iter().all(|state| state.abs() < 1e-6)
    }
}

fn subtract(from: &mut [f64; 9], place: usize, row: &[f64; 9]) {
    let times = from[place];
    for (state, other) in from.iter_mut().zip(row) {
        *state -= times * other;
    }
}

/// The number before these words, if one stands there.
fn before(text: &str, words: &str) -> Option<usize> {
    let found = text.find(words)?;
    let mut words = text[..found].split_whitespace().rev();
    let number = words.next()?;
    // "Fewer than 5 pairs" are not five.
    if words.next() == Some("than") {
        return None;
    }
    number.replace(',', "").parse().ok()
}

/// The number that stands between these words.
fn between(text: &str, words: [&str; 2]) -> Option<usize> {
    let (_, rest) = text.split_once(words[0])?;
    rest.split_once(words[1])?
        .0
        .trim()
        .replace(',', "")
        .parse()
        .ok()
}

/// The sums of states that the page tells, with what it says of them.
fn on_the_page(page: &str) -> Vec<(u16, Option<usize>)> {
    let mut told = Vec::new();
    let is_drawn = page.contains("| State | Pairs |");
    for (state, (_, title)) in STATES.iter().enumerate() {
        let row = page
            .lines()
            .find(|line| line.starts_with(&format!("| {title} |")));
        let cell = row.map_or("0", |row| row.split('|').nth(2).unwrap().trim());
        // Without any state that may be shown there is no table.
        let number = cell.replace(',', "").parse().ok().filter(|_| is_drawn);
        told.push((1 << state, number));
    }
    let line = |words: &str| page.lines().find(|line| line.contains(words)).unwrap_or("");
    let ends = line("Ended since the start:");
    for (set, words) in [
        (PLANNED, " pairs as planned"),
        (EARLY, " pairs early"),
        (UNKNOWN, " pairs without a known reason"),
    ] {
        told.push((set, before(ends, words)));
    }
    let funnel = line("| Ended as planned | ");
    told.push((PLANNED, between(funnel, ["| Ended as planned | ", " |"])));
    told.push((
        OPEN,
        before(line("open at any time"), " were open on its last day"),
    ));
    let forms = line("Of the pairs that have ended");
    for who in ["mentees (", "mentors ("] {
        let (_, share) = forms.split_once(who).unwrap_or(("", ""));
        told.push((ENDED, between(share, [" of ", ";"])));
    }
    told.push((
        0b11,
        before(line("stalled or never started"), " open pairs have"),
    ));
    told.push((
        ALL,
        before(line("pairs in the records"), " pairs in the records"),
    ));
    told.push((
        ALL,
        between(
            line("One bar per state of"),
            ["One bar per state of", " pairs"],
        ),
    ));
    told
}

/// A cell of all pairs in `measures.csv`.
fn cell(reports: &Reports, measure: &str, horizon: &str, column: &str) -> Option<usize> {
    let measures = reports.table("share/tables/measures.csv").0;
    let of_all = measures.iter().filter(|row| row["grouping"] == "all");
    let mut rows = of_all.filter(|row| row["measure"] == measure && row["horizon"] == horizon);
    rows.next().and_then(|row| row[column].parse().ok())
}

/// The same of `measures.csv`.
fn in_the_table(reports: &Reports) -> Vec<(u16, Option<usize>)> {
    let cell = |measure: &str, horizon: &str, column: &str| cell(reports, measure, horizon, column);
    vec![
        (PLANNED | EARLY, cell("closed_early", "", "n")),
        (EARLY, cell("closed_early", "", "numerator")),
        (
            EARLY | UNKNOWN,
            cell("to_early_closure", "median", "numerator"),
        ),
        (ENDED, cell("match_length", "median", "numerator")),
        (ENDED, cell("evaluation_returned", "", "n")),
        (OPEN, cell("actions_overdue", "", "n")),
        (0b111, cell("followed_up", "", "n")),
    ]
}

/// Sums of states that figures of the table are of, where no pair is left out, and meetings that
/// only pairs have that ended.
fn in_figures_of_all(reports: &Reports, count: impl Fn(u16) -> usize) -> Vec<u16> {
    let cell = |measure: &str, column: &str| cell(reports, measure, "", column);
    let held = cell("attendance", "numerator");
    let last_but_one = cell("next_meeting_agreed", "denominator");
    let last = held.zip(last_but_one).map(|(held, rest)| held - rest);
    let told = [
        (ENDED, cell("final_stage_reached", "n")),
        (OPEN, cell("days_since_contact", "n")),
        (OPEN, cell("days_in_stage", "n")),
        (ENDED, last),
    ];
    let told = told.into_iter();
    let told = told.filter(|(set, number)| *number == Some(count(*set)));
    told.map(|(set, _)| set).collect()
}

/// Pairs by state, as the coordinator sees them.
fn truth(reports: &Reports) -> [usize; 9] {
    let pairs = reports.table("internal/pairs.csv").0;
    STATES.map(|(name, _)| pairs.iter().filter(|pair| pair["state"] == name).count())
}

/// Numbers of few pairs that follow from everything that is said, and what is said in one place
/// and hidden in another.
fn attack(reports: &Reports) -> Vec<String> {
    let truth = truth(reports);
    let count = |set: u16| -> usize {
        let states = (0..9).filter(|state| (set >> state) & 1 == 1);
        states.map(|state| truth[state]).sum()
    };
    let page = reports.prose("share/effectiveness.md");
    let said = [on_the_page(&page), in_the_table(reports)].concat();
    let mut told = Told::default();
    let mut given_away = Vec::new();
    for (set, number) in &said {
        if number.is_some() {
            told.add(*set);
        }
        // A figure of something else that is not all of these pairs would be one more secret.
        if number.is_some_and(|number| number != count(*set)) {
            given_away.push(format!(
                "{number:?} is said of {set:09b}, not {}",
                count(*set)
            ));
        }
    }
    for set in in_figures_of_all(reports, count) {
        told.add(set);
    }
    let few = (1..=ALL).filter(|set| (1..K).contains(&count(*set)) && told.tells(*set));
    given_away.extend(few.map(|set| format!("{set:09b}: {}", count(set))));
    // The table of states comes first; what it hides stands nowhere else.
    let hidden = said[..9].iter().filter(|(_, number)| number.is_none());
    let hidden = hidden.filter(|(set, _)| count(*set) > 0 && told.tells(*set));
    given_away.extend(hidden.map(|(set, _)| format!("{set:09b} is hidden, and told elsewhere")));
    given_away
}

/// Cohorts of a programme, of which each has a report of its own, and how many states are hidden.
fn attack_parts(workspace: &Workspace, values: &[&str], more: &[&str]) -> (Vec<String>, usize) {
    let (mut given_away, mut hidden) = (Vec::new(), 0);
    for value in values {
        let part = format!("cohort={value}");
        let reports = workspace.reported(&[&["--where", &part], more].concat());
        let page = reports.prose("share/effectiveness.md");
        let row = page.lines().filter(|line| {
            STATES
                .iter()
                .any(|(_, title)| line.starts_with(&format!("| {title} |")))
        });
        hidden += row
            .filter(|line| line.contains("to show") || line.contains("hidden"))
            .count();
        let found = attack(&reports).into_iter();
        given_away.extend(found.map(|found| format!("{part}: {found}")));
    }
    (given_away, hidden)
}

#[test]
fn of_a_part_of_a_programme_no_number_of_few_pairs_follows_from_ends_and_states() {
    let simulated = Workspace::empty();
    let made = [
        "simulate", "--pairs", "120", "--seed", "11", "--out", "in/made",
    ];
    simulated.run(&made).says(0, &[]);
    let sample = Workspace::empty();
    let files = fs::read_dir("sample_data").unwrap();
    for entry in files.filter(|entry| entry.as_ref().unwrap().path().is_file()) {
        let path = entry.unwrap().path();
        fs::copy(&path, sample.inputs().join(path.file_name().unwrap())).unwrap();
    }
    let cohorts = ["2025 autumn", "2025 spring", "2026 spring"];
    for (workspace, cohorts, more) in [
        (&simulated, &cohorts[..], &["--period", "2026"][..]),
        (&sample, &cohorts[..2], &[]),
    ] {
        let (given_away, hidden) = attack_parts(workspace, cohorts, more);
        assert!(hidden > 0, "no state is hidden, so nothing is tested");
        assert!(given_away.is_empty(), "{}", given_away.join("\n"));
    }
}
