//! Columns that could stand under more than one header, and files whose headers say nothing: what
//! is asked, and that the lines that are printed answer it.

use crate::support::{Reports, Workspace, ended, program};
use std::fs;

const RIVALS: &str = "Pair,Date of visit,Visit date,Status\n\
                      A,2026-01-05,2026-01-15,held\nB,2026-02-05,2026-02-25,held\n";

/// The lines to paste below the first question that was printed.
fn answer(printed: &str) -> String {
    let (_, asked) = printed.split_once("\n\n1. ").unwrap();
    let lines = asked.lines().skip(1);
    let lines = lines.take_while(|line| line.starts_with("     "));
    lines
        .map(|line| line.trim_start().to_owned() + "\n")
        .collect()
}

const POINTS: &str = "pair_id,date,status,Goal 1 progress,Goal 2 progress\n\
                      A,2026-01-05,held,1,2\nA,2026-02-05,held,3,5\nB,2026-02-05,held,4,75 points\n";

#[test]
fn progress_that_may_be_points_is_asked_about_and_not_taken_for_per_cent() {
    let workspace = Workspace::new(&[("log.csv", POINTS)]);
    let progress = |reports: &Reports, pair: &str| reports.pair(pair)["goal_progress"].clone();
    let unread = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(progress(&unread, "A"), "");
    let ledger = unread.table("internal/ledger.csv");
    let entry = ledger.one(&[("value", "5 (the greatest)")]);
    assert_eq!(
        (&*entry["line"], &*entry["column"]),
        ("3", "Goal 2 progress")
    );
    assert!(entry["consequence"].contains("progress_range"), "{entry:?}");

    let asked = "per cent, or points of a scale? The greatest is 5 (line 3)";
    let report = workspace.run(&["report", "in", "--out", "again", "--as-of", "2026-06-30"]);
    report.says(0, &["the progress of a file is set aside", asked]);
    let checked = workspace.run(&["check", "in"]);
    assert!(checked.out.contains(asked), "{}", checked.out);
    let config = workspace.inputs().join("mentorstat.toml");
    let told = |range: &str| {
        let text = format!("[[source]]\nfile = \"log.csv\"\nprogress_range = {range}\n");
        fs::write(&config, text).unwrap();
        workspace.reported(&["--as-of", "2026-06-30", "--force"])
    };
    let points = told("[1, 5]");
    assert_eq!(
        (progress(&points, "A"), progress(&points, "B")),
        ("75".into(), "75".into())
    );
    assert_eq!(progress(&told("[0, 100]"), "A"), "4");
    let out_of_range = told("[1, 4]").table("internal/ledger.csv");
    let entry = out_of_range.one(&[("value", "5")]);
    assert_eq!(&*entry["rule"], "not a progress within its range");
}

#[test]
fn headers_that_say_what_progress_is_worth_are_no_question() {
    for (header, expected) in [("(1-5)", "75"), ("(%)", "4"), ("(0 to 10)", "40")] {
        let text = POINTS.replace(" progress", &format!(" progress {header}"));
        let workspace = Workspace::new(&[("log.csv", text.as_str())]);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        assert_eq!(reports.pair("A")["goal_progress"], expected, "{header}");
        let checked = workspace.run(&["check", "in"]);
        let told = checked
            .out
            .contains("numbers of progress are read as points from");
        assert_eq!(told, header != "(%)", "{}", checked.out);
    }
}

#[test]
fn two_headers_for_the_day_of_a_meeting_are_a_question_with_its_answer() {
    let workspace = Workspace::new(&[("log.csv", RIVALS)]);
    let asked = workspace.report(&[]);
    asked.says(
        1,
        &[
            "1. in/log.csv: which column is the day of each meeting (date)? \
             `Visit date` (“2026-01-15”) or `Date of visit` (“2026-01-05”)",
            "[source.columns]\n     date = \"Visit date\"   # or \"Date of visit\", or \"\" if there is none",
        ],
    );
    workspace.assert_nothing_written();
    let config = workspace.inputs().join("mentorstat.toml");
    fs::write(config, answer(&asked.err)).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-01-15");
}

