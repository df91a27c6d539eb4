//! The first page: headline boxes and the sentences that sum up the report.

use super::brief::Brief;
use super::findings;
use super::key_figures::{self, bounds_instead, is_amount};
use super::said::{HIDDEN, NOT_AVAILABLE, Said, TOO_FEW, is_any, tallied, tally};
use crate::charts::{self, Chart, Sparkline};
use crate::config::{HEADLINE, MEETINGS, PEOPLE_SERVED};
use crate::measures::{Family, Kind, is_of_a_day};
use crate::report::document::{Block, Change, HeadlineBox, Place, Section, Trend};
use crate::report::wording::{
    Unit, count, counted, decimal, hours, list, percent, target_of_count,
};
use crate::summary::{Count, FEW_MENTORS, MeasureSummary, PeriodCounts, PeriodFigures, Shown};

/// The first page.
pub(super) fn section(brief: &Brief<'_>) -> Section {
    let chosen = chosen(brief);
    let since = if chosen.iter().any(|id| brief.is_cumulative(id)) {
        " or, where a box says so, since the start"
    } else {
        ""
    };
    let boxes = chosen.iter().map(|id| headline(brief, id)).collect();
    Section {
        id: "at-a-glance".into(),
        title: "At a glance".into(),
        description: format!(
            "Figures of {}{since}; in brackets and ranges: 95\u{A0}% intervals. A change is called one only if its interval leaves out no change.",
            brief.period()
        ),
        place: Place::FirstPage,
        blocks: std::iter::once(Block::Boxes(boxes))
            .chain(Block::sentences(findings::sentences(brief)))
            .chain(few_mentors(brief, &chosen).map(Block::Note))
            .collect(),
        ..Section::default()
    }
}

/// That all figures, or some of those chosen, rest on few mentors; nothing where it may not be said
/// how many there are.
fn few_mentors(brief: &Brief<'_>, chosen: &[&str]) -> Option<String> {
    let all = brief.all()?.mentors.exact().filter(|all| *all > 0)?;
    let rests_on_few = |figure: &&MeasureSummary| {
        figure.shown == Shown::Full
            && figure.estimate.value.is_some()
            && brief.has_source(&figure.measure)
            && figure.contributing.mentors < FEW_MENTORS
    };
    let figures = chosen.iter().filter_map(|id| brief.now().measure(id));
    let few: Vec<String> = figures
        .filter(rests_on_few)
        .map(|figure| format!("“{}”", figure.title))
        .collect();
    let (what, their) = match few.as_slice() {
        _ if all < FEW_MENTORS as u64 => ("The figures rest".to_owned(), "their"),
        [] => return None,
        [one] => (format!("{one} rests"), "its"),
        several => (format!("{} rest", list(several)), "their"),
    };
    let counts = &brief.now().counts;
    let nobody_is_named = counts.mentors.exact() == Some(0) && is_any(counts.open_in_period);
    let who = if nobody_is_named { "pairs" } else { "mentors" };
    Some(format!(
        "{what} on fewer than {FEW_MENTORS} {who}: read {their} intervals, and what is called a change, with care."
    ))
}

/// The figures chosen, and those that have a target: it would be shown nowhere else.
fn chosen<'a>(brief: &Brief<'a>) -> Vec<&'a str> {
    let mut chosen: Vec<&str> = match brief.config.headline.as_slice() {
        [] => HEADLINE.to_vec(),
        chosen => chosen.iter().map(String::as_str).collect(),
    };
    for id in brief.config.targets.keys() {
        if !chosen.contains(&id.as_str()) {
            chosen.push(id);
        }
    }
    chosen
}

fn headline(brief: &Brief<'_>, id: &str) -> HeadlineBox {
    match id {
        PEOPLE_SERVED => people(brief),
        MEETINGS => meetings(brief),
        _ => measure(brief, id),
    }
}

/// Mentors and mentees; where nobody of a role is named, it is not recorded, not nought.
fn who(counts: &PeriodCounts) -> String {
    let mentors = tallied(counts.mentors, "mentor", "mentors");
    let mentees = tallied(counts.mentees, "mentee", "mentees");
    match (counts.mentors.exact(), counts.mentees.exact()) {
        (Some(0), Some(1..)) => format!("{mentees} (mentors are not recorded)"),
        (Some(1..), Some(0)) => format!("{mentors} (mentees are not recorded)"),
        _ => format!("{mentors} and {mentees}"),
    }
}

