"""Sweeps over images: of the files in problems/images, with data that nobody may pass on and the user has.

They are copied (`tools/papers --data DIR`, datasets.py) beside copies of the problems, which read nothing else; without
them an experiment keeps the runs that it has.

Read next: images.py, the page that is made of them.
"""

import pathlib
import shutil
from dataclasses import dataclass

import datasets
from papers.quantities import Quantity
from papers.sweeps import OUT, Sweep
from runs import ROOT

IDX = tuple(f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1"))


@dataclass
class ImageSweep(Sweep):
    """`data`: the files that the problem reads, as it names them."""
    data: tuple = ()
    data_folder: pathlib.Path = None

    @property
    def source(self):
        return pathlib.Path("problems", "images", self.file)

    def problem(self):
        folder = OUT / "files" / "images"
        shutil.copytree(ROOT / "problems" / "images", ROOT / folder, dirs_exist_ok=True)
        return folder / self.file

    def run(self, seeds, jobs):
        folder = ROOT / OUT / "files" / "images"
        missing = [name for name in self.data if not datasets.place(name, self.data_folder, folder)]
        if missing:
            print(f"{self.name}: left out, as --data names no folder with {', '.join(missing)}", flush=True)
            return
        super().run(seeds, jobs)


def after_epochs(column, epochs, name, factor=1):
    """Of history.csv, which has a row for every epoch."""
    def of(run):
        for row in run.rows("history.csv"):
            if int(row["epoch"]) == epochs and row.get(column):
                return factor * float(row[column])
        return None
    return Quantity(f"{name} after {epochs} epoch{'s' if epochs != 1 else ''}", of)
