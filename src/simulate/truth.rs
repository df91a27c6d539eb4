//! The truth table, kept in a folder of its own so that nobody takes it for an export.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::line::{TIDY, Table};
use super::records::PairTruth;

const COLUMNS: [&str; 17] = [
    "pair_id",
    "mentor_number",
    "behaviour",
    "never_starts",
    "ending",
    "stopped_on",
    "intended_gap_days",
    "attendance",
    "early_closure_per_month",
    "attainment",
    "mentor_effect",
    "quality",
    "meetings_held",
    "meetings_recorded",
    "goals_set",
    "goals_attained",
    "new_goals",
];

/// `truth/truth.csv` on its way to the disk.
pub(super) struct TruthFile {
    table: Table,
    path: PathBuf,
}

/// Where the truth about a programme stands that was written into a folder.
#[must_use]
pub fn truth_file(dir: &Path) -> PathBuf {
    dir.join("truth").join("truth.csv")
}

impl TruthFile {
    /// Begins the file in the folder `truth` of `dir`.
    pub(super) fn create(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir.join("truth"))?;
        let path = truth_file(dir);
        Ok(Self {
            table: Table::create(&path, TIDY, &COLUMNS)?,
            path,
        })
    }

    /// Adds what is true of these pairs.
    pub(super) fn write(&mut self, pairs: &[PairTruth]) -> io::Result<()> {
        pairs.iter().try_for_each(|pair| row(&mut self.table, pair))
    }

    /// Finishes the file and gives its path.
    pub(super) fn finish(self) -> io::Result<PathBuf> {
        self.table.finish()?;
        Ok(self.path)
    }
}

fn row(table: &mut Table, pair: &PairTruth) -> io::Result<()> {
    table.text(pair.pair_id.as_str())?;
    table.number(Some(pair.mentor_number))?;
    table.texts([
        pair.behaviour.word(),
        if pair.never_starts { "true" } else { "false" },
        pair.ending.word(),
    ])?;
    table.date(pair.stopped_on)?;
    for figure in [
        pair.intended_gap_days,
        pair.attendance,
        pair.early_closure_per_month,
        pair.attainment,
        pair.mentor_effect,
        pair.quality,
    ] {
        // Four decimals of sums and products of short decimals: the same digits on every machine.
        table.text(format!("{figure:.4}").as_str())?;
    }
    let counts = [
        pair.meetings_held,
        pair.meetings_recorded,
        pair.goals_set,
        pair.goals_attained,
        pair.new_goals,
    ];
    counts
        .iter()
        .try_for_each(|&count| table.number(Some(count)))?;
    table.end_row()
}
