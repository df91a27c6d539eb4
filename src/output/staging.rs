//! A folder in the making.

use super::file::UNFINISHED_PREFIX;
use super::manifest::{MANIFEST_FILE, Manifest, hash_of, outputs_of};
use super::workbooks::{PlacedWorkbook, changed, free_name, refuse_open};
use super::{OutputError, unfinished};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::{Builder, TempDir};

/// A folder in the making, beside its place. Dropped before [`Staging::publish`], it leaves
/// nothing behind and the folder that stood there stays as it was.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    /// Holds the new folder and, while they change places, the old one.
    workshop: Option<TempDir>,
    /// The files in it; they may be written side by side.
    outputs: Mutex<BTreeSet<String>>,
    /// Workbooks in it, each with the hash of what this program wrote.
    workbooks: BTreeMap<String, String>,
    /// Folders above the target that did not exist, the uppermost last.
    made_above: Vec<PathBuf>,
}

impl Staging {
    /// Begins a folder that will stand at `target`. One that stands there already must be ours,
    /// with nothing in it that we did not write, unless `force`.
    ///
    /// # Errors
    /// A file in the folder is open somewhere, the folder is not ours, or the system refused to
    /// make one beside it.
    pub fn begin(target: &Path, force: bool) -> Result<Self, OutputError> {
        refuse_open_within(target)?;
        if !force {
            refuse_what_is_not_ours(target)?;
        }
        let above = folder_above(target)?;
        let mut staging = Self {
            target: target.to_path_buf(),
            workshop: None,
            outputs: Mutex::default(),
            workbooks: BTreeMap::new(),
            made_above: missing_folders(&above),
        };
        fs::create_dir_all(&above).map_err(OutputError::io("make the folder", &above))?;
        let workshop = Builder::new()
            .prefix(UNFINISHED_PREFIX)
            .tempdir_in(&above)
            .map_err(OutputError::io("write into", &above))?;
        unfinished::begin(workshop.path());
        let new = workshop.path().join(NEW);
        staging.workshop = Some(workshop);
        // Made plainly, so that it has the usual permissions and not those of a temporary folder.
        fs::create_dir(&new).map_err(OutputError::io("write into", &above))?;
        Ok(staging)
    }

    /// Writes a file, given by its path in the folder with `/` between parts.
    ///
    /// # Errors
    /// The system refused; the sentence names the file as it would have been called.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<(), OutputError> {
        self.write_with(name, |file| file.write_all(content))
    }

    /// Writes a file piece by piece.
    ///
    /// # Errors
    /// The system or `write` refused; the sentence names the file as it would have been called.
    pub fn write_with(
        &self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let path = self.new_folder().join(name);
        create_and_write(&path, write)
            .map_err(OutputError::io("write", &self.target.join(name)))?;
        let mut outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.insert(name.to_owned());
        Ok(())
    }

    /// Writes a workbook that people fill in. Those in the old folder that somebody has changed
    /// since they were written come along as they are, and the new one gets the next free number.
    /// To be called late: what is filled in meanwhile would be lost.
    ///
    /// # Errors
    /// The old workbook is open somewhere or cannot be read, or the system refused.
    pub fn write_workbook(
        &mut self,
        name: &str,
        content: &[u8],
    ) -> Result<PlacedWorkbook, OutputError> {
        refuse_open_within(&self.target)?;
        let kept = changed(&self.target, name)?;
        for name in kept.keys() {
            let old = self.target.join(name);
            let filled_in = fs::read(&old).map_err(OutputError::io("read", &old))?;
            self.write(name, &filled_in)?;
        }
        let name = free_name(name, &kept);
        self.write(&name, content)?;
        let path = self.target.join(&name);
        let placed = PlacedWorkbook {
            path,
            kept: kept.keys().map(|name| self.target.join(name)).collect(),
        };
        self.workbooks = kept;
        self.workbooks.insert(name, hash_of(content));
        Ok(placed)
    }

    /// A text written before, given by its path in the folder.
    ///
    /// # Errors
    /// The system refused, or the file is no text.
    pub fn read(&self, name: &str) -> Result<String, OutputError> {
        let path = self.new_folder().join(name);
        fs::read_to_string(&path).map_err(OutputError::io("read", &self.target.join(name)))
    }

    /// Writes a file from one written before, both given by their paths in the folder.
    ///
    /// # Errors
    /// The system or `write` refused.
    #[cfg(feature = "parquet")]
    pub fn write_from(
        &self,
        source: &str,
        name: &str,
        write: impl FnOnce(File, &mut dyn Write) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let path = self.new_folder().join(source);
        let file = File::open(&path).map_err(OutputError::io("read", &self.target.join(source)))?;
        self.write_with(name, |out| write(file, out))
    }

    /// The files written so far, by path in the folder.
    #[must_use]
    pub fn outputs(&self) -> BTreeSet<String> {
        let outputs = self.outputs.lock().unwrap_or_else(PoisonError::into_inner);
        outputs.clone()
    }

    /// Adds the manifest and puts the folder in its place, where an older one gives way.
    /// Gives the path of the folder.
    ///
    /// # Errors
    /// The system refused; the older folder then stands as it was.
    pub fn publish(mut self, manifest: &Manifest) -> Result<PathBuf, OutputError> {
        let text = manifest.text(&self.outputs(), &self.workbooks)?;
        self.write(MANIFEST_FILE, text.as_bytes())?;
        let Some(workshop) = self.workshop.take() else {
            return Ok(self.target.clone());
        };
        let changed = {
            // An interruption waits here: it must not remove the old folder before the new one stands.
            let _held = unfinished::hold();
            change_places(workshop.path(), &self.target)
        };
        clear(workshop);
        if changed.is_ok() {
            self.made_above.clear();
        }
        changed.map(|()| self.target.clone())
    }

    fn new_folder(&self) -> PathBuf {
        self.workshop
            .as_ref()
            .map_or_else(|| self.target.clone(), |workshop| workshop.path().join(NEW))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if let Some(workshop) = self.workshop.take() {
            clear(workshop);
        }
        for folder in &self.made_above {
            // Only empty folders go: somebody may have put something there meanwhile.
            let _ = fs::remove_dir(folder);
        }
    }
}

