//! One self-contained HTML file: no outside address, one hashed style sheet, and no script but a
//! hashed one where there are cases to choose among.
//!
//! The looks are in `templates/`; what they are filled from is the `view`.

mod cases;
mod policy;
mod prose;
mod view;

use super::document::Document;
use crate::charts::{self, Accent};
use crate::programme::{gives_orders, is_plain};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, escape_formatter};
use std::io;
use view::Page;

/// Why a document could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum HtmlError {
    /// A template is wrong.
    #[error("the page could not be filled in")]
    Template(#[from] minijinja::Error),
    /// The page could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

impl From<HtmlError> for io::Error {
    fn from(error: HtmlError) -> Self {
        match error {
            HtmlError::Template(_) => Self::other(error),
            HtmlError::Write(error) => error,
        }
    }
}

/// The template files, by the name under which they include each other.
const TEMPLATES: [(&str, &str); 9] = [
    (
        "document.html",
        include_str!("templates/document.html.jinja"),
    ),
    ("section.html", include_str!("templates/section.html.jinja")),
    ("block.html", include_str!("templates/block.html.jinja")),
    ("boxes.html", include_str!("templates/boxes.html.jinja")),
    ("figure.html", include_str!("templates/figure.html.jinja")),
    ("table.html", include_str!("templates/table.html.jinja")),
    ("cases.html", include_str!("templates/cases.html.jinja")),
    (
        "case_head.html",
        include_str!("templates/case_head.html.jinja"),
    ),
    ("case.html", include_str!("templates/case.html.jinja")),
];

/// The look of the page; the inks are those of the charts.
const STYLE: &str = include_str!("templates/style.css");

/// The look of cases, and what lets readers choose among them; in pages that have some.
const CASES_STYLE: &str = include_str!("templates/cases.css");
const CASES_SCRIPT: &str = include_str!("templates/cases.js");

/// The document as one HTML file in memory.
///
/// # Errors
/// A template is wrong; tests fill in every one of them.
pub fn render(document: &Document) -> Result<String, HtmlError> {
    let mut page = Vec::new();
    write(document, &mut page)?;
    String::from_utf8(page).map_err(|error| HtmlError::Write(io::Error::other(error)))
}

/// Writes the document as one HTML file. Its cases may be many: they are filled in while it is
/// written.
///
/// # Errors
/// A template is wrong, or `out` refused.
pub fn write(document: &Document, out: &mut dyn io::Write) -> Result<(), HtmlError> {
    let accent = document.title.brand.accent.as_ref();
    let accent = accent.map_or_else(String::new, accent_style);
    let mut style = format!("{}{STYLE}{accent}", charts::stylesheet());
    let mut script = "";
    if document.case_lists().next().is_some() {
        style.push_str(CASES_STYLE);
        script = CASES_SCRIPT;
    }
    let environment = environment()?;
    let page = Page::new(document, style, script)?;
    let page = environment
        .get_template("document.html")?
        .render(Serde(&page))?;
    cases::write_filled(&page, document, &environment, out)
}

/// The programme's own colour instead of that of the pictures.
fn accent_style(accent: &Accent) -> String {
    format!(
        ":root{{--accent:{}}}\n@media screen and (prefers-color-scheme:dark){{:root{{--accent:{}}}}}\n",
        accent.light, accent.dark
    )
}

fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(without_orders);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).build()?);
    environment.add_filter("prose", prose::marked);
    for (name, source) in TEMPLATES {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}

/// Text from the inputs without characters that steer whatever shows it; markup of our own has
/// none.
fn without_orders(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && !is_plain(text) && text.contains(gives_orders) => {
            escape_formatter(out, state, &Value::from(text.replace(gives_orders, "")))
        }
        _ => escape_formatter(out, state, value),
    }
}

#[cfg(test)]
mod tests;
