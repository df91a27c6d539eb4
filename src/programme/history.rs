//! A programme as partitions of pairs, and one pair's history as slices of its partition.

use super::{
    Action, Contact, Day, Elements, Form, Goal, Idea, IssuePrint, NewGoalText, Pair, Progress,
    Session, StageModel, Themes,
};
use rayon::prelude::*;
use serde::Serialize;

/// What a session record holds besides its fixed fields.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// Progress of a numbered goal.
    Progress(Progress),
    /// An issue identified: the column it stands in, counted from 0, what is left of its text,
    /// and its themes.
    Issue(u16, IssuePrint, Themes),
    /// A goal that arose.
    NewGoal(Box<NewGoalText>),
}

impl Session {
    /// Its details among those of its partition.
    #[must_use]
    pub fn details_in<'a>(&self, details: &'a [Detail]) -> &'a [Detail] {
        let from = self.details_from as usize;
        details
            .get(from..from + usize::from(self.details_len))
            .unwrap_or(&[])
    }
}

/// Facts of a kind, grouped by pair: those of pair `i` are `rows[starts[i]..starts[i + 1]]`.
#[derive(Clone, Debug)]
pub struct Grouped<T> {
    rows: Vec<T>,
    starts: Vec<u32>,
}

impl<T> Grouped<T> {
    /// Groups rows by the pair that `pair_of` gives for each, all below `pairs`, keeping the
    /// order of `rows` inside a pair. Sort `rows` beforehand: order in files must not show.
    #[must_use]
    pub fn new(mut rows: Vec<T>, pairs: usize, pair_of: impl Fn(&T) -> u32) -> Self {
        rows.sort_by_key(|row| pair_of(row));
        let starts = (0..=pairs)
            .map(|pair| rows.partition_point(|row| (pair_of(row) as usize) < pair))
            .map(|start| u32::try_from(start).unwrap_or(u32::MAX))
            .collect();
        Self { rows, starts }
    }

    /// The rows of one pair.
    #[must_use]
    pub fn of(&self, pair: usize) -> &[T] {
        match (self.starts.get(pair), self.starts.get(pair + 1)) {
            (Some(&from), Some(&to)) => self.rows.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// All rows, pair after pair.
    #[must_use]
    pub fn all(&self) -> &[T] {
        &self.rows
    }
}

/// Pairs whose ids hash alike, with all their facts: the unit of threads, of spilling and of
/// machines. Nothing in it depends on another partition.
#[derive(Clone, Debug)]
pub struct Partition {
    /// Its pairs, by id.
    pub pairs: Vec<Pair>,
    /// Session records by pair, date, then every other field.
    pub sessions: Grouped<Session>,
    /// Details that session records point to.
    pub details: Vec<Detail>,
    /// Forms by pair.
    pub forms: Grouped<Form>,
    /// Goal register by pair.
    pub goals: Grouped<Goal>,
    /// Actions by pair.
    pub actions: Grouped<Action>,
    /// Partnership ideas by pair.
    pub ideas: Grouped<Idea>,
    /// Contacts of the programme with its pairs, by pair and date.
    pub contacts: Grouped<Contact>,
}

impl Partition {
    /// The histories of its pairs, in order.
    pub fn histories<'a>(
        &'a self,
        programme: &'a Programme,
    ) -> impl Iterator<Item = PairHistory<'a>> {
        (0..self.pairs.len()).filter_map(move |index| self.history(programme, index))
    }

    /// The history of one of its pairs, by place.
    #[must_use]
    pub fn history<'a>(
        &'a self,
        programme: &'a Programme,
        index: usize,
    ) -> Option<PairHistory<'a>> {
        Some(PairHistory {
            pair: self.pairs.get(index)?,
            sessions: self.sessions.of(index),
            details: &self.details,
            forms: self.forms.of(index),
            goals: self.goals.of(index),
            actions: self.actions.of(index),
            ideas: self.ideas.of(index),
            contacts: self.contacts.of(index),
            files: &programme.files,
            supplied: programme.supplied,
            cohort_derived: programme.cohort_derived,
        })
    }
}

