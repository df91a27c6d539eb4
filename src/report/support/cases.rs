//! Pairs as cases of a list.

use super::{Helping, MOST_LISTED, strips};
use crate::measures::State;
use crate::programme::{Day, display_text};
use crate::report::document::{Case, CaseCell, CaseColumn, CaseFilter, CaseList, Fact};
use crate::report::wording::{count, counted, sentence};
use crate::summary::{CALENDAR_WEEKS, SupportRow};
use std::collections::{BTreeMap, BTreeSet};

/// Headings, and whether pairs can be ordered by them.
const COLUMNS: [(&str, bool); 5] = [
    ("Pair", true),
    ("State", false),
    ("Last contact", true),
    ("Agreed next", true),
    ("Stage", false),
];

/// Columns by which pairs are chosen, with their values.
type Chosen = (&'static str, fn(&SupportRow) -> Option<&str>);

const FILTERS: [Chosen; 4] = [
    ("State", |row| Some(row.state.title())),
    ("Cohort", |row| row.cohort.as_deref()),
    ("Site", |row| row.site.as_deref()),
    ("Mentor", |row| row.mentor.as_deref()),
];

/// Values among which one can choose; of more, the page would open slowly, and nobody would look
/// through them: whoever is looked for is found by text.
const MOST_CHOICES: usize = 500;

/// Mentor and mentee as a sentence names them.
pub(super) fn people(row: &SupportRow) -> String {
    let name = |name: &Option<Box<str>>| {
        name.as_deref()
            .map(display_text)
            .filter(|name| !name.is_empty())
    };
    match (name(&row.mentor), name(&row.mentee)) {
        (Some(mentor), Some(mentee)) => format!("{mentor} and {mentee}"),
        (Some(mentor), None) => format!("{mentor} and a mentee without a name"),
        (None, Some(mentee)) => format!("{mentee} and a mentor without a name"),
        (None, None) => display_text(&row.pair_id),
    }
}

/// The list of some pairs, in their order.
pub(super) fn list(helping: &Helping<'_>, rows: &[SupportRow], caption: &str) -> CaseList {
    let date = helping.date();
    let weeks = strips::weeks(rows, date);
    let choices = choices(rows);
    let by_text = by_text(rows, &choices);
    let names: BTreeSet<String> = rows.iter().map(people).collect();
    let order: BTreeMap<String, i32> = names.into_iter().zip(0..).collect();
    let case = |row: &SupportRow| Case {
        cells: cells(row, date, &order),
        strip: strips::strip(row, date, weeks),
        sentences: sentences(row),
        values: choices.iter().map(|choice| choice.place(row)).collect(),
    };
    CaseList {
        caption: caption.to_owned(),
        noun: ("pair", "pairs"),
        columns: COLUMNS
            .map(|(label, sorts)| CaseColumn {
                label: label.into(),
                sorts,
            })
            .into(),
        scale: (
            format!("The last {CALENDAR_WEEKS} weeks"),
            strips::scale(weeks, date),
        ),
        cases: rows.iter().map(case).collect(),
        filters: choices.into_iter().map(Choice::filter).collect(),
        by_text,
        notes: cut_off(rows).into_iter().collect(),
    }
}

fn cut_off(rows: &[SupportRow]) -> Option<String> {
    (rows.len() == MOST_LISTED).then(|| {
        let most = count(MOST_LISTED as u64);
        format!("At most {most} pairs stand on the page, the most urgent; all are in support.csv.")
    })
}

/// A column by which pairs are chosen, and its values in the order in which they are offered.
struct Choice<'a> {
    label: &'static str,
    value: fn(&SupportRow) -> Option<&str>,
    places: BTreeMap<&'a str, usize>,
}

impl Choice<'_> {
    fn place(&self, row: &SupportRow) -> Option<usize> {
        self.places.get((self.value)(row)?).copied()
    }

    fn filter(self) -> CaseFilter {
        let mut values: Vec<(&str, usize)> = self.places.into_iter().collect();
        values.sort_by_key(|(_, place)| *place);
        CaseFilter {
            label: self.label.to_owned(),
            values: values
                .into_iter()
                .map(|(value, _)| display_text(value))
                .collect(),
        }
    }
}

/// The columns in which there is a choice that can be looked through. States stand in order of urgency, others by name.
fn choices(rows: &[SupportRow]) -> Vec<Choice<'_>> {
    let choice = |(label, value): Chosen| {
        let found: BTreeSet<&str> = rows.iter().filter_map(value).collect();
        let places: BTreeMap<&str, usize> = if label == "State" {
            let titles = State::ALL.iter().map(|state| state.title());
            titles
                .filter(|title| found.contains(title))
                .zip(0..)
                .collect()
        } else {
            found.into_iter().zip(0..).collect()
        };
        let blank = rows.iter().any(|row| value(row).is_none());
        let number = places.len() + usize::from(blank);
        (2..=MOST_CHOICES).contains(&number).then_some(Choice {
            label,
            value,
            places,
        })
    };
    FILTERS.into_iter().filter_map(choice).collect()
}

