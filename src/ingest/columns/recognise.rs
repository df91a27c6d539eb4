//! From headers to tables and columns.

use super::Column;
use super::assign::{Assignment, assign};
use super::choice::{Candidate, Choice, choose, nearest};
use super::configured::{Configured, Meaning};
use super::headers::Header;
use super::synonyms::{self, Claim, Strength, TABLES, claims};
use super::tables::{Found, missing, score};
use super::{Ambiguity, Content, How, Names, Part, Recognition, Rival, TableMapping, Weakness};
use crate::config::{Scale, SourceConfig};
use crate::programme::{Table, display_text, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Recognises the tables of a file and the meaning of its headers.
///
/// `source` is what the configuration says of the file: its tables are taken as given, its
/// columns stand above everything else. Items of `scales` are columns of evaluations; columns of
/// `by` are attributes of the pair in any table, all other columns only in a register. The name of
/// the file decides between tables that the headers fit equally well, and nothing else.
#[must_use]
pub(in crate::ingest) fn recognise(
    columns: &Names<'_>,
    file_name: &str,
    source: Option<&SourceConfig>,
    scales: &[Scale],
    by: &[String],
) -> Recognition {
    let configured = Configured::new(columns.titles, source);
    let items = items(scales);
    let file = File {
        titles: columns.titles,
        headers: columns
            .looked_up
            .iter()
            .map(|name| Header::new(name))
            .collect(),
        places: (0..columns.looked_up.len()).collect(),
        configured: &configured,
        items: &items,
        contents: columns.contents,
    };
    let named = |at: &usize| !file.headers[*at].key.is_empty();
    let shared: Vec<usize> = (0..file.headers.len()).filter(named).collect();
    let who: Vec<usize> = shared
        .iter()
        .copied()
        .filter(|at| !columns.parts.is_empty() && names_somebody(&file.headers[*at]))
        .collect();
    let mut recognition = whole(&file, columns.parts, file_name, source);
    for part in columns.parts {
        let is_here = |table| recognition.tables.iter().any(|one| one.table == table);
        let of_all = if part.table.is_some() { &who } else { &shared };
        if part.beside.is_none_or(is_here) {
            recognition
                .tables
                .extend(file.part(part, of_all, file_name));
        }
    }
    if !recognition.tables.is_empty() {
        recognition.nearest = None;
    }
    forget_submissions(&mut recognition, &file.headers);
    recognition.ambiguities.extend(configured.missing());
    file.add_attributes(&mut recognition, by);
    recognition
}

/// The tables that the columns are which are no part of another.
fn whole(
    file: &File<'_>,
    parts: &[Part],
    file_name: &str,
    source: Option<&SourceConfig>,
) -> Recognition {
    let candidates = file.candidates(file_name);
    let given: Vec<Table> = source.map_or(Vec::new(), tables_of);
    let only = |tables| Choice {
        tables,
        ..Choice::default()
    };
    let Choice {
        tables: mut chosen,
        tie,
        weakness,
    } = if !given.is_empty() {
        only(given)
    } else if is_register_of_goals(&candidates, parts) {
        only(vec![Table::Pairs])
    } else {
        choose(&candidates)
    };
    let in_parts = |table: &Table| {
        parts
            .iter()
            .any(|part| part.beside.is_none() && part.table == Some(*table))
    };
    chosen.retain(|table| !in_parts(table) && parts.iter().all(|part| part.table.is_some()));
    let mut recognition = mapped(&candidates, &chosen);
    recognition.ambiguities.extend(tie);
    recognition.weakness = weakness;
    if chosen.is_empty() {
        recognition.nearest = nearest(&candidates);
    }
    recognition
}

/// The time of sending is what remains for a date; it is no rival of a better one.
fn forget_submissions(recognition: &mut Recognition, headers: &[Header]) {
    for ambiguity in &mut recognition.ambiguities {
        if let Ambiguity::Column { others, .. } = ambiguity {
            others.retain(|rival| headers[rival.header].key != synonyms::SUBMITTED);
        }
    }
    recognition.ambiguities.retain(
        |ambiguity| !matches!(ambiguity, Ambiguity::Column { others, .. } if others.is_empty()),
    );
}

/// Whether a file with numbered goals is a register, not a form: nothing else in it is an answer.
fn is_register_of_goals(candidates: &[Candidate], parts: &[Part]) -> bool {
    let has_goals = parts.iter().any(|part| part.beside == Some(Table::Pairs));
    let register = of(candidates, Table::Pairs).is_some_and(|one| one.missing.is_empty());
    let form = of(candidates, Table::Evaluations);
    let says_more = form.is_some_and(|form| {
        let mut claims = form.assignment.columns.values().filter(|claim| claim.own);
        claims.any(|claim| !claim.column.is_numbered() && !claim.column.is_identity())
    });
    has_goals && register && !says_more
}

/// A file by its headers.
struct File<'a> {
    titles: &'a [String],
    headers: Vec<Header>,
    /// Where in the file each of the headers stands.
    places: Vec<usize>,
    configured: &'a Configured,
    /// Items of scales by key.
    items: &'a BTreeMap<String, Column>,
    /// What stands below the headers of the file.
    contents: &'a [Content],
}