/// Everything known about one pair.
#[derive(Clone, Copy, Debug)]
pub struct PairHistory<'a> {
    /// The pair.
    pub pair: &'a Pair,
    /// Its session records by date.
    pub sessions: &'a [Session],
    /// Details of its partition, pointed to by the sessions.
    pub details: &'a [Detail],
    /// Its forms.
    pub forms: &'a [Form],
    /// Its rows of the goal register.
    pub goals: &'a [Goal],
    /// Its actions.
    pub actions: &'a [Action],
    /// Its partnership ideas.
    pub ideas: &'a [Idea],
    /// Contacts of the programme with it, by date.
    pub contacts: &'a [Contact],
    /// Facts about the input files.
    pub files: &'a [FileFacts],
    /// Which tables and columns there were.
    pub supplied: Supplied,
    /// Whether the cohort, the first attribute, was made from the start.
    pub cohort_derived: bool,
}

impl<'a> PairHistory<'a> {
    /// Whether session records say when it met. They do not for a pair that has none of its own
    /// and of which the source states that it met.
    #[must_use]
    pub fn has_session_records(&self) -> bool {
        let only_stated = self.sessions.is_empty() && self.pair.stated.has_met();
        self.supplied.sessions && !only_stated
    }

    /// Its session records up to a day.
    #[must_use]
    pub fn sessions_to(&self, last: Day) -> &'a [Session] {
        let after = self
            .sessions
            .partition_point(|session| session.date <= last);
        &self.sessions[..after]
    }

    /// The elements that the source of a session has columns for.
    #[must_use]
    pub fn elements_supplied(&self, session: &Session) -> Elements {
        self.files
            .get(usize::from(session.origin.file))
            .map_or(Elements::default(), |file| file.elements)
    }
}

/// What there was to read: without it, a figure is not available rather than 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one independent fact each")]
pub struct Supplied {
    /// Session records, even without a row.
    pub sessions: bool,
    /// Forms.
    pub evaluations: bool,
    /// A register of pairs.
    pub pairs: bool,
    /// A goal register, or columns for goals in forms or sessions.
    pub goals: bool,
    /// A column that says what became of goals: without one none is known to be attained or not.
    pub goal_outcomes: bool,
    /// Actions, or columns for them in sessions.
    pub actions: bool,
    /// A column that says whether actions were completed, or when.
    pub completion: bool,
    /// Partnership ideas.
    pub partnerships: bool,
    /// Contacts of the programme with its pairs.
    pub contacts: bool,
    /// A column that says when pairs ended, or why.
    pub closure: bool,
    /// A column of sessions for what became of them: without one none can be missed.
    pub session_status: bool,
    /// A column of sessions for a next meeting.
    pub next_meeting: bool,
    /// Session totals stated by the source of pairs.
    pub stated_sessions: bool,
}

/// What is known of an input file when measures are computed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct FileFacts {
    /// The path as the user gave it or found in a folder.
    pub path: String,
    /// Elements of a session record that it has columns for.
    pub elements: Elements,
    /// Whether its sessions have a status column.
    pub has_status: bool,
    /// Latest held session or dated form in it.
    pub newest: Option<Day>,
}

/// Everything read, ready to be measured as of any date.
#[derive(Clone, Debug)]
pub struct Programme {
    /// Pairs in partitions; which pair is in which depends on its id and their number alone.
    pub partitions: Vec<Partition>,
    /// Names of the attributes of a pair, `cohort` first, then `site`, `mentoring_type`, others by name.
    pub attributes: Vec<String>,
    /// Whether `cohort` was made from the start because no column says it.
    pub cohort_derived: bool,
    /// Input files, by path.
    pub files: Vec<FileFacts>,
    /// What was supplied.
    pub supplied: Supplied,
    /// The stage model that session stages are ranked in.
    pub stage_model: StageModel,
    /// Whether any session records a stage of that model.
    pub stages_recorded: bool,
    /// The latest day that the records reach, leaving isolated dates out; `None` without any.
    pub data_through: Option<Day>,
    /// Forms that name nobody, by cohort where the form says it.
    pub unlinked_forms: Vec<(Option<String>, u64)>,
}

impl Programme {
    /// Its partitions, to be gone through in parallel one at a time: some take longer than others,
    /// and no thread shall wait for another with more of them left.
    #[must_use]
    pub fn par_partitions(&self) -> impl IndexedParallelIterator<Item = &Partition> {
        self.partitions.par_iter().with_max_len(1)
    }

    /// Number of pairs.
    #[must_use]
    pub fn pair_count(&self) -> usize {
        self.partitions
            .iter()
            .map(|partition| partition.pairs.len())
            .sum()
    }
}
