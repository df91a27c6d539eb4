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
    for unclear in ["3", "5", "120 %", "-1", "6/5", "", "None"] {
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
fn a_no_show_is_not_held_and_names_who_did_not_come() {
    for (text, expected) in [
        ("Held", Status::Held),
        ("Completed", Status::Held),
        ("took place", Status::Held),
        ("No-show", Status::Missed),
        ("Mentee no-show", Status::MissedByMentee),
        ("missed_by_mentee", Status::MissedByMentee),
        ("Missed by student", Status::MissedByMentee),
        ("Mentor absent", Status::MissedByMentor),
        ("Canceled", Status::Cancelled),
        ("Postponed", Status::Rescheduled),
        ("Scheduled", Status::Scheduled),
        ("Unknown", Status::Unknown),
    ] {
        assert_eq!(status(text), Some(expected), "{text}");
    }
    for unclear in ["", "?", "completed?? ask Ann", "held over"] {
        assert_eq!(status(unclear), None, "{unclear:?}");
    }
}

#[test]
fn a_status_may_be_followed_by_a_remark_that_does_not_contradict_it() {
    for (text, expected) in [
        ("Missed - mentor ill", Some(Status::Missed)),
        (
            "Missed - mentee did not attend",
            Some(Status::MissedByMentee),
        ),
        ("Complete (late)", Some(Status::Held)),
        ("Held - in person", Some(Status::Held)),
        ("Attended: both", Some(Status::Held)),
        ("Yes, no problems", Some(Status::Held)),
        ("Attempted - no answer", Some(Status::Cancelled)),
        ("Cancelled - rescheduled to 3 Feb", Some(Status::Cancelled)),
        ("Rescheduled to 3 Feb", Some(Status::Rescheduled)),
        ("Postponed until next week", Some(Status::Rescheduled)),
        ("Cancelled due to snow", Some(Status::Cancelled)),
        ("No, rescheduled", Some(Status::Rescheduled)),
        ("Not yet", Some(Status::Scheduled)),
        ("Excused absence", Some(Status::Missed)),
        (
            "No - my mentee did not show up",
            Some(Status::MissedByMentee),
        ),
        ("Absence du mentoré", Some(Status::MissedByMentee)),
        ("Absence du mentor", Some(Status::MissedByMentor)),
        ("Ausencia del mentor", Some(Status::MissedByMentor)),
        ("Afwezigheid van de mentee", Some(Status::MissedByMentee)),
        ("Left early", Some(Status::Held)),
        ("Moved to Zoom", None),
        ("Moved to room 3", None),
        ("Completed - no show", None),
        ("Complete: no", None),
        ("Cancelled: no", None),
        ("Scheduled - held on 3 Feb, held", None),
        ("Attended (mentee)", None),
        ("Yes - mentee", None),
        ("Yes, but not the mentor", None),
        ("Held, no mentee", None),
        ("Held due to popular demand", None),
    ] {
        assert_eq!(status(text), expected, "{text}");
    }
}

#[test]
fn states_of_goals_and_reasons_may_be_followed_by_a_remark() {
    for (text, expected) in [
        ("Closed - achieved", Some(GoalStatus::Attained)),
        ("Complete (late)", Some(GoalStatus::Attained)),
        ("In progress - 50%", Some(GoalStatus::InProgress)),
        ("Dropped: no longer needed", Some(GoalStatus::Dropped)),
        ("Achieved - partly", None),
        ("Achieved (but one)", None),
        ("Closed", None),
        ("Closed - who knows", None),
    ] {
        assert_eq!(goal_status(text), expected, "{text}");
    }
    assert_eq!(
        action_status("Done (by phone)"),
        Some(ActionStatus::Completed)
    );
    let by_lexicon = |reason| closure(reason, &[], &[]);
    assert_eq!(by_lexicon("other: sick"), Closure::Early);
    assert_eq!(by_lexicon("Closed - successful"), Closure::AsPlanned);
    assert_eq!(
        by_lexicon("Completed (mentor moved)"),
        Closure::Unrecognised
    );
    assert_eq!(by_lexicon("Safeguarding"), Closure::Early);
    let own = |reason| closure(reason, &[], &["Completed".into()]);
    assert_eq!(own("Completed - one year"), Closure::Early);
}

#[test]
fn a_failed_contact_attempt_is_no_meeting() {
    assert_eq!(status("Not completed"), None);
    for text in ["Contact attempted", "Left voicemail", "no answer"] {
        assert_eq!(status(text), Some(Status::Cancelled), "{text}");
    }
}

#[test]
fn who_was_not_reached_is_told_in_many_languages() {
    for text in [
        "لم يرد على الهاتف",
        "تعذر الاتصال بالموجه",
        "לא ענתה",
        "无人接听",
        "留守電",
        "부재중",
        "не взял трубку",
        "कोई उत्तर नहीं",
        "không trả lời",
        "yanıt yok",
        "called twice, no answer",
    ] {
        assert!(is_failed_contact(text), "{text}");
    }
    for text in [
        "تم التواصل",
        "لم يرد ثم عاود الاتصال",
        "не ответил, потом перезвонил",
        "电话里谈过",
        "reached",
        "",
    ] {
        assert!(!is_failed_contact(text), "{text}");
    }
}

#[test]
fn states_of_goals_and_actions_are_read() {
    assert_eq!(goal_status("Achieved"), Some(GoalStatus::Attained));
    assert_eq!(goal_status("Partially achieved"), Some(GoalStatus::Partly));
    assert_eq!(goal_status("not_attained"), Some(GoalStatus::NotAttained));
    assert_eq!(goal_status("Abandoned"), Some(GoalStatus::Dropped));
    assert_eq!(goal_status("in_progress"), Some(GoalStatus::InProgress));
    assert_eq!(goal_status("Not achieved yet?"), None);
    assert_eq!(goal_status("Not completed"), Some(GoalStatus::NotAttained));
    assert_eq!(goal_status("100%"), Some(GoalStatus::Attained));
    assert_eq!(goal_status("50 %"), Some(GoalStatus::InProgress));
    assert_eq!(goal_status("120 %"), None);
    assert_eq!(goal_origin("Initial"), Some(GoalOrigin::Initial));
    assert_eq!(goal_origin("arose later"), Some(GoalOrigin::New));
    assert_eq!(action_status("Done"), Some(ActionStatus::Completed));
    assert_eq!(action_status("Not done"), Some(ActionStatus::Open));
    assert_eq!(action_status("Cancelled"), Some(ActionStatus::Cancelled));
}

#[test]
fn forms_say_who_and_when() {
    assert_eq!(respondent("I am the mentor"), Some(Respondent::Mentor));
    assert_eq!(respondent("Protégé"), Some(Respondent::Mentee));
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
fn closure_reasons_are_planned_early_or_asked_about() {
    let by_lexicon = |reason| closure(reason, &[], &[]);
    assert_eq!(by_lexicon("Completed as planned"), Closure::AsPlanned);
    assert_eq!(by_lexicon("Graduated"), Closure::AsPlanned);
    assert_eq!(by_lexicon("Lost contact"), Closure::Early);
    assert_eq!(by_lexicon("Mentee changed job"), Closure::Early);
    assert_eq!(by_lexicon("other"), Closure::Early);
    assert_eq!(
        by_lexicon("Completed two of three terms"),
        Closure::Unrecognised
    );
    let own = |reason| closure(reason, &["Moved on".into()], &["Completed".into()]);
    assert_eq!(own("moved on"), Closure::AsPlanned);
    assert_eq!(own("completed"), Closure::Early);
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
    ] {
        assert_eq!(yes_no_and_more(text), expected, "{text}");
    }
}

#[test]
fn a_role_and_what_is_said_of_it_are_a_status() {
    use Status::{Cancelled, Held, Missed, MissedByMentee, MissedByMentor, Rescheduled};
    for (text, expected) in [
        ("Mentor niet verschenen", Some(MissedByMentor)),
        ("Mentee nicht erschienen", Some(MissedByMentee)),
        ("Der Mentor ist nicht erschienen", Some(MissedByMentor)),
        ("El mentor no asistió", Some(MissedByMentor)),
        ("Mentee assente", Some(MissedByMentee)),
        ("Mentorado faltou", Some(MissedByMentee)),
        ("Mentore assente", Some(MissedByMentor)),
        ("Mentoré absent", Some(MissedByMentee)),
        ("Le mentoré ne s'est pas présenté", Some(MissedByMentee)),
        ("Absent : mentor", Some(MissedByMentor)),
        ("annulé par le mentor", Some(Cancelled)),
        ("Mentee hat abgesagt", Some(Cancelled)),
        ("verschoben durch Mentor", Some(Rescheduled)),
        ("No - we cancelled", Some(Cancelled)),
        ("No - I could not make it", Some(Missed)),
        ("No - mentee did not attend", Some(MissedByMentee)),
        ("No - the dog ate it", None),
        ("mentee no", None),
        ("mentor held", None),
        ("the mentee was fine", None),
        ("Yes - we met", Some(Held)),
    ] {
        assert_eq!(status(text), expected, "{text}");
    }
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
fn states_and_reasons_are_read_in_other_languages() {
    use GoalStatus::{Attained, InProgress, NotAttained, Partly};
    for (text, expected) in [
        ("erreicht", Attained),
        ("teilweise erreicht", Partly),
        ("nicht erreicht", NotAttained),
        ("in Arbeit", InProgress),
        ("En cours", InProgress),
        ("parzialmente raggiunto", Partly),
    ] {
        assert_eq!(goal_status(text), Some(expected), "{text}");
    }
    for (text, expected) in [
        ("Terminé comme prévu", Closure::AsPlanned),
        ("Planmäßig beendet", Closure::AsPlanned),
        ("Concluído", Closure::AsPlanned),
        ("Perte de contact", Closure::Early),
        ("Kontakt abgebrochen", Closure::Early),
        ("Perda de contato", Closure::Early),
        ("Lost contact with child/family", Closure::Early),
    ] {
        assert_eq!(closure(text, &[], &[]), expected, "{text}");
    }
    for (text, expected) in [
        ("Début", Phase::Baseline),
        ("Fin", Phase::End),
        ("Am Anfang", Phase::Baseline),
        ("Zwischenstand", Phase::Mid),
    ] {
        assert_eq!(phase(text), Some(expected), "{text}");
    }
}

#[test]
fn marks_of_attendance_say_who_was_there() {
    for mark in ["P", "pres.", "Present"] {
        assert_eq!(attendance(mark), Some(true), "{mark}");
    }
    for mark in ["A", "abs", "DNA", "Excused"] {
        assert_eq!(attendance(mark), Some(false), "{mark}");
    }
    for mark in ["", "C", "e", "yes", "ill"] {
        assert_eq!(attendance(mark), None, "{mark}");
    }
}

#[test]
fn ones_and_noughts_with_a_fraction_of_nothing_are_yes_and_no() {
    assert_eq!(yes_no("1.0"), Some(true));
    assert_eq!(yes_no(" 0.0 "), Some(false));
    assert_eq!(yes_no("0.5"), None);
    assert_eq!(yes_no("2.0"), None);
}

#[test]
fn reasons_of_other_languages_are_read_as_the_english_ones_are() {
    for (expected, reasons) in [
        (
            Closure::AsPlanned,
            [
                "Wie geplant beendet",
                "Terminé comme prévu",
                "Finalizado según lo previsto",
                "Concluso come previsto",
                "Volgens planning afgerond",
            ],
        ),
        (
            Closure::Early,
            [
                "Vorzeitig beendet",
                "Fin prématurée",
                "Finalización anticipada",
                "Concluso anticipatamente",
                "Vroegtijdig beëindigd",
            ],
        ),
        (
            Closure::Early,
            [
                "Umzug des Mentors",
                "Déménagement de la mentorée",
                "Mudanza del mentor",
                "Trasferimento del mentee",
                "Mentor verhuisd",
            ],
        ),
        (
            Closure::Early,
            [
                "Passte nicht zusammen",
                "Contact perdu",
                "Se perdió el contacto",
                "Contatto perso",
                "Geen klik",
            ],
        ),
    ] {
        for reason in reasons {
            assert_eq!(closure(reason, &[], &[]), expected, "{reason}");
        }
    }
    // What one of the two did need not be all.
    for reason in ["Mentor completed", "Ende des Mentors", "Mudanza al norte"] {
        assert_eq!(closure(reason, &[], &[]), Closure::Unrecognised, "{reason}");
    }
}
