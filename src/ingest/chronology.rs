//! Which of day and month comes first, where the dates of a file do not say it themselves: by
//! what can have happened, and by what else tells where the file was written.
//!
//! A meeting lies before the next one and before the form about it was sent, in the time of its
//! pair, and nothing was recorded after the day on which the file was made. An order in which
//! this does not hold for some rows, while it does in the other, is not that of the file. Where
//! nothing of it decides, points between the numbers, and semicolons between the cells of a
//! spreadsheet, are signs of places where the day comes first. What is still open is asked.

use super::blocks::{BLOCK_BYTES, Cutter};
use super::columns::{Column, TableMapping};
use super::date_orders::FileOrders;
use super::error::IngestError;
use super::profiles::Profile;
use super::records::each_record;
use super::sheet::Sheet;
use super::values::dates::{self, PackedDate, iso_days};
use crate::config::{Config, DateOrder};
use crate::programme::{Day, Table, fold};
use csv::StringRecord;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

/// Decides what is open in each file, where something tells it.
///
/// # Errors
/// When a file cannot be read again.
pub(super) fn decide(
    sheets: &[Sheet],
    orders: &mut [FileOrders],
    config: &Config,
) -> Result<(), IngestError> {
    let is_open = |orders: &FileOrders| !orders.open().is_empty();
    if !orders.iter().any(is_open) {
        return Ok(());
    }
    let terms = terms(sheets, orders)?;
    for (sheet, orders) in sheets.iter().zip(orders) {
        if is_open(orders) {
            let trial = Trial::of(sheet, orders, &terms, config)?;
            if let Some((order, reason)) = trial.verdict().or_else(|| signs(sheet, orders, &trial))
            {
                orders.settle(order, &reason);
            }
        }
    }
    Ok(())
}

/// First and last day of a pair.
type Term = (Option<Day>, Option<Day>);

/// What the registers say of the time of each pair, by its id, where their dates are decided.
fn terms(sheets: &[Sheet], orders: &[FileOrders]) -> Result<BTreeMap<String, Term>, IngestError> {
    let mut terms = BTreeMap::new();
    for (sheet, orders) in sheets.iter().zip(orders) {
        for plan in sheet
            .plan
            .tables
            .iter()
            .filter(|plan| plan.table() == Table::Pairs)
        {
            let header = |column| plan.mapping.header_of(column);
            let Some(id) = header(Column::PairId) else {
                continue;
            };
            let (start, end) = (header(Column::StartedOn), header(Column::ClosedOn));
            each(sheet, |record, _| {
                let day = |header: Option<usize>| orders.day(header?, packed(record, header?));
                let id = fold(record.get(id).unwrap_or_default());
                terms.entry(id).or_insert((day(start), day(end)));
            })?;
        }
    }
    Ok(terms)
}

/// Reads a file again, and tells each record with its line.
pub(super) fn each(
    sheet: &Sheet,
    mut tell: impl FnMut(&StringRecord, u32),
) -> Result<(), IngestError> {
    let failed = |source| IngestError::Unreadable {
        path: sheet.shown.clone().into(),
        source,
    };
    let offset = sheet.text.start + sheet.layout.data_offset;
    let reader = sheet.text.reader(offset).map_err(failed)?;
    for block in Cutter::new(
        reader,
        sheet.dialect,
        offset,
        sheet.layout.data_line,
        BLOCK_BYTES,
    ) {
        let block = block.map_err(failed)?;
        let read: Result<(), Infallible> = each_record(sheet, &block, |record, place| {
            tell(&sheet.shape.completed(record), place.line);
            Ok(())
        });
        let Ok(()) = read;
    }
    Ok(())
}

fn packed(record: &StringRecord, header: usize) -> PackedDate {
    PackedDate::pack(&dates::parse(record.get(header).unwrap_or_default()))
}

