//! What became of a meeting, by all the cells of its row that say something of it.

use super::headers::{Off, Sign, WORDS};
use crate::programme::{Respondent, Status, fold};
use crate::values::{answers, is_missing};

/// Where a row says what became of its meeting.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) struct Outcome {
    /// The day of the meeting; a row without one tells of none.
    pub day: Option<usize>,
    /// The column of its status.
    pub own: Option<usize>,
    /// Other columns.
    pub signs: Vec<(usize, Sign)>,
}

/// What one cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    /// That the meeting did not take place.
    Off(Off),
    /// That it was held.
    Held,
    /// That nobody knows, or that it is still to come.
    Open(&'static str),
}

impl Outcome {
    /// The status of a row. What says that a meeting did not take place stands above what says
    /// that it did: the latter is often said of the appointment. Where a status says held and only
    /// a remark contradicts it, both are given: it is not known which is right.
    pub fn text<'a>(&self, cell: impl Fn(usize) -> &'a str) -> String {
        let own = self.own.map(&cell).unwrap_or_default().trim();
        if own.is_empty() && self.day.is_some_and(|day| cell(day).trim().is_empty()) {
            return String::new();
        }
        let all = self.signs.iter();
        let all = all.filter_map(|(at, sign)| Some((said(*sign, cell(*at).trim())?, *at, *sign)));
        let Some((said, at, sign)) = all.min_by_key(|(said, ..)| *said) else {
            return self.unsaid(own, cell).to_owned();
        };
        match (said, answers::status(own)) {
            (Said::Off(_), Some(Status::Held)) if matches!(sign, Sign::Remark(_)) => {
                format!("{own} / {}", cell(at).trim())
            }
            (Said::Off(off), Some(status)) if stands(own, status, off) => own.to_owned(),
            (Said::Off(off), _) => off.text().to_owned(),
            (Said::Held, None | Some(Status::Scheduled)) if is_open(own) => "held".to_owned(),
            (Said::Open(text), None) if own.is_empty() => text.to_owned(),
            _ => own.to_owned(),
        }
    }

    /// What a row says of which no sign says anything: its status, or that the meeting was held,
    /// where nothing would be said if it was; what is not understood is left as it is.
    fn unsaid<'a>(&self, own: &'a str, cell: impl Fn(usize) -> &'a str) -> &'a str {
        if self.own.is_some() {
            return own;
        }
        if self.counts_the_rest() {
            return "held";
        }
        let asks = |sign: &Sign| matches!(sign, Sign::Held | Sign::There);
        let asked = self.signs.iter().filter(|(_, sign)| asks(sign));
        let mut cells = asked.map(|(at, _)| cell(*at).trim());
        cells.find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    /// Whether a meeting counts as held of which nothing is said: no column asks whether it was.
    pub(super) fn counts_the_rest(&self) -> bool {
        let asks = |(_, sign): &(usize, Sign)| matches!(sign, Sign::Held | Sign::There);
        self.own.is_none() && !self.signs.iter().any(asks)
    }
}

/// Whether nothing is known yet by a status.
fn is_open(own: &str) -> bool {
    own.is_empty() || answers::status(own) == Some(Status::Scheduled)
}

/// Whether a status of its own says more than a sign: a plain no says less than anything, and who
/// was not there is more than that somebody was not.
fn stands(own: &str, status: Status, off: Off) -> bool {
    let by_whom = matches!(off, Off::ByMentor | Off::ByMentee) && status == Status::Missed;
    let is_no = answers::yes_no(own) == Some(false) && off != Off::NotHeld;
    Off::of(status).is_some() && !by_whom && !is_no
}

/// What a cell says below a sign.
pub(super) fn said(sign: Sign, cell: &str) -> Option<Said> {
    match sign {
        Sign::Ended(off) | Sign::Remark(off) => ended(off, cell),
        Sign::Held => match answers::yes_no(cell) {
            Some(true) => Some(Said::Held),
            Some(false) => Some(Said::Off(Off::NotHeld)),
            None if is_one_of(cell, &WORDS.who.came) => Some(Said::Held),
            None => of_status(answers::status(cell)?),
        },
        Sign::There => there(cell),
    }
}

fn of_status(status: Status) -> Option<Said> {
    match status {
        Status::Held => Some(Said::Held),
        Status::Scheduled => Some(Said::Open("scheduled")),
        Status::Unknown => Some(Said::Open("unknown")),
        off => Off::of(off).map(Said::Off),
    }
}

/// What a cell says that should tell of a meeting that did not take place; a no, a blank and
/// "held" say nothing of the kind.
fn ended(off: Off, cell: &str) -> Option<Said> {
    match answers::yes_no(cell) {
        Some(true) => return Some(Said::Off(off)),
        Some(false) => return None,
        None => {}
    }
    if let Some(status) = answers::status(cell) {
        return of_status(status).filter(|said| *said != Said::Held);
    }
    if is_missing(cell) || is_nobody(cell) {
        return None;
    }
    let by = match off {
        Off::Missed | Off::NotHeld => party(cell).map(of_party),
        _ => None,
    };
    Some(Said::Off(by.unwrap_or(off)))
}

/// Who was there: one who was alone waited for the other.
pub(super) fn there(cell: &str) -> Option<Said> {
    if is_nobody(cell) {
        return Some(Said::Off(Off::Missed));
    }
    if is_one_of(cell, &WORDS.who.both) {
        return Some(Said::Held);
    }
    party(cell).map(|party| match party {
        Respondent::Mentor => Said::Off(Off::ByMentee),
        _ => Said::Off(Off::ByMentor),
    })
}

