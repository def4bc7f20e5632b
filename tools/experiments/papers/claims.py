"""Claims of papers as records, and how a verdict follows from runs: nobody writes one by hand.

A claim is made of comparisons over the seeds. Each holds, fails, or is open:

  Below      the first has a lower value than the second: by the sign test over paired seeds; open where p >= 0.05
  Within     a value, or its ratio to another's, lies between two numbers: in three quarters of the seeds; fails where
             it does in one quarter or less
  Covers     a published value lies between our smallest and our largest, give or take a tenth; else it fails

A claim is reproduced where all of its comparisons hold, not reproduced where none does and one fails, undecided where
one has too few seeds to be anything but open, and depends in all other cases: on the seed, or on what is compared.
"""

from dataclasses import dataclass

from papers import ranks

HOLDS, FAILS, OPEN, FEW = "holds", "fails", "open", "too few seeds"
CHANCE = 0.05
FEWEST = 6  # pairs that can give p < CHANCE


def number(value):
    """With three digits, as pages show all numbers."""
    if value != 0 and not 1e-3 <= abs(value) < 1e4:
        return f"{value:.2e}"
    return f"{value:.3g}"


@dataclass
class Finding:
    """`about`: what is measured; `text`: what it was."""
    outcome: str
    about: str
    text: str


@dataclass
class Below:
    """`than`: another quantity of the second; None: the same."""
    first: str
    second: str
    quantity: object
    than: object = None

    def find(self, sweep, name_of):
        one, other = (sweep.values(self.first, self.quantity), sweep.values(self.second, self.than or self.quantity))
        test = ranks.paired(one, other)
        if not test.pairs:
            return None
        undecided = FEW if test.pairs < FEWEST else OPEN
        outcome = undecided if test.p >= CHANCE else HOLDS if test.won > test.lost else FAILS
        about = self.quantity.name if not self.than else f"{self.quantity.name} against {self.than.name}"
        both = "" if self.first == self.second else f"{name_of(self.second)} "
        first, second = (number(ranks.median(values)) for values in ranks.of_pairs(one, other))
        return Finding(outcome, about, f"{name_of(self.first)} {first} against {both}{second}, {test.won} of {test.pairs}, "
                                       f"p = {test.p:.2g}")


@dataclass
class Within:
    """`over`: the configuration that the value is divided by, seed by seed; None: the value itself."""
    configuration: str
    quantity: object
    low: float
    high: float
    over: str = None

    def find(self, sweep, name_of):
        values = sweep.values(self.configuration, self.quantity)
        name = name_of(self.configuration)
        if self.over:
            base = sweep.values(self.over, self.quantity)
            values = {seed: value / base[seed] for seed, value in values.items() if seed in base}
            name = f"{name} over {name_of(self.over)}"
        if not values:
            return None
        inside = sum(self.low <= value <= self.high for value in values.values())
        share = inside / len(values)
        outcome = HOLDS if share >= 0.75 else FAILS if share <= 0.25 else OPEN
        bounds = f"{self.low:g}" if self.low == self.high else f"between {self.low:g} and {self.high:g}"
        return Finding(outcome, self.quantity.name, f"{name} {ranks.median(values.values()):.4g}, {bounds} in {inside} of "
                                                    f"{len(values)}")


@dataclass
class Covers:
    configuration: str
    quantity: object
    published: float

    def find(self, sweep, name_of):
        values = sorted(sweep.values(self.configuration, self.quantity).values())
        if not values:
            return None
        outcome = HOLDS if 0.9 * values[0] <= self.published <= 1.1 * values[-1] else FAILS
        return Finding(outcome, self.quantity.name, f"{name_of(self.configuration)} {number(values[0])} to "
                                                    f"{number(values[-1])}, published {number(self.published)}")


@dataclass
class Claim:
    """`text`: what the paper says, `where`: in it; `sweep`: its name; `comparisons`: what it comes to."""
    text: str
    where: str
    sweep: str
    comparisons: list

    def findings(self, sweeps, name_of):
        found = [comparison.find(sweeps[self.sweep], name_of) for comparison in self.comparisons]
        return [finding for finding in found if finding]


def verdict(findings):
    outcomes = [finding.outcome for finding in findings]
    if FEW in outcomes:
        return "undecided"
    if all(outcome == HOLDS for outcome in outcomes):
        return "reproduced"
    if HOLDS not in outcomes and FAILS in outcomes:
        return "not reproduced"
    return "depends"


def evidence(findings):
    """What was found, quantity by quantity."""
    lines = {}
    for finding in findings:
        lines.setdefault(finding.about, []).append(f"{finding.text}, *{finding.outcome}*")
    return "<br>".join(f"{about}: {'; '.join(texts)}" for about, texts in lines.items())
