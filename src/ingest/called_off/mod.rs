//! Columns that say that a meeting did not take place.
//!
//! Many logs have no column for a status: they have `Cancelled?`, `No-show`, `Reason for
//! cancellation` or `Who attended`. Read for none of them, a meeting that was called off would
//! count as held. Such columns are known by their headers; what they say together, and with a
//! status where there is one, is made a column of its own.

mod alone;
mod calendar;
mod headers;
mod notes;
mod outcome;

pub(super) use alone::{Beside, beside, called_off};
pub(super) use calendar::{cancelled_event, events};
pub(super) use notes::{LONGEST_NOTE, begins_with_it, speaks_of_it};
pub(super) use outcome::Outcome;

use self::headers::{Off, Sign, are_planned, asks_why, is_attempt, is_doubtful, sign};
use self::outcome::{Said, said, there};
use super::columns::{Ambiguity, Column, How, Recognition, TableMapping, Weakness, key};
use super::doubt::Doubt;
use super::profiles::Profile;
use super::shape::{Draft, Making};
use crate::config::SourceConfig;
use crate::programme::{Status, Table, display_text, fold};
use crate::values::{answers, is_missing, numbers};
use csv::StringRecord;
use std::borrow::Cow;

/// Reads columns that say which meetings took place, and gives those of which it is not sure.
pub(super) fn find(
    draft: &mut Draft,
    rows: &[StringRecord],
    recognition: &mut Recognition,
    name: &str,
    source: &SourceConfig,
) -> Vec<Doubt> {
    let Some(log) = Log::of(draft, rows, recognition, source) else {
        return Vec::new();
    };
    let (own, signs) = log.signs();
    let doubts = log.doubts(own);
    let reading = match signs.as_slice() {
        [] => {
            let by_type = log.type_of_meeting().map(Reading::As);
            by_type.or_else(|| log.planned(name).map(Reading::Planned))
        }
        [(at, Sign::Held)] if own.is_none() && log.are_statuses(*at) => Some(Reading::As(*at)),
        _ => Some(Reading::Made(log.outcome(own, signs))),
    };
    if let Some(reading) = reading {
        reading.enter(draft, recognition);
    }
    doubts
}

/// Headers of the kind of a meeting, without spaces.
const TYPES: [&str; 7] = [
    "type",
    "sessiontype",
    "meetingtype",
    "typeofmeeting",
    "typeofsession",
    "kind",
    "category",
];

/// What stands between the headers of which the title of a column is made.
pub(super) const BETWEEN: &str = " + ";

/// How the status of meetings is read.
enum Reading {
    /// From a column as it stands.
    As(usize),
    /// From several columns, or from one that says when a meeting did not take place.
    Made(Outcome),
    /// From the name of the file, which says of all meetings with a day that they are planned.
    Planned(usize),
}

impl Reading {
    fn enter(self, draft: &mut Draft, recognition: &mut Recognition) {
        let titles = draft.titles();
        let listed = |columns: &[usize], between: &str| {
            let titles = columns.iter().map(|at| titles[*at].trim());
            titles.collect::<Vec<_>>().join(between)
        };
        let quoted = |columns: &[usize]| {
            let titles = columns.iter().map(|at| display_text(&titles[*at]));
            let titles: Vec<_> = titles.map(|title| format!("`{title}`")).collect();
            titles.join(", ")
        };
        match self {
            Self::As(column) => {
                draft.notes.push(format!(
                    "{} says what became of each meeting",
                    quoted(&[column])
                ));
                enter(recognition, column, &[column]);
            }
            Self::Planned(day) => {
                draft.notes.push(
                    "its name says that its meetings are planned, so none of them counts as held; \
                     if they were, say `status = \"\"` under [source.columns]"
                        .to_owned(),
                );
                let text = "scheduled".to_owned();
                let cells = vec![day];
                let made = draft.make("(planned)", Making::Marked { text, cells });
                draft.hide(made);
                enter(recognition, made, &[]);
            }
            Self::Made(outcome) => {
                let signs: Vec<usize> = outcome.signs.iter().map(|(at, _)| *at).collect();
                let all: Vec<usize> = outcome.own.into_iter().chain(signs.clone()).collect();
                draft.notes.push(note(&quoted(&signs), &outcome, &quoted));
                let made = draft.make(&listed(&all, BETWEEN), Making::CalledOff(outcome));
                draft.hide(made);
                enter(recognition, made, &all);
            }
        }
    }
}

