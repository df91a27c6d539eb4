//! Typeform: a column `#` of hashes first, times in UTC last, options as columns of their own.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Typeform,
    signatures: &[
        &["submitdateutc", "networkid"],
        &["=#", "submitdateutc"],
        &["responsetype", "submitdateutc"],
    ],
    own: &[
        "=#",
        "startdateutc",
        "stagedateutc",
        "networkid",
        "responsetype",
        "tags",
        "ending",
    ],
    submitted: &["submitdateutc"],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
