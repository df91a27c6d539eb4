//! The settings of a whole run with their defaults.

use super::Found;
use super::source::{TO_DECIDE, questions, quoted};
use crate::config::{Config, SupportThresholds};
use crate::ingest::Question;
use crate::programme::display_text;
use std::fmt::Write as _;

/// Lines of a configuration file.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn comment(&mut self, comment: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "# {comment}");
    }

    /// A setting with what it means, and an empty line after it.
    fn setting(&mut self, comment: &str, setting: &str) {
        self.comment(comment);
        let _ = writeln!(self.0, "{setting}\n");
    }

    fn line(&mut self, line: &str) {
        let _ = writeln!(self.0, "{line}");
    }
}

/// The settings, each with what it means; those that have no default are commented out.
pub(super) fn text(found: &Found) -> String {
    let mut lines = Lines::default();
    lines.comment(
        "How mentorstat reads these files and what its reports say. Written by `mentorstat init`:",
    );
    lines.comment(
        "as long as nothing is edited, reports are the same with this file and without it.",
    );
    lines.line("");
    general(&mut lines, found);
    cadence(&mut lines);
    support(&mut lines, &Config::default().rules.support);
    examples(&mut lines);
    lines.0
}

fn general(lines: &mut Lines, found: &Found) {
    let default = Config::default();
    lines.setting(
        "Name of the programme, for titles.",
        &format!("programme = {}", quoted(&default.programme)),
    );
    period(lines, found);
    stage_model(lines, found);
    lines.setting(
        "Groups of fewer pairs than this are not shown in what may be handed on.",
        &format!("suppression_k = {}", default.suppression_k),
    );
    lines.setting(
        "Rows that name no pair of the register: \"set-aside\", or \"add\" to take them in as pairs.",
        "unknown_pairs = \"set-aside\"",
    );
    lines.setting(
        "What divides several people in one cell (\"Anna; Ben\"); each of them gets the row.",
        "# split_people = \";\"",
    );
    lines.setting(
        "Order of dates that could be read in two ways, for files that say nothing else: dmy, mdy.",
        "# date_order = \"dmy\"",
    );
    for file in &found.unclear {
        let path = display_text(&file.path);
        lines.comment(&format!("{TO_DECIDE}: {path}: {file}."));
    }
    lines.setting(
        "How a session with a blank status counts: \"held\" or \"unknown\". One with a word that is not known never counts as held: say under [source.values.status] what the word means.",
        "# blank_status = \"unknown\"",
    );
}

fn period(lines: &mut Lines, found: &Found) {
    let through = found.programme.as_ref().and_then(|one| one.data_through);
    let through = through.map_or_else(String::new, |day| format!(" The records reach {day}."));
    lines.setting(
        &format!("The period reported: 2026-Q3, 2026-09, 2026, or two dates with .. between them.{through}"),
        "# period = \"2026-Q3\"",
    );
    lines.setting(
        "The month in which the programme's year begins.",
        "year_starts_in = 1",
    );
    let by = found.programme.as_ref().map_or_else(Vec::new, |programme| {
        programme
            .attributes
            .iter()
            .map(|name| quoted(name))
            .collect()
    });
    lines.setting(
        "Columns to group by; without it, cohort. Columns found beside it are listed here.",
        &format!("# by = [{}]", by.join(", ")),
    );
}

fn stage_model(lines: &mut Lines, found: &Found) {
    let Some(programme) = &found.programme else {
        return;
    };
    let setting = format!("stage_model = {}", quoted(&programme.stage_model.key));
    let asks = |file| questions(file).any(|question| matches!(question, Question::Stages(_)));
    if found.files.iter().any(asks) {
        // A model that is named here would stand above the one that the answer makes.
        return lines.setting(
            "The stage model; it follows from the answer to the question about stages below.",
            &format!("# {setting}"),
        );
    }
    let reason = if programme.stages_recorded {
        "it knows most of the stages in the records"
    } else {
        "no stage is recorded, and it follows from the forms"
    };
    lines.setting(&format!("The stage model; {reason}."), &setting);
}

fn cadence(lines: &mut Lines) {
    let rules = Config::default().rules;
    lines.line("[cadence]");
    lines.setting(
        "Days between meetings of pairs that agreed nothing; or \"weekly\", \"every 6 weeks\".",
        &format!("expected_gap_days = {:?}", rules.expected_gap_days),
    );
    lines.setting(
        "A gap is on cadence up to so many times the expected one.",
        &format!("tolerance = {:?}", rules.cadence_tolerance),
    );
    lines.setting(
        "Share of the expected meetings from which the benchmark is met.",
        &format!("benchmark = {:?}", rules.benchmark),
    );
    lines.setting(
        "Days after an agreed date within which a meeting still counts as kept.",
        &format!("appointment_grace_days = {}", rules.appointment_grace_days),
    );
}

fn support(lines: &mut Lines, limits: &SupportThresholds) {
    lines.comment("When a pair needs somebody; days unless said otherwise.");
    lines.line("[support]");
    let days = [
        ("never_started_days", limits.never_started_days),
        ("too_early_days", limits.too_early_days),
        ("stalled_days", limits.stalled_days),
        ("stalled_ratio", limits.stalled_ratio),
        ("watch_ratio", limits.watch_ratio),
        ("own_gap_weight", limits.own_gap_weight),
        ("no_goals_days", limits.no_goals_days),
        ("low_rating", limits.low_rating),
        ("presumed_ended_days", limits.presumed_ended_days),
        ("presumed_ended_ratio", limits.presumed_ended_ratio),
    ];
    for (name, value) in days {
        lines.line(&format!("{name} = {value:?}"));
    }
    lines.line(&format!("overdue_days = {}", limits.overdue_days));
    lines.line(&format!("waiting_days = {}", limits.waiting_days));
    let counts = [
        ("watch_signals", limits.watch_signals),
        ("overdue_actions", limits.overdue_actions),
        ("absences", limits.absences),
        ("no_progress_meetings", limits.no_progress_meetings),
        ("issue_recurs", limits.issue_recurs),
        ("dwell_times", limits.dwell_times),
    ];
    for (name, value) in counts {
        lines.line(&format!("{name} = {value}"));
    }
    lines.line("");
}

/// What can be added and has no default.
fn examples(lines: &mut Lines) {
    lines.comment("A questionnaire: headers of its items, and the range of its answers.");
    for line in [
        "[[scale]]",
        "name = \"trust\"",
        "items = [\"How much do you trust each other?\"]",
        "min = 1",
        "max = 5",
    ] {
        lines.comment(line);
    }
    lines.line("");
    lines.comment("What a figure is to reach, by the measure's name in measures.csv.");
    lines.comment("[targets]");
    lines.comment("goals_attained_settled = 0.7");
    lines.line("");
}