fn note(signs: &str, outcome: &Outcome, quoted: &dyn Fn(&[usize]) -> String) -> String {
    let say = if outcome.signs.len() == 1 {
        "says"
    } else {
        "say"
    };
    let rest = match outcome.own {
        Some(own) => format!("of the others {} says what became of them", quoted(&[own])),
        None if outcome.counts_the_rest() => "the others count as held".to_owned(),
        None => "of a blank nothing is known".to_owned(),
    };
    format!("{signs} {say} which meetings did not take place; {rest}")
}

/// Makes a column the status of the meetings, in place of others.
fn enter(recognition: &mut Recognition, column: usize, instead: &[usize]) {
    let is_status = |ambiguity: &Ambiguity| {
        matches!(
            ambiguity,
            Ambiguity::Column {
                table: Table::Sessions,
                column: Column::Status,
                ..
            }
        )
    };
    recognition.ambiguities.retain(|found| !is_status(found));
    let tables = recognition.tables.iter_mut();
    for table in tables.filter(|one| one.table == Table::Sessions) {
        let how = table.how_of(Column::Status).unwrap_or(How::Synonym);
        let kept = table.columns.iter().zip(&table.found);
        let kept = kept.filter(|((at, found), _)| *found != Column::Status && *at != column);
        let mut both: Vec<_> = kept.map(|(at, how)| (*at, *how)).collect();
        both.push(((column, Column::Status), how));
        both.sort_by_key(|((header, _), _)| *header);
        (table.columns, table.found) = both.into_iter().unzip();
    }
    let is_read = |at: &usize| instead.contains(at);
    recognition.unmapped.retain(|at| !is_read(at));
    recognition.attributes.retain(|(at, _)| !is_read(at));
    if recognition.weakness == Some(Weakness::DaysOnly) {
        recognition.weakness = None;
    }
}

/// A log of meetings while it is looked through.
struct Log<'a> {
    draft: &'a Draft,
    rows: &'a [StringRecord],
    source: &'a SourceConfig,
    meetings: &'a TableMapping,
    /// Columns that nothing is read from.
    free: Vec<usize>,
}

impl<'a> Log<'a> {
    /// A file whose rows are meetings, each a row of its own; `None` where the configuration says
    /// that it has no status.
    fn of(
        draft: &'a Draft,
        rows: &'a [StringRecord],
        recognition: &'a Recognition,
        source: &'a SourceConfig,
    ) -> Option<Self> {
        let is_denied = |(name, header): (&String, &String)| {
            header.trim().is_empty() && Column::from_name(name) == Some(Column::Status)
        };
        if source.columns.iter().any(is_denied) {
            return None;
        }
        let mut logs = recognition
            .tables
            .iter()
            .filter(|one| one.table == Table::Sessions);
        let meetings = logs.next().filter(|_| logs.next().is_none())?;
        let is_part = |part: &crate::ingest::columns::Part| part.table == Some(Table::Sessions);
        if draft.parts.iter().any(is_part) {
            return None;
        }
        let titles = draft.titles();
        // What the configuration gives a name of its own is meant as an attribute.
        let kept = recognition.attributes.iter();
        let kept = kept.filter(|(at, name)| *name == display_text(&titles[*at]));
        let free = recognition.unmapped.iter().copied();
        let free = free.chain(kept.map(|(at, _)| *at));
        // What REDCap says of the form, and not of the meeting.
        let is_of_form =
            |at: &usize| draft.profile == Profile::RedCap && key(&draft.names[*at]) == "complete";
        let mut free: Vec<usize> = free
            .filter(|at| !draft.names[*at].trim().is_empty() && !is_of_form(at))
            .collect();
        free.sort_unstable();
        Some(Self {
            draft,
            rows,
            source,
            meetings,
            free,
        })
    }

    /// The column of the status, and those that say more of what became of a meeting.
    fn signs(&self) -> (Option<usize>, Vec<(usize, Sign)>) {
        let own = self.meetings.header_of(Column::Status);
        if let Some((at, sign)) = own.and_then(|at| Some((at, self.in_place_of_status(at)?))) {
            let others = self.free.iter().filter_map(|at| self.sign(*at, None));
            return (None, std::iter::once((at, sign)).chain(others).collect());
        }
        let signs = self.free.iter().filter_map(|at| self.sign(*at, own));
        let mut signs: Vec<(usize, Sign)> = signs.collect();
        let reasons = self.reasons(own, &signs).into_iter();
        signs.extend(reasons.map(|at| (at, Sign::Remark(Off::NotHeld))));
        (own, signs)
    }

