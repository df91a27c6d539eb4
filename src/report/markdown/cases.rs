//! Cases in Markdown: a heading each, its cells and sentences as a list, its picture in words.

use super::Page;
use super::escape::line;
use crate::charts::Chart;
use crate::report::document::{Case, CaseColumn, CaseList};
use crate::report::wording::count;

pub(super) fn write(page: &mut Page<'_>, list: &CaseList) {
    if list.cases.is_empty() {
        return;
    }
    page.part(&format!("*{}*", line(&list.caption)));
    for (rank, case) in (1..).zip(&list.cases) {
        let name = case.cells.first().map(|cell| line(&cell.text));
        page.part(&format!(
            "### {}. {}",
            count(rank),
            name.unwrap_or_default()
        ));
        let items: Vec<String> = items(case, &list.columns, &list.scale.0).collect();
        page.list(&items);
    }
    for note in &list.notes {
        page.part(&line(note));
    }
}

/// What is said of a case, a line each.
fn items<'a>(
    case: &'a Case,
    columns: &'a [CaseColumn],
    pictured: &'a str,
) -> impl Iterator<Item = String> + 'a {
    let cells = columns.iter().zip(&case.cells).enumerate();
    let cells = cells.filter_map(|(place, (column, cell))| {
        let text = match (place, cell.aside.as_str()) {
            (0, aside) => aside.to_owned(),
            (_, "") => cell.text.clone(),
            (_, aside) => format!("{} ({aside})", cell.text),
        };
        (!text.is_empty()).then(|| item(&column.label, &text))
    });
    let sentences = case.sentences.iter();
    let sentences = sentences.map(|fact| item(&fact.label, &fact.value));
    let weeks = item(pictured, &case.strip.description());
    cells.chain(sentences).chain([weeks])
}

fn item(label: &str, text: &str) -> String {
    format!("* **{}**: {}", line(label), line(text))
}
