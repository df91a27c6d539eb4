//! What the columns of a file mean.

use super::Open;
use crate::config::{Config, SourceConfig};
use crate::ingest::called_off;
use crate::ingest::columns::{Content, Names, Recognition, recognise};
use crate::ingest::links::is_links;
use crate::ingest::occasion::Occasion;
use crate::ingest::plan::Plan;
use crate::ingest::shape::{Draft, Shape, repeated, repeats_pairs};

/// What the columns of a file mean.
pub(super) struct Meaning {
    pub shape: Shape,
    pub recognition: Recognition,
    pub plan: Plan,
    pub open: Open,
    pub occasion: Occasion,
}

impl Meaning {
    pub fn of(
        mut draft: Draft,
        shown: &str,
        name: &str,
        source: &SourceConfig,
        config: &Config,
    ) -> Self {
        let titles = draft.titles();
        let scales = &config.rules.scales;
        let profile = draft.profile;
        let repeats_pairs = repeats_pairs(&draft);
        let repeated = repeated(&draft);
        let rows = std::mem::take(&mut draft.rows);
        let content = |at| Content::of(rows.iter().filter_map(move |row| row.get(at)));
        let contents: Vec<Content> = (0..titles.len()).map(content).collect();
        let names = Names {
            titles: &titles,
            looked_up: &draft.names,
            parts: &draft.parts,
            contents: &contents,
            repeated: &repeated,
            is_log: draft.is_log,
            repeats_pairs,
        };
        if is_links(&titles) || source.is_left_out() {
            let recognition = Recognition::default();
            return Self {
                plan: Plan::new(profile, &titles, &recognition, Some(source)),
                shape: draft.shape(),
                recognition,
                open: Open::default(),
                occasion: Occasion::default(),
            };
        }
        let mut recognition = recognise(&names, name, Some(source), scales, &config.by);
        let doubts = called_off::find(&mut draft, &rows, &mut recognition, name, source);
        let titles = draft.titles();
        let shape = draft.shape();
        let mut open = Open::of([shown, name], &mut recognition, &shape, &rows, source);
        open.ask(doubts);
        let occasion = Occasion::of([name, shown], recognition.tables.first(), source);
        open.notes.extend(occasion.note());
        let plan = Plan::new(profile, &titles, &recognition, Some(source));
        let instruments = plan.instruments.as_ref();
        open.notes
            .extend(instruments.and_then(|one| one.note(&rows)));
        open.unread
            .extend(instruments.and_then(|one| one.caution(&rows)));
        Self {
            shape,
            recognition,
            plan,
            open,
            occasion,
        }
    }
}
