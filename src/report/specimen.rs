//! A small document with every kind of block, and text that would like to be markup.

use super::document::{
    Band, Block, Change, Column, Definition, Document, Fact, Figure, HeadlineBox, Missing, Place,
    Section, Table, TitleBlock, Trend,
};
use crate::charts::{Accent, DotInterval, DotRow, Reference, Sparkline, Unit};
use crate::config::{Brand, Logo, LogoFormat};

/// What must come out as text wherever it goes in.
pub(super) const HOSTILE: &str = "<script>alert(1)</script> | `code` =cmd|'/C calc'!A0 *x*";

pub(super) fn document() -> Document {
    Document {
        title: TitleBlock {
            programme: format!("Programme {HOSTILE}"),
            title: "Effectiveness report".into(),
            period: "Q3 2026".into(),
            facts: vec![
                Fact::new("As of", "2026-09-30"),
                Fact::new("Records through", "2026-09-28"),
            ],
            notices: vec!["38 rows, 6\u{A0}%, match no pair".into()],
            confidential: None,
            brand: brand(),
        },
        sections: vec![first_page(), body(), missing(), appendix()],
    }
}

fn brand() -> Brand {
    Brand {
        name: Some(format!("Organisation {HOSTILE}")),
        logo: Some(Logo {
            file: "logo.svg".into(),
            format: LogoFormat::Svg,
            width: 30,
            height: 20,
            bytes: b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>"
                .to_vec(),
        }),
        accent: Accent::parse("#7A1F5C"),
    }
}

fn first_page() -> Section {
    Section {
        id: "at-a-glance".into(),
        title: "At a glance".into(),
        place: Place::FirstPage,
        blocks: vec![
            Block::Boxes(vec![HeadlineBox {
                definition: Some("goals_set".into()),
                label: "Settled goals attained".into(),
                value: "61\u{A0}%".into(),
                is_available: true,
                interval: Some("54–68\u{A0}%".into()),
                basis: "of 212 settled goals".into(),
                target: Some("target 70\u{A0}%: missed".into()),
                change: Some(Change {
                    trend: Trend::Rose,
                    words: "rose by 6\u{A0}points (2 to 10)".into(),
                    revised: format!("Q2 2026 revised {HOSTILE}"),
                }),
                trend: Some(Box::new(Sparkline {
                    unit: Unit::Share,
                    periods: vec![("Q2".into(), Some(0.55)), ("Q3".into(), Some(0.61))],
                    target: None,
                })),
            }]),
            Block::Sentences(vec![format!("Sentence {HOSTILE}.")]),
        ],
        ..Section::default()
    }
}

fn body() -> Section {
    Section {
        id: "goals".into(),
        title: "Goals".into(),
        headline: format!("Headline {HOSTILE}"),
        description: "Settled goals of all pairs.".into(),
        how_to_read: vec!["A dot is the share, the line its interval.".into()],
        blocks: vec![
            Block::Figure(figure()),
            Block::Table(table()),
            Block::Table(banded()),
            Block::Note("A note.".into()),
            Block::Paragraph("A paragraph.".into()),
        ],
        ..Section::default()
    }
}

fn figure() -> Figure {
    Figure {
        id: "goals-by-cohort".into(),
        headline: format!("Picture {HOSTILE}"),
        subtitle: "By cohort".into(),
        chart: Box::new(DotInterval {
            measure: "Settled goals attained".into(),
            unit: Unit::Share,
            counted: "goals".into(),
            interval: "95\u{A0}% interval".into(),
            rows: vec![DotRow {
                label: HOSTILE.into(),
                n: Some(77),
                estimate: Some(0.5),
                lower: Some(0.4),
                upper: Some(0.6),
                ..DotRow::default()
            }],
            references: vec![Reference {
                label: "Target".into(),
                value: 0.7,
            }],
        }),
        notes: Vec::new(),
    }
}

fn table() -> Table {
    Table {
        caption: format!("Table {HOSTILE}"),
        columns: vec![Column::words("Cohort"), Column::numbers("Goals")],
        rows: vec![
            vec![HOSTILE.into(), "1,234".into()],
            vec!["All".into(), "5,678".into()],
        ],
        total: true,
        notes: vec!["Under the table.".into()],
        ..Table::default()
    }
}

fn banded() -> Table {
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    Table {
        caption: "In bands".into(),
        columns: vec![Column::words("Group"), Column::numbers("Difference")],
        rows: vec![
            row(["All", "0"]),
            row(["North", "−3 points [−8 to 4]"]),
            row(["South", "2"]),
        ],
        bands: vec![Band {
            before: 1,
            label: format!("Band {HOSTILE}"),
        }],
        ..Table::default()
    }
}

fn missing() -> Section {
    Section {
        id: "stages".into(),
        title: "Stages".into(),
        blocks: vec![Block::Missing(Missing {
            what: "Stages are not supplied.".into(),
            supply: "Add a stage column to the session records.".into(),
        })],
        ..Section::default()
    }
}

fn appendix() -> Section {
    Section {
        id: "definitions".into(),
        title: "Definitions".into(),
        place: Place::Appendix,
        blocks: vec![Block::Definitions(vec![Definition {
            id: "goals_set".into(),
            term: "Goals set".into(),
            meaning: "Number of goals, dropped included.".into(),
            facts: "Goals; quantity.".into(),
        }])],
        ..Section::default()
    }
}
