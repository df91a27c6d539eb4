//! Meetings of which each of the two has a row: who came, put together.
//!
//! Records of one meeting are reconciled by the first status that any of them has, since mentor and
//! mentee may both tell of the same meeting. Where each row tells of one of them only, that would
//! count a meeting as held to which only one came. Such rows get the status of their meeting here.

use super::Context;
use super::sessions::{Gathered, Sessions, order};
use crate::ingest::columns::Column;
use crate::ingest::records::forms::one_of;
use crate::ingest::trouble::{Finding, OTHER_ABSENT, OTHER_UNSAID};
use crate::programme::{Pair, Respondent, Status};
use std::collections::BTreeMap;

/// Gives the rows of each meeting the status that they have together.
pub(super) fn settle(context: &Context<'_>, sessions: &mut Sessions, pairs: &[Pair]) {
    let mut sheets = context.sheets.iter();
    if !sheets.any(|sheet| sheet.plan.has(|column| column == Column::AttendeeRole)) {
        return;
    }
    let mut findings = Vec::new();
    let is_of_day = |a: &Gathered, b: &Gathered| {
        (a.session.pair, a.session.date) == (b.session.pair, b.session.date)
    };
    for day in sessions.kept.chunk_by_mut(is_of_day) {
        settle_day(context, day, pairs, &mut findings);
    }
    sessions.kept.sort_unstable_by(order);
    findings.sort_by_key(|finding: &Finding| finding.origin);
    sessions.findings.append(&mut findings);
}

/// Rows of one meeting among those of a day, with whom each is about.
type Rows<'a> = Vec<(usize, &'a str)>;

/// The rows of one pair and day: those of one file and start time are one meeting.
fn settle_day(
    context: &Context<'_>,
    day: &mut [Gathered],
    pairs: &[Pair],
    findings: &mut Vec<Finding>,
) {
    let mut meetings: BTreeMap<(u16, Option<u16>), Rows<'_>> = BTreeMap::new();
    for (at, gathered) in day.iter().enumerate() {
        if let Some(who) = attendee(context, gathered) {
            let session = &gathered.session;
            let meeting = (session.origin.file, session.start.get());
            meetings.entry(meeting).or_default().push((at, who));
        }
    }
    for rows in meetings.into_values() {
        let said = rows.iter().filter_map(|(at, who)| {
            let session = &day[*at].session;
            let pair = pairs.get(session.pair as usize)?;
            Some((one_of(who, pair)?, session.status))
        });
        let together = together(said);
        for (at, who) in rows {
            let session = &mut day[at].session;
            if session.status == Status::Held && together != Status::Held {
                findings.push(Finding {
                    origin: session.origin,
                    header: None,
                    value: who.into(),
                    trouble: if together == Status::Unknown {
                        OTHER_UNSAID
                    } else {
                        OTHER_ABSENT
                    },
                });
            }
            session.status = together;
        }
    }
}

/// Of whom a row tells whether they came; `None` where rows do not tell that of one.
fn attendee<'a>(context: &Context<'a>, gathered: &Gathered) -> Option<&'a str> {
    let chunk = &context.chunks[gathered.chunk as usize];
    let offset = gathered.session.origin.offset;
    let place = chunk.attendees.binary_search_by_key(&offset, |(at, _)| *at);
    let (_, who) = chunk.attendees[place.ok()?];
    Some(chunk.texts.text(who))
}

/// What became of a meeting to which the mentor and the mentee came or did not, by the rows of
/// each: held if both came. Of one of whom no row speaks nothing is assumed.
fn together(rows: impl Iterator<Item = (Respondent, Status)>) -> Status {
    let (mut mentor, mut mentee, mut all) = (None, None, Vec::new());
    for (who, status) in rows {
        let of = match who {
            Respondent::Mentor => &mut mentor,
            Respondent::Mentee => &mut mentee,
            Respondent::Coordinator | Respondent::Blank => continue,
        };
        // Of several rows of one of them, that they came.
        *of = Some(of.map_or(status, |known: Status| known.min(status)));
        all.push(status);
    }
    let away = |own: Option<Status>, by: Status| {
        own == Some(Status::Missed) || mentor == Some(by) || mentee == Some(by)
    };
    let first = [Status::Cancelled, Status::Rescheduled, Status::Scheduled];
    let called_off = first.into_iter().find(|status| all.contains(status));
    match (
        away(mentor, Status::MissedByMentor),
        away(mentee, Status::MissedByMentee),
    ) {
        (true, true) => Status::Missed,
        (true, false) => Status::MissedByMentor,
        (false, true) => Status::MissedByMentee,
        (false, false) if (mentor, mentee) == (Some(Status::Held), Some(Status::Held)) => {
            Status::Held
        }
        (false, false) => called_off.unwrap_or(Status::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meeting_was_held_if_both_came() {
        use Respondent::{Coordinator, Mentee, Mentor};
        use Status::{Cancelled, Held, Missed, MissedByMentee, MissedByMentor, Unknown};
        for (rows, expected) in [
            (&[(Mentor, Held), (Mentee, Held)][..], Held),
            (&[(Mentor, Held), (Mentee, Missed)], MissedByMentee),
            (&[(Mentor, Missed), (Mentee, Held)], MissedByMentor),
            (&[(Mentor, Missed), (Mentee, Missed)], Missed),
            (&[(Mentor, MissedByMentee), (Mentee, Held)], MissedByMentee),
            (&[(Mentor, Held), (Mentee, Cancelled)], Cancelled),
            (&[(Mentor, Held), (Mentee, Unknown)], Unknown),
            (&[(Mentor, Held)], Unknown),
            (&[(Mentee, Missed)], MissedByMentee),
            (&[(Mentor, Held), (Mentee, Missed), (Mentee, Held)], Held),
            (&[(Coordinator, Held), (Mentor, Held)], Unknown),
            (&[], Unknown),
        ] {
            assert_eq!(together(rows.iter().copied()), expected, "{rows:?}");
        }
    }
}
