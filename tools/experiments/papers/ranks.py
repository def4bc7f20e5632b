"""What is said of numbers over seeds: medians, quartiles, the exact sign test over pairs.

By ranks alone, as `ansatz compare` does it (docs/guide/compare.md), so that one bad seed moves nothing far. A run that
diverged is worse than any number: infinity.
"""

import math
import statistics
from dataclasses import dataclass


def median(values):
    return statistics.median(values)


def quartiles(values):
    """The lower and the upper one, linear between order statistics."""
    if len(values) == 1:
        return values[0], values[0]
    if math.inf in values:  # interpolation between a number and infinity is no number
        order = sorted(values)
        return order[(len(order) - 1) // 4], order[-1 - (len(order) - 1) // 4]
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, high


@dataclass
class Paired:
    """How often the first of two is below the second, over the seeds that both have."""
    won: int
    lost: int
    tied: int

    @property
    def pairs(self):
        return self.won + self.lost + self.tied

    @property
    def p(self):
        """Of the exact two-sided sign test: how often coins would decide so clearly. Ties are left out."""
        thrown = self.won + self.lost
        tail = sum(math.comb(thrown, k) for k in range(min(self.won, self.lost) + 1))
        return min(1.0, 2 * tail / 2**thrown)


def of_pairs(first, second):
    """Of values by seed: those of the seeds that both have, as two lists whose entries are pairs."""
    seeds = sorted(first.keys() & second.keys())
    return [first[seed] for seed in seeds], [second[seed] for seed in seeds]


def paired(first, second):
    """Both: values by seed."""
    pairs = list(zip(*of_pairs(first, second)))
    won = sum(one < other for one, other in pairs)
    lost = sum(one > other for one, other in pairs)
    return Paired(won, lost, len(pairs) - won - lost)
