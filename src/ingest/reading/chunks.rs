//! All files as chunks of records.

use crate::ingest::blocks::{BLOCK_BYTES, Cutter};
use crate::ingest::error::IngestError;
use crate::ingest::records::{Chunk, parse};
use crate::ingest::sheet::Sheet;
use crate::ingest::watch::Watch;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

/// Parses all files: blocks of one file side by side, files side by side.
pub(super) fn read_chunks(sheets: &[Sheet], watch: &dyn Watch) -> Result<Vec<Chunk>, IngestError> {
    let progress = Progress {
        watch,
        read: AtomicU64::new(0),
        of: sheets.iter().map(|sheet| sheet.text.end).sum(),
    };
    let of_sheets = sheets
        .par_iter()
        .filter(|sheet| !sheet.plan.tables.is_empty())
        .map(|sheet| read_sheet(sheet, &progress))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(of_sheets.into_iter().flatten().collect())
}

struct Progress<'a> {
    watch: &'a dyn Watch,
    read: AtomicU64,
    of: u64,
}

impl Progress<'_> {
    fn add(&self, bytes: usize) -> Result<(), IngestError> {
        let read = self.read.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        self.watch.bytes(read, self.of);
        if self.watch.cancelled() {
            return Err(IngestError::Cancelled);
        }
        Ok(())
    }
}

fn read_sheet(sheet: &Sheet, progress: &Progress<'_>) -> Result<Vec<Chunk>, IngestError> {
    let failed = |source| IngestError::Unreadable {
        path: PathBuf::from(&sheet.shown),
        source,
    };
    let offset = sheet.text.start + sheet.layout.data_offset;
    let reader = sheet.text.reader(offset).map_err(failed)?;
    let cutter = Cutter::new(
        reader,
        sheet.dialect,
        offset,
        sheet.layout.data_line,
        block_bytes(sheet),
    );
    let mut chunks = cutter
        .par_bridge()
        .map(|block| {
            let block = block.map_err(failed)?;
            progress.add(block.bytes.len())?;
            Ok(parse(sheet, &block))
        })
        .collect::<Result<Vec<_>, IngestError>>()?;
    chunks.sort_by_key(|chunk| chunk.index);
    Ok(chunks)
}

/// Rows that lean on those above them are read in one go.
fn block_bytes(sheet: &Sheet) -> usize {
    if sheet.shape.looks_up() {
        usize::try_from(sheet.text.end)
            .unwrap_or(BLOCK_BYTES)
            .max(BLOCK_BYTES)
    } else {
        BLOCK_BYTES
    }
}
