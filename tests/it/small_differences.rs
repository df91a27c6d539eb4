//! Exports that differ from others in something small that would change figures. All data is
//! invented.

use crate::support::{Reports, Workspace};
use std::collections::BTreeMap;

const ASKED: [&str; 2] = ["--as-of", "2026-09-30"];

fn reported(files: &[(&str, &str)]) -> Reports {
    Workspace::new(files).reported(&ASKED)
}

/// Some cells of a pair, joined by spaces.
fn cells(reports: &Reports, pair: &str, columns: &[&str]) -> String {
    let pair: BTreeMap<String, String> = reports.pair(pair);
    let cells = columns.iter().map(|column| pair[*column].as_str());
    cells.collect::<Vec<_>>().join(" ")
}

/// Pair, key, text and outcome of all goals.
fn goals(reports: &Reports) -> Vec<String> {
    let table = reports.table("internal/goals.csv");
    let columns = ["pair_id", "goal", "text", "outcome"].map(|name| table.column(name));
    (0..columns[0].len())
        .map(|row| columns.each_ref().map(|column| column[row]).join(" "))
        .collect()
}

#[test]
fn two_days_of_one_meeting_are_not_two_meetings() {
    let log = |second: &str| {
        format!(
            "Pair ID,Date,Status,Minutes,{second}\nP1,2026-06-01,Held,60,2026-06-15\n\
             P1,2026-06-15,Missed,,2026-06-29\nP2,2026-06-02,Cancelled,,\n"
        )
    };
    let workspace = Workspace::new(&[("s.csv", log("Date"))]);
    workspace
        .report(&ASKED)
        .says(1, &["which column is the day", "date = \"Date\""]);
    for second in ["Date.1", "Date2"] {
        let reports = reported(&[("s.csv", &log(second))]);
        let columns = ["sessions_held", "attendance_den", "hours_held"];
        assert_eq!(cells(&reports, "P1", &columns), "1 2 1", "{second}");
        assert_eq!(cells(&reports, "P2", &columns[..1]), "0", "{second}");
    }
    let form = "Pair ID,Date,Respondent,Phase,Goals achieved?,Date\n\
                P1,2026-06-01,Mentee,end,yes,2026-06-15\nP2,2026-06-02,Mentor,end,no,\n";
    let reports = reported(&[("e.csv", form)]);
    assert_eq!(cells(&reports, "P1", &["sessions_held"]), "");
    assert_eq!(
        goals(&reports),
        ["P1 all  attained", "P2 all  not_attained"]
    );
}

#[test]
fn days_of_one_record_may_be_several_and_stand_beside_the_start_of_the_pair() {
    let of_pairs = "Pair ID,Start date,Session date,Status,Session date 2\n\
                    P1,2026-01-01,2026-03-01,Held,2026-03-15\n\
                    P1,2026-01-01,2026-03-15,Missed,2026-04-01\n";
    let noted = "Pair ID,Date,Mode,Issues discussed,Actions agreed,Date2\n\
                 P1,2026-03-01,Online,time,call,2026-03-15\nP1,2026-03-15,Online,money,read,\n";
    let three = "Pair ID,Date,Status,Minutes,Date.1,Date.2\n\
                 P1,2026-03-01,Held,60,2026-03-02,2026-03-15\nP1,2026-03-15,Held,60,,\n";
    for (log, held) in [(of_pairs, "1"), (noted, "2"), (three, "2")] {
        let reports = reported(&[("s.csv", log)]);
        assert_eq!(cells(&reports, "P1", &["sessions_held"]), held, "{log}");
    }
}

#[test]
fn numbered_days_are_of_meetings_whatever_stands_beside_them() {
    for beside in [
        ("Stage", "Preparation"),
        ("Status", "Active"),
        ("Duration (minutes)", "60"),
        ("Goals achieved?", "yes"),
        ("Rating", "4"),
    ] {
        let wide = format!(
            "Pair ID,Mentor,Mentee,Session 1 date,Session 2 date,{}\n\
             P1,Ann Lee,Bo Ek,2026-03-01,2026-04-01,{}\n\
             P2,Cy Day,Di Orr,2026-03-02,2026-04-02,{}\n",
            beside.0, beside.1, beside.1
        );
        let reports = reported(&[("w.csv", &wide)]);
        assert_eq!(cells(&reports, "P1", &["sessions_held"]), "2", "{beside:?}");
    }
}

