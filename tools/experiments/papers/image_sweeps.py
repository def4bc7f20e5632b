"""Sweeps over images: of the files in problems/images, with data that nobody may pass on and the user has.

The folder of these (`tools/papers --data DIR`) has the files that a problem names, or the same packed by gzip. They are
copied beside copies of the problems, which read nothing else; without them an experiment keeps the runs that it has.

Read next: images.py, the page that is made of them.
"""

import gzip
import pathlib
import shutil
from dataclasses import dataclass

from papers.quantities import Quantity
from papers.sweeps import OUT, Sweep
from runs import ROOT

IDX = tuple(f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1"))


def packed_name(name):
    return name if name.endswith(".gz") else f"{name}.gz"


@dataclass
class ImageSweep(Sweep):
    """`data`: the files that the problem reads, as it names them."""
    data: tuple = ()
    data_folder: pathlib.Path = None

    @property
    def source(self):
        return pathlib.Path("problems", "images", self.file)

    def copy(self, name):
        """Of a file of data, below ROOT; false where there is none."""
        target = ROOT / OUT / "files" / "images" / name
        if target.exists():
            return True
        for given in (name, packed_name(name), name.removesuffix(".gz")):
            if not self.data_folder or not (self.data_folder / given).is_file():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            if given.endswith(".gz") and not name.endswith(".gz"):
                with gzip.open(self.data_folder / given) as packed, open(target, "wb") as file:
                    shutil.copyfileobj(packed, file)
            else:
                shutil.copyfile(self.data_folder / given, target)
            return True
        return False

    def problem(self):
        folder = OUT / "files" / "images"
        shutil.copytree(ROOT / "problems" / "images", ROOT / folder, dirs_exist_ok=True)
        return folder / self.file

    def run(self, seeds, jobs):
        missing = [name for name in self.data if not self.copy(name)]
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