fn people(brief: &Brief<'_>) -> HeadlineBox {
    let counts = &brief.now().counts;
    let named = brief.names_people();
    if counts.people.exact().is_none() {
        return hidden("People served");
    }
    let pairs = tallied(counts.open_in_period, "pair", "pairs");
    HeadlineBox {
        label: "People served".into(),
        value: if named {
            tally(counts.people)
        } else {
            NOT_AVAILABLE.into()
        },
        is_available: named,
        basis: if named {
            format!("{}, each counted once, in {pairs}", who(counts))
        } else {
            format!("the records of {pairs} name nobody")
        },
        target: count_target(
            brief,
            PEOPLE_SERVED,
            counts.people.exact().filter(|_| named),
        ),
        change: count_change(brief, |figures| figures.counts.people.exact())
            .filter(|_| named)
            .map(|change| Change {
                revised: brief.revised_people().unwrap_or_default(),
                ..change
            }),
        trend: trend(
            brief,
            brief.target(PEOPLE_SERVED),
            charts::Unit::Number,
            |figures| {
                let people = figures.counts.people.exact().filter(|_| named);
                people.map(|people| people as f64)
            },
        ),
        ..HeadlineBox::default()
    }
}

fn meetings(brief: &Brief<'_>) -> HeadlineBox {
    let counts = &brief.now().counts;
    if counts.meetings.is_some_and(|held| held.exact().is_none()) {
        return hidden("Meetings and hours");
    }
    let Some(held) = held_in(brief.now()) else {
        return HeadlineBox {
            label: "Meetings and hours".into(),
            value: NOT_AVAILABLE.into(),
            basis: if brief.summary.supplied.sessions {
                "no pair had begun by then".into()
            } else {
                "no session records were supplied".into()
            },
            ..HeadlineBox::default()
        };
    };
    HeadlineBox {
        definition: Some("sessions_held".into()),
        label: "Meetings and hours".into(),
        value: counted(held, "meeting", "meetings"),
        is_available: true,
        interval: Some(time(counts.hours, counts.meetings_with_length, held)),
        basis: "a count of records, without interval".into(),
        target: count_target(brief, MEETINGS, Some(held)),
        change: count_change(brief, held_in).map(|change| Change {
            revised: brief.revised("sessions_held").unwrap_or_default(),
            ..change
        }),
        trend: trend(
            brief,
            brief.target(MEETINGS),
            charts::Unit::Number,
            |figures| held_in(figures).map(|meetings| meetings as f64),
        ),
    }
}

/// Meetings held in a period, as far as they may be shown.
fn held_in(figures: &PeriodFigures) -> Option<u64> {
    figures.counts.meetings?.exact()
}

/// A count that may not be shown.
fn hidden(label: &str) -> HeadlineBox {
    HeadlineBox {
        label: label.into(),
        value: HIDDEN.into(),
        interval: Some(TOO_FEW.into()),
        ..HeadlineBox::default()
    }
}

/// Hours, always with the share of meetings that have a length.
pub(super) fn time(total: Option<f64>, with_length: u64, held: u64) -> String {
    match total {
        Some(total) if held > 0 => format!(
            "{}, from the {} of meetings that have a length",
            hours(total),
            percent(with_length as f64 / held as f64)
        ),
        _ if held == 0 => "no hours".into(),
        _ => "hours not available: no meeting has a length".into(),
    }
}

fn measure(brief: &Brief<'_>, id: &str) -> HeadlineBox {
    let Some(figure) = brief.now().measure(id) else {
        return HeadlineBox {
            definition: brief.measure(id).map(|_| id.to_owned()),
            label: brief.title(id),
            value: NOT_AVAILABLE.into(),
            basis: "no figure for a period".into(),
            ..HeadlineBox::default()
        };
    };
    let bounds = bounds_instead(brief, id);
    let is_bounded = bounds.is_some();
    let Said {
        value,
        interval,
        basis,
        is_available,
        ..
    } = bounds
        .or_else(|| amount(brief, figure))
        .unwrap_or_else(|| brief.say(figure));
    HeadlineBox {
        definition: Some(id.to_owned()),
        label: key_figures::title(figure, is_bounded),
        value,
        is_available,
        interval: (!interval.is_empty()).then_some(interval),
        basis: if is_available {
            with_time(brief, id, basis)
        } else {
            basis
        },
        target: brief.target_words(figure).filter(|_| !is_bounded),
        change: is_available.then(|| brief.change(id, true)).flatten(),
        trend: trend(brief, brief.target(id), chart_unit(figure), |figures| {
            let value = shown_value(brief, figures, id);
            value.filter(|_| brief.has_source(id) && !is_bounded)
        }),
    }
}

