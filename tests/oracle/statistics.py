"""Reference values for the statistics, made with other people's libraries.

    python -m venv /tmp/oracle && /tmp/oracle/bin/pip install -r tests/oracle/requirements.txt
    /tmp/oracle/bin/python tests/oracle/statistics.py > tests/oracle/statistics.json

The values are checked in, so the tests need no Python. Inputs are random but seeded.

Traps in these libraries:
* lifelines' AalenJohansenFitter jitters tied times, and what it calls the variance of the
  restricted mean is not the square of its standard error: neither is used.
* scikit-survival's variance "Dinse_Approx" is the one of the formula that we use.
* statsmodels' "score" interval of a difference fails on small tables: "newcomb" is used.
* Where no library has a cluster-robust variance (curves), it is differentiated numerically:
  an influence is what happens to the estimate when the weight of a cluster changes a little.
"""

import json
import sys
from itertools import combinations, product

import numpy as np
import statsmodels.api as sm
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test
from lifelines.utils import median_survival_times, restricted_mean_survival_time
from scipy import stats
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

SEED = 20260930


def wilson(rng):
    for _ in range(20):
        n = int(rng.integers(1, 300))
        k = int(rng.integers(0, n + 1))
        lower, upper = proportion_confint(k, n, alpha=0.05, method="wilson")
        yield {"k": k, "n": n, "lower": lower, "upper": upper}


def clustered_units(rng):
    n, clusters = int(rng.integers(8, 40)), int(rng.integers(3, 10))
    cluster = rng.integers(0, clusters, n)
    den = rng.integers(1, 6, n)
    num = rng.binomial(den, np.clip(0.2 + 0.08 * cluster, 0.05, 0.95))
    return cluster, num, den


def clustered_share(rng):
    """A ratio is the weighted mean of its parts; statsmodels' correction is CR1 for one term."""
    for _ in range(20):
        cluster, num, den = clustered_units(rng)
        if len(set(cluster)) < 2 or num.sum() in (0, den.sum()):
            continue
        fit = sm.WLS(num / den, np.ones(len(den)), weights=den).fit(
            cov_type="cluster", cov_kwds={"groups": cluster}
        )
        share, error = float(fit.params[0]), float(fit.bse[0])
        n = int(den.sum())
        deff = max(1.0, error**2 / (share * (1 - share) / n))
        lower, upper = proportion_confint(share * n / deff, n / deff, method="wilson")
        units = np.column_stack([cluster, num, den]).tolist()
        yield {"units": units, "share": share, "standard_error": error, "lower": lower, "upper": upper}


def clustered_mean(rng):
    for _ in range(12):
        n = int(rng.integers(5, 40))
        cluster = rng.integers(0, 6, n)
        values = np.round(rng.normal(2, 5, n) + cluster, 3)
        fit = sm.OLS(values, np.ones(n)).fit(
            cov_type="cluster", cov_kwds={"groups": cluster}, use_t=True
        )
        (lower, upper), = fit.conf_int()
        pairs = [[int(c), float(v)] for c, v in zip(cluster, values)]
        yield {"values": pairs, "mean": float(fit.params[0]), "lower": float(lower), "upper": float(upper)}


def median(rng):
    for n in [6, 7, 8, 9, 10, 15, 24, 25, 40, 41, 100, 101]:
        values = np.round(rng.gamma(2, 20, n), 1)
        interval = stats.quantile_test(values, q=0, p=0.5).confidence_interval(0.95)
        yield {
            "values": values.tolist(),
            "quartiles": np.percentile(values, [25, 50, 75]).tolist(),
            "lower": float(interval.low),
            "upper": float(interval.high),
        }


def exits(rng, causes, n=None):
    """Whole, often tied times; the longest follow-up is censored in about half of the samples."""
    n = n or int(rng.integers(12, 50))
    time = np.ceil(rng.exponential(40, n)).astype(int)
    limit = int(rng.integers(30, 90))
    cause = rng.choice([0, *range(1, causes + 1)], n)
    cause = np.where(time > limit, 0, cause)
    return np.minimum(time, limit), cause