    /// Columns of reasons that stand beside meetings that did not take place, and beside no other.
    fn reasons(&self, own: Option<usize>, signs: &[(usize, Sign)]) -> Vec<usize> {
        let held = signs.iter().filter(|(_, sign)| *sign == Sign::Held);
        let told_by: Vec<usize> = held.map(|(at, _)| *at).chain(own).collect();
        let is_off = |row: &StringRecord| {
            let mut said = told_by
                .iter()
                .filter_map(|at| said(Sign::Held, &self.cell(row, *at)));
            said.any(|said| matches!(said, Said::Off(_)))
        };
        let says_why = |at: &usize| {
            let is_filled = |row: &&StringRecord| !is_missing(&self.cell(row, *at));
            let mut filled = self.rows.iter().filter(is_filled).peekable();
            self.asks_why(*at) && filled.peek().is_some() && filled.all(is_off)
        };
        self.free.iter().copied().filter(says_why).collect()
    }

    fn asks_why(&self, at: usize) -> bool {
        let title = self.draft.headers.get(at);
        asks_why(&self.draft.names[at]) || title.is_some_and(|title| asks_why(title))
    }

    /// What a column that is read as the status says, if it says when a meeting did not take place
    /// or who was there.
    fn in_place_of_status(&self, at: usize) -> Option<Sign> {
        if self.source.values.keys().any(|name| fold(name) == "status") {
            return None;
        }
        match self.asked(at) {
            Some(sign @ (Sign::Ended(_) | Sign::Remark(_))) => Some(sign),
            _ => self.names_who_was_there(at).then_some(Sign::There),
        }
    }

    fn asked(&self, at: usize) -> Option<Sign> {
        let title = self.draft.headers.get(at);
        sign(&self.draft.names[at]).or_else(|| sign(title?))
    }

    /// What a column that nothing is read from says, if its cells do not speak against it.
    fn sign(&self, at: usize, own: Option<usize>) -> Option<(usize, Sign)> {
        let sign = self.asked(at)?;
        let fits = match sign {
            Sign::Ended(Off::Rescheduled) | Sign::Remark(Off::Rescheduled) => !self.were_held(at),
            Sign::Ended(_) => !self.counts(at),
            Sign::Remark(_) => !self.remarks_on_held(at, own),
            Sign::Held => own.is_none() && self.tells(at, sign),
            Sign::There => self.names_who_was_there(at),
        };
        fits.then_some((at, sign))
    }

    /// Whether some cell is a number of times.
    fn counts(&self, at: usize) -> bool {
        let is_several = |cell: &str| numbers::number(cell).is_some_and(|number| number > 1.0);
        self.cells(at).any(|cell| is_several(&cell))
    }

    /// Whether every cell says whether a meeting took place, and there are some.
    fn tells(&self, at: usize, sign: Sign) -> bool {
        let mut cells = self.cells(at).peekable();
        cells.peek().is_some() && cells.all(|cell| said(sign, &cell).is_some())
    }

    fn are_statuses(&self, at: usize) -> bool {
        self.cells(at).all(|cell| answers::status(&cell).is_some())
    }

    /// Whether every cell says who was there, and some that both were and some that they were not.
    fn names_who_was_there(&self, at: usize) -> bool {
        let cells: Option<Vec<Said>> = self.cells(at).map(|cell| there(&cell)).collect();
        let is_off = |said: &Said| matches!(said, Said::Off(_));
        cells.is_some_and(|cells| cells.contains(&Said::Held) && cells.iter().any(is_off))
    }

    /// Whether most of the remarks stand beside meetings that were held: then they are notes.
    fn remarks_on_held(&self, at: usize, own: Option<usize>) -> bool {
        let Some(own) = own else { return false };
        let (mut held, mut others) = (0, 0);
        for row in self.rows {
            let remark = said(Sign::Remark(Off::NotHeld), &self.cell(row, at));
            match (remark, answers::status(&self.cell(row, own))) {
                (None, _) => {}
                (Some(_), Some(Status::Held)) => held += 1,
                (Some(_), _) => others += 1,
            }
        }
        held > others
    }

    /// Whether a meeting that was moved has a length: it was held after all.
    fn were_held(&self, at: usize) -> bool {
        let lengths =
            [Column::Minutes, Column::Hours].map(|column| self.meetings.header_of(column));
        let has_length = |row: &StringRecord| {
            let mut lengths = lengths.into_iter().flatten();
            lengths.any(|length| numbers::number(&self.cell(row, length)).is_some_and(|n| n > 0.0))
        };
        let is_moved = |row: &StringRecord| {
            let said = said(Sign::Ended(Off::Rescheduled), &self.cell(row, at));
            said == Some(Said::Off(Off::Rescheduled))
        };
        let mut rows = self.rows.iter();
        rows.any(|row| is_moved(row) && has_length(row))
    }

