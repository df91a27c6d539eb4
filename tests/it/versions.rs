//! Responses that were edited, sent again or exported again: the last version counts, and the
//! others are said.

use crate::support::histories;
use mentorstat::config::Config;
use mentorstat::ingest::{self, Ingested, Severity, Unwatched};
use mentorstat::programme::{ActionStatus, AllGoals, Answer, Day, GoalStatus, PairHistory, Status};
use std::fs;
use std::path::PathBuf;

fn read_with(files: &[(&str, &str)], config: &Config) -> Ingested {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    ingest::read(&[folder.path().to_path_buf()], config, &Unwatched)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn read(files: &[(&str, &str)]) -> Ingested {
    read_with(files, &Config::default())
}

/// Pairs with the answers of their forms to whether the goals were achieved.
fn answers(ingested: &Ingested) -> Vec<(String, Vec<Option<AllGoals>>)> {
    let answers = |history: PairHistory<'_>| {
        let forms = history.forms.iter().map(|form| form.all_goals);
        (history.pair.id.clone(), forms.collect())
    };
    histories(ingested).into_iter().map(answers).collect()
}

/// Days, states and minutes of all meetings.
fn meetings(ingested: &Ingested) -> Vec<(String, Status, Option<f32>)> {
    let sessions = histories(ingested)
        .into_iter()
        .flat_map(|history| history.sessions.to_vec());
    sessions
        .map(|session| {
            (
                session.date.to_string(),
                session.status,
                session.minutes.get(),
            )
        })
        .collect()
}

/// Rows used and repeated over all files; they add up to the rows read.
fn used_and_repeated(ingested: &Ingested) -> (u64, u64) {
    let tallies = ingested.ledger.tallies.values();
    let (used, repeated, rows) = tallies.fold((0, 0, 0), |sum, tally| {
        (
            sum.0 + tally.used,
            sum.1 + tally.repeated,
            sum.2 + tally.rows,
        )
    });
    assert_eq!(used + repeated, rows);
    (used, repeated)
}

/// Line, value and rule of the entries about versions.
fn said(ingested: &Ingested) -> Vec<(u32, &str, &str)> {
    let entries = ingested.ledger.entries.iter();
    let entries = entries.filter(|entry| entry.severity == Severity::Note);
    entries
        .map(|entry| (entry.origin.line, entry.value.as_str(), entry.rule.as_str()))
        .collect()
}

#[expect(clippy::unnecessary_wraps, reason = "as forms hold it")]
fn yes() -> Option<AllGoals> {
    Some(AllGoals::Answer(Answer::Yes))
}

const FORM: &str = "\
Timestamp,Email Address,Pair ID,I am the,Phase,Were the goals achieved?
1/31/2026 18:02:11,lena@example.org,P-1,Mentor,End,No
1/31/2026 18:22:11,lena@example.org,P-1,Mentor,End,Yes
1/31/2026 19:02:11,tom@example.org,P-1,Mentee,End,Yes
";

#[test]
fn a_form_sent_again_by_the_same_person_counts_as_it_was_sent_last() {
    let ingested = read(&[("form.csv", FORM)]);
    assert_eq!(answers(&ingested), [("P-1".to_owned(), vec![yes(), yes()])]);
    assert_eq!(used_and_repeated(&ingested), (2, 1));
    let said = said(&ingested);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].0, 2);
    assert!(said[0].1.contains("form.csv, line 3"), "{said:?}");
    assert!(said[0].2.contains("sent the form again"), "{said:?}");
}

#[test]
fn the_order_of_rows_does_not_say_what_is_later() {
    let mut lines: Vec<&str> = FORM.lines().collect();
    lines[1..].reverse();
    let ingested = read(&[("form.csv", &lines.join("\n"))]);
    assert_eq!(answers(&ingested), [("P-1".to_owned(), vec![yes(), yes()])]);
}

