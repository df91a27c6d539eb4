//! Which table a file is, and what its headers mean.

mod choices;
mod questions;

use super::*;
use crate::config::{Scale, SourceConfig};

fn headers(text: &str, delimiter: char) -> Vec<String> {
    text.split(delimiter).map(str::to_owned).collect()
}

fn look_up(
    headers: &[String],
    file_name: &str,
    source: Option<&SourceConfig>,
    scales: &[Scale],
    by: &[String],
) -> Recognition {
    let names = Names {
        titles: headers,
        looked_up: headers,
        parts: &[],
        contents: &[],
        repeated: &[],
        is_log: false,
        repeats_pairs: false,
    };
    recognise(&names, file_name, source, scales, by)
}

fn plain(text: &str) -> Recognition {
    look_up(&headers(text, ','), "export.csv", None, &[], &[])
}

fn named(text: &str, file_name: &str) -> Option<Table> {
    let recognition = look_up(&headers(text, ','), file_name, None, &[], &[]);
    recognition.tables.first().map(|table| table.table)
}

/// The canonical names of the first table's columns, `-` for headers without one.
fn columns(recognition: &Recognition, headers: usize) -> Vec<String> {
    let table = &recognition.tables[0];
    (0..headers)
        .map(|at| {
            table
                .column_of(at)
                .map_or("-".into(), |column| column.to_string())
        })
        .collect()
}

fn check(text: &str, delimiter: char, table: Table, expected: &str) {
    let headers = headers(text, delimiter);
    let recognition = look_up(&headers, "export.csv", None, &[], &[]);
    let tables: Vec<Table> = recognition.tables.iter().map(|table| table.table).collect();
    assert_eq!(tables, [table], "{text}: {:?}", recognition.nearest);
    let found = columns(&recognition, headers.len()).join(" ");
    assert_eq!(found, expected, "{text}");
    assert_eq!(recognition.ambiguities, [], "{text}");
}

#[test]
fn canonical_columns_are_themselves_in_every_table() {
    for (table, text) in [
        (
            Table::Sessions,
            "pair_id date status minutes hours start end mode stage progress goal_1_progress goal_2_progress issues issue_1 solution_1 learnings actions action_1 action_1_on next_meeting new_goal rating",
        ),
        (
            Table::Evaluations,
            "pair_id date respondent phase goals_achieved goal_1 goal_1_achieved goal_1_level needs interests issues targets reason_not_achieved new_goals new_goal_details partnership partnership_support partnership_barriers benefits rating",
        ),
        (
            Table::Pairs,
            "pair_id mentor mentee mentor_email mentee_email mentor_phone mentee_phone cohort site mentoring_type started_on planned_end_on closed_on closure_reason agreed_every agreed_minutes agreement_signed_on paused_from paused_until last_session_on sessions_total",
        ),
        (
            Table::Goals,
            "pair_id goal text kind set_on due_on status attained_on origin level weight",
        ),
        (
            Table::Actions,
            "pair_id goal text scheduled_on completed_on status",
        ),
        (
            Table::Partnerships,
            "pair_id text support_needed scheduled_on status",
        ),
    ] {
        check(text, ' ', table, text);
    }
}

#[test]
fn a_register_kept_in_a_spreadsheet_is_recognised() {
    check(
        "Pair ID,Mentor,Mentor e-mail,Mentee,Cohort,Site,Type,Start date,Planned end,End date,Reason for closing,Agreed frequency,Meeting length,Agreement signed,Paused from,Paused until",
        ',',
        Table::Pairs,
        "pair_id mentor mentor_email mentee cohort site mentoring_type started_on planned_end_on closed_on closure_reason agreed_every agreed_minutes agreement_signed_on paused_from paused_until",
    );
    check(
        "Pair ID,Mentor,Mentee,Start date",
        ',',
        Table::Pairs,
        "pair_id mentor mentee started_on",
    );
}

#[test]
fn days_of_pairs_and_goals_are_known_in_other_languages() {
    for headers in [
        "Pair ID,Data di avvio,In pausa dal,In pausa al",
        "Pair ID,Gestart op,Pauze van,Pauze tot",
        "Pair ID,Started on,On pause from,On pause to",
    ] {
        let expected = "pair_id started_on paused_from paused_until";
        check(headers, ',', Table::Pairs, expected);
    }
    for headers in ["Pair ID,Goal,Definito il", "Pair ID,Goal,Gesteld op"] {
        check(headers, ',', Table::Goals, "pair_id goal set_on");
    }
    let goals = "Pair ID,Goal,Set on,Accomplished on";
    check(goals, ',', Table::Goals, "pair_id goal set_on attained_on");
}

