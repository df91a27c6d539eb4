//! Which goals a pair has: rows of the register, goals on forms and in sessions, told apart.
//!
//! The key of a goal is its number or id, else its folded text, else its row. Goal N of a form
//! or a session is number N; register goals that have no number join a form's goal by text.

use super::outcome::register_outcome;
use crate::measures::PairAt;
use crate::programme::{
    Answer, Day, Form, FormGoal, Goal, GoalOrigin, Phase, fold_id, fold_text, goal_number,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What names a goal. Numbers sort before names, as numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(u16),
    /// Its id, or its text.
    Name(String),
    /// File and line of a register row that has neither.
    Row(u16, u32),
    /// A goal that only sessions name, counted from 1 by day.
    Arisen(usize),
}

impl Key {
    const fn number(&self) -> Option<u16> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn display(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Name(name) => name.clone(),
            Self::Row(_, line) => format!("row {line}"),
            Self::Arisen(number) => format!("new:{number}"),
        }
    }
}

/// A goal with everything but its outcome.
#[derive(Clone, Debug, Default)]
pub(super) struct Known<'a> {
    /// The register row that counts.
    pub(super) row: Option<&'a Goal>,
    /// Its progress in held sessions, where any records it.
    pub(super) course: Option<Course>,
    /// What forms say of it, each with the place of the form among those of the pair.
    pub(super) on_forms: Vec<(usize, &'a FormGoal)>,
    /// Text on a form, for goals without a register row.
    pub(super) form_text: Option<&'a str>,
    /// First day on which a session says that it arose.
    pub(super) arose_on: Option<Day>,
    /// Whether it is known only from a session that says it arose.
    pub(super) only_arose: bool,
    /// Text of that session.
    pub(super) arose_text: Option<String>,
}

impl Known<'_> {
    /// The id of the register, where it is not a number.
    pub(super) fn id(&self) -> Option<&str> {
        let id = self.row.and_then(|row| row.id.as_deref()).map(str::trim)?;
        (!id.is_empty() && goal_number(id).is_none()).then_some(id)
    }

    pub(super) fn text(&self) -> Option<&str> {
        let recorded = self.row.and_then(|row| row.text.as_deref());
        recorded.or(self.form_text).or(self.arose_text.as_deref())
    }

    /// Its own answer on a form, given by its place.
    pub(super) fn answer_on(&self, place: usize) -> Option<Answer> {
        let on_form = self.on_forms.iter().filter(|(form, _)| *form == place);
        on_form.filter_map(|(_, goal)| goal.answer).max()
    }

    /// Its own reason on a form, given by its place.
    pub(super) fn reason_on(&self, place: usize) -> Option<&String> {
        let on_form = self.on_forms.iter().filter(|(form, _)| *form == place);
        on_form.filter_map(|(_, goal)| goal.reason.as_ref()).min()
    }

    /// Whether the register or any form has it under this folded text.
    fn is_called(&self, folded: &str) -> bool {
        let recorded = self.row.and_then(|row| row.text.as_deref());
        let on_forms = self.on_forms.iter();
        let on_forms = on_forms.filter_map(|(_, goal)| goal.text.as_deref());
        recorded
            .into_iter()
            .chain(on_forms)
            .any(|text| fold_text(text) == folded)
    }

    pub(super) fn origin(&self) -> Option<GoalOrigin> {
        let recorded = self.row.and_then(|row| row.origin);
        recorded.or(self.only_arose.then_some(GoalOrigin::New))
    }
}

/// How far a goal has come in held sessions; of several values of a day the higher counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Course {
    /// First day with any progress.
    pub(super) first: Day,
    /// The latest day with its progress, 0–100.
    pub(super) last: (Day, f64),
    /// The first day on which it was complete.
    pub(super) complete_on: Option<Day>,
}

/// Progress of a goal that is complete.
const COMPLETE: f64 = 100.0;

impl Course {
    fn begins(day: Day, progress: f64) -> Self {
        Self {
            first: day,
            last: (day, progress),
            complete_on: (progress >= COMPLETE).then_some(day),
        }
    }

