"""The page on slope recovery: whether a term S(a) in the loss makes errors smaller, setting by setting.

Four small problems, each trained with and without the term, from the same weights and points. A setting is better or
worse than the same without the term by the sign test over paired seeds, and what is recommended follows from that.
"""

from dataclasses import dataclass

from papers import ranks
from papers.claims import CHANCE, number
from papers.pages import extent, made
from papers.quantities import ERROR, final_slope
from papers.sweeps import Sweep
from runs import write

PROBLEMS = {"burgers": "Burgers", "helmholtz": "Helmholtz", "klein_gordon": "Klein-Gordon",
            "function": "discontinuous function"}
PLAIN, WITH = "llaaf(n = 10)", "llaaf(n = 10, recovery = 1)"
# Weights that fall from 1 as training goes on: by ten every 500 steps, and to nothing at the last step.
FALLING = {"exponential": "llaaf(n = 10, recovery = exponential(1, rate = 0.1, every = 500))",
           "cosine": "llaaf(n = 10, recovery = cosine(1))"}
ABOUT = (
    "The term W_a S(a) of Jagtap, Kawaguchi and Karniadakis (2020) makes the loss smaller where slopes are larger, whatever the "
    "equation says. Here it is switched on and off, all else being equal: a slope for each layer, n = 10, N = exp, the mean "
    "over the layers, Adam at 8e-4, unless a row says otherwise.")
RULES = (
    "The median error with the term as a multiple of that without, and in how many of the paired seeds it is smaller; *better* "
    "or *worse* where the exact two-sided sign test has p < 0.05, else *open*; *all* are the pairs of all problems together. A "
    "setting is *recommended* where all together it is better and on no problem worse, *harmful* where all together it is "
    "worse and on no problem better; else it *depends*, or, better on no problem, is *no gain*.")
KINDS = {"settings": "Adam", "falling": "Adam, W_a falls", "rates": "Adam, other rates", "lbfgs": "L-BFGS", "lm": "Levenberg-Marquardt"}
THREE = f"[fixed, {PLAIN}, {WITH}]"


def sweeps_of(problem):
    """By kind: the settings under Adam, other rates, and other optimisers. Quick runs have fewer seeds than a problem by
    itself needs to be decided: the pairs of all problems together decide."""
    file, name = f"recovery/{problem}.pde", problem.replace("_", "-")
    short = {"sweep.network.adaptive": THREE}
    found = {
        "settings": Sweep(f"recovery-{name}", file, seeds=10, quick_seeds=2),
        "falling": Sweep(f"recovery-{name}-falling", file, {"sweep.network.adaptive": f"[{', '.join(FALLING.values())}]"},
                         seeds=10, quick_seeds=2),
        "rates": Sweep(f"recovery-{name}-rates", file, {**short, "sweep.train.lr": "[4e-4, 3e-3]"}, seeds=10, quick_seeds=1),
        "lbfgs": Sweep(f"recovery-{name}-lbfgs", file, short, seeds=10, quick_seeds=1,
                       stages="train lbfgs { steps = 1000 }"),
    }
    if problem != "function":  # its 7,801 weights are too many for `lm`
        quick = 0 if problem == "burgers" else 1  # three minutes a seed
        found["lm"] = Sweep(f"recovery-{name}-lm", file, short, seeds=10, quick_seeds=quick, stages="train lm { steps = 40 }")
    return found


SWEEPS = {problem: sweeps_of(problem) for problem in PROBLEMS}


@dataclass
class Setting:
    """A way to use S(a): which sweep has it, its configuration and the one without the term."""
    name: str
    kind: str
    configuration: str
    without: str
    without_kind: str = None  # whose sweep has that; None: the same


SETTINGS = [
    Setting("W_a = 0.01", "settings", "llaaf(n = 10, recovery = 0.01)", PLAIN),
    Setting("W_a = 0.1", "settings", "llaaf(n = 10, recovery = 0.1)", PLAIN),
    Setting("W_a = 1, as in the paper", "settings", WITH, PLAIN),
    Setting("W_a = 1, over the sum of the layers", "settings", "llaaf(n = 10, recovery = 1, over = sum)", PLAIN),
    Setting("W_a = 0.01, N the identity", "settings", "llaaf(n = 10, recovery = 0.01, op = identity)", PLAIN),
    Setting("W_a = 1, N the identity", "settings", "llaaf(n = 10, recovery = 1, op = identity)", PLAIN),
    Setting("W_a from 1, a tenth of it every 500 steps", "falling", FALLING["exponential"], PLAIN, "settings"),
    Setting("W_a from 1 to 0, a cosine", "falling", FALLING["cosine"], PLAIN, "settings"),
    *(Setting(f"W_a = 1, n = {n}", "settings", f"llaaf(n = {n}, recovery = 1)", f"llaaf(n = {n})") for n in (1, 2, 5)),
    Setting("W_a = 1, a slope for every neuron", "settings", "nlaaf(n = 10, recovery = 1)", "nlaaf(n = 10)"),
    *(Setting(f"W_a = 1, Adam at {rate}", "rates", f"{WITH}, {rate}", f"{PLAIN}, {rate}") for rate in ("4e-4", "3e-3")),
    Setting("W_a = 1, L-BFGS", "lbfgs", WITH, PLAIN),
    Setting("W_a = 1, Levenberg-Marquardt", "lm", WITH, PLAIN),
]


