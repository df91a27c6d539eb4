"""Session records: status, and which records are one meeting."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from .texts import fold, is_filled, parse_date, parse_number, parse_percent, parse_time, words

STATUSES = (
    "held", "missed_by_mentee", "missed_by_mentor", "missed", "cancelled", "rescheduled", "scheduled", "unknown",
)  # fmt: skip
MISSED = {"missed_by_mentee", "missed_by_mentor", "missed"}
STATUS_WORDS = {words(s): s for s in STATUSES}


@dataclass(frozen=True)
class Meeting:
    """One or several records of one pair and one day, taken together."""

    day: date
    start: object  # time or None
    status: str
    minutes: Fraction | None = None
    progress: Fraction | None = None
    goal_progress: dict = field(default_factory=dict)  # goal number -> 0–100
    stages: frozenset = frozenset()  # stage texts of its records
    next_meeting: date | None = None
    issues: frozenset = frozenset()  # folded
    issue_text: str = ""
    action_text: str = ""
    new_goal: str = ""
    rating: Fraction | None = None
    elements: frozenset = frozenset()  # of the five elements, those filled in

    @property
    def held(self):
        return self.status == "held"

    @property
    def missed(self):
        return self.status in MISSED


ELEMENT_COLUMNS = {
    "progress": (r"progress", r"goal_\d+_progress"),
    "issues": (r"issues", r"issue_\d+"),
    "learnings": (r"learnings",),
    "actions": (r"actions", r"action_\d+"),
    "next": (r"next_meeting",),
}


def meetings_of(rows, has_status, blank_status="unknown"):
    """The meetings in order of day and start time."""
    days = {}
    for row in rows:
        if day := parse_date(row.get("date")):
            days.setdefault(day, []).append(row)
    found = []
    for day in sorted(days):
        for start, group in sorted(by_start(days[day]), key=lambda g: (g[0] is not None, g[0])):
            found.append(merge(day, start, group, has_status, blank_status))
    return found


def by_start(rows):
    """Start times that differ part the records of a day; a blank one does not differ."""
    starts = {parse_time(r.get("start")) for r in rows} - {None}
    if len(starts) < 2:
        return [(min(starts, default=None), rows)]
    groups = {start: [] for start in sorted(starts)}
    for row in rows:
        groups[parse_time(row.get("start")) or min(starts)].append(row)
    return list(groups.items())


def status_of(row, has_status, blank_status):
    if not has_status:
        return "held"
    text = words(row.get("status"))
    return STATUS_WORDS.get(text, "unknown") if text else blank_status


def merge(day, start, rows, has_status, blank_status):
    statuses = [status_of(r, has_status, blank_status) for r in rows]
    nexts = [n for r in rows if (n := parse_date(r.get("next_meeting"))) and n > day]
    issue_texts = [first_text(rows, c) for c in columns(rows, r"issues|issue_\d+")]
    return Meeting(
        day=day,
        start=start,
        status=min(statuses, key=STATUSES.index),
        minutes=highest(minutes_of(r) for r in rows),
        progress=highest(parse_percent(r.get("progress")) for r in rows),
        goal_progress=goal_progress(rows),
        stages=frozenset(r["stage"] for r in rows if (r.get("stage") or "").strip()),
        next_meeting=max(nexts, default=None),
        issues=frozenset(fold(t) for t in issue_texts if t),
        issue_text="; ".join(t for t in issue_texts if t),
        action_text="; ".join(t for c in columns(rows, r"actions|action_\d+") if (t := first_text(rows, c))),
        new_goal=first_text(rows, "new_goal"),
        rating=highest(parse_number(r.get("rating")) for r in rows),
        elements=filled_elements(rows, bool(nexts)),
    )


def columns(rows, pattern):
    return sorted({c for r in rows for c in r if c and re.fullmatch(pattern, c)})


def highest(values):
    return max((v for v in values if v is not None), default=None)


def first_text(rows, column):
    """Of several texts the alphabetically first folded one."""
    texts = [r[column].strip() for r in rows if is_filled(r.get(column))]
    return min(texts, key=lambda t: (fold(t), t), default="")


def goal_progress(rows):
    found = {}
    for column in columns(rows, r"goal_\d+_progress"):
        value = highest(parse_percent(r.get(column)) for r in rows)
        if value is not None:
            found[int(column.split("_")[1])] = value
    return found


def minutes_of(row):
    minutes = parse_number(row.get("minutes"))
    if minutes is None and (hours := parse_number(row.get("hours"))) is not None:
        minutes = hours * 60
    if minutes is None:
        minutes = between(parse_time(row.get("start")), parse_time(row.get("end")))
    return minutes if minutes is not None and minutes >= 0 else None


def between(start, end):
    if start is None or end is None:
        return None
    seconds = (datetime.combine(date.min, end) - datetime.combine(date.min, start)).total_seconds()
    return Fraction(int(seconds), 60)


def filled_elements(rows, has_next):
    filled = {
        element
        for element, patterns in ELEMENT_COLUMNS.items()
        if element != "next"
        for column in columns(rows, "|".join(patterns))
        if any(is_filled(r.get(column)) for r in rows)
    }
    return frozenset(filled | ({"next"} if has_next else set()))
