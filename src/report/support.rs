//! The coordinator's page: whom to call, why, and what to say.
//!
//! Made from the support list, which names people: it never leaves the building.

mod cases;
mod load;
mod states;
mod strips;
mod themes;

use super::document::{Block, Column, Document, Fact, Missing, Place, Section, Table, TitleBlock};
use super::effectiveness::{self, Brief};
use super::wording::{count, counted, list as list_of, list_at_most, sentence};
use crate::measures::State;
use crate::programme::{Day, display_text};
use crate::summary::{ListPart, Newest, SupportList, SupportRow};
use std::iter::zip;

/// Pairs on the page; where more need support, the others are in the tables.
const MOST_LISTED: usize = 20_000;

/// Files and sites named in one sentence; where there are more, a table names all.
const MOST_NAMED: usize = 12;

/// What the page is made from.
#[derive(Clone, Copy)]
pub struct Helping<'a> {
    /// Configuration, period, records.
    pub brief: Brief<'a>,
    /// The list, with the texts of its last records.
    pub list: &'a SupportList,
}

impl<'a> Helping<'a> {
    /// The day that the list speaks for.
    fn date(&self) -> Day {
        self.brief.summary.period.span.to
    }

    /// The pairs of a part of the list, in its order, as many as the page holds.
    fn part(&self, part: ListPart) -> &'a [SupportRow] {
        let rows = in_part(self.list, part);
        &rows[..rows.len().min(MOST_LISTED)]
    }
}

fn in_part(list: &SupportList, part: ListPart) -> &[SupportRow] {
    let from = list.rows.partition_point(|row| row.part() < part);
    let to = list.rows.partition_point(|row| row.part() <= part);
    &list.rows[from..to]
}

/// The whole page; `back_test` says how often the flags were right, where that was looked at.
#[must_use]
pub fn compose(helping: &Helping<'_>, back_test: Option<Section>) -> Document {
    let mut sections = vec![overview(helping), to_call(helping)];
    sections.extend(waiting(helping));
    sections.extend(to_close(helping));
    sections.extend(load::section(helping));
    sections.extend(themes::section(helping));
    sections.extend(back_test);
    sections.extend(newest_table(&helping.list.newest));
    Document {
        title: title(helping),
        sections,
    }
}

fn title(helping: &Helping<'_>) -> TitleBlock {
    let brief = &helping.brief;
    let through = brief.summary.data_through;
    let facts = [
        Some(Fact::new("As of", helping.date().to_string())),
        through.map(|day| Fact::new("Records through", day.to_string())),
        effectiveness::filters(brief),
        Some(effectiveness::version()),
    ];
    TitleBlock {
        programme: brief.summary.programme.clone(),
        title: "Support list".into(),
        period: format!("as of {}", helping.date()),
        facts: facts.into_iter().flatten().collect(),
        notices: effectiveness::notices_of_records(brief),
        brand: brief.config.brand.clone(),
        confidential: Some(
            "Confidential: this list names people. For coordinators only; do not pass it on."
                .into(),
        ),
    }
}

/// The first lines: how far the records reach, what may be missing, how many pairs in which state.
fn overview(helping: &Helping<'_>) -> Section {
    let questions = helping.list.questions().collect();
    Section {
        id: "today".into(),
        title: "At a glance".into(),
        headline: headline(helping.list),
        place: Place::FirstPage,
        blocks: [Block::Paragraph(newest_line(&helping.list.newest))]
            .into_iter()
            .chain(Block::sentences(questions))
            .chain(states::table(helping).map(Block::Table))
            .collect(),
        ..Section::default()
    }
}

/// How many need support and why; those that may have ended are apart, as in the list.
fn headline(list: &SupportList) -> String {
    let open = list.states.iter().filter(|(state, _)| state.is_open());
    let open: usize = open.map(|(_, pairs)| pairs).sum();
    let (none, only) = (open == 0, open == 1);
    let open = counted(open as u64, "open pair", "open pairs");
    let needing = in_part(list, ListPart::Call);
    let in_state = |state: State| needing.iter().filter(|row| row.state == state).count();
    let states = [State::NeverStarted, State::Stalled, State::Watch].map(in_state);
    let parts: Vec<String> = zip(MATTERS, states)
        .filter(|(_, pairs)| *pairs > 0)
        .map(|(what, pairs)| format!("{} {what}", count(pairs as u64)))
        .collect();
    let apart = [
        (ListPart::Waiting, "waiting"),
        (ListPart::Close, "may have ended"),
    ];
    let apart = apart.map(|(part, what)| match in_part(list, part).len() {
        0 => String::new(),
        some => format!("; {} {what}", count(some as u64)),
    });
    let apart = apart.concat();
    match needing.len() {
        _ if list.states.is_empty() => "The records do not say when pairs met".into(),
        0 if none => format!("No pair is open{apart}"),
        0 if only => format!("The only open pair does not need support{apart}"),
        1 if only => format!("The only open pair needs support: {}{apart}", bare(&states)),
        0 => format!("Of {open} none needs support{apart}"),
        1 => format!("1 of {open} needs support: {}{apart}", list_of(&parts)),
        some => format!(
            "{} of {open} need support: {}{apart}",
            count(some as u64),
            list_of(&parts)
        ),
    }
}

