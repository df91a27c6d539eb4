//! Exporters that write one header row, by columns that nobody else writes together.

use super::Profile;
use crate::programme::fold;

/// Folded headers that all have to be there, most telling profiles first.
const SIGNATURES: [(Profile, &[&str]); 11] = [
    (Profile::RedCap, &["redcap event name"]),
    (Profile::RedCap, &["redcap repeat instrument"]),
    (Profile::RedCap, &["redcap survey identifier"]),
    (Profile::KoboToolbox, &["uuid", "submission time"]),
    (Profile::Odk, &["submissiondate", "key"]),
    (
        Profile::LimeSurvey,
        &["submitdate", "lastpage", "startlanguage"],
    ),
    (Profile::Typeform, &["submit date utc", "network id"]),
    (Profile::MicrosoftForms, &["start time", "completion time"]),
    (Profile::SurveyMonkey, &["respondent id", "collector id"]),
    (Profile::JotForm, &["submission date", "submission id"]),
    (Profile::GoogleForms, &["timestamp"]),
];

/// The first profile whose columns are all among the headers.
pub(super) fn profile(headers: &[String]) -> Profile {
    let folded: Vec<_> = headers.iter().map(|header| fold(header)).collect();
    let has = |wanted: &&str| folded.iter().any(|header| header == wanted);
    SIGNATURES
        .iter()
        .find(|(_, columns)| columns.iter().all(has))
        .map_or(Profile::Plain, |(profile, _)| *profile)
}
