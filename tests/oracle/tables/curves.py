"""Times to an event and recurrent events, written a second time from their formulas.

Influences are derivatives of an estimate by the weight of a pair, taken numerically, so that nothing of
how the program sums them is repeated here.
"""

import math
from collections import defaultdict

import numpy as np
from estimates import Z, wilson
from scipy import stats

CENSORED, REACHED, COMPETING = 0, 1, 2
CODES = {"censored": CENSORED, "reached": REACHED, "competing": COMPETING}


def log_log(value, error, quantile):
    """The interval of a number between 0 and 1 on the scale ln(-ln)."""
    if not (1e-12 < value < 1 - 1e-12) or error < 1e-10:
        return None, None
    spread = math.exp(quantile * error / abs(value * math.log(value)))
    return value**spread, value ** (1 / spread)


class Curve:
    """Cumulative incidence of (mentor, day, cause); with `competes` Aalen-Johansen, else 1 - Kaplan-Meier."""

    def __init__(self, exits, competes):
        self.mentor = [exit[0] for exit in exits]
        self.day = np.array([exit[1] for exit in exits], dtype=float)
        self.cause = np.array([exit[2] for exit in exits], dtype=int)
        self.competes = competes
        self.n = len(exits)
        self.is_event = self.cause == REACHED if competes else self.cause != CENSORED
        self.mentors = sorted(set(self.mentor))
        self.few = len(self.mentors) / (len(self.mentors) - 1) if 2 <= len(self.mentors) < self.n else 1.0
        self.days = np.unique(self.day)
        if self.n:
            self._weigh()

    def _weigh(self):
        """Heights on each day, and how they move with the weight of each mentor."""
        kinds = sorted(set(zip(self.day, self.cause)))
        day, cause = (np.array(part) for part in zip(*kinds))
        place = {kind: index for index, kind in enumerate(kinds)}
        of = [place[kind] for kind in zip(self.day, self.cause)]
        weight = np.bincount(of, minlength=len(kinds)).astype(float)
        at_risk = (day[None, :] >= self.days[:, None]).astype(float)
        leaving = day[None, :] == self.days[:, None]
        gone = (leaving & (cause[None, :] != CENSORED)).astype(float)
        reached = (leaving & (cause[None, :] == REACHED)).astype(float) if self.competes else gone

        def heights(weights):
            risk = at_risk @ weights
            free = np.cumprod(1 - (gone @ weights) / risk, axis=0)
            before = np.vstack([np.ones((1, weights.shape[1])), free[:-1]])
            return np.cumsum(before * (reached @ weights) / risk, axis=0)

        step = 1e-4 * np.eye(len(kinds))
        slope = (heights(weight[:, None] + step) - heights(weight[:, None] - step)) / 2e-4
        self.height = heights(weight[:, None])[:, 0]
        rows = {mentor: row for row, mentor in enumerate(self.mentors)}
        self.slope = np.zeros((len(self.mentors), len(self.days)))
        for mentor, kind in zip(self.mentor, of):
            self.slope[rows[mentor]] += slope[:, kind]

    def is_known(self, day):
        """Whether there was an event at all, and somebody was observed for that long or nobody is left."""
        if self.n == 0 or not (self.cause != CENSORED).any():
            return False
        last = self.day.max()
        return day <= last or not ((self.day == last) & (self.cause == CENSORED)).any()

    def known_until(self):
        """For each mentor, until when it is known whether one of the pairs has reached the event."""
        until = defaultdict(float)
        for mentor, day, cause in zip(self.mentor, self.day, self.cause):
            until[mentor] = max(until[mentor], day if cause == CENSORED else math.inf)
        return sorted(until.values())

    def events(self, day):
        return int((self.is_event & (self.day <= day)).sum())

    def influence(self, day):
        place = np.searchsorted(self.days, day, side="right") - 1
        return {m: self.slope[row, place] if place >= 0 else 0.0 for row, m in enumerate(self.mentors)}

    def incidence(self, day):
        """(estimate, lower, upper)"""
        place = np.searchsorted(self.days, day, side="right") - 1
        value = float(self.height[place]) if place >= 0 else 0.0
        if value < 1e-12 or value > 1 - 1e-12:
            known = sum(until >= day for until in self.known_until())
            return (round(value), *wilson(round(value), known)) if known else (round(value), None, None)
        error = math.sqrt(self.few * sum(x * x for x in self.influence(day).values()))
        if self.competes:
            return value, *log_log(value, error, Z)
        lower, upper = log_log(1 - value, error, Z)
        return (value, None, None) if lower is None else (value, 1 - upper, 1 - lower)

    def median(self):
        """First day on which half have reached it; without competition R's rule for flat parts."""
        inside = (self.height > 0) & (self.height < 1 - 1e-12)
        ends = [self.incidence(day) if ok else (None, None, None) for day, ok in zip(self.days, inside)]
        lines = [list(zip(self.days, self.height))]
        for end in (2, 1):
            lines.append([(day, of[end]) for day, of in zip(self.days, ends) if of[end] is not None])
        rule = self._first_half if self.competes else self._half_of_r
        return tuple(rule(line) for line in lines)

    @staticmethod
    def _first_half(line):
        return next((day for day, height in line if height >= 0.5 - 1e-9), None)

    @staticmethod
    def _half_of_r(line, tolerance=1.5e-8):
        for place, (day, height) in enumerate(line):
            if height > 0.5 - tolerance:
                if abs(height - 0.5) < tolerance:
                    later = [other for other, more in line[place + 1 :] if more > height + tolerance]
                    return (day + later[0]) / 2 if later else day
                return day
        return None

    def widths(self, horizon):
        """How long each height holds before the horizon."""
        ends = np.minimum(np.append(self.days[1:], np.inf), horizon)
        return np.maximum(ends - self.days, 0)

    def restricted_influence(self, horizon):
        lost = self.slope @ self.widths(horizon)
        return {mentor: -x for mentor, x in zip(self.mentors, lost)}

    def restricted_mean(self, horizon):
        """Mean time without the event up to the horizon: (estimate, lower, upper)."""
        mean = horizon - float(self.height @ self.widths(horizon))
        if self.events(horizon) == 0:
            edges = [0.0, *(min(until, horizon) for until in self.known_until())]
            limits = [wilson(0.0, len(edges) - 1 - place)[1] for place in range(len(edges) - 1)]
            lost = sum(limit * (b - a) for limit, a, b in zip(limits, edges, edges[1:]))
            return mean, max(0.0, horizon - lost), horizon
        if len(self.mentors) < 2:
            return mean, None, None
        error = math.sqrt(self.few * sum(x * x for x in self.restricted_influence(horizon).values()))
        quantile = stats.t.ppf(0.975, len(self.mentors) - 1)
        lower, upper = log_log(mean / horizon, error / horizon, quantile)
        return (mean, None, None) if lower is None else (mean, lower * horizon, upper * horizon)


