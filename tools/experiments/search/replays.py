"""What a search on a table would have needed: surrogates and a proxy replayed on it. Used by findings.py.

From 40 starts of eight random functions, until one of the best hundredth is among those that were tried. `knn` and `gp`
are those of core/search/surrogates, written here once more with NumPy: nothing is shared. The plane of `umap` is that of
umap-learn, of 15 neighbours for functions and 3 for spectra, as Bingham and Miikkulainen have it; it holds all functions
and needs no labels. Needs umap-learn.
"""
import functools
import operator
import warnings

import numpy as np
from scipy import linalg, stats
from scipy.spatial import distance

from table import METRIC, name_of

NEIGHBOURS, STARTS, START, BEST = 3, 40, 8, 0.01
NEAR = {"outputs": 15, "jets": 15}  # of all others 3


def plane(table, features):
    """How far functions are from each other in the plane of UMAP."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import umap

        models = [umap.UMAP(n_neighbors=NEAR.get(kind, 3), metric={"cityblock": "manhattan"}.get(METRIC[kind], METRIC[kind]),
                            random_state=42).fit(table.values[kind]) for kind in features]
        return distance.squareform(distance.pdist(functools.reduce(operator.add, models).embedding_))


def by_neighbours(apart):
    def next_one(known, labels, free):
        near = np.argsort(apart[np.ix_(free, known)], axis=1, kind="stable")[:, :NEIGHBOURS]
        return free[np.argmin(labels[known][near].mean(axis=1))]

    return next_one


def by_process(parts):
    """Expected improvement under exp(-sum distance/length), as core/search/surrogates/gaussian_process.cpp has it."""
    state = {"logs": np.array([0.0] * len(parts) + [np.log2(0.1)])}

    def solved(logs, known, labels):
        shape = np.exp(-sum(part[np.ix_(known, known)] / 2**k for part, k in zip(parts, logs)))
        factor = linalg.cho_factor(shape + 2 ** logs[-1] * np.eye(len(known)), lower=True)
        ones = np.ones(len(known))
        mean = linalg.cho_solve(factor, ones) @ labels[known] / linalg.cho_solve(factor, ones).sum()
        weights = linalg.cho_solve(factor, labels[known] - mean)
        variance = max((labels[known] - mean) @ weights / len(known), 1e-300)
        return -0.5 * len(known) * np.log(variance) - np.log(np.diag(factor[0])).sum(), factor, mean, weights, variance

    def fit(known, labels):
        logs, step = state["logs"], 2.0
        best = solved(logs, known, labels)[0]
        while step > 0.5:
            moved = False
            for k in range(len(logs)):
                for way in (step, -step):
                    tried = logs.copy()
                    tried[k] = np.clip(tried[k] + way, *((-13.3, 4) if k == len(parts) else (-8, 8)))
                    found = solved(tried, known, labels)[0]
                    if found > best:
                        logs, best, moved = tried, found, True
                        break
            step = step if moved else step / 2
        state["logs"] = logs

    def next_one(known, labels, free):
        if len(known) % 8 == 0:
            fit(known, labels)
        _, factor, mean, weights, variance = solved(state["logs"], known, labels)
        cross = np.exp(-sum(part[np.ix_(free, known)] / 2**k for part, k in zip(parts, state["logs"])))
        centre = mean + cross @ weights
        spread = np.sqrt(variance * np.maximum(1e-12, 1 - np.einsum("ij,ji->i", cross, linalg.cho_solve(factor, cross.T))))
        ahead = labels[known].min() - centre
        return free[np.argmax(ahead * stats.norm.cdf(ahead / spread) + spread * stats.norm.pdf(ahead / spread))]

    return next_one


def trainings_until(next_one, labels, wanted, start):
    known = list(start)
    while not wanted[known].any():
        free = np.setdiff1d(np.arange(len(labels)), known)
        known.append(next_one(np.array(known), labels, free))
    return 1 + int(np.argmax(wanted[known]))


def rows(bench, table):
    """Functions tried until one of the best hundredth is among them; a proxy's own trainings are counted as parts."""
    labels = table.labels.mean(axis=1)
    count = len(labels)
    wanted = np.zeros(count, bool)
    wanted[np.argsort(labels)[:max(1, round(BEST * count))]] = True
    draws = np.random.default_rng(1)
    orders = [draws.permutation(count) for _ in range(STARTS)]
    part = 1 / (len(bench.problems) * len(bench.seeds))  # of a function's trainings, one on one problem
    methods = [("a random order", lambda order: 1 + int(np.argmax(wanted[order])))]
    near = [("knn", features, table.together(features)) for features in table.study.knn]
    near += [("umap", features, plane(table, features)) for features in table.study.umap]
    for name, features, apart in near:
        methods.append((f"`{name}` on {name_of(features)}",
                        lambda order, apart=apart: trainings_until(by_neighbours(apart), labels, wanted, order[:START])))
    for features in table.study.gp:
        parts = [table.far[kind] for kind in features]
        methods.append((f"`gp` on {name_of(features)}",
                        lambda order, parts=parts: trainings_until(by_process(parts), labels, wanted, order[:START])))
    for looked_at in (100, count):
        def proxy(order, looked_at=looked_at):
            some = order[:looked_at]
            ranked = some[np.argsort(table.logs[some, 0, 0], kind="stable")]
            rest = np.concatenate([ranked, order[looked_at:]])
            return part * looked_at + 1 + int(np.argmax(wanted[rest]))

        methods.append((f"one training on {bench.problems[0]} of {looked_at} functions, then the best of these", proxy))
    lines = ["| order | median | quartiles |", "|---|---:|---:|"]
    for name, method in methods:
        found = [method(order) for order in orders]
        low, middle, high = np.percentile(found, [25, 50, 75])
        lines.append(f"| {name} | {middle:.0f} | {low:.0f} to {high:.0f} |")
    return lines
