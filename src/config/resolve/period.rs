//! The period as written: checked here, where its place is known; the summary says which days it is.

use super::super::document::At;
use super::super::error::ConfigError;
use super::check::Check;
use crate::values::periods::{NoPeriod, PeriodText};

/// `2026-Q3`, `2026-09`, `2026` or `FROM..TO`.
pub(super) fn period(
    at: Option<&At<String>>,
    check: Check<'_>,
) -> Result<Option<String>, ConfigError> {
    let Some(at) = at else {
        return Ok(None);
    };
    let text = at.get_ref().trim();
    match PeriodText::parse(text) {
        Ok(_) => Ok(Some(text.to_owned())),
        Err(NoPeriod::Reversed) => {
            Err(check.error(at, format!("the period “{text}” ends before it begins.")))
        }
        Err(NoPeriod::NotUnderstood) => Err(check
            .error(at, format!("“{text}” is no period."))
            .help("Periods are written 2026-Q3, 2026-09, 2026 or 2026-07-01..2026-08-15.")),
    }
}
