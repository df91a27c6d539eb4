//! Names of groups before the names of questions: `session/date`, `g1-date`.

use crate::ingest::columns;
use crate::ingest::shape::Draft;
use crate::programme::Table;

/// Looks headers up without the groups before them, where that says something and the whole
/// does not. Options of a list keep their question.
pub(super) fn shorten(draft: &mut Draft, separator: char) {
    let says = |name: &str| {
        [Table::Sessions, Table::Evaluations, Table::Pairs]
            .iter()
            .any(|table| !columns::meanings(name, *table).is_empty())
    };
    let names = draft.names.clone();
    for name in &mut draft.names {
        let parts: Vec<&str> = name.split(separator).map(str::trim).collect();
        let is_option = name
            .rsplit_once(separator)
            .is_some_and(|(question, _)| names.iter().any(|other| other == question));
        if is_option {
            // `group/question/option` keeps its question.
            let from = parts.len().saturating_sub(2);
            *name = parts[from..].join("/");
        } else if !says(name)
            && let Some(from) = (1..parts.len()).find(|from| says(&parts[*from..].join(" ")))
        {
            *name = parts[from..].join(" ");
        }
    }
}
