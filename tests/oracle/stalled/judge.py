#!/usr/bin/env python3
"""Holds `stalled` against the truth of simulated programmes, and against every fixed-day rule.

    judge.py MENTORSTAT_BIN [WORK_DIR]

Simulates programmes in which every pair behaves in one way (regular, irregular, seasonal, loosely
logged) and judges, with the day on which each pair really stopped, which only `truth/truth.csv` knows:

* **days**: who is named stalled on each of eight days, as the program lists them;
* **calls**: who is named stalled on a Monday and was not the Monday before, over a year. This replays
  the rule of the program here, from the files; it must name the same pairs on the eight days.

Judged are the pairs for which a call comes into question: they have met, are open in the register, not
paused, have not told the office that they end, and are not so long silent that they are presumed
ended (a block of its own: "close these?"). The
fixed-day rules ("no meeting for N days", N from 7 to 180) are counted over the same pairs, and the
best are chosen with the truth in hand, for each way of behaving anew. Standard library only.

From the environment: PAIRS (500), SEEDS ("1 2"), DATES (month ends). Prints Markdown.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from statistics import median

RHYTHMS = ("regular", "irregular", "seasonal", "loosely-logged")
DAYS = range(7, 181)
RATIOS = (1.5, 2.0, 2.5, 3.0, 3.5, 4.0)
# The quiet weeks of seasonal pairs, as a programme would tell of them.
BREAKS = [("2025-07-11", "2025-09-01"), ("2025-12-15", "2026-01-09"), ("2026-07-11", "2026-09-01")]
DATES = "2025-09-30 2025-11-30 2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31 2026-09-30"
MONDAYS = [date(2025, 9, 29) + timedelta(days=7 * week) for week in range(53)]
# A call that comes later than this after a pair stopped is of little help.
SOON = 60


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text):
    return date.fromisoformat(text) if text else None


class Pair:
    """What the files say of a pair, and the truth."""

    def __init__(self, row, truth):
        self.row, self.stopped = row, day(truth["stopped_on"])
        self.told = truth["ending"] != "faded"
        self.closed = day(row["closed_on"])
        self.expected = float(row["agreed_every"] or 30)
        self.next = {}

    def settle(self, breaks):
        """Once all sessions are in: held dates up to the end, pauses as days."""
        self.held = sorted(d for d in self.next if not self.closed or d <= self.closed)
        self.breaks = breaks

    def pauses(self, on):
        begin, until = day(self.row["paused_from"]), day(self.row["paused_until"])
        found = list(self.breaks)
        if begin and begin <= on:
            back = until or min((d for d in self.held if begin < d <= on), default=on + timedelta(days=1))
            found.append((begin, back))
        return found

    def unpaused(self, first, last, pauses):
        resting = set()
        for begin, back in pauses:
            resting.update(range(max(begin, first).toordinal(), min(back, last).toordinal()))
        return (last - first).days - len(resting)

    def at(self, on):
        """None where no call comes into question; else contact gap, own gaps, overdue, days since contact."""
        held = [d for d in self.held if d <= on]
        pauses = self.pauses(on)
        if not held or (self.closed and self.closed <= on) or any(a <= on < b for a, b in pauses):
            return None
        gap = self.unpaused(held[-1], on, pauses)
        closed = sum(self.unpaused(a, b, pauses) for a, b in zip(held, held[1:]))
        ratio = gap * (2 + len(held) - 1) / (2 * self.expected + closed)
        if gap > 180 and ratio > 4:
            return None
        agreed = self.next[held[-1]]
        overdue = agreed is not None and (on - agreed).days > 7
        young = len(held) < 2 and self.unpaused(day(self.row["started_on"]), on, pauses) < 21
        return gap, (0.0 if young else ratio), overdue, (on - held[-1]).days

    def has_stopped(self, on):
        return self.stopped is not None and self.stopped <= on

    def is_judged(self, on):
        """Whoever told the office of the end is not silent: only the register is some days behind."""
        return not (self.told and self.has_stopped(on))


def programme(folder, breaks):
    truth = {row["pair_id"]: row for row in rows(folder / "truth/truth.csv")}
    pairs = {row["pair_id"]: Pair(row, truth[row["pair_id"]]) for row in rows(folder / "inputs/pairs.csv")}
    for row in rows(folder / "inputs/sessions.csv"):
        if row["status"] == "held":
            on, agreed = day(row["date"]), day(row["next_meeting"])
            known = pairs[row["pair_id"]].next
            later = [d for d in (known.get(on), agreed) if d and d > on]
            known[on] = max(later, default=None)
    for pair in pairs.values():
        pair.settle([(day(a), day(b)) for a, b in breaks])
    return pairs


def is_stalled(at, high=2.0, low=1.5):
    gap, ratio, overdue, _ = at
    return gap >= 14 and (ratio > high or (overdue and ratio > low))


RULES = {
    "stalled": is_stalled,
    "alone": lambda at: is_stalled(at, 2.0, 2.0),
    **{("fixed", n): (lambda at, n=n: at[3] >= n) for n in DAYS},
    **{
        ("tuned", high, low): (lambda at, high=high, low=low: is_stalled(at, high, low))
        for high in RATIOS for low in RATIOS if low <= high
    },
}


def listed(binary, folder, on):
    """The pairs that the program names stalled, without those presumed ended."""
    command = [binary, "support", folder, "--as-of", on.isoformat(), "--format", "json", "--quiet"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {row["pair_id"] for row in found if row["state"] == "Stalled" or row["state"] == "stalled"
            if not row["presumed_ended"]}


class Count:
    """Flagged and really stopped, flagged, really stopped (or: called in time, calls, stops)."""

    def __init__(self):
        self.right = self.flagged = self.stopped = self.caught = 0
        self.delays = []

    @property
    def precision(self):
        return self.right / self.flagged if self.flagged else 0.0

    @property
    def recall(self):
        return self.caught / self.stopped if self.stopped else 0.0

    @property
    def f1(self):
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def at_least(self, other):
        return self.precision >= other.precision and self.recall >= other.recall


def judge_days(pairs, dates, named, counts):
    for on in dates:
        for pair_id, pair in pairs.items():
            at, stopped = pair.at(on), pair.has_stopped(on)
            if at is None or not pair.is_judged(on):
                continue
            for name, rule in RULES.items():
                flagged = pair_id in named[on] if name == "stalled" else rule(at)
                count = counts[name]
                count.flagged += flagged
                count.stopped += stopped
                count.right += flagged and stopped
                count.caught += flagged and stopped


def judge_calls(pairs, counts):
    """Calls: flagged on a Monday, not the Monday before. A stop is caught by a call within SOON days."""
    for pair in pairs.values():
        at = [pair.at(on) if pair.is_judged(on) else None for on in MONDAYS]
        first, last = MONDAYS[1], MONDAYS[-1] - timedelta(days=SOON)
        met = pair.held and not pair.told and pair.held[0] <= pair.stopped
        stops = met and first <= pair.stopped <= last
        for name, rule in RULES.items():
            flags = [a is not None and rule(a) for a in at]
            calls = [on for on, was, now in zip(MONDAYS[1:], flags, flags[1:]) if now and not was]
            count = counts[name]
            count.flagged += len(calls)
            count.right += sum(pair.has_stopped(on) for on in calls)
            count.stopped += bool(stops)
            if stops:
                flagged = [on for on, now in zip(MONDAYS, flags) if now]
                late = min(((on - pair.stopped).days for on in flagged if on >= pair.stopped), default=None)
                count.caught += late is not None and late <= SOON
                count.delays += [] if late is None else [late]


def fixed(counts):
    return {name[1]: count for name, count in counts.items() if name[0] == "fixed"}


def as_many(count, rules, of):
    """The fixed rule of which `of` is nearest to ours: as many flags, or as many caught; of two the more precise."""
    return min(rules, key=lambda n: (abs(of(rules[n]) - of(count)), -rules[n].precision))


def cell(count):
    return f"{100 * count.precision:.0f} / {100 * count.recall:.0f} %"


def report(title, counts):
    rules, ours = fixed(counts), counts["stalled"]
    flags = as_many(ours, rules, lambda count: count.flagged)
    recall = as_many(ours, rules, lambda count: count.recall)
    best = max(rules, key=lambda n: (rules[n].f1, -n))
    better = [n for n in rules if rules[n].at_least(ours)]
    tuned = {name[1:]: count for name, count in counts.items() if name[0] == "tuned"}
    own = max(tuned, key=lambda at: tuned[at].f1)
    beats = [at for at in tuned if tuned[at].at_least(rules[best])]
    print(f"\n**{title}**: {ours.flagged} flagged, {ours.stopped} stopped\n")
    print("| rule | precision / recall | F1 | days to the call |\n| --- | ---: | ---: | ---: |")
    for name, count in [
        ("`stalled`", ours),
        (f"fixed rule that flags as many: {flags} days", rules[flags]),
        (f"fixed rule that catches as many: {recall} days", rules[recall]),
        ("`stalled` without its clause on overdue meetings", counts["alone"]),
        (f"best fixed rule by F1: {best} days", rules[best]),
        ("`stalled`, thresholds by F1: {} and {}".format(*own), tuned[own]),
    ]:
        delay = f"{median(count.delays):.0f}" if count.delays else ""
        print(f"| {name} | {cell(count)} | {100 * count.f1:.0f} % | {delay} |")
    print(f"\nFixed rules at least as good in both: {better or 'none'}."
          f" Thresholds with which `stalled` is at least as good in both as the best fixed rule: {beats or 'none'}.",
          flush=True)


def made(binary, work, rhythm, seed, pairs, breaks):
    folder = work / (f"{rhythm}-breaks" if breaks else rhythm) / seed
    command = ["simulate", "--rhythm", rhythm, "--seed", seed, "--pairs", pairs, "--out", folder, "--quiet"]
    subprocess.run([binary, *command], check=True)
    (folder / "inputs").mkdir(exist_ok=True)
    for table in folder.glob("*.csv"):
        table.replace(folder / "inputs" / table.name)
    told = "".join(f'[[break]]\nfrom = "{first}"\nto = "{back}"\n' for first, back in breaks)
    (folder / "inputs" / "mentorstat.toml").write_text(told)
    return folder


def judge(binary, work, rhythm, title, breaks=()):
    seeds = os.environ.get("SEEDS", "1 2").split()
    dates = [day(text) for text in os.environ.get("DATES", DATES).split()]
    days, calls = ({name: Count() for name in RULES} for _ in range(2))
    for seed in seeds:
        folder = made(binary, work, rhythm, seed, os.environ.get("PAIRS", "500"), breaks)
        pairs = programme(folder, breaks)
        named = {on: listed(binary, folder / "inputs", on) for on in dates}
        for on in dates:
            at = {pair_id: pair.at(on) for pair_id, pair in pairs.items()}
            here = {pair_id for pair_id, a in at.items() if a is not None and is_stalled(a)}
            if here != named[on]:
                sys.exit(f"{folder}, {on}: the program and this script differ over {sorted(here ^ named[on])}")
        judge_days(pairs, dates, named, days)
        judge_calls(pairs, calls)
    report(f"{title}, days", days)
    report(f"{title}, calls", calls)


def main():
    binary = str(Path(sys.argv[1]).resolve())
    work = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    for rhythm in RHYTHMS:
        judge(binary, work, rhythm, rhythm)
    judge(binary, work, "seasonal", "seasonal, the quiet weeks as [[break]]", BREAKS)


if __name__ == "__main__":
    main()
