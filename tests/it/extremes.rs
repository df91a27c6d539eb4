//! Programmes at the ends of what can happen: each gives reports without an empty picture, a silly
//! sentence or anything that does not fit where it stands.

use crate::browser::assert_sound;
use crate::support::{Reports, Workspace};
use std::fmt::Write as _;

/// A programme made up for a test; the same every time.
#[derive(Clone, Copy)]
struct Made {
    pairs: usize,
    /// Names of the cohorts, taken in turn.
    cohorts: &'static [&'static str],
    /// With more than there are names, cohorts are numbered.
    number_of_cohorts: usize,
    meetings: usize,
    goals: bool,
    evaluations: bool,
}

const USUAL: Made = Made {
    pairs: 60,
    cohorts: &["2025 autumn", "2026 spring"],
    number_of_cohorts: 2,
    meetings: 6,
    goals: true,
    evaluations: true,
};

/// An open pair whose mentee has a name of one long word.
const UNBROKEN: usize = 3;
const LONG_WORD: &str =
    " Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

const CONFIG: &str = "programme = \"Made up\"\nas_of = \"2026-06-30\"\n";

/// A day so many days after the first of January 2025.
fn day(after: usize) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    let day = first + chrono::Days::new(u64::try_from(after).unwrap());
    day.to_string()
}

impl Made {
    fn start(pair: usize) -> usize {
        60 + pair * 7 % 300
    }

    fn cohort(&self, pair: usize) -> String {
        let place = pair % self.number_of_cohorts;
        match self.cohorts.get(place) {
            Some(name) => (*name).to_owned(),
            None => format!("Intake {:02}", place + 1),
        }
    }

    fn register(&self) -> String {
        let mut rows = String::from(
            "pair_id,mentor,mentee,cohort,site,started_on,planned_end_on,closed_on,closure_reason,agreed_every\n",
        );
        for pair in 0..self.pairs {
            let start = Self::start(pair);
            let (closed, reason) = match pair % 5 {
                0 => (day(start + 180), "completed"),
                1 => (day(start + 60 + pair % 70), "lost contact"),
                _ => (String::new(), ""),
            };
            let site = self.cohorts[pair / 2 % self.cohorts.len()];
            let _ = writeln!(
                rows,
                "P{pair:04},Mentor {:03},Mentee {pair:04}{},\"{}\",\"Site {site}\",{},{},{closed},{reason},21",
                pair / 2,
                if pair == UNBROKEN { LONG_WORD } else { "" },
                self.cohort(pair),
                day(start),
                day(start + 200),
            );
        }
        rows
    }

    fn sessions(&self) -> String {
        let stages = ["Introduction", "Foundation", "Orientation", "Collaboration"];
        let mut rows = String::from("pair_id,date,status,minutes,stage\n");
        for pair in 0..self.pairs {
            for meeting in 0..self.meetings {
                let at = day(Self::start(pair) + 3 + meeting * (17 + pair % 9));
                let status = if (pair + meeting) % 7 == 6 {
                    "missed by mentee"
                } else {
                    "held"
                };
                let stage = stages[(meeting + pair % 2).min(3)];
                let _ = writeln!(rows, "P{pair:04},{at},{status},60,{stage}");
            }
        }
        rows
    }

    fn goals(&self) -> String {
        let mut rows = String::from("pair_id,goal,text,set_on,due_on,status,attained_on\n");
        for pair in 0..self.pairs {
            for goal in 1..=2 {
                let set = Self::start(pair) + (goal - 1) * 50;
                let attained = (pair + goal) % 3 > 0;
                let (status, on) = if attained {
                    ("attained", day(set + 90))
                } else {
                    ("not attained", String::new())
                };
                let _ = writeln!(
                    rows,
                    "P{pair:04},{goal},Aim {goal},{},{},{status},{on}",
                    day(set),
                    day(set + 120)
                );
            }
        }
        rows
    }

