"""What tools/papers makes of numbers, by other ways than its own; and that what it declares exists. Run by papers.cpp, with the program."""

import csv
import itertools
import math
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools" / "experiments"))
from papers import claims, conditioning, gaaf, images, laaf, ranks, recovery, rowdy, sweeps  # noqa: E402
from papers.image_sweeps import ImageSweep  # noqa: E402
from papers.quantities import Quantity  # noqa: E402
from runs import fingerprint  # noqa: E402

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else None
PAGES = (laaf.PAGE, conditioning.PAGE, gaaf.PAGE, rowdy.PAGE, images.PAGE)


class Values:
    """A sweep of which the values of each configuration are known."""

    def __init__(self, **values):
        self.known = values

    def values(self, configuration, _quantity):
        return dict(enumerate(self.known.get(configuration, [])))


class Nothing:
    name = "something"


class Ranks(unittest.TestCase):
    def test_the_sign_test_counts_all_ways_that_coins_can_fall(self):
        for coins in range(1, 9):
            falls = [sum(fall) for fall in itertools.product((0, 1), repeat=coins)]
            for won in range(coins + 1):
                as_clear = sum(abs(2 * heads - coins) >= abs(2 * won - coins) for heads in falls)
                self.assertAlmostEqual(ranks.Paired(won, coins - won, 0).p, as_clear / len(falls))

    def test_only_seeds_that_both_have_are_pairs(self):
        test = ranks.paired({1: 0.1, 2: 0.2, 3: 0.3, 4: 1}, {2: 0.3, 3: 0.3, 4: math.inf, 5: 0})
        self.assertEqual((test.won, test.lost, test.tied), (2, 0, 1))

    def test_medians_of_comparisons_are_those_of_the_pairs(self):
        sweep = Values(a=[1, 2, 3], b=[4, 5, 6, 1000, 1000])
        found = claims.Below("a", "b", Nothing()).find(sweep, str)
        self.assertIn("a 2 against b 5, 3 of 3", found.text)

    def test_quartiles_are_linear_between_order_statistics(self):
        self.assertEqual(ranks.quartiles([4, 1, 3, 2]), (1.75, 3.25))
        self.assertEqual(ranks.quartiles([7]), (7, 7))
        self.assertEqual(ranks.quartiles([1, math.inf, 2, math.inf]), (1, math.inf))


class Verdicts(unittest.TestCase):
    def outcome(self, first, second):
        sweep = Values(a=first, b=second)
        return claims.Below("a", "b", Nothing()).find(sweep, str).outcome

    def test_five_seeds_decide_nothing_and_six_do(self):
        self.assertEqual(self.outcome([1] * 5, [2] * 5), claims.FEW)
        self.assertEqual(self.outcome([1] * 6, [2] * 6), claims.HOLDS)
        self.assertEqual(self.outcome([2] * 6, [1] * 6), claims.FAILS)
        self.assertEqual(self.outcome([1] * 6, [1] * 6), claims.OPEN)

    def test_what_was_not_run_is_no_finding(self):
        self.assertIsNone(claims.Below("a", "b", Nothing()).find(Values(), str))
        self.assertIsNone(claims.Within("a", Nothing(), 0, 1).find(Values(), str))
        self.assertIsNone(claims.Covers("a", Nothing(), 1).find(Values(), str))

    def test_a_value_is_within_in_three_quarters_or_in_one(self):
        within = claims.Within("a", Nothing(), 0, 1)
        for inside, outcome in ((4, claims.HOLDS), (3, claims.HOLDS), (2, claims.OPEN), (1, claims.FAILS)):
            self.assertEqual(within.find(Values(a=[0.5] * inside + [2] * (4 - inside)), str).outcome, outcome)
        ratio = claims.Within("a", Nothing(), 2, 2, over="b")
        self.assertEqual(ratio.find(Values(a=[2, 6], b=[1, 3]), str).outcome, claims.HOLDS)

    def test_a_value_in_print_is_ours_within_a_tenth(self):
        for printed, outcome in ((1, claims.HOLDS), (2.15, claims.HOLDS), (0.95, claims.HOLDS), (2.3, claims.FAILS)):
            self.assertEqual(claims.Covers("a", Nothing(), printed).find(Values(a=[1, 2]), str).outcome, outcome)

    def test_a_verdict_follows_from_the_outcomes(self):
        def verdict(*outcomes):
            return claims.verdict([claims.Finding(outcome, "", "") for outcome in outcomes])
        self.assertEqual(verdict(claims.HOLDS, claims.HOLDS), "reproduced")
        self.assertEqual(verdict(claims.HOLDS, claims.FAILS), "depends")
        self.assertEqual(verdict(claims.HOLDS, claims.OPEN), "depends")
        self.assertEqual(verdict(claims.OPEN, claims.OPEN), "depends")
        self.assertEqual(verdict(claims.HOLDS, claims.FEW), "undecided")
        self.assertEqual(verdict(claims.FAILS, claims.OPEN), "not reproduced")


