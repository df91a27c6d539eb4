"""Every figure of every pair, and the three tables that hold them."""

import csv
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from . import cadence, continuity, experience, follow_up, goals, new_goals, reasons, stages, support
from .clock import Programme, data_through, history_of

GOAL_COLUMNS = (
    "pair_id", "goal", "text", "origin", "set_on", "outcome", "outcome_source", "respondent", "attained_on",
    "progress", "level", "weight",
)  # fmt: skip
SUPPORT_COLUMNS = (
    "rank", "pair_id", "mentor", "mentee", "cohort", "state", "reasons", "last_contact", "days_since_contact",
    "contact_ratio", "agreed_next", "stage", "last_issue", "last_actions", "suggested_step",
)  # fmt: skip


def registry(rules, model, contacts=False):
    """(id, kind) of every measure, in the order of the contract."""
    kinds = {}
    for kind, ids in (
        ("share", "goals_attained_settled goals_attained goals_attained_or_partly goal_outcome_known"),
        ("value", "goals_set all_goals_attained goal_progress"),
        ("event", "to_first_goal_attained"),
        ("value", "gas_t_score sessions_held hours_held sessions_per_month median_gap_days longest_gap_days"),
        ("share", "on_cadence"),
        ("value", "delivery_ratio benchmark_met"),
        ("share", "attendance appointments_kept next_meeting_agreed record_completeness"),
        ("value", "minimum_dosage_met"),
        ("event", "to_first_meeting"),
        ("value", "days_since_contact stage_rank current_stage days_in_stage stage_returns stages_skipped"),
        ("event", " ".join(f"to_stage_{s.key}" for s in model.stages[1:])),
        ("value", "final_stage_reached new_goal_declared new_goal_observed new_goal_emerged new_goals"),
        ("event", "to_first_new_goal"),
        ("share", "new_goals_attained"),
        ("value", "new_goal_sources_agree"),
        ("event", "match_length to_early_closure"),
        ("value", "retained_90d retained_180d retained_365d closed_early"),
        ("value", "followed_up met_again_30d" if contacts else ""),
        ("share", "evaluation_returned"),
        ("value", "partnership_opportunity"),
        ("value", " ".join(f"{s.name} {s.name}_change" for s in rules.scales)),
        ("share", "actions_completed"),
        ("value", "actions_overdue"),
    ):
        kinds.update(dict.fromkeys(ids.split(), kind))
    return kinds


@dataclass
class Result:
    """One pair as of the date, measured."""

    history: object
    goals: list
    figures: dict
    state: str | None = None
    signals: list | None = None
    reasons: list | None = None


def measure(inputs, as_of):
    """All pairs that have started by the date, in order of their ids."""
    programme = Programme(inputs, as_of, data_through(inputs), stages.choose_model(inputs))
    histories = [h for p in inputs.pairs if (h := history_of(programme, p))]
    limits = support.dwell_limits(histories, programme.stage_model)
    return programme, [result_of(h, limits) for h in histories]


def result_of(history, limits):
    result = judged(history, limits)
    if result.state in support.LISTED:
        result.reasons = reasons.reasons(history, result.state, result.signals, result.figures, limits)
    result.figures |= follow_up.measures(history, result.state, lambda day: state_on(history, day, limits))
    return result


def judged(history, limits):
    """The pair measured, with its state."""
    its_goals = goals.goals_of(history)
    new_goals.classify(history, its_goals or [])
    figures = {
        **goals.measures(history, its_goals),
        **cadence.measures(history),
        **stages.measures(history),
        **new_goals.measures(history, its_goals),
        **continuity.measures(history),
        **experience.measures(history),
    }
    result = Result(history, its_goals or [], figures)
    if history.programme.inputs.has_table("sessions"):
        result.state, result.signals = support.state_and_signals(history, figures, limits)
    return result


def state_on(history, day, limits):
    """The state of a pair on an earlier day, stuck by what holds on its own."""
    earlier = history_of(follow_up.on_day(history.programme, day), history.pair)
    return earlier and judged(earlier, limits).state


# --- tables ---------------------------------------------------------------


def kinds_of(programme):
    return registry(programme.rules, programme.stage_model, programme.inputs.has_table("contacts"))


def pair_rows(programme, results):
    kinds = kinds_of(programme)
    return [{**lead(programme.inputs, r), **cells(kinds, r.figures)} for r in results]


