//! Makes the folder of a period: every document, picture and table, for both audiences.

use super::folder::{folder_name, refuse_other_pairs};
use super::records::{manifest, records};
use super::workbook::{WORKBOOK, workbook};
use super::{Reading, RunError, print, printed};
use crate::ingest::Ledger;
use crate::output::{MANIFEST_FILE, PlacedWorkbook, Staging};
use crate::programme::Day;
use crate::report::comparison::{self, Comparing};
use crate::report::document::Document;
use crate::report::effectiveness::{self, Audience, Brief, Records};
use crate::report::support::{self, Helping};
use crate::report::{Pictures, docx, html, markdown, write_ledger};
use crate::summary::{
    self, Analysis, AnalysisTable, Backtest, CodingKey, Summarised, Summary, SupportList,
};
use std::io;
use std::path::{Path, PathBuf};

/// Where the outputs go and what the manifest says of the run.
#[derive(Clone, Debug)]
pub struct Destination<'a> {
    /// The folder in which the folder of the period is made.
    pub out: &'a Path,
    /// Whether a folder that is not ours may be overwritten.
    pub force: bool,
    /// The command line after the name of the program.
    pub arguments: Vec<String>,
    /// The programme's own notes, as written.
    pub notes: Option<String>,
    /// What the codes of pairs and mentors are made from; without it they hold for one run only.
    pub key: Option<CodingKey>,
    /// Whether the shared effectiveness report is also printed to PDF.
    pub pdf: bool,
}

/// The folder that was made and the files in it, relative to it.
#[derive(Clone, Debug)]
pub struct Written {
    /// The folder of the period.
    pub folder: PathBuf,
    /// The files, by path.
    pub files: Vec<String>,
    /// The workbook of the support list, with those that stay because somebody filled them in.
    pub workbook: PlacedWorkbook,
    /// What was asked for and could not be made, each a sentence.
    pub not_made: Vec<String>,
}

/// Makes all reports of the period.
///
/// # Errors
/// What was asked for does not fit the records, or the outputs cannot be written; then nothing is.
pub fn report(reading: &Reading, destination: &Destination<'_>) -> Result<Written, RunError> {
    refuse_names(reading, destination)?;
    let period = reading.period()?;
    let name = folder_name(&reading.config, &period.span.label);
    let folder = destination.out.join(name);
    if !destination.force {
        refuse_other_pairs(&folder, &reading.config)?;
    }
    let mut staging = Staging::begin(&folder, destination.force)?;
    let summed = reading.summarise()?;
    let ledger = reading.ledger(period.span.to);
    let printed = printed::previous(reading, &period, destination);
    let records = records(reading, &ledger, destination.notes.clone(), printed);
    let prepared = Prepared {
        reading,
        summed: &summed,
        records: &records,
        ledger: &ledger,
    };
    let ((), workbook) = side_by_side(
        || write_documents(&staging, &prepared),
        || {
            let (workbook, ()) = side_by_side(
                || workbook(reading, &summed.support, period.span.to),
                || {
                    write_internal(&staging, &prepared)?;
                    write_analysis(&staging, &prepared, destination.key.as_ref())
                },
            )?;
            Ok(workbook)
        },
    )?;
    let not_made = if destination.pdf {
        write_pdf(&staging, period.span.to)?
    } else {
        Vec::new()
    };
    let workbook = staging.write_workbook(&format!("internal/{WORKBOOK}"), &workbook)?;
    let mut files: Vec<String> = staging.outputs().into_iter().collect();
    files.push(MANIFEST_FILE.to_owned());
    let people = summed.summary.current.counts.people.exact();
    // Nobody waits until the texts of all rows are given back one by one.
    rayon::spawn(|| drop(summed));
    let folder = staging.publish(&manifest(reading, &ledger, &period, destination, people))?;
    Ok(Written {
        folder,
        files,
        workbook,
        not_made,
    })
}

/// What all outputs are made from.
struct Prepared<'a> {
    reading: &'a Reading,
    summed: &'a Summarised,
    records: &'a Records,
    ledger: &'a Ledger,
}

