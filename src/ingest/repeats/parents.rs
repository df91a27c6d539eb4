//! Which form the rows of a repeat belong to.
//!
//! A key that no other form can have given (`PARENT_KEY` of ODK, the uuid of `KoboToolbox`) says
//! it by itself. A number that counts from 1 in every form says it only with the name of the
//! form, or where the form stands in the same workbook.

use super::{cell, each_row, position};
use crate::ingest::containers::Unsupported;
use crate::ingest::error::IngestError;
use crate::ingest::sheet::Sheet;
use crate::programme::fold;
use std::collections::BTreeSet;
use std::path::Path;

/// Columns that point by what no other form can have given, and those they point to.
const UNIQUE: [(&str, &str); 2] = [("PARENT_KEY", "KEY"), ("_submission__uuid", "_uuid")];

/// The column that points by a number that counts from 1 in every file, and what it points to.
const COUNTED: (&str, &str) = ("_parent_index", "_index");

/// The column with the name of the sheet that a number points into.
const TABLE: &str = "_parent_table_name";

/// A file whose rows belong to rows of others.
pub(super) struct Repeat {
    /// The file.
    pub child: usize,
    /// Its column that points.
    pub from: usize,
    /// The keys in this column.
    pub keys: BTreeSet<String>,
    /// The header of the column that it points to.
    pub key: &'static str,
    /// The files that it points into.
    pub parents: Vec<usize>,
}

/// One column of a file that points.
struct Pointer {
    from: usize,
    key: &'static str,
    keys: BTreeSet<String>,
}

impl Pointer {
    fn to(self, child: usize, parents: Vec<usize>) -> Repeat {
        Repeat {
            child,
            parents,
            from: self.from,
            key: self.key,
            keys: self.keys,
        }
    }
}

/// Everything by which a file points to others.
struct Pointers {
    /// Best first.
    unique: Vec<Pointer>,
    counted: Option<Pointer>,
    /// Folded names of the sheets that the numbers point into.
    tables: BTreeSet<String>,
}

impl Pointers {
    fn of(sheet: &Sheet) -> Result<Self, IngestError> {
        let pointer = |(from, key): (&str, &'static str)| {
            let from = position(sheet, from)?;
            let keys = BTreeSet::new();
            Some(Pointer { from, key, keys })
        };
        let mut found = Self {
            unique: UNIQUE.into_iter().filter_map(pointer).collect(),
            counted: pointer(COUNTED),
            tables: BTreeSet::new(),
        };
        if found.unique.is_empty() && found.counted.is_none() {
            return Ok(found);
        }
        let table = position(sheet, TABLE);
        each_row(sheet, |record| {
            for pointer in found.unique.iter_mut().chain(&mut found.counted) {
                let key = cell(record, pointer.from);
                // The form itself is said to be the part 0 of nothing, or the part −1.
                if !key.is_empty() && key != "-1" && !pointer.keys.contains(key) {
                    pointer.keys.insert(key.to_owned());
                }
            }
            let name = table.map_or_else(String::new, |table| fold(cell(record, table)));
            if !name.is_empty() {
                found.tables.insert(name);
            }
        })?;
        let is_number = |key: &String| key.bytes().all(|byte| byte.is_ascii_digit());
        found
            .unique
            .retain(|pointer| !pointer.keys.iter().all(is_number));
        found.counted = found.counted.filter(|pointer| !pointer.keys.is_empty());
        Ok(found)
    }

    fn is_empty(&self) -> bool {
        self.unique.is_empty() && self.counted.is_none()
    }
}

