//! Responses that were sent again: edited, answered twice, or exported twice.
//!
//! What form tools write beside the answers tells the versions of one response: its id, or, where
//! there is none, who answered for which pair, phase and day. Of several versions the one sent
//! last counts; the others are repeated. This is settled before pairs are made, so that a pair
//! named by mistake and corrected later is no pair. Tables without such ids are told by what
//! does not change in a row, and only between exports of which one is later ([`exports`]);
//! meetings by their day or id, between exports that are called alike ([`meetings`]).

mod columns;
mod exports;
mod kin;
mod lateness;
mod meetings;
mod response;
mod settle;

pub(super) use columns::ResponseColumns;
pub(super) use response::Response;
pub(super) use settle::settle;

use super::date_orders::FileOrders;
use super::records::Chunk;
use super::sheet::Sheet;
use crate::config::Config;

/// What versions are looked for in.
#[derive(Clone, Copy)]
struct Inputs<'a> {
    sheets: &'a [Sheet],
    chunks: &'a [Chunk],
    orders: &'a [FileOrders],
    config: &'a Config,
}
