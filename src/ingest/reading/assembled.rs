//! From records and evidence to a programme with its ledger.

use super::{Evidence, doubtful, unphased};
use crate::config::Config;
use crate::ingest::assemble::{self, Built, Context, FactIndex, PlacedChunk};
use crate::ingest::book::Book;
use crate::ingest::columns::{Column, name_of};
use crate::ingest::data_through::{ISOLATED_DAYS, ISOLATED_STATED_DAYS, data_through};
use crate::ingest::ledger::Ledger;
use crate::ingest::links::Links;
use crate::ingest::pairing::{self, Address, Counted, NearMiss, Pairing};
use crate::ingest::question::PhaseQuestion;
use crate::ingest::records::Chunk;
use crate::ingest::sheet::Sheet;
use crate::ingest::stages::Stages;
use crate::ingest::supply::{UnclearStatus, file_facts, supplied, unclear};
use crate::ingest::trouble::{
    Finding, ISOLATED_DATE, ISOLATED_STATED_DATE, SEVERAL_OF_PAIR, TOTALS_OF_PARTS, Trouble,
};
use crate::programme::{Day, Origin, Partition, Programme, Supplied, Table, display_text};
use std::collections::BTreeMap;

/// A programme with its ledger.
pub(super) struct Assembled {
    /// The programme.
    pub programme: Programme,
    /// What became of every row.
    pub ledger: Ledger,
    /// Files whose past sessions too often do not say what became of them.
    pub unclear: Vec<UnclearStatus>,
    /// Files with forms of which nothing says when they were filled in, with what is to be asked.
    pub unphased: Vec<(u16, PhaseQuestion)>,
    /// Pairs that names may have meant.
    pub suggestions: Vec<NearMiss>,
    /// Whether any row names several people, and so is a record of several pairs.
    pub rows_of_several: bool,
    /// The first day of records that lie too long after all others.
    pub isolated_from: Option<Day>,
    /// What has to be known of the people before any figure, as sentences.
    pub cautions: Vec<String>,
}

/// Makes a programme of the records of all files.
pub(super) fn assembled(
    sheets: &[Sheet],
    chunks: &[Chunk],
    evidence: &Evidence,
    links: &Links,
    config: &Config,
) -> Assembled {
    let pairing = paired(sheets, chunks, links, config);
    let stages = Stages::choose(chunks, config);
    let facts = FactIndex::new(sheets);
    let context = Context {
        config,
        sheets,
        chunks,
        orders: &evidence.orders,
        scales: &evidence.scales,
        pairing: &pairing,
        stages: &stages,
        facts: &facts,
    };
    let placed = assemble::place(&context);
    let built = assemble::build(&context, &placed);
    let near = pairing::near_misses(chunks, &pairing, &counted(&built));
    let several = several_people(sheets, chunks, config);
    let days = all_days(&built);
    let supplied = supplied(sheets);
    let reach = Reach::of(&days, supplied);

    let mut book = Book::new(sheets, near.by_name());
    for finding in near.findings.iter().chain(&several) {
        book.enter(finding);
    }
    for finding in &evidence.findings {
        book.enter(finding);
    }
    book.chunks(chunks, &evidence.orders, &placed);
    book.ties();
    book.set_aside();
    book.stages(chunks, &stages);
    book.built(&built);
    for finding in reach.findings() {
        book.enter(&finding);
    }
    links.report(chunks, &pairing.universe, &mut book);

    let mut cautions = pairing::cautions_of_several(sheets, &several);
    cautions.extend(beside_each_other(sheets, &built));
    cautions.extend(doubtful::cautions(sheets, chunks));
    Assembled {
        cautions,
        suggestions: near.suggestions,
        rows_of_several: pairing.divided,
        isolated_from: match config.exported_on {
            Some(_) => None,
            None => reach.isolated_from(),
        },
        unclear: unclear(sheets, &built, &days, config),
        unphased: unphased::questions(sheets, &built),
        ledger: book.finished(),
        programme: Programme {
            attributes: facts
                .attributes
                .iter()
                .map(|(name, _)| name.clone())
                .collect(),
            cohort_derived: facts.number(Column::Cohort).is_none(),
            files: file_facts(sheets, &built),
            supplied,
            stages_recorded: stages.recorded,
            stage_model: stages.model,
            data_through: config.exported_on.or(reach.latest),
            unlinked_forms: unlinked(placed),
            partitions: built.into_iter().map(|built| built.partition).collect(),
        },
    }
}