/// Days of which the first is not after the second, with what would be wrong else.
const IN_ORDER: [(Column, Column, &str); 11] = [
    (
        Column::Date,
        Column::NextMeeting,
        "the next meeting would lie before the meeting",
    ),
    (
        Column::Date,
        Column::ActionOn(1),
        "the action would be due before the meeting",
    ),
    (
        Column::StartedOn,
        Column::Date,
        "the meeting would lie before the start of its pair",
    ),
    (
        Column::Date,
        Column::ClosedOn,
        "the meeting would lie after the end of its pair",
    ),
    (
        Column::StartedOn,
        Column::ClosedOn,
        "the pair would end before it starts",
    ),
    (
        Column::StartedOn,
        Column::PlannedEndOn,
        "the planned end would lie before the start",
    ),
    (
        Column::StartedOn,
        Column::LastSessionOn,
        "the last meeting would lie before the start",
    ),
    (
        Column::PausedFrom,
        Column::PausedUntil,
        "the pause would end before it begins",
    ),
    (
        Column::SetOn,
        Column::DueOn,
        "the goal would be due before it is set",
    ),
    (
        Column::SetOn,
        Column::AttainedOn,
        "the goal would be attained before it is set",
    ),
    (
        Column::AgreementSignedOn,
        Column::ClosedOn,
        "the pair would end before it is agreed",
    ),
];

/// Days of what has happened.
const PAST: [Column; 5] = [
    Column::Date,
    Column::LastSessionOn,
    Column::AttainedOn,
    Column::CompletedOn,
    Column::ClosedOn,
];

const AFTER_SENDING: &str = "it would lie after the form was sent";
const AFTER_THE_FILE: &str = "it would lie after the day on which the file was made";
const BEFORE_THE_PAIR: &str = "it would lie before the start of its pair";
const AFTER_THE_PAIR: &str = "it would lie after the end of its pair";

/// Two days of a row that have an order.
struct Rule {
    earlier: Moment,
    later: Moment,
    wrong: &'static str,
}

/// A day: of a column, or known.
#[derive(Clone, Copy)]
enum Moment {
    In(usize),
    At(Day),
}

/// The orders that are tried, with their names.
const TRIED: [(DateOrder, &str); 2] = [
    (DateOrder::Dmy, "day first"),
    (DateOrder::Mdy, "month first"),
];

