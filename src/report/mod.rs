//! Documents: what is said, and then how it looks.
//!
//! [`document`] is the model that every renderer reads and nothing else; [`wording`] turns
//! figures into words; [`effectiveness`] composes the manager's report from a
//! [`Summary`](crate::summary::Summary), [`comparison`] the researcher's, [`support`] the
//! coordinator's; [`html`], [`markdown`] and [`docx`] render any document. A new
//! document needs no new renderer, a new renderer no new document. [`workbook`] is no document
//! but a list to be filled in.

pub mod comparison;
pub mod document;
pub mod docx;
pub mod effectiveness;
pub mod html;
mod issues;
mod ledger_csv;
pub mod markdown;
mod pictures;
pub mod support;
pub mod wording;
pub mod workbook;

#[cfg(test)]
mod specimen;

pub use ledger_csv::write_ledger;
pub use pictures::{Picture, Pictures};
