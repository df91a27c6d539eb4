//! Which files are read: those named, those in the folders named, and those in workbooks and
//! archives.
//!
//! Files come out in the order of their paths, so the order in which inputs are named never shows.

use super::containers::{self, Content, Opened, Part, Unsupported};
use super::error::IngestError;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to be read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Where it is, or the file that holds it.
    pub path: PathBuf,
    /// Its path with `/` between folders, for people, patterns and the manifest; behind a `#`
    /// the name of a sheet, or of a file in an archive.
    pub shown: String,
    /// What it holds, where it is part of another file.
    pub part: Option<Arc<Part>>,
}

impl SourceFile {
    /// A file that is no part of another.
    #[cfg(test)]
    pub fn whole(path: PathBuf) -> Self {
        Self {
            shown: shown(&path),
            path,
            part: None,
        }
    }

    /// Whether it is a sheet of a workbook.
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        let part = self.part.as_ref();
        part.is_some_and(|part| matches!(part.content, Content::Sheet(_)))
    }

    /// The path of the file that it is part of, as shown.
    #[must_use]
    pub fn container(&self) -> Option<String> {
        self.part.as_ref().map(|_| shown(&self.path))
    }

    /// The name by which it may be known what it holds: of a sheet its own, unless that is one
    /// that spreadsheets give; of a file its own, whatever the folders are called in which it stands.
    #[must_use]
    pub fn telling_name(&self) -> &str {
        match &self.part {
            Some(part) if self.is_sheet() && !is_given(&part.name) => &part.name,
            _ => self.shown.rsplit('/').next().unwrap_or(&self.shown),
        }
    }
}

/// Whether a name of a sheet is one that spreadsheets give (`Sheet1`, `Tabelle 2`).
fn is_given(sheet: &str) -> bool {
    const GIVEN: [&str; 9] = [
        "sheet", "tabelle", "feuil", "hoja", "foglio", "blad", "ark", "planilha", "table",
    ];
    let word = sheet.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    GIVEN.contains(&word.to_lowercase().as_str())
}

/// What stands in the inputs.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Files to be read, by path.
    pub files: Vec<SourceFile>,
    /// What is not read, by path.
    pub unsupported: Vec<Unsupported>,
}

/// Endings of the texts that are read.
const TEXTS: [&str; 4] = ["csv", "tsv", "txt", "tab"];

/// Endings of the files whose parts are read.
const CONTAINERS: [&str; 5] = ["xlsx", "xlsm", "xls", "ods", "zip"];

/// Files and folders that stand beside the inputs for another purpose, or that systems make.
const COMPANIONS: [&str; 10] = [
    "mentorstat.toml",
    "notes.md",
    "manifest.json",
    "truth",
    "thumbs.db",
    "desktop.ini",
    "__macosx",
    "$recycle.bin",
    "system volume information",
    "icon\r",
];

/// Folders from which outputs of this program are known: `internal/tables` lies two deep.
const DEEPEST_OUTPUT: usize = 3;

/// Finds the files of the inputs; folders are searched, and the folders in them, one level deep.
///
/// # Errors
/// When an input cannot be read or there is no file to read.
pub fn find(inputs: &[PathBuf]) -> Result<Sources, IngestError> {
    let mut search = Search::default();
    for input in inputs {
        let meta = fs::metadata(input).map_err(|source| unreadable(input, source))?;
        if meta.is_file() {
            search.found.insert(shown(input), input.clone());
        } else if !meta.is_dir() {
            return Err(IngestError::NoFile(input.clone()));
        } else if is_own_output(input) {
            search.skip(input, "reports that this program made, not records");
        } else {
            search.folder(input, 1)?;
        }
    }
    let Search {
        found,
        mut unsupported,
    } = search;
    let mut files = Vec::new();
    let opened = found.into_par_iter().map(|(shown, path)| {
        let opened = containers::open(&path).map_err(|source| unreadable(&path, source))?;
        Ok((shown, path, opened))
    });
    for (shown, path, opened) in opened.collect::<Result<Vec<_>, IngestError>>()? {
        take(shown, path, opened, &mut files, &mut unsupported);
    }
    unsupported.sort();
    unsupported.dedup();
    if files.is_empty() {
        let inputs = inputs.to_vec();
        return Err(IngestError::NothingToRead {
            inputs,
            unsupported,
        });
    }
    if files.len() > usize::from(u16::MAX) {
        return Err(IngestError::TooManyFiles(files.len()));
    }
    Ok(Sources { files, unsupported })
}

/// The one file of a path: a text, a workbook of one sheet, or one sheet or file named behind `#`.
///
/// # Errors
/// When there is no such file, when it is none that is read, or when it holds several.
pub fn one(path: &Path) -> Result<SourceFile, IngestError> {
    let (path, wanted) = split_part(path);
    let opened = containers::open(&path).map_err(|source| unreadable(&path, source))?;
    let (mut files, mut unsupported) = (Vec::new(), Vec::new());
    take(
        shown(&path),
        path.clone(),
        opened,
        &mut files,
        &mut unsupported,
    );
    if let Some(wanted) = &wanted {
        let is_wanted = |shown: &str| shown.ends_with(&format!("#{wanted}"));
        files.retain(|file| is_wanted(&file.shown));
        unsupported.retain(|skipped| is_wanted(&skipped.path));
    }
    let several = files.len() > 1;
    match files.pop() {
        Some(file) if !several => Ok(file),
        Some(last) => {
            files.push(last);
            let parts = files.into_iter().map(|file| file.shown).collect();
            Err(IngestError::SeveralParts { path, parts })
        }
        None => Err(IngestError::NothingToRead {
            inputs: vec![path],
            unsupported,
        }),
    }
}

