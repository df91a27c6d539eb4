use super::*;
use proptest::prelude::*;

fn iso(text: &str) -> DateCell {
    DateCell::Day(Day::from_iso(text).unwrap())
}

fn ordered_cell(first: u8, second: u8, year: i16) -> DateCell {
    DateCell::Ordered {
        first,
        second,
        year,
    }
}

#[test]
fn every_format_of_the_list_is_read() {
    for (text, expected) in [
        ("2025-03-12", "2025-03-12"),
        ("2025/3/12", "2025-03-12"),
        ("2025.03.12", "2025-03-12"),
        ("20250312", "2025-03-12"),
        (" 2025-03-12 ", "2025-03-12"),
        ("2025-03-12T23:40:39.000-04:00", "2025-03-12"),
        ("2025-03-12T09:41:19", "2025-03-12"),
        ("2025-03-12T09:41Z", "2025-03-12"),
        ("2025-03-12 00:00:00", "2025-03-12"),
        ("2025-03-12 21:23:43 UTC", "2025-03-12"),
        ("2025/03/12 3:00:00 PM GMT+3", "2025-03-12"),
        ("12 Mar 2025", "2025-03-12"),
        ("12 March 2025", "2025-03-12"),
        ("12th March, 2025", "2025-03-12"),
        ("1st Sept. 2025", "2025-09-01"),
        ("12-Mar-25", "2025-03-12"),
        ("12-mars.-25", "2025-03-12"),
        ("13-janv.-26", "2026-01-13"),
        ("le 13 janvier 2026", "2026-01-13"),
        ("am 13. Januar 2026", "2026-01-13"),
        ("12/MAR/2025", "2025-03-12"),
        ("12Mar2025", "2025-03-12"),
        ("Mar 12, 2025", "2025-03-12"),
        ("March 12th, 2025", "2025-03-12"),
        ("Apr 26, 2018 8:56:00 AM", "2018-04-26"),
        ("Apr 26, 2018, 8:56:00\u{202f}AM", "2018-04-26"),
        ("2025-Mar-12", "2025-03-12"),
        ("Wed, 12 Mar 2025", "2025-03-12"),
        ("Wednesday 12 March 2025", "2025-03-12"),
        (
            "Wed Mar 12 2025 14:30:00 GMT+0100 (Central European Standard Time)",
            "2025-03-12",
        ),
        ("29 Feb 2024", "2024-02-29"),
    ] {
        assert_eq!(parse(text), iso(expected), "{text}");
    }
}

#[test]
fn two_numbers_before_a_year_wait_for_their_order() {
    assert_eq!(parse("3/4/2026"), ordered_cell(3, 4, 2026));
    assert_eq!(parse("27.09.2026"), ordered_cell(27, 9, 2026));
    assert_eq!(parse("12/6/2018 11:57:58"), ordered_cell(12, 6, 2018));
    assert_eq!(parse("7/2/20 11:00:22"), ordered_cell(7, 2, 20));
    assert_eq!(parse("03-04-1999"), ordered_cell(3, 4, 1999));
}

#[test]
fn what_the_calendar_does_not_have_is_bad_and_never_moved() {
    for text in [
        "2026-02-31",
        "31/02/2026",
        "02/31/2026",
        "29/02/2025",
        "13/13/2026",
        "31 Feb 2026",
        "20260231",
        "2026-13-01",
        "0/5/2026",
        "1/2/0026",
        "12/03-2026",
        "2026-09",
        "Mar 2026",
        "02-Jan",
        "19567",
        "80567",
        "1711",
        "12/03/226",
        "0206-03-01",
        "2026-03-12 25:00",
        "2026-03-12 and later",
        "2026-03-121",
        "Marching 12 2025",
        "yesterday",
    ] {
        assert_eq!(parse(text), DateCell::Bad, "{text}");
    }
}