/// How often the order of events would be wrong in each order of day and month.
#[derive(Default)]
struct Trial {
    compared: u64,
    wrong: [u64; 2],
    example: [Option<(u32, &'static str)>; 2],
}

impl Trial {
    fn of(
        sheet: &Sheet,
        orders: &FileOrders,
        terms: &BTreeMap<String, Term>,
        config: &Config,
    ) -> Result<Self, IngestError> {
        let made = config.exported_on.or_else(|| made_on(&sheet.shown));
        let mut rules = Vec::new();
        let mut dated = Vec::new();
        for plan in &sheet.plan.tables {
            rules.extend(rules_of(sheet, &plan.mapping, made));
            let header = |column| plan.mapping.header_of(column);
            let is_dated = matches!(plan.table(), Table::Sessions | Table::Evaluations);
            dated.extend(
                header(Column::PairId)
                    .zip(header(Column::Date))
                    .filter(|_| is_dated),
            );
        }
        let open = orders.open();
        let concerns = |moment| matches!(moment, Moment::In(header) if open.contains(&header));
        rules.retain(|rule| concerns(rule.earlier) || concerns(rule.later));
        dated.retain(|(_, date)| open.contains(date));
        let mut trial = Self::default();
        each(sheet, |record, line| {
            for rule in &rules {
                trial.compare(orders, record, line, rule);
            }
            for (id, date) in &dated {
                let id = fold(record.get(*id).unwrap_or_default());
                let (start, end) = terms.get(&id).copied().unwrap_or_default();
                let rules = [
                    start.map(|start| (Moment::At(start), Moment::In(*date), BEFORE_THE_PAIR)),
                    end.map(|end| (Moment::In(*date), Moment::At(end), AFTER_THE_PAIR)),
                ];
                for (earlier, later, wrong) in rules.into_iter().flatten() {
                    trial.compare(
                        orders,
                        record,
                        line,
                        &Rule {
                            earlier,
                            later,
                            wrong,
                        },
                    );
                }
            }
        })?;
        Ok(trial)
    }

    fn compare(&mut self, orders: &FileOrders, record: &StringRecord, line: u32, rule: &Rule) {
        let day = |moment: Moment, order: DateOrder| match moment {
            Moment::At(day) => Some(day),
            Moment::In(header) => {
                let date = packed(record, header);
                if orders.sets_aside(header, date.cell()) {
                    date.resolve(order)
                } else {
                    orders.day(header, date)
                }
            }
        };
        let compared = TRIED.map(|(order, _)| day(rule.earlier, order).zip(day(rule.later, order)));
        let [Some(_), Some(_)] = compared else {
            return;
        };
        self.compared += 1;
        for (at, days) in compared.iter().enumerate() {
            if days.is_some_and(|(earlier, later)| earlier > later) {
                self.wrong[at] += 1;
                self.example[at].get_or_insert((line, rule.wrong));
            }
        }
    }

    /// The order in which hardly anything is wrong, where the other cannot be.
    fn verdict(&self) -> Option<(DateOrder, String)> {
        let decides = |at: &usize| {
            let (mine, others) = (self.wrong[*at], self.wrong[1 - *at]);
            let enough = others >= LEAST_IMPOSSIBLE && others * MOST_MISTAKES >= self.compared;
            enough && mine * MOST_MISTAKES <= others
        };
        let at = (0..TRIED.len()).find(decides)?;
        let (line, wrong) = self.example[1 - at]?;
        let reason = format!(
            "with the {} {} of {} days could not be, such as in line {line}: {wrong}",
            TRIED[1 - at].1,
            self.wrong[1 - at],
            self.compared
        );
        Some((TRIED[at].0, reason))
    }
}

/// A single day out of order may be a mistake itself.
const LEAST_IMPOSSIBLE: u64 = 2;

/// One in so many may be a mistake.
const MOST_MISTAKES: u64 = 20;

fn rules_of(sheet: &Sheet, mapping: &TableMapping, made: Option<Day>) -> Vec<Rule> {
    let header = |column| mapping.header_of(column);
    let mut rules = Vec::new();
    for (earlier, later, wrong) in IN_ORDER {
        if let Some((earlier, later)) = header(earlier).zip(header(later)) {
            let (earlier, later) = (Moment::In(earlier), Moment::In(later));
            rules.push(Rule {
                earlier,
                later,
                wrong,
            });
        }
    }
    for past in PAST.into_iter().filter_map(header) {
        let earlier = Moment::In(past);
        for sent in sheet
            .plan
            .responses
            .sent
            .iter()
            .copied()
            .filter(|sent| *sent != past)
        {
            let later = Moment::In(sent);
            rules.push(Rule {
                earlier,
                later,
                wrong: AFTER_SENDING,
            });
        }
        if let Some(made) = made {
            let later = Moment::At(made);
            rules.push(Rule {
                earlier,
                later,
                wrong: AFTER_THE_FILE,
            });
        }
    }
    rules
}

/// The day in the name of a file, where exporters write when they made it.
pub(super) fn made_on(shown: &str) -> Option<Day> {
    let name = Path::new(shown).file_name()?.to_string_lossy().into_owned();
    iso_days(&name).into_iter().next_back()
}

/// What else tells that the day comes first, unless the order of events speaks against it.
fn signs(sheet: &Sheet, orders: &FileOrders, trial: &Trial) -> Option<(DateOrder, String)> {
    if trial.wrong[0] > trial.wrong[1] {
        return None;
    }
    let mut examples = orders
        .questions
        .iter()
        .map(|question| question.example.as_str());
    let is_written_with_points = |text: &str| {
        let mut parts = text
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .split('.');
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.clone().count() >= 3 && parts.all(is_number)
    };
    let reason = if examples.all(is_written_with_points) {
        "dates that are written with points have the day first"
    } else if sheet.dialect.delimiter == b';' && sheet.layout.profile == Profile::Plain {
        "spreadsheets that set cells apart by semicolons write the day first"
    } else {
        return None;
    };
    Some((DateOrder::Dmy, reason.to_owned()))
}
