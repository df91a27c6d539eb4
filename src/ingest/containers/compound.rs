//! Whether the container of a workbook of Excel before 2007 can be followed to its end.
//!
//! Its parts are chains of sectors, each naming the next one in a table of allocation. In a
//! damaged file a chain may run in a circle or leave the table, and whoever follows it would never
//! come back; so both tables are looked at before anybody does.
//!
//! Source: *Compound File Binary File Format*, [MS-CFB], Microsoft, sections 2.2 to 2.6.

/// Numbers from here on are no sectors: unused, end of chain, tables.
const FIRST_RESERVED: u32 = 0xFFFF_FFFA;
/// Streams below this size lie in mini sectors.
const LEAST_OF_FULL_SECTORS: u64 = 4096;
const ENTRY_BYTES: usize = 128;

/// Whether every chain ends within the file. Files that are no such container at all are for
/// their reader to refuse.
pub(super) fn ends(file: &[u8]) -> bool {
    let Some(container) = Container::of(file) else {
        return false;
    };
    let mini = container.mini_table();
    is_sound(&container.table)
        && mini.as_deref().is_some_and(is_sound)
        && container.starts_are_within(mini.as_deref().unwrap_or_default())
}

struct Container<'a> {
    file: &'a [u8],
    sector_bytes: usize,
    /// For each sector the next one of its chain.
    table: Vec<u32>,
}

impl<'a> Container<'a> {
    /// `None` if its table lies outside of the file.
    fn of(file: &'a [u8]) -> Option<Self> {
        let sector_bytes = match file.get(30..32)? {
            [12, 0] => 4096,
            _ => 512,
        };
        let mut container = Self {
            file,
            sector_bytes,
            table: Vec::new(),
        };
        for sector in container.places_of_table()? {
            container.table.extend(numbers(container.sector(sector)?));
        }
        Some(container)
    }

    /// The sectors that the table of allocation lies in: the header has room for 109 of them.
    fn places_of_table(&self) -> Option<Vec<u32>> {
        let mut places: Vec<u32> = numbers(self.file.get(76..512)?).collect();
        let mut more = self.number(68)?;
        let sectors = self.file.len() / self.sector_bytes;
        for _ in 0..=sectors {
            if more >= FIRST_RESERVED {
                places.retain(|place| *place < FIRST_RESERVED);
                return Some(places);
            }
            places.extend(numbers(self.sector(more)?));
            more = places.pop()?;
        }
        None
    }

    /// The table of the mini sectors, itself a chain of sectors.
    fn mini_table(&self) -> Option<Vec<u32>> {
        let mut table = Vec::new();
        if self.number(64)? > 0 {
            for sector in self.chain(self.number(60)?)? {
                table.extend(numbers(self.sector(sector)?));
            }
        }
        Some(table)
    }

    /// Whether each part that the directory names begins in its table.
    fn starts_are_within(&self, mini: &[u32]) -> bool {
        let Some(directory) = self.number(48).and_then(|start| self.chain(start)) else {
            return false;
        };
        let entries = directory
            .into_iter()
            .filter_map(|sector| self.sector(sector))
            .flat_map(|sector| sector.chunks_exact(ENTRY_BYTES));
        let (mut entries, mut is_root) = (entries, true);
        entries.all(|entry| {
            let (Some(start), Some(bytes)) = (number(entry, 116), number(entry, 120)) else {
                return false;
            };
            let full = is_root || u64::from(bytes) >= LEAST_OF_FULL_SECTORS;
            is_root = false;
            let table = if full { &self.table } else { mini };
            let is_used = entry[66] != 0 && bytes > 0;
            !is_used || start >= FIRST_RESERVED || (start as usize) < table.len()
        })
    }

    /// The sectors of a chain, each once; `None` if it leaves the table or does not end.
    fn chain(&self, start: u32) -> Option<Vec<u32>> {
        let mut chain = Vec::new();
        let mut sector = start;
        while sector < FIRST_RESERVED {
            if chain.len() > self.table.len() {
                return None;
            }
            chain.push(sector);
            sector = *self.table.get(sector as usize)?;
        }
        Some(chain)
    }

    /// A sector; the last one may be cut short.
    fn sector(&self, sector: u32) -> Option<&'a [u8]> {
        let from = (sector as usize + 1).checked_mul(self.sector_bytes)?;
        let to = from.checked_add(self.sector_bytes)?.min(self.file.len());
        self.file.get(from..to)
    }

    fn number(&self, at: usize) -> Option<u32> {
        number(self.file, at)
    }
}

/// Whether every sector leads to another one of the table or to an end, and none back to itself.
fn is_sound(table: &[u32]) -> bool {
    // 0: not seen; else the walk on which it was first seen.
    let mut seen = vec![0_usize; table.len()];
    (0..table.len()).all(|start| {
        let mut sector = start;
        loop {
            match seen[sector] {
                0 => seen[sector] = start + 1,
                walk => return walk != start + 1,
            }
            let next = table[sector];
            if next >= FIRST_RESERVED {
                return true;
            }
            sector = next as usize;
            if sector >= table.len() {
                return false;
            }
        }
    })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|number| u32::from_le_bytes(*number))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    numbers(bytes).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKBOOK: &[u8] = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/tools/excel-97.xls"
    ));

    /// Where the first entry of the table of allocation stands.
    fn table_at() -> usize {
        (number(WORKBOOK, 76).unwrap() as usize + 1) * 512
    }

    fn with_next(sector: usize, next: u32) -> Vec<u8> {
        let mut file = WORKBOOK.to_vec();
        let at = table_at() + 4 * sector;
        file[at..at + 4].copy_from_slice(&next.to_le_bytes());
        file
    }

    #[test]
    fn a_workbook_in_order_ends() {
        assert!(ends(WORKBOOK));
    }

    #[test]
    fn a_chain_in_a_circle_or_out_of_the_table_does_not() {
        assert!(!ends(&with_next(1, 1)));
        assert!(!ends(&with_next(2, 1)));
        assert!(!ends(&with_next(1, 4_000_000)));
    }

    #[test]
    fn bytes_put_in_or_cut_off_anywhere_are_no_trouble() {
        for at in (0..WORKBOOK.len()).step_by(61) {
            let mut longer = WORKBOOK.to_vec();
            longer.splice(at..at, *b"damage");
            ends(&longer);
            ends(&WORKBOOK[..at]);
        }
    }

    #[test]
    fn circles_are_found_wherever_they_begin() {
        let end = u32::MAX - 1;
        assert!(is_sound(&[1, 2, end, 2, end]));
        assert!(!is_sound(&[1, 2, 0]));
        assert!(!is_sound(&[end, 2, 3, 2]));
        assert!(is_sound(&[]));
    }
}
