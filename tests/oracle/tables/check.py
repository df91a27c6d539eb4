#!/usr/bin/env python3
"""Holds the tables of a report against a second computation from its `internal/analysis`.

    python tests/oracle/tables/check.py reports/2026-Q3

Prints how many cells of each kind agree and differ; ends with 1 if any differs.
"""

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import numpy as np
from curves import CODES, Curve, gray_scores, log_rank_scores, mean_count
from estimates import Share, cliffs_delta, correlation, difference, hodges_lehmann, median
from estimates import risk_ratio, studentised
from lifelines.statistics import logrank_test
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.multitest import multipletests

NOTHING_COMPETES = {"match_length"}
ENDS = ("estimate", "lower", "upper")


class Ledger:
    """What agrees and what does not."""

    def __init__(self):
        self.counts = defaultdict(Counter)

    def cell(self, kind, where, printed, expected, tolerance=2e-5):
        found = None if printed in ("", None) else float(printed)
        if expected is not None:
            expected = None if not np.isfinite(expected) else float(expected)
        both = found is not None and expected is not None
        agrees = both and abs(found - expected) <= tolerance * max(1.0, abs(expected)) or found is expected is None
        self.counts[kind]["agree" if agrees else "differ"] += 1
        if not agrees and self.counts[kind]["differ"] <= 5:
            print(f"{kind} {where}: printed {found}, expected {expected}")

    def row(self, kind, where, printed, expected, names=ENDS):
        for name, value in zip(names, expected):
            self.cell(f"{kind}: {name}", where, printed[name], value)

    def report(self):
        for kind, count in sorted(self.counts.items()):
            print(f"{kind:55} {count['agree']:6} agree {count['differ']:4} differ")
        return sum(count["differ"] for count in self.counts.values())


class Programme:
    """The pairs of a report, with everything by mentor; a pair without one is its own."""

    def __init__(self, folder):
        self.tables = folder / "internal" / "tables"
        analysis = folder / "internal" / "analysis"
        self.pairs = read(analysis / "pairs.csv")
        self.goals = read(analysis / "goals.csv")
        self.answers = read(analysis / "answers.csv")
        for pair in self.pairs:
            pair["cluster"] = pair["mentor"] or "alone " + pair["pair"]
        self.curves = {}

    def group(self, grouping, name, rest_of=None):
        if grouping == "all":
            return self.pairs
        if name == "(rest)":
            return [pair for pair in self.pairs if pair[grouping] not in ("", rest_of)]
        name = "" if name == "(not recorded)" else name
        return [pair for pair in self.pairs if pair[grouping] == name]

    @staticmethod
    def units(pairs, measure, kind):
        if kind == "flag":
            return [(p["cluster"], float(p[measure] == "true"), 1.0) for p in pairs if p[measure]]
        num, den = f"{measure}_num", f"{measure}_den"
        return [(p["cluster"], float(p[num]), float(p[den])) for p in pairs if p[den]]

    @staticmethod
    def numbers(pairs, measure):
        return [(p["cluster"], float(p[measure])) for p in pairs if p[measure]]

    def curve(self, key, pairs, measure, exchanged=False):
        key = (*key, measure, exchanged)
        if key not in self.curves:
            days, outcome = f"{measure}_days", f"{measure}_outcome"
            exits = [(p["cluster"], float(p[days]), CODES[p[outcome]]) for p in pairs if p[days]]
            if exchanged:
                exits = [(mentor, day, (0, 2, 1)[cause]) for mentor, day, cause in exits]
            self.curves[key] = Curve(exits, measure not in NOTHING_COMPETES)
        return self.curves[key]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def longest(curve):
    return 365.0 if curve.is_known(365.0) else min(365.0, curve.day.max())


