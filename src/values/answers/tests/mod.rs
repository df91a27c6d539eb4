mod outcomes;
mod statuses;

use super::lexicon::SECTIONS;
use super::*;
use proptest::prelude::*;

#[test]
fn yes_and_no_are_read_in_many_languages_and_marks() {
    for text in [
        "Yes",
        " Y ",
        "TRUE",
        "1",
        "x",
        "✓",
        "✔",
        "Checked",
        "oui",
        "Sí",
        "sim",
        "tak",
        "Да",
        "ναι",
        "हाँ",
        "はい",
        "evet",
    ] {
        assert_eq!(yes_no(text), Some(true), "{text}");
    }
    for text in [
        "No",
        "n",
        "False",
        "0",
        "Unchecked",
        "nein",
        "não",
        "нет",
        "hayır",
        "όχι",
        "नहीं",
        "いいえ",
        "아니요",
    ] {
        assert_eq!(yes_no(text), Some(false), "{text}");
    }
}

#[test]
fn only_whole_values_are_answers() {
    for text in [
        "",
        "-",
        "No / Unsure",
        "Yes, and some extracellular space",
        "Partly",
        "maybe",
        "2",
        "notes",
        "e",
        "yesterday",
    ] {
        assert_eq!(yes_no(text), None, "{text}");
    }
    assert_eq!(answer("Not sure"), None);
    assert_eq!(answer("No / Unsure"), None);
}

#[test]
fn achievement_is_yes_partly_or_no_however_it_is_given() {
    for (text, expected) in [
        ("Yes", Answer::Yes),
        ("Fully achieved", Answer::Yes),
        ("100 %", Answer::Yes),
        ("100", Answer::Yes),
        ("5/5", Answer::Yes),
        ("1", Answer::Yes),
        ("Partially", Answer::Partly),
        ("To some extent", Answer::Partly),
        ("75%", Answer::Partly),
        ("1 %", Answer::Partly),
        ("Almost all", Answer::Partly),
        ("75", Answer::Partly),
        ("0,75", Answer::Partly),
        ("3 of 5", Answer::Partly),
        ("teilweise", Answer::Partly),
        ("Not achieved", Answer::No),
        ("0 %", Answer::No),
        ("0/5", Answer::No),
        ("0", Answer::No),
    ] {
        assert_eq!(answer(text), Some(expected), "{text}");
    }
    for no in ["Not yet", "Not really", "No, not yet"] {
        assert_eq!(answer(no), Some(Answer::No), "{no}");
    }
    for unclear in ["3", "5", "120 %", "-1", "6/5", "", "None", "Done?"] {
        assert_eq!(answer(unclear), None, "{unclear:?}");
    }
}

#[test]
fn some_of_all_goals_stay_numbers() {
    assert_eq!(
        all_goals("3 out of 5 goals"),
        Some(AllGoals::OutOf { attained: 3, of: 5 })
    );
    assert_eq!(
        all_goals("5/5"),
        Some(AllGoals::OutOf { attained: 5, of: 5 })
    );
    assert_eq!(all_goals("100 %"), Some(AllGoals::Answer(Answer::Yes)));
    assert_eq!(all_goals("75 %"), Some(AllGoals::Answer(Answer::Partly)));
    assert_eq!(all_goals("0/0"), None);
    for none in ["None", "none of them", "Not completed", "keine"] {
        assert_eq!(
            all_goals(none),
            Some(AllGoals::Answer(Answer::No)),
            "{none}"
        );
    }
    let most = Some(AllGoals::Answer(Answer::Partly));
    assert_eq!(all_goals("Most of them"), most);
}

#[test]
fn an_answer_is_taken_apart_from_its_reason() {
    let answered = |answer| Some(AllGoals::Answer(answer));
    for (text, expected, reason) in [
        ("Yes", answered(Answer::Yes), None),
        ("Yes.", answered(Answer::Yes), None),
        (
            "No, because we ran out of time",
            answered(Answer::No),
            Some("because we ran out of time"),
        ),
        (
            "No because we ran out of time",
            answered(Answer::No),
            Some("because we ran out of time"),
        ),
        (
            "Partly - lack of time",
            answered(Answer::Partly),
            Some("lack of time"),
        ),
        (
            "Partly – lack of time",
            answered(Answer::Partly),
            Some("lack of time"),
        ),
        (
            "No (lack of time)",
            answered(Answer::No),
            Some("lack of time"),
        ),
        ("No: no time", answered(Answer::No), Some("no time")),
        ("0,75", answered(Answer::Partly), None),
        (
            "75 %, lack of time",
            answered(Answer::Partly),
            Some("lack of time"),
        ),
        (
            "3 of 5, lack of time",
            Some(AllGoals::OutOf { attained: 3, of: 5 }),
            Some("lack of time"),
        ),
        ("No / Unsure", None, Some("No / Unsure")),
        (
            "Yes for goal 1; no for goal 2",
            None,
            Some("Yes for goal 1; no for goal 2"),
        ),
        ("Yes, no problems", None, Some("Yes, no problems")),
        ("No problem, all fine", None, Some("No problem, all fine")),
        ("We lacked time", None, Some("We lacked time")),
        ("", None, None),
        ("n/a", None, None),
    ] {
        let (found, why) = split_answer_and_reason(text);
        assert_eq!((found, why.as_deref()), (expected, reason), "{text}");
    }
}

