//! The columns that tell responses apart: data in `headers.toml`.

use crate::ingest::columns::key;
use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::profiles::Profile;
use crate::programme::fold;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The columns of one file that tell its responses apart, each kind with the best first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ingest) struct ResponseColumns {
    /// Together they tell a response from all others; empty where nothing does.
    pub ids: Vec<usize>,
    /// When it was begun.
    pub started: Option<usize>,
    /// When it was sent, or changed last.
    pub sent: Vec<usize>,
    /// Who sent it.
    pub who: Vec<usize>,
    /// Numbers of meetings, which tell them apart within their pair at least.
    pub meeting: Option<usize>,
    /// The same for files with the same headers.
    pub fingerprint: u64,
}

impl ResponseColumns {
    /// Looks the headers of a file up.
    pub fn of(profile: Profile, headers: &[String]) -> Self {
        let known = &*KNOWN;
        let own = known.exporters.get(profile.name());
        let nothing = Vec::new();
        let of = |list: fn(&Own) -> &Vec<String>| own.map_or(&nothing, list);
        let all_of = positions(headers, of(|own| &own.all_of).iter());
        // Repeats of a form say to which response they belong; it is not what tells them apart.
        let is_own = |at: &usize| !headers[*at].trim().starts_with("_submission__");
        let mut ids = positions(headers, of(|own| &own.ids).iter().chain(&known.ids));
        ids.retain(is_own);
        Self {
            ids: if all_of.is_empty() {
                ids.into_iter().take(1).collect()
            } else {
                all_of
            },
            started: positions(headers, known.started.iter()).into_iter().next(),
            sent: positions(headers, known.sent.iter().chain(of(|own| &own.sent))),
            who: positions(headers, known.who.iter()),
            meeting: positions(headers, known.meetings.iter()).first().copied(),
            fingerprint: headers
                .iter()
                .map(|header| stable_hash(fold(header).as_bytes()))
                .fold(profile as u64, combined),
        }
    }

    /// Whether nothing says which responses belong together.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty() && self.sent.is_empty()
    }

    /// Columns with times that the exporter wrote itself.
    pub fn times(&self) -> impl Iterator<Item = usize> {
        self.sent.iter().copied().chain(self.started)
    }
}

/// Where headers of a list stand, in the order of the list.
fn positions<'a>(headers: &[String], wanted: impl Iterator<Item = &'a String>) -> Vec<usize> {
    let keys: Vec<String> = headers.iter().map(|header| key(header)).collect();
    let mut found = Vec::new();
    for wanted in wanted {
        let at = match wanted.strip_prefix('=') {
            Some(exact) => headers.iter().position(|header| header.trim() == exact),
            None => keys.iter().position(|key| key == wanted),
        };
        if let Some(at) = at
            && !found.contains(&at)
        {
            found.push(at);
        }
    }
    found
}

/// An unreadable file would leave nothing to be known; a test reads it.
static KNOWN: LazyLock<Known> =
    LazyLock::new(|| toml::from_str(include_str!("headers.toml")).unwrap_or_default());

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    ids: Vec<String>,
    started: Vec<String>,
    sent: Vec<String>,
    who: Vec<String>,
    meetings: Vec<String>,
    exporters: BTreeMap<String, Own>,
}

/// What is so in the files of one exporter only.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Own {
    ids: Vec<String>,
    /// Columns that tell a response together.
    all_of: Vec<String>,
    sent: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_header_of_the_list_is_a_key_or_exact() {
        let known: Known = toml::from_str(include_str!("headers.toml")).unwrap();
        let lists = [
            &known.ids,
            &known.started,
            &known.sent,
            &known.who,
            &known.meetings,
        ];
        let own = known
            .exporters
            .values()
            .flat_map(|own| [&own.ids, &own.all_of, &own.sent]);
        for header in lists.into_iter().chain(own).flatten() {
            assert!(
                header.starts_with('=') || key(header) == *header,
                "{header}"
            );
        }
    }

    #[test]
    fn ids_of_an_exporter_count_in_its_files_only() {
        let headers = ["ID", "Start time", "Completion time", "Email"].map(str::to_owned);
        let columns = ResponseColumns::of(Profile::MicrosoftForms, &headers);
        assert_eq!(columns.ids, [0]);
        assert_eq!(
            (columns.started, columns.sent, columns.who),
            (Some(1), vec![2], vec![3])
        );
        assert!(ResponseColumns::of(Profile::Plain, &headers).ids.is_empty());
    }

    #[test]
    fn a_record_of_redcap_is_told_by_all_of_its_columns() {
        let headers = [
            "record_id",
            "redcap_event_name",
            "redcap_repeat_instance",
            "date",
        ];
        let columns = ResponseColumns::of(Profile::RedCap, &headers.map(str::to_owned));
        assert_eq!(columns.ids, [0, 1, 2]);
    }
}