    /// Takes in a value of the same day or a later one.
    fn goes_on(&mut self, day: Day, progress: f64) {
        let others = Some(self.last.1).filter(|_| self.last.0 == day);
        self.last = (day, others.map_or(progress, |other| progress.max(other)));
        let complete = (progress >= COMPLETE).then_some(day);
        self.complete_on = self.complete_on.or(complete);
    }

    /// Whether it is complete as of the latest day.
    pub(super) fn is_complete(&self) -> bool {
        self.last.1 >= COMPLETE
    }
}

/// The goals of a pair that exist on the as-of date, without the one that stands for all.
pub(super) fn known_goals<'a>(pair: &PairAt<'a>) -> BTreeMap<Key, Known<'a>> {
    let mut known = register(pair);
    add_forms(pair, &mut known);
    add_sessions(pair, &mut known);
    add_arisen(pair, &mut known);
    known
}

fn register<'a>(pair: &PairAt<'a>) -> BTreeMap<Key, Known<'a>> {
    let mut known: BTreeMap<Key, Known<'a>> = BTreeMap::new();
    for row in pair
        .history
        .goals
        .iter()
        .filter(|row| row.set_on.is_none_or(|set| set <= pair.as_of.date))
    {
        let entry = known.entry(register_key(row)).or_default();
        entry.row = Some(entry.row.map_or(row, |other| later_row(pair, other, row)));
    }
    known
}

fn register_key(row: &Goal) -> Key {
    if let Some(id) = row.id.as_deref().filter(|id| !fold_id(id).is_empty()) {
        return goal_number(id).map_or_else(|| Key::Name(fold_id(id)), Key::Number);
    }
    let text = row
        .text
        .as_deref()
        .map(fold_text)
        .filter(|folded| !folded.is_empty());
    text.map_or(Key::Row(row.source.file, row.source.line), Key::Name)
}

/// Of two rows of one goal the one set later counts; on one day the one that says the better
/// outcome, by its status or its day, then the higher status, then level, weight and dates, then the
/// alphabetically first text.
fn later_row<'a>(pair: &PairAt<'_>, left: &'a Goal, right: &'a Goal) -> &'a Goal {
    let rank = |row: &Goal| {
        (
            row.set_on,
            register_outcome(pair, row).map(Reverse),
            row.status.map(Reverse),
            row.attained_on,
            row.level.map(ordered),
            row.due_on,
            row.origin,
            row.weight.map(ordered),
            Reverse(row.text.as_deref().map(fold_text)),
        )
    };
    if rank(right) > rank(left) {
        right
    } else {
        left
    }
}

/// A finite number as an integer that sorts alike.
fn ordered(value: f64) -> i64 {
    let bits = value.to_bits().cast_signed();
    if bits < 0 {
        i64::MIN.wrapping_sub(bits)
    } else {
        bits
    }
}

/// Goals on forms: number N is number N of the register where it has one, else the register goal
/// without a number that has the text, else a goal of its own.
fn add_forms<'a>(pair: &PairAt<'a>, known: &mut BTreeMap<Key, Known<'a>>) {
    if pair.forms.iter().all(|form| form.goals.is_empty()) {
        return;
    }
    let by_text = names_by_text(known);
    let register: BTreeSet<Key> = known.keys().cloned().collect();
    let key_of = |goal: &FormGoal, folded: Option<&String>| {
        let named = by_text.get(folded?).cloned();
        named.filter(|_| !register.contains(&Key::Number(goal.number)))
    };
    let mut named: Vec<_> = (0..)
        .zip(&pair.forms)
        .flat_map(|(place, form)| named_goals(place, form))
        .collect();
    named.sort_by(|left, right| left.0.cmp(&right.0));
    for ((_, _, Reverse(folded)), place, goal) in named {
        let key = key_of(goal, folded.as_ref()).unwrap_or(Key::Number(goal.number));
        let entry = known.entry(key).or_default();
        entry.on_forms.push((place, goal));
        let text = goal.text.as_deref().filter(|_| folded.is_some());
        entry.form_text = text.or(entry.form_text);
    }
}

