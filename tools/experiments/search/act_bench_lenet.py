#!/usr/bin/python3
"""Act-Bench-LeNet: the functions of AQuaSurF's space on two sets of digits; the table and its page.

    tools/experiments/search/act_bench_lenet.py run --data DIR [--jobs N]   # hours of a processor; it goes on where it was stopped
    tools/experiments/search/act_bench_lenet.py write                       # docs/act_bench_lenet from out/act_bench_lenet

DIR has semeion.data and, in the folder mnist, the four files of MNIST, packed or not. `run` is `ansatz search` on
problems/images/act_bench_lenet. `write` makes the tables of docs/act_bench_lenet and those of its page. Needs
python3-numpy, python3-scipy and umap-learn. Read next: findings.py.
"""
import argparse
import pathlib
import shutil
import sys

import numpy as np

import count_names
import findings
import page
import passes
import table

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools/experiments"))
import datasets  # noqa: E402

PROBLEMS = ROOT / "problems/images/act_bench_lenet"
FOLDER = ROOT / "out" / "act_bench_lenet"
SEARCH = FOLDER / "search/search.sqlite"
DATA = ["semeion.data.gz"] + [f"mnist/{part}-{kind}-ubyte.gz" for part in ("train", "t10k")
                              for kind in ("images-idx3", "labels-idx1")]
CHANCE = 0.9  # of ten classes: an error above it, or what diverged, counts as that
SHOWN = 20


def run(options):
    files = FOLDER / "files"
    shutil.copytree(PROBLEMS, files, dirs_exist_ok=True)
    if missing := [name for name in DATA if not datasets.place(name, options.data, files)]:
        sys.exit(f"act_bench_lenet: {options.data} has no {', '.join(missing)}")
    passes.run(options, files / "act_bench_lenet.pde", SEARCH.parent)


def write_functions(bench):
    places = [-4 + 0.25 * i for i in range(33)]
    header = ["function", "formula"] + [f"f({place:g})" for place in places]
    rows = []
    with np.errstate(all="ignore"):
        for name, formula in zip(bench.names, bench.formulas):
            rows.append([name, formula] + [table.shown(value, 6) for value in count_names.value(name, np.array(places))])
    table.packed(page.LENET / "functions.csv.gz", header, rows)


class Finals:
    """The further trainings of those that had the least errors from the first seed."""

    def __init__(self, bench):
        again = table.read(SEARCH, seeds={1, 2}, hopeless=CHANCE)
        self.functions = sorted({t.function for t in again.trainings})
        self.first, self.logs = bench.logs[self.functions, :, 0], again.logs[self.functions]
        self.labels = self.logs.mean(axis=2)  # of two seeds the median is the mean
        self.order = np.argsort(self.labels.mean(axis=1), kind="stable")


def percent(log):
    return f"{100 * 10**log:.2f}"


def facts(bench, finals, studied):
    states = {state: sum(t.status == state for t in bench.trainings) for state in ("finished", "diverged", "refused", "failed")}
    rows = [f"{len(bench.names)} functions: {len(bench.trainings)} trainings from seed 0, of which "
            + ", ".join(f"{number} {state}" for state, number in states.items() if number) +
            f"; {len(finals.functions)} functions from seeds 1 and 2 too. {len(studied.use)} functions have every feature, of f and -f "
            "one counted.", "",
            f"| error in % | {' | '.join(bench.problems)} |", "|---|" + "---:|" * len(bench.problems)]
    logs = bench.logs[:, :, 0]
    for name, numbers in [("least", logs.min(axis=0)), ("a tenth has less than", np.quantile(logs, 0.1, axis=0)),
                          ("median", np.median(logs, axis=0)), ("nine tenths have less than", np.quantile(logs, 0.9, axis=0))]:
        rows.append(f"| {name} | {' | '.join(percent(number) for number in numbers)} |")
    apart = np.abs(finals.logs[:, :, 0] - finals.logs[:, :, 1]).mean(axis=0) / 1.128  # of normal numbers: the deviation
    rows += ["", f"Two seeds of one function differ: the standard deviation of log10 of the error is "
             f"{' and '.join(f'{number:.3f}' for number in apart)} among the hundred best, between these functions "
             f"{' and '.join(f'{number:.3f}' for number in finals.labels.std(axis=0))}, between all functions "
             f"{' and '.join(f'{number:.2f}' for number in logs.std(axis=0))}."]
    return rows


