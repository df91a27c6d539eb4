//! A [`Shape`] while it is worked out from the headers and a sample of the rows.

use super::{
    Aside, Derived, Making, Shape, branches, counts, goal_actions, grouped, last_meetings, lengths,
    meetings, meetings_of_pairs, months, named_goals, numbering, options, pauses, people,
    phase_days, planned_days, presence, ranges, row_goals, short_words, spans, state_days,
    two_answers,
};
use crate::ingest::columns::{self, Column, Part};
use crate::ingest::layout::Layout;
use crate::ingest::profiles::{Profile, SUBMITTED, instrument};
use crate::programme::Table;
use crate::values::dates;
use csv::StringRecord;

/// Records of one row that are told apart: a table of the file has a number of one byte.
const MOST_PARTS: usize = 240;

/// What is known of a file before its columns are recognised.
pub(in crate::ingest) struct Draft {
    /// The exporter.
    pub profile: Profile,
    /// Headers as found.
    pub headers: Vec<String>,
    /// The first rows.
    pub rows: Vec<StringRecord>,
    /// What each column is looked up by; empty for those that are not looked up.
    pub names: Vec<String>,
    /// Columns that are looked up as a table of their own.
    pub parts: Vec<Part>,
    /// Columns that are made of others; their names follow those of the headers.
    pub derived: Vec<Derived>,
    pub asides: Vec<Aside>,
    /// What stands above the header, and what the file is called.
    pub titles_above: String,
    /// Options of questions that nobody asks for.
    pub unasked: Vec<usize>,
    /// What is assumed of the file, as sentences.
    pub notes: Vec<String>,
    /// Headers with figures, days or answers about goals that no list of goals has.
    pub unread: Vec<String>,
    /// Whether its rows are meetings, though they have what registers have.
    pub is_log: bool,
    /// Whether its meetings are dated by months alone.
    pub is_by_month: bool,
    filled_down: Vec<usize>,
}

impl Draft {
    /// Works out the shape of a file.
    ///
    /// `titles` is what stands above the header, and what the file is called.
    pub fn of(layout: &Layout, rows: Vec<StringRecord>, titles: &str) -> Self {
        let (profile, headers) = (layout.profile, &layout.headers);
        let mut draft = Self {
            profile,
            headers: headers.clone(),
            rows,
            names: headers.clone(),
            parts: Vec::new(),
            derived: Vec::new(),
            asides: Vec::new(),
            titles_above: titles.to_owned(),
            unasked: Vec::new(),
            notes: Vec::new(),
            unread: Vec::new(),
            is_log: false,
            is_by_month: false,
            filled_down: Vec::new(),
        };
        if layout.header_rows > 1 && profile == Profile::Plain {
            draft.leave_groups_out();
        }
        profile.prepare(&mut draft);
        lengths::join(&mut draft);
        options::join(&mut draft);
        branches::join(&mut draft);
        people::join(&mut draft);
        presence::join(&mut draft);
        counts::join(&mut draft);
        planned_days::join(&mut draft);
        ranges::divide(&mut draft);
        spans::divide(&mut draft);
        pauses::name(&mut draft);
        meetings_of_pairs::name(&mut draft);
        last_meetings::name(&mut draft);
        state_days::find(&mut draft);
        phase_days::find(&mut draft);
        profile.divide(&mut draft);
        two_answers::divide(&mut draft);
        months::find(&mut draft);
        goal_actions::find(&mut draft);
        named_goals::number(&mut draft);
        numbering::find(&mut draft);
        meetings::name(&mut draft);
        row_goals::name(&mut draft);
        short_words::name(&mut draft);
        draft.filled_down = grouped::leading(&draft);
        draft.note_groups();
        draft.limit_parts();
        draft
    }

