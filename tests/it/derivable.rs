//! An attack on what the pages print beside the tables: goals by outcome with all figures that are
//! made of them, and how far pairs came, which the funnel and the ladder both count.

use crate::support::{Reports, Workspace};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs below which nothing may follow.
const K: usize = 5;

const PAGE: &str = "share/effectiveness.md";

/// The rows of a table of a page whose header begins so; none without the table.
fn rows(page: &str, header: &str) -> Vec<Vec<String>> {
    let lines = page.lines().skip_while(|line| !line.starts_with(header));
    let table = lines.take_while(|line| line.starts_with('|'));
    let cells = |line: &str| {
        let cells = line.trim_matches('|').split(" | ");
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    let mut rows: Vec<Vec<String>> = table.map(cells).collect();
    if rows.len() > 1 {
        rows.remove(1);
    }
    rows
}

/// The number with which a cell begins, if it shows one.
fn shown(cell: &str) -> Option<f64> {
    let first = cell.split_whitespace().next()?;
    first.replace(',', "").parse().ok()
}

/// The outcomes in the order of the table, with their names in `goals.csv`.
const OUTCOMES: [(&str, &str); 6] = [
    ("Attained", "attained"),
    ("Partly attained", "partly"),
    ("Not attained", "not_attained"),
    ("In progress", "in_progress"),
    ("Unknown", "unknown"),
    ("Dropped", "dropped"),
];
const KNOWN: u8 = 0b00_0111;
const KEPT: u8 = 0b01_1111;
const ALL: u8 = 0b11_1111;

/// What `measures.csv` tells of goals: the outcomes that a figure counts, and those that it is of.
const FIGURES: [(&str, u8, u8); 3] = [
    ("goals_attained", 0b00_0001, KNOWN),
    ("goals_attained_or_partly", 0b00_0011, KNOWN),
    ("goal_outcome_known", KNOWN, KEPT),
];

/// Known sums of cells, as the rows of a matrix in which every row has a place of its own.
#[derive(Default)]
struct Known {
    rows: Vec<(usize, Vec<f64>)>,
}

impl Known {
    fn rest(&self, mut sum: Vec<f64>) -> Vec<f64> {
        for (place, row) in &self.rows {
            let times = sum[*place];
            for (cell, other) in sum.iter_mut().zip(row) {
                *cell -= times * other;
            }
        }
        sum
    }

    fn add(&mut self, sum: Vec<f64>) {
        let mut rest = self.rest(sum);
        let Some(place) = rest.iter().position(|cell| cell.abs() > 1e-6) else {
            return;
        };
        let scale = rest[place];
        for cell in &mut rest {
            *cell /= scale;
        }
        for (_, row) in &mut self.rows {
            let times = row[place];
            for (cell, other) in row.iter_mut().zip(&rest) {
                *cell -= times * other;
            }
        }
        self.rows.push((place, rest));
    }

    fn tells(&self, sum: Vec<f64>) -> bool {
        self.rest(sum).iter().all(|cell| cell.abs() < 1e-6)
    }
}

/// Pairs and their mentors.
type People<'a> = BTreeSet<(&'a str, &'a str)>;

fn is_few(people: &People<'_>) -> bool {
    let mentors: BTreeSet<&str> = people.iter().map(|(_, mentor)| *mentor).collect();
    !people.is_empty() && (people.len() < K || mentors.len() < 2)
}

/// What is known of goals by cohort and outcome, and who they are of.
struct Goals<'a> {
    cohorts: Vec<String>,
    known: Known,
    people: BTreeMap<(usize, usize), People<'a>>,
}

impl Goals<'_> {
    /// The outcomes of a set in some cohorts, as a sum of cells.
    fn sum(&self, cohorts: impl IntoIterator<Item = usize>, set: u8) -> Vec<f64> {
        let mut sum = vec![0.0; self.cohorts.len() * OUTCOMES.len()];
        for cohort in cohorts {
            for outcome in (0..OUTCOMES.len()).filter(|outcome| (set >> outcome) & 1 == 1) {
                sum[cohort * OUTCOMES.len() + outcome] = 1.0;
            }
        }
        sum
    }

    /// The cohorts that a group holds.
    fn members(&self, group: &str) -> Vec<usize> {
        let is_of = |at: &usize| group == "all" || self.cohorts[*at] == group;
        (0..self.cohorts.len()).filter(is_of).collect()
    }

    fn behind(&self, cohorts: &[usize], set: u8) -> People<'_> {
        let cells = self
            .people
            .iter()
            .filter(|((cohort, outcome), _)| cohorts.contains(cohort) && (set >> outcome) & 1 == 1);
        cells
            .flat_map(|(_, people)| people.iter().copied())
            .collect()
    }
}

