//! Samples that the tests of this module share.

use super::{Outcome, Subject};

/// Independent subjects of (time, cause); cause 0 is censored, 2 competing.
pub fn subjects(exits: &[(f64, u8)]) -> Vec<Subject> {
    let subject = |(cluster, &(time, cause)): (u32, &(f64, u8))| Subject {
        time,
        outcome: match cause {
            0 => Outcome::Censored,
            1 => Outcome::Reached,
            _ => Outcome::Competing,
        },
        cluster,
    };
    (0..).zip(exits).map(subject).collect()
}

fn with_censored(events: &[f64], censored: &[f64]) -> Vec<Subject> {
    let events = events.iter().map(|time| (*time, 1));
    let exits: Vec<(f64, u8)> = events
        .chain(censored.iter().map(|time| (*time, 0)))
        .collect();
    subjects(&exits)
}

/// Weeks of remission under 6-MP (Freireich et al. 1963).
pub fn six_mp() -> Vec<Subject> {
    with_censored(
        &[6.0, 6.0, 6.0, 7.0, 10.0, 13.0, 16.0, 22.0, 23.0],
        &[
            6.0, 9.0, 10.0, 11.0, 17.0, 19.0, 20.0, 25.0, 32.0, 32.0, 34.0, 35.0,
        ],
    )
}

/// Weeks of remission under placebo.
pub fn placebo() -> Vec<Subject> {
    let weeks = [
        1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0, 5.0, 5.0, 8.0, 8.0, 8.0, 8.0, 11.0, 11.0, 12.0, 12.0,
        15.0, 17.0, 22.0, 23.0,
    ];
    with_censored(&weeks, &[])
}

/// Twelve subjects with two causes.
pub fn competing() -> Vec<Subject> {
    subjects(&[
        (1.0, 1),
        (2.0, 2),
        (3.0, 1),
        (3.0, 2),
        (4.0, 0),
        (5.0, 1),
        (6.0, 0),
        (6.0, 1),
        (7.0, 2),
        (8.0, 1),
        (9.0, 0),
        (10.0, 0),
    ])
}