    fn evaluations(&self) -> String {
        let mut rows =
            String::from("pair_id,date,respondent,phase,goals_achieved,new_goals,partnership\n");
        for pair in (0..self.pairs).filter(|pair| pair % 5 < 2) {
            for respondent in ["mentor", "mentee"] {
                let at = day(Self::start(pair) + 185);
                let said = if pair % 3 == 0 { "partly" } else { "yes" };
                let new = if pair % 2 == 0 { "yes" } else { "no" };
                let _ = writeln!(rows, "P{pair:04},{at},{respondent},end,{said},{new},no");
            }
        }
        rows
    }

    fn workspace(&self) -> Workspace {
        let mut files = vec![
            ("mentorstat.toml", CONFIG.to_owned()),
            ("pairs.csv", self.register()),
        ];
        if self.meetings > 0 {
            files.push(("sessions.csv", self.sessions()));
        }
        if self.goals {
            files.push(("goals.csv", self.goals()));
        }
        if self.evaluations {
            files.push(("evaluations.csv", self.evaluations()));
        }
        Workspace::new(&files)
    }
}

/// Opens the unsuppressed edition, in which there is most to see.
#[track_caller]
fn assert_internal_is_sound(reports: &Workspace) {
    assert_sound(&reports.outputs().join("2026-Q2/internal"));
}

/// What no report ever says.
const SILLY: [&str; 21] = [
    "NaN",
    "inf ",
    "Some(",
    "No picture",
    "a hidden number of",
    " of 0 ",
    "(n 0)",
    " ()",
    "..",
    "  ;",
    ": .",
    "(; ",
    "of 0\u{a0}",
    "met 0\u{a0}times",
    "0\u{a0}meetings were",
    "0\u{a0}pairs started",
    "0\u{a0}pairs ended",
    "f 1 pairs",
    "1\u{a0}row match ",
    "0 ideas",
    ". .",
];

/// Text of a page, without its tags; style sheet and script left out.
fn text_of(page: &str) -> String {
    let main = page.split_once("<main").unwrap().1;
    let main = main.split_once("</main>").unwrap().0;
    let main = main.split("<script").next().unwrap();
    let text = main.split('<').filter_map(|part| part.split_once('>'));
    text.map(|(_, text)| text).collect::<Vec<_>>().join("|")
}

#[track_caller]
fn assert_sensible(reports: &Reports) {
    let pages = reports.files().into_iter();
    for (name, page) in pages.filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8(page).unwrap();
        let text = text_of(&page);
        for silly in SILLY {
            let found = text.find(silly);
            let around = found.map(|at| {
                text[..at + silly.len()]
                    .chars()
                    .rev()
                    .take(90)
                    .collect::<String>()
            });
            let around = around.map(|text| text.chars().rev().collect::<String>());
            assert_eq!(around, None, "{name}: “{silly}”");
        }
        assert_eq!(
            page.matches("<figure").count(),
            page.matches("<div class=\"picture").count(),
            "{name}"
        );
        for part in page.split("<svg").skip(1) {
            let picture = part.split("</svg>").next().unwrap();
            let marks = ["<path", "<circle", "<rect"].map(|mark| picture.matches(mark).count());
            assert!(
                marks.iter().sum::<usize>() > 1,
                "{name}: an empty picture: {picture}"
            );
        }
        for empty in ["<tbody>\n</tbody>", "<li></li>", "<p></p>", "<h2 id=\"\">"] {
            assert!(!page.contains(empty), "{name}: {empty}");
        }
    }
}

#[track_caller]
fn check(made: &Made, arguments: &[&str]) -> (Workspace, Reports) {
    let workspace = made.workspace();
    let reports = workspace.reported(arguments);
    assert_sensible(&reports);
    (workspace, reports)
}

