//! Mistakes are named at their place.

use super::*;

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
const MISTAKES: [(&str, (usize, usize), &str); 49] = [
    (
        "[[source]]\nfile = \"a\"\nprogress_range = [5]",
        (3, 18),
        "two numbers",
    ),
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
        "ends before it begins",
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
        "[[source]]\nfile = \"s.csv\"\n[source.columns]\ndat = \"Date\"",
        (4, 1),
        "Did you mean “date”?",
    ),
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
