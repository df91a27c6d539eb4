//! `compare`: groups of pairs held against each other.

use super::args::{CompareArgs, ListFormat};
use super::failure::Failure;
use super::run::{self, Asked};
use super::terminal::aligned;
use super::words::count_are;
use crate::measures::{Kind, Registry};
use crate::pipeline::Reading;
use crate::programme::display_text;
use crate::report::wording::{Unit, decimal, half_open};
use crate::summary::{Compared, Contrast, Horizon, Study, write_contrasts};
use console::Alignment;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Prints the comparisons.
///
/// # Errors
/// The inputs cannot be read, or the columns asked for are not there.
pub fn run(args: &CompareArgs) -> Result<(), Failure> {
    let asked = Asked {
        as_of: args.when.as_of.as_deref().map(run::day).transpose()?,
        period: args.when.period.as_deref(),
        at_days: args.grouping.at_days,
        by: &args.grouping.by,
        pairwise: args.grouping.pairwise,
        adjust: &args.grouping.adjust,
    };
    let reading = run::read(&args.inputs, asked)?;
    run::warn(&reading, args.inputs.quiet);
    let failed = |error| run::failure(crate::pipeline::RunError::Summary(error));
    let summed = reading.summarise().map_err(failed)?;
    let study = reading.study(&summed).map_err(failed)?;
    let mut out = Vec::new();
    match args.format {
        ListFormat::Csv => write_contrasts(&study, &mut out).map_err(Failure::run)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &study.groupings).map_err(Failure::run)?;
        }
        ListFormat::Table => out.extend(table(&reading, &study).map_err(Failure::run)?.bytes()),
    }
    Ok(io::stdout().write_all(&out)?)
}

fn table(reading: &Reading, study: &Study) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    if study.groupings.is_empty() {
        writeln!(
            text,
            "There is no column to compare by; name one with --by."
        )?;
    }
    for compared in &study.groupings {
        grouping(&mut text, reading, compared)?;
    }
    Ok(text)
}

fn grouping(text: &mut String, reading: &Reading, compared: &Compared) -> std::fmt::Result {
    writeln!(text, "By {}", display_text(&compared.grouping))?;
    for note in &compared.notes {
        writeln!(text, "  note: {}", display_text(note))?;
    }
    if compared.too_young > 0 {
        let young = count_are(compared.too_young, "pair");
        writeln!(text, "  note: {young} too young for that age and left out")?;
    }
    let is_primary = |contrast: &&Contrast| reading.config.primary.contains(&contrast.measure);
    let contrasts = || {
        compared
            .contrasts
            .iter()
            .filter(|contrast| contrast.difference.is_available())
    };
    let primary: Vec<&Contrast> = contrasts().filter(is_primary).collect();
    let others: Vec<&Contrast> = contrasts()
        .filter(|contrast| !is_primary(contrast))
        .collect();
    for (title, contrasts) in [
        ("Primary measures (p adjusted by Holm)", primary),
        (
            "Exploratory measures (p adjusted by Benjamini and Hochberg)",
            others,
        ),
    ] {
        if !contrasts.is_empty() {
            writeln!(text, "\n{title}")?;
            section(text, &reading.registry, &contrasts)?;
        }
    }
    let missing = compared.contrasts.len() - contrasts().count();
    if missing > 0 {
        let missing = count_are(missing as u64, "comparison");
        writeln!(text, "\n{missing} not available; --format csv says why.")?;
    }
    writeln!(text)
}

const HEADINGS: [&str; 7] = [
    "measure",
    "groups",
    "first",
    "second",
    "difference (95 %)",
    "p",
    "adjusted",
];

fn section(text: &mut String, registry: &Registry, contrasts: &[&Contrast]) -> std::fmt::Result {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    rows.extend(contrasts.iter().map(|contrast| row(registry, contrast)));
    let mut lines = aligned(&rows, &[Alignment::Left; HEADINGS.len()]).into_iter();
    lines.try_for_each(|line| writeln!(text, "  {line}"))
}

fn row(registry: &Registry, contrast: &Contrast) -> Vec<String> {
    let unit = unit(registry, contrast);
    let figure = |place: usize| {
        let side = &contrast.sides[place];
        let value = side
            .estimate
            .value
            .map_or_else(|| "–".to_owned(), |value| unit.show(value));
        format!("{value} (n {})", side.estimate.n)
    };
    let [first, second] = contrast.groups.each_ref().map(|group| display_text(group));
    let cells = [
        title(contrast),
        format!("{first} – {second}"),
        figure(0),
        figure(1),
        difference(contrast, unit.of_differences()),
        contrast.p().map_or_else(String::new, p_value),
        contrast.p_adjusted.map_or_else(String::new, p_value),
    ];
    cells.map(|cell| cell.replace('\u{a0}', " ")).to_vec()
}

fn title(contrast: &Contrast) -> String {
    let horizon = match contrast.horizon {
        None => String::new(),
        Some(Horizon::Days(days)) => format!(", by day {days}"),
        Some(Horizon::Median) => ", median".to_owned(),
        Some(Horizon::RestrictedMean) => {
            let day = contrast.until();
            let day = day.map_or_else(String::new, |day| format!(" to day {}", decimal(day)));
            format!(", restricted mean{day}")
        }
    };
    let adjusted = match contrast.adjusted_for.as_slice() {
        [] => String::new(),
        columns => format!(" (adjusted for {})", display_text(&columns.join(", "))),
    };
    format!("{}{horizon}{adjusted}", display_text(&contrast.title))
}

fn unit<'a>(registry: &'a Registry, contrast: &Contrast) -> Unit<'a> {
    let is_share = matches!(contrast.kind, Kind::Share | Kind::Flag)
        || matches!(contrast.horizon, Some(Horizon::Days(_)));
    if is_share {
        return Unit::Share;
    }
    let place = registry.position(&contrast.measure);
    let measure = place.and_then(|place| registry.measures().get(place));
    match measure.map(|measure| measure.unit) {
        Some("ratio" | "%") | None => Unit::Of(""),
        Some(unit) => Unit::Of(unit),
    }
}

fn difference(contrast: &Contrast, unit: Unit<'_>) -> String {
    let difference = &contrast.difference;
    let Some(value) = difference.value else {
        return String::new();
    };
    let bare = match unit {
        Unit::Of(_) => Unit::Of(""),
        other => other,
    };
    match half_open(difference.lower, difference.upper, bare) {
        Some(interval) => format!("{} [{interval}]", unit.show(value)),
        None => unit.show(value),
    }
}

/// Three decimals, `< 0.001` below.
fn p_value(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else {
        format!("{p:.3}")
    }
}