def measures(programme, ledger):
    for row in read(programme.tables / "measures.csv"):
        where = tuple(row[name] for name in ("grouping", "group", "measure", "horizon"))
        pairs, kind, measure = programme.group(row["grouping"], row["group"]), row["kind"], row["measure"]
        ledger.cell("measures pairs", where, row["pairs"], len(pairs))
        if kind in ("share", "flag"):
            share = Share(programme.units(pairs, measure, kind))
            found = (share.value, *share.interval())
            ledger.row("measures share", where, row, found)
            ledger.cell("measures share: n", where, row["n"], share.n)
        elif kind == "quantity":
            values = programme.numbers(pairs, measure)
            ledger.row("measures quantity", where, row, median(values))
            x = [value for _, value in values]
            spread = (sum(x), np.mean(x), *np.percentile(x, [25, 50, 75])) if x else (None,) * 5
            ledger.row("measures quantity", where, row, spread, ("total", "mean", "q1", "median", "q3"))
        elif kind == "event":
            curve = programme.curve(where[:2], pairs, measure)
            ledger.row(f"measures event {row['horizon']}", where, row, event(curve, row["horizon"], None))
            ledger.cell("measures event: n", where, row["n"], curve.n)


def event(curve, horizon, limit):
    """(estimate, lower, upper) of a horizon; `limit` is that of restricted means."""
    nothing = (None, None, None)
    if curve.n == 0 or not (curve.cause != 0).any():
        return nothing
    if horizon == "median":
        return curve.median()
    if horizon == "rmean":
        return curve.restricted_mean(longest(curve) if limit is None else limit)
    return curve.incidence(float(horizon)) if curve.is_known(float(horizon)) else nothing


def comparisons(programme, ledger):
    kinds = {row["measure"]: row["kind"] for row in read(programme.tables / "measures.csv")}
    rows = read(programme.tables / "comparisons.csv")
    for row in rows:
        if row["adjusted_for"] or row["at_day"] != programme.at_day:
            continue
        kind, measure, grouping = kinds[row["measure"]], row["measure"], row["grouping"]
        where = tuple(row[name] for name in ("grouping", "group_a", "group_b", "measure", "horizon"))
        sides = [programme.group(grouping, row["group_a"]), programme.group(grouping, row["group_b"], row["group_a"])]
        if kind in ("share", "flag"):
            shares(ledger, where, row, [Share(programme.units(side, measure, kind)) for side in sides])
        elif kind == "quantity":
            quantities(ledger, where, row, [programme.numbers(side, measure) for side in sides])
        elif kind == "event":
            keys = [(grouping, row["group_a"]), (grouping, row["group_b"], row["group_a"])]
            curves = [programme.curve(key, side, measure) for key, side in zip(keys, sides)]
            events(ledger, where, row, curves, float(row["at_day"] or 365))
    adjusted(ledger, rows)


NAMES = ("difference", "lower", "upper")
EFFECT = ("effect_size", "effect_lower", "effect_upper")


def shares(ledger, where, row, sides):
    a, b = sides
    if not (a.n and b.n):
        return ledger.cell("comparisons share: none", where, row["difference"], None)
    rho = correlation(a.influence, b.influence)
    found = difference(a.value, a.interval(), b.value, b.interval(), rho)
    if None in (*a.interval(), *b.interval()):
        found = (found[0], None, None)
    ledger.row("comparisons share", where, row, found, NAMES)
    ledger.row("comparisons share", where, row, risk_ratio(a, b), EFFECT)
    if "permutation" in row["test"]:
        ledger.cell("comparisons share: statistic", where, row["statistic"], studentised(a.units, b.units))
    elif row["p"]:
        table = [[side.numerator, side.denominator - side.numerator] for side in sides]
        is_large = stats.contingency.expected_freq(table).min() >= 5
        test = stats.chi2_contingency(table, correction=False) if is_large else stats.fisher_exact(table)
        ledger.cell("comparisons share: p", where, row["p"], test[1])