/// What a box rests on, with its time where that is not the period.
fn with_time(brief: &Brief<'_>, id: &str, basis: String) -> String {
    let day = brief.now().to;
    let time = if is_of_a_day(id) {
        format!("on {day}")
    } else if brief.is_cumulative(id) {
        format!("since the start, as of {day}")
    } else {
        return basis;
    };
    match basis.as_str() {
        "" => time,
        _ => format!("{basis}, {time}"),
    }
}

fn count_target(brief: &Brief<'_>, id: &str, found: Option<u64>) -> Option<String> {
    Some(target_of_count(brief.target(id)?, found? as f64))
}

/// What adds up is shown as its sum, with the mean per pair and its interval beside it.
fn amount(brief: &Brief<'_>, figure: &MeasureSummary) -> Option<Said> {
    if figure.shown != Shown::Full || !is_amount(brief, &figure.measure) {
        return None;
    }
    let estimate = &figure.estimate;
    let (total, mean) = (figure.spread?.total?, estimate.value?);
    let together = Unit::Of("").of_estimate(estimate);
    // What is counted cannot be fewer than none.
    let ends = estimate
        .lower
        .map(|lower| lower.max(0.0))
        .zip(estimate.upper);
    let range = ends.map(|(lower, upper)| format!(" ({})", together.range(lower, upper)));
    let pairs = counted(figure.contributing.pairs as u64, "pair", "pairs");
    let interval = format!(
        "{} per pair{}",
        together.show(mean),
        range.unwrap_or_default()
    );
    Some(Said {
        value: decimal(total),
        interval,
        // Forms tell of others, and give no date of them.
        basis: match figure.family {
            Family::NewGoals => format!("recorded with a date {}, in {pairs}", brief.within()),
            _ => format!("in {pairs}"),
        },
        is_available: true,
        has_interval: ends.is_some(),
    })
}

fn chart_unit(figure: &MeasureSummary) -> charts::Unit {
    match figure.kind {
        Kind::Share | Kind::Flag => charts::Unit::Share,
        _ => charts::Unit::Number,
    }
}

fn shown_value(brief: &Brief<'_>, figures: &PeriodFigures, id: &str) -> Option<f64> {
    let figure = figures
        .measure(id)
        .filter(|figure| figure.shown == Shown::Full)?;
    if is_amount(brief, id) {
        figure.spread?.total
    } else {
        figure.estimate.value
    }
}

/// Counts of everybody and everything are compared as they are: there is no interval.
fn count_change(brief: &Brief<'_>, of: impl Fn(&PeriodFigures) -> Option<u64>) -> Option<Change> {
    let now = of(brief.now())?;
    let before = of(&brief.summary.previous.as_ref()?.figures)?;
    let (trend, difference) = match now.cmp(&before) {
        std::cmp::Ordering::Greater => (Trend::Rose, format!("{} more than", count(now - before))),
        std::cmp::Ordering::Less => (Trend::Fell, format!("{} fewer than", count(before - now))),
        std::cmp::Ordering::Equal => (Trend::Unclear, "as many as".into()),
    };
    Some(Change {
        trend,
        words: format!(
            "{difference} in {} ({})",
            brief.previous_period(),
            tally(Count::of(before))
        ),
        revised: String::new(),
    })
}

/// The course over the last periods; none where fewer than two of them have a figure.
fn trend(
    brief: &Brief<'_>,
    target: Option<f64>,
    unit: charts::Unit,
    of: impl Fn(&PeriodFigures) -> Option<f64>,
) -> Option<Box<dyn Chart>> {
    let periods: Vec<_> = brief
        .summary
        .history
        .iter()
        .map(|period| (period.figures.label.clone(), of(&period.figures)))
        .collect();
    let known = periods.iter().filter(|(_, value)| value.is_some()).count();
    (known > 1).then(|| -> Box<dyn Chart> {
        Box::new(Sparkline {
            unit,
            periods,
            target,
        })
    })
}
