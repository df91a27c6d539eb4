//! Sums of products over clusters, kept up to date while the clusters change one by one.

/// Σ v·vᵀ over clusters, each described by a vector v of `N` parts.
///
/// From it follows Σ (w·v)² for any weights w without looking at the clusters again.
pub struct Products<const N: usize>([[f64; N]; N]);

impl<const N: usize> Products<N> {
    /// The sums over `clusters`.
    pub fn of(clusters: &[[f64; N]]) -> Self {
        let mut products = Self([[0.0; N]; N]);
        for parts in clusters {
            products.add(parts, 1.0);
        }
        products
    }

    /// Replaces the parts of one cluster.
    pub fn change(&mut self, parts: &mut [f64; N], to: [f64; N]) {
        self.add(parts, -1.0);
        *parts = to;
        self.add(parts, 1.0);
    }

    /// The sum over clusters of (`weights` · parts)², at least 0.
    pub fn sum_of_squares(&self, weights: [f64; N]) -> f64 {
        let rows = self.0.iter().zip(weights);
        let form: f64 = rows.map(|(row, weight)| weight * dot(row, &weights)).sum();
        form.max(0.0)
    }

    fn add(&mut self, parts: &[f64; N], sign: f64) {
        for (row, a) in self.0.iter_mut().zip(parts) {
            for (sum, b) in row.iter_mut().zip(parts) {
                *sum += sign * a * b;
            }
        }
    }
}

fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::testing::assert_close;

    #[test]
    fn the_sum_of_squares_follows_from_the_products() {
        let mut clusters = [[1.0, 2.0], [3.0, -1.0]];
        let mut products = Products::of(&clusters);
        // (1 + 4)² + (3 − 2)².
        assert_close(products.sum_of_squares([1.0, 2.0]), 26.0, 1e-12);
        products.change(&mut clusters[1], [0.0, 1.0]);
        // (1 + 4)² + 2².
        assert_close(products.sum_of_squares([1.0, 2.0]), 29.0, 1e-12);
    }
}
