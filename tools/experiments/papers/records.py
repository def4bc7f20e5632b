"""What is kept of every run that a page was written from: docs/papers/runs/NAME.csv, a row a run.

The folders of runs are large and stay where they were made; the numbers that tables and verdicts are made of are not.
So anyone can check a page against them, and write it anew with further seeds without repeating those that there were:
a run has the same bits anywhere. A row counts as long as its problem is the same, comments and blank lines apart.

Read next: sweeps.py, which takes a record where the run itself is not there.
"""

import csv
import math
from dataclasses import dataclass, field

FIRST = ["problem", "configuration", "seed", "steps"]  # `problem`: its fingerprint


@dataclass(frozen=True)
class Recorded:
    """A run that is known by its row alone."""
    row: dict = field(hash=False, compare=False)

    @property
    def steps(self):
        return int(self.row["steps"])

    def value(self, quantity):
        text = self.row.get(quantity.name)
        return float(text) if text else None


def read(file, problem):
    """By configuration and seed; none where there is no such file, or it is of another problem."""
    found = {}
    try:
        with open(file, newline="") as rows:
            for row in csv.DictReader(rows):
                if row["problem"] == problem:
                    found.setdefault(row["configuration"], {})[int(row["seed"])] = Recorded(row)
    except FileNotFoundError:
        pass
    return found


def as_text(value):
    return "" if value is None else "inf" if math.isinf(value) else f"{value:.9g}"


def write(file, problem, results, quantities):
    """`results`: runs or records, by configuration and seed; `quantities`: by name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "w", newline="") as rows:
        writer = csv.writer(rows, lineterminator="\n")
        writer.writerow(FIRST + list(quantities))
        for configuration, seeds in results.items():
            for seed, run in sorted(seeds.items()):
                writer.writerow([problem, configuration, seed, run.steps]
                                + [as_text(run.value(quantity)) for quantity in quantities.values()])
