//! What is known of one exporter.

use super::Profile;
use crate::ingest::columns::key;
use crate::ingest::shape::{Aside, Draft};
use crate::ingest::trouble::Trouble;
use crate::values::answers;

/// A column, whether a cell of it says that its row is no answer, and why.
type NoAnswer = (&'static str, fn(&str) -> bool, Trouble);

/// What is known of one exporter. Headers are compared by their key (lower case, letters and
/// digits only); those that begin with `=` exactly as written.
pub(super) struct Exporter {
    pub profile: Profile,
    /// Headers that nobody else writes together; one of the sets has to be there.
    pub signatures: &'static [&'static [&'static str]],
    /// Its own bookkeeping: never answers.
    pub own: &'static [&'static str],
    /// When a row was sent, the best first: the day of the row where it says no other.
    pub submitted: &'static [&'static str],
    /// Rows that are no answers.
    pub asides: &'static [NoAnswer],
    /// What else is to be done before answers are put together.
    pub prepare: fn(&mut Draft),
    /// What else is to be done after that.
    pub divide: fn(&mut Draft),
}

impl Exporter {
    /// Whether headers are those of the exporter.
    pub fn wrote(&self, headers: &[String]) -> bool {
        let has = |wanted: &&str| headers.iter().any(|header| is(header, wanted));
        self.signatures.iter().any(|set| set.iter().all(has))
    }

    /// Takes what is known of the exporter into account.
    pub fn prepare(&self, draft: &mut Draft) {
        for column in 0..draft.headers.len() {
            if self.own.iter().any(|own| is(&draft.headers[column], own)) {
                draft.hide(column);
            }
        }
        self.date_by_submission(draft);
        for (header, is_none, trouble) in self.asides {
            if let Some(header) = draft.headers.iter().position(|found| is(found, header)) {
                draft.asides.push(Aside {
                    header,
                    is_none: *is_none,
                    trouble: *trouble,
                });
            }
        }
        (self.prepare)(draft);
    }

    fn date_by_submission(&self, draft: &mut Draft) {
        let columns = self
            .submitted
            .iter()
            .filter_map(|wanted| draft.headers.iter().position(|header| is(header, wanted)));
        let columns: Vec<usize> = columns.collect();
        let said = |column: &&usize| draft.cells(**column).any(|cell| !is_no_stamp(cell));
        let best = columns.iter().find(said).copied();
        for column in columns {
            draft.hide(column);
        }
        if let Some(best) = best {
            SUBMITTED.clone_into(&mut draft.names[best]);
        }
    }
}

/// The name under which the time of sending is looked up: the last choice for a date.
pub(in crate::ingest) const SUBMITTED: &str = "timestamp";

/// What is written where no time was kept.
fn is_no_stamp(cell: &str) -> bool {
    cell.starts_with("1980-01-01")
}

fn is(header: &str, wanted: &str) -> bool {
    match wanted.strip_prefix('=') {
        Some(exact) => header.trim() == exact,
        None => key(header) == wanted,
    }
}

/// Nothing else is to be done.
pub(super) fn nothing(_: &mut Draft) {}

/// A cell that says "no".
pub(super) fn is_no(cell: &str) -> bool {
    answers::yes_no(cell) == Some(false)
}
