//! What the configuration says about a file.

use crate::config::{Config, SourceConfig, file_fits};
use crate::ingest::source::SourceFile;

/// What the configuration says about a file: all sources that match it together, of which later
/// ones stand above earlier ones.
pub(in crate::ingest) fn configured(found: &SourceFile, config: &Config) -> Option<SourceConfig> {
    let container = found.container();
    let is_meant = |source: &&SourceConfig| {
        let fits = |path: &str| file_fits(&source.file, path);
        fits(&found.shown) || container.as_deref().is_some_and(fits)
    };
    let meant: Vec<&SourceConfig> = config.sources.iter().filter(is_meant).collect();
    let mut all = meant.first().copied()?.clone();
    for later in &meant[1..] {
        all.overlay(later);
    }
    for value in all.set.values_mut() {
        *value = with_names(value, found);
    }
    Some(all)
}

/// A configured value with the names of file, folder and sheet put in.
fn with_names(value: &str, found: &SourceFile) -> String {
    let text = |name: Option<&std::ffi::OsStr>| {
        name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    let folder = found.path.parent().and_then(std::path::Path::file_name);
    let sheet = found.part.as_ref().map_or("", |part| part.name.as_str());
    value
        .replace("{file}", &text(found.path.file_stem()))
        .replace("{folder}", &text(folder))
        .replace("{sheet}", sheet)
}
