#!/usr/bin/env python3
"""Holds `stalled` against the truth of simulated programmes, and against every fixed-day rule.

    judge.py MENTORSTAT_BIN [WORK_DIR]

Simulates programmes in which every pair behaves in one way (regular, irregular, seasonal, loosely
logged), lets the program name the stalled pairs on several days, and counts them against the day
on which each pair really stopped, which only `truth/truth.csv` knows. The fixed-day rules
("no meeting for N days", N from 7 to 180) are counted from the records here, and the best of
them is chosen with the truth in hand, for each way of behaving anew. Standard library only.

From the environment: PAIRS (600), SEEDS ("1 2 3"), DATES (month ends). Prints Markdown tables.
"""

import csv
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

RHYTHMS = ("regular", "irregular", "seasonal", "loosely-logged")
DAYS = range(7, 181)
DATES = "2025-09-30 2025-11-30 2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31 2026-09-30"


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text) if text else None


class Programme:
    """One simulated programme: its records as exported, and its truth."""

    def __init__(self, folder):
        self.pairs = {row["pair_id"]: row for row in rows(folder / "pairs.csv")}
        self.stopped = {row["pair_id"]: day(row["stopped_on"]) for row in rows(folder / "truth/truth.csv")}
        self.held = {pair: set() for pair in self.pairs}
        for row in rows(folder / "sessions.csv"):
            if row["status"] == "held":
                self.held[row["pair_id"]].add(day(row["date"]))

    def waiting(self, on):
        """Days since contact, and whether it has really stopped, of each pair that had met, was open and not paused."""
        found = {}
        for pair, row in self.pairs.items():
            held = [d for d in self.held[pair] if d <= on]
            closed = day(row["closed_on"])
            if not held or (closed and closed <= on) or self.is_paused(row, pair, on):
                continue
            stopped = self.stopped[pair]
            found[pair] = ((on - max(held)).days, stopped is not None and stopped <= on)
        return found

    def is_paused(self, row, pair, on):
        begin, until = day(row["paused_from"]), day(row["paused_until"])
        if not begin or begin > on:
            return False
        back = until or min((d for d in self.held[pair] if begin < d <= on), default=None)
        return back is None or on < back


def stalled(binary, folder, on):
    command = [binary, "support", folder, "--as-of", on.isoformat(), "--format", "csv", "--quiet"]
    table = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {row["pair_id"] for row in csv.DictReader(table.splitlines()) if row["state"] == "stalled"}


class Count:
    """Flagged and really stopped, flagged, really stopped."""

    def __init__(self):
        self.right = self.flagged = self.stopped = 0

    def add(self, flagged, stopped):
        self.right += flagged and stopped
        self.flagged += flagged
        self.stopped += stopped

    @property
    def precision(self):
        return self.right / self.flagged if self.flagged else 0.0

    @property
    def recall(self):
        return self.right / self.stopped if self.stopped else 0.0

    @property
    def f1(self):
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def judge(binary, work, rhythm, seeds, pairs, dates):
    ours, fixed = Count(), {n: Count() for n in DAYS}
    for seed in seeds:
        out = work / rhythm / seed
        made = ["simulate", "--rhythm", rhythm, "--seed", seed, "--pairs", pairs, "--out", out, "--quiet"]
        subprocess.run([binary, *made], check=True)
        programme = Programme(out)
        inputs = work / rhythm / f"{seed}-inputs"
        inputs.mkdir(parents=True, exist_ok=True)
        for table in out.glob("*.csv"):
            table.replace(inputs / table.name)
        for on in dates:
            flagged = stalled(binary, inputs, on)
            for pair, (since, has_stopped) in programme.waiting(on).items():
                ours.add(pair in flagged, has_stopped)
                for n, count in fixed.items():
                    count.add(since >= n, has_stopped)
    return ours, fixed


def line(name, count):
    cells = (count.flagged, count.precision, count.recall, count.f1)
    return "| {} | {} | {:.1%} | {:.1%} | {:.1%} |".format(name, *cells).replace("%", " %")


def report(rhythm, ours, fixed):
    best = max(fixed, key=lambda n: (fixed[n].f1, -n))
    as_many = [n for n in fixed if fixed[n].recall >= ours.recall]
    as_right = [n for n in fixed if fixed[n].precision >= ours.precision]
    print(f"\n**{rhythm}**: {ours.stopped} pairs had stopped\n")
    print("| rule | flagged | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    print(line("`stalled`", ours))
    print(line(f"best fixed rule: {best} days", fixed[best]))
    if as_many:
        n = max(as_many, key=lambda n: fixed[n].precision)
        print(line(f"most precise that catches as many: {n} days", fixed[n]))
    if as_right:
        n = max(as_right, key=lambda n: fixed[n].recall)
        print(line(f"catches most of those as precise: {n} days", fixed[n]))
    print(line("30 days", fixed[30]))


def main():
    binary = str(Path(sys.argv[1]).resolve())
    work = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    seeds = os.environ.get("SEEDS", "1 2 3").split()
    dates = [date.fromisoformat(text) for text in os.environ.get("DATES", DATES).split()]
    pairs = os.environ.get("PAIRS", "600")
    for rhythm in RHYTHMS:
        report(rhythm, *judge(binary, work, rhythm, seeds, pairs, dates))


if __name__ == "__main__":
    main()
