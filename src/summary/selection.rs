//! Which pairs are summed up, and by which columns: `--where` and `--by`.

use crate::measures::PairAt;
use crate::programme::{Pair, Programme, fold};
use std::collections::BTreeSet;
use thiserror::Error;

/// A column that names no attribute of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{option} {column}: there is no such column of pairs; {}", hint(.nearest.as_deref(), .known))]
pub struct UnknownColumn {
    /// The option that names it (`--by`, `--where`).
    pub option: &'static str,
    /// The column asked for.
    pub column: String,
    /// The column that is spelt most alike, if any is near.
    pub nearest: Option<String>,
    /// The columns that there are.
    pub known: Vec<String>,
}

/// Filters that no pair meets.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no pair has {}{}", asked.join(" and "), nearest_value(.nearest.as_deref()))]
pub struct NoPairs {
    /// The filters as typed.
    pub asked: Vec<String>,
    /// The value that is spelt most like the one that no pair has, if any is near.
    pub nearest: Option<String>,
}

fn nearest_value(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| {
        format!("; did you mean `{nearest}`?")
    })
}

fn hint(nearest: Option<&str>, known: &[String]) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("there are {}", known.join(", ")),
    }
}

/// How alike two names must be for one to be suggested for the other, 0–1.
const ALIKE: f64 = 0.75;

/// A column of pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PairColumn {
    /// Its name as recorded.
    pub name: String,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Id,
    Mentor,
    Mentee,
    Attribute(usize),
}

impl PairColumn {
    /// The column of a name, whatever its case, accents and punctuation.
    pub fn find(
        programme: &Programme,
        name: &str,
        option: &'static str,
    ) -> Result<Self, UnknownColumn> {
        let columns = Self::all(programme);
        let wanted = fold(name);
        let found = columns.iter().find(|column| fold(&column.name) == wanted);
        found
            .cloned()
            .ok_or_else(|| unknown(&columns, name, option))
    }

    fn all(programme: &Programme) -> Vec<Self> {
        let own = [
            ("pair_id", Place::Id),
            ("mentor", Place::Mentor),
            ("mentee", Place::Mentee),
        ];
        let attributes = programme.attributes.iter().enumerate();
        let attributes = attributes.map(|(index, name)| (name.as_str(), Place::Attribute(index)));
        own.into_iter()
            .chain(attributes)
            .map(|(name, place)| Self {
                name: name.to_owned(),
                place,
            })
            .collect()
    }

    /// What it is called in the pair table, where the attributes have these names.
    pub fn in_table<'a>(&'a self, attributes: &'a [String]) -> &'a str {
        match self.place {
            Place::Attribute(index) => attributes.get(index).unwrap_or(&self.name),
            Place::Id | Place::Mentor | Place::Mentee => &self.name,
        }
    }

    /// Its value for a pair as of a date; blank is none.
    pub fn value_at<'a>(&self, pair: &PairAt<'a>) -> Option<&'a str> {
        self.value_among(pair.history.pair, |index| pair.attribute(index))
    }

    /// Its value for a pair of which `attribute` gives what is known by then; blank is none.
    pub fn value_among<'a>(
        &self,
        pair: &'a Pair,
        attribute: impl FnOnce(usize) -> Option<&'a str>,
    ) -> Option<&'a str> {
        match self.place {
            Place::Attribute(index) => filled(attribute(index)?),
            Place::Id | Place::Mentor | Place::Mentee => self.value(pair),
        }
    }

    /// Its value as recorded for a pair; blank is none.
    pub fn value<'a>(&self, pair: &'a Pair) -> Option<&'a str> {
        let value = match self.place {
            Place::Id => Some(&pair.id),
            Place::Mentor => pair.mentor.as_ref(),
            Place::Mentee => pair.mentee.as_ref(),
            Place::Attribute(index) => pair.attributes.get(index)?.as_ref(),
        };
        filled(value?)
    }
}

/// A value without white space around it; blank is none.
pub(super) fn filled(value: &str) -> Option<&str> {
    Some(value.trim()).filter(|value| !value.is_empty())
}

fn unknown(columns: &[PairColumn], name: &str, option: &'static str) -> UnknownColumn {
    let likeness = |column: &PairColumn| strsim::jaro_winkler(&fold(&column.name), &fold(name));
    let nearest = columns
        .iter()
        .map(|column| (likeness(column), &column.name))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)));
    UnknownColumn {
        option,
        column: name.to_owned(),
        nearest: nearest.map(|(_, name)| name.clone()),
        known: columns.iter().map(|column| column.name.clone()).collect(),
    }
}

/// The filters of a run: a pair is in if every column has the value asked for; several values
/// of one column are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    filters: Vec<(PairColumn, Vec<String>)>,
    /// Whether the pairs are kept that do not meet them.
    turned_round: bool,
}

impl Filters {
    pub fn new(programme: &Programme, asked: &[(String, String)]) -> Result<Self, UnknownColumn> {
        let mut filters: Vec<(PairColumn, Vec<String>)> = Vec::new();
        for (name, value) in asked {
            let column = PairColumn::find(programme, name, "--where")?;
            match filters.iter_mut().find(|(known, _)| *known == column) {
                Some((_, values)) => values.push(fold(value)),
                None => filters.push((column, vec![fold(value)])),
            }
        }
        Ok(Self {
            filters,
            turned_round: false,
        })
    }

    /// Filters that keep the pairs that these leave out; `None` if these leave out none.
    pub fn others(&self) -> Option<Self> {
        (!self.filters.is_empty()).then(|| Self {
            filters: self.filters.clone(),
            turned_round: !self.turned_round,
        })
    }

