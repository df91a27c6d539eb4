//! Counts in words.

/// "1 row", "2 rows".
pub fn count(number: impl Into<u64>, one: &str) -> String {
    match number.into() {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    }
}

/// "1 row was", "2 rows were".
pub fn count_past(number: u64, one: &str) -> String {
    let was = if number == 1 { "was" } else { "were" };
    format!("{} {was}", count(number, one))
}

/// "1 row is", "2 rows are".
pub fn count_are(number: u64, one: &str) -> String {
    let is = if number == 1 { "is" } else { "are" };
    format!("{} {is}", count(number, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_several() {
        assert_eq!(count(0_u64, "pair"), "0 pairs");
        assert_eq!(count(1_u64, "pair"), "1 pair");
        assert_eq!(count_past(1, "row"), "1 row was");
        assert_eq!(count_past(2, "row"), "2 rows were");
        assert_eq!(count_are(1, "pair"), "1 pair is");
        assert_eq!(count_are(0, "pair"), "0 pairs are");
    }
}
