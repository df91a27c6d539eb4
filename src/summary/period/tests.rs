use super::*;

fn day(iso: &str) -> Day {
    Day::from_iso(iso).unwrap()
}

fn request<'a>() -> PeriodRequest<'a> {
    PeriodRequest {
        period: None,
        as_of: None,
        year_starts_in: 1,
        data_through: None,
    }
}

fn written(period: &str) -> Result<Period, PeriodError> {
    Period::resolve(&PeriodRequest {
        period: Some(period),
        ..request()
    })
}

fn as_of(iso: &str) -> Period {
    Period::resolve(&PeriodRequest {
        as_of: Some(day(iso)),
        ..request()
    })
    .unwrap()
}

fn through(iso: &str) -> Period {
    Period::resolve(&PeriodRequest {
        data_through: Some(day(iso)),
        ..request()
    })
    .unwrap()
}

#[track_caller]
fn check(stretch: &Stretch, label: &str, title: &str, from: &str, to: &str) {
    assert_eq!(
        (stretch.label.as_str(), stretch.title.as_str()),
        (label, title)
    );
    assert_eq!((stretch.from, stretch.to), (day(from), day(to)));
}

#[test]
fn the_four_forms_of_a_period() {
    let quarter = written("2026-Q3").unwrap();
    check(
        &quarter.span,
        "2026-Q3",
        "Q3 2026",
        "2026-07-01",
        "2026-09-30",
    );
    let month = written("2026-02").unwrap();
    check(
        &month.span,
        "2026-02",
        "February 2026",
        "2026-02-01",
        "2026-02-28",
    );
    let year = written("2024").unwrap();
    check(&year.span, "2024", "2024", "2024-01-01", "2024-12-31");
    let days = written("2026-07-01..2026-08-15").unwrap();
    check(
        &days.span,
        "2026-07-01_2026-08-15",
        "2026-07-01 to 2026-08-15",
        "2026-07-01",
        "2026-08-15",
    );
    assert!(
        [quarter, month, year, days]
            .iter()
            .all(|period| period.so_far.is_none())
    );
}

#[test]
fn two_dates_that_are_a_quarter_are_named_after_it() {
    for (dates, label) in [
        ("2026-07-01..2026-09-30", "2026-Q3"),
        ("2026-02-01..2026-02-28", "2026-02"),
        ("2026-01-01..2026-12-31", "2026"),
        ("2026-02-01..2026-04-30", "2026-02-01_2026-04-30"),
        ("2026-07-02..2026-09-30", "2026-07-02_2026-09-30"),
    ] {
        assert_eq!(written(dates).unwrap().span.label, label);
    }
}

#[test]
fn what_is_no_period_is_an_error() {
    for text in [
        "",
        "2026-Q5",
        "2026-Q0",
        "2026-Q",
        "2026-13",
        "2026-9",
        "26",
        "+026",
        "Q3",
        "2026-",
        "2026-07-01",
        "2026-07-01..",
        "..2026-07-01",
        "2026-07-01..2026-02-30",
        "2026-é",
    ] {
        assert_eq!(
            written(text),
            Err(PeriodError::NotUnderstood(text.trim().to_owned())),
            "{text}"
        );
    }
    assert_eq!(
        written("2026-08-15..2026-07-01"),
        Err(PeriodError::Reversed("2026-08-15..2026-07-01".into()))
    );
}

#[test]
fn before_and_a_year_before() {
    let quarter = written("2026-Q1").unwrap();
    check(
        &quarter.previous,
        "2025-Q4",
        "Q4 2025",
        "2025-10-01",
        "2025-12-31",
    );
    check(
        &quarter.year_before,
        "2025-Q1",
        "Q1 2025",
        "2025-01-01",
        "2025-03-31",
    );
    let month = written("2024-02").unwrap();
    check(
        &month.year_before,
        "2023-02",
        "February 2023",
        "2023-02-01",
        "2023-02-28",
    );
    let days = written("2026-07-01..2026-08-15").unwrap();
    assert_eq!(
        (days.previous.from, days.previous.to),
        (day("2026-05-16"), day("2026-06-30"))
    );
    assert_eq!(
        (days.year_before.from, days.year_before.to),
        (day("2025-07-01"), day("2025-08-15"))
    );
}

