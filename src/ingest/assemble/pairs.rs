//! A pair as its facts describe it.

use super::Context;
use super::facts::FactReader;
use crate::ingest::columns::Column;
use crate::ingest::pairing::Address;
use crate::ingest::trouble;
use crate::programme::{Closure, Day, Pair, Pause, Several, Stated, display_text};
use crate::values::{answers, durations};
use std::collections::BTreeSet;

/// Names of a pair that is only named together with others.
pub(super) fn name_people(context: &Context<'_>, partition: usize, pair: usize, read: &mut Pair) {
    let (Ok(partition), Ok(pair)) = (u32::try_from(partition), u32::try_from(pair)) else {
        return;
    };
    if let Some((mentor, mentee)) = context.pairing.people.get(&Address { partition, pair }) {
        read.mentor.get_or_insert_with(|| mentor.clone());
        read.mentee.get_or_insert_with(|| mentee.clone());
    }
}

pub(super) fn read_pair(
    context: &Context<'_>,
    id: &str,
    facts: &mut FactReader<'_, '_>,
    pauses: Option<&BTreeSet<Pause>>,
) -> Pair {
    let from = facts.date(Column::PausedFrom, trouble::NOT_A_DATE);
    let until = facts.date(Column::PausedUntil, trouble::NOT_A_DATE);
    let stated = from.map(|from| Pause { from, until });
    let pauses: Vec<Pause> = match pauses {
        Some(pauses) => pauses.iter().copied().collect(),
        None => stated.into_iter().collect(),
    };
    let pair = Pair {
        id: id.to_owned(),
        mentor: facts.text(Column::Mentor),
        mentee: facts.text(Column::Mentee),
        several: several(context, facts),
        attributes: attributes(context, facts),
        started_on: facts.date(Column::StartedOn, trouble::NOT_A_DATE),
        planned_end_on: facts.date(Column::PlannedEndOn, trouble::NOT_A_DATE),
        closed_on: facts.date(Column::ClosedOn, trouble::NOT_A_DATE),
        closure: closure(context, facts),
        closure_reason: facts.text(Column::ClosureReason),
        agreed_every_days: agreed_every(context, facts),
        agreed_minutes: facts.read(
            Column::AgreedMinutes,
            |text| durations::minutes(text).filter(|minutes| *minutes > 0.0),
            trouble::NOT_A_LENGTH,
        ),
        agreement_signed_on: facts.date(Column::AgreementSignedOn, trouble::NOT_A_DATE),
        pauses,
        stated: Stated {
            last_session_on: facts.date(Column::LastSessionOn, trouble::NOT_A_DATE),
            sessions_total: facts.total(Column::SessionsTotal, trouble::NOT_A_NUMBER),
            total_is_open: facts.is_open(Column::SessionsTotal),
        },
        origin: None,
    };
    note_impossible(&pair, facts);
    pair
}

/// The people of a pair of which the register names several on a side.
fn several(context: &Context<'_>, facts: &FactReader<'_, '_>) -> Option<Box<Several>> {
    let separators = &context.config.split_people;
    let [mentors, mentees] =
        [Column::Mentor, Column::Mentee].map(|column| facts.several(column, separators));
    let are = !mentors.is_empty() || !mentees.is_empty();
    are.then(|| Box::new(Several { mentors, mentees }))
}

fn attributes(context: &Context<'_>, facts: &FactReader<'_, '_>) -> Vec<Option<String>> {
    let names = context.facts.attributes.iter();
    names
        .map(|(_, fact)| {
            let said = facts.facts.of(facts.pair, (*fact)?)?;
            Some(display_text(said.text))
        })
        .collect()
}

fn closure(context: &Context<'_>, facts: &mut FactReader<'_, '_>) -> Option<Closure> {
    let said = *facts.facts.column(facts.pair, Column::ClosureReason)?;
    let config = context.config;
    let closure = answers::closure(said.text, &config.planned_reasons, &config.early_reasons);
    if closure == Closure::Unrecognised {
        facts.note(&said, trouble::NOT_A_CLOSURE);
    }
    Some(closure)
}

/// Days between meetings; what a bare number counts, its header says.
fn agreed_every(context: &Context<'_>, facts: &mut FactReader<'_, '_>) -> Option<f64> {
    let said = *facts.facts.column(facts.pair, Column::AgreedEvery)?;
    let title = said.header.and_then(|header| {
        let sheet = context.sheets.get(usize::from(said.origin.file))?;
        // What the configuration names so is in days.
        let mut configured = sheet.source.columns.iter();
        let is_configured = configured.any(|(name, _)| name == "agreed_every");
        sheet.shape.titles().get(header).filter(|_| !is_configured)
    });
    let days = match title {
        Some(title) => durations::every_days_below(title, said.text),
        None => durations::every_days(said.text),
    };
    if days.is_none() {
        facts.note(&said, trouble::NOT_A_FREQUENCY);
    }
    days
}

/// What cannot be is left to the measures, which know what to do; here it is noted.
fn note_impossible(pair: &Pair, facts: &mut FactReader<'_, '_>) {
    let before = |earlier: Option<Day>, later: Option<Day>| {
        earlier
            .zip(later)
            .is_some_and(|(earlier, later)| earlier < later)
    };
    if before(pair.closed_on, pair.started_on)
        && let Some(said) = facts.facts.column(facts.pair, Column::ClosedOn).copied()
    {
        facts.note(&said, trouble::CLOSED_BEFORE_START);
    }
    let ended = matches!(pair.closure, Some(Closure::AsPlanned | Closure::Early));
    if ended
        && pair.closed_on.is_none()
        && let Some(said) = facts
            .facts
            .column(facts.pair, Column::ClosureReason)
            .copied()
    {
        facts.note(&said, trouble::CLOSED_ON_NO_DAY);
    }
    let until = facts.facts.column(facts.pair, Column::PausedUntil).copied();
    let has_begin = facts.facts.column(facts.pair, Column::PausedFrom).is_some();
    if let Some(said) = until.filter(|_| !has_begin) {
        facts.note(&said, trouble::PAUSE_WITHOUT_START);
    }
    let mut pauses = pair.pauses.iter();
    if pauses.any(|pause| before(pause.until, Some(pause.from)))
        && let Some(said) = until
    {
        facts.note(&said, trouble::PAUSE_ENDS_BEFORE_START);
    }
}
