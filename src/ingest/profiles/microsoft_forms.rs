//! Microsoft Forms: `ID`, `Start time`, `Completion time`, `Email`, `Name`, then the questions;
//! lists end in a semicolon, repeated questions are numbered from the second on.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::MicrosoftForms,
    signatures: &[&["starttime", "completiontime"]],
    own: &[
        "id",
        "starttime",
        "lastmodifiedtime",
        "language",
        "totalpoints",
        "quizfeedback",
        "gradepostedtime",
    ],
    submitted: &["completiontime"],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
