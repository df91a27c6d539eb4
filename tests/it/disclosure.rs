//! An attack on what is shared: everything that sums and differences of published figures give away.
//!
//! The attacker has all tables of `share/` and solves for the cells that are hidden. A cell is
//! given away if it follows alone, and a few pairs are if the sum of several follows and is small.

use crate::support::{Reports, Table, Workspace, run};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs below which nothing may follow.
const K: f64 = 5.0;

/// Linear equations over hidden cells.
#[derive(Default)]
struct Equations {
    places: BTreeMap<String, usize>,
    rows: Vec<(BTreeMap<usize, f64>, f64)>,
}

impl Equations {
    /// The sum of these hidden cells is known.
    fn sum(&mut self, cells: impl IntoIterator<Item = String>, value: f64) {
        let mut row = BTreeMap::new();
        for cell in cells {
            let next = self.places.len();
            row.insert(*self.places.entry(cell).or_insert(next), 1.0);
        }
        if !row.is_empty() {
            self.rows.push((row, value));
        }
    }

    /// What follows, by elimination: sums of hidden cells with their values, each as small as the
    /// equations make it.
    fn solved(mut self) -> Vec<(Vec<String>, f64)> {
        let names: BTreeMap<usize, String> = self
            .places
            .iter()
            .map(|(name, place)| (*place, name.clone()))
            .collect();
        let mut done: Vec<(BTreeMap<usize, f64>, f64)> = Vec::new();
        while let Some(mut row) = self.rows.pop() {
            for (pivot, other) in done.iter().map(|other| (first(&other.0), other)) {
                eliminate(&mut row, other, pivot);
            }
            if row.0.is_empty() {
                continue;
            }
            let pivot = first(&row.0);
            let scale = row.0[&pivot];
            row.0.values_mut().for_each(|factor| *factor /= scale);
            row.1 /= scale;
            for other in &mut done {
                eliminate(other, &row, pivot);
            }
            done.push(row);
        }
        let positive = done
            .into_iter()
            .filter(|row| row.0.values().all(|factor| *factor > 0.0));
        positive
            .map(|(row, value)| {
                (
                    row.keys().map(|place| names[place].clone()).collect(),
                    value,
                )
            })
            .collect()
    }
}

fn first(row: &BTreeMap<usize, f64>) -> usize {
    *row.keys().next().unwrap()
}

fn eliminate(
    row: &mut (BTreeMap<usize, f64>, f64),
    by: &(BTreeMap<usize, f64>, f64),
    pivot: usize,
) {
    let Some(factor) = row.0.get(&pivot).copied() else {
        return;
    };
    for (place, other) in &by.0 {
        *row.0.entry(*place).or_default() -= factor * other;
    }
    row.0.retain(|_, factor| factor.abs() > 1e-9);
    row.1 -= factor * by.1;
}

#[test]
fn equations_give_what_they_determine() {
    let mut equations = Equations::default();
    let cells = |names: &str| names.split(' ').map(str::to_owned).collect::<Vec<_>>();
    equations.sum(cells("a b c"), 9.0);
    equations.sum(cells("a b"), 5.0);
    let solved = equations.solved();
    assert!(solved.contains(&(cells("c"), 4.0)), "{solved:?}");
}

/// The tables that an attacker has.
struct Published {
    measures: Table,
    comparisons: Table,
    curves: Table,
    transitions: Table,
    periods: Table,
}

impl Published {
    fn of(reports: &Reports, folder: &str) -> Self {
        let table = |name: &str| reports.table(&format!("{folder}/tables/{name}.csv"));
        Self {
            measures: table("measures"),
            comparisons: table("comparisons"),
            curves: table("curves"),
            transitions: table("transitions"),
            periods: table("periods"),
        }
    }
}

fn number(row: &BTreeMap<String, String>, column: &str) -> Option<f64> {
    row[column].parse().ok()
}

/// Flags and events count pairs: what is counted, and what is not, must not be few either.
fn counts_pairs(row: &BTreeMap<String, String>) -> bool {
    row["kind"] == "flag" || row["kind"] == "event" && row["horizon"].parse::<u32>().is_ok()
}