#[test]
fn who_enters_the_forms_of_many_pairs_edits_none_of_them() {
    let mut form = "Timestamp,Email Address,Pair ID,Were the goals achieved?\n".to_owned();
    for pair in 1..=8 {
        for hour in [10, 11] {
            form += &format!("1/31/2026 {hour}:02:11,office@example.org,P-{pair},Yes\n");
        }
    }
    assert_eq!(used_and_repeated(&read(&[("form.csv", &form)])), (16, 0));
}

/// A Qualtrics export of some responses: id, time, pair and answer.
fn qualtrics(responses: &[[&str; 4]]) -> String {
    let mut text = "\
StartDate,EndDate,Status,Finished,RecordedDate,ResponseId,DistributionChannel,Q1,Q2,Q3
Start Date,End Date,Response Type,Finished,Recorded Date,Response ID,Distribution Channel,What is your pair ID?,Are you the mentor or the mentee?,Were the goals achieved?
{'ImportId': 'startDate'},{'ImportId': 'endDate'},{'ImportId': 'status'},{'ImportId': 'finished'},{'ImportId': 'recordedDate'},{'ImportId': '_recordId'},{'ImportId': 'distributionChannel'},{'ImportId': 'QID1'},{'ImportId': 'QID2'},{'ImportId': 'QID3'}
"
    .to_owned();
    for [id, time, pair, answer] in responses {
        text += &format!(
            "2026-02-01 10:00:00,2026-02-01 10:05:00,IP Address,True,{time},{id},anonymous,{pair},Mentor,{answer}\n"
        );
    }
    text
}

const FIRST: [&str; 4] = ["R_1aB2cD3eF4", "2026-02-01 10:05:41", "P-1", "No"];
const SECOND: [&str; 4] = ["R_2aB2cD3eF4", "2026-02-02 10:05:41", "P-2", "Yes"];
const THIRD: [&str; 4] = ["R_3aB2cD3eF4", "2026-03-02 10:05:41", "P-3", "Yes"];

#[test]
fn of_overlapping_exports_the_one_that_reaches_further_has_the_later_version() {
    let edited = [FIRST[0], FIRST[1], "P-10", "Yes"];
    let (february, march) = (
        qualtrics(&[FIRST, SECOND]),
        qualtrics(&[edited, SECOND, THIRD]),
    );
    // What files are called says nothing.
    for [one, other] in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let ingested = read(&[(one, &february), (other, &march)]);
        let of = |pair: &str| (pair.to_owned(), vec![yes()]);
        assert_eq!(answers(&ingested), [of("P-10"), of("P-2"), of("P-3")]);
        assert_eq!(used_and_repeated(&ingested), (3, 2));
        let said = said(&ingested);
        let replaced = said.iter().find(|entry| entry.2.contains("later version"));
        let (line, value, _) = replaced.unwrap();
        assert_eq!(*line, 4);
        assert!(
            value.starts_with(FIRST[0]) && value.ends_with("line 4"),
            "{value}"
        );
    }
}

