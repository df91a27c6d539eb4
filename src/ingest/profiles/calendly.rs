//! Calendly: one row for each event that was booked, also those that were cancelled or missed. The
//! host is whose calendar was booked, the invitee who booked.

use super::Profile;
use super::exporter::{Exporter, nothing};
use crate::ingest::columns::{self, Column, key};
use crate::ingest::shape::Draft;
use crate::programme::Table;

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Calendly,
    signatures: &[
        &["inviteename", "startdatetime", "eventtypename"],
        &["inviteename", "startdatetime", "canceled"],
        &["inviteeemail", "startdatetime", "canceled"],
    ],
    own: &[
        "eventcreateddatetime",
        "inviteeacceptsmarketingemails",
        "inviteefirstname",
        "inviteelastname",
        "inviteetimezone",
        "eventuuid",
        "groupname",
        "paymentamount",
        "paymentcurrency",
        "textremindernumber",
        "utmcampaign",
        "utmcontent",
        "utmmedium",
        "utmsource",
        "utmterm",
    ],
    submitted: &[],
    asides: &[],
    prepare,
    divide: nothing,
};

/// Its headers and what they are looked up by.
const NAMES: [(&str, &str); 2] = [
    ("startdatetime", "session date"),
    ("enddatetime", "session end time"),
];

/// Those of the two who met.
const PEOPLE: [(&str, &str); 6] = [
    ("hostname", "mentor"),
    ("username", "mentor"),
    ("inviteename", "mentee"),
    ("hostemail", "mentor email"),
    ("useremail", "mentor email"),
    ("inviteeemail", "mentee email"),
];

fn prepare(draft: &mut Draft) {
    name(draft, &NAMES);
    let names_somebody = |name: &String| {
        let meanings = columns::meanings(name, Table::Sessions);
        matches!(
            meanings.first(),
            Some(Column::PairId | Column::Mentor | Column::Mentee)
        )
    };
    if draft.names.iter().any(names_somebody) {
        return;
    }
    name(draft, &PEOPLE);
    draft.notes.push(
        "the host of an event is taken for the mentor and the invitee for the mentee; where it is \
         the other way round, say so in mentorstat.toml under [source.columns] (mentor, mentee)"
            .to_owned(),
    );
}

fn name(draft: &mut Draft, names: &[(&str, &str)]) {
    for (header, name) in draft.headers.iter().zip(&mut draft.names) {
        let header = key(header);
        if let Some((_, known)) = names.iter().find(|(of, _)| *of == header) {
            (*known).clone_into(name);
        }
    }
}
