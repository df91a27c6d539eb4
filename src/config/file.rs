//! `mentorstat.toml`: found, read, and turned into a [`Config`].

use super::document::{At, Document, SourceEntry};
use super::error::{ConfigError, Source, nearest};
use super::flags::Flags;
use super::resolve::{caution, resolve};
use super::{COUNTS, Config, change_of, file_fits};
use crate::programme::fold;
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
            folder: Path::new(name).parent().unwrap_or(Path::new("")).into(),
            text: text.trim_start_matches('\u{feff}').to_owned(),
        };
        match toml::from_str(&source.text) {
            Ok(document) => Ok(Self { document, source }),
            Err(error) => Err(source.parse_error(&error)),
        }
    }

    /// Checks that scales give names to the columns of the pair table that no other has: `names` are
    /// all of them with those of the scales.
    ///
    /// # Errors
    /// At the first scale that is called like something else.
    pub fn check_scales(&self, names: &[String]) -> Result<(), ConfigError> {
        let all = || names.iter().map(String::as_str).chain(COUNTS);
        let is_taken = |name: &&String| all().filter(|other| other == name).count() > 1;
        for scale in &self.document.scales {
            let name = scale.name.get_ref();
            let own = [name.clone(), change_of(name)];
            if let Some(taken) = own.iter().find(is_taken) {
                let message = format!(
                    "a scale cannot be called “{name}”: “{taken}” is a measure or a column of the \
                     reports already."
                );
                let error = self.source.error(&scale.name.span(), message);
                return Err(error.help(format!("Another name would be “{name}_scale”.")));
            }
        }
        Ok(())
    }

    /// Checks that `headline`, `primary` and `[targets]` name measures. Which there are depends on the
    /// stage model and the scales, so that it can only be said once those are settled. Headlines and
    /// their targets may also be counts.
    ///
    /// # Errors
    /// At the first name that is not among `known`.
    pub fn check_measures(&self, known: &[&str]) -> Result<(), ConfigError> {
        for name in self.document.primary.iter().flatten() {
            self.check_name(name, known)?;
        }
        let boxes: Vec<&str> = known.iter().chain(&COUNTS).copied().collect();
        let headlines = self.document.headline.iter().flatten();
        for name in headlines.chain(self.document.targets.keys()) {
            self.check_name(name, &boxes)?;
        }
        Ok(())
    }

    fn check_name(&self, name: &At<String>, known: &[&str]) -> Result<(), ConfigError> {
        let id = name.get_ref();
        if known.contains(&id.as_str()) {
            return Ok(());
        }
        let message = format!("there is no measure “{id}”.");
        Err(self.source.error(&name.span(), message).suggest(id, known))
    }

    /// Checks that targets of shares are shares.
    ///
    /// # Errors
    /// At the first target of one of these measures that lies outside of 0 to 1.
    pub fn check_shares(&self, shares: &[&str]) -> Result<(), ConfigError> {
        for (name, value) in &self.document.targets {
            let target = *value.get_ref();
            if shares.contains(&name.get_ref().as_str()) && !(0.0..=1.0).contains(&target) {
                let message =
                    format!("{target} is no share: the target of a share lies between 0 and 1.");
                let error = self.source.error(&value.span(), message);
                return Err(error.help(format!("For 70\u{A0}%: {} = 0.7", name.get_ref())));
            }
        }
        Ok(())
    }
}

impl ConfigFile {
    /// What is not taken as it stands, with the reason.
    #[must_use]
    pub fn cautions(&self) -> Option<ConfigError> {
        caution(&self.document.brand, &self.source)
    }
}

/// Whether a header, as the configuration names it, is among those of a file.
pub type IsAmong = fn(&[&str], &str) -> bool;

/// A file of the inputs, as far as the configuration speaks about it.
#[derive(Clone, Copy, Debug)]
pub struct SeenFile<'a> {
    /// Its path as shown.
    pub path: &'a str,
    /// Its headers as found.
    pub headers: &'a [String],
}

impl ConfigFile {
    /// What is said about files, headers and items that there are not; each with the nearest one
    /// that there is.
    #[must_use]
    pub fn unmet(&self, files: &[SeenFile<'_>], is_among: IsAmong) -> Vec<ConfigError> {
        let mut unmet = Vec::new();
        for source in &self.document.sources {
            unmet.extend(self.unmet_source(source, files, is_among));
        }
        let headers: Vec<&str> = headers(files.iter()).collect();
        for scale in &self.document.scales {
            let missing = |item: &&String| !has(&headers, item);
            for item in scale.items.get_ref().iter().filter(missing) {
                let message = format!("no file has a column “{item}” for this scale.");
                let error = self.source.error(&scale.items.span(), message);
                unmet.push(near(error, item, &headers));
            }
        }
        unmet
    }

    fn unmet_source(
        &self,
        source: &SourceEntry,
        files: &[SeenFile<'_>],
        is_among: IsAmong,
    ) -> Vec<ConfigError> {
        let pattern = source.file.get_ref();
        let is_meant = |file: &&SeenFile<'_>| {
            let whole = file.path.split_once('#').map(|(whole, _)| whole);
            let mut paths = std::iter::once(file.path).chain(whole);
            paths.any(|path| file_fits(pattern, path))
        };
        let mut meant = files.iter().filter(is_meant).peekable();
        if meant.peek().is_none() {
            let names: Vec<&str> = files.iter().map(|file| name_of(file.path)).collect();
            let message = format!("no file of the inputs fits “{pattern}”.");
            let error = self.source.error(&source.file.span(), message);
            return vec![near(error, pattern, &names)];
        }
        let headers: Vec<&str> = headers(meant).collect();
        let wanted = source.columns.values();
        let missing = wanted.filter(|header| {
            let header = header.get_ref();
            !header.trim().is_empty() && !is_among(&headers, header)
        });
        missing
            .map(|header| {
                let wanted = header.get_ref();
                let message = format!("“{wanted}” is no header of “{pattern}”.");
                let error = self.source.error(&header.span(), message);
                near(error, wanted, &headers)
            })
            .collect()
    }
}

fn headers<'a>(files: impl Iterator<Item = &'a SeenFile<'a>>) -> impl Iterator<Item = &'a str> {
    files.flat_map(|file| file.headers).map(String::as_str)
}

fn has(headers: &[&str], wanted: &str) -> bool {
    headers.iter().any(|header| fold(header) == fold(wanted))
}

/// The mistake with the name that is spelt most alike, if any is.
fn near(error: ConfigError, found: &str, known: &[&str]) -> ConfigError {
    match nearest(found, known) {
        Some(name) => error.help(format!("Did you mean “{name}”?")),
        None => error,
    }
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
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
