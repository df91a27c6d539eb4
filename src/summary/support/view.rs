//! A part of the list: some states, a cohort, a site, a mentor, the first few.

use super::{SupportList, SupportRow};
use crate::measures::State;
use crate::programme::{Programme, fold};
use crate::summary::roster::person;
use crate::summary::selection::PairColumn;
use std::collections::BTreeSet;
use thiserror::Error;

/// What is to be seen of the list; nothing asked for = all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Only pairs in one of these states.
    pub states: Vec<State>,
    /// Only pairs of this cohort.
    pub cohort: Option<String>,
    /// Only pairs of this site.
    pub site: Option<String>,
    /// Only pairs of this mentor.
    pub mentor: Option<String>,
    /// Only so many.
    pub top: Option<usize>,
}

/// A value that no pair of the programme has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("--{option} {value}: no pair has this {option}{}", hint(nearest.as_deref()))]
pub struct UnknownValue {
    option: &'static str,
    value: String,
    nearest: Option<String>,
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean “{nearest}”?")
    })
}

/// How alike two names must be for one to be suggested for the other, 0–1.
const ALIKE: f64 = 0.75;

impl View {
    /// Refuses values that no pair of the programme has: a list that is empty because a name was
    /// misspelt would look like good news.
    ///
    /// # Errors
    /// Names the option and the nearest value that there is.
    pub fn check(&self, programme: &Programme) -> Result<(), UnknownValue> {
        for (option, value) in [
            ("cohort", &self.cohort),
            ("site", &self.site),
            ("mentor", &self.mentor),
        ] {
            if let Some(value) = value {
                known(programme, option, value)?;
            }
        }
        Ok(())
    }

    /// Whether the whole list is seen.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// What is seen of a list, however long it is.
    #[must_use]
    pub fn of(&self, list: &SupportList) -> SupportList {
        let rows = list.rows.iter().filter(|row| self.shows(row));
        SupportList {
            rows: rows.cloned().collect(),
            ..list.clone()
        }
    }

    /// As much of a list as was asked for.
    #[must_use]
    pub fn first(&self, list: &SupportList) -> SupportList {
        let rows = list.rows.iter().take(self.top.unwrap_or(usize::MAX));
        SupportList {
            rows: rows.cloned().collect(),
            ..list.clone()
        }
    }

    /// Whether a pair is seen, however many others are.
    #[must_use]
    pub fn shows(&self, row: &SupportRow) -> bool {
        let fits = |wanted: &Option<String>, value: &Option<Box<str>>, same: fn(&str) -> String| {
            let wanted = wanted.as_deref().map(same);
            wanted.is_none_or(|wanted| value.as_deref().map(same) == Some(wanted))
        };
        (self.states.is_empty() || self.states.contains(&row.state))
            && fits(&self.cohort, &row.cohort, fold)
            && fits(&self.site, &row.site, fold)
            && fits(&self.mentor, &row.mentor, name)
    }
}

/// Ids of the pairs of which somebody has this name, or one that holds all of its words;
/// ascending.
#[must_use]
pub fn pairs_of_person(programme: &Programme, named: &str) -> Vec<String> {
    let wanted = name(named);
    let is_meant = |person: &Option<String>| {
        let person = person.as_deref().map(name);
        person.is_some_and(|person| is_part(&wanted, &person))
    };
    let pairs = programme.partitions.iter().flat_map(|part| &part.pairs);
    let found = pairs.filter(|pair| is_meant(&pair.mentor) || is_meant(&pair.mentee));
    let mut ids: Vec<String> = found.map(|pair| pair.id.clone()).collect();
    ids.sort_unstable();
    ids
}

/// A name in whatever order it is written.
fn name(text: &str) -> String {
    let folded = person(Some(text)).unwrap_or_default();
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// Whether a name of several words holds all of these.
fn is_part(words: &str, name: &str) -> bool {
    let mut words = words.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| name.split_whitespace().any(|known| known == word))
}

fn known(programme: &Programme, option: &'static str, value: &str) -> Result<(), UnknownValue> {
    let unknown = |nearest| UnknownValue {
        option,
        value: value.to_owned(),
        nearest,
    };
    let column = PairColumn::find(programme, option, "").map_err(|_| unknown(None))?;
    let same = if option == "mentor" { name } else { fold };
    let pairs = programme.partitions.iter().flat_map(|part| &part.pairs);
    let values: BTreeSet<&str> = pairs.filter_map(|pair| column.value(pair)).collect();
    let wanted = same(value);
    if values.iter().any(|known| same(known) == wanted) {
        return Ok(());
    }
    let part_of = |known: &&&str| is_part(&wanted, &same(known));
    if let Some(known) = values.iter().find(part_of) {
        return Err(unknown(Some((*known).to_owned())));
    }
    let nearest = values
        .into_iter()
        .map(|known| (strsim::jaro_winkler(&same(known), &wanted), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)));
    Err(unknown(nearest.map(|(_, known)| known.to_owned())))
}