/// Whether the goals of the register call a goal of a form, which joins them by its number, by
/// another text, and another of them by the text that the form gives.
pub(in crate::measures) fn is_named_as_another(register: &[Goal], goal: &FormGoal) -> bool {
    let Some(text) = folded_text(goal) else {
        return false;
    };
    let is_called = |row: &Goal| row.text.as_deref().map(fold_text).as_ref() == Some(&text);
    let (own, others): (Vec<&Goal>, Vec<&Goal>) = register
        .iter()
        .partition(|row| register_key(row) == Key::Number(goal.number));
    let is_own = own.is_empty() || own.iter().any(|row| is_called(row));
    !is_own && others.iter().any(|row| is_called(row))
}

fn folded_text(goal: &FormGoal) -> Option<String> {
    goal.text
        .as_deref()
        .map(fold_text)
        .filter(|text| !text.is_empty())
}

/// The goals without a number, by folded text.
fn names_by_text(known: &BTreeMap<Key, Known<'_>>) -> BTreeMap<String, Key> {
    let mut by_text = BTreeMap::new();
    for (key, entry) in known.iter().filter(|(key, _)| key.number().is_none()) {
        if let Some(text) = entry.text().map(fold_text).filter(|text| !text.is_empty()) {
            by_text.entry(text).or_insert_with(|| key.clone());
        }
    }
    by_text
}

/// Goals that a form names, each with what decides between several texts: the later form, the
/// later phase, the alphabetically first text.
fn named_goals(place: usize, form: &Form) -> impl Iterator<Item = (TextRank, usize, &FormGoal)> {
    form.goals.iter().filter_map(move |goal| {
        let folded = folded_text(goal);
        let named = goal.answer.is_some() || goal.level.is_some() || folded.is_some();
        named.then_some(((form.date, form.phase, Reverse(folded)), place, goal))
    })
}

type TextRank = (Option<Day>, Phase, Reverse<Option<String>>);

fn add_sessions<'a>(pair: &PairAt<'a>, known: &mut BTreeMap<Key, Known<'a>>) {
    // Meetings come by day, so that the values of each goal do.
    let mut numbered: Vec<(u16, Course)> = Vec::new();
    for meeting in pair.held() {
        for (number, value) in meeting.goal_progress() {
            match numbered.iter_mut().find(|(known, _)| *known == number) {
                Some((_, course)) => course.goes_on(meeting.date, value),
                None => numbered.push((number, Course::begins(meeting.date, value))),
            }
        }
    }
    for (number, course) in numbered {
        known.entry(Key::Number(number)).or_default().course = Some(course);
    }
}

/// Goals that a session says arose: one per folded text, unless a goal has that text already.
fn add_arisen<'a>(pair: &PairAt<'a>, known: &mut BTreeMap<Key, Known<'a>>) {
    let mut arisen: BTreeMap<&str, (Day, &str)> = BTreeMap::new();
    for meeting in pair.held() {
        if let Some(goal) = meeting.new_goal() {
            let first = (meeting.date, goal.text.as_str());
            arisen.entry(&goal.folded).or_insert(first);
        }
    }
    let mut unknown: Vec<(Day, &str, &str)> = Vec::new();
    for (folded, (day, text)) in arisen {
        match known.values_mut().find(|goal| goal.is_called(folded)) {
            Some(goal) => goal.arose_on = goal.arose_on.min(Some(day)).or(Some(day)),
            None => unknown.push((day, folded, text)),
        }
    }
    unknown.sort_unstable();
    for (index, (day, _, text)) in unknown.into_iter().enumerate() {
        let goal = Known {
            arose_on: Some(day),
            only_arose: true,
            arose_text: Some(text.to_owned()),
            ..Known::default()
        };
        known.insert(Key::Arisen(index + 1), goal);
    }
}
