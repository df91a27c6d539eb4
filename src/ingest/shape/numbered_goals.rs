//! Goals in columns: `Goal 2`, `Goal 2 due date`, `Outcome 2`. Each number is a record of the list
//! of goals, where the file is a register or only defines goals.
//!
//! Beside the days of a pair the columns of one goal need no number at all (`Goal`, `Goal status`),
//! and what goals have need not be called so (`Target date 2` beside `Objective 2`).

use super::numbering::Family;
use super::{Draft, Making, rows_of_pairs};
use crate::ingest::columns::{self, Column, Part, is_called_a_list_of_goals, is_day_of_pair};
use crate::ingest::plan::holds_dates;
use crate::programme::{Table, display_text};
use crate::values::{answers, dates, numbers};

/// What goals are called, also as the first or the last word of what is said of them.
const GOALS: [&str; 16] = [
    "goal",
    "goals",
    "objective",
    "objectives",
    "ziel",
    "ziels",
    "ziele",
    "objectif",
    "objectifs",
    "objetivo",
    "objetivos",
    "meta",
    "obiettivo",
    "obiettivi",
    "doel",
    "cel",
];

/// What a list of goals has, besides the number of the goal.
const FIELDS: [Column; 9] = [
    Column::Text,
    Column::Kind,
    Column::SetOn,
    Column::DueOn,
    Column::Status,
    Column::AttainedOn,
    Column::Origin,
    Column::Level,
    Column::Weight,
];

/// The columns of goals of a file.
pub(super) struct Goals<'a> {
    fields: Vec<(Column, &'a Family)>,
    /// Whether the columns have numbers.
    numbered: bool,
}

/// Finds them. Beside the days of pairs, and in a list of goals, families of one column count, too;
/// elsewhere those of several.
pub(super) fn find<'a>(draft: &mut Draft, all: &'a [Family]) -> Goals<'a> {
    let is_register = rows_of_pairs::have_days_of_pairs(draft);
    let is_wide = is_register || is_called_a_list_of_goals(&draft.titles_above);
    let counts = |family: &&Family| is_wide || family.members.len() > 1;
    let numbered = all.iter().filter(|family| family.numbered).filter(counts);
    let fields = fields(draft, numbered, is_wide);
    if tells_of_goals(&fields) {
        draft.unread = unread(draft, &fields, all);
        let numbered = true;
        return Goals { fields, numbered };
    }
    let bare = all
        .iter()
        .filter(|family| family.is_alone() && speaks_of_goals(&family.words));
    let fields = self::fields(draft, bare, is_register);
    let is_one = fields.len() > 1 && tells_of_goals(&fields) && is_register_of_pairs(draft);
    Goals {
        fields: if is_one { fields } else { Vec::new() },
        numbered: false,
    }
}

impl Goals<'_> {
    /// Whether a family is among them.
    pub fn have(&self, family: &Family) -> bool {
        self.fields
            .iter()
            .any(|(_, own)| std::ptr::eq(*own, family))
    }

    /// Makes a part for each goal.
    pub fn unfold(&self, draft: &mut Draft) {
        let members = self
            .fields
            .iter()
            .flat_map(|(_, family)| family.members.keys());
        let mut numbers: Vec<u16> = members.copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let own = self
                .fields
                .iter()
                .filter_map(|(column, family)| Some((*family.members.get(&number)?, *column)));
            let own: Vec<(usize, Column)> = own.collect();
            let named = own.iter().map(|(at, column)| (*at, column.to_string()));
            let mut columns: Vec<(usize, String)> = named.collect();
            if self.numbered {
                // How much a goal weighs may be said of one that was never set.
                let says = own.iter().filter(|(_, column)| !is_aside(*column));
                let cells = says.map(|(at, _)| *at).collect();
                let text = number.to_string();
                let place = draft.make("Goal number", Making::Marked { text, cells });
                draft.names[place].clear();
                columns.push((place, Column::Goal.to_string()));
            }
            draft.parts.push(Part {
                table: Some(Table::Goals),
                columns,
                beside: Some(Table::Pairs),
            });
        }
    }
}

fn is_aside(column: Column) -> bool {
    matches!(column, Column::Weight | Column::Kind | Column::Origin)
}

/// Whether the rows are pairs beyond doubt: each names one of its own and says more of it than a
/// day, for the days of a list of goals have the same names.
fn is_register_of_pairs(draft: &Draft) -> bool {
    let mut said: Vec<Column> = draft
        .names
        .iter()
        .filter_map(|name| columns::meaning(name, Table::Pairs))
        .collect();
    said.sort_unstable();
    said.dedup();
    let has = |column| said.contains(&column);
    let days = said
        .iter()
        .filter(|column| is_day_of_pair(**column))
        .count();
    let says_more = has(Column::ClosureReason) || has(Column::Mentor) && has(Column::Mentee);
    days > 0
        && (days > 1 || says_more)
        && !is_called_a_list_of_goals(&draft.titles_above)
        && rows_of_pairs::are_pairs(draft)
}

/// Whether there are goals: their texts, or what became of them.
fn tells_of_goals(fields: &[(Column, &Family)]) -> bool {
    let mut columns = fields.iter().map(|(column, _)| *column);
    columns.any(|column| matches!(column, Column::Text | Column::Status | Column::Level))
}

