//! What the name of a file says of what it holds: words by table in `synonyms.toml`.

use super::headers::key;
use super::synonyms::file_names;
use crate::programme::{Table, fold};
use crate::values::answers::{PhaseInName, phase_in_name, respondent_in};
use serde::Deserialize;

/// The words by which files are called, by the table that they hold.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FileNames {
    sessions: Vec<String>,
    evaluations: Vec<String>,
    pairs: Vec<String>,
    goals: Vec<String>,
    actions: Vec<String>,
    partnerships: Vec<String>,
    contacts: Vec<String>,
}

impl FileNames {
    /// The words as they are looked for, without the spaces between them.
    pub(super) fn by_key(self) -> Self {
        let keys = |words: Vec<String>| words.iter().map(|word| key(word)).collect();
        Self {
            sessions: keys(self.sessions),
            evaluations: keys(self.evaluations),
            pairs: keys(self.pairs),
            goals: keys(self.goals),
            actions: keys(self.actions),
            partnerships: keys(self.partnerships),
            contacts: keys(self.contacts),
        }
    }

    fn of(&self, table: Table) -> &[String] {
        match table {
            Table::Sessions => &self.sessions,
            Table::Evaluations => &self.evaluations,
            Table::Pairs => &self.pairs,
            Table::Goals => &self.goals,
            Table::Actions => &self.actions,
            Table::Partnerships => &self.partnerships,
            Table::Contacts => &self.contacts,
        }
    }
}

/// Whether a name is one of files with a table.
pub(super) fn is_named_after(name: &str, table: Table) -> bool {
    let name = key(name);
    let mut words = file_names().of(table).iter();
    words.any(|word| name.contains(word.as_str()))
}

/// Whether a word of a name begins as the names of files with a table do: `Interactions` are no
/// actions.
pub(super) fn begins_as(name: &str, table: Table) -> bool {
    let mut apart = String::new();
    let mut before = ' ';
    for sign in name.chars() {
        if sign.is_uppercase() && before.is_lowercase() {
            apart.push(' ');
        }
        apart.push(sign);
        before = sign;
    }
    let words = fold(&apart);
    let mut words = words.split(' ');
    words.any(|word| {
        let mut starts = file_names().of(table).iter();
        starts.any(|start| word.starts_with(start.as_str()))
    })
}

/// Whether a name is one of forms by what they are.
pub(in crate::ingest) fn is_called_a_form(name: &str) -> bool {
    is_named_after(name, Table::Evaluations)
}

/// Whether a name is one of forms by what they ask for, and not of meetings: that something is a
/// form, or the responses to one, is also said of records of meetings.
pub(in crate::ingest) fn is_called_a_survey(name: &str) -> bool {
    let mut words = file_names().of(Table::Evaluations).iter();
    let name_key = key(name);
    let is_survey =
        words.any(|word| !matches!(word.as_str(), "form" | "response") && name_key.contains(word));
    is_survey && !is_called_meetings(name)
}

/// Whether a name is one of meetings.
pub(in crate::ingest) fn is_called_meetings(name: &str) -> bool {
    is_named_after(name, Table::Sessions)
}

/// Whether a name is one of logs of meetings, and not of forms as well.
pub(in crate::ingest) fn is_called_a_log_of_meetings(name: &str) -> bool {
    is_called_meetings(name) && !is_called_a_form(name)
}

/// Whether a name is one of lists of goals.
pub(in crate::ingest) fn is_called_a_list_of_goals(name: &str) -> bool {
    is_named_after(name, Table::Goals) && !names_forms(name)
}

/// Whether a file is called as forms are: by what they are, when they are filled in, or by whom.
pub(in crate::ingest) fn names_forms(name: &str) -> bool {
    is_called_a_form(name)
        || phase_in_name(name) != PhaseInName::Unsaid
        || respondent_in(name).is_some()
}