type Key = (String, String, String);

fn key(row: &BTreeMap<String, String>) -> Key {
    (
        row["grouping"].clone(),
        row["measure"].clone(),
        row["horizon"].clone(),
    )
}

/// n, numerator and what is left of each group by figure; `None` where hidden.
type Cells = BTreeMap<Key, BTreeMap<String, Option<[f64; 3]>>>;

fn cells(measures: &Table) -> Cells {
    let mut cells = Cells::new();
    for row in &measures.0 {
        let n = number(row, "n");
        let num = number(row, "numerator").filter(|_| counts_pairs(row));
        let known = n.map(|n| match num {
            Some(num) => [n, num, n - num],
            None => [n, f64::NAN, f64::NAN],
        });
        cells
            .entry(key(row))
            .or_default()
            .insert(row["group"].clone(), known);
    }
    cells
}

/// What follows from `measures.csv` and the sums in `comparisons.csv`.
fn attack_figures(published: &Published) -> Vec<String> {
    let cells = cells(&published.measures);
    let mut given_away = Vec::new();
    for (of, groups) in cells.iter().filter(|(of, _)| of.0 != "all") {
        let total = cells[&("all".to_owned(), of.1.clone(), of.2.clone())]["all"];
        for part in 0..3 {
            let mut equations = Equations::default();
            let hidden = |among: &dyn Fn(&str) -> bool| -> Vec<String> {
                let hidden = groups
                    .iter()
                    .filter(|(name, known)| among(name) && known.is_none());
                hidden.map(|(name, _)| name.clone()).collect()
            };
            let shown = |among: &dyn Fn(&str) -> bool| -> f64 {
                let known = groups.iter().filter(|(name, _)| among(name));
                known
                    .filter_map(|(_, known)| Some(known.as_ref()?[part]))
                    .sum()
            };
            if let Some(total) = total.filter(|total| !total[part].is_nan()) {
                equations.sum(hidden(&|_| true), total[part] - shown(&|_| true));
            }
            for named in sums_of_named(published, of, part) {
                let is_named = |name: &str| name != "(not recorded)";
                equations.sum(hidden(&is_named), named - shown(&is_named));
            }
            for (cells, value) in equations.solved() {
                let few = 1e-6 < value && value < K - 1e-6;
                if few || (cells.len() == 1 && value > 1e-6) {
                    given_away.push(format!("{of:?}, part {part}: {cells:?} = {value}"));
                }
            }
        }
    }
    given_away
}

/// Hidden groups of which all or none count, since nothing is left of the total; a total of none or
/// all says the same of every group.
fn attack_uniform(published: &Published) -> Vec<String> {
    let cells = cells(&published.measures);
    let mut given_away = Vec::new();
    for (of, groups) in cells.iter().filter(|(of, _)| of.0 != "all") {
        let Some(total) = cells[&("all".to_owned(), of.1.clone(), of.2.clone())]["all"] else {
            continue;
        };
        let hidden: Vec<&String> = groups
            .iter()
            .filter_map(|(name, known)| known.is_none().then_some(name))
            .collect();
        let left = |part: usize| {
            let shown = groups.values().flatten().map(|known| known[part]);
            total[part] - shown.sum::<f64>()
        };
        let is_told = |part: usize| left(part).abs() < 1e-6;
        if !hidden.is_empty() && total[1].min(total[2]) > 0.5 && (is_told(1) || is_told(2)) {
            given_away.push(format!("{of:?}: {hidden:?} are all alike"));
        }
    }
    given_away
}

/// Figures of flags and events that are shown though few pairs are on one side of them; medians and
/// restricted means of events say how many had reached it, too.
fn attack_shown(published: &Published) -> Vec<String> {
    let few = |count: f64| 0.0 < count && count < K;
    let counted = published.measures.0.iter().filter(|row| {
        let kind = row["kind"].as_str();
        kind == "flag" || kind == "event"
    });
    let given_away = counted.filter(|row| {
        let cell = number(row, "n").zip(number(row, "numerator"));
        cell.is_some_and(|(n, num)| few(num) || few(n - num))
    });
    given_away
        .map(|row| format!("{:?} {} is shown", key(row), row["group"]))
        .collect()
}