/// What each family says of goals. In a register a family that does not say that it speaks of goals
/// does where it follows one that does.
fn fields<'a>(
    draft: &Draft,
    families: impl Iterator<Item = &'a Family>,
    is_register: bool,
) -> Vec<(Column, &'a Family)> {
    let mut fields: Vec<(Column, &Family)> = Vec::new();
    let mut follows = false;
    for family in families {
        let names_goals = names_goals(draft, family);
        let is_about = names_goals || speaks_of_goals(&family.words);
        let field = field(draft, family, names_goals)
            .filter(|_| is_about || is_register && follows && is_free(draft, family));
        follows = is_about || field.is_some() || follows && !is_of_others(draft, family);
        let is_first = |column| fields.iter().all(|(known, _)| *known != column);
        if let Some(column) = field.filter(|column| is_first(*column)) {
            fields.push((column, family));
        }
    }
    fields
}

/// The field that the columns of a family hold.
fn field(draft: &Draft, family: &Family, names_goals: bool) -> Option<Column> {
    if names_goals {
        return Some(Column::Text);
    }
    let cells = || {
        family
            .members
            .values()
            .flat_map(|column| draft.cells(*column))
    };
    let has_days = cells().next().is_some() && cells().all(dates::is_day);
    let bare = without_goal(&family.words);
    let words = [Some(family.words.as_str()), bare.as_deref()];
    let fields = words.into_iter().flatten().flat_map(|words| {
        let words = match words {
            "by" => "by when",
            "met" | "reached" | "completed" | "done" => "achieved",
            words => words,
        };
        let meanings = columns::meanings(words, Table::Goals);
        // Of what is not a column of goals alone the first meaning tells.
        let own = meanings
            .into_iter()
            .filter(|column| FIELDS.contains(column));
        own.take(1).collect::<Vec<_>>()
    });
    let mut fields = fields.map(|column| match column {
        // `Goal 1 achieved` may be a day.
        Column::Status if has_days => Column::AttainedOn,
        column => column,
    });
    fields.find(|column| !holds_dates(*column) || has_days || cells().next().is_none())
}

/// Whether a family whose headers do not speak of goals may be one of theirs: nothing else is read
/// from it, and it is no day of a meeting by what alone it is called.
fn is_free(draft: &Draft, family: &Family) -> bool {
    let meeting = columns::meanings(&family.words, Table::Sessions);
    let goal = columns::meanings(&family.words, Table::Goals);
    let is_meeting = meeting.contains(&Column::Date) && goal.first() == Some(&Column::SetOn);
    let is_hidden = |column: &usize| draft.names[*column].is_empty();
    !is_meeting && !family.members.values().any(is_hidden)
}

/// Whether a family speaks of meetings, actions or issues, and what follows it may do so too.
fn is_of_others(draft: &Draft, family: &Family) -> bool {
    let is_numbered = |column: &usize| columns::is_numbered(&draft.names[*column]);
    let meeting = columns::meanings(&family.words, Table::Sessions);
    family.members.values().any(is_numbered) || meeting.contains(&Column::Date)
}

/// Whether the columns of a family hold the texts of goals, in any language.
fn names_goals(draft: &Draft, family: &Family) -> bool {
    let is_text = |column: &usize| {
        let meanings = columns::meanings(&draft.names[*column], Table::Evaluations);
        matches!(meanings.first(), Some(Column::GoalText(_)))
    };
    family.members.values().all(is_text)
}

fn speaks_of_goals(words: &str) -> bool {
    words.split(' ').any(|word| GOALS.contains(&word))
}

/// `goal due date` without the goal; `None` if that is all or there is none.
fn without_goal(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split(' ').collect();
    let at = words.iter().position(|word| GOALS.contains(word))?;
    let before = words[..at].strip_suffix(&["of"]).unwrap_or(&words[..at]);
    let rest = [before, &words[at + 1..]].concat();
    (!rest.is_empty()).then(|| rest.join(" "))
}

/// What is said of goals by figures, days or answers and no list of goals has a column for.
fn unread(draft: &Draft, fields: &[(Column, &Family)], all: &[Family]) -> Vec<String> {
    let is_read = |family: &Family| fields.iter().any(|(_, own)| std::ptr::eq(*own, family));
    let speaks = |family: &&Family| family.numbered && speaks_of_goals(&family.words);
    let open = all.iter().filter(speaks).filter(|family| !is_read(family));
    let columns = open.flat_map(|family| family.members.values().copied());
    let mut columns: Vec<usize> = columns
        .filter(|column| holds_figures(draft, *column))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let taken = |column: &usize| {
        let mut read = fields
            .iter()
            .flat_map(|(_, family)| family.members.values());
        read.any(|own| own == column)
    };
    columns.retain(|column| *column < draft.headers.len() && !taken(column));
    let titles = columns
        .iter()
        .map(|column| display_text(&draft.headers[*column]));
    titles.collect()
}

/// Whether most cells of a column are days, numbers or answers.
fn holds_figures(draft: &Draft, column: usize) -> bool {
    let is_figure = |cell: &&str| {
        dates::is_day(cell)
            || numbers::number(cell).is_some()
            || numbers::percentage(cell).is_some()
            || answers::goal_status(cell).is_some()
    };
    let figures = draft.cells(column).filter(is_figure).count();
    2 * figures > draft.cells(column).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_goal_is_found_without_the_goal() {
        let bare = |words| without_goal(words);
        assert_eq!(bare("goal due date").as_deref(), Some("due date"));
        assert_eq!(bare("status of goal").as_deref(), Some("status"));
        assert_eq!(bare("date goal met").as_deref(), Some("date met"));
        assert_eq!(bare("date set goal").as_deref(), Some("date set"));
        assert_eq!(bare("ziel erreicht am").as_deref(), Some("erreicht am"));
        assert_eq!(bare("goal"), None);
        assert_eq!(bare("due date"), None);
    }
}
