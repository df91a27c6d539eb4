//! The headers under which columns are met: data in `synonyms.toml`.

use super::Column;
use super::How;
use super::file_names::FileNames;
use super::headers::{Header, Range, family_key};
use super::question::Question;
use crate::programme::Table;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// All tables in the order in which ties are decided.
pub(super) const TABLES: [Table; 7] = [
    Table::Sessions,
    Table::Evaluations,
    Table::Pairs,
    Table::Goals,
    Table::Actions,
    Table::Partnerships,
    Table::Contacts,
];

/// How sure it is that a header stands for a column, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The configuration says so.
    Configured,
    /// It is the canonical name.
    Canonical,
    /// It is a known header.
    Synonym,
    /// It is a question with the words of the column.
    Question,
}

impl Strength {
    /// As it is reported.
    pub const fn how(self) -> How {
        match self {
            Self::Configured => How::Configured,
            Self::Canonical => How::Name,
            Self::Synonym => How::Synonym,
            Self::Question => How::KeyWords,
        }
    }
}

/// A column that a header could stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub column: Column,
    pub strength: Strength,
    /// Place among the headers of the column; the smaller is the better.
    pub rank: usize,
    /// Whether the column is one of the table's own, not of pairs in general.
    pub own: bool,
}

/// The columns that a header could stand for in a table, the best first. What a list of contacts
/// says of the pair besides who it is was copied from somewhere else and may be out of date.
pub(super) fn claims(header: &Header, table: Table) -> Vec<Claim> {
    let section = &*SYNONYMS;
    let own = section.of(table).iter().map(|entry| (entry, true));
    let pair = section
        .pair
        .iter()
        .filter(|entry| table != Table::Contacts || entry.is_identity())
        .map(|entry| (entry, table == Table::Pairs));
    let mut claims: Vec<Claim> = if table == Table::Pairs {
        pair.chain(own)
            .filter_map(|entry| claim(entry, header, table))
            .collect()
    } else {
        own.chain(pair)
            .filter_map(|entry| claim(entry, header, table))
            .collect()
    };
    claims.sort_by_key(|claim| claim.strength);
    claims
}

/// Whether a column may stand in a table.
pub(super) fn allows(table: Table, column: Column) -> bool {
    let section = &*SYNONYMS;
    let of_pair = table != Table::Contacts || column.is_identity();
    let pair = section.pair.iter().filter(|_| of_pair);
    let mut entries = section.of(table).iter().chain(pair);
    entries.any(|entry| entry.slot.holds(column))
}

/// Whether a column is one of the table's own, not of pairs in general.
pub(in crate::ingest) fn is_own(table: Table, column: Column) -> bool {
    let mut entries = SYNONYMS.of(table).iter();
    table == Table::Pairs || entries.any(|entry| entry.slot.holds(column))
}

/// The words by which files are called.
pub(super) fn file_names() -> &'static FileNames {
    &SYNONYMS.file_names
}

/// An unreadable file would leave nothing to be recognised; a test reads it.
static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(|| {
    toml::from_str::<SynonymsFile>(include_str!("synonyms.toml"))
        .unwrap_or_default()
        .into()
});

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct SynonymsFile {
    pair: Vec<EntryFile>,
    sessions: Vec<EntryFile>,
    evaluations: Vec<EntryFile>,
    pairs: Vec<EntryFile>,
    goals: Vec<EntryFile>,
    actions: Vec<EntryFile>,
    partnerships: Vec<EntryFile>,
    contacts: Vec<EntryFile>,
    file_names: FileNames,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    column: String,
    headers: Vec<String>,
    #[serde(default)]
    question: Questions,
}

/// One way of asking, or several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Questions {
    One(Question),
    Several(Vec<Question>),
}