#[test]
fn days_of_meetings_in_columns_are_still_meetings() {
    let wide = "Pair ID,Session 1 date,Session 1 status,Session 2 date,Session 2 status\n\
                P1,2026-03-01,Held,2026-04-01,Missed\nP2,2026-03-11,Held,N/A,N/A\n";
    let workspace = Workspace::new(&[("s.csv", wide)]);
    let ended = workspace.report(&[&ASKED[..], &["--strict"]].concat());
    assert_eq!(ended.status, Some(0), "{}", ended.err);
    let reports = reported(&[("s.csv", wide)]);
    let columns = ["sessions_held", "attendance_den"];
    assert_eq!(cells(&reports, "P1", &columns), "1 2");
    assert_eq!(cells(&reports, "P2", &columns), "1 1");
}

#[test]
fn a_sign_of_number_makes_a_number_of_a_header() {
    let goals_of = "Pair ID,Goal #,Goal,Date set,Goal status\nP1,1,Read,2026-01-10,Achieved\n\
                    P1,2,Write,2026-01-20,Not achieved\nP2,1,Talk,2026-01-21,Achieved\n";
    assert_eq!(
        goals(&reported(&[("g.csv", goals_of)])),
        [
            "P1 1 Read attained",
            "P1 2 Write not_attained",
            "P2 1 Talk attained"
        ]
    );
    let pairs = "Pair #,Mentor #,Mentor,Mentee #,Mentee,Start date\n\
                 P1,11,Ann Lee,21,Bo Ek,2026-01-01\nP2,12,Cy Day,22,Di Orr,2026-01-02\n";
    let log = "Mentor,Mentee,Date,Status\nAnn Lee,Bo Ek,2026-02-01,Held\n";
    let reports = reported(&[("p.csv", pairs), ("s.csv", log)]);
    assert_eq!(
        cells(&reports, "P1", &["mentor", "mentee", "sessions_held"]),
        "Ann Lee Bo Ek 1"
    );
    // What is no number of several is what it is called.
    let log = "Match #,Mentor,Mentee,Cohort #,Site #,Meeting date,Status,Hours #\n\
               M1,Ann Lee,Bo Ek,3,12,2026-03-01,Held,1.5\nM1,Ann Lee,Bo Ek,3,12,2026-04-01,Held,1\n";
    let columns = ["cohort", "site", "hours_held"];
    let reports = reported(&[("s.csv", log)]);
    assert_eq!(cells(&reports, "M1", &columns), "3 12 2.5");
}

#[test]
fn what_stands_for_nothing_in_columns_of_goals_is_no_goal() {
    for nothing in ["n/a", "-", "none", "null", "[not completed]"] {
        let register = format!(
            "Pair ID,Start date,Goal 1,Goal 1 status,Goal 2,Goal 2 status\n\
             P1,2026-01-01,Read,Achieved,{nothing},{nothing}\n\
             P2,2026-01-15,Read,Not achieved,Write,Achieved\n"
        );
        assert_eq!(
            goals(&reported(&[("p.csv", &register)])),
            [
                "P1 1 Read attained",
                "P2 1 Read not_attained",
                "P2 2 Write attained"
            ],
            "{nothing}"
        );
    }
    // Of one goal, "none" is no answer.
    let form = "Pair ID,Date,Respondent,Phase,Goal 1,Goal 1 achieved?,Goal 2,Goal 2 achieved?\n\
                P1,2026-06-01,Mentee,end,Read,Yes,None,None\n\
                P2,2026-06-02,Mentee,end,Read,Yes,Write,No\n";
    let answered = goals(&reported(&[("e.csv", form)]));
    assert_eq!(
        answered,
        [
            "P1 1 Read attained",
            "P2 1 Read attained",
            "P2 2 Write not_attained"
        ]
    );
    let form = "Pair ID,Date,Goal 1,Goal 2\nP1,2026-06-01,Read,-\nP2,2026-06-02,Read,Write\n";
    assert_eq!(goals(&reported(&[("f.csv", form)])).len(), 3);
}