#[test]
fn sessions_of_a_platform_are_recognised() {
    check(
        "Match ID;Meeting date;Status;Duration;Stage;Overall progress (%);Progress on goals;Goal 1 progress (%);Issues;Possible solutions;Learnings;Actions before next meeting;Next meeting;New goal;Session rating (1-5);Location",
        ';',
        Table::Sessions,
        "pair_id date status minutes stage progress progress_notes goal_1_progress issues solutions learnings actions next_meeting new_goal rating mode",
    );
}

#[test]
fn lists_of_goals_actions_and_ideas_are_told_apart() {
    check(
        "Pair ID,Goal no.,Goal,Kind of goal,Set on,Due date,Status,Achieved on,Initial or new,Level (-2 to +2),Weight",
        ',',
        Table::Goals,
        "pair_id goal text kind set_on due_on status attained_on origin level weight",
    );
    check(
        "Pair ID,Goal,Status,Target date",
        ',',
        Table::Goals,
        "pair_id goal status due_on",
    );
    check(
        "Pair ID,Goal no.,Action,Scheduled for,Completed on,Status",
        ',',
        Table::Actions,
        "pair_id goal text scheduled_on completed_on status",
    );
    check(
        "Pair ID,Partnership idea,Support needed,Scheduled for,Status",
        ',',
        Table::Partnerships,
        "pair_id text support_needed scheduled_on status",
    );
}

#[test]
fn attributes_of_the_pair_may_stand_in_any_table() {
    let recognition = plain("mentor,mentee,cohort,site,date,respondent,goals_achieved,Department");
    assert_eq!(recognition.tables[0].table, Table::Evaluations);
    assert_eq!(
        columns(&recognition, 8),
        [
            "mentor",
            "mentee",
            "cohort",
            "site",
            "date",
            "respondent",
            "goals_achieved",
            "-"
        ]
    );
    assert_eq!(recognition.unmapped, [7]);
    let headers = headers("pair_id,date,department", ',');
    let by = ["Department".to_owned()];
    let recognition = look_up(&headers, "x.csv", None, &[], &by);
    assert_eq!(recognition.attributes, [(2, "Department".to_owned())]);
}

#[test]
fn other_columns_of_a_register_are_kept_as_attributes() {
    let recognition = plain("pair_id,started_on,mode,Department,,Job  title");
    assert_eq!(recognition.tables[0].table, Table::Pairs);
    let names = [(2, "mode"), (3, "Department"), (5, "Job title")];
    assert_eq!(
        recognition.attributes,
        names.map(|(at, name)| (at, name.to_owned()))
    );
    assert_eq!(recognition.unmapped, [4]);
}

#[test]
fn a_length_in_hours_is_not_taken_for_minutes() {
    let recognition = plain("pair_id,date,Duration (hours)");
    assert_eq!(columns(&recognition, 3)[2], "hours");
    let recognition = plain("pair_id,date,Length (half days)");
    assert_eq!(recognition.unmapped, [2]);
}

#[test]
fn what_progress_is_worth_may_stand_behind_it() {
    let recognition = plain("pair_id,date,Progress (1-5),Goal 2 progress (0-10),Goal 3 (1-5)");
    let columns = columns(&recognition, 5);
    assert_eq!(columns[2..4], ["progress", "goal_2_progress"]);
    assert_eq!(recognition.unmapped, [4]);
}

#[test]
fn a_file_without_a_table_says_what_it_lacks() {
    let recognition = plain("Meeting date,Duration,Learnings");
    assert_eq!(recognition.tables, []);
    let nearest = recognition.nearest.unwrap();
    assert_eq!(nearest.table, Table::Sessions);
    assert!(nearest.missing[0].contains("pair_id"));
    assert_eq!(plain("a,b,c").nearest, None);
    assert_eq!(plain("").tables, []);
}

#[test]
fn a_form_that_names_nobody_is_a_form() {
    assert_eq!(
        plain("Timestamp,Your role,Goals achieved,New goals").tables[0].table,
        Table::Evaluations
    );
}

#[test]
fn sessions_and_forms_in_one_file_are_both_found() {
    let recognition =
        plain("pair_id,date,minutes,learnings,next_meeting,respondent,goals_achieved,new_goals");
    let tables: Vec<Table> = recognition.tables.iter().map(|table| table.table).collect();
    assert_eq!(tables, [Table::Sessions, Table::Evaluations]);
}

proptest::proptest! {
    #[test]
    fn no_headers_make_the_recognition_panic(headers in proptest::collection::vec("\\PC{0,30}|(goal|date|pair|[ _1-9(<.)>]|id){0,6}", 0..8), name in "\\PC{0,20}") {
        let recognition = look_up(&headers, &name, None, &[], &[]);
        let mapped: usize = recognition.tables.first().map_or(0, |table| table.columns.len());
        proptest::prop_assert!(mapped + recognition.attributes.len() + recognition.unmapped.len() <= headers.len());
    }
}
