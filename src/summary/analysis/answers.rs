//! Every answer of every form, one row each, without free text.

use super::columns;
use crate::config::Rules;
use crate::measures::PairAt;
use crate::programme::{AllGoals, Day, Form, Phase, Respondent};
use crate::summary::cell::{TableWriter, key};
use crate::summary::number;
use crate::summary::roster::Member;
use std::collections::BTreeMap;
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

/// The answers of one form.
struct FormRows {
    date: Option<Day>,
    respondent: Respondent,
    phase: Phase,
    answers: Vec<Answer>,
}

/// The forms of the pairs by rank of the pair, and the names of the items.
#[derive(Default)]
pub(super) struct AnswerRows {
    pairs: Vec<(u32, Vec<FormRows>)>,
    items: Vec<String>,
}

impl AnswerRows {
    pub fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let mut forms: Vec<FormRows> = pair.forms.iter().map(|form| rows(form)).collect();
        forms.sort_by_cached_key(|form| {
            let values: Vec<String> = form
                .answers
                .iter()
                .map(|answer| answer.value.clone())
                .collect();
            (form.date, form.phase, form.respondent, values)
        });
        self.pairs.push((member.rank, forms));
    }

    /// All forms of the parts by the place of their pair, with the names of the items: the scale and the item's number
    /// in it.
    pub fn merged(
        parts: impl IntoIterator<Item = Self>,
        rules: &Rules,
        places: &BTreeMap<u32, usize>,
    ) -> Self {
        let mut pairs: Vec<_> = parts.into_iter().flat_map(|part| part.pairs).collect();
        pairs.sort_by_key(|pair| places.get(&pair.0));
        let of_scale = |scale: &crate::config::Scale| {
            let name = scale.name.clone();
            let items = 1..=scale.items.len();
            items
                .map(move |item| format!("{name}_item_{item}"))
                .collect::<Vec<_>>()
        };
        Self {
            pairs,
            items: rules.scales.iter().flat_map(of_scale).collect(),
        }
    }

    pub fn write<'a>(
        &self,
        code: impl Fn(u32) -> &'a str,
        out: impl io::Write,
    ) -> Result<(), csv::Error> {
        let mut table = TableWriter::new(out, columns::ANSWERS.map(|column| column.0))?;
        for (rank, forms) in &self.pairs {
            for (number, form) in (1_usize..).zip(forms) {
                for answer in &form.answers {
                    table.row(|row| {
                        row.word(code(*rank));
                        row.shown(Some(number));
                        row.day(form.date);
                        row.word(&key(form.respondent));
                        row.word(&key(form.phase));
                        row.word(self.question(&answer.question));
                        row.word(&answer.value);
                    })?;
                }
            }
        }
        table.finish()
    }

    fn question<'b>(&'b self, question: &'b Question) -> &'b str {
        match question {
            Question::Named(name) => name,
            Question::Item(place) => self.items.get(*place).map_or("item", String::as_str),
        }
    }
}

fn rows(form: &Form) -> FormRows {
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
    FormRows {
        date: form.date,
        respondent: form.respondent,
        phase: form.phase,
        answers,
    }
}

fn all_goals(answer: AllGoals) -> String {
    match answer {
        AllGoals::Answer(answer) => key(answer),
        AllGoals::OutOf { attained, of } => format!("{attained} of {of}"),
    }
}
