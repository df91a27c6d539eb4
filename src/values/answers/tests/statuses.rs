//! What became of meetings, and who was there.

use super::super::*;

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
