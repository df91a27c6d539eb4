//! Reports on a part of a programme, on a small one, and on pairs of equal age: what they may count,
//! and what they say where they may not.

use crate::support::{Reports, Workspace, main_text};

/// Pairs of a cohort: how many, with how many meetings each; one of them has ended.
struct Cohort {
    name: &'static str,
    pairs: usize,
    meetings: usize,
    mentors: usize,
}

const LARGE: Cohort = Cohort {
    name: "Large",
    pairs: 24,
    meetings: 6,
    mentors: 12,
};

const MIDDLING: Cohort = Cohort {
    name: "Middling",
    pairs: 12,
    meetings: 5,
    mentors: 12,
};

const fn small(pairs: usize, meetings: usize) -> Cohort {
    Cohort {
        name: "Small",
        pairs,
        meetings,
        mentors: 1,
    }
}

fn workspace(cohorts: &[Cohort]) -> Workspace {
    let mut pairs = "pair_id,mentor,mentee,cohort,started_on,closed_on,closure_reason\n".to_owned();
    let mut sessions = "pair_id,date,status,minutes\n".to_owned();
    let mut forms = "pair_id,date,respondent,phase,goal_1,goal_1_achieved\n".to_owned();
    for cohort in cohorts {
        let name = cohort.name;
        for pair in 0..cohort.pairs {
            let mentor = pair % cohort.mentors;
            let end = if pair == 0 {
                "2026-09-01,completed"
            } else {
                ","
            };
            pairs += &format!(
                "{name}{pair},{name} mentor {mentor},{name} mentee {pair},{name},2026-01-05,{end}\n"
            );
            for meeting in 0..cohort.meetings {
                sessions += &format!(
                    "{name}{pair},2026-0{}-1{meeting},held,60\n",
                    2 + meeting % 7
                );
            }
            forms += &format!("{name}{pair},2026-08-20,mentee,end,Write a plan,yes\n");
        }
    }
    Workspace::new(&[
        ("pairs.csv", pairs),
        ("sessions.csv", sessions),
        ("forms.csv", forms),
    ])
}

const DAY: [&str; 2] = ["--as-of", "2026-09-30"];

fn reported(workspace: &Workspace, arguments: &[&str]) -> Reports {
    workspace.reported(&[&DAY, arguments].concat())
}

/// Everything shared, by file.
fn shared(reports: &Reports) -> Vec<(String, Vec<u8>)> {
    let texts = reports.texts();
    let files = reports.files().into_iter();
    let files = files.filter(|(name, _)| name.starts_with("share/"));
    files
        .map(|(name, bytes)| match texts.get(&name) {
            Some(text) => (name, text.clone().into_bytes()),
            None => (name, bytes),
        })
        .collect()
}

fn same(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) {
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(one), names(other));
    for ((name, one), (_, other)) in one.iter().zip(other) {
        let [one, other] = [one, other].map(|told| String::from_utf8_lossy(told).into_owned());
        assert_eq!(one, other, "{name}");
    }
}

#[test]
fn what_is_shared_of_a_few_pairs_is_the_same_however_many_there_are() {
    let told = |few: Cohort| {
        let workspace = workspace(&[LARGE, few]);
        shared(&reported(&workspace, &["--where", "cohort=Small"]))
    };
    same(&told(small(2, 6)), &told(small(3, 7)));
}

#[test]
fn what_is_hidden_is_not_said_to_be_missing() {
    let workspace = workspace(&[LARGE, small(2, 6)]);
    let reports = reported(&workspace, &["--where", "cohort=Small"]);
    let page = reports.prose("share/effectiveness.md");
    for missing in [
        "not supplied",
        "has been observed",
        "has ended yet",
        "can be judged",
    ] {
        assert!(!page.contains(missing), "{missing}: {page}");
    }
    for hidden in [
        "Fewer than 5 pairs, or those of a single mentor",
        "Stages are recorded, but of too few pairs or mentors to be shown",
        "Rows and forms are recorded, but of too few pairs or mentors to be shown",
        "Too few pairs to show how many were still meeting after 180 days",
        "Forms are recorded, but of too few pairs or mentors to be shown",
        "Meetings are recorded, but of too few pairs or mentors to be counted",
    ] {
        assert!(page.contains(hidden), "{hidden}: {page}");
    }
    let whole = reports.prose("internal/effectiveness.html");
    assert!(
        main_text(&whole).contains("2 pairs") && !whole.contains("of too few pairs or mentors")
    );
}