/// The repeats with the files that they point into, and those of which that cannot be told.
pub(super) fn find(sheets: &[Sheet]) -> Result<(Vec<Repeat>, Vec<Unsupported>), IngestError> {
    let pointers = sheets.iter().map(Pointers::of);
    let pointers = pointers.collect::<Result<Vec<_>, _>>()?;
    let is_repeat: Vec<bool> = pointers.iter().map(|one| !one.is_empty()).collect();
    let (mut repeats, mut unsupported) = (Vec::new(), Vec::new());
    for (child, pointers) in pointers.into_iter().enumerate() {
        if is_repeat[child] {
            let search = Search {
                sheets,
                is_repeat: &is_repeat,
                child,
            };
            match search.parents(pointers)? {
                Some(repeat) => repeats.push(repeat),
                None if !says_who(&sheets[child]) => unsupported.push(search.unsupported()),
                None => {}
            }
        }
    }
    Ok((repeats, unsupported))
}

/// Whether the rows of a file name their pairs themselves.
fn says_who(sheet: &Sheet) -> bool {
    let mut namings = sheet.plan.tables.iter().flat_map(|table| table.naming);
    namings.any(|header| header.is_some())
}

/// The search for the form of one file.
struct Search<'a> {
    sheets: &'a [Sheet],
    is_repeat: &'a [bool],
    child: usize,
}

impl Search<'_> {
    fn parents(&self, pointers: Pointers) -> Result<Option<Repeat>, IngestError> {
        let Pointers {
            unique,
            counted,
            tables,
        } = pointers;
        let numbered = match &counted {
            Some(pointer) => self.numbered(pointer, &tables)?,
            None => None,
        };
        // Part of a part: the key is that of the whole, the number that of the part it stands in.
        let is_inner = numbered.is_some_and(|parent| self.is_repeat[parent]);
        if !is_inner {
            for pointer in unique {
                let parents = self.holding(&pointer)?;
                if !parents.is_empty() {
                    return Ok(Some(pointer.to(self.child, parents)));
                }
            }
        }
        let found = counted.zip(numbered);
        Ok(found.map(|(pointer, parent)| pointer.to(self.child, vec![parent])))
    }

    /// The files with any of the keys: those of the same workbook or archive, else all.
    fn holding(&self, pointer: &Pointer) -> Result<Vec<usize>, IngestError> {
        let mut holding = Vec::new();
        for (at, sheet) in self.others() {
            if let Some(to) = position(sheet, pointer.key)
                && !keys(sheet, to, &pointer.keys)?.is_empty()
            {
                holding.push(at);
            }
        }
        if holding.iter().any(|at| self.is_near(*at)) {
            holding.retain(|at| self.is_near(*at));
        }
        Ok(holding)
    }

    /// The one file that numbers can point into: by its name, else the form of the workbook, or
    /// the one whose name this file carries on, if it has all of the numbers.
    fn numbered(
        &self,
        pointer: &Pointer,
        tables: &BTreeSet<String>,
    ) -> Result<Option<usize>, IngestError> {
        let mut tables = tables.iter();
        let found = match (tables.next(), tables.next()) {
            (Some(table), None) => self.called(table),
            (None, _) => self.carried_on(),
            (Some(_), Some(_)) => None,
        };
        let Some((parent, is_named)) = found else {
            return Ok(None);
        };
        let sheet = &self.sheets[parent];
        let Some(to) = position(sheet, pointer.key) else {
            return Ok(None);
        };
        let is_whole = is_named || keys(sheet, to, &pointer.keys)?.len() == pointer.keys.len();
        Ok(is_whole.then_some(parent))
    }

    /// The file beside this one that is called so, and that it is named.
    fn called(&self, table: &str) -> Option<(usize, bool)> {
        let is_called = |at: &usize| is_name(&name(&self.sheets[*at]), table);
        let begins = |at: &usize| {
            !self.is_repeat[*at] && begins_with(&fold(&name(&self.sheets[*at])), table)
        };
        let exact = self.beside().filter(is_called).collect::<Vec<_>>();
        let found = if exact.is_empty() {
            self.beside().filter(begins).collect()
        } else {
            exact
        };
        only(&found).map(|at| (at, true))
    }

    /// The form of the workbook, or the one whose name is the beginning of that of this file.
    fn carried_on(&self) -> Option<(usize, bool)> {
        let own = fold(&name(&self.sheets[self.child]));
        let is_part = self.sheets[self.child].container.is_some();
        let fits = |at: &usize| {
            let begins = || begins_with(&own, &fold(&name(&self.sheets[*at])));
            !self.is_repeat[*at] && (is_part || begins())
        };
        let found: Vec<usize> = self.beside().filter(fits).collect();
        only(&found).map(|at| (at, false))
    }

    fn others(&self) -> impl Iterator<Item = (usize, &Sheet)> {
        let all = self.sheets.iter().enumerate();
        all.filter(|(at, _)| *at != self.child)
    }

    /// Files with numbered rows that come from where this one does.
    fn beside(&self) -> impl Iterator<Item = usize> {
        let numbered = self
            .others()
            .filter(|(_, sheet)| position(sheet, COUNTED.1).is_some());
        let beside = numbered.filter(|(at, sheet)| {
            let child = &self.sheets[self.child];
            let is_file = child.container.is_none() && sheet.container.is_none();
            self.is_near(*at) || (is_file && folder(child) == folder(sheet))
        });
        beside.map(|(at, _)| at)
    }

    /// Whether a file is part of the same workbook or archive.
    fn is_near(&self, at: usize) -> bool {
        let container = &self.sheets[self.child].container;
        container.is_some() && *container == self.sheets[at].container
    }

    /// What to do where the form of this file cannot be told.
    fn unsupported(&self) -> Unsupported {
        let forms = self.beside().filter(|at| !self.is_repeat[*at]);
        let names: Vec<String> = forms.map(|at| name(&self.sheets[at])).collect();
        let child = &self.sheets[self.child];
        let reason = match names.first() {
            None => "its rows belong to rows of a form that is not among the inputs; export the \
                     form together with its repeats"
                .to_owned(),
            Some(form) => format!(
                "its rows belong to rows of a form, and it cannot be told whether of {}; export \
                 the form with its repeats as one workbook, or begin the name of this file with \
                 that of its form, such as {form}-{}",
                names.join(" or of "),
                name(child)
            ),
        };
        Unsupported {
            path: child.shown.clone(),
            reason,
        }
    }
}