#[test]
fn headers_that_say_the_same_are_no_question() {
    let same = RIVALS
        .replace("2026-01-15", "2026-01-05")
        .replace("2026-02-25", "5 Feb 2026");
    let empty = RIVALS.replace("2026-01-15", "").replace("2026-02-25", "");
    let entered = RIVALS.replace("Visit date", "Submitted on");
    for text in [same, empty, entered] {
        let workspace = Workspace::new(&[("log.csv", text.as_str())]);
        let reports = workspace.reported(&["--as-of", "2026-06-30"]);
        assert_eq!(reports.pair("A")["started_on"], "2026-01-05", "{text}");
        let checked = workspace.run(&["check", "in"]);
        assert!(!checked.out.contains("to decide"), "{}", checked.out);
    }
}

#[test]
fn a_question_whose_answers_are_no_days_is_not_taken_for_the_day() {
    let text = "Which pair code is yours?,What day do you like to meet?,Sent\nA,Monday,2026-09-05\nB,Tuesday,2026-09-06\n";
    let workspace = Workspace::new(&[("sessions.csv", text)]);
    workspace.report(&[]).says(
        1,
        &[
            "Not `What day do you like to meet?` (“Monday”), it seems, but perhaps `Sent` (“2026-09-05”)",
            "date = \"Sent\"",
        ],
    );
}

#[test]
fn an_answer_that_no_figure_needs_is_set_aside_with_the_question() {
    let text = "pair_id,date,Did you achieve your goals with the mentor?,\
                Were the goals of the programme achieved for you?\n\
                A,2026-05-05,yes,no\nA,2026-05-06,no,yes\n";
    let workspace = Workspace::new(&[("evaluations.csv", text)]);
    let ended = workspace.run(&["report", "in", "--out", "out", "--as-of", "2026-06-30"]);
    ended.says(
        0,
        &[
            "a column is set aside: in/evaluations.csv: which column is goals_achieved?",
            "goals_achieved = \"Did you achieve your goals with the mentor?\"",
        ],
    );
    let json = workspace.run(&["check", "in", "--format", "json"]);
    let files: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let question = &files[0]["ambiguities"][0];
    assert_eq!(question["column"], "goals_achieved");
    assert_eq!(question["needed"], false);
    assert_eq!(question["candidates"][1]["example"], "no");
    assert!(files[0]["tables"][0]["mapping"]["goals_achieved"].is_null());
}

#[test]
fn headers_that_occur_twice_are_named_with_their_number() {
    let text = "pair_id,date,phase,Were all your goals achieved?,Were all your goals achieved?\n\
                A,2026-05-05,end,no,yes\n";
    let workspace = Workspace::new(&[("evaluations.csv", text)]);
    let ended = workspace.run(&["report", "in", "--out", "o", "--as-of", "2026-06-30"]);
    ended.says(0, &["# or \"Were all your goals achieved?#2\""]);
    let config = "[[source]]\nfile = \"evaluations.csv\"\n[source.columns]\n\
                  goals_achieved = \"Were all your goals achieved?#2\"\n";
    fs::write(workspace.inputs().join("mentorstat.toml"), config).unwrap();
    let ended = workspace.run(&["explain", "A", "in", "--as-of", "2026-06-30"]);
    assert!(!ended.err.contains("no header"), "{}", ended.err);
    assert!(ended.out.contains("goals achieved: yes"), "{}", ended.out);
}

#[test]
fn a_column_can_be_said_not_to_be_there() {
    let text = "pair_id,date,status,place\nA,2026-01-05,held,Oslo\n";
    let config = "[[source]]\nfile = \"log.csv\"\n[source.columns]\nmode = \"\"\n";
    let workspace = Workspace::new(&[("log.csv", text), ("mentorstat.toml", config)]);
    let json = workspace.run(&["check", "in", "--format", "json"]);
    let files: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert!(
        files[0]["tables"][0]["mapping"]["mode"].is_null(),
        "{files}"
    );
    assert!(!json.err.contains("warning"), "{}", json.err);
}

