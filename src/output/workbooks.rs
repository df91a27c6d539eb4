//! Workbooks that people fill in: one that was changed since this program wrote it is never
//! overwritten, and one that is open somewhere is not replaced.
//!
//! The manifest beside a workbook holds the SHA-256 of what was written. A workbook with another
//! one stays as it is, and the new one gets the next free number.

use super::manifest::{hash_of, is_ours, workbooks_of};
use super::{MANIFEST_FILE, Manifest, OutputError, write_file};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A workbook that was written, and those that stay as they are because somebody changed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedWorkbook {
    /// Where the new one stands.
    pub path: PathBuf,
    /// Those that somebody changed, with what they hold.
    pub kept: Vec<PathBuf>,
}

/// Writes a workbook into a folder of its own, with a manifest by which the folder is known.
///
/// # Errors
/// The workbook is open somewhere, the folder belongs to somebody else or is one of reports, or
/// the system refused.
pub fn write_workbook(
    folder: &Path,
    name: &str,
    content: &[u8],
    manifest: &Manifest,
) -> Result<PlacedWorkbook, OutputError> {
    refuse_reports(folder)?;
    refuse_open(folder)?;
    fs::create_dir_all(folder).map_err(OutputError::io("make the folder", folder))?;
    let mut workbooks = changed(folder, name)?;
    let kept = workbooks.keys().map(|name| folder.join(name)).collect();
    let name = free_name(name, &workbooks);
    workbooks.insert(name.clone(), hash_of(content));
    let outputs: BTreeSet<String> = workbooks.keys().cloned().collect();
    // The manifest first: if the workbook does not follow, the old one counts as changed.
    let text = manifest.text(&outputs, &workbooks)?;
    write_file(&folder.join(MANIFEST_FILE), text.as_bytes(), true)?;
    let path = folder.join(name);
    write_file(&path, content, true)?;
    Ok(PlacedWorkbook { path, kept })
}

/// A folder of one period is replaced as a whole by its reports, and a folder that somebody else
/// made is left alone.
fn refuse_reports(folder: &Path) -> Result<(), OutputError> {
    if let Some(above) = folder.parent()
        && is_ours(above)
    {
        return Err(OutputError::InReports { path: above.into() });
    }
    if folder.join(MANIFEST_FILE).exists() && !is_ours(folder) {
        return Err(OutputError::NotOurs {
            path: folder.into(),
        });
    }
    Ok(())
}

/// Refuses to go on while a file in a folder is open in a spreadsheet program.
///
/// # Errors
/// Names the file, and what tells that it is open.
pub fn refuse_open(folder: &Path) -> Result<(), OutputError> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    let mut locks: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    locks.sort();
    let open = locks.into_iter().find_map(|lock| {
        let path = folder.join(locked(&lock)?);
        path.exists().then_some(OutputError::Open { path, lock })
    });
    open.map_or(Ok(()), Err)
}

/// The name of the file that a lock of Excel or of `LibreOffice` stands for.
fn locked(lock: &Path) -> Option<String> {
    let name = lock.file_name()?.to_str()?;
    let of_excel = name.strip_prefix("~$");
    let of_libre_office = || name.strip_prefix(".~lock.")?.strip_suffix('#');
    of_excel.or_else(of_libre_office).map(str::to_owned)
}

/// The workbooks in a folder that are not as this program wrote them, by their path in it, each
/// with the hash of what was written; empty where that is not known.
pub(super) fn changed(folder: &Path, name: &str) -> Result<BTreeMap<String, String>, OutputError> {
    let mut written = workbooks_of(folder);
    written.entry(name.to_owned()).or_default();
    let mut changed = BTreeMap::new();
    for (name, hash) in written {
        let path = folder.join(&name);
        if path.is_file() {
            let content = fs::read(&path).map_err(OutputError::io("read", &path))?;
            if hash_of(&content) != hash {
                changed.insert(name, hash);
            }
        }
    }
    Ok(changed)
}

/// The name for a new workbook beside those that stay.
pub(super) fn free_name(name: &str, kept: &BTreeMap<String, String>) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut free = name.to_owned();
    let mut number = 1;
    while kept.contains_key(&free) {
        number += 1;
        free = format!("{stem}-{number}.{ending}");
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::staging::tests::manifest;

    fn write(folder: &Path, content: &str) -> Result<PlacedWorkbook, OutputError> {
        write_workbook(folder, "support.xlsx", content.as_bytes(), &manifest())
    }

    fn names(paths: &[PathBuf]) -> Vec<String> {
        let names = paths.iter().filter_map(|path| path.file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn a_workbook_as_it_was_written_is_replaced() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("internal");
        write(&folder, "one").unwrap();
        let placed = write(&folder, "two").unwrap();
        assert_eq!(placed.kept, [""; 0].map(PathBuf::from));
        assert_eq!(fs::read_to_string(placed.path).unwrap(), "two");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    }

    #[test]
    fn a_workbook_that_somebody_changed_stays_and_the_new_one_stands_beside_it() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("internal");
        write(&folder, "one").unwrap();
        fs::write(folder.join("support.xlsx"), "filled in").unwrap();
        for content in ["two", "three"] {
            let placed = write(&folder, content).unwrap();
            assert_eq!(names(&placed.kept), ["support.xlsx"]);
            assert_eq!(placed.path, folder.join("support-2.xlsx"));
            assert_eq!(fs::read_to_string(placed.path).unwrap(), content);
        }
        fs::write(folder.join("support-2.xlsx"), "filled in, too").unwrap();
        let placed = write(&folder, "four").unwrap();
        assert_eq!(names(&placed.kept), ["support-2.xlsx", "support.xlsx"]);
        assert_eq!(placed.path, folder.join("support-3.xlsx"));
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        assert_eq!(read("support.xlsx"), "filled in");
        assert_eq!(read("support-2.xlsx"), "filled in, too");
        fs::remove_file(folder.join("support.xlsx")).unwrap();
        let placed = write(&folder, "five").unwrap();
        assert_eq!(
            placed.path,
            folder.join("support.xlsx"),
            "its place is free"
        );
    }

    #[test]
    fn a_workbook_that_is_open_is_to_be_closed() {
        for lock in ["~$support.xlsx", ".~lock.support.xlsx#"] {
            let place = tempfile::tempdir().unwrap();
            let folder = place.path().join("internal");
            write(&folder, "one").unwrap();
            fs::write(folder.join(lock), "").unwrap();
            let refused = write(&folder, "two").unwrap_err().to_string();
            assert!(refused.contains("close it"), "{refused}");
            assert_eq!(
                fs::read_to_string(folder.join("support.xlsx")).unwrap(),
                "one"
            );
            fs::remove_file(folder.join(lock)).unwrap();
            write(&folder, "two").unwrap();
        }
    }

    #[test]
    fn a_workbook_of_somebody_else_stays_and_so_does_a_folder_of_reports() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("internal");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("support.xlsx"), "theirs").unwrap();
        let placed = write(&folder, "ours").unwrap();
        assert_eq!(placed.path, folder.join("support-2.xlsx"));
        assert_eq!(
            fs::read_to_string(folder.join("support.xlsx")).unwrap(),
            "theirs"
        );
        let inside = write(&folder.join("internal"), "ours").unwrap_err();
        assert!(matches!(inside, OutputError::InReports { .. }), "{inside}");
        fs::write(folder.join(MANIFEST_FILE), "{}").unwrap();
        let theirs = write(&folder, "ours").unwrap_err();
        assert!(matches!(theirs, OutputError::NotOurs { .. }), "{theirs}");
    }
}
