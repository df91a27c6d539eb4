//! Continuity: how long pairs last, and how they end.

use super::event::{Happened, event};
use super::registry::{Direction, Family, Kind, Measure, Window};
use super::{PairAt, Span, Value};
use crate::programme::Closure;

/// Days after which retention is reported.
const RETENTION_DAYS: [i32; 3] = [90, 180, 365];

/// The measures of the family, in the order of tables.
pub(super) fn measures() -> Vec<Measure> {
    let event_measure = |id, title, definition, compute: fn(&PairAt<'_>, &Span) -> Value| {
        Measure::new(
            id,
            title,
            definition,
            Kind::Event,
            Family::Continuity,
            compute,
        )
        .unit("days")
    };
    let mut measures = vec![
        event_measure(
            "match_length",
            "Match length",
            "Days from the recorded start to the end of the pair, however it ended; open pairs count as lasting.",
            |pair, _| if clock_is_known(pair) { event(pair, &any_end(pair)) } else { Value::Null },
        )
        .without_competition()
        .better(Direction::Higher),
        event_measure(
            "to_early_closure",
            "Time to early closure",
            "Days from the recorded start to a closure before the planned end; a pair that ended as planned can no longer \
             close early. Closures of which it is not known how count as early.",
            |pair, _| if clock_is_known(pair) { event(pair, &early_end(pair)) } else { Value::Null },
        )
        .better(Direction::Higher),
    ];
    measures.extend(RETENTION_DAYS.map(retained));
    measures.push(
        Measure::new(
            "closed_early",
            "Closed early",
            "Of the pairs that have ended, whether it ended before the planned end; left out where not known.",
            Kind::Flag,
            Family::Continuity,
            |pair, span| Value::flag(closed_early(pair, span)),
        )
        .unit("ended pairs")
        .better(Direction::Lower)
        .window(Window::Flow),
    );
    measures
}

fn retained(days: i32) -> Measure {
    Measure::new(
        &format!("retained_{days}d"),
        &format!("Still meeting after {days} days"),
        &format!(
            "Whether a pair that started at least {days} days ago lasted that long; pairs that ended as planned before \
             are left out."
        ),
        Kind::Flag,
        Family::Continuity,
        move |pair, span| Value::flag(lasted(pair, days, span)),
    )
    .unit("pairs")
    .better(Direction::Higher)
    .window(Window::Life)
}

fn clock_is_known(pair: &PairAt<'_>) -> bool {
    pair.history.supplied.closure && !pair.started_on_inferred
}

fn any_end(pair: &PairAt<'_>) -> Happened {
    pair.ending.map(|ending| ending.on).into()
}

fn early_end(pair: &PairAt<'_>) -> Happened {
    pair.ending
        .filter(|ending| ending.how != Closure::AsPlanned)
        .map(|ending| ending.on)
        .into()
}

fn lasted(pair: &PairAt<'_>, days: i32, span: &Span) -> Option<bool> {
    let start = pair.started_on.filter(|_| pair.history.supplied.closure)?;
    if !span.contains(start.plus(days)) {
        return None;
    }
    match pair.ending.filter(|ending| ending.on.since(start) < days) {
        None => Some(true),
        Some(ending) if ending.how == Closure::AsPlanned => None,
        Some(_) => Some(false),
    }
}

fn closed_early(pair: &PairAt<'_>, span: &Span) -> Option<bool> {
    match pair.ending.filter(|ending| span.contains(ending.on))?.how {
        Closure::Early => Some(true),
        Closure::AsPlanned => Some(false),
        Closure::Unrecognised => None,
    }
}