#[test]
fn dates_are_read_in_many_languages() {
    for text in [
        "12 de marzo de 2026",
        "12. März 2026",
        "Donnerstag, 12. März 2026",
        "jeudi 12 mars 2026",
        "12 mars 2026 à 14:05",
        "12 marzo 2026, 14:05",
        "12 de março de 2026",
        "12 maart 2026 om 14:05 uur",
        "12 marca 2026",
        "12. března 2026",
        "2026. március 12.",
        "12. maaliskuuta 2026 klo 14:05",
        "12 Mart 2026",
        "12 марта 2026 г.",
        "12 березня 2026 р.",
        "12 Μαρτίου 2026",
        "2026年3月12日",
        "2026년 3월 12일",
        "2026. 3. 12.",
        "2026/03/12 (木)",
        "12. 3. 2026",
        "12th of March 2026",
        "Thu 12 Mar 2026 2pm - 3pm",
        "12/03/2026 14:00–15:00",
    ] {
        let day = parse(text).resolve(DateOrder::Dmy);
        assert_eq!(day, Some(Day::from_ymd(2026, 3, 12).unwrap()), "{text}");
    }
    assert_eq!(time_of_day("12 maart 2026 om 14:05 uur"), Some(14 * 60 + 5));
    assert_eq!(time_of_day("Thu 12 Mar 2026, 2 - 3 pm"), Some(14 * 60));
}

#[test]
fn serial_numbers_of_spreadsheets_are_days() {
    for (text, day) in [
        ("45567", "2024-10-02"),
        ("46034.625", "2026-01-12"),
        ("46034,5", "2026-01-12"),
    ] {
        let cell = parse(text);
        assert_eq!(cell.resolve(DateOrder::Dmy), Day::from_iso(day), "{text}");
        assert_eq!(PackedDate::pack(&cell).cell(), cell, "{text}");
    }
}

#[test]
fn months_stand_without_a_day_in_headers() {
    for text in [
        "Jan 2026",
        "January 2026",
        "Jan-26",
        "2026-01",
        "01/2026",
        "Januar 2026",
        "janv. 2026",
    ] {
        assert_eq!(month_of(text), Some((2026, 1)), "{text}");
    }
    for text in [
        "Jan",
        "2026",
        "Session 1",
        "Q1 2026",
        "13/2026",
        "1 2",
        "Goal 12",
        "May 1",
    ] {
        assert_eq!(month_of(text), None, "{text}");
    }
}

#[test]
fn a_missing_date_is_blank_and_never_1970() {
    for text in [
        "",
        "   ",
        "-",
        "—",
        "N/A",
        "null",
        "[not completed]",
        "TBC",
        "0000-00-00",
        "0000-00-00 00:00:00",
        "00/00/0000",
        "1980-01-01 00:00:00",
        "1970-01-01",
        "01/01/1900 00:00",
    ] {
        assert_eq!(parse(text), DateCell::Blank, "{text:?}");
    }
}

#[test]
fn two_digit_years_lie_within_a_century_of_ours() {
    let of = |text| parse(text).resolve(DateOrder::Dmy).map(Day::year);
    assert_eq!(of("01/02/68"), Some(2068));
    assert_eq!(of("01/02/69"), Some(1969));
    assert_eq!(of("01-Feb-99"), Some(1999));
}

#[test]
fn an_order_gives_the_day_or_nothing() {
    let day = |text| Day::from_iso(text);
    let cell = parse("03/04/2026");
    assert_eq!(cell.resolve(DateOrder::Dmy), day("2026-04-03"));
    assert_eq!(cell.resolve(DateOrder::Mdy), day("2026-03-04"));
    assert_eq!(cell.resolve(DateOrder::Ymd), None);
    assert_eq!(parse("27/09/2026").resolve(DateOrder::Mdy), None);
    assert_eq!(parse("26/09/30").resolve(DateOrder::Ymd), day("2026-09-30"));
    assert_eq!(parse("75/09/30").resolve(DateOrder::Ymd), day("1975-09-30"));
    assert_eq!(parse("75/09/30").resolve(DateOrder::Dmy), None);
}

