//! Columns that come once for each goal, action or meeting: numbered (`Goal 2 status`,
//! `When3`, `Date.1`), or simply repeated. The first of them need not have a number.
//!
//! Headers with the same words around the number are a family. A family is given the names
//! under which numbered columns are looked up; those of meetings, of ideas for a partnership, and
//! of goals in a register (`numbered_goals`) are parts of their own: a record for each number.

use super::{Draft, numbered_goals, rows_of_pairs};
use crate::ingest::columns::{self, Column, Header, NUMBER, Part};
use crate::programme::{Status, Table};
use crate::values::answers;
use crate::values::dates::{self, DateCell};
use std::collections::BTreeMap;

/// Columns with the same words, by number.
pub(super) struct Family {
    /// The words, without the number.
    pub words: String,
    pub members: BTreeMap<u16, usize>,
    /// Whether the headers have numbers, or are repeated.
    pub numbered: bool,
}

impl Family {
    /// Whether it is one header without a number.
    pub fn is_alone(&self) -> bool {
        !self.numbered && self.members.len() == 1
    }

    /// Whether there are several columns to be told apart.
    fn is_several(&self) -> bool {
        self.members.len() > 1
    }
}

/// Finds the families of a file.
pub(super) fn find(draft: &mut Draft) {
    let mut families = families(draft);
    for family in &mut families {
        name_days(draft, family);
    }
    families.sort_by_key(|family| family.members.values().min().copied());
    let several: Vec<&Family> = families.iter().filter(|one| one.is_several()).collect();
    name(draft, &several);
    let goals = numbered_goals::find(draft, &families);
    let others: Vec<&Family> = several
        .iter()
        .copied()
        .filter(|one| !goals.have(one))
        .collect();
    for table in [Table::Partnerships, Table::Sessions] {
        unfold(draft, &others, table);
    }
    goals.unfold(draft);
}

/// `Meeting 1`, `Meeting 2` with dates in the cells, or with why there is none: such a cell is
/// rejected, since nothing says when the meeting would have been.
fn name_days(draft: &Draft, family: &mut Family) {
    let is_day = |cell: &str| !matches!(dates::parse(cell), DateCell::Bad);
    let is_off = |cell: &str| answers::status(cell).is_some_and(|status| status != Status::Held);
    let cells: Vec<&str> = family
        .members
        .values()
        .flat_map(|column| draft.cells(*column))
        .collect();
    let is_meeting = matches!(
        family.words.as_str(),
        "meeting" | "meetings" | "mtg" | "session" | "sessions" | "visit" | "call" | "contact"
    );
    let any_day = cells.iter().any(|cell| is_day(cell));
    if is_meeting && any_day && cells.iter().all(|cell| is_day(cell) || is_off(cell)) {
        "session date".clone_into(&mut family.words);
    }
}

/// All families, also those of one member.
fn families(draft: &Draft) -> Vec<Family> {
    let mut numbered: BTreeMap<String, BTreeMap<u16, usize>> = BTreeMap::new();
    let mut bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (column, name) in draft.names.iter().enumerate() {
        let header = Header::new(name);
        if header.key.is_empty() {
            continue;
        }
        let words = header.words.join(" ");
        bare.entry(words).or_default().push(column);
        for (words, number) in header.numbered_words() {
            numbered
                .entry(words)
                .or_default()
                .entry(number)
                .or_insert(column);
        }
    }
    let mut families = Vec::new();
    for (pattern, mut members) in numbered {
        let words = without_number(&pattern);
        if pattern.ends_with(NUMBER)
            && let Some(&[first]) = bare.get(&words).map(Vec::as_slice)
        {
            members = with_first(members, first);
        }
        if members.keys().next() == Some(&1) {
            families.push(Family {
                words,
                members,
                numbered: true,
            });
        }
    }
    for (words, columns) in bare {
        families.push(Family {
            words,
            numbered: columns.len() > 1,
            members: (1..).zip(columns).collect(),
        });
    }
    families
}

fn without_number(pattern: &str) -> String {
    let words = pattern.split(' ').filter(|word| *word != NUMBER);
    words.collect::<Vec<_>>().join(" ")
}

/// A family whose first member has no number: it is the first, and the others follow it.
fn with_first(members: BTreeMap<u16, usize>, first: usize) -> BTreeMap<u16, usize> {
    let shift = u16::from(members.contains_key(&1));
    let others = members
        .into_iter()
        .map(|(number, column)| (number + shift, column));
    others.chain([(1, first)]).collect()
}

/// Words of what a family tells about, where its own words do not say of what.
const ANCHORS: [&str; 4] = ["goal", "action", "issue", "next step"];

