"""Family `support`: the state of each pair, its signals, and the order of the list."""

from datetime import date
from fractions import Fraction

from . import follow_up
from .continuity import how_ended
from .stages import completed_dwell_times, observations
from .texts import parse_number

ENDED_STATES = {"planned": "completed", "early": "closed_early", "unknown": "ended"}
RATING_RANGE = (1, 5)
LISTED = ("never_started", "stalled", "watch")


def own_gap(history):
    """The agreed gap, drawn to the pair's own as closed gaps accumulate."""
    if not history.open:
        return None
    gaps = history.closed_gaps
    return Fraction(2 * history.expected_gap_days + sum(gaps)) / (2 + len(gaps))


def contact_ratio(history):
    gap, own = history.contact_gap, own_gap(history)
    return None if gap is None or own is None else gap / own


def above(value, limit):
    return value is not None and value > limit


def last_held(history):
    return [m for m in history.held if m.day == history.held_dates[-1]]


def agreed_next(history):
    """The latest date agreed on the last held date."""
    return max((m.next_meeting for m in last_held(history) if m.next_meeting), default=None)


def overdue(history):
    agreed = agreed_next(history)
    return agreed is not None and (history.as_of - agreed).days > 7


def state_and_signals(history, figures, dwell_limits):
    """(state, signals); signals are None for pairs that have ended or are paused."""
    if not history.open:
        return ENDED_STATES[how_ended(history)], None
    if history.paused:
        return "paused", None
    signals = [name for name, fires in SIGNALS.items() if fires(history, figures, dwell_limits)]
    return open_state(history, signals), signals


def open_state(history, signals):
    gap, ratio, dates = history.contact_gap, contact_ratio(history), history.held_dates
    if not dates and (gap is None or gap >= 21):
        return "never_started"
    if history.active_days < 21 and len(dates) < 2:
        return "too_early"
    late = overdue(history)
    if gap >= 14 and (late and ratio > Fraction(3, 2) or ratio > 2):
        return "stalled"
    others = set(signals) - {"no_contact", "missed_next_meeting"}
    return "watch" if late or ratio > Fraction(3, 2) or len(others) >= 2 else "on_track"


# --- signals --------------------------------------------------------------


def no_next_meeting_agreed(history, *_):
    asked = history.programme.inputs.has_column("sessions", "next_meeting")
    return asked and bool(history.held) and agreed_next(history) is None


def stuck_in_stage(history, figures, dwell_limits):
    days, seen = figures.get("days_in_stage"), observations(history)
    if days is None or not seen:
        return False
    limit = dwell_limits.get(seen[-1][1])
    return limit is not None and days > limit


def no_progress(history, *_):
    """The last three held dates all record progress, and no value changed over them."""
    dates = history.held_dates[-3:]
    by_day = [recorded_progress(history, day) for day in dates]
    if len(dates) < 3 or not all(goal or overall is not None for goal, overall in by_day):
        return False
    if any(goal for goal, _ in by_day):
        numbers = {n for goal, _ in by_day for n in goal}
        return all(len({goal[n] for goal, _ in by_day if n in goal}) == 1 for n in numbers)
    return len({overall for _, overall in by_day}) == 1


def recorded_progress(history, day):
    """({goal: value}, overall) of one day, the higher of several."""
    goals, overall = {}, None
    for meeting in (m for m in history.held if m.day == day):
        for number, value in meeting.goal_progress.items():
            goals[number] = max(value, goals.get(number, value))
        if meeting.progress is not None:
            overall = max(meeting.progress, overall if overall is not None else meeting.progress)
    return goals, overall


def no_goals_set(history, figures, _):
    return figures.get("goals_set") == 0 and (history.active_days or 0) >= 60


def repeated_absence(history, *_):
    last_two = [m.missed for m in history.meetings if m.held or m.missed][-2:]
    return last_two == [True, True]


def low_rating(history, *_):
    """The last rating lies in the lowest 40 % of the range."""
    low, high = RATING_RANGE
    rating = last_rating(history)
    return rating is not None and rating <= low + Fraction(2, 5) * (high - low)


def last_rating(history):
    """Of a held session or a form; an undated form is the oldest; of one day the higher counts."""
    told = [(m.day, m.rating) for m in history.held]
    told += [(f.day or date.min, form_rating(f)) for f in history.forms]
    return max((t for t in told if t[1] is not None), default=(None, None))[1]


def form_rating(form):
    return parse_number(form.row.get("rating") or form.row.get("satisfaction"))


def issue_recurs(history, *_):
    issues = {i for m in history.held for i in m.issues}
    return any(sum(issue in m.issues for m in history.held) >= 3 for issue in issues)


SIGNALS = {
    "no_contact": lambda h, *_: above(contact_ratio(h), Fraction(3, 2)),
    "missed_next_meeting": lambda h, *_: bool(h.held) and overdue(h),
    "no_next_meeting_agreed": no_next_meeting_agreed,
    "stuck_in_stage": stuck_in_stage,
    "no_progress": no_progress,
    "no_goals_set": no_goals_set,
    "actions_overdue": lambda h, figures, _: (figures.get("actions_overdue") or 0) >= 2,
    "repeated_absence": repeated_absence,
    "low_rating": low_rating,
    "issue_recurs": issue_recurs,
}


def dwell_limits(histories, model):
    """For each rank the days beyond which a pair is stuck: expected, else upper quartile of ten or more."""
    limits = {}
    for rank, stage in enumerate(model.stages, 1):
        if stage.expected_days is not None:
            limits[rank] = stage.expected_days
            continue
        times = [t for h in histories for t in completed_dwell_times(observations(h) or [], rank)]
        if len(times) >= 10:
            limits[rank] = quantile(times, Fraction(3, 4))
    return limits


def quantile(values, p):
    """Type 7."""
    ordered = sorted(values)
    place = p * (len(ordered) - 1)
    below = int(place)
    above_it = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above_it] - ordered[below])


def presumed_ended(history):
    return above(history.contact_gap, 180) and above(contact_ratio(history), 4)


def list_order(entry):
    """Worst first; then pairs that somebody has been in touch with, then those presumed ended."""
    history, state, signals = entry
    ratio = contact_ratio(history)
    return (
        1 if follow_up.waiting(history) else 2 * presumed_ended(history),
        LISTED.index(state),
        -len(signals),
        -ratio if ratio is not None else 1,
        history.pair.pair_id,
    )
