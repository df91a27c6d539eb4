//! Runs the program as a user would, on small folders made for one test.

use assert_cmd::Command;
use mentorstat::ingest::Ingested;
use mentorstat::programme::PairHistory;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// The folder of this repository, from which the sample is read.
pub const REPOSITORY: &str = env!("CARGO_MANIFEST_DIR");

/// The program, not started yet, in the folder of the repository.
pub fn program() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("mentorstat"));
    command.current_dir(REPOSITORY);
    command
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ended {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ended {
    fn of(output: &std::process::Output) -> Self {
        let ended = Self {
            status: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        assert!(!ended.err.contains("panicked"), "{}", ended.err);
        ended
    }

    /// Fails unless the program ended with this status and said each of these on standard error.
    #[track_caller]
    pub fn says(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, Some(status), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "“{word}” is not in:\n{}", self.err);
        }
    }
}

/// Runs a command to its end; it must not panic.
pub fn ended(command: &mut Command) -> Ended {
    Ended::of(&command.output().unwrap())
}

/// Runs the program to its end; it must not panic.
pub fn run<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Ended {
    ended(program().args(arguments))
}

/// Input files in a folder `in`, beside which outputs are made in `out`.
pub struct Workspace(Arc<TempDir>);

impl Workspace {
    pub fn new<C: AsRef<[u8]>>(files: &[(&str, C)]) -> Self {
        let workspace = Self(Arc::new(tempfile::tempdir().unwrap()));
        fs::create_dir(workspace.inputs()).unwrap();
        for (name, content) in files {
            let path = workspace.inputs().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        workspace
    }

    /// An empty input folder.
    pub fn empty() -> Self {
        Self::new::<&str>(&[])
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn inputs(&self) -> PathBuf {
        self.path().join("in")
    }

    pub fn outputs(&self) -> PathBuf {
        self.path().join("out")
    }

    /// Runs a command from this workspace, whose inputs are then `in` and outputs `out`.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        ended(program().current_dir(self.path()).args(arguments))
    }

    /// Runs `report in --out out` with further arguments.
    pub fn report(&self, arguments: &[&str]) -> Ended {
        let mut all = vec!["report", "in", "--out", "out", "--quiet"];
        all.extend(arguments);
        self.run(&all)
    }

    /// The reports made with further arguments, which must succeed.
    #[track_caller]
    pub fn reported(&self, arguments: &[&str]) -> Reports {
        self.report(arguments).says(0, &[]);
        self.last_made()
    }

    /// The reports made last; they can be read after the workspace is dropped.
    #[track_caller]
    pub fn last_made(&self) -> Reports {
        Reports {
            _within: Some(Arc::clone(&self.0)),
            ..Reports::last_made(&self.outputs())
        }
    }

    /// Fails if anything, finished or not, stands where the outputs would be.
    #[track_caller]
    pub fn assert_nothing_written(&self) {
        let found = entries(self.path());
        let strange: Vec<_> = found
            .iter()
            .filter(|name| *name == "out" || name.starts_with(".mentorstat"))
            .collect();
        assert!(strange.is_empty(), "{strange:?}");
    }
}

/// Names in a folder, hidden ones too.
pub fn entries(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = names
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A folder of reports.
pub struct Reports {
    folder: PathBuf,
    /// The workspace, which is there as long as its reports are read.
    _within: Option<Arc<TempDir>>,
}

impl Reports {
    /// Those made last, where there are several.
    #[track_caller]
    pub fn last_made(out: &Path) -> Self {
        let folders = fs::read_dir(out)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let made = folders.filter_map(|folder| {
            let manifest = fs::metadata(folder.join("manifest.json")).ok()?;
            Some((manifest.modified().unwrap(), folder))
        });
        Self::at(&made.max().unwrap().1)
    }

    /// The only reports in an output folder.
    #[track_caller]
    pub fn in_folder(out: &Path) -> Self {
        let made = entries(out);
        assert_eq!(made.len(), 1, "{made:?}");
        Self::at(&out.join(&made[0]))
    }

    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            _within: None,
        }
    }

