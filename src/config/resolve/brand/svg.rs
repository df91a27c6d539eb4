//! Drawings that run or load something are refused, whatever would have shown them.

/// Elements that run, or that hold something other than a drawing.
const FORBIDDEN: [&str; 11] = [
    "script",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
    "handler",
    "listener",
    "set",
    "animate",
];

/// Why a drawing cannot be used.
///
/// # Errors
/// It declares entities, holds an element that is not a drawing, reacts to events, or refers to
/// something outside of itself.
pub(super) fn refuse(text: &str) -> Result<(), String> {
    let text = text.to_lowercase();
    if text.contains("<!entity") || has_declarations(&text) {
        return Err(refused("declarations of its own"));
    }
    if text.contains("@import") || addresses(&text, "url(").any(is_outside) {
        return Err(refused("a style that loads something"));
    }
    for tag in text.split('<').skip(1) {
        refuse_tag(tag.split('>').next().unwrap_or(tag))?;
    }
    Ok(())
}

/// Whether the document type holds declarations; many programs write one that holds none.
fn has_declarations(text: &str) -> bool {
    let mut types = text.split("<!doctype").skip(1);
    types.any(|rest| {
        rest.split('>')
            .next()
            .is_some_and(|kind| kind.contains('['))
    })
}

fn refuse_tag(tag: &str) -> Result<(), String> {
    let is_end = |sign: char| sign.is_whitespace() || sign == '/';
    let name = tag.split(is_end).next().unwrap_or_default();
    let name = name.rsplit(':').next().unwrap_or(name);
    if FORBIDDEN.contains(&name) {
        return Err(refused(&format!("the element “{name}”")));
    }
    for (attribute, value) in attributes(tag) {
        if attribute.starts_with("on") {
            return Err(refused(&format!("“{attribute}”, which runs a script")));
        }
        if (attribute == "href" || attribute == "src") && is_outside(value) {
            return Err(refused(&format!(
                "“{attribute}”, which refers to something outside"
            )));
        }
    }
    Ok(())
}

fn refused(what: &str) -> String {
    format!("the logo holds {what}; export it as a plain drawing, or as PNG.")
}

/// Names, without their prefix, and quoted values of the attributes of a tag.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        let (before, after) = rest.split_once('=')?;
        let name = before.split_whitespace().next_back().unwrap_or_default();
        let name = name.rsplit(':').next().unwrap_or(name);
        let after = after.trim_start();
        let quote = after
            .chars()
            .next()
            .filter(|sign| matches!(sign, '"' | '\''));
        let (value, left) = match quote {
            Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            None => (after, ""),
        };
        rest = left;
        Some((name, value))
    })
}

/// What follows each of these marks.
fn addresses<'a>(text: &'a str, mark: &str) -> impl Iterator<Item = &'a str> {
    text.split(mark)
        .skip(1)
        .map(|rest| rest.trim_start_matches(['"', '\'', ' ']))
        .map(|rest| {
            rest.trim_start_matches("&quot;")
                .trim_start_matches("&apos;")
        })
}

/// Whether an address names anything but a part of the drawing itself or an embedded picture.
fn is_outside(address: &str) -> bool {
    let address = address.trim_start();
    let inside = ["#", "data:image/png;base64,", "data:image/jpeg;base64,"];
    !address.is_empty() && !inside.iter().any(|start| address.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_drawing_is_taken() {
        let plain = "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
            \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\" \
            xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\"><title>Sign</title>\
            <style>.a{fill:#123}</style><defs><linearGradient id=\"g\"/></defs>\
            <use xlink:href=\"#g\"/><path fill='url(#g)' class=\"a\" d=\"M0 0\"/>\
            <path style=\"fill:url(&quot;#g&quot;)\" d=\"M0 0\"/></svg>";
        assert_eq!(refuse(plain), Ok(()));
    }

    #[test]
    fn what_runs_or_loads_is_refused() {
        for body in [
            "<script>alert(1)</script>",
            "<SVG:Script/>",
            "<foreignObject/>",
            "<g onload = 'x()'/>",
            "<g fill=\"red\"\nONCLICK=\"x()\"/>",
            "<image href=\"https://example.org/a.png\"/>",
            "<image xlink:href='//example.org/a.png'/>",
            "<image href=\"file:///etc/passwd\"/>",
            "<image href=\"&#104;ttp://example.org\"/>",
            "<use href=\"other.svg#a\"/>",
            "<a href=\"javascript:x()\"/>",
            "<style>@import 'a.css'</style>",
            "<rect fill=\"url( 'https://example.org' )\"/>",
            "<image href=\"data:image/svg+xml;base64,AA\"/>",
        ] {
            assert!(refuse(&format!("<svg>{body}</svg>")).is_err(), "{body}");
        }
        let entity = "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>";
        assert!(refuse(entity).is_err());
    }
}
