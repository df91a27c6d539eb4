"""Shares, medians and shifts of pairs that share mentors, written a second time from their formulas."""

import math
from collections import defaultdict

import numpy as np
from scipy import stats

Z = stats.norm.ppf(0.975)


def wilson(share, n):
    centre = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return 0.0 if share == 0 else centre - half, 1.0 if share == 1 else centre + half


def correlation(first, second):
    """Of two estimates, through the mentors that both have; influences are dicts by mentor.

    One that nothing moves is correlated with nothing; what numerical derivatives leave of it is noise.
    """
    both = sum(first[mentor] * second[mentor] for mentor in set(first) & set(second))
    squares = [sum(x * x for x in one.values()) for one in (first, second)]
    return both / math.sqrt(squares[0] * squares[1]) if min(squares) > 1e-14 else 0.0


def difference(one, of_one, other, of_other, rho=0.0):
    """MOVER: the ends of one less other from those of both; an end that is None stays open."""

    def end(near, far):
        return None if near is None or far is None else math.sqrt(max(0.0, near**2 + far**2 - 2 * rho * near * far))

    def apart(a, b):
        return None if a is None or b is None else abs(a - b)

    down = end(apart(one, of_one[0]), apart(of_other[1], other))
    up = end(apart(of_one[1], one), apart(other, of_other[0]))
    value = one - other
    return value, None if down is None else value - down, None if up is None else value + up


class Share:
    """A ratio of sums over (mentor, numerator, denominator)."""

    def __init__(self, units):
        self.units = [unit for unit in units if unit[2] > 0]
        self.n = len(self.units)
        self.numerator = sum(unit[1] for unit in self.units)
        self.denominator = sum(unit[2] for unit in self.units)
        self.value = self.numerator / self.denominator if self.n else None
        self.influence = defaultdict(float)
        for mentor, numerator, denominator in self.units:
            self.influence[mentor] += (numerator - self.value * denominator) / self.denominator
        self.mentors = len(self.influence)

    def variance(self):
        return self.mentors / (self.mentors - 1) * sum(x * x for x in self.influence.values())

    def effective(self):
        if self.value in (0.0, 1.0):
            return self.mentors
        if self.mentors < 2:
            return None
        independent = self.value * (1 - self.value) / self.denominator
        return self.denominator / max(1.0, self.variance() / independent)

    def interval(self):
        size = self.effective() if self.n else None
        return (None, None) if size is None else wilson(self.value, size)


def studentised(first, second):
    """The statistic that is permuted: the difference over its standard error."""
    a, b = Share(first), Share(second)
    influence = defaultdict(float, a.influence)
    for mentor, x in b.influence.items():
        influence[mentor] -= x
    mentors = len(influence)
    variance = mentors / (mentors - 1) * sum(x * x for x in influence.values())
    return (a.value - b.value) / math.sqrt(variance)


def risk_ratio(a, b):
    """Ratio of two shares with the interval on the log scale."""
    if not (0 < a.value < 1 and 0 < b.value < 1):
        return None, None, None
    influence = defaultdict(float)
    for share, sign in ((a, 1), (b, -1)):
        for mentor, x in share.influence.items():
            influence[mentor] += sign * x / share.value
    mentors = len(influence)
    variance = mentors / (mentors - 1) * sum(x * x for x in influence.values())
    if mentors == a.n + b.n and all(unit[2] == 1 and unit[1] in (0, 1) for unit in a.units + b.units):
        variance = 1 / a.numerator - 1 / a.denominator + 1 / b.numerator - 1 / b.denominator
    spread = math.exp(Z * math.sqrt(variance))
    return a.value / b.value, a.value / b.value / spread, a.value / b.value * spread


def median(values):
    """Median of (mentor, number) with Woodruff's interval by order statistics."""
    if not values:
        return None, None, None
    x = np.sort([number for _, number in values])
    n, middle = len(x), float(np.median(x))
    size = Share([(mentor, float(number <= middle), 1.0) for mentor, number in values]).effective()
    m = 0 if size is None else min(n, math.floor(size + 1e-9))
    if m < 6:
        return middle, None, None
    rank = max(r for r in range(1, m) if stats.binom.cdf(r - 1, m, 0.5) <= 0.025)
    place = n * (rank - 1) // m + 1
    return middle, x[place - 1], x[n - place]


