use super::*;
use crate::config::Config;
use crate::output::ReportedPeriod;
use crate::programme::Day;
use std::collections::BTreeMap;

pub(in crate::output) fn manifest() -> Manifest {
    Manifest {
        version: "0.1.0".into(),
        arguments: vec!["report".into(), "data".into()],
        config: Config::default(),
        as_of: Day(20_000),
        period: ReportedPeriod {
            name: "2024-Q4".into(),
            from: Day(19_997),
            to: Day(20_000),
        },
        inputs: Vec::new(),
        counts: BTreeMap::from([("pairs".to_owned(), 3)]),
        seed: 1,
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = files_in(folder)
        .unwrap()
        .into_iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn publish(target: &Path, file: &str) -> Result<PathBuf, OutputError> {
    let staging = Staging::begin(target, false)?;
    staging.write(file, b"text")?;
    staging.publish(&manifest())
}

#[test]
fn a_published_folder_holds_what_was_written_and_a_manifest() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("reports/2024-Q4");
    publish(&target, "share/charts/goals.svg").unwrap();
    assert_eq!(names(&target), ["manifest.json", "share/charts/goals.svg"]);
    assert_eq!(names(place.path()).len(), 2, "nothing stands beside it");
    let text = fs::read_to_string(target.join(MANIFEST_FILE)).unwrap();
    assert!(text.contains(r#""program": "mentorstat""#));
    assert!(text.contains(r#""as_of": "2024-10-04""#));
    assert!(text.contains(r#""share/charts/goals.svg""#));
}

#[test]
fn a_folder_of_ours_is_replaced_whole() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("2024-Q4");
    publish(&target, "old.md").unwrap();
    publish(&target, "new.md").unwrap();
    assert_eq!(names(&target), ["manifest.json", "new.md"]);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone_without_force() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("thesis");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("chapter.md"), "years of work").unwrap();
    let error = publish(&target, "new.md").unwrap_err();
    assert!(matches!(error, OutputError::NotOurs { .. }), "{error}");
    assert_eq!(names(place.path()), ["thesis/chapter.md"]);
    let forced = Staging::begin(&target, true).unwrap();
    forced.publish(&manifest()).unwrap();
    assert_eq!(names(place.path()), ["thesis/manifest.json"]);
}

#[test]
fn files_that_somebody_put_among_ours_are_not_lost() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("2024-Q4");
    publish(&target, "old.md").unwrap();
    fs::write(target.join("comments.docx"), "mine").unwrap();
    let error = publish(&target, "new.md").unwrap_err();
    assert!(error.to_string().contains("holds comments.docx"), "{error}");
    assert!(target.join("comments.docx").exists());
}

#[test]
fn a_failed_run_leaves_nothing_and_the_old_folder_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("reports/2024-Q4");
    let staging = Staging::begin(&target, false).unwrap();
    let failed = staging.write_with("a.csv", |_| Err(io::ErrorKind::StorageFull.into()));
    assert_eq!(
        failed.unwrap_err().to_string(),
        format!(
            "cannot write {}: the disk is full",
            target.join("a.csv").display()
        )
    );
    drop(staging);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);

    publish(&target, "old.md").unwrap();
    drop(Staging::begin(&target, false).unwrap());
    assert_eq!(names(&target), ["manifest.json", "old.md"]);
    assert_eq!(names(place.path()).len(), 2);
}

#[test]
fn an_interruption_removes_what_is_unfinished() {
    let place = tempfile::tempdir().unwrap();
    let staging = Staging::begin(&place.path().join("2024-Q4"), false).unwrap();
    staging.write("a.md", b"half").unwrap();
    // Only what stands in this test's place: other tests of this process have theirs.
    let here: BTreeSet<_> = unfinished::hold()
        .iter()
        .filter(|path| path.starts_with(place.path()))
        .cloned()
        .collect();
    assert_eq!(here.len(), 1);
    unfinished::remove(&here);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[test]
fn a_file_in_the_way_is_named() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("reports");
    fs::write(&target, "a file").unwrap();
    assert!(matches!(
        Staging::begin(&target, false),
        Err(OutputError::Exists { .. })
    ));
    let below = Staging::begin(&target.join("2024-Q4"), false).unwrap_err();
    assert!(
        below.to_string().contains("a file, not a folder"),
        "{below}"
    );
}

fn publish_workbook(target: &Path, content: &str) -> Result<PlacedWorkbook, OutputError> {
    let mut staging = Staging::begin(target, false)?;
    staging.write("internal/support.csv", b"rank")?;
    let placed = staging.write_workbook("internal/support.xlsx", content.as_bytes())?;
    staging.publish(&manifest())?;
    Ok(placed)
}

#[test]
fn a_workbook_that_was_filled_in_comes_along_into_the_new_folder() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("2024-Q4");
    publish_workbook(&target, "one").unwrap();
    assert!(publish_workbook(&target, "two").unwrap().kept.is_empty());
    let workbook = target.join("internal/support.xlsx");
    assert_eq!(fs::read_to_string(&workbook).unwrap(), "two");
    fs::write(&workbook, "filled in").unwrap();
    for content in ["three", "four"] {
        let placed = publish_workbook(&target, content).unwrap();
        assert_eq!(placed.kept, std::slice::from_ref(&workbook));
        assert_eq!(placed.path, target.join("internal/support-2.xlsx"));
        assert_eq!(fs::read_to_string(&placed.path).unwrap(), content);
        assert_eq!(fs::read_to_string(&workbook).unwrap(), "filled in");
    }
}

#[test]
fn nothing_is_replaced_while_a_file_in_it_is_open() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("2024-Q4");
    publish_workbook(&target, "one").unwrap();
    let lock = target.join("internal/.~lock.support.csv#");
    fs::write(&lock, "").unwrap();
    let refused = publish_workbook(&target, "two").unwrap_err();
    assert!(
        refused.to_string().contains("support.csv is open"),
        "{refused}"
    );
    fs::remove_file(&lock).unwrap();
    publish_workbook(&target, "two").unwrap();
}
