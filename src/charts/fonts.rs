//! The letters of pixel editions: an embedded font, and those of the system for other scripts.

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{FallbackSelectionFn, FontResolver};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// The embedded font: as wide as Arial, letter by letter. Its licence lies beside it.
pub(super) const FAMILY: &str = "Liberation Sans";

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/LiberationSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/LiberationSans-Bold.ttf");

/// Files of system fonts that are asked for letters which the embedded font does not have, in
/// this order: common ones of Linux, Windows and macOS.
pub(super) const OTHER_SCRIPTS: [&str; 16] = [
    "DejaVuSans.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "DroidSansFallbackFull.ttf",
    "segoeui.ttf",
    "Nirmala.ttf",
    "LeelawUI.ttf",
    "msyh.ttc",
    "malgun.ttf",
    "Arial Unicode.ttf",
    "PingFang.ttc",
];

const FOLDERS: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "C:\\Windows\\Fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
];

/// Folders of fonts are not deeper than this.
const DEPTH: usize = 5;

/// The embedded font, regular and bold.
pub(super) fn embedded() -> Arc<Database> {
    static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
        let mut fonts = Database::new();
        for file in [REGULAR, BOLD] {
            fonts.load_font_source(Source::Binary(Arc::new(file)));
        }
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_serif_family(FAMILY);
        Arc::new(fonts)
    });
    Arc::clone(&FONTS)
}

/// Chooses the font for a letter that the fonts used so far do not have. Fonts of the system are
/// looked for only then.
pub(super) fn fallback() -> FallbackSelectionFn<'static> {
    let choose = FontResolver::default_fallback_selector();
    Box::new(move |letter, used, fonts| {
        if fonts.len() == embedded().len() {
            let fonts = Arc::make_mut(fonts);
            for file in system_fonts() {
                fonts.load_font_source(Source::Binary(Arc::clone(file) as _));
            }
        }
        choose(letter, used, fonts)
    })
}

/// The fonts of [`OTHER_SCRIPTS`] that this machine has, read once.
fn system_fonts() -> &'static [Arc<Vec<u8>>] {
    static FILES: LazyLock<Vec<Arc<Vec<u8>>>> = LazyLock::new(|| {
        let mut found = BTreeMap::new();
        for folder in FOLDERS {
            look_in(Path::new(folder), DEPTH, &mut found);
        }
        // A font that cannot be read is as good as one that is not there.
        let files = found.values().filter_map(|path| fs::read(path).ok());
        files.map(Arc::new).collect()
    });
    &FILES
}

/// Adds the wanted files of a folder by their place in the order; of two the first path counts.
fn look_in(folder: &Path, depth: usize, found: &mut BTreeMap<usize, PathBuf>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str());
        let place = name.and_then(|name| OTHER_SCRIPTS.iter().position(|wanted| *wanted == name));
        if path.is_dir() {
            look_in(&path, depth, found);
        } else if let Some(place) = place {
            found.entry(place).or_insert(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_font_is_there_in_two_weights() {
        let fonts = embedded();
        let families: Vec<_> = fonts.faces().map(|face| &face.families[0].0).collect();
        assert_eq!(families, [FAMILY, FAMILY]);
        let weights: Vec<_> = fonts.faces().map(|face| face.weight.0).collect();
        assert_eq!(weights, [400, 700]);
    }

    #[test]
    fn fonts_are_found_in_their_order_whatever_folder_they_are_in() {
        let folder = tempfile::tempdir().unwrap();
        for path in [
            "b/NotoSansCJK-Regular.ttc",
            "c/DejaVuSans.ttf",
            "a/other.ttf",
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let mut found = BTreeMap::new();
        look_in(folder.path(), DEPTH, &mut found);
        let names: Vec<_> = found
            .values()
            .map(|path| path.file_name().unwrap())
            .collect();
        assert_eq!(names, ["DejaVuSans.ttf", "NotoSansCJK-Regular.ttc"]);
    }
}
