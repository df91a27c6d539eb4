//! One binary for all tests of the program as a whole.

mod charts;
mod ingest;
mod oracle;
mod report;
mod summary;