/// Which of some keys stand in a column.
fn keys(
    sheet: &Sheet,
    to: usize,
    wanted: &BTreeSet<String>,
) -> Result<BTreeSet<String>, IngestError> {
    let mut found = BTreeSet::new();
    each_row(sheet, |record| {
        if let Some(key) = wanted.get(cell(record, to)) {
            found.insert(key.clone());
        }
    })?;
    Ok(found)
}

fn only(found: &[usize]) -> Option<usize> {
    match found {
        [one] => Some(*one),
        _ => None,
    }
}

/// What a file is called without ending, or a sheet.
fn name(sheet: &Sheet) -> String {
    let container = sheet.container.as_deref().unwrap_or_default();
    let own = sheet.shown.strip_prefix(container).unwrap_or(&sheet.shown);
    let own = own.strip_prefix('#').unwrap_or(own);
    if sheet.text.is_sheet() {
        return own.to_owned();
    }
    let own = own.rsplit('/').next().unwrap_or(own);
    let own = own.strip_suffix(".gz").unwrap_or(own);
    let stem = Path::new(own).file_stem();
    stem.map_or_else(
        || own.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

fn folder(sheet: &Sheet) -> &str {
    sheet
        .shown
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// Names of sheets are cut at 31 characters, the last of them `...`.
fn is_name(sheet: &str, folded: &str) -> bool {
    const SHORTEST_CUT: usize = 28;
    let kept = sheet.split("...").next().unwrap_or(sheet);
    let is_cut = sheet.chars().count() >= SHORTEST_CUT && kept.chars().count() * 2 >= SHORTEST_CUT;
    fold(sheet) == folded || (is_cut && folded.starts_with(&fold(kept)))
}

/// Whether a folded name begins with the words of another.
fn begins_with(name: &str, beginning: &str) -> bool {
    let rest = name.strip_prefix(beginning);
    !beginning.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}
