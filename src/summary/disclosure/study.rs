//! Comparisons of groups: as safe as the figures that they are made of.
//!
//! A group against the rest gives the total of all groups away, a comparison at equal age the few
//! pairs that are too young for it. So both count as publications of their own.

use super::together::Cell;
use super::{Control, LEAST_MENTORS};
use crate::measures::{Kind, Window};
use crate::stats::Estimate;
use crate::summary::comparisons::{Compared, Contrast, REST, Study, shared_note};
use crate::summary::figures::{Contributing, MeasureSummary, Shown};
use crate::summary::result::{GroupSummary, Summary};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in the place of a hidden comparison.
const HIDDEN: &str = "hidden: too few pairs in a group, or in what could be derived";

/// The study with everything hidden that rests on too few; `open` is the summary of the same run,
/// `shared` the same after [`protect`](super::protect).
#[must_use]
pub fn protect_study(study: &Study, open: &Summary, shared: &Summary) -> Study {
    let Some(k) = shared.disclosure.k else {
        return study.clone();
    };
    let (open, mut study) = super::names::as_shared(open, shared, study);
    let open = &open;
    let mut control = Control { k, hidden: 0 };
    let is_shared = |grouping: &str| !shared.is_withheld(grouping);
    study.groupings.retain(|of| is_shared(&of.grouping));
    study.curves.retain(|of| is_shared(&of.grouping));
    give_once(&mut study.groupings);
    for compared in &mut study.groupings {
        let both = Both {
            open,
            shared,
            grouping: compared.grouping.clone(),
        };
        protect_compared(&mut control, compared, &both);
        super::composition::protect(&mut control, compared, shared);
    }
    // The two groups are all ended pairs together, of whom no other table gives these figures.
    for contrast in &mut study.selection {
        protect_contrast(&mut control, contrast, &BTreeSet::new(), true);
    }
    super::curves::protect(&mut control, &mut study.curves, shared);
    study.hidden = control.hidden;
    study
}

/// A table of the groups of two columns is given with the first of them only: in the other, turned
/// round, other cells could be hidden.
fn give_once(groupings: &mut [Compared]) {
    for later in 1..groupings.len() {
        let (before, rest) = groupings.split_at_mut(later);
        let Some(compared) = rest.first_mut() else {
            return;
        };
        let is_given = |attribute: &str| {
            let mut given = before.iter().filter(|first| first.grouping == attribute);
            given.any(|first| {
                let mut attributes = first.composition.iter();
                attributes.any(|of| of.attribute == compared.grouping)
            })
        };
        compared.composition.retain(|of| !is_given(&of.attribute));
    }
}

/// The figures of one grouping before and after disclosure control.
struct Both<'a> {
    open: &'a Summary,
    shared: &'a Summary,
    grouping: String,
}

impl Both<'_> {
    fn open(&self, group: &str, of: &Contrast) -> Option<&MeasureSummary> {
        figure(self.open, &self.grouping, group, of)
    }

    fn is_hidden(&self, group: &str, of: &Contrast) -> bool {
        let found = figure(self.shared, &self.grouping, group, of);
        found.is_none_or(|figure| figure.shown != Shown::Full)
    }

    /// Whether a group without a name is hidden, so that the total of the named ones would give
    /// it away.
    fn is_unnamed_hidden(&self, of: &Contrast) -> bool {
        let unnamed = crate::summary::groups::NOT_RECORDED;
        let exists = self
            .open(unnamed, of)
            .is_some_and(|figure| figure.contributing.pairs > 0);
        exists && self.is_hidden(unnamed, of)
    }
}

fn figure<'a>(
    summary: &'a Summary,
    grouping: &'a str,
    group: &str,
    of: &Contrast,
) -> Option<&'a MeasureSummary> {
    let group: &GroupSummary = summary
        .of_grouping(grouping)
        .find(|found| found.group == group)?;
    let mut figures = group.measures.iter();
    figures.find(|figure| figure.measure == of.measure && figure.horizon == of.horizon)
}

