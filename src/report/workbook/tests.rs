use super::*;
use crate::measures::{State, Waiting};
use crate::summary::{Addresses, Calendar, Reason, SupportRow};
use calamine::{Data, Reader, Xlsx};
use std::io::{Cursor, Read as _};

/// A row of the list.
pub(in crate::report) fn row(id: &str) -> SupportRow {
    SupportRow {
        rank: 1,
        pair_id: id.into(),
        mentor: Some("=HYPERLINK(\"http://evil\")".into()),
        mentee: Some("Zoë\u{1b}[31m".into()),
        cohort: Some("2025".into()),
        site: Some("North".into()),
        state: State::NeverStarted,
        presumed_ended: false,
        waiting: None,
        followed_up_on: None,
        failed_attempts: 0,
        reasons: ["one", "two"].map(Reason::beside_signals).into(),
        last_contact: Day::from_ymd(2026, 9, 1),
        contact_gap: Some(29),
        days_since_contact: Some(29),
        contact_ratio: Some(2.25),
        agreed_next: None,
        stage: None,
        issue_records: Box::default(),
        action_records: Box::default(),
        last_issue: Some("-1".into()),
        last_actions: None,
        suggested_step: Some("Call.".into()),
        address_records: Box::default(),
        addresses: Some(Box::new(Addresses {
            mentor_phone: Some("+44 20 7946 0000".into()),
            ..Addresses::default()
        })),
        own: [Some("Trust fund".into())].into(),
        calendar: Calendar::default(),
    }
}

fn book(rows: Vec<SupportRow>) -> Vec<u8> {
    let list = SupportList {
        own_columns: vec!["Funder".into()],
        rows,
        ..SupportList::default()
    };
    support_book(&SupportBook {
        programme: "Bridgework",
        date: Day::from_ymd(2026, 9, 30).unwrap(),
        list: &list,
        limits: &SupportThresholds::default(),
        newest: &[("sessions.csv".into(), Day::from_ymd(2026, 9, 29).unwrap())],
    })
    .unwrap()
}

/// The cells of a sheet, without the rows below the list.
fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    assert!(
        book.worksheet_formula(sheet).unwrap().is_empty(),
        "formulas"
    );
    let range = book.worksheet_range(sheet).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn cell<'a>(cells: &'a [Vec<Data>], column: &str) -> &'a Data {
    let at = cells[0].iter().position(|name| name == column);
    &cells[1][at.unwrap_or_else(|| panic!("no column {column} in {:?}", cells[0]))]
}

#[test]
fn texts_are_texts_and_days_are_days() {
    let cells = cells(&book(vec![row("=1+1")]), "Support list");
    let text = |column| cell(&cells, column).to_string();
    assert_eq!(text("pair_id"), "=1+1");
    assert_eq!(text("mentor"), "=HYPERLINK(\"http://evil\")");
    assert!(!text("mentee").contains('\u{1b}'));
    assert_eq!(text("mentor_phone"), "+44 20 7946 0000");
    assert_eq!(text("last_issue"), "-1");
    assert!(matches!(cell(&cells, "last_issue"), Data::String(_)));
    assert_eq!(text("state"), "Never started");
    assert_eq!(text("to_do"), "call");
    assert_eq!(text("reasons"), "one; two");
    assert_eq!(text("Funder"), "Trust fund");
    let Data::DateTime(day) = cell(&cells, "last_contact") else {
        panic!("{:?}", cell(&cells, "last_contact"));
    };
    assert_eq!(day.as_f64().to_string(), "46266", "1 September 2026");
    assert_eq!(cell(&cells, "contact_ratio").to_string(), "2.25");
}

#[test]
fn the_last_five_columns_are_blank_and_to_be_filled_in() {
    let cells = cells(&book(vec![row("P-1")]), "Support list");
    let names: Vec<String> = cells[0].iter().map(ToString::to_string).collect();
    let last = &names[names.len() - 5..];
    assert_eq!(
        last,
        [
            "contacted_on",
            "contacted_by",
            "outcome",
            "note",
            "snooze_until"
        ]
    );
    for name in last {
        assert_eq!(cell(&cells, name), &Data::Empty, "{name}");
    }
}

#[test]
fn columns_that_no_pair_fills_are_left_out() {
    let names = |rows| cells(&book(rows), "Support list")[0].clone();
    let has = |names: &[Data], name: &str| names.iter().any(|one| one == name);
    let bare = SupportRow {
        site: None,
        addresses: None,
        ..row("P-1")
    };
    let few = names(vec![bare]);
    for name in ["site", "mentor_phone", "mentor_email", "look_again_on"] {
        assert!(!has(&few, name), "{name}");
    }
    let waiting = SupportRow {
        waiting: Some(Waiting {
            since: Day::from_ymd(2026, 9, 28),
            until: Day::from_ymd(2026, 10, 13).unwrap(),
            snoozed: false,
        }),
        ..row("P-1")
    };
    let all = names(vec![waiting]);
    for name in ["site", "mentor_phone", "look_again_on"] {
        assert!(has(&all, name), "{name}");
    }
    assert!(!has(&all, "mentor_email"));
}

#[test]
fn the_same_list_gives_the_same_bytes_whenever_it_is_written() {
    let first = book(vec![row("P-1")]);
    assert_eq!(first, book(vec![row("P-1")]));
    // What tells when a workbook was written tells of the day of the list.
    let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
    let mut properties = String::new();
    let mut file = archive.by_name("docProps/core.xml").unwrap();
    file.read_to_string(&mut properties).unwrap();
    for moment in ["created", "modified"] {
        let (_, rest) = properties
            .split_once(&format!("<dcterms:{moment}"))
            .unwrap();
        let said = rest.split('<').next().unwrap();
        assert!(said.ends_with(">2026-09-30T00:00:00Z"), "{moment}: {said}");
    }
}

#[test]
fn every_column_and_state_is_explained() {
    let bytes = book(vec![row("P-1")]);
    let about = cells(&bytes, ABOUT_SHEET);
    let explained = |term: &str| {
        about
            .iter()
            .any(|line| line[0] == term && line[1].to_string().len() > 5)
    };
    for name in &cells(&bytes, "Support list")[0] {
        assert!(explained(&name.to_string()), "{name}");
    }
    for state in [State::NeverStarted, State::Stalled, State::Watch] {
        assert!(explained(state.title()));
    }
}

#[test]
fn a_list_without_pairs_is_a_workbook_with_headers() {
    let cells = cells(&book(Vec::new()), "Support list");
    assert_eq!(cells[0][1].to_string(), "pair_id");
    assert_eq!(cells.len(), 1);
}
