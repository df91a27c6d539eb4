//! What the columns of the tables for analysis are called and mean.

use super::typed::CellType::{self, Date, Flag, Number, Text, Whole};
use crate::measures::{Kind, Registry};
use crate::summary::cell::TableWriter;
use crate::summary::columns_csv::parts;
use std::collections::BTreeMap;
use std::io;

/// A column, the type of its cells, and its meaning.
pub(super) type Described = (&'static str, CellType, &'static str);

/// A column of a table that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypedColumn {
    pub name: String,
    pub cells: CellType,
    meaning: String,
}

const PAIR: Described = (
    "pair",
    Text,
    "Code of the pair; the same in all four tables.",
);

/// `pairs.csv`, before the attributes and the measures.
const PAIRS: [Described; 12] = [
    PAIR,
    (
        "mentor",
        Text,
        "Code of the mentor; pairs with the same code share one. Empty without a name.",
    ),
    ("started_on", Date, "First day, recorded or inferred."),
    (
        "started_on_inferred",
        Flag,
        "Whether the first day was inferred from the records.",
    ),
    ("ended_on", Date, "Last day; empty for open pairs."),
    ("state", Text, "State on the as-of date."),
    (
        "signals",
        Text,
        "Signals of open pairs, joined by semicolons.",
    ),
    (
        "contact_gap",
        Whole,
        "Days without a recorded meeting, pauses taken out.",
    ),
    (
        "own_gap",
        Number,
        "Days between meetings that are usual for the pair.",
    ),
    ("contact_ratio", Number, "contact_gap over own_gap."),
    (
        "expected_gap_days",
        Number,
        "Agreed days between meetings, else the programme's.",
    ),
    ("active_days", Whole, "Days observed, pauses taken out."),
];

/// `sessions.csv`.
pub(super) const SESSIONS: [Described; 13] = [
    PAIR,
    (
        "date",
        Date,
        "Day of the meeting; records of one day are one meeting.",
    ),
    (
        "status",
        Text,
        "held, missed_by_mentee, missed_by_mentor, missed, cancelled, rescheduled, scheduled, unknown.",
    ),
    ("minutes", Number, "Length."),
    ("stage", Text, "Key of the stage that it names."),
    ("progress", Number, "Overall progress, 0–100."),
    ("next_meeting", Date, "Agreed next day."),
    ("rating", Number, "Rating as a fraction of its range."),
    (
        "has_progress",
        Flag,
        "Whether progress was filled in; empty where the source has no column for it.",
    ),
    ("has_issues", Flag, "Whether issues were filled in."),
    ("has_learnings", Flag, "Whether learnings were filled in."),
    ("has_actions", Flag, "Whether actions were filled in."),
    (
        "has_next_meeting",
        Flag,
        "Whether a next date was filled in.",
    ),
];

/// `goals.csv`.
pub(super) const GOALS: [Described; 12] = [
    PAIR,
    ("goal", Whole, "Number of the goal within its pair."),
    ("origin", Text, "initial or new."),
    ("set_on", Date, "Day it was set, as recorded."),
    (
        "first_on",
        Date,
        "Day it was set, else first mentioned in a held session; new goals are dated by it.",
    ),
    (
        "outcome",
        Text,
        "attained, partly, not_attained, dropped, in_progress, unknown, on the as-of date.",
    ),
    (
        "outcome_source",
        Text,
        "What decided: evaluation, register or progress.",
    ),
    ("respondent", Text, "Who decided, where a form did."),
    ("attained_on", Date, "Day it was attained."),
    ("progress", Number, "Last recorded progress, 0–100."),
    (
        "level",
        Number,
        "Level of goal attainment scaling, −2 to 2.",
    ),
    ("weight", Number, "Weight of that level."),
];

/// `answers.csv`.
pub(super) const ANSWERS: [Described; 7] = [
    PAIR,
    ("form", Whole, "Number of the form within its pair."),
    ("date", Date, "Day of the form; empty where it has none."),
    ("respondent", Text, "mentee, mentor or coordinator."),
    ("phase", Text, "baseline, mid or end."),
    (
        "question",
        Text,
        "goals_achieved, goal_N_achieved, goal_N_level, new_goals, partnership, rating, SCALE_item_N (as answered, not reversed).",
    ),
    ("value", Text, "The answer."),
];

/// These columns as they stand in a table.
pub(super) fn typed(columns: &[Described]) -> Vec<TypedColumn> {
    let typed = |(name, cells, meaning): &Described| TypedColumn {
        name: (*name).to_owned(),
        cells: *cells,
        meaning: (*meaning).to_owned(),
    };
    columns.iter().map(typed).collect()
}

/// The columns of `pairs.csv` after the codes, by these names: those that every pair has, those of the
/// measures, and attributes, which are all others.
pub(super) fn typed_pairs(names: &[String], registry: &Registry) -> Vec<TypedColumn> {
    let mut known: BTreeMap<String, TypedColumn> = typed(&PAIRS)
        .into_iter()
        .chain(of_measures(registry))
        .map(|column| (column.name.clone(), column))
        .collect();
    let codes = typed(&PAIRS[..2]);
    let others = names.iter().map(|name| {
        known.remove(name).unwrap_or_else(|| TypedColumn {
            name: name.clone(),
            cells: Text,
            meaning: "Attribute of the pair, as recorded.".to_owned(),
        })
    });
    codes.into_iter().chain(others).collect()
}

fn of_measures(registry: &Registry) -> impl Iterator<Item = TypedColumn> {
    registry.measures().iter().flat_map(|measure| {
        parts(measure).map(|(name, part)| TypedColumn {
            cells: cells_of(measure.kind, &name),
            meaning: format!("{}: {part}. {}", measure.title, measure.definition),
            name,
        })
    })
}

fn cells_of(kind: Kind, name: &str) -> CellType {
    match kind {
        Kind::Share | Kind::Quantity => Number,
        Kind::Flag => Flag,
        Kind::Event if name.ends_with("_days") => Whole,
        Kind::Event | Kind::Label => Text,
    }
}

/// Writes `columns.csv`: every column of every table, each with the type of its cells.
pub(super) fn write<'a>(
    tables: impl IntoIterator<Item = (&'a str, Vec<TypedColumn>)>,
    out: impl io::Write,
) -> Result<(), csv::Error> {
    let mut table = TableWriter::new(out, ["table", "column", "type", "meaning"])?;
    for (name, columns) in tables {
        for column in columns {
            table.row(|row| {
                row.word(name);
                row.text(Some(&column.name));
                row.word(column.cells.name());
                row.word(&column.meaning);
            })?;
        }
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::samples::registry;

    #[test]
    fn every_column_of_the_pairs_has_its_type_and_what_is_of_no_measure_is_text() {
        let names = ["site", "started_on", "attendance_num", "match_length_days"];
        let found = typed_pairs(&names.map(str::to_owned), registry());
        let types: Vec<(&str, CellType)> = found
            .iter()
            .map(|column| (column.name.as_str(), column.cells))
            .collect();
        let expected = [
            ("pair", Text),
            ("mentor", Text),
            ("site", Text),
            ("started_on", Date),
            ("attendance_num", Number),
            ("match_length_days", Whole),
        ];
        assert_eq!(types, expected);
    }

    #[test]
    fn all_columns_of_measures_are_described() {
        for column in of_measures(registry()) {
            let (title, definition) = column.meaning.split_once(". ").unwrap();
            assert!(!title.is_empty() && definition.len() > 10, "{column:?}");
        }
    }
}