impl<'a> Prepared<'a> {
    /// What the documents of an audience are made from.
    const fn brief(&self, summary: &'a Summary, audience: Audience) -> Brief<'a> {
        Brief {
            summary,
            registry: &self.reading.registry,
            config: &self.reading.config,
            records: self.records,
            audience,
        }
    }
}

/// Does two things at the same time; if both fail, the first says why.
fn side_by_side<A: Send, B: Send>(
    first: impl FnOnce() -> Result<A, RunError> + Send,
    second: impl FnOnce() -> Result<B, RunError> + Send,
) -> Result<(A, B), RunError> {
    let (first, second) = rayon::join(first, second);
    Ok((first?, second?))
}

/// The documents of both audiences, with their pictures and tables, and the coordinator's page.
fn write_documents(staging: &Staging, prepared: &Prepared<'_>) -> Result<(), RunError> {
    let Prepared {
        reading, summed, ..
    } = prepared;
    let whole = &summed.summary;
    let internal = prepared.brief(whole, Audience::Internal);
    let (study, backtest) = side_by_side(
        || Ok(reading.study(summed)?),
        || {
            let (programme, config) = (reading.programme(), &reading.config);
            let backtest = summary::backtest_beside(programme, config, summed)?;
            write_support_page(staging, &internal, &summed.support, &backtest)?;
            Ok(backtest)
        },
    )?;
    side_by_side(
        || {
            let shared = summary::protect(whole, reading.config.suppression_k);
            let study = summary::protect_study(&study, whole, &shared);
            let comparing = Comparing {
                brief: prepared.brief(&shared, Audience::Shared),
                study: &study,
                backtest: None,
                histories: None,
            };
            write_audience(staging, &comparing)
        },
        || {
            let comparing = Comparing {
                brief: internal,
                study: &study,
                backtest: Some(&backtest),
                histories: Some(&summed.histories),
            };
            write_audience(staging, &comparing)
        },
    )?;
    Ok(())
}

/// Prints the shared report; says why, if it cannot be printed.
fn write_pdf(staging: &Staging, as_of: Day) -> Result<Vec<String>, RunError> {
    let page = staging.read("share/effectiveness.html")?;
    match print::pdf(&page, as_of) {
        Ok(printed) => {
            staging.write("share/effectiveness.pdf", &printed)?;
            Ok(Vec::new())
        }
        Err(why) => Ok(vec![why]),
    }
}

/// Refuses what would carry names into the shared report: columns that name people, and names in
/// the texts that it takes over as they are.
fn refuse_names(reading: &Reading, destination: &Destination<'_>) -> Result<(), RunError> {
    let config = &reading.config;
    let filtered = config.filters.iter().map(|(column, _)| column);
    summary::refuse_identifying(reading.programme(), "--by", &config.by)?;
    summary::refuse_identifying(reading.programme(), "--adjust", &config.adjust)?;
    summary::refuse_identifying(reading.programme(), "--where", filtered)?;
    let texts = texts_taken_over(reading, destination.notes.as_deref());
    let all: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
    let naming = summary::named_person(reading.programme(), &all);
    match texts.iter().find(|(_, text)| Some(*text) == naming) {
        None => Ok(()),
        Some((what, text)) => Err(RunError::NamesPeople {
            what: what.clone(),
            text: text.chars().take(60).collect(),
        }),
    }
}

/// The texts that the shared report takes over as they are, with what each is.
fn texts_taken_over<'a>(reading: &'a Reading, notes: Option<&'a str>) -> Vec<(String, &'a str)> {
    let config = &reading.config;
    let lines = notes.into_iter().flat_map(|notes| (1..).zip(notes.lines()));
    let lines = lines.map(|(line, text): (u32, _)| (format!("line {line} of the notes"), text));
    let mut texts: Vec<(String, &str)> = lines.collect();
    let mut add = |what: &str, found: &mut dyn Iterator<Item = &'a str>| {
        texts.extend(found.map(|text| (what.to_owned(), text)));
    };
    // A name may be broken between two lines.
    add("the text of the notes", &mut notes.into_iter());
    let programme = config.programme.as_str();
    add("the name of the programme", &mut std::iter::once(programme));
    let brand = config.brand.name.as_deref();
    add("the name of the brand", &mut brand.into_iter());
    let files = reading.programme().files.iter();
    add("the name of the file", &mut files.map(|file| &*file.path));
    let groups = summary::group_names(reading.programme(), &config.by);
    add("the name of the group", &mut groups.into_iter());
    let themes = config.themes.iter();
    add(
        "the name of the theme",
        &mut themes.map(|theme| &*theme.name),
    );
    let filters = config.filters.iter();
    add(
        "the value of --where",
        &mut filters.map(|(_, value)| value.as_str()),
    );
    texts
}

/// What may be handed on to one audience: the document, its pictures, its tables.
fn write_audience(staging: &Staging, comparing: &Comparing<'_>) -> Result<(), RunError> {
    let brief = &comparing.brief;
    let folder = match brief.audience {
        Audience::Shared => "share",
        Audience::Internal => "internal",
    };
    for (name, document) in [
        ("effectiveness", effectiveness::compose(brief)),
        ("comparison", comparison::compose(comparing)),
    ] {
        write_page(staging, &format!("{folder}/{name}.html"), &document)?;
        if brief.audience == Audience::Shared {
            write_shared_document(staging, name, &document, brief.summary.period.span.to)?;
        }
    }
    write_tables(staging, folder, comparing)
}

