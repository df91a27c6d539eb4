#!/usr/bin/env python3
"""Compares the program's tables with the reference, cell by cell.

    compare.py PROGRAM_DIR REFERENCE_DIR [--examples N]

Reads pairs.csv, goals.csv and support.csv of both folders, prints for every
column that differs the number of cells and the first few, and exits with
status 1 if any cell of a binding column differs or a row is missing. Columns
of wording (SOFT) are printed as notes and do not change the status.
"""

import argparse
import csv
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

RELATIVE = 1e-6
SIGNIFICANT = 6

SOFT = {
    "pairs.csv": {"site", "mode", "mentoring_type"},
    "goals.csv": {"goal", "text", "outcome_source", "weight"},
    "support.csv": {"last_issue", "last_actions", "suggested_step"},
}
# What an absent value may also be written as.
DEFAULTS = {"started_on_inferred": "false", "weight": "1", "outcome": "unknown"}


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or []), list(reader)


# --- cells ----------------------------------------------------------------


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def plain(text):
    """Without the quote that disarms a formula, case, or runs of white space."""
    text = unicodedata.normalize("NFC", text or "").removeprefix("'")
    return " ".join(text.casefold().split())


def same(column, found, expected):
    a, b = plain(found), plain(expected)
    if a == b or {a, b} == {"", DEFAULTS.get(column, "")}:
        return True
    x, y = number(a), number(b)
    return x is not None and y is not None and close(a, x, y)


def close(printed, x, y):
    """Equal to 1e-6, or the rounding of y to as many significant digits as printed (six or more)."""
    if abs(x - y) <= max(RELATIVE * abs(y), 0.51e-6):
        return True
    digits = len(printed.replace(".", "").replace("-", "").lstrip("0"))
    return digits >= SIGNIFICANT and float(f"{y:.{digits}g}") == x


# --- rows -----------------------------------------------------------------


def by_pair(rows):
    groups = defaultdict(list)
    for row in rows:
        groups[row["pair_id"]].append(row)
    return groups


def aligned(table, found, expected):
    """(pair, row or None, row or None): for goals by label, then by text, then in order."""
    mine, theirs = by_pair(found), by_pair(expected)
    for pair in sorted(mine.keys() | theirs.keys()):
        yield from matched(pair, mine[pair], theirs[pair], ("goal", "text") if table == "goals.csv" else ())


def matched(pair, mine, theirs, keys):
    mine, theirs = list(mine), list(theirs)
    for key in keys:
        for row in list(theirs):
            twin = next((m for m in mine if row[key] and plain(m.get(key)) == plain(row[key])), None)
            if twin:
                mine.remove(twin)
                theirs.remove(row)
                yield pair, twin, row
    for place in range(max(len(mine), len(theirs))):
        yield pair, dict(enumerate(mine)).get(place), dict(enumerate(theirs)).get(place)


# --- tables ---------------------------------------------------------------


class Differences:
    """Collects what differs in one table and tells it."""

    def __init__(self, table, examples):
        self.table, self.examples = table, examples
        self.cells, self.rows, self.notes = defaultdict(list), [], []

    def add_row(self, pair, row, side):
        label = row.get("goal") or ""
        self.rows.append(f"{pair} {label} only in the {side}".replace("  ", " "))

    def binding(self):
        return sum(len(c) for name, c in self.cells.items() if name not in SOFT[self.table]) + len(self.rows)

    def tell(self):
        for line in self.notes:
            print(f"  note {self.table}: {line}")
        if self.rows:
            print(f"  {self.table}: {len(self.rows)} rows: {'; '.join(self.rows[: self.examples])}")
        for column, cells in self.cells.items():
            mark = "note " if column in SOFT[self.table] else ""
            shown = "; ".join(f"{p}: {f!r}, expected {e!r}" for p, f, e in cells[: self.examples])
            print(f"  {mark}{self.table} {column}: {len(cells)} cells: {shown}")


def compare_table(table, program, reference, examples):
    found_columns, found = read(program / table)
    expected_columns, expected = read(reference / table)
    differences = Differences(table, examples)
    note_columns(differences, found_columns, expected_columns)
    for pair, mine, theirs in aligned(table, found, expected):
        if mine is None or theirs is None:
            differences.add_row(pair, mine or theirs, "program" if mine else "reference")
            continue
        for column in expected_columns:
            if not same(column, mine.get(column) or "", theirs[column]):
                name = f"{pair}/{theirs['goal']}" if table == "goals.csv" else pair
                differences.cells[column].append((name, mine.get(column, "no column"), theirs[column]))
    if table == "pairs.csv" and [r["pair_id"] for r in found] != sorted(r["pair_id"] for r in found):
        differences.notes.append("rows are not sorted by pair_id")
    return differences


def note_columns(differences, found, expected):
    if missing := [c for c in expected if c not in found]:
        differences.notes.append(f"columns missing in the program: {', '.join(missing)}")
    if extra := [c for c in found if c not in expected]:
        differences.notes.append(f"columns not in the reference: {', '.join(extra)}")
    common = [c for c in expected if c in found]
    if common != [c for c in found if c in expected]:
        differences.notes.append("columns stand in another order")


def compare(program, reference, examples=3):
    """The number of binding differences; prints what differs."""
    total = 0
    for table in SOFT:
        if not (program / table).exists():
            print(f"  {table}: missing in {program}")
            total += 1
            continue
        differences = compare_table(table, program, reference, examples)
        differences.tell()
        total += differences.binding()
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--examples", type=int, default=3)
    args = parser.parse_args()
    total = compare(args.program, args.reference, args.examples)
    print(f"  {total} binding differences" if total else "  same")
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