def quantities(ledger, where, row, sides):
    first, second = sides
    if not (first and second):
        return ledger.cell("comparisons quantity: none", where, row["difference"], None)
    ledger.row("comparisons quantity", where, row, hodges_lehmann(first, second), NAMES)
    ledger.row("comparisons quantity", where, row, cliffs_delta(first, second), EFFECT)
    x, y = ([value for _, value in side] for side in sides)
    if "permutation" in row["test"]:
        ranks = stats.rankdata(x + y)
        units = [(mentor, rank, 1.0) for (mentor, _), rank in zip(first + second, ranks)]
        found = studentised(units[: len(x)], units[len(x) :])
        ledger.cell("comparisons quantity: statistic", where, row["statistic"], found)
    elif row["p"]:
        is_exact = len(set(x + y)) == len(x + y) and max(len(x), len(y)) < 50
        test = stats.mannwhitneyu(x, y, method="exact" if is_exact else "asymptotic")
        ledger.cell("comparisons quantity: p", where, row["p"], test.pvalue)


def events(ledger, where, row, curves, limit):
    horizon = row["horizon"]
    if horizon == "rmean":
        for curve in curves:
            if not curve.is_known(limit) and curve.n:
                limit = min(limit, curve.day.max())
    a, b = (event(curve, horizon, limit) for curve in curves)
    ledger.cell(f"comparisons event {horizon}: a", where, row["estimate_a"], a[0])
    ledger.cell(f"comparisons event {horizon}: b", where, row["estimate_b"], b[0])
    if a[0] is None or b[0] is None:
        return ledger.cell("comparisons event: none", where, row["difference"], None)
    rho = 0.0
    if horizon == "rmean":
        rho = correlation(*(curve.restricted_influence(limit) for curve in curves))
    elif horizon != "median":
        rho = correlation(*(curve.influence(float(horizon)) for curve in curves))
    found = difference(a[0], a[1:], b[0], b[1:], rho)
    ledger.row(f"comparisons event {horizon}", where, row, found, NAMES)
    if row["p"] and "log-rank scores" in row["test"]:
        ledger.cell("log-rank: statistic", where, row["statistic"], studentised(*log_rank_scores(*curves)))
    elif row["p"] and "Gray" in row["test"]:
        ledger.cell("Gray: statistic", where, row["statistic"], studentised(*gray_scores(*curves)))
    elif row["p"]:
        test = logrank_test(curves[0].day, curves[1].day, curves[0].is_event, curves[1].is_event)
        ledger.cell("log-rank: p", where, row["p"], test.p_value)


def adjusted(ledger, rows):
    """p values within their families."""
    families = defaultdict(list)
    for row in rows:
        if row["p_adjusted"]:
            families[row["adjustment"], row["family"], row["grouping"]].append(row)
    for (adjustment, family, _), members in families.items():
        method = "holm" if adjustment == "Holm" else "fdr_bh"
        expected = multipletests([float(row["p"]) for row in members], method=method)[1]
        for row, p in zip(members, expected):
            ledger.cell(f"p adjusted by {adjustment}", family, row["p_adjusted"], p)


def curves(programme, ledger):
    lines = defaultdict(list)
    for row in read(programme.tables / "curves.csv"):
        lines[row["grouping"], row["group"], row["measure"], row["outcome"]].append(row)
    for (grouping, group, measure, outcome), rows in lines.items():
        pairs, where = programme.group(grouping, group), (grouping, group, measure, outcome)
        if outcome == "mean_count":
            recurrent(programme, ledger, where, pairs, rows)
            continue
        curve = programme.curve((grouping, group), pairs, measure, outcome == "competing")
        for row in rows[1:]:
            day = float(row["day"])
            value, lower, upper = curve.incidence(day)
            if not 1e-12 < value < 1 - 1e-12:
                lower = upper = None
            ledger.row("curves", (*where, day), row, (value, lower, upper))
            at_risk, gone = (curve.day >= day).sum(), ((curve.day <= day) & (curve.cause == 0)).sum()
            found = (at_risk, curve.events(day), gone)
            ledger.row("curves", (*where, day), row, found, ("at_risk", "events", "censored"))