/// A group and the rest are all named groups together.
fn sums_of_named(published: &Published, of: &Key, part: usize) -> Vec<f64> {
    let rows = published.comparisons.0.iter().filter(|row| {
        key(row) == *of
            && row["group_b"] == "(rest)"
            && row["at_day"].is_empty()
            && row["adjusted_for"].is_empty()
    });
    let sum = |row: &BTreeMap<String, String>| {
        let [a, b] = ["_a", "_b"].map(|side| {
            let n = number(row, &format!("n{side}"))?;
            let num = number(row, &format!("estimate{side}"))? * n;
            Some([n, num, n - num][part])
        });
        Some(a? + b?)
    };
    // Products of rounded shares are counts of flags only.
    let is_flag =
        |row: &&BTreeMap<String, String>| part == 0 || row["measure"].starts_with("retained_");
    rows.filter(is_flag)
        .filter_map(|row| Some((sum(row)? * 1e4).round() / 1e4))
        .collect()
}

/// A figure and the age at which it is compared.
type Aged = (Key, String);

/// At equal age the sum of a comparison is that of all groups of that age.
fn attack_equal_age(published: &Published, truth: &Published) -> Vec<String> {
    let mut groups: BTreeMap<Aged, BTreeMap<String, (Option<f64>, f64)>> = BTreeMap::new();
    let mut totals: BTreeSet<Aged> = BTreeSet::new();
    let rows = published.comparisons.0.iter().zip(&truth.comparisons.0);
    for (row, true_row) in
        rows.filter(|(row, _)| !row["at_day"].is_empty() && row["adjusted_for"].is_empty())
    {
        let figure = (key(row), row["at_day"].clone());
        for (name, side) in [("group_a", "n_a"), ("group_b", "n_b")] {
            let cell = (number(row, side), number(true_row, side).unwrap());
            let known = groups.entry(figure.clone()).or_default();
            let cells = known.entry(row[name].clone()).or_insert(cell);
            cells.0 = cells.0.or(cell.0);
        }
        let both = number(row, "n_a").is_some() && number(row, "n_b").is_some();
        if both && row["group_b"] == "(rest)" {
            totals.insert(figure);
        }
    }
    let mut given_away = Vec::new();
    for (figure, cells) in &groups {
        let named: Vec<_> = cells.iter().filter(|(name, _)| *name != "(rest)").collect();
        let hidden: Vec<f64> = named
            .iter()
            .filter(|(_, cell)| cell.0.is_none())
            .map(|(_, cell)| cell.1)
            .collect();
        let few = hidden.iter().sum::<f64>() < K || hidden.len() == 1;
        if totals.contains(figure) && few && hidden.iter().sum::<f64>() > 0.0 {
            given_away.push(format!("{figure:?}: {hidden:?} from the rest"));
        }
    }
    given_away.extend(attack_young(published));
    given_away
}

/// A figure of all pairs less that of those old enough is that of the few who are too young; that of
/// the rest follows from the total and the group.
fn attack_young(published: &Published) -> Vec<String> {
    let all = cells(&published.measures);
    let mut given_away = Vec::new();
    for row in published
        .comparisons
        .0
        .iter()
        .filter(|row| !row["at_day"].is_empty())
    {
        let settled = row["measure"].starts_with("retained_") || !row["horizon"].is_empty();
        for (name, side) in [("group_a", "n_a"), ("group_b", "n_b")] {
            let of = key(row);
            let among = |grouping: &str, group: &str| -> Option<[f64; 3]> {
                let of = (grouping.to_owned(), of.1.clone(), of.2.clone());
                all.get(&of)?.get(group).copied().flatten()
            };
            let known = if row[name] == "(rest)" {
                let is_whole = !all[&of].contains_key("(not recorded)");
                let both = among("all", "all").zip(among(&of.0, &row["group_a"]));
                let both = both.filter(|_| is_whole);
                both.map(|(all, group)| [0, 1, 2].map(|part| all[part] - group[part]))
            } else {
                among(&of.0, &row[name])
            };
            let (Some(known), Some(old)) = (known, number(row, side)) else {
                continue;
            };
            let young = known[0] - old;
            if settled && 0.0 < young && young < K {
                given_away.push(format!("{:?} {}: {young} young pairs", key(row), row[name]));
            }
        }
    }
    given_away
}

