//! Patterns of files: which source a file is.

/// Whether a pattern with `*` and `?` fits a path, or the end of it from a folder on.
#[must_use]
pub fn path_fits(pattern: &str, path: &str) -> bool {
    let tails = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
    std::iter::once(path)
        .chain(tails)
        .any(|tail| fits(pattern.as_bytes(), tail.as_bytes()))
}

/// Whether a pattern fits a file as shown, or by its way from the root: lines that were printed in
/// one folder fit where the program is run from another, too.
#[must_use]
pub fn file_fits(pattern: &str, shown: &str) -> bool {
    let whole = || std::path::absolute(shown).ok();
    let from_root = |path: std::path::PathBuf| {
        let path = path.to_string_lossy().replace('\\', "/");
        path_fits(without_dots(pattern), &path)
    };
    path_fits(pattern, shown) || whole().is_some_and(from_root)
}

/// A path without the steps up at its beginning.
fn without_dots(path: &str) -> &str {
    let mut rest = path;
    while let Some(next) = ["./", "../"]
        .iter()
        .find_map(|step| rest.strip_prefix(step))
    {
        rest = next;
    }
    rest
}

fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut read) = (0, 0);
    let mut star = None;
    while read < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, read));
                at += 1;
            }
            Some(&wanted) if wanted == b'?' || wanted.eq_ignore_ascii_case(&text[read]) => {
                at += 1;
                read += 1;
            }
            _ => match star {
                Some((star_at, from)) => {
                    star = Some((star_at, from + 1));
                    at = star_at + 1;
                    read = from + 1;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_were_printed_elsewhere_fit() {
        let here = std::env::current_dir().unwrap();
        let folder = here.file_name().unwrap().to_string_lossy();
        for (pattern, shown) in [
            (format!("{folder}/a.csv"), "a.csv"),
            (format!("{folder}/in/a.xlsx#Log"), "in/a.xlsx#Log"),
            (format!("../{folder}/in/a.csv"), "in/a.csv"),
            (format!("./{folder}/a.csv"), "./a.csv"),
        ] {
            assert!(file_fits(&pattern, shown), "{pattern} {shown}");
        }
        assert!(!file_fits("elsewhere/a.csv", "a.csv"));
        assert!(!file_fits(&format!("{folder}/b.csv"), "a.csv"));
    }

    #[test]
    fn patterns_fit_names_and_paths() {
        for (pattern, path, expected) in [
            ("sessions*.csv", "data/Sessions 2026.csv", true),
            ("*", "a.csv", true),
            ("data/a.csv", "/home/x/data/a.csv", true),
            ("a.csv", "data/ba.csv", false),
            ("s?te-*-x.csv", "site-a-b-x.csv", true),
            ("", "a.csv", false),
        ] {
            assert_eq!(path_fits(pattern, path), expected, "{pattern} {path}");
        }
    }
}
