//! A single file, whole or not at all.

use super::{OutputError, unfinished};
use std::io::Write;
use std::path::Path;
use tempfile::Builder;

/// Prefix of everything that is not finished yet.
pub(super) const UNFINISHED_PREFIX: &str = ".mentorstat-";

/// Writes a file that is whole or not there; one that exists is replaced only with `force`.
///
/// # Errors
/// A sentence with the path: the file exists, or the system refused.
pub fn write_file(path: &Path, content: &[u8], force: bool) -> Result<(), OutputError> {
    if !force && path.exists() {
        return Err(OutputError::Exists { path: path.into() });
    }
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let mut file = unfinished_file()
        .tempfile_in(folder)
        .map_err(OutputError::io("write into", folder))?;
    let unfinished = file.path().to_path_buf();
    unfinished::begin(&unfinished);
    let written = file
        .write_all(content)
        .map_err(OutputError::io("write", path))
        .and_then(|()| {
            file.persist(path)
                .map_err(|error| OutputError::io("write", path)(error.error))
        });
    unfinished::finished(&unfinished);
    written.map(|_| ())
}

/// A temporary file with the permissions that files usually have here: temporary ones are closed to
/// everybody else, and this one will be a file like the others of its folder.
fn unfinished_file() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED_PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the mask of the user takes away.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[cfg(unix)]
    #[test]
    fn a_file_has_the_permissions_of_any_other() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let [ours, usual] = ["ours", "usual"].map(|name| folder.path().join(name));
        write_file(&ours, b"", false).unwrap();
        fs::write(&usual, "").unwrap();
        let [ours, usual] =
            [ours, usual].map(|path| fs::metadata(path).unwrap().permissions().mode());
        assert_eq!(ours, usual);
    }

    #[test]
    fn an_existing_file_is_replaced_only_with_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("links.csv");
        write_file(&path, b"one", false).unwrap();
        assert!(matches!(
            write_file(&path, b"two", false),
            Err(OutputError::Exists { .. })
        ));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = write_file(&folder.path().join("no/links.csv"), b"", false).unwrap_err();
        assert!(error.to_string().ends_with("the folder does not exist"));
    }
}
