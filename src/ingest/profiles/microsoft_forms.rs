//! Microsoft Forms: `ID`, `Start time`, `Completion time`, `Email`, `Name`, then the questions;
//! lists end in a semicolon, repeated questions are numbered from the second on.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::MicrosoftForms,
    signatures: &[
        &["starttime", "completiontime"],
        &["startzeit", "fertigstellungszeit"],
        // A log may have the times of meetings under these names.
        &["heurededebut", "heuredefin", "adressedemessagerie"],
        &["id", "heurededebut", "heuredefin", "nom"],
        &["horadeinicio", "horadefinalizacion"],
        &["horadeinicio", "horadeconclusao"],
        &["oradiinizio", "oradicompletamento"],
        &["begintijd", "tijdvanvoltooien"],
        &["godzinarozpoczecia", "godzinaukonczenia"],
    ],
    own: &[
        "id",
        "starttime",
        "startzeit",
        "heurededebut",
        "horadeinicio",
        "oradiinizio",
        "begintijd",
        "godzinarozpoczecia",
        "lastmodifiedtime",
        "language",
        "totalpoints",
        "quizfeedback",
        "gradepostedtime",
    ],
    submitted: &[
        "completiontime",
        "fertigstellungszeit",
        "heuredefin",
        "horadefinalizacion",
        "horadeconclusao",
        "oradicompletamento",
        "tijdvanvoltooien",
        "godzinaukonczenia",
    ],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