#[test]
fn what_was_sent_after_the_as_of_date_replaces_nothing() {
    let edited = [FIRST[0], "2026-04-01 09:00:00", "P-1", "Yes"];
    let config = Config {
        as_of: Day::from_iso("2026-03-31"),
        ..Config::default()
    };
    let files = [
        ("a.csv", qualtrics(&[FIRST])),
        ("b.csv", qualtrics(&[edited])),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let ingested = read_with(&files, &config);
    let no = Some(AllGoals::Answer(Answer::No));
    let forms = answers(&ingested).remove(0).1;
    assert!(forms.contains(&no), "{forms:?}");
}

#[test]
fn an_export_dropped_twice_counts_once() {
    let export = qualtrics(&[FIRST, SECOND, THIRD]);
    let ingested = read(&[("a.csv", &export), ("copy of a.csv", &export)]);
    assert_eq!(used_and_repeated(&ingested), (3, 3));
    assert!(
        said(&ingested)
            .iter()
            .all(|entry| entry.2.contains("more than once"))
    );
}

#[test]
fn short_ids_are_those_of_the_response_that_was_begun_at_the_same_time() {
    let form = |start: &str, minutes: u32| {
        format!(
            "ID,Start time,Completion time,Email,Name,Pair ID,When did you meet?,How many minutes?\n\
             1,{start},1/31/26 17:05:01,anonymous,,P-1,1/31/2026,{minutes}\n\
             2,2/1/26 10:00:00,2/1/26 10:05:00,anonymous,,P-2,1/30/2026,30\n"
        )
    };
    let (one, edited) = (form("1/31/26 17:02:01", 60), form("1/31/26 17:02:01", 90));
    let edited = edited.replace("1/31/26 17:05:01", "2/3/26 09:00:00");
    let ingested = read(&[("a.csv", &one), ("b.csv", &edited)]);
    let held = |day: &str, minutes| (day.to_owned(), Status::Held, Some(minutes));
    assert_eq!(
        meetings(&ingested),
        [held("2026-01-31", 90.0), held("2026-01-30", 30.0)]
    );
    assert_eq!(used_and_repeated(&ingested), (2, 2));
    // The form of another site begins to count from 1 as well.
    let other = form("1/31/26 18:00:00", 90).replace("P-2", "P-3");
    let other = other.replace("2/1/26 10:00:00", "2/1/26 11:00:00");
    assert_eq!(
        used_and_repeated(&read(&[("a.csv", &one), ("b.csv", &other)])),
        (4, 0)
    );
}

#[test]
fn an_id_that_comes_again_and_again_is_that_of_a_person() {
    let mut log = "Record ID,Pair ID,Session date,Minutes,Submitted on\n".to_owned();
    for day in 1..=9 {
        log += &format!(
            "0031x00000A{},P-1,2026-01-0{day},60,2026-02-0{day}\n",
            day % 3
        );
    }
    assert_eq!(used_and_repeated(&read(&[("log.csv", &log)])), (9, 0));
}

#[test]
fn records_of_both_of_one_meeting_are_both_kept() {
    let log = "\
Timestamp,Email Address,Pair ID,Session date,Minutes,Learnings
2/1/2026 10:00:00,lena@example.org,P-1,1/31/2026,60,
2/1/2026 11:00:00,tom@example.org,P-1,1/31/2026,,To plan ahead
2/2/2026 11:00:00,tom@example.org,P-1,1/31/2026,,To plan further ahead
";
    let ingested = read(&[("log.csv", log)]);
    assert_eq!(used_and_repeated(&ingested), (2, 1));
}

fn tool(name: &str) -> PathBuf {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tools");
    fixtures.join(name)
}

#[test]
fn the_same_export_as_a_workbook_and_as_text_counts_once() {
    let inputs = [tool("excel-97.csv"), tool("excel-97.xls")];
    let both = ingest::read(&inputs, &Config::default(), &Unwatched).unwrap();
    assert_eq!(used_and_repeated(&both), (3, 3));
    let book = ingest::read(&inputs[1..], &Config::default(), &Unwatched).unwrap();
    assert_eq!(meetings(&book), meetings(&both));
    assert_eq!(meetings(&book)[1].2, Some(45.5));
}

const MAY: &str = "\
pair_id,action,scheduled_on,status
P1,Write CV,2026-04-01,open
P1,Call Anna,2026-04-02,open
P1,Read,2026-04-03,completed
";

const JUNE: &str = "\
pair_id,action,scheduled_on,status
P1,Write CV,2026-04-01,completed
P1,Call Anna,2026-04-02,completed
P1,Read,2026-04-03,completed
P1,Apply,2026-05-20,open
";

/// Numbers of open and of completed actions.
fn actions(ingested: &Ingested) -> (usize, usize) {
    let histories = histories(ingested);
    let actions = histories.iter().flat_map(|history| history.actions);
    let states: Vec<_> = actions.map(|action| action.status).collect();
    let count = |wanted| {
        states
            .iter()
            .filter(|status| **status == Some(wanted))
            .count()
    };
    (count(ActionStatus::Open), count(ActionStatus::Completed))
}

/// How many entries say so.
fn entries(ingested: &Ingested, rule: &str) -> usize {
    let entries = ingested.ledger.entries.iter();
    entries.filter(|entry| entry.rule.contains(rule)).count()
}

#[test]
fn an_action_that_was_edited_between_two_exports_counts_as_in_the_later_one() {
    for [may, june] in [
        ["actions_2026-05-01.csv", "actions_2026-06-01.csv"],
        ["z_2026-05-01.csv", "a_2026-06-01.csv"],
    ] {
        let ingested = read(&[(may, MAY), (june, JUNE)]);
        assert_eq!(actions(&ingested), (1, 3), "{may} {june}");
        assert_eq!(used_and_repeated(&ingested), (4, 3));
        assert_eq!(entries(&ingested, "in a later export"), 2);
    }
}

#[test]
fn the_newest_export_counts_whatever_the_as_of_date_is() {
    let config = Config {
        as_of: Day::from_ymd(2026, 5, 15),
        ..Config::default()
    };
    let files = [
        ("actions_2026-05-01.csv", MAY),
        ("actions_2026-06-01.csv", JUNE),
    ];
    assert_eq!(actions(&read_with(&files, &config)), (1, 3));
}

#[test]
fn where_nothing_says_which_export_is_later_both_count_and_it_is_said() {
    let ingested = read(&[("a.csv", MAY), ("b.csv", JUNE)]);
    assert_eq!(actions(&ingested), (3, 3));
    assert_eq!(used_and_repeated(&ingested), (6, 1));
    assert_eq!(entries(&ingested, "nothing says which is later"), 4);
}

#[test]
fn the_time_of_the_last_change_in_a_row_says_which_export_is_later() {
    let changed = |text: &str, day: &str| {
        let mut lines = text.lines();
        let mut changed = format!("{},Last modified\n", lines.next().unwrap());
        changed.extend(lines.map(|line| format!("{line},{day}T10:00:00\n")));
        changed
    };
    let (may, june) = (changed(MAY, "2026-04-20"), changed(JUNE, "2026-05-25"));
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let ingested = read(&[(names[0], &may), (names[1], &june)]);
        assert_eq!(actions(&ingested), (1, 3), "{names:?}");
        let config = Config {
            as_of: Day::from_ymd(2026, 5, 15),
            ..Config::default()
        };
        let ingested = read_with(&[(names[0], &may), (names[1], &june)], &config);
        assert_eq!(actions(&ingested), (1, 3), "{names:?}");
    }
}

