//! Responses that were sent again: edited, answered twice, or exported twice.
//!
//! What form tools write beside the answers tells the versions of one response: its id, or, where
//! there is none, who answered for which pair, phase and day. Of several versions the one sent
//! last counts; the others are repeated. This is settled before pairs are made, so that a pair
//! named by mistake and corrected later is no pair. Tables without such ids are told by what
//! does not change in a row, and only between exports of which one is later ([`exports`]).

mod columns;
mod exports;
mod lateness;
mod response;
mod settle;

pub(super) use columns::ResponseColumns;
pub(super) use response::Response;
pub(super) use settle::settle;
