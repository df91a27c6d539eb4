//! Cases in Markdown: a heading each, its cells and sentences as a list, its picture in words.

use super::Page;
use super::escape::line;
use crate::report::document::{CaseList, Fact};
use crate::report::wording::{count, counted};
use std::io;

/// Cases in Markdown, which is read from the first line to the last: the page, where readers
/// choose among them, has more.
const MOST: usize = 2_000;

pub(super) fn write(page: &mut Page<'_>, list: &CaseList) -> io::Result<()> {
    if list.cases.is_empty() {
        return Ok(());
    }
    page.part(&format!("*{}*", line(&list.caption)))?;
    for (rank, case) in (1..).zip(list.cases.iter().take(MOST)) {
        page.part(&format!("### {}. {}", count(rank), line(list.name(case))))?;
        let facts = list.facts(case);
        page.list(&facts.iter().map(item).collect::<Vec<_>>())?;
    }
    let more = list.cases.len().saturating_sub(MOST);
    if more > 0 {
        let (one, several) = list.noun;
        let more = counted(more as u64, one, several);
        page.part(&format!("The page goes on with {more} more, less urgent."))?;
    }
    list.notes
        .iter()
        .try_for_each(|note| page.part(&line(note)))
}

fn item(fact: &Fact) -> String {
    format!("* **{}**: {}", line(&fact.label), line(&fact.value))
}