#[test]
fn actions_alike_in_one_file_are_no_versions() {
    let twice = MAY.to_owned() + "P1,Write CV,2026-04-01,completed\n";
    let ingested = read(&[("actions_2026-05-01.csv", &twice)]);
    assert_eq!(actions(&ingested), (2, 2));
}

#[test]
fn a_column_more_in_a_later_export_leaves_its_rows_versions() {
    let wider = JUNE
        .replace("status\n", "status,remark\n")
        .replace("open\n", "open,x\n")
        .replace("completed\n", "completed,x\n");
    let of = |may, june| read(&[(may, MAY), (june, wider.as_str())]);
    let ingested = of("actions_2026-05-01.csv", "actions_2026-06-01.csv");
    assert_eq!(actions(&ingested), (1, 3));
    assert_eq!(entries(&ingested, "in a later export"), 3);
    // Files that are called otherwise may be those of others; it is said.
    let ingested = of("mentors_2026-05-01.csv", "mentees_2026-06-01.csv");
    assert_eq!(actions(&ingested), (3, 4));
    assert_eq!(entries(&ingested, "nothing says which is later"), 6);
    let header = "pair_id,respondent,phase,form_date,goals_achieved";
    let may = format!("{header}\nP1,mentee,mid,2026-04-10,no\n");
    let june = format!("{header},comment\nP1,mentee,mid,2026-04-10,yes,x\n");
    let forms = read(&[("f_2026-05-01.csv", &may), ("f_2026-06-01.csv", &june)]);
    assert_eq!(answers(&forms), [("P1".to_owned(), vec![yes()])]);
    let forms = read(&[("goals.csv", &may), ("trust.csv", &june)]);
    assert_eq!(
        answers(&forms)[0].1.len(),
        2,
        "other questions may be another form"
    );
    assert_eq!(entries(&forms, "later"), 0);
}

