use super::{Records, arose, day, event, progress, share};
use crate::measures::{GoalAt, GoalOutcome, Outcome, Value};
use crate::programme::{AllGoals, Answer, FormGoal, GoalStatus, Phase, Respondent};

fn goals(records: &Records, on: i32) -> Vec<GoalAt> {
    records.at(on, |pair| pair.goals.clone())
}

fn outcomes(records: &Records, on: i32) -> Vec<(String, GoalOutcome)> {
    goals(records, on)
        .into_iter()
        .map(|goal| (goal.key, goal.outcome))
        .collect()
}

fn outcome(records: &Records, on: i32) -> GoalOutcome {
    goals(records, on)[0].outcome
}

fn answered(number: u16, answer: Answer) -> FormGoal {
    FormGoal {
        number,
        answer: Some(answer),
        ..FormGoal::default()
    }
}

#[test]
fn the_register_is_read_as_of_the_date() {
    let mut records = Records::new();
    let goal = records.goal("1");
    goal.set_on = Some(day(5));
    goal.status = Some(GoalStatus::Attained);
    goal.attained_on = Some(day(50));
    assert!(goals(&records, 4).is_empty());
    assert_eq!(outcome(&records, 49), GoalOutcome::InProgress);
    assert_eq!(outcome(&records, 50), GoalOutcome::Attained);
    assert_eq!(goals(&records, 50)[0].attained_on, Some(day(50)));
}

#[test]
fn a_status_that_contradicts_its_date_wins_and_takes_it() {
    let mut records = Records::new();
    let goal = records.goal("1");
    goal.status = Some(GoalStatus::NotAttained);
    goal.attained_on = Some(day(10));
    records.undated_hold = false;
    assert_eq!(outcome(&records, 50), GoalOutcome::NotAttained);
    assert_eq!(outcome(&records, 9), GoalOutcome::InProgress);
}

#[test]
fn a_status_without_date_holds_only_near_the_end_of_the_data() {
    let mut records = Records::new();
    records.goal("1").status = Some(GoalStatus::Partly);
    assert_eq!(outcome(&records, 50), GoalOutcome::Partly);
    records.undated_hold = false;
    assert_eq!(outcome(&records, 50), GoalOutcome::Unknown);
    records.held_with(20, vec![progress(1, 60.0)]);
    assert_eq!(outcome(&records, 50), GoalOutcome::InProgress);
}

#[test]
fn of_two_meetings_on_one_day_the_higher_progress_is_the_last() {
    let mut records = Records::new();
    records.held_with(5, vec![progress(1, 100.0)]).start = Some(540).into();
    records.held_with(5, vec![progress(1, 95.0)]).start = Some(930).into();
    assert_eq!(outcome(&records, 30), GoalOutcome::Attained);
    assert_eq!(records.value(30, "goal_progress"), Value::Quantity(100.0));
}

#[test]
fn progress_of_a_hundred_attains_and_anything_else_is_in_progress() {
    let mut records = Records::new();
    records.held_with(5, vec![progress(2, 40.0)]);
    records.held_with(9, vec![progress(2, 100.0)]);
    assert_eq!(
        outcomes(&records, 8),
        [("2".to_owned(), GoalOutcome::InProgress)]
    );
    assert_eq!(outcome(&records, 9), GoalOutcome::Attained);
    assert_eq!(goals(&records, 30)[0].attained_on, Some(day(9)));
    records.held_with(12, vec![progress(2, 80.0)]);
    assert_eq!(outcome(&records, 30), GoalOutcome::InProgress);
    assert_eq!(records.value(30, "goal_progress"), Value::Quantity(80.0));
}

#[test]
fn overall_progress_never_decides_an_outcome() {
    let mut records = Records::new();
    records.session(5, crate::programme::Status::Held).progress = Some(100.0).into();
    records.goal("1");
    assert_eq!(outcome(&records, 30), GoalOutcome::Unknown);
    assert_eq!(records.value(30, "goal_progress"), Value::Quantity(100.0));
}

#[test]
fn the_mentee_decides_before_the_mentor_and_the_goal_before_all_goals() {
    let mut records = Records::new();
    records.goal("1");
    records.form(Some(40), Respondent::Mentor, Phase::End).goals = vec![answered(1, Answer::Yes)];
    let mentee = records.form(Some(30), Respondent::Mentee, Phase::End);
    mentee.all_goals = Some(AllGoals::Answer(Answer::Yes));
    mentee.goals = vec![answered(1, Answer::Partly)];
    assert_eq!(outcome(&records, 60), GoalOutcome::Partly);
    assert_eq!(goals(&records, 60)[0].respondent, Some(Respondent::Mentee));
    assert_eq!(outcome(&records, 29), GoalOutcome::Unknown);
}

