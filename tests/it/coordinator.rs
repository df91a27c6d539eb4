//! The coordinator's page: who is on it, in which order, with what to say; safe from what
//! people write, and readable without its script.

use crate::report::programme;
use crate::support::{Reports, Workspace, ended, program};
use mentorstat::measures::{Registry, State};
use mentorstat::programme::{Day, built_in_stage_models};
use mentorstat::report::effectiveness::{Audience, Brief};
use mentorstat::report::support::{Helping, compose};
use mentorstat::report::{html, markdown};
use mentorstat::summary::{Calendar, MentorLoad, Newest, Reason, Silence, SupportList, SupportRow};

const HOSTILE: &str = "<script>alert(1)</script> | `code` =cmd|'/C calc'!A0 \u{1b}[31m\u{202e}x";
const LONG: &str =
    "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of Llanfairpwllgwyngyllgog";

/// The last day of the period of the made-up programme.
fn date() -> Day {
    Day::from_iso("2026-09-30").unwrap()
}

fn row(id: &str, mentor: &str, state: State) -> SupportRow {
    let ago = |days: i32| date().plus(-days);
    SupportRow {
        rank: 1,
        pair_id: id.into(),
        mentor: Some(mentor.into()),
        mentee: Some("Ben".into()),
        cohort: Some("2025 autumn".into()),
        site: None,
        state,
        presumed_ended: false,
        waiting: None,
        followed_up_on: None,
        failed_attempts: 0,
        reasons: ["no recorded meeting for 47 days", "no goal recorded"]
            .map(Reason::beside_signals)
            .into(),
        last_contact: Some(ago(47)),
        contact_gap: Some(47),
        days_since_contact: Some(47),
        contact_ratio: Some(3.0),
        agreed_next: Some(ago(-12)),
        stage: Some("Foundation".into()),
        issue_records: Box::default(),
        action_records: Box::default(),
        last_issue: Some("Too little time".into()),
        last_actions: Some("Ask for a day off".into()),
        suggested_step: Some("Call the mentee.".into()),
        address_records: Box::default(),
        addresses: None,
        own: Box::default(),
        calendar: Calendar {
            held: [ago(61), ago(54), ago(47)].into(),
            missed: [ago(40)].into(),
            paused: [(ago(30), ago(20))].into(),
        },
    }
}

fn list(rows: Vec<SupportRow>) -> SupportList {
    SupportList {
        states: vec![(State::Stalled, rows.len()), (State::Completed, 4)],
        rows,
        ..SupportList::default()
    }
}

/// The page and the text.
fn made(list: &SupportList) -> (String, String) {
    let (summary, config) = (programme::summary(), programme::config());
    let brief = Brief {
        summary: &summary,
        registry: &Registry::new(&built_in_stage_models()[0], &config.rules),
        config: &config,
        records: &programme::records(),
        audience: Audience::Internal,
    };
    let document = compose(&Helping { brief, list }, None);
    let text = markdown::render(&document, "charts").replace('\u{a0}', " ");
    (html::render(&document).unwrap(), text)
}