const CODES: &str = "ID.name,ID.date,V1,V2,Q1,Q2a,Q3\n\
                     1,2026-03-02,P01,Mentor,Yes,,4\n2,2026-03-03,P01,Mentee,Partly,no time,5\n\
                     3,2026-03-09,P02,Mentee,No,moved,2\n";

#[test]
fn headers_that_are_codes_are_asked_about_with_what_stands_below_them() {
    let workspace = Workspace::new(&[("snap.csv", CODES)]);
    let asked = workspace.run(&["check", "in"]);
    asked.says(
        1,
        &[
            "1. in/snap.csv: its headers are codes that do not say what was asked",
            "table = \"evaluations\"   # or sessions, pairs, goals, actions, partnerships",
            "# date = \"ID.date\"   # dates, such as “2026-03-02”",
            "# pair_id = \"V1\"   # names or codes, such as “P01”",
            "# respondent = \"V2\"   # mentor and mentee, such as “Mentor”",
            "# goals_achieved = \"Q1\"   # yes and no, such as “Yes”",
        ],
    );
    let decided = answer(&asked.err)
        .replace("# date = \"ID.date\"", "date = \"ID.date\"")
        .replace("# pair_id = \"V1\"", "pair_id = \"V1\"")
        .replace("# respondent", "respondent")
        .replace("# goals_achieved", "goals_achieved");
    fs::write(workspace.inputs().join("mentorstat.toml"), decided).unwrap();
    let checked = workspace.run(&["check", "in"]);
    checked.says(0, &[]);
    assert!(checked.out.contains("3 rows: 3 used"), "{}", checked.out);
}

#[test]
fn codes_beside_headers_that_are_known_are_said() {
    let text = CODES.replace("ID.date,V1", "date,pair_id");
    let workspace = Workspace::new(&[("sessions.csv", text.as_str())]);
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked
            .out
            .contains("have codes for headers (`ID.name`, `V2`, `Q1`, …)"),
        "{}",
        checked.out
    );
}

#[test]
fn pairs_that_have_ended_on_no_day_are_said() {
    let text = "Pair,Mentor,Mentee,Start,Pairing status\nA,An Ek,Bo Li,2026-01-05,Active\nB,Cy Wu,Di Oz,2026-01-05,Completed\n";
    let workspace = Workspace::new(&[("pairs.csv", text)]);
    let checked = workspace.run(&["check", "in"]);
    let said = "`Pairing status` says of pairs that they have ended (“Completed”), and no column says when";
    assert!(checked.out.contains(said), "{}", checked.out);
}

#[test]
fn what_is_open_about_columns_is_marked_in_a_new_configuration() {
    let workspace = Workspace::new(&[("log.csv", RIVALS), ("snap.csv", CODES)]);
    workspace
        .run(&["init", "in"])
        .says(0, &["wrote in/mentorstat.toml", "2 questions to decide"]);
    let path = workspace.inputs().join("mentorstat.toml");
    let text = fs::read_to_string(&path).unwrap();
    for line in [
        "# date = \"Visit date\"  # or \"Date of visit\" or \"\"",
        "# pair_id = \"V1\"   # names or codes, such as “P01”",
    ] {
        assert!(text.contains(line), "{text}");
    }
    workspace
        .report(&[])
        .says(1, &["which column is the day of each meeting"]);
    let decided = text.replace(
        "# date = \"Visit date\"  # or",
        "date = \"Visit date\"  # or",
    );
    fs::write(&path, decided).unwrap();
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["started_on"], "2026-01-15");
}

