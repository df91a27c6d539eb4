//! Names of groups: that of a group that is too small may be a remark about somebody.

use super::Control;
use super::groups::is_too_small;
use crate::summary::comparisons::Study;
use crate::summary::result::{GroupSummary, Summary};
use std::collections::BTreeMap;

/// What stands for the value of a filter that few pairs have.
const UNNAMED: &str = "(a value of few pairs)";

/// Takes the names of small groups away, unless they are parts of the programme, and the values
/// of filters if all pairs are a small group; `open` is the same summary with nothing hidden.
pub(super) fn protect(control: &Control, open: &Summary, shared: &mut Summary) {
    if open.all().is_some_and(|all| is_too_small(control, all)) {
        for (_, value) in &mut shared.filters {
            UNNAMED.clone_into(value);
        }
    }
    let mut unnamed: BTreeMap<&str, usize> = BTreeMap::new();
    let groups = open.groups.iter().zip(&mut shared.groups);
    for (open, group) in groups.skip(1) {
        if is_too_small(control, open) && !open.is_label {
            let number = unnamed.entry(&open.grouping).or_default();
            *number += 1;
            group.group = format!("(small group {number})");
        }
    }
}

/// New names by grouping and old name.
struct Renamed<'a>(BTreeMap<(&'a str, &'a str), &'a str>);

impl Renamed<'_> {
    fn rename(&self, grouping: &str, name: &mut String) {
        if let Some(new) = self.0.get(&(grouping, name.as_str())) {
            (*new).clone_into(name);
        }
    }
}

/// The summary and the study of a run with groups called as in the shared summary.
pub(super) fn as_shared(open: &Summary, shared: &Summary, study: &Study) -> (Summary, Study) {
    let (mut renamed, mut study) = (open.clone(), study.clone());
    let is_shared = |group: &&GroupSummary| !shared.is_withheld(&group.grouping);
    let both = open.groups.iter().filter(is_shared).zip(&shared.groups);
    let names = Renamed(
        both.map(|(old, new)| {
            (
                (old.grouping.as_str(), old.group.as_str()),
                new.group.as_str(),
            )
        })
        .collect(),
    );
    for group in &mut renamed.groups {
        names.rename(&group.grouping, &mut group.group);
    }
    for compared in &mut study.groupings {
        for name in &mut compared.groups {
            names.rename(&compared.grouping, name);
        }
        for contrast in &mut compared.contrasts {
            for name in &mut contrast.groups {
                names.rename(&contrast.grouping, name);
            }
        }
    }
    for curve in &mut study.curves {
        names.rename(&curve.grouping, &mut curve.group);
    }
    (renamed, study)
}
