//! What issues are about, by the programme's own codebook.

use super::count::Count;
use super::figures::NamedCount;
use super::pass::Collector;
use super::roster::Member;
use crate::config::Theme;
use crate::measures::PairAt;
use crate::programme::{Elements, Themes};
use serde::Serialize;

/// How often the themes of the codebook come up in the issues of held meetings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IssueThemes {
    /// Held meetings at which any issue was noted.
    pub noted: Count,
    /// Held meetings at which each theme came up, in the order of the codebook.
    pub themes: Vec<NamedCount>,
}

/// Meetings, and pairs with any of them.
#[derive(Clone, Copy, Default)]
struct Tally {
    meetings: u64,
    pairs: u64,
}

impl Tally {
    fn add_pair(&mut self, meetings: u64) {
        self.meetings += meetings;
        self.pairs += u64::from(meetings > 0);
    }

    fn absorb(&mut self, other: Self) {
        self.meetings += other.meetings;
        self.pairs += other.pairs;
    }

    const fn count(self) -> Count {
        Count::in_pairs(self.meetings, self.pairs)
    }
}

/// The themes of the pairs of a partition.
pub(super) struct ThemeCounts {
    noted: Tally,
    themes: Vec<Tally>,
}

impl ThemeCounts {
    pub fn of(codebook: &[Theme]) -> Self {
        Self {
            noted: Tally::default(),
            themes: vec![Tally::default(); codebook.len().min(Themes::MOST)],
        }
    }

    /// The counts over all partitions; `None` without a codebook.
    pub fn merged(parts: Vec<Self>, codebook: &[Theme]) -> Option<IssueThemes> {
        let mut all = Self::of(codebook);
        for part in parts {
            all.noted.absorb(part.noted);
            for (theme, more) in all.themes.iter_mut().zip(part.themes) {
                theme.absorb(more);
            }
        }
        let named = codebook
            .iter()
            .zip(&all.themes)
            .map(|(theme, tally)| NamedCount {
                key: theme.name.clone(),
                title: theme.name.clone(),
                count: tally.count(),
            });
        (!codebook.is_empty()).then(|| IssueThemes {
            noted: all.noted.count(),
            themes: named.collect(),
        })
    }
}

impl Collector for ThemeCounts {
    fn add(&mut self, pair: &PairAt<'_>, _: &Member) {
        if self.themes.is_empty() {
            return;
        }
        let mut meetings = vec![0; self.themes.len()];
        let mut noted = 0;
        for meeting in pair.held() {
            noted += u64::from(meeting.filled.intersection(Elements::ISSUES) == Elements::ISSUES);
            for place in meeting.themes().places() {
                if let Some(meetings) = meetings.get_mut(place) {
                    *meetings += 1;
                }
            }
        }
        self.noted.add_pair(noted);
        for (theme, meetings) in self.themes.iter_mut().zip(meetings) {
            theme.add_pair(meetings);
        }
    }
}
