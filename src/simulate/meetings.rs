//! When a pair really meets, and which of its meetings are written down.

use chrono::NaiveDate;

use super::calendar::{after, days_between};
use super::life::Life;
use super::plan::Behaviour;
use super::records::Status;
use super::rng::{Purpose, Rng};

/// A meeting that was due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meeting {
    pub(super) date: NaiveDate,
    pub(super) status: Status,
    /// When the pair meant to meet next.
    pub(super) next: NaiveDate,
    /// Whether there is a record of it.
    pub(super) recorded: bool,
}

impl Meeting {
    /// Whether it took place.
    pub(super) fn took_place(&self) -> bool {
        self.status == Status::Held
    }
}

/// The meetings of a pair up to its last day, in order; then perhaps one appointment still to come.
pub(super) fn draw(life: &Life<'_>) -> Vec<Meeting> {
    let rng = &mut life.stream(Purpose::Meetings);
    let making_up = &mut life.stream(Purpose::MadeUp);
    let first = after(life.starts, rng.between(2, life.agreed_gap.clamp(7, 24)));
    if life.never_starts {
        return failed_attempt(life, first, rng);
    }
    let mut meetings = Vec::new();
    let mut due = life.next_meeting_day(first);
    while due <= life.last_day() {
        let meeting = meeting(life, due, rng);
        let as_agreed = next_due(life, &meeting, rng);
        let made_up = making_up_for(life, &meeting, making_up);
        let next = life.next_meeting_day(made_up.unwrap_or(as_agreed));
        meetings.push(meeting);
        if next <= due {
            break; // The calendar has come to its end.
        }
        due = next;
    }
    meetings.extend(appointment(life, meetings.last(), rng));
    meetings
}

/// A pair that never meets may have tried once.
fn failed_attempt(life: &Life<'_>, date: NaiveDate, rng: &mut Rng) -> Vec<Meeting> {
    let status = rng.pick(&[
        Status::MissedByMentee,
        Status::Cancelled,
        Status::MissedByMentor,
    ]);
    let tried = rng.chance(0.4) && date <= life.last_day();
    let attempt = Meeting {
        date,
        status,
        next: after(date, life.agreed_gap),
        recorded: true,
    };
    tried.then_some(attempt).into_iter().collect()
}

fn meeting(life: &Life<'_>, date: NaiveDate, rng: &mut Rng) -> Meeting {
    let status = outcome(life, rng);
    Meeting {
        date,
        status,
        next: life.next_meeting_day(after(date, gap(life, rng))),
        recorded: is_recorded(life, status, rng),
    }
}

/// Called off or moved first; otherwise attended by both with the pair's own probability.
fn outcome(life: &Life<'_>, rng: &mut Rng) -> Status {
    let rates = &life.plan.rates;
    if rng.chance(rates.cancelled) {
        Status::Cancelled
    } else if rng.chance(rates.rescheduled) {
        Status::Rescheduled
    } else if rng.chance(life.attendance) {
        Status::Held
    } else {
        rng.weighted(&[
            (60, Status::MissedByMentee),
            (28, Status::MissedByMentor),
            (12, Status::Missed),
        ])
    }
}

/// Days to the next meeting as the pair means it.
fn gap(life: &Life<'_>, rng: &mut Rng) -> i64 {
    let percent = match life.behaviour {
        Behaviour::Irregular => rng.pick(&[35, 55, 75, 90, 100, 120, 160, 215, 280]),
        _ => rng.between(90, 110),
    };
    ((life.agreed_gap * percent + 50) / 100).max(1)
}

/// When the next meeting is really due: a moved one soon, any other as agreed or somewhat later.
fn next_due(life: &Life<'_>, meeting: &Meeting, rng: &mut Rng) -> NaiveDate {
    if meeting.status == Status::Rescheduled {
        return after(meeting.date, rng.between(1, life.agreed_gap.clamp(1, 8)));
    }
    let slip = rng.weighted(&[(76, 0), (7, 1), (5, 2), (3, 4), (4, 7), (3, 10), (2, 16)]);
    after(meeting.next, slip.min(life.agreed_gap / 2))
}

/// When a meeting that fell through is made up for, if it is: within a week, never later than half the
/// time to the next one.
fn making_up_for(life: &Life<'_>, meeting: &Meeting, rng: &mut Rng) -> Option<NaiveDate> {
    let made_up = rng.chance(life.plan.rates.made_up);
    let soon = rng.between(1, (life.agreed_gap / 2).clamp(1, 7));
    let fell_through = !meeting.took_place() && meeting.status != Status::Rescheduled;
    (made_up && fell_through).then(|| after(meeting.date, soon))
}

fn is_recorded(life: &Life<'_>, status: Status, rng: &mut Rng) -> bool {
    let carefully = if status == Status::Held { 0.98 } else { 0.9 };
    rng.chance(if life.behaviour == Behaviour::LooselyLogged {
        0.58
    } else {
        carefully
    })
}

/// A running pair's next meeting stands in the records half of the time.
fn appointment(life: &Life<'_>, last: Option<&Meeting>, rng: &mut Rng) -> Option<Meeting> {
    let entered = rng.chance(0.5);
    let date = last
        .map(|meeting| meeting.next)
        .filter(|&next| days_between(life.plan.as_of, next) > 0)?;
    let next = after(date, life.agreed_gap);
    (entered && life.is_running()).then_some(Meeting {
        date,
        status: Status::Scheduled,
        next,
        recorded: true,
    })
}