    /// Refuses filters that no pair meets.
    ///
    /// # Errors
    /// Names the value that no pair has, with the nearest one that pairs have.
    pub fn refuse_empty(&self, programme: &Programme) -> Result<(), NoPairs> {
        let pairs = || programme.partitions.iter().flat_map(|part| &part.pairs);
        if self.filters.is_empty() || pairs().any(|pair| self.keep(pair)) {
            return Ok(());
        }
        let alone = self.filters.iter().find(|(column, values)| {
            let said = |pair: &Pair| column.value(pair).map(fold).unwrap_or_default();
            !pairs().any(|pair| values.contains(&said(pair)))
        });
        let Some((column, values)) = alone else {
            let asked = self.filters.iter().map(as_typed).collect();
            let nearest = None;
            return Err(NoPairs { asked, nearest });
        };
        let known: BTreeSet<&str> = pairs().filter_map(|pair| column.value(pair)).collect();
        let likeness = |known: &str| {
            let alike = values
                .iter()
                .map(|value| strsim::jaro_winkler(&fold(known), value));
            alike.fold(0.0, f64::max)
        };
        let nearest = known
            .into_iter()
            .map(|known| (likeness(known), known))
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(left.1)));
        Err(NoPairs {
            asked: vec![as_typed(&(column.clone(), values.clone()))],
            nearest: nearest.map(|(_, value)| format!("{}={value}", column.name)),
        })
    }

    /// Whether a pair is to be summed up. Values are compared folded; an empty one asks for
    /// pairs without a value.
    pub fn keep(&self, pair: &Pair) -> bool {
        let meets_all = self.filters.iter().all(|(column, values)| {
            let value = column.value(pair).map(fold).unwrap_or_default();
            values.contains(&value)
        });
        meets_all != self.turned_round
    }
}

/// A filter as it is typed.
fn as_typed((column, values): &(PairColumn, Vec<String>)) -> String {
    let alternatives: Vec<_> = values
        .iter()
        .map(|value| format!("{}={value}", column.name))
        .collect();
    alternatives.join(" or ")
}

#[cfg(test)]
mod tests {
    use super::super::samples::{pair, programme};
    use super::*;

    fn of_cohort(id: &str, cohort: Option<&str>) -> Pair {
        Pair {
            attributes: vec![cohort.map(str::to_owned)],
            ..pair(id)
        }
    }

    fn kept(asked: &[(&str, &str)]) -> Vec<String> {
        let programme = programme(vec![
            of_cohort("a", Some("2025 Autumn")),
            of_cohort("b", Some("Batch 5")),
            of_cohort("c", Some("Batch 50")),
            of_cohort("d", None),
        ]);
        let asked: Vec<_> = asked
            .iter()
            .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
            .collect();
        let filters = Filters::new(&programme, &asked).unwrap();
        let pairs = &programme.partitions[0].pairs;
        let kept = pairs.iter().filter(|pair| filters.keep(pair));
        kept.map(|pair| pair.id.clone()).collect()
    }

    #[test]
    fn values_match_whole_and_folded() {
        assert_eq!(kept(&[]).len(), 4);
        assert_eq!(kept(&[("Cohort", "batch 5")]), ["b"]);
        assert_eq!(
            kept(&[("cohort", "2025 autumn"), ("cohort", "Batch 50")]),
            ["a", "c"]
        );
        assert_eq!(kept(&[("cohort", "")]), ["d"]);
        assert_eq!(kept(&[("cohort", "Batch 5"), ("pair_id", "a")]), [""; 0]);
    }

    #[test]
    fn the_others_are_all_that_the_filters_leave_out() {
        let programme = programme(vec![
            of_cohort("a", Some("2025 Autumn")),
            of_cohort("b", Some("Batch 5")),
            of_cohort("c", None),
        ]);
        assert_eq!(Filters::default().others(), None);
        let asked = [("cohort".to_owned(), "batch 5".to_owned())];
        let others = Filters::new(&programme, &asked).unwrap().others().unwrap();
        let pairs = programme.partitions[0].pairs.iter();
        let kept = pairs.filter(|pair| others.keep(pair));
        let ids: Vec<&str> = kept.map(|pair| pair.id.as_str()).collect();
        assert_eq!(ids, ["a", "c"]);
    }

    #[test]
    fn filters_that_no_pair_meets_are_refused_with_the_nearest_value() {
        let programme = programme(vec![
            of_cohort("a", Some("2025 Autumn")),
            of_cohort("b", Some("Batch 5")),
        ]);
        let refused = |asked: &[(&str, &str)]| {
            let asked: Vec<_> = asked
                .iter()
                .map(|(column, value)| ((*column).to_owned(), (*value).to_owned()))
                .collect();
            let filters = Filters::new(&programme, &asked).unwrap();
            filters
                .refuse_empty(&programme)
                .err()
                .map(|error| error.to_string())
        };
        assert_eq!(refused(&[]), None);
        assert_eq!(refused(&[("cohort", "batch 5")]), None);
        assert_eq!(
            refused(&[("cohort", "2025 autum")]).unwrap(),
            "no pair has cohort=2025 autum; did you mean `cohort=2025 Autumn`?"
        );
        assert_eq!(
            refused(&[("cohort", "Batch 5"), ("pair_id", "a")]).unwrap(),
            "no pair has cohort=batch 5 and pair_id=a"
        );
    }

    #[test]
    fn an_unknown_column_suggests_the_nearest() {
        let programme = programme(Vec::new());
        let error = PairColumn::find(&programme, "cohrot", "--by").unwrap_err();
        assert_eq!(error.nearest.as_deref(), Some("cohort"));
        let error = PairColumn::find(&programme, "xyz", "--by").unwrap_err();
        assert_eq!(
            error.to_string(),
            "--by xyz: there is no such column of pairs; there are pair_id, mentor, mentee, cohort"
        );
    }
}
