//! `backtest`: how often the flags of the support list were right.

use super::args::{BacktestArgs, ListFormat};
use super::failure::Failure;
use super::run::{self, Asked};
use super::terminal::{Paint, Terminal, aligned};
use crate::pipeline::RunError;
use crate::programme::display_text;
use crate::report::comparison::backtest_section;
use crate::report::document::{Align, Block, Section, Table};
use crate::summary::write_backtest;
use console::Alignment;
use std::fmt::{self, Write as _};
use std::io::{self, Write as _};

/// Prints the back-test.
///
/// # Errors
/// The inputs cannot be read, or what was asked for does not fit them.
pub fn run(args: &BacktestArgs) -> Result<(), Failure> {
    let asked = Asked {
        as_of: args.when.as_of.as_deref().map(run::day).transpose()?,
        period: args.when.period.as_deref(),
        ..Asked::default()
    };
    let reading = run::read(&args.inputs, asked)?;
    run::warn(&reading, args.inputs.quiet);
    let failed = |error| run::failure(RunError::Summary(error));
    let backtest = reading.backtest().map_err(failed)?;
    let mut out = Vec::new();
    match args.format {
        ListFormat::Csv => write_backtest(&backtest, &mut out).map_err(Failure::run)?,
        ListFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &backtest).map_err(Failure::run)?;
        }
        ListFormat::Table => {
            let text = text(
                &backtest_section(&backtest),
                Terminal::new(args.inputs.color),
            )
            .map_err(Failure::run)?;
            out.extend(text.bytes());
        }
    }
    Ok(io::stdout().write_all(&out)?)
}

/// A section of a report for the terminal. Sentences are fitted to it; a table has the width of
/// its columns.
fn text(section: &Section, terminal: Terminal) -> Result<String, fmt::Error> {
    let mut text = String::new();
    writeln!(text, "{}", terminal.paint(Paint::Bold, &section.title))?;
    for paragraph in std::iter::once(&section.description).chain(&section.how_to_read) {
        if !paragraph.is_empty() {
            writeln!(text)?;
            lines(&mut text, &terminal.wrapped(&plain(paragraph)))?;
        }
    }
    for block in &section.blocks {
        writeln!(text)?;
        match block {
            Block::Sentences(sentences) => {
                for sentence in sentences {
                    let item = format!("* {}", plain(sentence));
                    lines(&mut text, &terminal.indented(0, &item))?;
                }
            }
            Block::Table(shown) => table(&mut text, shown, terminal)?,
            Block::Note(note) | Block::Paragraph(note) => {
                lines(&mut text, &terminal.wrapped(&plain(note)))?;
            }
            Block::Missing(missing) => {
                let missing = format!("{} {}", missing.what, plain(&missing.supply));
                lines(&mut text, &terminal.wrapped(&missing))?;
            }
            Block::Boxes(_) | Block::Figure(_) | Block::Definitions(_) | Block::Cases(_) => {}
        }
    }
    Ok(text)
}

fn lines(text: &mut String, lines: &[String]) -> fmt::Result {
    lines.iter().try_for_each(|line| writeln!(text, "{line}"))
}

/// Text for a terminal, its no-break spaces made plain.
fn plain(text: &str) -> String {
    display_text(text).replace('\u{a0}', " ")
}

fn table(text: &mut String, table: &Table, terminal: Terminal) -> fmt::Result {
    let headings: Vec<String> = table
        .columns
        .iter()
        .map(|column| plain(&column.label))
        .collect();
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| plain(cell)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(headings).chain(rows).collect();
    let sides = table.columns.iter().map(|column| match column.align {
        Align::Left => Alignment::Left,
        Align::Right => Alignment::Right,
    });
    let sides: Vec<_> = sides.collect();
    let caption = terminal.paint(Paint::Bold, &plain(&table.caption));
    writeln!(text, "{caption}")?;
    for line in aligned(&rows, &sides) {
        writeln!(text, "  {line}")?;
    }
    let notes = table.notes.iter();
    notes
        .map(|note| terminal.indented(2, &plain(note)))
        .try_for_each(|note| lines(text, &note))
}
