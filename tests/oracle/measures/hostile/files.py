"""Puts a programme together and writes it as tidy CSV with its configuration."""

import csv
import random as randomness
from pathlib import Path

from . import contacts, forms, goals, people, sessions
from .shape import OWN_ALIASES, STAGES, draw_shape

LEADING = {
    "pairs": ("pair_id",),
    "sessions": ("pair_id", "date"),
    "evaluations": ("pair_id", "date", "respondent", "phase"),
    "goals": ("pair_id", "goal", "text", "set_on", "status"),
    "actions": ("pair_id", "goal", "text", "scheduled_on", "completed_on", "status"),
    "partnerships": ("pair_id", "text", "support_needed", "scheduled_on", "status"),
    "contacts": ("pair_id", "contacted_on", "contacted_by", "outcome", "note", "snooze_until"),
}


def write_programme(seed, pair_count, out, grey=False):
    random = randomness.Random(seed)
    shape = draw_shape(random, grey)
    pairs = people.draw_pairs(random, shape, pair_count)
    tables = {name: [] for name in LEADING}
    for pair in pairs:
        add_pair(random, shape, pair, tables)
    add_strangers(random, shape, tables)
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    for name in LEADING:
        if name in shape.tables:
            write_table(random, out / f"{name}.csv", LEADING[name], tables[name])
    (out / "mentorstat.toml").write_text(toml_of(shape), encoding="utf-8")


def add_pair(random, shape, pair, tables):
    texts = goals.goal_texts(random, pair)
    tables["pairs"].append(pair.row)
    tables["sessions"] += with_names(shape, pair, sessions.Diary(random, shape, pair).rows())
    tables["evaluations"] += with_names(shape, pair, forms.form_rows(random, shape, pair, texts))
    tables["goals"] += goals.goal_rows(random, shape, pair, texts)
    tables["actions"] += goals.action_rows(random, pair)
    tables["partnerships"] += goals.partnership_rows(random, pair)
    tables["contacts"] += contacts.contact_rows(random, pair)


def with_names(shape, pair, rows):
    """Without a register, and in some programmes with one, the records name the people too."""
    if "pairs" in shape.tables and not shape.named_in_records:
        return rows
    names = {k: pair.row[k] for k in ("mentor", "mentee", "cohort") if k in pair.row}
    return [{**row, **names} for row in rows]


def add_strangers(random, shape, tables):
    """Rows of a pair that the register does not hold."""
    stranger = people.draw_pair(random, shape, "Z9999", "Mentor Z")
    tables["sessions"] += with_names(shape, stranger, sessions.Diary(random, shape, stranger).rows()[:5])


def write_table(random, path, leading, rows):
    random.shuffle(rows)
    columns = dict.fromkeys([*leading, *sorted({k for row in rows for k in row})])
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def toml_of(shape):
    config = shape.config
    lines = [f'{k} = "{config[k]}"' for k in ("stage_model", "blank_status") if k in config]
    if config["cadence"]:
        lines += ["", "[cadence]", *(f"{k} = {v}" for k, v in config["cadence"].items())]
    for pause in config["break"]:
        lines += ["", "[[break]]", f'from = "{pause["from"]}"', f'to = "{pause["to"]}"']
    for scale in config["scale"]:
        lines += ["", "[[scale]]", *(f"{k} = {toml_value(v)}" for k, v in scale.items())]
    if config.get("stage_model") == "own":
        lines += ["", "[[stage_models]]", 'name = "own"', f"stages = {own_stages()}"]
    return "\n".join(lines) + "\n"


def toml_value(value):
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(v) for v in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def own_stages():
    stages = [
        f'{{ key = "{t.lower().replace(" ", "_")}", title = "{t}", aliases = {toml_value(list(OWN_ALIASES[t]))} }}'
        for t in STAGES["own"]
    ]
    return "[" + ", ".join(stages) + "]"
