//! One self-contained HTML file: no outside address, one hashed style sheet, and no script but a
//! hashed one where there are cases to choose among.
//!
//! The looks are in `templates/`; what they are filled from is the `view`.

mod cases;
mod policy;
mod view;

use super::document::Document;
use crate::charts::{self, Accent};
use crate::programme::gives_orders;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior, escape_formatter};
use view::Page;

/// Why a document could not be rendered; a fault of this program, not of the data.
#[derive(Debug, thiserror::Error)]
#[error("the page could not be filled in")]
pub struct HtmlError(#[from] minijinja::Error);

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

/// The document as one HTML file.
///
/// # Errors
/// A template is wrong; tests fill in every one of them.
pub fn render(document: &Document) -> Result<String, HtmlError> {
    let accent = document.title.brand.accent.as_ref();
    let accent = accent.map_or_else(String::new, accent_style);
    let mut style = format!("{}{STYLE}{accent}", charts::stylesheet());
    let mut script = "";
    if document.has_cases() {
        style.push_str(CASES_STYLE);
        script = CASES_SCRIPT;
    }
    let environment = environment()?;
    let page = Page::new(document, style, script, &environment)?;
    Ok(environment
        .get_template("document.html")?
        .render(Serde(&page))?)
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
        Some(text) if !value.is_safe() && text.contains(gives_orders) => {
            escape_formatter(out, state, &Value::from(text.replace(gives_orders, "")))
        }
        _ => escape_formatter(out, state, value),
    }
}

#[cfg(test)]
mod tests;
