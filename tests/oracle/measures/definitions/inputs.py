"""The tables and the configuration of one programme, as they stand in the files."""

import csv
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from .texts import fold, parse_date

TABLES = ("pairs", "sessions", "evaluations", "goals", "actions", "partnerships", "contacts")

PAIR_ATTRIBUTES = (
    "mentor", "mentee", "cohort", "site", "mentoring_type", "started_on", "planned_end_on",
    "closed_on", "closure_reason", "agreed_every", "agreed_minutes", "agreement_signed_on",
    "paused_from", "paused_until",
)  # fmt: skip

ROW_DATE = {"sessions": "date", "evaluations": "date", "goals": "set_on", "actions": "scheduled_on"}


@dataclass(frozen=True)
class Table:
    columns: tuple
    rows: tuple

    def has(self, *patterns):
        """Whether any column's whole name matches any of the patterns."""
        return any(re.fullmatch(p, c) for c in self.columns for p in patterns)


@dataclass(frozen=True)
class Stage:
    key: str
    title: str
    aliases: tuple = ()
    expected_days: int | None = None


@dataclass(frozen=True)
class Scale:
    name: str
    items: tuple
    low: Fraction
    high: Fraction
    reversed: frozenset


@dataclass
class Rules:
    """Thresholds with their defaults; a configuration overrides some."""

    stage_model: str | None = None
    stage_models: dict = field(default_factory=dict)
    expected_gap_days: Fraction = Fraction(30)
    tolerance: Fraction = Fraction(5, 4)
    benchmark: Fraction = Fraction(65, 100)
    grace_days: int = 3
    minimum_hours: Fraction | None = None
    breaks: list = field(default_factory=list)
    scales: list = field(default_factory=list)
    blank_status: str = "unknown"
    exported_on: date | None = None
    undated_days: int = 14
    new_after_days: int = 30
    isolated_days: int = 60


@dataclass
class PairRows:
    """All that the files hold of one pair, whatever its date."""

    pair_id: str
    attributes: dict
    rows: dict  # table -> list of rows; a row knows its line under the key None

    def of(self, table):
        return self.rows.get(table, [])

    def date(self, name):
        return parse_date(self.attributes.get(name))


@dataclass
class Inputs:
    tables: dict
    rules: Rules
    pairs: list  # of PairRows, by pair_id
    registered: bool  # whether a pairs table says which pairs there are
    extra_columns: list
    cohort_given: bool

    def rows(self, table):
        """All rows read, also of pairs that the register does not hold."""
        return self.tables[table].rows if table in self.tables else ()

    def has_table(self, name):
        return name in self.tables

    def has_column(self, table, *patterns):
        return table in self.tables and self.tables[table].has(*patterns)


def read_inputs(folder):
    folder = Path(folder)
    tables = {n: read_table(p) for n in TABLES if (p := folder / f"{n}.csv").exists()}
    return assemble(tables, read_rules(folder / "mentorstat.toml"))


def read_table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        columns = tuple(next(reader))
        rows = tuple(
            {**dict(zip(columns, row)), None: line} for line, row in enumerate(reader, 2) if any(row)
        )
    return Table(columns, rows)


def assemble(tables, rules):
    registered = "pairs" in tables
    makes_pairs = [name for name in tables if name != "contacts"]
    ids = sorted({pid for name in makes_pairs for row in tables[name].rows if (pid := pair_id(row))})
    if registered:
        ids = sorted({pid for row in tables["pairs"].rows if (pid := pair_id(row))})
    by_pair = {pid: {name: [] for name in tables} for pid in ids}
    for name, table in tables.items():
        for row in table.rows:
            if (pid := pair_id(row)) in by_pair:
                by_pair[pid][name].append(row)
    pairs = [PairRows(pid, attributes(rows), rows) for pid, rows in by_pair.items()]
    return Inputs(tables, rules, pairs, registered, extra_columns(tables), any_cohort(pairs))


def pair_id(row):
    return (row.get("pair_id") or "").strip()


def any_cohort(pairs):
    return any(p.attributes.get("cohort") for p in pairs)


def extra_columns(tables):
    """Columns of the pairs table that carry no meaning of their own."""
    known = {*PAIR_ATTRIBUTES, "pair_id", "last_session_on", "sessions_total"}
    return [c for c in tables["pairs"].columns if c not in known] if "pairs" in tables else []


def attributes(rows):
    """The pairs table wins; else the latest dated row that has a value."""
    found = {}
    for row in rows.get("pairs", []):
        found.update({k: v.strip() for k, v in row.items() if k and v.strip() and k not in found})
    for name in PAIR_ATTRIBUTES:
        if name not in found and (value := latest_value(rows, name)):
            found[name] = value
    return found


def latest_value(rows, name):
    candidates = [
        (parse_date(row.get(column)) or date.min, (row.get(name) or "").strip())
        for table, column in ROW_DATE.items()
        for row in rows.get(table, [])
        if (row.get(name) or "").strip()
    ]
    if not candidates:
        return None
    latest = max(day for day, _ in candidates)
    return min((value for day, value in candidates if day == latest), key=lambda v: (fold(v), v))


def read_rules(path):
    if not path.exists():
        return Rules()
    with open(path, "rb") as file:
        return rules_from(tomllib.load(file))


def rules_from(config):
    rules = Rules()
    cadence = config.get("cadence", {})
    rules.stage_model = config.get("stage_model")
    rules.stage_models = {m["name"]: stages_from(m["stages"]) for m in config.get("stage_models", [])}
    rules.expected_gap_days = fraction(cadence.get("expected_gap_days"), rules.expected_gap_days)
    rules.tolerance = fraction(cadence.get("tolerance"), rules.tolerance)
    rules.benchmark = fraction(cadence.get("benchmark"), rules.benchmark)
    rules.grace_days = cadence.get("appointment_grace_days", rules.grace_days)
    rules.minimum_hours = fraction(cadence.get("minimum_hours_per_month"), None)
    rules.breaks = [(day(b["from"]), day(b["to"])) for b in config.get("break", [])]
    rules.scales = [scale_from(s) for s in config.get("scale", [])]
    rules.blank_status = config.get("blank_status", rules.blank_status)
    rules.exported_on = day(config["exported_on"]) if "exported_on" in config else None
    return rules


def stages_from(entries):
    return tuple(
        Stage(
            s["key"], s.get("title", s["key"]), tuple(map(str, s.get("aliases", []))), s.get("expected_days")
        )
        for s in entries
    )


def scale_from(entry):
    low, high = fraction(entry["min"], None), fraction(entry["max"], None)
    return Scale(entry["name"], tuple(entry["items"]), low, high, frozenset(entry.get("reversed", [])))


def day(value):
    return value if isinstance(value, date) else parse_date(str(value))


def fraction(value, default):
    """Exactly the decimal that was written, so that thresholds are met or not met exactly."""
    return default if value is None else Fraction(str(value))