def kaplan_meier(rng):
    for _ in range(15):
        time, cause = exits(rng, 1)
        if cause.sum() == 0:
            continue
        fitter = KaplanMeierFitter().fit(time, cause)
        at = [int(x) for x in np.unique(time[cause == 1])[:12]]
        survival = fitter.survival_function_at_times(at).to_numpy()
        bounds = fitter.confidence_interval_.loc[at].to_numpy()
        x, s, c = kaplan_meier_estimator(cause == 1, time, conf_type="log-log")
        np.testing.assert_allclose(s[np.searchsorted(x, at)], survival)
        inside = (survival > 0) & (survival < 1)
        np.testing.assert_allclose(c[:, np.searchsorted(x, at)][:, inside], bounds[inside].T, rtol=1e-6)
        horizon = int(time.max())
        yield {
            "time": time.tolist(),
            "cause": cause.tolist(),
            "at": at,
            "survival": survival.tolist(),
            "lower": [float(b) if i else None for b, i in zip(bounds[:, 0], inside)],
            "upper": [float(b) if i else None for b, i in zip(bounds[:, 1], inside)],
            **median_of(fitter),
            "horizon": horizon,
            "restricted_mean": float(restricted_mean_survival_time(fitter, t=horizon)),
        }


def median_of(fitter):
    """lifelines takes the first time at or below 1/2, so curves that touch it are left to R's rule."""
    touches = bool(np.isclose(fitter.survival_function_.to_numpy(), 0.5).any())
    limits = median_survival_times(fitter.confidence_interval_).to_numpy()[0]
    finite = [float(x) if np.isfinite(x) else None for x in [fitter.median_survival_time_, *limits]]
    return {"touches_half": touches, "median": finite[0], "median_lower": finite[1], "median_upper": finite[2]}


def aalen_johansen(rng):
    for _ in range(15):
        time, cause = exits(rng, 2)
        if not {1, 2} <= set(cause.tolist()):
            continue
        x, incidence, interval = cumulative_incidence_competing_risks(
            cause, time, conf_type="log-log", var_type="Dinse_Approx"
        )
        at = [int(t) for t in np.unique(time[cause == 1])[:12]]
        where = np.searchsorted(x, at)
        yield {
            "time": time.tolist(),
            "cause": cause.tolist(),
            "at": at,
            "reached": incidence[1, where].tolist(),
            "competing": incidence[2, where].tolist(),
            "lower": interval[1, 0, where].tolist(),
            "upper": interval[1, 1, where].tolist(),
        }


def weighted_incidence(time, cause, weight, at):
    """F(at) and the integral of 1 − F up to it, every subject counting `weight` times."""
    free, reached, area, last = 1.0, 0.0, 0.0, 0.0
    for t in np.unique(time[time <= at]):
        area += (1 - reached) * (t - last)
        last = t
        at_risk = weight[time >= t].sum()
        reached += free * weight[(time == t) & (cause == 1)].sum() / at_risk
        free *= 1 - weight[(time == t) & (cause > 0)].sum() / at_risk
    return np.array([reached, area + (1 - reached) * (at - last)])


def weighted_mcf(units, weight, at):
    """M(at), every unit counting `weight` times."""
    mean = 0.0
    times = sorted({t for unit in units for t in unit["events"] if t <= at})
    for t in times:
        at_risk = sum(w for w, unit in zip(weight, units) if unit["until"] >= t)
        mean += sum(w * unit["events"].count(t) for w, unit in zip(weight, units)) / at_risk
    return np.array([mean])


def robust_error(estimate, cluster):
    """Root of the sum over clusters of (d estimate / d weight of the cluster)²."""
    step, squares = 1e-5, 0.0
    for label in np.unique(cluster):
        change = step * (cluster == label)
        derivative = (estimate(1 + change) - estimate(1 - change)) / (2 * step)
        squares = squares + derivative**2
    return np.sqrt(squares)


def clustered_incidence(rng):
    for _ in range(8):
        time, cause = exits(rng, 2, n=30)
        cluster = rng.integers(0, 9, len(time))
        at = int(np.median(time))
        value, area = weighted_incidence(time, cause, np.ones(len(time)), at)
        error, area_error = robust_error(lambda w: weighted_incidence(time, cause, w, at), cluster)
        yield {
            "time": time.tolist(),
            "cause": cause.tolist(),
            "cluster": cluster.tolist(),
            "at": at,
            "incidence": float(value),
            "standard_error": float(error),
            "restricted_mean": float(area),
            "restricted_mean_error": float(area_error),
        }


