use super::cells::Cells;
use super::*;
use crate::measures::{Outcome, Value};
use crate::summary::count::Count;
use crate::summary::estimates::since_start;
use crate::summary::figures::{MeasureSummary, Shown};
use crate::summary::samples::{measure, singles, table};

fn control() -> Control {
    Control { k: 5, hidden: 0 }
}

/// The figure of a flag that `yes` of `of` pairs have, each with a mentor of its own.
fn flag(yes: usize, of: usize) -> MeasureSummary {
    let met = measure("benchmark_met");
    let values = (0..of).map(|pair| Value::Flag(pair < yes));
    since_start(met, &singles(met, values).all()).remove(0)
}

fn shown(mut figure: MeasureSummary) -> Shown {
    control().protect_figure(&mut figure);
    figure.shown
}

#[test]
fn small_groups_and_small_cells_are_hidden() {
    for (yes, of, expected) in [
        (2, 4, Shown::TooFewPairs),
        (4, 20, Shown::SmallCell),
        (16, 20, Shown::SmallCell),
        (5, 20, Shown::Full),
        (15, 20, Shown::Full),
        (0, 20, Shown::Full),
        (20, 20, Shown::Full),
        (0, 9, Shown::FewerThan(5)),
        (4, 9, Shown::FewerThan(5)),
        (5, 9, Shown::MoreThan(4)),
        (9, 9, Shown::MoreThan(4)),
        (2, 5, Shown::FewerThan(5)),
        (3, 5, Shown::MoreThan(0)),
        (0, 0, Shown::Full),
    ] {
        assert_eq!(shown(flag(yes, of)), expected, "{yes} of {of}");
    }
}

#[test]
fn a_hidden_figure_holds_no_number() {
    let mut figure = flag(4, 20);
    let mut control = control();
    control.protect_figure(&mut figure);
    let estimate = &figure.estimate;
    assert_eq!(
        (estimate.value, estimate.lower, estimate.upper),
        (None, None, None)
    );
    assert_eq!((estimate.numerator, estimate.denominator), (None, None));
    assert_eq!((estimate.n, figure.contributing.pairs), (0, 0));
    assert_eq!((figure.contributing.counted, control.hidden), (None, 1));
    control.protect_figure(&mut figure);
    assert_eq!(control.hidden, 1);
}

#[test]
fn one_mentor_is_not_enough() {
    let held = measure("sessions_held");
    let pairs: Vec<_> = (0..8).map(|_| (1, "A", Value::Quantity(3.0))).collect();
    let mut figure = since_start(held, &table(held, &pairs).all()).remove(0);
    control().protect_figure(&mut figure);
    assert_eq!((figure.shown, figure.spread), (Shown::TooFewPairs, None));
}

#[test]
fn events_are_judged_by_those_that_reached_them() {
    let length = measure("match_length");
    let values = (0..20).map(|pair| Value::Event {
        days: if pair < 3 { 10 } else { 400 },
        outcome: Outcome::Reached,
    });
    let mut figures = since_start(length, &singles(length, values).all());
    let mut control = control();
    for figure in &mut figures {
        control.protect_figure(figure);
    }
    assert_eq!(figures[0].shown, Shown::SmallCell);
    assert_eq!(figures[4].shown, Shown::Full);
}

fn protected(counts: &[u64], kind: Cells) -> Vec<String> {
    let mut counts: Vec<Count> = counts.iter().map(|count| Count::of(*count)).collect();
    let of = counts.iter().filter_map(|count| count.exact()).sum();
    let mut cells: Vec<&mut Count> = counts.iter_mut().collect();
    control().protect_distribution(&mut cells, of, kind);
    counts.iter().map(Count::to_string).collect()
}

#[test]
fn a_lonely_hidden_cell_takes_the_next_smallest_with_it() {
    assert_eq!(
        protected(&[3, 40, 7, 0], Cells::Overlapping),
        ["< 5", "40", "hidden", "0"]
    );
    assert_eq!(
        protected(&[3, 40, 2, 9], Cells::Overlapping),
        ["< 5", "40", "< 5", "9"]
    );
    assert_eq!(protected(&[10, 40], Cells::Overlapping), ["10", "40"]);
}

#[test]
fn all_but_a_few_gives_the_few_away() {
    assert_eq!(protected(&[47, 3], Cells::Apart), ["hidden", "< 5"]);
    assert_eq!(protected(&[50, 0], Cells::Apart), ["50", "0"]);
}

#[test]
fn none_and_all_of_a_small_group_are_hidden_as_steps() {
    let steps = |of: u64, counts: &[u64]| {
        let mut counts: Vec<Count> = counts.iter().map(|count| Count::of(*count)).collect();
        let mut control = control();
        for count in &mut counts {
            control.protect_none_and_all(count, of);
        }
        counts.iter().map(Count::to_string).collect::<Vec<_>>()
    };
    assert_eq!(steps(9, &[9, 6, 0]), ["hidden", "6", "hidden"]);
    assert_eq!(steps(10, &[10, 6, 0]), ["10", "6", "0"]);
}

#[test]
fn shares_of_goals_are_not_bounded_by_pairs() {
    let of_goals = |counted, not_counted| {
        let on = crate::summary::figures::Contributing {
            pairs: 7,
            mentors: 7,
            counted: Some(counted),
            not_counted: Some(not_counted),
        };
        control().decide(on)
    };
    assert_eq!(
        of_goals(7, 2),
        Shown::SmallCell,
        "pairs with goals on both sides"
    );
    assert_eq!(of_goals(5, 2), Shown::MoreThan(2));
}