#[test]
fn serial_numbers_are_days_only_in_their_range() {
    assert_eq!(excel_serial(45_567.75), Day::from_iso("2024-10-02"));
    assert_eq!(excel_serial(43_831.0), Day::from_iso("2020-01-01"));
    for outside in [0.0, 1711.0, 80_001.0, f64::NAN, f64::INFINITY] {
        assert_eq!(excel_serial(outside), None, "{outside}");
    }
}

#[test]
fn times_of_day_are_read_alone_and_after_a_date() {
    for (text, expected) in [
        ("14:30", Some(870)),
        ("9:05:59", Some(545)),
        ("2:30 PM", Some(870)),
        ("2:30pm", Some(870)),
        ("12:15 a.m.", Some(15)),
        ("12 pm", Some(720)),
        ("14h30", Some(870)),
        ("00:00", Some(0)),
        ("2017-10-23T05:40:39.000-04:00", Some(340)),
        ("12/6/2018 11:57:58", Some(717)),
        ("2026/09/27 3:00:00 PM GMT+3", Some(900)),
        ("12.3.2026 14.30", Some(870)),
        ("13.3.2026 klo 14.30", Some(870)),
        ("16/3/2026, 2.30 pm", Some(870)),
        ("14.30", None),
        ("2026-09-27 00:00:00", None),
        ("2026-09-27", None),
        ("24:00", None),
        ("13:00 PM", None),
        ("10:75", None),
        ("14", None),
        ("", None),
        ("in the morning", None),
    ] {
        assert_eq!(time_of_day(text), expected, "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC*") {
        let _ = (parse(&text), time_of_day(&text));
    }

    #[test]
    fn texts_like_dates_keep_their_meaning_in_four_bytes(text in "[0-9]{1,4}[-/. ]([0-9]{1,2}|Mar|Sept)[-/. ][0-9]{1,4}( [0-9]{1,2}:[0-9]{2})?") {
        let cell = parse(&text);
        prop_assert_eq!(PackedDate::pack(&cell).cell(), cell);
    }

    #[test]
    fn every_day_is_read_back_in_either_order(days in -20_000i32..80_000) {
        let day = Day(days);
        let date = day.date();
        prop_assert_eq!(parse(&date.format("%d/%m/%Y").to_string()).resolve(DateOrder::Dmy), Some(day));
        prop_assert_eq!(parse(&date.format("%-m.%-d.%Y 9:30").to_string()).resolve(DateOrder::Mdy), Some(day));
        prop_assert_eq!(parse(&date.format("%e %B %Y").to_string()), DateCell::Day(day));
        prop_assert_eq!(PackedDate::pack(&DateCell::Day(day)).resolve(DateOrder::Ymd), Some(day));
    }
}

#[test]
fn the_short_way_for_iso_dates_gives_the_same() {
    for text in [
        "2026-09-30",
        "2024-02-29",
        "2026-02-29",
        "2026-13-01",
        "1899-12-31",
        "1970-01-01",
        "2026-9-30",
        "2026-09-3x",
        "0000-00-00",
    ] {
        let long = dated(text).filter(|(cell, tail)| !is_epoch(*cell, *tail));
        let short = at_a_glance(text).map(DateCell::Day);
        let short = short.filter(|cell| !is_epoch(*cell, Tail::Empty));
        assert!(
            short.is_none() || short == long.map(|(cell, _)| cell),
            "{text}"
        );
    }
    assert_eq!(at_a_glance("2026-09-30"), Day::from_ymd(2026, 9, 30));
    assert_eq!(parse("1970-01-01"), DateCell::Blank);
}

#[test]
fn a_point_divides_a_time_where_a_time_is_meant() {
    for (text, expected) in [
        ("09.15", Some(555)),
        (" 9.15 ", Some(555)),
        ("14.30 Uhr", Some(870)),
        ("14.30 - 15.30", Some(870)),
        ("14:30", Some(870)),
        ("14.3", None),
        ("0.39", None),
        ("24.15", None),
        ("9.75", None),
        ("12.3.2026", None),
        ("later", None),
    ] {
        assert_eq!(clock_time(text), expected, "{text:?}");
    }
}
