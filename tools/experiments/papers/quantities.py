"""What is measured of a run: a name and a function from a run to a number, None where it is not known.

Of a run that diverged every quantity is infinite.
"""

import cmath
import functools
import math
from dataclasses import dataclass
from typing import Callable


@dataclass(frozen=True)
class Quantity:
    name: str
    of: Callable

    def __call__(self, run):
        return math.inf if run.diverged else self.of(run)


def final(column, name):
    """A column of runs.csv."""
    return Quantity(name, lambda run: float(run.row[column]) if run.row.get(column) else None)


def history_at(column, step, name):
    """The last value that is known up to a step: errors are not in every row of a history."""
    def of(run):
        known = [row for row in run.rows("history.csv") if int(row["step"]) <= step and row.get(column)]
        return float(known[-1][column]) if known else None
    return Quantity(f"{name} at step {step:,}", of)


def error_at(step):
    return history_at("l2_relative_u", step, "error")


def loss_at(step):
    """Without the slope recovery term, so that it is one quantity for all: the last row up to the step."""
    def of(run):
        known = [row for row in run.rows("history.csv") if int(row["step"]) <= step]
        return float(known[-1]["loss"]) - float(known[-1].get("recovery") or 0) if known else None
    return Quantity(f"loss at step {step:,}", of)


def final_slope():
    """n a, the mean over layers and neurons."""
    def of(run):
        rows = run.rows("slopes.csv")
        last = [float(row["mean"]) for row in rows if row["step"] == rows[-1]["step"]]
        return sum(last) / len(last) if last else None
    return Quantity("mean n a", of)


def condition_at(step):
    """Of the matrix that slopes put before the gradient, for the whole network."""
    def of(run):
        for row in run.rows("conditioning.csv"):
            if (row["step"], row["layer"]) == (str(step), "0"):
                return float(row["condition"])
        return None
    return Quantity(f"condition number at step {step:,}", of)


def amplitudes(values):
    count = len(values)
    return [abs(sum(value * cmath.exp(-2j * cmath.pi * k * i / count) for i, value in enumerate(values))) / count
            for k in range(count // 2)]


@functools.lru_cache(maxsize=4096)
def spectrum_error(run, time):
    rows = sorted((float(row["x"]), float(row["u"]), float(row["u_exact"])) for row in run.rows("solution.csv")
                  if float(row["t"]) == time)
    found, exact = amplitudes([row[1] for row in rows[:-1]]), amplitudes([row[2] for row in rows[:-1]])
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(found, exact)) / sum(b * b for b in exact))


def spectrum(time):
    """How far the amplitudes of all frequencies along x are from those of the exact solution, relative, in L2."""
    return Quantity(f"error of the spectrum at t = {time}", lambda run: spectrum_error(run, time))


def start_condition():
    """Whether the loss at the start is below that of the best constant network and S(0): theorem 2.1 asks for it."""
    return Quantity("condition of theorem 2.1 at the start, 1 where it holds",
                    lambda run: float("condition of theorem 2.1 = holds" in run.show()))


ERROR = final("l2_relative_u", "relative L2 error of u")
SECONDS = final("seconds", "time of training")
PARAMETERS = final("parameters", "number of parameters")
