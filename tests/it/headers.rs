//! Headers, quotes and characters as people and exporters write them: what each column is taken
//! for, how many rows count, and what is said of the rest. All data is invented.

use crate::support::Workspace;
use mentorstat::config::Config;
use mentorstat::ingest::{self, FileReport, Unwatched};
use std::fs;

/// A file as it was understood, with its rows that count.
fn read(name: &str, text: impl AsRef<[u8]>) -> (FileReport, u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let mut ingested = ingest::read(&[path], &Config::default(), &Unwatched).unwrap();
    let used = ingested.ledger.tallies.values().map(|tally| tally.used);
    let used = used.sum();
    (ingested.files.remove(0), used)
}

/// The header from which a column is read in any of the tables.
fn header<'a>(file: &'a FileReport, column: &str) -> Option<&'a str> {
    let mut tables = file.tables.iter();
    tables.find_map(|table| table.mapping.get(column).map(String::as_str))
}

#[test]
fn a_quote_in_tabbed_text_swallows_no_rows() {
    let (file, used) = read(
        "log.tsv",
        "pair_id\tdate\tstatus\tissues\n\
         P1\t2026-01-01\theld\t\"quoted start only\n\
         P1\t2026-01-02\theld\tfine\n\
         P1\t2026-01-03\theld\tends with\"\n\
         P1\t2026-01-04\theld\tok\n",
    );
    assert_eq!((file.quote, used), (None, 4));
}

#[test]
fn a_form_of_enrolment_says_when_the_pair_began() {
    let (file, used) = read(
        "project.csv",
        "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,mentor,mentee,start_date,goal1,register_complete,session_date,minutes,mood,session_complete,eval_date,goal1_ach,new_goals,evaluation_complete\n\
         1,enrolment_arm_1,,,Jane Doe,Tim Roe,2026-01-05,CV,2,,,,,,,,\n\
         1,enrolment_arm_1,session,1,,,,,,2026-01-12,60,calm,2,,,,\n\
         1,end_arm_1,,,,,,,,,,,,2026-06-20,1,1,2\n",
    );
    assert_eq!(header(&file, "started_on"), Some("start_date"));
    assert_eq!(header(&file, "goal_1_achieved"), Some("goal1_ach"));
    assert!(
        file.unread.contains(&"mood".to_owned()),
        "{:?}",
        file.unread
    );
    assert_eq!(used, 3);
}

#[test]
fn hints_in_brackets_hide_no_column() {
    let (goals, _) = read(
        "goals.csv",
        "Pair,Goal no.,Goal,Date set,Achieved (Y/N/P),Date achieved\n\
         A,1,CV,05.01.2026,Y,20.03.2026\nA,2,Job,05.01.2026,P,\nB,1,Lead,14.02.2026,N,\n",
    );
    assert_eq!(header(&goals, "status"), Some("Achieved (Y/N/P)"));
    let (log, used) = read(
        "log.csv",
        "Timestamp,Your name (mentor),Name of your mentee,When did you meet?,Did the meeting take place?,Duration (h:mm),How is your mentee progressing towards Goal 1? (0-100%),Any new goals?\n\
         13/01/2026 18:02:11,Jane Doe,Tim Roe,12/01/2026,Yes,1:00,10,\n\
         10/02/2026 18:02:11,Jane Doe,Tim Roe,09/02/2026,Yes,0:45,30,Get a driving licence\n",
    );
    assert_eq!(header(&log, "minutes"), Some("Duration (h:mm)"));
    assert_eq!(header(&log, "new_goal"), Some("Any new goals?"));
    assert!(
        header(&log, "goal_1_progress").is_some(),
        "{:?}",
        log.unread
    );
    assert_eq!((header(&log, "progress_notes"), used), (None, 2));
    let (words, _) = read(
        "log.csv",
        "Pair,Session date,How is your mentee progressing towards Goal 1?\nA,2026-01-12,slowly\n",
    );
    assert!(header(&words, "progress_notes").is_some());
}

#[test]
fn who_answers_is_known_where_a_survey_has_blank_names_of_its_own() {
    let (file, used) = read(
        "survey.csv",
        "Respondent ID,Collector ID,Start Date,End Date,First Name,Last Name,Please give your mentee's name,Your name,To what extent were the goals achieved?\n\
         ,,,,,,Open-Ended Response,Open-Ended Response,Response\n\
         1001,77,06/20/2026 10:00:00 AM,06/20/2026 10:10:00 AM,,,Tim Roe,Jane Doe,Fully achieved\n\
         1002,77,06/25/2026 10:00:00 AM,06/25/2026 10:10:00 AM,,,Ann Loe,Bob Poe,Partially achieved\n",
    );
    assert!(header(&file, "mentor").is_some() && header(&file, "mentee").is_some());
    assert_eq!(used, 2);
}

#[test]
fn lines_of_another_encoding_keep_their_letters() {
    let (file, _) = read(
        "log.csv",
        b"mentor,mentee,date,status\nM\xc3\xbcller,Zo\xc3\xab,2026-01-01,held\nK\xf6hler,Jos\xe9,2026-01-02,held\n",
    );
    assert_eq!(file.encoding, "windows-1252");
    assert!(file.notes[0].contains("1 of its lines"), "{:?}", file.notes);
}

#[test]
fn what_numbers_below_months_are_taken_for_is_said() {
    let (file, used) = read(
        "attendance.csv",
        "Mentor,Mentee,Jan 2026,Feb 2026,Mar 2026\nJane,Tim,2,1,0\nBob,Ann,x,,x\n",
    );
    let note = file.notes.iter().find(|note| note.contains("`Jan 2026`"));
    assert!(
        note.is_some_and(|note| note.contains("“2”")),
        "{:?}",
        file.notes
    );
    assert_eq!(used, 2);
}

