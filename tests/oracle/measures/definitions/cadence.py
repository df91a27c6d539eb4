"""Family `cadence`: how often, how regularly and how completely a pair meets."""

import math
from datetime import timedelta
from fractions import Fraction

from .clock import MONTH_DAYS
from .sessions import ELEMENT_COLUMNS


def median(values):
    ordered, n = sorted(values), len(values)
    return Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2) if n else None


def measures(history):
    """Empty without session records."""
    if not history.programme.inputs.has_table("sessions"):
        return {}
    dates, closed = history.held_dates, history.closed_gaps
    gaps = [*closed, open_gap(history)] if dates else []
    ratio = delivery_ratio(history)
    return {
        "sessions_held": len(history.held),
        "hours_held": hours_held(history),
        "sessions_per_month": sessions_per_month(history),
        "median_gap_days": median(closed),
        "longest_gap_days": max(gaps, default=None),
        "on_cadence": on_cadence(history, gaps),
        "delivery_ratio": ratio,
        "benchmark_met": None if ratio is None else ratio >= history.rules.benchmark,
        "attendance": attendance(history),
        "appointments_kept": appointments_kept(history),
        "next_meeting_agreed": next_meeting_agreed(history),
        "record_completeness": record_completeness(history),
        "minimum_dosage_met": minimum_dosage_met(history),
        "to_first_meeting": to_first_meeting(history),
        "days_since_contact": (history.as_of - dates[-1]).days if dates and history.open else None,
    }


def open_gap(history):
    return history.days_without_pauses(history.held_dates[-1], history.observed_to)


def hours_held(history):
    minutes = [m.minutes for m in history.held if m.minutes is not None]
    return sum(minutes) / Fraction(60) if minutes else None


def sessions_per_month(history):
    active = history.active_days
    if active is None or active < 28:
        return None
    return len(history.held) / (active / MONTH_DAYS)


def on_cadence(history, gaps):
    allowed = math.ceil(history.rules.tolerance * history.expected_gap_days)
    return (sum(min(g, allowed) for g in gaps), sum(gaps))


def delivery_ratio(history):
    active, expected = history.active_days, history.expected_gap_days
    if active is None or active < expected:
        return None
    return len(history.held) / (active / expected)


def attendance(history):
    held = len(history.held)
    return (held, held + sum(m.missed for m in history.meetings))


def appointments_kept(history):
    grace = timedelta(days=history.rules.grace_days)
    due = [m for m in history.held if m.next_meeting and m.next_meeting + grace <= history.observed_to]
    kept = [m for m in due if any(m.day < d <= m.next_meeting + grace for d in history.held_dates)]
    return (len(kept), len(due))


def next_meeting_agreed(history):
    if not history.programme.inputs.has_column("sessions", "next_meeting"):
        return None
    asked = [m for m in history.held if history.open or m.day < history.held_dates[-1]]
    return (sum(m.next_meeting is not None for m in asked), len(asked))


def record_completeness(history):
    inputs = history.programme.inputs
    asked = {e for e, patterns in ELEMENT_COLUMNS.items() if inputs.has_column("sessions", *patterns)}
    filled = sum(len(m.elements & asked) for m in history.held)
    return (filled, len(asked) * len(history.held))


def minimum_dosage_met(history):
    minimum, hours, active = history.rules.minimum_hours, hours_held(history), history.active_days
    if minimum is None or hours is None or not active:
        return None
    return hours / (active / MONTH_DAYS) >= minimum


def to_first_meeting(history):
    if history.started_on_inferred:
        return None
    return history.event(min(history.held_dates, default=None))
