#!/usr/bin/python3
"""Does a function found on Act-Bench-PINN win on problems that it was not chosen with?

    tools/experiments/search/held_out.py [--jobs N] [--ansatz PROGRAM]

1. The ten best of the table (out/act_bench) are trained again on its four problems from seeds 11 to 15: the one with the
   least mean of medians is the candidate. Those seeds it was not listed by.
2. On each problem of problems/search/held_out every competitor - the candidate, the six usual functions, tanh with
   slopes of layers and of neurons for n = 1, 2, 5, 10 - is given the learning rate and slopes that are best for it
   there, by the median over seeds 21 to 23; the first seven have slopes of layers with n = 10, as in the table, or none.
3. Seeds 101 to 110 decide: medians, and a Wilcoxon signed-rank test of the candidate against the better of the others.
   Under Adam all get the time that 1,200 steps take with tanh, by the steps that each takes in a second of a processor.

Step 2 and 3 are done once with Adam and once with `lm`. Every training is kept in out/held_out/runs.csv, and none is
done twice; the result goes to docs/act_bench/README.md. Needs python3-numpy and python3-scipy.
"""
import argparse
import concurrent.futures
import csv
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile

import numpy as np
from scipy import stats

import page
import table

ROOT = pathlib.Path(__file__).resolve().parents[3]
OUT = ROOT / "out" / "held_out"
BENCH = ROOT / "problems/search/act_bench"
HELD_OUT = ROOT / "problems/search/held_out"
USUAL = {"tanh": "tanh(z)", "sin": "sin(z)", "swish": "z*sigmoid(z)", "gelu": "0.5*z*(1 + erf(0.7071067811865475*z))",
         "softplus": "softplus(z)", "gauss": "exp(-z*z)"}
EITHER = ["fixed", "llaaf(n=10)"]  # as they are, or as the table has them: a slope for each layer
RATES, SCALES, STEPS = [3e-3, 1e-2, 3e-2], [1, 2, 5, 10], 1200
AGAIN, TUNING, DECIDING = range(11, 16), range(21, 24), range(101, 111)
LM_STEPS = 60


class Runs:
    """Trainings by what was asked for, kept in a file: log10 of the relative error, and seconds of a processor."""

    def __init__(self, options):
        self.ansatz, self.jobs = options.ansatz, options.jobs
        OUT.mkdir(parents=True, exist_ok=True)
        self.file = OUT / "runs.csv"
        self.known = {}
        if self.file.exists():
            for key, error, seconds in csv.reader(self.file.open(encoding="utf-8")):
                self.known[key] = (float(error), float(seconds))

    def all(self, asked):
        """The results of a list of (problem file, formula, settings, seed), in their order."""
        keys = [json.dumps([str(p.relative_to(ROOT)), f, s, seed]) for p, f, s, seed in asked]
        missing = [i for i, key in enumerate(keys) if key not in self.known]
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool, self.file.open("a", encoding="utf-8") as out:
            for i, found in zip(missing, pool.map(lambda i: self.train(*asked[i]), missing)):
                self.known[keys[i]] = found
                csv.writer(out).writerow([keys[i], *found])
                out.flush()
        return [self.known[key] for key in keys]

    def train(self, problem, formula, settings, seed):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for data in problem.parent.glob("*.csv"):
                shutil.copy(data, folder)
            text = problem.read_text(encoding="utf-8").replace("activation = tanh", "activation = act")
            if f"train.steps={LM_STEPS}" in settings:
                text = text[:text.index("train adam")] + "train lm {}\n"
            (folder / "problem.pde").write_text(text + f"\nlet act(z) = {formula}\n", encoding="utf-8")
            command = [self.ansatz, "run", folder / "problem.pde", "--threads", "1", "--seed", str(seed), "--out",
                       folder / "run"] + [word for setting in settings for word in ("--set", setting)]
            with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
                _, _, used = os.wait4(process.pid, 0)
                process.returncode = 0
            result = folder / "run" / "result.json"
            if not result.exists():  # of a run that diverged there is one
                raise RuntimeError(f"no result of {problem.name} with {formula}, seed {seed}, {settings}")
            errors = json.loads(result.read_text(encoding="utf-8")).get("error", {})
            values = [one["l2_relative"] for one in errors.values()]
            good = values and all(isinstance(v, float) and 0 < v < table.HOPELESS for v in values)
            return (statistics.fmean(np.log10(values)) if good else np.log10(table.HOPELESS), used.ru_utime)


