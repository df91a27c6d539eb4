//! How a long reading is watched and called off.

/// Somebody who watches a reading; every method may be called from any thread.
pub trait Watch: Sync {
    /// So many bytes of so many have been read.
    fn bytes(&self, read: u64, of: u64) {
        let _ = (read, of);
    }

    /// Whether the reading is to stop.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}
