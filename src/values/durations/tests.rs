use super::*;
use proptest::prelude::*;

fn close(found: Option<f64>, expected: f64) -> bool {
    found.is_some_and(|found| (found - expected).abs() < 1e-9)
}

#[test]
fn lengths_are_minutes() {
    for (text, expected) in [
        ("90", 90.0),
        ("90 min", 90.0),
        ("90min.", 90.0),
        ("90'", 90.0),
        ("1h30", 90.0),
        ("1 h 30 min", 90.0),
        ("1h 30m", 90.0),
        ("1 hr 5", 65.0),
        ("1:30", 90.0),
        ("01:30:00", 90.0),
        ("0:45", 45.0),
        ("1.5 h", 90.0),
        ("1,5 hours", 90.0),
        ("1½ hours", 90.0),
        ("½ h", 30.0),
        ("1 hour 15 minutes", 75.0),
        ("1 hour and 15 minutes", 75.0),
        ("one hour", 60.0),
        ("Approx. 45 minutes", 45.0),
        ("half an hour", 30.0),
        ("An hour and a half", 90.0),
        ("PT1H30M", 90.0),
        ("1 Std. 15 Min.", 75.0),
        ("75 Minuten", 75.0),
        ("1 heure", 60.0),
        ("2 uur", 120.0),
        ("1 uur en 15 minuten", 75.0),
        ("eine Stunde", 60.0),
        ("anderthalb Stunden", 90.0),
        ("1 hora y 15 minutos", 75.0),
        ("1時間30分", 90.0),
        ("~45", 45.0),
        ("90 (approx)", 90.0),
        ("etwa 60 Minuten", 60.0),
        ("c. 45 min", 45.0),
        ("3/4 h", 45.0),
        ("1 1/2 hours", 90.0),
        ("1:30 h", 90.0),
        ("0", 0.0),
    ] {
        assert!(
            close(minutes(text), expected),
            "{text}: {:?}",
            minutes(text)
        );
    }
}

#[test]
fn what_is_no_length_is_not_read() {
    for text in [
        "",
        "-30",
        "-30 min",
        "60-90 min",
        "long",
        "1 day",
        "25:00",
        "1:75",
        "1:2:3:4",
        "h",
        "30 30",
        "1h75",
        "2 hours ago",
        "min 90",
        "1,234",
        "45 %",
        "45?",
        "3/4",
        "½",
        "1/2/2026 h",
        "NaN",
        "inf h",
    ] {
        assert_eq!(minutes(text), None, "{text:?}");
    }
}

#[test]
fn hundreds_of_digits_are_no_length() {
    for digits in [308, 400] {
        let digits = "9".repeat(digits);
        assert_eq!(minutes(&format!("{digits} h")), None);
        assert_eq!(every_days(&format!("every {digits} years")), None);
    }
    assert_eq!(hours(&"9".repeat(400)), None);
}

#[test]
fn a_bare_number_of_hours_is_hours() {
    for (text, expected) in [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("90 min", 1.5),
        ("1:30", 1.5),
        ("2h", 2.0),
    ] {
        assert!(close(hours(text), expected), "{text}: {:?}", hours(text));
    }
    assert_eq!(hours("-1"), None);
}

#[test]
fn frequencies_are_days_between_meetings() {
    for (text, expected) in [
        ("14", 14.0),
        ("Weekly", 7.0),
        ("every week", 7.0),
        ("once a week", 7.0),
        ("per week", 7.0),
        ("1 week", 7.0),
        ("fortnightly", 14.0),
        ("biweekly", 14.0),
        ("Bi-weekly", 14.0),
        ("every 2 weeks", 14.0),
        ("every two weeks", 14.0),
        ("2 weeks", 14.0),
        ("every other week", 14.0),
        ("every second Tuesday", 14.0),
        ("once every 2 weeks", 14.0),
        ("1 session every 2 weeks", 14.0),
        ("every fortnight", 14.0),
        ("every 10 days", 10.0),
        ("10 days", 10.0),
        ("1.5 weeks", 10.5),
        ("every six weeks", 42.0),
        ("monthly", 30.4375),
        ("once per month", 30.4375),
        ("every month", 30.4375),
        ("approximately monthly", 30.4375),
        ("twice a month", 15.21875),
        ("2x/month", 15.21875),
        ("2 × per month", 15.21875),
        ("2/month", 15.21875),
        ("two times a month", 15.21875),
        ("semi-monthly", 15.21875),
        ("twice monthly", 15.21875),
        ("twice a week", 3.5),
        ("twice weekly", 3.5),
        ("quarterly", 91.3125),
        ("every 3 months", 91.3125),
        ("yearly", 365.25),
        ("4 times a year", 91.3125),
        ("4-weekly", 28.0),
        ("two-weekly", 14.0),
        ("3-monthly", 91.3125),
        ("twice-weekly", 3.5),
        ("2 times weekly", 3.5),
        ("2 sessions weekly", 3.5),
        ("Weekly meetings", 7.0),
        ("wöchentlich", 7.0),
        ("om de 2 weken", 14.0),
        ("om de week", 14.0),
        ("elke week", 7.0),
        ("2 keer in de week", 3.5),
        ("en gang om ugen", 7.0),
        ("alle 2 Wochen", 14.0),
        ("jede zweite Woche", 14.0),
        ("14-tägig", 14.0),
        ("vierzehntägig", 14.0),
        ("einmal im Monat", 30.4375),
        ("zweimal pro Monat", 15.21875),
        ("hebdomadaire", 7.0),
        ("Mensuel", 30.4375),
        ("toutes les deux semaines", 14.0),
        ("2 fois par mois", 15.21875),
        ("cada 15 días", 15.0),
        ("una vez al mes", 30.4375),
        ("quincenal", 14.0),
        ("1 vez por mês", 30.4375),
        ("ogni due settimane", 14.0),
        ("elke 2 weken", 14.0),
        ("varannan vecka", 14.0),
        ("hver måned", 30.4375),
        ("co 2 tygodnie", 14.0),
        ("monthly (1st Tuesday)", 30.4375),
        ("weekly (Monday)", 7.0),
        ("every 3rd week", 21.0),
        ("every 2nd Tuesday", 14.0),
    ] {
        assert!(
            close(every_days(text), expected),
            "{text}: {:?}",
            every_days(text)
        );
    }
}

#[test]
fn what_is_no_frequency_or_could_be_two_is_not_read() {
    for text in [
        "",
        "0",
        "-7",
        "0 weeks",
        "0 times a week",
        "as needed",
        "bimonthly",
        "2 weekly",
        "4 weekly",
        "two weekly",
        "bi-monthly",
        "4-6 weeks",
        "flexible",
        "once",
        "second Tuesday of the month",
        "a 2",
        "weekly or monthly",
        "weekly (or fortnightly)",
        "monthly (ideally weekly)",
        "every 3rd Thursday",
        "every 1st Tuesday",
        "1,234",
    ] {
        assert_eq!(every_days(text), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC*|([0-9.,:/'½ -]|every|h|min|week|a|twice){0,8}") {
        for length in [minutes(&text), hours(&text)].into_iter().flatten() {
            prop_assert!(length >= 0.0 && length.is_finite());
        }
        prop_assert!(every_days(&text).is_none_or(|days| days > 0.0 && days.is_finite()));
    }
}
