//! Forms with a row for each goal: all rows of one form become one, and goals that are named by
//! other than a number get one.

use crate::programme::{Day, Form, FormGoal, Goal, Grouped, Phase, Respondent};
use crate::programme::{fold_id, fold_text, goal_number};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What rows of one form have in common.
type Key = (u16, u32, Option<Day>, Respondent, Phase);

/// The forms of some rows, each with whether it tells of one goal.
pub(super) fn joined(rows: Vec<(Form, bool)>) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for (form, of_goal) in rows {
        let key = |form: &Form| {
            let (date, who, when) = (form.date, form.respondent, form.phase);
            (form.origin.file, form.pair, date, who, when)
        };
        if of_goal {
            match places.entry(key(&form)) {
                Entry::Occupied(place) => {
                    join(&mut forms[*place.get()], form);
                    continue;
                }
                Entry::Vacant(place) => {
                    place.insert(forms.len());
                }
            }
        }
        forms.push(form);
    }
    for form in &mut forms {
        form.goals.sort_by(|a, b| order(a).cmp(&order(b)));
    }
    forms
}

fn order(goal: &FormGoal) -> (u16, Option<&str>, Option<crate::programme::Answer>) {
    (goal.number, goal.text.as_deref(), goal.answer)
}

/// Adds what another row of a form says. What is asked once stands in each of its rows, or in one.
fn join(form: &mut Form, row: Form) {
    form.goals.extend(row.goals);
    form.reason_not_achieved = first(form.reason_not_achieved.take(), row.reason_not_achieved);
    form.new_goals = form.new_goals.max(row.new_goals);
    form.partnership = form.partnership.max(row.partnership);
    let known: BTreeSet<String> = form.benefits.iter().cloned().collect();
    let more = row.benefits.into_iter().filter(|one| !known.contains(one));
    form.benefits.extend(more);
    for (item, other) in form.items.iter_mut().zip(row.items) {
        *item = item.or(other);
    }
    form.rating = form.rating.or(row.rating);
    form.origin = form.origin.min(row.origin);
}

/// The alphabetically first of two texts.
fn first(one: Option<String>, other: Option<String>) -> Option<String> {
    one.into_iter().chain(other).min()
}

/// Numbers the goals of forms that have a name and no number: as the goal of the register that is
/// called so, else after all numbers of the pair.
pub(super) fn number(forms: &mut [Form], goals: &Grouped<Goal>) {
    let mut of_pairs: BTreeMap<u32, Vec<&mut Form>> = BTreeMap::new();
    for form in forms {
        of_pairs.entry(form.pair).or_default().push(form);
    }
    for (pair, mut forms) in of_pairs {
        let register = goals.of(pair as usize);
        let given = names(&forms, register);
        for goal in forms.iter_mut().flat_map(|form| &mut form.goals) {
            if let (0, Some(text)) = (goal.number, &goal.text)
                && let Some(found) = given.get(&fold_text(text))
            {
                goal.number = found.0;
                goal.text.clone_from(&found.1);
            }
        }
        for form in forms {
            form.goals.sort_by(|a, b| order(a).cmp(&order(b)));
        }
    }
}

/// Number and text for each name of a goal on the forms of a pair.
fn names(forms: &[&mut Form], register: &[Goal]) -> BTreeMap<String, (u16, Option<String>)> {
    let goals = || forms.iter().flat_map(|form| &form.goals);
    let unnumbered: BTreeMap<String, &String> = goals()
        .filter(|goal| goal.number == 0)
        .filter_map(|goal| goal.text.as_ref())
        .map(|text| (fold_text(text), text))
        .collect();
    let numbers = register.iter().filter_map(number_of);
    let numbers = numbers.chain(goals().map(|goal| goal.number));
    let mut last = numbers.max().unwrap_or(0);
    let mut given = BTreeMap::new();
    for (folded, text) in unnumbered {
        let called = register.iter().find(|goal| is_called(goal, text));
        let number = called.and_then(number_of).unwrap_or_else(|| {
            last = last.saturating_add(1);
            last
        });
        let text = called.and_then(|goal| goal.text.clone());
        let text = text.or_else(|| Some(text_of(&folded, goals())));
        given.insert(folded, (number, text));
    }
    given
}

/// The alphabetically first spelling of a name.
fn text_of<'a>(folded: &str, goals: impl Iterator<Item = &'a FormGoal>) -> String {
    let texts = goals.filter_map(|goal| goal.text.as_ref());
    let spellings = texts.filter(|text| fold_text(text) == folded);
    spellings.min().cloned().unwrap_or_default()
}

fn number_of(goal: &Goal) -> Option<u16> {
    goal_number(goal.id.as_deref()?)
}

/// Whether a goal of the register has a name for its id or its text.
fn is_called(goal: &Goal, name: &str) -> bool {
    let id = goal.id.as_deref().map(fold_id);
    let text = goal.text.as_deref().map(fold_text);
    id == Some(fold_id(name)) || text == Some(fold_text(name))
}
