#!/usr/bin/python3
"""Act-Bench-PINN: many smooth activation functions, four problems, three seeds; the table and its page.

    tools/experiments/search/act_bench.py run [--jobs N]   # about an hour of a processor; it goes on where it was stopped
    tools/experiments/search/act_bench.py write            # docs/act_bench from out/act_bench
    tools/experiments/search/act_bench.py replay           # searches replayed on the tables of docs/act_bench alone

`run` is `ansatz search` on problems/search/act_bench/act_bench.pde. `write` makes the two
tables of docs/act_bench and, by findings.py, those of its page. Needs python3-numpy,
python3-scipy, python3-mpmath and umap-learn. Read next: findings.py.
"""
import argparse
import pathlib

import findings
import page
import passes
import replays
import table

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = ROOT / "out" / "act_bench"


def run(options):
    passes.run(options, ROOT / "problems/search/act_bench/act_bench.pde", FOLDER)


def write_tables(bench):
    table.write_trainings(bench, page.PINN / "trainings.csv.gz")
    places = [-4 + 0.25 * i for i in range(33)]
    spectra = [f"{kind}_{problem}_{level}" for kind in table.SPECTRA for problem in bench.problems
               for level in range(table.LEVELS)]
    header = ["function", "formula"] + [f"{what}({place:g})" for what in ("f", "f'", "f''") for place in places] + spectra
    rows = []
    for function, name in enumerate(bench.names):
        jet = bench.jet_at(function, places)
        rows.append([name, bench.formulas[function]] + [table.shown(value, 5) for value in jet] +
                    [table.shown(value, 5) for value in bench.levels(function)])
    table.packed(page.PINN / "functions.csv.gz", header, rows)


def write(_):
    bench = table.read(FOLDER / "search.sqlite")
    write_tables(bench)
    page.write(findings.parts(bench, findings.Table(bench, findings.PINN)), page.PINN)


def replay(_):
    bench = table.read_published(page.PINN)
    page.write({"published": replays.rows(bench, findings.Table(bench, findings.PUBLISHED))}, page.PINN)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("what", choices=["run", "write", "replay"])
parser.add_argument("--jobs", type=int, default=1)
parser.add_argument("--ansatz", default=ROOT / "build/release/tools/ansatz")
arguments = parser.parse_args()
{"run": run, "write": write, "replay": replay}[arguments.what](arguments)
