//! `mentorstat.toml`: found, read, and turned into a [`Config`].

use super::Config;
use super::document::Document;
use super::error::{ConfigError, Source};
use super::flags::Flags;
use super::resolve::resolve;
use std::path::{Path, PathBuf};

/// Name of the file that is looked for beside the inputs.
pub const FILE_NAME: &str = "mentorstat.toml";

/// A configuration file as it was typed.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    document: Document,
    source: Source,
}

impl ConfigFile {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, is no valid TOML, or has keys or values that do not exist.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let bytes = std::fs::read(path)
            .map_err(|error| ConfigError::of_file(path, format!("cannot be read: {error}.")))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            ConfigError::of_file(path, "is not UTF-8 text.").help("Save it again as UTF-8.")
        })?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// Reads the text of a file of a given name.
    ///
    /// # Errors
    /// If it is no valid TOML, or has keys or values that do not exist.
    pub fn parse(name: &str, text: &str) -> Result<Self, ConfigError> {
        let source = Source {
            file: name.to_owned(),
            text: text.trim_start_matches('\u{feff}').to_owned(),
        };
        match toml::from_str(&source.text) {
            Ok(document) => Ok(Self { document, source }),
            Err(error) => Err(source.parse_error(&error)),
        }
    }

    /// Checks that `headline`, `primary` and `[targets]` name measures. Which there are depends on the
    /// stage model and the scales, so that it can only be said once those are settled.
    ///
    /// # Errors
    /// At the first name that is not among `known`.
    pub fn check_measures<S: AsRef<str>>(&self, known: &[S]) -> Result<(), ConfigError> {
        let lists = [&self.document.headline, &self.document.primary];
        let listed = lists.into_iter().flatten().flatten();
        for name in listed.chain(self.document.targets.keys()) {
            let id = name.get_ref();
            if !known.iter().any(|known| known.as_ref() == id) {
                let message = format!("there is no measure “{id}”.");
                return Err(self.source.error(&name.span(), message).suggest(id, known));
            }
        }
        Ok(())
    }
}

/// The configuration file of some inputs: `mentorstat.toml` in the first folder among them, or
/// beside the first file, that has one.
#[must_use]
pub fn find(inputs: &[PathBuf]) -> Option<PathBuf> {
    inputs
        .iter()
        .map(|input| {
            let folder = if input.is_dir() {
                input.as_path()
            } else {
                input.parent().unwrap_or(Path::new(""))
            };
            folder.join(FILE_NAME)
        })
        .find(|path| path.is_file())
}

impl Config {
    /// Settles the configuration of a run: defaults, then the file, then the command line.
    ///
    /// # Errors
    /// At the first value of the file that is out of range, no date of the calendar, or names
    /// something that does not exist.
    pub fn resolve(file: Option<&ConfigFile>, flags: &Flags) -> Result<Self, ConfigError> {
        let mut config = match file {
            Some(file) => resolve(&file.document, &file.source)?,
            None => Self::default(),
        };
        flags.apply(&mut config);
        Ok(config)
    }
}