#[test]
fn numbers_of_goals_may_have_gaps() {
    let list = "Pair ID,No.,Goal text,Set on,Status\n7,1,Read,2026-01-05,Achieved\n\
                7,3,Write,2026-01-05,In progress\n8,2,Talk,2026-01-15,In progress\n\
                9,1,Run,2026-01-15,In progress\n9,2,Swim,2026-01-15,In progress\n\
                9,3,Ski,2026-01-15,In progress\n";
    let log = "Pair ID,Date,Status,Goal 1 progress (%),Goal 2 progress (%),Goal 3 progress (%)\n\
               7,2026-02-01,Held,10,,20\n8,2026-02-01,Held,,30,\n9,2026-02-01,Held,1,2,3\n";
    let reports = reported(&[("goals.csv", list), ("sessions.csv", log)]);
    for (pair, number) in [("7", "2"), ("8", "1"), ("9", "3")] {
        assert_eq!(cells(&reports, pair, &["goals_set"]), number);
    }
    // Rows that are counted through are no numbers of goals.
    let through = "Pair ID,No.,Goal text,Set on,Status\n7,1,Read,2026-01-05,Achieved\n\
                   7,3,Write,2026-01-05,In progress\n8,4,Talk,2026-01-15,In progress\n";
    // Nor is what counts something else.
    let others = "Pair ID,Session no.,Goal text,Set on,Status\n7,1,Read,2026-01-05,Achieved\n\
                  7,4,Write,2026-01-05,In progress\n8,1,Talk,2026-01-15,In progress\n\
                  8,2,Run,2026-01-15,In progress\n";
    for list in [through, others] {
        let reports = reported(&[("goals.csv", list), ("sessions.csv", log)]);
        let table = reports.table("internal/goals.csv");
        let (texts, keys) = (table.column("text"), table.column("goal"));
        for text in ["Talk", "Write"] {
            let row = texts.iter().position(|cell| *cell == text).unwrap();
            assert_ne!(keys[row], "4", "{list}");
        }
    }
}

#[test]
fn words_for_actions_in_other_languages_and_those_that_nobody_knows() {
    let columns = [
        "actions_completed_num",
        "actions_completed_den",
        "actions_overdue",
    ];
    for (done, open, dropped) in [
        ("Erledigt", "In Bearbeitung", "Abgesagt"),
        ("Fait", "En cours", "Annulé"),
        ("Hecho", "Pendiente", "Cancelada"),
        ("Klaar", "Bezig", "Geannuleerd"),
        ("Feito", "Em andamento", "Cancelado"),
    ] {
        let actions = format!(
            "Pair ID,Action,Scheduled on,Status\nP1,Call,2026-02-01,{done}\n\
             P1,Read,2026-02-05,{open}\nP1,Ask,2026-02-05,{dropped}\nP1,Do,2026-02-05,Quux\n"
        );
        let pairs = "Pair ID,Start date\nP1,2026-01-01\n";
        let reports = reported(&[("a.csv", &actions), ("p.csv", pairs)]);
        assert_eq!(cells(&reports, "P1", &columns), "1 2 1", "{done}");
    }
}

#[test]
fn the_times_at_which_a_meeting_begins_and_ends_in_other_languages() {
    let log = "Pair ID;Date;Heure de début;Statut\nP1;2026-02-01;09:00;Held\n\
               P1;2026-02-01;15:00;Held\n";
    let reports = reported(&[("s.csv", log)]);
    assert_eq!(cells(&reports, "P1", &["sessions_held"]), "2");
    for times in ["Heure de début;Heure de fin", "Startzeit;Endzeit"] {
        let log = format!(
            "Pair ID;Date;{times};Status\nP1;2026-02-01;09:00;10:00;Held\n\
             P1;2026-02-01;15:00;16:00;Held\n"
        );
        let reports = reported(&[("s.csv", &log)]);
        let columns = ["sessions_held", "hours_held"];
        assert_eq!(cells(&reports, "P1", &columns), "2 2", "{times}");
    }
}

#[test]
fn a_header_that_is_repeated_among_the_rows_is_a_header_still() {
    let header = "Match ID,Meeting date,Status,Rating (1-5)\n";
    let row = |n: u32| format!("M{n},2026-03-0{n},Held,{}\n", 1 + n % 5);
    let rows = (1..=9).map(|n| row(n) + if n % 3 == 0 { header } else { "" });
    let log = header.to_owned() + &rows.collect::<String>();
    let reports = reported(&[("s.csv", &log)]);
    assert_eq!(reports.table("internal/pairs.csv").0.len(), 9);
}

#[test]
fn the_answer_for_one_goal_may_have_its_reason_behind_it() {
    let form = "Pair ID,Date,Respondent,Phase,Goal 1,Goal 1 achieved?,Goal 2,Goal 2 achieved?\n\
                P1,2026-06-01,Mentee,end,Read,\"Yes, but only partly\",Write,\"No, because of time\"\n\
                P2,2026-06-02,Mentee,end,Read,Yes,Write,No - ran out of time\n";
    assert_eq!(
        goals(&reported(&[("e.csv", form)])),
        [
            "P1 1 Read partly",
            "P1 2 Write not_attained",
            "P2 1 Read attained",
            "P2 2 Write not_attained"
        ]
    );
    // Each goal has its own reason, and one that was achieved has none.
    let row = |n: u32| {
        format!(
            "P{n},2026-06-0{n},Mentee,end,\"Yes, thanks to help\",\"No, lack of time\",\"No, illness\"\n"
        )
    };
    let form = "Pair ID,Date,Respondent,Phase,Goal 1 achieved?,Goal 2 achieved?,Goal 3 achieved?\n";
    let form = form.to_owned() + &(1..=6).map(row).collect::<String>();
    let page = reported(&[("e.csv", &form)]).text("internal/effectiveness.html");
    let reasons = page.split("Reasons given for goals not").nth(1).unwrap();
    let reasons = reasons.split('<').next().unwrap();
    assert!(reasons.contains("Lack of time (6)"), "{reasons}");
    assert_eq!(reasons.matches("(6)").count(), 2, "{reasons}");
}