def log_rank_scores(first, second):
    """(mentor, events less those expected, 1) for each pair of two curves."""
    day = np.concatenate([first.day, second.day])
    event = np.concatenate([first.is_event, second.is_event])
    hazard = {t: (event & (day == t)).sum() / (day >= t).sum() for t in np.unique(day[event])}
    scores = [float(e) - sum(h for t, h in hazard.items() if t <= own) for own, e in zip(day, event)]
    mentors = first.mentor + second.mentor
    units = [(mentor, score, 1.0) for mentor, score in zip(mentors, scores)]
    return units[: first.n], units[first.n :]


def gray_scores(first, second):
    """The same with those that something else happened to kept at risk, weighted by G(t-)/G(T-)."""

    def observed_before(curve, t):
        share = 1.0
        for day in np.unique(curve.day[(curve.cause == CENSORED) & (curve.day < t)]):
            left = (curve.day > day).sum() + ((curve.day == day) & (curve.cause == CENSORED)).sum()
            share *= 1 - ((curve.day == day) & (curve.cause == CENSORED)).sum() / left
        return share

    def weights(curve, t):
        still = (curve.day >= t).astype(float)
        for place in np.flatnonzero((curve.cause == COMPETING) & (curve.day < t)):
            still[place] = observed_before(curve, t) / observed_before(curve, curve.day[place])
        return still

    curves = (first, second)
    scores = [(curve.cause == REACHED).astype(float) for curve in curves]
    for t in sorted({day for curve in curves for day in curve.day[curve.cause == REACHED]}):
        at_risk = [weights(curve, t) for curve in curves]
        events = sum(((curve.cause == REACHED) & (curve.day == t)).sum() for curve in curves)
        hazard = events / sum(weight.sum() for weight in at_risk)
        for score, weight in zip(scores, at_risk):
            score -= weight * hazard
    return [[(m, x, 1.0) for m, x in zip(curve.mentor, score)] for curve, score in zip(curves, scores)]


def mean_count(units):
    """Nelson's M(t) of (mentor, days of events, last day) with the variance of Lawless and Nadeau.

    Yields (day, at risk, events so far, M, lower, upper) on each day with an event.
    """
    mentors = {mentor for mentor, _, _ in units}
    few = len(mentors) / (len(mentors) - 1) if 2 <= len(mentors) < len(units) else 1.0
    influence, mean, total = np.zeros(len(units)), 0.0, 0
    for day in sorted({day for _, events, until in units for day in events if day <= until}):
        at_risk = np.array([until >= day for _, _, until in units])
        own = np.array([events.count(day) if until >= day else 0 for _, events, until in units])
        mean, total = mean + own.sum() / at_risk.sum(), total + int(own.sum())
        influence += at_risk / at_risk.sum() * (own - own.sum() / at_risk.sum())
        by_mentor = defaultdict(float)
        for (mentor, _, _), x in zip(units, influence):
            by_mentor[mentor] += x
        error = math.sqrt(few * sum(x * x for x in by_mentor.values()))
        if len(mentors) < 2 or error < 1e-12:
            yield day, int(at_risk.sum()), total, mean, None, None
            continue
        spread = math.exp(stats.t.ppf(0.975, len(mentors) - 1) * error / mean)
        yield day, int(at_risk.sum()), total, mean, mean / spread, mean * spread
