//! How far the records reach, file by file and site by site: where an export is late, silence
//! means nothing.

use crate::measures::PairAt;
use crate::programme::{Day, FileFacts, Session, Status, display_text};
use crate::summary::selection::PairColumn;
use std::collections::BTreeMap;

/// The newest held session or dated form, up to the as-of date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newest {
    /// Of each file that has any, by path; `None` where all are after the as-of date.
    pub files: Vec<(String, Option<Day>)>,
    /// Of each site, by name; `None` where it has none.
    pub sites: Vec<(String, Option<Day>)>,
}

impl Newest {
    /// Files and sites in words, each with the newest record, those furthest behind first:
    /// "sessions.csv 2026-09-28", "site Leeds none".
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let oldest_first = |list: &[(String, Option<Day>)]| {
            let mut list = list.to_vec();
            list.sort_by(|left, right| (left.1, &left.0).cmp(&(right.1, &right.0)));
            list
        };
        let day = |day: Option<Day>| day.map_or_else(|| "none".to_owned(), |day| day.to_string());
        let files = oldest_first(&self.files).into_iter();
        let files = files.map(|(path, newest)| format!("{path} {}", day(newest)));
        let sites = oldest_first(&self.sites).into_iter();
        let sites =
            sites.map(|(site, newest)| format!("site {} {}", display_text(&site), day(newest)));
        files.chain(sites).collect()
    }
}

/// The newest records of some pairs.
pub(super) struct Reach<'a> {
    site: Option<&'a PairColumn>,
    /// By number of the file.
    files: Vec<Option<Day>>,
    sites: BTreeMap<String, Option<Day>>,
}

impl<'a> Reach<'a> {
    pub fn new(site: Option<&'a PairColumn>) -> Self {
        Self {
            site,
            files: Vec::new(),
            sites: BTreeMap::new(),
        }
    }

    pub fn add(&mut self, pair: &PairAt<'_>) {
        let newest = self.add_files(pair);
        let site = self.site.and_then(|column| column.value_at(pair));
        if let Some(site) = site {
            match self.sites.get_mut(site) {
                Some(known) => *known = newest.max(*known),
                None => {
                    self.sites.insert(site.to_owned(), newest);
                }
            }
        }
    }

    /// Notes the records of a pair for their files; the newest of them.
    fn add_files(&mut self, pair: &PairAt<'_>) -> Option<Day> {
        let date = pair.as_of.date;
        let sessions = pair.history.sessions_to(date).iter();
        let held = sessions.filter(|session| session.status == Status::Held);
        let held = held.map(|session: &Session| (session.origin.file, session.date));
        let forms = pair.history.forms.iter();
        let forms = forms.filter_map(|form| Some((form.origin.file, form.date?)));
        let dated = held.chain(forms.filter(|(_, day)| *day <= date));
        let mut newest = None;
        for (file, day) in dated {
            newest = newest.max(Some(day));
            self.reaches(usize::from(file), Some(day));
        }
        newest
    }

    fn reaches(&mut self, file: usize, day: Option<Day>) {
        if self.files.len() <= file {
            self.files.resize(file + 1, None);
        }
        self.files[file] = self.files[file].max(day);
    }

    pub fn absorb(&mut self, other: Self) {
        for (file, day) in other.files.into_iter().enumerate() {
            self.reaches(file, day);
        }
        for (site, newest) in other.sites {
            let known = self.sites.entry(site).or_default();
            *known = newest.max(*known);
        }
    }

    /// What was found, of files with these facts as of a date. Where the newest record of a whole
    /// file is not after it, that counts: the pairs seen may not be all.
    pub fn found(self, files: &[FileFacts], date: Day) -> Newest {
        let files = files.iter().enumerate().filter_map(|(number, file)| {
            let whole = file.newest?;
            let newest = Some(whole).filter(|day| *day <= date);
            let newest = newest.or_else(|| self.files.get(number).copied().flatten());
            Some((display_text(&file.path), newest))
        });
        let mut files: Vec<_> = files.collect();
        files.sort();
        Newest {
            files,
            sites: self.sites.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_furthest_behind_is_said_first() {
        let day = |day| Some(Day(day));
        let newest = Newest {
            files: vec![("a.csv".into(), day(9)), ("b.csv".into(), day(2))],
            sites: vec![("Leeds".into(), day(9)), ("Y\u{1b}ork".into(), None)],
        };
        assert_eq!(
            newest.said(),
            [
                "b.csv 1970-01-03",
                "a.csv 1970-01-10",
                "site York none",
                "site Leeds 1970-01-10"
            ]
        );
    }

    #[test]
    fn a_file_that_goes_beyond_the_date_is_said_as_far_as_pairs_show() {
        let mut reach = Reach::new(None);
        reach.reaches(1, Some(Day(5)));
        let file = |path: &str, newest| FileFacts {
            path: path.into(),
            newest,
            ..FileFacts::default()
        };
        let files = [
            file("early", Some(Day(4))),
            file("late", Some(Day(99))),
            file("later", Some(Day(99))),
            file("undated", None),
        ];
        let newest = reach.found(&files, Day(10)).files;
        let expected = [
            ("early", Some(Day(4))),
            ("late", Some(Day(5))),
            ("later", None),
        ];
        assert_eq!(newest, expected.map(|(path, day)| (path.to_owned(), day)));
    }
}