def placements(first, second):
    """Cliff's delta, and its variance from placements summed within mentors."""
    signs = np.sign(np.subtract.outer([x for _, x in first], [x for _, x in second]))
    delta = signs.mean()
    influence = defaultdict(float)
    for group, excess in ((first, signs.mean(axis=1)), (second, signs.mean(axis=0))):
        for (mentor, _), own in zip(group, excess):
            influence[mentor] += (own - delta) / len(group)
    mentors = len(influence)
    return delta, mentors / (mentors - 1) * sum(x * x for x in influence.values()), signs


def is_clustered(first, second):
    mentors = [mentor for mentor, _ in first + second]
    return len(set(mentors)) < len(mentors)


def asymmetric(delta, variance, freedom):
    t = stats.t.ppf(0.975, freedom) ** 2 * variance
    rest = 1 - delta**2
    middle, root = delta * rest, math.sqrt(t * (rest**2 + t))
    return max(-1.0, (middle - root) / (rest + t)), min(1.0, (middle + root) / (rest + t))


def cliffs_delta(first, second):
    n1, n2 = len(first), len(second)
    mentors = len({mentor for mentor, _ in first + second})
    if min(n1, n2) < 2 or mentors < 3:
        delta = placements(first, second)[0] if mentors > 1 else None
        return delta, None, None
    delta, variance, signs = placements(first, second)
    if is_clustered(first, second):
        if abs(delta) >= 1:
            return delta, None, None
        least = (n1 + n2 + 1) / (3 * n1 * n2) * (1 - delta**2)
        return delta, *asymmetric(delta, max(variance, least), mentors - 2)
    inner = delta if abs(delta) < 1 else delta * (n1 * n2 - 1) / (n1 * n2)
    rows, columns = signs.mean(axis=1), signs.mean(axis=0)
    variance = (
        n2**2 * ((rows - inner) ** 2).sum() + n1**2 * ((columns - inner) ** 2).sum() - ((signs - inner) ** 2).sum()
    ) / (n1 * n2 * (n1 - 1) * (n2 - 1))
    if variance <= 0:
        variance = (1 - inner**2) / (n1 * n2 - 1)
    lower, upper = asymmetric(inner, variance, n1 + n2 - 2)
    return delta, -1.0 if delta <= -1 else lower, 1.0 if delta >= 1 else upper


def cumulative_u(n1, n2):
    """P(U <= u) of the Mann-Whitney statistic without ties, by Gaussian binomials."""
    counts = np.zeros(n1 * n2 + 1)
    counts[0] = 1
    for k in range(1, n1 + 1):
        for i in range(n1 * n2, n2 + k - 1, -1):
            counts[i] -= counts[i - n2 - k]
        for i in range(k, n1 * n2 + 1):
            counts[i] += counts[i - k]
    return np.cumsum(counts) / counts.sum()


def hodges_lehmann(first, second):
    differences = np.sort(np.subtract.outer([x for _, x in first], [x for _, x in second]).ravel())
    shift, n1, n2 = float(np.median(differences)), len(first), len(second)
    quantile, spread = Z, math.sqrt(n1 * n2 * (n1 + n2 + 1) / 12)
    if is_clustered(first, second):
        mentors = len({mentor for mentor, _ in first + second})
        if mentors < 3:
            return shift, None, None
        aligned = [(mentor, round(x - shift, 9)) for mentor, x in first]
        variance = placements(aligned, [(mentor, round(x, 9)) for mentor, x in second])[1]
        effect = max(1.0, variance / ((n1 + n2 + 1) / (3 * n1 * n2)))
        quantile = stats.t.ppf(0.975, mentors - 2) * math.sqrt(effect)
    if not is_clustered(first, second) and max(n1, n2) < 50:
        rank = int((cumulative_u(n1, n2) <= 0.025).sum())
    else:
        rank = int(max(0.0, n1 * n2 / 2 - quantile * spread))
    if rank == 0:
        return shift, None, None
    return shift, differences[rank - 1], differences[n1 * n2 - rank]
