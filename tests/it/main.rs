//! One binary for all tests of the program as a whole.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the names are those that the program gives"
)]
#![expect(
    clippy::format_push_string,
    reason = "inputs are put together line by line, as they are read"
)]

mod arrows;
mod attendees;
mod backtest;
mod brand;
mod browser;
mod called_off;
mod cells;
mod charts;
mod cli;
mod codes;
mod common_words;
mod comparisons;
mod containers;
mod coordinator;
mod derivable;
mod determinism;
mod disclosure;
mod explain;
mod exporters;
mod exports;
mod extremes;
mod failures;
mod fates;
mod first_run;
mod follow_up;
mod forms;
mod funnel;
mod fuzz;
mod goal_rows;
mod guards;
mod headers;
mod hostile;
mod ingest;
mod init;
mod instruments;
mod ledger;
mod lists;
mod logs_and_forms;
mod meant;
mod mistakes;
mod newest_export;
mod numbers;
mod one_side;
mod oracle;
mod other_logs;
mod other_words;
mod overlooked;
mod own_days;
mod parts;
mod properties;
mod questions;
mod ranges;
mod read;
mod reasons;
mod record_ids;
mod remarks;
mod remarks_behind;
mod repeats;
mod report;
mod reports;
mod rows;
mod said_otherwise;
mod several_people;
mod short_words;
mod silence;
mod small_differences;
mod summary;
mod support;
mod support_list;
mod thresholds;
mod told_twice;
mod tools;
mod totals_rows;
mod unsaid;
mod values;
mod versions;
mod which_table;
mod who;
mod whose_rows;
mod wide_register;
mod word;
mod wordings;
