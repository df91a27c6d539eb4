//! When two ways of writing a person are held to be the same person.

use crate::ingest::records::{Naming, Texts};
use crate::ingest::values::is_missing;
use crate::programme::fold;

/// The form in which people are compared: folded, and "Last, First" in the order of speech.
pub(in crate::ingest) fn person_key(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            fold(&format!("{first} {last}"))
        }
        _ => fold(name),
    }
}

/// The spellings that may stand for the two people of a naming: by name, then by e-mail.
pub(super) struct People {
    mentor: Vec<String>,
    mentee: Vec<String>,
}

impl People {
    pub fn of(naming: &Naming, texts: &Texts) -> Self {
        let Naming([_, mentor, mentee, mentor_email, mentee_email]) = *naming;
        let keys = |name, email| {
            [name, email]
                .into_iter()
                .map(|id| texts.text(id))
                .filter(|text| !is_missing(text))
                .map(person_key)
                .filter(|key| !key.is_empty())
                .collect()
        };
        Self {
            mentor: keys(mentor, mentor_email),
            mentee: keys(mentee, mentee_email),
        }
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.mentor.is_empty() && self.mentee.is_empty()
    }

    /// Whether both are named.
    pub fn is_complete(&self) -> bool {
        !self.mentor.is_empty() && !self.mentee.is_empty()
    }

    /// Keys to look a pair up by, best first: by name before by e-mail, and by one of the two
    /// only where the other is not named.
    pub fn lookups(&self) -> Vec<String> {
        joined(&or_blank(&self.mentor), &or_blank(&self.mentee))
    }

    /// Keys under which a pair of these two can be found.
    pub fn entries(&self) -> Vec<String> {
        let with_blank = |keys: &[String]| {
            let mut keys = keys.to_vec();
            keys.push(String::new());
            keys
        };
        let mut entries = joined(&with_blank(&self.mentor), &with_blank(&self.mentee));
        entries.pop(); // Nobody and nobody.
        entries
    }
}

fn or_blank(keys: &[String]) -> Vec<String> {
    if keys.is_empty() {
        vec![String::new()]
    } else {
        keys.to_vec()
    }
}

/// Folded names hold no control characters, so one can stand between them.
fn joined(mentors: &[String], mentees: &[String]) -> Vec<String> {
    mentors
        .iter()
        .flat_map(|mentor| {
            mentees
                .iter()
                .map(move |mentee| format!("{mentor}\u{1f}{mentee}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_a_name_does_not_matter() {
        assert_eq!(person_key("Müller, Anna"), person_key(" anna  MULLER"));
        assert_eq!(
            person_key("Anna.Muller@example.org"),
            "anna muller example org"
        );
        assert_ne!(person_key("Anna Muller"), person_key("Anna Miller"));
        assert_eq!(person_key("Smith, John, Dr"), "smith john dr");
        assert_eq!(person_key("Smith,"), "smith");
    }
}