def lead(inputs, result):
    history, attributes = result.history, result.history.pair.attributes
    met = inputs.has_table("sessions")
    return {
        "pair_id": history.pair.pair_id,
        "mentor": attributes.get("mentor"),
        "mentee": attributes.get("mentee"),
        "cohort": cohort(inputs, history),
        **{name: attributes.get(name) for name in ("site", "mentoring_type", *inputs.extra_columns)},
        "started_on": history.started_on,
        "started_on_inferred": history.started_on_inferred,
        "ended_on": history.ended_on,
        "state": result.state,
        "signals": result.signals,
        "contact_gap": history.contact_gap if met else None,
        "own_gap": support.own_gap(history) if met else None,
        "contact_ratio": support.contact_ratio(history) if met else None,
        "expected_gap_days": history.expected_gap_days,
        "active_days": history.active_days,
    }


def cohort(inputs, history):
    """As given; without any in the programme, the half-year of the start."""
    if inputs.cohort_given or history.started_on is None:
        return history.pair.attributes.get("cohort")
    return f"{history.started_on.year} H{1 if history.started_on.month <= 6 else 2}"


def cells(kinds, figures):
    row = {}
    for name, kind in kinds.items():
        value = figures.get(name)
        if kind == "share":
            row[f"{name}_num"], row[f"{name}_den"] = value if value and value[1] else (None, None)
        elif kind == "event":
            row[f"{name}_days"], row[f"{name}_outcome"] = value or (None, None)
        else:
            row[name] = value
    return row


def goal_rows(results):
    return [goal_row(r.history, g) for r in results for g in sorted(r.goals, key=lambda g: g.key)]


def goal_row(history, goal):
    return {
        "pair_id": history.pair.pair_id,
        "goal": goal.label,
        **{c: getattr(goal, c) for c in ("text", "origin", "set_on", "outcome")},
        "outcome_source": goal.source,
        **{c: getattr(goal, c) for c in ("respondent", "attained_on", "progress", "level", "weight")},
    }


def support_rows(inputs, results):
    listed = [(r.history, r.state, r.signals) for r in results if r.state in support.LISTED]
    ordered = sorted(listed, key=support.list_order)
    of_pair = {r.history.pair.pair_id: r for r in results}
    return [support_row(inputs, n, of_pair[e[0].pair.pair_id]) for n, e in enumerate(ordered, 1)]


def support_row(inputs, rank, result):
    history, figures = result.history, result.figures
    attributes, dates = history.pair.attributes, history.held_dates
    return {
        "rank": rank,
        "pair_id": history.pair.pair_id,
        "mentor": attributes.get("mentor"),
        "mentee": attributes.get("mentee"),
        "cohort": cohort(inputs, history),
        "state": result.state,
        "reasons": result.reasons,
        "last_contact": dates[-1] if dates else None,
        "days_since_contact": figures.get("days_since_contact"),
        "contact_ratio": support.contact_ratio(history),
        "agreed_next": support.agreed_next(history),
        "stage": stages.current_title(history),
        "last_issue": next((m.issue_text for m in reversed(history.held) if m.issue_text), None),
        "last_actions": next((m.action_text for m in reversed(history.held) if m.action_text), None),
        "suggested_step": None,
    }


def show(value):
    """One cell; empty for what is not available."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return ";".join(value)
    return show_number(value) if isinstance(value, (int, float, Fraction)) else str(value)


def show_number(value):
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def write_table(path, columns, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([[show(row.get(c)) for c in columns] for row in rows])


def pair_columns(programme):
    """The columns of pairs.csv, known even when no pair has started."""
    names = ("site", "mentoring_type", *programme.inputs.extra_columns)
    before = ("pair_id", "mentor", "mentee", "cohort", *dict.fromkeys(names))
    after = (
        "started_on", "started_on_inferred", "ended_on", "state", "signals", "contact_gap", "own_gap",
        "contact_ratio", "expected_gap_days", "active_days",
    )  # fmt: skip
    measured = cells(kinds_of(programme), {})
    return (*before, *after, *measured)


def write_all(inputs, as_of, out):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    programme, results = measure(inputs, as_of)
    write_table(out / "pairs.csv", pair_columns(programme), pair_rows(programme, results))
    write_table(out / "goals.csv", GOAL_COLUMNS, goal_rows(results))
    write_table(out / "support.csv", SUPPORT_COLUMNS, support_rows(inputs, results))
