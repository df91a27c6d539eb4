#!/usr/bin/env python3
"""Holds `stalled` against the truth of simulated programmes, and against every fixed-day rule.

    judge.py MENTORSTAT_BIN [WORK_DIR]

Simulates programmes in which every pair behaves in one way (regular, irregular, seasonal, loosely
logged), lets the program name the stalled pairs on several days, and counts them against the day
on which each pair really stopped, which only `truth/truth.csv` knows. The fixed-day rules
("no meeting for N days", N from 7 to 180) are counted from the records here, and the best of
them is chosen with the truth in hand, for each way of behaving anew. Standard library only.

From the environment: PAIRS (500), SEEDS ("1 2"), DATES (month ends). Prints Markdown tables.
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
RATIOS = (1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
RECENT = 90
# The quiet weeks of seasonal pairs, as a programme would tell of them.
BREAKS = [("2025-07-11", "2025-09-01"), ("2025-12-15", "2026-01-09"), ("2026-07-11", "2026-09-01")]
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
        """Days since contact, and since it really stopped, of each pair that had met, was open and not paused."""
        found = {}
        for pair, row in self.pairs.items():
            held = [d for d in self.held[pair] if d <= on]
            closed = day(row["closed_on"])
            if not held or (closed and closed <= on) or self.is_paused(row, pair, on):
                continue
            stopped = self.stopped[pair]
            ago = (on - stopped).days if stopped and stopped <= on else None
            found[pair] = ((on - max(held)).days, ago)
        return found

    def is_paused(self, row, pair, on):
        begin, until = day(row["paused_from"]), day(row["paused_until"])
        if not begin or begin > on:
            return False
        back = until or min((d for d in self.held[pair] if begin < d <= on), default=None)
        return back is None or on < back


def listed(binary, folder, on, kept):
    """The pairs on the support list: every stalled one, and every one silent for more than 1.5 own gaps."""
    if not kept.exists():
        command = [binary, "support", folder, "--as-of", on.isoformat(), "--format", "csv", "--quiet"]
        kept.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return {row["pair_id"]: row for row in rows(kept)}


def is_stalled(row, on, stalled_ratio, watch_ratio):
    """What other thresholds would say of a pair on the list."""
    if row["state"] not in ("stalled", "watch") or int(row["days_since_contact"] or 0) < 14:
        return False
    ratio, agreed = float(row["contact_ratio"]), day(row["agreed_next"])
    overdue = agreed is not None and (on - agreed).days > 7
    return ratio > stalled_ratio or (overdue and ratio > watch_ratio)


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


class Judged:
    """Every rule over the same pairs."""

    def __init__(self):
        self.ours = Count()
        self.fixed = {n: Count() for n in DAYS}
        self.tuned = {(high, low): Count() for high in RATIOS for low in RATIOS if low <= high}

    def add(self, row, on, since, stopped):
        self.ours.add(row is not None and row["state"] == "stalled", stopped)
        for n, count in self.fixed.items():
            count.add(since >= n, stopped)
        for (high, low), count in self.tuned.items():
            count.add(row is not None and is_stalled(row, on, high, low), stopped)


def config(breaks):
    return "".join(f'[[break]]\nfrom = "{first}"\nto = "{back}"\n' for first, back in breaks)


def judge(binary, work, rhythm, seeds, pairs, dates, breaks=()):
    """Over all pairs that wait for a meeting, and without those that stopped more than RECENT days before."""
    everyone, recent = Judged(), Judged()
    for seed in seeds:
        out, inputs = work / rhythm / seed, work / rhythm / f"{seed}-inputs"
        made = ["simulate", "--rhythm", rhythm, "--seed", seed, "--pairs", pairs, "--out", out, "--quiet"]
        subprocess.run([binary, *made], check=True)
        programme = Programme(out)
        inputs.mkdir(parents=True, exist_ok=True)
        for table in out.glob("*.csv"):
            table.replace(inputs / table.name)
        (inputs / "mentorstat.toml").write_text(config(breaks))
        kept = work / (f"{rhythm}-breaks" if breaks else rhythm)
        kept.mkdir(exist_ok=True)
        for on in dates:
            found = listed(binary, inputs, on, kept / f"{seed}-{on}.csv")
            for pair, (since, ago) in programme.waiting(on).items():
                everyone.add(found.get(pair), on, since, ago is not None)
                if ago is None or ago <= RECENT:
                    recent.add(found.get(pair), on, since, ago is not None)
    return everyone, recent


def line(name, count):
    cells = (count.flagged, count.precision, count.recall, count.f1)
    return "| {} | {} | {:.1%} | {:.1%} | {:.1%} |".format(name, *cells).replace("%", " %")


def as_many(count, fixed):
    """The most precise of the fixed rules that catch as many; the shortest catches the most."""
    enough = [n for n in fixed if fixed[n].recall >= count.recall] or [min(fixed)]
    n = max(enough, key=lambda n: fixed[n].precision)
    return n, fixed[n]


def report(title, judged):
    ours, fixed, tuned = judged.ours, judged.fixed, judged.tuned
    best = max(fixed, key=lambda n: (fixed[n].f1, -n))
    own = max(tuned, key=lambda at: tuned[at].f1)
    alone = tuned[2.0, 2.0]
    print(f"\n**{title}** ({ours.stopped} had stopped)\n")
    print("| rule | flagged | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    print(line("`stalled`", ours))
    print(line(f"best fixed rule in hindsight: {best} days", fixed[best]))
    print(line("fixed rule that catches as many: {} days".format(*as_many(ours, fixed)), as_many(ours, fixed)[1]))
    print(line("`stalled` without the clause on overdue meetings (`watch_ratio` 2)", alone))
    print(line("fixed rule that catches as many: {} days".format(*as_many(alone, fixed)), as_many(alone, fixed)[1]))
    print(line("`stalled` in hindsight: `stalled_ratio` {}, `watch_ratio` {}".format(*own), tuned[own]))
    print(line("30 days", fixed[30]), flush=True)


def main():
    binary = str(Path(sys.argv[1]).resolve())
    work = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    seeds = os.environ.get("SEEDS", "1 2").split()
    dates = [date.fromisoformat(text) for text in os.environ.get("DATES", DATES).split()]
    pairs = os.environ.get("PAIRS", "500")
    for rhythm in RHYTHMS:
        everyone, recent = judge(binary, work, rhythm, seeds, pairs, dates)
        report(f"{rhythm}: all pairs", everyone)
        report(f"{rhythm}: without those that stopped more than {RECENT} days before", recent)
    open_days = [on for on in dates if not any(day(first) <= on < day(back) for first, back in BREAKS)]
    everyone, recent = judge(binary, work, "seasonal", seeds, pairs, open_days, BREAKS)
    report("seasonal, the quiet weeks as [[break]]: all pairs, days outside of them", everyone)


if __name__ == "__main__":
    main()
