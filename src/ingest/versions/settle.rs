//! Which version of a response counts.

use super::lateness::{Latenesses, day_of};
use super::response::{shown, with_goal};
use super::{Inputs, Response, exports, meetings};
use crate::config::Config;
use crate::ingest::columns::Column;
use crate::ingest::date_orders::FileOrders;
use crate::ingest::error::IngestError;
use crate::ingest::fetch::record_at;
use crate::ingest::hash::{combined, stable_hash};
use crate::ingest::records::{Cells, Chunk, RawRow, RawSession};
use crate::ingest::sheet::Sheet;
use crate::ingest::trouble::{
    ANSWERED_AGAIN, Finding, NOT_A_PHASE, NOT_A_RESPONDENT, REPEATED_ROW, REPLACED, Trouble,
    UNDECIDED_ROW, UNDECIDED_VERSION,
};
use crate::programme::{Day, Fate, Origin, Table, display_text, fold};
use crate::values::answers;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// When a response was sent.
pub(super) type Moment = (Day, u32);

/// When a version was sent, how far the responses of its file reach, and how late its file is.
type When = (Option<Moment>, Option<Moment>, Option<Day>);

/// One version of a response.
#[derive(Clone, Copy)]
struct Version<'a> {
    file: u16,
    response: &'a Response,
    sent: Option<Moment>,
    /// When the last response of its file was sent: an export that reaches further is later.
    reach: Option<Moment>,
}

impl Version<'_> {
    fn place(&self) -> (u16, u64) {
        (self.file, self.response.offset)
    }

    /// How late it is, by itself or by its file.
    fn when(&self, lateness: &FxHashMap<u16, Day>) -> When {
        (self.sent, self.reach, lateness.get(&self.file).copied())
    }

    /// The greatest counts of those that are equally late. Where rows stand decides between
    /// those only that are alike.
    fn fullness(&self) -> impl Ord + use<> {
        let Response { filled, hash, .. } = *self.response;
        (filled, hash, Reverse(self.place()))
    }

    fn origin(&self) -> Origin {
        Origin {
            file: self.file,
            line: self.response.line,
            offset: self.response.offset,
            part: 0,
            counted: false,
        }
    }
}

/// A version that does not count.
pub(super) struct Replaced {
    pub origin: Origin,
    /// The one that does.
    pub by: Origin,
    pub trouble: Trouble,
}

/// Takes all versions but the one that counts out of the chunks, and notes them as repeated. Gives
/// what has to be known of the others before any figure, as a sentence.
///
/// # Errors
/// When a file cannot be read again.
pub(in crate::ingest) fn settle(
    sheets: &[Sheet],
    chunks: &mut [Chunk],
    orders: &[FileOrders],
    config: &Config,
) -> Result<Option<String>, IngestError> {
    let inputs = Inputs {
        sheets,
        chunks,
        orders,
        config,
    };
    let (replaced, undecided) = all_replaced(inputs)?;
    let caution = caution(sheets, &undecided);
    for finding in undecided {
        let mut of_file = chunks.iter_mut();
        if let Some(chunk) = of_file.find(|chunk| chunk.file == finding.origin.file) {
            chunk.findings.push(finding);
        }
    }
    let mut of_file: BTreeMap<u16, Vec<Replaced>> = BTreeMap::new();
    for one in replaced {
        of_file.entry(one.origin.file).or_default().push(one);
    }
    for chunk in chunks {
        if let Some(replaced) = of_file.get(&chunk.file) {
            take_out(sheets, chunk, replaced);
        }
    }
    Ok(caution)
}

/// That rows of several exports differ of which none is known to be the later one.
fn caution(sheets: &[Sheet], undecided: &[Finding]) -> Option<String> {
    let open = undecided
        .iter()
        .filter(|finding| finding.trouble == UNDECIDED_ROW);
    let files: BTreeSet<u16> = open.map(|finding| finding.origin.file).collect();
    let names = files
        .iter()
        .map(|file| display_text(&sheets[usize::from(*file)].shown));
    (!files.is_empty()).then(|| {
        format!(
            "{}: rows that stand in several of these files differ, and nothing says which file is \
             the later one; {}",
            names.collect::<Vec<_>>().join(", "),
            UNDECIDED_ROW.consequence
        )
    })
}