#[test]
fn rows_of_a_form_that_a_review_rejected_are_left_out_with_it() {
    let form = "SubmissionDate,meeting-pair_id,KEY,ReviewState\n\
                2026-03-01T10:00:00.000Z,P1,uuid:a,approved\n2026-03-02T10:00:00.000Z,P2,uuid:b,\n\
                2026-03-03T10:00:00.000Z,P2,uuid:c,rejected\n";
    let rows = "session_date,status,PARENT_KEY,KEY\n\
                2026-02-01,Held,uuid:a,uuid:a/session[1]\n2026-02-02,Held,uuid:b,uuid:b/session[1]\n\
                2026-02-03,Held,uuid:c,uuid:c/session[1]\n";
    let reports = reported(&[("mentoring.csv", form), ("mentoring-session.csv", rows)]);
    assert_eq!(cells(&reports, "P2", &["sessions_held"]), "1");
}

#[test]
fn columns_may_carry_the_name_of_their_form() {
    for form in ["evaluation", "eval"] {
        let rows = format!(
            "record_id,pair_id,{form}_date,{form}_respondent,{form}_phase,{form}_goal_1,\
             {form}_goal_1_achieved\n1,P1,2026-06-01,mentee,end,Read,yes\n\
             2,P2,2026-06-02,mentor,end,Write,no\n"
        );
        assert_eq!(
            goals(&reported(&[("r.csv", &rows)])),
            ["P1 1 Read attained", "P2 1 Write not_attained"],
            "{form}"
        );
    }
}

#[test]
fn days_that_a_spreadsheet_swapped_with_months_are_not_believed() {
    // Days up to the 12th have become days of the spreadsheet, month first; the others are text.
    let taken = ["2026-01-04", "2026-05-04", "2026-06-07", "46058"];
    let left = ["25/03/2026", "14/04/2026", "30/06/2026", "21/07/2026"];
    let log = |days: &[&str]| {
        let row = |day: &&str| format!("P1,{day},Held\n");
        let rows: String = days.iter().map(row).collect();
        format!("Pair ID,Date,Status\n{rows}")
    };
    let both = [taken, left].concat();
    let workspace = Workspace::new(&[("s.csv", log(&both))]);
    let asked = [
        "column `Date`: the dates that are text, such as `25/03/2026` in line 6",
        "such as `2026-01-04` in line 2, are not: a spreadsheet has probably swapped",
        "date_order = \"dmy\"",
    ];
    let ended = workspace.report(&ASKED);
    ended.says(1, &asked);
    assert!(!ended.err.contains("--date-order"), "{}", ended.err);

    // Who says that they are right is believed.
    let told = "[[source]]\nfile = \"s.csv\"\ndate_order = \"dmy\"\n";
    let files = [("s.csv", log(&both)), ("mentorstat.toml", told.to_owned())];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    assert_eq!(cells(&reported(&files), "P1", &["sessions_held"]), "8");

    // So is a column in which one day is after the 12th, or one text before the 13th.
    for other in ["2026-05-17", "05/03/2026"] {
        let days = [&both[..], &[other]].concat();
        let reports = reported(&[("s.csv", &log(&days))]);
        assert_eq!(cells(&reports, "P1", &["sessions_held"]), "9", "{other}");
    }

    // In a column that no row needs, no day is read.
    let rows = both.iter().map(|day| format!("P1,2026-02-20,Held,{day}\n"));
    let next: String = rows.collect();
    let next = format!("Pair ID,Date,Status,Next meeting\n{next}");
    let workspace = Workspace::new(&[("s.csv", &next)]);
    let ended = workspace.report(&ASKED);
    ended.says(
        0,
        &["the dates of a column are set aside", "`Next meeting`"],
    );
    let ledger = workspace.reported(&ASKED).text("internal/ledger.csv");
    assert!(ledger.contains("25/03/2026 (and 7 more)"), "{ledger}");
}