#[test]
fn what_a_small_programme_hides_is_not_said_to_be_missing() {
    let workspace = workspace(&[small(2, 6)]);
    let page = reported(&workspace, &[]).prose("share/effectiveness.md");
    assert!(
        page.contains("Stages are recorded, but of too few pairs or mentors to be shown"),
        "{page}"
    );
    for missing in ["Add session records", "has ended yet", "can be judged"] {
        assert!(!page.contains(missing), "{missing}: {page}");
    }
}

#[test]
fn a_part_of_the_programme_is_counted_like_any_group() {
    let workspace = workspace(&[LARGE, MIDDLING]);
    let page = |arguments: &[&str]| reported(&workspace, arguments).prose("share/effectiveness.md");
    let part = page(&["--where", "cohort=Middling"]);
    assert!(part.contains("24 people in 12 pairs"), "{part}");
    assert!(
        !part.contains("1 pair ended") && !part.contains("1 of 12"),
        "{part}"
    );
    // Two pairs of a whole programme tell nothing of anybody.
    assert!(page(&[]).contains("2 pairs ended"));
}

#[test]
fn a_part_that_leaves_few_out_is_not_counted() {
    let workspace = workspace(&[LARGE, small(3, 6)]);
    let reports = reported(&workspace, &["--where", "cohort=Large"]);
    let page = reports.prose("share/effectiveness.md");
    assert!(page.contains("left out of it by its filters"), "{page}");
    assert!(
        !page.contains("24 pairs in the records") && !page.contains("144 meetings were"),
        "{page}"
    );
    assert!(main_text(&reports.prose("internal/effectiveness.html")).contains("144 meetings"));
}

#[test]
fn pairs_at_equal_age_are_not_spoken_of_as_of_a_day() {
    let workspace = workspace(&[LARGE, MIDDLING]);
    let page = |arguments: &[&str]| reported(&workspace, arguments).prose("share/effectiveness.md");
    let on_a_day = page(&[]);
    for said in [
        "as of 2026-09-30",
        "On 2026-09-30, 34 pairs",
        "of those expected",
        "Since the start",
    ] {
        assert!(on_a_day.contains(said), "{said}: {on_a_day}");
    }
    let at_age = page(&["--at", "60"]);
    for said in [
        "as of 2026-09-30",
        "n 2026-09-30,",
        "of those expected",
        "would give",
        "Since the start",
    ] {
        assert!(!at_age.contains(said), "{said}: {at_age}");
    }
    for said in [
        "each pair 60 days after its start",
        "60 days after their start, 36 pairs",
        "Pairs are seen before their 180th day",
    ] {
        assert!(at_age.contains(said), "{said}: {at_age}");
    }
}

#[test]
fn files_of_small_sites_are_not_told_apart() {
    let large = "pair_id,mentor,mentee,site,started_on\n".to_owned();
    let rows = |site: &str, pairs: usize| -> String {
        let row = |pair| format!("{site}{pair},{site} M{pair},{site} E{pair},{site},2026-01-05\n");
        (0..pairs).map(row).collect()
    };
    let workspace = Workspace::new(&[
        ("north/pairs.csv", large.clone() + &rows("North", 20)),
        ("remote/pairs.csv", large + &rows("Remote", 3)),
        (
            "partnerships.csv",
            "pair_id,text\nNorth1,A joint fair\nNorth2,A course\n".to_owned(),
        ),
        (
            "sessions.csv",
            "pair_id,date,status\nNorth1,2026-03-01,held\nNorth2,2026-09-01,held\n".to_owned(),
        ),
    ]);
    let reports = reported(&workspace, &["--by", "site"]);
    for page in ["effectiveness", "comparison"] {
        let page = reports.prose(&format!("share/{page}.md"));
        assert!(
            !page.contains("pairs.csv |") && !page.contains("remote/"),
            "{page}"
        );
    }
    let page = reports.prose("share/effectiveness.md");
    assert!(
        page.contains("4 files were read, with 27 rows in all"),
        "{page}"
    );
    assert!(!page.contains("Partnership ideas |"), "{page}");
    let internal = main_text(&reports.prose("internal/effectiveness.html"));
    assert!(
        internal.contains("remote/pairs.csv 3") && internal.contains("Partnership ideas 2"),
        "{internal}"
    );
}
