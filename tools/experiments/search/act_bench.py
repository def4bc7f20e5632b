#!/usr/bin/python3
"""Act-Bench-PINN: many smooth activation functions, four problems, three seeds; the table and its page.

    tools/experiments/search/act_bench.py run [--jobs N]   # about an hour of a processor; it goes on where it was stopped
    tools/experiments/search/act_bench.py write            # docs/act_bench from out/act_bench

`run` is `ansatz search` on problems/search/act_bench/act_bench.pde. `write` makes the two
tables of docs/act_bench and, by findings.py, those of its page. Needs python3-numpy,
python3-scipy and python3-mpmath. Read next: findings.py.
"""
import argparse
import csv
import gzip
import io
import pathlib
import subprocess
import sys

import findings
import page
import table

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = ROOT / "out" / "act_bench"


def run(options):
    """All trainings in a random order; then the features, which no random order asks for."""
    search = ROOT / "problems/search/act_bench/act_bench.pde"
    for surrogate in ("random", "knn"):
        command = [options.ansatz, "search", search, "--out", FOLDER, "--jobs", str(options.jobs), "--set",
                   f"search.surrogate={surrogate}"]
        if (FOLDER / "search.sqlite").exists():
            command.append("--resume")
        if code := subprocess.run(command, check=False).returncode:
            sys.exit(code)


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


def write_tables(bench):
    packed(page.PAGES / "trainings.csv.gz", ["function", "problem", "seed", "status", "error", "loss"],
           ([bench.names[t.function], bench.problems[t.problem], t.seed, t.status, shown(t.error, 6), shown(t.loss, 6)]
            for t in bench.trainings))
    places = [-4 + 0.25 * i for i in range(33)]
    spectra = [f"{kind}_{problem}_{level}" for kind in table.SPECTRA for problem in bench.problems
               for level in range(table.LEVELS)]
    header = ["function", "formula"] + [f"{what}({place:g})" for what in ("f", "f'", "f''") for place in places] + spectra
    rows = []
    for function, name in enumerate(bench.names):
        jet = bench.jet_at(function, places)
        rows.append([name, bench.formulas[function]] + [shown(value, 5) for value in jet] +
                    [shown(value, 5) for value in bench.levels(function)])
    packed(page.PAGES / "functions.csv.gz", header, rows)


def write(_):
    bench = table.read(FOLDER / "search.sqlite")
    write_tables(bench)
    page.write(findings.parts(bench))


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("what", choices=["run", "write"])
parser.add_argument("--jobs", type=int, default=1)
parser.add_argument("--ansatz", default=ROOT / "build/release/tools/ansatz")
arguments = parser.parse_args()
{"run": run, "write": write}[arguments.what](arguments)
