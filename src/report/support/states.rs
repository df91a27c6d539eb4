//! How many pairs are in each state, and what each state means here.

use super::Helping;
use crate::config::SupportThresholds;
use crate::measures::State;
use crate::report::document::{Column, Table};
use crate::report::wording::{count, counted, days, decimal};

/// The states that there are, each in one line with the limits in force.
pub(super) fn table(helping: &Helping<'_>) -> Option<Table> {
    let limits = &helping.brief.config.rules.support;
    let perhaps_ended = |state: State| {
        let rows = helping.list.rows.iter();
        rows.filter(|row| row.presumed_ended && row.state == state)
            .count()
    };
    let rows: Vec<Vec<String>> = helping
        .list
        .states
        .iter()
        .map(|(state, pairs)| {
            vec![
                state.title().to_owned(),
                count(*pairs as u64),
                count(perhaps_ended(*state) as u64),
                meaning(*state, limits),
            ]
        })
        .collect();
    let ended = format!(
        "Perhaps ended: open, but silent for more than {} and more than {} times the usual gap. They stand at the end, to be closed.",
        days(limits.presumed_ended_days),
        decimal(limits.presumed_ended_ratio)
    );
    (!rows.is_empty()).then(|| Table {
        caption: format!("Pairs by state on {}", helping.date()),
        columns: vec![
            Column::words("State"),
            Column::numbers("Pairs"),
            Column::numbers("Perhaps ended"),
            Column::words("What it means"),
        ],
        rows,
        notes: vec![ended],
        ..Table::default()
    })
}

fn meaning(state: State, limits: &SupportThresholds) -> String {
    match state {
        State::NeverStarted => format!(
            "No recorded meeting, and {} or more since the start; or no recorded start.",
            days(limits.never_started_days)
        ),
        State::Stalled => format!(
            "No recorded meeting for {} or more, and for more than {} times the pair's usual gap; {} times are enough if an agreed meeting is overdue.",
            days(limits.stalled_days),
            decimal(limits.stalled_ratio),
            decimal(limits.watch_ratio)
        ),
        State::Watch => format!(
            "An agreed meeting overdue by more than {}, a gap of more than {} times the usual, or {} of another kind.",
            days(f64::from(limits.overdue_days)),
            decimal(limits.watch_ratio),
            counted(limits.watch_signals as u64, "signal", "signals")
        ),
        State::OnTrack => "Meets as it usually does.".into(),
        State::TooEarly => format!(
            "Fewer than two meetings, and active for less than {}.",
            days(limits.too_early_days)
        ),
        State::Paused => "Rests by agreement, or in a break of the programme.".into(),
        State::Completed => "Ended as planned.".into(),
        State::ClosedEarly => "Ended before the plan, for a recorded reason.".into(),
        State::Ended => "Ended; the records do not say whether as planned.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_explained_with_the_limits_in_force() {
        let limits = SupportThresholds {
            stalled_days: 21.0,
            overdue_days: 1,
            ..SupportThresholds::default()
        };
        for state in State::ALL {
            assert!(meaning(state, &limits).ends_with('.'), "{state:?}");
        }
        let stalled = meaning(State::Stalled, &limits);
        assert!(
            stalled.starts_with("No recorded meeting for 21\u{a0}days or more"),
            "{stalled}"
        );
        assert!(meaning(State::Watch, &limits).contains("more than 1\u{a0}day,"));
    }
}
