//! Weeks in which hardly anybody met: asked about until they are told, of the whole programme or
//! site, whichever of its pairs are looked at.

use crate::support::Workspace;
use std::fmt::Write as _;
use std::fs;

/// Weekly meeting days of 2026 in half a year, but not those from one day up to another.
fn weeks_without(from: &str, to: &str) -> Vec<String> {
    let february = mentorstat::programme::Day::from_iso("2026-02-02").unwrap();
    let weeks = (0..33).map(|week| february.plus(7 * week).to_string());
    weeks
        .filter(|day| day.as_str() < from || to <= day.as_str())
        .collect()
}

/// Six pairs that meet each week, but not in the summer.
fn summer() -> Workspace {
    let mut text = "pair_id,mentor,mentee,date,status\n".to_owned();
    for pair in 1..=6 {
        for day in weeks_without("2026-07-09", "2026-09-07") {
            writeln!(text, "P-{pair},Mentor {pair},Mentee {pair},{day},held").unwrap();
        }
    }
    Workspace::new(&[("sessions.csv", text)])
}

/// The list of a day without its broken lines.
fn shown(workspace: &Workspace, day: &str, more: &[&str]) -> String {
    let words = ["support", "in", "--no-workbook", "--as-of", day];
    let words: Vec<&str> = words.into_iter().chain(more.iter().copied()).collect();
    workspace.run(&words).out.replace("\n  ", " ")
}

fn tell(workspace: &Workspace, from: &str, to: &str) {
    let told = format!("[[break]]\nfrom = {from}\nto = {to}\n");
    fs::write(workspace.inputs().join("mentorstat.toml"), told).unwrap();
}

#[test]
fn weeks_in_which_nobody_met_are_asked_about_until_they_are_told() {
    let workspace = summer();
    let lasting = shown(&workspace, "2026-08-20", &[]);
    for words in [
        "No pair has a recorded meeting after 2026-07-06, where about",
        "is it a break? Then say so in mentorstat.toml, [[break]] with from = 2026-07-07",
        "6 pairs need support: 6 stalled",
    ] {
        assert!(lasting.contains(words), "“{words}” is not in\n{lasting}");
    }
    let over = shown(&workspace, "2026-09-15", &[]);
    let asked = "No pair has a recorded meeting between 2026-07-06 and 2026-09-07";
    assert!(over.contains(asked), "{over}");
    let page = workspace.reported(&["--as-of", "2026-09-15"]);
    assert!(page.prose("internal/support.md").contains(asked));
    tell(&workspace, "2026-07-07", "2026-09-07");
    for day in ["2026-08-20", "2026-09-15"] {
        let told = shown(&workspace, day, &[]);
        assert!(!told.contains("No pair has a recorded meeting"), "{told}");
        assert!(told.contains("No pair needs support."), "{told}");
    }
}

#[test]
fn a_break_that_lasts_longer_than_was_told_is_asked_about() {
    let workspace = summer();
    tell(&workspace, "2026-07-07", "2026-08-17");
    let lasting = shown(&workspace, "2026-09-05", &[]);
    for words in [
        "No pair has a recorded meeting after 2026-08-16, where about",
        "is the break longer than it was to be? Then say so in mentorstat.toml, [[break]] with from = 2026-07-07 and to = the first day back",
    ] {
        assert!(lasting.contains(words), "“{words}” is not in\n{lasting}");
    }
    let over = shown(&workspace, "2026-09-15", &[]);
    let words = "was the break longer than it was to be? Then say so in mentorstat.toml, [[break]] with from = 2026-07-07 and to = 2026-09-07";
    assert!(over.contains(words), "{over}");
    tell(&workspace, "2026-07-07", "2026-09-07");
    let told = shown(&workspace, "2026-09-15", &[]);
    assert!(!told.contains("No pair has a recorded meeting"), "{told}");
}