fn protect_compared(control: &mut Control, compared: &mut Compared, both: &Both<'_>) {
    let same_pairs = compared.at_day == both.open.at_days;
    compared.too_young = if compared.too_young < control.k_as_count() {
        0
    } else {
        compared.too_young
    };
    let figures = compared.contrasts.chunk_by_mut(|a, b| {
        (&a.measure, a.horizon, &a.adjusted_for) == (&b.measure, b.horizon, &b.adjusted_for)
    });
    for contrasts in figures {
        let hidden = hidden_groups(control, contrasts, both, same_pairs);
        let rest_is_safe = is_rest_safe(control, contrasts, &hidden, both, same_pairs);
        let on_the_day = on_the_day(contrasts, both);
        for contrast in contrasts {
            let tells_the_young =
                !same_pairs && rest_tells_the_young(control, contrast, &on_the_day);
            let is_safe = rest_is_safe && !tells_the_young;
            protect_contrast(control, contrast, &hidden, is_safe);
        }
    }
}

fn protect_contrast(
    control: &mut Control,
    contrast: &mut Contrast,
    hidden: &BTreeSet<String>,
    rest_is_safe: bool,
) {
    let few = |side: &crate::summary::comparisons::Side| {
        side.contributing.pairs > 0 && control.decide(side.contributing) != Shown::Full
    };
    let against_rest = contrast.groups[1] == REST;
    if contrast.groups.iter().any(|group| hidden.contains(group))
        || (against_rest && !rest_is_safe)
        || contrast.sides.iter().any(few)
        || contrast
            .strata
            .iter()
            .any(|on| control.decide(*on) != Shown::Full)
    {
        control.hidden += 1;
        hide(contrast);
        return;
    }
    if (1..control.k).contains(&contrast.shared_mentors) {
        let note = shared_note(contrast.shared_mentors);
        contrast.notes.retain(|found| *found != note);
        contrast.notes.insert(
            0,
            format!("fewer than {} mentors have pairs in both groups", control.k),
        );
        contrast.shared_mentors = 0;
    }
}

fn hide(contrast: &mut Contrast) {
    contrast.hidden = true;
    for side in &mut contrast.sides {
        side.estimate = Estimate::not_available(HIDDEN, 0, side.estimate.method);
        side.contributing = Contributing::default();
    }
    contrast.difference = Estimate::not_available(HIDDEN, 0, contrast.difference.method);
    contrast.effect = None;
    contrast.strata.clear();
    contrast.test = None;
    contrast.p_adjusted = None;
    contrast.adjustment = "";
    contrast.among.clear();
    contrast.shared_mentors = 0;
    contrast.notes = vec![HIDDEN.to_owned()];
}

/// What each group contributes to one figure.
fn cells(contrasts: &[Contrast]) -> BTreeMap<String, Contributing> {
    let sides = contrasts
        .iter()
        .flat_map(|contrast| contrast.groups.iter().zip(&contrast.sides));
    let named = sides.filter(|(group, _)| *group != REST);
    named
        .map(|(group, side)| (group.clone(), side.contributing))
        .collect()
}

/// Groups that may not be shown for themselves, and as many others as keep them from being derived.
fn hidden_groups(
    control: &Control,
    contrasts: &[Contrast],
    both: &Both<'_>,
    same_pairs: bool,
) -> BTreeSet<String> {
    let Some(of) = contrasts.first() else {
        return BTreeSet::new();
    };
    let cells = cells(contrasts);
    let too_few = |(group, on): &(&String, &Contributing)| {
        if same_pairs {
            return both.is_hidden(group, of);
        }
        let few = on.pairs > 0 && control.decide(**on) != Shown::Full;
        let all = both.open(group, of).map(|figure| figure.contributing);
        few || tells_the_young(control, of, **on, all)
    };
    let mut hidden: BTreeSet<String> = cells
        .iter()
        .filter(too_few)
        .map(|(group, _)| group.clone())
        .collect();
    while !same_pairs && !control.is_safe_together(&with_hidden(&cells, &hidden)) {
        let shown = cells
            .iter()
            .filter(|(group, on)| on.pairs > 0 && !hidden.contains(*group));
        let Some((smallest, _)) = shown.min_by_key(|(_, on)| (on.is_uniform(), on.pairs)) else {
            break;
        };
        hidden.insert(smallest.clone());
    }
    hidden
}