#[test]
fn of_one_respondent_the_latest_answer_counts_and_an_undated_form_is_the_oldest() {
    let mut records = Records::new();
    records.goal("1");
    records.form(None, Respondent::Mentee, Phase::End).goals = vec![answered(1, Answer::Yes)];
    assert_eq!(outcome(&records, 60), GoalOutcome::Attained);
    assert_eq!(records.value(60, "to_first_goal_attained"), Value::Null);
    records.form(Some(20), Respondent::Mentee, Phase::End).goals = vec![answered(1, Answer::No)];
    assert_eq!(outcome(&records, 60), GoalOutcome::NotAttained);
    records.form(Some(20), Respondent::Mentee, Phase::End).goals =
        vec![answered(1, Answer::Partly)];
    assert_eq!(outcome(&records, 60), GoalOutcome::Partly);
}

#[test]
fn at_the_start_nothing_is_decided_and_half_way_only_a_yes() {
    let mut records = Records::new();
    records.goal("1");
    records
        .form(Some(1), Respondent::Mentee, Phase::Baseline)
        .goals = vec![answered(1, Answer::Yes)];
    records.form(Some(20), Respondent::Mentee, Phase::Mid).goals = vec![answered(1, Answer::No)];
    assert_eq!(outcome(&records, 60), GoalOutcome::Unknown);
    records.form(Some(30), Respondent::Mentor, Phase::Mid).goals = vec![answered(1, Answer::Yes)];
    assert_eq!(outcome(&records, 60), GoalOutcome::Attained);
}

#[test]
fn x_of_y_stands_for_y_goals_where_there_are_no_others() {
    let mut records = Records::new();
    records
        .form(Some(40), Respondent::Mentee, Phase::End)
        .all_goals = Some(AllGoals::OutOf { attained: 2, of: 3 });
    assert_eq!(records.value(60, "goals_set"), Value::Quantity(3.0));
    assert_eq!(records.value(60, "goals_attained"), share(2.0, 3.0));
    assert_eq!(
        records.value(60, "to_first_goal_attained"),
        event(40, Outcome::Reached)
    );
    records.goal("1");
    assert_eq!(
        outcomes(&records, 60),
        [("1".to_owned(), GoalOutcome::Partly)]
    );
}

#[test]
fn any_other_answer_stands_for_one_goal() {
    let mut records = Records::new();
    records
        .form(Some(40), Respondent::Mentor, Phase::End)
        .all_goals = Some(AllGoals::Answer(Answer::No));
    assert_eq!(
        outcomes(&records, 60),
        [("all".to_owned(), GoalOutcome::NotAttained)]
    );
}

#[test]
fn goals_of_forms_join_the_register_by_number_else_by_text() {
    let mut records = Records::new();
    records.goal("G-17").text = Some("Lead a meeting".into());
    records.goal("2");
    let form = records.form(Some(40), Respondent::Mentee, Phase::End);
    form.goals = vec![
        FormGoal {
            number: 1,
            text: Some(" lead a Meeting.".into()),
            answer: Some(Answer::Yes),
            ..FormGoal::default()
        },
        answered(2, Answer::No),
        FormGoal {
            number: 3,
            text: Some("Another".into()),
            ..FormGoal::default()
        },
    ];
    let expected = [
        ("2", GoalOutcome::NotAttained),
        ("3", GoalOutcome::Unknown),
        ("G-17", GoalOutcome::Attained),
    ];
    assert_eq!(
        outcomes(&records, 60),
        expected.map(|(key, outcome)| (key.to_owned(), outcome))
    );
}

#[test]
fn of_several_register_rows_the_one_set_last_counts() {
    let mut records = Records::new();
    let first = records.goal("1");
    (first.set_on, first.status) = (Some(day(1)), Some(GoalStatus::Attained));
    let second = records.goal("1");
    (second.set_on, second.status) = (Some(day(9)), Some(GoalStatus::Dropped));
    assert_eq!(outcome(&records, 60), GoalOutcome::Dropped);
    assert_eq!(outcome(&records, 8), GoalOutcome::Attained);
}

