"""The register of goals, and the actions and partnership ideas that hang on it."""

from datetime import date, timedelta

from .shape import EXPORTED
from .texts import ACTIONS, GOAL_TEXTS, variant

STATUSES = (
    "attained",
    "attained",
    "partly",
    "not_attained",
    "dropped",
    "in_progress",
    "in_progress",
    "",
    "lorem",
)


def goal_texts(random, pair):
    """One text for each goal of the pair; register, forms and sessions draw on it."""
    return dict(enumerate(random.sample(GOAL_TEXTS, pair.goal_count), 1))


def goal_rows(random, shape, pair, texts):
    rows = []
    for number, text in texts.items():
        if random.random() < 0.9:
            rows.append(goal_row(random, shape, pair, number, text))
        if rows and named(rows[-1]) and random.random() < 0.06:
            rows.append(set_again(random, rows[-1]))
    return rows


def named(row):
    return row["goal"] or row["text"]


def goal_row(random, shape, pair, number, text):
    set_on = pair.began + timedelta(days=random.choice([0, 0, 7, 30, 31, 45, 120, 400]))
    row = {
        "pair_id": pair.pair_id,
        "goal": goal_id(random, shape, number),
        "text": variant(random, text),
        "set_on": random.choice([set_on] * 80 + [""] * 19 + ["2025-06-31"]),
        "due_on": set_on + timedelta(days=random.choice([60, 180])) if random.random() < 0.5 else "",
        "origin": random.choice(["", "", "", "initial", "new"]),
        **draw_status(random, shape, set_on),
    }
    if shape.levels:
        row["level"] = random.choice([-2, -1, 0, 1, "+2", 3, "", ""])
        row["weight"] = random.choice([1, 2, 3, 0.5, ""])
    if not row["goal"] and random.random() < 0.1:
        row["text"] = ""
    return row


def goal_id(random, shape, number):
    how = shape.register_ids
    if how == "mixed":
        how = random.choice(["numbers", "ids", "texts"])
    return {"numbers": str(number), "ids": f"G-{chr(64 + number)}", "texts": ""}[how]


def draw_status(random, shape, set_on):
    """Attained with and without a date, and dates that a settled status contradicts."""
    status = random.choice(STATUSES)
    dated = ["attained", "", "not_attained", "dropped"] + (["partly", "in_progress"] if shape.grey else [])
    chance = 0.7 if status == "attained" else 0.1
    attained = set_on + timedelta(days=random.choice([20, 90, 200, 500]))
    return {"status": status, "attained_on": attained if status in dated and random.random() < chance else ""}


def set_again(random, row):
    """The goal once more: revised later, or entered twice on the day with another status."""
    if isinstance(row["set_on"], date) and random.random() < 0.6:
        later = row["set_on"] + timedelta(days=random.choice([14, 60]))
        return {**row, "set_on": later, "status": random.choice(STATUSES), "attained_on": ""}
    return {**row, "status": random.choice(STATUSES)} if not row["attained_on"] else dict(row)


def action_rows(random, pair):
    rows = []
    for _ in range(random.choice([0, 0, 1, 3, 6])):
        due = pair.began + timedelta(days=random.randrange(0, 500))
        row = {"pair_id": pair.pair_id, "goal": random.choice(["1", "2", ""]), "text": random.choice(ACTIONS)}
        row |= {"scheduled_on": due if random.random() < 0.9 else "", **draw_completion(random, due)}
        rows += [row, dict(row)] if random.random() < 0.05 else [row]
    return rows


def draw_completion(random, due):
    status = random.choice(["completed", "completed", "open", "", "cancelled"])
    dated = random.random() < {"completed": 0.7, "cancelled": 0}.get(status, 0.2)
    return {
        "status": status,
        "completed_on": due + timedelta(days=random.choice([-5, 0, 12, 100])) if dated else "",
    }


def partnership_rows(random, pair):
    if random.random() < 0.8:
        return []
    return [
        {
            "pair_id": pair.pair_id,
            "text": "Joint workshop",
            "support_needed": "A room",
            "scheduled_on": EXPORTED,
            "status": "",
        }
    ]
