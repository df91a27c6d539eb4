//! Mistakes in `mentorstat.toml`, shown in their place.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A mistake in the configuration: what is wrong, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    file: String,
    place: Option<Place>,
    message: String,
    help: Option<String>,
}

/// Where in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    /// Line, from 1.
    line: usize,
    /// Column in characters, from 1.
    column: usize,
    /// The line as it stands.
    text: String,
    /// Number of characters that are wrong, at least 1.
    width: usize,
}

impl ConfigError {
    /// A mistake that has no place in the file, such as a file that cannot be read.
    pub(super) fn of_file(path: &Path, message: impl Into<String>) -> Self {
        Self {
            file: path.display().to_string(),
            place: None,
            message: message.into(),
            help: None,
        }
    }

    /// Adds what would be right.
    #[must_use]
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the nearest of the valid names, or all of them where none is near.
    #[must_use]
    pub(super) fn suggest<S: AsRef<str>>(self, found: &str, valid: &[S]) -> Self {
        let help = nearest(found, valid).map_or_else(
            || format!("Valid here: {}.", listed(valid)),
            |name| format!("Did you mean “{name}”?"),
        );
        if valid.is_empty() {
            self
        } else {
            self.help(help)
        }
    }

    /// Line and column of the mistake, from 1, where it has a place.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        self.place.as_ref().map(|place| (place.line, place.column))
    }

    /// What is wrong, as one sentence without the place.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file)?;
        if let Some(place) = &self.place {
            write!(formatter, ", line {}, column {}", place.line, place.column)?;
        }
        write!(formatter, ": {}", self.message)?;
        if let Some(place) = &self.place {
            place.show(formatter)?;
        }
        match &self.help {
            Some(help) => write!(formatter, "\n{help}"),
            None => Ok(()),
        }
    }
}

impl Place {
    fn of(text: &str, span: &Range<usize>) -> Self {
        let start = floor_boundary(text, span.start);
        let end = floor_boundary(text, span.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Self {
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            text: text[line_start..line_end].trim_end().to_owned(),
            width: text[start..end.min(line_end).max(start)]
                .trim_end()
                .chars()
                .count()
                .max(1),
        }
    }

    /// The line with its number, and a mark under what is wrong.
    fn show(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let tabs_as_spaces = self.text.replace('\t', " ");
        let before = " ".repeat(self.column - 1);
        let mark = "^".repeat(self.width);
        write!(
            formatter,
            "\n {number} | {tabs_as_spaces}\n {margin} | {before}{mark}"
        )
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The text of a configuration file, into which errors point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// Name of the file as shown.
    pub file: String,
    /// Folder to which paths in it are relative.
    pub folder: PathBuf,
    /// Its text.
    pub text: String,
}

impl Source {
    /// A mistake at a place.
    pub(super) fn error(&self, span: &Range<usize>, message: impl Into<String>) -> ConfigError {
        ConfigError {
            file: self.file.clone(),
            place: Some(Place::of(&self.text, span)),
            message: message.into(),
            help: None,
        }
    }

    /// A mistake that the parser found, in words for those who write the file.
    pub(super) fn parse_error(&self, error: &toml::de::Error) -> ConfigError {
        let span = error.span().unwrap_or(0..0);
        let message = error.message();
        let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let here = |sentence: String| self.error(&span, sentence);
        match names.as_slice() {
            [found, valid @ ..] if message.starts_with("unknown field") => {
                here(format!("there is no setting “{found}” here.")).suggest(found, valid)
            }
            [found, valid @ ..] if message.starts_with("unknown variant") => {
                here(format!("“{found}” is not a value of this setting.")).suggest(found, valid)
            }
            [name, ..] if message.starts_with("missing field") => {
                here(format!("“{name}” is missing here."))
            }
            _ if message.starts_with("duplicate") => here("this is set twice.".into()),
            _ if message.starts_with("invalid type: map, expected a seq") => {
                here("this can occur several times, so that each is a section of its own.".into())
                    .help("Write its name in two brackets: [[scale]] instead of [scale].")
            }
            _ => here(in_plain_words(message)),
        }
    }
}

/// Messages about types, without the names that programs give them.
fn in_plain_words(message: &str) -> String {
    if message == "wanted string or table" {
        return "a text in quotes is wanted here.".into();
    }
    let Some(types) = message.strip_prefix("invalid type: ") else {
        return format!("this cannot be read: {}.", message.trim_end_matches('.'));
    };
    let (found, expected) = types.split_once(", expected ").unwrap_or((types, ""));
    let found = TYPES
        .iter()
        .find(|(name, _)| found.starts_with(name))
        .map_or(found, |(_, plain)| plain);
    let expected = TYPES
        .iter()
        .find(|(name, _)| expected.starts_with(name))
        .map_or(expected, |(_, plain)| plain);
    format!("this is {found}; wanted here is {expected}.")
}

const TYPES: [(&str, &str); 14] = [
    ("string", "a text"),
    ("a string", "a text in quotes"),
    ("integer", "a number"),
    ("i64", "a whole number"),
    ("floating point", "a number with decimals"),
    ("boolean", "true or false"),
    ("a boolean", "true or false"),
    ("sequence", "a list"),
    ("a sequence", "a list in square brackets"),
    ("an array", "a list in square brackets"),
    ("map", "a section or table"),
    ("a map", "a section of its own"),
    ("f64", "a number"),
    ("struct", "a section of its own"),
];

/// The valid name that is most like the one found, if any is like it.
pub(super) fn nearest<'a, S: AsRef<str>>(found: &str, valid: &'a [S]) -> Option<&'a str> {
    const LIKE: f64 = 0.8;
    let found = found.to_lowercase();
    valid
        .iter()
        .map(|name| {
            (
                strsim::jaro_winkler(&found, &name.as_ref().to_lowercase()),
                name.as_ref(),
            )
        })
        .filter(|(likeness, _)| *likeness >= LIKE)
        .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)))
        .map(|(_, name)| name)
}

fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(", ")
}