#[test]
fn a_case_says_why_what_to_do_and_what_was_said_last() {
    let (page, text) = made(&list(vec![row("P-1", "Anna", State::Stalled)]));
    for said in [
        "The only open pair needs support: stalled",
        "### 1. Anna and Ben",
        "* **Pair**: P-1 · 2025 autumn",
        "* **State**: Stalled",
        "(47 days ago)",
        "(in 12 days)",
        "* **Why**: No recorded meeting for 47 days; no goal recorded.",
        "* **Next step**: Call the mentee.",
        "* **Last issue**: Too little time",
        "* **Last actions**: Ask for a day off",
        "3 held in 26 weeks, the last on",
        "1 missed, the last on",
        "Paused ",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(page.contains("<th scope=\"row\">Anna and Ben<small>P-1 · 2025 autumn</small></th>"));
    assert!(page.contains("role=\"img\" aria-label=\"3 held in 26 weeks"));
    assert!(page.contains("<body class=\"confidential\">"));
}

#[test]
fn without_pairs_there_is_nothing_to_choose_and_no_script() {
    let (page, text) = made(&list(Vec::new()));
    assert!(text.contains("No pair needs support."), "{text}");
    assert!(!page.contains("<script") && !page.contains("class=\"cases\""));
    assert!(!text.contains("Close these?"));
    let (_, text) = made(&SupportList::default());
    assert!(
        text.contains("The records do not say when pairs met"),
        "{text}"
    );
}

#[test]
fn where_all_pairs_agree_there_is_no_filter_for_it() {
    let filters = |list: &SupportList| {
        let page = made(list).0;
        let labels = ["State", "Cohort", "Site", "Mentor"];
        let there = labels.map(|label| page.contains(&format!("<label>{label}\n<select>")));
        there.to_vec()
    };
    let one = row("P-1", "Anna", State::Stalled);
    assert_eq!(filters(&list(vec![one.clone()])), [false; 4]);
    let mut other = row("P-2", "Zoe", State::Watch);
    other.site = Some("North".into());
    assert_eq!(filters(&list(vec![one, other])), [true, false, true, true]);
}

#[test]
fn what_people_write_is_text_and_steers_nothing() {
    let mut hostile = row(HOSTILE, HOSTILE, State::Stalled);
    hostile.mentee = Some(HOSTILE.into());
    hostile.site = Some(HOSTILE.into());
    hostile.reasons = [Reason::beside_signals(HOSTILE)].into();
    hostile.stage = Some(HOSTILE.into());
    hostile.last_issue = Some(HOSTILE.into());
    hostile.last_actions = Some(HOSTILE.into());
    hostile.suggested_step = Some(HOSTILE.into());
    let other = row("P-2", "Zoe", State::Watch);
    let mut all = list(vec![hostile, other]);
    all.newest.sites = vec![(HOSTILE.into(), None)];
    all.mentors = vec![MentorLoad {
        mentor: HOSTILE.into(),
        open: 2,
        needing: 2,
        silent: vec![HOSTILE.into(), "P".into()],
    }];
    all.silences = vec![Silence {
        column: "site",
        name: HOSTILE.into(),
        since: date(),
        pairs: 3,
    }];
    let (page, text) = made(&all);
    assert_eq!(page.matches("<script").count(), 1, "its own");
    assert!(page.matches("&lt;script&gt;").count() > 8);
    assert!(!text.contains("<script") && !text.contains("`code`"));
    for steering in ['\u{1b}', '\u{202e}'] {
        assert!(!page.contains(steering) && !text.contains(steering));
    }
}

#[test]
fn names_of_any_script_and_length_are_whole() {
    let names = [LONG, "فاطمة الزهراء بنت محمد", "欧阳娜娜"];
    let rows = names.map(|name| row(name, name, State::Stalled));
    let (page, text) = made(&list(rows.to_vec()));
    for name in names {
        assert!(
            page.contains(&format!("<th scope=\"row\">{name} and Ben<small>")),
            "{name}"
        );
        assert!(text.contains(&format!(". {name} and Ben")), "{name}");
    }
}

#[test]
fn pairs_that_may_have_ended_stand_apart_at_the_end() {
    let mut ended = row("P-9", "Zoe", State::Stalled);
    ended.presumed_ended = true;
    let (_, text) = made(&list(vec![row("P-1", "Anna", State::Stalled), ended]));
    let (before, after) = text
        .split_once("Close these? 1 pair has been silent")
        .unwrap();
    assert!(before.contains("Anna and Ben") && !before.contains("Zoe and Ben"));
    assert!(after.contains("Zoe and Ben"));
    assert!(
        text.contains("1 of 2 open pairs needs support: 1 stalled; 1 may have ended"),
        "{text}"
    );
}

#[test]
fn late_records_are_asked_for_before_the_list() {
    let mut all = list(vec![row("P-1", "Anna", State::Stalled)]);
    all.newest = Newest {
        files: vec![("a.csv".into(), Some(date())), ("b.csv".into(), None)],
        sites: vec![("North".into(), Some(date().plus(-30)))],
    };
    all.silences = vec![Silence {
        column: "site",
        name: "North".into(),
        since: date().plus(-30),
        pairs: 4,
    }];
    let (_, text) = made(&all);
    let line = format!(
        "Newest records: b.csv none, a.csv {} and site North {}.",
        date(),
        date().plus(-30)
    );
    let question = "Records missing from site North since";
    let place = |said: &str| text.find(said).unwrap_or_else(|| panic!("{said}\n{text}"));
    assert!(place(&line) < place(question) && place(question) < place("### 1. Anna"));
}

#[test]
fn mentors_with_several_silent_pairs_are_shown_together() {
    let mut all = list(Vec::new());
    let load = |mentor: &str, open, needing, silent: &[&str]| MentorLoad {
        mentor: mentor.into(),
        open,
        needing,
        silent: silent.iter().map(|id| (*id).to_owned()).collect(),
    };
    all.mentors = vec![
        load("Zoe", 5, 3, &["P-1", "P-4"]),
        load("Anna", 1, 1, &["P-2"]),
    ];
    let (_, text) = made(&all);
    assert!(text.contains("1 mentor has more than one silent pair"));
    assert!(text.contains("| Zoe | 2 | 5 | P-1, P-4 |"), "{text}");
    assert!(text.contains("| Zoe | 5 | 3 |") && text.contains("| Anna | 1 | 1 |"));
    assert!(!text.contains("| Anna | 1 | 1 | P-2 |"));
}

#[test]
fn five_hundred_pairs_fit_into_a_page_that_can_be_sent() {
    let wordy = |number: usize| {
        let mut wordy = row(&format!("P-{number}"), LONG, State::Stalled);
        let why = "no recorded meeting for 47 days, 3.1 times the usual 15 days".repeat(4);
        wordy.reasons = [Reason::beside_signals(why)].into();
        wordy.last_issue = Some("What is said at length ".repeat(100).into());
        wordy.last_actions = wordy.last_issue.clone();
        wordy.calendar.held = (0..26).map(|week| date().plus(-7 * week)).rev().collect();
        wordy
    };
    let (page, _) = made(&list((0..500).map(wordy).collect()));
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    assert!(!page.contains("<noscript>"));
}

const PAIRS: &str = "pair_id,mentor,mentee,site,started_on,paused_from,paused_until\n\
    P1,Anna Albe,Ben Bode,North,2026-01-05,2026-05-01,2026-05-20\n\
    P2,Anna Albe,Cleo Cash,North,2026-01-05,,\n\
    P3,Anna Albe,Dora Dale,South,2026-01-05,,\n\
    P4,Emil Ende,Finn Fair,South,2026-06-20,,\n\
    P5,Emil Ende,Gina Gold,East,2026-01-05,,\n\
    P6,Hugo Hart,Ines Ibsen,South,2026-01-05,,\n";

const SESSIONS: &str = "pair_id,date,status,next_meeting,issues\n\
    P1,2026-03-02,held,,No TIME at all\n\
    P1,2026-04-06,held,2026-04-20,Travel costs; no time\n\
    P1,2026-04-20,missed,,\n\
    P2,2026-04-08,held,,Sometimes late\n\
    P3,2026-04-06,held,,no time\n\
    P5,2026-06-22,held,2026-07-06,Überlastet\n\
    P5,2026-07-20,held,,no time\n\
    P6,2026-06-25,held,,The travelling\n";

const CONFIG: &str = "as_of = 2026-06-30\n\
    [[theme]]\nname = \"Time\"\nwords = [\"time\", \"überlast*\"]\n\
    [[theme]]\nname = \"Money\"\nwords = [\"travel costs\"]\n";

fn programme_of_six(config: &str) -> Workspace {
    Workspace::new(&[
        ("pairs.csv", PAIRS),
        ("sessions.csv", SESSIONS),
        ("mentorstat.toml", config),
    ])
}

#[test]
fn the_page_is_made_from_the_records_up_to_the_day() {
    let workspace = programme_of_six(CONFIG);
    let reports = workspace.reported(&[]);
    let text = reports.prose("internal/support.md");
    for said in [
        "Newest records: in/sessions.csv 2026-06-25, site North 2026-04-08, site East 2026-06-22 and site South 2026-06-25.",
        "Records missing from mentor Anna Albe since 2026-04-08? All 3 open pairs stopped in the same week.",
        "2 held in 26 weeks, the last on 2026-04-06. 1 missed, the last on 2026-04-20. Next agreed for 2026-04-20. Paused 2026-05-01 to 2026-05-19.",
        "1 mentor has more than one silent pair",
        "| Anna Albe | 3 | 3 | P1, P2, P3 |",
        "* **Last issue**: Travel costs; no time",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let told = workspace.run(&["support", "in", "--as-of", "2026-06-30"]);
    told.says(
        0,
        &["as of 2026-06-30. Newest records: in/sessions.csv 2026-06-25, site North 2026-04-08"],
    );
}

#[test]
fn themes_count_pairs_and_meetings_up_to_the_day() {
    let workspace = programme_of_six(CONFIG);
    let text = workspace.reported(&[]).text("internal/support.md");
    // “Sometimes” holds no time; the meeting of July is not yet known.
    assert!(text.contains("| Time | 3 | 4 |"), "{text}");
    assert!(text.contains("| Money | 1 | 1 |"));
    assert!(text.contains("| Any issue | 5 | 6 |"));
    assert!(text.contains("The issue of most pairs: Time"));
}

#[test]
fn shared_themes_are_of_enough_pairs_and_without_words() {
    let workspace = programme_of_six(CONFIG);
    let reports = workspace.reported(&[]);
    let shared = reports.prose("share/effectiveness.md");
    assert!(shared.contains("| Time | &lt; 5 | &lt; 5 |"), "{shared}");
    assert!(shared.contains("| Money | &lt; 5 | &lt; 5 |"));
    for (name, text) in reports.texts() {
        let secret = ["überlast", "Travel costs", "Anna Albe"]
            .iter()
            .find(|word| text.contains(**word));
        assert!(
            !name.starts_with("share/") || secret.is_none(),
            "{name}: {secret:?}"
        );
    }
}

#[test]
fn a_theme_named_after_a_participant_is_refused() {
    let config = CONFIG.replace("Money", "Trouble with Anna Albe");
    let workspace = programme_of_six(&config);
    workspace
        .report(&[])
        .says(2, &["names a participant", "theme"]);
    workspace.assert_nothing_written();
}

#[test]
fn the_page_of_the_sample_lists_the_pairs_of_the_table_in_its_order() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command.args(["report", "sample_data", "--quiet", "--out"]);
    ended(command.arg(folder.path())).says(0, &[]);
    let reports = Reports::in_folder(folder.path());
    let page = reports.text("internal/support.html");
    let table = reports.table("internal/support.csv");
    let ids = table.column("pair_id");
    assert!(ids.len() > 20);
    let mut rest = page.as_str();
    for id in ids {
        let named = format!("<small>{id} · ");
        let (_, after) = rest.split_once(&named).unwrap_or_else(|| panic!("{id}"));
        rest = after;
    }
    let (list, _) = page.split_once("</main>").unwrap();
    assert_eq!(list.matches("<tbody data-v=").count(), table.0.len());
    assert!(page.len() < 300_000, "{} bytes", page.len());
}