/// A path with the name of a part behind `#`, unless a file is really called so.
fn split_part(path: &Path) -> (PathBuf, Option<String>) {
    let shown = path.to_string_lossy();
    let parts = || {
        let marks = shown.match_indices('#');
        let mut parts = marks.map(|(at, _)| (&shown[..at], &shown[at + 1..]));
        parts.find(|(file, _)| Path::new(file).is_file())
    };
    match (path.exists(), parts()) {
        (false, Some((file, part))) => (PathBuf::from(file), Some(part.to_owned())),
        _ => (path.to_path_buf(), None),
    }
}

/// Takes a file, or its parts in the order in which they stand in it.
fn take(
    shown: String,
    path: PathBuf,
    opened: Opened,
    files: &mut Vec<SourceFile>,
    unsupported: &mut Vec<Unsupported>,
) {
    match opened {
        Opened::Plain => files.push(SourceFile {
            path,
            shown,
            part: None,
        }),
        Opened::Unsupported(reason) => unsupported.push(Unsupported {
            path: shown,
            reason,
        }),
        Opened::Parts(parts, skipped) => {
            files.extend(parts.into_iter().map(|part| SourceFile {
                path: path.clone(),
                shown: format!("{shown}#{}", part.name),
                part: Some(Arc::new(part)),
            }));
            unsupported.extend(skipped.into_iter().map(|skipped| Unsupported {
                path: format!("{shown}#{}", skipped.path),
                reason: skipped.reason,
            }));
        }
    }
}

/// Files found in folders.
#[derive(Default)]
struct Search {
    found: BTreeMap<String, PathBuf>,
    unsupported: Vec<Unsupported>,
}

impl Search {
    fn folder(&mut self, folder: &Path, deeper: u32) -> Result<(), IngestError> {
        if is_own_output(folder) {
            return Ok(());
        }
        for entry in fs::read_dir(folder).map_err(|source| unreadable(folder, source))? {
            let path = entry.map_err(|source| unreadable(folder, source))?.path();
            if is_skipped(&path) {
            } else if path.is_dir() {
                if deeper > 0 {
                    self.folder(&path, deeper - 1)?;
                }
            } else if path.exists() && !path.is_file() {
                self.skip(&path, "a pipe or a device, and no file");
            } else if is_supported(&path) {
                self.found.insert(shown(&path), path);
            } else {
                self.skip(
                    &path,
                    "read are .csv, .tsv, .txt, .xlsx, .xls, .ods, .zip and .gz of these",
                );
            }
        }
        Ok(())
    }

    fn skip(&mut self, path: &Path, reason: &str) {
        self.unsupported.push(Unsupported {
            path: shown(path),
            reason: reason.to_owned(),
        });
    }
}

/// Reports of this program are recognised by their manifest and never read as inputs.
fn is_own_output(folder: &Path) -> bool {
    let folder = folder.canonicalize();
    folder.is_ok_and(|folder| {
        folder.ancestors().take(DEEPEST_OUTPUT).any(|folder| {
            fs::read_to_string(folder.join("manifest.json"))
                .is_ok_and(|manifest| manifest.contains("\"mentorstat\""))
        })
    })
}

/// Whether a name is that of a hidden file, a lock file, or a companion of the inputs.
pub(super) fn is_skipped(path: &Path) -> bool {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || name.starts_with("readme")
        || COMPANIONS.contains(&name.as_str())
}

/// Whether a name is that of a text with a table.
pub(super) fn is_text_name(path: &Path) -> bool {
    ending(path).is_some_and(|ending| TEXTS.contains(&ending.as_str()))
}

fn is_supported(path: &Path) -> bool {
    let stem = || path.file_stem().map(Path::new);
    match ending(path).as_deref() {
        Some("gz") => stem().is_some_and(is_text_name),
        Some(ending) => TEXTS.contains(&ending) || CONTAINERS.contains(&ending),
        None => false,
    }
}

fn ending(path: &Path) -> Option<String> {
    let ending = path.extension()?;
    Some(ending.to_string_lossy().to_lowercase())
}

pub(super) fn shown(path: &Path) -> String {
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
            ("plan.docx", ""),
            ("x.gz", ""),
            ("Thumbs.db", ""),
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
        let folder = folder(&[("plan.docx", "")]);
        let error = find(&[folder.path().to_path_buf()]).unwrap_err();
        assert!(
            matches!(error, IngestError::NothingToRead { ref unsupported, .. } if unsupported.len() == 1)
        );
        let missing = find(&[folder.path().join("nowhere")]).unwrap_err();
        assert!(missing.to_string().contains("nowhere"), "{missing}");
    }
}
