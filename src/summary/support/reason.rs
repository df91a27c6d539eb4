//! Why a pair is on the list.

use crate::measures::{PairAt, Signal, SignalKind, State, Waiting};
use crate::programme::Origin;

/// Why a pair is on the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The signal that it is; `None` for what stands before the signals: that somebody has been in
    /// touch, or that the pair never met.
    pub signal: Option<SignalKind>,
    /// In words; names the threshold that fired.
    pub text: String,
    /// The records that it rests on.
    pub records: Box<[Origin]>,
}

impl Reason {
    /// What is said before the signals.
    #[must_use]
    pub fn beside_signals(text: impl Into<String>) -> Self {
        Self {
            signal: None,
            text: text.into(),
            records: Box::default(),
        }
    }

    fn of(signal: &Signal) -> Self {
        Self {
            signal: Some(signal.kind),
            text: signal.evidence.clone(),
            records: signal.records.as_slice().into(),
        }
    }
}

/// The evidence of the signals. That somebody has been in touch stands before it; a pair that
/// never met says that first.
pub(super) fn reasons(pair: &PairAt<'_>, state: State, waiting: Option<Waiting>) -> Box<[Reason]> {
    let waiting = waiting.map(|waiting| waiting.in_words());
    let never = (state == State::NeverStarted).then(|| match pair.started_on {
        Some(start) => format!("no recorded meeting since the start on {start}"),
        None => "no recorded start and no recorded meeting".to_owned(),
    });
    let before = waiting.into_iter().chain(never);
    let signals = pair.support().signals.iter().map(Reason::of);
    before.map(Reason::beside_signals).chain(signals).collect()
}