def mean_cumulative_function(rng):
    for _ in range(6):
        units = []
        for cluster in rng.integers(0, 8, 20):
            until = int(rng.integers(5, 40))
            events = sorted(rng.integers(1, 41, rng.integers(0, 5)).tolist())
            units.append({"events": [t for t in events if t <= until], "until": until, "cluster": int(cluster)})
        cluster = np.array([unit["cluster"] for unit in units])
        at = [10, 20, 30]
        yield {
            "units": units,
            "at": at,
            "mean": [float(weighted_mcf(units, np.ones(20), t)[0]) for t in at],
            "standard_error": [float(robust_error(lambda w, t=t: weighted_mcf(units, w, t), cluster)[0]) for t in at],
        }


def newcombe(rng):
    for _ in range(20):
        n1, n2 = (int(n) for n in rng.integers(3, 120, 2))
        k1, k2 = int(rng.integers(0, n1 + 1)), int(rng.integers(0, n2 + 1))
        lower, upper = confint_proportions_2indep(k1, n1, k2, n2, compare="diff", method="newcomb")
        yield {"k1": k1, "n1": n1, "k2": k2, "n2": n2, "lower": float(lower), "upper": float(upper)}


def kappa(rng):
    for _ in range(8):
        table = rng.integers(0, 12, (3, 3)) + np.diag(rng.integers(3, 20, 3))
        case = {"table": table.tolist()}
        for name, weights in [("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic")]:
            found = cohens_kappa(table, wt=weights)
            case[name] = [float(x) for x in (found.kappa, found.kappa_low, found.kappa_upp)]
        yield case


def alpha(rng):
    for _ in range(6):
        n, k = int(rng.integers(5, 30)), int(rng.integers(2, 7))
        answers = np.clip(np.round(3 + rng.normal(0, 1, (n, 1)) + rng.normal(0, 1, (n, k))), 1, 5)
        covariance = np.cov(answers, rowvar=False)
        value = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
        f = stats.f(n - 1, (n - 1) * (k - 1))
        yield {
            "answers": answers.tolist(),
            "alpha": float(value),
            "lower": float(1 - (1 - value) * f.ppf(0.975)),
            "upper": float(1 - (1 - value) * f.ppf(0.025)),
        }


def mann_whitney(rng):
    for tied in [False, True] * 6:
        first, second = (rng.normal(shift, 3, int(rng.integers(4, 30))) for shift in (0, 1.5))
        first, second = (np.round(x) if tied else x for x in (first, second))
        found = stats.mannwhitneyu(first, second, method="asymptotic" if tied else "exact")
        yield {
            "first": first.tolist(),
            "second": second.tolist(),
            "u": float(found.statistic),
            "p": float(found.pvalue),
        }


def fourfold_table(rng):
    for _ in range(20):
        table = rng.integers(1, 25, (2, 2))
        chi_squared = stats.chi2_contingency(table, correction=False)
        ratio = stats.contingency.relative_risk(*(int(x) for x in (table[0, 0], table[0].sum(), table[1, 0], table[1].sum())))
        interval = ratio.confidence_interval(0.95)
        yield {
            "table": table.tolist(),
            "chi_squared": float(chi_squared.statistic),
            "chi_squared_p": float(chi_squared.pvalue),
            "fisher_p": float(stats.fisher_exact(table).pvalue),
            "ratio": [float(x) for x in (ratio.relative_risk, interval.low, interval.high)],
        }


def multiplicity(rng):
    for n in [1, 2, 5, 9, 20]:
        raw = np.round(rng.beta(0.5, 3, n), 4)
        yield {
            "raw": raw.tolist(),
            "holm": multipletests(raw, method="holm")[1].tolist(),
            "benjamini_hochberg": multipletests(raw, method="fdr_bh")[1].tolist(),
        }


def log_rank(rng):
    for _ in range(10):
        (time1, cause1), (time2, cause2) = exits(rng, 1), exits(rng, 1)
        found = logrank_test(time1, time2, cause1, cause2)
        yield {
            "first": [time1.tolist(), cause1.tolist()],
            "second": [time2.tolist(), cause2.tolist()],
            "statistic": float(found.test_statistic),
            "p": float(found.p_value),
        }


def hodges_lehmann(rng):
    """All differences written out; the interval inverts scipy's exact distribution of U."""
    for _ in range(8):
        first, second = (np.round(rng.normal(shift, 9, int(rng.integers(5, 14))), 2) for shift in (3, 0))
        differences = np.sort(np.subtract.outer(first, second).ravel())
        u = np.array([stats.mannwhitneyu(first - d, second, method="exact").pvalue for d in (differences + 1e-6)])
        accepted = np.flatnonzero(u > 0.05)
        yield {
            "first": first.tolist(),
            "second": second.tolist(),
            "shift": float(np.median(differences)),
            "lower": float(differences[accepted[0]]),
            "upper": float(differences[accepted[-1] + 1]),
        }


