//! The Word file and the pictures made of pixels: whole, the same as the page, and sound.

use crate::support::{REPOSITORY, Reports, ended, parts, program};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn sample() -> (TempDir, Reports) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = program();
    command.args(["report", "sample_data", "--quiet", "--out"]);
    ended(command.arg(folder.path())).says(0, &[]);
    let reports = Reports::in_folder(folder.path());
    (folder, reports)
}

/// An attribute or element of `WordprocessingML` by its local name.
fn value<'a>(node: Node<'a, '_>, element: &str) -> Option<&'a str> {
    let mut all = node.descendants();
    let found = all.find(|node| node.tag_name().name() == element)?;
    let mut attributes = found.attributes();
    attributes
        .find(|attribute| attribute.name() == "val")
        .map(|attribute| attribute.value())
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children()
        .filter(move |node| node.tag_name().name() == name)
}

/// The text of a node, lines parted by a space.
fn text(node: Node<'_, '_>) -> String {
    let texts = node
        .descendants()
        .filter_map(|node| match node.tag_name().name() {
            "t" => node.text(),
            "br" => Some(" "),
            _ => None,
        });
    texts.collect()
}

/// Tables by what they show, with the cells of each row.
type Tables = BTreeMap<String, Vec<Vec<String>>>;

fn word_tables(body: Node<'_, '_>) -> Tables {
    let tables = children(body, "tbl").map(|table| {
        let row = |row| children(row, "tc").map(text).collect();
        let caption = value(table, "tblCaption").unwrap();
        (caption.to_owned(), children(table, "tr").map(row).collect())
    });
    tables.collect()
}

fn page_tables(page: &str) -> Tables {
    let tables = page.split("<table").skip(1).map(|table| {
        let table = table.split("</table>").next().unwrap();
        let caption = between(table, "<caption><span", "</span></caption>");
        let rows = table.split("<tr").skip(1).map(|row| {
            let row = row.replace("td>", "th>").replace("<td", "<th");
            let cells = row.split("<th").skip(1).map(|cell| {
                let cell = cell.split("</th>").next().unwrap();
                let texts = cell.split('<').map(|text| text.split_once('>').unwrap().1);
                unescaped(&texts.collect::<String>())
            });
            cells.collect()
        });
        (unescaped(caption), rows.collect())
    });
    tables.collect()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let after = text.split_once(start).unwrap().1.split_once('>').unwrap().1;
    after.split_once(end).unwrap().0
}

fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ]
    .into_iter()
    .fold(text.to_owned(), |text, (escaped, sign)| {
        text.replace(escaped, sign)
    })
}