#[test]
fn a_header_longer_than_the_beginning_of_the_file_is_one() {
    let long = "h".repeat(600_000);
    let (file, used) = read(
        "log.csv",
        format!("pair_id,date,status,{long}\nA,2026-01-02,held,x\n"),
    );
    assert_eq!(
        (file.header_rows, file.rows, file.footer_rows, used),
        (1, 1, 0, 1)
    );
}

#[test]
fn platforms_say_when_a_connection_is_to_close() {
    let (file, _) = read(
        "connections.csv",
        "Connection ID,Mentor,Mentee,Connected On,Closes On,Closed On\n1,Jane Doe,Tim Roe,2026-01-05,2027-01-05,\n",
    );
    assert_eq!(header(&file, "planned_end_on"), Some("Closes On"));
    assert_eq!(header(&file, "closed_on"), Some("Closed On"));
}

#[test]
fn goals_of_a_grid_keep_their_numbers() {
    let (file, _) = read(
        "form.csv",
        "Timestamp,Mentor's name,Mentee's name,Have the goals been achieved? [Goal 1],Have the goals been achieved? [Goal 2],Have the goals been achieved? [Goal 3]\n\
         2026/06/27,Jane Doe,Tim Roe,Yes,Partly,No\n2026/06/28,Jane Doe,Tim Roe,Yes,Yes,No\n",
    );
    for number in 1..=3 {
        let title = format!("Have the goals been achieved? [Goal {number}]");
        let column = format!("goal_{number}_achieved");
        assert_eq!(header(&file, &column), Some(title.as_str()));
    }
    let (file, _) = read(
        "form.csv",
        "Timestamp,Pair,Have the goals been achieved? [A CV],Have the goals been achieved? [A job],Have the goals been achieved? [A house]\n\
         2026/06/27,A,Yes,Partly,No\n",
    );
    let second = header(&file, "goal_2_achieved");
    assert_eq!(second, Some("Have the goals been achieved? [A job]"));
}

#[test]
fn hours_and_minutes_of_one_question_are_one_length() {
    let (file, _) = read(
        "log.csv",
        "Mentor,Mentee,Date of meeting,How long did you meet? - Hours,How long did you meet? - Minutes\n\
         Jane Doe,Tim Roe,2026-01-31,1,15\nJane Doe,Tim Roe,2026-02-14,0,45\n",
    );
    assert_eq!(header(&file, "minutes"), Some("How long did you meet?"));
    assert_eq!(header(&file, "hours"), None);
}

#[test]
fn the_words_of_forms_and_platforms_are_known() {
    for (name, headers, row, wanted) in [
        (
            "log.csv",
            "A1. Who is your mentor?,A2. Your name,A3. Date of the meeting",
            "Jane Doe,Tim Roe,2026-01-31",
            &["mentor", "mentee", "date"][..],
        ),
        (
            "log.csv",
            "What's your mentor's name?,And what's your name?,When did you meet?,What is the current stage of the relationship?",
            "Jane Doe,Tim Roe,2026-01-31,Foundation",
            &["mentor", "mentee", "date", "stage"],
        ),
        (
            "log.csv",
            "Date,Mentor,Mentee,Action before next meeting 1,Date/time 1,Action before next meeting 2,Date/time 2,Agreed next meeting time",
            "2026-01-12,Jane Doe,Tim Roe,CV,2026-01-20,Job,2026-01-21,2026-01-26",
            &["action_1", "action_1_on", "action_2", "action_2_on"],
        ),
        (
            "matches.csv",
            "Match ID,Big First Name,Big Last Name,Little First Name,Little Last Name,Match Open Date",
            "M1,Jane,Doe,Tim,Roe,2026-01-05",
            &["pair_id", "mentor", "mentee", "started_on"],
        ),
        (
            "ziele.csv",
            "Tandem,Ziel Nr.,Ziel,vereinbart am,bis wann,erreicht? (ja/teilweise/nein),erreicht am",
            "T1,1,CV,05.01.2026,31.03.2026,ja,20.03.2026",
            &["goal", "text", "set_on", "due_on", "status", "attained_on"],
        ),
        (
            "tandems.csv",
            "Tandem-Nr.,Mentor/in,Mentee,Datum (TT.MM.JJJJ),Beginn (hh:mm),Ende (hh:mm),Stattgefunden (ja/nein)",
            "T1,Jane Doe,Tim Roe,31.01.2026,10:00,11:00,ja",
            &["date", "start", "end", "status"],
        ),
    ] {
        let (file, used) = read(name, format!("{headers}\n{row}\n"));
        for column in wanted {
            assert!(header(&file, column).is_some(), "{headers}: no {column}");
        }
        assert_eq!(used, 1, "{headers}");
    }
}

#[test]
fn the_order_of_a_date_that_its_header_states_counts_before_that_of_other_columns() {
    let log = "Timestamp,Mentor,Mentee,Date of meeting (dd/mm/yyyy),Minutes\n\
        1/31/2026 10:00:00,Ann Lee,Bo Ray,02/01/2026,60\n\
        3/13/2026 10:00:00,Ann Lee,Bo Ray,04/03/2026,60\n";
    let files = Workspace::new(&[("log.csv", log)]);
    let reports = files.reported(&["--as-of", "2026-03-31"]);
    let pairs = reports.table("internal/pairs.csv");
    assert_eq!(pairs.column("contact_gap"), ["27"]);
    assert_eq!(pairs.column("sessions_held"), ["2"]);
}
