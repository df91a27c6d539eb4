//! Sorting by small whole numbers.

/// Sorts items by whole numbers, such as those of their clusters; what has the same keeps its
/// order. Where the numbers lie close together it takes two passes, however many items there are.
pub fn sort_by_number<T: Clone>(items: &mut [T], number: impl Fn(&T) -> u32) {
    if items.is_sorted_by_key(&number) {
        return;
    }
    let ends = |(least, most): (u32, u32), next: u32| (least.min(next), most.max(next));
    let (least, most) = items.iter().map(&number).fold((u32::MAX, 0), ends);
    let numbers = (most - least) as usize + 1;
    if numbers > 4 * items.len() {
        return items.sort_by_key(number);
    }
    let of = |item: &T| (number(item) - least) as usize;
    let mut places = vec![0_usize; numbers + 1];
    for item in &*items {
        places[of(item) + 1] += 1;
    }
    let mut before = 0;
    for place in &mut places {
        before += *place;
        *place = before;
    }
    let unsorted = items.to_vec();
    for item in unsorted {
        let place = &mut places[of(&item)];
        items[*place] = item;
        *place += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_close_together_and_far_apart_are_sorted_and_keep_their_order() {
        for numbers in [
            vec![],
            vec![3],
            vec![5, 3, 4, 3, 5, 3],
            vec![0, u32::MAX, 7, 0, u32::MAX],
        ] {
            let mut items: Vec<(u32, usize)> = numbers.into_iter().zip(0..).collect();
            let mut expected = items.clone();
            expected.sort_unstable();
            sort_by_number(&mut items, |item| item.0);
            assert_eq!(items, expected);
        }
    }
}