/// The records' names and ids, joined to pairs.
fn paired(sheets: &[Sheet], chunks: &[Chunk], links: &Links, config: &Config) -> Pairing {
    let is_register = |file: u16, table: usize| {
        pairing::is_register(sheets[usize::from(file)].plan.tables[table].table())
    };
    let is_evidence = |file: u16| {
        let mut tables = sheets[usize::from(file)].plan.tables.iter();
        tables.any(|table| table.table() != Table::Contacts)
    };
    pairing::pair_up(chunks, is_register, is_evidence, links, config)
}

/// Cells that seem to name several people, unless the configuration says how to read them.
fn several_people(sheets: &[Sheet], chunks: &[Chunk], config: &Config) -> Vec<Finding> {
    if config.split_people.is_empty() {
        pairing::seem_several(sheets, chunks)
    } else {
        Vec::new()
    }
}

/// How far the records reach.
struct Reach {
    /// The last day that does not lie too long after all others.
    latest: Option<Day>,
    /// The days that do, with the first record of each.
    isolated: Vec<(Day, Origin)>,
    trouble: Trouble,
}

impl Reach {
    fn of(days: &BTreeMap<Day, Origin>, supplied: Supplied) -> Self {
        let (isolated_days, trouble) = if supplied.stated_sessions && !supplied.sessions {
            (ISOLATED_STATED_DAYS, ISOLATED_STATED_DATE)
        } else {
            (ISOLATED_DAYS, ISOLATED_DATE)
        };
        let (latest, isolated) = data_through(days, isolated_days);
        Self {
            latest,
            isolated,
            trouble,
        }
    }

    fn isolated_from(&self) -> Option<Day> {
        self.isolated.iter().map(|(day, _)| *day).min()
    }

    fn findings(&self) -> impl Iterator<Item = Finding> {
        self.isolated.iter().map(|(day, origin)| Finding {
            origin: *origin,
            header: None,
            value: day.to_string().into(),
            trouble: self.trouble,
        })
    }
}

/// Columns in which rows of one pair speak beside each other, as sentences: of different people,
/// or of different numbers of meetings.
fn beside_each_other(sheets: &[Sheet], built: &[Built]) -> Vec<String> {
    let findings = built.iter().flat_map(|built| &built.findings);
    let wanted = |finding: &&Finding| [SEVERAL_OF_PAIR, TOTALS_OF_PARTS].contains(&finding.trouble);
    let columns: BTreeMap<(u16, usize), Trouble> = findings
        .filter(wanted)
        .filter_map(|finding| Some(((finding.origin.file, finding.header?), finding.trouble)))
        .collect();
    let caution = |((file, header), trouble): ((u16, usize), Trouble)| {
        let sheet = &sheets[usize::from(file)];
        format!(
            "{}: {} in `{}`; {}",
            display_text(&sheet.shown),
            trouble.rule,
            display_text(&name_of(&sheet.layout.headers, header)),
            trouble.consequence
        )
    };
    columns.into_iter().map(caution).collect()
}

/// The pairs with their numbers of records.
fn counted(built: &[Built]) -> Vec<Counted<'_>> {
    fn of_partition((partition, built): (u32, &Built)) -> Vec<Counted<'_>> {
        let Partition {
            pairs,
            sessions,
            forms,
            ..
        } = &built.partition;
        let numbered = pairs.iter().zip(0_u32..);
        numbered
            .map(move |(pair, number)| Counted {
                address: Address {
                    partition,
                    pair: number,
                },
                pair,
                records: sessions.of(number as usize).len() + forms.of(number as usize).len(),
            })
            .collect()
    }
    (0..).zip(built).flat_map(of_partition).collect()
}

fn all_days(built: &[Built]) -> BTreeMap<Day, Origin> {
    let mut days = BTreeMap::new();
    for (day, origin) in built.iter().flat_map(|built| &built.days) {
        let first = days.entry(*day).or_insert(*origin);
        *first = (*first).min(*origin);
    }
    days
}

fn unlinked(placed: Vec<PlacedChunk>) -> Vec<(Option<String>, u64)> {
    let mut forms: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for (cohort, count) in placed.into_iter().flat_map(|placed| placed.unlinked) {
        *forms.entry(cohort).or_default() += count;
    }
    forms.into_iter().collect()
}