#[test]
fn totals_as_stated_by_the_source_are_marked_beside_the_pair() {
    let pairs = "pair_id,started_on,Last session date,Sessions completed\n\
                 A,2026-01-05,2026-01-20,4\nB,2026-01-05,,\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["sessions_source"], "stated");
    assert_eq!(reports.pair("B")["sessions_source"], "");
    let listed = workspace.run(&["support", "in", "--as-of", "2026-06-30", "--format", "csv"]);
    assert!(
        listed.out.contains("as stated by the source"),
        "{}",
        listed.out
    );
    let sessions = "pair_id,date\nA,2026-01-20\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert!(!reports.pair("A").contains_key("sessions_source"));
    // Beside records of other pairs, too.
    let sessions = "pair_id,date\nB,2026-01-20\n";
    let workspace = Workspace::new(&[("pairs.csv", pairs), ("sessions.csv", sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    assert_eq!(reports.pair("A")["sessions_source"], "stated");
    assert_eq!(reports.pair("B")["sessions_source"], "");
    let support = reports.text("internal/support.csv");
    assert!(support.contains("no meeting for 161 days, as stated by the source"));
}

#[test]
fn two_names_of_one_person_are_no_question_unless_they_part() {
    let alike = "Mentor name,Mentor ID,Mentee name,date\nAnn Lee,M1,Bo Ek,2026-01-05\nCy Day,M2,Di Oz,2026-01-06\n";
    let workspace = Workspace::new(&[("sessions.csv", alike)]);
    workspace.reported(&["--as-of", "2026-06-30"]);
    let apart = alike.to_owned() + "Ann Lee,M3,Bo Ek,2026-01-07\n";
    let workspace = Workspace::new(&[("sessions.csv", apart.as_str())]);
    workspace.report(&[]).says(
        1,
        &["which column is the mentor (mentor)? `Mentor name` (“Ann Lee”) or `Mentor ID` (“M1”)"],
    );
}

#[test]
fn headers_that_nothing_is_read_from_are_listed() {
    let text = "pair_id,date,Favourite colour\nA,2026-01-05,red\n";
    let workspace = Workspace::new(&[("sessions.csv", text)]);
    let checked = workspace.run(&["check", "in"]);
    assert!(
        checked.out.contains("not read: `Favourite colour`"),
        "{}",
        checked.out
    );
}

#[test]
fn lines_that_were_printed_elsewhere_fit_from_inside_the_folder() {
    let workspace = Workspace::new(&[("log.csv", RIVALS)]);
    let lines = answer(&workspace.report(&[]).err);
    assert!(lines.contains("file = \"in/log.csv\""), "{lines}");
    fs::write(workspace.inputs().join("mentorstat.toml"), lines).unwrap();
    let mut command = program();
    command.current_dir(workspace.inputs());
    let inside = ended(command.args(["check", "."]));
    assert!(!inside.out.contains("which column is"), "{}", inside.out);
    assert!(
        !inside.err.contains("no file of the inputs"),
        "{}",
        inside.err
    );
}

/// Where in a text the lines begin that are asked for, in this order.
fn assert_in_order(text: &str, lines: &[&str]) {
    let places: Vec<_> = lines.iter().map(|line| text.find(line)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}\n{text}"
    );
}

#[test]
fn the_likeliest_column_is_offered_first() {
    let meetings = "Record ID,Activity type,Associated Deal,Meeting start time,Meeting location type,\
                    Next activity date\n\
                    900,Meeting,MP-101,2026-02-02 10:00,Video,2026-03-02\n\
                    901,Meeting,MP-101,2026-03-02 10:00,Phone,2026-04-02\n\
                    902,Meeting,MP-102,2026-02-02 10:00,Video,2026-03-02\n";
    let asked = Workspace::new(&[("meetings.csv", meetings)]).run(&["check", "in"]);
    assert_in_order(
        &asked.err,
        &[
            "# pair_id = \"Associated Deal\"",
            "# mode = \"Activity type\"",
            "# date = \"Meeting start time\"",
            "# mode = \"Meeting location type\"",
            "# next_meeting = \"Next activity date\"",
        ],
    );
}
