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
fn sessions_of_a_platform_are_recognised() {
    check(
        "Match ID;Meeting date;Status;Duration;Stage;Overall progress (%);Progress on goals;Goal 1 progress (%);Issues;Possible solutions;Learnings;Actions before next meeting;Next meeting;New goal;Session rating (1-5);Location",
        ';',
        Table::Sessions,
        "pair_id date status minutes stage progress progress_notes goal_1_progress issues solutions learnings actions next_meeting new_goal rating mode",
    );
}

#[test]
fn a_survey_with_questions_as_headers_is_recognised() {
    check(
        "Timestamp|What is your pair ID?|Who is answering?|Which form is this?|What do you need, what do you want to accomplish?|What are your interests and main skills?|Which issues do you have at work now?|What do you expect of the mentoring?|Goal 1|Goal 1: was it achieved?|Goal 2|Goal 2: was it achieved?|Were the goals achieved? If not, why?|Did new goals arise during the mentoring?|Which new goals?|Is there a partnership opportunity between the two organisations?|If yes, what support is needed?|If no, what prevents it?|What have you gained from the mentoring?",
        '|',
        Table::Evaluations,
        "date pair_id respondent phase needs interests issues targets goal_1 goal_1_achieved goal_2 goal_2_achieved goals_achieved new_goals new_goal_details partnership partnership_support partnership_barriers benefits",
    );
}

#[test]
fn questions_are_known_by_their_words() {
    for (question, expected) in [
        (
            "Did you achieve these goals? If not, was there a reason?",
            Column::GoalsAchieved,
        ),
        (
            "Did you manage to reach the goals that you had set?",
            Column::GoalsAchieved,
        ),
        ("To what extent were your goals met?", Column::GoalsAchieved),
        (
            "If the goals were not achieved, what was the reason?",
            Column::ReasonNotAchieved,
        ),
        (
            "Did any new goals emerge while you were working together?",
            Column::NewGoals,
        ),
        (
            "Please describe the new goals that arose",
            Column::NewGoalDetails,
        ),
        (
            "Could the two organisations form a partnership that benefits both?",
            Column::Partnership,
        ),
        (
            "What support would you need for such a partnership?",
            Column::PartnershipSupport,
        ),
        (
            "What prevents a partnership of the two organisations?",
            Column::PartnershipBarriers,
        ),
        (
            "Are you the mentor or the mentee in this pair?",
            Column::Respondent,
        ),
        (
            "Which benefits did the mentoring bring you?",
            Column::Benefits,
        ),
    ] {
        let headers = ["Pair ID", "Phase", "Needs", question].map(str::to_owned);
        let recognition = look_up(&headers, "x.csv", None, &[], &[]);
        assert_eq!(
            recognition.tables[0].column_of(3),
            Some(expected),
            "{question}"
        );
    }
}

#[test]
fn other_questions_stay_without_a_column() {
    for question in [
        "Which goals were set?",
        "How confident are you that you will achieve your next goals?",
        "How much do you trust each other? (1-5)",
        "Would you recommend the programme to your colleagues?",
        "Any other comments about the mentoring?",
    ] {
        let headers = ["Pair ID", "Goals achieved", question].map(str::to_owned);
        let recognition = look_up(&headers, "x.csv", None, &[], &[]);
        assert_eq!(recognition.unmapped, [2], "{question}");
    }
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
fn a_length_in_hours_is_not_taken_for_minutes() {
    let recognition = plain("pair_id,date,Duration (hours)");
    assert_eq!(columns(&recognition, 3)[2], "hours");
    let recognition = plain("pair_id,date,Length (half days)");
    assert_eq!(recognition.unmapped, [2]);
    let recognition = plain("pair_id,date,Progress (1-5)");
    assert_eq!(recognition.unmapped, [2]);
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
fn items_of_scales_are_columns_of_forms() {
    let scale = Scale {
        name: "trust".into(),
        title: "Trust".into(),
        items: vec![
            "How much do you trust each other? (1-5)".into(),
            "q2".into(),
        ],
        min: 1.0,
        max: 5.0,
        reversed: vec![false, true],
    };
    let headers = headers(
        "pair_id,date,How much do you trust each other? (1-5),Q2",
        ',',
    );
    let recognition = look_up(&headers, "x.csv", None, &[scale], &[]);
    assert_eq!(recognition.tables[0].table, Table::Evaluations);
    let item = |item| Some(Column::ScaleItem { scale: 0, item });
    assert_eq!(recognition.tables[0].column_of(2), item(0));
    assert_eq!(recognition.tables[0].column_of(3), item(1));
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

#[test]
fn questions_about_a_meeting_are_known_by_their_words() {
    for (question, expected) in [
        ("When will you both be meeting again?", Column::NextMeeting),
        (
            "What date have you agreed for the next session?",
            Column::NextMeeting,
        ),
        (
            "Which problems or difficulties came up today?",
            Column::Issues,
        ),
        (
            "How could these problems be solved, in your view?",
            Column::Solutions,
        ),
        (
            "What is the most important thing you learned today?",
            Column::Learnings,
        ),
        (
            "Which actions will you take before you meet again?",
            Column::Actions,
        ),
        (
            "What progress has been made since you last met?",
            Column::ProgressNotes,
        ),
        ("On which day did this meeting take place?", Column::Date),
        (
            "Overall, how useful was the meeting for you?",
            Column::Rating,
        ),
        ("Approximately how long did you meet for?", Column::Minutes),
    ] {
        let found = meanings(question, Table::Sessions);
        assert_eq!(found.first(), Some(&expected), "{question}: {found:?}");
    }
}

#[test]
fn items_of_scales_stand_in_brackets_or_behind_a_dash() {
    let scale = Scale {
        name: "trust".into(),
        title: "Trust".into(),
        items: vec!["I trust my partner".into(), "I feel safe".into()],
        min: 1.0,
        max: 5.0,
        reversed: vec![false, false],
    };
    let headers: Vec<String> = [
        "pair_id",
        "How much do you agree? [I trust my partner]",
        "How much do you agree? - I feel safe",
    ]
    .map(str::to_owned)
    .into();
    let recognition = look_up(&headers, "x.csv", None, &[scale], &[]);
    assert_eq!(
        columns(&recognition, 3),
        ["pair_id", "scale_1_item_1", "scale_1_item_2"]
    );
}

#[test]
fn the_name_of_a_file_decides_whose_day_a_day_in_another_language_is() {
    let headers = "Pair,Datum,Status";
    assert_eq!(named(headers, "sessions.csv"), Some(Table::Sessions));
    assert_eq!(named(headers, "export.csv"), None);
}
