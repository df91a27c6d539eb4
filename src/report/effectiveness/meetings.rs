//! Meetings: how many, for how long, and how often compared with what was agreed.

use super::brief::Brief;
use super::glance::time;
use super::key_figures;
use crate::charts::{GapBin, GapDistribution, HeldExpected, MonthOfMeetings as ChartMonth};
use crate::report::document::{Block, Figure, Missing, Section};
use crate::report::wording::{capitalised, counted, days, percent, sentence};
use crate::summary::{Count, Gaps, MeetingTallies, MonthOfMeetings};

const KEY_FIGURES: [&str; 11] = [
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
];

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let section = Section::titled("meetings", "Meetings");
    match brief.all().map(|all| &all.tallies.meetings) {
        Some(tallies) if brief.summary.supplied.sessions => told(brief, tallies, section),
        _ => vec![section.with(missing())],
    }
}

fn told(brief: &Brief<'_>, tallies: &MeetingTallies, section: Section) -> Vec<Section> {
    let told = Section {
        headline: headline(brief),
        description: description(brief, tallies),
        how_to_read: how_to_read(),
        blocks: by_month(brief, tallies)
            .map(Block::Figure)
            .into_iter()
            .chain(Block::sentences(sentences(brief, &tallies.gaps)))
            .collect(),
        ..section
    };
    let key_figures = key_figures::table(brief, "Meetings: key figures", &KEY_FIGURES);
    let gaps = gaps(brief, &tallies.gaps).map(Block::Figure);
    told.with_details(gaps.into_iter().chain(key_figures).collect())
}

fn description(brief: &Brief<'_>, tallies: &MeetingTallies) -> String {
    let recorded = "Meetings recorded as held; expected are as many as the active days of the pairs allow at the rhythm that each agreed.";
    // Where the tallies are hidden they are empty, which must not read as no meetings at all.
    if tallies.held == 0 {
        return recorded.to_owned();
    }
    let since_start = format!(
        "{}: {}, {}",
        brief.since_when(),
        counted(tallies.held, "meeting", "meetings"),
        time(tallies.hours, tallies.with_length, tallies.held)
    );
    format!("{recorded} {}", sentence(&since_start))
}

fn how_to_read() -> Vec<String> {
    vec![
        "A gap is the number of days between two consecutive meetings of a pair, days of rest by agreement taken out. Gaps far beyond the agreed rhythm are what coordinators look after.".into(),
        "“On cadence” is the share of days that lie within one and a quarter of the agreed gap after a meeting.".into(),
    ]
}

fn sentences(brief: &Brief<'_>, gaps: &Gaps) -> Vec<String> {
    let said = |id: &str| brief.since_start(id).filter(|said| said.is_available);
    let kept = said("on_cadence").map(|share| {
        format!(
            "on {} of the days since their first meeting, pairs were on cadence ({}; {})",
            share.value, share.interval, share.basis
        )
    });
    let attended = said("attendance").map(|share| {
        format!(
            "of the meetings held or missed, {} were held ({}; {})",
            share.value, share.interval, share.basis
        )
    });
    [gaps_in_words(gaps), kept, attended]
        .into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn gaps_in_words(gaps: &Gaps) -> Option<String> {
    let agreed = gaps.agreed.map_or_else(String::new, |agreed| {
        format!("; the usual agreement is every {}", days(agreed))
    });
    Some(format!(
        "half of the gaps between meetings are {} or shorter{agreed}",
        days(gaps.median?)
    ))
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "Session records were not supplied.".into(),
        supply: "Add an export with one row per meeting (pair, date, and status and length if there are any) to the input folder.".into(),
    })
}

fn headline(brief: &Brief<'_>) -> String {
    let held = match brief.now().counts.meetings.map(Count::exact) {
        Some(None) => {
            return "Meetings are recorded, but of too few pairs or mentors to be counted".into();
        }
        held => held.flatten().unwrap_or(0),
    };
    if held == 0 {
        return format!("No meeting was held {}", brief.within());
    }
    let meetings = counted(held, "meeting was", "meetings were");
    match expected_in_period(brief) {
        Some(expected) => format!(
            "{meetings} held {}, {} of those expected",
            brief.within(),
            percent(held as f64 / expected)
        ),
        None => format!("{meetings} held {}", brief.within()),
    }
}

/// Meetings expected in the period; `None` unless its months are known from first to last, which
/// at equal age they are for no pair.
pub(super) fn expected_in_period(brief: &Brief<'_>) -> Option<f64> {
    if brief.summary.at_days.is_some() {
        return None;
    }
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

/// Months are those of the calendar: at equal age each pair would drop out of them on its own day.
fn by_month(brief: &Brief<'_>, tallies: &MeetingTallies) -> Option<Figure> {
    if tallies.held == 0 || brief.summary.at_days.is_some() {
        return None;
    }
    Some(Figure {
        id: "meetings-by-month".into(),
        headline: over_all_months(tallies)?,
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

/// Held against expected over the months shown, one cut short left out.
fn over_all_months(tallies: &MeetingTallies) -> Option<String> {
    let whole = || tallies.by_month.iter().filter(|month| !month.cut);
    let first = tallies.by_month.first()?.month;
    let held: u64 = whole().map(|month| month.held).sum();
    let expected: f64 = whole().map(|month| month.expected).sum();
    Some(if expected > 0.0 {
        format!(
            "Since {}-{:02}, pairs have held {} of the meetings expected",
            first.year(),
            first.month(),
            percent(held as f64 / expected)
        )
    } else {
        format!(
            "{} since the start",
            counted(tallies.held, "meeting", "meetings")
        )
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

/// How the gaps are distributed; no picture where a class of them is hidden.
fn gaps(brief: &Brief<'_>, gaps: &Gaps) -> Option<Figure> {
    let bins: Option<Vec<_>> = gaps.bins.iter().map(bin).collect();
    Some(Figure {
        id: "gaps-between-meetings".into(),
        headline: capitalised(&gaps_in_words(gaps)?),
        subtitle: format!(
            "{} between consecutive meetings of a pair, {}",
            counted(gaps.n, "gap", "gaps"),
            brief.since_when()
        ),
        chart: Box::new(GapDistribution {
            bins: bins?,
            median: gaps.median,
            agreed: gaps.agreed,
        }),
        notes: Vec::new(),
    })
}

fn bin((from, to, gaps): &(u32, Option<u32>, Count)) -> Option<GapBin> {
    Some(GapBin {
        from: *from,
        to: *to,
        gaps: gaps.exact()?,
    })
}
