//! x
mod oracle;
