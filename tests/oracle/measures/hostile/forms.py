"""Evaluation forms of one pair: several respondents, phases, and ways to answer."""

from datetime import timedelta

from .shape import EXPORTED
from .texts import GOAL_TEXTS, variant

RESPONDENTS = ("mentee", "mentor", "coordinator", "")
ANSWERS = ("yes", "yes", "no", "partly", "", "Yes", "100%", "0%", "60%", "4 of 3")


def form_rows(random, shape, pair, texts):
    rows = []
    for respondent in RESPONDENTS:
        if random.random() < (0.6 if respondent in ("mentee", "mentor") else 0.1):
            rows += respondent_rows(random, shape, pair, respondent, texts)
    return rows


def respondent_rows(random, shape, pair, respondent, texts):
    """At most one form mid-way, before all that come after it."""
    length = max(30, (pair.until - pair.began).days)
    rows = []
    for phase, share in (("baseline", 0), ("mid", 0.5), ("end", 1), ("", 1.05)):
        if random.random() < {"baseline": 0.4, "mid": 0.35, "end": 0.6, "": 0.15}[phase]:
            day = pair.began + timedelta(days=round(length * share) + random.choice([0, 1, 3]))
            rows.append(form_row(random, shape, pair, respondent, phase, dated(random, day, phase), texts))
            if phase in ("end", "") and random.random() < 0.12:
                rows.append(again(random, shape, pair, rows[-1], texts))
    return rows


def dated(random, day, phase):
    """Some forms bear no date; end forms may come long after closure."""
    if random.random() < 0.12 and phase != "mid":
        return ""
    late = random.choice([0, 0, 0, 20, 90]) if phase == "end" else 0
    return min(EXPORTED, day + timedelta(days=late))


def again(random, shape, pair, row, texts):
    """A second form of the respondent: the same day or later; never two fractions on one day."""
    later = row["date"] and random.random() < 0.5
    day = min(EXPORTED, row["date"] + timedelta(days=30)) if later else row["date"]
    form = form_row(random, shape, pair, row["respondent"], row["phase"], day, texts)
    if "of" in str(form["goals_achieved"]) or "%" in str(form["goals_achieved"]):
        form["goals_achieved"] = random.choice(["yes", "no", "partly", ""])
    return form


def form_row(random, shape, pair, respondent, phase, day, texts):
    row = {
        "pair_id": pair.pair_id,
        "date": day,
        "respondent": respondent,
        "phase": phase,
        "goals_achieved": draw_all_answer(random, shape, pair, phase),
        "reason_not_achieved": random.choice(["", "", "no time"]),
        "new_goals": random.choice(["yes", "no", "no", ""]),
        "new_goal_details": random.choice(["", random.choice(GOAL_TEXTS)]),
        "partnership": random.choice(["yes", "no", ""]),
        "benefits": "",
        "rating": random.choice([1, 2, 3, 4, 5, "", ""]),
        "needs": "Confidence" if phase == "baseline" or shape.grey and not phase else "",
    }
    own_answers = phase != "mid" or not row["goals_achieved"] or shape.grey
    for number in range(1, shape.goals_at_most + 1):
        row |= goal_cells(random, shape, phase, number, texts.get(number, ""), own_answers)
    for scale in shape.scales:
        row |= {item: draw_item(random, scale) for item in scale["items"]}
    return row


def draw_all_answer(random, shape, pair, phase):
    """`x of y` and the rest; mid-way only yes of pairs without goals."""
    if random.random() < 0.45:
        return ""
    if phase == "mid" and pair.goal_count == 0 and not shape.grey:
        return "yes"
    of = random.choice([1, 2, 3, 5])
    return random.choice(
        ["yes", "no", "partly", "75%", f"{random.randint(0, of)} of {of}", f"{of} of {of}", "lorem"]
    )


def goal_cells(random, shape, phase, number, text, own_answers):
    """A goal is answered for by name, by number only, or not at all."""
    named = text and random.random() < 0.8
    joined_by_text = shape.register_ids != "numbers"
    answered = own_answers and text and (named or not joined_by_text) and random.random() < 0.7
    cells = {
        f"goal_{number}": variant(random, text) if named else "",
        f"goal_{number}_achieved": random.choice(ANSWERS) if answered else "",
    }
    if shape.levels:
        rated = answered and (phase != "mid" or shape.grey)
        cells[f"goal_{number}_level"] = random.choice([-2, -1, 0, 1, 2, ""]) if rated else ""
    return cells


def draw_item(random, scale):
    return random.choice(["", scale["max"] + 1, *range(scale["min"], scale["max"] + 1)])