const MARCH_MEETINGS: &str = "\
ID,pair_id,date,status,minutes
S1,P1,2026-01-11,held,90
S2,P1,2026-02-11,held,60
S3,P1,2026-03-11,held,60
S4,P2,2026-03-01,held,60
S5,P2,2026-03-12,held,60
";

const JUNE_MEETINGS: &str = "\
ID,pair_id,date,status,minutes
S1,P1,2026-01-11,held,60
S2,P1,2026-02-12,held,60
S3,P1,2026-03-11,missed_by_mentee,
S4,P2,2026-03-01,held,60
S6,P2,2026-06-12,held,60
";

/// Both exports with another header for the number of the meeting; without one, with none.
fn exported(number: Option<&str>) -> [String; 2] {
    [MARCH_MEETINGS, JUNE_MEETINGS].map(|text| match number {
        Some(header) => text.replacen("ID", header, 1),
        None => text
            .lines()
            .map(|line| line.split_once(',').unwrap().1.to_owned() + "\n")
            .collect(),
    })
}

/// Days of month and states of the meetings of P1.
fn of_first(ingested: &Ingested) -> Vec<(String, Status, Option<f32>)> {
    let history = &histories(ingested)[0];
    let sessions = history.sessions.iter();
    sessions
        .map(|one| (one.date.to_string(), one.status, one.minutes.get()))
        .collect()
}

#[test]
fn a_meeting_that_was_edited_between_two_exports_counts_as_in_the_later_one() {
    let held = |day: &str, minutes| (day.to_owned(), Status::Held, Some(minutes));
    let missed = ("2026-03-11".to_owned(), Status::MissedByMentee, None);
    let june = [
        held("2026-01-11", 60.0),
        held("2026-02-12", 60.0),
        missed.clone(),
    ];
    for number in ["ID", "Session ID", "_uuid", "Record ID", "Meeting number"] {
        let [one, other] = exported(Some(number));
        for [march, later] in [
            ["sessions 2026-03-31.csv", "sessions 2026-06-30.csv"],
            ["Sessions_20260331.csv", "sessions_20260630.csv"],
        ] {
            let ingested = read(&[(march, &one), (later, &other)]);
            assert_eq!(of_first(&ingested), june, "{number} {march}");
            assert_eq!(entries(&ingested, "not in a later one"), 1, "{number}");
        }
    }
    // Without a number, a meeting is known by its day: one that was moved is said.
    let [one, other] = exported(None);
    let files = [
        ("sessions 2026-03-31.csv", one.as_str()),
        ("sessions 2026-06-30.csv", &other),
    ];
    let ingested = read(&files);
    let [first, second, third] = june;
    assert_eq!(
        of_first(&ingested),
        [first, held("2026-02-11", 60.0), second, third]
    );
    assert_eq!(entries(&ingested, "not in a later one"), 2);
    assert_eq!(used_and_repeated(&ingested), (7, 3));
    // What was exported after the as-of date counts for it as well.
    let config = Config {
        as_of: Day::from_iso("2026-04-30"),
        ..Config::default()
    };
    let then = read_with(&files, &config);
    assert!(of_first(&then).contains(&held("2026-01-11", 60.0)));
    assert_eq!(entries(&then, "not in a later one"), 2);
}

