//! What can only be said once the measures and the columns are known.

use super::*;

#[test]
fn measures_that_do_not_exist_are_named() {
    let file = ConfigFile::parse("m.toml", "[targets]\nattendence = 0.8").unwrap();
    let error = file
        .check_measures(&["attendance", "sessions_held"])
        .unwrap_err();
    assert_eq!(error.position(), Some((2, 1)));
    assert!(error.to_string().contains("Did you mean “attendance”?"));
    assert_eq!(file.check_measures(&["attendence"]), Ok(()));
}

#[test]
fn headlines_may_be_counts_and_comparisons_may_not() {
    let file = ConfigFile::parse(
        "m.toml",
        "headline = [\"people_served\"]\n[targets]\nmeetings = 300",
    );
    assert_eq!(file.unwrap().check_measures(&["attendance"]), Ok(()));
    let file = ConfigFile::parse("m.toml", "primary = [\"meetings\"]").unwrap();
    assert!(file.check_measures(&["attendance"]).is_err());
}

#[test]
fn a_target_of_a_share_is_a_share() {
    let file = ConfigFile::parse("m.toml", "[targets]\nattendance = 70").unwrap();
    assert_eq!(file.check_shares(&["hours_held"]), Ok(()));
    let error = file.check_shares(&["attendance"]).unwrap_err();
    assert_eq!(error.position(), Some((2, 14)));
    assert!(error.to_string().contains("attendance = 0.7"), "{error}");
}

#[test]
fn a_scale_is_called_like_nothing_else() {
    let names = |scale: &str| {
        let of_scale = [scale.to_owned(), change_of(scale)];
        let others = ["pair_id", "state", "attendance", "trust_change"].map(str::to_owned);
        others.into_iter().chain(of_scale).collect::<Vec<_>>()
    };
    let checked = |scale: &str| {
        let text = format!("[[scale]]\nname = \"{scale}\"\nitems = [\"a\"]\nmin = 1\nmax = 5\n");
        let file = ConfigFile::parse("m.toml", &text).unwrap();
        file.check_scales(&names(scale))
    };
    assert_eq!(checked("safety"), Ok(()));
    for scale in ["state", "attendance", "trust", "meetings"] {
        let error = checked(scale).unwrap_err();
        assert_eq!(error.position(), Some((2, 8)), "{scale}");
        assert!(error.to_string().contains(&format!("{scale}_scale")));
    }
}
