//! Labels beside one another: moved apart along a line until none touches the next.

/// Middles for labels that wish to stand at given middles and have given lengths, in the order
/// given, inside `from..to` as far as they fit there.
pub(super) fn spread(wishes: &[(f64, f64)], from: f64, to: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|one, other| wishes[*one].0.total_cmp(&wishes[*other].0));
    let mut middles = vec![0.0; wishes.len()];
    let mut free = from;
    for &place in &order {
        let (wish, length) = wishes[place];
        middles[place] = wish.max(free + length / 2.0);
        free = middles[place] + length / 2.0;
    }
    let mut free = to;
    for &place in order.iter().rev() {
        let length = wishes[place].1;
        middles[place] = middles[place].min(free - length / 2.0);
        free = middles[place] - length / 2.0;
    }
    middles
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn labels_that_do_not_touch_stay() {
        assert_eq!(
            spread(&[(20.0, 10.0), (50.0, 10.0)], 0.0, 100.0),
            [20.0, 50.0]
        );
    }

    #[test]
    fn labels_that_touch_move_apart_in_the_order_of_their_wishes() {
        assert_eq!(
            spread(&[(52.0, 10.0), (50.0, 10.0)], 0.0, 100.0),
            [60.0, 50.0]
        );
    }

    #[test]
    fn labels_at_the_ends_come_inside() {
        assert_eq!(
            spread(&[(98.0, 10.0), (99.0, 10.0)], 0.0, 100.0),
            [85.0, 95.0]
        );
        assert_eq!(spread(&[(1.0, 10.0)], 0.0, 100.0), [5.0]);
    }
}
