"""What a finished search knows, as arrays: functions, trainings, labels, features. Read by the scripts of this folder.

A label is log10 of the error, the median over the seeds; an error above the hopeless one counts as that, and so does what
diverged: it is no solution, and how large it is says nothing.
"""
import csv
import dataclasses
import gzip
import io
import math
import sqlite3

import numpy as np

FINISHED = 0
HOPELESS = 10  # as tools/search/ranking.cpp has it
METRIC = {"outputs": "euclidean", "jets": "euclidean", "output_spectrum": "cityblock", "residual_spectrum": "cityblock",
          "layer_spectrum": "cityblock", "layer_histogram": "cityblock"}
PARAMETERS = (612, 612, 612, 628)  # of the problems, in their order: as many eigenvalues has each spectrum
SPECTRA = ("output_spectrum", "residual_spectrum")
LEVELS = 16  # quantiles of each problem's spectrum that are kept in the published table


def name_of(features):
    return "all four" if len(features) == 4 else " + ".join(f"`{one}`" for one in features)


@dataclasses.dataclass
class Training:
    function: int
    problem: int
    seed: int
    status: str
    error: float | None
    loss: float | None


class Bench:
    def __init__(self, names, formulas, problems, trainings, features, hopeless):
        self.names, self.formulas, self.problems = names, formulas, problems
        self.trainings, self.features = trainings, features
        self.seeds = sorted({t.seed for t in trainings})
        shape = (len(names), len(problems), len(self.seeds))
        self.logs = np.full(shape, math.log10(hopeless))  # function, problem, seed
        for t in trainings:
            if t.error is not None and 0 < t.error < hopeless:
                self.logs[t.function, t.problem, self.seeds.index(t.seed)] = math.log10(t.error)
        self.labels = np.median(self.logs, axis=2)  # function, problem

    def index(self, name):
        return self.names.index(name)

    def jet_at(self, function, places):
        """f, f' and f'' where the table is printed, by differences of the formula in numbers of 50 digits."""
        return jet(self.formulas[function], places)

    def levels(self, function):
        """Quantiles of each spectrum of each problem, from the least to the largest."""
        made = []
        for kind in SPECTRA:
            whole = self.features[kind][function]
            ends = np.cumsum(PARAMETERS)[:-1]
            for part in np.split(whole, ends) if len(whole) == sum(PARAMETERS) else [[]] * len(self.problems):
                made += list(np.quantile(part, np.linspace(0, 1, LEVELS))) if len(part) else [None] * LEVELS
        return made


def jet(formula, places):
    import mpmath

    known = {"exp": mpmath.exp, "erf": mpmath.erf, "erfc": mpmath.erfc, "sinh": mpmath.sinh, "cosh": mpmath.cosh,
             "tanh": mpmath.tanh, "expm1": mpmath.expm1, "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
             "softplus": lambda x: mpmath.log1p(mpmath.exp(x)), "log": mpmath.log, "sqrt": mpmath.sqrt,
             "atan": mpmath.atan, "sin": mpmath.sin, "cos": mpmath.cos, "pow": lambda a, b: a**b}
    code = compile(formula.replace("^", "**"), formula, "eval")

    def value(z):
        return mpmath.mpf(eval(code, {"__builtins__": {}}, {**known, "z": z}))  # a formula of our own operators

    with mpmath.workdps(50):
        made = [[], [], []]
        h = mpmath.mpf(10) ** -12
        for place in places:
            z = mpmath.mpf(place)
            low, middle, high = value(z - h), value(z), value(z + h)
            for row, number in zip(made, (middle, (high - low) / (2 * h), (high - 2 * middle + low) / h**2)):
                row.append(float(number))
    return made[0] + made[1] + made[2]


def packed(path, header, rows):
    """Written without a time in it, so that the same table is the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    with open(path, "wb") as file, gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as out:
        out.write(text.getvalue().encode())


def shown(number, digits):
    return "" if number is None else f"{number:.{digits}g}"


def write_trainings(bench, path):
    packed(path, ["function", "problem", "seed", "status", "error", "loss"],
           ([bench.names[t.function], bench.problems[t.problem], t.seed, t.status, shown(t.error, 6), shown(t.loss, 6)]
            for t in bench.trainings))


def read_published(folder):
    """From functions.csv.gz and trainings.csv.gz: functions at 33 places, spectra by their quantiles."""
    def rows_of(name):
        with gzip.open(folder / name, "rt", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    rows, trained = rows_of("functions.csv.gz"), rows_of("trainings.csv.gz")
    names, problems = [row["function"] for row in rows], list(dict.fromkeys(row["problem"] for row in trained))
    number = {name: i for i, name in enumerate(names)}
    trainings = [Training(number[row["function"]], problems.index(row["problem"]), int(row["seed"]), row["status"],
                          float(row["error"]) if row["error"] and row["status"] == "finished" else None,
                          float(row["loss"]) if row["loss"] else None) for row in trained]
    columns = {"outputs": ("f(",), "jets": ("f(", "f'(", "f''(")}
    columns.update({kind: (kind,) for kind in SPECTRA})
    features = {kind: [np.array([float(value) for key, value in row.items() if key.startswith(starts) and value])
                       for row in rows] for kind, starts in columns.items()}
    for kind in ("outputs", "jets"):
        features[kind] = [np.arcsinh(values) for values in features[kind]]
    return Bench(names, [row["formula"] for row in rows], problems, trainings, features, HOPELESS)


def read(file, seeds=None, hopeless=HOPELESS):
    """`seeds`: of these trainings alone."""
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    names, formulas = zip(*base.execute("SELECT name, formula FROM functions ORDER BY number"))
    problems = [value.split(".pde")[0] for _, value in
                sorted(base.execute("SELECT key, value FROM search WHERE key LIKE 'problem %'"))]
    words = ["finished", "diverged", "refused", "failed"]
    trainings = [Training(f, p, s, words[status], error if status == FINISHED else None, loss) for f, p, s, status, error, loss
                 in base.execute("SELECT function, problem, seed, status, error, loss FROM evaluations "
                                 "ORDER BY function, problem, seed") if seeds is None or s in seeds]
    features = {}
    for function, kind, numbers in base.execute("SELECT function, name, numbers FROM features"):
        features.setdefault(kind, [np.zeros(0)] * len(names))[function] = np.frombuffer(numbers)
    return Bench(list(names), list(formulas), problems, trainings, features, hopeless)