#[test]
fn forms_say_who_and_when() {
    assert_eq!(respondent("I am the mentor"), Some(Respondent::Mentor));
    assert_eq!(respondent("Protégé"), Some(Respondent::Mentee));
    assert_eq!(respondent("I'm a mentee"), Some(Respondent::Mentee));
    assert_eq!(respondent("I am mentor"), Some(Respondent::Mentor));
    assert_eq!(
        respondent("Programme coordinator"),
        Some(Respondent::Coordinator)
    );
    assert_eq!(respondent("A friend"), None);
    assert_eq!(phase("Needs analysis"), Some(Phase::Baseline));
    assert_eq!(phase("Mid-way"), Some(Phase::Mid));
    assert_eq!(phase("End of programme"), Some(Phase::End));
    assert_eq!(phase("T0"), Some(Phase::Baseline));
    assert_eq!(phase("T1"), None);
    assert_eq!(phase("week 5"), None);
}

#[test]
fn every_meaning_of_the_lexicon_is_reached_by_its_reader() {
    type Reader = (&'static str, fn(&str) -> bool);
    let readers: [Reader; 10] = [
        ("all_goals", |text| all_goals(text).is_some()),
        ("answer", |text| answer(text).is_some()),
        ("yes_no", |text| yes_no(text).is_some()),
        ("status", |text| status(text).is_some()),
        ("goal_status", |text| goal_status(text).is_some()),
        ("goal_origin", |text| goal_origin(text).is_some()),
        ("action_status", |text| action_status(text).is_some()),
        ("respondent", |text| respondent(text).is_some()),
        ("phase", |text| phase(text).is_some()),
        ("closure", |text| {
            closure(text, &[], &[]) != Closure::Unrecognised
        }),
    ];
    for (section, understands) in readers {
        for meaning in SECTIONS[section].keys() {
            for text in lexicon::texts(section, meaning) {
                assert!(understands(&text), "{section}.{meaning}: {text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_readers_panic(text in "\\PC*|(yes|no|partly|[ ,.;:/%(-]|[0-9]|because|é|✓){0,10}") {
        let _ = (yes_no(&text), answer(&text), all_goals(&text), split_answer_and_reason(&text));
        let _ = (status(&text), goal_status(&text), goal_origin(&text), action_status(&text));
        let _ = (respondent(&text), phase(&text), closure(&text, &[], &[]));
    }
}

#[test]
fn yes_and_no_may_be_followed_by_more() {
    for (text, expected) in [
        ("Yes", Some(true)),
        ("Yes: learn to negotiate", Some(true)),
        ("Yes, to find a new post", Some(true)),
        ("No - nothing new", Some(false)),
        ("Nein, keine", Some(false)),
        ("Yes for me; no for my mentor", None),
        ("No, yes", None),
        ("Learn to negotiate", None),
        ("Yes and no", None),
        ("1 - No", Some(false)),
        ("1: none of this", None),
        ("0 - Yes, to lead", Some(true)),
        ("1 (to lead)", Some(true)),
        ("1: learn Excel", Some(true)),
        ("0 - none", Some(false)),
    ] {
        assert_eq!(yes_no_and_more(text), expected, "{text}");
    }
}

#[test]
fn a_question_mark_leaves_no_failed_attempt_out() {
    for text in ["No answer?", "Left voicemail, is the number right?"] {
        assert!(is_failed_contact(text), "{text}");
    }
    assert!(begins_with_no("No, is she ill?"));
}

#[test]
fn a_no_is_told_from_its_first_word() {
    for text in ["No - ill", "Nein, krank", "nicht da", "not today"] {
        assert!(begins_with_no(text), "{text}");
    }
    for text in ["Nora came", "n", "Yes, no rain", ""] {
        assert!(!begins_with_no(text), "{text}");
    }
}

#[test]
fn ones_and_noughts_with_a_fraction_of_nothing_are_yes_and_no() {
    assert_eq!(yes_no("1.0"), Some(true));
    assert_eq!(yes_no(" 0.0 "), Some(false));
    assert_eq!(yes_no("0.5"), None);
    assert_eq!(yes_no("2.0"), None);
}
