//! Which form the rows of a repeat belong to.
//!
//! A key that no other form can have given (`PARENT_KEY` of ODK, the uuid of `KoboToolbox`) says
//! it by itself. A number that counts from 1 in every form says it only with the name of the
//! form, or where the form stands in the same workbook.

use super::names::{begins_with, folder, is_name, name};
use super::pointers::{INDEX, Pointer, Pointers, keys};
use super::position;
use crate::ingest::containers::Unsupported;
use crate::ingest::error::IngestError;
use crate::ingest::sheet::Sheet;
use crate::programme::fold;
use std::collections::BTreeSet;

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

/// The repeats with the files that they point into, and those of which that cannot be told, with
/// why.
type Found = (Vec<Repeat>, Vec<(usize, Unsupported)>);

/// Finds the forms of all repeats.
pub(super) fn find(sheets: &[Sheet]) -> Result<Found, IngestError> {
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
                None if !says_who(&sheets[child]) => {
                    unsupported.push((child, search.unsupported()));
                }
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
            .filter(|(_, sheet)| position(sheet, INDEX).is_some());
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
        let reason = match names.as_slice() {
            [] => "its rows belong to rows of a form that is not among the inputs; export the \
                   form together with its repeats"
                .to_owned(),
            [form, ..] => format!(
                "its rows belong to rows of a form, and nothing says that it is {}; export the \
                 form with its repeats as one workbook, or begin the name of this file with that \
                 of its form, such as {form}-{}",
                names.join(" or "),
                name(child)
            ),
        };
        Unsupported {
            path: child.shown.clone(),
            reason,
        }
    }
}

fn only(found: &[usize]) -> Option<usize> {
    match found {
        [one] => Some(*one),
        _ => None,
    }
}