def two_groups(rng, clusters, shared):
    """Units (cluster, num, den) of two groups; the first few clusters have units in both."""
    groups = []
    for group, offset in [(0, 0), (1, clusters - shared)]:
        cluster = offset + rng.integers(0, clusters, 14)
        den = rng.integers(1, 4, 14)
        num = rng.binomial(den, np.clip(0.3 + 0.06 * (cluster % 7) + 0.15 * group, 0.05, 0.95))
        groups.append(np.column_stack([cluster, num, den]))
    return groups


def studentised(first, second):
    """The difference of two ratios over its CR1 standard error, by stacking all clusters."""
    influence, shares = {}, []
    for sign, units in [(1, first), (-1, second)]:
        share = units[:, 1].sum() / units[:, 2].sum()
        shares.append(share)
        for cluster, num, den in units:
            influence[cluster] = influence.get(cluster, 0.0) + sign * (num - share * den) / units[:, 2].sum()
    values = np.array(list(influence.values()))
    error = np.sqrt(len(values) / (len(values) - 1) * (values**2).sum())
    difference = shares[0] - shares[1]
    return difference / error if error > 1e-12 else np.sign(difference) * 1e6 * (abs(difference) > 1e-12)


def arrangements(first, second):
    """Every way to exchange the groups of whole clusters, and of units within clusters in both."""
    both = set(first[:, 0]) & set(second[:, 0])
    single = [units[~np.isin(units[:, 0], list(both))] for units in (first, second)]
    labels = [sorted(set(units[:, 0])) for units in single]
    pool = np.concatenate(single)
    every = sorted(labels[0] + labels[1])
    options = [
        [(pool[np.isin(pool[:, 0], chosen)], pool[~np.isin(pool[:, 0], chosen)]) for chosen in combinations(every, len(labels[0]))]
    ]
    for cluster in sorted(both):
        units = np.concatenate([group[group[:, 0] == cluster] for group in (first, second)])
        size = int((first[:, 0] == cluster).sum())
        places = range(len(units))
        options.append(
            [(units[list(chosen)], units[[i for i in places if i not in chosen]]) for chosen in combinations(places, size)]
        )
    for parts in product(*options):
        yield tuple(np.concatenate([part[group] for part in parts]) for group in (0, 1))


def cluster_permutation(rng):
    for shared in [0, 0, 0, 1, 1, 2]:
        first, second = two_groups(rng, 6, shared)
        observed = studentised(first, second)
        found = np.array([abs(studentised(*groups)) for groups in arrangements(first, second)])
        yield {
            "first": first.tolist(),
            "second": second.tolist(),
            "statistic": float(observed),
            "arrangements": len(found),
            "p": float((found >= abs(observed) * (1 - 1e-9)).mean()),
        }


def clustered_risk_ratio(rng):
    for shared in [0, 1, 2, 3, 0]:
        first, second = two_groups(rng, 8, shared)
        weights = lambda units, w: (w[units[:, 0]] * units[:, 1]).sum() / (w[units[:, 0]] * units[:, 2]).sum()
        clusters = np.array(sorted(set(first[:, 0]) | set(second[:, 0])))
        everybody = np.ones(clusters.max() + 1)
        log_ratio = lambda w: np.array([np.log(weights(first, w) / weights(second, w))])
        error = robust_error_of(log_ratio, clusters, everybody) * np.sqrt(len(clusters) / (len(clusters) - 1))
        value = float(log_ratio(everybody)[0])
        z = stats.norm.ppf(0.975)
        yield {
            "first": first.tolist(),
            "second": second.tolist(),
            "ratio": float(np.exp(value)),
            "lower": float(np.exp(value - z * error)),
            "upper": float(np.exp(value + z * error)),
        }


def robust_error_of(estimate, clusters, everybody):
    """As robust_error, where the weight of each cluster stands at its own place."""
    step, squares = 1e-5, 0.0
    for cluster in clusters:
        change = np.zeros_like(everybody)
        change[cluster] = step
        derivative = (estimate(everybody + change) - estimate(everybody - change)) / (2 * step)
        squares = squares + derivative**2
    return float(np.sqrt(squares)[0])


def log_log(value, error, quantile):
    """Ends of an interval of a number between 0 and 1 on the scale ln(-ln)."""
    spread = np.exp(abs(quantile * error / (value * np.log(value))))
    return value**spread, value ** (1 / spread)


