//! How often intervals cover and tests reject when the truth is known.
//!
//! `cargo bench --bench coverage -- 10000` takes so many samples of each design, without a number 500;
//! `samples` or `programmes` after it takes one of the experiments. What came of it is in
//! `docs/coverage.md`. The experiments:
//!
//! * `samples`: units whose likeness within clusters is strong and known, drawn by a formula;
//! * `programmes`: whole programmes of `simulate`, written as files, read, measured, and held against
//!   what is true of forty thousand pairs made by the same plan.
//!
//! Each sample has a seed of its own, so the rates depend on their number only.

mod programmes;
mod rates;
mod samples;

use rates::Rates;
use rayon::prelude::*;

/// Samples of each design, if no number is given.
const FEW: u64 = 500;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let numbers = words.iter().filter_map(|word| word.parse().ok());
    let count: u64 = numbers.last().unwrap_or(FEW);
    let is_only = |one: &str| words.iter().any(|word| word == one);
    if !is_only("programmes") {
        for design in samples::DESIGNS {
            report(design.name, count, |seed| samples::replicate(&design, seed));
        }
    }
    if !is_only("samples") {
        let truth = programmes::Truth::of_many_pairs();
        report(programmes::NAME, count, |seed| truth.replicate(seed));
    }
}

fn report(name: &str, count: u64, replicate: impl Fn(u64) -> Rates + Send + Sync) {
    let rates = (1..=count).into_par_iter().map(replicate);
    let rates = rates.reduce(Rates::default, Rates::merged);
    println!("\n## {name}, {count} samples\n\n{rates}");
}
