use super::days::{DAYS, Days};
use super::place::Usual;
use super::*;

const DATE: Day = Day(1000);

/// A day so many days before the date.
fn ago(days: i32) -> Day {
    DATE.plus(-days)
}

/// Ten pairs that meet every ten days, are so many days silent, and rested on these days; how
/// many meetings there were on days before the date.
fn resting(silent: i32, resting: Days, held: &[(usize, u32)]) -> Place {
    let pair = Usual::new((Day(0), silent, 10.0), resting, DATE).unwrap();
    let mut place = Place {
        open: vec![pair; 10],
        ..Place::default()
    };
    for (at, meetings) in held {
        place.held[*at] = *meetings;
    }
    place
}

fn place(silent: i32, held: &[(usize, u32)]) -> Place {
    resting(silent, Days::default(), held)
}

/// A meeting each day, but on the days from one to another before the date only on some.
fn each_day_but(newest: usize, oldest: usize, on: &[usize]) -> Vec<(usize, u32)> {
    let is_quiet = |at: &usize| (newest..=oldest).contains(at) && !on.contains(at);
    (0..DAYS)
        .filter(|at| !is_quiet(at))
        .map(|at| (at, 1))
        .collect()
}

#[test]
fn nobody_meeting_for_weeks_is_a_lull_that_lasts() {
    let place = place(20, &each_day_but(0, 19, &[]));
    let lull = place.lull(Some("N\u{1b}"), DATE).unwrap();
    assert_eq!((lull.after, lull.before), (ago(20), None));
    assert!(lull.held == 0 && (lull.usual - 20.0).abs() < 1e-9);
    let said = lull.question();
    assert!(said.starts_with("No pair of site N"), "{said}");
    let told = "after 1972-09-07, where about 20 would be usual";
    assert!(said.contains(told) && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn a_lull_that_is_over_names_the_break_to_configure() {
    let place = place(3, &each_day_but(4, 59, &[]));
    let lull = place.lull(None, DATE).unwrap();
    assert_eq!((lull.after, lull.before), (ago(60), Some(ago(3))));
    let said = lull.question();
    let told = "was it a break? Then say so in mentorstat.toml, [[break]] with from = 1972-07-30 and to = 1972-09-24";
    assert!(said.contains(told), "{said}");
}

#[test]
fn the_few_that_meet_in_the_summer_do_not_hide_it() {
    let place = place(3, &each_day_but(4, 59, &[10, 30, 31, 50]));
    let lull = place.lull(None, DATE).unwrap();
    assert_eq!((lull.after, lull.held), (ago(60), 4));
    assert!(
        lull.question()
            .starts_with("Only 4 meetings are recorded between")
    );
    let often: Vec<usize> = (4..60).step_by(2).collect();
    let half = self::place(3, &each_day_but(4, 59, &often));
    assert_eq!(half.lull(None, DATE), None);
}

#[test]
fn a_time_of_rest_a_few_pairs_or_a_short_time_are_no_lull() {
    let quiet = each_day_but(4, 59, &[]);
    assert_eq!(
        resting(3, Days::between(4, 59), &quiet).lull(None, DATE),
        None
    );
    let short = place(13, &each_day_but(0, 12, &[]));
    assert_eq!(short.lull(None, DATE), None);
    let mut few = place(40, &each_day_but(0, 39, &[]));
    few.open.truncate(2);
    assert_eq!(few.lull(None, DATE), None);
    let unknown = place(90, &[]);
    assert_eq!(unknown.lull(None, DATE), None, "its beginning is not known");
    let silent_before = place(70, &each_day_but(0, 39, &[]));
    assert_eq!(silent_before.lull(None, DATE), None);
}

#[test]
fn pairs_that_did_not_rest_are_missed_while_others_did() {
    let mut place = place(30, &each_day_but(0, 29, &[]));
    let rested = Usual::new((Day(0), 2, 10.0), Days::between(0, 27), DATE).unwrap();
    place.open.extend([rested; 10]);
    let lull = place.lull(None, DATE).unwrap();
    assert_eq!(lull.after, ago(30));
    assert!((lull.usual - 32.0).abs() < 1e-9, "{}", lull.usual);
}

/// A break on these days, and nobody meeting from `newest` to `oldest` days before the date.
fn longer_than(told: Days, (newest, oldest): (usize, usize)) -> Option<Lull> {
    let quiet = each_day_but(newest, oldest, &[]);
    // The last meeting was on the day before; days of rest are no silence.
    let silent = Days::between(0, oldest).without(told);
    let silent = i32::try_from(silent.among(silent)).unwrap();
    resting(silent, told, &quiet).lull(None, DATE)
}

#[test]
fn a_break_that_goes_on_longer_than_was_told_is_asked_about() {
    let told = (ago(60), ago(19));
    let days = Days::of(told.0, told.1, DATE);
    let lull = longer_than(days, (0, 60)).unwrap().beside(&[told]);
    assert_eq!((lull.after, lull.before), (ago(20), None));
    let said = lull.question();
    let asked = "after 1972-09-07, where about 20 would be usual. Are records missing, or is the \
                 break longer than it was to be? Then say so in mentorstat.toml, [[break]] with \
                 from = 1972-07-29 and to = the first day back";
    assert!(said.contains(asked), "{said}");
    assert_eq!(longer_than(days, (7, 60)), None, "a week late is no lull");
}

#[test]
fn a_break_that_began_earlier_and_ended_later_is_one_stretch() {
    let told = (ago(50), ago(19));
    let days = Days::of(told.0, told.1, DATE);
    let elsewhere = (ago(900), ago(880));
    let lull = longer_than(days, (10, 60)).unwrap();
    let lull = lull.beside(&[elsewhere, told]);
    assert_eq!((lull.after, lull.before), (ago(61), Some(ago(9))));
    assert!((lull.usual - 20.0).abs() < 1e-9, "{}", lull.usual);
    let said = lull.question();
    for words in [
        "between 1972-07-28 and 1972-09-18, but for the break from 1972-08-08 to 1972-09-08, where about 20",
        "was the break longer than it was to be?",
        "from = 1972-07-29 and to = 1972-09-18,",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}
