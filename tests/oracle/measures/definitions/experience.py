"""Family `experience`: forms returned, opportunities seen, scales, actions."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .forms import RESPONDENTS, declared
from .texts import parse_between, parse_date, words


def measures(history):
    return {
        "evaluation_returned": evaluation_returned(history),
        "partnership_opportunity": declared(history.forms, "partnership"),
        **{k: v for s in history.rules.scales for k, v in scale_measures(history, s).items()},
        **action_measures(history),
    }


def evaluation_returned(history):
    if history.open or not history.programme.inputs.has_table("evaluations"):
        return None
    if not history.programme.inputs.has_column("pairs", "closed_on", "closure_reason"):
        return None
    returned = {f.respondent for f in history.forms if f.speaks_of_results}
    return (len(returned & {"mentor", "mentee"}), 2)


# --- scales ---------------------------------------------------------------


def scale_mean(form, scale):
    """Mean of the items answered, reversed ones turned round."""
    values = []
    for item in scale.items:
        value = parse_between(form.row.get(item), scale.low, scale.high)
        if value is not None:
            values.append(scale.low + scale.high - value if item in scale.reversed else value)
    return sum(values) / Fraction(len(values)) if values else None


def scale_measures(history, scale):
    lasts, changes = [], []
    for respondent in RESPONDENTS:
        series = scale_series(history, scale, respondent)
        if series:
            lasts.append(series[-1])
        if len(series) > 1:
            changes.append(series[-1] - series[0])
    return {scale.name: mean(lasts), f"{scale.name}_change": mean(changes)}


def scale_series(history, scale, respondent):
    """One value per date and phase, in order; of several the higher."""
    values = {}
    for form in history.forms:
        value = scale_mean(form, scale)
        if form.respondent == respondent and value is not None:
            values[form.order] = max(value, values.get(form.order, value))
    return [values[order] for order in sorted(values)]


def mean(values):
    return sum(values) / Fraction(len(values)) if values else None


# --- actions --------------------------------------------------------------


@dataclass(frozen=True)
class Action:
    scheduled_on: date | None
    completed: bool | None  # None: not known as of the date


DONE = {"completed", "done", "complete"}
CANCELLED = {"cancelled", "canceled"}


def actions_of(history):
    """Actions that are not cancelled."""
    rows = [r for r in history.pair.of("actions") if words(r.get("status")) not in CANCELLED]
    return [Action(parse_date(r.get("scheduled_on")), completed(history, r)) for r in rows]


def completed(history, row):
    if day := parse_date(row.get("completed_on")):
        return day <= history.as_of
    if words(row.get("status")) in DONE:
        return True if history.programme.undated_facts_hold else None
    return False


def action_measures(history):
    inputs = history.programme.inputs
    if not inputs.has_column("actions", "completed_on", "status"):
        return {}
    known = [a for a in actions_of(history) if a.scheduled_on and a.completed is not None]
    due = [a for a in known if a.scheduled_on <= history.observed_to]
    overdue = [a for a in known if a.scheduled_on < history.as_of and not a.completed]
    return {
        "actions_completed": (sum(a.completed for a in due), len(due)),
        "actions_overdue": len(overdue) if history.open else None,
    }
