//! Alchemer: bookkeeping before the answers, `alias:question` or `option:question` as headers.

use super::Profile;
use super::exporter::{Exporter, nothing};
use crate::ingest::columns;
use crate::ingest::shape::Draft;
use crate::ingest::trouble::UNFINISHED;
use crate::programme::{Table, fold};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Alchemer,
    signatures: &[
        &["responseid", "timestarted", "datesubmitted"],
        &["responseid", "datesubmitted", "sessionid", "useragent"],
    ],
    own: &[
        "responseid",
        "timestarted",
        "status",
        "contactid",
        "legacycomments",
        "comments",
        "language",
        "referer",
        "sessionid",
        "useragent",
        "extendeduseragent",
        "tags",
        "ipaddress",
        "longitude",
        "latitude",
        "country",
        "city",
        "stateregion",
        "postal",
    ],
    submitted: &["datesubmitted"],
    asides: &[("status", is_unfinished, UNFINISHED)],
    prepare,
    divide: nothing,
};

fn is_unfinished(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "partial" | "abandoned" | "disqualified" | "deleted"
    )
}

/// Looks a question up without its alias, and an option behind its question.
fn prepare(draft: &mut Draft) {
    let parts: Vec<Option<(String, String)>> =
        draft.names.iter().map(|name| divided(name)).collect();
    for (name, own) in draft.names.iter_mut().zip(&parts) {
        let Some((before, question)) = own else {
            continue;
        };
        let same = parts
            .iter()
            .flatten()
            .filter(|(_, other)| other == question);
        if same.count() > 1 {
            *name = format!("{question} – {before}");
        } else if is_known(question) || !is_known(before) {
            question.clone_into(name);
        } else {
            before.clone_into(name);
        }
    }
}

/// A header as alias and question.
fn divided(header: &str) -> Option<(String, String)> {
    let (before, question) = header.split_once(':')?;
    let (before, question) = (before.trim(), question.trim());
    (!before.is_empty() && !question.is_empty()).then(|| (before.to_owned(), question.to_owned()))
}

fn is_known(name: &str) -> bool {
    let mut tables = [Table::Sessions, Table::Evaluations, Table::Pairs].into_iter();
    tables.any(|table| !columns::meanings(name, table).is_empty())
}