    /// Looks headers of several rows up without the name of their group (`Pair Mentor`, `Pair
    /// Mentee`), where only that has a meaning.
    fn leave_groups_out(&mut self) {
        let headers = &self.headers;
        let is_group = |words: &[&str]| {
            let group = words.join(" ") + " ";
            headers
                .iter()
                .filter(|header| header.starts_with(&group))
                .count()
                >= 2
        };
        let tables = [Table::Sessions, Table::Evaluations, Table::Pairs];
        let is_known = |name: &str| {
            tables
                .iter()
                .any(|table| !columns::meanings(name, *table).is_empty())
        };
        for name in self.names.iter_mut().filter(|name| !is_known(name)) {
            let words: Vec<&str> = name.split_whitespace().collect();
            let groups = (1..words.len()).filter(|from| is_group(&words[..*from]));
            let mut shorter = groups.map(|from| words[from..].join(" "));
            let known = shorter.find(|shorter| is_known(shorter));
            if let Some(known) = known {
                *name = known;
            }
        }
    }

    /// Whether the cells of a column are days without a time.
    pub fn holds_days(&self, column: usize) -> bool {
        self.cells(column).next().is_some() && self.cells(column).all(dates::is_day)
    }

    /// Cells of a column that are not blank.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(column));
        cells.map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// What stands in more records of a row than are told apart is said, not read.
    fn limit_parts(&mut self) {
        if self.parts.len() > MOST_PARTS {
            self.notes.push(format!(
                "of the {} records in the columns of a row only the first {MOST_PARTS} are read",
                self.parts.len()
            ));
            self.parts.truncate(MOST_PARTS);
        }
    }

    fn note_groups(&mut self) {
        let titles = self
            .filled_down
            .iter()
            .map(|column| format!("`{}`", self.headers[*column]));
        let titles: Vec<_> = titles.collect();
        if !titles.is_empty() {
            self.notes.push(format!(
                "the rows are grouped: a blank cell in {} says the same as the one above it",
                titles.join(", ")
            ));
        }
    }

    /// Leaves a column out of what is looked up.
    pub fn hide(&mut self, column: usize) {
        self.names[column].clear();
    }

    /// What a column asks in a form.
    pub fn asks(&self, column: usize) -> Option<Column> {
        let meanings = columns::meanings(&self.names[column], Table::Evaluations);
        meanings.first().copied()
    }

    /// Adds a column that is made of others, and gives its place.
    pub fn make(&mut self, title: &str, making: Making) -> usize {
        self.derived.push(Derived {
            title: title.to_owned(),
            making,
        });
        self.names.push(title.to_owned());
        self.names.len() - 1
    }

    /// Headers as found, then those of the columns that are made.
    pub fn titles(&self) -> Vec<String> {
        let made = self.derived.iter().map(|derived| derived.title.clone());
        self.headers.iter().cloned().chain(made).collect()
    }

    /// Columns with an answer that are not looked up by themselves: those of parts, and options; what was made to tell records apart holds none.
    fn answers_in_parts(&self) -> Vec<usize> {
        let is_answer = |column: usize| match column.checked_sub(self.headers.len()) {
            None => true,
            Some(made) => {
                let made = self.derived.get(made).map(|derived| &derived.making);
                matches!(made, Some(Making::Ticked(_) | Making::Joined(_)))
            }
        };
        let columns = self.parts.iter().flat_map(|part| &part.columns);
        let asked = columns.filter(|(column, name)| name != SUBMITTED && is_answer(*column));
        let asked = asked.map(|(column, _)| *column);
        asked.chain(self.unasked.iter().copied()).collect()
    }

    /// What each column is looked up by, those of forms of which it is not known what they are
    /// among them.
    fn all_names(&self) -> Vec<String> {
        let mut names = self.names.clone();
        let forms = self.parts.iter().filter(|part| part.table.is_none());
        for (column, name) in forms.flat_map(|form| &form.columns) {
            names[*column].clone_from(name);
        }
        names
    }

    /// What is done to the records.
    pub fn shape(self) -> Shape {
        Shape {
            in_parts: self.answers_in_parts(),
            width: self.headers.len(),
            is_by_month: self.is_by_month,
            of_instruments: instrument(self.profile, &self.headers).is_some(),
            titles: self.titles(),
            names: self.all_names(),
            derived: self.derived,
            filled_down: self.filled_down,
            asides: self.asides,
            notes: self.notes,
            unread: self.unread,
        }
    }
}