fn is_nobody(cell: &str) -> bool {
    is_one_of(cell, &WORDS.who.nobody)
}

fn is_one_of(cell: &str, words: &[String]) -> bool {
    words.contains(&fold(cell))
}

const fn of_party(party: Respondent) -> Off {
    match party {
        Respondent::Mentor => Off::ByMentor,
        _ => Off::ByMentee,
    }
}

/// The one of the two whom a cell names by what they are.
fn party(cell: &str) -> Option<Respondent> {
    let folded = fold(cell);
    let is_only = |word: &&str| WORDS.who.only.iter().any(|only| only == word);
    let bare: Vec<&str> = folded.split(' ').filter(|word| !is_only(word)).collect();
    answers::respondent(cell)
        .or_else(|| answers::respondent(&bare.join(" ")))
        .filter(|party| *party != Respondent::Coordinator)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(signs: &[Sign], own: bool, row: &[&'static str]) -> String {
        let outcome = Outcome {
            day: None,
            own: own.then_some(0),
            signs: (1..).zip(signs.iter().copied()).collect(),
        };
        outcome.text(|at| row[at])
    }

    #[test]
    fn yes_no_and_remarks_say_what_became_of_a_meeting() {
        let cancelled = Sign::Ended(Off::Cancelled);
        for (sign, cell, expected) in [
            (cancelled, "Yes", "cancelled"),
            (cancelled, "1", "cancelled"),
            (cancelled, "✓", "cancelled"),
            (cancelled, "ill", "cancelled"),
            (cancelled, "Mentee no-show", "missed by mentee"),
            (cancelled, "No", "held"),
            (cancelled, "0", "held"),
            (cancelled, "", "held"),
            (cancelled, "n/a", "held"),
            (cancelled, "Held", "held"),
            (cancelled, "unknown", "unknown"),
            (Sign::Ended(Off::Missed), "Mentor", "missed by mentor"),
            (Sign::Ended(Off::Missed), "by mentee", "missed by mentee"),
            (Sign::Ended(Off::Missed), "nobody", "held"),
            (Sign::Remark(Off::Cancelled), "Mentor", "cancelled"),
            (Sign::Remark(Off::Cancelled), "2026-02-13", "cancelled"),
            (Sign::Remark(Off::NotHeld), "we were both away", "missed"),
            (Sign::Remark(Off::NotHeld), "No show", "missed"),
            (Sign::Remark(Off::NotHeld), "-", "held"),
            (Sign::Held, "yes", "held"),
            (Sign::Held, "no", "missed"),
            (Sign::Held, "", ""),
            (Sign::There, "Both", "held"),
            (Sign::There, "Mentor only", "missed by mentee"),
            (Sign::There, "Mentee", "missed by mentor"),
            (Sign::There, "None", "missed"),
        ] {
            assert_eq!(
                text(&[sign], false, &["", cell]),
                expected,
                "{sign:?} {cell}"
            );
        }
    }

    #[test]
    fn columns_together_say_the_most_telling() {
        let both = [Sign::Ended(Off::Cancelled), Sign::Ended(Off::Missed)];
        assert_eq!(text(&both, false, &["", "yes", "yes"]), "missed");
        assert_eq!(text(&both, false, &["", "yes", "no"]), "cancelled");
        assert_eq!(text(&both, false, &["", "no", ""]), "held");
        let why = [Sign::Ended(Off::Cancelled), Sign::Remark(Off::NotHeld)];
        assert_eq!(text(&why, false, &["", "yes", "snow"]), "cancelled");
    }

    #[test]
    fn a_status_refines_and_never_makes_a_called_off_meeting_held() {
        let cancelled = [Sign::Ended(Off::Cancelled)];
        for (own, cell, expected) in [
            ("Held", "", "Held"),
            ("Held", "yes", "cancelled"),
            ("Scheduled", "yes", "cancelled"),
            ("", "yes", "cancelled"),
            ("", "no", ""),
            ("snow", "yes", "cancelled"),
            ("snow", "no", "snow"),
            ("Mentee no show", "yes", "Mentee no show"),
            ("No", "yes", "cancelled"),
            ("Cancelled", "no", "Cancelled"),
        ] {
            assert_eq!(
                text(&cancelled, true, &[own, cell]),
                expected,
                "{own} {cell}"
            );
        }
        let missed = [Sign::Ended(Off::Missed)];
        assert_eq!(
            text(&missed, true, &["Missed", "mentor"]),
            "missed by mentor"
        );
        let why = [Sign::Remark(Off::NotHeld)];
        assert_eq!(
            text(&why, true, &["Yes", "I was ill, sorry"]),
            "Yes / I was ill, sorry"
        );
        assert_eq!(answers::status("Yes / I was ill, sorry"), None);
        assert_eq!(text(&why, true, &["No", "I was ill"]), "No");
    }

    #[test]
    fn a_row_without_a_day_tells_of_no_meeting() {
        let outcome = Outcome {
            day: Some(0),
            own: None,
            signs: vec![(1, Sign::Ended(Off::Cancelled))],
        };
        assert_eq!(outcome.text(|at| ["", "no"][at]), "");
        assert_eq!(outcome.text(|at| ["2026-01-13", "no"][at]), "held");
    }
}
