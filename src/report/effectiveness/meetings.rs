//! Meetings: how many, for how long, and how often compared with what was agreed.

use super::brief::Brief;
use super::glance::time;
use super::key_figures;
use crate::charts::{GapBin, GapDistribution, HeldExpected, MonthOfMeetings as ChartMonth};
use crate::report::document::{Block, Figure, Missing, Section};
use crate::report::wording::{counted, days, percent, sentence};
use crate::summary::{Count, Gaps, MeetingTallies, MonthOfMeetings};

/// The section.
pub(super) fn section(brief: &Brief<'_>) -> Section {
    let mut section = Section {
        id: "meetings".into(),
        title: "Meetings".into(),
        ..Section::default()
    };
    let Some(tallies) = brief.all().map(|all| &all.tallies.meetings) else {
        return section;
    };
    if !brief.summary.supplied.sessions {
        section.blocks.push(missing());
        return section;
    }
    section.headline = headline(brief);
    section.description = format!(
        "Meetings recorded as held; expected are as many as the active days of the pairs allow at the rhythm that each agreed. {}",
        sentence(&format!(
            "since the start: {}, {}",
            counted(tallies.held, "meeting", "meetings"),
            time(tallies.hours, tallies.with_length, tallies.held)
        ))
    );
    section.how_to_read = vec![
        "A gap is the number of days between two consecutive meetings of a pair, days of rest by agreement taken out. Gaps far beyond the agreed rhythm are what coordinators look after.".into(),
        "“On cadence” is the share of days that lie within one and a quarter of the agreed gap after a meeting.".into(),
    ];
    section
        .blocks
        .extend(by_month(brief, tallies).map(Block::Figure));
    section
        .blocks
        .extend(gaps(brief, &tallies.gaps).map(Block::Figure));
    section.blocks.extend(key_figures::table(
        brief,
        "Meetings: key figures",
        &[
            "sessions_held",
            "hours_held",
            "sessions_per_month",
            "delivery_ratio",
            "benchmark_met",
            "minimum_dosage_met",
            "on_cadence",
            "attendance",
            "appointments_kept",
            "next_meeting_agreed",
            "record_completeness",
        ],
    ));
    section
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "Session records were not supplied.".into(),
        supply: "Add an export with one row per meeting (pair, date, and status and length if there are any) to the input folder.".into(),
    })
}

fn headline(brief: &Brief<'_>) -> String {
    let held = brief.now().counts.meetings.unwrap_or(0);
    let meetings = counted(held, "meeting was", "meetings were");
    match expected_in_period(brief) {
        Some(expected) => format!(
            "{meetings} held in {}, {} of those expected",
            brief.period(),
            percent(held as f64 / expected)
        ),
        None => format!("{meetings} held in {}", brief.period()),
    }
}

/// Meetings expected in the period; `None` unless its months are known from first to last.
pub(super) fn expected_in_period(brief: &Brief<'_>) -> Option<f64> {
    let span = &brief.summary.period.span;
    let months = &brief.all()?.tallies.meetings.by_month;
    let inside: Vec<_> = months
        .iter()
        .filter(|month| span.from <= month.month && month.month <= span.to)
        .collect();
    let whole = span.from == span.from.month_start(0) && inside.first()?.month == span.from;
    let expected: f64 = inside.iter().map(|month| month.expected).sum();
    (whole && expected > 0.0).then_some(expected)
}

fn by_month(brief: &Brief<'_>, tallies: &MeetingTallies) -> Option<Figure> {
    if tallies.held == 0 {
        return None;
    }
    Some(Figure {
        id: "meetings-by-month".into(),
        headline: headline(brief),
        subtitle: format!(
            "Meetings held by month against those expected, all pairs, to {}",
            brief.summary.period.span.to
        ),
        chart: Box::new(HeldExpected {
            months: tallies.by_month.iter().map(month).collect(),
        }),
        notes: Vec::new(),
    })
}

fn month(month: &MonthOfMeetings) -> ChartMonth {
    ChartMonth {
        year: month.month.year(),
        month: month.month.month(),
        held: Some(month.held),
        expected: Some(month.expected),
        complete: !month.cut,
    }
}

fn gaps(brief: &Brief<'_>, gaps: &Gaps) -> Option<Figure> {
    let median = gaps.median?;
    // A hidden class is left out of the picture, not drawn as empty.
    let bins: Option<Vec<_>> = gaps
        .bins
        .iter()
        .map(|(from, to, count)| {
            Some(GapBin {
                from: *from,
                to: *to,
                gaps: count.exact()?,
            })
        })
        .collect();
    let agreed = gaps.agreed.map_or_else(String::new, |agreed| {
        format!("; {} were agreed", days(agreed))
    });
    let all_shown = gaps
        .bins
        .iter()
        .all(|(_, _, count)| matches!(count, Count::Exact(_)));
    Some(Figure {
        id: "gaps-between-meetings".into(),
        headline: format!(
            "Half of the gaps between meetings are {} or shorter{agreed}",
            days(median)
        ),
        subtitle: format!(
            "{} between consecutive meetings of a pair, since the start",
            counted(gaps.n, "gap", "gaps")
        ),
        chart: Box::new(GapDistribution {
            bins: bins.unwrap_or_default(),
            median: Some(median),
            agreed: gaps.agreed,
        }),
        notes: if all_shown {
            Vec::new()
        } else {
            vec![format!(
                "Too few gaps in single classes to show them in {}.",
                brief.period()
            )]
        },
    })
}