#[test]
fn the_word_file_says_what_the_page_says() {
    let (_folder, reports) = sample();
    let file = reports.files().remove("share/effectiveness.docx").unwrap();
    let parts = parts(&file);
    for (name, text) in &parts {
        Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let body = document.root_element().first_element_child().unwrap();

    // Headings: every section, and none that skips a level.
    let styles: Vec<_> = children(body, "p")
        .map(|paragraph| value(paragraph, "pStyle").unwrap())
        .collect();
    let first = styles
        .iter()
        .position(|style| style.starts_with("Heading"))
        .unwrap();
    assert_eq!(styles[first], "Heading1");
    let page = reports.text("share/effectiveness.html");
    let sections = page.matches("<section ").count();
    let headings = styles.iter().filter(|style| **style == "Heading1").count();
    assert_eq!(
        headings,
        sections + 1,
        "the data of the pictures have a heading of their own"
    );

    // Tables: those of the page with every cell, and the headline figures.
    let mut tables = word_tables(body);
    assert!(tables.remove("Headline figures").is_some());
    let of_page = page_tables(&page);
    assert!(of_page.len() > 10);
    assert_eq!(
        tables.keys().collect::<Vec<_>>(),
        of_page.keys().collect::<Vec<_>>()
    );
    for (caption, rows) in &of_page {
        assert_eq!(&tables[caption], rows, "{caption}");
    }
    for table in children(body, "tbl") {
        let header = children(table, "tr").next().unwrap();
        assert!(
            header
                .descendants()
                .any(|node| node.tag_name().name() == "tblHeader")
        );
    }

    // Pictures: each with a file and something to say.
    let pictures: Vec<_> = body
        .descendants()
        .filter(|node| node.tag_name().name() == "docPr")
        .collect();
    assert_eq!(pictures.len(), page.matches("<figure ").count());
    for picture in pictures {
        assert!(picture.attribute("descr").unwrap().len() > 40);
    }
    assert!(parts["docProps/core.xml"].contains("2026-09-30T00:00:00Z"));
    assert!(parts["word/footer1.xml"].contains("NUMPAGES"));
    assert_pandoc_reads(&reports.text("share/effectiveness.md"), sections);
}

/// Has pandoc make a Word file of the Markdown; says so where it is not installed.
fn assert_pandoc_reads(markdown: &str, sections: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a.md"), folder.path().join("a.docx"));
    fs::write(&from, markdown).unwrap();
    let mut pandoc = Command::new("pandoc");
    pandoc
        .args(["--from", "gfm", "--output"])
        .arg(&to)
        .arg(&from);
    let Ok(run) = pandoc.output() else {
        eprintln!("skipped: pandoc is not installed, so nothing else reads the Markdown");
        return;
    };
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let document = &parts(&fs::read(&to).unwrap())["word/document.xml"];
    assert_eq!(document.matches("\"Heading2\"").count(), sections);
}

#[test]
fn each_picture_is_there_as_drawing_and_as_pixels() {
    let (_folder, reports) = sample();
    let files = reports.files();
    let charts = |ending: &str| {
        let names = files
            .keys()
            .filter(|name| name.starts_with("share/charts/"));
        let names = names.filter_map(|name| name.strip_suffix(ending));
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(charts(".svg").len() > 10);
    assert_eq!(charts(".svg"), charts(".png"));
    let folder = tempfile::tempdir().unwrap();
    let mut drawings = Vec::new();
    for name in [
        "stage-ladder",
        "retention",
        "goals-by-outcome",
        "meetings-by-month",
    ] {
        let drawing = folder.path().join(format!("{name}.svg"));
        fs::write(&drawing, &files[&format!("share/charts/{name}.svg")]).unwrap();
        drawings.push((name, drawing));
    }
    let paths: Vec<_> = drawings.iter().map(|(_, path)| path.as_path()).collect();
    if !drawn_by_office(folder.path(), &paths) {
        return;
    }
    for (name, path) in &drawings {
        let ours = Pixmap::decode_png(&files[&format!("share/charts/{name}.png")]).unwrap();
        let theirs = fs::read(path.with_extension("png")).unwrap();
        let theirs = Pixmap::decode_png(&theirs).unwrap();
        let (mean, most) = difference(&ours, &theirs);
        assert!(
            mean < 0.015 && most < 0.12,
            "{name}: {mean:.4} on average, {most:.3} at most"
        );
    }
}

/// Has `LibreOffice` draw the same drawings; says so where it is not installed.
fn drawn_by_office(folder: &Path, drawings: &[&Path]) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut office = Command::new("soffice");
    office.args([&profile, "--headless", "--convert-to", "png", "--outdir"]);
    let run = office.arg(folder).args(drawings).output();
    let drawn = run.is_ok_and(|run| run.status.success());
    if !drawn {
        eprintln!("skipped: LibreOffice is not installed, so nothing else draws the pictures");
    }
    drawn
}

/// Columns and rows into which pictures are cut to be compared: letters and lines may lie half a
/// pixel apart, bars and words may not.
const CELLS: (u32, u32) = (24, 18);

/// Mean and largest difference of the brightness of the parts of two pictures, 0–1.
fn difference(one: &Pixmap, other: &Pixmap) -> (f64, f64) {
    let pairs = brightness(one).into_iter().zip(brightness(other));
    let differences: Vec<f64> = pairs.map(|(one, other)| (one - other).abs()).collect();
    let mean = differences.iter().sum::<f64>() / differences.len() as f64;
    (mean, differences.into_iter().fold(0.0, f64::max))
}

/// Mean brightness of each part of a picture on white.
fn brightness(picture: &Pixmap) -> Vec<f64> {
    let (columns, rows) = CELLS;
    let mut sums = vec![(0.0, 0.0); (columns * rows) as usize];
    for (place, pixel) in picture.pixels().iter().enumerate() {
        let place = u32::try_from(place).unwrap();
        let (x, y) = (place % picture.width(), place / picture.width());
        let cell = (y * rows / picture.height()) * columns + x * columns / picture.width();
        let white = 255.0 - f64::from(pixel.alpha());
        let light = 0.2126 * f64::from(pixel.red())
            + 0.7152 * f64::from(pixel.green())
            + 0.0722 * f64::from(pixel.blue());
        let (sum, number) = &mut sums[cell as usize];
        *sum += (light + white) / 255.0;
        *number += 1.0;
    }
    sums.into_iter()
        .map(|(sum, number): (f64, f64)| sum / number)
        .collect()
}

#[test]
fn pictures_of_pixels_have_letters_of_every_script() {
    // The embedded font has Greek and Cyrillic; Arabic and Chinese come from the system, if it
    // has them, and are left out otherwise.
    let drawn = |words: &str| {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\" \
             font-family=\"Arial, 'Liberation Sans', Helvetica, sans-serif\">\
             <text x=\"5\" y=\"30\" font-size=\"20\">{words}</text></svg>"
        );
        mentorstat::charts::png(&svg).unwrap()
    };
    let blank = drawn(" ");
    for words in ["Ελληνικά", "Кириллица", "Łódź"] {
        assert_ne!(drawn(words).bytes, blank.bytes, "{words}");
    }
    for words in ["مرحبا", "漢字"] {
        assert_eq!(drawn(words), drawn(words), "{words}");
    }
    assert!(
        Path::new(REPOSITORY)
            .join("assets/fonts/LICENSE-OFL")
            .is_file()
    );
}
