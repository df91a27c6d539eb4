//! The command-line program: everything it does is in the library.

use mentorstat::cli::{self, Cli, Failure};
use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match cli::run(&Cli::read()) {
        Ok(()) | Err(Failure::OutputClosed) => ExitCode::SUCCESS,
        Err(failure) => {
            cli::tell(format_args!("error: {failure}"));
            failure.exit_code()
        }
    }
}
