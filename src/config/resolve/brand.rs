//! `[brand]`: name, logo and colour, checked.

mod picture;
mod svg;

use super::super::brand::{Brand, Logo};
use super::super::document::{self, At};
use super::super::error::{ConfigError, Source};
use super::check::Check;
use crate::charts::{Accent, LEGIBLE};
use std::fs;

/// A logo is embedded in every page; more than this makes pages heavy.
const MOST_BYTES: usize = 512 * 1024;

pub(super) fn brand(given: &document::Brand, check: Check<'_>) -> Result<Brand, ConfigError> {
    Ok(Brand {
        name: given.name.clone().filter(|name| !name.trim().is_empty()),
        logo: given
            .logo
            .as_ref()
            .map(|file| logo(file, check))
            .transpose()?,
        accent: given
            .accent
            .as_ref()
            .map(|text| accent(text, check))
            .transpose()?,
    })
}

fn accent(at: &At<String>, check: Check<'_>) -> Result<Accent, ConfigError> {
    Accent::parse(at.get_ref()).ok_or_else(|| {
        check
            .error(at, format!("“{}” is no colour.", at.get_ref()))
            .help("Colours are written as “#” with six digits or letters a to f: \"#1D5C96\".")
    })
}

/// Says that a colour is used darker than it was asked for, and why.
pub(in crate::config) fn caution(given: &document::Brand, source: &Source) -> Option<ConfigError> {
    let at = given.accent.as_ref()?;
    let accent = Accent::parse(at.get_ref())?;
    let found = accent.too_pale()?;
    let message = format!(
        "text in {} could not be read on light paper: its contrast is {found:.1}, and {LEGIBLE} are needed.",
        accent.asked
    );
    let help = format!(
        "It is darkened to {}. Choose a darker colour to decide yourself.",
        accent.light
    );
    Some(Check(source).error(at, message).help(help))
}

fn logo(at: &At<String>, check: Check<'_>) -> Result<Logo, ConfigError> {
    let path = check.0.folder.join(at.get_ref());
    let bytes = fs::read(&path).map_err(|error| {
        let message = format!("the logo {} cannot be read: {error}.", path.display());
        check
            .error(at, message)
            .help("Its path is relative to the folder of this file.")
    })?;
    if bytes.len() > MOST_BYTES {
        let message = format!(
            "the logo has {} KB; at most {} are embedded in each page.",
            bytes.len() / 1024,
            MOST_BYTES / 1024
        );
        return Err(check.error(at, message).help("Save it smaller, or as SVG."));
    }
    let (format, width, height) = picture::described(&bytes).map_err(|why| check.error(at, why))?;
    Ok(Logo {
        file: at.get_ref().clone(),
        format,
        width,
        height,
        bytes,
    })
}