fn write_shared_document(
    staging: &Staging,
    name: &str,
    document: &Document,
    as_of: Day,
) -> Result<(), RunError> {
    write_file(staging, &format!("share/{name}.md"), |out| {
        markdown::write(document, "charts", out)
    })?;
    if let Some(logo) = &document.title.brand.logo {
        let name = markdown::logo_name(logo);
        staging.write(&format!("share/charts/{name}"), &logo.bytes)?;
    }
    for (name, picture) in Pictures::of(document).files() {
        staging.write(&format!("share/charts/{name}"), picture)?;
    }
    if name == "effectiveness" {
        let word =
            docx::render(document, as_of).map_err(|error| RunError::Page(error.to_string()))?;
        staging.write(&format!("share/{name}.docx"), &word)?;
    }
    Ok(())
}

fn write_tables(
    staging: &Staging,
    folder: &str,
    comparing: &Comparing<'_>,
) -> Result<(), RunError> {
    let Comparing {
        brief,
        study,
        backtest,
        ..
    } = comparing;
    let summary: &Summary = brief.summary;
    let tables = format!("{folder}/tables");
    write_file(staging, &format!("{tables}/measures.csv"), |out| {
        Ok(summary::write_measures(summary, out)?)
    })?;
    write_file(staging, &format!("{tables}/periods.csv"), |out| {
        Ok(summary::write_periods(summary, out)?)
    })?;
    write_file(staging, &format!("{tables}/comparisons.csv"), |out| {
        Ok(summary::write_contrasts(study, out)?)
    })?;
    write_file(staging, &format!("{tables}/curves.csv"), |out| {
        Ok(summary::write_curves(study, out)?)
    })?;
    write_file(staging, &format!("{tables}/transitions.csv"), |out| {
        Ok(summary::write_transitions(summary, out)?)
    })?;
    let Some(backtest) = backtest else {
        return write_file(staging, &format!("{tables}/columns.csv"), |out| {
            Ok(summary::write_columns(brief.registry, out)?)
        });
    };
    write_file(staging, &format!("{tables}/backtest.csv"), |out| {
        Ok(summary::write_backtest(backtest, out)?)
    })?;
    write_file(staging, &format!("{tables}/columns.csv"), |out| {
        Ok(summary::write_internal_columns(brief.registry, out)?)
    })
}

/// The coordinator's page.
fn write_support_page(
    staging: &Staging,
    brief: &Brief<'_>,
    list: &SupportList,
    backtest: &Backtest,
) -> Result<(), RunError> {
    let helping = Helping {
        brief: *brief,
        list,
    };
    let document = support::compose(&helping, Some(comparison::backtest_section(backtest)));
    side_by_side(
        || write_page(staging, "internal/support.html", &document),
        || {
            write_file(staging, "internal/support.md", |out| {
                markdown::write(&document, SHARED_PICTURES, out)
            })
        },
    )?;
    Ok(())
}

/// The folder of pictures as seen from the internal documents.
const SHARED_PICTURES: &str = "../share/charts";

/// A page, written as it is made: a long support list is never held as a whole.
fn write_page(staging: &Staging, name: &str, document: &Document) -> Result<(), RunError> {
    write_file(staging, name, |out| Ok(html::write(document, out)?))
}

/// What names people: pairs, goals, the support list and the ledger.
fn write_internal(staging: &Staging, prepared: &Prepared<'_>) -> Result<(), RunError> {
    let Prepared {
        reading,
        summed,
        ledger,
        ..
    } = prepared;
    write_file(staging, "internal/pairs.csv", |out| {
        summary::write_pairs(&summed.pairs, out).map_err(io::Error::other)
    })?;
    write_file(staging, "internal/goals.csv", |out| {
        Ok(summary::write_goals(&summed.goals, out)?)
    })?;
    write_file(staging, "internal/support.csv", |out| {
        Ok(summary::write_support(&summed.support, out)?)
    })?;
    let paths: Vec<&str> = reading
        .programme()
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    write_file(staging, "internal/ledger.csv", |out| {
        Ok(write_ledger(ledger, &paths, out)?)
    })
}

/// Tables for further analysis, coded.
fn write_analysis(
    staging: &Staging,
    prepared: &Prepared<'_>,
    key: Option<&CodingKey>,
) -> Result<(), RunError> {
    let Prepared {
        reading, summed, ..
    } = prepared;
    let (programme, config) = (reading.programme(), &reading.config);
    let analysis = Analysis::of(programme, config, &reading.registry, summed, key)?;
    for table in AnalysisTable::ALL {
        write_file(staging, &analysis_file(table, "csv"), |out| {
            analysis.write(table, out).map_err(io::Error::other)
        })?;
        #[cfg(feature = "parquet")]
        staging.write_from(
            &analysis_file(table, "csv"),
            &analysis_file(table, "parquet"),
            |text, out| summary::write_parquet(text, &analysis.types(table), out),
        )?;
    }
    write_file(staging, "internal/analysis/columns.csv", |out| {
        Ok(analysis.write_columns(out)?)
    })
}

fn analysis_file(table: AnalysisTable, ending: &str) -> String {
    format!("internal/analysis/{}.{ending}", table.name())
}

fn write_file(
    staging: &Staging,
    name: &str,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), RunError> {
    Ok(staging.write_with(name, write)?)
}
