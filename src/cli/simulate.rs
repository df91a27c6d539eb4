//! `simulate`: the records of a synthetic programme.

use super::args::{BehaviourArg, SimulateArgs, Style};
use super::failure::Failure;
use super::terminal::tell;
use crate::simulate::{Behaviour, SimulationPlan, write_sample, write_tidy};

/// Writes a synthetic programme and names its files.
///
/// # Errors
/// The folder cannot be written to.
pub fn run(args: &SimulateArgs) -> Result<(), Failure> {
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