#[test]
fn an_as_of_date_alone_takes_its_quarter_up_to_it() {
    let period = as_of("2026-08-15");
    check(
        &period.span,
        "2026-07-01_2026-08-15",
        "Q3 2026 so far, 46 of 92 days",
        "2026-07-01",
        "2026-08-15",
    );
    assert_eq!(period.so_far, Some(SoFar { days: 46, of: 92 }));
    assert_eq!(as_of("2026-09-30"), written("2026-Q3").unwrap());
}

#[test]
fn period_and_as_of_date_must_agree() {
    let both = |as_of| {
        Period::resolve(&PeriodRequest {
            period: Some("2026-Q3"),
            as_of: Some(day(as_of)),
            ..request()
        })
    };
    assert_eq!(both("2026-09-30"), written("2026-Q3"));
    let message = both("2026-09-15").unwrap_err().to_string();
    assert!(message.contains("2026-09-30") && message.contains("2026-07-01..2026-09-15"));
}

#[test]
fn by_default_the_quarter_that_is_over_fourteen_days_before_the_latest_record() {
    // 10 October less 14 days is 26 September: the third quarter, which is over.
    assert_eq!(through("2026-10-10").span.label, "2026-Q3");
    assert_eq!(through("2026-10-14").span.label, "2026-Q3");
    assert_eq!(through("2026-09-30").span.label, "2026-Q3");
    // 15 October less 14 days is 1 October: the fourth quarter, which is not.
    assert_eq!(
        through("2026-10-15").so_far,
        Some(SoFar { days: 15, of: 92 })
    );
    assert_eq!(Period::resolve(&request()), Err(PeriodError::NoDates));
}

#[test]
fn a_quarter_so_far_is_compared_with_as_many_days() {
    let period = through("2026-11-20");
    assert_eq!(period.span.title, "Q4 2026 so far, 51 of 92 days");
    check(
        &period.previous,
        "2026-07-01_2026-08-20",
        "Q3 2026, first 51 days",
        "2026-07-01",
        "2026-08-20",
    );
    assert_eq!(
        (period.year_before.from, period.year_before.to),
        (day("2025-10-01"), day("2025-11-20"))
    );
}

#[test]
fn a_cut_never_reaches_beyond_a_shorter_period() {
    // 91 of 92 days of the second quarter would be more than the first quarter has.
    let period = as_of("2026-06-29");
    assert_eq!(period.so_far, Some(SoFar { days: 90, of: 91 }));
    check(
        &period.previous,
        "2026-Q1",
        "Q1 2026",
        "2026-01-01",
        "2026-03-31",
    );
}

#[test]
fn the_history_ends_with_the_period_itself() {
    let labels: Vec<String> = written("2026-Q3")
        .unwrap()
        .history
        .into_iter()
        .map(|stretch| stretch.label)
        .collect();
    assert_eq!(
        labels,
        [
            "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"
        ]
    );
}

#[test]
fn a_programme_year_may_begin_in_any_month() {
    let of = |period| {
        Period::resolve(&PeriodRequest {
            period: Some(period),
            year_starts_in: 4,
            ..request()
        })
        .unwrap()
        .span
    };
    assert_eq!(
        (of("2026-Q1").from, of("2026-Q1").to),
        (day("2026-04-01"), day("2026-06-30"))
    );
    assert_eq!(
        (of("2026-Q4").from, of("2026-Q4").to),
        (day("2027-01-01"), day("2027-03-31"))
    );
    assert_eq!(
        (of("2026").from, of("2026").to),
        (day("2026-04-01"), day("2027-03-31"))
    );
    assert_eq!(of("2026-Q4").label, "2026-Q4");
    assert_eq!(of("2027-01-01..2027-03-31").label, "2026-Q4");
    assert!(of("2026-Q4").title.contains("2027-01-01 to 2027-03-31"));
}