/// Sums of the goals of few pairs that follow from the page and from `measures.csv`.
fn attack_goals(reports: &Reports) -> Vec<String> {
    let (pairs, goals) = (
        reports.table("internal/pairs.csv"),
        reports.table("internal/goals.csv"),
    );
    let cohorts: BTreeSet<&str> = pairs.column("cohort").into_iter().collect();
    let cohorts: Vec<String> = cohorts.into_iter().map(str::to_owned).collect();
    let mut found = Goals {
        known: Known::default(),
        people: BTreeMap::new(),
        cohorts,
    };
    for goal in &goals.0 {
        let pair = pairs
            .0
            .iter()
            .find(|pair| pair["pair_id"] == goal["pair_id"]);
        let pair = pair.unwrap();
        let cohort = found
            .cohorts
            .iter()
            .position(|name| *name == pair["cohort"]);
        let outcome = OUTCOMES
            .iter()
            .position(|(_, name)| *name == goal["outcome"]);
        let people = found.people.entry((cohort.unwrap(), outcome.unwrap()));
        people
            .or_default()
            .insert((&pair["pair_id"], &pair["mentor"]));
    }
    let mut told: Vec<(String, u8)> = Vec::new();
    let page = reports.text(PAGE);
    let table = rows(&page, "| Group | Goals | ");
    for row in table.iter().skip(1) {
        let group = if row[0] == "All pairs" {
            "all"
        } else {
            &row[0]
        };
        let cell = |title: &str| {
            let column = table[0].iter().position(|name| name == title)?;
            shown(&row[column])
        };
        let mut pool = 0;
        for (outcome, (title, _)) in OUTCOMES.iter().enumerate() {
            match cell(title) {
                Some(_) => told.push((group.to_owned(), 1 << outcome)),
                None => pool |= 1 << outcome,
            }
        }
        if cell("Goals").is_some() {
            told.extend([(group.to_owned(), pool), (group.to_owned(), ALL)]);
        }
    }
    for row in &reports.table("share/tables/measures.csv").0 {
        if row["grouping"] != "cohort" && row["grouping"] != "all" {
            continue;
        }
        let group = &row["group"];
        let of_figures = FIGURES.iter().filter(|(id, ..)| row["measure"] == *id);
        for (_, counted, of) in of_figures.filter(|_| !row["denominator"].is_empty()) {
            told.extend([(group.clone(), *counted), (group.clone(), *of)]);
        }
        if row["measure"] == "goals_set" && !row["total"].is_empty() {
            told.push((group.clone(), ALL));
        }
    }
    for (group, set) in told {
        let sum = found.sum(found.members(&group), set);
        found.known.add(sum);
    }
    given_away(&found)
}

fn given_away(goals: &Goals<'_>) -> Vec<String> {
    let mut given_away = Vec::new();
    for set in 1..ALL {
        let tells = |cohorts: &[usize]| goals.known.tells(goals.sum(cohorts.iter().copied(), set));
        let mut hidden = Vec::new();
        for cohort in 0..goals.cohorts.len() {
            if !tells(&[cohort]) {
                hidden.push(cohort);
            } else if is_few(&goals.behind(&[cohort], set)) {
                given_away.push(format!("{} {set:06b}", goals.cohorts[cohort]));
            }
        }
        let all: Vec<usize> = (0..goals.cohorts.len()).collect();
        for several in [hidden, all] {
            if tells(&several) && is_few(&goals.behind(&several, set)) {
                given_away.push(format!("{several:?} {set:06b}"));
            }
        }
    }
    given_away
}

/// Steps of the funnel and rungs of the ladder of which few are in one and not in the last before,
/// and what is hidden of the one and shown by the other.
fn attack_path(reports: &Reports) -> Vec<String> {
    let page = reports.text(PAGE);
    let few = |pairs: f64| 0.0 < pairs && pairs < K as f64;
    let column = |header: &str, column: usize| -> Vec<(String, Option<f64>)> {
        let rows = rows(&page, header).into_iter().skip(1);
        rows.map(|row| (row[0].clone(), shown(&row[column])))
            .collect()
    };
    // How many of a whole programme ended as planned is no secret: its states say it.
    let is_secret = |(name, _): &(String, Option<f64>)| name != "Ended as planned";
    let mut funnel = column("| Step | Reached |", 1);
    let whole_funnel = funnel.clone();
    funnel.retain(is_secret);
    let [reached, observed] = [1, 2].map(|at| column("| Stage | Reached | Observed", at));
    let mut given_away = Vec::new();
    for steps in [&funnel, &reached] {
        let known: Vec<_> = steps
            .iter()
            .filter_map(|(name, pairs)| Some((name, (*pairs)?)))
            .collect();
        let alone = known.iter().filter(|(_, pairs)| few(*pairs));
        given_away.extend(alone.map(|(name, pairs)| format!("{name}: {pairs}")));
        let steps = known.windows(2).filter(|two| few(two[0].1 - two[1].1));
        given_away.extend(steps.map(|two| format!("{two:?}")));
    }
    for ((stage, reached), (_, observed)) in reached.iter().zip(&observed) {
        let passed = reached
            .zip(*observed)
            .map(|(reached, observed)| reached - observed);
        let is_end = stage == "Final meeting";
        if passed.is_some_and(few) || (reached.is_none() && observed.is_some() && !is_end) {
            given_away.push(format!("{stage}: {reached:?}, {observed:?}"));
        }
    }
    let is_derived = page.contains("Stage model: Meetings.");
    for (step, rung) in [("Met", 1), ("Met again", 2), ("Ended as planned", 3)] {
        let step = whole_funnel.iter().find(|(name, _)| name == step);
        let (Some((name, step)), true) = (step, is_derived) else {
            continue;
        };
        if step.is_some() != observed[rung].1.is_some() {
            given_away.push(format!("{name}: {step:?}, {:?}", observed[rung]));
        }
    }
    given_away
}

