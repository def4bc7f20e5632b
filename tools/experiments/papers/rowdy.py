"""The page of "Deep Kronecker neural networks" (2022): the test of the authors' code."""

from papers.claims import Below, Claim, Within
from papers.pages import Page, Section
from papers.quantities import error_at, loss_at
from papers.sweeps import Sweep

SWEEP = "rowdy"
STEPS = (5000, 10000, 15000)
METHODS = {"fixed": "fixed", "L-LAAF": "llaaf(n = 10)",
           **{f"rowdy, {terms} sines": f"rowdy(terms = {terms})" for terms in (3, 5, 9)}}
LAST = error_at(15000)

PAGE = Page(
    "rowdy", "Rowdy activations",
    ["A. D. Jagtap, Y. Shin, K. Kawaguchi and G. E. Karniadakis, \"Deep Kronecker neural networks: a general framework for neural "
     "networks with adaptive activation functions\", Neurocomputing 468, 165-180 (2022). What is reproduced is the test of the "
     "authors' code; the experiments of the paper are not stated there in numbers."],
    [Section("A function of high frequency", Sweep(SWEEP, "rowdy/high_frequency.pde", seeds=10),
             "sin(200 pi x) at 101 points of [-pi, pi], which see 628 periods: what is measured is how well rough data are "
             "learned by heart, at the points of training alone. Three layers of 50, cosines, Adam at 4e-6.", METHODS, main=LAST,
             more=[error_at(5000), error_at(10000), loss_at(15000)],
             figures={"curves": "Error and loss over the steps: medians and quartiles", "spread": "Every run in the end"})],
    [
        Claim("Fixed activations and slopes alone learn nothing: their error stays at 1", "authors' code", SWEEP,
              [Within("fixed", LAST, 0.99, 1.01), Within("llaaf(n = 10)", LAST, 0.99, 1.01)]),
        Claim("Nine sines learn all data", "authors' code", SWEEP, [Within("rowdy(terms = 9)", LAST, 0, 1e-3)]),
        Claim("More sines learn faster", "authors' code", SWEEP,
              [Below("rowdy(terms = 9)", "rowdy(terms = 5)", LAST), Below("rowdy(terms = 5)", "rowdy(terms = 3)", LAST)]),
    ])
