"""What a programme records, and how: its tables, columns, stage model and configuration."""

from dataclasses import dataclass, field
from datetime import date

FIRST_DAY, EXPORTED = date(2024, 7, 1), date(2026, 1, 15)

STAGES = {
    "mentoring-process": (
        "Introduction", "Foundation", "Orientation", "Collaboration", "Problem solving", "Personal framework",
        "Professional framework", "Professional development", "Transition",
    ),
    "exploration-to-experimentation": ("Exploration", "Learning", "Planning", "Experimentation"),
    "layers": (
        "Foundation", "Trust, rapport and credibility", "Define the problem or skill", "Meaning and impact",
        "Commitment and action", "Support and resources", "Review and feedback",
    ),
    "own": ("Hello", "Dig in", "Let go"),
}  # fmt: skip
OWN_ALIASES = {"Hello": ("greeting", "start-up"), "Dig in": ("deep work",), "Let go": ("farewell",)}

SESSION_OPTIONS = (
    "status", "start", "stage", "progress", "goal_progress", "issues", "learnings", "actions", "next_meeting",
    "new_goal", "rating",
)  # fmt: skip
PAIR_OPTIONS = (
    "mentor", "mentee", "cohort", "site", "mode", "planned_end_on", "closed_on", "closure_reason", "agreed_every",
    "pauses",
)  # fmt: skip


@dataclass
class Shape:
    grey: bool
    tables: set
    session_options: set
    pair_options: set
    length_in: str  # minutes, hours, start + end, or nothing
    wide_issues: bool
    stages: tuple  # titles; empty without a stage column
    stage_model: str  # of the data
    register_ids: str  # numbers, ids, texts or mixed
    goals_at_most: int
    levels: bool
    named_in_records: bool
    scales: list = field(default_factory=list)
    config: dict = field(default_factory=dict)


def draw_shape(random, grey=False):
    tables = draw_tables(random)
    model = random.choice([*STAGES, "", ""])
    register_ids = random.choice(["numbers", "numbers", "ids", "texts", "mixed"])
    options = {o for o in SESSION_OPTIONS if random.random() < 0.8}
    if register_ids in ("ids", "mixed") and not grey:
        options.discard("goal_progress")
    shape = Shape(
        grey=grey,
        tables=tables,
        session_options=options,
        pair_options={o for o in PAIR_OPTIONS if random.random() < 0.87},
        length_in=random.choice(["minutes", "minutes", "hours", "start and end", ""]),
        wide_issues=random.random() < 0.3,
        stages=STAGES.get(model, ()) if "stage" in options else (),
        stage_model=model,
        register_ids=register_ids,
        goals_at_most=random.choice([2, 3, 5, 7]),
        levels=random.random() < 0.5,
        named_in_records=random.random() < 0.2,
    )
    if "closed_on" not in shape.pair_options:
        shape.pair_options.discard("closure_reason")
    shape.scales = draw_scales(random)
    shape.config = draw_config(random, shape)
    return shape


def draw_tables(random):
    """Each table is left out of some programmes; sessions or evaluations stay."""
    tables = {"pairs", "sessions", "evaluations", "goals", "actions", "partnerships", "contacts"}
    left_out = {t for t in sorted(tables) if random.random() < 0.14}
    if {"sessions", "evaluations"} <= left_out:
        left_out.discard("sessions")
    return tables - left_out


def draw_scales(random):
    scales = [
        {"name": "trust", "items": ["q1", "q2", "q3", "q4"], "min": 1, "max": 5, "reversed": ["q2"]},
        {"name": "wellbeing", "items": ["w1", "w2"], "min": 0, "max": 10, "reversed": []},
    ]
    return random.choice([[], scales[:1], scales])


def draw_config(random, shape):
    config = {"cadence": {}}
    if random.random() < 0.5:
        config["cadence"] = draw_cadence(random)
    if shape.stage_model == "own":
        config["stage_model"] = "own"
    elif shape.stages and random.random() < 0.3:
        config["stage_model"] = shape.stage_model
    if random.random() < 0.5:
        config["blank_status"] = random.choice(["held", "unknown"])
    config["break"] = [b for b in BREAKS if random.random() < 0.4]
    config["scale"] = shape.scales
    return config


BREAKS = (
    {"from": date(2024, 12, 20), "to": date(2025, 1, 6)},
    {"from": date(2025, 7, 20), "to": date(2025, 8, 25)},
    {"from": date(2025, 8, 10), "to": date(2025, 9, 1)},
    {"from": date(2025, 12, 20), "to": date(2025, 12, 30)},
)


def draw_cadence(random):
    choices = {
        "expected_gap_days": [14, 21, 30],
        "tolerance": [1.25, 1.5, 2.0],
        "benchmark": [0.5, 0.65, 0.8],
        "appointment_grace_days": [0, 3, 7],
        "minimum_hours_per_month": [0.5, 1.0, 2.0],
    }
    return {k: random.choice(v) for k, v in choices.items() if random.random() < 0.6}
