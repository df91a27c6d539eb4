//! Which header gets which column, where several want one or one could be several.

use super::Column;
use super::synonyms::{Claim, Strength};
use std::collections::BTreeMap;

/// The columns of a table by header, and the headers that lost a column and found no other.
#[derive(Default)]
pub(super) struct Assignment {
    pub columns: BTreeMap<usize, Claim>,
    pub losers: BTreeMap<Column, Vec<(usize, Strength)>>,
}

/// Gives every header the best of its columns that no better header claims: each header asks for
/// its columns in its own order, and a column keeps the best that asked (the surer, then the one
/// listed first, then the one further left). The result does not depend on who asks first.
pub(super) fn assign(claims: &[Vec<Claim>]) -> Assignment {
    let mut held: BTreeMap<Column, (usize, Claim)> = BTreeMap::new();
    let mut asked = vec![0; claims.len()];
    let mut waiting: Vec<usize> = (0..claims.len()).rev().collect();
    while let Some(header) = waiting.pop() {
        let Some(claim) = claims[header].get(asked[header]) else {
            continue;
        };
        asked[header] += 1;
        let better = held
            .get(&claim.column)
            .is_none_or(|holder| preference(header, claim) < preference(holder.0, &holder.1));
        let bumped = if better {
            held.insert(claim.column, (header, *claim))
                .map(|holder| holder.0)
        } else {
            Some(header)
        };
        waiting.extend(bumped);
    }
    let columns: BTreeMap<usize, Claim> = held.into_values().collect();
    Assignment {
        losers: losers(claims, &columns),
        columns,
    }
}

fn preference(header: usize, claim: &Claim) -> (Strength, usize, usize) {
    (claim.strength, claim.rank, header)
}

/// Whether the column that a question seemed to fit went to another question.
fn is_asked_twice(wanted: &Claim, columns: &BTreeMap<usize, Claim>) -> bool {
    let mut holders = columns.values();
    holders.any(|claim| claim.column == wanted.column && claim.strength == Strength::Question)
}

/// Headers without a column, under the column that they wanted most. A question that only seemed
/// to fit lost nothing.
fn losers(
    claims: &[Vec<Claim>],
    columns: &BTreeMap<usize, Claim>,
) -> BTreeMap<Column, Vec<(usize, Strength)>> {
    let mut losers: BTreeMap<Column, Vec<(usize, Strength)>> = BTreeMap::new();
    for (header, claims) in claims.iter().enumerate() {
        if let Some(wanted) = claims.first()
            && !columns.contains_key(&header)
            && (wanted.strength < Strength::Question || is_asked_twice(wanted, columns))
        {
            let losers = losers.entry(wanted.column).or_default();
            losers.push((header, wanted.strength));
        }
    }
    losers
}