#[test]
fn without_evaluations() {
    let (_folder, reports) = check(
        &Made {
            evaluations: false,
            ..USUAL
        },
        &[],
    );
    assert!(
        reports
            .text("share/effectiveness.md")
            .contains("Evaluation forms were not supplied")
    );
    // Whole histories of pairs stay in the house, whatever they are called.
    let internal = reports.text("internal/comparison.html");
    assert!(internal.contains("<figure id=\"histories\">") && internal.contains("P0001: "));
    for (name, page) in reports.texts() {
        let told = page.contains("histories") || page.contains("Histories");
        assert!(!name.starts_with("share/") || !told, "{name}");
    }
}

#[test]
fn few_pairs() {
    // Of so few nearly everything is hidden from others.
    let (_folder, reports) = check(&Made { pairs: 6, ..USUAL }, &[]);
    let page = reports.prose("share/effectiveness.md");
    for said in [
        "How many settled goals were attained is not shown",
        "How many mentees returned an evaluation is not shown",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
}

#[test]
fn a_long_support_list() {
    let made = Made {
        pairs: 1_100,
        meetings: 1,
        goals: false,
        evaluations: false,
        ..USUAL
    };
    let workspace = made.workspace();
    let reports = workspace.reported(&[]);
    let page = reports.text("internal/support.html");
    assert!(page.contains("<noscript>"));
    let alone = tempfile::tempdir().unwrap();
    std::fs::write(alone.path().join("support.html"), page).unwrap();
    assert_sound(alone.path());
}

#[test]
fn without_goals() {
    let made = Made {
        goals: false,
        evaluations: false,
        ..USUAL
    };
    let (_folder, reports) = check(&made, &[]);
    assert!(
        reports
            .text("share/effectiveness.md")
            .contains("Goals were not supplied")
    );
}

#[test]
fn one_pair() {
    let (folder, reports) = check(&Made { pairs: 1, ..USUAL }, &[]);
    let page = reports.text("share/comparison.md");
    assert!(
        page.contains("There are no two groups to compare"),
        "{page}"
    );
    assert_internal_is_sound(&folder);
}

#[test]
fn one_cohort() {
    let (_folder, reports) = check(
        &Made {
            number_of_cohorts: 1,
            ..USUAL
        },
        &[],
    );
    let page = reports.text("internal/effectiveness.html");
    assert!(!page.contains("side by side"));
}

#[test]
fn no_meeting() {
    let made = Made {
        meetings: 0,
        goals: false,
        evaluations: false,
        ..USUAL
    };
    let (folder, reports) = check(&made, &[]);
    assert!(
        reports
            .text("share/effectiveness.md")
            .contains("Session records were not supplied")
    );
    assert_internal_is_sound(&folder);
}

#[test]
fn forty_cohorts() {
    let made = Made {
        pairs: 320,
        cohorts: &["Intake 00"],
        number_of_cohorts: 40,
        ..USUAL
    };
    let (folder, _) = check(&made, &[]);
    assert_internal_is_sound(&folder);
}

#[test]
fn names_of_any_script_and_length() {
    const NAMES: [&str; 4] = [
        "برنامج الإرشاد المهني للمعلمين الجدد في المنطقة الشمالية",
        "北部地区新教师专业发展与辅导合作项目第二期参与者小组",
        "Regional partnership for the professional development of newly qualified teachers",
        "Łódź – Ñandú & <Søn> “two”",
    ];
    let made = Made {
        pairs: 80,
        cohorts: &NAMES,
        number_of_cohorts: 4,
        ..USUAL
    };
    let (folder, reports) = check(&made, &["--by", "site"]);
    assert!(reports.text("internal/comparison.html").contains("برنامج"));
    assert_internal_is_sound(&folder);
}

#[test]
fn five_thousand_pairs() {
    let made = Made {
        pairs: 5_000,
        meetings: 2,
        goals: false,
        evaluations: false,
        ..USUAL
    };
    let (_folder, reports) = check(&made, &[]);
    let page = reports.text("share/effectiveness.html");
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
}
