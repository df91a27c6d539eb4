//! Every answer of every form, one row each, without free text.

use crate::config::{Rules, Scale};
use crate::programme::{AllGoals, Form};
use crate::summary::cell::{TableWriter, key};
use crate::summary::number;
use std::io;

/// One answer, before the items of scales have their names.
struct Answer {
    question: Question,
    value: String,
}

enum Question {
    Named(String),
    /// Place among the items of all scales.
    Item(usize),
}

/// Writes the answers of forms.
pub(super) struct Answers {
    /// The names of the items of all scales: the scale and the item's number in it.
    items: Vec<String>,
}

impl Answers {
    pub fn of(rules: &Rules) -> Self {
        let of_scale = |scale: &Scale| {
            let name = scale.name.clone();
            (1..=scale.items.len()).map(move |item| format!("{name}_item_{item}"))
        };
        Self {
            items: rules.scales.iter().flat_map(of_scale).collect(),
        }
    }

    /// Writes the answers of the forms of a pair, the forms in order of date, phase, respondent,
    /// then answers.
    pub fn write<W: io::Write>(
        &self,
        table: &mut TableWriter<W>,
        code: &str,
        forms: &[&Form],
    ) -> Result<(), csv::Error> {
        let mut forms: Vec<(&Form, Vec<Answer>)> =
            forms.iter().map(|form| (*form, answers(form))).collect();
        let values = |answers: &[Answer]| -> Vec<String> {
            answers.iter().map(|answer| answer.value.clone()).collect()
        };
        forms.sort_by_cached_key(|(form, answers)| {
            (form.date, form.phase, form.respondent, values(answers))
        });
        for (number, (form, answers)) in (1_usize..).zip(&forms) {
            for answer in answers {
                table.row(|row| {
                    row.word(code);
                    row.shown(Some(number));
                    row.day(form.date);
                    row.key(Some(form.respondent));
                    row.key(Some(form.phase));
                    row.word(self.question(&answer.question));
                    row.word(&answer.value);
                })?;
            }
        }
        Ok(())
    }

    fn question<'b>(&'b self, question: &'b Question) -> &'b str {
        match question {
            Question::Named(name) => name,
            Question::Item(place) => self.items.get(*place).map_or("item", String::as_str),
        }
    }
}

fn answers(form: &Form) -> Vec<Answer> {
    let mut answers = Vec::new();
    let mut add = |name: String, value: Option<String>| {
        answers.extend(value.map(|value| Answer {
            question: Question::Named(name),
            value,
        }));
    };
    add("goals_achieved".into(), form.all_goals.map(all_goals));
    for goal in &form.goals {
        add(
            format!("goal_{}_achieved", goal.number),
            goal.answer.map(key),
        );
        add(
            format!("goal_{}_level", goal.number),
            goal.level.map(number),
        );
    }
    let yes_no = |answer: bool| if answer { "yes" } else { "no" }.to_owned();
    add("new_goals".into(), form.new_goals.map(yes_no));
    add("partnership".into(), form.partnership.map(yes_no));
    add("rating".into(), form.rating.map(number));
    let items = form
        .items
        .iter()
        .enumerate()
        .filter_map(|(place, item)| Some((place, (*item)?)));
    answers.extend(items.map(|(place, item)| Answer {
        question: Question::Item(place),
        value: number(item),
    }));
    answers
}

fn all_goals(answer: AllGoals) -> String {
    match answer {
        AllGoals::Answer(answer) => key(answer),
        AllGoals::OutOf { attained, of } => format!("{attained} of {of}"),
    }
}
