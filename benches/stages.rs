//! Timing of the stages, each on the same synthetic programme.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mentorstat::config::Config;
use mentorstat::ingest::{self, Unwatched};
use mentorstat::pipeline::Reading;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Session rows of the programme that is read.
const ROWS: u32 = 200_000;

/// Session records ordered by date, with quoted notes that hold line ends, as exporters write
/// them.
fn sessions() -> String {
    let stages = ["Introduction", "Foundation", "Orientation", "Collaboration"];
    let notes = [
        "\"Time, and\nplanning\"",
        "Went well",
        "\"Needs \"\"quiet\"\" space\"",
        "",
    ];
    let mut text = String::from(
        "pair_id,date,status,minutes,stage,progress,issues,learnings,actions,next_meeting\n",
    );
    for row in 0..ROWS {
        let pair = row.wrapping_mul(2_654_435_761) % (ROWS / 20);
        let (year, month, day) = (2024 + row / (ROWS / 2), row / 7 % 12 + 1, row % 28 + 1);
        let stage = stages[(row / 5 % 4) as usize];
        let note = notes[(row % 4) as usize];
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "P-{pair:06},{year}-{month:02}-{day:02},held,{},{stage},{},{note},Plan ahead,Write CV,{year}-{month:02}-28",
            30 + row % 3 * 15,
            row % 101,
        );
    }
    text
}

fn write(folder: &Path) -> std::io::Result<PathBuf> {
    let path = folder.join("sessions.csv");
    std::fs::write(&path, sessions())?;
    Ok(path)
}

fn reading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write(folder.path()).expect("room for the file");
    let config = Config::default();
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    group.bench_function("ingest", |bencher| {
        bencher.iter(|| ingest::read(std::slice::from_ref(&path), &config, &Unwatched));
    });
    group.finish();
}

fn summing_up(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = write(folder.path()).expect("room for the file");
    let reading = Reading::of(&[path], Config::default(), &Unwatched).expect("a readable file");
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    group.bench_function("measure and summarise", |bencher| {
        bencher.iter(|| reading.summarise());
    });
    group.finish();
}

criterion_group!(stages, reading, summing_up);
criterion_main!(stages);
