"""Family `continuity`: how long pairs last, and whether they end as planned."""

from datetime import timedelta

from .texts import words

AS_PLANNED = {"completed", "completed as planned", "graduated", "programme ended", "successful"}
EARLY = {
    "mentor moved", "mentee moved", "time", "lost contact", "incompatible", "changed job or school",
    "changed job", "changed school", "lost interest", "other",
}  # fmt: skip


def how_ended(history):
    """`planned`, `early` or `unknown`; None while the pair is open."""
    if history.open:
        return None
    if reason := words(history.pair.attributes.get("closure_reason")):
        return "planned" if reason in AS_PLANNED else "early" if reason in EARLY else "unknown"
    planned_end = history.pair.date("planned_end_on")
    if planned_end is None:
        return "unknown"
    return "planned" if history.ended_on >= planned_end else "early"


def measures(history):
    """Empty without any closure column: an end could not have been recorded."""
    if not history.programme.inputs.has_column("pairs", "closed_on", "closure_reason"):
        return {}
    ended = how_ended(history)
    clocked = history.started_on is not None and not history.started_on_inferred
    return {
        "match_length": match_length(history) if clocked else None,
        "to_early_closure": to_early_closure(history, ended) if clocked else None,
        **{f"retained_{n}d": retained(history, ended, n) for n in (90, 180, 365)},
        "closed_early": {"planned": False, "early": True}.get(ended),
    }


def match_length(history):
    return history.event(history.ended_on)


def to_early_closure(history, ended):
    """Where it is not known which, the closure is taken as early."""
    return history.event(None if ended in (None, "planned") else history.ended_on)


def retained(history, ended, days):
    start = history.started_on
    if start is None or start + timedelta(days=days) > history.as_of:
        return None
    lasted = history.days_from_start(history.observed_to) >= days
    return None if ended == "planned" and not lasted else lasted
