"""What follows from a table of functions, each number with its interval. Used by act_bench.py and act_bench_lenet.py.

Which features predict how well a function trains: each function's label from its three nearest others, rank correlation
with what was measured, intervals from 1,000 draws of functions. All of it is written again by the same commands, to the
same digits. Read next: replays.py, what a search would have needed.
"""
import dataclasses

import numpy as np
from scipy import stats
from scipy.spatial import distance

import replays
from table import METRIC, name_of

NEIGHBOURS, DRAWS = 3, 1000


@dataclasses.dataclass
class Study:
    """Which features are looked at: `sets`, plain outputs first, and for each surrogate those that it is replayed with."""
    sets: list
    knn: list
    gp: list
    umap: list

    def kinds(self):
        return list(dict.fromkeys(kind for some in self.sets for kind in some))


PINN = Study(sets=[("outputs",), ("jets",), ("output_spectrum",), ("residual_spectrum",), ("outputs", "output_spectrum"),
                   ("outputs", "residual_spectrum"), ("outputs", "jets", "output_spectrum", "residual_spectrum")],
             knn=[("outputs",), ("jets",), ("outputs", "residual_spectrum")],
             gp=[("outputs",), ("outputs", "jets", "output_spectrum", "residual_spectrum")],
             umap=[("outputs",), ("outputs", "output_spectrum"), ("outputs", "residual_spectrum")])
PUBLISHED = Study(sets=PINN.sets, knn=[("outputs",), ("outputs", "residual_spectrum")], gp=[("outputs",)],
                  umap=[("outputs",), ("outputs", "output_spectrum"), ("outputs", "residual_spectrum")])
LENET = Study(sets=[("outputs",), ("jets",), ("layer_spectrum",), ("layer_histogram",), ("outputs", "layer_spectrum"),
                    ("outputs", "layer_histogram")],
              knn=[("outputs",), ("outputs", "layer_spectrum")],
              gp=[("outputs",), ("outputs", "layer_spectrum")],
              umap=[("outputs",), ("outputs", "layer_histogram")])


def twins(bench):
    """The pairs f, -f: one function to a network, whose weights are as often negative. What their labels differ by is
    chance alone."""
    values = [np.round(row, 9) + 0.0 for row in bench.features["outputs"]]
    place = {tuple(row): i for i, row in enumerate(values)}
    return [(i, j) for i, row in enumerate(values) if (j := place.get(tuple(0.0 - row), -1)) > i]


class Table:
    """The functions that have every feature, and the distances of each feature, of median 1.

    Of f and -f only the first: their spectra are near to each other, so that each would predict the other from what is
    its own label.
    """

    def __init__(self, bench, study):
        self.study, kinds = study, study.kinds()
        long = {kind: max(map(len, bench.features[kind])) for kind in kinds}
        second = {j for _, j in twins(bench)}
        self.use = [f for f in range(len(bench.names)) if f not in second and all(
            len(bench.features[kind][f]) == long[kind] and np.isfinite(bench.features[kind][f]).all() for kind in kinds)]
        self.values = {kind: np.array([bench.features[kind][f] for f in self.use]) for kind in kinds}
        self.far = {}
        for kind in kinds:
            apart = distance.squareform(distance.pdist(self.values[kind], METRIC[kind]))
            self.far[kind] = apart / np.median(apart[np.triu_indices(len(self.use), 1)])
        self.labels = bench.labels[self.use]
        self.logs = bench.logs[self.use]

    def together(self, features):
        return sum(self.far[kind] for kind in features)


def left_out(apart, labels):
    """The mean label of the nearest others, for each function."""
    apart = apart + np.diag(np.full(len(labels), np.inf))
    return labels[np.argsort(apart, axis=1, kind="stable")[:, :NEIGHBOURS]].mean(axis=1)


def rank(a, b):
    """Spearman's correlation of the last axis."""
    a, b = (stats.rankdata(one, axis=-1) for one in (a, b))
    a, b = (one - one.mean(axis=-1, keepdims=True) for one in (a, b))
    return (a * b).sum(axis=-1) / np.sqrt((a * a).sum(axis=-1) * (b * b).sum(axis=-1))


def drawn(count):
    return np.random.default_rng(0).integers(0, count, (DRAWS, count))


def cell(predicted, label, among):
    """Rank correlation among some functions, with its interval."""
    p, y = predicted[among], label[among]
    draws = drawn(len(p))
    low, high = np.percentile(rank(p[draws], y[draws]), [2.5, 97.5])
    return f"{rank(p, y):.2f} ({low:.2f} to {high:.2f})"


def proxy_of(target):
    return 0 if target != 0 else 1