def usual_ones(bench):
    """The functions of the table that everyone uses; relu has another name there."""
    x = np.linspace(-4, 4, 33)
    with np.errstate(all="ignore"):
        values = [count_names.value(name, x) for name in bench.names]
    wanted = [count_names.value(name, x) for name in
              ("tanh(x)", "sin(x)", "swish(x)", "gelu(x)", "softplus(x)", "gauss(x)", "relu(x)", "elu(x)", "sigmoid(x)")]
    return [f for f, own in enumerate(values) if any(np.allclose(own, one, rtol=1e-9, atol=1e-12) for one in wanted)]


def best(bench, finals):
    """The best of the finalists by their further seeds, and those that everyone uses by what there is of them."""
    heads = [f"{problem}, seed 0 | seeds 1, 2" for problem in bench.problems]
    rows = [f"| rank | function | mean of both | {' | '.join(heads)} |", "|---:|---|" + "---:|" * (1 + 2 * len(bench.problems))]
    usual = usual_ones(bench)
    for rank, i in enumerate(finals.order):
        function = finals.functions[i]
        if rank >= SHOWN and function not in usual:
            continue
        cells = " | ".join(f"{percent(finals.first[i, p])} | {percent(finals.labels[i, p])}" for p in range(len(bench.problems)))
        rows.append(f"| {rank + 1} | `{bench.names[function]}` | {percent(finals.labels[i].mean())} | {cells} |")
    order = list(np.argsort(bench.logs[:, :, 0].mean(axis=1), kind="stable"))
    for function in sorted(set(usual) - set(finals.functions), key=order.index):
        cells = " | ".join(f"{percent(log)} | " for log in bench.logs[function, :, 0])
        rows.append(f"| ({order.index(function) + 1}) | `{bench.names[function]}` | | {cells} |")
    return rows


def luck(bench, finals):
    """What the choice by one seed flatters the chosen by."""
    gain = finals.labels - finals.first
    again = [findings.rank(finals.first[:, p], finals.labels[:, p]) for p in range(len(bench.problems))]
    return [f"The hundred have {' and '.join(percent(number) for number in finals.first.mean(axis=0))} % from the seed that they "
            f"were chosen by (geometric means, {' and '.join(bench.problems)}) and {' and '.join(percent(number) for number in finals.labels.mean(axis=0))} % "
            f"from two others: {' and '.join(f'{10**number:.2f}' for number in gain.mean(axis=0))} times as much. Among them the rank "
            f"correlation of the first seed with the two others is {' and '.join(f'{number:.2f}' for number in again)}."]


def write(_):
    bench = table.read(SEARCH, seeds={0}, hopeless=CHANCE)
    whole = table.read(SEARCH, hopeless=CHANCE)
    finals = Finals(bench)
    page.LENET.mkdir(exist_ok=True)
    table.write_trainings(whole, page.LENET / "trainings.csv.gz")
    write_functions(bench)
    studied = findings.Table(bench, findings.LENET)
    parts = findings.parts(bench, studied)
    page.write({"facts": facts(bench, finals, studied), "best": best(bench, finals), "luck": luck(bench, finals),
                **{name: parts[name] for name in ("between", "all", "half", "gain", "replays")}}, page.LENET)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("what", choices=["run", "write"])
parser.add_argument("--data", type=pathlib.Path, help="a folder with semeion.data and mnist/, packed or not")
parser.add_argument("--jobs", type=int, default=1)
parser.add_argument("--ansatz", default=ROOT / "build/release/tools/ansatz")
arguments = parser.parse_args()
{"run": run, "write": write}[arguments.what](arguments)
