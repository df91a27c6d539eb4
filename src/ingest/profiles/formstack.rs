//! Formstack: `Time` is when the form was sent, `Location` where the sender was.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::Formstack,
    signatures: &[
        &["time", "browser", "ipaddress", "uniqueid"],
        &["time", "uniqueid", "useragent"],
    ],
    own: &["browser", "useragent", "ipaddress", "uniqueid", "location"],
    submitted: &["time"],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
