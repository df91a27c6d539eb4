//! When two ways of writing a person are held to be the same person.

use crate::ingest::records::{Naming, Texts};
use crate::ingest::shape::BETWEEN_PEOPLE;
use crate::programme::{display_text, fold, fold_person};
use crate::values::is_missing;

/// One person as written: the name, and the e-mail.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Person<'a> {
    name: &'a str,
    email: &'a str,
}

impl Person<'_> {
    /// As they are shown: by name, else by e-mail.
    pub fn shown(self) -> String {
        display_text(if is_missing(self.name) {
            self.email
        } else {
            self.name
        })
    }

    fn keys(self) -> Vec<String> {
        [self.name, self.email]
            .into_iter()
            .filter(|text| !is_missing(text))
            .map(fold_person)
            .filter(|key| !key.is_empty())
            .collect()
    }
}

/// The two people of a naming as written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Couple<'a> {
    pub mentor: Person<'a>,
    pub mentee: Person<'a>,
}

impl<'a> Couple<'a> {
    /// The people of a naming, each cell taken as one.
    pub fn of(naming: &Naming, texts: &'a Texts) -> Self {
        let Naming([_, mentor, mentee, mentor_email, mentee_email]) = *naming;
        let person = |name, email| {
            let (name, email) = (texts.text(name), texts.text(email));
            let email = if is_missing(name) || !is_no_address(email) {
                email
            } else {
                ""
            };
            Person { name, email }
        };
        Self {
            mentor: person(mentor, mentor_email),
            mentee: person(mentee, mentee_email),
        }
    }

    /// Every mentor with every mentee, where separators divide cells into several people.
    pub fn each(self, separators: &[String]) -> Vec<Self> {
        let mentees = several(self.mentee, separators);
        several(self.mentor, separators)
            .into_iter()
            .flat_map(|mentor| mentees.iter().map(move |&mentee| Self { mentor, mentee }))
            .collect()
    }

    /// The id of a pair that only has names.
    pub fn shown_id(self) -> String {
        format!("{} – {}", self.mentor.shown(), self.mentee.shown())
    }
}

/// Whether a cell for an e-mail only says that there is none: it may stand beside many names. A
/// login without a domain is as good as an address.
fn is_no_address(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "noemail",
        "nomail",
        "anonymous",
        "withheld",
        "private",
        "tbc",
        "tba",
        "tbd",
        "missing",
    ];
    let text = text.trim();
    !text.contains('@') && (text.contains(' ') || WORDS.contains(&fold(text).as_str()))
}

/// The people in the cells of one side. E-mails belong to names where there are as many.
fn several<'a>(person: Person<'a>, separators: &[String]) -> Vec<Person<'a>> {
    let names = parts(person.name, separators);
    let emails = parts(person.email, separators);
    if names.len().max(emails.len()) < 2 {
        return vec![person];
    }
    let alike = emails.len() == names.len();
    let count = if names.is_empty() {
        emails.len()
    } else {
        names.len()
    };
    let at = |list: &[&'a str], index: usize| list.get(index).copied().unwrap_or_default();
    (0..count)
        .map(|index| Person {
            name: at(&names, index),
            email: if alike || names.is_empty() {
                at(&emails, index)
            } else {
                ""
            },
        })
        .collect()
}

/// The names in a cell: between separators, and where it was made of several cells.
pub(in crate::ingest) fn parts<'a>(cell: &'a str, separators: &[String]) -> Vec<&'a str> {
    let mut parts: Vec<&str> = cell.split(BETWEEN_PEOPLE).collect();
    for separator in separators.iter().filter(|separator| !separator.is_empty()) {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(separator.as_str()))
            .collect();
    }
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !is_missing(part)).collect()
}

/// The spellings that may stand for the two people of a naming: by name, then by e-mail.
#[derive(Debug)]
pub(super) struct People {
    mentor: Vec<String>,
    mentee: Vec<String>,
}

impl People {
    pub fn of(couple: Couple<'_>) -> Self {
        Self {
            mentor: couple.mentor.keys(),
            mentee: couple.mentee.keys(),
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
    fn a_text_that_is_no_address_is_told_from_one() {
        for text in [
            "no email",
            "Not provided",
            "anonymous",
            "TBC",
            "does not have one",
        ] {
            assert!(is_no_address(text), "{text}");
        }
        for text in ["a@x.org", "jsmith", "a@x.org; b@x.org", "", "12345"] {
            assert!(!is_no_address(text), "{text}");
        }
    }

    #[test]
    fn several_people_in_a_cell_make_a_couple_each() {
        let couple = Couple {
            mentor: Person {
                name: "Cai",
                email: "cai@x.example",
            },
            mentee: Person {
                name: "Anna; Ben and Di",
                email: "a@x.example;b@x.example",
            },
        };
        let shown = |separators: &[&str]| -> Vec<String> {
            let separators: Vec<_> = separators.iter().map(|text| (*text).to_owned()).collect();
            let couples = couple.each(&separators);
            couples.into_iter().map(Couple::shown_id).collect()
        };
        assert_eq!(shown(&[]), ["Cai – Anna; Ben and Di"]);
        assert_eq!(shown(&[";"]), ["Cai – Anna", "Cai – Ben and Di"]);
        let all = couple.each(&[";".into(), " and ".into()]);
        assert_eq!(all.len(), 3);
        assert!(all.iter().all(|couple| couple.mentee.email.is_empty()));
        assert_eq!(couple.each(&[";".into()])[1].mentee.email, "b@x.example");
    }
}
