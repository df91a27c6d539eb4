//! Timing of the stages.

fn main() {}
