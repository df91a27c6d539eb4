//! What the columns of the tables for analysis are called and mean.

use crate::summary::cell::TableWriter;
use std::io;

/// A column and its meaning.
pub(super) type Described = (&'static str, &'static str);

const PAIR: Described = ("pair", "Code of the pair; the same in all four tables.");

/// `pairs.csv`, before the attributes and the measures.
const PAIRS: [Described; 12] = [
    PAIR,
    (
        "mentor",
        "Code of the mentor; pairs with the same code share one. Empty without a name.",
    ),
    ("started_on", "First day, recorded or inferred."),
    (
        "started_on_inferred",
        "Whether the first day was inferred from the records.",
    ),
    ("ended_on", "Last day; empty for open pairs."),
    ("state", "State on the as-of date."),
    ("signals", "Signals of open pairs, joined by semicolons."),
    (
        "contact_gap",
        "Days without a recorded meeting, pauses taken out.",
    ),
    (
        "own_gap",
        "Days between meetings that are usual for the pair.",
    ),
    ("contact_ratio", "contact_gap over own_gap."),
    (
        "expected_gap_days",
        "Agreed days between meetings, else the programme's.",
    ),
    ("active_days", "Days observed, pauses taken out."),
];

/// `sessions.csv`.
pub(super) const SESSIONS: [Described; 13] = [
    PAIR,
    (
        "date",
        "Day of the meeting; records of one day are one meeting.",
    ),
    (
        "status",
        "held, missed_by_mentee, missed_by_mentor, missed, cancelled, rescheduled, scheduled, unknown.",
    ),
    ("minutes", "Length."),
    ("stage", "Key of the stage that it names."),
    ("progress", "Overall progress, 0–100."),
    ("next_meeting", "Agreed next day."),
    ("rating", "Rating as a fraction of its range."),
    (
        "has_progress",
        "Whether progress was filled in; empty where the source has no column for it.",
    ),
    ("has_issues", "Whether issues were filled in."),
    ("has_learnings", "Whether learnings were filled in."),
    ("has_actions", "Whether actions were filled in."),
    ("has_next_meeting", "Whether a next date was filled in."),
];

/// `goals.csv`.
pub(super) const GOALS: [Described; 11] = [
    PAIR,
    ("goal", "Number of the goal within its pair."),
    ("origin", "initial or new."),
    ("set_on", "Day it was set."),
    (
        "outcome",
        "attained, partly, not_attained, dropped, in_progress, unknown, on the as-of date.",
    ),
    (
        "outcome_source",
        "What decided: evaluation, register or progress.",
    ),
    ("respondent", "Who decided, where a form did."),
    ("attained_on", "Day it was attained."),
    ("progress", "Last recorded progress, 0–100."),
    ("level", "Level of goal attainment scaling, −2 to 2."),
    ("weight", "Weight of that level."),
];

/// `answers.csv`.
pub(super) const ANSWERS: [Described; 7] = [
    PAIR,
    ("form", "Number of the form within its pair."),
    ("date", "Day of the form; empty where it has none."),
    ("respondent", "mentee, mentor or coordinator."),
    ("phase", "baseline, mid or end."),
    (
        "question",
        "goals_achieved, goal_N_achieved, goal_N_level, new_goals, partnership, rating, SCALE_item_N (as answered, not reversed).",
    ),
    ("value", "The answer."),
];

/// Writes `columns.csv` of the tables for analysis. Measures are described in `tables/columns.csv`.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_analysis_columns(out: impl io::Write) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, ["table", "column", "meaning"])?;
    let tables: [(&str, &[Described]); 4] = [
        ("pairs", &PAIRS),
        ("sessions", &SESSIONS),
        ("goals", &GOALS),
        ("answers", &ANSWERS),
    ];
    for (name, columns) in tables {
        for (column, meaning) in columns {
            table.row(|row| {
                row.word(name);
                row.word(column);
                row.word(meaning);
            })?;
        }
    }
    table.finish()
}
