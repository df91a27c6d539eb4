//! Words and sentences.

use crate::charts::{count, fixed};

/// A fraction as a natural frequency: "about 6 in 10". None and all are said as such.
#[must_use]
pub fn frequency(share: f64) -> String {
    const NEAR: f64 = 0.015;
    let parts = [
        (0.25, "a quarter"),
        (1.0 / 3.0, "a third"),
        (0.5, "half"),
        (2.0 / 3.0, "two thirds"),
        (0.75, "three quarters"),
    ];
    if share <= 0.0 {
        return "none".into();
    }
    if share >= 1.0 {
        return "all".into();
    }
    match parts.iter().find(|(part, _)| (share - part).abs() <= NEAR) {
        Some((_, words)) => format!("about {words}"),
        None => in_ten(share),
    }
}

fn in_ten(share: f64) -> String {
    if share > 0.95 {
        return "nearly all".into();
    }
    if share >= 0.05 {
        return format!("about {} in 10", fixed(share * 10.0, 0));
    }
    // At least 1 in 20 from here on; a round number is remembered better than an exact one.
    let of = ((1.0 / share) / 5.0).round() * 5.0;
    if of > 1000.0 {
        "fewer than 1 in 1,000".into()
    } else {
        format!("about 1 in {}", fixed(of, 0))
    }
}

/// Items as prose lists them: "a, b and c".
#[must_use]
pub fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The text with its first letter large.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The text as a sentence: first letter large, a full stop if it ends without a mark.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = capitalised(text.trim());
    let stop = if text.is_empty() || text.ends_with(['.', '!', '?', ':']) {
        ""
    } else {
        "."
    };
    format!("{text}{stop}")
}

/// A list of which only the first `most` are named: "a, b and 3 more".
#[must_use]
pub fn list_at_most<S: AsRef<str>>(items: &[S], most: usize) -> String {
    if items.len() <= most + 1 {
        return list(items);
    }
    let mut named: Vec<String> = items[..most]
        .iter()
        .map(|item| item.as_ref().to_owned())
        .collect();
    named.push(format!("{} more", count((items.len() - most) as u64)));
    list(&named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_said_as_people_say_them() {
        let said = [
            (0.0, "none"),
            (0.0001, "fewer than 1 in 1,000"),
            (0.012, "about 1 in 85"),
            (0.049, "about 1 in 20"),
            (0.08, "about 1 in 10"),
            (0.33, "about a third"),
            (0.49, "about half"),
            (0.62, "about 6 in 10"),
            (0.66, "about two thirds"),
            (0.97, "nearly all"),
            (1.0, "all"),
        ];
        for (share, words) in said {
            assert_eq!(frequency(share), words, "{share}");
        }
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list_at_most(&["a", "b", "c", "d"], 2), "a, b and 2 more");
        assert_eq!(list_at_most(&["a", "b", "c"], 2), "a, b and c");
    }

    #[test]
    fn sentences_begin_large_and_end_with_a_stop() {
        assert_eq!(sentence("no clear change"), "No clear change.");
        assert_eq!(sentence("élan?"), "Élan?");
        assert_eq!(sentence(""), "");
    }
}