/// Points of a curve by day: at risk, events.
type Course = BTreeMap<u32, (f64, f64)>;

fn courses(curves: &Table) -> BTreeMap<(String, String, String), BTreeMap<String, Course>> {
    let mut courses: BTreeMap<_, BTreeMap<String, Course>> = BTreeMap::new();
    for row in &curves.0 {
        let of = (
            row["grouping"].clone(),
            row["measure"].clone(),
            row["outcome"].clone(),
        );
        let course = courses
            .entry(of)
            .or_default()
            .entry(row["group"].clone())
            .or_default();
        let state = (
            number(row, "at_risk").unwrap(),
            number(row, "events").unwrap(),
        );
        course.insert(row["day"].parse().unwrap(), state);
    }
    courses
}

fn events_on(course: &Course, day: u32) -> Option<f64> {
    course.range(..=day).next_back().map(|(_, state)| state.1)
}

fn attack_curves(published: &Published, truth: &Published) -> Vec<String> {
    let (shown, true_courses) = (courses(&published.curves), courses(&truth.curves));
    let mut given_away = Vec::new();
    for (of, groups) in &true_courses {
        let all = shown.get(&("all".to_owned(), of.1.clone(), of.2.clone()));
        let Some(all) = all.and_then(|all| all.get("all")).filter(|_| of.0 != "all") else {
            continue;
        };
        let published = shown.get(of).cloned().unwrap_or_default();
        for (day, (_, events)) in all {
            // Inside its first and last published day the course of a group is known.
            let known = |name: &String| {
                let course = published.get(name)?;
                let inside = course.keys().next()? <= day && day <= course.keys().next_back()?;
                events_on(course, *day).filter(|_| inside)
            };
            let hidden: Vec<&String> = groups.keys().filter(|name| known(name).is_none()).collect();
            let derived = events - groups.keys().filter_map(known).sum::<f64>();
            let pairs: f64 = hidden
                .iter()
                .map(|name| groups[*name].values().next().unwrap().0)
                .sum();
            let rest = pairs - derived;
            let few = |count: f64| 0.0 < count && count < K;
            let counts_pairs = of.2 != "mean_count";
            if few(derived) || (counts_pairs && !hidden.is_empty() && few(rest)) {
                given_away.push(format!(
                    "{of:?} on day {day}: {hidden:?} have {derived} of {pairs}"
                ));
            }
        }
    }
    for (of, groups) in &shown {
        for (group, course) in groups {
            for (day, (at_risk, events)) in course {
                if *at_risk < K || (0.0 < *events && *events < K) {
                    given_away.push(format!(
                        "{of:?} {group} on day {day}: {events} of {at_risk}"
                    ));
                }
            }
        }
    }
    given_away
}

/// What is known of a count that is hidden: that it is between two numbers.
type Bounds = BTreeMap<(String, usize), (f64, f64)>;