class Records(unittest.TestCase):
    TABLE = ("label,network.adaptive,seed,status,steps,l2\n"
             "a,fixed,1,finished,10,0.25\nb,fixed,2,diverged,4,\nc,gaaf,1,finished,10,\nd,gaaf,2,failed,0,\n")

    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        self.error = Quantity("error", lambda run: float(run.row["l2"]) if run.row["l2"] else None)

    def sweep(self, runs):
        """Of Burgers' equation; `runs`: what stands in its runs.csv, None where nothing was run here."""
        here = self.folder / ("here" if runs else "elsewhere")
        here.mkdir(exist_ok=True)
        if runs:
            (here / "runs.csv").write_text(runs)
            sweeps.table.cache_clear()

        class Placed(sweeps.Sweep):
            folder = here
        return Placed("burgers", "laaf/burgers.pde", records=self.folder / "records")

    def test_runs_that_are_gone_count_by_their_records(self):
        before = self.sweep(self.TABLE)
        known = {name: before.values(name, self.error) for name in ("fixed", "gaaf")}
        self.assertEqual(known, {"fixed": {1: 0.25, 2: math.inf}, "gaaf": {}})
        before.record()
        after = self.sweep(None)
        self.assertEqual({name: after.values(name, self.error) for name in known}, known)
        self.assertEqual((after.seeds_found(), after.steps(), after.all_here()), (2, 10, False))

    def test_a_run_that_is_here_goes_before_its_record(self):
        before = self.sweep(self.TABLE)
        before.values("fixed", self.error)
        before.record()
        again = self.sweep(self.TABLE.replace("0.25", "0.5").replace("b,fixed,2", "b,fixed,3"))
        self.assertEqual(again.values("fixed", self.error), {1: 0.5, 2: math.inf, 3: math.inf})

    def test_records_of_another_problem_do_not_count(self):
        before = self.sweep(self.TABLE)
        before.values("fixed", self.error)
        before.record()
        other = self.sweep(None)
        other.settings = {"train.lr": "1"}
        self.assertEqual(other.values("fixed", self.error), {})

    def test_a_problem_is_the_same_whatever_its_comments(self):
        names = {}
        for name, text in (("a", 'title "#1"\n# of "why"\n\neq u_x = 0  # "so"\n'), ("b", 'title "#1"\neq u_x = 0\n'),
                           ("c", 'title "#2"\neq u_x = 0\n')):
            file = self.folder / f"{name}.pde"
            file.write_text(text)
            names[name] = fingerprint(file, {})
        self.assertEqual(names["a"], names["b"])
        self.assertNotEqual(names["b"], names["c"])


class Recovery(unittest.TestCase):
    def standing(self, *won_of_six):
        return recovery.standing({number: recovery.Effect(1, ranks.Paired(won, 6 - won, 0))
                                  for number, won in enumerate(won_of_six)})

    def test_what_is_recommended_is_better_in_all_and_never_worse(self):
        self.assertEqual(self.standing(6, 4, 5), "recommended")
        self.assertEqual(self.standing(5, 5, 5), "recommended")  # 15 of 18: together they decide
        self.assertEqual(self.standing(6, 6, 6, 0), "depends")
        self.assertEqual(self.standing(6, 2), "depends")
        self.assertEqual(self.standing(0, 2, 2), "harmful")
        self.assertEqual(self.standing(3, 2), "no gain")


def text_of(file):
    """With what it includes."""
    return re.sub(r'^include "(.*)"$', lambda found: text_of(file.parent / found[1]), file.read_text(), flags=re.MULTILINE)


def configurations(sweep):
    """What the problem file, or what is set in its place, sweeps over: as texts, one an axis."""
    text = text_of(ROOT / sweep.source)
    axes = dict(re.findall(r"^ *([\w.]+) *= *(\[.*?\]) *$", text[text.index("\nsweep"):], re.MULTILINE | re.DOTALL))
    axes.update({key.removeprefix("sweep."): value for key, value in sweep.settings.items() if key.startswith("sweep.")})
    return [axis for key, axis in axes.items() if key != "seed"]


@unittest.skipUnless(PROGRAM, "the program is named by the first argument")
class Problems(unittest.TestCase):
    def test_every_sweep_can_be_run(self):
        declared = [sweep for page in (*PAGES, recovery.PAGE) for sweep in page.sweeps().values()]
        for sweep in declared:
            if isinstance(sweep, ImageSweep):  # reads data that are not here
                continue
            command = [PROGRAM, "sweep", sweep.source, "--dry-run", "--set", "sweep.seed=1..1"]
            for key, value in sweep.settings.items():
                command += ["--set", f"{key}={value}"]
            asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            self.assertEqual(asked.returncode, 0, f"{sweep.name}: {asked.stderr}")


class Declarations(unittest.TestCase):
    def test_every_method_of_a_table_is_swept_over(self):
        for page in PAGES:
            for section in page.sections:
                axes = configurations(section.sweep)
                for configuration in section.methods.values():
                    self.assertTrue(any(configuration in axis for axis in axes) or len(axes) > 1,
                                    f"{section.sweep.name}: {configuration}")

    def test_every_setting_of_the_recovery_page_is_swept_over(self):
        for setting in recovery.SETTINGS:
            for problem in recovery.PROBLEMS:
                sweeps = recovery.SWEEPS[problem]
                if setting.kind not in sweeps or setting.kind == "rates":
                    continue
                for configuration, kind in ((setting.configuration, setting.kind),
                                            (setting.without, setting.without_kind or setting.kind)):
                    self.assertTrue(any(configuration in axis for axis in configurations(sweeps[kind])), configuration)

    def test_every_claim_is_about_what_a_section_compares(self):
        for page in PAGES:
            sections = {section.sweep.name: section for section in page.sections}
            for claim in page.claims:
                known = sections[claim.sweep].methods.values()
                for comparison in claim.comparisons:
                    for member in ("first", "second", "configuration", "over"):
                        configuration = getattr(comparison, member, None)
                        self.assertTrue(configuration is None or configuration in known, f"{claim.text}: {configuration}")

    def test_every_published_number_has_its_row(self):
        sections = {section.sweep.name: section for page in PAGES for section in page.sections}
        with open(ROOT / "problems" / "papers" / "published.csv", newline="") as file:
            for row in csv.DictReader(file):
                section = sections[row["sweep"]]
                self.assertIn(row["configuration"], section.methods.values())
                self.assertEqual(row["quantity"], section.main.name)
                self.assertGreater(float(row["value"]), 0)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
