//! What all rows of a partition say about its pairs.

use super::Context;
use super::facts::{Facts, Said, said};
use super::registers::{self, Row};
use super::sessions::{Gathered, Sessions};
use super::terms::Terms;
use crate::ingest::columns::Column;
use crate::ingest::pairing::{Share, is_register};
use crate::ingest::plan::Fact;
use crate::ingest::records::Cells;

/// What all rows of a partition say about its pairs.
pub(super) fn facts<'a>(
    context: &'a Context<'_>,
    sessions: &Sessions,
    (rows, terms): (&[Row<'a>], &Terms),
    partition: usize,
    pairs: usize,
) -> Facts<'a> {
    let mut facts = Facts::new(context.facts, pairs);
    for gathered in &sessions.kept {
        let share = gathered.share(context, partition);
        say_session(context, gathered, share, &mut facts);
    }
    for row in rows {
        say_row(context, row, terms, &mut facts);
    }
    facts
}

fn say_session<'a>(
    context: &'a Context<'_>,
    gathered: &Gathered,
    share: Share,
    facts: &mut Facts<'a>,
) {
    let chunk = &context.chunks[gathered.chunk as usize];
    let numbers = context.facts.of_file(chunk.file);
    let from = gathered.record as usize * numbers.len();
    let Some(texts) = chunk.facts.get(from..from + numbers.len()) else {
        return;
    };
    let sources = &context.sheets[usize::from(chunk.file)].plan.facts;
    for ((fact, text), (name, source)) in numbers.iter().zip(texts).zip(sources) {
        if !text.is_blank() && is_of_pair(name, share) {
            let said = Said {
                text: chunk.texts.text(*text),
                registered: false,
                day: Some(gathered.session.date),
                origin: gathered.session.origin,
                header: source.header(),
            };
            facts.say(gathered.session.pair as usize, *fact, said);
        }
    }
}

fn say_row<'a>(context: &'a Context<'_>, row: &Row<'a>, terms: &Terms, facts: &mut Facts<'a>) {
    let file = usize::from(row.chunk.file);
    let sheet = &context.sheets[file];
    let mut ignored = Vec::new();
    let mut cells = Cells::new(sheet, &context.orders[file], row.raw, &mut ignored);
    let day = registers::day(&mut cells, row.table);
    let numbers = context.facts.of_file(row.chunk.file);
    for (fact, (name, source)) in numbers.iter().zip(&sheet.plan.facts) {
        if !is_of_pair(name, row.share) || !terms.is_said(row, name) {
            continue;
        }
        let (header, text) = said(sheet, source, &row.raw.record);
        let said = Said {
            text,
            registered: is_register(row.table),
            day,
            origin: row.origin(),
            header,
        };
        facts.say(row.pair as usize, *fact, said);
    }
}

/// Whether a row says a fact of one pair: names in a row of several pairs are those of all.
fn is_of_pair(fact: &Fact, share: Share) -> bool {
    share == Share::Whole || !matches!(fact, Fact::Column(Column::Mentor | Column::Mentee))
}