/// Who has reached an event by one day has reached it by all later ones: so a hidden count is between
/// those of the days around it, and between what the other groups leave of the total. If that leaves
/// one number only, and a few pairs are on one side of it, it is given away.
fn attack_horizons(published: &Published) -> Vec<String> {
    const DAYS: [&str; 4] = ["30", "90", "180", "365"];
    let cells = cells(&published.measures);
    let mut given_away = Vec::new();
    let figures = cells.keys().filter(|of| of.0 != "all" && of.2 == DAYS[0]);
    for (grouping, measure, _) in figures {
        let at = |grouping: &str, day: usize| {
            &cells[&(grouping.to_owned(), measure.clone(), DAYS[day].to_owned())]
        };
        let total = |day: usize| at("all", day)["all"].map(|of| of[1]);
        let names: Vec<&String> = at(grouping, 0).keys().collect();
        let size = |name: &str| {
            let known = (0..DAYS.len()).find_map(|day| at(grouping, day)[name]);
            known.map_or(f64::INFINITY, |of| of[0])
        };
        let mut bounds = Bounds::new();
        for name in &names {
            for day in 0..DAYS.len() {
                let known = at(grouping, day)[*name].map(|of| (of[1], of[1]));
                let known = known.filter(|of| !of.0.is_nan());
                bounds.insert(((*name).clone(), day), known.unwrap_or((0.0, size(name))));
            }
        }
        tighten(&mut bounds, &names, &total);
        for ((name, day), (low, high)) in &bounds {
            let is_hidden = at(grouping, *day)[name].is_none();
            let is_known = high - low < 0.5 && size(name).is_finite();
            let sides = [*low, size(name) - low];
            let few = sides.iter().any(|pairs| 0.0 < *pairs && *pairs < K);
            // Of nobody at all, everybody knows it.
            let nobody = total(*day).is_some_and(|total| total < 0.5);
            if is_hidden && is_known && few && !nobody {
                let day = DAYS[*day];
                given_away.push(format!("{grouping} {name}, {measure} by {day}: {low}"));
            }
        }
    }
    given_away
}

fn tighten(bounds: &mut Bounds, names: &[&String], total: &dyn Fn(usize) -> Option<f64>) {
    let days = bounds
        .keys()
        .map(|of| of.1)
        .max()
        .map_or(0, |last| last + 1);
    for _ in 0..20 {
        for name in names {
            for day in 1..days {
                let before = bounds[&((*name).clone(), day - 1)];
                let after = bounds[&((*name).clone(), day)];
                let (low, high) = (before.0.max(after.0), before.1.min(after.1));
                bounds.insert(((*name).clone(), day - 1), (before.0, high));
                bounds.insert(((*name).clone(), day), (low, after.1));
            }
        }
        for (day, total) in (0..days).filter_map(|day| Some((day, total(day)?))) {
            for name in names {
                let others = names.iter().filter(|other| other != &name);
                let others: Vec<_> = others
                    .map(|other| bounds[&((*other).clone(), day)])
                    .collect();
                let least: f64 = others.iter().map(|of| of.0).sum();
                let most: f64 = others.iter().map(|of| of.1).sum();
                let (low, high) = bounds[&((*name).clone(), day)];
                let found = (low.max(total - most), high.min(total - least));
                bounds.insert(((*name).clone(), day), found);
            }
        }
    }
}

fn attack_transitions(published: &Published, truth: &Published) -> Vec<String> {
    let mut given_away = Vec::new();
    let groupings: BTreeSet<&str> = truth.transitions.column("grouping").into_iter().collect();
    let rows = |table: &Table| -> BTreeMap<[String; 4], Option<f64>> {
        let of = |row: &BTreeMap<String, String>| {
            ["grouping", "group", "from", "to"].map(|name| row[name].clone())
        };
        table
            .0
            .iter()
            .map(|row| (of(row), number(row, "pairs")))
            .collect()
    };
    let (shown, true_rows) = (rows(&published.transitions), rows(&truth.transitions));
    for (of, total) in shown.iter().filter(|(of, _)| of[0] == "all") {
        let Some(total) = total else { continue };
        for grouping in groupings.iter().filter(|grouping| **grouping != "all") {
            let same = |other: &&[String; 4]| other[0] == **grouping && other[2..] == of[2..];
            let groups: Vec<_> = true_rows.keys().filter(same).collect();
            let known = |group: &[String; 4]| shown.get(group).copied().flatten();
            let hidden: Vec<f64> = groups
                .iter()
                .filter(|group| known(group).is_none())
                .map(|group| true_rows[*group].unwrap())
                .collect();
            let derived = total - groups.iter().filter_map(|group| known(group)).sum::<f64>();
            let alone = hidden.len() == 1;
            if !hidden.is_empty() && (alone || (0.0 < derived && derived < K)) {
                given_away.push(format!("{of:?} by {grouping}: {hidden:?}"));
            }
        }
    }
    given_away
}

