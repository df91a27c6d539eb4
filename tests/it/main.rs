//! One binary for all tests of the program as a whole.

mod charts;
mod cli;
mod determinism;
mod failures;
mod ingest;
mod mistakes;
mod oracle;
mod properties;
mod report;
mod reports;
mod summary;
mod support;
