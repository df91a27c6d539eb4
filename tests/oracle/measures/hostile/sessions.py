"""Session records of one pair."""

from datetime import date, timedelta

from .shape import EXPORTED, OWN_ALIASES
from .texts import ACTIONS, GOAL_TEXTS, ISSUES, LEARNINGS, maybe, variant

STATUSES = (
    ["held"] * 14
    + ["missed_by_mentee", "missed_by_mentor", "missed", "cancelled", "rescheduled", "scheduled", "unknown"]
    + ["", "", "lorem"]
)


class Diary:
    """Draws the sessions of one pair in order, so that stages and progress build up."""

    def __init__(self, random, shape, pair):
        self.random, self.shape, self.pair = random, shape, pair
        self.rank = 1
        self.by_goal = {n: 0 for n in range(1, pair.goal_count + 1)}
        self.issue = random.choice(ISSUES)

    def rows(self):
        rows = [row for day in self.days() for row in self.records(day)]
        if self.random.random() < 0.3:
            rows.append(self.record(EXPORTED + timedelta(days=self.random.choice([5, 20, 90])), "scheduled"))
        if self.random.random() < 0.05:
            rows.append(self.record(self.random.choice(["", "2025-04-31"]), "held"))
        if self.random.random() < 0.01:
            rows.append(self.record(EXPORTED + timedelta(days=500), "held"))
        return rows

    def days(self):
        """Irregular, now and then with long silences, a little before and after the pair's time."""
        random, pair = self.random, self.pair
        if random.random() < 0.12:
            return
        day = pair.began + timedelta(days=random.choice([-3, 0, 0, 2, 10, 25, 60]))
        last = min(EXPORTED, pair.until + timedelta(days=random.choice([0, 0, 0, 8])))
        while day <= last:
            yield day
            day += timedelta(days=max(1, round(pair.gap * random.choice([0.3, 0.8, 1, 1, 1.2, 1.5, 4]))))

    def records(self, day):
        """One record, or two: the same again, another time of day, or told by the other side."""
        row = self.record(day, self.random.choice(STATUSES))
        dice = self.random.random()
        if dice < 0.03:
            return [row, dict(row)]
        if dice < 0.07 and "start" in self.shape.session_options:
            return [
                {**row, "start": "09:00", "end": "10:00"},
                {**self.record(day, "held"), "start": "15:30", "end": "16:45"},
            ]
        if dice < 0.11:
            return [row, self.told_again(row, day)]
        if dice < 0.13 and self.shape.grey and "start" in self.shape.session_options:
            more = [self.record(day, "missed") for _ in range(2)]
            return [{**row, "start": s, "end": ""} for row, s in zip([row, *more], ["09:00", "15:30", ""])]
        return [row]

    def told_again(self, row, day):
        """The same meeting as the other side saw it: never another new goal, nor another start."""
        again = self.record(day, self.random.choice(STATUSES))
        again.update({k: row[k] for k in ("start", "end") if k in row})
        if not self.shape.grey:
            again.update(
                {k: row[k] for k in row if k == "new_goal" or k.startswith(("issue", "learning", "action"))}
            )
        return again

    def record(self, day, status):
        row = {"pair_id": self.pair.pair_id, "date": day, **self.options(day, status)}
        return {k: v for k, v in row.items() if v is not None}

    def options(self, day, status):
        given = self.shape.session_options
        row = {"status": status if "status" in given else None, **self.length()}
        for name in ("stage", "progress", "learnings", "actions", "next_meeting", "new_goal", "rating"):
            row[name] = getattr(self, name)(day) if name in given else None
        row |= self.goal_progress() if "goal_progress" in given else {}
        return row | (self.issues() if "issues" in given else {})

    def length(self):
        random, how = self.random, self.shape.length_in
        minutes = random.choice([30, 45, 60, 90, ""])
        if how == "minutes":
            return self.start() | {"minutes": minutes}
        if how == "hours":
            return self.start() | {"hours": minutes / 60 if minutes else ""}
        if how == "start and end":
            return {"start": "10:00", "end": random.choice(["10:45", "11:30", ""])}
        return self.start()

    def start(self):
        return {"start": self.random.choice(["10:00", ""])} if "start" in self.shape.session_options else {}

    def stage(self, day):
        stages, random = self.shape.stages, self.random
        if not stages:
            return None
        self.rank = min(len(stages), max(1, self.rank + random.choice([0, 0, 0, 0, 1, 1, 2, -1])))
        title = stages[self.rank - 1]
        names = [
            title,
            title.upper(),
            title.replace(",", "").replace(" ", "_").lower(),
            *OWN_ALIASES.get(title, ()),
        ]
        return random.choice([*names, title, title, "", "lorem"])

    def progress_value(self, value):
        return self.random.choice([str(value), f"{value}%"])

    def progress(self, day):
        values = list(self.by_goal.values()) or [self.random.choice([10, 40])]
        return self.progress_value(sum(values) // len(values)) if self.random.random() < 0.7 else ""

    def goal_progress(self):
        row = {}
        for number in range(1, self.shape.goals_at_most + 1):
            row[f"goal_{number}_progress"] = self.next_progress(number)
        return row

    def next_progress(self, number):
        known, random = self.by_goal, self.random
        if number not in known or random.random() < 0.3:
            return ""
        known[number] = min(100, max(0, known[number] + random.choice([0, 0, 0, 10, 25, -5])))
        return self.progress_value(known[number])

    def issues(self):
        random = self.random
        text = variant(random, self.issue) if random.random() < 0.25 else maybe(random, ISSUES, 0.3)
        if not self.shape.wide_issues:
            return {"issues": text}
        return {
            "issue_1": text,
            "solution_1": maybe(random, LEARNINGS, 0.2),
            "issue_2": maybe(random, ISSUES, 0.1),
        }

    def learnings(self, day):
        return maybe(self.random, LEARNINGS, 0.5)

    def actions(self, day):
        return maybe(self.random, ACTIONS, 0.5)

    def next_meeting(self, day):
        ahead = self.random.choice([self.pair.gap, self.pair.gap, 7, 14, 1, 0, -7])
        return day + timedelta(days=ahead) if isinstance(day, date) and self.random.random() < 0.75 else ""

    def new_goal(self, day):
        if self.pair.goal_count == 0 and not self.shape.grey:
            return ""
        return variant(self.random, self.random.choice(GOAL_TEXTS)) if self.random.random() < 0.06 else ""

    def rating(self, day):
        return self.random.choice([1, 2, 3, 3, 4, 4, 4, 5, 5, ""])
