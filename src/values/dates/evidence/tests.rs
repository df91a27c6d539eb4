use super::super::parse;
use super::*;

fn evidence(cells: &[&str]) -> DateEvidence {
    let mut evidence = DateEvidence::default();
    for cell in cells {
        evidence.observe(&parse(cell), cell);
    }
    evidence
}

#[test]
fn a_number_above_twelve_decides_for_the_whole_file() {
    let decided = evidence(&["03/04/2026", "27/09/2026"]).decide(None);
    assert!(
        matches!(&decided, Decision::Decided(DateOrder::Dmy, why) if why.contains("27/09/2026"))
    );
    let decided = evidence(&["03/04/2026", "09/27/2026"]).decide(None);
    assert!(matches!(decided, Decision::Decided(DateOrder::Mdy, _)));
}

#[test]
fn ambiguous_dates_are_asked_about_unless_configured() {
    let evidence = evidence(&["05/06/2026", "03/04/2026", "2026-01-01", ""]);
    assert_eq!(
        evidence.decide(None),
        Decision::Ambiguous {
            example: "03/04/2026".into()
        }
    );
    assert!(matches!(
        evidence.decide(Some(DateOrder::Mdy)),
        Decision::Decided(DateOrder::Mdy, _)
    ));
}

#[test]
fn nothing_is_asked_where_no_date_depends_on_the_order() {
    assert_eq!(
        evidence(&["2026-01-01", ""]).decide(None),
        Decision::NotNeeded
    );
    let same = evidence(&["2026-01-01", "5/5/2026", "7/7/26"]);
    assert!(
        matches!(same.decide(None), Decision::Decided(DateOrder::Dmy, why) if why.contains("same number"))
    );
}

#[test]
fn few_contradictions_are_mistakes_and_many_are_asked_about() {
    let mut cells = vec!["27/09/2026"; 19];
    cells.push("09/27/2026");
    assert!(matches!(
        evidence(&cells).decide(None),
        Decision::Decided(DateOrder::Dmy, _)
    ));
    assert_eq!(evidence(&cells).contradicting(DateOrder::Dmy), 1);
    cells.pop();
    cells.pop();
    cells.push("09/27/2026");
    assert_eq!(
        evidence(&cells).decide(None),
        Decision::Ambiguous {
            example: "27/09/2026 and 09/27/2026".into()
        }
    );
}

#[test]
fn days_none_after_the_12th_beside_texts_that_all_are_look_swapped() {
    let text = ["13/04/2026", "25/03/2026", "30/06/2026", "14/07/2026"];
    let days = ["2026-04-03", "2026-12-01", "2026-01-12", "2026-07-05"];
    let all = [text, days].concat();
    assert!(evidence(&all).is_half_swapped());
    assert!(
        !evidence(&all[1..]).is_half_swapped(),
        "three may be chance"
    );
    assert!(
        !evidence(&all[..7]).is_half_swapped(),
        "three may be chance"
    );
    let both_orders = [all.repeat(6), vec!["04/13/2026"]].concat();
    assert!(
        !evidence(&both_orders).is_half_swapped(),
        "texts of one order"
    );
    for other in ["2026-04-13", "03/04/2026", "5/5/2026"] {
        let few = [&all[..], &[other]].concat();
        assert!(!evidence(&few).is_half_swapped(), "{other}");
        let many = [all.repeat(6), vec![other]].concat();
        assert!(
            evidence(&many).is_half_swapped(),
            "one {other} in 25 is a slip"
        );
    }
    let words = [
        "3 April 2026",
        "1 Dec 2026",
        "12. Januar 2026",
        "2026年7月5日",
    ];
    let all_in_words = [text, words].concat();
    assert!(
        !evidence(&all_in_words).is_half_swapped(),
        "no word is swapped"
    );
    let months = ["04/13/2026", "03/25/2026", "06/30/2026", "07/14/2026"];
    let all = [months, days].concat();
    assert!(evidence(&all).is_half_swapped(), "the other way round");
    let (mut left, right) = (evidence(&all[..3]), evidence(&all[3..]));
    left.merge(&right);
    assert!(left.is_half_swapped());
    assert_eq!(left.days(), 8);
}

#[test]
fn evidence_does_not_depend_on_the_order_of_its_parts() {
    let (one, other) = (
        evidence(&["05/06/2026", "27/09/2026"]),
        evidence(&["03/04/2026"]),
    );
    let (mut left, mut right) = (one, other);
    left.merge(&other);
    right.merge(&one);
    assert_eq!(left, right);
}

#[test]
fn serial_numbers_count_from_1904_where_only_so_they_meet_the_other_dates() {
    let counts = |cells: &[&str]| evidence(cells).counts_from_1904();
    assert!(counts(&["44572", "44600", "2026-01-12"]));
    assert!(!counts(&["46034", "2026-01-12"]));
    assert!(!counts(&["44572"]));
}
