//! The support list as a workbook, filled in and read again: contacts, who is waiting, and what
//! the reports say of following up.

use crate::support::{Ended, Reports, Table, Workspace};
use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::fs;
use std::path::Path;

const PAIRS: &str = "\
pair_id,mentor,mentee,site,started_on,agreed_every,mentor_email,mentee_phone,funder
P-1,Anna Ek,Bo Li,North,2026-01-05,2 weeks,anna@example.org,+44 20 7946 0001,Trust
P-2,Carl Ost,Dora Ny,South,2026-01-05,2 weeks,carl@example.org,+44 20 7946 0002,Fund
P-3,Eva Lund,Finn Ost,North,2026-01-05,2 weeks,eva@example.org,+44 20 7946 0003,Trust
P-4,Gus Dal,Hedda Vik,South,2026-01-05,2 weeks,,,=cmd
";

/// All meet every two weeks until 16 February; P-3 goes on until 27 July.
fn sessions() -> String {
    let early = ["01-05", "01-19", "02-02", "02-16"];
    let late = [
        "03-02", "03-16", "03-30", "04-13", "04-27", "05-11", "05-25", "06-08", "06-22", "07-06",
        "07-20", "07-27",
    ];
    let mut text = "pair_id,date,status,next_meeting\n".to_owned();
    for pair in ["P-1", "P-2", "P-3", "P-4"] {
        for day in early {
            text += &format!("{pair},2026-{day},held,\n");
        }
    }
    for day in late {
        text += &format!("P-3,2026-{day},held,2026-08-10\n");
    }
    text
}

const CONFIG: &str = "[support]\ncolumns = [\"funder\"]\n";

fn workspace(more: &[(&str, &str)]) -> Workspace {
    let sessions = sessions();
    let mut files = vec![
        ("pairs.csv", PAIRS),
        ("sessions.csv", &sessions),
        ("mentorstat.toml", CONFIG),
    ];
    files.extend(more);
    Workspace::new(&files)
}

const AS_OF: &[&str] = &["--as-of", "2026-07-31"];

fn listed(workspace: &Workspace, more: &[&str]) -> Table {
    let words = ["support", "in", "--format", "csv", "--quiet"];
    let ended = workspace.run(&[&words, AS_OF, more].concat());
    ended.says(0, &[]);
    Table::read(&ended.out)
}

fn workbook(reports: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(reports.join("internal/support.xlsx")).unwrap();
    let range = book.worksheet_range("Support list").unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Cells of a column, without those below the list.
fn column(cells: &[Vec<Data>], name: &str) -> Vec<String> {
    let at = cells[0].iter().position(|cell| cell == name);
    let at = at.unwrap_or_else(|| panic!("no {name} in {:?}", cells[0]));
    let rows = cells[1..].iter().filter(|row| row[1] != Data::Empty);
    rows.map(|row| row[at].to_string()).collect()
}

#[test]
fn the_workbook_of_a_report_holds_the_list_and_how_to_reach_people() {
    let workspace = workspace(&[]);
    let reports = workspace.reported(AS_OF);
    let folder = workspace.outputs().join("2026-07-01_2026-07-31");
    let cells = workbook(&folder);
    let list = reports.table("internal/support.csv");
    assert_eq!(column(&cells, "pair_id"), list.column("pair_id"));
    assert_eq!(list.column("pair_id"), ["P-1", "P-2", "P-4"]);
    assert_eq!(column(&cells, "state"), ["Stalled"; 3]);
    assert_eq!(
        column(&cells, "mentor_email"),
        ["anna@example.org", "carl@example.org", ""]
    );
    assert_eq!(
        column(&cells, "mentee_phone"),
        ["+44 20 7946 0001", "+44 20 7946 0002", ""]
    );
    assert_eq!(column(&cells, "site"), ["North", "South", "South"]);
    assert_eq!(column(&cells, "funder"), ["Trust", "Fund", "=cmd"]);
    assert!(matches!(
        cells[1][cells[0]
            .iter()
            .position(|cell| cell == "last_contact")
            .unwrap()],
        Data::DateTime(_)
    ));
    let names: Vec<_> = cells[0].iter().map(ToString::to_string).collect();
    assert_eq!(
        names[names.len() - 5..],
        [
            "contacted_on",
            "contacted_by",
            "outcome",
            "note",
            "snooze_until"
        ]
    );
}

#[test]
fn a_column_of_your_own_that_there_is_not_is_wrong_configuration() {
    let config = "[support]\ncolumns = [\"fundr\"]\n";
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("mentorstat.toml", config)]);
    let refused = workspace.report(AS_OF);
    refused.says(2, &["[support] columns fundr", "did you mean `funder`"]);
    workspace.assert_nothing_written();
}

