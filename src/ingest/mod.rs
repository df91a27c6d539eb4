//! From the files that a programme has to a [`Programme`](crate::programme::Programme) and a [`Ledger`].
//!
//! ```text
//! source ─▶ text ─▶ dialect, layout ─▶ columns ─▶ blocks ─▶ records ─▶ pairing ─▶ assemble
//! (files)   (UTF-8)  (cells, header)    (meaning)  (side by side)       (who)      (partitions)
//! ```
//!
//! Nothing here computes a figure, and nothing here depends on the clock. Dates stay as written
//! until the evidence of their whole column is in; pairs stay names until all namings are known.
//! Every row read ends in one [`Fate`](crate::programme::Fate); what was not understood is an [`Entry`].

mod assemble;
mod blocks;
mod book;
mod called_off;
mod chronology;
mod codebook;
pub mod columns;
mod containers;
mod data_through;
mod date_orders;
mod dialect;
mod doubt;
mod encoding;
mod error;
mod fetch;
mod grid;
mod hash;
mod header_rows;
mod hints;
mod instruments;
mod layout;
pub mod ledger;
mod lengths;
mod levels;
mod links;
mod lists;
mod occasion;
mod one_side;
mod other_logs;
mod overlooked;
mod pair_ids;
mod pairing;
mod plain;
mod plan;
mod profiles;
mod question;
mod ragged;
mod reading;
mod records;
mod register_ids;
mod repeats;
mod report;
mod row_goals;
mod shape;
mod sheet;
mod sole_end;
mod source;
mod stages;
mod standing;
mod supply;
mod surveys;
mod text;
mod trouble;
mod unnamed;
mod versions;
mod watch;

pub(crate) use columns::position as header_position;
pub use containers::{ABOUT_SHEET, Unsupported};
pub use date_orders::ColumnDates;
pub use error::IngestError;
pub use fetch::{Fetch, FetchError, Texts};
pub use ledger::{Entry, Ledger, Severity, Tally};
pub use links::{LINK_COLUMNS, is_links};
pub use other_logs::LogOf;
pub use pairing::NearMiss;
pub use plain::{PlainError, PlainRows, ReadAs, write_plain};
pub use profiles::Profile;
pub use question::{
    Candidate, ColumnQuestion, Content, DateQuestion, HeaderQuestion, LengthQuestion,
    PhaseQuestion, ProgressQuestion, Question, RowsDoubt, RowsQuestion, StagesQuestion,
    TableQuestion, ValueQuestion,
};
pub use reading::{Ingested, Inspected, inspect, read};
pub use report::{AmbiguityReport, FileReport, LedgerReport, TableReport};
pub use supply::{UnclearStatus, status_to_decide};
pub use watch::{Unwatched, Watch};

use crate::values;
