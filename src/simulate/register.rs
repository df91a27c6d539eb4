//! The office's line about a pair. What was agreed may be missing from it.

use chrono::NaiveDate;

use super::calendar::after;
use super::life::Life;
use super::records::PairRow;
use super::rng::Purpose;
use super::wording::MENTORING_TYPES;

/// The line of the register.
pub(super) fn line(life: &Life<'_>, first_meeting: Option<NaiveDate>) -> PairRow {
    let rng = &mut life.stream(Purpose::Register);
    let seat = &life.seat;
    let closure = life.closure;
    PairRow {
        pair_id: seat.pair_id.clone(),
        mentor: seat.mentor.name.clone(),
        mentor_email: format!("mentor{}@mail.example", seat.mentor.number),
        mentee: seat.mentee.clone(),
        cohort: life
            .cohort
            .map_or_else(String::new, |cohort| cohort.name.clone()),
        site: seat
            .mentor
            .site
            .map_or_else(String::new, |site| site.name.clone()),
        mentoring_type: rng.weighted(&MENTORING_TYPES),
        started_on: life.starts,
        planned_end_on: Some(life.planned_end).filter(|_| rng.chance(0.97)),
        closed_on: closure.map(|closure| closure.on),
        closure_reason: closure.and_then(|closure| closure.reason),
        agreed_every: u32::try_from(life.agreed_gap)
            .ok()
            .filter(|_| rng.chance(0.92)),
        agreed_minutes: Some(life.agreed_minutes).filter(|_| rng.chance(0.9)),
        agreement_signed_on: first_meeting
            .filter(|_| rng.chance(0.8))
            .map(|met| after(met, rng.between(0, 9)).min(life.last_day())),
        paused_from: life.pause.map(|pause| pause.from),
        paused_until: life
            .pause
            .filter(|pause| pause.until_recorded)
            .map(|pause| pause.until),
    }
}