#[test]
fn the_workbook_put_back_as_it_is_changes_nothing_and_rejects_nothing() {
    let workspace = workspace(&[]);
    let before = workspace.reported(AS_OF);
    let (pairs, used) = (before.text("internal/pairs.csv"), before.count("rows_used"));
    let footers = before.count("rows_footer");
    let support = before.text("internal/support.csv");
    let book = workspace
        .outputs()
        .join("2026-07-01_2026-07-31/internal/support.xlsx");
    fs::copy(book, workspace.inputs().join("support.xlsx")).unwrap();
    fs::remove_dir_all(workspace.outputs()).unwrap();
    let after = workspace.reported(&[AS_OF, &["--strict"]].concat());
    assert_eq!(after.count("rows_used"), used);
    assert_eq!(after.count("rows_footer"), footers + 3);
    assert_eq!(after.count("rows_rejected"), 0);
    assert_eq!(after.text("internal/support.csv"), support);
    let without_follow_up = |text: &str| {
        let table = Table::read(text);
        let kept = |name: &&String| !["followed_up", "met_again_30d"].contains(&name.as_str());
        let names: Vec<String> = table.0[0].keys().filter(kept).cloned().collect();
        let row = |row: &std::collections::BTreeMap<String, String>| {
            names.iter().map(|name| row[name].clone()).collect()
        };
        table.0.iter().map(row).collect::<Vec<Vec<String>>>()
    };
    let after = after.text("internal/pairs.csv");
    assert_eq!(without_follow_up(&after), without_follow_up(&pairs));
    let checked = workspace.run(&["check", "in", "--format", "json"]);
    checked.says(0, &[]);
    let checked: serde_json::Value = serde_json::from_str(&checked.out).unwrap();
    let file = checked.as_array().unwrap().last().unwrap();
    assert_eq!(file["path"], "in/support.xlsx#Support list");
    assert_eq!(file["tables"][0]["table"], "contacts");
    assert_eq!(file["tables"].as_array().unwrap().len(), 1);
}

