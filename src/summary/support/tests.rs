use super::*;
use crate::measures::SignalKind;

fn row(id: &str, state: State, signals: usize, ratio: Option<f64>) -> SupportRow {
    let signal = Reason {
        signal: Some(SignalKind::NoContact),
        text: "no recorded meeting for 47 days".into(),
        records: Box::default(),
    };
    SupportRow {
        rank: 1,
        pair_id: id.into(),
        mentor: None,
        mentee: None,
        cohort: None,
        site: None,
        state,
        presumed_ended: false,
        waiting: None,
        followed_up_on: None,
        failed_attempts: 0,
        reasons: [Reason::beside_signals("waiting")]
            .into_iter()
            .chain(vec![signal; signals])
            .collect(),
        last_contact: Some(Day(0)),
        contact_gap: Some(40),
        days_since_contact: Some(47),
        contact_ratio: ratio,
        agreed_next: None,
        stage: None,
        issue_records: Box::default(),
        action_records: Box::default(),
        last_issue: None,
        last_actions: Some("=cmd".into()),
        suggested_step: Some("Call.".into()),
        calendar: Calendar::default(),
        address_records: Box::default(),
        addresses: None,
        own: Box::default(),
    }
}

#[test]
fn the_worst_come_first_then_the_waiting_and_the_presumed_ended_last() {
    let mut ended = row("a", State::NeverStarted, 9, Some(99.0));
    ended.presumed_ended = true;
    let waits = |mut row: SupportRow| {
        row.waiting = Some(Waiting {
            since: None,
            until: Day(50),
            snoozed: true,
        });
        row
    };
    let mut rows = [
        ended.clone(),
        waits(SupportRow {
            pair_id: "h".into(),
            ..ended
        }),
        waits(row("i", State::Stalled, 9, Some(9.0))),
        row("b", State::Watch, 5, Some(3.0)),
        row("c", State::Stalled, 1, Some(2.5)),
        row("d", State::Stalled, 1, Some(4.0)),
        row("f", State::Stalled, 2, Some(2.1)),
        row("e", State::Stalled, 1, Some(2.5)),
        row("g", State::NeverStarted, 0, None),
    ];
    rows.sort_by(by_urgency);
    let ids: Vec<&str> = rows.iter().map(|row| &*row.pair_id).collect();
    assert_eq!(ids, ["g", "f", "d", "c", "e", "b", "h", "i", "a"]);
}

#[test]
fn the_list_as_text() {
    let list = SupportList {
        rows: vec![row("P-1", State::Stalled, 1, Some(2.345_678_9))],
        ..SupportList::default()
    };
    let mut out = Vec::new();
    write_support(&list, &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "rank,pair_id,mentor,mentee,cohort,state,reasons,last_contact,days_since_contact,\
         contact_ratio,agreed_next,stage,last_issue,last_actions,suggested_step\n\
         1,P-1,,,,stalled,waiting;no recorded meeting for 47 days,1970-01-01,47,2.345679,,,,\
         '=cmd,Call.\n"
    );
}
