//! The values of one measure over the pairs of a group, by kind.

use super::PairTable;
use crate::measures::{Kind, Measure};
use crate::stats::proportion::Unit;
use crate::stats::survival::Subject;

/// The values of one measure over some pairs.
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
    pub fn of(measure: &Measure, pairs: &PairTable) -> Option<Self> {
        match measure.kind {
            Kind::Share | Kind::Flag => Some(Self::Units(pairs.units(&measure.id, measure.kind))),
            Kind::Quantity => Some(Self::Numbers(pairs.quantities(&measure.id))),
            Kind::Event => Some(Self::Subjects(pairs.subjects(&measure.id))),
            Kind::Label => None,
        }
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
        Some(all)
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
        clusters.sort_unstable();
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
