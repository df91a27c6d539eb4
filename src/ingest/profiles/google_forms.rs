//! Google Forms, and a sheet of its answers: `Timestamp` first, whole questions as headers,
//! grids as `Question [Row]`, lists joined by a comma and a space.

use super::Profile;
use super::exporter::{Exporter, nothing};

pub(super) const EXPORTER: Exporter = Exporter {
    profile: Profile::GoogleForms,
    signatures: &[
        &["timestamp"],
        &["zeitstempel"],
        &["horodateur"],
        &["marcatemporal"],
        &["carimbodedatahora"],
        &["informazionicronologiche"],
        &["tijdstempel"],
        &["tidsstampel"],
        &["tidsstempel"],
        &["sygnaturaczasowa"],
        &["zamandamgasi"],
        &["отметкавремени"],
        &["タイムスタンプ"],
        &["时间戳记"],
        &["타임스탬프"],
    ],
    own: &["score"],
    submitted: &[
        "timestamp",
        "zeitstempel",
        "horodateur",
        "marcatemporal",
        "carimbodedatahora",
        "informazionicronologiche",
        "tijdstempel",
        "tidsstampel",
        "tidsstempel",
        "sygnaturaczasowa",
        "zamandamgasi",
        "отметкавремени",
        "タイムスタンプ",
        "时间戳记",
        "타임스탬프",
    ],
    asides: &[],
    prepare: nothing,
    divide: nothing,
};
