//! States of goals and actions, and why pairs ended.

use super::super::*;
use crate::programme::{ActionStatus, GoalOrigin, GoalStatus};

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
fn states_of_goals_and_actions_are_read() {
    assert_eq!(goal_status("Achieved"), Some(GoalStatus::Attained));
    assert_eq!(goal_status("Partially achieved"), Some(GoalStatus::Partly));
    assert_eq!(goal_status("not_attained"), Some(GoalStatus::NotAttained));
    assert_eq!(goal_status("Abandoned"), Some(GoalStatus::Dropped));
    assert_eq!(goal_status("in_progress"), Some(GoalStatus::InProgress));
    assert_eq!(goal_status("Not achieved yet?"), None);
    assert_eq!(goal_status("Achieved?"), None);
    assert_eq!(goal_status("100 %"), Some(GoalStatus::Attained));
    assert_eq!(goal_status("1 %"), Some(GoalStatus::InProgress));
    assert_eq!(goal_status("3 - Achieved"), Some(GoalStatus::Attained));
    assert_eq!(goal_status("1 - Not started"), Some(GoalStatus::InProgress));
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