/// Hidden periods that follow from all others and the figure since the start.
fn attack_periods(published: &Published, truth: &Published) -> Vec<String> {
    let since_start = |of: &Published, measure: &str| {
        let rows = of.measures.0.iter();
        let mut rows = rows.filter(|row| row["grouping"] == "all" && row["horizon"].is_empty());
        let row = rows.find(|row| row["measure"] == measure)?;
        number(row, "numerator").or_else(|| number(row, "total"))
    };
    let counted = |of: &Published, measure: &str| {
        let rows = of.periods.0.iter();
        let rows = rows.filter(|row| row["measure"] == measure);
        let counted = rows.map(|row| number(row, "numerator"));
        counted.collect::<Vec<_>>()
    };
    let measures: BTreeSet<&str> = truth.periods.column("measure").into_iter().collect();
    let is_told = |measure: &&&str| {
        let all = counted(truth, measure);
        let is_sum = since_start(truth, measure)
            .is_some_and(|total| (total - all.iter().flatten().sum::<f64>()).abs() < 1e-6);
        let told = counted(published, measure).into_iter().zip(all);
        let hidden =
            told.filter(|(told, truth)| told.is_none() && truth.is_some_and(|of| of > 0.0));
        is_sum && since_start(published, measure).is_some() && hidden.count() == 1
    };
    let told = measures.iter().filter(is_told);
    told.map(|measure| format!("a period of {measure}"))
        .collect()
}

/// Standardised differences beside hidden cells of their row, of which they are made.
fn attack_composition(comparison: &str) -> Vec<String> {
    let rows = comparison.lines().filter(|line| line.starts_with("| "));
    let is_hidden = |cell: &str| cell.contains("&lt; ") || cell.contains("hidden");
    // A count, its share, and the difference.
    let has_difference = |cell: &str| cell.contains("\u{a0}%, ");
    let is_told = |row: &&str| row.split('|').any(is_hidden) && row.split('|').any(has_difference);
    rows.filter(is_told).map(str::to_owned).collect()
}

fn attack(published: &Published, truth: &Published) -> Vec<String> {
    [
        attack_periods(published, truth),
        attack_figures(published),
        attack_shown(published),
        attack_uniform(published),
        attack_horizons(published),
        attack_equal_age(published, truth),
        attack_curves(published, truth),
        attack_transitions(published, truth),
    ]
    .concat()
}

/// The sample by two columns, with the folder that it lives in.
fn sampled() -> (Workspace, Reports) {
    let sample = Workspace::empty();
    let out = sample.outputs();
    let arguments = [
        "report",
        "sample_data",
        "--quiet",
        "--by",
        "cohort",
        "--by",
        "site",
        "--out",
    ];
    let mut arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    arguments.push(out.as_ref());
    run(&arguments).says(0, &[]);
    (sample, Reports::in_folder(&out))
}

/// A programme with groups of many sizes, with the folder that it lives in.
fn simulated() -> (Workspace, Reports) {
    let simulated = Workspace::empty();
    let made = [
        "simulate", "--pairs", "70", "--seed", "4", "--out", "in/made",
    ];
    simulated.run(&made).says(0, &[]);
    let by = [
        "--by",
        "cohort",
        "--by",
        "site",
        "--by",
        "mentoring_type",
        "--adjust",
        "site",
    ];
    let reports = simulated.reported(&by);
    (simulated, reports)
}

