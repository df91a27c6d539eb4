//! Pictures in words: sentences for those who do not see them.

/// Statements as sentences, one after the other; empty ones are left out.
pub(super) fn sentences(statements: impl IntoIterator<Item = String>) -> String {
    let ended = statements
        .into_iter()
        .filter(|statement| !statement.is_empty());
    let ended: Vec<_> = ended.map(|statement| statement + ".").collect();
    ended.join(" ")
}

/// Where the lowest and the highest of some named values are; the value itself of a single one.
pub(super) fn extremes(values: &[(&str, f64)], show: impl Fn(f64) -> String) -> String {
    let lowest = values.iter().min_by(|one, other| one.1.total_cmp(&other.1));
    // The first of equal ones, as for the lowest.
    let highest = values
        .iter()
        .rev()
        .max_by(|one, other| one.1.total_cmp(&other.1));
    match (lowest, highest) {
        (Some(low), Some(high)) if values.len() > 1 && show(low.1) == show(high.1) => {
            format!("All at {}", show(low.1))
        }
        (Some(low), Some(high)) if values.len() > 1 => {
            format!(
                "Lowest: {} {}; highest: {} {}",
                low.0,
                show(low.1),
                high.0,
                show(high.1)
            )
        }
        (Some((name, value)), _) => format!("{name}: {}", show(*value)),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_become_sentences() {
        let said = ["One".to_owned(), String::new(), "Two".to_owned()];
        assert_eq!(sentences(said), "One. Two.");
    }

    #[test]
    fn extremes_name_the_first_of_equals() {
        let show = |value: f64| value.to_string();
        let values = [("a", 2.0), ("b", 5.0), ("c", 5.0), ("d", 2.0)];
        assert_eq!(extremes(&values, show), "Lowest: a 2; highest: b 5");
        let rounded = |value: f64| format!("{value:.0}");
        assert_eq!(extremes(&[("a", 2.1), ("b", 2.0)], rounded), "All at 2");
        assert_eq!(extremes(&values[1..2], show), "b: 5");
        assert_eq!(extremes(&[], show), "");
    }
}
