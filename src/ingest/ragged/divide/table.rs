//! The cheapest way to make cells of pieces, found cell by cell.

use super::price::{DROPPED, UNLIKELY};
use super::{Division, Runs};

/// The cheapest ways to take a number of cells out of the first pieces.
pub(super) struct Table {
    width: usize,
    surplus: usize,
    best: Vec<Best>,
}

#[derive(Clone, Copy, Debug)]
struct Best {
    price: u32,
    /// Whether there is another way of the same price.
    several: bool,
    /// The last cell: pieces left out before it, and pieces it is made of.
    last: (usize, usize),
}

const NOTHING: Best = Best {
    price: u32::MAX,
    several: false,
    last: (0, 0),
};

impl Best {
    fn offer(&mut self, offered: Self) {
        if offered.price < self.price {
            *self = offered;
        } else if offered.price == self.price {
            self.several = true;
        }
    }
}

impl Table {
    /// Nothing taken yet.
    pub fn new(width: usize, surplus: usize) -> Self {
        let mut best = vec![NOTHING; (width + 1) * (surplus + 1)];
        best[0].price = 0;
        Self {
            width,
            surplus,
            best,
        }
    }

    /// The best way to have `cells` cells, with `beyond` pieces more than cells used up.
    fn at(&mut self, cells: usize, beyond: usize) -> &mut Best {
        &mut self.best[cells * (self.surplus + 1) + beyond]
    }

    /// Takes one more cell in every way. Of a run of empty pieces the first are cells, so that
    /// it does not matter which of them are left out.
    pub fn extend(
        &mut self,
        cells: usize,
        beyond: usize,
        pieces: &Runs<'_>,
        fits: &impl Fn(usize, &str) -> bool,
    ) {
        let from = *self.at(cells, beyond);
        if from.price == u32::MAX {
            return;
        }
        let first = cells + beyond;
        for dropped in 0..=self.surplus - beyond {
            if dropped > 0 && !pieces.is_empty(first + dropped - 1) {
                break;
            }
            if dropped > 0 && pieces.is_empty(first + dropped) {
                continue;
            }
            for more in 0..=self.surplus - beyond - dropped {
                let run = pieces.at(first + dropped, more);
                let unlikely = if fits(cells, &run.pattern) {
                    0
                } else {
                    UNLIKELY
                };
                let left_out = u32::try_from(dropped).unwrap_or(u32::MAX);
                let offered = Best {
                    price: from
                        .price
                        .saturating_add(run.price)
                        .saturating_add(unlikely)
                        .saturating_add(left_out.saturating_mul(DROPPED)),
                    several: from.several,
                    last: (dropped, more + 1),
                };
                self.at(cells + 1, beyond + dropped + more).offer(offered);
            }
        }
    }

    /// The cheapest way with all cells and nothing but empty pieces behind them.
    pub fn finish<'a>(mut self, pieces: &Runs<'a>) -> Option<Division<'a>> {
        let mut found = NOTHING;
        let mut place = 0;
        for behind in 0..=self.surplus {
            if behind > 0 && !pieces.is_empty(pieces.count() - behind) {
                break;
            }
            let beyond = self.surplus - behind;
            let mut offered = *self.at(self.width, beyond);
            let left_out = u32::try_from(behind).unwrap_or(u32::MAX);
            offered.price = offered
                .price
                .saturating_add(left_out.saturating_mul(DROPPED));
            if offered.price < found.price {
                place = beyond;
            }
            found.offer(offered);
        }
        let accepted = found.price < UNLIKELY && !found.several;
        accepted.then(|| Division {
            raw: self.cells(place, pieces),
            price: found.price,
        })
    }

    /// The cells of the way that ends in a place.
    fn cells<'a>(&mut self, mut beyond: usize, pieces: &Runs<'a>) -> Vec<&'a str> {
        let mut cells = Vec::with_capacity(self.width);
        for cell in (1..=self.width).rev() {
            let (dropped, count) = self.at(cell, beyond).last;
            let end = cell + beyond;
            cells.push(pieces.text(end - count, count));
            beyond -= dropped + count - 1;
        }
        cells.reverse();
        cells
    }
}