/// The versions that do not count, and notes on rows of which it is not known.
fn all_replaced(inputs: Inputs<'_>) -> Result<(Vec<Replaced>, Vec<Finding>), IngestError> {
    let mut latenesses = Latenesses::new(inputs);
    let mut replaced = replaced(inputs, &mut latenesses);
    let gone = replaced.iter().map(|one| place(&one.origin)).collect();
    let (of_exports, mut undecided) = exports::replaced(inputs, &mut latenesses, &gone);
    let (of_meetings, missing) = meetings::replaced(inputs, &gone)?;
    replaced.extend(of_exports);
    replaced.extend(of_meetings);
    undecided.extend(missing);
    Ok((replaced, undecided))
}

fn replaced(inputs: Inputs<'_>, latenesses: &mut Latenesses<'_>) -> Vec<Replaced> {
    let versions = versions(inputs);
    let telling = telling_ids(&versions);
    let by_id = versions.iter().filter_map(|version| {
        let id = version
            .response
            .id
            .filter(|_| telling.contains(&version.file))?;
        Some((id, *version))
    });
    let mut replaced = of_groups(by_id, REPLACED, latenesses);
    let gone: FxHashSet<_> = replaced.iter().map(|one| place(&one.origin)).collect();
    let sitting = sittings(inputs);
    let by_sitting = versions.iter().filter_map(|version| {
        let key = sitting.get(&version.place())?;
        (!gone.contains(&version.place()) && version.sent.is_some()).then_some((*key, *version))
    });
    replaced.extend(of_groups(by_sitting, ANSWERED_AGAIN, latenesses));
    replaced
}

fn place(origin: &Origin) -> (u16, u64) {
    (origin.file, origin.offset)
}