def recurrent(programme, ledger, where, pairs, rows):
    as_of = programme.as_of
    new = defaultdict(list)
    for goal in programme.goals:
        if goal["origin"] == "new" and goal["first_on"]:
            new[goal["pair"]].append(date.fromisoformat(goal["first_on"]))
    units = []
    for pair in pairs:
        if pair["new_goals"] and pair["started_on"]:
            start = date.fromisoformat(pair["started_on"])
            end = date.fromisoformat(pair["ended_on"]) if pair["ended_on"] else as_of
            days = sorted((day - start).days for day in new[pair["pair"]])
            until = (end - start).days
            units.append((pair["cluster"], [day for day in days if 0 <= day <= until], until))
    steps = {step[0]: step[1:] for step in mean_count(units)}
    for row in rows[1:]:
        day = float(row["day"])
        if day not in steps:
            ledger.cell("mean count: a day without an event", (*where, day), "1", float(row is rows[-1]))
            continue
        at_risk, total, *found = steps[day]
        ledger.row("mean count", (*where, day), row, found)
        ledger.row("mean count", (*where, day), row, (at_risk, total), ("at_risk", "events"))
    shown = {float(row["day"]) for row in rows}
    ledger.cell("mean count: steps left out", where, "0", len(set(steps) - shown))


def agreement(programme, ledger, folder):
    """Of all pairs on the goals that both judged: raw, kappa with quadratic weights, and who says more."""
    forms = defaultdict(dict)
    for answer in programme.answers:
        form = tuple(answer[name] for name in ("pair", "respondent", "date", "phase", "form"))
        forms[form][answer["question"]] = answer["value"]
    said = defaultdict(list)
    for (pair, who, day, phase, _), answers in forms.items():
        said[pair, who].append((day, ("baseline", "mid", "end", "").index(phase), answers))
    level = {"no": 0, "partly": 1, "yes": 2}

    def verdict(goal, who):
        """The latest answer for the goal, its own before that for all; on the way only a yes decides."""
        found = []
        for day, phase, answers in said[goal["pair"], who]:
            answer = answers.get(f"goal_{goal['goal']}_achieved") or answers.get("goals_achieved")
            if answer in level and phase > 0 and (phase > 1 or answer == "yes"):
                found.append((day, phase, level[answer]))
        return max(found)[2] if found else None

    both = [[verdict(goal, who) for who in ("mentor", "mentee")] for goal in programme.goals]
    both = [verdicts for verdicts in both if None not in verdicts]
    text = re.sub(r"<[^>]+>", " ", (folder / "internal" / "comparison.html").read_text(encoding="utf-8"))
    row = re.search(
        r"Mentor higher\s+All pairs\s+(\d+)\s+(\d+)\s%\s+\[[^\]]*\]\s+(-?[\d.]+|–)\s*(?:\[[^\]]*\])?\s+(\d+)\s%",
        text.replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " "),
    )
    if not row or not both:
        return
    mentor, mentee = (np.array(part) for part in zip(*both))
    ledger.cell("agreement: judged by both", "all", row[1], len(both))
    ledger.cell("agreement: same answer", "all", row[2], round(100 * (mentor == mentee).mean()), 0.51)
    kappa = cohen_kappa_score(mentor, mentee, weights="quadratic", labels=[0, 1, 2])
    ledger.cell("agreement: kappa", "all", row[3] if row[3] != "–" else "", kappa, 0.0051)
    ledger.cell("agreement: mentor higher", "all", row[4], round(100 * (mentor > mentee).mean()), 0.51)


def main():
    folder = Path(sys.argv[1])
    programme, ledger = Programme(folder), Ledger()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    programme.as_of = date.fromisoformat(manifest["as_of"])
    # At an age of its own a comparison rests on values that `internal/analysis` does not hold.
    at_days = re.search(r'"at_days":\s*(\d+)', json.dumps(manifest))
    programme.at_day = at_days[1] if at_days else ""
    measures(programme, ledger)
    comparisons(programme, ledger)
    curves(programme, ledger)
    if not programme.at_day:
        agreement(programme, ledger, folder)
    return 1 if ledger.report() else 0


if __name__ == "__main__":
    sys.exit(main())
