"""How a page of docs/papers is written: claims with their verdicts and evidence, then a table and figures an experiment.

Sentences with numbers in them are made from the runs; a page of other runs says other things.

Read next: laaf.py, the declarations of one page; claims.py, how verdicts follow.
"""

import csv
from dataclasses import dataclass, field

from papers import ranks
from papers.claims import evidence, number, verdict
from papers.quantities import ERROR
from runs import ROOT, signature, write

PUBLISHED = ROOT / "problems" / "papers" / "published.csv"
NUMBERS = "Numbers are medians; p is that of the exact sign test over paired seeds, a seed fixing the weights at the start."
LARGEST_FIGURE = 150_000  # bytes

RULES = (
    "A comparison holds, fails, or is open. Of two methods: by the exact sign test over paired seeds (a seed fixes weights "
    "and points), open where p >= 0.05, as it is of fewer than six. Of a value and bounds: it holds where three quarters of "
    "the seeds are within, fails where at most one quarter is. Of a value in print: it holds where that lies between our "
    "smallest and our largest, give or take a tenth. A claim is *reproduced* where all of its comparisons hold, *not "
    "reproduced* where none does and one fails, *undecided* where there are too few seeds, and *depends* in all other cases: "
    "on the seed, or on what is compared. Numbers are medians, of comparisons those of the seeds that both have; *k of n* counts "
    "those in which the first is below the second; losses leave the term S(a) out. Of twenty comparisons between equals one is decided by chance.")


@dataclass
class Section:
    """An experiment: `methods`, the rows of its table: name and configuration; `more`: quantities beside the error;
    `base`: the configuration that others are paired with; `figures`: kinds of figure and what they show."""
    heading: str
    sweep: object
    about: str
    methods: dict
    main: object = ERROR
    more: list = field(default_factory=list)
    base: str = "fixed"
    figures: dict = field(default_factory=dict)

    def name_of(self, configuration):
        return next((name for name, value in self.methods.items() if value == configuration), configuration)


@dataclass
class Page:
    name: str
    title: str
    about: list
    sections: list
    claims: list

    def sweeps(self):
        return {section.sweep.name: section.sweep for section in self.sections}

    def write(self, folder):
        """Nothing, where no experiment has runs."""
        have = [section for section in self.sections if section.sweep.results]
        if not have:
            return
        lines = [f"# {self.title}", ""]
        for paragraph in self.about:
            lines += [paragraph, ""]
        lines += [made(self), "", *(["## Claims", "", *claims_table(self), RULES] if self.claims else [NUMBERS]), ""]
        for section in have:
            lines += [f"## {section.heading}", "", section.about, "",
                      f"`{section.sweep.stated()}`, {extent(section.sweep)}.", "", *results(section),
                      *drawn(section, folder)]
        folder.mkdir(parents=True, exist_ok=True)
        write(folder / f"{self.name}.md", lines)
        for section in have:
            section.sweep.record()


def published(sweep, configuration, quantity):
    """What is in print of it: a number and its source, or None."""
    with open(PUBLISHED, newline="") as file:
        for row in csv.DictReader(file):
            if (row["sweep"], row["configuration"], row["quantity"]) == (sweep.name, configuration, quantity.name):
                return float(row["value"]), row["source"]
    return None


def spread(values):
    low, high = ranks.quartiles(values)
    return f"{number(low)} - {number(high)}"


def method_row(section, configuration, name, with_published):
    sweep = section.sweep
    values = sweep.values(configuration, section.main)
    if not values:
        return None
    cells = [name, str(len(values)), number(ranks.median(values.values())), spread(list(values.values()))]
    if configuration == section.base:
        cells += ["", ""]
    else:
        test = ranks.paired(values, sweep.values(section.base, section.main))
        cells += [f"{test.won} of {test.pairs}", f"{test.p:.2g}"]
    if with_published:
        known = published(sweep, configuration, section.main)
        below = known and sum(value < known[0] for value in values.values())
        cells += [number(known[0]), f"{below} of {len(values)}"] if known else ["", ""]
    for quantity in section.more:
        known = list(sweep.values(configuration, quantity).values())
        cells.append(number(ranks.median(known)) if known else "")
    return cells


def results(section):
    """The table of an experiment."""
    sources = {known[1] for configuration in section.methods.values()
               if (known := published(section.sweep, configuration, section.main))}
    base = section.name_of(section.base)
    heading = ["method", "runs", section.main.name, "quartiles", f"better than {base}", "p"]
    heading += ["published", "of ours below it"] if sources else []
    heading += [quantity.name for quantity in section.more]
    rows = [method_row(section, configuration, name, bool(sources))
            for name, configuration in section.methods.items()]
    lines = ["| " + " | ".join(heading) + " |", "|---" * len(heading) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows if row]
    lines += ["", f"Published: {'; '.join(sorted(sources))}."] if sources else []
    return lines + [""]


def drawn(section, folder):
    """Draws the figures of an experiment beside the page. Returns their lines."""
    figures = folder / "figures"
    figures.mkdir(parents=True, exist_ok=True)
    names = section.sweep.figures(section.figures, figures)
    lines = []
    for kind, says in section.figures.items():
        if kind not in names:
            continue
        size = (figures / names[kind]).stat().st_size
        if size > LARGEST_FIGURE:
            print(f"papers: {names[kind]} has {size // 1000} kB; a page should have less than {LARGEST_FIGURE // 1000}")
        lines += [f"{says}:", "", f'<img src="figures/{names[kind]}" width="850" alt="{says}">', ""]
    return lines


def extent(sweep):
    """How much was run of the full experiment."""
    found = sweep.seeds_found()
    smaller = "" if found >= sweep.seeds else f" of the {sweep.seeds} of the full run"
    return f"{found} seed{'s' if found != 1 else ''}{smaller}, {sweep.steps():,} steps"


def made(page):
    """When and by what, and whether that is all of it."""
    text = f"{signature('tools/papers')}."
    if any(sweep.seeds_found() < sweep.seeds for sweep in page.sweeps().values()):
        text += (f" This is a smaller run than the full one, which `tools/papers --only {page.name}` makes; it keeps the "
                 "runs that are there.")
    return text


def claims_table(page):
    sweeps = page.sweeps()
    lines = ["| | the paper says | where | verdict | evidence |", "|---|---|---|---|---|"]
    for claim in page.claims:
        section = next(section for section in page.sections if section.sweep.name == claim.sweep)
        findings = claim.findings(sweeps, section.name_of)
        if not findings:
            continue
        lines.append(f"| {len(lines) - 1} | {claim.text} | {claim.where} | **{verdict(findings)}** | {evidence(findings)} |")
    return lines + [""]
