//! The values of one measure over the pairs of a group, by kind.

use super::PairGroup;
use crate::measures::{Kind, Measure};
use crate::stats::order::sort_by_number;
use crate::stats::proportion::Unit;
use crate::stats::survival::{Subject, sort_by_time};

/// The values of one measure over some pairs, in the order in which most of the statistics want
/// them: a sort of what is sorted already costs next to nothing.
#[derive(Clone, Debug)]
pub(super) enum Values {
    /// Cluster, numerator and denominator.
    Units(Vec<Unit>),
    /// Cluster and number.
    Numbers(Vec<(u32, f64)>),
    /// Times to an event.
    Subjects(Vec<Subject>),
}

impl Values {
    /// The values of the pairs of a table; `None` for labels.
    pub fn of(measure: &Measure, pairs: &PairGroup<'_>) -> Option<Self> {
        let values = match measure.kind {
            Kind::Share | Kind::Flag => Self::Units(pairs.units(&measure.id, measure.kind)),
            Kind::Quantity => Self::Numbers(pairs.quantities(&measure.id)),
            Kind::Event => Self::Subjects(pairs.subjects(&measure.id)),
            Kind::Label => return None,
        };
        Some(values.in_order())
    }

    /// All values of several groups but those of one; all are of one measure.
    pub fn of_others(groups: &[Self], without: usize) -> Option<Self> {
        let mut others = groups
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != without);
        let mut all = others.next()?.1.clone();
        for (_, group) in others {
            all.absorb(group);
        }
        Some(all.in_order())
    }

    /// Units by cluster, numbers by size, subjects by time. The sorts are stable: they merge
    /// groups that are in order.
    fn in_order(mut self) -> Self {
        match &mut self {
            Self::Units(units) => sort_by_number(units, |unit| unit.0),
            Self::Numbers(numbers) => numbers.sort_by(|a, b| a.1.total_cmp(&b.1)),
            Self::Subjects(subjects) => sort_by_time(subjects),
        }
        self
    }

    fn absorb(&mut self, other: &Self) {
        match (self, other) {
            (Self::Units(all), Self::Units(more)) => all.extend(more),
            (Self::Numbers(all), Self::Numbers(more)) => all.extend(more),
            (Self::Subjects(all), Self::Subjects(more)) => all.extend(more),
            _ => {}
        }
    }

    /// The clusters in ascending order, each once.
    fn clusters(&self) -> Vec<u32> {
        let mut clusters: Vec<u32> = match self {
            Self::Units(units) => units.iter().map(|unit| unit.0).collect(),
            Self::Numbers(numbers) => numbers.iter().map(|number| number.0).collect(),
            Self::Subjects(subjects) => subjects.iter().map(|subject| subject.cluster).collect(),
        };
        sort_by_number(&mut clusters, |cluster| *cluster);
        clusters.dedup();
        clusters
    }

    /// Number of clusters that are in another group, too.
    pub fn shared_clusters(&self, other: &Self) -> usize {
        let others = other.clusters();
        let is_shared = |cluster: &u32| others.binary_search(cluster).is_ok();
        self.clusters().into_iter().filter(is_shared).count()
    }
}
