//! Whose reports they are, to be seen.

use crate::charts::Accent;
use serde::Serialize;

/// How the reports show whose they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Brand {
    /// Name of the organisation.
    pub name: Option<String>,
    /// Its sign.
    pub logo: Option<Logo>,
    /// Its colour.
    pub accent: Option<Accent>,
}

/// A sign, checked: a picture that can be shown and that loads and runs nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Logo {
    /// The file as the configuration names it.
    pub file: String,
    /// What it is.
    pub format: LogoFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Format of a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LogoFormat {
    /// Portable network graphics.
    Png,
    /// JPEG.
    Jpeg,
    /// Scalable vector graphics.
    Svg,
}

impl LogoFormat {
    /// The usual ending of a file of this format.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Svg => "svg",
        }
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Svg => "image/svg+xml",
        }
    }
}
