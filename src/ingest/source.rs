//! Which files are read: those named, and those in the folders named.
//!
//! Files come out in the order of their paths, so the order in which inputs are named never shows.

use super::error::IngestError;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its path with `/` between folders, for people, patterns and the manifest.
    pub shown: String,
}

/// What stands in the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Files to be read, by path.
    pub files: Vec<SourceFile>,
    /// Files of no supported kind, by path.
    pub unsupported: Vec<String>,
}

/// Endings of the files that are read.
const ENDINGS: [&str; 4] = ["csv", "tsv", "txt", "tab"];

/// Files and folders that stand beside the inputs for another purpose.
const COMPANIONS: [&str; 4] = ["mentorstat.toml", "notes.md", "manifest.json", "truth"];

/// Finds the files of the inputs; folders are searched, and the folders in them, one level deep.
///
/// # Errors
/// When an input cannot be read or there is no file to read.
pub fn find(inputs: &[PathBuf]) -> Result<Sources, IngestError> {
    let mut found = BTreeMap::new();
    let mut unsupported = Vec::new();
    for input in inputs {
        let meta = fs::metadata(input).map_err(|source| unreadable(input, source))?;
        if meta.is_dir() {
            search(input, 1, &mut found, &mut unsupported)?;
        } else {
            found.insert(shown(input), input.clone());
        }
    }
    unsupported.sort();
    unsupported.dedup();
    if found.is_empty() {
        let inputs = inputs.to_vec();
        return Err(IngestError::NothingToRead {
            inputs,
            unsupported,
        });
    }
    if found.len() > usize::from(u16::MAX) {
        return Err(IngestError::TooManyFiles(found.len()));
    }
    let files = found
        .into_iter()
        .map(|(shown, path)| SourceFile { path, shown })
        .collect();
    Ok(Sources { files, unsupported })
}

fn search(
    folder: &Path,
    deeper: u32,
    found: &mut BTreeMap<String, PathBuf>,
    unsupported: &mut Vec<String>,
) -> Result<(), IngestError> {
    if is_own_output(folder) {
        return Ok(());
    }
    for entry in fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
        let path = entry.map_err(|source| unreadable(folder, source))?.path();
        if is_skipped(&path) {
        } else if path.is_dir() {
            if deeper > 0 {
                search(&path, deeper - 1, found, unsupported)?;
            }
        } else if is_supported(&path) {
            found.insert(shown(&path), path);
        } else {
            unsupported.push(shown(&path));
        }
    }
    Ok(())
}

/// Reports of this program are recognised by their manifest and never read as inputs.
fn is_own_output(folder: &Path) -> bool {
    fs::read_to_string(folder.join("manifest.json"))
        .is_ok_and(|manifest| manifest.contains("\"mentorstat\""))
}

fn is_skipped(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.starts_with("readme")
        || COMPANIONS.contains(&name.as_str())
}

fn is_supported(path: &Path) -> bool {
    let ending = |path: &Path| {
        path.extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
    };
    match ending(path).as_deref() {
        Some("gz") => path
            .file_stem()
            .and_then(|stem| ending(Path::new(stem)))
            .is_some_and(|inner| ENDINGS.contains(&inner.as_str())),
        Some(ending) => ENDINGS.contains(&ending),
        None => false,
    }
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn unreadable(path: &Path, source: std::io::Error) -> IngestError {
    IngestError::Unreadable {
        path: path.to_path_buf(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn names(sources: &Sources, folder: &Path) -> Vec<String> {
        let strip = |file: &SourceFile| {
            let path = file.path.strip_prefix(folder).unwrap();
            path.to_string_lossy().into_owned()
        };
        sources.files.iter().map(strip).collect()
    }

    #[test]
    fn data_files_of_a_folder_are_found_one_level_deep() {
        let folder = folder(&[
            ("b.csv", ""),
            ("a.TSV", ""),
            ("more/c.csv.gz", ""),
            ("more/deep/d.csv", ""),
            (".hidden.csv", ""),
            ("~$b.csv", ""),
            ("README.txt", ""),
            ("notes.md", ""),
            ("mentorstat.toml", ""),
            ("plan.xlsx", ""),
            ("x.gz", ""),
        ]);
        let sources = find(&[folder.path().to_path_buf()]).unwrap();
        assert_eq!(
            names(&sources, folder.path()),
            ["a.TSV", "b.csv", "more/c.csv.gz"]
        );
        assert_eq!(sources.unsupported.len(), 2);
    }

    #[test]
    fn a_file_named_twice_is_read_once_and_own_reports_never() {
        let folder = folder(&[
            ("a.csv", ""),
            ("out/manifest.json", r#"{"program": "mentorstat"}"#),
            ("out/pairs.csv", ""),
        ]);
        let inputs = [folder.path().to_path_buf(), folder.path().join("a.csv")];
        assert_eq!(names(&find(&inputs).unwrap(), folder.path()), ["a.csv"]);
    }

    #[test]
    fn nothing_to_read_is_an_error_that_names_what_is_there() {
        let folder = folder(&[("plan.xlsx", "")]);
        let error = find(&[folder.path().to_path_buf()]).unwrap_err();
        assert!(
            matches!(error, IngestError::NothingToRead { ref unsupported, .. } if unsupported.len() == 1)
        );
        let missing = find(&[folder.path().join("nowhere")]).unwrap_err();
        assert!(missing.to_string().contains("nowhere"), "{missing}");
    }
}
