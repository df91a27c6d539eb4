//! `manifest.json`: what a folder of reports was made from, and how. No wall-clock time.

use super::OutputError;
use crate::config::Config;
use crate::programme::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Name of the file by which a folder is known as ours.
pub const MANIFEST_FILE: &str = "manifest.json";

/// Who made the folder, as the manifest says it.
const MADE_BY: &str = "mentorstat";

/// What a folder of reports was made from, and how.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifest {
    /// Version of the program.
    pub version: String,
    /// The command line after the name of the program.
    pub arguments: Vec<String>,
    /// The configuration as used.
    pub config: Config,
    /// The day the reports speak for.
    pub as_of: Day,
    /// The period they speak about.
    pub period: ReportedPeriod,
    /// Files read, by path.
    pub inputs: Vec<InputFile>,
    /// Pairs, rows by fate and what else is counted.
    pub counts: BTreeMap<String, u64>,
    /// Seed of random methods.
    pub seed: u64,
}

/// The period of the reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReportedPeriod {
    /// Name of the period, with which the name of the folder begins.
    pub name: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct InputFile {
    /// Path as given or found.
    pub path: String,
    /// Size in bytes.
    pub size: u64,
    /// Rows read, without header and preamble.
    pub rows: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl InputFile {
    /// Size and hash of a file, read in pieces.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn describe(path: &Path, rows: u64) -> Result<Self, OutputError> {
        let failed = |source| OutputError::io("read", path)(source);
        let mut file = File::open(path).map_err(failed)?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 1 << 18];
        let mut size = 0;
        loop {
            match file.read(&mut buffer).map_err(failed)? {
                0 => break,
                read => {
                    hash.update(&buffer[..read]);
                    size += read as u64;
                }
            }
        }
        Ok(Self {
            path: path.to_string_lossy().into_owned(),
            size,
            rows,
            sha256: hexadecimal(&hash.finalize()),
        })
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The manifest as it stands in the file.
#[derive(Serialize)]
struct Written<'a> {
    program: &'static str,
    #[serde(flatten)]
    manifest: &'a Manifest,
    outputs: &'a BTreeSet<String>,
    /// Hash of each workbook as it was written, so that a later run sees which were filled in.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    workbooks: &'a BTreeMap<String, String>,
}

impl Manifest {
    /// The text of `manifest.json` for a folder with these files.
    pub(super) fn text(
        &self,
        outputs: &BTreeSet<String>,
        workbooks: &BTreeMap<String, String>,
    ) -> Result<String, OutputError> {
        let written = Written {
            program: MADE_BY,
            manifest: self,
            outputs,
            workbooks,
        };
        Ok(serde_json::to_string_pretty(&written)? + "\n")
    }
}

/// As much of a manifest as tells whether its folder is ours, whatever version wrote it.
#[derive(Deserialize)]
struct Found {
    program: String,
    #[serde(default)]
    outputs: BTreeSet<PathBuf>,
    #[serde(default)]
    workbooks: BTreeMap<String, String>,
}

fn found(folder: &Path) -> Option<Found> {
    let text = fs::read_to_string(folder.join(MANIFEST_FILE)).ok()?;
    let found: Found = serde_json::from_str(&text).ok()?;
    (found.program == MADE_BY).then_some(found)
}

/// Whether this program made a folder.
pub(super) fn is_ours(folder: &Path) -> bool {
    found(folder).is_some()
}

/// The workbooks that this program wrote into a folder, each with the hash of what it wrote.
pub(super) fn workbooks_of(folder: &Path) -> BTreeMap<String, String> {
    found(folder).map_or_else(BTreeMap::new, |found| found.workbooks)
}

/// SHA-256 of some bytes, in hexadecimal.
pub(super) fn hash_of(content: &[u8]) -> String {
    hexadecimal(&Sha256::digest(content))
}

/// The files that this program wrote into a folder, or `None` if it did not make the folder.
pub(super) fn outputs_of(folder: &Path) -> Option<BTreeSet<PathBuf>> {
    found(folder).map(|found| found.outputs)
}

/// What a manifest says that a later run wants to know.
#[derive(Debug, Deserialize)]
pub struct ReadBack {
    program: String,
    period: ReadPeriod,
    #[serde(default)]
    counts: BTreeMap<String, u64>,
    #[serde(default)]
    config: serde_json::Value,
}

#[derive(Debug, Deserialize)]
struct ReadPeriod {
    from: String,
    to: String,
}

impl ReadBack {
    /// First and last day of its period.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let day = |text: &str| Day::from_iso(text);
        day(&self.period.from).zip(day(&self.period.to))
    }

    /// A number of the counts.
    #[must_use]
    pub fn count(&self, name: &str) -> Option<u64> {
        self.counts.get(name).copied()
    }

    /// A setting as it was used.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&serde_json::Value> {
        self.config.get(name)
    }
}

/// What the manifest of a folder says, or `None` if this program did not make the folder.
#[must_use]
pub fn read_back(folder: &Path) -> Option<ReadBack> {
    let text = fs::read_to_string(folder.join(MANIFEST_FILE)).ok()?;
    let found: ReadBack = serde_json::from_str(&text).ok()?;
    (found.program == MADE_BY).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_file_is_that_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        fs::write(&path, "abc").unwrap();
        let file = InputFile::describe(&path, 1).unwrap();
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            file.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!((file.size, file.rows), (3, 1));
    }

    #[test]
    fn somebody_elses_manifest_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST_FILE), r#"{"program":"other"}"#).unwrap();
        assert_eq!(outputs_of(folder.path()), None);
    }
}