/// The items of all scales by key.
fn items(scales: &[Scale]) -> BTreeMap<String, Column> {
    let mut items = BTreeMap::new();
    for (scale, defined) in (0..).zip(scales) {
        for (item, text) in (0..).zip(&defined.items) {
            let column = Column::ScaleItem { scale, item };
            items.entry(Header::new(text).key).or_insert(column);
        }
    }
    items
}

impl File<'_> {
    /// The tables that a part of the columns is, with what the rest says of the pair.
    fn part(&self, part: &Part, shared: &[usize], file_name: &str) -> Vec<TableMapping> {
        let own = part.columns.iter();
        let own = own.map(|(at, name)| (*at, Header::new(name)));
        let shared = shared.iter().filter(|at| {
            let is_own = part.columns.iter().any(|(column, _)| column == *at);
            !is_own
        });
        let shared = shared.map(|at| (*at, Header::new(&self.headers[*at].text)));
        let (places, headers) = own.chain(shared).unzip();
        let file = File {
            titles: self.titles,
            headers,
            places,
            configured: self.configured,
            items: self.items,
            contents: self.contents,
        };
        let candidates = file.candidates(file_name);
        let chosen = match part.table {
            Some(table) => {
                let fits = of(&candidates, table).is_some_and(|one| one.missing.is_empty());
                fits.then_some(table).into_iter().collect()
            }
            None => choose(&candidates).tables,
        };
        let mut tables = mapped(&candidates, &chosen).tables;
        for (column, _) in tables.iter_mut().flat_map(|table| &mut table.columns) {
            *column = file.places[*column];
        }
        for table in &mut tables {
            table.sort();
        }
        tables
    }
}

fn names_somebody(header: &Header) -> bool {
    claims(header, Table::Sessions)
        .first()
        .is_some_and(|claim| claim.column.is_identity())
}

impl File<'_> {
    /// The file read as each of the tables.
    fn candidates(&self, file_name: &str) -> Vec<Candidate> {
        let claims = TABLES.map(|table| self.claims_of_all(table));
        let has_own =
            |of_table: &Vec<Vec<Claim>>, at: usize| of_table[at].iter().any(|claim| claim.own);
        // That a list of contacts might have a header, too, takes nothing from what the header
        // says of the records of pairs.
        let is_exclusive = |table: Table, at: usize| {
            let others = TABLES.iter().zip(&claims);
            let mut others = others
                .filter(|(other, _)| **other != table)
                .filter(|(other, _)| table == Table::Contacts || **other != Table::Contacts);
            !others.any(|(_, of_table)| has_own(of_table, at))
        };
        TABLES
            .iter()
            .zip(&claims)
            .map(|(table, claims)| {
                let is_exclusive = |at| is_exclusive(*table, at);
                candidate(*table, claims, &self.headers, file_name, is_exclusive)
            })
            .collect()
    }

    fn claims_of_all(&self, table: Table) -> Vec<Vec<Claim>> {
        (0..self.headers.len())
            .map(|at| self.claims(at, table))
            .collect()
    }

    fn claims(&self, at: usize, table: Table) -> Vec<Claim> {
        let mut claims = match self.configured.of(self.places[at]) {
            Some(Meaning::Column(column)) if synonyms::allows(table, column) => {
                let own = synonyms::is_own(table, column);
                vec![certain(column, Strength::Configured, own)]
            }
            Some(_) => Vec::new(),
            None => match self.scale_item(at, table) {
                Some(item) => vec![certain(item, Strength::Canonical, true)],
                None => claims(&self.headers[at], table),
            },
        };
        let content = self.contents.get(self.places[at]);
        let content = content.copied().unwrap_or_default();
        claims.retain(|claim| {
            let fits = claim.strength == Strength::Configured || content.fits(table, claim.column);
            let is_question = claim.strength == Strength::Question;
            let is_named = claim.strength <= Strength::Canonical;
            let fits = fits && (is_named || content.suggests(claim.column, is_question));
            fits && !self.configured.denies(claim.column)
        });
        claims
    }

    fn scale_item(&self, at: usize, table: Table) -> Option<Column> {
        if table != Table::Evaluations {
            return None;
        }
        let header = &self.headers[at];
        let item = || self.items.get(header.item.as_ref()?);
        self.items.get(&header.key).or_else(item).copied()
    }

    /// Headers that no table uses: attributes of the pair, or nothing.
    fn add_attributes(&self, recognition: &mut Recognition, by: &[String]) {
        let tables = &recognition.tables;
        let mapped = tables.iter().flat_map(|table| &table.columns);
        let used: BTreeSet<usize> = mapped.map(|(header, _)| *header).collect();
        let is_register = tables.iter().any(|table| table.table == Table::Pairs);
        for at in (0..self.headers.len()).filter(|at| !used.contains(at)) {
            match self.attribute(at, is_register, by) {
                Some(name) => recognition.attributes.push((at, name)),
                None => recognition.unmapped.push(at),
            }
        }
    }

    /// The name under which a header without a column is kept as an attribute of the pair.
    fn attribute(&self, at: usize, is_register: bool, by: &[String]) -> Option<String> {
        let header = &self.headers[at];
        if let Some(Meaning::Attribute(name)) = self.configured.of(at) {
            return Some(name.to_owned());
        }
        let title = &self.titles[at];
        let wanted = by.iter().find(|name| fold(name) == fold(title));
        let kept = || (is_register && !header.key.is_empty()).then(|| display_text(title));
        wanted.cloned().or_else(kept)
    }
}

