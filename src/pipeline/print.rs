//! The report as PDF, printed by a browser that is installed: nothing else knows paper as well.

use crate::programme::Day;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

/// Names of the browsers that print without a window, as they are found on the path.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Where they are installed on systems that do not put them on the path.
const PLACES: [&str; 7] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
    "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe",
];

/// A browser that has not printed by then never will.
const PATIENCE: Duration = Duration::from_mins(2);

/// A page as PDF, dated with the day that it speaks for.
///
/// # Errors
/// Why there is none, and what to do instead, as a sentence.
pub(super) fn pdf(page: &str, as_of: Day) -> Result<Vec<u8>, String> {
    let Some(browser) = browser() else {
        return Err(instead("no Chromium, Chrome or Edge is installed"));
    };
    let printed = print(&browser, page);
    let printed = printed.map_err(|why| instead(&format!("{} {why}", browser.display())))?;
    Ok(dated(printed, as_of))
}

fn instead(why: &str) -> String {
    format!(
        "no PDF was made: {why}. Open share/effectiveness.html in any browser and print it to PDF."
    )
}

fn browser() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = NAMES.iter().flat_map(|name| {
        let name = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path)
            .map(move |folder| folder.join(&name))
            .collect::<Vec<_>>()
    });
    let mut known = on_path.chain(PLACES.iter().map(PathBuf::from));
    known.find(|path| path.is_file())
}

/// Prints in a folder that is gone afterwards. A browser that finds no room for its sandbox, as
/// for the superuser and in containers, is asked again without: the page is our own, runs no
/// script, and loads nothing.
fn print(browser: &Path, page: &str) -> Result<Vec<u8>, String> {
    let failed = |error: io::Error| format!("could not be started: {error}");
    let folder = tempfile::tempdir().map_err(failed)?;
    fs::write(folder.path().join(PAGE), page).map_err(failed)?;
    for sandbox in [None, Some("--no-sandbox")] {
        let ended = run(browser, folder.path(), sandbox).map_err(failed)?;
        let printed = fs::read(folder.path().join(PDF)).unwrap_or_default();
        if ended.is_some_and(|status| status.success()) && printed.starts_with(b"%PDF") {
            return Ok(printed);
        }
    }
    Err("did not print the page".to_owned())
}

const PAGE: &str = "page.html";
const PDF: &str = "page.pdf";

/// Runs the browser to its end; `None` if it was ended because it took too long.
fn run(browser: &Path, folder: &Path, sandbox: Option<&str>) -> io::Result<Option<ExitStatus>> {
    let option = |name: &str, path: &str| {
        let mut option = OsString::from(name);
        option.push(folder.join(path));
        option
    };
    let mut child = Command::new(browser)
        .args([
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--no-default-browser-check",
            "--no-pdf-header-footer",
            "--host-resolver-rules=MAP * ~NOTFOUND",
        ])
        .args(sandbox)
        .arg(option("--user-data-dir=", "profile"))
        .arg(option("--print-to-pdf=", PDF))
        .arg(folder.join(PAGE))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(Duration::from_millis(50));
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

/// The file with the as-of date in place of the time at which it was printed.
fn dated(mut printed: Vec<u8>, as_of: Day) -> Vec<u8> {
    let date = format!("{}000000", as_of.to_string().replace('-', ""));
    for mark in [&b"/CreationDate (D:"[..], b"/ModDate (D:"] {
        let found = printed
            .windows(mark.len())
            .position(|window| window == mark);
        if let Some(place) = found.map(|place| place + mark.len())
            && let Some(stamp) = printed.get_mut(place..place + date.len())
        {
            stamp.copy_from_slice(date.as_bytes());
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_printing_is_not_in_the_file() {
        let printed = b"%PDF /CreationDate (D:20261122031415+00'00')\n/ModDate (D:2026".to_vec();
        let dated = dated(printed, Day::from_iso("2026-09-30").unwrap());
        assert!(dated.starts_with(b"%PDF /CreationDate (D:20260930000000+00'00')"));
        assert!(
            dated.ends_with(b"/ModDate (D:2026"),
            "cut short, and left as it is"
        );
    }
}
