"""The pairs: starts, ends, pauses and other attributes, recorded well and badly."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from .shape import EXPORTED, FIRST_DAY

PLANNED = ("completed", "graduated", "programme ended", "successful")
EARLY = (
    "mentor moved", "mentee moved", "time", "lost contact", "incompatible", "changed job or school", "lost interest", "other",
)  # fmt: skip


@dataclass
class Person:
    """A pair as it truly is; `row` is what the register says of it."""

    pair_id: str
    began: date
    until: date  # last day of activity
    gap: int
    row: dict = field(default_factory=dict)
    goal_count: int = 0


def draw_pairs(random, shape, count):
    mentors = [f"Mentor {chr(65 + i % 26)}{i:03}" for i in range(max(1, count * 2 // 3))]
    return [draw_pair(random, shape, f"P{n:04}", random.choice(mentors)) for n in range(1, count + 1)]


def draw_pair(random, shape, pair_id, mentor):
    began = FIRST_DAY + timedelta(days=random.randrange(600))
    until = min(EXPORTED, began + timedelta(days=draw_stay(random)))
    gap = random.choice([5, 7, 14, 21, 30, 45])
    pair = Person(pair_id, began, max(began, until), gap, goal_count=draw_goal_count(random, shape))
    pair.row = register_row(random, shape, pair, mentor)
    return pair


def draw_stay(random):
    return random.choice([0, 10, 25, 60, 95, 200, 370, 500, 700])


def draw_goal_count(random, shape):
    return random.choice([0, 1, 2, 3, shape.goals_at_most])


def register_row(random, shape, pair, mentor):
    row = {
        "pair_id": pair.pair_id,
        "mentor": mentor if random.random() < 0.95 else "",
        "mentee": f"Mentee {pair.pair_id[1:]}",
        "cohort": f"{pair.began.year} {'spring' if pair.began.month < 7 else 'autumn'}",
        "site": random.choice(["North", "South", "", "Ångström"]),
        "mode": random.choice(["online", "in person", ""]),
        "started_on": pair.began if random.random() < 0.85 else "",
        "planned_end_on": (
            pair.began + timedelta(days=random.choice([180, 365])) if random.random() < 0.8 else ""
        ),
        "agreed_every": draw_frequency(random, shape, pair.gap) if random.random() < 0.7 else "",
        **draw_closure(random, pair),
        **draw_pause(random, pair),
    }
    if row["closed_on"] and random.random() < 0.1:
        row["planned_end_on"] = row["closed_on"]
    return {k: damaged(random, k, v) for k, v in row.items() if k in kept_columns(shape)}


def damaged(random, name, value):
    """Now and then a day that the calendar does not have."""
    return "2025-02-30" if name in ("planned_end_on", "paused_from") and random.random() < 0.01 else value


def kept_columns(shape):
    pause = {"paused_from", "paused_until"} if "pauses" in shape.pair_options else set()
    return {"pair_id", "started_on"} | shape.pair_options | pause


def draw_frequency(random, shape, gap):
    if shape.grey and random.random() < 0.1:
        return random.choice(["monthly", "fortnightly", "every 2 months"])
    if gap == 7:
        return random.choice(["weekly", "7", "1 week"])
    if gap % 7 == 0:
        return random.choice([f"{gap // 7} weeks", f"every {gap // 7} weeks", str(gap)])
    return random.choice([str(gap), f"{gap} days"])


def draw_closure(random, pair):
    """Most pairs whose activity ended are closed; some before they began, some after the export."""
    dice = random.random()
    if dice < 0.03:
        return {"closed_on": pair.began - timedelta(days=random.choice([1, 40])), "closure_reason": "other"}
    if dice < 0.06:
        return {"closed_on": EXPORTED + timedelta(days=30), "closure_reason": "completed"}
    if dice < 0.4 or pair.until >= EXPORTED:
        return {"closed_on": "", "closure_reason": ""}
    reason = random.choice([random.choice(PLANNED), random.choice(EARLY), "", "", "lorem ipsum"])
    return {"closed_on": pair.until + timedelta(days=random.choice([0, 0, 5, 30])), "closure_reason": reason}


def draw_pause(random, pair):
    if random.random() < 0.75:
        return {"paused_from": "", "paused_until": ""}
    length = max(1, (pair.until - pair.began).days)
    begins = pair.began + timedelta(days=random.randrange(-30, length + 1))
    ends = begins + timedelta(days=random.choice([0, 10, 30, 90, 200, -5]))
    return {"paused_from": begins, "paused_until": random.choice([ends, ends, ""])}
