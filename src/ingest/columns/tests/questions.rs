//! Whole questions as headers, and items of scales.

use super::*;

#[test]
fn a_survey_with_questions_as_headers_is_recognised() {
    check(
        "Timestamp|What is your pair ID?|Who is answering?|Which form is this?|What do you need, what do you want to accomplish?|What are your interests and main skills?|Which issues do you have at work now?|What do you expect of the mentoring?|Goal 1|Goal 1: was it achieved?|Goal 2|Goal 2: was it achieved?|Were the goals achieved? If not, why?|Did new goals arise during the mentoring?|Which new goals?|Is there a partnership opportunity between the two organisations?|If yes, what support is needed?|If no, what prevents it?|What have you gained from the mentoring?",
        '|',
        Table::Evaluations,
        "date pair_id respondent phase needs interests issues targets goal_1 goal_1_achieved goal_2 goal_2_achieved goals_achieved new_goals new_goal_details partnership partnership_support partnership_barriers benefits",
    );
}

#[test]
fn questions_are_known_by_their_words() {
    for (question, expected) in [
        (
            "Did you achieve these goals? If not, was there a reason?",
            Column::GoalsAchieved,
        ),
        (
            "Did you manage to reach the goals that you had set?",
            Column::GoalsAchieved,
        ),
        ("To what extent were your goals met?", Column::GoalsAchieved),
        (
            "If the goals were not achieved, what was the reason?",
            Column::ReasonNotAchieved,
        ),
        (
            "Did any new goals emerge while you were working together?",
            Column::NewGoals,
        ),
        (
            "Please describe the new goals that arose",
            Column::NewGoalDetails,
        ),
        (
            "Could the two organisations form a partnership that benefits both?",
            Column::Partnership,
        ),
        (
            "What support would you need for such a partnership?",
            Column::PartnershipSupport,
        ),
        (
            "What prevents a partnership of the two organisations?",
            Column::PartnershipBarriers,
        ),
        (
            "Are you the mentor or the mentee in this pair?",
            Column::Respondent,
        ),
        (
            "Which benefits did the mentoring bring you?",
            Column::Benefits,
        ),
    ] {
        let headers = ["Pair ID", "Phase", "Needs", question].map(str::to_owned);
        let recognition = look_up(&headers, "x.csv", None, &[], &[]);
        assert_eq!(
            recognition.tables[0].column_of(3),
            Some(expected),
            "{question}"
        );
    }
}

#[test]
fn other_questions_stay_without_a_column() {
    for question in [
        "Which goals were set?",
        "How confident are you that you will achieve your next goals?",
        "How much do you trust each other? (1-5)",
        "Would you recommend the programme to your colleagues?",
        "Any other comments about the mentoring?",
    ] {
        let headers = ["Pair ID", "Goals achieved", question].map(str::to_owned);
        let recognition = look_up(&headers, "x.csv", None, &[], &[]);
        assert_eq!(recognition.unmapped, [2], "{question}");
    }
}

#[test]
fn items_of_scales_are_columns_of_forms() {
    let scale = Scale {
        name: "trust".into(),
        title: "Trust".into(),
        items: vec![
            "How much do you trust each other? (1-5)".into(),
            "q2".into(),
        ],
        min: 1.0,
        max: 5.0,
        reversed: vec![false, true],
    };
    let headers = headers(
        "pair_id,date,How much do you trust each other? (1-5),Q2",
        ',',
    );
    let recognition = look_up(&headers, "x.csv", None, &[scale], &[]);
    assert_eq!(recognition.tables[0].table, Table::Evaluations);
    let item = |item| Some(Column::ScaleItem { scale: 0, item });
    assert_eq!(recognition.tables[0].column_of(2), item(0));
    assert_eq!(recognition.tables[0].column_of(3), item(1));
}

#[test]
fn questions_about_a_meeting_are_known_by_their_words() {
    for (question, expected) in [
        ("When will you both be meeting again?", Column::NextMeeting),
        (
            "What date have you agreed for the next session?",
            Column::NextMeeting,
        ),
        (
            "Which problems or difficulties came up today?",
            Column::Issues,
        ),
        (
            "How could these problems be solved, in your view?",
            Column::Solutions,
        ),
        (
            "What is the most important thing you learned today?",
            Column::Learnings,
        ),
        (
            "Which actions will you take before you meet again?",
            Column::Actions,
        ),
        (
            "What progress has been made since you last met?",
            Column::ProgressNotes,
        ),
        ("On which day did this meeting take place?", Column::Date),
        (
            "Overall, how useful was the meeting for you?",
            Column::Rating,
        ),
        ("Approximately how long did you meet for?", Column::Minutes),
    ] {
        let found = meanings(question, Table::Sessions);
        assert_eq!(found.first(), Some(&expected), "{question}: {found:?}");
    }
}

#[test]
fn items_of_scales_stand_in_brackets_or_behind_a_dash() {
    let scale = Scale {
        name: "trust".into(),
        title: "Trust".into(),
        items: vec!["I trust my partner".into(), "I feel safe".into()],
        min: 1.0,
        max: 5.0,
        reversed: vec![false, false],
    };
    let headers: Vec<String> = [
        "pair_id",
        "How much do you agree? [I trust my partner]",
        "How much do you agree? - I feel safe",
    ]
    .map(str::to_owned)
    .into();
    let recognition = look_up(&headers, "x.csv", None, &[scale], &[]);
    assert_eq!(
        columns(&recognition, 3),
        ["pair_id", "scale_1_item_1", "scale_1_item_2"]
    );
}

#[test]
fn whether_goals_were_achieved_is_not_asked_by_what_was_not_or_who_helped() {
    let asked = |question| meaning(question, Table::Evaluations);
    for question in [
        "Were you able to achieve your goals?",
        "Did you manage to meet the goals that were set?",
        "Did you achieve your goals with the help of your mentor?",
        "Have the goals been achieved? If they were not achieved, why?",
        "Were the goals achieved or not achieved?",
        "To what extent were your goals met? (met / not met)",
        "Wurden die Ziele mit Hilfe des Mentorings erreicht?",
        "Avez-vous atteint vos objectifs ?",
    ] {
        assert_eq!(asked(question), Some(Column::GoalsAchieved), "{question}");
    }
    for question in [
        "Were any of your goals not met?",
        "Were there any goals you did not achieve?",
        "Were there goals that you haven't reached?",
        "Did you fail to achieve any of your goals?",
        "Did your mentor help you to achieve your goals?",
        "To what extent has mentoring helped you achieve your goals?",
        "Have you set any goals to achieve?",
        "Did you discuss goal achievement?",
        "Hat Ihnen das Mentoring geholfen, Ihre Ziele zu erreichen?",
        "Le mentor vous a-t-il aidé à atteindre vos objectifs ?",
    ] {
        assert_ne!(asked(question), Some(Column::GoalsAchieved), "{question}");
    }
}
