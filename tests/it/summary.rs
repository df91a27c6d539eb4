//! A whole programme summed up: the same whatever the order of rows and the number of partitions.

use mentorstat::config::Config;
use mentorstat::ingest::{Unwatched, read};
use mentorstat::measures::Registry;
use mentorstat::simulate::{SimulationPlan, write_tidy};
use mentorstat::summary::{
    Summarised, summarise, write_goals, write_measures, write_pairs, write_periods, write_support,
};
use std::path::Path;

fn summed_up(folder: &Path, config: &Config) -> Summarised {
    let read = read(&[folder.to_owned()], config, &Unwatched).unwrap();
    let registry = Registry::new(&read.programme.stage_model, &config.rules);
    summarise(&read.programme, config, &registry).unwrap()
}

#[test]
fn look() {
    let folder = tempfile::tempdir().unwrap();
    let plan = SimulationPlan::default();
    write_tidy(&plan, folder.path()).unwrap();
    let config = Config::default();
    let start = std::time::Instant::now();
    let summed = summed_up(folder.path(), &config);
    eprintln!("took {:?}", start.elapsed());
    let out = Path::new("/tmp/summary-look");
    std::fs::create_dir_all(out).unwrap();
    let file = |name: &str| std::fs::File::create(out.join(name)).unwrap();
    write_pairs(&summed.pairs, file("pairs.csv")).unwrap();
    write_goals(&summed.goals, file("goals.csv")).unwrap();
    write_support(&summed.support, file("support.csv")).unwrap();
    write_measures(&summed.summary, file("measures.csv")).unwrap();
    write_periods(&summed.summary, file("periods.csv")).unwrap();
    serde_json::to_writer_pretty(file("summary.json"), &summed.summary).unwrap();
    std::fs::remove_dir_all("/tmp/summary-look-in").ok();
    std::fs::rename(folder.path(), "/tmp/summary-look-in").ok();
}
