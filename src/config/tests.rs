use super::*;

fn config(text: &str) -> Config {
    let file = ConfigFile::parse("mentorstat.toml", text).unwrap_or_else(|error| panic!("{error}"));
    Config::resolve(Some(&file), &Flags::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn error(text: &str) -> ConfigError {
    match ConfigFile::parse("mentorstat.toml", text) {
        Ok(file) => Config::resolve(Some(&file), &Flags::default()).expect_err(text),
        Err(error) => error,
    }
}

fn day(text: &str) -> Option<Day> {
    Day::from_iso(text)
}

#[test]
fn nothing_said_is_the_default() {
    assert_eq!(config(""), Config::default());
    assert_eq!(
        Config::resolve(None, &Flags::default()),
        Ok(Config::default())
    );
}

#[test]
fn every_setting_of_the_file_reaches_the_configuration() {
    let config = config(include_str!("tests/everything.toml"));
    assert_eq!(config.programme, "Bridgework");
    assert_eq!(
        (config.as_of, config.exported_on),
        (day("2026-09-30"), day("2026-10-01"))
    );
    assert_eq!(config.period.as_deref(), Some("2026-Q3"));
    assert_eq!(config.year_starts_in, 4);
    assert_eq!(config.stage_model.as_deref(), Some("own"));
    assert_eq!(config.by, ["cohort", "site"]);
    assert_eq!(config.date_order, Some(DateOrder::Dmy));
    assert_eq!(config.blank_status, Some(BlankStatus::Held));
    assert_eq!(config.unknown_pairs, UnknownPairs::Add);
    assert_eq!(config.suppression_k, 10);
    assert_eq!(config.headline, ["sessions_held"]);
    assert_eq!(config.planned_reasons, ["Moved on"]);
    assert_eq!(config.early_reasons, ["Fell apart", "Vanished"]);
    assert_eq!(config.rating_range, Some((1.0, 5.0)));
    assert_eq!(
        config.targets["goals_attained_settled"].to_bits(),
        0.7f64.to_bits()
    );
    assert_eq!(config.reach["eligible"], 400);
    assert_eq!(config.reach.len(), 1);
}

#[test]
fn rules_of_the_file_reach_the_configuration() {
    let rules = config(include_str!("tests/everything.toml")).rules;
    let expected = Rules {
        expected_gap_days: 14.0,
        cadence_tolerance: 1.5,
        benchmark: 0.8,
        appointment_grace_days: 0,
        minimum_hours_per_month: Some(2.0),
        undated_facts_days: 7,
        new_goal_after_days: 60,
        outcome_order: vec![OutcomeSource::Register, OutcomeSource::Form],
        breaks: vec![(day("2025-12-20").unwrap(), day("2026-01-06").unwrap())],
        scales: vec![Scale {
            name: "mutual_trust".into(),
            title: "Mutual trust".into(),
            items: vec!["q1".into(), "q2".into()],
            min: 1.0,
            max: 5.0,
            reversed: vec![false, true],
        }],
        support: SupportThresholds {
            stalled_days: 21.0,
            absences: 3,
            overdue_days: 10,
            low_rating: 0.5,
            ..SupportThresholds::default()
        },
        steps: NextSteps {
            no_contact: "Ring both. {question}".into(),
            never_started: "Ring both.".into(),
            ..NextSteps::default()
        },
    };
    assert_eq!(rules, expected);
}

#[test]
fn a_next_step_has_no_place_that_cannot_be_filled() {
    let text = |step: &str| format!("[support.steps]\nno_contact = \"{step}\"");
    let wrong = error(&text("Ask {name}.")).to_string();
    assert!(wrong.contains("{question}"), "{wrong}");
    error(&text(" "));
    error("[support.steps]\nno_contacts = \"Call.\"");
    let steps = config(&text("{stage}: {question}")).rules.steps;
    assert_eq!(steps.no_contact, "{stage}: {question}");
}

#[test]
fn own_stage_models_may_be_titles_or_tables() {
    let config = config(include_str!("tests/everything.toml"));
    let model = &config.stage_models[0];
    assert_eq!((model.key.as_str(), model.title.as_str()), ("own", "Own"));
    let keys: Vec<&str> = model
        .stages
        .iter()
        .map(|stage| stage.key.as_str())
        .collect();
    assert_eq!(keys, ["hello", "dig_in", "let_go"]);
    assert_eq!(model.stages[2].title, "Let go");
    assert_eq!(model.stages[1].expected_days, Some(90));
    assert_eq!(model.rank_by_name("2b"), Some(2));
}

#[test]
fn sources_of_the_file_reach_the_configuration() {
    let config = config(include_str!("tests/everything.toml"));
    let source = &config.sources[0];
    assert_eq!(source.file, "platform-*.csv");
    assert_eq!(source.tables, ["sessions"]);
    assert_eq!(config.split_people, [";", " and "]);
    assert_eq!(source.columns["mode"], "Location");
    assert_eq!(source.columns["department"], "Dept.");
    assert_eq!(source.values["status"]["1"], "held");
    assert_eq!(source.set["cohort"], "2025");
    assert_eq!(source.delimiter, Some('\t'));
    assert_eq!(source.header_rows, Some(2));
    assert_eq!(source.progress_range, Some((1.0, 5.0)));
    assert_eq!(source.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(source.date_order, Some(DateOrder::Mdy));
}

#[test]
fn the_command_line_stands_above_the_file() {
    let file = ConfigFile::parse("m.toml", "as_of = 2026-09-30\nby = \"site\"").unwrap();
    let flags = Flags {
        period: Some("2026-Q2".into()),
        by: vec!["mode".into()],
        strict: true,
        partitions: Some(0),
        ..Flags::default()
    };
    let config = Config::resolve(Some(&file), &flags).unwrap();
    assert_eq!(
        (config.as_of, config.period.as_deref()),
        (None, Some("2026-Q2"))
    );
    assert_eq!(config.by, ["mode"]);
    assert!(config.strict);
    assert_eq!(config.partitions, 1);
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest() {
    let error = error("programme = \"A\"\n\n[cadence]\ntolerence = 2\n");
    assert_eq!(
        error.to_string(),
        "mentorstat.toml, line 4, column 1: there is no setting “tolerence” here.\n\
         \x20 4 | tolerence = 2\n\
         \x20   | ^^^^^^^^^\n\
         Did you mean “tolerance”?"
            .replace("\x20 4", " 4")
            .replace("\x20   |", "   |")
    );
}

/// Each mistake with its line, its column, and words that the message must hold.
const MISTAKES: [(&str, (usize, usize), &str); 47] = [
    ("cadense = 3", (1, 1), "Did you mean “cadence”?"),
    ("xyz = 3", (1, 1), "Valid here: programme, as_of"),
    ("programme = 3", (1, 13), "a text"),
    ("programme = ", (1, 13), "cannot be read"),
    (
        "programme = \"a\"\nprogramme = \"b\"",
        (2, 1),
        "is set twice",
    ),
    (
        "as_of = \"30.09.2026\"",
        (1, 9),
        "“30.09.2026” is no day of the calendar",
    ),
    (
        "as_of = \"2026-02-31\"",
        (1, 9),
        "is no day of the calendar",
    ),
    ("as_of = 2026", (1, 9), "a date such as"),
    (
        "as_of = 2026-09-30T10:00:00",
        (1, 9),
        "is no day of the calendar",
    ),
    ("period = \"2026-Q5\"", (1, 10), "is no period"),
    ("period = \"2026-13\"", (1, 10), "is no period"),
    (
        "period = \"2026-09-01..2026-08-01\"",
        (1, 10),
        "is no period",
    ),
    ("year_starts_in = 13", (1, 18), "13 is not a month"),
    ("stage_model = \"layer\"", (1, 15), "Did you mean “layers”?"),
    ("date_order = \"dym\"", (1, 14), "Valid here: dmy, mdy, ymd"),
    (
        "unknown_pairs = \"set_aside\"",
        (1, 17),
        "Did you mean “set-aside”?",
    ),
    ("suppression_k = 0", (1, 17), "at least 1"),
    (
        "rating_range = [5, 1]",
        (1, 16),
        "the lowest and the highest",
    ),
    ("rating_range = [1]", (1, 16), "two numbers"),
    (
        "undated_facts_days = -1",
        (1, 22),
        "-1 is no number of days",
    ),
    (
        "outcome_order = [\"form\", \"form\"]",
        (1, 17),
        "nothing twice",
    ),
    (
        "[cadence]\nexpected_gap_days = \"often\"",
        (2, 21),
        "weekly",
    ),
    ("[cadence]\nexpected_gap_days = 0", (2, 21), "above 0"),
    ("[cadence]\ntolerance = 0.9", (2, 13), "below 1"),
    ("[cadence]\nbenchmark = nan", (2, 13), "a number is wanted"),
    ("[support]\nlow_rating = 2", (2, 14), "between 0 and 1"),
    ("[support]\nabsences = 0", (2, 12), "at least 1"),
    (
        "[support]\nstaled_days = 3",
        (2, 1),
        "Did you mean “stalled_days”?",
    ),
    (
        "[[break]]\nfrom = \"2026-01-05\"\nto = \"2026-01-01\"",
        (3, 6),
        "before it begins",
    ),
    (
        "[[break]]\nfrom = \"2026-01-05\"",
        (1, 1),
        "“to” is missing",
    ),
    (
        "[[scale]]\nname = \"t\"\nitems = [\"a\"]\nmin = 5\nmax = 5",
        (5, 7),
        "must be above the lowest",
    ),
    (
        "[[scale]]\nname = \"My scale\"\nitems = [\"a\"]\nmin = 1\nmax = 5",
        (2, 8),
        "my_scale",
    ),
    (
        "[[scale]]\nname = \"t\"\nitems = [\"trust\"]\nmin = 1\nmax = 5\nreversed = [\"trast\"]",
        (6, 13),
        "Did you mean “trust”?",
    ),
    (
        "[[stage_models]]\nkey = \"own\"\nstages = []",
        (3, 10),
        "has 0 stages",
    ),
    (
        "[[stage_models]]\nkey = \"own\"\nstages = [\"A\", \"B\", \"a\"]",
        (3, 21),
        "stands for two stages",
    ),
    (
        "[[stage_models]]\nkey = \"layers\"\nstages = [\"A\"]",
        (2, 7),
        "another stage model",
    ),
    (
        "[[stage_models]]\nkey = \"own\"\nstages = [{ titel = \"A\" }]",
        (3, 13),
        "Did you mean “title”?",
    ),
    (
        "[[source]]\nfile = \"a.csv\"\ntable = \"session\"",
        (3, 9),
        "Did you mean “sessions”?",
    ),
    (
        "[[source]]\nfile = \"a.csv\"\n[source.columns]\nstarted_an = \"Start\"",
        (4, 1),
        "Did you mean “started_on”?",
    ),
    (
        "[[source]]\nfile = \"a.csv\"\n[source.values.status]\nx = \"hled\"",
        (4, 5),
        "Did you mean “held”?",
    ),
    (
        "[[source]]\nfile = \"a.csv\"\n[source.set]\nmentring_type = \"x\"",
        (4, 1),
        "Did you mean “mentoring_type”?",
    ),
    ("by = 3", (1, 6), "a list of texts"),
    ("blank_status = true", (1, 16), "a text in quotes"),
    ("[scale]\nname = \"t\"", (1, 1), "[[scale]]"),
    ("[reach]\neligibel = 3", (2, 1), "Did you mean “eligible”?"),
    (
        "[brand]\nacent = \"#123456\"",
        (2, 1),
        "Did you mean “accent”?",
    ),
    ("[brand]\naccent = \"blue\"", (2, 10), "is no colour"),
];

#[test]
fn mistakes_are_named_at_their_place() {
    for (text, position, words) in MISTAKES {
        let error = error(text);
        let shown = error.to_string();
        assert_eq!(error.position(), Some(position), "{shown}");
        assert!(
            words.split('|').any(|words| shown.contains(words)),
            "{words}: {shown}"
        );
    }
}

#[test]
fn measures_that_do_not_exist_are_named() {
    let file = ConfigFile::parse("m.toml", "[targets]\nattendence = 0.8").unwrap();
    let error = file
        .check_measures(&["attendance", "sessions_held"])
        .unwrap_err();
    assert_eq!(error.position(), Some((2, 1)));
    assert!(error.to_string().contains("Did you mean “attendance”?"));
    assert_eq!(file.check_measures(&["attendence"]), Ok(()));
}

#[test]
fn headlines_may_be_counts_and_comparisons_may_not() {
    let file = ConfigFile::parse(
        "m.toml",
        "headline = [\"people_served\"]\n[targets]\nmeetings = 300",
    );
    assert_eq!(file.unwrap().check_measures(&["attendance"]), Ok(()));
    let file = ConfigFile::parse("m.toml", "primary = [\"meetings\"]").unwrap();
    assert!(file.check_measures(&["attendance"]).is_err());
}

#[test]
fn a_target_of_a_share_is_a_share() {
    let file = ConfigFile::parse("m.toml", "[targets]\nattendance = 70").unwrap();
    assert_eq!(file.check_shares(&["hours_held"]), Ok(()));
    let error = file.check_shares(&["attendance"]).unwrap_err();
    assert_eq!(error.position(), Some((2, 14)));
    assert!(error.to_string().contains("attendance = 0.7"), "{error}");
}

#[test]
fn a_logo_is_found_beside_the_file_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    let resolved = |text: &str| {
        std::fs::write(&path, text).unwrap();
        Config::resolve(Some(&ConfigFile::read(&path).unwrap()), &Flags::default())
    };
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\">";
    std::fs::write(folder.path().join("sign.svg"), format!("{drawing}</svg>")).unwrap();
    let evil = format!("{drawing}<script>alert(1)</script></svg>");
    std::fs::write(folder.path().join("evil.svg"), evil).unwrap();
    std::fs::write(folder.path().join("large.png"), vec![0; 600 * 1024]).unwrap();
    let logo = resolved("[brand]\nname = \"Bridge\"\nlogo = \"sign.svg\"")
        .unwrap()
        .brand
        .logo;
    assert_eq!(logo.map(|logo| (logo.width, logo.height)), Some((30, 20)));
    for (file, why) in [
        ("evil.svg", "script"),
        ("large.png", "600 KB"),
        ("none.png", "cannot be read"),
    ] {
        let error = resolved(&format!("[brand]\nlogo = \"{file}\"")).unwrap_err();
        assert_eq!(error.position(), Some((2, 8)));
        assert!(error.to_string().contains(why), "{error}");
    }
}

#[test]
fn a_pale_colour_is_darkened_and_the_reason_said() {
    let text = "[brand]\naccent = \"#FFCC00\"";
    let caution = ConfigFile::parse("m.toml", text)
        .unwrap()
        .cautions()
        .unwrap();
    assert_eq!(caution.position(), Some((2, 10)));
    let accent = config(text).brand.accent.unwrap();
    assert!(caution.to_string().contains(&accent.light), "{caution}");
    let dark = ConfigFile::parse("m.toml", "[brand]\naccent = \"#1D5C96\"").unwrap();
    assert_eq!(dark.cautions(), None);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    assert_eq!(find(&[folder.path().to_owned()]), None);
    let error = ConfigFile::read(&path).unwrap_err();
    assert!(error.to_string().contains("cannot be read"), "{error}");
    std::fs::write(&path, b"programme = \"M\xfcller\"").unwrap();
    let error = ConfigFile::read(&path).unwrap_err();
    assert!(error.to_string().contains("UTF-8"), "{error}");
    std::fs::write(&path, "\u{feff}programme = \"M\"").unwrap();
    assert!(ConfigFile::read(&path).is_ok());
    assert_eq!(find(&[folder.path().join("sessions.csv")]), Some(path));
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC*|([a-z_]{1,9} = |\\[+[a-z]{1,8}\\]+|\"|[0-9.-]|\n|é| ){0,20}") {
        if let Ok(file) = ConfigFile::parse("m.toml", &text) {
            let _ = Config::resolve(Some(&file), &Flags::default());
        }
    }
}

#[test]
fn themes_of_the_codebook_have_names_and_words() {
    let config = config(include_str!("tests/everything.toml"));
    let theme = &config.themes[0];
    assert_eq!(theme.name, "Time");
    assert_eq!(theme.words, ["no time", "überlast*", "时间"]);
}

#[test]
fn a_theme_without_words_or_with_the_name_of_another_is_a_mistake() {
    let theme =
        |name: &str, words: &str| format!("[[theme]]\nname = \"{name}\"\nwords = [{words}]\n");
    let many: String = (0..33)
        .map(|number| theme(&format!("T{number}"), "\"a\""))
        .collect();
    for (text, message) in [
        (
            theme("Time", ""),
            "this list must name something, and nothing twice.",
        ),
        (
            theme("Time", "\"a\", \"a\""),
            "this list must name something, and nothing twice.",
        ),
        (
            theme("Time", "\"--\""),
            "“--” has no letter and no digit, so that no text holds it.",
        ),
        (theme(" ", "\"a\""), "a theme needs a name."),
        (
            theme("Time", "\"a\"") + &theme("TIME", "\"b\""),
            "there are two themes “TIME”.",
        ),
        (many, "there are more than 32 themes."),
    ] {
        let file = ConfigFile::parse("m.toml", &text).unwrap();
        let error = Config::resolve(Some(&file), &Flags::default()).unwrap_err();
        assert_eq!(error.message(), message);
        assert!(error.position().is_some());
    }
}

#[test]
fn a_scale_is_called_like_nothing_else() {
    let names = |scale: &str| {
        let of_scale = [scale.to_owned(), change_of(scale)];
        let others = ["pair_id", "state", "attendance", "trust_change"].map(str::to_owned);
        others.into_iter().chain(of_scale).collect::<Vec<_>>()
    };
    let checked = |scale: &str| {
        let text = format!("[[scale]]\nname = \"{scale}\"\nitems = [\"a\"]\nmin = 1\nmax = 5\n");
        let file = ConfigFile::parse("m.toml", &text).unwrap();
        file.check_scales(&names(scale))
    };
    assert_eq!(checked("safety"), Ok(()));
    for scale in ["state", "attendance", "trust", "meetings"] {
        let error = checked(scale).unwrap_err();
        assert_eq!(error.position(), Some((2, 8)), "{scale}");
        assert!(error.to_string().contains(&format!("{scale}_scale")));
    }
}