impl Default for Questions {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Questions {
    fn all(self) -> Vec<Question> {
        match self {
            Self::One(question) => vec![question],
            Self::Several(questions) => questions,
        }
    }
}

struct Synonyms {
    pair: Vec<Entry>,
    tables: [Vec<Entry>; 7],
    file_names: FileNames,
}

/// What is known of one column.
struct Entry {
    slot: Slot,
    /// Rank by key.
    headers: HashMap<String, usize>,
    questions: Vec<Question>,
}

enum Slot {
    One(Column),
    Family(fn(u16) -> Column),
}

impl Synonyms {
    fn of(&self, table: Table) -> &[Entry] {
        let at = TABLES.iter().position(|known| *known == table);
        at.map_or(&[], |at| &self.tables[at])
    }
}

impl From<SynonymsFile> for Synonyms {
    fn from(file: SynonymsFile) -> Self {
        let entries =
            |section: Vec<EntryFile>| section.into_iter().filter_map(Entry::new).collect();
        Self {
            pair: entries(file.pair),
            tables: [
                entries(file.sessions),
                entries(file.evaluations),
                entries(file.pairs),
                entries(file.goals),
                entries(file.actions),
                entries(file.partnerships),
                entries(file.contacts),
            ],
            file_names: file.file_names.by_key(),
        }
    }
}

impl Entry {
    /// `None` for a column that does not exist; a test finds such entries.
    fn new(file: EntryFile) -> Option<Self> {
        let slot = match Column::family(&file.column) {
            Some(family) => Slot::Family(family),
            None => Slot::One(Column::from_name(&file.column)?),
        };
        let mut headers = HashMap::new();
        for header in &file.headers {
            let rank = headers.len() + 1;
            headers.entry(family_key(header)).or_insert(rank);
        }
        headers.entry(family_key(&file.column)).or_insert(0);
        Some(Self {
            slot,
            headers,
            questions: file.question.all(),
        })
    }

    /// Whether it says who the pair is.
    fn is_identity(&self) -> bool {
        matches!(self.slot, Slot::One(column) if column.is_identity())
    }

    /// The column of a header by its key, with its rank.
    fn synonym(&self, header: &Header, table: Table) -> Option<(Column, usize)> {
        match self.slot {
            Slot::One(column) => {
                let rank = self.headers.get(&header.key);
                let mut bare = header.bare.iter().filter_map(|key| self.headers.get(key));
                let of_form = header.of_form.as_ref().filter(|(form, _)| *form == table);
                let rank = rank
                    .or_else(|| bare.next())
                    .or_else(|| self.headers.get(&of_form?.1))?;
                Some((column, *rank))
            }
            Slot::Family(family) => {
                let bare = header.numbered_bare.iter();
                let bare = bare.filter(|_| header.says_no_more_of(family(1)));
                let plain = header.numbered.iter().chain(bare);
                let plain = plain.filter(|_| !(is_text(family(1)) && header.is_in_percent()));
                let in_percent = header.in_percent.iter();
                plain.chain(in_percent).find_map(|(key, number)| {
                    let rank = self.headers.get(key)?;
                    Some((family(*number), *rank))
                })
            }
        }
    }
}

impl Slot {
    fn holds(&self, column: Column) -> bool {
        match self {
            Self::One(own) => *own == column,
            Self::Family(family) => {
                let mut name = column.to_string();
                name.retain(|c| !c.is_ascii_digit());
                let mut of_family = family(1).to_string();
                of_family.retain(|c| !c.is_ascii_digit());
                name == of_family && Column::from_name(&column.to_string()).is_some()
            }
        }
    }
}

/// Whether a numbered column holds words.
fn is_text(column: Column) -> bool {
    matches!(
        column,
        Column::GoalText(_) | Column::Issue(_) | Column::Solution(_) | Column::Action(_)
    )
}

impl Header {
    /// The number of the goal that it names among other words, where it has no other number.
    pub(in crate::ingest) fn goal(&self) -> Option<u16> {
        if self.numbered.len() != 1 {
            return None;
        }
        let goal = |two: &[String]| match super::meanings(&two.join(" "), Table::Evaluations)[..] {
            [Column::GoalText(number), ..] => Some(number),
            _ => None,
        };
        self.words.windows(2).find_map(goal)
    }

    /// Whether it says of a numbered column that its values are per cents.
    fn is_in_percent(&self) -> bool {
        !self.in_percent.is_empty()
    }

