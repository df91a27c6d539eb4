//! What is being made and must not stay behind when the program is interrupted.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Held while a finished output changes places with an old one, so that an interruption waits
/// for the end of it instead of losing both.
pub(super) fn hold() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a path until [`finished`].
pub(super) fn begin(path: &Path) {
    hold().insert(path.to_path_buf());
}

/// Forgets a path: it has been renamed into place or removed.
pub(super) fn finished(path: &Path) {
    hold().remove(path);
}

/// Removes every unfinished output. For the handler of Ctrl-C, which ends the program afterwards:
/// a rename into place that is under way is waited for.
pub fn remove_unfinished() {
    remove(&std::mem::take(&mut *hold()));
}

/// Removes files and folders.
pub(super) fn remove(paths: &BTreeSet<PathBuf>) {
    for path in paths {
        // Nothing more can be done about what cannot be removed while the program is ending.
        let _ = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
    }
}