def outcome_of(test):
    return "open" if test.p >= CHANCE else "better" if test.won > test.lost else "worse"


@dataclass
class Effect:
    """Of a setting on a problem: the ratio of the medians with and without, and the paired test."""
    ratio: float
    test: ranks.Paired

    @property
    def outcome(self):
        return outcome_of(self.test)

    def cell(self):
        return f"{self.outcome}: {number(self.ratio)} times, {self.test.won} of {self.test.pairs}"


def effect(setting, problem):
    """None where it was not run."""
    sweeps = SWEEPS[problem]
    if setting.kind not in sweeps:
        return None
    with_term = sweeps[setting.kind].values(setting.configuration, ERROR)
    without = sweeps[setting.without_kind or setting.kind].values(setting.without, ERROR)
    test = ranks.paired(with_term, without)
    if not test.pairs:
        return None
    first, second = (ranks.median(values) for values in ranks.of_pairs(with_term, without))
    return Effect(first / second, test)


def effects(setting):
    return {problem: found for problem in PROBLEMS if (found := effect(setting, problem))}


def pooled(found):
    """The pairs of all problems as those of one."""
    tests = [one.test for one in found.values()]
    return ranks.Paired(sum(test.won for test in tests), sum(test.lost for test in tests), sum(test.tied for test in tests))


def standing(found):
    """What is to be said of a setting with these effects."""
    outcomes = {one.outcome for one in found.values()}
    overall = outcome_of(pooled(found))
    if overall == "better" and "worse" not in outcomes:
        return "recommended"
    if overall == "worse" and "better" not in outcomes:
        return "harmful"
    return "depends" if "better" in outcomes else "no gain"


def recommendation(all_found):
    names = {what: [setting.name for setting, found in all_found if standing(found) == what]
             for what in ("recommended", "harmful", "depends", "no gain")}
    lines = [f"- {what}: {'; '.join(listed)}." for what, listed in names.items() if listed]
    if names["recommended"]:
        text = f"S(a) pays where it is one of these: {'; '.join(names['recommended'])}."
    else:
        text = "Train without S(a), `recovery = 0`, which is the default: no setting of it is recommended."
    return [text, "", *lines, ""]


def matrix(all_found):
    lines = ["| S(a) | " + " | ".join(PROBLEMS.values()) + " | all | |", "|---" * (len(PROBLEMS) + 3) + "|"]
    for setting, found in all_found:
        cells = [found[problem].cell() if problem in found else "" for problem in PROBLEMS]
        test = pooled(found)
        lines.append(f"| {setting.name} | {' | '.join(cells)} | {test.won} of {test.pairs}, p = {test.p:.2g} | "
                     f"**{standing(found)}** |")
    return lines + [""]


def medians(problem):
    """Error and slopes of every configuration of a problem."""
    lines = ["| training | activation | runs | error | quartiles | mean n a |", "|---|---|---|---|---|---|"]
    slope = final_slope()
    for kind, sweep in SWEEPS[problem].items():
        for configuration in sweep.results:
            errors = list(sweep.values(configuration, ERROR).values())
            slopes = list(sweep.values(configuration, slope).values())
            low, high = ranks.quartiles(errors)
            lines.append(f"| {KINDS[kind]} | {configuration} | {len(errors)} | {number(ranks.median(errors))} | {number(low)} - "
                         f"{number(high)} | {number(ranks.median(slopes)) if slopes else '1'} |")
    return lines + [""]


class RecoveryPage:
    name = "recovery"

    def sweeps(self):
        """Kind by kind: what takes long comes last."""
        return {SWEEPS[problem][kind].name: SWEEPS[problem][kind] for kind in KINDS for problem in PROBLEMS
                if kind in SWEEPS[problem]}

    def write(self, folder):
        if not any(sweep.results for sweep in self.sweeps().values()):
            return
        all_found = [(setting, found) for setting in SETTINGS if (found := effects(setting))]
        lines = ["# What slope recovery does", "", ABOUT, "", made(self), "", "## Recommendation", "",
                 *recommendation(all_found), "## Settings", "", RULES, "", *matrix(all_found), "## Problems", ""]
        for problem, label in PROBLEMS.items():
            run = "; ".join(f"{KINDS[kind]}: {extent(sweep)}" for kind, sweep in SWEEPS[problem].items() if sweep.results)
            lines += [f"### {label}", "", f"`problems/papers/recovery/{problem}.pde`. {run}.", "", *medians(problem)]
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / "recovery.md", lines)
        for sweep in self.sweeps().values():
            sweep.record()


PAGE = RecoveryPage()