    /// Columns that may say that a meeting did not take place: it may have been held on another
    /// day, or nobody has yet confirmed that it was.
    fn doubts(&self, own: Option<usize>) -> Vec<Doubt> {
        let denies = |at: usize| {
            self.cells(at)
                .any(|cell| answers::yes_no(&cell) == Some(false))
        };
        let answered = |at: usize| self.cells(at).all(|cell| answers::yes_no(&cell).is_some());
        let is_open = |at: &&usize| match self.asked(**at) {
            Some(Sign::Ended(Off::Rescheduled) | Sign::Remark(Off::Rescheduled)) => {
                self.were_held(**at)
            }
            _ => is_doubtful(&self.draft.names[**at]) && answered(**at) && denies(**at),
        };
        let attempts = self.tells_of_attempts();
        let open = self.free.iter().filter(|_| own.is_none()).filter(is_open);
        let open = open.chain(attempts.iter().filter(|_| own.is_none()));
        let seen = |at: &usize| (*at, self.cells(*at).next().map(Cow::into_owned));
        let candidates: Vec<_> = open.map(seen).collect();
        if candidates.is_empty() {
            return Vec::new();
        }
        vec![Doubt {
            table: Table::Sessions,
            column: Column::Status,
            unfit: None,
            candidates,
            needed: true,
        }]
    }

    /// A column of types or ways of contact of which some are attempts to reach somebody: a row of
    /// these is no meeting.
    fn tells_of_attempts(&self) -> Option<usize> {
        let of_contact = |column: &Column| matches!(column, Column::Mode | Column::MentoringType);
        let mapped = self.meetings.columns.iter();
        let mapped = mapped.filter(|(_, column)| of_contact(column));
        let free = self.free.iter().copied().filter(|at| self.is_type(*at));
        free.chain(mapped.map(|(at, _)| *at)).find(|at| {
            let attempts = self.cells(*at).filter(|cell| is_attempt(cell)).count();
            attempts > 0 && attempts < self.cells(*at).count()
        })
    }

    /// Whether a column says what kind of meeting each is.
    fn is_type(&self, at: usize) -> bool {
        let title = self.draft.headers.get(at);
        title.is_some_and(|title| TYPES.contains(&key(title).as_str()))
    }

    /// A type of meeting that is one of held and not held.
    fn type_of_meeting(&self) -> Option<usize> {
        if self.meetings.header_of(Column::Status).is_some() {
            return None;
        }
        let mapped = self.meetings.columns.iter().map(|(at, _)| *at);
        let says = |at: &usize| {
            let named: Option<Vec<Status>> = self
                .cells(*at)
                .map(|cell| answers::status_named(&cell))
                .collect();
            named.is_some_and(|all| {
                all.contains(&Status::Held) && all.iter().any(|one| Off::of(*one).is_some())
            })
        };
        let mut columns = self
            .free
            .iter()
            .copied()
            .chain(mapped)
            .filter(|at| self.is_type(*at));
        columns.find(says)
    }

    /// The day of meetings that the name of the file calls planned, where no column says what
    /// became of them or what they were about.
    fn planned(&self, name: &str) -> Option<usize> {
        let may_be_planned = |column| {
            use Column::{End, Hours, Minutes, NextMeeting, Start};
            matches!(column, Start | End | Minutes | Hours | NextMeeting)
        };
        let is_of_held = |column: Column| column.is_of_meeting() && !may_be_planned(column);
        let mut columns = self.meetings.columns.iter();
        let are_open = !columns.any(|(_, column)| is_of_held(*column));
        let day = self.meetings.header_of(Column::Date);
        day.filter(|_| are_open && are_planned(name))
    }

    fn outcome(&self, own: Option<usize>, signs: Vec<(usize, Sign)>) -> Outcome {
        Outcome {
            day: self.meetings.header_of(Column::Date),
            own,
            signs,
        }
    }

    /// Cells of a column that say something.
    fn cells(&self, at: usize) -> impl Iterator<Item = Cow<'_, str>> {
        let cells = self.rows.iter().map(move |row| self.cell(row, at));
        cells.filter(|cell| answers::yes_no(cell).is_some() || !is_missing(cell))
    }

    fn cell<'r>(&self, row: &'r StringRecord, at: usize) -> Cow<'r, str> {
        match at.checked_sub(self.draft.headers.len()) {
            None => Cow::Borrowed(row.get(at).unwrap_or_default().trim()),
            Some(made) => {
                let made = self.draft.derived.get(made);
                Cow::Owned(made.map_or_else(String::new, |made| made.cell(row)))
            }
        }
    }
}
