//! What exporters and paper forms do in their own way, and what no figure may rest on: forms that
//! only define goals, labels below their own option, per cents of goals, answers that name nobody,
//! and whoever answers as one of the pair. All data is invented.

use crate::support::histories;
use mentorstat::config::Config;
use mentorstat::ingest::{self, FileReport, IngestError, Ingested, Unwatched};
use mentorstat::programme::{Form, Goal, Phase};
use std::fs;

/// Files of one folder.
fn tried(files: &[(&str, &str)]) -> Result<Ingested, IngestError> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    ingest::read(
        &[folder.path().to_path_buf()],
        &Config::default(),
        &Unwatched,
    )
}

fn read(name: &str, text: &str) -> Ingested {
    tried(&[(name, text)]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Each table with its columns and headers, once.
fn tables(file: &FileReport) -> Vec<String> {
    let mut tables = Vec::new();
    for table in &file.tables {
        let columns = table.mapping.iter();
        let columns: Vec<String> = columns
            .map(|(column, header)| format!("{column}={header}"))
            .collect();
        let table = format!("{}: {}", table.table.name(), columns.join(", "));
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    tables
}

fn header<'a>(file: &'a FileReport, column: &str) -> Option<&'a str> {
    let mut tables = file.tables.iter();
    tables.find_map(|table| table.mapping.get(column).map(String::as_str))
}

fn used(ingested: &Ingested) -> u64 {
    let tallies = ingested.ledger.tallies.values();
    tallies.map(|tally| tally.used).sum()
}

fn goals(ingested: &Ingested) -> Vec<Goal> {
    let histories = histories(ingested);
    histories
        .iter()
        .flat_map(|history| history.goals.to_vec())
        .collect()
}

fn forms(ingested: &Ingested) -> Vec<Form> {
    let histories = histories(ingested);
    histories
        .iter()
        .flat_map(|history| history.forms.to_vec())
        .collect()
}

fn meetings(ingested: &Ingested) -> usize {
    let histories = histories(ingested);
    histories.iter().map(|history| history.sessions.len()).sum()
}

/// Number, text and day of each goal.
fn defined(ingested: &Ingested) -> Vec<String> {
    let goals = goals(ingested);
    let said = goals.iter().map(|goal| {
        let day = goal.set_on.map_or("-".to_owned(), |day| day.to_string());
        let text = goal.text.as_deref().unwrap_or("-");
        format!("{} {text} {day}", goal.id.as_deref().unwrap_or("-"))
    });
    said.collect()
}

#[test]
fn a_form_that_only_defines_goals_is_a_list_of_them() {
    for (name, text) in [
        (
            "Form 2 Goal Definition.csv",
            "Mentor,Mentee,Date,Goal 1,Goal 2,Goal 3\nAnn Lee,Bo Chen,13/01/2026,Lead,Speak,\n",
        ),
        (
            "export.csv",
            "pair_id,date,goal_1,goal_2,goal_3\nA,2026-01-13,Lead,Speak,\n",
        ),
        (
            "Goal setting (first meeting).csv",
            "Pair,Date of first meeting,Goal 1,Goal 2\nA,2026-01-13,Lead,Speak\n",
        ),
        (
            "Ziele.csv",
            "Paar;Datum;Ziel 1;Ziel 2\nA;13.01.2026;Lead;Speak\n",
        ),
        (
            "responses.csv",
            "Timestamp,Your pair,Your first goal,Your second goal\n1/13/2026 10:00:00,A,Lead,Speak\n",
        ),
    ] {
        let ingested = read(name, text);
        assert_eq!(
            defined(&ingested),
            ["1 Lead 2026-01-13", "2 Speak 2026-01-13"],
            "{name}: {:?}",
            tables(&ingested.files[0])
        );
        assert_eq!(forms(&ingested).len(), 0, "{name}");
        assert_eq!(meetings(&ingested), 0, "{name}");
        assert_eq!(used(&ingested), 1, "{name}");
    }
}

#[test]
fn a_form_of_needs_that_asks_for_goals_too_is_both() {
    let ingested = read(
        "start.csv",
        "Pair,Date,Needs,Goal 1,Goal 2\nA,2026-01-13,Courage,Lead,Speak\n",
    );
    assert_eq!(
        defined(&ingested),
        ["1 Lead 2026-01-13", "2 Speak 2026-01-13"]
    );
    let forms = forms(&ingested);
    assert_eq!(
        forms.iter().map(|form| form.phase).collect::<Vec<_>>(),
        [Phase::Baseline]
    );
    assert_eq!(forms[0].date, goals(&ingested)[0].set_on);
}

#[test]
fn what_answers_anything_about_goals_stays_a_form() {
    for text in [
        "Pair,Date,Goal 1,Goal 1 achieved,Goal 2,Goal 2 achieved\nA,2026-06-13,Lead,yes,Speak,no\n",
        "Pair,Date,Goal 1,Goal 2,Did new goals arise?\nA,2026-06-13,Lead,Speak,yes\n",
        "pair_id,date,phase,goal_1,goal_2\nA,2026-06-13,end,Lead,Speak\n",
    ] {
        let ingested = read("form.csv", text);
        let forms = forms(&ingested);
        assert_eq!(forms.len(), 1, "{text}");
        assert_eq!(forms[0].phase, Phase::End, "{text}");
        assert_eq!(goals(&ingested).len(), 0, "{text}");
    }
}

#[test]
fn a_form_that_asks_no_more_than_the_goals_is_not_one_of_the_end() {
    let ingested = read(
        "form.csv",
        "Pair,Evaluation date,Goal 1\nA,2026-01-13,Lead\n",
    );
    let phases: Vec<Phase> = forms(&ingested).iter().map(|form| form.phase).collect();
    assert_eq!(phases, [Phase::Baseline]);
}

#[test]
fn actions_of_a_plan_have_the_number_of_their_goal() {
    let ingested = read(
        "action plan.csv",
        "Pair,Date,Goal 1,Action 1.1,Date 1.1,Action 1.2,Date 1.2,Goal 2,Action 2.1,Date 2.1\n\
         A,2026-01-13,Lead,Ask,2026-02-01,Do,2026-03-01,Speak,Join,2026-02-15\n",
    );
    assert_eq!(
        defined(&ingested),
        ["1 Lead 2026-01-13", "2 Speak 2026-01-13"]
    );
    let histories = histories(&ingested);
    let actions = histories[0].actions.iter().map(|action| {
        let day = action
            .scheduled_on
            .map_or(String::new(), |day| day.to_string());
        let goal = action.goal.clone().unwrap_or_default();
        format!("{goal} {} {day}", action.text.clone().unwrap_or_default())
    });
    assert_eq!(
        actions.collect::<Vec<_>>(),
        ["1 Ask 2026-02-01", "2 Join 2026-02-15", "1 Do 2026-03-01"]
    );
    assert_eq!((forms(&ingested).len(), meetings(&ingested)), (0, 0));
}

#[test]
fn ideas_beside_each_other_are_no_meetings() {
    for (name, text) in [
        (
            "Form 6 Partnership Ideas.csv",
            "Mentor,Mentee,Date,Idea 1,Support needed 1,By 1,Idea 2,Support needed 2,By 2\n\
             Ann Lee,Bo Chen,2026-06-30,Workshop,Room,2026-09-30,Exchange,Travel,2026-12-01\n",
        ),
        (
            "form6.csv",
            "Pair,Partnership idea 1,Actions/support needed 1,Date 1,Partnership idea 2,Actions/support needed 2,Date 2\n\
             A,Workshop,Room,2026-09-30,Exchange,Travel,2026-12-01\n",
        ),
    ] {
        let ingested = read(name, text);
        let histories = histories(&ingested);
        let ideas = histories[0].ideas.iter().map(|idea| {
            let day = idea
                .scheduled_on
                .map_or(String::new(), |day| day.to_string());
            format!("{} {day}", idea.text.clone().unwrap_or_default())
        });
        assert_eq!(
            ideas.collect::<Vec<_>>(),
            ["Workshop 2026-09-30", "Exchange 2026-12-01"],
            "{name}"
        );
        assert_eq!(meetings(&ingested), 0, "{name}");
    }
}

#[test]
fn the_day_of_a_form_is_no_rival_of_the_day_of_an_action() {
    let ingested = read(
        "plan.csv",
        "Mentor,Mentee,Date,Goal,Action,Date/time scheduled\n\
         Ann Lee,Bo Chen,2026-01-13,1,Ask,2026-02-20 10:00\n",
    );
    let file = &ingested.files[0];
    assert_eq!(header(file, "scheduled_on"), Some("Date/time scheduled"));
    assert!(file.ambiguities.is_empty(), "{:?}", file.ambiguities);
}

#[test]
fn rows_that_are_meetings_by_a_day_alone_are_asked_about_beside_meetings() {
    let days = ("list.csv", "Pair,Date,Remark\nA,2026-06-30,none\n");
    let meetings = ("sessions.csv", "pair_id,date,status\nA,2026-06-01,held\n");
    let error = tried(&[days, meetings]).unwrap_err().to_string();
    assert!(
        error.contains("are its rows meetings that were held?"),
        "{error}"
    );
    assert!(error.contains("list.csv"), "{error}");
    assert!(error.contains("or \"evaluations\" or \"pairs\""), "{error}");
    assert!(!error.contains("sessions.csv:"), "{error}");
    assert!(tried(&[days]).is_ok());
}

#[test]
fn no_below_no_is_an_answer() {
    let ingested = read(
        "survey.csv",
        "Respondent ID,Collector ID,Start Date,End Date,Pair,What is your role?,,Were the goals achieved?,,,Have new goals emerged?,,Goal 1 achieved?,,\n\
         ,,,,Open-Ended Response,Mentor,Mentee,Yes,Partly,No,Yes,No,Yes,Partly,No\n\
         11400001,1,06/01/2026 10:01:22 AM,06/01/2026 10:09:22 AM,A,,Mentee,Yes,,,,No,Yes,,\n\
         11400002,1,06/02/2026 10:01:22 AM,06/20/2026 10:09:22 AM,B,Mentor,,,,No,Yes,,,,No\n",
    );
    let forms = forms(&ingested);
    let said: Vec<String> = forms
        .iter()
        .map(|form| {
            format!(
                "{:?} {:?} {:?}",
                form.all_goals,
                form.new_goals,
                form.goals.first().and_then(|goal| goal.answer)
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "Some(Answer(Yes)) Some(false) Some(Yes)",
            "Some(Answer(No)) Some(true) Some(No)"
        ]
    );
}

#[test]
fn boxes_of_yes_and_no_beside_each_other_are_boxes() {
    let ingested = read(
        "survey.csv",
        "pair_id,date,Were the goals achieved? [Yes],Were the goals achieved? [No]\n\
         A,2026-06-01,Yes,No\nB,2026-06-02,No,Yes\n",
    );
    let forms = forms(&ingested);
    let said: Vec<_> = forms.iter().map(|form| form.all_goals).collect();
    assert_eq!(format!("{said:?}"), "[Some(Answer(Yes)), Some(Answer(No))]");
}

#[test]
fn per_cents_of_goals_are_progress() {
    for headers in [
        "Goal 1 %,Goal 2 %",
        "% goal 1,% goal 2",
        "Goal 1 (%),Goal 2 (%)",
        "Goal1Progress,Goal2Progress",
        "How far along is goal 1? (0-100),How far along is goal 2? (0-100)",
        "Ziel 1 Fortschritt,Ziel 2 Fortschritt",
        "Avancement objectif 1,Avancement objectif 2",
        "Voortgang doel 1 (%),Voortgang doel 2 (%)",
    ] {
        let text = format!(
            "Pair,Date,Status,{headers}\nA,2026-01-13,held,35%,0%\nA,2026-02-13,held,80%,40%\n"
        );
        let ingested = read("sessions.csv", &text);
        let [file] = &ingested.files[..] else {
            panic!("{headers}");
        };
        let tables = tables(file);
        assert_eq!(tables.len(), 1, "{headers}: {tables:?}");
        for column in ["goal_1_progress", "goal_2_progress"] {
            assert!(header(file, column).is_some(), "{headers}: {tables:?}");
        }
    }
}

#[test]
fn a_goal_of_numbers_is_no_text_and_is_asked_about() {
    let ingested = read(
        "sessions.csv",
        "Pair,Date,Status,Goal 1,Goal 2\nA,2026-01-13,held,35,0\nA,2026-02-13,held,80,40\n",
    );
    let file = &ingested.files[0];
    assert_eq!(tables(file).len(), 1);
    let asked = format!("{:?}", file.ambiguities);
    assert!(asked.contains("goal_1_progress"), "{asked}");
    assert!(asked.contains("goal_2_progress"), "{asked}");
}

#[test]
fn words_under_new_goals_say_which_they_are() {
    let ingested = read(
        "responses.csv",
        "Which pair are you in?,When do you fill this in?,Date,Did you achieve your first goal?,Did you achieve your second goal?,Did any new goal come up?,What is the new goal?,Do your organisations want to work together?\n\
         A,End,2026-06-01,Yes,No,1,Start a blog,0\nB,End,2026-06-02,Partly,Yes,0,,1\n",
    );
    let file = &ingested.files[0];
    for (column, expected) in [
        ("goal_1_achieved", "Did you achieve your first goal?"),
        ("goal_2_achieved", "Did you achieve your second goal?"),
        ("new_goals", "Did any new goal come up?"),
        ("new_goal_details", "What is the new goal?"),
        (
            "partnership",
            "Do your organisations want to work together?",
        ),
    ] {
        assert_eq!(header(file, column), Some(expected), "{column}");
    }
    let said: Vec<_> = forms(&ingested).iter().map(|form| form.new_goals).collect();
    assert_eq!(said, [Some(true), Some(false)]);
}

#[test]
fn a_text_entry_of_qualtrics_is_never_the_answer() {
    let ingested = read(
        "evaluation.csv",
        "StartDate,EndDate,Status,RecordedDate,ResponseId,Finished,Q1,Q5,Q5_1_TEXT\n\
         Start Date,End Date,Response Type,Recorded Date,Response ID,Finished,Your pair,Did new goals arise? - Selected Choice,\"Did new goals arise? - Yes, namely - Text\"\n\
         \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"recordedDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"finished\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID5\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_1_TEXT\"\"}\"\n\
         2026-06-01 10:00:00,2026-06-01 10:05:00,IP Address,2026-06-01 10:05:01,R_1abcdefgh,True,A,\"Yes, namely\",Start a blog\n\
         2026-06-02 10:00:00,2026-06-02 10:05:00,IP Address,2026-06-02 10:05:01,R_2abcdefgh,True,B,No,\n",
    );
    let file = &ingested.files[0];
    assert_eq!(
        header(file, "new_goals"),
        Some("Did new goals arise? - Selected Choice")
    );
    assert_eq!(
        header(file, "new_goal_details"),
        Some("Did new goals arise? - Yes, namely - Text")
    );
    assert!(file.ambiguities.is_empty(), "{:?}", file.ambiguities);
}

#[test]
fn whoever_answers_is_the_other_one_of_the_pair() {
    for (name, text, mentor, mentee) in [
        (
            "Session log.csv",
            "ID,Start time,Completion time,Email,Name,Mentee,Date of session\n\
             1,1/13/26 9:00:00,1/13/26 9:05:00,a@example.org,Ann Lee,Bo Chen,2026-01-13\n\
             2,2/13/26 9:00:00,2/13/26 9:05:00,a@example.org,Ann Lee,Bo Chen,2026-02-13\n",
            Some("Ann Lee"),
            Some("Bo Chen"),
        ),
        (
            "Final evaluation.csv",
            "Response number,User,Date,(role) I am,(partner) Name of the other person of the pair,(goals) Were the goals reached?\n\
             1,Bo Chen,2026-06-01,Mentee,Ann Lee,Yes\n",
            Some("Ann Lee"),
            Some("Bo Chen"),
        ),
        (
            "log.csv",
            "Timestamp,Email Address,Mentee,When did you meet?,Did the meeting take place?\n\
             1/13/2026 9:00:00,a@example.org,Bo Chen,1/13/2026,Yes\n\
             1/25/2026 9:00:00,a@example.org,Bo Chen,1/25/2026,Yes\n",
            None,
            Some("Bo Chen"),
        ),
        (
            "meetings.csv",
            "Record ID,Meeting outcome,Meeting start time,Meeting end time,Associated Mentor,Associated Mentee\n\
             1,COMPLETED,2026-01-13 10:00,2026-01-13 11:00,Ann Lee,Bo Chen\n\
             2,NO_SHOW,2026-02-13 10:00,2026-02-13 11:00,Ann Lee,Bo Chen\n",
            Some("Ann Lee"),
            Some("Bo Chen"),
        ),
    ] {
        let ingested = read(name, text);
        let histories = histories(&ingested);
        let [history] = &histories[..] else {
            panic!("{name}: {} pairs", histories.len());
        };
        assert_eq!(history.pair.mentor.as_deref(), mentor, "{name}");
        assert_eq!(history.pair.mentee.as_deref(), mentee, "{name}");
    }
}

#[test]
fn the_name_of_a_meeting_is_nobody() {
    let text = "Name,Mentee,Date,Status\nSession 1,Bo Chen,2026-01-13,held\n\
                Session 2,Bo Chen,2026-02-13,held\n";
    assert!(tried(&[("sessions.csv", text)]).is_err());
}

#[test]
fn the_time_at_which_a_meeting_began_says_its_day() {
    let ingested = read(
        "export.csv",
        "Pair,Meeting start time,Meeting end time,Meeting status\n\
         A,2026-01-13 10:00,2026-01-13 11:30,Completed\n",
    );
    let histories = histories(&ingested);
    let session = &histories[0].sessions[0];
    assert_eq!(session.date.to_string(), "2026-01-13");
    assert_eq!(session.minutes, Some(90.0));
}

#[test]
fn answers_that_name_nobody_are_different_people() {
    let ingested = tried(&[
        (
            "End survey.csv",
            "Response ID,Submitted,Role,Goals achieved?,New goals?\n\
             1,2026-06-25 09:10:11,Mentor,No,No\n\
             2,2026-06-25 09:10:11,Mentor,No,Yes\n\
             3,2026-06-25 10:00:00,Mentee,Yes,Yes\n\
             4,2026-06-25 11:00:00,Mentee,Partly,Yes\n\
             5,2026-06-26 10:00:00,Mentee,Yes,Yes\n",
        ),
        ("sessions.csv", "pair_id,date\nA,2026-06-01\n"),
    ])
    .unwrap();
    let tallies = ingested.ledger.tallies.values();
    let (repeated, unknown) = tallies.fold((0, 0), |sum, tally| {
        (sum.0 + tally.repeated, sum.1 + tally.unknown_pair)
    });
    assert_eq!((repeated, unknown), (0, 5));
}

#[test]
fn levels_at_the_end_and_starts_of_plans_are_those_of_goals() {
    let ingested = read(
        "gas.csv",
        "Pair,Goal,Weight,Baseline level,Follow-up level\nA,Lead,2,-1,1\nA,Speak,1,-1,0\n",
    );
    let levels: Vec<_> = goals(&ingested).iter().map(|goal| goal.level).collect();
    assert_eq!(levels, [Some(1.0), Some(0.0)]);
    let ingested = read(
        "Goals.csv",
        "Match,Goal,Category,Start,Target,Status\nA,Lead,Career,2026-01-13,2026-06-30,Complete\n",
    );
    assert_eq!(defined(&ingested), ["- Lead 2026-01-13"]);
}

#[test]
fn a_column_of_which_every_cell_is_the_id_of_a_pair_names_the_pairs() {
    let pairs =
        "pair_id,mentor,mentee\nT-01,Ann Lee,Bo Chen\nT-02,Cy Day,Di Fox\nT-03,Ed Gil,Flo Hay\n";
    let held = "Case,Session date,Session status\nT-01,2026-01-13,held\nt-02,2026-01-14,held\nT-03,2026-01-15,held\n";
    let ingested = tried(&[("pairs.csv", pairs), ("log.csv", held)]).unwrap();
    assert_eq!(meetings(&ingested), 3);
    assert_eq!(header(&ingested.files[0], "pair_id"), Some("Case"));
    let notes = &ingested.files[0].notes;
    assert!(
        notes.iter().any(|note| note.contains("`Case`")),
        "{notes:?}"
    );
    let other = held.replace("T-03", "T-04");
    let ingested = tried(&[("pairs.csv", pairs), ("log.csv", &other)]).unwrap();
    assert_eq!(meetings(&ingested), 0);
}