/// All responses; what was sent after the as-of date is none of them, since it will not have
/// happened by then, and replaces nothing. How far a file reaches, it tells all the same.
fn versions(inputs: Inputs<'_>) -> Vec<Version<'_>> {
    let mut reach: BTreeMap<u16, Moment> = BTreeMap::new();
    let mut versions = Vec::new();
    for chunk in inputs.chunks {
        let orders = &inputs.orders[usize::from(chunk.file)];
        for response in &chunk.responses {
            let sent = response
                .sent
                .and_then(|(header, date, second)| Some((orders.day(header, date)?, second)));
            if let Some(sent) = sent {
                let latest = reach.entry(chunk.file).or_insert(sent);
                *latest = (*latest).max(sent);
            }
            let as_of = inputs.config.as_of;
            if sent.zip(as_of).is_some_and(|((day, _), as_of)| day > as_of) {
                continue;
            }
            versions.push(Version {
                file: chunk.file,
                response,
                sent,
                reach: None,
            });
        }
    }
    for version in &mut versions {
        version.reach = reach.get(&version.file).copied();
    }
    versions
}

/// Files in which ids are told by and large once: others number people, not responses.
fn telling_ids(versions: &[Version<'_>]) -> FxHashSet<u16> {
    let mut ids: BTreeMap<u16, (usize, FxHashSet<u64>)> = BTreeMap::new();
    for version in versions {
        if let Some(id) = version.response.id {
            let (rows, distinct) = ids.entry(version.file).or_default();
            *rows += 1;
            distinct.insert(id);
        }
    }
    let tells = |(rows, distinct): &(usize, FxHashSet<u64>)| {
        let more = rows - distinct.len();
        more < FEW || more * 3 <= *rows
    };
    let telling = ids.iter().filter(|(_, counts)| tells(counts));
    telling.map(|(file, _)| *file).collect()
}

/// So many repeated ids may be edits in any file.
const FEW: usize = 3;

/// All but the version that counts of each group.
fn of_groups<'a>(
    keyed: impl Iterator<Item = (u64, Version<'a>)>,
    trouble: Trouble,
    latenesses: &mut Latenesses<'_>,
) -> Vec<Replaced> {
    let mut groups: FxHashMap<u64, Vec<Version<'a>>> = FxHashMap::default();
    for (key, version) in keyed {
        groups.entry(key).or_default().push(version);
    }
    let mut replaced = Vec::new();
    for group in groups.values().filter(|group| group.len() > 1) {
        let files = group.iter().map(|version| version.file).collect();
        let lateness = lateness_within(&files, latenesses);
        let rank = |one: &&Version<'_>| (one.when(&lateness), one.fullness());
        let Some(counts) = group.iter().max_by_key(rank) else {
            continue;
        };
        let trouble_of = |one: &Version<'_>| {
            if one.response.hash == counts.response.hash {
                REPEATED_ROW
            } else if one.when(&lateness) == counts.when(&lateness) {
                UNDECIDED_VERSION
            } else {
                trouble
            }
        };
        let others = group.iter().filter(|one| one.place() != counts.place());
        replaced.extend(others.map(|one| Replaced {
            origin: one.origin(),
            by: counts.origin(),
            trouble: trouble_of(one),
        }));
    }
    replaced.sort_by_key(|one| one.origin);
    replaced
}

/// How late the files of a group are; of one file alone nothing is later.
fn lateness_within(files: &BTreeSet<u16>, latenesses: &mut Latenesses<'_>) -> FxHashMap<u16, Day> {
    if files.len() < 2 {
        return FxHashMap::default();
    }
    latenesses.of(files).clone()
}

/// For each response, what tells who answered for which pair, phase and day, where that is known.
fn sittings(inputs: Inputs<'_>) -> FxHashMap<(u16, u64), u64> {
    let busy = busy(inputs.chunks);
    let mut sittings = FxHashMap::default();
    let chunks = inputs.chunks.iter();
    for chunk in chunks.filter(|chunk| !chunk.responses.is_empty()) {
        let file = usize::from(chunk.file);
        let (sheet, orders) = (&inputs.sheets[file], &inputs.orders[file]);
        let response = |offset: u64| {
            let found = chunk
                .responses
                .binary_search_by_key(&offset, |one| one.offset);
            found.ok().map(|at| &chunk.responses[at])
        };
        let who = |response: &Response| response.who.filter(|who| !busy.contains(who));
        for row in &chunk.rows {
            if let Some(response) = response(row.offset)
                && (response.names_pair || response.who.is_some())
                && let Some(key) = of_form(sheet, orders, row, who(response))
            {
                let key = with_goal(combined(key, response.naming), response.goal);
                sittings.entry((chunk.file, row.offset)).or_insert(key);
            }
        }
        for session in &chunk.sessions {
            if let Some(response) = response(session.offset)
                && let Some(who) = who(response)
                && let Some(key) = of_session(sheet, orders, session, response)
            {
                let key = combined(combined(key, who), response.naming);
                let key = with_goal(key, response.goal);
                sittings.entry((chunk.file, session.offset)).or_insert(key);
            }
        }
    }
    sittings
}

/// Those who answer for more pairs than a mentor has: they enter what others say.
fn busy(chunks: &[Chunk]) -> FxHashSet<u64> {
    let mut pairs: FxHashMap<u64, FxHashSet<u64>> = FxHashMap::default();
    for response in chunks.iter().flat_map(|chunk| &chunk.responses) {
        if let Some(who) = response.who {
            pairs.entry(who).or_default().insert(response.naming);
        }
    }
    let busy = pairs.iter().filter(|(_, pairs)| pairs.len() > MOST_PAIRS);
    busy.map(|(who, _)| *who).collect()
}

const MOST_PAIRS: usize = 5;

/// Who answers a form of which phase on which day; `None` where nobody is told.
fn of_form(sheet: &Sheet, orders: &FileOrders, row: &RawRow, who: Option<u64>) -> Option<u64> {
    if sheet.plan.tables[row.table].table() != Table::Evaluations {
        return None;
    }
    let mut ignored = Vec::new();
    let mut cells = Cells::new(sheet, orders, row, &mut ignored);
    let role = cells.read(Column::Respondent, answers::respondent, NOT_A_RESPONDENT);
    let phase = cells.read(Column::Phase, answers::phase, NOT_A_PHASE);
    let day = cells.date(Column::Date)?;
    (role.is_some() || who.is_some())
        .then(|| stable_hash(format!("form {role:?} {who:?} {phase:?} {day}").as_bytes()))
}

/// A meeting of a day at a time; only where the time of sending is another column.
fn of_session(
    sheet: &Sheet,
    orders: &FileOrders,
    session: &RawSession,
    response: &Response,
) -> Option<u64> {
    let table = sheet.plan.tables.get(usize::from(session.part))?;
    let header = table.mapping.header_of(Column::Date)?;
    let day = day_of(sheet, orders, session)?;
    let (sent, ..) = response.sent?;
    let (start, part) = (session.start, session.part);
    (sent != header).then(|| stable_hash(format!("session {part} {day} {start:?}").as_bytes()))
}

/// Takes replaced versions out of a chunk.
fn take_out(sheets: &[Sheet], chunk: &mut Chunk, replaced: &[Replaced]) {
    let gone: FxHashMap<u64, &Replaced> = replaced
        .iter()
        .map(|one| (one.origin.offset, one))
        .collect();
    let responses = chunk.responses.iter().map(|one| one.offset);
    let rows = chunk.rows.iter().map(|one| one.offset);
    let sessions = chunk.sessions.iter().map(|one| one.offset);
    let here: FxHashSet<u64> = responses
        .chain(rows)
        .chain(sessions)
        .filter(|at| gone.contains_key(at))
        .collect();
    if here.is_empty() {
        return;
    }
    let sheet = &sheets[usize::from(chunk.file)];
    for row in chunk
        .rows
        .iter()
        .filter(|row| row.counted && here.contains(&row.offset))
    {
        let table = sheet.plan.tables[row.table].table();
        chunk
            .settled
            .entry(table)
            .or_default()
            .add(Fate::Repeated, 1);
    }
    let sessions = chunk.sessions.iter();
    let counted = sessions.filter(|session| session.counted && here.contains(&session.offset));
    let counted = counted.count() as u64;
    if counted > 0 {
        let tally = chunk.settled.entry(Table::Sessions).or_default();
        tally.add(Fate::Repeated, counted);
    }
    chunk
        .findings
        .retain(|finding| !here.contains(&finding.origin.offset));
    for offset in &here {
        let one = gone[offset];
        chunk.findings.push(Finding {
            origin: one.origin,
            header: sheet.plan.responses.ids.first().copied(),
            value: described(sheets, one).into(),
            trouble: one.trouble,
        });
    }
    let facts = sheet.plan.facts.len();
    chunk.retain(facts, |offset| !here.contains(&offset));
}

/// The id of a response, and where the version stands that counts.
fn described(sheets: &[Sheet], replaced: &Replaced) -> String {
    let by = &sheets[usize::from(replaced.by.file)];
    let at = format!("see {}, line {}", display_text(&by.shown), replaced.by.line);
    let sheet = &sheets[usize::from(replaced.origin.file)];
    let has_id = !sheet.plan.responses.ids.is_empty();
    let record = has_id
        .then(|| record_at(sheet, replaced.origin).ok())
        .flatten();
    let id = record.map(|record| shown(&sheet.plan.responses, &record));
    match id.filter(|id| !fold(id).is_empty()) {
        Some(id) => format!("{id}: {at}"),
        None => at,
    }
}
