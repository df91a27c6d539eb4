//! Progress on the terminal, Ctrl-C, and limits of the system.

use super::terminal::tell;
use crate::ingest::Watch;
use crate::output::remove_unfinished;
use indicatif::{ProgressBar, ProgressStyle};
use std::process;
#[cfg(unix)]
use std::sync::Arc;

/// Exit status of a program that was interrupted, as shells expect it.
const INTERRUPTED: i32 = 130;

/// A bar for the bytes read; nothing where nobody looks.
#[derive(Debug)]
pub struct Bar(ProgressBar);

impl Bar {
    /// A bar, shown or not.
    #[must_use]
    pub fn new(shown: bool) -> Self {
        if !shown {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) =
            ProgressStyle::with_template("reading {wide_bar} {bytes} of {total_bytes}")
        {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Watch for Bar {
    fn bytes(&self, read: u64, of: u64) {
        self.0.set_length(of);
        self.0.set_position(read);
    }
}

/// On Ctrl-C, removes what is not finished and ends the program.
pub fn end_cleanly_on_interrupt() {
    // Fails only where a handler is set already; the program then ends without our help.
    let _ = ctrlc::set_handler(|| {
        remove_unfinished();
        tell("interrupted; nothing was written");
        process::exit(INTERRUPTED);
    });
}

/// Lets a write beyond the size that files may have here (`ulimit -f`) fail like any other: told in
/// a sentence, with nothing left behind. Otherwise the system ends the program in the midst of it.
pub fn outlive_the_limit_of_file_size() {
    #[cfg(unix)]
    {
        // Fails only where signals cannot be taken; the program then ends as it would without.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    }
}