def settings(adaptive, method, rate=None, steps=STEPS):
    made = [f"network.adaptive={adaptive}"]
    return made + ([f"train.steps={LM_STEPS}"] if method == "lm" else
                   [f"train.lr=cosine({rate})", f"train.steps={steps}"])


def competitors(candidate):
    """name: formula, and the slopes that are tried."""
    made = {"the candidate": (candidate, EITHER)}
    made |= {name: (formula, EITHER) for name, formula in USUAL.items()}
    for kind, name in (("llaaf", "tanh, slopes of layers"), ("nlaaf", "tanh, slopes of neurons")):
        made[name] = ("tanh(z)", [f"{kind}(n={n})" for n in SCALES])
    return made


def candidate_of(runs, bench):
    """The best of the ten best of the table, from seeds by which none was listed."""
    ten = np.argsort(bench.labels.mean(axis=1), kind="stable")[:10]
    problems = [BENCH / f"{name}.pde" for name in bench.problems]
    asked = [(p, bench.formulas[f], [], seed) for f in ten for p in problems for seed in AGAIN]
    found = np.array([error for error, _ in runs.all(asked)]).reshape(len(ten), len(problems), len(AGAIN))
    means = np.median(found, axis=2).mean(axis=1)
    return bench.formulas[ten[np.argmin(means)]], [(bench.formulas[f], mean) for f, mean in zip(ten, means)]


def tuned(runs, problem, formula, slopes, method):
    """The slopes and the rate of the least median, and the seconds of a processor that a training takes."""
    tried = [(slope, rate) for slope in slopes for rate in (RATES if method == "adam" else [None])]
    asked = [(problem, formula, settings(slope, method, rate), seed) for slope, rate in tried for seed in TUNING]
    found = np.array(runs.all(asked)).reshape(len(tried), len(TUNING), 2)
    best = int(np.argmin(np.median(found[:, :, 0], axis=1)))
    return *tried[best], float(np.median(found[:, :, 1]))


def decide(runs, candidate, method):
    rows = ["| problem | competitor | slopes | rate | steps | median error | from | to |", "|---|---|---|---|---:|---:|---:|---:|"]
    verdicts = []
    for problem in sorted(HELD_OUT.glob("*.pde")):
        choices = {name: tuned(runs, problem, *given, method) for name, given in competitors(candidate).items()}
        unit = choices["tanh"][2]
        logs = {}
        for name, (formula, _) in competitors(candidate).items():
            slope, rate, seconds = choices[name]
            steps = LM_STEPS if method == "lm" else int(round(STEPS * unit / seconds, -1))
            asked = [(problem, formula, settings(slope, method, rate, steps), seed) for seed in DECIDING]
            logs[name] = np.array([error for error, _ in runs.all(asked)])
            low, middle, high = np.percentile(logs[name], [25, 50, 75])
            rows.append(f"| {problem.stem} | {name} | {slope} | {rate or ''} | {steps} | {10**middle:.1e} | {10**low:.1e} | {10**high:.1e} |")
        rivals = {name: found for name, found in logs.items() if name != "the candidate"}
        rival = min(rivals, key=lambda name: np.median(rivals[name]))
        ratio = 10 ** (np.median(rivals[rival]) - np.median(logs["the candidate"]))
        chance = stats.wilcoxon(logs["the candidate"], rivals[rival], alternative="less").pvalue
        verdicts.append((problem.stem, rival, ratio, chance))
    return rows, verdicts


def lines_of(ten, candidate, results):
    lines = ["| the ten best, again | mean of medians |", "|---|---:|"]
    lines += [f"| `{formula}` | {10**mean:.1e} |" for formula, mean in sorted(ten, key=lambda one: one[1])]
    lines += ["", f"The candidate is `{candidate}`.", ""]
    for method, (rows, verdicts) in results.items():
        lines += [f"Under `{method}`:", "", *rows, ""]
        for problem, rival, ratio, chance in verdicts:
            lines.append(f"- {problem}: the best of the others is {rival}; its median error is {ratio:.2f} times that of the "
                         f"candidate (p = {chance:.2g}).")
        wins = all(ratio >= 2 and chance < 0.05 for _, _, ratio, chance in verdicts)
        lines += ["", f"**Under `{method}` " + ("it wins by the rule.**" if wins else "it does not win by the rule.**"), ""]
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--ansatz", default=ROOT / "build/release/tools/ansatz")
    runs = Runs(parser.parse_args())
    candidate, ten = candidate_of(runs, table.read(ROOT / "out/act_bench/search.sqlite"))
    results = {method: decide(runs, candidate, method) for method in ("adam", "lm")}
    page.write({"held_out": lines_of(ten, candidate, results)}, page.PINN)


main()