#[test]
fn meetings_of_files_that_are_no_exports_of_one_table_are_all_kept() {
    let [one, other] = exported(Some("Session ID"));
    for names in [
        ["mentors 2026-03-31.csv", "mentees 2026-06-30.csv"],
        ["a.csv", "b.csv"],
    ] {
        let ingested = read(&[(names[0], &one), (names[1], &other)]);
        assert_eq!(used_and_repeated(&ingested), (9, 1), "{names:?}");
    }
    // The next export holds what is new, and counts its rows from 1 again.
    let new = one.replace("2026-0", "2027-0");
    let ingested = read(&[
        ("sessions 2026-03-31.csv", &one),
        ("sessions 2027-03-31.csv", &new),
    ]);
    assert_eq!(used_and_repeated(&ingested), (10, 0));
    assert_eq!(entries(&ingested, "later"), 0);
}

#[test]
fn where_nothing_says_which_version_is_later_it_is_said() {
    let [one, other] = exported(Some("_uuid"));
    // Both reach as far.
    let other = other.replace("S6,P2,2026-06-12", "S6,P2,2026-03-12");
    let ingested = read(&[("a.csv", &one), ("b.csv", &other)]);
    assert_eq!(
        entries(&ingested, "another version of the same response"),
        3
    );
}

#[test]
fn goals_count_as_in_the_export_whose_records_reach_further() {
    let header = "pair_id,goal_text,status,set_on,attained_on\n";
    let may = format!(
        "{header}P1,Write CV,in progress,2026-01-10,\nP2,SQL,attained,2026-01-10,2026-02-01\n"
    );
    let june =
        format!("{header}P1,Write CV,attained,2026-01-10,2026-02-20\nP2,SQL,dropped,2026-01-10,\n");
    for names in [["a.csv", "b.csv"], ["b.csv", "a.csv"]] {
        let ingested = read(&[(names[0], &may), (names[1], &june)]);
        let histories = histories(&ingested);
        let goals = histories.iter().flat_map(|history| history.goals);
        let states: Vec<_> = goals.map(|goal| goal.status).collect();
        let expected = [GoalStatus::Attained, GoalStatus::Dropped].map(Some);
        assert_eq!(states, expected, "{names:?}");
    }
}

#[test]
fn a_form_counts_with_the_answers_of_the_later_export() {
    let header = "pair_id,respondent,phase,form_date,goals_achieved\n";
    let may = format!("{header}P1,mentee,mid,2026-04-10,no\nP1,mentor,mid,2026-04-10,no\n");
    let june = format!("{header}P1,mentee,mid,2026-04-10,yes\n");
    let files = [
        ("f_2026-05-01.csv", may.as_str()),
        ("f_2026-06-01.csv", &june),
    ];
    let ingested = read(&files);
    let no = Some(AllGoals::Answer(Answer::No));
    assert_eq!(answers(&ingested)[0].1.len(), 2);
    assert!(answers(&ingested)[0].1.contains(&yes()));
    assert!(answers(&ingested)[0].1.contains(&no));
}

#[test]
fn a_pair_is_as_the_later_register_says_unless_it_was_matched_anew() {
    let header = "pair_id,mentor,mentee,started_on,closed_on,cohort\n";
    let may = format!("{header}P1,Ann,Bob,2026-01-01,,A\nP2,Cy,Dee,2026-01-01,2026-02-01,A\n");
    let june = format!("{header}P1,Ann,Bob,2026-01-05,2026-05-20,B\nP2,Cy,Dee,2026-03-01,,B\n");
    let files = [
        ("z_2026-05-01.csv", may.as_str()),
        ("a_2026-06-01.csv", &june),
    ];
    let ingested = read(&files);
    let histories = histories(&ingested);
    let first = histories[0].pair;
    assert_eq!(first.started_on, Day::from_ymd(2026, 1, 5));
    assert_eq!(first.closed_on, Day::from_ymd(2026, 5, 20));
    assert_eq!(used_and_repeated(&ingested), (3, 1));
}
