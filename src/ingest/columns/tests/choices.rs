//! What is chosen where several headers or tables are in question, or the configuration speaks.

use super::*;

#[test]
fn a_canonical_name_stands_above_synonyms() {
    let recognition = plain("Pair,pair_id,Meeting date,date,minutes");
    assert_eq!(
        columns(&recognition, 5),
        ["-", "pair_id", "-", "date", "minutes"]
    );
    assert!(recognition.ambiguities.contains(&Ambiguity::Column {
        table: Table::Sessions,
        column: Column::Date,
        taken: 3,
        how: How::Name,
        others: vec![Rival {
            header: 2,
            how: How::Synonym
        }],
    }));
}

#[test]
fn of_two_headers_for_a_column_the_better_is_taken_and_the_other_named() {
    let recognition = plain("Pair ID,Submitted on,Session date,Duration");
    assert_eq!(
        columns(&recognition, 4),
        ["pair_id", "-", "date", "minutes"]
    );
    assert_eq!(
        recognition.ambiguities,
        [Ambiguity::Column {
            table: Table::Sessions,
            column: Column::Date,
            taken: 2,
            how: How::Synonym,
            others: vec![Rival {
                header: 1,
                how: How::Synonym
            }],
        }]
    );
}

#[test]
fn the_time_of_sending_is_no_rival_of_a_date() {
    let recognition = plain("Pair ID,Timestamp,Session date,Duration");
    assert_eq!(recognition.ambiguities, []);
    let recognition = plain("Pair ID,Timestamp,Duration,Issues");
    assert_eq!(columns(&recognition, 2), ["pair_id", "date"]);
}

#[test]
fn the_file_name_decides_only_between_equals() {
    assert_eq!(
        named("pair_id,date", "evaluations.csv"),
        Some(Table::Evaluations)
            .filter(|_| false)
            .or(Some(Table::Sessions))
    );
    assert_eq!(
        named("pair_id,text,scheduled_on", "actions-2026.csv"),
        Some(Table::Actions)
    );
    assert_eq!(
        named("pair_id,text,scheduled_on", "Partnership ideas.csv"),
        Some(Table::Partnerships)
    );
    assert_eq!(
        named("pair_id,date,minutes,status", "evaluations.csv"),
        Some(Table::Sessions)
    );
    let recognition = plain("pair_id,text,scheduled_on");
    assert_eq!(
        recognition.ambiguities,
        [Ambiguity::Table(vec![Table::Actions, Table::Partnerships])]
    );
}

#[test]
fn the_configuration_stands_above_everything() {
    let source = SourceConfig {
        columns: [
            ("pair_id", "Duo"),
            ("date", "Wann"),
            ("minutes", "date"),
            ("department", "Abteilung"),
            ("stage", "Stufe"),
        ]
        .map(|(column, header)| (column.to_owned(), header.to_owned()))
        .into(),
        ..SourceConfig::default()
    };
    let headers = headers("DUO,Wann,date,Abteilung", ',');
    let recognition = look_up(&headers, "x.csv", Some(&source), &[], &[]);
    assert_eq!(recognition.tables[0].table, Table::Sessions);
    assert_eq!(
        columns(&recognition, 4),
        ["pair_id", "date", "minutes", "-"]
    );
    assert_eq!(recognition.attributes, [(3, "department".to_owned())]);
    assert_eq!(
        recognition.ambiguities,
        [Ambiguity::MissingHeader {
            column: "stage".into(),
            header: "Stufe".into()
        }]
    );
}

#[test]
fn configured_tables_are_taken_as_given_and_share_no_columns() {
    let source = SourceConfig {
        tables: vec!["sessions".into(), "evaluations".into()],
        ..SourceConfig::default()
    };
    let headers = headers("pair_id,date,issues,minutes,goals_achieved", ',');
    let recognition = look_up(&headers, "x.csv", Some(&source), &[], &[]);
    let forms = &recognition.tables[1];
    assert_eq!(recognition.tables[0].header_of(Column::Issues), Some(2));
    assert_eq!(
        forms.columns,
        [
            (0, Column::PairId),
            (1, Column::Date),
            (4, Column::GoalsAchieved)
        ]
    );
}

#[test]
fn the_name_of_a_file_decides_whose_day_a_day_in_another_language_is() {
    let headers = "Pair,Datum,Status";
    assert_eq!(named(headers, "sessions.csv"), Some(Table::Sessions));
    assert_eq!(named(headers, "export.csv"), None);
}
