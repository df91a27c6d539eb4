//! `simulate`: the records of a synthetic programme.

use super::args::{BehaviourArg, SimulateArgs, Style};
use super::failure::Failure;
use super::terminal::tell;
use crate::output::OutputError;
use crate::simulate::{Behaviour, SimulationPlan, truth_file, write_sample, write_tidy};
use std::fs;
use std::path::Path;

/// Writes a synthetic programme and names its files.
///
/// # Errors
/// The folder holds other files, or cannot be written to.
pub fn run(args: &SimulateArgs) -> Result<(), Failure> {
    if !args.force && holds_other_files(&args.out) {
        let path = args.out.clone();
        return Err(Failure::run(OutputError::NotOurs { path }));
    }
    let plan = plan(args);
    let write = match args.style {
        Style::Tidy => write_tidy,
        Style::Sample => write_sample,
    };
    let cannot = |error| Failure::Run(format!("cannot write to {}: {error}", args.out.display()));
    for path in write(&plan, &args.out).map_err(cannot)? {
        if !args.quiet {
            tell(format_args!("wrote {}", path.display()));
        }
    }
    Ok(())
}

/// Whether a folder holds anything, and not what was simulated before.
fn holds_other_files(folder: &Path) -> bool {
    let is_empty = fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    !is_empty && !truth_file(folder).is_file()
}

fn plan(args: &SimulateArgs) -> SimulationPlan {
    let default = args.behaviour.map_or_else(SimulationPlan::default, |how| {
        SimulationPlan::of_one_behaviour(behaviour(how))
    });
    SimulationPlan {
        seed: args.seed.unwrap_or(default.seed),
        pairs: args.pairs.unwrap_or(default.pairs),
        sessions_per_pair: args.sessions_per_pair,
        ..default
    }
}

const fn behaviour(argument: BehaviourArg) -> Behaviour {
    match argument {
        BehaviourArg::Regular => Behaviour::Regular,
        BehaviourArg::Irregular => Behaviour::Irregular,
        BehaviourArg::Seasonal => Behaviour::Seasonal,
        BehaviourArg::LooselyLogged => Behaviour::LooselyLogged,
    }
}