fn clear(workshop: TempDir) {
    let path = workshop.path().to_path_buf();
    // What cannot be removed lies hidden beside the reports and harms nobody.
    let _ = workshop.close();
    unfinished::finished(&path);
}

/// The folder in the making, inside the workshop.
const NEW: &str = "new";
/// The folder that gives way, inside the workshop.
const OLD: &str = "old";

/// Refuses to replace a folder while a file in it, or in a folder in it, is open somewhere.
fn refuse_open_within(target: &Path) -> Result<(), OutputError> {
    let files = if target.is_dir() {
        files_in(target).map_err(OutputError::io("read", target))?
    } else {
        BTreeSet::new()
    };
    let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
    folders
        .into_iter()
        .try_for_each(|folder| refuse_open(&target.join(folder)))
}

fn refuse_what_is_not_ours(target: &Path) -> Result<(), OutputError> {
    let path = target.to_path_buf();
    if !target.exists() {
        return Ok(());
    }
    if !target.is_dir() {
        return Err(OutputError::Exists { path });
    }
    let found = files_in(target).map_err(OutputError::io("read", target))?;
    if found.is_empty() {
        return Ok(());
    }
    let Some(mut ours) = outputs_of(target) else {
        return Err(OutputError::NotOurs { path });
    };
    ours.insert(MANIFEST_FILE.into());
    match found.difference(&ours).next() {
        None => Ok(()),
        Some(stranger) => Err(OutputError::Strangers {
            path,
            stranger: stranger.clone(),
        }),
    }
}

/// Files in a folder and the folders in it, by path in the folder.
fn files_in(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let path = inner.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                files.insert(path);
            }
        }
    }
    Ok(files)
}

fn folder_above(target: &Path) -> Result<PathBuf, OutputError> {
    match (target.file_name(), target.parent()) {
        (Some(_), Some(above)) if above == Path::new("") => Ok(PathBuf::from(".")),
        (Some(_), Some(above)) => Ok(above.to_path_buf()),
        _ => Err(OutputError::NoName {
            path: target.to_path_buf(),
        }),
    }
}

fn missing_folders(folder: &Path) -> Vec<PathBuf> {
    folder
        .ancestors()
        .take_while(|path| *path != Path::new("") && !path.exists())
        .map(Path::to_path_buf)
        .collect()
}

fn create_and_write(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = BufWriter::new(File::create(path)?);
    write(&mut file)?;
    file.flush()
}

/// Moves what stands at `target` out of the way and the new folder in; back again if that fails.
fn change_places(workshop: &Path, target: &Path) -> Result<(), OutputError> {
    let (new, old) = (workshop.join(NEW), workshop.join(OLD));
    let stood = target.symlink_metadata().is_ok();
    if stood {
        fs::rename(target, &old).map_err(OutputError::io("replace", target))?;
    }
    fs::rename(&new, target).map_err(|error| {
        if stood {
            // If even this fails, the old folder would go with the workshop; the error says so.
            let _ = fs::rename(&old, target);
        }
        OutputError::io("put the reports at", target)(error)
    })
}

#[cfg(test)]
pub(super) mod tests;
