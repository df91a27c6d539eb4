//! Cases in Markdown: a heading each, its cells and sentences as a list, its picture in words.

use super::Page;
use super::escape::line;
use crate::report::document::{CaseList, Fact};
use crate::report::wording::count;
use std::io;

pub(super) fn write(page: &mut Page<'_>, list: &CaseList) -> io::Result<()> {
    if list.cases.is_empty() {
        return Ok(());
    }
    page.part(&format!("*{}*", line(&list.caption)))?;
    for (rank, case) in (1..).zip(&list.cases) {
        page.part(&format!("### {}. {}", count(rank), line(list.name(case))))?;
        let facts = list.facts(case);
        page.list(&facts.iter().map(item).collect::<Vec<_>>())?;
    }
    list.notes
        .iter()
        .try_for_each(|note| page.part(&line(note)))
}

fn item(fact: &Fact) -> String {
    format!("* **{}**: {}", line(&fact.label), line(&fact.value))
}