/// Everything that follows from the pages, and from sums beside them.
pub fn attack(reports: &Reports) -> Vec<String> {
    [
        attack_goals(reports),
        attack_path(reports),
        attack_sums(reports),
        attack_agreement(reports),
    ]
    .concat()
}

/// Sums to which few pairs add: a share of pairs that is hidden would be read from them.
fn attack_sums(reports: &Reports) -> Vec<String> {
    let pairs = reports.table("internal/pairs.csv").0;
    let measures = reports.table("share/tables/measures.csv").0;
    let shown = measures
        .iter()
        .filter(|row| row["kind"] == "quantity" && !row["total"].is_empty());
    let mut given_away = Vec::new();
    for row in shown {
        let is_in = |pair: &&BTreeMap<String, String>| match row["grouping"].as_str() {
            "all" => true,
            column => pair.get(column) == Some(&row["group"]),
        };
        let adds = |pair: &&BTreeMap<String, String>| {
            let value = pair[&row["measure"]].parse::<f64>();
            value.is_ok_and(|value| value != 0.0)
        };
        let adding = pairs.iter().filter(is_in).filter(adds).count();
        if (1..K).contains(&adding) {
            given_away.push(format!("{adding} pairs add to {row:?}"));
        }
    }
    given_away
}

/// Answers of mentors and mentees of few pairs.
fn attack_agreement(reports: &Reports) -> Vec<String> {
    let page = reports.text("share/comparison.md").replace('\u{a0}', " ");
    let table = rows(&page, "| Group | Pairs in which both answered |");
    let mut given_away = Vec::new();
    for row in table.iter().skip(1) {
        let pairs = shown(&row[1]);
        for cell in [&row[2], &row[4]] {
            let share = cell
                .split(" %")
                .next()
                .and_then(|share| share.parse::<f64>().ok());
            if let (Some(pairs), Some(share)) = (pairs, share) {
                let counted = (pairs * share / 100.0).round();
                let few = |count: f64| count > 0.0 && count < K as f64;
                if few(counted) || few(pairs - counted) {
                    given_away.push(format!("{counted} of {pairs}: {row:?}"));
                }
            }
        }
    }
    given_away
}

/// Forty pairs without stages or goals, of whom one met once only and four ended as planned.
fn meetings_only() -> (Workspace, Reports) {
    let mut pairs = String::from("pair_id,mentor,mentee,started_on,closed_on,closure_reason\n");
    let mut sessions = String::from("pair_id,date,status\n");
    for number in 10..50 {
        let closed = if number < 14 {
            "2026-06-30,completed"
        } else {
            ","
        };
        pairs.push_str(&format!(
            "P{number},Mentor {number},Mentee {number},2026-01-05,{closed}\n"
        ));
        let last = if number == 20 { 2 } else { 4 };
        for month in 2..=last {
            sessions.push_str(&format!("P{number},2026-0{month}-10,held\n"));
        }
    }
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-09-30"]);
    (workspace, reports)
}

#[test]
fn the_funnel_shows_nothing_that_the_ladder_hides() {
    let (_folder, reports) = meetings_only();
    let page = reports.text(PAGE);
    let funnel = rows(&page, "| Step | Reached |");
    assert_eq!(funnel.len(), 5, "{funnel:?}");
    assert_eq!(funnel[2][..2], ["Met", "40"]);
    assert_eq!(shown(&funnel[3][1]), None);
    // As the states of a whole programme have it.
    assert_eq!(shown(&funnel[4][1]), Some(4.0));
    assert!(page.contains("| Completed | 4 |"), "{page}");
    assert!(!page.contains("have met again"), "the headline says it");
    let given_away = attack_path(&reports);
    assert!(given_away.is_empty(), "{given_away:?}");
    // Inside, everything is said.
    let inside = reports
        .text("internal/effectiveness.html")
        .replace('\u{a0}', " ");
    assert!(inside.contains("98 % have met again"));
}

