//! The figures of one pair: what each is, how it came about, and the records behind it.

use super::evidence;
use super::workings;
use crate::cli::places::Place;
use crate::measures::{Family, Kind, Measure, PairAt, Registry, Span, Value};
use crate::programme::display_text;
use crate::report::wording::noun;
use crate::summary::number;
use serde::Serialize;

/// One measure of the pair.
#[derive(Serialize)]
pub(super) struct Figure {
    pub id: String,
    pub family: Family,
    pub title: String,
    pub definition: String,
    pub unit: &'static str,
    pub numerator: Option<f64>,
    pub denominator: Option<f64>,
    /// Its value: a share as a fraction, a flag as 1 or 0, an event in days.
    pub value: Option<f64>,
    /// Of an event: `reached`, `competing` or `censored`; of a label, the label.
    pub outcome: Option<String>,
    /// The value in words.
    pub words: String,
    /// How it was computed, in the pair's own numbers.
    pub workings: Option<String>,
    /// Why there is none.
    pub not_available: Option<&'static str>,
    pub records: Vec<Place>,
}

/// All measures since the start, in the order of tables.
pub(super) fn figures(registry: &Registry, pair: &PairAt<'_>) -> Vec<Figure> {
    let span = Span {
        from: None,
        to: pair.as_of.date,
    };
    let measures = registry.measures().iter();
    measures
        .map(|measure| figure(measure, &measure.of(pair, &span), pair))
        .collect()
}

fn figure(measure: &Measure, value: &Value, pair: &PairAt<'_>) -> Figure {
    let is_available = *value != Value::Null;
    let mut figure = Figure {
        id: measure.id.clone(),
        family: measure.family,
        title: measure.title.clone(),
        definition: measure.definition.clone(),
        unit: measure.unit,
        numerator: None,
        denominator: None,
        value: None,
        outcome: None,
        words: shown(measure, value),
        workings: workings::of(measure, pair).filter(|_| is_available),
        not_available: (!is_available).then(|| why_not(measure, pair)),
        records: Place::of(pair, evidence::records(measure, pair)),
    };
    match value {
        Value::Share { num, den } => {
            (figure.numerator, figure.denominator) = (Some(*num), Some(*den));
            figure.value = Some(num / den);
        }
        Value::Flag(flag) => figure.value = Some(f64::from(u8::from(*flag))),
        Value::Quantity(amount) => figure.value = Some(*amount),
        Value::Event { days, outcome } => {
            figure.value = Some(f64::from(*days));
            figure.outcome = Some(outcome.name().to_owned());
        }
        Value::Label(label) => figure.outcome = Some(display_text(label)),
        Value::Null => {}
    }
    figure
}

fn shown(measure: &Measure, value: &Value) -> String {
    match value {
        Value::Share { num, den } => {
            let (num_shown, den_shown) = (number(*num), number(*den));
            let things = noun(&den_shown, measure.unit);
            let share = 100.0 * num / den;
            format!("{num_shown} of {den_shown} {things} = {share:.1} %")
        }
        Value::Flag(true) => "yes".to_owned(),
        Value::Flag(false) => "no".to_owned(),
        Value::Quantity(amount) => {
            let amount = number(*amount);
            let things = noun(&amount, measure.unit);
            format!("{amount} {things}")
        }
        Value::Event { days, outcome } => {
            let days = days.to_string();
            let noun = noun(&days, "days");
            format!("{} after {days} {noun}", outcome.name())
        }
        Value::Label(label) => display_text(label),
        Value::Null => "not available".to_owned(),
    }
}

/// Why a measure has no value for a pair: what was not supplied, or else what its kind needs.
fn why_not(measure: &Measure, pair: &PairAt<'_>) -> &'static str {
    let supplied = &pair.history.supplied;
    match (measure.family, measure.kind) {
        (Family::Cadence | Family::Stages, _) if !supplied.sessions => {
            "no session records were supplied"
        }
        (Family::Cadence | Family::Stages, _) if !pair.history.has_session_records() => {
            "the pair has no session records, only what its source states"
        }
        (Family::Goals | Family::NewGoals, _) if !supplied.goals => "no goals were supplied",
        _ if evidence::is_of_contacts(measure) => {
            "it does not need support, or nobody was in touch with it long enough ago"
        }
        (Family::Continuity, _) if !supplied.closure => {
            "no column says when pairs ended, or it is too early"
        }
        (_, Kind::Event) if pair.started_on.is_none() => "the pair has no start",
        (_, Kind::Share) => "there was nothing yet to take a share of",
        (_, Kind::Event) => "the records do not say on which day",
        _ => "the records do not say, or it is too early",
    }
}