/// Gives families the names under which they are looked up: `When2` beside `Action2` is the
/// date of action 2.
fn name(draft: &mut Draft, families: &[&Family]) {
    // What the last family of so many members was about.
    let mut anchors: BTreeMap<usize, &'static str> = BTreeMap::new();
    for family in families {
        let anchor = anchors.get(&family.members.len()).copied();
        if let Some(about) = anchor_of(&family.words) {
            anchors.insert(family.members.len(), about);
        }
        let named = |anchor: Option<&str>, number: u16| match anchor {
            Some(anchor) => format!("{anchor} {number} {}", family.words),
            None => format!("{} {number}", family.words),
        };
        let Some((_, last)) = family.members.iter().next_back() else {
            continue;
        };
        if columns::is_numbered(&draft.names[*last]) {
            rename(draft, family, |number| named(None, number));
        } else if let Some(anchor) = anchor
            && columns::is_numbered(&named(Some(anchor), 2))
        {
            rename(draft, family, |number| named(Some(anchor), number));
        }
    }
}

fn rename(draft: &mut Draft, family: &Family, named: impl Fn(u16) -> String) {
    for (number, column) in &family.members {
        if !columns::is_numbered(&draft.names[*column]) {
            draft.names[*column] = named(*number);
        }
    }
}

fn anchor_of(words: &str) -> Option<&'static str> {
    ANCHORS.into_iter().find(|anchor| {
        words == *anchor
            || words == format!("{anchor}s")
            || words.starts_with(&format!("{anchor} "))
    })
}

/// Makes a part for each number of the families that tell about records of a table.
fn unfold(draft: &mut Draft, families: &[&Family], table: Table) {
    let fits = |family: &&&Family| fits(draft, family, table);
    let fitting: Vec<&Family> = families.iter().filter(fits).copied().collect();
    let key = match table {
        Table::Sessions => Column::Date,
        _ => Column::Text,
    };
    let wants = |family: &Family| match table {
        Table::Partnerships if !speaks_of_ideas(family) => false,
        _ => columns::meanings(&family.words, table).contains(&key),
    };
    let Some(main) = fitting.iter().find(|family| wants(family)) else {
        return;
    };
    if table == Table::Sessions && is_one_record(draft, main, &fitting) {
        return;
    }
    let numbers: Vec<u16> = main.members.keys().copied().collect();
    for number in numbers {
        let members = fitting.iter().filter_map(|family| {
            let column = family.members.get(&number)?;
            let words = match family.words.as_str() {
                "by" => "by when",
                words => words,
            };
            Some((*column, words.to_owned()))
        });
        let columns: Vec<(usize, String)> = members.collect();
        for (column, _) in &columns {
            draft.hide(*column);
        }
        draft.parts.push(Part {
            table: Some(table),
            columns,
            beside: None,
        });
    }
}

/// Whether several columns of days stand for days of one record: the first of them has no number,
/// and beside them stand, once, as many columns at least as there are further days of what each
/// meeting would have of its own, or of what a form or a list says. In a register such columns may
/// be of the pair.
fn is_one_record(draft: &Draft, days: &Family, fitting: &[&Family]) -> bool {
    const OF_RECORDS: [(Table, &[Column]); 4] = [
        (
            Table::Sessions,
            &[
                Column::Status,
                Column::Minutes,
                Column::Hours,
                Column::Start,
                Column::Mode,
                Column::Stage,
                Column::Progress,
                Column::Issues,
                Column::Actions,
                Column::Learnings,
                Column::Rating,
            ],
        ),
        (
            Table::Evaluations,
            &[Column::Respondent, Column::Phase, Column::GoalsAchieved],
        ),
        (Table::Goals, &[Column::Text, Column::Goal]),
        (Table::Actions, &[Column::Text]),
    ];
    let is_of_record = |name: &String| {
        OF_RECORDS.iter().any(|(table, own)| {
            let first = columns::meanings(name, *table).into_iter().next();
            first.is_some_and(|column| own.contains(&column))
        })
    };
    let begins_with_number = days.members.values().next().is_some_and(|first| {
        let header = Header::new(&draft.headers[*first]);
        !header.numbered_words().is_empty()
    });
    let own: Vec<usize> = fitting
        .iter()
        .flat_map(|family| family.members.values().copied())
        .collect();
    let others = draft.names.iter().enumerate();
    let of_record = others.filter(|(at, name)| !own.contains(at) && is_of_record(name));
    let is_register =
        || rows_of_pairs::have_days_of_pairs(draft) && rows_of_pairs::are_pairs(draft);
    !begins_with_number
        && fitting.len() == 1
        && of_record.count() + 1 >= days.members.len()
        && !is_register()
}

/// Whether a family tells about records of a table, one for each number.
fn fits(draft: &Draft, family: &Family, table: Table) -> bool {
    let meanings = columns::meanings(&family.words, table);
    let mut names = family.members.values().map(|column| &draft.names[*column]);
    let is_own = names.all(|name| !name.is_empty() && !columns::is_numbered(name));
    let is_day = table == Table::Partnerships && family.words == "by";
    is_own && (is_day || !meanings.is_empty()) && !columns::names_somebody(&meanings)
}

/// Whether a family names ideas for a partnership, by more than a word that any list has.
fn speaks_of_ideas(family: &Family) -> bool {
    const WORDS: [&str; 9] = [
        "idea",
        "ideas",
        "idee",
        "ideen",
        "idees",
        "ideia",
        "ideias",
        "partnership",
        "partnerships",
    ];
    family.words.split(' ').any(|word| WORDS.contains(&word))
}