/// What may be the matter, in order of urgency.
const MATTERS: [&str; 3] = ["never started", "stalled", "to watch"];

/// The matter of the only pair there is.
fn bare(states: &[usize; 3]) -> &'static str {
    let found = zip(MATTERS, states).find(|(_, pairs)| **pairs > 0);
    found.map_or("to watch", |(matter, _)| matter)
}

/// The newest record of each file and site.
#[must_use]
pub fn newest_line(newest: &Newest) -> String {
    let said = newest.said();
    if said.is_empty() {
        return "No file has a held meeting or a dated form by this day.".into();
    }
    sentence(&format!(
        "newest records: {}",
        list_at_most(&said, MOST_NAMED)
    ))
}

/// All files and sites, where one line cannot hold them.
fn newest_table(newest: &Newest) -> Option<Section> {
    let rows = |kind: &str, list: &[(String, Option<Day>)]| -> Vec<Vec<String>> {
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        list.iter()
            .map(|(name, newest)| vec![display_text(name), kind.to_owned(), day(*newest)])
            .collect()
    };
    let rows = [rows("file", &newest.files), rows("site", &newest.sites)].concat();
    (rows.len() > MOST_NAMED + 1).then(|| Section {
        place: Place::Appendix,
        ..Section::titled("newest", "Newest records").with(Block::Table(Table {
            caption: "Newest held meeting or dated form of each file and site".into(),
            columns: ["Name", "What", "Newest record"].map(Column::words).into(),
            rows,
            ..Table::default()
        }))
    })
}

/// What stands instead of a list where nothing says which pairs met.
pub(crate) const UNKNOWN: &str =
    "Session records were not supplied: who needs support is not known.";
/// What to do about it.
pub(crate) const MEETINGS_WANTED: &str = "Add an export with one row per meeting (pair, date, and status and length if there are any) to the input folder.";

fn to_call(helping: &Helping<'_>) -> Section {
    let rows = helping.part(ListPart::Call);
    let section = Section::titled("list", "Whom to call");
    if helping.list.states.is_empty() {
        return section.with(Block::Missing(Missing {
            what: UNKNOWN.into(),
            supply: MEETINGS_WANTED.into(),
        }));
    }
    if rows.is_empty() {
        return section.with(Block::Paragraph("No pair needs support.".into()));
    }
    Section {
        headline: first_call(&rows[0]),
        description: "Worst first: never started, stalled, to watch; then by the number of signals, then by how long the silence is for the pair. In the calendar: ● held, × missed, ○ agreed next, hatched: paused.".into(),
        how_to_read: how_to_read(),
        ..section.with(Block::Cases(cases::list(
            helping,
            rows,
            &format!("Pairs that need support as of {}, worst first", helping.date()),
        )))
    }
}

fn first_call(row: &SupportRow) -> String {
    format!(
        "First: {}, {}",
        cases::people(row),
        row.state.title().to_lowercase()
    )
}

fn how_to_read() -> Vec<String> {
    vec![
        "Silence is measured against the pair's own rhythm: the days between its meetings, drawn towards what it agreed. A pair that meets each month is not late after three weeks. Every limit is named where it was passed, and can be changed in mentorstat.toml.".into(),
        "In the calendar a column is a week and the upright line is the day of the list: a dot is a held meeting, a cross a missed one, a ring the agreed next date, hatching a pause. Only recorded meetings are there.".into(),
    ]
}

/// Pairs that somebody of the programme has been in touch with.
fn waiting(helping: &Helping<'_>) -> Option<Section> {
    let rows = helping.part(ListPart::Waiting);
    let all = in_part(helping.list, ListPart::Waiting).len();
    let pairs = counted(all as u64, "pair was", "pairs were");
    (!rows.is_empty()).then(|| Section {
        headline: format!("Wait: {pairs} contacted lately"),
        description: "The programme was in touch with them, or said to leave them until a later day. They come back to the list above when the time is over and they have not met. Attempts that reached nobody do not count.".into(),
        ..Section::titled("waiting", "Waiting").with(Block::Cases(cases::list(
            helping,
            rows,
            &format!("Pairs that were contacted lately, as of {}", helping.date()),
        )))
    })
}

fn to_close(helping: &Helping<'_>) -> Option<Section> {
    let rows = helping.part(ListPart::Close);
    let all = in_part(helping.list, ListPart::Close).len();
    let pairs = counted(all as u64, "pair has", "pairs have");
    (!rows.is_empty()).then(|| Section {
        headline: format!("Close these? {pairs} been silent for very long"),
        description: "They may have ended without a record of it. Ask once more, then close them, with the day and the reason, in the register of pairs.".into(),
        ..Section::titled("close", "Perhaps ended").with(Block::Cases(cases::list(
            helping,
            rows,
            &format!("Open pairs that may have ended, as of {}", helping.date()),
        )))
    })
}