/// What the box is for in which text is looked for, where mentors are too many to choose among.
fn by_text(rows: &[SupportRow], choices: &[Choice<'_>]) -> &'static str {
    let (label, mentor) = FILTERS[3];
    let offered = choices.iter().any(|choice| choice.label == label);
    if !offered && rows.iter().filter_map(mentor).count() > MOST_CHOICES {
        "Mentor, or any text"
    } else {
        "Any text"
    }
}

fn cells(row: &SupportRow, date: Day, order: &BTreeMap<String, i32>) -> Vec<CaseCell> {
    let plain = |text: &str, aside: &str| CaseCell {
        text: display_text(text),
        aside: display_text(aside),
        order: None,
    };
    let people = people(row);
    let belonging = [
        Some(&*row.pair_id),
        row.cohort.as_deref(),
        row.site.as_deref(),
    ];
    let belonging: Vec<&str> = belonging.into_iter().flatten().collect();
    let name = CaseCell {
        order: order.get(&people).copied(),
        ..plain(&people, &belonging.join(" · "))
    };
    let stage = row.stage.as_deref().unwrap_or_default();
    vec![
        name,
        plain(row.state.title(), ""),
        day(row.last_contact, date, "none recorded"),
        day(row.agreed_next, date, ""),
        plain(stage, ""),
    ]
}

/// A day with how far it is away, by which cases are ordered.
fn day(day: Option<Day>, date: Day, without: &str) -> CaseCell {
    let Some(day) = day else {
        return CaseCell {
            text: without.to_owned(),
            ..CaseCell::default()
        };
    };
    let days = |days: i32| counted(u64::from(days.unsigned_abs()), "day", "days");
    let aside = match date.since(day) {
        0 => "today".to_owned(),
        past @ 1.. => format!("{} ago", days(past)),
        ahead => format!("in {}", days(ahead)),
    };
    CaseCell {
        text: day.to_string(),
        aside,
        order: Some(day.0),
    }
}

/// Why, what to do, and what was said last. Only what people wrote is shortened.
fn sentences(row: &SupportRow) -> Vec<Fact> {
    let why = sentence(&row.why("; "));
    let written = |text: &Option<Box<str>>| Some(shortened(&display_text(text.as_deref()?)));
    let said = [
        ("Why", Some(display_text(&why))),
        ("Next step", row.suggested_step.as_deref().map(display_text)),
        ("Last issue", written(&row.last_issue)),
        ("Last actions", written(&row.last_actions)),
    ];
    said.into_iter()
        .filter_map(|(label, text)| Some(Fact::new(label, text.filter(|text| !text.is_empty())?)))
        .collect()
}

/// A text as long as a page of many can hold; the whole is in the tables.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        None => text.to_owned(),
        Some((end, _)) => {
            let kept = &text[..end];
            let whole_words = kept.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
            format!("{}…", &kept[..whole_words])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of so many mentors.
    fn rows_of(mentors: usize) -> Vec<SupportRow> {
        let row = |place: usize| SupportRow {
            mentor: Some(format!("Mentor {place}").into()),
            ..crate::report::workbook::tests::row("P")
        };
        (0..mentors).map(row).collect()
    }

    #[test]
    fn mentors_are_chosen_as_long_as_their_list_can_be_looked_through() {
        let labels = |rows: &[SupportRow]| -> Vec<&str> {
            choices(rows).iter().map(|choice| choice.label).collect()
        };
        let few = rows_of(MOST_CHOICES);
        assert!(labels(&few).contains(&"Mentor"));
        assert_eq!(by_text(&few, &choices(&few)), "Any text");
        let many = rows_of(MOST_CHOICES + 1);
        assert!(!labels(&many).contains(&"Mentor"));
        assert_eq!(by_text(&many, &choices(&many)), "Mentor, or any text");
    }

    #[test]
    fn long_texts_end_after_a_word() {
        assert_eq!(shortened("short"), "short");
        let long = shortened(&"word ".repeat(100));
        assert!(
            long.ends_with("word…") && long.chars().count() <= 301,
            "{long}"
        );
        assert_eq!(shortened(&"字".repeat(400)).chars().count(), 301);
    }

    #[test]
    fn days_say_how_far_they_are_away() {
        let aside = |shown: i32| day(Some(Day(shown)), Day(10), "").aside;
        assert_eq!(aside(10), "today");
        assert_eq!(aside(9), "1\u{a0}day ago");
        assert_eq!(aside(13), "in 3\u{a0}days");
        assert_eq!(day(None, Day(10), "never").text, "never");
    }
}
