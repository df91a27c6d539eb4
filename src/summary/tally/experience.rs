//! Forms and who returned them, benefits, ideas, scales.

use super::cells::Cells;
use super::{Group, Tally};
use crate::config::Scale;
use crate::measures::{PairAt, returned_form};
use crate::programme::{Form, Phase, Respondent};
use crate::stats::Estimate;
use crate::stats::alpha::cronbach_alpha;
use crate::stats::proportion::{Unit, clustered_share};
use crate::summary::coding::{BENEFITS, Code};
use crate::summary::roster::Member;
use crate::summary::tallies::{ExperienceTallies, FormCount, ScaleTally};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Default)]
pub(super) struct Experience {
    forms: Cells<(Respondent, Phase)>,
    undated: u64,
    mentee_response: Vec<Unit>,
    mentor_response: Vec<Unit>,
    ideas: Cells<()>,
    mentee_benefits: Cells<&'static Code>,
    mentor_benefits: Cells<&'static Code>,
    /// By place of the scale: answers of the latest form of each respondent that completes it,
    /// with the pair and the respondent for their order.
    answers: BTreeMap<usize, Vec<(u32, Respondent, Vec<f64>)>>,
}

impl Tally for Experience {
    type Sum = ExperienceTallies;

    fn add(&mut self, pair: &PairAt<'_>, member: &Member) {
        let forms = pair.forms.iter();
        self.forms
            .add_pair(forms.map(|form| (form.respondent, form.phase)));
        let recorded = pair.history.forms.iter();
        self.undated += recorded.filter(|form| form.date.is_none()).count() as u64;
        self.ideas.add_pair(pair.history.ideas.iter().map(|_| ()));
        self.add_responses(pair, member);
        self.mentee_benefits
            .add_pair(benefits(pair, Respondent::Mentee));
        self.mentor_benefits
            .add_pair(benefits(pair, Respondent::Mentor));
        self.add_answers(pair, member);
    }

    fn absorb(&mut self, other: Self) {
        self.forms.absorb(other.forms);
        self.undated += other.undated;
        self.mentee_response.extend(other.mentee_response);
        self.mentor_response.extend(other.mentor_response);
        self.ideas.absorb(other.ideas);
        self.mentee_benefits.absorb(other.mentee_benefits);
        self.mentor_benefits.absorb(other.mentor_benefits);
        for (scale, answers) in other.answers {
            self.answers.entry(scale).or_default().extend(answers);
        }
    }

    fn sum(mut self, group: &Group<'_>) -> ExperienceTallies {
        let supplied = group.programme.supplied;
        ExperienceTallies {
            forms: self.forms.iter().map(form_count).collect(),
            undated_forms: self.undated,
            mentee_response: response(&self.mentee_response, supplied.evaluations),
            mentor_response: response(&self.mentor_response, supplied.evaluations),
            ideas: supplied.partnerships.then(|| self.ideas.count(&())),
            mentee_benefits: self.mentee_benefits.by_count(),
            mentor_benefits: self.mentor_benefits.by_count(),
            scales: self.scales(&group.rules.scales),
        }
    }
}

impl Experience {
    /// Which of mentee and mentor of an ended pair returned a form that is not baseline.
    fn add_responses(&mut self, pair: &PairAt<'_>, member: &Member) {
        if pair.is_open() {
            return;
        }
        let returned = |who| {
            let returned = returned_form(pair, who);
            (member.cluster, f64::from(u8::from(returned)), 1.0)
        };
        self.mentee_response.push(returned(Respondent::Mentee));
        self.mentor_response.push(returned(Respondent::Mentor));
    }

    fn add_answers(&mut self, pair: &PairAt<'_>, member: &Member) {
        let mut first_item = 0;
        for (index, scale) in pair.as_of.rules.scales.iter().enumerate() {
            let answers = self.answers.entry(index).or_default();
            for (respondent, items) in latest_answers(pair, scale, first_item) {
                answers.push((member.rank, respondent, items));
            }
            first_item += scale.items.len();
        }
    }

    fn scales(&mut self, scales: &[Scale]) -> Vec<ScaleTally> {
        let alpha = |(index, scale): (usize, &Scale)| {
            let mut answers = self.answers.remove(&index).unwrap_or_default();
            answers.sort_by_key(|answer| (answer.0, answer.1));
            let rows: Vec<Vec<f64>> = answers.into_iter().map(|answer| answer.2).collect();
            ScaleTally {
                key: scale.name.clone(),
                title: scale.title.clone(),
                alpha: cronbach_alpha(&rows),
            }
        };
        scales.iter().enumerate().map(alpha).collect()
    }
}

fn form_count((key, forms): (&(Respondent, Phase), crate::summary::Count)) -> FormCount {
    FormCount {
        respondent: key.0,
        phase: key.1,
        forms: forms.exact().unwrap_or(0),
        pairs: crate::summary::Count::of(forms.pairs().unwrap_or(0)),
    }
}

fn response(units: &[Unit], supplied: bool) -> Estimate {
    if supplied {
        clustered_share(units)
    } else {
        Estimate::not_available("no forms were supplied", 0, "share")
    }
}

/// The distinct benefits that a respondent chose on any form.
fn benefits(pair: &PairAt<'_>, who: Respondent) -> BTreeSet<&'static Code> {
    let forms = pair.forms.iter().filter(|form| form.respondent == who);
    let chosen = forms.flat_map(|form| &form.benefits);
    chosen.map(|benefit| BENEFITS.code(benefit)).collect()
}

/// Of each respondent the answers of the latest form that completes a scale, reverse-scored; of
/// two forms of one day and phase the one with the higher answers.
fn latest_answers(
    pair: &PairAt<'_>,
    scale: &Scale,
    first_item: usize,
) -> BTreeMap<Respondent, Vec<f64>> {
    let complete = pair
        .forms
        .iter()
        .filter_map(|form| Some((form, items(form, scale, first_item)?)));
    let mut complete: Vec<(&&Form, Vec<f64>)> = complete.collect();
    complete.sort_by(|(a, left), (b, right)| {
        let dated = (a.date, a.phase).cmp(&(b.date, b.phase));
        dated.then_with(|| lexicographic(left, right))
    });
    let answers = complete.into_iter();
    answers
        .map(|(form, items)| (form.respondent, items))
        .collect()
}

fn lexicographic(left: &[f64], right: &[f64]) -> Ordering {
    let pairs = left.iter().zip(right);
    pairs.fold(Ordering::Equal, |so_far, (a, b)| {
        so_far.then(a.total_cmp(b))
    })
}

fn items(form: &Form, scale: &Scale, first_item: usize) -> Option<Vec<f64>> {
    let given = form.items.get(first_item..).unwrap_or_default();
    scale.scored(given).collect()
}
