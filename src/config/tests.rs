mod checks;
mod mistakes;

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
