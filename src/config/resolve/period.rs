//! The period as written: checked here, where its place is known, and read by the summary.

use super::super::document::At;
use super::super::error::ConfigError;
use super::check::Check;
use crate::programme::Day;

/// `2026-Q3`, `2026-09`, `2026` or `FROM..TO`.
pub(super) fn period(
    at: Option<&At<String>>,
    check: Check<'_>,
) -> Result<Option<String>, ConfigError> {
    let Some(at) = at else {
        return Ok(None);
    };
    let text = at.get_ref().trim();
    if is_period(text) {
        return Ok(Some(text.to_owned()));
    }
    Err(check
        .error(at, format!("“{text}” is no period."))
        .help("Periods are written 2026-Q3, 2026-09, 2026 or 2026-07-01..2026-08-15."))
}

fn is_period(text: &str) -> bool {
    if let Some((from, to)) = text.split_once("..") {
        return matches!((Day::from_iso(from), Day::from_iso(to)), (Some(from), Some(to)) if from <= to);
    }
    match text.split_once('-') {
        None => is_year(text),
        Some((year, part)) => is_year(year) && (is_quarter(part) || is_month(part)),
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_quarter(text: &str) -> bool {
    matches!(text, "Q1" | "Q2" | "Q3" | "Q4")
}

fn is_month(text: &str) -> bool {
    text.len() == 2 && matches!(text.parse(), Ok(1..=12))
}