/// Whether the figure at equal age and that of all pairs together say something of the few pairs
/// that are too young: what a pair did in its first days is the same in both.
fn tells_the_young(
    control: &Control,
    of: &Contrast,
    at_age: Contributing,
    all: Option<Contributing>,
) -> bool {
    let settled = of.kind == Kind::Event || of.window == Window::Life;
    let Some(all) = all.filter(|_| settled) else {
        return false;
    };
    let young = each_side(all, at_age, usize::saturating_sub);
    young.pairs > 0 && control.decide(young) != Shown::Full
}

/// What the groups of a figure contribute to it whatever their age.
fn on_the_day(contrasts: &[Contrast], both: &Both<'_>) -> BTreeMap<String, Contributing> {
    let Some(of) = contrasts.first() else {
        return BTreeMap::new();
    };
    let groups = cells(contrasts).into_keys();
    let figure = |group: String| Some((both.open(&group, of)?.contributing, group));
    let found = groups.filter_map(figure);
    found.map(|(on, group)| (group, on)).collect()
}

/// The same of all other groups of a contrast, and of both sides together: either follows from the
/// total and the group.
fn rest_tells_the_young(
    control: &Control,
    contrast: &Contrast,
    groups: &BTreeMap<String, Contributing>,
) -> bool {
    let [group, rest] = &contrast.groups;
    if rest != REST {
        return false;
    }
    let sum = |one, other| each_side(one, other, usize::saturating_add);
    let others = groups.iter().filter(|(name, _)| *name != group);
    let others = others.map(|(_, on)| *on).reduce(sum);
    let total = groups.values().copied().reduce(sum);
    let [of_group, of_rest] = contrast.sides.each_ref().map(|side| side.contributing);
    tells_the_young(control, contrast, of_rest, others)
        || tells_the_young(control, contrast, sum(of_group, of_rest), total)
}

/// Sums or differences of what two contribute; of their mentors nothing is known.
fn each_side(
    one: Contributing,
    other: Contributing,
    made: fn(usize, usize) -> usize,
) -> Contributing {
    let both = |one: Option<usize>, other: Option<usize>| Some(made(one?, other?));
    Contributing {
        pairs: made(one.pairs, other.pairs),
        mentors: LEAST_MENTORS,
        counted: both(one.counted, other.counted),
        not_counted: both(one.not_counted, other.not_counted),
    }
}

/// Whether the total of all named groups may be derived beside those that are shown.
fn is_rest_safe(
    control: &Control,
    contrasts: &[Contrast],
    hidden: &BTreeSet<String>,
    both: &Both<'_>,
    same_pairs: bool,
) -> bool {
    let unnamed = same_pairs
        && contrasts
            .first()
            .is_some_and(|of| both.is_unnamed_hidden(of));
    if hidden.is_empty() {
        return !unnamed;
    }
    let cells = cells(contrasts);
    !unnamed && control.is_safe_together(&with_hidden(&cells, hidden))
}

/// The cells of all groups, some of them hidden.
fn with_hidden(groups: &BTreeMap<String, Contributing>, hidden: &BTreeSet<String>) -> Vec<Cell> {
    let cells = groups.iter().map(|(group, on)| Cell {
        on: *on,
        shown: if hidden.contains(group) {
            Shown::Derivable
        } else {
            Shown::Full
        },
    });
    cells.collect()
}
