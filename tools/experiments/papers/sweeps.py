"""The sweeps that the pages of docs/papers are made from: how they are run, and what their runs left.

A sweep is a problem file with what it varies; its runs are in out/papers/NAME, made by `ansatz sweep`, which keeps what
is finished. A configuration is what a run sets besides its seed, as runs.csv has it: `llaaf(n = n)`, or, of several
axes, `sin, gaaf(n = 10)`. Runs whose folders are gone, or were never here, count by what is recorded of them.

Read next: quantities.py, what is measured of a run; records.py, what is kept of it.
"""

import csv
import functools
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass, field

from papers import records
from runs import PROGRAM, ROOT, fingerprint

OUT = pathlib.Path("out", "papers")  # below ROOT, where the program runs
ENDED = ("finished", "diverged")


@functools.lru_cache(maxsize=64)
def table(path):
    """The rows of a CSV file; none where there is no such file."""
    try:
        with open(path, newline="") as file:
            return list(csv.DictReader(file))
    except FileNotFoundError:
        return []


@dataclass(frozen=True)
class Run:
    folder: pathlib.Path
    row: dict = field(hash=False, compare=False)  # of runs.csv
    program: pathlib.Path

    @property
    def seed(self):
        return int(self.row["seed"])

    @property
    def steps(self):
        return int(self.row["steps"])

    @property
    def diverged(self):
        return self.row["status"] == "diverged"

    def value(self, quantity):
        return quantity(self)

    def rows(self, name):
        return table(self.folder / name)

    def show(self):
        """What `ansatz show` says of its problem."""
        return subprocess.run([self.program, "show", self.folder / "problem.pde"], check=True, capture_output=True,
                              text=True).stdout


@dataclass
class Sweep:
    """`settings`: for `--set`. `stages`: of training, in the place of those of the file. `seeds`: of the full run."""
    name: str
    file: str
    settings: dict = field(default_factory=dict)
    seeds: int = 20
    quick_seeds: int = 6  # the fewest that can give p < 0.05; 0: left out
    stages: str = ""
    program: pathlib.Path = PROGRAM
    records: pathlib.Path = None  # the folder of what is recorded; none: the runs that are here are all
    measured: dict = field(default_factory=dict)  # the quantities that were asked for, by name

    @property
    def folder(self):
        return ROOT / OUT / self.name

    @property
    def source(self):
        """The problem file, below ROOT."""
        return pathlib.Path("problems", "papers", self.file)

    def stated(self):
        """What is run, as it is written behind `ansatz sweep`."""
        return " ".join([str(self.source), *(f"--set '{key}={value}'" for key, value in self.settings.items())])

    def problem(self):
        """The file that is run: the source, or a copy with other stages."""
        if not self.stages:
            return self.source
        copy = OUT / "files" / f"{self.name}.pde"
        text = (ROOT / self.source).read_text()
        text = re.sub(r"^compute .*\n", "", text, flags=re.MULTILINE)  # second-order steps need all digits
        text, count = re.subn(r"^train .*$", self.stages, text, flags=re.MULTILINE)
        if count != 1:
            sys.exit(f"papers: {self.source} has {count} lines that begin with `train`, and should have one")
        (ROOT / copy).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / copy).write_text(text)
        return copy

    def run(self, seeds, jobs):
        """Runs what is not there yet of the seeds, a range. Ends the program where the sweep was ended or cannot be
        run; runs that diverged or are doubtful are results."""
        command = [self.program, "sweep", self.problem(), "--out", OUT / self.name, "--threads", "1", "--jobs",
                   str(jobs), "--set", f"sweep.seed={seeds.start}..{seeds.stop - 1}"]
        for key, value in self.settings.items():
            command += ["--set", f"{key}={value}"]
        print(f"{self.name}, seeds {seeds.start} to {seeds.stop - 1}", flush=True)
        with subprocess.Popen(command + ["--resume"] * self.folder.exists(), cwd=ROOT, stdout=subprocess.DEVNULL) as sweep:
            try:
                status = sweep.wait()
            except KeyboardInterrupt:  # it has the signal too, and writes its checkpoints
                sweep.wait()
                sys.exit(130)
        if status not in (0, 3):  # 3: some diverged, or failed; the others are results
            sys.exit(status)

    @functools.cached_property
    def runs(self):
        """Those that ended and are here, by configuration and seed."""
        found = {}
        for row in table(self.folder / "runs.csv"):
            names = list(row)
            axes = names[names.index("label") + 1:names.index("seed")]
            if row["status"] in ENDED:
                run = Run(self.folder / "runs" / row["label"], row, self.program)
                found.setdefault(", ".join(row[axis] for axis in axes), {})[run.seed] = run
        return found

    @functools.cached_property
    def results(self):
        """By configuration and seed: the runs that are here, and what is recorded of others."""
        recorded = records.read(self.records / f"{self.name}.csv", self.fingerprint()) if self.records else {}
        found = {configuration: dict(seeds) for configuration, seeds in self.runs.items()}
        for configuration, seeds in recorded.items():
            found[configuration] = {**seeds, **found.get(configuration, {})}
        return found

    def fingerprint(self):
        return fingerprint(ROOT / self.source, {**self.settings, "stages": self.stages})

    def values(self, configuration, quantity):
        """By seed, where the quantity is known."""
        self.measured[quantity.name] = quantity
        known = {seed: run.value(quantity) for seed, run in sorted(self.results.get(configuration, {}).items())}
        return {seed: value for seed, value in known.items() if value is not None}

    def record(self):
        """Keeps what was asked for of every run."""
        if self.records and self.results:
            records.write(self.records / f"{self.name}.csv", self.fingerprint(), self.results, self.measured)

    def seeds_found(self):
        return max((len(seeds) for seeds in self.results.values()), default=0)

    def steps(self):
        return max((run.steps for seeds in self.results.values() for run in seeds.values()), default=0)

    def all_here(self):
        """Whether no run is known by its record alone: figures are drawn from the folders."""
        return all(len(self.runs.get(configuration, {})) == len(seeds) for configuration, seeds in self.results.items())

    def figures(self, kinds, folder):
        """Draws the comparison's figures of these kinds into the folder, where all runs are here; else those of all
        runs, which are there, stay. Returns the names of the files."""
        if not self.all_here():
            return {kind: f"{self.name}-{kind}.svg" for kind in kinds if (folder / f"{self.name}-{kind}.svg").exists()}
        drawn = ROOT / OUT / "figures" / self.name
        subprocess.run([self.program, "compare", OUT / self.name, "--svg", drawn, "--width", "170"], cwd=ROOT,
                       check=True, stdout=subprocess.DEVNULL)
        names = {}
        for kind in kinds:
            if (drawn / f"{kind}.svg").exists():
                names[kind] = f"{self.name}-{kind}.svg"
                (folder / names[kind]).write_bytes((drawn / f"{kind}.svg").read_bytes())
        return names
