"""The reasons that the list gives for a pair, in words, from the records alone."""

from fractions import Fraction

from . import follow_up, support
from .stages import current_run, observations


def reasons(history, state, signals, figures, dwell_limits):
    """What somebody has noted, that a pair never met, then the evidence of each signal."""
    words = [waits(w)] if (w := follow_up.waiting(history)) else []
    if state == "never_started":
        words.append(never_met(history))
    return words + [EVIDENCE[name](history, figures, dwell_limits) for name in signals]


def waits(waiting):
    since, until, snoozed = waiting
    if since is None:
        return f"waiting until {until}, as noted"
    why = f", as noted on {since}" if snoozed else f": contacted on {since}"
    return f"waiting until {until}{why}"


def never_met(history):
    if history.started_on is None:
        return "no recorded start and no recorded meeting"
    return f"no recorded meeting since the start on {history.started_on}"


def days(count):
    return f"{count} day" if count == 1 else f"{count} days"


def no_contact(history, *_):
    ratio = support.contact_ratio(history)
    own = float(support.own_gap(history))
    if history.closed_gaps:
        rhythm = "they usually meet"
    elif history.agreed_gap_days:
        rhythm = "they agreed to meet"
    else:
        rhythm = "a meeting is expected"
    shown = beyond(ratio, Fraction(2) if ratio > 2 else Fraction(3, 2))
    return (
        f"no recorded meeting for {days(history.contact_gap)}; {rhythm} {every(own)}"
        f" ({shown} times as long, limit 1.5)"
    )


def every(gap):
    return "every day" if f"{gap:.0f}" == "1" else f"every {gap:.0f} days"


def beyond(value, limit):
    """One decimal, or as many as show that the value is beyond the limit."""
    texts = (f"{float(value):.{places}f}" for places in range(1, 7))
    return next((text for text in texts if Fraction(text) > limit), f"{float(value):.6f}")


def missed_next_meeting(history, *_):
    agreed = support.agreed_next(history)
    late = (history.as_of - agreed).days
    return f"no record that the meeting agreed for {agreed} took place, {days(late)} later (limit 7)"


def stuck_in_stage(history, figures, dwell_limits):
    seen = observations(history)
    rank = seen[-1][1]
    title, since = history.programme.stage_model.stages[rank - 1].title, current_run(seen)
    limit = f"{float(dwell_limits[rank]):.2f}".rstrip("0").rstrip(".")
    return f"in the stage “{title}” for {days(figures['days_in_stage'])}, since {since} (limit {limit})"


def issue_recurs(history, *_):
    issues = {i for m in history.held for i in m.issues}
    most = max(sum(issue in m.issues for m in history.held) for issue in issues)
    return f"the same issue is recorded in {most} meetings (limit 3)"


def low_rating(history, *_):
    low, high = support.RATING_RANGE
    share = 100 * (support.last_rating(history) - low) / (high - low)
    return f"the last rating is at {float(share):.0f} % of its range (limit 40 %)"


def no_progress(history, *_):
    dates = history.held_dates[-3:]
    own = any(support.recorded_progress(history, day)[0] for day in dates)
    what = "progress, but that of no goal has changed" if own else "the same progress"
    return f"the last 3 meetings record {what}, from {dates[0]} on (limit 3)"


EVIDENCE = {
    "no_contact": no_contact,
    "missed_next_meeting": missed_next_meeting,
    "no_next_meeting_agreed": lambda h, *_: (
        f"no next meeting is recorded for the last meeting on {h.held_dates[-1]}"
    ),
    "stuck_in_stage": stuck_in_stage,
    "no_progress": no_progress,
    "no_goals_set": lambda h, *_: f"no goal recorded after {h.active_days} active days (limit 60)",
    "actions_overdue": lambda _, figures, __: (
        f"{figures['actions_overdue']} agreed actions are overdue (limit 2)"
    ),
    "repeated_absence": lambda *_: "the last 2 meetings due were missed (limit 2)",
    "low_rating": low_rating,
    "issue_recurs": issue_recurs,
}