    /// Whether a remark in brackets may be left out behind the number of a column: a range says what
    /// progress or a level is worth, and behind other words (`Goal 1 (1-5)`) what the column is.
    fn says_no_more_of(&self, column: Column) -> bool {
        match column {
            Column::GoalProgress(_) | Column::GoalLevel(_) => true,
            Column::GoalAchieved(_) => self.range != Some(Range::Other),
            _ => self.range.is_none(),
        }
    }
}

/// The key under which the time of sending is looked up.
pub(super) const SUBMITTED: &str = "timestamp";

fn claim((entry, own): (&Entry, bool), header: &Header, table: Table) -> Option<Claim> {
    let canonical = Column::from_name(&header.text).filter(|column| entry.slot.holds(*column));
    let (column, strength, rank) = match canonical {
        Some(column) => (column, Strength::Canonical, 0),
        None => match entry.synonym(header, table) {
            // The time of sending is the last choice for a date.
            Some((column, _)) if header.key == SUBMITTED => {
                (column, Strength::Question, usize::MAX)
            }
            Some((column, rank)) => (column, Strength::Synonym, rank),
            None => (entry.asked(header)?, Strength::Question, 0),
        },
    };
    Some(Claim {
        column,
        strength,
        rank,
        own,
    })
}

impl Entry {
    /// The column that the words of a question ask for; of a numbered one the question names no
    /// other number. Whether a goal was achieved that the question names by its number is asked of
    /// that one alone.
    fn asked(&self, header: &Header) -> Option<Column> {
        let mut asks = self.questions.iter();
        let numbered = if header.numbered_bare.is_empty() {
            &header.numbered
        } else {
            &header.numbered_bare
        };
        let column = match (&self.slot, numbered.as_slice()) {
            (Slot::One(column), _) => *column,
            (Slot::Family(family), [(_, number)]) => family(*number),
            (Slot::Family(_), _) => return None,
        };
        let is_asked = asks.any(|question| question.fits(header));
        is_asked.then(|| match column {
            Column::GoalsAchieved => header.goal().map_or(column, Column::GoalAchieved),
            _ => column,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::NUMBER;
    use super::*;

    fn sections() -> [(&'static str, Vec<EntryFile>); 7] {
        let file: SynonymsFile = toml::from_str(include_str!("synonyms.toml")).unwrap();
        [
            ("pair", file.pair),
            ("sessions", file.sessions),
            ("evaluations", file.evaluations),
            ("pairs", file.pairs),
            ("goals", file.goals),
            ("actions", file.actions),
            ("partnerships", file.partnerships),
        ]
    }

    #[test]
    fn every_entry_names_a_column_and_lists_a_header_once() {
        for (section, entries) in sections() {
            assert!(!entries.is_empty(), "{section}");
            for entry in entries {
                let is_family = entry.column.contains(NUMBER);
                let known = Column::family(&entry.column).is_some()
                    || Column::from_name(&entry.column).is_some();
                assert!(known, "{section}: {}", entry.column);
                let mut seen = std::collections::BTreeSet::new();
                for header in &entry.headers {
                    assert_eq!(header.contains(NUMBER), is_family, "{section}: {header}");
                    let key = family_key(header);
                    assert!(
                        seen.insert(key.clone()),
                        "{section}.{}: {header} twice",
                        entry.column
                    );
                    assert!(!key.is_empty());
                }
            }
        }
    }

    #[test]
    fn every_header_of_the_list_claims_its_column() {
        for (section, entries) in sections() {
            let table = TABLES
                .into_iter()
                .find(|table| format!("{table:?}").to_lowercase() == section)
                .unwrap_or(Table::Pairs);
            for entry in entries {
                for header in entry.headers.iter().chain([&entry.column]) {
                    let found = claims(&Header::new(&header.replace(NUMBER, "7")), table);
                    let wanted = entry.column.replace(NUMBER, "7");
                    assert!(
                        found.iter().any(|claim| claim.column.to_string() == wanted),
                        "{section}: {header} is not {wanted} but {found:?}"
                    );
                }
            }
        }
    }
}