fn candidate(
    table: Table,
    claims: &[Vec<Claim>],
    headers: &[Header],
    file_name: &str,
    is_exclusive: impl Fn(usize) -> bool,
) -> Candidate {
    let assignment = assign(claims);
    let found: Vec<Found> = assignment
        .columns
        .iter()
        .map(|(at, claim)| Found {
            claim: *claim,
            exclusive: claim.own && is_exclusive(*at),
        })
        .collect();
    let named = synonyms::is_named_after(file_name, table);
    Candidate {
        table,
        score: score(table, &found, named),
        missing: missing(table, &found, named),
        telling: found.iter().filter(|found| found.is_telling()).count(),
        weakness: weakness(&assignment, headers, named).filter(|_| table == Table::Sessions),
        assignment,
        named,
    }
}

/// How little of a file read as sessions speaks for meetings.
fn weakness(assignment: &Assignment, headers: &[Header], named: bool) -> Option<Weakness> {
    let of_meetings = || assignment.columns.values().filter(|claim| claim.own);
    let is_day = |(at, claim): (&usize, &Claim)| {
        claim.column == Column::Date
            && claim.strength == Strength::Synonym
            && headers[*at].speaks_of_contact()
    };
    if of_meetings().any(|claim| claim.column.is_of_meeting()) {
        None
    } else if assignment.columns.iter().any(is_day) {
        Some(Weakness::MayBeCalls)
    } else {
        let mut others = of_meetings().filter(|claim| claim.column != Column::Date);
        (!named && others.next().is_none()).then_some(Weakness::DaysOnly)
    }
}

fn certain(column: Column, strength: Strength, own: bool) -> Claim {
    Claim {
        column,
        strength,
        rank: 0,
        own,
    }
}

/// The tables that the configuration names.
fn tables_of(source: &SourceConfig) -> Vec<Table> {
    source
        .tables
        .iter()
        .filter_map(|name| super::Table::named(name))
        .collect()
}

/// The mappings of the chosen tables. A later table takes only what earlier ones left, besides
/// what names the pair and the day.
fn mapped(candidates: &[Candidate], chosen: &[Table]) -> Recognition {
    let mut recognition = Recognition::default();
    let mut used = BTreeSet::new();
    for candidate in chosen.iter().filter_map(|table| of(candidates, *table)) {
        let claims = candidate.assignment.columns.iter();
        let (columns, found): (Vec<(usize, Column)>, Vec<How>) = claims
            .filter(|(at, claim)| !used.contains(*at) || is_shared(claim))
            .map(|(at, claim)| ((*at, claim.column), claim.strength.how()))
            .unzip();
        used.extend(columns.iter().map(|(at, _)| *at));
        recognition.tables.push(TableMapping {
            table: candidate.table,
            columns,
            found,
        });
    }
    let losers = chosen.iter().filter_map(|table| of(candidates, *table));
    recognition.ambiguities = losers.flat_map(|one| contested(one, &used)).collect();
    recognition
}

fn of(candidates: &[Candidate], table: Table) -> Option<&Candidate> {
    candidates.iter().find(|candidate| candidate.table == table)
}

fn is_shared(claim: &Claim) -> bool {
    !claim.own || claim.column == Column::Date
}

/// Columns for which headers that ended without any column were in question; where the
/// configuration says which it is, none is.
fn contested(candidate: &Candidate, used: &BTreeSet<usize>) -> Vec<Ambiguity> {
    let assignment = &candidate.assignment;
    let mut contested = Vec::new();
    for (column, losers) in &assignment.losers {
        let mut columns = assignment.columns.iter();
        let taken = columns.find(|(_, claim)| claim.column == *column);
        let others: Vec<Rival> = losers
            .iter()
            .filter(|(header, _)| !used.contains(header))
            .map(|(header, strength)| Rival {
                header: *header,
                how: strength.how(),
            })
            .collect();
        if let Some((taken, claim)) = taken
            && claim.strength != Strength::Configured
            && !others.is_empty()
        {
            contested.push(Ambiguity::Column {
                table: candidate.table,
                column: *column,
                taken: *taken,
                how: claim.strength.how(),
                others,
            });
        }
    }
    contested
}
