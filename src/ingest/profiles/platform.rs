//! Mentoring platforms (Chronus, Mentorloop, Together, Qooper, `PushFar` and the like): people by
//! name instead of a pair id, "connections" or "engagements" for pairs, totals instead of records
//! of meetings.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::MentoringPlatform,
    signatures: &[
        &["connectionname"],
        &["mentoringconnectionname"],
        &["connectionid"],
        &["connection", "mentor", "mentee"],
        &["engagement", "mentor", "mentee"],
        &["engagementid"],
        &["engagementname"],
        &["mentor", "mentee", "lastsessiondate"],
        &["mentor", "mentee", "lastactivity"],
        &["mentor", "mentee", "sessionscompleted"],
        &["mentorname", "menteename", "lastsessiondate"],
        &["mentorname", "menteename", "sessionscompleted"],
        &["mentorname", "menteename", "matchscore"],
        &[
            "mentorfirstname",
            "mentorlastname",
            "menteefirstname",
            "menteelastname",
        ],
        &["mentoremail", "menteeemail", "matchscore"],
        &["mentor", "mentee", "matchedon"],
        &["mentorname", "menteename", "meetingslogged"],
        &["mentorname", "menteename", "messagessent"],
        &["pairingid", "mentorname", "menteename"],
    ],
    own: &[],
    submitted: &[],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