def prediction(bench, table):
    made = {}
    for which in ("all", "half"):
        rows = [f"| from | {' | '.join(bench.problems)} |", "|---" * (1 + len(bench.problems)) + "|"]
        among = [(y <= np.median(y)) | (which == "all") for y in table.labels.T]
        for features in table.study.sets:
            apart = table.together(features)
            cells = [cell(left_out(apart, y), y, some) for y, some in zip(table.labels.T, among)]
            rows.append(f"| {name_of(features)} | {' | '.join(cells)} |")
        cells = [cell(table.logs[:, proxy_of(p), 0], y, some) for p, (y, some) in enumerate(zip(table.labels.T, among))]
        rows.append(f"| one training on {bench.problems[0]} ({bench.problems[1]} for itself) | {' | '.join(cells)} |")
        made[which] = rows
    return made["all"], made["half"]


def differences(bench, table):
    """What each set of features adds to the plain outputs: the difference of rank correlations, paired."""
    rows = [f"| beside `outputs` | {' | '.join(bench.problems)} |", "|---" * (1 + len(bench.problems)) + "|"]
    plain = [left_out(table.far["outputs"], y) for y in table.labels.T]
    for features in table.study.sets[1:]:
        cells = []
        for y, alone in zip(table.labels.T, plain):
            found = left_out(table.together(features), y)
            draws = drawn(len(y))
            gains = rank(found[draws], y[draws]) - rank(alone[draws], y[draws])
            low, high = np.percentile(gains, [2.5, 97.5])
            cells.append(f"{rank(found, y) - rank(alone, y):+.2f} ({low:+.2f} to {high:+.2f})")
        rows.append(f"| {name_of(features)} | {' | '.join(cells)} |")
    return rows


def between(bench, table):
    """How far problems and seeds agree: rank correlations of labels; on the diagonal those of two single seeds."""
    rows = [f"| | {' | '.join(bench.problems)} |", "|---" * (1 + len(bench.problems)) + "|"]
    for p, name in enumerate(bench.problems):
        cells = []
        for q in range(len(bench.problems)):
            if p == q and len(bench.seeds) == 1:
                cells.append("")
                continue
            a, b = (table.logs[:, p, 0], table.logs[:, p, 1]) if p == q else (table.labels[:, p], table.labels[:, q])
            cells.append(cell(a, b, np.ones(len(a), bool)))
        rows.append(f"| {name} | {' | '.join(cells)} |")
    return rows


def best(bench):
    """The best twenty by the mean over the problems, and those that everyone uses."""
    labels = bench.labels.mean(axis=1)
    order = np.argsort(labels, kind="stable")
    usual = ["tanh(x)", "sin(x)", "swish(x)", "gelu(x)", "softplus(x)", "gauss(x)"]
    shown = list(order[:20]) + [bench.index(name) for name in usual if bench.index(name) not in order[:20]]
    rows = [f"| rank | function | mean | {' | '.join(bench.problems)} |", "|---:|---|" + "---:|" * (1 + len(bench.problems))]
    place = {function: i + 1 for i, function in enumerate(order)}
    for function in sorted(shown, key=place.get):
        cells = " | ".join(f"{10**label:.1e}" for label in bench.labels[function])
        rows.append(f"| {place[function]} | `{bench.formulas[function]}` | {10**labels[function]:.1e} | {cells} |")
    return rows


def facts(bench, table):
    count = len(bench.trainings)
    states = {state: sum(t.status == state for t in bench.trainings) for state in ("finished", "diverged", "refused", "failed")}
    spread = np.std(bench.logs - bench.labels[:, :, None], axis=2).mean(axis=0)
    across = bench.labels.std(axis=0)
    rows = [f"{len(bench.names)} functions, {len(bench.problems)} problems, {len(bench.seeds)} seeds: {count} trainings, of which "
            + ", ".join(f"{number} {state}" for state, number in states.items() if number) +
            f". {len(table.use)} functions have every feature, of f and -f one counted.", "",
            f"| log10 of the error | {' | '.join(bench.problems)} |", "|---|" + "---:|" * len(bench.problems)]
    for name, numbers in [("best function", bench.labels.min(axis=0)), ("median", np.median(bench.labels, axis=0)),
                          ("worst", bench.labels.max(axis=0)), ("standard deviation between functions", across),
                          ("standard deviation between seeds", spread)]:
        rows.append(f"| {name} | {' | '.join(f'{number:.2f}' for number in numbers)} |")
    return rows + ["", signs(bench)]


def signs(bench):
    pairs = twins(bench)
    apart = np.array([np.abs(bench.labels[i] - bench.labels[j]) for i, j in pairs]).reshape(-1, len(bench.problems))
    return (f"{len(pairs)} pairs of functions differ by their sign alone, which a network cannot tell: the median difference of their "
            f"labels, {', '.join(f'{number:.2f}' for number in np.median(apart, axis=0))}, is chance.")


def parts(bench, table):
    everywhere, better_half = prediction(bench, table)
    return {"facts": facts(bench, table), "best": best(bench), "between": between(bench, table), "all": everywhere,
            "half": better_half, "gain": differences(bench, table), "replays": replays.rows(bench, table)}