/// Six pairs of the North, silent since July, and six of the South, which go on; of each site one
/// pair in the cohort "new", and a register that has the pauses.
fn two_sites(pause_of_north: &str) -> Workspace {
    let mut sessions = "pair_id,date,status\n".to_owned();
    let mut pairs = "pair_id,mentor,mentee,site,cohort,paused_from,paused_until\n".to_owned();
    for (site, until) in [("North", "2026-07-09"), ("South", "2027-01-01")] {
        for pair in 1..=6 {
            let cohort = if pair == 6 { "new" } else { "old" };
            let pause = if site == "North" { pause_of_north } else { "," };
            writeln!(
                pairs,
                "{site}-{pair},Mentor {site} {pair},Mentee {site} {pair},{site},{cohort},{pause}"
            )
            .unwrap();
            for day in weeks_without(until, "2026-09-07") {
                writeln!(sessions, "{site}-{pair},{day},held").unwrap();
            }
        }
    }
    Workspace::new(&[("sessions.csv", sessions), ("pairs.csv", pairs)])
}

#[test]
fn a_filter_does_not_change_what_is_asked_of_a_site() {
    let workspace = two_sites(",");
    let asked = "No pair of site North has a recorded meeting between 2026-07-06 and 2026-09-07";
    let all = shown(&workspace, "2026-09-15", &[]);
    assert!(all.contains(asked), "{all}");
    // One pair of the North alone would be too few to ask about; six of six are not the programme.
    for one in ["cohort=new", "site=North", "pair_id=North-2"] {
        let filtered = shown(&workspace, "2026-09-15", &["--where", one]);
        assert!(filtered.contains(asked), "{one}: {filtered}");
    }
    let page = workspace.reported(&["--as-of", "2026-09-15", "--where", "cohort=new"]);
    let prose = page.prose("internal/support.md");
    assert!(prose.contains(asked), "{prose}");
    let south = shown(&workspace, "2026-09-15", &["--where", "site=South"]);
    assert!(!south.contains("recorded meeting between"), "{south}");
}

#[test]
fn a_filter_does_not_change_what_is_asked_of_a_mentor() {
    let days = |pair: &str, last: &str| {
        let weeks = weeks_without(last, "2027-01-01");
        let rows = weeks
            .iter()
            .map(|day| format!("{pair},Ada Lin,{pair} Ek,{day}\n"));
        rows.collect::<String>()
    };
    let header = "pair_id,mentor,mentee,date\n";
    let quiet: String = ["A", "B", "C"]
        .map(|pair| days(pair, "2026-07-09"))
        .concat();
    let workspace = Workspace::new(&[("sessions.csv", format!("{header}{quiet}"))]);
    let asked = "Records missing from mentor Ada Lin since 2026-07-06? All 3 open pairs";
    for more in [&[][..], &["--where", "pair_id=B"]] {
        let list = shown(&workspace, "2026-08-20", more);
        assert!(list.contains(asked), "{more:?}: {list}");
    }
    // A fourth pair goes on: the three that are looked at are not all that the mentor has.
    let fourth = days("D", "2027-01-01");
    let workspace = Workspace::new(&[("sessions.csv", format!("{header}{quiet}{fourth}"))]);
    let three = ["A", "B", "C"].map(|pair| ["--where".to_owned(), format!("pair_id={pair}")]);
    let three: Vec<&str> = three.iter().flatten().map(String::as_str).collect();
    let list = shown(&workspace, "2026-08-20", &three);
    assert!(list.contains("3 pairs need support"), "{list}");
    assert!(!list.contains("Records missing"), "{list}");
}

#[test]
fn a_site_whose_pairs_rested_is_not_asked_about_when_they_are_back() {
    let workspace = two_sites("2026-07-07,2026-09-07");
    for day in ["2026-08-20", "2026-09-15"] {
        let list = shown(&workspace, day, &[]);
        assert!(!list.contains("No pair of site"), "{day}: {list}");
    }
}