/// A programme that has ended, whose goals are all settled, in cohorts of many sizes: of one almost
/// all goals were attained.
fn ended() -> (Workspace, Reports) {
    let mut pairs = String::from("pair_id,mentor,mentee,cohort,started_on,closed_on\n");
    let mut goals = String::from("pair_id,goal,text,set_on,status\n");
    let mut sessions = String::from("pair_id,date,status\n");
    for (cohort, size, missed) in [
        ("A", 3, 1),
        ("B", 9, 1),
        ("C", 10, 6),
        ("D", 11, 5),
        ("E", 40, 14),
    ] {
        for number in 0..size {
            let id = format!("{cohort}{number:02}");
            let mentor = number / 2;
            pairs.push_str(&format!(
                "{id},Mentor {cohort}{mentor},Mentee {id},{cohort},2025-01-06,2025-11-28\n"
            ));
            for month in 2..=3 + number % 7 {
                sessions.push_str(&format!("{id},2025-0{month}-10,held\n"));
            }
            for goal in 1..=2 {
                let was_missed = number < missed && goal == 1;
                let status = if was_missed {
                    "not attained"
                } else {
                    "attained"
                };
                goals.push_str(&format!(
                    "{id},{goal},Goal {goal} of {id},2025-02-10,{status}\n"
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

/// Attained goals of a group of which the number is hidden, where every goal that was attained is
/// settled, so that the same number stands beside another figure.
fn attack_twins(published: &Published, truth: &Published) -> Vec<String> {
    let of = |table: &Published, measure: &str| {
        let rows = table.measures.0.iter();
        let rows = rows.filter(|row| row["measure"] == measure);
        let cell = |row: &BTreeMap<String, String>| {
            let group = (row["grouping"].clone(), row["group"].clone());
            (group, number(row, "numerator"))
        };
        rows.map(cell).collect::<BTreeMap<_, _>>()
    };
    let [settled, known] = ["goals_attained_settled", "goals_attained"];
    let truths = of(truth, settled).into_iter().zip(of(truth, known));
    let alike = truths
        .filter(|(one, other)| one == other)
        .map(|(one, _)| one.0);
    let (settled, known) = (of(published, settled), of(published, known));
    alike
        .filter(|group| settled[group].is_some() != known[group].is_some())
        .map(|group| format!("{group:?}: goals attained"))
        .collect()
}

#[test]
fn no_hidden_figure_follows_from_all_that_is_shared() {
    for (_folder, reports) in [sampled(), simulated(), ended()] {
        let (shared, internal) = (
            Published::of(&reports, "share"),
            Published::of(&reports, "internal"),
        );
        let hidden = shared
            .measures
            .column("n")
            .iter()
            .filter(|n| n.is_empty())
            .count();
        assert!(hidden > 0, "nothing is hidden, so nothing is tested");
        let mut given_away = attack(&shared, &internal);
        given_away.extend(attack_twins(&shared, &internal));
        given_away.extend(crate::derivable::attack(&reports));
        given_away.extend(attack_composition(&reports.text("share/comparison.md")));
        assert!(
            given_away.is_empty(),
            "{} given away:\n{}",
            given_away.len(),
            given_away.join("\n")
        );
    }
}

#[test]
fn of_a_programme_that_has_ended_nothing_is_said_to_be_open_or_hidden_that_is_not() {
    let (_folder, reports) = ended();
    let page = reports
        .prose("share/effectiveness.html")
        .replace('\u{a0}', " ");
    assert!(page.contains("No pair is open"), "{page}");
    assert!(!page.contains("No open pair has stalled"), "{page}");
    assert!(page.contains("The cohorts shown lie between"), "{page}");
    let page = reports.prose("internal/effectiveness.html");
    assert!(page.contains("Cohorts lie between"), "{page}");
}

#[test]
fn none_and_all_of_a_small_group_are_said_as_any_other_count() {
    let (_folder, reports) = simulated();
    let shared = reports.table("share/tables/measures.csv");
    let internal = reports.table("internal/tables/measures.csv");
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (row, truth) in shared.0.iter().zip(&internal.0) {
        let small = number(truth, "n").filter(|n| (K..2.0 * K).contains(n));
        let Some((n, num)) = small.zip(number(truth, "numerator")) else {
            continue;
        };
        let is_mixed = num > 0.0 && num < n;
        if counts_pairs(row) && !row["not_available"].contains("derived") {
            let kind = if is_mixed { "mixed" } else { "uniform" };
            let words = said.entry(kind.to_owned()).or_default();
            words.insert(row["not_available"].clone());
        }
    }
    assert_eq!(said["mixed"].len(), 1, "{said:?}");
    assert_eq!(said["mixed"], said["uniform"]);
}

#[test]
fn the_attack_succeeds_where_only_small_cells_are_hidden() {
    let (_folder, reports) = sampled();
    let mut naive = Published::of(&reports, "internal");
    let small = |row: &BTreeMap<String, String>| {
        row["grouping"] != "all" && number(row, "n").is_some_and(|n| 0.0 < n && n < K)
    };
    for row in naive.measures.0.iter_mut().filter(|row| small(row)) {
        row.insert("n".into(), String::new());
    }
    assert!(!attack_figures(&naive).is_empty());
    assert!(!attack_shown(&naive).is_empty());
    let internal = Published::of(&reports, "internal");
    assert!(!attack_curves(&internal, &internal).is_empty());
}

/// A region of which one place has three pairs, beside another region with large places: the region less
/// its large place would be the small one.
fn nested() -> (Workspace, Reports) {
    let mut pairs = String::from("pair_id,mentor,mentee,zone,place,wing,started_on\n");
    let mut sessions = String::from("pair_id,date,status\n");
    for (region, place, size) in [
        ("North", "Alder", 20),
        ("North", "Birch", 3),
        ("South", "Cedar", 15),
        ("South", "Dogwood", 18),
    ] {
        for number in 0..size {
            let id = format!("{place}{number}");
            // A wing of three pairs in places of both regions.
            let wing = if number == 0 && place != "Birch" {
                "East"
            } else {
                "West"
            };
            pairs.push_str(&format!(
                "{id},Mentor {id},Mentee {id},{region},{place},{wing},2026-01-15\n"
            ));
            for month in 2..=3 + number % 4 {
                sessions.push_str(&format!("{id},2026-0{month}-01,held\n"));
            }
        }
    }
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let by = ["--by", "zone", "--by", "place", "--as-of", "2026-09-30"];
    let reports = workspace.reported(&by);
    (workspace, reports)
}

#[test]
fn places_are_not_shared_beside_the_regions_that_they_make_up() {
    let (_folder, reports) = nested();
    let groupings = |name: &str| -> BTreeSet<String> {
        let table = reports.table(name);
        let groupings = table.column("grouping").into_iter();
        groupings.map(str::to_owned).collect()
    };
    for table in ["measures", "comparisons", "curves"] {
        let shared = groupings(&format!("share/tables/{table}.csv"));
        assert!(
            shared.contains("zone") && !shared.contains("place"),
            "{table}"
        );
        let internal = groupings(&format!("internal/tables/{table}.csv"));
        assert!(internal.contains("place"), "{table}");
    }
    // What is shared of a column after the one left out has the names of its own groups.
    let measures = reports.table("share/tables/measures.csv");
    let is_group = |grouping: &str, group: &str| {
        let mut rows = measures.0.iter();
        rows.any(|row| row["grouping"] == grouping && row["group"] == group)
    };
    for row in reports.table("share/tables/comparisons.csv").0 {
        assert!(is_group(&row["grouping"], &row["group_a"]), "{row:?}");
    }
    for row in reports.table("share/tables/curves.csv").0 {
        assert!(is_group(&row["grouping"], &row["group"]), "{row:?}");
    }
    let said = "Groups by place are not shown: with those by zone beside them";
    assert!(reports.prose("share/comparison.html").contains(said));
    assert!(!reports.prose("internal/comparison.html").contains(said));
}

#[test]
fn a_table_of_two_columns_is_shared_once() {
    let (_folder, reports) = sampled();
    let text = reports.text("share/comparison.md");
    let is_of = |line: &&str| line.starts_with("### Cohort:") || line.starts_with("### Site:");
    let shared: Vec<&str> = text.lines().filter(is_of).collect();
    assert!(
        shared.len() == 1 && shared[0].starts_with("### Site:"),
        "{shared:?}"
    );
}
