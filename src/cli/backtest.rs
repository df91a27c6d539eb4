//! `backtest`: how often the flags of the support list were right.

use super::args::{BacktestArgs, ListFormat};
use super::failure::Failure;
use super::run::{self, Asked};
use crate::pipeline::RunError;
use crate::programme::display_text;
use crate::report::comparison::backtest_section;
use crate::report::document::{Align, Block, Section, Table};
use crate::summary::write_backtest;
use std::fmt::Write as _;
use std::io::{self, Write as _};

/// Prints the back-test.
///
/// # Errors
/// The inputs cannot be read, or what was asked for does not fit them.
pub fn run(args: &BacktestArgs) -> Result<(), Failure> {
    let asked = Asked {
        as_of: args.when.as_of.as_deref(),
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
            let text = text(&backtest_section(&backtest)).map_err(Failure::run)?;
            out.extend(text.bytes());
        }
    }
    Ok(io::stdout().write_all(&out)?)
}

/// A section of a report for the terminal.
fn text(section: &Section) -> Result<String, std::fmt::Error> {
    let mut text = String::new();
    writeln!(text, "{}", section.title)?;
    for paragraph in std::iter::once(&section.description).chain(&section.how_to_read) {
        if !paragraph.is_empty() {
            writeln!(text, "\n{}", plain(paragraph))?;
        }
    }
    for block in &section.blocks {
        writeln!(text)?;
        match block {
            Block::Sentences(sentences) => {
                for sentence in sentences {
                    writeln!(text, "* {}", plain(sentence))?;
                }
            }
            Block::Table(shown) => table(&mut text, shown)?,
            Block::Note(note) | Block::Paragraph(note) => writeln!(text, "{}", plain(note))?,
            Block::Missing(missing) => {
                writeln!(text, "{}: {}", missing.what, plain(&missing.supply))?;
            }
            Block::Boxes(_) | Block::Figure(_) | Block::Definitions(_) | Block::Cases(_) => {}
        }
    }
    Ok(text)
}

/// Text for a terminal, its no-break spaces made plain.
fn plain(text: &str) -> String {
    display_text(text).replace('\u{a0}', " ")
}

fn table(text: &mut String, table: &Table) -> std::fmt::Result {
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
    let width = |place: usize| {
        let cells = rows.iter().filter_map(|row| row.get(place));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    writeln!(text, "{}", plain(&table.caption))?;
    for row in &rows {
        let cells = row.iter().zip(&widths).zip(&table.columns);
        let cells = cells.map(|((cell, &width), column)| match column.align {
            Align::Left => format!("{cell:<width$}"),
            Align::Right => format!("{cell:>width$}"),
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        writeln!(text, "  {}", line.trim_end())?;
    }
    for note in &table.notes {
        writeln!(text, "  {}", plain(note))?;
    }
    Ok(())
}