    /// Every file by its path in the folder.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&self.folder).unwrap();
                    files.insert(
                        name.to_string_lossy().into_owned(),
                        fs::read(&path).unwrap(),
                    );
                }
            }
        }
        files
    }

    /// Every file as text: of office documents what stands in them, of pictures nothing, whose
    /// drawings are files of their own.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let files = self.files().into_iter();
        let is_binary = |name: &str| {
            let endings = [".png", ".pdf", ".parquet"];
            endings.iter().any(|ending| name.ends_with(ending))
        };
        let files = files.filter(|(name, _)| !is_binary(name));
        let text = |(name, bytes): (String, Vec<u8>)| {
            let is_office = name.ends_with(".docx") || name.ends_with(".xlsx");
            let text = if is_office {
                parts(&bytes).into_values().collect()
            } else {
                String::from_utf8(bytes).unwrap()
            };
            (name, text)
        };
        files.map(text).collect()
    }

    pub fn text(&self, name: &str) -> String {
        let path = self.folder.join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A text for people, with plain spaces for those that hold words together.
    pub fn prose(&self, name: &str) -> String {
        self.text(name).replace(['\u{a0}', '\u{202f}'], " ")
    }

    pub fn table(&self, name: &str) -> Table {
        Table::read(&self.text(name))
    }

    /// One pair of `pairs.csv`.
    #[track_caller]
    pub fn pair(&self, id: &str) -> BTreeMap<String, String> {
        self.table("internal/pairs.csv").one(&[("pair_id", id)])
    }

    /// One figure of the whole programme, from the internal tables.
    #[track_caller]
    pub fn measure(&self, id: &str, horizon: &str) -> BTreeMap<String, String> {
        self.table("internal/tables/measures.csv").one(&[
            ("grouping", "all"),
            ("measure", id),
            ("horizon", horizon),
        ])
    }

    /// The manifest without the command line, which names the output folder.
    pub fn manifest(&self) -> serde_json::Value {
        let mut manifest: serde_json::Value =
            serde_json::from_str(&self.text("manifest.json")).unwrap();
        manifest
            .as_object_mut()
            .unwrap()
            .remove("arguments")
            .unwrap();
        manifest
    }

    /// A number of the manifest's counts.
    #[track_caller]
    pub fn count(&self, name: &str) -> u64 {
        self.manifest()["counts"][name].as_u64().unwrap()
    }
}

/// The texts inside an office document, by name.
pub fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut parts = BTreeMap::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let name = part.name().unwrap().into_owned();
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            parts.insert(name, text);
        }
    }
    parts
}

/// A CSV table as rows of cells by header.
#[derive(Debug)]
pub struct Table(pub Vec<BTreeMap<String, String>>);

impl Table {
    pub fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        Self(reader.deserialize().map(Result::unwrap).collect())
    }

    /// The only row with these cells.
    #[track_caller]
    pub fn one(&self, cells: &[(&str, &str)]) -> BTreeMap<String, String> {
        let fits = |row: &&BTreeMap<String, String>| {
            cells.iter().all(|(column, value)| row[*column] == *value)
        };
        let found: Vec<_> = self.0.iter().filter(fits).collect();
        assert_eq!(found.len(), 1, "{} rows with {cells:?}", found.len());
        found[0].clone()
    }

    /// The cells of a column.
    pub fn column(&self, name: &str) -> Vec<&str> {
        self.0.iter().map(|row| row[name].as_str()).collect()
    }
}

/// What a reader sees in `<main>`: no tags, no pictures, one space between words.
pub fn main_text(page: &str) -> String {
    let (_, rest) = page.split_once("<main").unwrap();
    let main = rest.split_once("</main>").unwrap().0;
    let without_pictures: String = main
        .split("<svg")
        .map(|part| part.split_once("</svg>").map_or(part, |(_, after)| after))
        .collect();
    let text = without_pictures
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ");
    let text = text
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Numbers as they are printed, without what surrounds them.
pub fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|sign: char| !(sign.is_ascii_digit() || matches!(sign, '.' | ',')))
        .map(|number| number.trim_matches(['.', ',']).to_owned())
        .filter(|number| !number.is_empty())
}

/// What is known of each pair, by its id.
pub fn histories(ingested: &Ingested) -> Vec<PairHistory<'_>> {
    let programme = &ingested.programme;
    let partitions = programme.partitions.iter();
    let mut histories: Vec<_> = partitions
        .flat_map(|partition| partition.histories(programme))
        .collect();
    histories.sort_by(|a, b| a.pair.id.cmp(&b.pair.id));
    histories
}
