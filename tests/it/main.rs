//! One binary for all tests of the program as a whole.

mod charts;
mod oracle;
mod report;