def clustered_difference(rng):
    """Differences of incidences and of restricted means of two groups with clusters in both.

    Errors are the derivatives by the weight of each cluster; the intervals of both groups are combined
    by MOVER (Zou and Donner 2008) with the correlation of those derivatives.
    """
    for _ in range(8):
        groups = []
        for offset in (0, 4):
            time, cause = exits(rng, 2, n=25)
            groups.append((time, cause, offset + rng.integers(0, 8, 25)))
        at = int(min(np.median(time) for time, _, _ in groups))
        values, influences, ends = [], [], []
        for time, cause, cluster in groups:
            of = lambda w: weighted_incidence(time, cause, w[cluster], at)
            everybody, changes = np.ones(12), 1e-5 * np.eye(12)
            value = of(everybody)
            influence = np.array([(of(everybody + change) - of(everybody - change)) / 2e-5 for change in changes])
            count = len(set(cluster))
            error = np.sqrt(count / (count - 1) * (influence**2).sum(axis=0))
            t = stats.t.ppf(0.975, count - 1)
            mean = [at * end for end in log_log(value[1] / at, error[1] / at, t)]
            values.append(value)
            influences.append(influence)
            ends.append([log_log(value[0], error[0], stats.norm.ppf(0.975)), mean])
        found = {"groups": [[part.tolist() for part in group] for group in groups], "at": at}
        for place, name in enumerate(["incidence", "restricted_mean"]):
            (one, other), (a, b) = [v[place] for v in values], [i[:, place] for i in influences]
            rho = (a * b).sum() / np.sqrt((a**2).sum() * (b**2).sum())
            (l1, u1), (l2, u2) = [e[place] for e in ends]
            down = np.sqrt((one - l1) ** 2 + (u2 - other) ** 2 - 2 * rho * (one - l1) * (u2 - other))
            up = np.sqrt((u1 - one) ** 2 + (other - l2) ** 2 - 2 * rho * (u1 - one) * (other - l2))
            found[name] = [float(x) for x in (one - other, one - other - down, one - other + up)]
        yield found


def clustered_delta(rng):
    """Obuchowski's variance: the derivative of delta by the weight of each cluster."""
    for _ in range(6):
        groups = [(np.round(rng.normal(shift, 3, 15)), offset + rng.integers(0, 7, 15)) for shift, offset in ((0, 0), (1, 4))]
        signs = np.sign(np.subtract.outer(groups[0][0], groups[1][0]))

        def delta(w):
            weights = np.outer(w[groups[0][1]], w[groups[1][1]])
            return (signs * weights).sum() / weights.sum()

        clusters = sorted(set(groups[0][1]) | set(groups[1][1]))
        squares = 0.0
        for cluster in clusters:
            change = np.zeros(12)
            change[cluster] = 1e-5
            squares += ((delta(np.ones(12) + change) - delta(np.ones(12) - change)) / 2e-5) ** 2
        variance = squares * len(clusters) / (len(clusters) - 1)
        value = float(delta(np.ones(12)))
        least = (31 / (3 * 15 * 15)) * (1 - value**2)
        t2s2 = stats.t.ppf(0.975, len(clusters) - 2) ** 2 * max(variance, least)
        rest = 1 - value**2
        ends = [(value * rest + sign * np.sqrt(t2s2 * (rest**2 + t2s2))) / (rest + t2s2) for sign in (-1, 1)]
        yield {
            "first": [[int(c), float(x)] for x, c in zip(*groups[0])],
            "second": [[int(c), float(x)] for x, c in zip(*groups[1])],
            "delta": value,
            "lower": float(max(ends[0], -1)),
            "upper": float(min(ends[1], 1)),
        }


FAMILIES = [
    wilson,
    clustered_share,
    clustered_mean,
    median,
    kaplan_meier,
    aalen_johansen,
    clustered_incidence,
    mean_cumulative_function,
    newcombe,
    kappa,
    alpha,
    mann_whitney,
    fourfold_table,
    multiplicity,
    log_rank,
    hodges_lehmann,
    cluster_permutation,
    clustered_risk_ratio,
    clustered_difference,
    clustered_delta,
]


def main():
    """Every family has its own stream, so that adding one changes no other."""
    cases = {
        family.__name__: list(family(np.random.default_rng([SEED, *family.__name__.encode()])))
        for family in FAMILIES
    }
    lines = [f'"{name}": [\n' + ",\n".join(map(json.dumps, found)) + "\n]" for name, found in cases.items()]
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