/// Fills in rows of the workbook as a person would, in a copy among the inputs.
fn fill_in(workspace: &Workspace, rows: &[(&str, &str, &str, &str)]) {
    let headers = [
        "rank",
        "pair_id",
        "mentor",
        "state",
        "last_contact",
        "contacted_on",
        "contacted_by",
        "outcome",
        "note",
        "snooze_until",
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let dated = Format::new().set_num_format("yyyy-mm-dd");
    for (at, header) in (0..).zip(headers) {
        sheet.write_string(0, at, header).unwrap();
    }
    for (row, (pair, on, outcome, snooze)) in (1..).zip(rows) {
        sheet.write_string(row, 1, *pair).unwrap();
        sheet.write_string(row, 2, "Somebody Else").unwrap();
        sheet.write_string(row, 3, "Stalled").unwrap();
        for (at, day) in [(4, "2026-02-16"), (5, on), (9, snooze)] {
            if !day.is_empty() {
                let day = ExcelDateTime::parse_from_str(day).unwrap();
                sheet
                    .write_datetime_with_format(row, at, &day, &dated)
                    .unwrap();
            }
        }
        sheet.write_string(row, 7, *outcome).unwrap();
        if !outcome.is_empty() {
            sheet.write_string(row, 6, "Kim Coordinator").unwrap();
            sheet.write_string(row, 8, "a private remark").unwrap();
        }
    }
    book.save(workspace.inputs().join("support.xlsx")).unwrap();
}

#[test]
fn a_pair_that_was_contacted_waits_after_the_others_with_its_state() {
    let workspace = workspace(&[]);
    fill_in(
        &workspace,
        &[
            ("P-1", "2026-07-20", "reached", ""),
            ("P-2", "2026-07-21", "No answer, left voicemail", ""),
            ("P-4", "", "", ""),
        ],
    );
    let list = listed(&workspace, &[]);
    assert_eq!(list.column("pair_id"), ["P-2", "P-4", "P-1"]);
    assert_eq!(list.column("state"), ["stalled"; 3]);
    let waiting = list.one(&[("pair_id", "P-1")]);
    let reasons = &waiting["reasons"];
    assert!(
        reasons
            .starts_with("waiting until 2026-08-04: contacted on 2026-07-20;no recorded meeting"),
        "{reasons}"
    );
    assert_eq!(waiting["mentor"], "Anna Ek", "as recorded, not as listed");
    assert_eq!(waiting["last_contact"], "2026-02-16");
    let later = ["--as-of", "2026-08-04"];
    let words = ["support", "in", "--format", "csv", "-q"];
    let later = Table::read(&workspace.run(&[&words[..], &later].concat()).out);
    assert_eq!(later.column("pair_id"), ["P-1", "P-2", "P-4"]);
    let shown = workspace.run(&[&["support", "in", "--no-workbook"], AS_OF].concat());
    assert!(
        shown
            .out
            .contains("3 pairs need support: 3 stalled; 1 of them waiting.")
    );
    assert!(shown.out.contains("1 failed attempt to reach them"));
    assert!(
        shown
            .out
            .contains("Followed up since they last met: 1 of 3.")
    );
}

#[test]
fn somebody_who_was_not_available_was_not_reached() {
    for (outcome, waits) in [("Not available", false), ("None", false), ("reached", true)] {
        let workspace = workspace(&[]);
        fill_in(&workspace, &[("P-1", "2026-07-20", outcome, "")]);
        let reasons = &listed(&workspace, &[]).one(&[("pair_id", "P-1")])["reasons"];
        assert_eq!(
            reasons.starts_with("waiting"),
            waits,
            "{outcome}: {reasons}"
        );
    }
}

#[test]
fn a_pair_can_be_put_off_until_a_day() {
    let workspace = workspace(&[]);
    fill_in(
        &workspace,
        &[
            ("P-1", "2026-05-01", "reached", "2026-09-01"),
            ("P-2", "", "", "2026-08-15"),
            ("P-4", "2026-07-30", "reached", "2026-07-31"),
        ],
    );
    let list = listed(&workspace, &[]);
    assert_eq!(list.column("pair_id"), ["P-4", "P-1", "P-2"]);
    let put_off = &list.one(&[("pair_id", "P-2")])["reasons"];
    assert!(
        put_off.starts_with("waiting until 2026-08-15, as noted;"),
        "{put_off}"
    );
}

#[test]
fn contacts_dated_later_do_not_exist_and_are_counted() {
    let contacts = "contacted_on,pair_id,contacted_by,outcome\n2026-08-01,P-1,Kim,reached\n";
    let workspace = workspace(&[("contacts.csv", contacts)]);
    assert_eq!(
        listed(&workspace, &[]).column("pair_id"),
        ["P-1", "P-2", "P-4"]
    );
    let reports = workspace.reported(AS_OF);
    assert_eq!(reports.count("rows_after_as_of"), 1);
    assert_eq!(reports.pair("P-1")["followed_up"], "false");
}

#[test]
fn any_table_of_contacts_is_read_by_pair_or_by_names() {
    for contacts in [
        "Date,Pair,By,Outcome\n20/07/2026,P-1,Kim,Spoke to both\n",
        "date contacted;mentor;mentee;called by;result;comments\n2026-07-20;Ek, Anna;Bo Li;Kim;reached;fine\n",
        "pair_id,followed_up_on,outcome\nP-1,2026-07-20,\n",
    ] {
        let workspace = workspace(&[("contacts.csv", contacts)]);
        let list = listed(&workspace, &[]);
        assert_eq!(list.column("pair_id"), ["P-2", "P-4", "P-1"], "{contacts}");
        let reports = workspace.reported(AS_OF);
        assert_eq!(
            reports.pair("P-1")["sessions_held"],
            "4",
            "no contact is a meeting"
        );
    }
}

#[test]
fn a_list_of_contacts_makes_no_pairs_and_no_facts() {
    let sessions = sessions();
    let contacts = "pair_id,mentor,mentee,cohort,last_contact,contacted_on,outcome\n\
                    P-1,X,Y,Old,2026-07-30,2026-07-20,reached\nP-9,A,B,Old,,2026-07-20,reached\n";
    let files = [("sessions.csv", sessions.as_str()), ("calls.csv", contacts)];
    let workspace = Workspace::new(&files);
    let reports = workspace.reported(AS_OF);
    let pairs = reports.table("internal/pairs.csv");
    assert_eq!(pairs.column("pair_id"), ["P-1", "P-2", "P-3", "P-4"]);
    assert_eq!(reports.pair("P-1")["cohort"], "2026 H1");
    assert_eq!(reports.pair("P-1")["mentor"], "");
    assert_eq!(reports.count("rows_unknown_pair"), 1);
}

#[test]
fn what_was_noted_without_a_day_is_rejected_and_said() {
    let contacts = "contacted_on,pair_id,outcome\n,P-1,reached\nsoon,P-2,reached\n";
    let workspace = workspace(&[("contacts.csv", contacts)]);
    let strict = workspace.report(&[AS_OF, &["--strict"]].concat());
    strict.says(
        3,
        &[
            "2 rows were rejected",
            "contacts.csv:2",
            "a contact needs its day",
            "“soon”",
        ],
    );
    let reports = workspace.reported(AS_OF);
    assert_eq!(reports.count("rows_rejected"), 2);
    let counts = reports.manifest()["counts"].clone();
    let rows = |name: &str| counts[name].as_u64().unwrap();
    let ends = [
        "rows_used",
        "rows_repeated",
        "rows_after_as_of",
        "rows_after_end",
        "rows_not_yet_started",
        "rows_unknown_pair",
        "rows_footer",
        "rows_rejected",
    ];
    assert_eq!(ends.map(rows).iter().sum::<u64>(), rows("rows"));
}

#[test]
fn one_contact_in_the_lists_of_two_weeks_counts_once() {
    let first = "rank,pair_id,reasons,contacted_on,contacted_by,outcome\n1,P-1,47 days,2026-07-20,Kim,reached\n";
    let second = "rank,pair_id,reasons,contacted_on,contacted_by,outcome\n2,P-1,54 days,2026-07-20,Kim,reached\n2,P-1,54 days,2026-07-27,Kim,reached\n";
    let workspace = workspace(&[("week-1.csv", first), ("week-2.csv", second)]);
    let reports = workspace.reported(AS_OF);
    assert_eq!(reports.count("rows_repeated"), 1);
    let told = workspace.run(&[&["explain", "P-1", "in"], AS_OF].concat());
    assert_eq!(
        told.out.matches("contact by the programme").count(),
        2,
        "{}",
        told.out
    );
}

/// Twelve pairs that stopped, of which eight were contacted and five of these met again.
fn followed_up() -> Workspace {
    let mut sessions = "pair_id,mentor,mentee,date,status\n".to_owned();
    let mut contacts = "contacted_on,pair_id,contacted_by,outcome,note\n".to_owned();
    for pair in 1..=12 {
        for day in ["2026-01-05", "2026-01-19", "2026-02-02", "2026-02-16"] {
            sessions += &format!("P-{pair:02},Mentor {pair},Mentee {pair},{day},held\n");
        }
        if pair <= 8 {
            contacts += &format!("2026-06-15,P-{pair:02},Kim Secretive,reached,hush hush\n");
        }
        if pair <= 5 {
            sessions += &format!("P-{pair:02},Mentor {pair},Mentee {pair},2026-07-0{pair},held\n");
        }
        if pair == 9 {
            contacts += "2026-06-15,P-09,Kim Secretive,no answer,hush hush\n";
        }
    }
    Workspace::new(&[("sessions.csv", sessions), ("contacts.csv", contacts)])
}

#[test]
fn the_reports_say_how_many_were_followed_up_and_met_again() {
    let workspace = followed_up();
    let reports = workspace.reported(&["--as-of", "2026-07-20"]);
    let again = reports.measure("met_again_30d", "");
    assert_eq!((&*again["numerator"], &*again["denominator"]), ("5", "8"));
    assert!(!again["lower"].is_empty() && !again["upper"].is_empty());
    let needing = reports.measure("followed_up", "");
    assert_eq!(
        (&*needing["numerator"], &*needing["denominator"]),
        ("3", "7")
    );
    let page = reports.prose("internal/effectiveness.html");
    for words in [
        "3 of 7 pairs that needed support had been followed up",
        "5 of 8 pairs that had been followed up met again within 30 days (63 %, 95 % interval",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let shared = reports.prose("share/effectiveness.md");
    assert!(!shared.contains("3 of 7 pairs"), "too few to be shown");
    let workspace = followed_up();
    let early = workspace.reported(&["--as-of", "2026-07-10"]);
    assert_eq!(
        early.measure("met_again_30d", "")["n"],
        "0",
        "not observed for 30 days"
    );
}

#[test]
fn nothing_shared_names_whoever_called_or_what_was_noted() {
    let workspace = followed_up();
    let reports = workspace.reported(&["--as-of", "2026-07-20"]);
    for (name, bytes) in reports.files() {
        let text = String::from_utf8_lossy(&bytes);
        let is_shared = name.starts_with("share/");
        assert!(!is_shared || !text.contains("hush hush"), "{name}");
        assert!(!is_shared || !text.contains("Secretive"), "{name}");
    }
}

#[test]
fn without_contacts_nothing_speaks_of_following_up() {
    let workspace = workspace(&[]);
    let reports = workspace.reported(AS_OF);
    let measures = reports.table("internal/tables/measures.csv");
    assert!(!measures.column("measure").contains(&"followed_up"));
    assert!(
        !reports
            .text("share/effectiveness.md")
            .contains("ollowed up")
    );
}

fn told(ended: &Ended, words: &[&str]) {
    ended.says(0, words);
}

#[test]
fn a_workbook_that_was_filled_in_is_never_overwritten() {
    let workspace = workspace(&[]);
    told(&workspace.report(AS_OF), &[]);
    let book = workspace
        .outputs()
        .join("2026-07-01_2026-07-31/internal/support.xlsx");
    fs::write(&book, "filled in").unwrap();
    for _ in 0..2 {
        let again = workspace.report(AS_OF);
        told(&again, &["was changed since it was made", "support-2.xlsx"]);
        assert_eq!(fs::read(&book).unwrap(), b"filled in");
    }
    let reports = Reports::at(&workspace.outputs().join("2026-07-01_2026-07-31"));
    assert!(reports.files()["internal/support-2.xlsx"].starts_with(b"PK"));
    told(
        &workspace.report(&[AS_OF, &["--force"]].concat()),
        &["support-2.xlsx"],
    );
    assert_eq!(fs::read(&book).unwrap(), b"filled in");
}

#[test]
fn a_workbook_that_is_open_is_to_be_closed_first() {
    let workspace = workspace(&[]);
    told(&workspace.report(AS_OF), &[]);
    let folder = workspace.outputs().join("2026-07-01_2026-07-31/internal");
    for lock in ["~$support.xlsx", ".~lock.support.xlsx#"] {
        fs::write(folder.join(lock), "").unwrap();
        workspace
            .report(AS_OF)
            .says(1, &["support.xlsx", "close it"]);
        fs::remove_file(folder.join(lock)).unwrap();
    }
    told(&workspace.report(AS_OF), &[]);
}

#[test]
fn the_list_in_the_terminal_writes_the_workbook_to_one_place() {
    let workspace = workspace(&[]);
    let listed = workspace.run(&[&["support", "in"], AS_OF].concat());
    told(&listed, &["wrote reports/internal/support.xlsx"]);
    let folder = workspace.path().join("reports");
    assert_eq!(column(&workbook(&folder), "pair_id"), ["P-1", "P-2", "P-4"]);
    let first = fs::read(folder.join("internal/support.xlsx")).unwrap();
    let top = workspace.run(&[&["support", "in", "--top", "1"], AS_OF].concat());
    told(&top, &[]);
    assert_eq!(
        fs::read(folder.join("internal/support.xlsx")).unwrap(),
        first,
        "the whole list"
    );
    fs::write(folder.join("internal/~$support.xlsx"), "").unwrap();
    let open = workspace.run(&[&["support", "in"], AS_OF].concat());
    open.says(1, &["close it"]);
    assert_eq!(open.out, "");
    for quiet in [
        &["--no-workbook"][..],
        &["--format", "csv"],
        &["--format", "json"],
    ] {
        told(
            &workspace.run(&[&["support", "in"], AS_OF, quiet].concat()),
            &[],
        );
    }
    let elsewhere = ["support", "in", "--format", "csv", "--out", "lists"];
    told(
        &workspace.run(&[&elsewhere, AS_OF].concat()),
        &["wrote lists/internal/support.xlsx"],
    );
    told(&workspace.report(AS_OF), &[]);
    let inside = workspace.run(
        &[
            &["support", "in", "--out", "out/2026-07-01_2026-07-31"],
            AS_OF,
        ]
        .concat(),
    );
    inside.says(1, &["name the folder above it"]);
}

#[test]
fn a_pair_that_comes_back_says_when_it_was_last_contacted() {
    let workspace = workspace(&[]);
    fill_in(&workspace, &[("P-1", "2026-06-20", "reached", "")]);
    let shown = workspace.run(&[&["support", "in", "--no-workbook"], AS_OF].concat());
    let told = "last contacted on 2026-06-20, and no meeting since";
    assert!(shown.out.contains(told), "{}", shown.out);
    let later = ["support", "in", "--no-workbook", "--as-of", "2026-06-25"];
    let waiting = workspace.run(&later);
    assert!(!waiting.out.contains("last contacted"), "{}", waiting.out);
}

#[test]
fn a_part_of_a_name_is_told_whose_it_may_be() {
    let workspace = workspace(&[]);
    let asked = |name: &str| {
        let words = ["support", "in", "--no-workbook", "--mentor", name];
        workspace.run(&[&words[..], AS_OF].concat())
    };
    asked("lund").says(
        2,
        &["--mentor lund: no pair has this mentor; did you mean “Eva Lund”?"],
    );
    asked("lund eva").says(0, &[]);
}

#[test]
fn a_pair_that_may_have_ended_is_to_be_closed() {
    let workspace = workspace(&[]);
    let words = ["support", "in", "--no-workbook", "--as-of", "2026-10-31"];
    let shown = workspace.run(&words);
    let (_, close) = shown.out.split_once("Close these?").unwrap();
    assert!(
        close.contains("→ Ask both once more whether they go on"),
        "{close}"
    );
    assert!(!close.contains("→ Call the mentee"), "{close}");
}