/// Cohorts in which few pairs have goals that were partly attained or dropped, each in other pairs.
fn goals_of_few() -> (Workspace, Reports) {
    let mut pairs = String::from("pair_id,mentor,mentee,cohort,started_on\n");
    let mut goals = String::from("pair_id,goal,text,set_on,status\n");
    let mut sessions = String::from("pair_id,date,status\n");
    for (cohort, partly, dropped) in [("A", 2, 1), ("B", 9, 2), ("C", 3, 9)] {
        for number in 0..24 {
            let id = format!("{cohort}{number:02}");
            pairs.push_str(&format!(
                "{id},Mentor {id},Mentee {id},{cohort},2026-01-05\n"
            ));
            sessions.push_str(&format!("{id},2026-02-10,held\n"));
            let second = match number {
                _ if number < partly => "partly",
                _ if number < partly + dropped => "dropped",
                _ if number < 18 => "not attained",
                _ => "in progress",
            };
            for (goal, status) in [(1, "attained"), (2, second)] {
                goals.push_str(&format!(
                    "{id},{goal},Goal {goal} of {id},2026-02-10,{status}\n"
                ));
            }
        }
    }
    let files = [
        ("pairs.csv", pairs),
        ("goals.csv", goals),
        ("sessions.csv", sessions),
    ];
    let workspace = Workspace::new(&files);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    (workspace, reports)
}

#[test]
fn outcomes_of_few_pairs_do_not_follow_from_their_pool_or_from_figures_of_goals() {
    let (_folder, reports) = goals_of_few();
    let given_away = attack_goals(&reports);
    assert!(given_away.is_empty(), "{given_away:?}");
    let page = reports.text(PAGE);
    let table = rows(&page, "| Group | Goals | ");
    assert!(table.len() > 2, "a picture is drawn: {table:?}");
    // Of cohort A, three pairs have goals partly attained or dropped: others join them.
    let pool = table[0]
        .iter()
        .position(|title| title == "Others, not shown apart");
    let of_a = table.iter().find(|row| row[0] == "A").unwrap();
    assert!(
        shown(&of_a[pool.unwrap()]).is_none_or(|pool| pool > 5.0),
        "{of_a:?}"
    );
    let all = table.iter().find(|row| row[0] == "All pairs").unwrap();
    assert!(
        all.iter().skip(1).all(|cell| shown(cell).is_some()),
        "{all:?}"
    );
}

/// Goals of which few outcomes are known, and few of them are partly attained.
fn goals_in_progress() -> (Workspace, Reports) {
    let mut pairs = String::from("pair_id,mentor,mentee,started_on\n");
    let mut goals = String::from("pair_id,goal,text,set_on,status\n");
    for pair in 0..24 {
        pairs.push_str(&format!("P{pair},Mentor {pair},Mentee {pair},2026-01-05\n"));
        let first = if pair < 12 {
            "attained"
        } else {
            "not attained"
        };
        let second = if pair < 3 { "partly" } else { "in progress" };
        for (goal, status) in [(1, first), (2, second), (3, "in progress")] {
            let text = format!("Goal {goal} of {pair}");
            goals.push_str(&format!("P{pair},{goal},{text},2026-01-10,{status}\n"));
        }
    }
    let settings = "headline = [\"goals_attained\"]\n[targets]\ngoals_attained = 0.6\n";
    let files = [
        ("pairs.csv", pairs),
        ("goals.csv", goals),
        ("mentorstat.toml", settings.into()),
    ];
    let workspace = Workspace::new(&files);
    let reports = workspace.reported(&["--as-of", "2026-03-31"]);
    (workspace, reports)
}

#[test]
fn no_share_of_goals_stands_where_its_bounds_are_hidden() {
    let (_folder, reports) = goals_in_progress();
    let said = |name: &str| {
        let page = reports.prose(name);
        let share = ["44 %", "12 of 27 goals"]
            .iter()
            .any(|share| page.contains(share));
        (page.contains("Goals attained (bounds)"), share, page)
    };
    let (has_bounds, has_share, page) = said("share/effectiveness.html");
    assert!(has_bounds && !has_share, "{page}");
    assert!(page.contains("its bounds would tell of too few pairs"));
    assert!(page.contains("are hidden: they would tell of too few pairs"));
    assert!(!page.contains("bounds stand in its place"));
    // Inside, the bounds stand in both places.
    let (has_bounds, has_share, page) = said("internal/effectiveness.html");
    assert!(has_bounds && !has_share, "{page}");
    assert!(page.matches("17–79 %").count() >= 2, "{page}");
}