#[test]
fn settled_goals_count_unknown_outcomes_as_not_attained_and_leave_dropped_ones_out() {
    let mut records = Records::new();
    let first = records.goal("1");
    (first.attained_on, first.due_on) = (Some(day(30)), Some(day(50)));
    records.goal("2").due_on = Some(day(50));
    records.goal("3").status = Some(GoalStatus::Dropped);
    records.goal("4");
    assert_eq!(records.value(40, "goals_attained_settled"), Value::Null);
    assert_eq!(records.value(50, "goals_attained_settled"), share(1.0, 2.0));
    records.pair.closed_on = Some(day(60));
    assert_eq!(records.value(60, "goals_attained_settled"), share(1.0, 3.0));
    assert_eq!(records.value(60, "goal_outcome_known"), share(1.0, 3.0));
    assert_eq!(records.value(60, "all_goals_attained"), Value::Flag(true));
}

#[test]
fn an_attainment_recorded_after_the_end_counts_on_the_last_day() {
    let mut records = Records::new();
    records.goal("1").attained_on = Some(day(70));
    records.pair.closed_on = Some(day(60));
    assert_eq!(
        records.value(65, "to_first_goal_attained"),
        event(60, Outcome::Competing)
    );
    assert_eq!(
        records.value(80, "to_first_goal_attained"),
        event(60, Outcome::Reached)
    );
}

#[test]
fn scaling_levels_give_a_t_score_and_are_never_made_up() {
    let mut records = Records::new();
    records.goal("1").status = Some(GoalStatus::Attained);
    assert_eq!(records.value(60, "gas_t_score"), Value::Null);
    for (index, (level, weight)) in [(1.0, 1.0), (1.0, 2.0), (0.0, 3.0)].into_iter().enumerate() {
        let goal = records.goal(&format!("{}", index + 2));
        (goal.level, goal.weight) = (Some(level), Some(weight));
    }
    let Value::Quantity(score) = records.value(60, "gas_t_score") else {
        panic!("not available")
    };
    assert!((score - 56.609_790).abs() < 1e-6);
}

#[test]
fn without_goals_and_forms_nothing_is_said() {
    let mut records = Records::new();
    records.supplied.goals = false;
    records.supplied.evaluations = false;
    assert_eq!(records.value(60, "goals_set"), Value::Null);
    assert_eq!(records.value(60, "to_first_goal_attained"), Value::Null);
}

#[test]
fn rows_without_id_and_text_and_ids_like_our_own_stay_goals_of_their_own() {
    let mut records = Records::new();
    records.goal("new:1").text = Some("Other goal".into());
    for file in [0, 1] {
        let row = records.goal("");
        row.id = None;
        row.source.file = file;
        row.source.line = 5;
    }
    records.held_with(10, vec![arose("Fresh goal")]);
    let keys: Vec<String> = goals(&records, 60)
        .into_iter()
        .map(|goal| goal.key)
        .collect();
    assert_eq!(keys, ["new:1", "row 5", "row 5", "new:1"]);
}

#[test]
fn a_goal_that_arose_under_two_texts_arose_on_the_first_day() {
    let mut records = Records::new();
    records.goal("1").text = Some("Zebra".into());
    let form = records.form(Some(40), Respondent::Mentee, Phase::End);
    form.goals = vec![FormGoal {
        number: 1,
        text: Some("Aardvark".into()),
        answer: Some(Answer::Yes),
        ..FormGoal::default()
    }];
    records.held_with(10, vec![arose("Aardvark")]);
    records.held_with(30, vec![arose("Zebra")]);
    assert_eq!(goals(&records, 60)[0].first_on, Some(day(10)));
}

#[test]
fn of_two_rows_of_one_day_the_better_outcome_counts_whether_a_status_or_a_day_says_it() {
    for order in [[0, 1], [1, 0]] {
        let mut records = Records::new();
        for row in order {
            let goal = records.goal("1");
            goal.set_on = Some(day(0));
            match row {
                0 => goal.attained_on = Some(day(40)),
                _ => goal.status = Some(GoalStatus::Partly),
            }
        }
        let found = goals(&records, 60);
        assert_eq!(found[0].outcome, GoalOutcome::Attained);
        assert_eq!(found[0].attained_on, Some(day(40)));
        let before = goals(&records, 30);
        assert_ne!(before[0].outcome, GoalOutcome::Attained);
    }
}
