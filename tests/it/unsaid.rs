//! What a report does not claim, because no source says it.

use crate::support::Workspace;

#[test]
fn forms_alone_do_not_say_that_no_pair_has_ended() {
    let mut forms = String::from("pair_id,date,respondent,phase,goals_achieved\n");
    for pair in 10..22 {
        forms.push_str(&format!(
            "P{pair},2026-06-0{},mentee,end,yes\n",
            pair % 9 + 1
        ));
        if pair < 18 {
            forms.push_str(&format!("P{pair},2026-06-11,mentor,end,partly\n"));
        }
    }
    let workspace = Workspace::new(&[("evaluations.csv", forms)]);
    let reports = workspace.reported(&["--as-of", "2026-06-30"]);
    let page = reports
        .prose("internal/effectiveness.html")
        .replace('\u{a0}', " ");
    assert!(!page.contains("No pair has ended yet"), "{page}");
    assert!(page.contains("Nothing says when pairs ended"), "{page}");
    let counted = "12 forms by mentees, of 12 pairs and 8 forms by mentors, of 8 pairs";
    assert!(page.contains(counted), "{page}");
}

#[test]
fn quiet_keeps_warnings_about_the_configuration() {
    let sessions = "pair_id,date,status\nP1,2026-01-10,held\n";
    for (configured, warning) in [
        (
            "[[source]]\nfile = \"sesions.csv\"\n",
            "no file of the inputs fits “sesions.csv”",
        ),
        (
            "[[source]]\nfile = \"sessions.csv\"\n[source.columns]\nstatus = \"statuss\"\n",
            "“statuss” is no header of “sessions.csv”",
        ),
    ] {
        let workspace =
            Workspace::new(&[("sessions.csv", sessions), ("mentorstat.toml", configured)]);
        let ended = workspace.run(&[
            "report",
            "in",
            "-q",
            "--as-of",
            "2026-01-31",
            "--out",
            "out",
        ]);
        ended.says(0, &["warning: ", warning]);
    }
}
